/**
 * What the SDK asks of the code that comes later. `widget/entry.ts` gives it, so that the SDK itself imports nothing
 * visible and a test can give doubles.
 */
import type {
  Author,
  ComponentId,
  Corner,
  Failure,
  Language,
  MessageId,
  PageRef,
  Part,
  ReceptionComponent,
  Result,
  ShownInvitation,
  SiteConfig,
  StartContext,
  TextOverrides,
  VisitorCredentials,
  WindowSettings,
} from '@foyer/sdk/protocol'
import type { PendingMessage, ThreadClient, TimelineItem } from '@foyer/sdk/thread'
import type { FoyerEvents } from './events.ts'
import type { Ground } from './ground.ts'
import type { Keep } from './keep.ts'

/** Where the pieces come from. Each is fetched once; one that failed is fetched again when next wanted. */
export interface FoyerParts {
  /** What is seen before the first click, with what these components need. What others need is fetched when they come. */
  loadReception(components: readonly ShownComponent[]): Promise<{ createReception(options: ReceptionOptions): Reception }>
  /** The chat window, for a box of the page; one on a corner comes by way of its reception. */
  loadWindow(): Promise<WindowPart>
  /** What few pages need, by its name. Default: they do without. */
  later?<Name extends keyof LaterParts>(name: Name): Promise<LaterParts[Name]>
  /** The thread behind it. Default: the real one. */
  loadThread?(): Promise<ThreadPart>
  /** The first that there are words for: of what the page wishes, what the site's owner has set, the page's own, the browser's. */
  chooseLanguage(wish: string, setting: Language | 'auto'): Language
}

export interface LaterParts {
  /** Keeps the components of several sites on one page apart (RC-11), until it is undone. */
  readonly neighbours: { keepApart(): () => void }
  /** Begins with invitations (IV-5), which lasts until the session ends; again is once. */
  readonly invite: { invite(ground: Ground): void }
  /** How a component looks to somebody for whom there is nothing behind it (IV-4). */
  readonly unavailable: { unavailable(component: ShownComponent, language: Language, texts: TextOverrides | undefined): ShownComponent }
}

/** A component that is to be seen: its rules allow it, and the visitor has not closed it. */
export interface ShownComponent extends ReceptionComponent {
  /** Nobody works now, and it stands there as "leave a message" (RC-9). */
  readonly isAway?: boolean
  /** What it says in the place of "leave a message": it can do nothing for this visitor (IV-4). */
  readonly says?: string
}

/** What reception shows now. */
export interface ReceptionView {
  readonly config: SiteConfig
  /** May change at any time (`setLocale`). Default: as it began. */
  readonly language?: Language
  /** Those of the config that are to be seen on this page, here and now. */
  readonly components: readonly ShownComponent[]
  readonly isHidden: boolean
  readonly isOpen: boolean
  /** The window is wanted and not yet there. */
  readonly isBusy: boolean
  /** The window did not come when it was last wanted. */
  readonly isTroubled: boolean
  readonly unread: number
}

export interface ReceptionOptions {
  readonly language: Language
  /** Where paths of pictures and pages lead (`/avatars/…`, `/go/…`). */
  readonly server: string
  /** The visitor is about to open: a pointer over it, a finger on it, the focus in it. */
  onIntent(): void
  /** A component that leads to the window was clicked. */
  onToggleRequest(componentId: ComponentId): void
  /** One that leads elsewhere was: to a messenger, a call, a card. The browser or reception itself goes there. */
  onFollowed(componentId: ComponentId): void
  /** The visitor wants it gone (RC-13). */
  onCloseRequest(componentId: ComponentId): void
  onShown(componentId: ComponentId): void
}

export interface Reception {
  /** The one shadow root, and the place in it for the window. */
  readonly root: ShadowRoot
  readonly layer: HTMLElement
  render(view: ReceptionView): void
  /** Gives the focus to a component. Returns false if it is not to be seen. */
  focus(componentId: ComponentId): boolean
  /** The chat window, and what stands in its place until it is there. */
  loadWindow(): Promise<WindowPart>
  destroy(): void
}

export interface WindowPart {
  createChatWindow(options: ChatWindowOptions): ChatWindow
}

