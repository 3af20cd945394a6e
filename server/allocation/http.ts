import { ALLOCATION_API, ok } from '@foyer/sdk/protocol'
import type { MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { parseAgentChange, parseAllocationChange, parseSimulationRequest } from '../edge/allocation-requests.ts'
import { parseJson } from '../edge/body.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { Store } from '../store/store.ts'
import { changeAgent, readAgentRecords } from './agents.ts'
import { changeAllocation, readAllocation } from './rules-store.ts'
import type { RunSimulation } from './simulation.ts'

export interface AllocationRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly simulate: RunSimulation
  now(): number
  /** What colleagues see of these agents is another now. */
  agentsChanged(workspaceId: WorkspaceId, memberIds: readonly MemberId[]): void
  /** Who waits may be received now. */
  serveWaiting(workspaceId: WorkspaceId): void
}

/** How conversations are shared out, and what is set for single agents, in the console (AL-1 to AL-5, AL-13a). */
export function allocationRoutes(app: App, ports: AllocationRoutePorts): void {
  const { store, simulate, now, agentsChanged, serveWaiting } = ports

  memberRoute(app, ports, 'GET', ALLOCATION_API.allocation, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readAllocation, { workspaceId })))
  memberRoute(app, ports, 'PUT', ALLOCATION_API.allocation, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseAllocationChange)
    if (!change.ok) return change
    const changed = await store.run(changeAllocation, { workspaceId, change: change.value, now: now() })
    if (!changed.ok) return changed
    agentsChanged(workspaceId, changed.value.agentIds)
    serveWaiting(workspaceId)
    return ok(changed.value.record)
  })

  memberRoute(app, ports, 'GET', ALLOCATION_API.agents, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readAgentRecords, { workspaceId })))
  memberRoute(app, ports, 'PUT', ALLOCATION_API.agent(':id' as MemberId), { right: 'change' }, async ({ request, param, member: { workspaceId } }) => {
    const change = await parseJson(request, parseAgentChange)
    if (!change.ok) return change
    const changed = await store.run(changeAgent, { workspaceId, id: param('id') as MemberId, change: change.value })
    if (!changed.ok) return changed
    agentsChanged(workspaceId, [changed.value.id])
    serveWaiting(workspaceId)
    return changed
  })

  memberRoute(app, ports, 'POST', ALLOCATION_API.simulation, { right: 'change', rule: 'simulations' }, async ({ request, member: { workspaceId } }) => {
    const asked = await parseJson(request, parseSimulationRequest)
    return asked.ok ? simulate(workspaceId, asked.value) : asked
  })
}
