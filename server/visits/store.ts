/** Visits in the database: what is known of somebody who comes, and what a server has seen of those who are there. */
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { TRACK_PAGES } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, Device, MemberId, PageRef, Place, SiteId, ThreadId, VisitSource, VisitorId, VisitState, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, run, rows, together, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitRow } from '../store/schema.ts'

/** Whoever was away for longer begins another visit; whoever was not goes on with theirs. */
export const VISIT_ENDS_AFTER_MS = 30 * 60_000

/** An open conversation of a visitor's thread. `seq`: of what was last said of it, for hearsay may come late. */
export interface Talk {
  readonly conversationId: ConversationId
  readonly seq: number
  /** Absent: it waits. */
  readonly agentId?: MemberId
  /** It waits for nobody: only the menu or a bot answers. */
  readonly isAutomatic?: true
}

export const talkOf = ({ id: conversationId, seq, state }: ConversationHead): Talk => ({
  conversationId,
  seq,
  ...(state.status === 'held' && { agentId: state.agent.id }),
  ...(state.status === 'waiting' && state.reason === undefined && { isAutomatic: true }),
})
/** What became of the last invitation of a visit, if nothing better came of it. */
export type Invite = Extract<VisitState, { readonly kind: 'invited' | 'declined' | 'unanswered' }>

/** What is known of somebody, besides what they say when they come. */
export interface Standing {
  readonly threadId: ThreadId
  readonly name?: string
  readonly isCustomer: boolean
  readonly isBlocked: boolean
  /** Without the one that may begin now. */
  readonly visits: number
  readonly firstSeenAt: number
  /** Their last visit, however long ago. */
  readonly visit?: {
    readonly id: string
    readonly beganAt: number
    readonly seenAt: number
    readonly pages: number
    readonly source: VisitSource
    readonly device: Device
    readonly place?: Place
    readonly lastPage?: { readonly url: string; readonly title: string | null }
  }
  readonly talk?: Talk
  /** Their last one, however long ago, unless a conversation came of it. */
  readonly invite?: { readonly at: number; readonly is: Invite }
}

const visitorOf = prepare((p: { id: VisitorId }) =>
  db.selectFrom('visitors').select(['thread_id', 'name', 'identity_id', 'is_blocked', 'visit_count', 'first_seen_at']).where('id', '=', p.id),
)
const lastVisit = prepare((p: { visitorId: VisitorId }) => db.selectFrom('visits').selectAll().where('visitor_id', '=', p.visitorId).orderBy('began_at', 'desc').limit(1))
const lastPage = prepare((p: { visitId: string }) => db.selectFrom('visit_pages').select(['url', 'title']).where('visit_id', '=', p.visitId).orderBy('n', 'desc').limit(1))
const openTalk = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('conversations').select('head').where('thread_id', '=', p.threadId).where('status', '!=', 'ended').orderBy('position', 'desc').limit(1),
)
const lastInvite = prepare((p: { visitorId: VisitorId }) =>
  db.selectFrom('invites').select(['at', 'state', 'by_member']).where('visitor_id', '=', p.visitorId).orderBy('at', 'desc').limit(1),
)

export const readStanding = procedure('visits.standing', function* (input: { visitorId: VisitorId }): Work<Standing | undefined> {
  const [visitor, visit] = yield* together(first(visitorOf, { id: input.visitorId }), first(lastVisit, input))
  if (!visitor) return undefined
  const [page, talk, invite] = yield* together(
    first(lastPage, { visitId: visit?.id ?? '' }),
    first(openTalk, { threadId: visitor.thread_id }),
    first(lastInvite, input),
  )
  const by = invite?.by_member ? { by: invite.by_member } : {}
  return {
    threadId: visitor.thread_id,
    ...(visitor.name !== null && { name: visitor.name }),
    isCustomer: visitor.identity_id !== null,
    isBlocked: visitor.is_blocked === 1,
    visits: visitor.visit_count,
    firstSeenAt: visitor.first_seen_at,
    ...(visit && {
      visit: {
        id: visit.id,
        beganAt: visit.began_at,
        seenAt: visit.seen_at,
        pages: visit.page_count,
        source: JSON.parse(visit.source) as VisitSource,
        device: JSON.parse(visit.device) as Device,
        ...(visit.place !== null && { place: JSON.parse(visit.place) as Place }),
        ...(page && { lastPage: page }),
      },
    }),
    ...(talk && { talk: talkOf(JSON.parse(talk.head) as ConversationHead) }),
    ...(invite && invite.state !== 'accepted' && { invite: { at: invite.at, is: { kind: invite.state === 'shown' ? 'invited' : invite.state, ...by } } }),
  }
})

export interface SeenPage {
  /** Its place in the visit, from 1. */
  readonly n: number
  readonly at: number
  readonly url: string
  readonly title: string | null
}

