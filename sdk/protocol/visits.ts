/**
 * Who is on the sites now, as the desk is told of it (IV-1 to IV-3): a list that each desk holds whole, so that sorting,
 * searching and filtering ask nobody. It begins with `visitors:watch`, comes in pages, and follows by differences, at most
 * two a second, the same for every desk of a workspace.
 */
import type { PageRef } from './conversation.ts'
import type { ConversationId, MemberId, SiteId, VisitorId } from './ids.ts'

/** Where a visit came from. `search`: an engine; `site`: a link on another site; `campaign`: an address with `utm_source` or the like, or what a network adds to that of an advertisement. */
export const SOURCE_KINDS = ['direct', 'search', 'site', 'campaign'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

export interface VisitSource {
  readonly kind: SourceKind
  /** Of an engine its name (`Google`, `百度`), of a site its host, of a campaign its source. Absent: direct. */
  readonly name?: string
  /** What was searched for, where the engine still says so. */
  readonly words?: string
  /** Name and medium of the campaign (`utm_campaign`, `utm_medium`). */
  readonly campaign?: string
  readonly medium?: string
}

/** Where a network address is likely to be. `country`: ISO 3166-1 alpha-2; region and city in English, as the database has them. */
export interface Place {
  readonly country?: string
  readonly region?: string
  readonly city?: string
  /** The same in Chinese, where the database has it. */
  readonly zh?: Pick<Place, 'region' | 'city'>
}

/** From what a browser says of itself. */
export interface Device {
  readonly kind: 'desktop' | 'mobile' | 'tablet'
  /** With its major version: `Firefox 140`. */
  readonly browser?: string
  /** `Android 15` */
  readonly system?: string
}

/** What goes on with a visitor, besides looking around. */
export type VisitState =
  | { readonly kind: 'browsing' }
  /** An invitation is on the page; `by`: the agent who invites, absent of an automatic one. */
  | { readonly kind: 'invited'; readonly by?: MemberId }
  | { readonly kind: 'declined'; readonly by?: MemberId }
  /** It was there for a minute, or until it closed by itself (IV-7). */
  | { readonly kind: 'unanswered'; readonly by?: MemberId }
  /** Only the menu or a bot answers, and nobody has been asked for. */
  | { readonly kind: 'automatic'; readonly conversationId: ConversationId }
  | { readonly kind: 'queued'; readonly conversationId: ConversationId }
  | { readonly kind: 'talking'; readonly conversationId: ConversationId; readonly agentId: MemberId }

/** One who is there, or was until just now (`leftAt`). */
export interface LiveVisitor {
  readonly id: VisitorId
  readonly siteId: SiteId
  /** Names an anonymous visitor: "Visitor 17" (CW-17). */
  readonly number: number
  readonly name?: string
  /** Was here before this visit. */
  readonly isReturning: boolean
  /** Linked to a customer, or proven to be somebody of the site's own (CW-27). */
  readonly isCustomer: boolean
  /** Milliseconds since 1970, by the server's clock. */
  readonly arrivedAt: number
  readonly source: VisitSource
  readonly page?: PageRef
  /** Pages of this visit so far, at least 1. */
  readonly pages: number
  readonly place?: Place
  readonly device: Device
  /** A BCP 47 tag: the first of the browser's, with a region where that says more. */
  readonly language?: string
  readonly state: VisitState
  readonly isBlocked: boolean
  /** Left, and shown for {@link LEFT_SHOWN_MS} more. */
  readonly leftAt?: number
}

/** So long a visitor who has left stays in the list, as left. */
export const LEFT_SHOWN_MS = 60_000
/** Differences go out at most this often. */
export const LIVE_EVERY_MS = 500
/** Visitors in one page of the list. */
export const LIVE_PAGE = 1_000

/** Visitors whom one request may invite (IV-7). */
export const INVITED_AT_ONCE = 100

/** A page of the list. `seq` is that of the differences which it already has in it; `more` asks for those behind `after`. */
export interface LivePage {
  readonly seq: number
  readonly visitors: readonly LiveVisitor[]
  readonly more: boolean
  /** Whose database says the places, if its licence wants to be named where they are shown. */
  readonly placesBy?: 'db-ip'
}

/** What has changed since the difference before: `seq` is one more than of that one. A desk that has a gap watches anew. */
export interface LiveDelta {
  readonly seq: number
  /** Whole, for one field of it is as long as its name. */
  readonly changed: readonly LiveVisitor[]
  /** They are in the list no more. */
  readonly gone: readonly VisitorId[]
}

/** One visit of a visitor, with its pages: the track (IV-2). */
export interface VisitRecord {
  readonly id: string
  readonly beganAt: number
  /** When the last page was seen; of a visit that goes on, now. */
  readonly seenAt: number
  readonly isGoingOn: boolean
  readonly source: VisitSource
  readonly place?: Place
  readonly device: Device
  /** All that there were, also those that are not kept. */
  readonly pageCount: number
  /** In order, the last {@link TRACK_PAGES} of them. */
  readonly pages: readonly { readonly at: number; readonly url: string; readonly title?: string }[]
}
/** Pages kept of one visit, and visits shown of one visitor. */
export const TRACK_PAGES = 200
export const TRACK_VISITS = 50
