/** Waiting for a condition: never for a time. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

/** Generous: a condition that holds is seen at once, one that never holds fails late instead of at a slow moment. */
const WITHIN_MS = 30_000
const LOOK_EVERY_MS = 40

/**
 * Looks again and again until `holds`, and returns what was seen then.
 *
 * @param what a sentence for the failure: what was waited for
 * @throws {Error} with what was seen last
 */
export async function until<Seen>(what: string, look: () => Seen | Promise<Seen>, holds: (seen: Seen) => boolean, withinMs = WITHIN_MS): Promise<Seen> {
  const giveUpAt = performance.now() + withinMs
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain: ${what}. Seen last: ${JSON.stringify(seen, null, 1)}`)
    await pause(LOOK_EVERY_MS)
  }
}

/** Looks at both again and again until they are equal. @throws {assert.AssertionError} with where they still differed */
export async function untilEqual<Seen>(what: string, look: () => Promise<readonly [actual: Seen, expected: Seen]>): Promise<void> {
  let last: readonly [actual: Seen, expected: Seen] | undefined
  await until(what, async () => (last = await look()), ([actual, expected]) => isDeepStrictEqual(actual, expected)).catch((error: unknown) => {
    if (!last) throw error
    assert.deepEqual(...last, what)
  })
}
