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
export const isWithinHours = (hours: WorkingHours, at: number): boolean => worksAt(hours, clockIn(hours.timeZone)(at))

/** What calendar and clock on a wall show. */
export interface WallTime {
  /** `2026-12-25` */
  readonly date: string
  /** 0 is Monday. */
  readonly day: number
  /** After midnight. */
  readonly minutes: number
}

/** As {@link isWithinHours}, for whoever asks for many: making and reading the clock is what costs. */
export const worksAt = ({ week, holidays, days = {} }: WorkingHours, { date, day, minutes }: WallTime): boolean =>
  !holidays.includes(date) && (days[date] ?? week[day] ?? []).some(([from, to]) => minutes >= from && minutes < to)

/** The clock of a time zone. Worth keeping: making one takes a hundred times as long as reading it. */
export function clockIn(timeZone: string): (at: number) => WallTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  })
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return {
      date: `${part['year']}-${part['month']}-${part['day']}`,
      day: WEEKDAYS.indexOf(part['weekday'] ?? ''),
      minutes: Number(part['hour']) * 60 + Number(part['minute']),
    }
  }
}