export interface ChatWindowOptions {
  readonly root: ShadowRoot
  readonly layer: HTMLElement
  readonly thread: ThreadClient
  readonly site: SiteConfig
  readonly language: Language
  /**
   * Where it stands: in a corner of the page, above its component; in a box of the page (RC-18), which `layer` is; or as
   * all of a page of its own (RC-8). Default `'float'`.
   */
  readonly place?: 'float' | 'inline' | 'page'
  readonly corner: Corner
  readonly offset: ReceptionComponent['offset']
  /** Where paths of pictures lead. */
  readonly server: string
  /** Who the visitor is to the server, for what goes by HTTP: uploads, transcripts, the visitor's data. */
  readonly credentials: VisitorCredentials
  /** Whether files that are on their way may be kept on the device, beside what `device` keeps (CW-26). Default `false`. */
  readonly keepsFiles?: boolean
  /** What the window is told besides; asked for when it opens, and when the site's config has changed. */
  loadSettings(): Promise<WindowSettings | undefined>
  onCloseRequest(): void
  /** A notification was clicked: the window is to be open (CW-9). */
  onOpenRequest?(): void
  onOpened?(): void
  /** The visitor's data were deleted, or they want to be a stranger: another visitor begins, on all tabs (CW-15). */
  onForgetRequest(): void
  /** The chat in a window of its own (CW-1). A page of its own (`place`) has no use for it. */
  readonly popup?: Popup
  /** What the page hears of as events (CW-23). */
  emit?<Name extends 'survey:shown' | 'survey:submitted' | 'menu:selected'>(name: Name, payload: FoyerEvents[Name]): void
  /** What was refused that the visitor began outside of the window: said at the end of the thread, until they write. */
  refused?(): Failure | undefined
  /** What a conversation begins with that the visitor starts there. Default: the thread's own. */
  startContext?(): StartContext | undefined
  /** Takes out of a thread, or changes in it, what the page's hooks do not let through (CW-28). */
  censor?: Censor
  /** Whether the last `unread` messages to the visitor are such as nobody sees for that: then nobody waits for them. */
  keepsBack?(items: readonly TimelineItem[], unread: number): boolean
  /** Small facts of this site on the device: the draft, sounds, the window's size. */
  readonly device: Keep
}

/** A window that the page of the server's fills once it knows who the visitor is. */
export interface Popup {
  /** Where it is: a page of the server's. */
  address(): string
  /** Of the visitor. Handed to that page alone. */
  token(): string
  /** The page is left, or Foyer ends: a popup that is loaded anew is then answered no more. */
  readonly signal: AbortSignal
  /** It is there: this one closes. */
  onOpened(): void
}

/** What is to be seen of the items of a thread. */
export type Censor = (items: readonly TimelineItem[]) => readonly TimelineItem[]

/** A message as a page's hook sees it. */
export interface ShownMessage {
  readonly id: MessageId
  readonly from: Author
  readonly parts: readonly Part[]
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface ChatWindow {
  open(options?: { focus?: boolean }): void
  close(): void
  readonly isOpen: boolean
  /** The settings or the language have changed: theme, names and words follow at once (CW-3), and what is written stays. */
  update(site: SiteConfig, language?: Language): void
  destroy(): void
}

/** An invitation as it is to be seen. */
export interface InvitationView extends Pick<ReceptionView, 'config' | 'language'> {
  readonly invitation: ShownInvitation
  readonly isMobile: boolean
}

export interface InvitationRequests {
  /** @param from what had the focus before the invitation had it */
  onAccept(from?: Element): void
  onDecline(): void
  /** For later, or by itself after its seconds. */
  onClose(): void
}

/** The place of invitations on the page: one at a time stands there. */
export interface InvitationStand {
  show(view: InvitationView): void
  hide(): void
  destroy(): void
}

export interface ThreadPart {
  createThread(options: ThreadOptions): ThreadClient
  /** Refuses kindly and early what the server would refuse. */
  checkParts(parts: readonly Part[]): Result<readonly Part[]>
  /** Takes away what the threads of a site have kept on this device. */
  clearDevice(site: string): Promise<void>
}

export interface ThreadOptions {
  readonly server: string
  readonly credentials: VisitorCredentials
  readonly page: () => PageRef
  /** The context of a conversation that a message may start, if its sender gives none. */
  readonly start: () => StartContext
  /**
   * Names what tabs share besides the visitor's key. Absent: this tab shares nothing, and what waits to go out is kept in
   * `device` (CW-26).
   */
  readonly group?: string | undefined
  readonly device: Keep
  /** What another thread of this visitor had not sent. */
  readonly pending: readonly PendingMessage[]
}
