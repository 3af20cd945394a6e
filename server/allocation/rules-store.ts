/** What a workspace sets about allocation, in the database: an area of its settings. */
import { failForm, ok } from '@foyer/sdk/protocol'
import type { AllocationChange, AllocationRecord, MemberId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { companyOf, keepSettings } from '../company/store.ts'
import { db, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { readGroups } from '../groups/store.ts'
import { rearmGone, rearmOverdue, rearmSilence } from './rearm.ts'
import { allocationSettings } from './store.ts'

/** The revision stands beside the rules: they are read as they are with every allocation. */
interface AllocationArea {
  readonly allocation?: unknown
  readonly allocationRevision?: number
}

const membersOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').select('id').where('workspace_id', '=', p.workspaceId).where('is_disabled', '=', 0))

const revisionOf = (settings: AllocationArea): number => settings.allocationRevision ?? 0

export const readAllocation = procedure('allocation.read', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<AllocationRecord> {
  const { settings } = yield* companyOf(workspaceId)
  return { ...(yield* allocationSettings(workspaceId)), revision: revisionOf(settings as AllocationArea) }
})

/** What was kept, and the agents whose figures it may have changed: the cap of all is in what colleagues see of them. */
export interface ChangedAllocation {
  readonly record: AllocationRecord
  readonly agentIds: readonly MemberId[]
}

/** Keeps the rules, which are parsed. They hold from the next allocation on, and for the silence, the overdue answers and the absent agents of what is open. */
export const changeAllocation = procedure('allocation.change', function* (input: { workspaceId: WorkspaceId; change: AllocationChange; now: number }): Work<Result<ChangedAllocation>> {
  const { workspaceId, change: { revision, rules }, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const { profile, settings } = yield* companyOf(workspaceId)
  if (revisionOf(settings as AllocationArea) !== revision) return failForm('changed_meanwhile')
  const before = yield* allocationSettings(workspaceId)
  const area: AllocationArea = { allocation: rules, allocationRevision: revision + 1 }
  yield* run(keepSettings, { id: workspaceId, name: profile.name, settings: JSON.stringify({ ...settings, ...area }) })
  yield* rearmSilence({ workspaceId, now }, before, rules)
  // What was answered may move on from now on (AL-10).
  if (before.overdueHolds === 'first' && rules.overdueHolds === 'each') {
    for (const { id, allocation } of yield* readGroups.body({ workspaceId })) yield* rearmOverdue({ workspaceId, groupId: id, now }, undefined, allocation.overdue)
  }
  if (before.whenAgentGoes === 'keep' && rules.whenAgentGoes === 'allocate') yield* rearmGone({ workspaceId, now })
  return ok({ record: { ...rules, revision: revision + 1 }, agentIds: (yield* rows(membersOfWorkspace, { workspaceId })).map(({ id }) => id) })
})
