/** How long a visitor has waited for a human answer, as a share of the time that counts as overdue (DK-2). */
import type { ConversationHead } from '@foyer/sdk/protocol'

/** The default of a group's minutes (AL-6). */
export const OVERDUE_MS = 5 * 60_000

/** From this share on the ring changes colour: early enough that an answer still comes in time. */
const SOON_SHARE = 0.6

export interface Waiting {
  readonly ms: number
  /** 0 to 1: how far the ring is filled. */
  readonly share: number
  readonly level: 'fresh' | 'soon' | 'overdue'
}

/** @returns nothing if no visitor waits in this conversation; who has left a message does not sit there and wait */
export function waitingOf(head: ConversationHead, now: number, overdueMs: number = OVERDUE_MS): Waiting | undefined {
  const since = waitingSince(head)
  if (since === undefined || isMessageLeft(head)) return undefined
  // The server's clock and this device's may differ by a little; nobody waits a negative time.
  const ms = Math.max(0, now - since)
  const share = Math.min(1, ms / overdueMs)
  return { ms, share, level: share >= 1 ? 'overdue' : share >= SOON_SHARE ? 'soon' : 'fresh' }
}

/** Nobody was there, so a message was taken (CW-13), and nobody has taken it up yet. */
export const isMessageLeft = ({ state }: ConversationHead): boolean => state.status === 'waiting' && state.reason === 'take-message'

/** Since when somebody should answer: the first unanswered message, or since a human has been sought. Who has only read the menu's answers waits for nobody (MN-4). */
export function waitingSince({ state, awaitingAgentSince }: ConversationHead): number | undefined {
  if (state.status === 'ended') return undefined
  return awaitingAgentSince ?? (state.status === 'waiting' && state.reason !== undefined ? state.since : undefined)
}

/** Nobody holds it, and somebody should. */
export const waitsForSomebody = (head: ConversationHead): boolean => head.state.status === 'waiting' && waitingSince(head) !== undefined
