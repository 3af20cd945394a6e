/** Visitors in the database: who has shown which token, what is said of them, and what pages tell of them. */
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { Identity, Language, PageRef, ProvenDetails, Result, SiteId, ThreadId, TrackedEvent, VisitorCard, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { isAddressBlocked, judgeComing } from '../blocks/standing.ts'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run, together, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitorRow } from '../store/schema.ts'
import { columnsOf, detailsOf, isSameDetails, joinDetails } from './rules.ts'

/** What the rest of the server needs of a visitor who has shown a token. */
export interface VisitorIdentity {
  readonly id: VisitorId
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly threadId: ThreadId
  readonly number: number
  readonly isBlocked: boolean
}

/** Of whom nothing is kept: a robot that has said nothing yet, or somebody new from a blocked address. Numbers begin with 1. */
export const isNobody = ({ number }: VisitorIdentity): boolean => number === 0

export const visitorByToken = prepare((p: { siteId: SiteId; tokenHash: string }) =>
  db.selectFrom('visitors').selectAll().where('site_id', '=', p.siteId).where('token_hash', '=', p.tokenHash),
)
const nextVisitorNumber = prepare((p: { workspaceId: WorkspaceId }) =>
  db
    .updateTable('workspaces')
    .set((row) => ({ visitor_count: row('visitor_count', '+', 1) }))
    .where('id', '=', p.workspaceId)
    .returning('visitor_count as number'),
)
const insertThread = prepareInsert('threads', ['id', 'workspace_id', 'conversation_count'])
const insertVisitor = prepareInsert('visitors', [
  'id',
  'workspace_id',
  'site_id',
  'thread_id',
  'number',
  'token_hash',
  'language',
  'page',
  'referrer',
  'is_blocked',
  'first_seen_at',
  'last_seen_at',
])
const seeVisitor = prepare((p: { id: VisitorId; page: string | null; now: number }) =>
  db.updateTable('visitors').set({ page: p.page, last_seen_at: p.now }).where('id', '=', p.id),
)

export interface ResolveVisitor {
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly tokenHash: string
  /** Used only if the token is new. */
  readonly newIds: { readonly visitor: VisitorId; readonly thread: ThreadId }
  readonly page?: PageRef
  readonly language?: Language
  /** Where they come from, as `clientAddress` has it: it may be blocked (IV-4). Absent: what the row says holds. */
  readonly address?: string
  /** Only looks: a token that is new makes nobody (see {@link isNobody}). */
  readonly isRobot?: boolean
  readonly now: number
}

/**
 * The visitor of a token; a token seen for the first time makes one, with the next number (CW-17). Of robots, and of whoever
 * comes new from a blocked address, nothing is kept.
 */
export const resolveVisitor = procedure('visitors.resolve', function* (input: ResolveVisitor): Work<VisitorIdentity> {
  const { workspaceId, siteId, tokenHash, newIds, page, language, address, isRobot, now } = input
  const [known, isAddress] = yield* together(first(visitorByToken, { siteId, tokenHash }), address === undefined ? nothing() : isAddressBlocked(workspaceId, address, now))
  if (known) {
    const wasBlocked = known.is_blocked === 1
    const isBlocked = isAddress === undefined ? wasBlocked : yield* judgeComing({ workspaceId, visitorId: known.id, wasBlocked, isAddressBlocked: isAddress, now })
    if (page && !isBlocked) yield* write(seeVisitor, { id: known.id, page: JSON.stringify(page), now })
    return { ...identityOf(known), isBlocked }
  }
  if (isAddress || isRobot) return { id: newIds.visitor, workspaceId, siteId, threadId: newIds.thread, number: 0, isBlocked: isAddress === true }
  return yield* admitVisitor({ id: newIds.visitor, threadId: newIds.thread, workspaceId, siteId, tokenHash, language: language ?? null, page: page ? JSON.stringify(page) : null, referrer: page?.referrer ?? null, now })
})

function* nothing(): Work<undefined> {}

export interface AdmitVisitor extends Pick<VisitorRow, 'language' | 'page' | 'referrer'> {
  readonly id: VisitorId
  readonly threadId: ThreadId
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly tokenHash: string
  readonly now: number
}

/** Makes a visitor, with the next number, a thread without conversations, and the fact that somebody came. */
export function* admitVisitor({ id, threadId, workspaceId, siteId, tokenHash, language, page, referrer, now }: AdmitVisitor): Work<VisitorIdentity> {
  const { number } = (yield* first(nextVisitorNumber, { workspaceId }))!
  yield* write(insertThread, { id: threadId, workspace_id: workspaceId, conversation_count: 0 })
  yield* write(insertVisitor, {
    id,
    workspace_id: workspaceId,
    site_id: siteId,
    thread_id: threadId,
    number,
    token_hash: tokenHash,
    language,
    page,
    referrer,
    is_blocked: 0,
    first_seen_at: now,
    last_seen_at: now,
  })
  yield* fact({ id: `${id}:came`, workspaceId, kind: 'visitor-came', at: now, siteId, visitorId: id })
  return { id, workspaceId, siteId, threadId, number, isBlocked: false }
}

