import type { PresenceToPage } from '@foyer/sdk/protocol'
import { unreadOfThread } from '../conversations/reading.ts'
import type { Store } from '../store/store.ts'
import type { Greeted } from '../visitors/greeting.ts'

/** What a page is told at once: its visitor's number, what waits unread, and how old its settings may be. */
export type Welcome = (greeted: Greeted) => Promise<Extract<PresenceToPage, { type: 'welcome' }>>

export const createWelcome =
  (store: Store): Welcome =>
  async ({ visitor, site }) => ({
    type: 'welcome',
    number: visitor.number,
    unread: await store.run(unreadOfThread, { threadId: visitor.threadId }),
    configVersion: site.config.version,
  })
