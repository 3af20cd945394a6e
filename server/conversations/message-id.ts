import { createHash } from 'node:crypto'
import type { MessageId } from '@foyer/sdk/protocol'

/**
 * The id of a message that nobody named, because it was sent by itself: a UUID of version 7 from what it is, so that a
 * procedure that is run again makes the same. Answers to its buttons and forms name it (CW-6).
 */
export function messageIdOf(what: string, now: number): MessageId {
  const time = now.toString(16).padStart(12, '0').slice(-12)
  const hash = createHash('sha256').update(what).digest('hex')
  const variant = (0x8 | (Number.parseInt(hash[3]!, 16) & 0x3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}` as MessageId
}
