/**
 * Which items of a long list stand in the document: the last ones while one reads at the end, and a stretch around
 * the reader who has scrolled away. So the document stays small however long the thread.
 */

/** How many stand there at the end. */
const AT_END = 60
/** How many at the most. */
const MOST = 130
/** By how many the stretch moves: so few that drawing them fits into one frame. */
const STEP = 10

export interface Range {
  readonly from: number
  readonly to: number
}

/** @param start index of the first item wanted; `undefined` for the end of the list, wherever that is */
export function renderedRange(count: number, start: number | undefined): Range {
  const from = start ?? count - AT_END
  return { from: Math.max(0, from), to: start === undefined ? count : Math.min(count, start + MOST) }
}

/** Where the next stretch towards the beginning or the end starts. */
export const movedStart = ({ from }: Range, count: number, towards: 'beginning' | 'end'): number =>
  towards === 'beginning' ? Math.max(0, from - STEP) : Math.max(0, Math.min(from + STEP, count - MOST))
