/** The real thread for the SDK: the visitor's client with the browser's own ports, as far as consent allows them. */
import { browserPorts, checkParts, createThreadClient, parseOutbox } from '../thread/index.ts'
import type { Storage, ThreadPorts } from '../thread/index.ts'
import type { Keep } from './keep.ts'
import type { ThreadOptions, ThreadPart } from './ports.ts'

export { checkParts }

export const clearDevice = async (site: string): Promise<void> => (await import('../thread/clear-device.ts')).clearDevice(site)

/** Under which an outbox lies in a {@link Keep}. */
const OUTBOX = 'outbox'

export function createThread({ server, credentials: { site, token }, page, start, group, device, pending }: ThreadOptions): ReturnType<ThreadPart['createThread']> {
  const ports = browserPorts({ server, site, token, page })
  // What a tab has kept for itself before it was allowed more.
  const before = group === undefined ? [] : parseOutbox(read(device))
  if (before.length > 0) device.set(OUTBOX)
  return createThreadClient({ site, token, start, ports: group === undefined ? alone(ports, device) : together(ports, group), pending: [...before, ...pending] })
}

/** Nothing is shared with other tabs, and what is kept is kept as other facts are (CW-26). */
const alone = ({ locks: _locks, channel: _channel, ...ports }: ThreadPorts, device: Keep): ThreadPorts => ({ ...ports, storage: inKeep(device) })

/** Tabs find each other by the group too: after a change of the thread they must not tell one another of the old one. */
const together = ({ locks, channel, ...ports }: ThreadPorts, group: string): ThreadPorts => ({
  ...ports,
  ...(locks && { locks: { request: (name, options, hold) => locks.request(name + group, options, hold) } }),
  ...(channel && { channel: (name) => channel(name + group) }),
})

function read(device: Keep): unknown {
  try {
    return JSON.parse(device.get(OUTBOX) ?? 'null')
  } catch {
    return null
  }
}

/** There is one outbox to a tab, whatever it is called. */
const inKeep = (device: Keep): Storage => ({
  get: async () => read(device),
  async update(_key, change) {
    const kept = change(read(device))
    device.set(OUTBOX, Array.isArray(kept) && kept.length > 0 ? JSON.stringify(kept) : undefined)
  },
})
