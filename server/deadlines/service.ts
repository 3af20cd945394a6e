/**
 * Fires deadlines: sleeps until the next one is due, claims what is due, and hands each to what its kind says. A server
 * that dies at work leaves its claims to run out, and the next one to look takes over.
 */
import type { Store } from '../store/store.ts'
import { claimDeadlines, finishDeadline, nextDeadline } from './store.ts'
import type { ClaimedDeadline, DeadlineKind } from './store.ts'

/** Time as a port, so that a test can say what o'clock it is. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs something later; the answer takes it back. */
  after(ms: number, run: () => void): () => void
}

/**
 * Does what a deadline is for. It may be called again for the same one if this server dies before it is put away; who
 * must not do a thing twice uses the deadline up in the same transaction (`takeDeadline`).
 */
export type DeadlineHandler = (deadline: ClaimedDeadline) => Promise<unknown>

export interface DeadlinePorts {
  readonly store: Store
  readonly clock: Clock
  readonly handlers: Partial<Readonly<Record<DeadlineKind, DeadlineHandler>>>
  /** Hears of a handler or a database that failed. The deadline is tried again when its claim has run out. */
  report(error: unknown, deadline?: ClaimedDeadline): void
}

export interface DeadlineService {
  /** Looks now instead of at the next turn; for whoever has set one that is due soon. */
  wake(): void
  /** Claims no more, and resolves when what was begun is done. */
  stop(): Promise<void>
}

/** Long enough for a slow disk, short enough that a dead server's work does not lie for long. */
export const CLAIM_MS = 30_000

/**
 * It looks at least this often: another server may have set a deadline that this one does not hear of, or have died over
 * one that it had claimed.
 */
export const LOOK_EVERY_MS = 1_000

/** Claimed at once, and done side by side. */
const BATCH = 50

/** Starts firing deadlines, those that came due while no server ran included. */
export function startDeadlines({ store, clock, handlers, report }: DeadlinePorts): DeadlineService {
  const kinds = Object.keys(handlers) as DeadlineKind[]
  let isStopped = false
  let cancelSleep: () => void = () => undefined
  let isTurning = false
  let wantsAnother = false
  let turning = Promise.resolve()

  const fire = async (deadline: ClaimedDeadline): Promise<void> => {
    try {
      await handlers[deadline.kind]?.(deadline)
      await store.run(finishDeadline, deadline)
    } catch (error) {
      report(error, deadline)
    }
  }

  /** Fires what is due and says how long to sleep. */
  const turn = async (): Promise<number> => {
    const due = await store.run(claimDeadlines, { kinds, now: clock.now(), claimMs: CLAIM_MS, most: BATCH })
    await Promise.all(due.map(fire))
    if (due.length === BATCH) return 0
    const next = await store.run(nextDeadline, { kinds })
    return next === null ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Math.max(0, next - clock.now()))
  }

  const look = async (): Promise<void> => {
    let sleepMs = 0
    do {
      wantsAnother = false
      try {
        sleepMs = await turn()
      } catch (error) {
        report(error)
        sleepMs = LOOK_EVERY_MS
      }
    } while (wantsAnother && !isStopped)
    isTurning = false
    if (!isStopped) cancelSleep = clock.after(sleepMs, wake)
  }

  function wake(): void {
    if (isStopped) return
    if (isTurning) {
      wantsAnother = true
      return
    }
    cancelSleep()
    isTurning = true
    turning = look()
  }

  wake()
  return {
    wake,
    async stop() {
      isStopped = true
      cancelSleep()
      await turning
    },
  }
}
