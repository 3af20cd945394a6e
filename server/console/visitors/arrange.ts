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

export interface Arrangement {
  readonly question: Question
  readonly rows: readonly LiveVisitor[]
  /** Of those that fit everything else: how many are in each state. */
  readonly counts: Readonly<Record<ShownState, number>>
  /** Who is on the sites, whether they fit or not. */
  readonly here: number
  /** Who fits and is not in the rows yet, because these are held. */
  readonly fresh: number
  /** Rows whose visitors are in the list no more, or do not fit. */
  readonly gone: ReadonlySet<VisitorId>
  /** What it was made from. */
  readonly moment: Moment
  /** Where the rows are held: how they stood before that. */
  readonly settled?: Arrangement
}

export const stateOf = (visitor: LiveVisitor): ShownState => (visitor.leftAt === undefined ? visitor.state.kind : 'left')

/** Of those who have left, until they left. */
export const onSiteMs = ({ arrivedAt, leftAt }: LiveVisitor, now: number): number => Math.max(0, (leftAt ?? now) - arrivedAt)

export const sourceKey = ({ source: { kind, name } }: LiveVisitor): Filters['source'] => (name === undefined ? kind : `${kind}:${name}`)
export const countryKey = ({ place }: LiveVisitor): string => place?.country ?? '?'
export const regionKey = ({ place }: LiveVisitor): string | undefined => place?.country && place.region && `${place.country}:${place.region}`

export interface Moment {
  readonly visitors: Visitors
  readonly now: number
  readonly isHeld: boolean
}

/** @param before what was there; another question sorts all anew, also while it is held */
export function arrange(before: Arrangement | undefined, question: Question, moment: Moment): Arrangement {
  const judge = judgeOf(question)
  if (before?.question !== question) return anew(question, moment, judge)
  return moment.isHeld ? held(before, moment, judge) : followed(before.settled ?? before, moment, judge)
}

function anew(question: Question, moment: Moment, judge: Judge): Arrangement {
  const { visitors, now } = moment
  const changes = [...visitors.values()].map((is): Change => ({ is }))
  const rows = [...visitors.values()].filter((visitor) => judge(visitor, now).fits).sort(comparer(question))
  return { question, moment, rows, ...counted({ counts: NONE, here: 0 }, changes, judge, now, now), fresh: 0, gone: NOBODY }
}

/** Who has not changed is in order already: only the others are put in among them. */
function followed(before: Arrangement, moment: Moment, judge: Judge): Arrangement {
  const { question } = before
  const changes = changesBetween(before, moment)
  if (changes.size === 0) return { ...before, moment }
  const compare = comparer(question)
  const fits = (visitor: LiveVisitor | undefined): visitor is LiveVisitor => visitor !== undefined && judge(visitor, moment.now).fits
  const stay: LiveVisitor[] = []
  const staying = new Set<VisitorId>()
  for (const row of before.rows) {
    const change = changes.get(row.id)
    if (!change) stay.push(row)
    else if (fits(change.is) && compare(row, change.is) === 0) {
      stay.push(change.is)
      staying.add(row.id)
    }
  }
  const others: LiveVisitor[] = []
  for (const { is } of changes.values()) if (fits(is) && !staying.has(is.id)) others.push(is)
  const tally = counted(before, changes.values(), judge, before.moment.now, moment.now)
  return { question, moment, ...tally, rows: merged(stay, others.sort(compare), compare), fresh: 0, gone: NOBODY }
}

/** Nobody moves: what they do is shown where they stand. */
function held(before: Arrangement, moment: Moment, judge: Judge): Arrangement {
  const { now } = moment
  const changes = changesBetween(before, moment)
  const settled = before.settled ?? before
  if (changes.size === 0) return { ...before, moment, settled }
  const gone = new Set(before.gone)
  const rows = before.rows.map((row) => {
    const change = changes.get(row.id)
    if (!change) return row
    if (change.is && judge(change.is, now).fits) gone.delete(row.id)
    else gone.add(row.id)
    return change.is ?? (row.leftAt === undefined ? { ...row, leftAt: now } : row)
  })
  const tally = counted(before, changes.values(), judge, before.moment.now, now)
  const { state } = before.question.filters
  const fitting = state === undefined ? STATES.reduce((sum, each) => sum + tally.counts[each], 0) : tally.counts[state]
  return { ...before, moment, settled, ...tally, rows, fresh: fitting - (rows.length - gone.size), gone }
}

function merged(rows: readonly LiveVisitor[], others: readonly LiveVisitor[], compare: Compare): readonly LiveVisitor[] {
  const all: LiveVisitor[] = []
  let from = 0
  for (const other of others) {
    const to = placeFor(other, rows, from, compare)
    for (let i = from; i < to; i += 1) all.push(rows[i]!)
    all.push(other)
    from = to
  }
  return all.concat(rows.slice(from))
}

function placeFor(visitor: LiveVisitor, rows: readonly LiveVisitor[], from: number, compare: Compare): number {
  let [low, high] = [from, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(rows[middle]!, visitor) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** What is another between two moments: `was` and `is` are absent of who came and of who is gone. */
interface Change {
  readonly was?: LiveVisitor
  readonly is?: LiveVisitor
}

/** Told by the values alone, which never change themselves: whatever lies between, nothing is missed. */
function changesBetween({ question, moment: before }: Arrangement, { visitors, now }: Moment): ReadonlyMap<VisitorId, Change> {
  const changes = new Map<VisitorId, Change>()
  // Time alone moves people from one band to the next.
  const areAllOlder = question.filters.time !== undefined && now !== before.now
  if (visitors === before.visitors && !areAllOlder) return changes
  let known = 0
  for (const [id, is] of visitors) {
    const was = before.visitors.get(id)
    if (was) known += 1
    if (was !== is || areAllOlder) changes.set(id, was ? { was, is } : { is })
  }
  if (known < before.visitors.size) for (const [id, was] of before.visitors) if (!visitors.has(id)) changes.set(id, { was })
  return changes
}

type Tally = Pick<Arrangement, 'counts' | 'here'>

const NOBODY: ReadonlySet<VisitorId> = new Set()
const NONE: Arrangement['counts'] = { queued: 0, talking: 0, automatic: 0, invited: 0, declined: 0, unanswered: 0, browsing: 0, left: 0 }

function counted(before: Tally, changes: Iterable<Change>, judge: Judge, then: number, now: number): Tally {
  const counts = { ...before.counts }
  let { here } = before
  const count = (visitor: LiveVisitor | undefined, by: 1 | -1, at: number) => {
    if (!visitor) return
    if (visitor.leftAt === undefined) here += by
    if (judge(visitor, at).fitsOtherwise) counts[stateOf(visitor)] += by
  }
  for (const { was, is } of changes) {
    count(was, -1, then)
    count(is, 1, now)
  }
  return { counts, here }
}

/** `fitsOtherwise`: everything but the state, by which it is counted. */
type Judge = (visitor: LiveVisitor, now: number) => { readonly fits: boolean; readonly fitsOtherwise: boolean }

function judgeOf({ filters, texts }: Question): Judge {
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

type Compare = (one: LiveVisitor, other: LiveVisitor) => number

/** Of equals, who came last stands first; of those who came at once, the id decides: the order never depends on chance. */
function comparer({ sort: { by, isDescending }, texts }: Question): Compare {
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
