/** What the maker and the frame of its live preview tell one another (RC-2): both are our own pages, of one origin. */
import type { Language, Placement, ReceptionComponent, ShownInvitation, Theme } from '@foyer/sdk/protocol'

/** What is to be seen. Sent whole with each change. */
export interface Scene {
  readonly placement: Placement
  /** Absent for what no page of a site shows. */
  readonly component?: ReceptionComponent
  /** An invitation on the page (IV-9), instead of a component, and which of its two looks. */
  readonly invitation?: { readonly invitation: ShownInvitation; readonly isMobile: boolean }
  /** Nobody works now, and the component stands there as "leave a message" (RC-9). */
  readonly isAway: boolean
  /** With the scheme that is looked at, never `system`. */
  readonly theme: Theme
  readonly siteName: string
  readonly language: Language
  /** The picture of an `article-picture`, as a `data:` address. */
  readonly picture?: string
  /** What a messenger shows of a link (RC-8). */
  readonly link?: { readonly title: string; readonly text: string; readonly address: string }
  /** The owner's own page, in place of the sample. */
  readonly page?: string
}

export type ToFrame = { readonly type: 'foyer-preview-scene'; readonly scene: Scene }

/** `opened`: a click that leads to the chat. `followed`: one that leads elsewhere. `closed`: the visitor wants it gone. */
export type PreviewAct = 'opened' | 'followed' | 'closed'

export type FromFrame = { readonly type: 'foyer-preview-ready' } | { readonly type: 'foyer-preview-act'; readonly act: PreviewAct }

/**
 * The name of the frame in which the owner's own page is shown. The loader does not start in a frame of this name, so
 * that the page's own components do not stand there a second time.
 */
export const OWN_PAGE_FRAME = 'foyer-preview'

/** Reads a message of the other side; anything else that a window may be sent is nothing. */
export function messageOf<Message extends ToFrame | FromFrame>(event: MessageEvent, { origin, source }: { origin: string; source: MessageEventSource | null }): Message | undefined {
  if (event.origin !== origin || event.source !== source) return undefined
  const data: unknown = event.data
  const isOurs = typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string' && data.type.startsWith('foyer-preview-')
  return isOurs ? (data as Message) : undefined
}
