/**
 * Which visitors stand in the list, and in which order, as a question asks for it; all on this desk. Pure.
 *
 * With 10,000 visitors and differences twice a second, only who has changed is put to another place; and while somebody
 * is about to press or reads along with the keyboard (*held*), nobody moves: rows change where they stand, and who is
 * new is counted.
 */
import type { LiveVisitor, VisitorId } from '@foyer/sdk/protocol'
import type { Visitors } from './live-list.ts'
import { STATES, comparer, judgeOf, stateOf } from './question.ts'
import type { Compare, Judge, Question, ShownState } from './question.ts'

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
