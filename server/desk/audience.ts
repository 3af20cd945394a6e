import type { ConversationId, GroupId, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

/** What decides who sees a conversation; the same rule as in `store.ts`. */
export interface Audience {
  readonly status: 'waiting' | 'held' | 'ended'
  readonly agentId: MemberId | null
  readonly groupId: GroupId
}

const audienceById = prepare((p: { id: ConversationId; workspaceId: WorkspaceId }) =>
  db
    .selectFrom('conversations')
    .select(['status', 'agent_id as agentId', 'group_id as groupId'])
    .where('id', '=', p.id)
    .where('workspace_id', '=', p.workspaceId),
)

export const readAudience = procedure('desk.audience', function* (input: {
  workspaceId: WorkspaceId
  conversationId: ConversationId
}): Work<Audience | undefined> {
  return yield* first(audienceById, { id: input.conversationId, workspaceId: input.workspaceId })
})
