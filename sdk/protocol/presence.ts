/**
 * The small wire of a page that only looks around: one bare WebSocket at `/v1/presence` for all tabs of a browser,
 * JSON text frames. Where sockets are blocked, the same frames go by `POST /v1/presence`, one body with the client's
 * frames, answered with the server's; it is repeated every {@link POLL_MS}.
 *
 * The first frame is `hello`; nothing is answered before it. The token is never in an address.
 */
import type { PageRef } from './conversation.ts'
import type { ErrorCode } from './errors.ts'
import type { SiteKey } from './ids.ts'
import type { ShownInvitation, VisitFacts } from './invitations.ts'
import type { Language } from './site.ts'

/** Often enough that someone who left is shown as left within 15 seconds (IV-3). */
export const POLL_MS = 10_000

/**
 * The client sends `still` this often, and the server answers with the same, so that a dead line is noticed on both ends
 * within 15 seconds (IV-3).
 */
export const STILL_MS = 5_000

/** How many beats may be missed before the line counts as dead. */
export const GONE_AFTER_MS = 13_000

/**
 * Who a client says it is. The token is 43 letters of base64url, 215 random bits at least, made by the browser, kept by it, and stored
 * hashed by the server, which takes a new one in at first sight: so a lost answer leaves no second visitor behind.
 */
export interface VisitorCredentials {
  readonly protocol: number
  readonly site: SiteKey
  readonly token: string
}

export type PresenceFromPage =
  | ({ readonly type: 'hello'; readonly page: PageRef; readonly language: Language } & VisitorCredentials)
  | { readonly type: 'page'; readonly page: PageRef }
  | { readonly type: 'still' }
  /** The page is going away; also sent by `sendBeacon` to `POST /v1/presence/leave`. */
  | { readonly type: 'leave' }

export type PresenceToPage =
  /** `number` names an anonymous visitor: "Visitor 17" (CW-17). `unread`: messages waiting in the thread. */
  | { readonly type: 'welcome'; readonly number: number; readonly unread: number; readonly configVersion: number; /** Where invitations of the site ask for it. */ readonly visit?: VisitFacts }
  | { readonly type: 'unread'; readonly unread: number }
  /** To each `page` of a visit that the welcome told of: as it is with that page. */
  | { readonly type: 'visit'; readonly visit: VisitFacts }
  | { readonly type: 'config'; readonly version: number }
  /** An agent invites (IV-7). */
  | { readonly type: 'invited'; readonly invitation: ShownInvitation }
  | { readonly type: 'still' }
  | { readonly type: 'refused'; readonly code: ErrorCode }
