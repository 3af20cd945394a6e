/** Working hours as fields (RC-9, AL-13a): week, single days that differ, holidays, time zone. Of a company, a group or an agent. */
import { useMemo, useRef } from 'preact/hooks'
import { LIMITS, failForm } from '@foyer/sdk/protocol'
import type { Failure, WorkingHours } from '@foyer/sdk/protocol'
import { FieldGroup, Hint, ListField, ProblemLine, describedBy, part, tidyList, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { DayRow } from './day-row.tsx'
import { SingleDays } from './single-days.tsx'
import { clockWords, dayNames } from './time-words.ts'
import { copyToWeekdays, isTimeZone, localTime, wrongSpan } from './week.ts'
import { useSettingsWords } from './words.ts'

/** The week, which most look at first. */
export function WeekField({ path, value: week, problem, onChange }: Field<WorkingHours['week']>) {
  const { locale } = useSurroundings()
  const words = useSettingsWords()
  const ids = useFieldIds()
  const names = useMemo(() => dayNames(locale), [locale])
  // Whoever closes a day by mistake gets its hours back.
  const before = useRef(new Map<number, WorkingHours['week'][number]>())
  return (
    <FieldGroup path={path} ids={ids} problem={problem?.at === '' ? problem : undefined} label={words.week} class="week-field">
      <ul class="week">
        {week.map((spans, day) => {
          const name = names[day] ?? ''
          const at = problem?.at.split('.')
          return (
            <DayRow key={name} path={`${path}.${day}`} name={name} spans={spans} problem={at?.[0] === String(day) && problem ? { at: at.slice(1).join('.'), sentence: problem.sentence } : undefined}
              usual={before.current.get(day)}
              onChange={(next) => {
                if (next.length === 0) before.current.set(day, spans)
                onChange(week.with(day, next))
              }}
              onCopy={() => onChange(copyToWeekdays(week, day))} />
          )
        })}
      </ul>
    </FieldGroup>
  )
}

/** What differs from the week, and where the hours are meant. */
export function DaysAndZone(field: Field<WorkingHours>) {
  const { clock } = useSurroundings()
  const words = useSettingsWords()
  const zone = field.value.timeZone
  const today = isTimeZone(zone) ? localTime(zone, clock.now()).date : ''
  return (
    <>
      <SingleDays field={field} today={today} />
      <ListField {...part(field, 'holidays')} label={words.holidays} hint={words.holidaysSay} itemLabel={words.holiday} add={words.addHoliday} empty={words.noHolidays}
        kind="date" limit={LIMITS.listLength} check={(day) => (day < today ? words.holidayPast : field.value.days?.[day] ? words.holidayAndDay : undefined)} />
      <TimeZoneField {...part(field, 'timeZone')} />
    </>
  )
}

/** What hours are saved as. */
export function tidyHours({ days, ...hours }: WorkingHours): WorkingHours {
  const inOrder = Object.entries(days ?? {}).toSorted(([a], [b]) => a.localeCompare(b))
  return { ...hours, timeZone: hours.timeZone.trim(), holidays: tidyList(hours.holidays).toSorted(), ...(inOrder.length > 0 && { days: Object.fromEntries(inOrder) }) }
}

/** What can be said before the server is asked. */
export function hoursComplaint({ timeZone, week, days = {} }: WorkingHours): Failure | undefined {
  if (!isTimeZone(timeZone)) return failForm('bad_hours', { field: 'timeZone' })
  const all = [...week.map((spans, day) => [`week.${day}`, spans] as const), ...Object.entries(days).map(([date, spans]) => [`days.${date}`, spans] as const)]
  for (const [at, spans] of all) {
    const wrong = wrongSpan(spans)
    if (wrong !== undefined) return failForm('bad_hours', { field: `${at}.${wrong}` })
  }
  return undefined
}

/** All that this browser knows. Those that are the same under an older name are left out. */
const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone')

function TimeZoneField({ path, value, problem, onChange }: Field<string>) {
  const { locale } = useSurroundings()
  const words = useSettingsWords()
  const now = useNow(15_000)
  const ids = useFieldIds()
  const list = `${ids.control}-zones`
  return (
    <div class="field" data-field={path}>
      <label class="field-label" for={ids.control}>{words.timeZone}</label>
      <Hint id={ids.hint}>{words.timeZoneSays}</Hint>
      <input id={ids.control} class="input" name={path} list={list} dir="ltr" value={value} spellcheck={false} autocomplete="off"
        {...describedBy(ids, { hint: words.timeZoneSays, problem })} onInput={(event) => onChange(event.currentTarget.value)} />
      <datalist id={list}>{(ZONES.includes(value) ? ZONES : ['UTC', ...ZONES]).map((zone) => <option key={zone} value={zone} />)}</datalist>
      <ProblemLine id={ids.problem} problem={problem} />
      {isTimeZone(value) && <p class="field-hint">{words.thereNow(clockWords(localTime(value, now).minutes, locale))}</p>}
    </div>
  )
}
