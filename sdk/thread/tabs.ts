/**
 * One leader among the tabs of a browser, and a line between them (CW-10).
 *
 * Web Locks choose: whoever holds the lock leads, and a tab that goes away, or crashes, loses it by itself. A leader that
 * does not answer (phones stop background tabs without ending them) can be deposed by {@link Tabs.takeOver}. Where locks
 * or channels are missing or denied, each tab leads itself and hears nobody.
 *
 * It knows nothing of what the tabs say to each other; the thread uses it, and so does the page's presence.
 */
import type { Stop, TabChannel, TabLocks } from './types.ts'

export interface TabsOptions {
  /** Names the lock and the channel. Tabs of the same name in the same origin belong together. */
  readonly name: string
  readonly locks?: TabLocks | undefined
  readonly channel?: ((name: string) => TabChannel) | undefined
}

export interface Tabs {
  readonly isLeader: boolean
  /** Calls with every change. Nobody leads before the first call, which never comes at once. */
  onLeader(listener: (isLeader: boolean) => void): Stop
  /** Says something to all other tabs. What cannot be said is lost. */
  post(message: unknown): void
  on(listener: (message: unknown) => void): Stop
  /** Takes the lock from a leader that does not answer. */
  takeOver(): void
  /** Gives the lead back and queues for it again. */
  stepDown(): void
  /** Leaves. The next in the queue leads. */
  destroy(): void
}

export function createTabs({ name, locks, channel }: TabsOptions): Tabs {
  const leaderListeners = new Set<(isLeader: boolean) => void>()
  const listeners = new Set<(message: unknown) => void>()
  let isLeader = false
  let isOver = false
  /** Ends the present wait for the lock, or the hold of it. */
  let leave: Stop = () => undefined

  let line = locks && openChannel(channel, name)
  line?.addEventListener('message', ({ data }) => {
    if (!isOver) for (const listener of listeners) listener(data)
  })
  if (line && locks) queue(locks, false)
  else queueMicrotask(leadAlone)

  function setLeader(is: boolean): void {
    if (isLeader === is || isOver) return
    isLeader = is
    for (const listener of leaderListeners) listener(is)
  }

  function leadAlone(): void {
    line?.close()
    line = undefined
    setLeader(true)
  }

  function queue(locks: TabLocks, steal: boolean): void {
    const waiting = new AbortController()
    let release: Stop | undefined
    let isCurrent = true
    leave = () => {
      isCurrent = false
      release?.()
      waiting.abort()
    }
    const hold = (): Promise<void> =>
      new Promise((resolve) => {
        if (!isCurrent) return resolve()
        release = resolve
        setLeader(true)
      })
    // Access itself may throw where storage is denied.
    const held = async () => locks.request(name, steal ? { steal } : { signal: waiting.signal }, hold)
    held().catch(() => {
      if (!isCurrent) return
      if (!release) return leadAlone()
      // Another tab has taken the lock over.
      setLeader(false)
      queue(locks, false)
    })
  }

  function queueAnew(steal: boolean): void {
    if (!line || !locks || isOver) return
    leave()
    queue(locks, steal)
  }

  return {
    get isLeader() {
      return isLeader
    },
    onLeader: (listener) => subscribe(leaderListeners, listener),
    on: (listener) => subscribe(listeners, listener),
    post(message) {
      try {
        line?.postMessage(message)
      } catch {
        // The channel was closed under us; the lock follows it.
      }
    },
    takeOver() {
      if (!isLeader) queueAnew(true)
    },
    stepDown() {
      if (!isLeader) return
      setLeader(false)
      queueAnew(false)
    },
    destroy() {
      isOver = true
      isLeader = false
      leave()
      line?.close()
    },
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Stop {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function openChannel(channel: TabsOptions['channel'], name: string): TabChannel | undefined {
  try {
    return channel?.(name)
  } catch {
    return undefined
  }
}
