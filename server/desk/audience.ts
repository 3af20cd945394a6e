import type { ConversationId, GroupId, InboxEntry, MemberId, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { entryForAll } from './store.ts'

/** A conversation as it is to be told: its row of the list, and what decides who sees it (the same rule as in `store.ts`). */
export interface Audience {
  readonly entry: InboxEntry
  readonly status: 'waiting' | 'held' | 'ended'
  readonly agentId: MemberId | null
  readonly groupId: GroupId
  readonly threadId: ThreadId
  /** Its holder is at the desk now. */
  readonly isAgentPresent: boolean
}

const audienceById = prepare((p: { id: ConversationId; workspaceId: WorkspaceId }) =>
  db
    .selectFrom('conversations')
    .leftJoin('members', 'members.id', 'conversations.agent_id')
    .select(['status', 'agent_id as agentId', 'group_id as groupId', 'thread_id as threadId', 'is_online', 'is_present'])
    .where('conversations.id', '=', p.id)
    .where('conversations.workspace_id', '=', p.workspaceId),
)

export const readAudience = procedure('desk.audience', function* (input: {
  workspaceId: WorkspaceId
  conversationId: ConversationId
}): Work<Audience | undefined> {
  const [row, entry] = yield* together(first(audienceById, { id: input.conversationId, workspaceId: input.workspaceId }), entryForAll(input.workspaceId, input.conversationId))
  if (!row || !entry) return undefined
  const { status, agentId, groupId, threadId } = row
  return { entry, status, agentId, groupId, threadId, isAgentPresent: row.is_online === 1 && row.is_present === 1 }
})
