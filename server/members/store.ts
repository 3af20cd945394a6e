/** Members in the database: who signs in, what colleagues see of an agent, and the switches (AL-5). */
import { fail, ok } from '@foyer/sdk/protocol'
import type { AgentFace, AgentState, ConversationId, GroupId, MemberId, Result, Role, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import { allocationSettings } from '../allocation/store.ts'
import { armDeadline, armDeadlineOnce, cancelDeadline, holdsDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { db, first, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { MemberRow } from '../store/schema.ts'

/** A member as the server knows who has signed in. */
export interface Member {
  readonly id: MemberId
  readonly workspaceId: WorkspaceId
  readonly role: Role
  readonly face: AgentFace
  readonly groupIds: readonly GroupId[]
}

const memberByUser = prepare((p: { userId: string }) => db.selectFrom('members').selectAll().where('user_id', '=', p.userId))
const groupsOfMember = prepare((p: { memberId: MemberId }) => db.selectFrom('group_members').select('group_id').where('member_id', '=', p.memberId))
const agentsOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('members').selectAll().where('workspace_id', '=', p.workspaceId).where('is_disabled', '=', 0).orderBy('id'),
)
const groupedMembers = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('group_members').innerJoin('groups', 'groups.id', 'group_members.group_id').select('member_id').distinct().where('groups.workspace_id', '=', p.workspaceId),
)
const heldByMember = prepare((p: { workspaceId: WorkspaceId }) =>
  db
    .selectFrom('conversations')
    .select((row) => ['agent_id', row.fn.countAll<number>().as('held')])
    .where('workspace_id', '=', p.workspaceId)
    .where('status', '=', 'held')
    .groupBy('agent_id'),
)
const switchesOfMember = prepare((p: { id: MemberId; workspaceId: WorkspaceId }) =>
  db.selectFrom('members').select(['is_online', 'is_present', 'is_disabled']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)

const faceOf = (row: MemberRow): AgentFace => ({ id: row.id, name: row.shown_name, ...(row.avatar !== null && { avatar: row.avatar }) })

/** The member of an account, unless disabled (OR-2). */
export const memberOfUser = procedure('members.of-user', function* (input: { userId: string }): Work<Member | undefined> {
  const row = yield* first(memberByUser, input)
  if (!row || row.is_disabled === 1) return undefined
  const groups = yield* rows(groupsOfMember, { memberId: row.id })
  return { id: row.id, workspaceId: row.workspace_id, role: row.role, face: faceOf(row), groupIds: groups.map(({ group_id }) => group_id) }
})

/** All agents of a workspace as their colleagues see them. Figures are counted, never kept (AL-16). */
export const readAgents = procedure('members.agents', function* (input: { workspaceId: WorkspaceId }): Work<readonly AgentState[]> {
  return yield* agentsOf(input.workspaceId)
})

function* agentsOf(workspaceId: WorkspaceId): Work<readonly AgentState[]> {
  const agents = yield* rows(agentsOfWorkspace, { workspaceId })
  if (agents.length === 0) return []
  const settings = yield* allocationSettings(workspaceId)
  const grouped = new Set((yield* rows(groupedMembers, { workspaceId })).map(({ member_id }) => member_id))
  const held = new Map((yield* rows(heldByMember, { workspaceId })).map((row) => [row.agent_id, Number(row.held)]))
  return agents.map((row) => ({
    ...faceOf(row),
    role: row.role,
    isOnline: row.is_online === 1,
    isAccepting: row.is_accepting === 1,
    isPresent: row.is_present === 1,
    ...(row.is_emergency === 0 && !grouped.has(row.id) && { isUngrouped: true as const }),
    current: held.get(row.id) ?? 0,
    cap: row.cap ?? settings.cap,
  }))
}

/** One of them. */
export function* agentOf(workspaceId: WorkspaceId, memberId: MemberId): Work<AgentState | undefined> {
  return (yield* agentsOf(workspaceId)).find(({ id }) => id === memberId)
}

export interface SetSwitches {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  /** What is absent stays as it is. */
  readonly isOnline?: boolean
  /** Switched on, the offers that were missed are forgotten (AL-18). */
  readonly isAccepting?: boolean
  readonly now: number
}

/**
 * Sets the two switches of an agent (AL-5). Who goes offline keeps what they hold for the grace time, as who loses the
 * connection does (AL-12).
 */
export const setSwitches = procedure('members.set-switches', function* (input: SetSwitches): Work<Result<AgentState>> {
  const { workspaceId, memberId, isOnline, isAccepting, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const before = yield* first(switchesOfMember, { id: memberId, workspaceId })
  if (!before) return fail('not_found')
  const goesOffline = isOnline === false && before.is_online === 1
  const changed = {
    ...(isOnline !== undefined && { is_online: isOnline ? (1 as const) : (0 as const) }),
    ...(isAccepting !== undefined && { is_accepting: isAccepting ? (1 as const) : (0 as const) }),
    ...(isAccepting === true && { missed_offers: 0 }),
    ...(goesOffline && before.is_present === 1 && { offline_since: now }),
  }
  if (Object.keys(changed).length > 0) yield* run(db.updateTable('members').set(changed).where('id', '=', memberId))
  if (goesOffline) yield* armGrace(armDeadlineOnce, { workspaceId, memberId, now })
  if (isOnline === true) yield* cancelDeadline('agent-gone', memberId)
  return ok((yield* agentOf(workspaceId, memberId))!)
})

function* armGrace(arm: typeof armDeadline, { workspaceId, memberId, now }: { workspaceId: WorkspaceId; memberId: MemberId; now: number }): Work<void> {
  const { graceSeconds } = yield* allocationSettings(workspaceId)
  yield* arm({ kind: 'agent-gone', subject: memberId, workspaceId, dueAt: now + graceSeconds * 1_000 })
}

/** A desk of this member has connected. Who is switched offline is not there by that (AL-12). */
export const deskConnected = procedure('members.desk-connected', function* (input: {
  workspaceId: WorkspaceId
  memberId: MemberId
}): Work<AgentState | undefined> {
  const { workspaceId, memberId } = input
  yield* lock(`workspace:${workspaceId}`)
  const before = yield* first(switchesOfMember, { id: memberId, workspaceId })
  if (before?.is_online === 1) yield* cancelDeadline('agent-gone', memberId)
  yield* run(db.updateTable('members').set({ is_present: 1 }).where('id', '=', memberId).where('workspace_id', '=', workspaceId))
  return yield* agentOf(workspaceId, memberId)
})

/** The last desk of this member has gone: the grace time starts (AL-5), if it has not already. */
export const deskGone = procedure('members.desk-gone', function* (input: { workspaceId: WorkspaceId; memberId: MemberId; now: number }): Work<void> {
  yield* armGrace(armDeadlineOnce, input)
})

/** Everybody who counts as there gets the grace time anew: after a start nobody is connected yet. */
export const allDesksGone = procedure('members.all-desks-gone', function* ({ now }: { now: number }): Work<void> {
  const present = yield* rows(db.selectFrom('members').select(['id', 'workspace_id']).where('is_present', '=', 1))
  for (const { id, workspace_id } of present) yield* armGrace(armDeadline, { workspaceId: workspace_id, memberId: id, now })
})

export interface AgentGone {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  /** It stays until what the agent held has been looked at, so that a server that dies over it leaves it to another. */
  readonly deadline: ClaimedDeadline
  /** A desk of theirs is connected: only the switch says that they are offline. */
  readonly hasDesk: boolean
  readonly now: number
}

/** `agent`: as colleagues see them now; a disabled account they do not see. */
export interface GoneAgent {
  readonly agent?: AgentState
}

/** The grace time is over. Nothing, if the agent came back meanwhile; an open desk is no help to a disabled account. */
export const agentGone = procedure('members.agent-gone', function* (input: AgentGone): Work<GoneAgent | undefined> {
  const { workspaceId, memberId, deadline, hasDesk, now } = input
  yield* lock(`workspace:${workspaceId}`)
  // Taken back if a desk came meanwhile.
  if (!(yield* holdsDeadline(deadline))) return undefined
  const before = yield* first(switchesOfMember, { id: memberId, workspaceId })
  if (!before || (hasDesk && before.is_online === 1 && before.is_disabled === 0)) return undefined
  const wasOnline = before.is_online === 1 && before.is_present === 1
  const changed = { ...(!hasDesk && { is_present: 0 as const }), ...(wasOnline && { offline_since: now }) }
  if (Object.keys(changed).length > 0) yield* run(db.updateTable('members').set(changed).where('id', '=', memberId))
  const agent = yield* agentOf(workspaceId, memberId)
  return { ...(agent && { agent }) }
})

/** The threads of the conversations that an agent holds: their windows show whether the agent is there. */
export const heldThreads = procedure('members.held-threads', function* (input: {
  workspaceId: WorkspaceId
  memberId: MemberId
}): Work<readonly { conversationId: ConversationId; threadId: ThreadId }[]> {
  return yield* rows(
    db
      .selectFrom('conversations')
      .select(['id as conversationId', 'thread_id as threadId'])
      .where('workspace_id', '=', input.workspaceId)
      .where('agent_id', '=', input.memberId)
      .where('status', '=', 'held'),
  )
})

/** Keeps a secret if there is none of this name yet, and says which one counts. */
export const keepSecret = procedure('members.secret', function* (input: { name: string; value: string }): Work<string> {
  yield* run(db.insertInto('secrets').values(input).onConflict((conflict) => conflict.column('name').doNothing()))
  return (yield* first(db.selectFrom('secrets').select('value').where('name', '=', input.name)))!.value
})

export const readWorkspaceName = procedure('members.workspace-name', function* (input: { workspaceId: WorkspaceId }): Work<string> {
  return (yield* first(db.selectFrom('workspaces').select('name').where('id', '=', input.workspaceId)))?.name ?? ''
})
