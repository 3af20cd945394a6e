/** The HTTP shapes of a page, besides the site's config (`site.ts`) and presence (`presence.ts`). */
import type { ComponentId, SiteKey } from './ids.ts'
import type { VisitorCredentials } from './presence.ts'

/**
 * What a page says of its visitor. Without a proof (CW-27) it counts as "says to be": it is shown at the desk and opens
 * no history. What is absent stays as it is.
 */
export interface Identity {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** Addresses under the server's own; every body and answer is JSON, an answer is a `Result`. */
export const PATHS = {
  /** GET → `Result<SiteConfig>` */
  config: (key: string): string => `/v1/sites/${encodeURIComponent(key)}/config`,
  /** POST by `sendBeacon`, body {@link CountsRequest} as text/plain → 204 (RC-16) */
  counts: '/v1/counts',
  /** WebSocket, or POST of {@link import('./presence.ts').PresenceFromPage} frames */
  presence: '/v1/presence',
  /** POST by `sendBeacon`, body {@link VisitorCredentials} as text/plain → 204 */
  leave: '/v1/presence/leave',
  /** POST {@link IdentifyRequest} → `Result<null>` */
  identify: '/v1/visitor/identify',
  /** Path of the Socket.IO endpoint */
  socket: '/v1/socket',
} as const

/**
 * Showings and clicks of components (RC-16). They say nothing of the visitor. `load` names this loading of the page and
 * `nr` the event in it, so that a repeat counts once.
 */
export interface CountsRequest {
  readonly protocol: number
  readonly site: SiteKey
  /** A UUID. */
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
