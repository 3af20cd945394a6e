/**
 * Reception components: what there is (RC-1, RC-4), and what a page is told of its own. What the console edits is in
 * `console-api.ts`; who receives is the server's business and never on a page.
 */
import type { ComponentId } from './ids.ts'
import type { Language } from './site.ts'

/** What a component starts (RC-1). `messenger` leads to another app, by way of the transit page (RC-12). */
export const KINDS = ['web-chat', 'messenger', 'phone', 'follow', 'group', 'member'] as const
export type ComponentKind = (typeof KINDS)[number]

/** Where a component stands (RC-1). */
export const PLACEMENTS = ['web-page', 'mobile-page', 'article', 'link'] as const
export type Placement = (typeof PLACEMENTS)[number]

/** The pairs that RC-1 supports. */
export const KINDS_AT: Readonly<Record<Placement, readonly ComponentKind[]>> = {
  'web-page': ['web-chat', 'messenger', 'group'],
  'mobile-page': KINDS,
  'article': ['web-chat', 'messenger', 'phone', 'group', 'member'],
  'link': ['web-chat', 'messenger', 'group'],
}

/**
 * Ways to look (RC-4 to RC-6). `image` is the owner's own picture, `custom-dom` elements that the page has already.
 * `article-picture` is a picture with a code for articles that run no script, `link` an address with its QR code: those
 * two are on no page of a site.
 */
export const STYLES = [
  'round-button',
  'horizontal-button',
  'side-tab',
  'card',
  'bottom-bar',
  'action-bar',
  'article-bar',
  'image',
  'custom-dom',
  'article-picture',
  'link',
] as const
export type ComponentStyle = (typeof STYLES)[number]

export const STYLES_AT: Readonly<Record<Placement, readonly ComponentStyle[]>> = {
  'web-page': ['round-button', 'horizontal-button', 'side-tab', 'card', 'bottom-bar', 'image', 'custom-dom'],
  'mobile-page': ['round-button', 'action-bar', 'card', 'image', 'custom-dom'],
  'article': ['article-bar', 'card', 'article-picture'],
  'link': ['link'],
}

/** Where on the page: corners and edges, by the direction of reading. */
export const POSITIONS = ['top-start', 'top', 'top-end', 'start', 'end', 'bottom-start', 'bottom', 'bottom-end'] as const
export type Position = (typeof POSITIONS)[number]

/** Which positions a style can take; the first is its default. Styles that are not listed take all. */
export const POSITIONS_OF: Readonly<Partial<Record<ComponentStyle, readonly Position[]>>> = {
  'side-tab': ['end', 'start'],
  'bottom-bar': ['bottom'],
  'action-bar': ['bottom'],
  'article-bar': ['bottom'],
}

/** Pictures that every server brings along, at `/avatars/{name}.svg` (RC-3). */
export const BUILT_IN_AVATARS = ['bell', 'bloom', 'compass', 'cup', 'door', 'harbour', 'leaf', 'sun'] as const

/** How long a component that a visitor has closed stays closed: this visit, so many days, or for good (RC-13). */
export type ClosedFor = 'visit' | 'ever' | { readonly days: number }

/** Where and to whom a component shows (RC-9). What is absent sets no limit. Judged in the visitor's browser. */
export interface ShowRules {
  /** {@link import('./patterns.ts').isPattern | Patterns} of addresses; one of them must fit. */
  readonly include?: readonly string[]
  /** None of them may fit. */
  readonly exclude?: readonly string[]
  readonly device?: 'desktop' | 'mobile'
  /** Primary language tags of the visitor's browser, `en`, `zh`, `pt`. */
  readonly languages?: readonly string[]
  /** Outside working hours: not at all, or as "leave a message". */
  readonly outsideHours?: 'hide' | 'leave-message'
  readonly visitors?: 'first-time' | 'returning'
}

/** The owner's own picture (RC-5). Paths are the server's. */
export interface ComponentImage {
  readonly src: string
  readonly hover?: string
  readonly mobile?: string
  /** Alternative text (WCAG 1.1.1). */
  readonly alt: string
  /** Of `src`, in CSS pixels: the box is there before the picture is. */
  readonly width: number
  readonly height: number
}

/** What `follow`, `group` and `member` show when they are clicked: a card with a QR code and a button (RC-1). */
export interface ContactCard {
  readonly title: string
  readonly text?: string
  /** Where the button leads. */
  readonly address: string
  /** Path of the picture with the code: the owner's own, or one made of the address. */
  readonly code: string
}

/** A reception component as a page needs it. Paths (`/…`) are the server's. */
export interface ReceptionComponent {
  readonly id: ComponentId
  readonly kind: ComponentKind
  readonly style: Exclude<ComponentStyle, 'article-picture'>
  readonly position: Position
  /** Distance from the edges, in CSS pixels. */
  readonly offset: { readonly inline: number; readonly block: number }
  /** What a screen reader says and a pointer sees. */
  readonly shownName: string
  readonly greeting?: string
  /** Path of a picture. */
  readonly avatar?: string
  /** `#rrggbb`. Default: the site's. */
  readonly accent?: string
  /** Of its own words. Default: the page's. */
  readonly language?: Language
  readonly image?: ComponentImage
  /** Elements of the page that start the reception (RC-6). */
  readonly selectors?: readonly string[]
  /** For `phone`, and for the second action of an `action-bar`. */
  readonly phone?: string
  readonly card?: ContactCard
  /** Names its own page: `/c/{slug}` the chat (RC-8), `/go/{slug}` the transit page (RC-12). */
  readonly slug: string
  /** Present if it can be closed. */
  readonly closedFor?: ClosedFor
  readonly show?: ShowRules
}
