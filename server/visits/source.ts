/**
 * Where a visit came from (IV-1), from the address that it began at and the page that led there. What a page tells of
 * both holds no more than campaign parameters, and words that an engine still gives away (CW-26).
 */
import type { PageRef, VisitSource } from '@foyer/sdk/protocol'

interface Engine {
  readonly name: string
  readonly hosts: RegExp
  /** Where it says what was searched for. */
  readonly words: readonly string[]
}

/** Only the hosts that search: a link in a mail or a shared document comes from a site like any other. */
const ENGINES: readonly Engine[] = [
  { name: 'Google', hosts: /^(?:(?:www|m|images|news|encrypted)\.)?google(?:\.[a-z]{2,3}){1,2}$|^com\.google\.android\.googlequicksearchbox$/, words: ['q'] },
  { name: 'Bing', hosts: /^(?:[a-z]{2,3}\.)?bing\.com$|^com\.microsoft\.bing$/, words: ['q'] },
  { name: 'DuckDuckGo', hosts: /^(?:[a-z]+\.)?duckduckgo\.com$|^com\.duckduckgo\.mobile\.android$/, words: ['q'] },
  { name: 'Yahoo', hosts: /(?:^|\.)search\.yahoo\.(?:com|co\.jp)$/, words: ['p'] },
  { name: 'Yandex', hosts: /^(?:www\.)?(?:yandex\.[a-z.]{2,6}|ya\.ru)$/, words: ['text'] },
  { name: 'Ecosia', hosts: /^(?:www\.)?ecosia\.org$/, words: ['q'] },
  { name: 'Brave', hosts: /^search\.brave\.com$/, words: ['q'] },
  { name: 'Qwant', hosts: /^(?:www\.|lite\.)?qwant\.com$/, words: ['q'] },
  { name: 'Startpage', hosts: /^(?:[a-z0-9-]+\.)?startpage\.com$/, words: ['query', 'q'] },
  { name: 'Naver', hosts: /(?:^|\.)search\.naver\.com$/, words: ['query'] },
  { name: 'Daum', hosts: /(?:^|\.)search\.daum\.net$/, words: ['q'] },
  { name: 'Seznam', hosts: /^search\.seznam\.cz$/, words: ['q'] },
  { name: '百度', hosts: /^(?:www\.|m\.|wap\.|image\.)?baidu\.com$/, words: ['wd', 'word'] },
  { name: '搜狗', hosts: /^(?:www\.|m\.|wap\.|weixin\.)?sogou\.com$/, words: ['query', 'keyword'] },
  { name: '360搜索', hosts: /^(?:www\.|m\.)?so\.com$/, words: ['q'] },
  { name: '夸克', hosts: /^quark\.sm\.cn$|(?:^|\.)quark\.cn$/, words: ['q'] },
  { name: '神马', hosts: /(?:^|\.)sm\.cn$/, words: ['q'] },
  { name: '头条搜索', hosts: /^so\.toutiao\.com$/, words: ['keyword'] },
]

/** What engines and networks add to the address of an advertisement, where its owner adds nothing. */
const ADVERTISED: readonly (readonly [parameter: string, by: string])[] = [
  ['gclid', 'Google'],
  ['dclid', 'Google'],
  ['msclkid', 'Bing'],
  ['yclid', 'Yandex'],
  ['bd_vid', '百度'],
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
  const engine = ENGINES.find(({ hosts }) => hosts.test(from.hostname))
  if (!engine) return { kind: 'site', name: bare(from.hostname) }
  const words = engine.words.map((parameter) => cut(from.searchParams.get(parameter))).find(Boolean)
  return { kind: 'search', name: engine.name, ...(words && { words }) }
}

/** By which names conditions may ask for a source (IV-5): its kind first. In lower case. */
export const namesOfSource = ({ kind, name, campaign, medium }: VisitSource): readonly string[] => [kind, name, campaign, medium].flatMap((said) => said?.toLowerCase() ?? [])
