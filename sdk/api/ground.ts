import type { ComponentId, CountedEvent, Language, PageRef, SiteConfig, VisitorCredentials } from '@foyer/sdk/protocol'
import type { Clock, Stop } from '@foyer/sdk/thread'
import type { FoyerEventName, FoyerEvents } from './events.ts'
import type { Keep } from './keep.ts'
import type { FoyerParts, Reception, ReceptionView, ThreadPart } from './ports.ts'
import type { Talk } from './talk.ts'

/** What the session gives to the parts of the SDK that come later. It has the life and decides; they do. */
export interface Ground {
  readonly parts: FoyerParts
  readonly server: string
  readonly credentials: VisitorCredentials
  /** Facts that stay on the device, and those that go with the tab. */
  readonly device: Keep
  readonly tab: Keep
  /** The storage key of a name in them. */
  readonly keyOf: (name: string) => string
  readonly clock: Clock
  /** The session is over. */
  readonly signal: AbortSignal
  /** The visitor has a key from before this page. */
  readonly isKnown: boolean
  settings(): Promise<SiteConfig>
  reception(): Promise<Reception>
  talk(): Promise<Talk>
  /** The code of the thread. */
  loadThread(): Promise<ThreadPart>
  language(): Language
  page(): PageRef
  /** The window is to be open: the visitor may have changed their mind while it was on its way. */
  isWanted(): boolean
  open(options?: OpenOptions): Promise<void>
  close(): void
  /** Ends with this visitor, doing the given with what is on the device, and begins with another. */
  restart(leave: (ground: Ground) => Promise<void>): unknown
  /** The visitor is about to open: fetches what that will need. */
  prepare(): void
  /** What is unread may have changed. */
  onChange(): void
  /** Tells what is to be seen: now, if it is known, and after each change. */
  follow(listener: (view: ReceptionView) => void): Stop
  /** A component was seen, or clicked to begin something. */
  note(kind: CountedEvent['kind'], componentId: ComponentId): void
  emit<Name extends FoyerEventName>(name: Name, payload: FoyerEvents[Name]): void
  /** Tells the console and whoever listens for `error`. */
  report(error: unknown): void
}

export interface OpenOptions {
  /** False if nobody asked for it just now: the page keeps the focus. */
  readonly focus?: boolean
  /** The component that the visitor came by. */
  readonly componentId?: ComponentId | undefined
  /** What gets the focus back. Default: what has it now. */
  readonly from?: Element | undefined
}
