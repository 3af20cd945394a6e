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
function dayIn({ timeZone, week, holidays }: WorkingHours, at: number): { readonly spans: readonly Span[]; readonly minutes: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const isHoliday = holidays.includes(`${part['year']}-${part['month']}-${part['day']}`)
  return {
    spans: isHoliday ? [] : (week[WEEKDAYS.indexOf(part['weekday'] ?? '')] ?? []),
    minutes: Number(part['hour']) * 60 + Number(part['minute']),
  }
}

const MINUTE_MS = 60_000
const STEP_MS = 15 * MINUTE_MS
const LOOK_AHEAD_MS = 15 * 24 * 60 * MINUTE_MS

/**
 * When somebody works next (CW-13): the beginning of the next span, to the minute, also over a change of the clocks.
 * `undefined` if nobody does within a fortnight.
 *
 * @param at milliseconds since 1970
 */
export function nextOpening(hours: WorkingHours, at: number): number | undefined {
  const start = at - (at % MINUTE_MS)
  for (let then = start; then < start + LOOK_AHEAD_MS; then += STEP_MS) {
    const { spans, minutes } = dayIn(hours, then)
    // What begins within the next step; a clock that is put back shows a minute twice, and the first time counts.
    const begins = spans.map(([from]) => from - minutes).filter((wait) => wait >= 0 && wait < STEP_MS / MINUTE_MS)
    const soonest = begins.map((wait) => then + wait * MINUTE_MS).find((one) => one > at && isWithinHours(hours, one))
    if (soonest !== undefined) return soonest
  }
  return undefined
}
