/** The two texts of a greeting (GR-1), and buttons for the names that are put into them. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Greeting } from '@foyer/sdk/protocol'
import { GREETING_UNITS } from '../../greetings/rules.ts'
import { TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { PLACEHOLDER_TEXTS } from './greeting-draft.ts'
import { useRepliesWords } from './use-words.ts'

export function GreetingFields(field: Field<Greeting>) {
  const words = useRepliesWords().greetings
  return (
    <div class="greeting">
      <GreetingText {...part(field, 'online')} label={words.online} />
      <GreetingText {...part(field, 'offline')} label={words.offline} />
    </div>
  )
}

function GreetingText({ label, ...field }: Field<string> & { readonly label: string }) {
  const words = useRepliesWords().greetings
  const box = useRef<HTMLDivElement>(null)
  /** Behind what was inserted, where one goes on writing once it stands there. */
  const caret = useRef<number | undefined>(undefined)
  useLayoutEffect(() => {
    if (caret.current === undefined) return
    const area = box.current?.querySelector('textarea')
    area?.focus()
    area?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })
  const insert = (placeholder: string) => {
    const area = box.current?.querySelector('textarea')
    const [from, to] = [area?.selectionStart ?? field.value.length, area?.selectionEnd ?? field.value.length]
    field.onChange(field.value.slice(0, from) + placeholder + field.value.slice(to))
    caret.current = from + placeholder.length
  }
  return (
    <div class="greeting-text" ref={box}>
      <TextField {...field} label={label} limit={GREETING_UNITS} lines={2} isOptional />
      <div class="placeholders">
        {PLACEHOLDER_TEXTS.map((placeholder) => (
          <button type="button" key={placeholder} aria-label={`${words.insert(placeholder)}: ${label}`} title={words.insert(placeholder)} onClick={() => insert(placeholder)}>{placeholder}</button>
        ))}
      </div>
    </div>
  )
}
