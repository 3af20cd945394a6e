import { PATHS, ok } from '@foyer/sdk/protocol'
import type { VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { readJson } from '../edge/body.ts'
import { parseIdentify } from '../edge/page-requests.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import { pageRoute } from '../edge/routes.ts'
import type { App, RoutePorts } from '../edge/routes.ts'
import type { Store } from '../store/store.ts'
import type { Greet } from './greeting.ts'
import { identifyVisitor } from './store.ts'

export interface VisitorRoutePorts extends RoutePorts {
  readonly store: Store
  readonly greet: Greet
  /** The desk shows who the visitor says to be. */
  cardChanged(workspaceId: WorkspaceId, visitorId: VisitorId): void
}

/** Who the page says its visitor is. Without a proof it is only said: it opens no history (CW-27). */
export function visitorRoutes(app: App, ports: VisitorRoutePorts): void {
  pageRoute(app, ports, 'POST', PATHS.identify, 'greetings', async ({ request, origin }) => {
    const body = await readJson(request)
    if (!body.ok) return body
    const parsed = refusedProtocol(body.value) ?? parseIdentify(body.value)
    if (!parsed.ok) return parsed
    const greeted = await ports.greet(parsed.value, origin)
    if (!greeted.ok) return greeted
    const { visitor } = greeted.value
    await ports.store.run(identifyVisitor, { visitorId: visitor.id, identity: parsed.value.identity })
    ports.cardChanged(visitor.workspaceId, visitor.id)
    return ok(null)
  })
}
