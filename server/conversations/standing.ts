/** How things stand for a visitor besides the log: who could answer, the place in the queue, and what is known of them. */
import type { ConversationId, StartContext, ThreadStanding } from '@foyer/sdk/protocol'
import { readPlace } from '../allocation/queue.ts'
import { decide, receiverOf } from '../allocation/store.ts'
import { procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { readSelf } from './card.ts'
import { isInQueue } from './change.ts'
import { openConversation } from './log.ts'
import { queuedSince } from './rules.ts'

const NO_CONVERSATION = '' as ConversationId

/** `visitor`: as the connection was greeted. */
export const readStanding = procedure('conversations.standing', function* ({ visitor, now }: { visitor: VisitorIdentity; now: number }): Work<ThreadStanding> {
  const open = yield* openConversation(visitor.threadId)
  const since = open && isInQueue(open) ? queuedSince(open.head) : undefined
  const standing = open && since !== undefined && { groupId: open.group_id, priority: open.priority, startedAt: open.head.startedAt, id: open.id, since }
  const queue = standing ? yield* readPlace(visitor.workspaceId, standing, now) : undefined
  const me = (yield* readSelf(visitor.id)) ?? { number: visitor.number }
  return { isStaffed: yield* isStaffedFor(visitor, undefined, now), me, ...(queue && { queue }) }
})

/**
 * Whether somebody is there for a new conversation, asked by the rule itself (CW-13). Who would wait for colleagues that
 * are busy has somebody there; who would be given to one that is not at the desk, or wait until hours begin, has not.
 */
export function* isStaffedFor({ workspaceId, siteId, threadId }: VisitorIdentity, start: StartContext | undefined, now: number): Work<boolean> {
  const { receiver } = yield* receiverOf(workspaceId, siteId, start)
  const { decision } = yield* decide({ workspaceId, siteId, conversationId: NO_CONVERSATION, threadId, receiver, seq: 0, now, seed: 0 })
  if (decision.kind === 'assign') return !decision.sendOfflineGreeting
  return decision.kind === 'queue' && decision.reasons.some(({ candidates }) => candidates.some(({ isOnline, isAccepting, isWithinHours = true }) => isOnline && isAccepting && isWithinHours))
}
