/**
 * Numbers that look random and can be repeated: the same seed gives the same row of numbers, on every machine.
 * For choices that must be fair and that a test can say in advance (AL-4). Not for secrets.
 *
 * It walks the 32-bit whole numbers in steps of the golden ratio, which visits each once, and stirs each one until
 * neighbours have nothing in common.
 *
 * @param seed any whole number; only its lower 32 bits count
 * @returns a function that gives the next number, from 0 up to and without 1
 */
export function createRandom(seed: number): () => number {
  let place = seed >>> 0
  return () => {
    place = (place + 0x9e3779b9) >>> 0
    return stir(place) / 2 ** 32
  }
}

/** The item that the dice fall on; `undefined` only if there is none. */
export const pickOne = <T>(items: readonly T[], random: () => number): T | undefined => items[Math.floor(random() * items.length)]

/** Shift, fold, multiply by odd numbers: each step can be undone, so no two places are stirred into one. */
function stir(place: number): number {
  let mixed = place
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
