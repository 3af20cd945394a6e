/** Whom one may block, for what reason and for how long (IV-4). */
import { displayUnits, failForm } from '@foyer/sdk/protocol'
import type { Failure, NewBlock } from '@foyer/sdk/protocol'

/** In display units. */
export const MOST_REASON_UNITS = 100
/** Ten years; whoever wants longer says no end. */
export const LONGEST_BLOCK_MS = 10 * 366 * 24 * 60 * 60_000

/** What is wrong with a block that somebody asks for; nothing: it can stand. */
export function checkBlock({ reason, until }: NewBlock, now: number): Failure | undefined {
  if (reason === '') return failForm('required', { field: 'reason' })
  if (displayUnits(reason) > MOST_REASON_UNITS) return failForm('too_long', { field: 'reason' })
  if (until !== undefined && (until <= now || until > now + LONGEST_BLOCK_MS)) return failForm('out_of_range', { field: 'until', message: 'The end must be ahead, and at most ten years from now.' })
  return undefined
}
