/**
 * How a page becomes a visitor: whoever knows a site's key, comes from one of its origins and shows a token. The same
 * for every door (presence, the window's socket, HTTP), so that none is wider than another.
 */
import { fail, ok } from '@foyer/sdk/protocol'
import type { Language, PageRef, Result, ThreadId, VisitorCredentials, VisitorId } from '@foyer/sdk/protocol'
import { hashToken } from '../edge/tokens.ts'
import type { Sites } from '../sites/service.ts'
import type { Site } from '../sites/store.ts'
import type { Store } from '../store/store.ts'
import { findVisitor, resolveVisitor } from './store.ts'
import type { VisitorIdentity } from './store.ts'

export interface Greeted {
  readonly visitor: VisitorIdentity
  readonly site: Site
  /** Whether an origin is one of the site's. */
  isOwn(origin: string): boolean
}

export interface GreetingPorts {
  readonly store: Store
  readonly sites: Sites
  now(): number
  /** A UUID of version 7. */
  newId(): string
}

export type Greet = (
  credentials: VisitorCredentials,
  origin: string | undefined,
  /**
   * `address`: where they come from, as `clientAddress` has it; without it an address that is blocked lets them in (IV-4).
   * `isRobot`: at doors that a page goes through by itself, for a robot that loads it is no visitor.
   */
  said?: { readonly page?: PageRef | undefined; readonly language?: Language; readonly address?: string; readonly isRobot?: boolean },
) => Promise<Result<Greeted>>

export function createGreeting({ store, sites, now, newId }: GreetingPorts): Greet {
  return async ({ site: key, token }, origin, { page, language, address, isRobot } = {}) => {
    const site = await sites.find(key)
    if (!site) return fail('unknown_site')
    if (origin === undefined || !sites.mayUse(site, origin)) return fail('origin_refused')
    const visitor = await store.run(resolveVisitor, {
      workspaceId: site.workspaceId,
      siteId: site.id,
      tokenHash: hashToken(token),
      newIds: { visitor: newId() as VisitorId, thread: newId() as ThreadId },
      ...(page && { page }),
      ...(language && { language }),
      ...(address !== undefined && { address }),
      ...(isRobot && { isRobot }),
      now: now(),
    })
    return visitor.isBlocked ? fail('visitor_blocked') : ok({ visitor, site, isOwn: (other) => sites.mayUse(site, other) })
  }
}

/**
 * Who has shown a token, without taking a new one in: for those who want to be forgotten, or to hear what is kept of
 * them. Nothing: there is no such visitor. Blocked ones may ask for this too.
 */
export type Recognise = (credentials: VisitorCredentials, origin: string) => Promise<Result<VisitorIdentity | undefined>>

export function createRecognition({ store, sites }: Pick<GreetingPorts, 'store' | 'sites'>): Recognise {
  return async ({ site: key, token }, origin) => {
    const site = await sites.find(key)
    if (!site) return fail('unknown_site')
    if (!sites.mayUse(site, origin)) return fail('origin_refused')
    return ok(await store.run(findVisitor, { siteId: site.id, tokenHash: hashToken(token) }))
  }
}
