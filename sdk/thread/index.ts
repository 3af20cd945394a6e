/** The thread of a visitor: log, timeline, outbox, tabs, connection. */
export { createThreadClient } from './client.ts'
export type { BrowserPortsOptions, ThreadClientOptions, ThreadPorts } from './client.ts'
export { GROUP_MS } from './types.ts'
export type * from './types.ts'
