/**
 * What is asked of the list: search, filters and sorting, and what the columns say. Says of one visitor whether they fit,
 * and of two who stands first. Pure.
 */
import type { Device, LiveVisitor, SourceKind, VisitState } from '@foyer/sdk/protocol'

/** What goes on with a visitor, and that they have left. In the order in which they are sorted: who needs somebody first. */
export const STATES = ['queued', 'talking', 'automatic', 'invited', 'declined', 'unanswered', 'browsing', 'left'] as const satisfies readonly (VisitState['kind'] | 'left')[]
export type ShownState = (typeof STATES)[number]

export const COLUMNS = ['visitor', 'state', 'page', 'source', 'pages', 'time', 'place', 'device', 'language'] as const
export type Column = (typeof COLUMNS)[number]
export interface Sort {
  readonly by: Column
  readonly isDescending: boolean
}
/** Who came last stands first. */
export const NEWEST: Sort = { by: 'time', isDescending: false }

/** Time on site, in minutes: from, and below. */
export const TIMES = { 'under-1': [0, 1], 'from-1': [1, 5], 'from-5': [5, 15], 'from-15': [15, 60], 'from-60': [60, Infinity] } as const
export type TimeBand = keyof typeof TIMES
export type Who = 'first' | 'returning' | 'customer'

/** What is absent sets no limit. */
export interface Filters {
  /** In any of the columns; all words must be there. */
  readonly search: string
  /** In address or title of the page. */
  readonly page: string
  readonly state?: ShownState
  readonly source?: SourceKind | `${SourceKind}:${string}`
  /** A country by its code, or `CN:Zhejiang`, a region of it; `?`: not known. */
  readonly place?: string
  readonly device?: Device['kind']
  readonly time?: TimeBand
  readonly who?: Who
}
export const NO_FILTERS: Filters = { search: '', page: '' }

/** What the columns say in the desk's language. Cheap to ask again: kept with each visitor. */
export interface Texts {
  of(visitor: LiveVisitor, column: Exclude<Column, 'pages' | 'time'>): string
  /** Of the page, short; nothing where it is none of the web. */
  address(visitor: LiveVisitor): string
  /** All of them, in lower case. */
  search(visitor: LiveVisitor): string
  compare(one: string, other: string): number
}

export interface Question {
  readonly filters: Filters
  readonly sort: Sort
  readonly texts: Texts
}

export const stateOf = (visitor: LiveVisitor): ShownState => (visitor.leftAt === undefined ? visitor.state.kind : 'left')

/** Of those who have left, until they left. */
export const onSiteMs = ({ arrivedAt, leftAt }: LiveVisitor, now: number): number => Math.max(0, (leftAt ?? now) - arrivedAt)

export const sourceKey = ({ source: { kind, name } }: LiveVisitor): Filters['source'] => (name === undefined ? kind : `${kind}:${name}`)
export const countryKey = ({ place }: LiveVisitor): string => place?.country ?? '?'
export const regionKey = ({ place }: LiveVisitor): string | undefined => place?.country && place.region && `${place.country}:${place.region}`

/** `fitsOtherwise`: everything but the state, by which it is counted. */
export type Judge = (visitor: LiveVisitor, now: number) => { readonly fits: boolean; readonly fitsOtherwise: boolean }

export function judgeOf({ filters, texts }: Question): Judge {
  const sought = filters.search.toLowerCase().split(/\s+/).filter(Boolean)
  const page = filters.page.trim().toLowerCase()
  const fitsWords = (visitor: LiveVisitor) => sought.every((word) => texts.search(visitor).includes(word))
  const fitsPage = ({ page: on }: LiveVisitor) => page === '' || `${on?.url ?? ''} ${on?.title ?? ''}`.toLowerCase().includes(page)
  return (visitor, now) => {
    const fitsOtherwise = fitsFilters(visitor, filters, now) && fitsPage(visitor) && fitsWords(visitor)
    return { fitsOtherwise, fits: fitsOtherwise && (filters.state === undefined || filters.state === stateOf(visitor)) }
  }
}

function fitsFilters(visitor: LiveVisitor, { source, place, device, time, who }: Filters, now: number): boolean {
  if (source !== undefined && source !== visitor.source.kind && source !== sourceKey(visitor)) return false
  if (place !== undefined && place !== countryKey(visitor) && place !== regionKey(visitor)) return false
  if (device !== undefined && device !== visitor.device.kind) return false
  if (time !== undefined) {
    const minutes = onSiteMs(visitor, now) / 60_000
    const [from, below] = TIMES[time]
    if (minutes < from || minutes >= below) return false
  }
  return who === undefined || (who === 'customer' ? visitor.isCustomer : visitor.isReturning === (who === 'returning'))
}

export type Compare = (one: LiveVisitor, other: LiveVisitor) => number

/** Of equals, who came last stands first; of those who came at once, the id decides: the order never depends on chance. */
export function comparer({ sort: { by, isDescending }, texts }: Question): Compare {
  const sign = isDescending ? -1 : 1
  const compare = comparison(by, texts, sign)
  return (one, other) => sign * compare(one, other) || other.arrivedAt - one.arrivedAt || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
}

function comparison(by: Column, texts: Texts, sign: 1 | -1): Compare {
  switch (by) {
    case 'time':
      return (one, other) => other.arrivedAt - one.arrivedAt
    case 'visitor':
      // Who has a name, then the others by number: Visitor 9 stands before Visitor 10.
      return (one, other) => {
        if (one.name === undefined || other.name === undefined) return one.name === other.name ? one.number - other.number : one.name === undefined ? 1 : -1
        return texts.compare(one.name, other.name)
      }
    case 'pages':
      return (one, other) => one.pages - other.pages
    case 'state':
      return (one, other) => STATES.indexOf(stateOf(one)) - STATES.indexOf(stateOf(other))
    default:
      return (one, other) => {
        const first = texts.of(one, by)
        const second = texts.of(other, by)
        // What is not known stands last in both directions.
        if (first === '' || second === '') return first === second ? 0 : first === '' ? sign : -sign
        return texts.compare(first, second)
      }
  }
}
