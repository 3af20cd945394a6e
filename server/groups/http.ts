import { ALLOCATION_API, ok } from '@foyer/sdk/protocol'
import type { GroupId, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { parseGroupChange, parseGroupDeletion, parseGroupDraft } from '../edge/allocation-requests.ts'
import { parseJson } from '../edge/body.ts'
import { within } from '../edge/parse.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { TellPages } from '../sites/live.ts'
import type { Store } from '../store/store.ts'
import { deleteGroup, readGroupDependents } from './deletion.ts'
import { changeGroup, createGroup, readGroups, recordOf } from './store.ts'
import type { GroupTelling } from './telling.ts'

export interface GroupRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly telling: GroupTelling
  readonly tellPages: TellPages
  /** What colleagues see of these agents is another now: whether any group is theirs. */
  agentsChanged(workspaceId: WorkspaceId, memberIds: readonly MemberId[]): void
  now(): number
  /** A UUID of version 7. */
  newId(): string
  /** Who waits may be received by somebody else now. */
  serveWaiting(workspaceId: WorkspaceId): void
}

/** Reception groups in the console (AL-6 to AL-8). A change holds from the next allocation on, and who waits is looked at anew. */
export function groupRoutes(app: App, ports: GroupRoutePorts): void {
  const { store, telling, tellPages, agentsChanged, now, newId, serveWaiting, log } = ports
  const path = ALLOCATION_API.group(':id' as GroupId)

  memberRoute(app, ports, 'GET', ALLOCATION_API.groups, { right: 'read' }, async ({ member: { workspaceId } }) => ok((await store.run(readGroups, { workspaceId })).map(recordOf)))

  memberRoute(app, ports, 'POST', ALLOCATION_API.groups, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const draft = await parseJson(request, parseGroupDraft)
    if (!draft.ok) return draft
    const { name, agentIds, rules } = draft.value
    const made = await store.run(createGroup, { id: newId() as GroupId, workspaceId, name, agentIds, allocation: rules, now: now() })
    if (!made.ok) return made
    const { value: group } = made
    await telling.changed(workspaceId, { group, joined: group.agentIds, left: [] })
    agentsChanged(workspaceId, group.agentIds)
    return ok(recordOf(group))
  })

  memberRoute(app, ports, 'PUT', path, { right: 'change' }, async ({ request, param, member: { workspaceId } }) => {
    const change = await parseJson(request, parseGroupChange)
    if (!change.ok) return change
    const changed = await store.run(changeGroup, { workspaceId, id: param('id') as GroupId, change: change.value, now: now() })
    if (!changed.ok) return changed.field === undefined ? changed : within(changed, 'draft')
    agentsChanged(workspaceId, [...changed.value.joined, ...changed.value.left])
    serveWaiting(workspaceId)
    // The answer does not wait: what desks hear are hints, and a long queue has many.
    telling.changed(workspaceId, changed.value).catch((error: unknown) => log('effect-failed', { route: 'groups', error }))
    return ok(recordOf(changed.value.group))
  })

  memberRoute(app, ports, 'DELETE', path, { right: 'change' }, async ({ request, param, member: { id: by, workspaceId } }) => {
    const deletion = await parseJson(request, parseGroupDeletion)
    if (!deletion.ok) return deletion
    const deleted = await store.run(deleteGroup, { workspaceId, id: param('id') as GroupId, deletion: deletion.value, by, now: now() })
    if (!deleted.ok) return deleted
    tellPages(deleted.value.sites)
    telling.deleted(workspaceId, deleted.value, deletion.value.leadTo)
    agentsChanged(workspaceId, deleted.value.group.agentIds)
    serveWaiting(workspaceId)
    return ok(null)
  })

  memberRoute(app, ports, 'GET', ALLOCATION_API.groupDependents(':id' as GroupId), { right: 'read' }, async ({ param, member: { workspaceId } }) =>
    store.run(readGroupDependents, { workspaceId, id: param('id') as GroupId }),
  )
}
