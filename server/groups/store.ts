/** Reception groups in the database: agents who receive together (AL-6), and the main one (AL-7). */
import { fail, ok } from '@foyer/sdk/protocol'
import type { GroupId, MemberId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { DEFAULT_GROUP_ALLOCATION_SETTINGS, parseGroupAllocationSettings } from '../allocation/settings.ts'
import type { GroupAllocationSettings } from '../allocation/settings.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { GroupRow } from '../store/schema.ts'
import { checkGroup } from './rules.ts'

export interface Group {
  readonly id: GroupId
  readonly name: string
  /** Visitors who come by no component go to the main group (AL-7). */
  readonly isMain: boolean
  readonly agentIds: readonly MemberId[]
  readonly allocation: GroupAllocationSettings
}

const insertGroup = prepareInsert('groups', ['id', 'workspace_id', 'name', 'is_main', 'settings', 'created_at'])
const insertGroupMember = prepareInsert('group_members', ['group_id', 'member_id'])
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
const conversationOfGroup = prepare((p: { id: GroupId; workspaceId: WorkspaceId }) =>
  db.selectFrom('conversations').select('id').where('workspace_id', '=', p.workspaceId).where('group_id', '=', p.id).limit(1),
)
const receiversOfComponents = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('components').select('receiver').where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null),
)
const deleteGroupRow = prepare((p: { id: GroupId }) => db.deleteFrom('groups').where('id', '=', p.id))
const deleteGroupMembers = prepare((p: { id: GroupId }) => db.deleteFrom('group_members').where('group_id', '=', p.id))

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
  const checked = checkGroup({ name, agentIds })
  if (!checked.ok) return checked
  yield* lock(`workspace:${workspaceId}`)
  if (isMain && (yield* first(mainGroupOfWorkspace, { workspaceId }))) return fail('invalid_input', { field: 'isMain', message: 'The workspace has a main group.' })
  const known = yield* rows(db.selectFrom('members').select('id').where('workspace_id', '=', workspaceId).where('id', 'in', agentIds))
  if (known.length !== agentIds.length) return fail('invalid_input', { field: 'agentIds', message: 'Somebody is not a member of the workspace.' })

  yield* run(insertGroup, { id, workspace_id: workspaceId, name, is_main: isMain ? 1 : 0, settings: JSON.stringify(allocation), created_at: now })
  for (const agentId of agentIds) yield* run(insertGroupMember, { group_id: id, member_id: agentId })
  return ok({ id, name, isMain, agentIds, allocation: { ...DEFAULT_GROUP_ALLOCATION_SETTINGS, ...allocation } })
}

export const createGroup = procedure('groups.create', makeGroup)

/** All groups of a workspace, the main one first, then by name. */
export const readGroups = procedure('groups.read', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<readonly Group[]> {
  const groups: Group[] = []
  for (const row of yield* rows(groupsOfWorkspace, { workspaceId })) groups.push(yield* withAgents(row))
  return groups
})

/** A group of this workspace. */
export function* findGroup(id: GroupId, workspaceId: WorkspaceId): Work<Group | undefined> {
  const row = yield* first(groupById, { id, workspaceId })
  return row && (yield* withAgents(row))
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

/**
 * Deletes a group that nothing leads to and nothing came by. The main group is never deleted (AL-7); one in use only
 * when it has been said where its components and conversations shall lead from then on (AL-8), which cannot be said yet.
 */
export const deleteGroup = procedure('groups.delete', function* ({ id, workspaceId }: { id: GroupId; workspaceId: WorkspaceId }): Work<Result<null>> {
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* first(groupById, { id, workspaceId })
  if (!row) return fail('not_found')
  if (row.is_main === 1) return fail('not_allowed', { message: 'The main group cannot be deleted.' })
  const leadsHere = (yield* rows(receiversOfComponents, { workspaceId })).some(({ receiver }) => (JSON.parse(receiver) as { groupId?: GroupId }).groupId === id)
  if (leadsHere || (yield* first(conversationOfGroup, { id, workspaceId }))) return fail('not_allowed', { message: 'The group is in use.' })
  yield* run(deleteGroupMembers, { id })
  yield* run(deleteGroupRow, { id })
  return ok(null)
})

function* withAgents(row: GroupRow): Work<Group> {
  const agentIds = (yield* rows(agentsOfGroup, { groupId: row.id })).map(({ member_id }) => member_id)
  const parsed = parseGroupAllocationSettings(JSON.parse(row.settings))
  if (!parsed.ok) throw new Error(`Group ${row.id} has settings that cannot be read: ${parsed.message}`)
  return { id: row.id, name: row.name, isMain: row.is_main === 1, agentIds, allocation: parsed.value }
}
