/** What is wrong with a page that is to carry the tag, and what to write instead (RC-20). Decides from what was fetched. */
import { createHash } from 'node:crypto'
import { PUBLIC_PATHS, PATHS } from '@foyer/sdk/protocol'
import type { SiteFinding, TagAddress } from '@foyer/sdk/protocol'
import { inMeta, isStrictDynamic, lineWith, parsePolicies, refusedBy } from './policy.ts'
import type { Policy, Wanted } from './policy.ts'
import type { FoundTag, ReadPage } from './page.ts'

export interface Judged {
  readonly page: ReadPage
  /** Of the page, after redirects. */
  readonly url: URL
  /** `content-security-policy`, each header that was sent. What only reports is none of these. */
  readonly policyHeaders: readonly string[]
  readonly site: { readonly key: string; mayBeAt(origin: string): boolean }
  /** Where visitors find the server. */
  readonly publicOrigin: string
  isOwn(origin: string): boolean
  /** A script of ours by its name, if there is one. */
  scriptNamed(name: string): { readonly plain: Buffer } | undefined
  /** The tag that never changes, if there is one. */
  readonly pinned: TagAddress | undefined
}

export function findingsOf(judged: Judged): readonly SiteFinding[] {
  const { page, url, site } = judged
  const tags = page.tags.filter(({ heldBackAs }) => heldBackAs === undefined)
  const [tag] = tags
  const found: SiteFinding[] = [
    ...(tag ? aboutTag(tag, judged) : [aboutNoTag(judged)]),
    ...(tags.length > 1 ? [{ code: 'tag_twice', detail: String(tags.length) } as const] : []),
    ...(site.mayBeAt(url.origin) ? [] : [{ code: 'origin_not_allowed', detail: url.origin, line: url.origin } as const]),
    ...aboutPolicies(tag, judged),
  ]
  // Two policies can ask for the same line.
  return found.filter(({ code, line }, index) => found.findIndex((other) => other.code === code && other.line === line) === index)
}

function aboutNoTag(judged: Judged): SiteFinding {
  const line = rightTag(judged, false)
  const [held] = judged.page.tags
  if (held?.heldBackAs) return { code: 'tag_by_script', detail: held.heldBackAs, line }
  return judged.page.broughtBy === undefined ? { code: 'tag_missing', line } : { code: 'tag_by_script', detail: judged.page.broughtBy, line }
}

function aboutTag(tag: FoundTag, judged: Judged): readonly SiteFinding[] {
  const { site, isOwn } = judged
  const server = serverOf(tag)
  const line = rightTag(judged, tag.nonce !== undefined)
  const isMixed = judged.url.protocol === 'https:' && server.startsWith('http:') && !/^http:\/\/(localhost|127\.|\[::1\])/.test(server)
  return [
    ...(tag.key === undefined ? [{ code: 'key_missing', line } as const] : []),
    ...(tag.key !== undefined && tag.key !== site.key ? [{ code: 'wrong_key', detail: tag.key, line } as const] : []),
    // On a page of https no browser loads a script of http.
    ...(!isOwn(server) || isMixed ? [{ code: 'wrong_server', detail: server, line } as const] : []),
    ...(isOwn(tag.url.origin) && !isIntact(tag, judged) ? [{ code: 'integrity_wrong', detail: tag.url.pathname.slice(1), line: pinnedTag(judged) ?? line } as const] : []),
  ]
}

const serverOf = ({ url, server }: FoundTag): string => URL.parse(server ?? '', url.href)?.origin ?? url.origin

/** Whether the browser will run what comes: the script exists, and it is what the tag says it is. */
function isIntact({ url, integrity, isCors }: FoundTag, { scriptNamed, url: page }: Judged): boolean {
  const script = scriptNamed(url.pathname.slice(1))
  if (!script) return false
  const pairs = [...(integrity ?? '').matchAll(/(?:^|\s)(sha256|sha384|sha512)-([A-Za-z0-9+/_=-]+)/g)]
  if (pairs.length === 0) return true
  // Of several algorithms the strongest counts, and of its values any (Subresource Integrity, 3.3.4). Without CORS a browser cannot compare.
  const strongest = pairs.map(([, algorithm = '']) => algorithm).toSorted().at(-1)!
  const digest = createHash(strongest).update(script.plain).digest('base64')
  const isSame = pairs.some(([, algorithm, value = '']) => algorithm === strongest && value.replaceAll('-', '+').replaceAll('_', '/') === digest)
  return isSame && (isCors || url.origin === page.origin)
}

