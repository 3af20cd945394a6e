/** The queue as those who stand in it see it (CW-14): their place, and how long it will still take. */
import type { ConversationId, GroupId, QueuePlace, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { waitLeft } from './estimate.ts'
import { WAITING } from './turns-migration.ts'

const DAY_MS = 86_400_000
/** Waits that the estimate is made from. */
const WAITS_READ = 20

interface Standing {
  readonly groupId: GroupId
  readonly priority: number
  readonly startedAt: number
  readonly id: ConversationId
  /** When it came to stand here: after a bot or an agent who has gone, later than it was started. */
  readonly since: number
}

const queued = (workspaceId: WorkspaceId, groupId: GroupId) =>
  db.selectFrom('conversations').where('workspace_id', '=', workspaceId).where('status', '=', WAITING).where('group_id', '=', groupId).where('has_left_message', '=', 0).where('bot_id', 'is', null)

/** Higher priority comes first, and of one priority who came first (AL-11). */
const countBefore = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId; priority: number; startedAt: number; id: ConversationId }) =>
  queued(p.workspaceId, p.groupId)
    .select((row) => row.fn.countAll<number>().as('count'))
    .where((row) =>
      row.or([row('priority', '>', p.priority), row.and([row('priority', '=', p.priority), row(row.refTuple('started_at', 'id'), '<', row.tuple(p.startedAt, p.id))])]),
    ),
)
const queuedFrom = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId; priority: number; startedAt: number }) =>
  queued(p.workspaceId, p.groupId)
    .select(['id', 'thread_id', 'priority', 'started_at'])
    .select((row) =>
      row
        .selectFrom('events')
        .select((event) => event.fn.max('events.at').as('at'))
        .whereRef('events.conversation_id', '=', 'conversations.id')
        .where('events.type', '=', 'queued')
        .as('since'),
    )
    .where((row) => row.or([row('priority', '<', p.priority), row.and([row('priority', '=', p.priority), row('started_at', '>=', p.startedAt)])]))
    .orderBy('priority', 'desc')
    .orderBy('started_at')
    .orderBy('id'),
)
const lastWaits = prepare((p: { groupId: GroupId; since: number; limit: number }) =>
  db
    .selectFrom('facts')
    .select('value')
    .where('group_id', '=', p.groupId)
    .where('kind', '=', 'conversation-assigned')
    .where('at', '>=', p.since)
    .where('value', 'is not', null)
    .orderBy('at', 'desc')
    .limit(p.limit),
)

function* readWaits(groupId: GroupId, now: number): Work<readonly number[]> {
  return (yield* rows(lastWaits, { groupId, since: now - DAY_MS, limit: WAITS_READ })).flatMap(({ value }) => value ?? [])
}

const placeOf = (conversationId: ConversationId, place: number, waits: readonly number[], waitedMs: number): QueuePlace => {
  const waitMs = waitLeft(waits, waitedMs)
  return { conversationId, place, ...(waitMs !== undefined && { waitMs }) }
}

/** Where a queued conversation stands. */
export function* readPlace(workspaceId: WorkspaceId, { groupId, priority, startedAt, id, since }: Standing, now: number): Work<QueuePlace> {
  const before = yield* first(countBefore, { workspaceId, groupId, priority, startedAt, id })
  return placeOf(id, Number(before?.count ?? 0) + 1, yield* readWaits(groupId, now), now - since)
}

export interface QueuedThread {
  readonly threadId: ThreadId
  readonly place: QueuePlace
}

/** A place in the order of a queue: who has it, and everybody behind, may have moved. */
export interface QueueOrder {
  readonly priority: number
  readonly startedAt: number
}

/** The places of those in a group's queue who stand there or behind: others have not moved. */
export const readPlaces = procedure('allocation.places', function* (input: {
  workspaceId: WorkspaceId
  groupId: GroupId
  from: QueueOrder
  now: number
}): Work<readonly QueuedThread[]> {
  const { workspaceId, groupId, from, now } = input
  const found = yield* rows(queuedFrom, { workspaceId, groupId, priority: from.priority, startedAt: from.startedAt })
  const [front] = found
  if (!front) return []
  const before = yield* first(countBefore, { workspaceId, groupId, priority: front.priority, startedAt: front.started_at, id: front.id })
  const waits = yield* readWaits(groupId, now)
  return found.map(({ id, thread_id, started_at, since }, index) => ({
    threadId: thread_id,
    place: placeOf(id, Number(before?.count ?? 0) + index + 1, waits, now - (since ?? started_at)),
  }))
})
