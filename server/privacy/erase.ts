/**
 * Takes away all that is kept of a person (CW-15). Figures stay: the facts about them carry random ids from then on, the
 * same for the same, so that every count is what it was, and nothing leads back.
 */
import { createHmac } from 'node:crypto'
import type { ConversationId, GroupId, MemberId, SiteId, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { armDeadline } from '../deadlines/store.ts'
import { eraseFiles, filesOf } from '../files/store.ts'
import { db, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { FactRow } from '../store/schema.ts'
import { takePerson } from './person.ts'

export interface ErasePerson {
  readonly workspaceId: WorkspaceId
  /** Any of their browsers. */
  readonly visitorId: VisitorId
  /** Makes the new ids, and is kept nowhere. */
  readonly chance: string
  readonly now: number
}

/** Who was erased, for telling those who still show them. */
export interface Erased {
  readonly workspaceId: WorkspaceId
  readonly visitorIds: readonly VisitorId[]
  readonly conversations: readonly ErasedConversation[]
}
export interface ErasedConversation {
  readonly conversationId: ConversationId
  readonly threadId: ThreadId
  readonly siteId: SiteId
  readonly groupId: GroupId
  readonly agentId: MemberId | null
  readonly status: 'waiting' | 'held' | 'ended'
  readonly priority: number
  readonly startedAt: number
}

/** A server's clock may have been put back since somebody was first seen. */
const CLOCK_LEEWAY_MS = 24 * 60 * 60 * 1000

/**
 * All rows of a person, in one transaction that holds their threads and the workspace: an agent who writes at that moment
 * finds nothing to write in. What SQLite keeps of deleted rows in its log and in the file is seen to afterwards (see
 * `service.ts`); PostgreSQL's autovacuum frees them within minutes.
 */
export const erasePerson = procedure('privacy.erase', function* (input: ErasePerson): Work<Erased | undefined> {
  const { workspaceId, visitorId, now } = input
  const person = yield* takePerson(visitorId, workspaceId)
  if (!person) return undefined
  yield* lock(`workspace:${workspaceId}`)
  const { identity, visitors, threadIds } = person
  const visitorIds = visitors.map(({ id }) => id)
  const theirs = db.selectFrom('conversations').select('id').where('thread_id', 'in', threadIds)
  const conversations = yield* rows(
    db
      .selectFrom('conversations')
      .select(['id as conversationId', 'thread_id as threadId', 'site_id as siteId', 'group_id as groupId', 'agent_id as agentId', 'status', 'priority', 'started_at as startedAt'])
      .where('thread_id', 'in', threadIds),
  )

  yield* renameFacts(input, visitorIds, threadIds, Math.min(...visitors.map(({ first_seen_at }) => first_seen_at)))
  yield* eraseFiles(yield* filesOf({ visitorIds, conversationIds: conversations.map(({ conversationId }) => conversationId) }), now)
  yield* run(db.deleteFrom('deadlines').where('subject', 'in', theirs))
  yield* run(db.deleteFrom('allocation_traces').where('conversation_id', 'in', theirs))
  yield* run(db.deleteFrom('transfer_asked').where('conversation_id', 'in', theirs))
  yield* run(db.deleteFrom('events').where('conversation_id', 'in', theirs))
  yield* run(db.deleteFrom('conversations').where('thread_id', 'in', threadIds))
  yield* run(db.deleteFrom('tracked_events').where('visitor_id', 'in', visitorIds))
  yield* run(db.deleteFrom('used_proofs').where('visitor_id', 'in', visitorIds))
  yield* run(db.deleteFrom('reply_marks').where('thread_id', 'in', threadIds))
  yield* run(db.deleteFrom('menu_choices').where((row) => row.or([row('thread_id', 'in', threadIds), row('visitor_id', 'in', visitorIds)])))
  // An address stays blocked, or whoever is blocked would only have to ask for this.
  yield* run(db.deleteFrom('blocks').where('kind', '=', 'visitor').where('visitor_id', 'in', visitorIds))
  yield* run(db.updateTable('blocks').set({ visitor_id: '' as VisitorId }).where('visitor_id', 'in', visitorIds))
  yield* run(db.deleteFrom('visitors').where('id', 'in', visitorIds))
  // After the visitors: who keeps visits holds a visitor's row meanwhile, and writes nothing once it is gone.
  yield* run(db.deleteFrom('visit_pages').where('visit_id', 'in', db.selectFrom('visits').select('id').where('visitor_id', 'in', visitorIds)))
  yield* run(db.deleteFrom('visits').where('visitor_id', 'in', visitorIds))
  yield* run(db.deleteFrom('invites').where('visitor_id', 'in', visitorIds))
  yield* run(db.deleteFrom('threads').where('id', 'in', threadIds))
  if (identity) yield* run(db.deleteFrom('identities').where('id', '=', identity.id))
  yield* armDeadline({ kind: 'erased-cleared', subject: 'database', workspaceId, dueAt: now })
  return { workspaceId, visitorIds, conversations }
})

const renameFact = prepare((p: { workspaceId: WorkspaceId; at: number; id: string; newId: string; visitorId: VisitorId | null; conversationId: ConversationId | null }) =>
  db
    .updateTable('facts')
    .set({ id: p.newId, visitor_id: p.visitorId, conversation_id: p.conversationId })
    .where('workspace_id', '=', p.workspaceId)
    .where('at', '=', p.at)
    .where('id', '=', p.id),
)

function* renameFacts({ workspaceId, chance }: ErasePerson, visitorIds: readonly VisitorId[], threadIds: readonly ThreadId[], since: number): Work<void> {
  /** The same for the same, as long as this runs; nobody can tell afterwards what it was made from. */
  const another = <Id extends string>(id: Id): Id => createHmac('sha256', chance).update(id).digest('base64url').slice(0, 22) as Id
  const theirs = db.selectFrom('conversations').select('id').where('thread_id', 'in', threadIds)
  const facts: readonly FactRow[] = yield* rows(
    db
      .selectFrom('facts')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('at', '>=', since - CLOCK_LEEWAY_MS)
      .where((row) => row.or([row('visitor_id', 'in', visitorIds), row('conversation_id', 'in', theirs)])),
  )
  for (const { at, id, visitor_id, conversation_id } of facts) {
    yield* run(renameFact, {
      workspaceId,
      at,
      id,
      newId: another(id),
      visitorId: visitor_id && another(visitor_id),
      conversationId: conversation_id && another(conversation_id),
    })
  }
}
