/** A whole number, with its unit behind it. */
import { Hint, LabelWords, ProblemLine, describedBy, useFieldIds } from './field.tsx'
import type { FieldLook } from './field.tsx'
import type { Field } from './use-form.ts'

export interface NumberFieldProps extends Field<number>, FieldLook {
  readonly least: number
  readonly most: number
  /** Said behind the number. */
  readonly unit: string
  /** Of the arrow keys. Default 1. */
  readonly step?: number
}

export function NumberField({ path, value, problem, onChange, least, most, unit, step = 1, label, hint, isOptional = false }: NumberFieldProps) {
  const ids = useFieldIds()
  const unitId = `${ids.control}-unit`
  const { 'aria-describedby': described = '', ...rest } = describedBy(ids, { hint, problem })
  return (
    <div class="field" data-field={path}>
      <label class="field-label" for={ids.control}><LabelWords label={label} isOptional={isOptional} /></label>
      <Hint id={ids.hint}>{hint}</Hint>
      <div class="number-row">
        <input id={ids.control} class="input" type="number" name={path} min={least} max={most} step={step} value={value} {...rest} aria-describedby={`${unitId} ${described}`.trim()}
          onInput={(event) => {
            const typed = event.currentTarget.valueAsNumber
            // While the field is empty the number stays; what is out of bounds comes back into them when it is left.
            if (Number.isFinite(typed)) onChange(Math.round(typed))
          }}
          onChange={(event) => {
            const bounded = Math.min(most, Math.max(least, value))
            event.currentTarget.value = String(bounded)
            if (bounded !== value) onChange(bounded)
          }} />
        <span class="quiet" id={unitId}>{unit}</span>
      </div>
      <ProblemLine id={ids.problem} problem={problem} />
    </div>
  )
}
