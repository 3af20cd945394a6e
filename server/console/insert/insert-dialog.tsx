/** A small dialog for what is more than words: fields at one side, and beside them what the visitor will see. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { AgentState, MemberId, Part } from '@foyer/sdk/protocol'
import type { Format } from '@foyer/widget/words'
import { TextField, formsCss, part, useSheet } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { insertName } from '../insert-button.tsx'
import type { Memory } from '../memory.ts'
import { useSurroundings } from '../surroundings.ts'
import type { Words } from '../words/index.ts'
import { CardsFields } from './cards-fields.tsx'
import { ChoicesFields } from './choices-fields.tsx'
import { ContactFields, keepContact, keptContact } from './contact-fields.tsx'
import { FormDraftFields } from './form-draft-fields.tsx'
import { insertCss } from './insert.css.ts'
import { emptyDraft } from './inserted.ts'
import type { InsertDrafts, InsertKind, Inserted } from './inserted.ts'
import { messageOf } from './message-of.ts'
import type { Flaw, Wrong } from './message-of.ts'
import { MessagePreview } from './message-preview.tsx'

export interface InsertDialogProps {
  readonly start: Inserted
  readonly agents: ReadonlyMap<MemberId, AgentState>
  readonly me: MemberId
  readonly memory: Memory
  readonly format: Format
  onSend(parts: readonly Part[], kind: InsertKind): void
  /** @param now how it was left */
  onClose(now: Inserted): void
}

/** Any of them: which fields it has says the kind. */
type Draft = InsertDrafts[InsertKind]

export function InsertDialog({ start, agents, me, memory, format, onSend, onClose }: InsertDialogProps) {
  const { words } = useSurroundings()
  useSheet(formsCss)
  useSheet(insertCss)
  const { kind } = start
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [draft, setDraft] = useState<Draft>(() => start.draft ?? beginning(start, me, memory))
  // What was typed in the same breath as a press on "send" must be in what is sent.
  const now = useRef(draft)
  const change = (next: Draft) => {
    now.current = next
    setDraft(next)
  }
  /** Looked for again with each change, once something was found. */
  const [isChecked, setChecked] = useState(false)
  const made = messageOf(kind, draft as never, agents)
  const wrong = isChecked && isWrong(made) ? made : undefined
  const close = () => onClose({ kind, draft: now.current } as Inserted)

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Not the way out, which stands first.
    element?.querySelector('textarea')?.focus()
    return () => element?.close()
  }, [])

  const send = () => {
    const message = messageOf(kind, now.current as never, agents)
    if (!isWrong(message)) {
      if (kind === 'contact') keepContact(memory, now.current as InsertDrafts['contact'])
      return onSend(message, kind)
    }
    setChecked(true)
    // Once it is marked.
    requestAnimationFrame(() => dialog.current?.querySelector<HTMLElement>('[aria-invalid=true], .field:has(> .field-problem > *) :is(input, textarea, select, button)')?.focus())
  }

  const field: Field<Draft> = { path: '', value: draft, problem: wrong && { at: wrong.at, sentence: flawWords(wrong.flaw, words) }, onChange: change }
  return (
    <dialog class="sheet insert-sheet" ref={dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-says`} onCancel={(event) => { event.preventDefault(); close() }}>
      <form class="sheet-body" noValidate onSubmit={(event) => { event.preventDefault(); send() }}
        onKeyDown={(event) => {
          // From any field; Enter alone goes on in lists and texts.
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
          event.preventDefault()
          send()
        }}>
        <div class="sheet-head">
          <div>
            <h2 id={`${id}-title`}>{insertName(kind, words)}</h2>
            <p class="quiet" id={`${id}-says`}>{saysOf(kind, words)}</p>
          </div>
          <button type="button" class="icon-button" aria-label={words.close} title={words.close} onClick={close}><Icon name="close" size={18} /></button>
        </div>
        <div class="insert-columns">
          <div class="insert-fields">
            <TextField {...part(field, 'text')} label={words.insertText} lines={2} isOptional />
            {fieldsOf(kind, field, { agents, me, memory })}
            {wrong?.at === 'fields' && <p class="problem" role="alert"><Icon name="problem" size={16} /> <span>{flawWords(wrong.flaw, words)}</span></p>}
          </div>
          <MessagePreview parts={isWrong(made) ? [] : made} format={format} />
        </div>
        <div class="question-actions">
          <button type="button" class="button" onClick={close}>{words.cancel}</button>
          <button type="submit" class="button is-main">{words.parts.send}</button>
        </div>
      </form>
    </dialog>
  )
}

const isWrong = (made: readonly Part[] | Wrong): made is Wrong => 'flaw' in made

function beginning({ kind, text = '' }: Inserted, me: MemberId, memory: Memory): Draft {
  const empty = emptyDraft(kind, text, me)
  return kind === 'contact' ? { ...(empty as InsertDrafts['contact']), ...keptContact(memory, me) } : empty
}

/** The fields of a kind. A draft is always of the kind that the dialog was opened with. */
function fieldsOf(kind: InsertKind, field: Field<Draft>, { agents, me, memory }: Pick<InsertDialogProps, 'agents' | 'me' | 'memory'>) {
  switch (kind) {
    case 'choices':
      return <ChoicesFields field={field as unknown as Field<InsertDrafts['choices']>} />
    case 'cards':
      return <CardsFields field={field as unknown as Field<InsertDrafts['cards']>} mayUpload={agents.get(me)?.role !== 'agent'} />
    case 'contact':
      return <ContactFields field={field as unknown as Field<InsertDrafts['contact']>} agents={agents} me={me} memory={memory} />
    case 'form':
      return <FormDraftFields field={field as unknown as Field<InsertDrafts['form']>} />
  }
}

const saysOf = (kind: InsertKind, words: Words): string =>
  ({ choices: words.insertChoicesSays, cards: words.insertCardsSays, contact: words.insertContactSays, form: words.insertFormSays })[kind]

function flawWords(flaw: Flaw, words: Words): string {
  switch (flaw) {
    case 'choiceMissing':
    case 'choiceTwice':
    case 'pictureNotSecure':
    case 'formEmpty':
    case 'fieldUnfinished':
      return words[flaw]
    default:
      return words.errors[flaw].join(' ')
  }
}
