/** The real thread for the SDK: the visitor's client with the browser's own ports. */
import { browserPorts, checkParts, clearDevice, createThreadClient } from '../thread/index.ts'
import type { ThreadOptions, ThreadPart } from './ports.ts'

export { checkParts, clearDevice }

export function createThread({ server, credentials: { site, token }, page, start }: ThreadOptions): ReturnType<ThreadPart['createThread']> {
  return createThreadClient({ site, token, start, ports: browserPorts({ server, site, token, page }) })
}
