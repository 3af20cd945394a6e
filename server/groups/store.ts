/** Reception groups in the database: agents who receive together (AL-6), and the main one (AL-7). */
import { fail, failForm, ok } from '@foyer/sdk/protocol'
import type { Failure, GroupChange, GroupId, GroupRecord, MemberId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { DEFAULT_GROUP_ALLOCATION_SETTINGS, parseGroupAllocationSettings } from '../allocation/settings.ts'
import type { GroupAllocationSettings } from '../allocation/settings.ts'
import { rearmOverdue } from '../allocation/rearm.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { GroupRow } from '../store/schema.ts'
import { MOST_GROUPS, checkGroup } from './rules.ts'
import type { GroupParts } from './rules.ts'

export interface Group {
  readonly id: GroupId
  readonly name: string
  /** Visitors who come by no component go to the main group (AL-7). */
  readonly isMain: boolean
  readonly agentIds: readonly MemberId[]
  readonly allocation: GroupAllocationSettings
  readonly revision: number
}

const insertGroup = prepareInsert('groups', ['id', 'workspace_id', 'name', 'is_main', 'settings', 'created_at'])
const groupsOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('groups').selectAll().where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null).orderBy('is_main', 'desc').orderBy('name').orderBy('id'),
)
const groupById = prepare((p: { id: GroupId; workspaceId: WorkspaceId }) =>
  db.selectFrom('groups').selectAll().where('id', '=', p.id).where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null),
)
const mainGroupOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('groups').selectAll().where('workspace_id', '=', p.workspaceId).where('is_main', '=', 1),
)
const agentsOfGroup = prepare((p: { groupId: GroupId }) =>
  db.selectFrom('group_members').select('member_id').where('group_id', '=', p.groupId).orderBy('member_id'),
)
const agentsOfGroups = prepare((p: { workspaceId: WorkspaceId }) =>
  db
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .select(['group_id', 'member_id'])
    .where('groups.workspace_id', '=', p.workspaceId)
    .orderBy('member_id'),
)
const membersOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').select(['id', 'is_disabled']).where('workspace_id', '=', p.workspaceId))
const keepGroup = prepare((p: { id: GroupId; name: string; settings: string; revision: number }) =>
  db.updateTable('groups').set({ name: p.name, settings: p.settings, revision: p.revision }).where('id', '=', p.id),
)

export interface CreateGroup {
  readonly id: GroupId
  readonly workspaceId: WorkspaceId
  /** At most 20 display units. */
  readonly name: string
  /** 1 to 500 members of the workspace. */
  readonly agentIds: readonly MemberId[]
  /** A workspace has one; a second is refused. Default `false`. */
  readonly isMain?: boolean
  /** What is absent has its default: see {@link GroupAllocationSettings}. */
  readonly allocation?: Partial<GroupAllocationSettings>
  readonly now: number
}

/** Makes a group (AL-6). For use in a procedure that makes more than a group. */
export function* makeGroup({ id, workspaceId, name, agentIds, isMain = false, allocation = {}, now }: CreateGroup): Work<Result<Group>> {
  yield* lock(`workspace:${workspaceId}`)
  if (isMain && (yield* first(mainGroupOfWorkspace, { workspaceId }))) return fail('invalid_input', { field: 'isMain', message: 'The workspace has a main group.' })
  const others = yield* rows(groupsOfWorkspace, { workspaceId })
  if (others.length >= MOST_GROUPS) return fail('not_allowed', { message: `A workspace has at most ${MOST_GROUPS} groups.` })
  const wrong = yield* wrongWith({ name, agentIds, rules: allocation }, workspaceId, others)
  if (wrong) return wrong

  yield* run(insertGroup, { id, workspace_id: workspaceId, name, is_main: isMain ? 1 : 0, settings: JSON.stringify(allocation), created_at: now })
  yield* enter(id, agentIds)
  return ok({ id, name, isMain, agentIds: agentIds.toSorted(byId), allocation: { ...DEFAULT_GROUP_ALLOCATION_SETTINGS, ...allocation }, revision: 0 })
}

export const createGroup = procedure('groups.create', makeGroup)

/** In one go: a group has up to 500, and the workspace is held meanwhile. */
const enter = (id: GroupId, agentIds: readonly MemberId[]): Work<number> =>
  run(db.insertInto('group_members').values(agentIds.map((agentId) => ({ group_id: id, member_id: agentId }))))

