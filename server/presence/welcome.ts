import type { PresenceToPage, VisitFacts, VisitorId } from '@foyer/sdk/protocol'
import { unreadOfThread } from '../conversations/reading.ts'
import type { Store } from '../store/store.ts'
import type { Greeted } from '../visitors/greeting.ts'

/** What a page is told at once: its visitor's number, what waits unread, how old its settings may be, and of its visit where its site asks for it. */
export type Welcome = (greeted: Greeted) => Promise<Extract<PresenceToPage, { type: 'welcome' }>>

export const createWelcome =
  (store: Store, factsFor: (visitorId: VisitorId) => Promise<VisitFacts | undefined>): Welcome =>
  async ({ visitor, site }) => {
    const asksForVisit = (site.config.invitations?.length ?? 0) > 0
    const [unread, visit] = await Promise.all([store.run(unreadOfThread, { threadId: visitor.threadId }), asksForVisit ? factsFor(visitor.id) : undefined])
    return { type: 'welcome', number: visitor.number, unread, configVersion: site.config.version, ...(visit && { visit }) }
  }
