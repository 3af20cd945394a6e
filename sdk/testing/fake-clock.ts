import type { Clock } from '../thread/types.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** A clock that goes when it is told to. */
export interface FakeClock extends Clock {
  /** When the next timer is due. */
  readonly nextAt: number | undefined
  /** Goes to the next timer and runs it. Returns false if there is none. */
  step(): boolean
  /** Goes on by `ms`, and runs what is due on the way. What promises do in between comes after: see {@link settled}. */
  advance(ms: number): void
  /** Goes on by `ms`, and lets promises settle after each timer. */
  pass(ms: number): Promise<void>
}

export function createFakeClock(startAt = Date.UTC(2025, 0, 6, 9)): FakeClock {
  let now = startAt
  /** The soonest last; of two at the same time the one that was set first comes first. */
  const timers: Timer[] = []

  function insert(timer: Timer): void {
    let [low, high] = [0, timers.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((timers[middle]?.at ?? 0) > timer.at) low = middle + 1
      else high = middle
    }
    timers.splice(low, 0, timer)
  }

  function step(): boolean {
    const timer = timers.pop()
    if (!timer) return false
    now = Math.max(now, timer.at)
    timer.run()
    return true
  }

  return {
    now: () => now,
    get nextAt() {
      return timers.at(-1)?.at
    },
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), run }
      insert(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
    step,
    advance(ms) {
      const end = now + ms
      while ((this.nextAt ?? Infinity) <= end) step()
      now = end
    },
    async pass(ms) {
      const end = now + ms
      await settled()
      while ((this.nextAt ?? Infinity) <= end) {
        step()
        await settled()
      }
      now = end
    },
  }
}

/** Resolves when no promise has anything left to do. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