/** The visitor of a token, if there is one; a token that was never seen makes none. */
export const findVisitor = procedure('visitors.find', function* (input: { siteId: SiteId; tokenHash: string }): Work<VisitorIdentity | undefined> {
  const row = yield* first(visitorByToken, input)
  return row && identityOf(row)
})

const visitorById = prepare((p: { id: VisitorId }) => db.selectFrom('visitors').selectAll().where('id', '=', p.id))

/** Holds the thread of a visitor, which may be another by now than when they were greeted (CW-27). Nothing: they were erased. */
export function* takeVisitor({ id, threadId }: Pick<VisitorIdentity, 'id' | 'threadId'>): Work<VisitorIdentity | undefined> {
  for (let held = threadId; ; ) {
    yield* lock(`thread:${held}`)
    const row = yield* first(visitorById, { id })
    if (!row || row.thread_id === held) return row && identityOf(row)
    held = row.thread_id
  }
}

const identityOf = (row: VisitorRow): VisitorIdentity => ({
  id: row.id,
  workspaceId: row.workspace_id,
  siteId: row.site_id,
  threadId: row.thread_id,
  number: row.number,
  isBlocked: row.is_blocked === 1,
})

const userOf = prepare((p: { id: string }) => db.selectFrom('identities').select('user_id').where('id', '=', p.id))

/**
 * Keeps what a page says of its visitor without a proof (CW-27). Of one who is proven nothing is changed; saying again
 * what is known is no change. `true`: the card has moved.
 */
export const identifyVisitor = procedure('visitors.identify', function* (input: { visitor: VisitorIdentity; identity: Identity }): Work<Result<boolean>> {
  const { visitor, identity } = input
  const held = yield* takeVisitor(visitor)
  const row = held && (yield* first(visitorById, { id: held.id }))
  if (!row) return fail('unavailable')
  const known = detailsOf(row)
  const joined = joinDetails(known, identity)
  if (!joined.ok) return joined
  const isSame = isSameDetails(known, joined.value)
  if (row.identity_id !== null) {
    const user = yield* first(userOf, { id: row.identity_id })
    const isOther = identity.id !== undefined && identity.id !== user?.user_id
    return isSame && !isOther ? ok(false) : failTalk('proof_needed')
  }
  if (isSame) return ok(false)
  yield* run(db.updateTable('visitors').set(columnsOf(joined.value)).where('id', '=', row.id))
  return ok(true)
})

const takeToken = prepare((p: { id: VisitorId; none: string }) => db.updateTable('visitors').set({ token_hash: p.none }).where('id', '=', p.id))

/** Lets go of a browser: its token opens nothing any more. Conversations stay with the company. */
export const forgetVisitor = procedure('visitors.forget', function* (input: { visitorId: VisitorId }): Work<void> {
  yield* letGo(input.visitorId)
})

/** No hash of a token looks like this. */
export const FORGOTTEN = 'forgotten:'
export const letGo = (id: VisitorId): Work<number> => run(takeToken, { id, none: `${FORGOTTEN}${id}` })

/** What is kept of what pages tell by `track`: the last ones of each visitor. */
export const TRACKED_KEPT = 100
/** Of these, what the desk's card shows. */
const TRACKED_SHOWN = 10

const tracksOf = prepare((p: { visitorId: VisitorId }) =>
  db.selectFrom('tracked_events').select('id').where('visitor_id', '=', p.visitorId).orderBy('at', 'desc').orderBy('id', 'desc'),
)

export interface TrackEvent {
  readonly visitor: VisitorIdentity
  readonly event: { readonly id: string; readonly name: string; readonly data?: Readonly<Record<string, unknown>> }
  readonly now: number
}

/** Keeps what a page tells of its visitor (CW-22), once. `true`: it is new. */
export const trackEvent = procedure('visitors.track', function* (input: TrackEvent): Work<Result<boolean>> {
  const { event: { id, name, data }, now } = input
  const visitor = yield* takeVisitor(input.visitor)
  if (!visitor) return fail('unavailable')
  const values = { visitor_id: visitor.id, id, at: now, name, data: data === undefined ? null : JSON.stringify(data) }
  const added = yield* run(db.insertInto('tracked_events').values(values).onConflict((conflict) => conflict.columns(['visitor_id', 'id']).doNothing()))
  if (added === 0) return ok(false)
  const tooMany = (yield* rows(tracksOf, { visitorId: visitor.id })).slice(TRACKED_KEPT).map((old) => old.id)
  if (tooMany.length > 0) yield* run(db.deleteFrom('tracked_events').where('visitor_id', '=', visitor.id).where('id', 'in', tooMany))
  return ok(true)
})

