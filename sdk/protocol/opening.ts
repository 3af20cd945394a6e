/** When a company works next (CW-13). By itself: only a window where nobody is there asks. */
import type { WorkingHours } from './hours.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
const LOOK_AHEAD_DAYS = 14

/**
 * When somebody works next (CW-13): the beginning of the next span, to the minute, also over a change of the clocks. A
 * span that begins in an hour that is left out begins with the change; in one that comes twice, it begins twice.
 * `undefined` if nobody does within a fortnight.
 *
 * @param at milliseconds since 1970
 */
export function nextOpening({ timeZone, week, holidays, days = {} }: WorkingHours, at: number): number | undefined {
  const wall = wallClock(timeZone)
  const now = Math.floor(at / MINUTE_MS)
  const today = Math.floor(wall(now) / DAY_MINUTES)
  const differing = new Map([...Object.entries(days), ...holidays.map((date) => [date, []] as const)].map(([date, spans]) => [dayNumber(date.split('-').map(Number)), spans]))
  for (let day = today; day <= today + LOOK_AHEAD_DAYS; day++) {
    // 1 January 1970 was a Thursday.
    const spans = differing.get(day) ?? week[(day + 3) % 7] ?? []
    const begins = spans.flatMap(([from, to]) => instants(wall, day * DAY_MINUTES + from, day * DAY_MINUTES + to)).filter((minute) => minute > now)
    if (begins.length > 0) return Math.min(...begins) * MINUTE_MS
  }
  return undefined
}

/** From minutes since 1970 to what a clock on the wall shows then, in minutes since its own 1970. */
type WallClock = (minute: number) => number

function wallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (minute) => {
    const part = Object.fromEntries(format.formatToParts(minute * MINUTE_MS).map(({ type, value }) => [type, Number(value)]))
    return (dayNumber([part['year'], part['month'], part['day']]) * 24 + (part['hour'] ?? 0)) * 60 + (part['minute'] ?? 0)
  }
}

/** When the clock begins to show what lies between the two: once; twice where it is put back; perhaps never where it is put forward. */
function instants(wall: WallClock, from: number, to: number): readonly number[] {
  // With what the clock is ahead by the day before and the day after: between the two it is changed once at most.
  const [late = 0, early = 0] = [-DAY_MINUTES, DAY_MINUTES].map((away) => from - (wall(from + away) - (from + away)))
  const exact = [late, early].filter((minute) => wall(minute) === from)
  if (exact.length > 0) return exact
  let [before, after] = [early, late]
  while (after - before > 1) {
    const middle = (before + after) >> 1
    if (wall(middle) < from) before = middle
    else after = middle
  }
  return wall(after) < to ? [after] : []
}

/** Days since 1970 of a date of the Gregorian calendar, by arithmetic alone. The year begins in March, so that leap days are its last. */
function dayNumber([year = 0, month = 0, day = 0]: readonly (number | undefined)[]): number {
  const y = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}