/** By code unit, as the database orders them. */
const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** `inIt`: who stands in it already, and may stay though disabled. */
function* wrongWith(parts: GroupParts, workspaceId: WorkspaceId, others: readonly GroupRow[], inIt: readonly MemberId[] = []): Work<Failure | undefined> {
  const members = yield* rows(membersOfWorkspace, { workspaceId })
  const agents = new Set(members.flatMap(({ id, is_disabled }) => (is_disabled === 0 || inIt.includes(id) ? [id] : [])))
  return checkGroup(parts, { names: others.map(({ name }) => name), agents })
}

/** All groups of a workspace, the main one first, then by name. */
export const readGroups = procedure('groups.read', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<readonly Group[]> {
  const agents = new Map<GroupId, MemberId[]>()
  for (const { group_id, member_id } of yield* rows(agentsOfGroups, { workspaceId })) agents.set(group_id, [...(agents.get(group_id) ?? []), member_id])
  return (yield* rows(groupsOfWorkspace, { workspaceId })).map((row) => groupOf(row, agents.get(row.id) ?? []))
})

/** A group of this workspace. */
export function* findGroup(id: GroupId, workspaceId: WorkspaceId): Work<Group | undefined> {
  const [row, agentIds] = yield* together(first(groupById, { id, workspaceId }), agentIdsOf(id))
  return row && groupOf(row, agentIds)
}

/** The id of the main group (AL-7). A workspace is made with one, so that missing it is a bug. */
export function* mainGroupId(workspaceId: WorkspaceId): Work<GroupId> {
  const row = yield* first(mainGroupOfWorkspace, { workspaceId })
  if (!row) throw new Error(`Workspace ${workspaceId} has no main group`)
  return row.id
}

/** Whether a group is of this workspace. */
export function* hasGroup(id: GroupId, workspaceId: WorkspaceId): Work<boolean> {
  return (yield* first(groupById, { id, workspaceId })) !== undefined
}

export function* agentIdsOf(groupId: GroupId): Work<readonly MemberId[]> {
  return (yield* rows(agentsOfGroup, { groupId })).map(({ member_id }) => member_id)
}

/** A group after a change, and whose desks see another queue now. */
export interface ChangedGroup {
  readonly group: Group
  readonly joined: readonly MemberId[]
  readonly left: readonly MemberId[]
}

/** Keeps what a group is. It holds from the next allocation on; conversations that are held stay where they are, and may be overdue now. */
export const changeGroup = procedure('groups.change', function* (input: { workspaceId: WorkspaceId; id: GroupId; change: GroupChange; now: number }): Work<Result<ChangedGroup>> {
  const { workspaceId, id, change: { revision, draft }, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const groups = yield* rows(groupsOfWorkspace, { workspaceId })
  const row = groups.find((group) => group.id === id)
  if (!row) return fail('not_found')
  if (row.revision !== revision) return failForm('changed_meanwhile')
  const before = yield* agentIdsOf(id)
  const wrong = yield* wrongWith(draft, workspaceId, groups.filter((group) => group !== row), before)
  if (wrong) return wrong

  const settings = JSON.stringify(draft.rules)
  yield* run(keepGroup, { id, name: draft.name, settings, revision: revision + 1 })
  const [joined, left] = [draft.agentIds.filter((agent) => !before.includes(agent)), before.filter((agent) => !draft.agentIds.includes(agent))]
  if (left.length > 0) yield* run(db.deleteFrom('group_members').where('group_id', '=', id).where('member_id', 'in', left))
  if (joined.length > 0) yield* enter(id, joined)
  yield* rearmOverdue({ workspaceId, groupId: id, now }, groupOf(row, before).allocation.overdue, draft.rules.overdue)
  return ok({ group: groupOf({ ...row, name: draft.name, settings, revision: revision + 1 }, draft.agentIds.toSorted(byId)), joined, left })
})

export const recordOf = ({ allocation, ...group }: Group): GroupRecord => ({ ...group, rules: allocation })

function groupOf(row: GroupRow, agentIds: readonly MemberId[]): Group {
  const parsed = parseGroupAllocationSettings(JSON.parse(row.settings))
  if (!parsed.ok) throw new Error(`Group ${row.id} has settings that cannot be read: ${parsed.message}`)
  return { id: row.id, name: row.name, isMain: row.is_main === 1, agentIds, allocation: parsed.value, revision: row.revision }
}
