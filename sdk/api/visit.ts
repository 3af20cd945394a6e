/** Whether the visitor has been here before (RC-9), and since when they are here (RC-13). Pure. */

/** A visit ends so long after its last page. */
export const VISIT_ENDS_AFTER_MS = 30 * 60_000

/** Milliseconds since 1970. */
export interface Visit {
  readonly beganAt: number
  /** When its last page was shown. */
  readonly seenAt: number
  /** There was a visit before this one. */
  readonly isReturning: boolean
}

/**
 * The visit that a page belongs to: the kept one, or a new one.
 *
 * @param kept the visit of the last page, as far as it was kept
 * @param isKnown the visitor has a key from before this page: whose visits were not kept yet counts as returning
 */
export function continueVisit(kept: Partial<Visit>, now: number, isKnown: boolean): Visit {
  const { beganAt, seenAt = NaN, isReturning = isKnown } = kept
  const isOver = now - seenAt > VISIT_ENDS_AFTER_MS
  return { beganAt: (!isOver && beganAt) || now, seenAt: now, isReturning: isReturning || isOver }
}
