/** Invitations (IV-5 to IV-10), as pages need them. What the console edits is in `visitors-api.ts`. */
import type { AgentFace } from './conversation.ts'
import type { SourceKind } from './visits.ts'

/** To whom an automatic invitation shows (IV-5). What is absent sets no limit; all that is there must hold. Judged in the visitor's browser. */
export interface InvitationConditions {
  /** Since the visit began, and since the page was shown. */
  readonly secondsOnSite?: number
  readonly secondsOnPage?: number
  /** Pages of this visit, and visits with this one: at least so many. */
  readonly pages?: number
  readonly visits?: number
  /** {@link import('./patterns.ts').isPattern | Patterns} of addresses: one must fit, and none. */
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  /** One of these kinds, or a host, an engine or a campaign by its name, in lower case. */
  readonly sources?: readonly (SourceKind | string)[]
  readonly device?: 'desktop' | 'mobile'
  /** Primary language tags of the visitor's browser. */
  readonly languages?: readonly string[]
  /** Countries by code, regions and cities by name, in lower case. */
  readonly regions?: readonly string[]
  /** Percent of the page's height that has been seen, 1 to 100. */
  readonly scrolled?: number
  /** The pointer leaves the page towards the top, or the page is hidden and shown again. */
  readonly isLeaving?: true
  /** The page has told of it by `Foyer.track`, since it was loaded. */
  readonly event?: string
}

/** What follows when it was declined (IV-5). */
export type AfterRefusal = { readonly kind: 'visit' } | { readonly kind: 'again'; readonly minutes: number; readonly times: number } | { readonly kind: 'ever' }

/** An automatic invitation on a page. How it looks is asked for when it is to be shown. In order of priority. */
export interface SiteInvitation {
  readonly id: string
  readonly conditions: InvitationConditions
  readonly afterRefusal: AfterRefusal
}

/** What a page is told of the visit in its welcome, where invitations of the site ask for it. */
export interface VisitFacts {
  /** How long the visit goes on already, in milliseconds. */
  readonly forMs: number
  readonly pages: number
  readonly visits: number
  /** Its kind, and by which names it goes, in lower case. */
  readonly source: readonly string[]
  /** Country, region and city, in lower case. */
  readonly regions: readonly string[]
}
export const INVITATION_POSITIONS = ['centre', 'top-start', 'top-end', 'bottom-start', 'bottom-end', 'bottom-sheet'] as const
export type InvitationPosition = (typeof INVITATION_POSITIONS)[number]

export const INVITATION_BUTTONS = ['chat', 'messenger', 'phone', 'later'] as const
export type InvitationButton = (typeof INVITATION_BUTTONS)[number]

/** How an invitation looks on one kind of device (IV-9). */
export interface InvitationLook {
  /** At most 20 units, 100 units. Placeholders: `{visitor}`, `{page}`, `{agent}`, `{place}`, `{company}`. */
  readonly title: string
  readonly text: string
  /** Path of a picture on the server. */
  readonly picture?: string
  /** `#rrggbb`. Default: the site's. */
  readonly accent?: string
  readonly position: InvitationPosition
  /** `chat` is always one of them. */
  readonly buttons: readonly InvitationButton[]
  /** Closes by itself; 3 to 600. Absent: never. */
  readonly closesAfterSeconds?: number
}
export const INVITATION_BOUNDS = { titleUnits: 20, textUnits: 100, closesAfterSeconds: { least: 3, most: 600 }, variants: 4, invitations: 20 } as const

/** An invitation with everything filled in, as a visitor sees it. */
export interface ShownInvitation {
  /** Names this showing: of an automatic one with its variant, of a manual one the agent's. */
  readonly id: string
  /** Which of those of the site it is. Absent: an agent invites. */
  readonly invitationId?: string
  readonly desktop: InvitationLook
  readonly mobile: InvitationLook
  /** Who receives, where that is one agent. */
  readonly agent?: AgentFace
  /** For the buttons: an address of the server (`/go/…`), and a number. */
  readonly messenger?: string
  readonly phone?: string
}

/** An answer to a page that is about to show an invitation: with it, or why not now. `againAfterMs` absent: not on this page any more. */
export type InvitationOffer = { readonly isShown: true; readonly invitation: ShownInvitation } | { readonly isShown: false; readonly againAfterMs?: number }

export const INVITATION_PATHS = {
  /** POST `{ …credentials, invitationId }` → `Result<InvitationOffer>`. Counts it as shown. */
  offer: '/v1/invitations/offer',
  /** POST, also by beacon, `{ …credentials, id, answer }` → `Result<null>` */
  answer: '/v1/invitations/answer',
} as const
/** Accepting goes by `conversation:begin`. `closed`: by itself, after its seconds. */
export type InvitationAnswer = 'declined' | 'closed'

/** Not within so long of a page change (IV-6), and a manual one counts as unanswered after so long (IV-7). */
export const CALM_MS = 10_000
export const INVITE_HOLDS_MS = 60_000
