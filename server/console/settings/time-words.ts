/** Times of the week in words. Pure: they are local times, and know no time zone. */
import type { SettingsWords } from '../words/settings/en.ts'
import type { Moment } from './week.ts'

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const inUtc = (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })

/** Monday first. */
export function dayNames(locale: string): readonly string[] {
  const format = inUtc(locale, { weekday: 'long' })
  return Array.from({ length: 7 }, (_, day) => format.format(MONDAY + day * DAY_MS))
}

/** `09:00` or `9:00 AM`, as the locale has it. */
export const clockWords = (minutes: number, locale: string): string => inUtc(locale, { timeStyle: 'short' }).format(MONDAY + minutes * MINUTE_MS)

/** `Sat, 5 December 2026`, for a date as it is stored. */
export const dateWords = (date: string, locale: string): string => inUtc(locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(`${date}T00:00:00Z`))

/** The nearer, the fewer words: the time, tomorrow, the day of this week, the date. */
export function momentWords({ date, minutes, inDays }: Moment, locale: string, words: SettingsWords): string {
  const time = clockWords(minutes, locale)
  if (inDays === 0) return words.today(time)
  if (inDays === 1) return words.tomorrow(time)
  const day = inUtc(locale, inDays < 7 ? { weekday: 'long' } : { weekday: 'long', day: 'numeric', month: 'long' }).format(Date.parse(`${date}T00:00:00Z`))
  return words.onDay(day, time)
}
