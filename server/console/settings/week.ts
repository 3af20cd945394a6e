/** Working hours as one edits them, and what they mean now. Pure: the present is an argument. */
import { isWithinHours } from '@foyer/sdk/protocol'
import type { Span, WorkingHours } from '@foyer/sdk/protocol'

export const DAY_MINUTES = 24 * 60
/** What a day begins with when it is switched on. */
export const USUAL_SPAN: Span = [9 * 60, 17 * 60]
const WEEKDAYS = [0, 1, 2, 3, 4]

/** A local time of a day. */
export interface Moment {
  /** `2026-12-25` */
  readonly date: string
  /** After midnight. */
  readonly minutes: number
  /** Days from now: 0 is today. */
  readonly inDays: number
}

export interface Now {
  readonly isOpen: boolean
  /** When that changes; absent: never. */
  readonly until?: Moment
}

/** Further ahead than any row of holidays. */
const HORIZON_DAYS = 400

/**
 * Whether it is open, and when that changes, in local time.
 *
 * @param at milliseconds since 1970
 */
export function nowOf(hours: WorkingHours, at: number): Now {
  const isOpen = isWithinHours(hours, at)
  const { date, minutes } = localTime(hours.timeZone, at)
  for (let inDays = 0; inDays < HORIZON_DAYS; inDays++) {
    const day = dateAfter(date, inDays)
    const from = inDays === 0 ? minutes : 0
    const change = changeOn(spansOn(hours, day), from, isOpen)
    if (change === undefined) continue
    // The end of a day is the beginning of the next, where it may go on.
    if (change < DAY_MINUTES) return { isOpen, until: { date: day, minutes: change, inDays } }
    if (!spansOn(hours, dateAfter(day, 1)).some(([begin]) => begin === 0)) return { isOpen, until: { date: dateAfter(day, 1), minutes: 0, inDays: inDays + 1 } }
  }
  return { isOpen }
}

/** The first minute from which on it is otherwise; spans that touch are one. */
function changeOn(spans: readonly Span[], from: number, isOpen: boolean): number | undefined {
  if (!isOpen) return spans.map(([begin]) => begin).filter((begin) => begin >= from).toSorted((a, b) => a - b)[0]
  let end = from
  for (const [begin, to] of spans.toSorted(([a], [b]) => a - b)) if (begin <= end && to > end) end = to
  return end
}

/** Of a date: a holiday's are none, a single day's its own. */
export function spansOn({ week, holidays, days }: WorkingHours, date: string): readonly Span[] {
  if (holidays.includes(date)) return []
  const own = days?.[date]
  if (own) return own
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
  return week[weekday] ?? []
}

function dateAfter(date: string, days: number): string {
  const then = new Date(`${date}T00:00:00Z`)
  then.setUTCDate(then.getUTCDate() + days)
  return then.toISOString().slice(0, 10)
}

export function localTime(timeZone: string, at: number): { readonly date: string; readonly minutes: number } {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return { date: `${part['year']}-${part['month']}-${part['day']}`, minutes: Number(part['hour']) * 60 + Number(part['minute']) }
}

export function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    // What somebody has typed so far.
    return false
  }
}

/** `09:00` as a field of time writes it. Midnight at the end of a day is `00:00` there. */
export const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Undefined while it is not written out. */
export function minutesOf(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(clock) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

/** One more span after the last, an hour later and two hours long where there is room. Undefined: there is none. */
export function withOneMore(spans: readonly Span[]): readonly Span[] | undefined {
  const last = spans.at(-1)
  if (!last) return [USUAL_SPAN]
  const from = Math.min(last[1] + 60, DAY_MINUTES - 60)
  return from < last[1] || last[1] >= DAY_MINUTES ? undefined : [...spans, [from, Math.min(from + 120, DAY_MINUTES)]]
}

/** The hours of one day on Monday to Friday. */
export const copyToWeekdays = (week: WorkingHours['week'], day: number): WorkingHours['week'] =>
  week.map((spans, i) => (WEEKDAYS.includes(i) ? (week[day] ?? []) : spans))

/** The first span of a day that does not end after it begins, or begins before the last one has ended. */
export function wrongSpan(spans: readonly Span[]): number | undefined {
  const at = spans.findIndex(([from, to], i) => to <= from || to > DAY_MINUTES || from < (spans[i - 1]?.[1] ?? 0))
  return at < 0 ? undefined : at
}

export const hoursAWeek = (week: WorkingHours['week']): number => week.flat().reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0) / 60
