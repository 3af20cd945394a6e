import type { MessageId } from '@foyer/sdk/protocol'

const COUNTER_END = 0x1000

/**
 * Makes names for messages: UUIDs of version 7 (RFC 9562). Each is greater than the one before, also within one
 * millisecond and when the clock is set back; the names of one tab sort in the order of typing, which helps indexes
 * and people who read logs. Nothing depends on it.
 *
 * @param now milliseconds since 1970
 * @param randomBytes fresh random bytes of a cryptographic source
 */
export function createIds(now: () => number, randomBytes: (count: number) => Uint8Array): () => MessageId {
  let time = 0
  let counter = 0
  return () => {
    const bytes = randomBytes(10)
    const [high = 0, low = 0] = bytes
    if (now() > time) {
      time = now()
      // Half of the range stays free for counting up.
      counter = ((high << 8) | low) & 0x7ff
    } else if (++counter === COUNTER_END) {
      time++
      counter = 0
    }
    const head = time.toString(16).padStart(12, '0') + (0x7000 + counter).toString(16)
    const tail = [0x80 | (bytes[2] ?? 0) & 0x3f, ...bytes.subarray(3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return (head + tail).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as MessageId
  }
}
