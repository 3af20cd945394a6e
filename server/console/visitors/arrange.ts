/**
 * Which visitors stand in the list, and in which order: search, filters and sorting, all on this desk. Pure.
 *
 * With 10,000 visitors and differences twice a second, only who has changed is put to another place; and while somebody
 * is about to press or reads along with the keyboard (*held*), nobody moves: rows change where they stand, and who is
 * new is counted.
 */
import type { Device, LiveVisitor, SourceKind, VisitState, VisitorId } from '@foyer/sdk/protocol'
import type { Visitors } from './live-list.ts'

/** What goes on with a visitor, and that they have left. In the order in which they are sorted: who needs somebody first. */
export const STATES = ['queued', 'talking', 'invited', 'declined', 'unanswered', 'browsing', 'left'] as const satisfies readonly (VisitState['kind'] | 'left')[]
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
  /** A country by its code; `?`: not known. */
  readonly place?: string
  readonly device?: Device['kind']
  readonly time?: TimeBand
  readonly who?: Who
}
export const NO_FILTERS: Filters = { search: '', page: '' }

/** What the columns say in the desk's language. Cheap to ask again: kept with each visitor. */
export interface Texts {
  of(visitor: LiveVisitor, column: Exclude<Column, 'pages' | 'time'>): string
  /** All of them, in lower case. */
  search(visitor: LiveVisitor): string
  compare(one: string, other: string): number
}

export interface Question {
  readonly filters: Filters
  readonly sort: Sort
  readonly texts: Texts
}

export interface Arrangement {
  readonly question: Question
  readonly rows: readonly LiveVisitor[]
  /** Of those that fit everything else: how many are in each state. */
  readonly counts: Readonly<Record<ShownState, number>>
  /** Who fits and is not in the rows yet, because these are held. */
  readonly fresh: number
  /** Rows whose visitors are in the list no more, or do not fit. */
  readonly gone: number
}

export const stateOf = (visitor: LiveVisitor): ShownState => (visitor.leftAt === undefined ? visitor.state.kind : 'left')

/** Of those who have left, until they left. */
export const onSiteMs = ({ arrivedAt, leftAt }: LiveVisitor, now: number): number => Math.max(0, (leftAt ?? now) - arrivedAt)

export const sourceKey = ({ source: { kind, name } }: LiveVisitor): Filters['source'] => (name === undefined ? kind : `${kind}:${name}`)
export const placeKey = ({ place }: LiveVisitor): string => place?.country ?? '?'

export interface Moment {
  readonly visitors: Visitors
  readonly now: number
  readonly isHeld: boolean
}

/** @param before what was there; another question sorts all anew, also while it is held */
export function arrange(before: Arrangement | undefined, question: Question, { visitors, now, isHeld }: Moment): Arrangement {
  const isSame = before?.question === question
  const { fits, counts } = chosen(visitors, question, now)
  if (!before || !isSame) return { question, rows: [...fits].sort(comparer(question)), counts, fresh: 0, gone: 0 }
  if (isHeld) return held(before, visitors, fits, counts, now)
  return { question, rows: moved(before.rows, fits, comparer(question)), counts, fresh: 0, gone: 0 }
}

function held(before: Arrangement, visitors: Visitors, fits: ReadonlySet<LiveVisitor>, counts: Arrangement['counts'], now: number): Arrangement {
  const here = new Set<VisitorId>()
  let gone = 0
  const rows = before.rows.map((row) => {
    here.add(row.id)
    const visitor = visitors.get(row.id)
    if (!visitor || !fits.has(visitor)) gone += 1
    return visitor ?? (row.leftAt === undefined ? { ...row, leftAt: now } : row)
  })
  let fresh = 0
  for (const { id } of fits) if (!here.has(id)) fresh += 1
  return { ...before, rows, counts, fresh, gone }
}

/** Who has not changed is in order already: only the others are put in among them. */
function moved(rows: readonly LiveVisitor[], fits: ReadonlySet<LiveVisitor>, compare: (one: LiveVisitor, other: LiveVisitor) => number): readonly LiveVisitor[] {
  const stay = rows.filter((row) => fits.has(row))
  if (stay.length === fits.size && stay.length === rows.length) return rows
  const staying = new Set(stay)
  const others = [...fits].filter((visitor) => !staying.has(visitor)).sort(compare)
  const merged: LiveVisitor[] = []
  let from = 0
  for (const other of others) {
    const to = placeFor(other, stay, from, compare)
    for (let i = from; i < to; i += 1) merged.push(stay[i]!)
    merged.push(other)
    from = to
  }
  return merged.concat(stay.slice(from))
}

function placeFor(visitor: LiveVisitor, rows: readonly LiveVisitor[], from: number, compare: (one: LiveVisitor, other: LiveVisitor) => number): number {
  let [low, high] = [from, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(rows[middle]!, visitor) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function chosen(visitors: Visitors, { filters, texts }: Question, now: number): { readonly fits: ReadonlySet<LiveVisitor>; readonly counts: Arrangement['counts'] } {
  const fits = new Set<LiveVisitor>()
  const counts: Record<ShownState, number> = { queued: 0, talking: 0, invited: 0, declined: 0, unanswered: 0, browsing: 0, left: 0 }
  const sought = filters.search.toLowerCase().split(/\s+/).filter(Boolean)
  const page = filters.page.trim().toLowerCase()
  for (const visitor of visitors.values()) {
    if (!fitsFilters(visitor, filters, now)) continue
    if (page !== '' && !`${visitor.page?.url ?? ''} ${visitor.page?.title ?? ''}`.toLowerCase().includes(page)) continue
    if (sought.length > 0 && !sought.every((word) => texts.search(visitor).includes(word))) continue
    const state = stateOf(visitor)
    counts[state] += 1
    if (filters.state === undefined || filters.state === state) fits.add(visitor)
  }
  return { fits, counts }
}

function fitsFilters(visitor: LiveVisitor, { source, place, device, time, who }: Filters, now: number): boolean {
  if (source !== undefined && source !== visitor.source.kind && source !== sourceKey(visitor)) return false
  if (place !== undefined && place !== placeKey(visitor)) return false
  if (device !== undefined && device !== visitor.device.kind) return false
  if (time !== undefined) {
    const minutes = onSiteMs(visitor, now) / 60_000
    const [from, below] = TIMES[time]
    if (minutes < from || minutes >= below) return false
  }
  return who === undefined || (who === 'customer' ? visitor.isCustomer : visitor.isReturning === (who === 'returning'))
}

/** Of equals, who came last stands first; of those who came at once, the id decides: the order never depends on chance. */
function comparer({ sort: { by, isDescending }, texts }: Question): (one: LiveVisitor, other: LiveVisitor) => number {
  const sign = isDescending ? -1 : 1
  const compare = comparison(by, texts, sign)
  return (one, other) => sign * compare(one, other) || other.arrivedAt - one.arrivedAt || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
}

function comparison(by: Column, texts: Texts, sign: 1 | -1): (one: LiveVisitor, other: LiveVisitor) => number {
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
