/**
 * What happened in a past period, for replaying it (AL-17). Read in pages, so that no other request waits for more than
 * one of them.
 */
import type { ConversationId, GroupId, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

/** A page: a few milliseconds of the database. */
const PAGE = 500

/** A conversation of the period, as far as a replay asks. */
export interface PastConversation {
  readonly at: number
  readonly groupId: GroupId
  readonly agentId: MemberId | null
  /** When an agent had it first; `null`: nobody did. */
  readonly receivedAt: number | null
  /** `null`: it goes on. */
  readonly endedAt: number | null
}

/** Where the next page begins. */
export interface PastPlace {
  readonly at: number
  readonly id: ConversationId
}

export interface PastPage {
  readonly conversations: readonly PastConversation[]
  /** Absent: this was the last one. */
  readonly next?: PastPlace
}

const startedBetween = prepare((p: { workspaceId: WorkspaceId; at: number; id: ConversationId; to: number; limit: number }) =>
  db
    .selectFrom('conversations')
    .select((row) => [
      'id',
      'started_at as at',
      'group_id as groupId',
      'agent_id as agentId',
      'ended_at as endedAt',
      row
        .selectFrom('events')
        .select('events.at')
        .whereRef('events.conversation_id', '=', 'conversations.id')
        .where('events.type', '=', 'assigned')
        .orderBy('events.seq')
        .limit(1)
        .as('receivedAt'),
    ])
    .where('workspace_id', '=', p.workspaceId)
    .where((row) => row(row.refTuple('started_at', 'id'), '>', row.tuple(p.at, p.id)))
    .where('started_at', '<', p.to)
    .orderBy('started_at')
    .orderBy('id')
    .limit(p.limit),
)

/** Conversations that began in a period, in the order of coming, a page at a time. */
export const readPast = procedure('allocation.past', function* (input: {
  workspaceId: WorkspaceId
  after: PastPlace
  to: number
}): Work<PastPage> {
  const { workspaceId, after, to } = input
  const found = yield* rows(startedBetween, { workspaceId, at: after.at, id: after.id, to, limit: PAGE })
  const last = found.at(-1)
  return {
    conversations: found.map(({ id: _id, ...conversation }) => conversation),
    ...(last && found.length === PAGE && { next: { at: last.at, id: last.id } }),
  }
})
