import { ALLOCATION_API, ok } from '@foyer/sdk/protocol'
import { parseRoutingChange } from '../edge/allocation-requests.ts'
import { parseJson } from '../edge/body.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { Store } from '../store/store.ts'
import { checkRouting } from './rules.ts'
import { changeRouting, readRouting } from './store.ts'

/** Rules that give conversations a group, a priority or skills, in the console (AL-19). */
export function routingRoutes(app: App, ports: MemberRoutePorts & { readonly store: Store }): void {
  const { store } = ports
  memberRoute(app, ports, 'GET', ALLOCATION_API.routing, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readRouting, { workspaceId })))
  memberRoute(app, ports, 'PUT', ALLOCATION_API.routing, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseRoutingChange)
    if (!change.ok) return change
    return checkRouting(change.value.rules) ?? store.run(changeRouting, { workspaceId, change: change.value })
  })
}
