/** Whether the visitor has been here before (RC-9). Pure; what is kept is one line of text on the device. */

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
 * @param kept what {@link visitText} has made
 * @param isKnown the visitor has a key from before this page: whose visits were not kept yet counts as returning
 */
export function continueVisit(kept: string | undefined, now: number, isKnown: boolean): Visit {
  const [, beganAt, seenAt, again] = kept?.match(/^(\d+) (\d+) ([01])$/) ?? []
  if (!beganAt) return { beganAt: now, seenAt: now, isReturning: isKnown }
  if (now - Number(seenAt) > VISIT_ENDS_AFTER_MS) return { beganAt: now, seenAt: now, isReturning: true }
  return { beganAt: Number(beganAt), seenAt: now, isReturning: again === '1' }
}

export const visitText = ({ beganAt, seenAt, isReturning }: Visit): string => `${beganAt} ${seenAt} ${Number(isReturning)}`
