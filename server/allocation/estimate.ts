/** With fewer nobody can say how long it takes. */
const LEAST = 3

/**
 * How long somebody who has waited so long will still wait, by what the last ones waited: half of them waited less than
 * the middle one. Whoever has waited longer than that already is told nothing rather than something wrong (CW-14).
 *
 * @param waits in milliseconds, in any order
 * @returns milliseconds, or nothing if nobody can say
 */
export function waitLeft(waits: readonly number[], waitedMs: number): number | undefined {
  if (waits.length < LEAST) return undefined
  const sorted = waits.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const median = (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2
  return median > waitedMs ? Math.round(median - waitedMs) : undefined
}
