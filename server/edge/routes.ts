/**
 * What every HTTP route of ours has in common: the origin is checked before anything is read, requests are counted, and
 * whatever happens is answered with a `Result`. Routes differ in whom they are for: pages of the sites, our own pages, or
 * members who have signed in on one of those.
 */
import type { Context, Hono } from 'hono'
import { fail } from '@foyer/sdk/protocol'
import type { Failure, Result } from '@foyer/sdk/protocol'
import type { Log } from '../logging/events.ts'
import { hasRight } from '../members/rights.ts'
import type { Right } from '../members/rights.ts'
import type { SignIn } from '../members/sign-in.ts'
import type { Member } from '../members/store.ts'
import type { Sites } from '../sites/service.ts'
import { clientAddress } from './addresses.ts'
import { originHeaders, requestOrigin } from './origins.ts'
import { answer, failureOf } from './problems.ts'
import type { RateLimits, RateRuleName } from './rate-limits.ts'

/** The requests of Node's server behind those of the web, where there is one. */
export interface Env {
  Bindings: { readonly incoming?: Parameters<typeof clientAddress>[0] }
}
export type App = Hono<Env>

export interface RoutePorts {
  readonly sites: Sites
  readonly limits: RateLimits
  readonly log: Log
  /** Proxies of ours in front; see `clientAddress`. */
  readonly trustedProxies: number
  /** The server's own origins, the public one first. */
  own(): readonly string[]
}

export interface PageRequest {
  readonly request: Request
  readonly origin: string
  readonly address: string
  param(name: string): string
}
export type Answer = Result<unknown> | Response

const addressOf = (c: Context<Env>, { trustedProxies }: RoutePorts): string => (c.env?.incoming ? clientAddress(c.env.incoming, trustedProxies) : 'unknown')
const originOf = (c: Context<Env>, own: string) => requestOrigin(originHeaders(c.req.raw.headers), own)

const forOrigin = (origin: string) => ({ 'access-control-allow-origin': origin, 'vary': 'origin', 'cross-origin-resource-policy': 'cross-origin' })

type PageMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/**
 * Routes for pages of any site. Which site it is, and whether this origin is on its list, the handler finds out. All methods
 * of a path stand together, for its preflight names them. `headers`: those that pages may send.
 */
export function pageRoute(
  app: App,
  ports: RoutePorts,
  method: PageMethod | readonly PageMethod[],
  path: string,
  rule: RateRuleName,
  handle: (request: PageRequest) => Promise<Answer>,
  headers: readonly string[] = ['content-type'],
): void {
  const { sites, limits, log, own } = ports
  const knownOrigin = async (c: Context<Env>): Promise<Result<string>> => {
    const origin = originOf(c, own()[0]!)
    if (origin !== undefined && (await sites.isKnownOrigin(origin))) return { ok: true, value: origin }
    log('origin-refused', { route: path })
    return fail('origin_refused')
  }
  const guarded = async (c: Context<Env>): Promise<Response> => {
    const origin = await knownOrigin(c)
    if (!origin.ok) return answer(origin)
    const address = addressOf(c, ports)
    const handled = (await limits.allow(rule, address)) ? await handle({ request: c.req.raw, origin: origin.value, address, param: (name) => c.req.param(name) ?? '' }) : rateLimited(log, path, rule)
    // The page may read the refusal too, except that of its origin.
    const isForeign = !(handled instanceof Response) && !handled.ok && handled.code === 'origin_refused'
    const response = handled instanceof Response ? handled : answer(handled)
    if (!isForeign) for (const [name, value] of Object.entries(forOrigin(origin.value))) response.headers.set(name, value)
    return response
  }
  const methods = [method].flat()
  app.on(methods, path, (c) => guarded(c).catch((error: unknown) => answer(failureOf(error, path, log))))

  app.on('OPTIONS', path, async (c) => {
    const origin = await knownOrigin(c).catch((error: unknown) => failureOf(error, path, log))
    if (!origin.ok) return answer(origin)
    const allowed = { 'access-control-allow-methods': methods.join(', '), 'access-control-allow-headers': headers.join(', '), 'access-control-max-age': '7200' }
    return new Response(null, { status: 204, headers: { ...forOrigin(origin.value), ...allowed } })
  })
}

type OwnMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Routes for our own pages alone: a foreign page gets nothing, and no browser lets it read even that. */
export function ownRoute(app: App, ports: RoutePorts, method: OwnMethod, path: string, rule: RateRuleName, handle: (request: PageRequest) => Promise<Answer>): void {
  const { limits, log, own } = ports
  const guarded = async (c: Context<Env>): Promise<Answer> => {
    const origin = originOf(c, own()[0]!)
    if (origin === undefined || !own().includes(origin)) {
      log('origin-refused', { route: path })
      return fail('origin_refused')
    }
    const address = addressOf(c, ports)
    if (!(await limits.allow(rule, address))) return rateLimited(log, path, rule)
    return handle({ request: c.req.raw, origin, address, param: (name) => c.req.param(name) ?? '' })
  }
  app.on(method, path, async (c) => {
    const handled = await guarded(c).catch((error: unknown) => failureOf(error, path, log))
    const retry: Record<string, string> = !(handled instanceof Response) && !handled.ok && handled.code === 'rate_limited' ? { 'retry-after': '60' } : {}
    return handled instanceof Response ? handled : answer(handled, retry)
  })
}

/** Routes for anybody, by `GET`: what a page shows or links to, in an element that says no origin. */
export function publicRoute(app: App, ports: RoutePorts, path: string, rule: RateRuleName, handle: (request: Omit<PageRequest, 'origin'>) => Promise<Answer>): void {
  const guarded = async (c: Context<Env>): Promise<Answer> => {
    const address = addressOf(c, ports)
    if (!(await ports.limits.allow(rule, address))) return rateLimited(ports.log, path, rule)
    return handle({ request: c.req.raw, address, param: (name) => c.req.param(name) ?? '' })
  }
  app.get(path, async (c) => {
    const handled = await guarded(c).catch((error: unknown) => failureOf(error, path, ports.log))
    return handled instanceof Response ? handled : answer(handled)
  })
}

export interface MemberRoutePorts extends RoutePorts {
  readonly signIn: Pick<SignIn, 'whoIs'>
}

export interface MemberRequest extends PageRequest {
  readonly member: Member
}

/**
 * Routes of the console: for members who have signed in, from our own pages. What is asked for is looked up in the
 * member's workspace alone, so that what belongs to another is `not_found`.
 */
export function memberRoute(
  app: App,
  ports: MemberRoutePorts,
  method: OwnMethod,
  path: string,
  /** `rule` counts by member, after the address was counted. Default `'settings'`. */
  { right, rule = 'settings' }: { readonly right: Right; readonly rule?: RateRuleName },
  handle: (request: MemberRequest) => Promise<Answer>,
): void {
  ownRoute(app, ports, method, path, 'pages', async (request) => {
    const signedIn = await ports.signIn.whoIs(request.request.headers)
    if (!signedIn) return fail('not_signed_in')
    const { member } = signedIn
    if (!hasRight(member.role, right)) return fail('not_allowed')
    if (!(await ports.limits.allow(rule, member.id))) return rateLimited(ports.log, path, rule)
    return handle({ ...request, member })
  })
}

export function rateLimited(log: Log, route: string, rule: RateRuleName): Failure {
  log('rate-limited', { route, rule })
  return fail('rate_limited')
}
