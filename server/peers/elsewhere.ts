/**
 * Visitors on the pages of other servers: the hub of each server knows its own lines alone, and tells the others who came,
 * moved and left. A visitor with pages at two servers is here as long as one of them says so.
 */
import type { PageRef, VisitorId } from '@foyer/sdk/protocol'
import type { PresenceHub } from '../presence/hub.ts'
import type { Bus, PeerMessage, VisitorElsewhere } from './messages.ts'

export interface SharedHub extends PresenceHub {
  /** Tells the others who is on the pages here: one of them knows nobody yet, or all had taken this server for dead. */
  sayWhoIsHere(): void
  hear(message: PeerMessage, from: string, now: number): void
  /** Only these servers are left. Answers who is on nobody's pages any more. */
  keepOnly(servers: readonly string[]): readonly VisitorElsewhere[]
}

export function shareHub(hub: PresenceHub, bus: Bus): SharedHub {
  const byServer = new Map<string, Map<VisitorId, VisitorElsewhere>>()
  const find = (id: VisitorId): VisitorElsewhere | undefined => {
    for (const visitors of byServer.values()) {
      const found = visitors.get(id)
      if (found) return found
    }
    return undefined
  }
  const shown = (id: VisitorId, { workspaceId }: Pick<VisitorElsewhere, 'workspaceId'>, page: PageRef | undefined): VisitorElsewhere => ({ id, workspaceId, ...(page && { page }) })

  hub.on((event) => {
    const { visitor } = event
    if (event.type === 'visitor-left') bus.publish({ kind: 'absent', visitorId: visitor.id })
    else bus.publish({ kind: 'present', visitors: [shown(visitor.id, visitor, event.page)] })
  })

  const sayWhoIsHere = () => {
    const visitors = hub.presentVisitors().map(({ visitor, page }) => shown(visitor.id, visitor, page))
    if (visitors.length > 0) bus.publish({ kind: 'present', visitors })
  }

  return {
    ...hub,
    sayWhoIsHere,
    get size() {
      return hub.size
    },
    isPresent: (id) => hub.isPresent(id) || find(id) !== undefined,
    pageOf: (id) => hub.pageOf(id) ?? find(id)?.page,
    notifyUnread(visitorId, unread) {
      bus.publish({ kind: 'unread', visitorId, unread })
      hub.notifyUnread(visitorId, unread)
    },
    leave(visitorId, now) {
      bus.publish({ kind: 'left', visitorId })
      hub.leave(visitorId, now)
    },
    forget(visitorId) {
      bus.publish({ kind: 'forget', visitorId })
      hub.forget(visitorId)
    },

    hear(message, from, now) {
      if (message.kind === 'unread') hub.notifyUnread(message.visitorId, message.unread)
      if (message.kind === 'left') hub.leave(message.visitorId, now)
      if (message.kind === 'forget') hub.forget(message.visitorId)
      if (message.kind === 'absent') byServer.get(from)?.delete(message.visitorId)
      if (message.kind === 'who-is-there') sayWhoIsHere()
      if (message.kind === 'present') {
        const known = byServer.get(from) ?? new Map<VisitorId, VisitorElsewhere>()
        byServer.set(from, known)
        for (const visitor of message.visitors) known.set(visitor.id, visitor)
      }
    },
    keepOnly(servers) {
      const lost = [...byServer].filter(([server]) => !servers.includes(server))
      for (const [server] of lost) byServer.delete(server)
      return lost.flatMap(([, visitors]) => [...visitors.values()]).filter(({ id }) => !hub.isPresent(id) && find(id) === undefined)
    },
  }
}
