/**
 * The visits of everybody who is on the pages of this server (IV-1 to IV-3): who is there (`stays.ts`), who is told of it
 * (`telling.ts`), and that it is kept (`keeping.ts`). Each server owns its own visitors; what others have to know of them
 * goes to all servers, for whoever has them on their pages.
 */
import type { LivePage, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { PresenceHub } from '../presence/hub.ts'
import { createKeeping } from './keeping.ts'
import type { Keeping } from './keeping.ts'
import { createStays } from './stays.ts'
import type { Stays, StaysPorts, TalkMoved } from './stays.ts'
import { createTelling } from './telling.ts'
import type { Telling, TellingPorts } from './telling.ts'

export interface VisitsPorts extends Omit<StaysPorts, 'touched' | 'seen'>, Omit<TellingPorts, 'stays'> {
  readonly hub: Pick<PresenceHub, 'on'>
}

export interface Visits extends Pick<Stays, 'factsFor' | 'forget'>, Pick<Telling, 'watch' | 'more' | 'sweep' | 'hear' | 'keepOnly' | 'missedSomething'>, Pick<Keeping, 'kept'> {
  /** An invitation is on a visitor's pages, wherever they are, or was answered. `undefined`: nothing more is to be said of it. */
  setInvite: Stays['setInvite']
  /** The open conversation of a thread has moved, or ended. */
  talkMoved(workspaceId: WorkspaceId, threadId: ThreadId, talk: TalkMoved): void
  /** What is known of a visitor by name is another now, or whether they are blocked. */
  cardChanged(visitorId: VisitorId): void
  /** Keeps what is not kept yet. */
  close(): Promise<void>
}

export function createVisits(ports: VisitsPorts): Visits {
  const { bus, places: { placesBy } } = ports
  const stays = createStays({ ...ports, touched: ({ workspaceId, id }) => telling.touch(workspaceId, id), seen: (stay) => keeping.add(stay) })
  const telling = createTelling({ ...ports, stays })
  const keeping = createKeeping({ ...ports, stays })
  ports.hub.on(stays.hear)
  const credited = (page: LivePage): LivePage => ({ ...page, ...(placesBy && { placesBy }) })

  return {
    watch: (workspaceId) => credited(telling.watch(workspaceId)),
    more: (workspaceId, after) => credited(telling.more(workspaceId, after)),
    factsFor: stays.factsFor,
    keepOnly: telling.keepOnly,
    missedSomething: telling.missedSomething,
    kept: keeping.kept,
    setInvite(visitorId, invite) {
      stays.setInvite(visitorId, invite)
      bus?.publish({ kind: 'visitor-invite', visitorId, ...(invite && { invite }) })
    },
    talkMoved(workspaceId, threadId, talk) {
      stays.talkMoved(threadId, talk)
      bus?.publish({ kind: 'visitor-talk', workspaceId, threadId, talk })
    },
    cardChanged(visitorId) {
      stays.cardChanged(visitorId)
      bus?.publish({ kind: 'visitor-card', visitorId })
    },
    forget(visitorId) {
      stays.forget(visitorId)
      bus?.publish({ kind: 'visitor-erased', visitorId })
    },
    sweep(now) {
      stays.sweep(now)
      keeping.sweep(now)
      telling.sweep(now)
    },
    hear(message, from) {
      if (message.kind === 'visitor-talk') stays.talkMoved(message.threadId, message.talk)
      if (message.kind === 'visitor-invite') stays.setInvite(message.visitorId, message.invite)
      if (message.kind === 'visitor-card') stays.cardChanged(message.visitorId)
      if (message.kind === 'visitor-erased') stays.forget(message.visitorId)
      telling.hear(message, from)
    },
    async close() {
      await stays.answered()
      await keeping.close()
    },
  }
}
