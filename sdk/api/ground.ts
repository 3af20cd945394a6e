import type { ComponentId, Consent, CountedEvent, Language, PageRef, SiteConfig, VisitorCredentials } from '@foyer/sdk/protocol'
import type { Clock, Stop } from '@foyer/sdk/thread'
import type { Happenings } from './events.ts'
import type { Hooks } from './hooks.ts'
import type { MovableKeep } from './keep.ts'
import type { FoyerParts, Reception, ReceptionView, ThreadPart } from './ports.ts'
import type { PresenceNews } from '../presence/presence.ts'
import type { Talk } from './talk.ts'
import type { Visit } from './visit.ts'

/**
 * What the visitor's consent makes of sharing and reports (CW-26); of storage it is in `device` and `tab`. As it stands everything is allowed; `consent.ts` changes
 * it, before anything is kept or told.
 */
export interface Terms {
  /** This tab is a visitor of its own: it shares no lock and no channel with others. */
  isAlone?: boolean
  /** Takes out of a page what is not to be told of it. */
  blur?: ((page: PageRef) => PageRef) | undefined
  /** While there is one nothing is reported. The visitor has done something: calls it, and is reported from now on. */
  speak?: (() => void) | undefined
  /** What the visitor has said on this page. */
  said?: Consent | undefined
}

/** What the session gives to the parts of the SDK that come later. It has the life and decides; they do. */
export interface Ground {
  readonly parts: FoyerParts
  readonly server: string
  /** The same object throughout; its token is there once the settings are, or the visitor was here before. */
  readonly credentials: VisitorCredentials
  readonly terms: Terms
  /** Functions of the page that change messages (CW-28). */
  hooks?: Hooks | undefined
  /** Facts that stay on the device, and those that go with the tab, as far as consent allows. */
  readonly device: MovableKeep
  readonly tab: MovableKeep
  /** The storage key of a name in them. */
  readonly keyOf: (name: string) => string
  readonly clock: Clock
  /** The session is over. */
  readonly signal: AbortSignal
  /** The visitor has a key from before this page. */
  isKnown: boolean
  /** What presence has brought last. */
  news?: PresenceNews
  /** Names of events that the page has told of since it was loaded (`Foyer.track`). */
  tracked?: Set<string>
  /** The visit that this page belongs to. */
  visit(): Visit
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
  /** Opens the line of presence, or opens it anew, if anything may be told. */
  bePresent(): void
  /** Takes up the visitor's key, or makes one. It may open another thread now: what has come of that is void. */
  renew(): void
  /** Draws again; with these from now on, in place of what settings and page say, until the settings change. */
  render(config?: SiteConfig, language?: Language): void
  /** The page that the visitor is said to be on until the address changes. Default: that address. */
  tell(address?: string): void
  /** Ends with this visitor, doing the given with what is on the device (nothing, if another tab has), and begins with another. */
  restart(leave?: (ground: Ground) => Promise<void>): unknown
  /** The visitor is about to open: fetches what that will need. */
  prepare(): void
  /** What is unread may have changed. */
  onChange(): void
  /** Tells what is to be seen: now, if it is known, and after each change. */
  follow(listener: (view: ReceptionView) => void): Stop
  /** A component was seen, or clicked to begin something. */
  note(kind: CountedEvent['kind'], componentId: ComponentId): void
  emit<Name extends keyof Happenings>(name: Name, payload: Happenings[Name]): void
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
