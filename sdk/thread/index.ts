/** The thread of a visitor: log, timeline, outbox, tabs, connection. */
export { GROUP_MS } from './types.ts'
export type * from './types.ts'
