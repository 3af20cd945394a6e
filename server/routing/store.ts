/** Routing rules in the database: an area of the workspace's settings (AL-19). */
import { failForm, ok } from '@foyer/sdk/protocol'
import type { Failure, Result, RoutingChange, RoutingRecord, RoutingRule, WorkspaceId } from '@foyer/sdk/protocol'
import { companyOf, keepSettings } from '../company/store.ts'
import { hasGroup } from '../groups/store.ts'
import { lock, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

/** What a workspace keeps of them in its settings. Absent until somebody makes one. */
export interface RoutingArea {
  readonly routing?: RoutingRecord
}

/** The rules of a workspace, from its settings, in the order in which they are asked. */
export const routingOf = ({ routing }: RoutingArea): readonly RoutingRule[] => routing?.rules ?? []

const recordOf = (settings: RoutingArea): RoutingRecord => ({ revision: settings.routing?.revision ?? 0, rules: routingOf(settings) })

export const readRouting = procedure('routing.read', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<RoutingRecord> {
  return recordOf((yield* companyOf(workspaceId)).settings as RoutingArea)
})

/** Keeps the rules, which are checked. They hold for conversations that begin from now on. */
export const changeRouting = procedure('routing.change', function* (input: { workspaceId: WorkspaceId; change: RoutingChange }): Work<Result<RoutingRecord>> {
  const { workspaceId, change: { revision, rules } } = input
  yield* lock(`workspace:${workspaceId}`)
  const { profile, settings } = yield* companyOf(workspaceId)
  if (recordOf(settings as RoutingArea).revision !== revision) return failForm('changed_meanwhile')
  const gone = yield* groupGone(rules, workspaceId)
  if (gone) return gone
  const routing: RoutingRecord = { revision: revision + 1, rules }
  yield* run(keepSettings, { id: workspaceId, name: profile.name, settings: JSON.stringify({ ...settings, routing }) })
  return ok(routing)
})

/** A rule that leads to a group which is not there. */
function* groupGone(rules: readonly RoutingRule[], workspaceId: WorkspaceId): Work<Failure | undefined> {
  for (const [index, { groupId }] of rules.entries()) {
    if (groupId !== undefined && !(yield* hasGroup(groupId, workspaceId))) return failForm('receiver_gone', { field: `rules.${index}.groupId` })
  }
  return undefined
}
