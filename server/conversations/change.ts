import type { Appended, ConversationId, GroupId, MemberId, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Added, Conversation } from './log.ts'
import { queuedSince } from './rules.ts'

/** A conversation that has moved: what was added, and who must hear of it. */
export interface Change {
  readonly workspaceId: WorkspaceId
  readonly threadId: ThreadId
  readonly conversationId: ConversationId
  readonly appended: Appended
  /** Who holds it now, and who held it before this change. */
  readonly agentId: MemberId | null
  readonly previousAgentId: MemberId | null
  readonly visitorId: VisitorId
  /** In whose queue it stands, or stood before this change. */
  readonly groupId: GroupId
  readonly priority: number
  readonly startedAt: number
  readonly isWaiting: boolean
  /** Its visitor has come to stand in the queue, or stands in it no more (CW-14). */
  readonly queue?: 'entered' | 'left'
  /** It waits in another group now (AR-2). */
  readonly ledTo?: GroupId
  /** Colleagues are being asked to take it over (AL-14): they hear of it too. */
  readonly asksAgents?: true
  /** Those who were asked and are not any more. */
  readonly unasked?: readonly MemberId[]
  /** Its visitor was as little satisfied as owner and administrators want to hear of (SV-4). `agent`: who held it last. */
  readonly lowRating?: { readonly score: number; readonly agent?: string }
}

export function changeOf(before: Conversation, { conversation, appended, unasked }: Added): Change {
  const { head } = conversation
  const [wasQueued, isQueued] = [before, conversation].map(isInQueue)
  return {
    workspaceId: conversation.workspace_id,
    threadId: conversation.thread_id,
    conversationId: conversation.id,
    appended,
    agentId: conversation.agent_id,
    previousAgentId: before.agent_id,
    visitorId: conversation.visitor_id,
    groupId: before.group_id,
    priority: conversation.priority,
    startedAt: head.startedAt,
    isWaiting: head.state.status === 'waiting',
    ...(head.transfer?.asks && { asksAgents: true as const }),
    ...(unasked && { unasked }),
    ...(wasQueued !== isQueued && { queue: isQueued ? 'entered' : 'left' }),
    ...(head.state.status === 'waiting' && before.group_id !== conversation.group_id && { ledTo: conversation.group_id }),
  }
}

/** Who waits with a bot stands nowhere, though the log says that they stood in the queue before. */
export const isInQueue = ({ head, bot_id: botId }: Conversation): boolean => queuedSince(head) !== undefined && !botId
