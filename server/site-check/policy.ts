/**
 * Content security policies as browsers judge them (CSP Level 3): which directive of a policy refuses what Foyer wants,
 * and what the line would have to be. Pure; where browsers and the text differ, as Chromium does.
 *
 * What the loader imports is judged like the loader: it has the tag's nonce and counts as put there by the parser. So
 * `'strict-dynamic'` and a hash, which open the door to a script, do not to what it imports; a nonce and a host do.
 */

/** Directives by name, with their values. */
export type Policy = ReadonlyMap<string, readonly string[]>

/** What a header says, which may hold several policies. All of them apply. */
export function parsePolicies(header: string): readonly Policy[] {
  return header.split(',').flatMap((text) => {
    const directives = new Map<string, readonly string[]>()
    for (const part of text.split(';')) {
      const [name = '', ...values] = part.trim().split(/[\t\n\f\r ]+/)
      const key = name.toLowerCase()
      // Of two of a name the first counts.
      if (key !== '' && !directives.has(key)) directives.set(key, values)
    }
    return directives.size > 0 ? [directives] : []
  })
}

/** What a page in a `<meta>` may not say. */
const NOT_IN_META = ['frame-ancestors', 'report-uri', 'sandbox']
export const inMeta = (policy: Policy): Policy => new Map([...policy].filter(([name]) => !NOT_IN_META.includes(name)))

export interface Wanted {
  readonly kind: 'script' | 'connect' | 'image'
  readonly url: URL
  readonly nonce?: string | undefined
  /** Of the tag alone; what is imported has none. */
  readonly integrity?: string | undefined
  /** False for what a script of the page has put there. Default `true`. */
  readonly isParserInserted?: boolean
}

/** Where the word for a kind stands: the first of these that a policy has. */
const DIRECTIVES: Readonly<Record<Wanted['kind'], readonly string[]>> = {
  script: ['script-src-elem', 'script-src', 'default-src'],
  connect: ['connect-src', 'default-src'],
  image: ['img-src', 'default-src'],
}
/** Where it is to be written if only `default-src` has it. */
const OWN_DIRECTIVE: Readonly<Record<Wanted['kind'], string>> = { script: 'script-src', connect: 'connect-src', image: 'img-src' }

/** The directive that refuses this, if one does. `page` is where it stands. */
export function refusedBy(policy: Policy, wanted: Wanted, page: URL): string | undefined {
  const name = DIRECTIVES[wanted.kind].find((directive) => policy.has(directive))
  if (name === undefined) return undefined
  const sources = policy.get(name)!
  const isAllowed = wanted.kind === 'script' ? allowsScript(sources, wanted, page) : matchesList(sources, wanted.url, page)
  return isAllowed ? undefined : name
}

/** What of a list asks for more than a host: nothing but a nonce helps a tag then. */
export const isStrictDynamic = (policy: Policy): boolean => {
  const name = DIRECTIVES.script.find((directive) => policy.has(directive))
  return name !== undefined && has(policy.get(name)!, "'strict-dynamic'")
}

/** The directive with what is missing in it, as it is to be written. */
export function lineWith(policy: Policy, kind: Wanted['kind'], additions: readonly string[]): string {
  const name = DIRECTIVES[kind].find((directive) => policy.has(directive))
  const sources = (name === undefined ? [] : policy.get(name)!).filter((source) => source.toLowerCase() !== "'none'")
  const directive = name === undefined || name === 'default-src' ? OWN_DIRECTIVE[kind] : name
  return [directive, ...new Set([...sources, ...additions])].join(' ')
}

/** Whether a page may be shown in a frame on a page of another origin. `frame-ancestors` replaces the older header. */
export function mayBeFramed({ policies, frameOptions, page, by }: { readonly policies: readonly Policy[]; readonly frameOptions: readonly string[]; readonly page: URL; readonly by: string }): boolean {
  const lists = policies.flatMap((policy) => (policy.has('frame-ancestors') ? [policy.get('frame-ancestors')!] : []))
  if (lists.length > 0) return lists.every((sources) => matchesList(sources, new URL(by), page))
  const words = frameOptions.flatMap((header) => header.split(',')).map((word) => word.trim().toLowerCase())
  if (words.includes('deny')) return false
  return !words.includes('sameorigin') || page.origin === by
}

const has = (sources: readonly string[], word: string): boolean => sources.some((source) => source.toLowerCase() === word)

