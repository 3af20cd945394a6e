/** What the window shows of a thread's state, decided without a document. */
import type { AgentFace, CompanyPanel, ConversationHead, ErrorCode } from '@foyer/sdk/protocol'
import type { ThreadState } from '@foyer/sdk/thread'

/** Who one talks to, for the head. */
export type Presence =
  /** No conversation is open, or nobody is sought for it. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  /** Nobody can receive now; messages are taken (CW-13). */
  | { readonly kind: 'taking-messages' }
  | { readonly kind: 'held'; readonly agent: AgentFace; readonly isHere: boolean }

export function presenceOf({ log, isAgentPresent, standing }: Pick<ThreadState, 'log' | 'isAgentPresent' | 'standing'>): Presence {
  const state = log.conversations.at(-1)?.head.state
  // With a bot or the menu alone one waits for nobody.
  if (!state || state.status === 'ended' || (state.status === 'waiting' && !state.reason)) return { kind: standing?.isStaffed === false ? 'taking-messages' : 'idle' }
  if (state.status === 'held') return { kind: 'held', agent: state.agent, isHere: isAgentPresent }
  return { kind: state.reason === 'take-message' ? 'taking-messages' : 'waiting' }
}

/** What stands between the visitor and the thread, if anything. */
export type Hindrance =
  | { readonly kind: 'none' }
  /** The first fetch is under way: a skeleton. */
  | { readonly kind: 'loading' }
  /** Tried again by itself; one can go on writing. */
  | { readonly kind: 'offline' }
  /** A reload helps; one can go on writing. */
  | { readonly kind: 'outdated' }
  /** Nothing that the visitor does here helps. */
  | { readonly kind: 'closed'; readonly code: ErrorCode }

/**
 * @param wasOffline whether it was offline before: while it tries again it still is, so that the line that says so
 *   does not flicker
 */
export function hindranceOf({ connection, isLoaded }: Pick<ThreadState, 'connection' | 'isLoaded'>, wasOffline: boolean): Hindrance {
  if (connection.status === 'refused') {
    return connection.code === 'client_outdated' ? { kind: 'outdated' } : { kind: 'closed', code: connection.code }
  }
  if (connection.status === 'offline' || (connection.status === 'connecting' && wasOffline)) return { kind: 'offline' }
  return isLoaded ? { kind: 'none' } : { kind: 'loading' }
}

/** The last conversation, open or ended. */
export const lastHead = ({ log }: Pick<ThreadState, 'log'>): ConversationHead | undefined => log.conversations.at(-1)?.head

/** True while there is a conversation that the visitor can end. */
export const canEnd = (thread: Pick<ThreadState, 'log'>): boolean => {
  const head = lastHead(thread)
  return head !== undefined && head.state.status !== 'ended'
}

/** True if the last conversation has ended and nothing is on its way that would start the next one. */
export const hasEnded = ({ log, pending }: Pick<ThreadState, 'log' | 'pending'>): boolean =>
  log.conversations.at(-1)?.head.state.status === 'ended' && !pending.some((message) => message.status === 'sending')

/** True while whoever holds the conversation is known to be away: an answer comes later (CW-12). */
export const isAlone = ({ log, isAgentPresent, connection }: Pick<ThreadState, 'log' | 'isAgentPresent' | 'connection'>): boolean =>
  lastHead({ log })?.state.status === 'held' && !isAgentPresent && connection.status === 'connected'

/** Whether there may be something to be waited for, or asked of the visitor, at the end of the thread: then it is fetched. */
export function needsStates(thread: Pick<ThreadState, 'log' | 'isAgentPresent' | 'connection' | 'standing'>, now: number): boolean {
  const head = lastHead(thread)
  const isUnstaffed = thread.standing?.isStaffed === false && !canEnd(thread)
  const waits = head?.state.status === 'waiting' && head.state.reason !== undefined
  return isUnstaffed || waits || isAlone(thread) || head?.transfer !== undefined || (head?.survey !== undefined && now < head.survey.validUntil)
}

/** Whether there is more to say of the company than its name, which stands in the head anyway. */
export const saysMore = ({ introduction, address, phone, email, homePage }: CompanyPanel): boolean => Boolean(introduction || address || phone || email || homePage)
