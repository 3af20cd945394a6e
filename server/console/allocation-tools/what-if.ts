/** The what-if page's fields, and the request that comes of them (AL-17). Pure. */
import type { GroupId, Sharing, SimulationRequest, WhenNoneCanReceive } from '@foyer/sdk/protocol'

export const PERIODS = ['day', 'week', 'month', 'own'] as const
export type Period = (typeof PERIODS)[number]
/** Days of those that are not written by hand, and most days of all. */
const DAYS = { day: 1, week: 7, month: 28 } as const
const MOST_DAYS = 31
const DAY_MS = 24 * 60 * 60_000

export interface WhatIfFields {
  readonly period: Period
  /** `2026-03-09`, in the member's own time zone. Of `own` alone; both days count. */
  readonly from: string
  readonly to: string
  readonly groupId?: GroupId | undefined
  readonly sharing: Sharing | 'as-now'
  readonly whenNone: WhenNoneCanReceive | 'as-now'
  /** Absent: as now. */
  readonly cap?: number | undefined
  readonly agents: number
}

export const isChanged = ({ sharing, whenNone, cap, agents }: WhatIfFields): boolean => sharing !== 'as-now' || whenNone !== 'as-now' || cap !== undefined || agents !== 0

/** The request, or what is missing. Days begin and end at midnight where the member is; no period reaches into what is still to come. */
export function requestOf(fields: WhatIfFields, now: number): SimulationRequest | 'badPeriod' | 'noChange' {
  const period = periodOf(fields, now)
  if (!period) return 'badPeriod'
  if (!isChanged(fields)) return 'noChange'
  const { groupId, sharing, whenNone, cap, agents } = fields
  return {
    ...period,
    ...(groupId !== undefined && { groupId }),
    change: {
      ...(sharing !== 'as-now' && { sharing }),
      ...(whenNone !== 'as-now' && { whenNoneCanReceive: whenNone }),
      ...(cap !== undefined && { cap }),
      ...(agents !== 0 && { agents }),
    },
  }
}

function periodOf({ period, from, to }: WhatIfFields, now: number): { readonly from: number; readonly to: number } | undefined {
  if (period !== 'own') return { from: midnight(now, -DAYS[period]), to: midnight(now, 0) }
  const [begin, last] = [dayOf(from), dayOf(to)]
  if (begin === undefined || last === undefined || begin > last || begin > now) return undefined
  const end = Math.min(midnight(last, 1), now)
  // A day with 25 hours is one day all the same.
  return Math.round((end - begin) / DAY_MS) > MOST_DAYS ? undefined : { from: begin, to: end }
}

/** Midnight, so many days from the day of a moment. */
function midnight(at: number, days: number): number {
  const day = new Date(at)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
}

function dayOf(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return year === undefined ? undefined : new Date(Number(year), Number(month) - 1, Number(day)).getTime()
}

/** As a date field has it. */
export function dateText(at: number, days = 0): string {
  const day = new Date(midnight(at, days))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
