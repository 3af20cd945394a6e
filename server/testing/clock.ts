/** A clock that a test moves by hand. Nothing happens by itself. */
export interface TestClock {
  now(): number
  after(ms: number, run: () => void): () => void
  /** Moves the time on and runs what falls due, in its order. */
  advance(ms: number): void
  /** As `advance`, but as a machine that was asleep finds it: all that fell due runs at the end of it. */
  jump(ms: number): void
  /** Resolves as soon as something has been put off until later (again, if `advance` has run it). */
  whenWaiting(): Promise<void>
}

export function createTestClock(start: number): TestClock {
  let time = start
  let waiting: { readonly at: number; readonly run: () => void }[] = []
  const watchers: (() => void)[] = []

  /** Runs what is due until `end`, at the time that `timeOf` says. */
  const runUntil = (end: number, timeOf: (at: number) => number): void => {
    for (;;) {
      const [next] = waiting.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)
      if (!next) break
      waiting = waiting.filter((other) => other !== next)
      time = Math.max(time, timeOf(next.at))
      next.run()
    }
    time = end
  }

  return {
    now: () => time,
    after(ms, run) {
      const entry = { at: time + ms, run }
      waiting.push(entry)
      for (const tell of watchers.splice(0)) tell()
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    advance: (ms) => runUntil(time + ms, (at) => at),
    jump(ms) {
      const end = time + ms
      runUntil(end, () => end)
    },
    whenWaiting: () => (waiting.length > 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
  }
}
