/**
 * Which components are to be seen here and now, by what most of them ask for: pages and device (RC-9), and what the
 * visitor has closed (RC-13). Pure. What few ask for is in `finer-rules.ts`.
 */
import { fits } from '@foyer/sdk/protocol'
import type { ClosedFor, ComponentId, ReceptionComponent } from '@foyer/sdk/protocol'
import type { Visit } from './visit.ts'

/** All that these rules look at. */
export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The part of the page's `location` that patterns look at. */
  readonly address: Parameters<typeof fits>[1]
  /** See `MOBILE` in `judge.ts`. */
  readonly isMobile: boolean
  /** Only asked for where it matters: a visit is kept on the device. */
  readonly visit: () => Visit
  readonly closedAt: ClosedAt
}

/** When the visitor closed what. The time and not the end is kept, so that an owner who changes the one changes the other. */
export type ClosedAt = Readonly<Partial<Record<ComponentId, number>>>

const DAY_MS = 24 * 60 * 60_000

export function isToShow({ id, closedFor, show: { include, exclude, device } = {} }: ReceptionComponent, here: Circumstances): boolean {
  const isHere = (pattern: string) => fits(pattern, here.address)
  return (
    // First, on each page: a visit goes on with pages that show nothing, too.
    !isClosed(here.closedAt[id], closedFor, here) &&
    (!include?.length || include.some(isHere)) &&
    !exclude?.some(isHere) &&
    (!device || (device === 'mobile') === here.isMobile)
  )
}

/** @param at `NaN`, which is neither before nor after anything, stands for never */
function isClosed(at = NaN, closedFor: ClosedFor | undefined, { now, visit }: Circumstances): boolean {
  if (closedFor === 'visit') return at >= visit().beganAt
  return closedFor !== undefined && now < at + (closedFor === 'ever' ? Infinity : closedFor.days * DAY_MS)
}
