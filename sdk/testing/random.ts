/** Chance that says the same twice: the same seed gives the same run. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number from 0 to `end - 1`. */
  below(end: number): number
  chance(probability: number): boolean
  pick<Value>(values: readonly Value[]): Value
}

/** A small generator (a Weyl sequence through a mixing function); good enough to try things out, not for secrets. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick(values) {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('There is nothing to pick from')
      return value
    },
  }
}
