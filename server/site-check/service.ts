/** The check of a page of a site (RC-20): fetches it, reads it, judges it. */
import { fail, failForm, ok } from '@foyer/sdk/protocol'
import type { Result, SiteCheck, SiteFinding, SiteId, WorkspaceId } from '@foyer/sdk/protocol'
import { createOriginList } from '../edge/origins.ts'
import type { Releases } from '../releases/service.ts'
import type { Store } from '../store/store.ts'
import { fetchPage, isWeb } from './fetch-page.ts'
import type { FetchOptions, FetchedPage } from './fetch-page.ts'
import { findingsOf } from './findings.ts'
import { readPage } from './page.ts'
import { mayBeFramed, parsePolicies } from './policy.ts'
import { lastVisitorAt, readCheckedSite } from './store.ts'
import type { CheckedSite } from './store.ts'

export interface SiteCheckPorts {
  readonly store: Store
  readonly releases: Releases
  /** Where visitors find the server. */
  publicOrigin(): string
  /** The server's own origins. */
  own(): readonly string[]
  /** Doubles for what lies outside. Default: the real ones. */
  readonly outside?: Pick<FetchOptions, 'resolve' | 'signal'>
}

export interface CheckOrder {
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly address: string
}

export function createSiteCheck({ store, releases, publicOrigin, own, outside = {} }: SiteCheckPorts) {
  const isOwn = (origin: string): boolean => own().includes(origin)

  async function check({ workspaceId, siteId, address }: CheckOrder): Promise<Result<SiteCheck>> {
    const site = await store.run(readCheckedSite, { id: siteId, workspaceId })
    if (!site) return fail('not_found')
    const url = URL.parse(address.trim())
    if (!url || !isWeb(url)) return failForm('bad_address', { field: 'address' })

    const fetched = await fetchPage(url, { allowLoopback: isLoopback(publicOrigin()), ports: portsOf(site), ...outside })
    if (fetched.outcome === 'private') return failForm('address_private', { field: 'address' })
    if (fetched.outcome === 'port') return failForm('bad_address', { field: 'address', message: `Port ${fetched.url.port} is none of the web’s, and no origin of the site has it.` })
    if (fetched.outcome === 'unreachable') return ok(stopped(fetched.url, { code: 'not_reachable', detail: fetched.detail }))
    const { page } = fetched
    if (page.status >= 400) return ok(stopped(page.url, { code: 'not_reachable', detail: String(page.status) }))
    if (!isHtml(page)) return ok(stopped(page.url, { code: 'not_a_page', detail: page.header('content-type')[0]?.split(';')[0] ?? 'unknown' }))
    const seenAt = await store.run(lastVisitorAt, { workspaceId, siteId, origin: page.url.origin })
    return ok({ ...(await judge(page, site)), ...(seenAt !== undefined && { lastVisitorAt: seenAt }) })
  }

  async function judge(fetched: FetchedPage, site: CheckedSite): Promise<SiteCheck> {
    const { url } = fetched
    const page = readPage(fetched.text, url, isOwn)
    const names = page.tags.filter((tag) => isOwn(tag.url.origin)).map((tag) => tag.url.pathname.slice(1))
    const scripts = new Map(await Promise.all(names.map(async (name) => [name, await releases.find(name)] as const)))
    const list = createOriginList(site.origins)
    const policyHeaders = fetched.header('content-security-policy')
    const findings = findingsOf({
      page,
      url,
      policyHeaders,
      site: { key: site.key, mayBeAt: (origin) => isOwn(origin) || list.has(origin) },
      publicOrigin: publicOrigin(),
      isOwn,
      scriptNamed: (name) => scripts.get(name),
      pinned: (await releases.tags(publicOrigin())).find(({ integrity }) => integrity !== undefined),
    })
    const framed = mayBeFramed({ policies: policyHeaders.flatMap(parsePolicies), frameOptions: fetched.header('x-frame-options'), page: url, by: publicOrigin() })
    return { address: url.href, findings, mayBeFramed: framed }
  }

  return { check }
}

export type SiteChecks = ReturnType<typeof createSiteCheck>

const stopped = ({ href }: URL, finding: SiteFinding): SiteCheck => ({ address: href, findings: [finding], mayBeFramed: false })

/** A demo, or a developer's machine: its pages are on it too, and whoever is at the desk is at that machine. */
const isLoopback = (origin: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)

/** Ports that the site's own list names. */
const portsOf = ({ origins }: CheckedSite): readonly string[] => origins.flatMap((origin) => URL.parse(origin.replace('://*.', '://any.'))?.port ?? [])

/** What does not say what it is, a browser looks at. */
const isHtml = (page: FetchedPage): boolean => {
  const [type] = page.header('content-type')
  return type === undefined ? /^\s*</.test(page.text) : /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type)
}
