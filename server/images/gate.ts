/** Lets so many at once; the others wait their turn. Decoding a picture takes memory, and its bytes are small until then. */
export function createGate(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = places
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => void waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

/**
 * The same for strangers, who share it by turns: whoever has much waiting gets one place, and then all others have had
 * theirs before the next. Nobody's photo waits behind the hundreds of somebody else.
 */
export function createFairGate(places: number): <T>(whose: string, work: () => Promise<T>) => Promise<T> {
  let free = places
  /** Whoever comes first is next. */
  const waiting = new Map<string, (() => void)[]>()
  const passOn = () => {
    const [first] = waiting
    if (!first) return void (free += 1)
    const [whose, [next, ...rest]] = first
    waiting.delete(whose)
    if (rest.length > 0) waiting.set(whose, rest)
    next?.()
  }
  return async (whose, work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => void waiting.set(whose, [...(waiting.get(whose) ?? []), resolve]))
    return work().finally(passOn)
  }
}
