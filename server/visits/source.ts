/**
 * Where a visit came from (IV-1), from the address that it began at and the page that led there. What a page tells of
 * both holds no more than campaign parameters, names of advertisers, and words that an engine still hands on (CW-26; see
 * `sdk/presence/address.ts`, which knows such engines and networks by the same names).
 */
import type { PageRef, VisitSource } from '@foyer/sdk/protocol'

/** Only the hosts that search: a link in a mail or a shared document comes from a site like any other. */
const ENGINES: readonly (readonly [name: string, hosts: RegExp])[] = [
  ['Google', /^(?:(?:www|m|images|news|encrypted)\.)?google(?:\.[a-z]{2,3}){1,2}$|^com\.google\.android\.googlequicksearchbox$/],
  ['Bing', /^(?:[a-z]{2,3}\.)?bing\.com$|^com\.microsoft\.bing$/],
  ['DuckDuckGo', /^(?:[a-z]+\.)?duckduckgo\.com$|^com\.duckduckgo\.mobile\.android$/],
  ['Yahoo', /(?:^|\.)search\.yahoo\.(?:com|co\.jp)$/],
  ['Yandex', /^(?:www\.)?(?:yandex\.[a-z.]{2,6}|ya\.ru)$/],
  ['Ecosia', /^(?:www\.)?ecosia\.org$/],
  ['Brave', /^search\.brave\.com$/],
  ['Qwant', /^(?:www\.|lite\.)?qwant\.com$/],
  ['Startpage', /^(?:[a-z0-9-]+\.)?startpage\.com$/],
  ['Naver', /(?:^|\.)search\.naver\.com$/],
  ['Daum', /(?:^|\.)search\.daum\.net$/],
  ['Seznam', /^search\.seznam\.cz$/],
  ['百度', /^(?:www\.|m\.|wap\.|image\.)?baidu\.com$/],
  ['搜狗', /^(?:www\.|m\.|wap\.|weixin\.)?sogou\.com$/],
  ['360搜索', /^(?:www\.|m\.)?so\.com$/],
  ['夸克', /^quark\.sm\.cn$|(?:^|\.)quark\.cn$/],
  ['神马', /(?:^|\.)sm\.cn$/],
  ['头条搜索', /^so\.toutiao\.com$/],
]

/** Where one of them says what was searched for. */
const WORDS = ['q', 'query', 'wd', 'word', 'keyword']

/** What engines and networks add to the address of an advertisement, where its owner adds nothing. */
const ADVERTISED: readonly (readonly [parameter: string, by: string])[] = [
  ['gclid', 'Google'],
  ['dclid', 'Google'],
  ['gbraid', 'Google'],
  ['wbraid', 'Google'],
  ['msclkid', 'Bing'],
  ['yclid', 'Yandex'],
  ['bd_vid', '百度'],
  ['qhclickid', '360搜索'],
  ['gdt_vid', '腾讯广告'],
  ['ttclid', 'TikTok'],
  ['twclid', 'X'],
]

const MOST_UNITS = 200
const cut = (text: string | null): string | undefined => (text ?? '').trim().slice(0, MOST_UNITS) || undefined
const bare = (host: string): string => host.replace(/^www\./, '')

/** @param isOwn whether an origin is one of the site's: from there nobody comes, they are there already */
export function sourceOf({ url, referrer }: PageRef, isOwn: (origin: string) => boolean = () => false): VisitSource {
  const landing = URL.parse(url)
  const said = landing?.searchParams ?? new URLSearchParams()
  const from = fromPage(URL.parse(referrer ?? ''), landing, isOwn)

  const [name, campaign, medium, term] = ['utm_source', 'utm_campaign', 'utm_medium', 'utm_term'].map((parameter) => cut(said.get(parameter)))
  const advertised = ADVERTISED.find(([parameter]) => said.has(parameter))
  if (name ?? campaign ?? medium ?? advertised) {
    const source = name ?? advertised?.[1] ?? from.name
    const words = term ?? from.words
    // Who advertises by the click is all that such a parameter says.
    const paid = medium ?? (advertised && 'cpc')
    return { kind: 'campaign', ...(source && { name: source }), ...(words && { words }), ...(campaign && { campaign }), ...(paid && { medium: paid }) }
  }
  // On every link that leaves Facebook, whether somebody paid for it or not; its app names no page.
  if (from.kind === 'direct' && said.has('fbclid')) return { kind: 'site', name: 'facebook.com' }
  return from
}

function fromPage(from: URL | null, landing: URL | null, isOwn: (origin: string) => boolean): VisitSource {
  if (!from?.hostname || bare(from.hostname) === bare(landing?.hostname ?? '') || isOwn(from.origin)) return { kind: 'direct' }
  const engine = ENGINES.find(([, hosts]) => hosts.test(from.hostname))
  if (!engine) return { kind: 'site', name: bare(from.hostname) }
  const words = WORDS.map((parameter) => cut(from.searchParams.get(parameter))).find(Boolean)
  return { kind: 'search', name: engine[0], ...(words && { words }) }
}

/** By which names conditions may ask for a source (IV-5): its kind first. In lower case. */
export const namesOfSource = ({ kind, name, campaign, medium }: VisitSource): readonly string[] => [kind, name, campaign, medium].flatMap((said) => said?.toLowerCase() ?? [])
