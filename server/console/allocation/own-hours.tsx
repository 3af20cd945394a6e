/** Hours of a group's or an agent's own (AL-13a): a switch, and below it the fields that the company's hours have. */
import { useRef } from 'preact/hooks'
import type { WorkingHours } from '@foyer/sdk/protocol'
import { SwitchField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { DaysAndZone, WeekField } from '../settings/hours-fields.tsx'
import { HoursNow } from '../settings/hours.tsx'

export interface OwnHoursProps {
  /** Undefined: there are none. */
  readonly field: Field<WorkingHours | undefined>
  /** Of the company: what own ones begin with. */
  readonly usual: WorkingHours
  readonly label: string
  readonly hint: string
}

export function OwnHours({ field, usual, label, hint }: OwnHoursProps) {
  const { path, value, problem, onChange } = field
  // Whoever switches them off by mistake gets them back.
  const before = useRef<WorkingHours>(undefined)
  return (
    <>
      <SwitchField path={path} value={value !== undefined} label={label} hint={hint}
        onChange={(isOn) => {
          before.current = value ?? before.current
          onChange(isOn ? (before.current ?? usual) : undefined)
        }} />
      {value && <HoursFields path={path} value={value} problem={problem} onChange={onChange} />}
    </>
  )
}

function HoursFields(field: Field<WorkingHours>) {
  return (
    <div class="own-hours">
      <HoursNow hours={field.value} />
      <WeekField {...part(field, 'week')} />
      <DaysAndZone {...field} />
    </div>
  )
}
