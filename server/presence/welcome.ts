import type { PresenceToPage, SiteKey, VisitFacts, VisitorId } from '@foyer/sdk/protocol'
import { unreadOfThread } from '../conversations/reading.ts'
import type { Sites } from '../sites/service.ts'
import type { Store } from '../store/store.ts'
import type { Greeted } from '../visitors/greeting.ts'

/** What a page is told of its visit, as it is now (IV-5): only where invitations of its site ask for it, and never to robots. */
export type VisitFor = (visitorId: VisitorId, site: SiteKey) => Promise<VisitFacts | undefined>

export const createVisitFor =
  (sites: Pick<Sites, 'find'>, factsFor: (visitorId: VisitorId) => Promise<VisitFacts | undefined>): VisitFor =>
  async (visitorId, key) => {
    const site = await sites.find(key)
    return site?.config.invitations?.length ? factsFor(visitorId) : undefined
  }

/** What a page is told at once: its visitor's number, what waits unread, how old its settings may be, and of its visit. */
export type Welcome = (greeted: Greeted, site: SiteKey) => Promise<Extract<PresenceToPage, { type: 'welcome' }>>

export const createWelcome =
  (store: Store, visitFor: VisitFor): Welcome =>
  async ({ visitor, site }, key) => {
    const unread = await store.run(unreadOfThread, { threadId: visitor.threadId })
    // Last, so that a page which was told of meanwhile is in it.
    const visit = await visitFor(visitor.id, key)
    return { type: 'welcome', number: visitor.number, unread, configVersion: site.config.version, ...(visit && { visit }) }
  }
