/** Text in one line or in several, with the count of display units once it comes near its limit. */
import { displayUnits } from '@foyer/sdk/protocol'
import { useSurroundings } from '../surroundings.ts'
import { Hint, LabelWords, ProblemLine, describedBy, useFieldIds } from './field.tsx'
import type { FieldLook } from './field.tsx'
import type { Field } from './use-form.ts'

export interface TextFieldProps extends Field<string>, FieldLook {
  /** Display units. */
  readonly limit?: number
  /** More than one: that many lines to begin with. Default 1. */
  readonly lines?: number
  /** What a telephone's keyboard offers. */
  readonly kind?: 'text' | 'email' | 'tel' | 'url'
  readonly placeholder?: string
  /** Default `off`: what one fills in here is the company's, not one's own. */
  readonly autocomplete?: string
  /** What is to stand in it is still on its way. Default: it can be written in. */
  readonly isReadOnly?: boolean
}

/** From this share of the limit on the count is shown. */
const NEAR = 0.75

export function TextField(props: TextFieldProps) {
  const { path, value, problem, onChange, limit, lines = 1, kind = 'text', placeholder, autocomplete = 'off', isReadOnly = false, label, hint, isOptional = false } = props
  const ids = useFieldIds()
  const units = limit === undefined ? 0 : displayUnits(value)
  const counts = limit !== undefined && units >= limit * NEAR
  const common = {
    id: ids.control,
    class: 'input',
    name: path,
    value,
    autocomplete,
    readOnly: isReadOnly,
    // Names of any script begin where they are read from; addresses are always read from the left.
    dir: kind === 'text' ? 'auto' : 'ltr',
    ...(placeholder !== undefined && { placeholder }),
    ...describedBy(ids, { hint, problem, counts }),
  } as const
  return (
    <div class="field" data-field={path}>
      <label class="field-label" for={ids.control}><LabelWords label={label} isOptional={isOptional} /></label>
      <Hint id={ids.hint}>{hint}</Hint>
      {lines > 1 ? (
        <textarea {...common} rows={lines} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...common} {...KINDS[kind]} spellcheck={kind === 'text'} onInput={(event) => onChange(event.currentTarget.value)} />
      )}
      <div class="field-foot">
        <ProblemLine id={ids.problem} problem={problem} />
        {limit !== undefined && <Count id={ids.count} units={units} limit={limit} isShown={counts} />}
      </div>
    </div>
  )
}

/** A plain text field with a fitting keyboard: browsers' own checks of an address would speak before ours. */
const KINDS = {
  text: { type: 'text', inputMode: 'text' },
  email: { type: 'text', inputMode: 'email' },
  tel: { type: 'tel', inputMode: 'tel' },
  url: { type: 'text', inputMode: 'url' },
} as const

interface CountProps {
  readonly id: string
  readonly units: number
  readonly limit: number
  readonly isShown: boolean
}

function Count({ id, units, limit, isShown }: CountProps) {
  const { words } = useSurroundings()
  const over = units - limit
  return (
    <>
      {isShown && (
        <p class={over > 0 ? 'field-count is-over' : 'field-count'} id={id}>
          <span aria-hidden="true">{words.forms.count(units, limit)}{over > 0 && ` · ${words.forms.tooLong(over)}`}</span>
          <span class="unseen">{words.forms.countLong(units, limit)}</span>
        </p>
      )}
      {/* Said once, when the limit is passed, and not with every key. */}
      <span class="unseen" role="status">{over > 0 ? words.forms.tooLongHeard : ''}</span>
    </>
  )
}
