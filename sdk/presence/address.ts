/**
 * What of a page's address leaves the browser. Query strings may hold anything (tokens, names, searches), so they are
 * dropped, except the campaign parameters that site owners put there to be counted (CW-26).
 */
import { PAGE_LIMITS, type PageRef } from '@foyer/sdk/protocol'

const CAMPAIGN = /^utm_/

/**
 * The address without secrets, or `undefined` for one that is none of ours (`file:`, `about:`, not an address).
 * A fragment stays only where it is the route of a single-page application (`#/tours/3`, `#!/tours/3`).
 */
export function cleanAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, origin, pathname, searchParams, hash } = new URL(address)
  if (!/^https?:$/.test(protocol)) return undefined

  const campaign = new URLSearchParams([...searchParams].filter(([name]) => CAMPAIGN.test(name))).toString()
  const [route = ''] = /^#!?\//.test(hash) ? hash.split('?') : []
  return (origin + pathname + (campaign && `?${campaign}`) + route).slice(0, PAGE_LIMITS.address)
}

/**
 * The page as the server is told of it.
 *
 * @param from where the visitor came from: only on the first page of a visit, and not from the site itself
 */
export function pageRef(address: string, title: string, from = ''): PageRef {
  const url = cleanAddress(address) ?? ''
  const referrer = cleanAddress(from)
  const isInside = referrer?.startsWith(`${new URL(address).origin}/`)
  return {
    url,
    ...(title && { title: title.slice(0, PAGE_LIMITS.title) }),
    ...(referrer && !isInside && { referrer }),
  }
}