/** CSP Level 3, 6.7.1.1 "Script directives pre-request check". */
function allowsScript(sources: readonly string[], { url, nonce, integrity, isParserInserted = true }: Wanted, page: URL): boolean {
  if (nonce && sources.some((source) => NONCE.exec(source)?.[1] === nonce)) return true
  const hashes = sources.flatMap((source) => hashOf(/^'(.*)'$/.exec(source)?.[1] ?? '') ?? [])
  const own = (integrity ?? '').trim().split(/\s+/).flatMap((value) => hashOf(value) ?? [])
  if (own.length > 0 && own.every((hash) => hashes.includes(hash))) return true
  if (has(sources, "'strict-dynamic'")) return !isParserInserted
  return matchesList(sources, url, page)
}

const NONCE = /^'nonce-([A-Za-z0-9+/_-]+={0,2})'$/i

/** `sha384-…`, in one of the two alphabets of base64. Options after a `?` say nothing yet. */
function hashOf(value: string): string | undefined {
  const [, algorithm, digest] = /^(sha(?:256|384|512))-([A-Za-z0-9+/_-]+={0,2})(?:\?.*)?$/i.exec(value) ?? []
  return algorithm && digest && `${algorithm.toLowerCase()}-${digest.replaceAll('-', '+').replaceAll('_', '/')}`
}

/** An empty list, and `'none'`, which matches nothing, let nothing in. */
const matchesList = (sources: readonly string[], url: URL, page: URL): boolean => sources.some((source) => matches(source, url, page))

const SCHEME = /^([a-z][a-z0-9+.-]*):$/i
const HOST = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', ws: '80', https: '443', wss: '443' }

const schemeOf = ({ protocol }: URL): string => protocol.slice(0, -1)
const portOf = (url: URL): string => url.port || DEFAULT_PORTS[schemeOf(url)] || ''

/** CSP Level 3, 6.7.2.8 "Does url match expression in origin with redirect count?" */
function matches(source: string, url: URL, page: URL): boolean {
  const scheme = schemeOf(url)
  if (source === '*') return DEFAULT_PORTS[scheme] !== undefined || scheme === schemeOf(page)
  if (source.toLowerCase() === "'self'") return isSelf(url, page)
  const onlyScheme = SCHEME.exec(source)?.[1]
  if (onlyScheme !== undefined) return includesScheme(onlyScheme.toLowerCase(), scheme)
  const [found, wantedScheme, host, port, path] = HOST.exec(source) ?? []
  if (found === undefined || host === undefined) return false
  const isScheme = wantedScheme === undefined ? includesScheme(schemeOf(page), scheme) : includesScheme(wantedScheme.toLowerCase(), scheme)
  return isScheme && matchesHost(host.toLowerCase(), url.hostname) && matchesPort(port, url) && matchesPath(path, url.pathname)
}

/** The more secure of two that mean the same is allowed along. No scheme of pages covers sockets, or the other way round. */
function includesScheme(allowed: string, scheme: string): boolean {
  if (allowed === scheme) return true
  return (UPGRADES[allowed] ?? []).includes(scheme)
}
const UPGRADES: Readonly<Record<string, readonly string[]>> = { http: ['https'], ws: ['wss'] }

const matchesHost = (pattern: string, host: string): boolean =>
  pattern === '*' || (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1 : host === pattern)

function matchesPort(port: string | undefined, url: URL): boolean {
  if (port === '*') return true
  if (port === undefined) return portOf(url) === DEFAULT_PORTS[schemeOf(url)]
  return port === portOf(url) || (port === '80' && portOf(url) === '443' && ['https', 'wss'].includes(schemeOf(url)))
}

function matchesPath(path: string | undefined, pathname: string): boolean {
  if (path === undefined || path === '/') return true
  const [allowed, asked] = [decode(path), decode(pathname)]
  return allowed.endsWith('/') ? asked.startsWith(allowed) : asked === allowed
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The same origin, or its own more secure one, or a socket to it. */
function isSelf(url: URL, page: URL): boolean {
  if (url.origin === page.origin) return true
  const isSamePlace = url.hostname === page.hostname && (portOf(url) === portOf(page) || (url.port === '' && page.port === ''))
  return isSamePlace && (['https', 'wss'].includes(schemeOf(url)) || (schemeOf(page) === 'http' && schemeOf(url) === 'ws'))
}
