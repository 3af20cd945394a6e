import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const BYTES_EACH = 16

/** Makes UUIDs of version 7 (RFC 9562). Chance is drawn for many at a time, because a message may need one. */
export function createIds(): () => string {
  const chance = new Uint8Array(256 * BYTES_EACH)
  let at = chance.length
  return () => {
    if (at === chance.length) {
      randomFillSync(chance)
      at = 0
    }
    return v7({ random: chance.subarray(at, (at += BYTES_EACH)) })
  }
}
