/**
 * What of a page's address leaves the browser. Query strings may hold anything (tokens, names, searches), so they are
 * dropped, except the campaign parameters that site owners put there to be counted (CW-26), and what it takes to say
 * where somebody came from (IV-1): which network led here by an advertisement, without the number that it gives each
 * click, and the words of a search, where the engine hands them on.
 */
import { PAGE_LIMITS, type PageRef } from '@foyer/sdk/protocol'

const CAMPAIGN = /^utm_/
/** `gclid`, `msclkid`, `qhclickid`, `bd_vid`, `gbraid` and the like: kept without their value. */
const CLICK = /(cl(ic)?k?|_v|bra)id$/
/** Engines that still hand on what was searched for; the others send nothing but their name. */
const ENGINE = /^https?:..([\w-]+\.)*(baidu|daum|naver|sm|so|sogou|toutiao)\.\w+\//
const WORDS = /^(q|query|wd|word|keyword)$/

/**
 * The address without secrets, or `undefined` for one that is none of ours (`file:`, `about:`, not an address). An app on
 * Android says `android-app://` and its name, where a page says its address.
 * A fragment stays only where it is the route of a single-page application (`#/tours/3`, `#!/tours/3`).
 *
 * @param kept parameters that keep their value
 */
export function cleanAddress(address: string, kept = CAMPAIGN): string | undefined {
  if (!/^(http|android)/.test(address) || !URL.canParse(address)) return undefined
  const url = new URL(address)
  const { searchParams, hash } = url
  for (const [name] of [...searchParams]) {
    if (kept.test(name)) continue
    if (CLICK.test(name)) searchParams.set(name, '')
    else searchParams.delete(name)
  }
  const [route = ''] = /^#!?\/[^?]*/.exec(hash) ?? []
  return `${url.protocol}//${url.host}${url.pathname}${url.search}${route}`.slice(0, PAGE_LIMITS.address)
}

/**
 * The page as the server is told of it.
 *
 * @param from where the visitor came from: only on the first page of a visit, and not from the site itself
 */
export function pageRef(address: string, title: string, from = ''): PageRef {
  const url = cleanAddress(address) ?? ''
  const referrer = cleanAddress(from, ENGINE.test(from) ? WORDS : CAMPAIGN)
  const isInside = referrer?.startsWith(`${new URL(address).origin}/`)
  return {
    url,
    ...(title && { title: title.slice(0, PAGE_LIMITS.title) }),
    ...(referrer && !isInside && { referrer }),
  }
}
