/** The HTTP shapes of a page, besides the site's config (`site.ts`) and presence (`presence.ts`). */
import type { ComponentId, SiteKey } from './ids.ts'
import type { VisitorCredentials } from './presence.ts'

/**
 * What a page says of its visitor. Without a proof (CW-27) it counts as "says to be": it is shown at the desk and opens
 * no history. What is absent stays as it is; attributes are joined with those that are there, and tags too.
 */
export interface Identity {
  /** By which the site's own server knows the visitor. Needed with a proof, and of no use without. */
  readonly id?: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly tags?: readonly string[]
  /**
   * A JWT (RFC 7519) by the site's own server: HS256, ES256 or RS256, `sub` the `id`, `exp` at most 24 hours ahead, `aud`
   * (if present) the site key, `kid` (if present) that of the key. Its claims `name`, `email` and
   * `phone_number` count as proven, and before what the page says; all else that the page says is shown as said. `proof_invalid` `proof_expired` `proof_foreign` `proof_replayed`
   */
  readonly proof?: string
}

/** `isJoined`: the visitor is now the one that other browsers know, and has another thread: what was loaded of it is void. */
export interface Identified {
  readonly isJoined: boolean
}

/**
 * Addresses that a page needs before the first click; by themselves, because each page view carries them. Every body and
 * answer is JSON, an answer is a `Result`.
 */
export const PAGE_PATHS = {
  /** GET → `Result<SiteConfig>` */
  config: (key: string): string => `/v1/sites/${encodeURIComponent(key)}/config`,
  /** POST by `sendBeacon`, body {@link CountsRequest} as text/plain → 204 (RC-16) */
  counts: '/v1/counts',
  /** WebSocket, or POST of {@link import('./presence.ts').PresenceFromPage} frames */
  presence: '/v1/presence',
  /** POST by `sendBeacon`, body {@link VisitorCredentials} as text/plain → 204 */
  leave: '/v1/presence/leave',
} as const

/**
 * Showings and clicks of components (RC-16). They say nothing of the visitor. `load` names this loading of the page and
 * `nr` the event in it, so that a repeat counts once.
 */
export interface CountsRequest {
  readonly protocol: number
  readonly site: SiteKey
  /** 36 to 43 random letters of base64url. */
  readonly load: string
  readonly events: readonly CountedEvent[]
}
export interface CountedEvent {
  readonly kind: 'shown' | 'clicked'
  readonly componentId: ComponentId
  readonly nr: number
}

export interface IdentifyRequest extends VisitorCredentials {
  readonly identity: Identity
}
