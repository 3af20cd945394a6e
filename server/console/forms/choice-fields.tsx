/** One of several: a list that unfolds, cards that lie open; and a switch for yes and no. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { FieldGroup, Hint, LabelWords, ProblemLine, describedBy, useFieldIds } from './field.tsx'
import type { FieldLook } from './field.tsx'
import type { Field } from './use-form.ts'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}

export interface SelectFieldProps<Value extends string> extends Field<Value>, FieldLook {
  readonly options: readonly Option<Value>[]
}

export function SelectField<Value extends string>({ path, value, problem, onChange, options, label, hint, isOptional = false }: SelectFieldProps<Value>) {
  const ids = useFieldIds()
  return (
    <div class="field" data-field={path}>
      <label class="field-label" for={ids.control}><LabelWords label={label} isOptional={isOptional} /></label>
      <Hint id={ids.hint}>{hint}</Hint>
      <select id={ids.control} class="input" name={path} value={value} {...describedBy(ids, { hint, problem })}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value)
          if (chosen) onChange(chosen.value)
        }}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      <ProblemLine id={ids.problem} problem={problem} />
    </div>
  )
}

export interface Card<Value extends string> extends Option<Value> {
  /** Shown above the words; a screen reader passes over it. */
  readonly picture?: ComponentChildren
}

export interface RadioCardsProps<Value extends string> extends Field<Value>, FieldLook {
  readonly options: readonly Card<Value>[]
  /** `row`: as many beside one another as fit; `list`: one below the other. Default `row`. */
  readonly arrangement?: 'row' | 'list'
}

/** Radio buttons: arrow keys move, Tab goes on. */
export function RadioCards<Value extends string>({ options, arrangement = 'row', ...field }: RadioCardsProps<Value>) {
  const { path, value, problem, onChange, label, hint, isOptional = false } = field
  const ids = useFieldIds()
  const name = useId()
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={label} hint={hint} isOptional={isOptional}>
      <div class={`radio-cards is-${arrangement}`}>
        {options.map((option) => (
          <label key={option.value} class="radio-card">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)}
              {...(option.hint !== undefined && { 'aria-labelledby': `${name}-${option.value}-label`, 'aria-describedby': `${name}-${option.value}` })} />
            {option.picture !== undefined && <span class="radio-picture" aria-hidden="true">{option.picture}</span>}
            <span class="radio-words">
              <span class="radio-label" id={`${name}-${option.value}-label`}>{option.label}</span>
              {option.hint !== undefined && <span class="quiet" id={`${name}-${option.value}`}>{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

export function SwitchField({ path, value, problem, onChange, label, hint }: Field<boolean> & FieldLook) {
  const ids = useFieldIds()
  return (
    <div class="field" data-field={path}>
      <label class="switch-field">
        <input type="checkbox" role="switch" name={path} checked={value} {...describedBy(ids, { hint, problem })}
          onChange={(event) => onChange(event.currentTarget.checked)} />
        <span class="switch-track" aria-hidden="true"><span class="switch-thumb" /></span>
        <span>{label}</span>
      </label>
      <Hint id={ids.hint}>{hint}</Hint>
      <ProblemLine id={ids.problem} problem={problem} />
    </div>
  )
}
