/** What is known of a visit, in the desk's words: for rows, the card, search and sorting. */
import type { Device, LiveVisitor, MemberId, Place, VisitSource } from '@foyer/sdk/protocol'
import { countryName, languageName, webAddress } from '../format.ts'
import type { Words } from '../words/index.ts'
import type { VisitorsWords } from '../words/visitors/index.ts'
import type { Texts } from './question.ts'

export interface TextsOptions {
  readonly desk: Words
  readonly words: VisitorsWords
  readonly locale: string
  readonly me: MemberId | undefined
  /** How a colleague is called; `undefined` of one who is not there any more. */
  agentName(id: MemberId): string | undefined
}

const joined = (parts: readonly (string | false | undefined)[], locale: string): string => parts.filter(Boolean).join(locale.startsWith('zh') ? ' · ' : ', ')

/** `Lisbon`, and where that is: `Lisboa, Portugal`. What is not known leaves its place to what is larger. */
export function placeLines(place: Place | undefined, locale: string): readonly [near: string, around: string] {
  if (!place) return ['', '']
  const country = place.country && countryName(place.country, locale)
  const { region, city } = locale.startsWith('zh') ? { ...place, ...place.zh } : place
  // Cities that are a region of their own are named once.
  const known = [city, region, country].filter((part, i, all) => part !== undefined && all.indexOf(part) === i)
  return [known[0] ?? '', joined(known.slice(1), locale)]
}
/** `Lisbon, Lisboa, Portugal`; nothing where nothing is known. */
export const placeText = (place: Place | undefined, locale: string): string => joined(placeLines(place, locale), locale)

export const sourceText = ({ kind, name }: VisitSource, words: VisitorsWords): string => name ?? words.source[kind]

export const deviceText = ({ browser, system }: Device): string => [browser, system].filter(Boolean).join(' · ')

/** What a page is called: by its title, else by its address. */
export const pageText = (page: LiveVisitor['page']): string => page?.title?.trim() || (page ? (webAddress(page.url)?.label ?? page.url) : '')

function stateText({ state, leftAt }: LiveVisitor, { words, me, agentName }: TextsOptions): string {
  if (leftAt !== undefined) return words.state.left
  if (state.kind === 'browsing' || state.kind === 'queued' || state.kind === 'automatic') return words.state[state.kind]
  const who = state.kind === 'talking' ? state.agentId : state.by
  if (who !== undefined && who === me) return words.byYou[state.kind]
  const name = who === undefined ? undefined : agentName(who)
  return name === undefined ? words.state[state.kind] : SAID_OF[state.kind](name, words)
}

const SAID_OF = {
  invited: (agent, words) => words.invitedBy(agent),
  declined: (agent, words) => words.declinedOf(agent),
  unanswered: (agent, words) => words.unansweredOf(agent),
  talking: (agent, words) => words.talkingWith(agent),
} as const satisfies Readonly<Record<string, (agent: string, words: VisitorsWords) => string>>

/** `4:05`, `1:02:09`: figures that stay where they are while they run. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const two = (figure: number) => String(figure).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Each text is made once for each visitor as they are now: with 10,000 of them sorting asks often. */
export function createTexts(options: TextsOptions): Texts {
  const { desk, words, locale } = options
  // Without options: browsers compare plain letters many times faster so.
  const collator = new Intl.Collator(locale)
  const kept = new WeakMap<LiveVisitor, Map<string, string>>()

  function write(visitor: LiveVisitor, column: Parameters<Texts['of']>[1]): string {
    switch (column) {
      case 'visitor':
        return visitor.name ?? desk.visitor(visitor.number)
      case 'state':
        return stateText(visitor, options)
      case 'page':
        return pageText(visitor.page)
      case 'source':
        return sourceText(visitor.source, words)
      case 'place':
        return placeText(visitor.place, locale)
      case 'device':
        return [words.device[visitor.device.kind], deviceText(visitor.device)].filter(Boolean).join(' · ')
      case 'language':
        return visitor.language ? languageName(visitor.language, locale) : ''
    }
  }

  function once(visitor: LiveVisitor, name: string, make: () => string): string {
    const texts = kept.get(visitor) ?? new Map<string, string>()
    kept.set(visitor, texts)
    const text = texts.get(name) ?? make()
    texts.set(name, text)
    return text
  }

  const of: Texts['of'] = (visitor, column) => once(visitor, column, () => write(visitor, column))
  return {
    of,
    address: (visitor) => once(visitor, 'address', () => (visitor.page ? (webAddress(visitor.page.url)?.label ?? '') : '')),
    search: (visitor) =>
      once(visitor, 'search', () => {
        const { source, page } = visitor
        const columns = (['visitor', 'state', 'page', 'source', 'place', 'device', 'language'] as const).map((column) => write(visitor, column))
        return [...columns, page?.url, source.words, source.campaign, source.medium, desk.visitor(visitor.number)].filter(Boolean).join('\n').toLowerCase()
      }),
    compare: (one, other) => (one === other ? 0 : collator.compare(one, other)),
  }
}
