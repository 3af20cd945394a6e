import type { Stop, TabLocks } from '@foyer/sdk/thread'

/**
 * Waits for this tab's turn to lead, and leads until it leaves; then the next in the line does. A tab that crashes leaves
 * by itself. Without locks each tab leads. A thread's tabs do more (see `thread/tabs.ts`) and weigh more; this is paid
 * for on every page view.
 */
export function lineUpToLead(name: string, locks: TabLocks | undefined, lead: () => void): Stop {
  const stay = new AbortController()
  const { signal } = stay
  const leadNow = async () => {
    if (signal.aborted) return
    lead()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  // Access itself may throw, where storage is denied.
  const turn = async () => (locks ? locks.request(name, { signal }, leadNow) : leadNow())
  turn().catch(leadNow)
  return () => stay.abort()
}
