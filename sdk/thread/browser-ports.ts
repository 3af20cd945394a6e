/** The thread's ports as a browser has them. Access itself may throw, where storage is denied or the page is sandboxed. */
import { PROTOCOL, VISITOR_NAMESPACE } from '@foyer/sdk/protocol'
import type { PageRef, SiteKey, VisitorAuth } from '@foyer/sdk/protocol'
import type { ThreadPorts } from './client.ts'
import { socketIoLine } from './connect.ts'
import { deviceStorage } from './device-storage.ts'
import type { LinkPorts } from './link.ts'
import { createIds } from './new-id.ts'
import type { Clock, PageSignals, TabChannel, TabLocks } from './types.ts'

export interface BrowserPortsOptions {
  /** Origin of the server, `https://foyer.example`. */
  readonly server: string
  readonly site: SiteKey
  readonly token: string
  /** The page that the visitor is on when the line opens. */
  readonly page?: () => PageRef | undefined
}

/** What `createThreadClient` needs, for a visitor of this browser. */
export function browserPorts({ server, site, token, page }: BrowserPortsOptions): ThreadPorts {
  const auth = (): VisitorAuth => {
    const now = page?.()
    return { protocol: PROTOCOL, site, token, ...(now && { page: now }) }
  }
  return {
    ...deviceLinkPorts(),
    ...deviceTabs(),
    newId: deviceIds(),
    storage: deviceStorage(),
    openLine: socketIoLine({ server, namespace: VISITOR_NAMESPACE, auth }),
  }
}

/** What `createLink` needs. */
export const deviceLinkPorts = (): LinkPorts => ({ clock: deviceClock, random: Math.random, signals: deviceSignals })

/** What `createTabs` needs; what this browser does not give is missing. */
export function deviceTabs(): { readonly locks?: TabLocks; readonly channel?: (name: string) => TabChannel } {
  try {
    const { locks } = navigator
    return {
      // Only secure pages have locks.
      ...(locks && { locks: { request: (name, options, hold) => locks.request(name, options, hold) } satisfies TabLocks }),
      ...(typeof BroadcastChannel === 'function' && { channel: (name: string) => new BroadcastChannel(name) }),
    }
  } catch {
    return {}
  }
}

export const deviceIds = (): ThreadPorts['newId'] => createIds(Date.now, (count) => crypto.getRandomValues(new Uint8Array(count)))

export const deviceClock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export const deviceSignals: PageSignals = {
  isOnline: () => navigator.onLine,
  onAwake(run) {
    const visible = (): void => {
      if (document.visibilityState === 'visible') run()
    }
    addEventListener('online', run)
    document.addEventListener('visibilitychange', visible)
    return () => {
      removeEventListener('online', run)
      document.removeEventListener('visibilitychange', visible)
    }
  },
}

/** Minutes that the device is ahead of UTC at a time, for `createTimeline`. */
export const deviceOffsetAt = (at: number): number => -new Date(at).getTimezoneOffset()