/** What stands on a card besides the visitor's row. */
export interface CardExtras {
  readonly userId: string | undefined
  /** What proofs have said of them. */
  readonly signed: ProvenDetails
  readonly tracked: readonly TrackedEvent[]
}

/** Of many cards at once, for a list of conversations is made of them. */
export function* readCardExtras(visitors: readonly Pick<VisitorRow, 'id' | 'identity_id'>[]): Work<(of: Pick<VisitorRow, 'id' | 'identity_id'>) => CardExtras> {
  const [users, tracked] = yield* together(usersOf([...new Set(visitors.flatMap(({ identity_id }) => identity_id ?? []))]), lastTracked([...new Set(visitors.map(({ id }) => id))]))
  return ({ id, identity_id }) => {
    const { user_id: userId, details = null } = (identity_id === null ? undefined : users.get(identity_id)) ?? {}
    return { userId, signed: details === null ? {} : (JSON.parse(details) as ProvenDetails), tracked: tracked.get(id) ?? [] }
  }
}

function* usersOf(ids: readonly string[]) {
  const found = ids.length === 0 ? [] : yield* rows(db.selectFrom('identities').select(['id', 'user_id', 'details']).where('id', 'in', ids))
  return new Map(found.map((identity) => [identity.id, identity]))
}

const lastTrackedOf = prepare((p: { visitorId: VisitorId; limit: number }) =>
  db.selectFrom('tracked_events').select(['at', 'name', 'data']).where('visitor_id', '=', p.visitorId).orderBy('at', 'desc').orderBy('id', 'desc').limit(p.limit),
)

function* lastTracked(ids: readonly VisitorId[]): Work<ReadonlyMap<VisitorId, readonly TrackedEvent[]>> {
  const [one, ...others] = ids
  if (one === undefined) return new Map()
  // With each move of a conversation its card is read, and a query that is built anew costs more than its answer.
  if (others.length === 0) return new Map([[one, (yield* rows(lastTrackedOf, { visitorId: one, limit: TRACKED_SHOWN })).map(trackedOf)]])
  const ranked = db
    .selectFrom('tracked_events')
    .select(['visitor_id', 'at', 'name', 'data'])
    .select((row) => row.fn.agg<number>('row_number').over((over) => over.partitionBy('visitor_id').orderBy('at', 'desc').orderBy('id', 'desc')).as('rank'))
    .where('visitor_id', 'in', ids)
  const found = yield* rows(db.selectFrom(ranked.as('ranked')).selectAll().where('rank', '<=', TRACKED_SHOWN).orderBy('rank'))
  const byVisitor = new Map<VisitorId, TrackedEvent[]>()
  for (const { visitor_id, ...row } of found) byVisitor.set(visitor_id, [...(byVisitor.get(visitor_id) ?? []), trackedOf(row)])
  return byVisitor
}

export const trackedOf = ({ at, name, data }: { at: number; name: string; data: string | null }): TrackedEvent => ({
  at,
  name,
  ...(data !== null && { data: JSON.parse(data) as Record<string, unknown> }),
})

/** The card at the desk. Whether the visitor is there now, only the presence hub knows. */
export function cardOf(row: VisitorRow, siteName: string, isPresent: boolean, { userId, signed, tracked }: CardExtras): VisitorCard {
  const proven = (['name', 'email', 'phone'] as const).filter((field) => row[field] !== null && row[field] === signed[field])
  return {
    id: row.id,
    number: row.number,
    siteName,
    isPresent,
    firstSeenAt: row.first_seen_at,
    ...(row.name !== null && { name: row.name }),
    ...(row.email !== null && { email: row.email }),
    ...(row.phone !== null && { phone: row.phone }),
    ...(row.attributes !== null && { attributes: JSON.parse(row.attributes) as Record<string, string> }),
    ...(userId !== undefined && { userId }),
    ...(proven.length > 0 && { proven }),
    ...(row.tags !== null && { tags: JSON.parse(row.tags) as string[] }),
    ...(tracked.length > 0 && { tracked }),
    ...(row.language !== null && { language: row.language }),
    ...(row.page !== null && { page: JSON.parse(row.page) as PageRef }),
    ...(row.referrer !== null && { referrer: row.referrer }),
  }
}
