/** The period that figures are asked for, in the address: `?from&to`, milliseconds since 1970, from the first up to the second. */
import * as v from 'valibot'
import { failForm } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import { parser, strict } from './parse.ts'

export interface Period {
  readonly from: number
  readonly to: number
}

/** More is no period that anybody looks at, and is counted all at once. */
const LONGEST_MS = 400 * 24 * 3_600_000

/** 2^53 in milliseconds is beyond every calendar; one of browsers ends in the year 275760. */
export const instant = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))
const parsePeriod = parser<Period>()(strict({ from: instant, to: instant }))

/** Refuses one that ends before it begins, or is too long. */
export function checkedPeriod<Asked extends Period>(asked: Result<Asked>): Result<Asked> {
  if (!asked.ok) return asked
  const { from, to } = asked.value
  if (from >= to) return failForm('out_of_range', { field: 'from' })
  return to - from > LONGEST_MS ? failForm('out_of_range', { field: 'to', message: 'A period has at most 400 days.' }) : asked
}

export const searchOf = ({ url }: Request): Record<string, string> => Object.fromEntries(new URL(url).searchParams)
export const periodOf = (request: Request): Result<Period> => checkedPeriod(parsePeriod(searchOf(request)))
