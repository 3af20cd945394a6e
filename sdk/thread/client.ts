/** The thread of a visitor. */
import type { MessageId, PageRef, SiteKey } from '@foyer/sdk/protocol'
import type { Clock, OpenLine, PageSignals, Storage, TabChannel, TabLocks, ThreadClient } from './types.ts'

/** What the thread asks of the world; `browserPorts` gives the real ones. What is optional may be missing in a browser. */
export interface ThreadPorts {
  readonly clock: Clock
  /** Uniform in [0, 1). Only for waiting times. */
  readonly random: () => number
  readonly newId: () => MessageId
  readonly openLine: OpenLine
  readonly signals: PageSignals
  readonly storage?: Storage | undefined
  readonly locks?: TabLocks | undefined
  readonly channel?: ((name: string) => TabChannel) | undefined
}

export interface ThreadClientOptions {
  readonly site: SiteKey
  /** The visitor's token. Its beginning names what tabs share, so that two visitors of one browser share nothing. */
  readonly token: string
  readonly ports: ThreadPorts
}

export interface BrowserPortsOptions {
  /** Origin of the server, `https://foyer.example`. */
  readonly server: string
  readonly site: SiteKey
  readonly token: string
  /** The page that the visitor is on when the line opens. */
  readonly page?: () => PageRef | undefined
}

/** Opens the thread and keeps it live until `destroy()`. */
export function createThreadClient(_options: ThreadClientOptions): ThreadClient {
  throw new Error('Being written.')
}