/** What a server has seen of a visit since it last kept it. To keep the same again changes nothing. */
export interface SeenVisit {
  readonly id: string
  readonly visitorId: VisitorId
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly beganAt: number
  readonly seenAt: number
  /** Of all visits of this visitor, and of all pages of this one. */
  readonly visits: number
  readonly pages: number
  readonly source: VisitSource
  readonly device: Device
  readonly place: Place | undefined
  readonly address: string
  /** Where they are. Absent: where they were when it was kept before, or where another server has seen them since. */
  readonly page: PageRef | undefined
  readonly seen: readonly SeenPage[]
}

/** Of two servers that a visitor was at, the one that they have left knows less and may say it later. */
const most = (known: string, said: number | RawBuilder<number>) => sql<number>`case when ${sql.ref(known)} < ${said} then ${said} else ${sql.ref(known)} end`

const seeVisitor = prepare((p: { id: VisitorId; page: string | null; visits: number; now: number }) =>
  db
    .updateTable('visitors')
    .set((row) => ({ page: row.fn.coalesce(row.val(p.page), 'page'), last_seen_at: most('last_seen_at', p.now), visit_count: most('visit_count', p.visits) }))
    .where('id', '=', p.id),
)
const keepVisit = prepare(
  (p: { id: string; workspaceId: WorkspaceId; siteId: SiteId; visitorId: VisitorId; beganAt: number; seenAt: number; pages: number; source: string; place: string | null; device: string; address: string }) =>
    db
      .insertInto('visits')
      .values({ id: p.id, workspace_id: p.workspaceId, site_id: p.siteId, visitor_id: p.visitorId, began_at: p.beganAt, seen_at: p.seenAt, page_count: p.pages, source: p.source, place: p.place, device: p.device, address: p.address })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ seen_at: most('visits.seen_at', sql.ref('excluded.seen_at')), page_count: most('visits.page_count', sql.ref('excluded.page_count')), address: row.ref('excluded.address') }))),
)
/** The same page again: its title came later, or another server has seen it too. */
const keepPage = prepare((p: { visitId: string; n: number; visitorId: VisitorId; at: number; url: string; title: string | null }) =>
  db
    .insertInto('visit_pages')
    .values({ visit_id: p.visitId, n: p.n, visitor_id: p.visitorId, at: p.at, url: p.url, title: p.title })
    .onConflict((conflict) => conflict.columns(['visit_id', 'n']).doUpdateSet((row) => ({ url: row.ref('excluded.url'), title: row.ref('excluded.title') }))),
)
const dropPages = prepare((p: { visitId: string; upTo: number }) => db.deleteFrom('visit_pages').where('visit_id', '=', p.visitId).where('n', '<=', p.upTo))

/**
 * Keeps what was seen of many visits. Who is erased at that moment leaves nothing behind: the visitor's row is touched
 * first and held from then on, and where there is none, nothing else is written.
 */
export const keepVisits = procedure('visits.keep', function* (input: { visits: readonly SeenVisit[] }): Work<void> {
  // In one order for all servers, so that none waits for another who waits for it.
  const sorted = input.visits.toSorted((a, b) => (a.visitorId < b.visitorId ? -1 : 1))
  const found = yield* together(...sorted.map(({ visitorId, page, visits, seenAt }) => run(seeVisitor, { id: visitorId, page: page ? JSON.stringify(page) : null, visits, now: seenAt })))
  for (const [index, visit] of sorted.entries()) {
    if (found[index] === 0) continue
    const { id, visitorId, workspaceId, siteId, beganAt, seenAt, pages, source, device, place, address, seen } = visit
    yield* write(keepVisit, { id, workspaceId, siteId, visitorId, beganAt, seenAt, pages, source: JSON.stringify(source), place: place ? JSON.stringify(place) : null, device: JSON.stringify(device), address })
    for (const page of seen) yield* write(keepPage, { visitId: id, visitorId, ...page })
    if (seen.length > 0 && pages > TRACK_PAGES) yield* write(dropPages, { visitId: id, upTo: pages - TRACK_PAGES })
  }
})

/** A visit with the pages that are kept of it, in order. */
export interface KeptVisit {
  readonly visit: VisitRow
  readonly pages: readonly { readonly at: number; readonly url: string; readonly title: string | null }[]
}

const visitsBy = prepare((p: { visitorId: VisitorId }) => db.selectFrom('visits').selectAll().where('visitor_id', '=', p.visitorId).orderBy('began_at').orderBy('id'))
const pagesBy = prepare((p: { visitorId: VisitorId }) =>
  db
    .selectFrom('visits')
    .innerJoin('visit_pages', 'visit_pages.visit_id', 'visits.id')
    .select(['visit_id', 'at', 'url', 'title'])
    .where('visits.visitor_id', '=', p.visitorId)
    .orderBy('visit_id')
    .orderBy('n'),
)

/** All visits of a browser, the first one first: for whoever asks what is kept (CW-15). */
export function* visitsOf(visitorId: VisitorId): Work<readonly KeptVisit[]> {
  const [visits, pages] = yield* together(rows(visitsBy, { visitorId }), rows(pagesBy, { visitorId }))
  const byVisit = Map.groupBy(pages, ({ visit_id }) => visit_id)
  return visits.map((visit) => ({ visit, pages: byVisit.get(visit.id) ?? [] }))
}
