/**
 * What the SDK asks of the code that comes later. `widget/entry.ts` gives it, so that the SDK itself imports nothing
 * visible and a test can give doubles.
 */
import type {
  ComponentId,
  Corner,
  Language,
  PageRef,
  Part,
  ReceptionComponent,
  Result,
  SiteConfig,
  StartContext,
  VisitorCredentials,
} from '@foyer/sdk/protocol'
import type { ThreadClient } from '@foyer/sdk/thread'

/** Where the pieces come from. Each is fetched once; one that failed is fetched again when next wanted. */
export interface FoyerParts {
  /** What is seen before the first click. */
  loadReception(): Promise<{ createReception(options: ReceptionOptions): Reception }>
  /** The thread behind it. Default: the real one. */
  loadThread?(): Promise<ThreadPart>
  /** The first that there are words for: of what the page wishes, what the site's owner has set, the page's own, the browser's. */
  chooseLanguage(wish: string, setting: Language | 'auto'): Language
}

/** What reception shows now. */
export interface ReceptionView {
  readonly config: SiteConfig
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
  /** The visitor is about to open: a pointer over it, a finger on it, the focus in it. */
  onIntent(): void
  onToggleRequest(componentId: ComponentId): void
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
  loadWindow(): Promise<{ createChatWindow(options: ChatWindowOptions): ChatWindow }>
  destroy(): void
}

export interface ChatWindowOptions {
  readonly root: ShadowRoot
  readonly layer: HTMLElement
  readonly thread: ThreadClient
  readonly site: SiteConfig
  readonly language: Language
  readonly corner: Corner
  readonly offset: ReceptionComponent['offset']
  onCloseRequest(): void
  onOpened?(): void
  readonly storage: { loadDraft(): string; saveDraft(text: string): void }
}

export interface ChatWindow {
  open(options?: { focus?: boolean }): void
  close(): void
  readonly isOpen: boolean
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
}

/** The real thread, unless other parts were given. */
export const loadThreadPart = (parts: FoyerParts): Promise<ThreadPart> => parts.loadThread?.() ?? import('./thread-part.ts')
