/** What the desk reads: the list of conversations, and who may see which. */
import { ENDED_SHOWN, fail, ok } from '@foyer/sdk/protocol'
import type { AllocationTrace, ConversationHead, ConversationId, GroupId, HandoverChoices, InboxEntry, MemberId, Result, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { allocationSettings } from '../allocation/store.ts'
import { askedOfMember, readAsked } from '../conversations/asked.ts'
import { headForDesk } from '../conversations/faces.ts'
import { reachableUntil } from '../conversations/rules.ts'
import { windowRules } from '../conversations/window.ts'
import { db, first, prepare, procedure, rows, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { Schema } from '../store/schema.ts'
import { FORGOTTEN, cardOf, readCardExtras } from '../visitors/store.ts'

/** Who looks. Owner and administrators see all of their workspace. */
export interface Viewer {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly seesAll: boolean
}

/** An entry without what only the presence hub knows; the visitor's id leads there. */
export type StoredEntry = InboxEntry

type Seen = Pick<Schema, 'conversations'>

/** An agent sees what they hold or held last, what waits in their groups, and what they are asked to take over (AL-14). */
export const mayBeSeenBy =
  (viewer: Viewer) =>
  (where: ExpressionBuilder<Seen, keyof Seen>): Expression<SqlBool> => {
    const own = where('conversations.workspace_id', '=', viewer.workspaceId)
    if (viewer.seesAll) return own
    const groupsOfMember = db.selectFrom('group_members').select('group_id').where('member_id', '=', viewer.memberId)
    return where.and([
      own,
      where.or([
        where('conversations.agent_id', '=', viewer.memberId),
        where('conversations.id', 'in', askedOfMember(viewer.memberId)),
        where.and([where('conversations.status', '=', 'waiting'), where('conversations.group_id', 'in', groupsOfMember)]),
      ]),
    ])
  }

const joined = db
  .selectFrom('conversations')
  .innerJoin('visitors', 'visitors.id', 'conversations.visitor_id')
  .innerJoin('sites', 'sites.id', 'conversations.site_id')
  .innerJoin('groups', 'groups.id', 'conversations.group_id')
  .selectAll('visitors')
  .select(['conversations.head as head', 'sites.name as site_name', 'groups.name as group_name'])
  .select((row) => [
    // Of the last conversation of a thread alone: no other is answered in (CW-12).
    row
      .selectFrom('visitors as browsers')
      .select((seen) => seen.fn.max<number | null>('browsers.last_seen_at').as('at'))
      .whereRef('browsers.thread_id', '=', 'conversations.thread_id')
      .where('browsers.is_blocked', '=', 0)
      .where('browsers.token_hash', 'not like', `${FORGOTTEN}%`)
      .where((last) =>
        last.not(
          last.exists(
            last
              .selectFrom('conversations as later')
              .select('later.id')
              .whereRef('later.thread_id', '=', 'conversations.thread_id')
              .whereRef('later.position', '>', 'conversations.position'),
          ),
        ),
      )
      .as('reached_at'),
  ])

type JoinedRow = Awaited<ReturnType<typeof joined.execute>>[number]

function* entriesOf(found: readonly JoinedRow[]): Work<readonly StoredEntry[]> {
  const [some] = found
  if (!some) return []
  const [extrasOf, rules] = yield* together(readCardExtras(found), windowRules(some.workspace_id))
  const entries: StoredEntry[] = []
  for (const row of found) {
    const head = headForDesk(JSON.parse(row.head) as ConversationHead)
    entries.push({
      head,
      visitor: cardOf(row, row.site_name, false, extrasOf(row)),
      groupName: row.group_name,
      ...(row.reached_at !== null && { reachableUntil: reachableUntil(row.reached_at, rules) }),
      ...(head.transfer?.asks && { asked: yield* readAsked(head.id) }),
    })
  }
  return entries
}

/** Open conversations that a member may see, and those that ended last. */
export const readInbox = procedure('desk.inbox', function* (viewer: Viewer): Work<readonly StoredEntry[]> {
  const open = yield* rows(joined.where(mayBeSeenBy(viewer)).where('conversations.status', '!=', 'ended'))
  const ended = yield* rows(
    joined.where(mayBeSeenBy(viewer)).where('conversations.status', '=', 'ended').orderBy('conversations.ended_at', 'desc').limit(ENDED_SHOWN),
  )
  return yield* entriesOf([...open, ...ended])
})

const entryById = prepare((p: { id: ConversationId; workspaceId: WorkspaceId }) =>
  joined.where('conversations.id', '=', p.id).where('conversations.workspace_id', '=', p.workspaceId),
)

/** One row of the list, whoever will see it. */
export function* entryForAll(workspaceId: WorkspaceId, conversationId: ConversationId): Work<StoredEntry | undefined> {
  const row = yield* first(entryById, { id: conversationId, workspaceId })
  return row && (yield* entriesOf([row]))[0]
}

/** One row of the list, if this member may see it. */
export const readEntry = procedure('desk.entry', function* (input: Viewer & { conversationId: ConversationId }): Work<Result<StoredEntry>> {
  const row = yield* first(joined.where(mayBeSeenBy(input)).where('conversations.id', '=', input.conversationId))
  return row ? ok((yield* entriesOf([row]))[0]!) : fail('not_found')
})

/** The open conversations of a visitor, for telling those who see them that the visitor came, moved or left. */
export const openConversationsOfVisitor = procedure('desk.of-visitor', function* (input: {
  workspaceId: WorkspaceId
  visitorId: VisitorId
}): Work<readonly { id: ConversationId; agentId: MemberId | null }[]> {
  return yield* rows(
    db
      .selectFrom('conversations')
      .select(['id', 'agent_id as agentId'])
      .where('workspace_id', '=', input.workspaceId)
      .where('visitor_id', '=', input.visitorId)
      .where('status', '!=', 'ended'),
  )
})

const tracesOf = prepare((p: { id: ConversationId; workspaceId: WorkspaceId }) =>
  db.selectFrom('allocation_traces').select('trace').where('conversation_id', '=', p.id).where('workspace_id', '=', p.workspaceId).orderBy('seq'),
)

/** Why a conversation was given to whom, each time (AL-15). */
export const readTraces = procedure('desk.traces', function* (input: {
  workspaceId: WorkspaceId
  conversationId: ConversationId
}): Work<readonly AllocationTrace[]> {
  return (yield* rows(tracesOf, { id: input.conversationId, workspaceId: input.workspaceId })).map(({ trace }) => JSON.parse(trace) as AllocationTrace)
})

/** A group without agents receives nobody, and is no choice. */
const agentsByGroup = prepare((p: { workspaceId: WorkspaceId }) =>
  db
    .selectFrom('groups')
    .innerJoin('group_members', 'group_members.group_id', 'groups.id')
    .select(['groups.id as id', 'groups.name as name', 'group_members.member_id as agentId'])
    .where('groups.workspace_id', '=', p.workspaceId)
    .where('groups.deleted_at', 'is', null)
    .orderBy('groups.is_main', 'desc')
    .orderBy('groups.name')
    .orderBy('groups.id')
    .orderBy('group_members.member_id'),
)

/** Who agrees before a conversation is handed over, and the groups that it could go to (AL-14). */
export const readHandoverChoices = procedure('desk.handover-choices', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<HandoverChoices> {
  const { handover } = yield* allocationSettings(workspaceId)
  const groups = new Map<GroupId, HandoverChoices['groups'][number]>()
  for (const { id, name, agentId } of yield* rows(agentsByGroup, { workspaceId })) groups.set(id, { id, name, agentIds: [...(groups.get(id)?.agentIds ?? []), agentId] })
  return { asks: handover === 'at-once' ? 'nobody' : handover, groups: [...groups.values()] }
})
