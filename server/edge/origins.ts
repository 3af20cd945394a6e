/**
 * Which pages may talk to us. A site lists its origins: exact ones (`https://shop.example`), and all below a name
 * (`https://*.shop.example`, which does not hold for `https://shop.example` itself). The server's own origin may always,
 * for the hosted page and the desk.
 */

/** Headers of either kind: Node's requests have an object, the web's a `Headers`. */
export interface OriginHeaders {
  readonly origin?: string | undefined
  readonly 'sec-fetch-site'?: string | string[] | undefined
}

export const originHeaders = (headers: { get(name: string): string | null }): OriginHeaders => ({
  origin: headers.get('origin') ?? undefined,
  'sec-fetch-site': headers.get('sec-fetch-site') ?? undefined,
})

/**
 * Where a request says it comes from. A browser leaves the origin out of a plain GET to the page's own server, and says
 * `same-origin` instead, which no page can forge; everything else without an origin comes from nowhere.
 */
export function requestOrigin(headers: OriginHeaders, own: string): string | undefined {
  if (headers.origin !== undefined) return headers.origin
  return headers['sec-fetch-site'] === 'same-origin' ? own : undefined
}

export interface OriginList {
  has(origin: string): boolean
}

/** A host name has at most 253 characters (RFC 1035, 2.3.4); the rest is for a scheme and a port. */
const MOST_CHARACTERS = 300

const WILDCARD = /^(https?:\/\/)\*\.(.+)$/

/** Prepared for looking up: the cost does not grow with the number of sites. */
export function createOriginList(patterns: Iterable<string>): OriginList {
  const exact = new Set<string>()
  const below = new Set<string>()
  for (const pattern of patterns) {
    const wildcard = WILDCARD.exec(pattern)
    if (wildcard) below.add(`${wildcard[1]}${wildcard[2]}`.toLowerCase())
    else exact.add(pattern.toLowerCase())
  }
  const isBelow = (origin: string) => below.size > 0 && parents(origin).some((parent) => below.has(parent))
  // Looking up the names above one costs the square of its dots, and anybody may send an origin.
  return { has: (origin) => origin.length <= MOST_CHARACTERS && (exact.has(origin) || isBelow(origin)) }
}

/** `https://a.b.example:8443` is below `https://b.example:8443` and `https://example:8443`. */
function parents(origin: string): readonly string[] {
  const [scheme, host] = origin.split('://')
  if (scheme === undefined || host === undefined) return []
  const labels = host.split('.')
  return labels.slice(1).map((_, index) => `${scheme}://${labels.slice(index + 1).join('.')}`)
}

/** True if an entry of a site's list can mean something: an origin and nothing after it. */
export function isOriginPattern(pattern: string): boolean {
  const example = pattern.replace('://*.', '://any.').toLowerCase()
  const url = URL.parse(example)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === example && !example.includes('*')
}

/** The server under the names that a browser on this machine may call it by. */
export function ownOrigins(publicOrigin: string): readonly string[] {
  const url = new URL(publicOrigin)
  const names = ['localhost', '127.0.0.1', '[::1]']
  if (!names.includes(url.hostname)) return [url.origin]
  return names.map((name) => `${url.protocol}//${name}${url.port && `:${url.port}`}`)
}
