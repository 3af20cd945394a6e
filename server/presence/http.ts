/** Presence where sockets are blocked: the same frames by POST, and a beacon for good-bye. */
import { PATHS, fail, ok } from '@foyer/sdk/protocol'
import type { PresenceToPage, VisitorId } from '@foyer/sdk/protocol'
import { readJson } from '../edge/body.ts'
import { parseCredentials, parseFrames } from '../edge/page-requests.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import { pageRoute } from '../edge/routes.ts'
import type { App, RoutePorts } from '../edge/routes.ts'
import { isBot } from '../visitors/bots.ts'
import type { Greet, Recognise } from '../visitors/greeting.ts'
import { isNobody } from '../visitors/store.ts'
import { languageOf } from '../visits/language.ts'
import type { PresenceHub } from './hub.ts'
import type { Welcome } from './welcome.ts'

export interface PresenceRoutePorts extends RoutePorts {
  readonly hub: PresenceHub
  readonly greet: Greet
  readonly recognise: Recognise
  readonly welcome: Welcome
  /** What a page is told behind its welcome: an invitation that its visitor has not answered (IV-7). */
  pendingFor(visitorId: VisitorId): Promise<readonly PresenceToPage[]>
  now(): number
}

export function presenceRoutes(app: App, ports: PresenceRoutePorts): void {
  const { hub, greet, recognise, welcome, now } = ports

  pageRoute(app, ports, 'POST', PATHS.presence, 'greetings', async ({ request, origin, address }) => {
    const body = await readJson(request)
    if (!body.ok) return body
    const frames = (Array.isArray(body.value) ? refusedProtocol(body.value[0]) : undefined) ?? parseFrames(body.value)
    if (!frames.ok) return frames
    const [hello, ...rest] = frames.value
    if (hello?.type !== 'hello') return fail('invalid_input', { field: '0.type' })

    // What counts is where the page ended up.
    const page = rest.reduce((at, frame) => (frame.type === 'page' ? frame.page : at), hello.page)
    const userAgent = request.headers.get('user-agent')
    const greeted = await greet(hello, origin, { page, language: hello.language, address, isRobot: isBot(userAgent) })
    if (!greeted.ok) return greeted
    const { visitor, isOwn } = greeted.value
    if (!isNobody(visitor)) hub.poll(visitor, page, now(), { address, userAgent: userAgent ?? undefined, language: languageOf(request.headers.get('accept-language') ?? undefined) ?? hello.language, isOwn })
    if (rest.some(({ type }) => type === 'leave')) hub.leave(visitor.id, now())
    return ok([await welcome(greeted.value, hello.site), ...(await ports.pendingFor(visitor.id))])
  })

  pageRoute(app, ports, 'POST', PATHS.leave, 'greetings', async ({ request, origin }) => {
    const body = await readJson(request)
    if (!body.ok) return body
    const credentials = refusedProtocol(body.value) ?? parseCredentials(body.value)
    if (!credentials.ok) return credentials
    const visitor = await recognise(credentials.value, origin)
    if (!visitor.ok) return visitor
    if (visitor.value) hub.leave(visitor.value.id, now())
    return new Response(null, { status: 204 })
  })
}
