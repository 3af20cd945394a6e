/** When somebody is there (RC-9): week, days that differ, time zone; and what that means at this moment. */
import { useCallback } from 'preact/hooks'
import { API, ok } from '@foyer/sdk/protocol'
import type { HoursRecord, Result, WorkingHours } from '@foyer/sdk/protocol'
import { FormFrame, Loaded, useForm } from '../forms/index.ts'
import type { Versioned } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { DaysAndZone, WeekField, hoursComplaint, tidyHours } from './hours-fields.tsx'
import { PageHead, Section, WithEffect } from './page.tsx'
import { momentWords } from './time-words.ts'
import { hoursAWeek, isTimeZone, nowOf } from './week.ts'
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
  const words = useSettingsWords()
  const form = useForm<WorkingHours>({
    name: 'hours',
    initial: versioned(record),
    within: 'hours',
    tidy: tidyHours,
    check: hoursComplaint,
    reword: (_, field) => (field === 'timeZone' ? words.timeZoneUnknown : undefined),
    save: async (hours, revision) => answered(await api.put<HoursRecord>(API.hours, { revision, hours })),
    load: async () => answered(await api.get<HoursRecord>(API.hours)),
  })
  const field = form.whole()
  return (
    <FormFrame form={form} label={words.pages.hours}>
      <WithEffect label={words.hoursNow} effect={<HoursNow hours={form.value} />}>
        <Section title={words.week} says={words.weekSays}>
          <WeekField {...form.bind('week')} />
        </Section>
        <Section title={words.zoneAndHolidays}>
          <DaysAndZone {...field} />
        </Section>
      </WithEffect>
    </FormFrame>
  )
}

/** What hours mean at this moment. */
export function HoursNow({ hours }: { readonly hours: WorkingHours }) {
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
