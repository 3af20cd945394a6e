import { TALK_PATHS, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { enderOf } from '../blocks/http.ts'
import { parsePage } from '../edge/body.ts'
import { parseCredentials, parseTrack } from '../edge/page-requests.ts'
import { memberRoute, pageRoute, rateLimited } from '../edge/routes.ts'
import type { App, MemberRoutePorts, RoutePorts } from '../edge/routes.ts'
import type { Store } from '../store/store.ts'
import { isBot } from './bots.ts'
import type { Greet, Recognise } from './greeting.ts'
import { readVisitorFile } from './file.ts'
import { forgetVisitor, isNobody, trackEvent } from './store.ts'

export interface VisitorRoutePorts extends RoutePorts {
  readonly store: Store
  readonly greet: Greet
  readonly recognise: Recognise
  now(): number
  /** The desk shows what is known of the visitor. */
  cardChanged(workspaceId: WorkspaceId, visitorId: VisitorId): void
  /** Nobody speaks for this visitor any more: the lines of their windows and pages go. */
  letGo(visitorId: VisitorId): void
}

/** What pages tell of their visitor (CW-22), and that a browser is to know its visitor no more (CW-27). */
export function visitorRoutes(app: App, ports: VisitorRoutePorts): void {
  const { store, greet, recognise, limits, log, now } = ports

  pageRoute(app, ports, 'POST', TALK_PATHS.track, 'greetings', async ({ request, origin, address }) => {
    const parsed = await parsePage(request, parseTrack)
    if (!parsed.ok) return parsed
    const greeted = await greet(parsed.value, origin, { address, isRobot: isBot(request.headers.get('user-agent')) })
    if (!greeted.ok) return greeted
    const { visitor } = greeted.value
    if (isNobody(visitor)) return ok(null)
    if (!(await limits.allow('tracking', visitor.id))) return rateLimited(log, TALK_PATHS.track, 'tracking')
    const tracked = await store.run(trackEvent, { visitor, event: parsed.value.event, now: now() })
    if (!tracked.ok) return tracked
    if (tracked.value) ports.cardChanged(visitor.workspaceId, visitor.id)
    return ok(null)
  })

  pageRoute(app, ports, 'POST', TALK_PATHS.forget, 'greetings', async ({ request, origin }) => {
    const parsed = await parsePage(request, parseCredentials)
    if (!parsed.ok) return parsed
    const visitor = await recognise(parsed.value, origin)
    if (!visitor.ok) return visitor
    if (visitor.value) {
      await store.run(forgetVisitor, { visitorId: visitor.value.id })
      ports.letGo(visitor.value.id)
    }
    return ok(null)
  })
}

export interface VisitorFileRoutePorts extends MemberRoutePorts {
  readonly store: Store
  now(): number
  isPresent(visitorId: VisitorId): boolean
}

/** A visitor as a whole, for every member (IV-2). */
export function visitorFileRoutes(app: App, ports: VisitorFileRoutePorts): void {
  const { store, now } = ports
  memberRoute(app, ports, 'GET', VISITORS_API.file(':id' as VisitorId), { right: 'read' }, ({ param, member }) => {
    const visitorId = param('id') as VisitorId
    return store.run(readVisitorFile, { ...enderOf(member), seesAll: member.role !== 'agent', visitorId, isPresent: ports.isPresent(visitorId), now: now() })
  })
}
