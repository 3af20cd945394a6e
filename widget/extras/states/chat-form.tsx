/** The form before the chat (CW-16). What is written in the composer goes with it: sending looks at the form first. */
import { createRef } from 'preact'
import type { RefObject } from 'preact'
import type { ChatForm as ChatFormSettings, VisitorSelf } from '@foyer/sdk/protocol'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { Fields } from '../fields.tsx'

interface ChatFormProps {
  readonly form: ChatFormSettings
  readonly me: VisitorSelf | undefined
  readonly words: ExtrasWords
  /** Given to whoever sends. */
  readonly fields: RefObject<Fields | null>
  /** Enter in the form: one goes on to write. */
  onDone(): void
}

export const ChatForm = ({ form, me, words, fields = createRef(), onDone }: ChatFormProps) => (
  <div class="card chat-form" role="group" aria-label={form.title || words.form.title} ref={dressCards}>
    <h3 dir="auto">{form.title || words.form.title}</h3>
    <Fields ref={fields} fields={form.fields} consent={form.consent} known={{ name: me?.name, email: me?.email, phone: me?.phone }} words={words} onEnter={onDone} />
  </div>
)
