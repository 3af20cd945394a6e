/** A few short words, each in a box of its own: skills, languages, keywords. Enter or a comma takes what is typed. */
import { useRef, useState } from 'preact/hooks'
import { displayUnits } from '@foyer/sdk/protocol'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { FieldGroup, describedBy, useFieldIds } from './field.tsx'
import type { FieldLook } from './field.tsx'
import type { Field } from './use-form.ts'

export interface ChipsFieldProps extends Field<readonly string[]>, FieldLook {
  /** What one is called: the name of the box one types into. */
  readonly itemLabel: string
  /** Most of them. */
  readonly limit: number
  /** Display units of one: a longer one is marked at once. Default: the server alone says. */
  readonly units?: number
  /** Offered while one types. */
  readonly known?: readonly string[]
  readonly placeholder?: string
  /** How one is shown, where it is not as it is written. */
  show?(item: string): string
}

export function ChipsField(props: ChipsFieldProps) {
  const { path, value, onChange, label, hint, isOptional = false, itemLabel, limit, units = Infinity, known = [], placeholder, show = (item) => item } = props
  const { words } = useSurroundings()
  const ids = useFieldIds()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const list = `${ids.control}-known`
  const tooLong = value.findIndex((item) => displayUnits(item) > units)
  const problem = tooLong < 0 ? props.problem : { at: String(tooLong), sentence: words.forms.countLong(displayUnits(value[tooLong]!), units) }

  /** Nothing blank, nothing twice; upper and lower case are no difference. */
  const take = (text: string) => {
    const all = [...value]
    for (const item of text.split(/[,;，；、\n]/).map((each) => each.trim())) {
      if (item !== '' && all.length < limit && !all.some((one) => one.toLowerCase() === item.toLowerCase())) all.push(item)
    }
    setTyped('')
    if (all.length > value.length) onChange(all)
  }
  const remove = (at: number) => {
    onChange(value.toSpliced(at, 1))
    input.current?.focus()
  }

  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={label} hint={hint} isOptional={isOptional}>
      <div class="chips" onClick={(event) => event.target === event.currentTarget && input.current?.focus()}>
        {value.length > 0 && (
          <ul>
            {value.map((item, at) => (
              <li key={item} class={problem?.at === String(at) ? 'chip is-refused' : 'chip'}>
                <span dir="auto">{show(item)}</span>
                <button type="button" aria-label={words.forms.removeItem(show(item))} title={words.forms.removeItem(show(item))} onClick={() => remove(at)}><Icon name="close" size={14} /></button>
              </li>
            ))}
          </ul>
        )}
        <input id={ids.control} ref={input} name={path} dir="auto" value={typed} aria-label={itemLabel} placeholder={value.length < limit ? placeholder ?? '' : ''} autocomplete="off" spellcheck={false} list={list}
          readOnly={value.length >= limit} {...describedBy(ids, { hint, problem })}
          onInput={(event) => {
            const { value: text } = event.currentTarget
            if (/[,;，；、]/.test(text)) take(text)
            else setTyped(text)
          }}
          onKeyDown={(event) => {
            if (event.isComposing) return
            if (event.key === 'Enter' && typed.trim() !== '') {
              // Here it does not save.
              event.preventDefault()
              take(typed)
            }
            if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1))
          }}
          onPaste={(event) => {
            const text = event.clipboardData?.getData('text') ?? ''
            if (!/[,;，；、\n]/.test(text)) return
            event.preventDefault()
            take(typed + text)
          }}
          onBlur={() => take(typed)} />
        <datalist id={list}>{known.filter((one) => !value.includes(one)).map((one) => <option key={one} value={one}>{show(one)}</option>)}</datalist>
      </div>
    </FieldGroup>
  )
}
