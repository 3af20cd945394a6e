/**
 * What became of the invitations that this visitor has met, as the device keeps it, so that all tabs and pages know: one
 * that was declined stays away for as long as its owner says (IV-5, IV-10). Pure.
 */
import type { AfterRefusal } from '@foyer/sdk/protocol'

/** `closed`: for later, by itself after its seconds, or because a conversation has begun meanwhile. */
export type Outcome = 'shown' | 'closed' | 'declined' | 'accepted'

export interface Mark {
  readonly how: Outcome
  /** Milliseconds since 1970: of all clocks only this one goes on between pages. */
  readonly at: number
  /** How often it was declined in the visit of `at`. */
  readonly times?: number
}

/** By the id of an automatic invitation, or of an agent's. */
export type Marks = Readonly<Record<string, Mark>>

const MINUTE_MS = 60_000

/**
 * In how many milliseconds an invitation may show, as far as the visitor has met it: 0 for now, `Infinity` for not in
 * this visit. One that was shown and left alone comes back with the next visit, as one for later does.
 *
 * @param visitBeganAt milliseconds since 1970, as `now`
 */
export function mayShowIn(mark: Mark | undefined, rule: AfterRefusal, visitBeganAt: number, now: number): number {
  if (!mark) return 0
  const isOfVisit = mark.at >= visitBeganAt
  if (mark.how !== 'declined' || rule.kind === 'visit') return isOfVisit ? Infinity : 0
  if (rule.kind === 'ever' || (isOfVisit && (mark.times ?? 1) > rule.times)) return Infinity
  // A clock that was set back does not make it longer.
  return Math.max(0, Math.min(mark.at, now) + rule.minutes * MINUTE_MS - now)
}

/** So many are kept, the last ones: there are not that many automatic ones, and those of agents are over soon. */
const MOST_KEPT = 40

export function withMark(marks: Marks, id: string, how: Outcome, visitBeganAt: number, now: number): Marks {
  const before = marks[id]
  const wasDeclined = before && before.at >= visitBeganAt ? (before.times ?? 0) : 0
  const times = wasDeclined + (how === 'declined' ? 1 : 0)
  const { [id]: _, ...others } = marks
  const kept = Object.entries(others).toSorted(([, one], [, other]) => other.at - one.at).slice(0, MOST_KEPT - 1)
  return { ...Object.fromEntries(kept), [id]: { how, at: now, ...(times > 0 && { times }) } }
}

/** What a device has kept; nothing of it may be there, or be ours. */
export function parseMarks(kept: string | undefined): Marks {
  try {
    const marks = Object(JSON.parse(kept ?? '{}')) as Record<string, Mark | null>
    return Object.fromEntries(Object.entries(marks).flatMap(([id, mark]) => (Number.isFinite(mark?.at) ? [[id, mark as Mark]] : [])))
  } catch {
    return {}
  }
}
