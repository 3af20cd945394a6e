/** When a company works: judged in the visitor's browser (RC-9) and on the server, by the same function. */

/** From and to in minutes after midnight, local time; `to` is greater than `from` and at most 1440. */
export type Span = readonly [from: number, to: number]

export interface WorkingHours {
  /** IANA name, `Europe/Lisbon`. */
  readonly timeZone: string
  /** Seven lists, Monday first. An empty list is a day off. */
  readonly week: readonly (readonly Span[])[]
  /** Dates `2026-12-25` on which nobody works. */
  readonly holidays: readonly string[]
  /** Single days that differ, by date: their own spans instead of the week's (AL-13a). */
  readonly days?: Readonly<Record<string, readonly Span[]>>
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * Whether somebody works at this instant.
 *
 * @param at milliseconds since 1970
 */
export function isWithinHours(hours: WorkingHours, at: number): boolean {
  const { spans, minutes } = dayIn(hours, at)
  return spans.some(([from, to]) => minutes >= from && minutes < to)
}

/** The spans of the day that it is there, and the minutes after its midnight. */
function dayIn({ timeZone, week, holidays, days = {} }: WorkingHours, at: number): { readonly spans: readonly Span[]; readonly minutes: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const date = `${part['year']}-${part['month']}-${part['day']}`
  return {
    spans: holidays.includes(date) ? [] : (days[date] ?? week[WEEKDAYS.indexOf(part['weekday'] ?? '')] ?? []),
    minutes: Number(part['hour']) * 60 + Number(part['minute']),
  }
}
