import type { Identity, Language, PageRef, SiteId, ThreadId, VisitorCard, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, prepareInsert, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitorRow } from '../store/schema.ts'

/** What the rest of the server needs of a visitor who has shown a token. */
export interface VisitorIdentity {
  readonly id: VisitorId
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly threadId: ThreadId
  readonly number: number
  readonly isBlocked: boolean
}

const visitorByToken = prepare((p: { siteId: SiteId; tokenHash: string }) =>
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
  readonly now: number
}

/** The visitor of a token; a token seen for the first time makes one, with the next number (CW-17). */
export const resolveVisitor = procedure('visitors.resolve', function* (input: ResolveVisitor): Work<VisitorIdentity> {
  const { workspaceId, siteId, tokenHash, newIds, page, language, now } = input
  const known = yield* first(visitorByToken, { siteId, tokenHash })
  if (known) {
    if (page) yield* run(seeVisitor, { id: known.id, page: JSON.stringify(page), now })
    return identityOf(known)
  }
  const { number } = (yield* first(nextVisitorNumber, { workspaceId }))!
  yield* run(insertThread, { id: newIds.thread, workspace_id: workspaceId, conversation_count: 0 })
  yield* run(insertVisitor, {
    id: newIds.visitor,
    workspace_id: workspaceId,
    site_id: siteId,
    thread_id: newIds.thread,
    number,
    token_hash: tokenHash,
    language: language ?? null,
    page: page ? JSON.stringify(page) : null,
    referrer: page?.referrer ?? null,
    is_blocked: 0,
    first_seen_at: now,
    last_seen_at: now,
  })
  yield* fact({ id: `${newIds.visitor}:came`, workspaceId, kind: 'visitor-came', at: now, siteId, visitorId: newIds.visitor })
  return { id: newIds.visitor, workspaceId, siteId, threadId: newIds.thread, number, isBlocked: false }
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

/** Remembers the page a visitor is on. */
export const recordPage = procedure('visitors.page', function* (input: { visitorId: VisitorId; page: PageRef; now: number }): Work<void> {
  yield* run(seeVisitor, { id: input.visitorId, page: JSON.stringify(input.page), now: input.now })
})

/** Keeps what a page says of its visitor; what is absent stays as it is. */
export const identifyVisitor = procedure('visitors.identify', function* (input: { visitorId: VisitorId; identity: Identity }): Work<void> {
  const { name, email, phone, attributes } = input.identity
  const changed = {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(attributes !== undefined && { attributes: JSON.stringify(attributes) }),
  }
  if (Object.keys(changed).length === 0) return
  yield* run(db.updateTable('visitors').set(changed).where('id', '=', input.visitorId))
})

/** Lets go of a browser: its token opens nothing any more. Conversations stay with the company. */
export const forgetVisitor = procedure('visitors.forget', function* (input: { visitorId: VisitorId }): Work<void> {
  yield* run(db.updateTable('visitors').set({ token_hash: `forgotten:${input.visitorId}` }).where('id', '=', input.visitorId))
})

/** The card at the desk. Whether the visitor is there now, only the presence hub knows. */
export function cardOf(row: VisitorRow, siteName: string, isPresent: boolean): VisitorCard {
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
    ...(row.language !== null && { language: row.language }),
    ...(row.page !== null && { page: JSON.parse(row.page) as PageRef }),
    ...(row.referrer !== null && { referrer: row.referrer }),
  }
}
