/** The real browser behind the ports: the only file of `sdk/api` and `sdk/presence` that reaches for its globals. */
import type { Clock, Stop, TabChannel, TabLocks } from '@foyer/sdk/thread'
import { TOKEN_LENGTH, createToken } from './visitor-token.ts'
import type { Socket } from '../presence/presence.ts'

export const clock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

const WITHOUT_IDLE_MS = 200

/** Runs when the page has nothing better to do, and after `limitMs` in any case, so that a busy page does not starve it. */
export function whenIdle(limitMs: number, run: () => void): Stop {
  // Safari has no idle callbacks; a short wait lets the page's own first work go ahead.
  if (!window.requestIdleCallback) return clock.after(WITHOUT_IDLE_MS, run)
  const idle = requestIdleCallback(run, { timeout: limitMs })
  return () => cancelIdleCallback(idle)
}

export const openSocket = (url: string): Socket => new WebSocket(url) as Socket

export const newToken = (): string => createToken(crypto.getRandomValues(new Uint8Array(TOKEN_LENGTH)))

/** Only secure pages have locks. */
export const tabLocks = (): TabLocks | undefined => navigator.locks
export const openChannel = (name: string): TabChannel => new BroadcastChannel(name)
