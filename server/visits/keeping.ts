/**
 * What was seen of visits, kept about once a second for all: of what passes by thousands, a server that is killed loses a
 * second (IV-2).
 */
import { TRACK_PAGES } from '@foyer/sdk/protocol'
import type { Store } from '../store/store.ts'
import type { Stay } from './stay.ts'
import type { Stays } from './stays.ts'
import { VISIT_ENDS_AFTER_MS, keepVisits } from './store.ts'
import type { SeenPage, SeenVisit } from './store.ts'

/** Visits kept in one go: a transaction that holds nobody up. */
const KEPT_AT_ONCE = 500
/** A visit that goes on is kept again this often, so that a server which dies leaves it as one that may be taken up again. */
const KEPT_AGAIN_MS = VISIT_ENDS_AFTER_MS / 3

export interface KeepingPorts {
  readonly store: Store
  readonly stays: Pick<Stays, 'all' | 'has'>
  now(): number
  report(error: unknown): void
}

export interface Keeping {
  /** Something of it is to be kept. */
  add(stay: Stay): void
  /** About once a second. */
  sweep(now: number): void
  /** What was seen until now is in the database. */
  kept(): Promise<void>
  /** Whoever is there has been until now: their visits may go on at another server, or at this one's next start. */
  close(): Promise<void>
}

export function createKeeping({ store, stays, now, report }: KeepingPorts): Keeping {
  let unkept = new Set<Stay>()
  let keeping: Promise<void> = Promise.resolve()
  let isKeeping = false

  function keep(): void {
    if (isKeeping || unkept.size === 0) return
    isKeeping = true
    keeping = keepAll().finally(() => (isKeeping = false))
  }

  async function kept(): Promise<void> {
    await keeping
    keep()
    await keeping
  }

  async function keepAll(): Promise<void> {
    const all = [...unkept]
    unkept = new Set()
    for (let at = 0; at < all.length; at += KEPT_AT_ONCE) {
      const some = all.slice(at, at + KEPT_AT_ONCE).filter(stays.has)
      if (some.length === 0) continue
      const taken = some.map(({ seen }) => seen)
      for (const stay of some) Object.assign(stay, { seen: [], keptAt: now() })
      try {
        await store.run(keepVisits, { visits: some.map((stay, index) => seenOf(stay, taken[index]!)) })
      } catch (error) {
        report(error)
        for (const [index, stay] of some.entries()) stay.seen = [...taken[index]!, ...stay.seen].slice(-TRACK_PAGES)
        // With what is seen next, about a second later; who has left is waited for as long as they are shown.
        for (const stay of all.slice(at)) unkept.add(stay)
        return
      }
    }
  }

  const seenOf = ({ visitor, leftAt, ...stay }: Stay, seen: readonly SeenPage[]): SeenVisit => ({
    id: stay.id,
    visitorId: visitor.id,
    workspaceId: visitor.workspaceId,
    siteId: visitor.siteId,
    beganAt: stay.beganAt,
    seenAt: leftAt ?? now(),
    visits: stay.visits,
    pages: stay.pages,
    source: stay.source,
    device: stay.device,
    place: stay.place,
    address: stay.address,
    page: seen.length > 0 ? stay.page : undefined,
    seen,
  })

  return {
    add: (stay) => void unkept.add(stay),
    sweep(at) {
      for (const stay of stays.all()) if (stay.id && Math.abs(at - stay.keptAt) > KEPT_AGAIN_MS) unkept.add(stay)
      keep()
    },
    kept,
    close() {
      for (const stay of stays.all()) if (stay.id && stay.leftAt === undefined) unkept.add(stay)
      return kept()
    },
  }
}
