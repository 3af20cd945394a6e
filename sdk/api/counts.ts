/**
 * Showings and clicks on their way to the server (RC-16): gathered, and sent in the background when the page has time or
 * goes away. What cannot be sent waits on the device; `load` and `nr` make a repeat harmless.
 */
import { PROTOCOL, type CountedEvent, type CountsRequest } from '@foyer/sdk/protocol'
import type { Clock, Stop } from '@foyer/sdk/thread'
import type { Keep } from './keep.ts'

export interface CountsOptions {
  readonly site: CountsRequest['site']
  /** Names this loading of the page. */
  readonly load: string
  readonly clock: Clock
  readonly device: Keep
  /** Hands a body to the browser. False: it does not take it. */
  readonly beacon: (body: string) => boolean
}

export interface Counts {
  note(kind: CountedEvent['kind'], componentId: CountedEvent['componentId']): void
  /** Sends what there is. */
  flush(): void
}

/** What happens close together goes out together. */
const SEND_AFTER_MS = 3_000
/** Of a request (`LIMITS.countsPerRequest`), and of requests that wait on the device. */
const MOST_EVENTS = 100
const MOST_WAITING = 20

export function createCounts({ site, load, clock, device, beacon }: CountsOptions): Counts {
  let events: CountedEvent[] = []
  let nr = 0
  let stopWaiting: Stop | undefined

  function flush(): void {
    stopWaiting = void stopWaiting?.()
    if (!events.length) return
    const body: CountsRequest = { protocol: PROTOCOL, site, load, events }
    // One body to a line: JSON has no line breaks.
    const bodies = [...(device.get('counts')?.split('\n') ?? []), JSON.stringify(body)]
    events = []
    const waiting = bodies.filter((one) => !beacon(one))
    device.set('counts', waiting.slice(-MOST_WAITING).join('\n') || undefined)
  }

  return {
    note(kind, componentId) {
      stopWaiting ??= clock.after(SEND_AFTER_MS, flush)
      if (events.push({ kind, componentId, nr: nr++ }) === MOST_EVENTS) flush()
    },
    flush,
  }
}
