/** When somebody is there (RC-9): week, holidays, time zone; and what that means at this moment. */
import { useCallback, useMemo, useRef } from 'preact/hooks'
import { API, LIMITS, failForm, ok } from '@foyer/sdk/protocol'
import type { Failure, HoursRecord, Result, WorkingHours } from '@foyer/sdk/protocol'
import { FieldGroup, FormFrame, Hint, ListField, Loaded, ProblemLine, describedBy, tidyList, useFieldIds, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { DayRow } from './day-row.tsx'
import { PageHead, Section, WithEffect } from './page.tsx'
import { clockWords, dayNames, momentWords } from './time-words.ts'
import { copyToWeekdays, hoursAWeek, isTimeZone, localTime, nowOf, wrongSpan } from './week.ts'
import { useSettingsWords } from './words.ts'

export function Hours() {
  const { api } = useTools()
  const load = useCallback(() => api.get<HoursRecord>(API.hours), [api])
  const words = useSettingsWords()
  return (
    <>
      <PageHead title={words.pages.hours} lead={words.hoursLead} />
      <Loaded load={load}>{(record) => <HoursForm record={record} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, ...value }: HoursRecord): Versioned<WorkingHours> => ({ revision, value })
const answered = (result: Result<HoursRecord>): Result<Versioned<WorkingHours>> => (result.ok ? ok(versioned(result.value)) : result)

function HoursForm({ record }: { readonly record: HoursRecord }) {
  const { api } = useTools()
  const { clock } = useSurroundings()
  const words = useSettingsWords()
  const form = useForm<WorkingHours>({
    name: 'hours',
    initial: versioned(record),
    within: 'hours',
    tidy: (hours) => ({ ...hours, timeZone: hours.timeZone.trim(), holidays: tidyList(hours.holidays).toSorted() }),
    check: complaintOf,
    reword: (_, field) => (field === 'timeZone' ? words.timeZoneUnknown : undefined),
    save: async (hours, revision) => answered(await api.put<HoursRecord>(API.hours, { revision, hours })),
    load: async () => answered(await api.get<HoursRecord>(API.hours)),
  })
  const zone = form.value.timeZone
  return (
    <FormFrame form={form} label={words.pages.hours}>
      <WithEffect label={words.hoursNow} effect={<Effect hours={form.value} />}>
        <Section title={words.week} says={words.weekSays}>
          <WeekField {...form.bind('week')} />
        </Section>
        <Section title={words.zoneAndHolidays}>
          <TimeZoneField {...form.bind('timeZone')} />
          <ListField {...form.bind('holidays')} label={words.holidays} hint={words.holidaysSay} itemLabel={words.holiday} add={words.addHoliday} empty={words.noHolidays}
            kind="date" limit={LIMITS.listLength}
            check={(day) => (isTimeZone(zone) && day < localTime(zone, clock.now()).date ? words.holidayPast : undefined)} />
        </Section>
      </WithEffect>
    </FormFrame>
  )
}

/** What can be said before the server is asked. */
function complaintOf({ timeZone, week }: WorkingHours): Failure | undefined {
  if (!isTimeZone(timeZone)) return failForm('bad_hours', { field: 'timeZone' })
  const wrong = week.map(wrongSpan)
  const day = wrong.findIndex((span) => span !== undefined)
  return day < 0 ? undefined : failForm('bad_hours', { field: `week.${day}.${wrong[day]}` })
}

function WeekField({ path, value: week, problem, onChange }: Field<WorkingHours['week']>) {
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

function Effect({ hours }: { readonly hours: WorkingHours }) {
  const { locale } = useSurroundings()
  const words = useSettingsWords()
  const at = useNow(15_000)
  if (!isTimeZone(hours.timeZone)) return <p class="quiet">{words.timeZoneUnknown}</p>
  const { isOpen, until } = nowOf(hours, at)
  const when = until && momentWords(until, locale, words)
  return (
    <div class={isOpen ? 'hours-now is-open' : 'hours-now'} role="status">
      <h3>{words.hoursNow}</h3>
      <p class="hours-state"><span class="hours-dot" aria-hidden="true" />{isOpen ? words.openNow : words.closedNow}</p>
      <p>{when === undefined ? (isOpen ? words.openAlways : words.opensNever) : isOpen ? words.openUntil(when) : words.opensAt(when)}</p>
      <p class="quiet">{words.hoursWeek(new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(hoursAWeek(hours.week)))}</p>
    </div>
  )
}
