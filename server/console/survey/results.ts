/** What the page of results asks for, and what its figures mean (SV-4). Pure: the present and the zone are arguments. */
import { clockIn } from '@foyer/sdk/protocol'
import type { SurveyFigures } from '@foyer/sdk/protocol'

export const PERIODS = ['week', 'month', 'quarter', 'own'] as const
export type Period = (typeof PERIODS)[number]
/** Of those that are not written by hand; today is the last of them. */
const DAYS = { week: 7, month: 30, quarter: 90 } as const
export const MOST_DAYS = 400
const DAY_MS = 24 * 60 * 60_000

export interface PeriodFields {
  readonly period: Period
  /** `2026-03-09`, in the workspace's time zone; both days count. Of `own` alone. */
  readonly from: string
  readonly to: string
}

/** The instants that a period goes from and to, at midnights of the workspace; nothing: it is none that can be counted. */
export function periodOf({ period, from, to }: PeriodFields, now: number, timeZone: string): { readonly from: number; readonly to: number } | undefined {
  const today = clockIn(timeZone)(now).date
  const [first, last] = period === 'own' ? [from, to] : [addDays(today, 1 - DAYS[period]), today]
  if (!isDate(first) || !isDate(last) || first > last || last > today || daysFrom(first, last) > MOST_DAYS) return undefined
  return { from: midnightIn(timeZone, first), to: midnightIn(timeZone, addDays(last, 1)) }
}

/** The date at an instant, so many days later. */
export const dateAt = (now: number, timeZone: string, days = 0): string => addDays(clockIn(timeZone)(now).date, days)

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
const daysFrom = (first: string, last: string): number => Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1

/** When a date begins somewhere: as far from midnight in Greenwich as the clocks there are. */
function midnightIn(timeZone: string, date: string): number {
  const clock = clockIn(timeZone)
  const wanted = Date.parse(`${date}T00:00Z`)
  // Once more, for the clocks may be changed between the two.
  return [1, 2].reduce((at) => {
    const wall = clock(at)
    return at - (Date.parse(`${wall.date}T00:00Z`) + wall.minutes * 60_000 - wanted)
  }, wanted)
}

export interface Shares {
  /** Of those who were asked; 0 to 1, absent where nobody was. */
  readonly answered?: number
  /** Of 4 and 5 among all answers; absent where nobody has answered. */
  readonly satisfied?: number
}

export function sharesOf({ asked, returned, answered, spread }: SurveyFigures): Shares {
  return {
    ...(asked > 0 && { answered: returned / asked }),
    ...(answered > 0 && { satisfied: (spread[3] + spread[4]) / answered }),
  }
}