function aboutPolicies(tag: FoundTag | undefined, judged: Judged): readonly SiteFinding[] {
  const { page, url, policyHeaders, publicOrigin } = judged
  const server = tag && judged.isOwn(serverOf(tag)) ? serverOf(tag) : publicOrigin
  const scripts = tag && judged.isOwn(tag.url.origin) ? tag.url : new URL('/foyer.js', server)
  const fromHeaders = policyHeaders.flatMap(parsePolicies).map((policy) => ({ policy, at: 0 }))
  const fromPage = page.policies.flatMap(({ text, at }) => parsePolicies(text).map((policy) => ({ policy: inMeta(policy), at })))
  return [...fromHeaders, ...fromPage].flatMap(({ policy, at }) => {
    const isAfter = tag !== undefined && at > tag.at
    return [
      ...aboutScripts(policy, { tag, scripts, isAfter }, judged),
      ...refused(policy, 'policy_blocks_connect', 'connect', [new URL(PATHS.presence, server), new URL(PATHS.presence, server.replace(/^http/, 'ws'))], url),
      ...refused(policy, 'policy_blocks_image', 'image', [new URL(PUBLIC_PATHS.image('a'), server)], url),
    ]
  })
}

/** The tag, and what it imports: from beside itself, with its nonce, and without a hash. */
function aboutScripts(policy: Policy, { tag, scripts, isAfter }: { readonly tag: FoundTag | undefined; readonly scripts: URL; readonly isAfter: boolean }, judged: Judged): readonly SiteFinding[] {
  const sandbox = policy.get('sandbox')
  if (sandbox && !sandbox.some((word) => word.toLowerCase() === 'allow-scripts')) {
    return [{ code: 'policy_blocks_script', detail: 'sandbox', line: ['sandbox', ...sandbox, 'allow-scripts'].join(' ') }]
  }
  // What a script of the page brings counts as brought by that, and may have a nonce that nobody sees from here.
  const isParserInserted = tag !== undefined || judged.page.broughtBy === undefined
  const imported: Wanted = { kind: 'script', url: new URL('/foyer-import.js', scripts), nonce: tag?.nonce, isParserInserted }
  const loader: Wanted = { ...imported, url: scripts, integrity: tag?.integrity }
  const directive = (isAfter ? undefined : refusedBy(policy, loader, judged.url)) ?? refusedBy(policy, imported, judged.url)
  if (directive === undefined) return []
  const line = isStrictDynamic(policy) ? rightTag(judged, true) : lineWith(policy, 'script', [scripts.origin])
  return [{ code: 'policy_blocks_script', detail: directive, line }]
}

function refused(policy: Policy, code: SiteFinding['code'], kind: Wanted['kind'], urls: readonly URL[], page: URL): readonly SiteFinding[] {
  const directives = urls.map((url) => refusedBy(policy, { kind, url }, page))
  const missing = urls.filter((_, index) => directives[index] !== undefined)
  const directive = directives.find((name) => name !== undefined)
  return directive === undefined ? [] : [{ code, detail: directive, line: lineWith(policy, kind, missing.map(({ protocol, host }) => `${protocol}//${host}`)) }]
}

/** The tag as it is to be pasted. A nonce is new with every answer of the page, so it is left to whoever writes the page. */
function rightTag({ publicOrigin, site }: Judged, hasNonce: boolean): string {
  return `<script async ${hasNonce ? 'nonce="…" ' : ''}src="${publicOrigin}/foyer.js" data-site="${site.key}"></script>`
}

const pinnedTag = ({ pinned, site }: Judged): string | undefined =>
  pinned?.integrity && `<script async src="${pinned.address}" integrity="${pinned.integrity}" crossorigin="anonymous" data-site="${site.key}"></script>`
