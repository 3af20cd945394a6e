/** A visitor as a whole, for the desk (IV-2): card, track, conversations that the member may see, what the site has told. */
import { TRACK_PAGES, TRACK_VISITS, fail, ok } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, Device, LogEvent, Part, Place, Result, VisitRecord, VisitSource, VisitorFile, VisitorId } from '@foyer/sdk/protocol'
import { blocksHolding } from '../blocks/store.ts'
import type { Ender } from '../blocks/store.ts'
import { mayBeSeenBy } from '../desk/store.ts'
import type { Viewer } from '../desk/store.ts'
import { db, first, prepare, procedure, rows, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitRow } from '../store/schema.ts'
import { FORGOTTEN, TRACKED_KEPT, cardOf, readCardExtras, trackedOf } from './store.ts'

/** Of the conversations that the member may see, the last ones. */
export const CONVERSATIONS_SHOWN = 50
/** Of the first line of a conversation so much is shown. */
const MOST_CHARACTERS = 200
/** The first message stands soon after the start. */
const FIRST_SEQS = 12

export interface ReadFile extends Viewer, Ender {
  readonly visitorId: VisitorId
  /** On a page now; only the presence hub knows. */
  readonly isPresent: boolean
  readonly now: number
}

const visitorWithSite = prepare((p: { id: VisitorId; workspaceId: string }) =>
  db
    .selectFrom('visitors')
    .innerJoin('sites', 'sites.id', 'visitors.site_id')
    .selectAll('visitors')
    .select('sites.name as site_name')
    .where('visitors.id', '=', p.id)
    .where('visitors.workspace_id', '=', p.workspaceId as never)
    .where('visitors.token_hash', 'not like', `${FORGOTTEN}%`),
)

/** Every member may look at who is on the sites (IV-1); what they see of talks is what their inbox shows. */
export const readVisitorFile = procedure('visitors.file', function* (input: ReadFile): Work<Result<VisitorFile>> {
  const { visitorId, workspaceId, isPresent } = input
  const row = yield* first(visitorWithSite, { id: visitorId, workspaceId })
  if (!row) return fail('not_found')
  const [extrasOf, blocks, visits, tracked, conversations] = yield* together(readCardExtras([row]), blocksHolding(visitorId, input, input.now), visitsOf(input), trackedBy(visitorId), conversationsOf(input, row.thread_id))
  return ok({
    visitor: cardOf(row, row.site_name, isPresent, extrasOf(row)),
    blocks,
    visits: visits.shown,
    visitCount: visits.count,
    conversations: conversations.shown,
    conversationCount: conversations.count,
    tracked,
  })
})

function* trackedBy(visitorId: VisitorId) {
  const found = yield* rows(db.selectFrom('tracked_events').select(['at', 'name', 'data']).where('visitor_id', '=', visitorId).orderBy('at', 'desc').orderBy('id', 'desc').limit(TRACKED_KEPT))
  return found.map(trackedOf)
}

function* visitsOf({ visitorId, isPresent, now }: ReadFile): Work<{ readonly shown: readonly VisitRecord[]; readonly count: number }> {
  const [visits, counted] = yield* together(
    rows(db.selectFrom('visits').selectAll().where('visitor_id', '=', visitorId).orderBy('began_at', 'desc').orderBy('id', 'desc').limit(TRACK_VISITS)),
    first(db.selectFrom('visits').select((row) => row.fn.countAll<number>().as('count')).where('visitor_id', '=', visitorId)),
  )
  const pages = visits.length === 0 ? [] : yield* rows(
    db.selectFrom('visit_pages').select(['visit_id', 'at', 'url', 'title']).where('visit_id', 'in', visits.map(({ id }) => id)).orderBy('visit_id').orderBy('n'),
  )
  const byVisit = Map.groupBy(pages, ({ visit_id }) => visit_id)
  const shown = visits.map((visit, index): VisitRecord => recordOf(visit, byVisit.get(visit.id) ?? [], isPresent && index === 0 ? now : undefined))
  return { shown, count: counted?.count ?? 0 }
}

interface PageOfVisit {
  readonly at: number
  readonly url: string
  readonly title: string | null
}

function recordOf(visit: VisitRow, pages: readonly PageOfVisit[], goesOnAt: number | undefined): VisitRecord {
  const { id, began_at: beganAt, seen_at: seenAt, page_count: pageCount, source, place, device } = visit
  return {
    id,
    beganAt,
    seenAt: goesOnAt ?? seenAt,
    isGoingOn: goesOnAt !== undefined,
    source: JSON.parse(source) as VisitSource,
    ...(place !== null && { place: JSON.parse(place) as Place }),
    device: JSON.parse(device) as Device,
    pageCount,
    pages: pages.slice(-TRACK_PAGES).map(({ at, url, title }) => ({ at, url, ...(title !== null && { title }) })),
  }
}

function* conversationsOf(viewer: ReadFile, threadId: string): Work<{ readonly shown: VisitorFile['conversations']; readonly count: number }> {
  const ofThread = db.selectFrom('conversations').where('conversations.thread_id', '=', threadId as never)
  const [found, counted] = yield* together(
    rows(ofThread.select(['conversations.id', 'conversations.head', 'conversations.ended_at']).where(mayBeSeenBy(viewer)).orderBy('conversations.position', 'desc').limit(CONVERSATIONS_SHOWN)),
    first(ofThread.select((row) => row.fn.countAll<number>().as('count'))),
  )
  const firstLines = yield* readFirstLines(found.map(({ id }) => id))
  const shown = found.map(({ id, head, ended_at: endedAt }) => {
    const { startedAt, state } = JSON.parse(head) as ConversationHead
    const agent = state.status === 'waiting' ? undefined : state.agent
    return { id, startedAt, ...(endedAt !== null && { endedAt }), ...(agent && { agentName: agent.name }), firstLine: firstLines.get(id) ?? '' }
  })
  return { shown, count: counted?.count ?? 0 }
}

/** What was said first in each, by whomever. */
function* readFirstLines(ids: readonly ConversationId[]): Work<ReadonlyMap<ConversationId, string>> {
  if (ids.length === 0) return new Map()
  const found = yield* rows(
    db.selectFrom('events').select(['conversation_id', 'body']).where('conversation_id', 'in', ids).where('type', '=', 'message').where('seq', '<=', FIRST_SEQS).orderBy('conversation_id').orderBy('seq', 'desc'),
  )
  // The first one is set last.
  return new Map(found.map(({ conversation_id: id, body }) => [id, lineOf(JSON.parse(body) as LogEvent)]))
}

function lineOf(event: LogEvent): string {
  if (event.type !== 'message') return ''
  const said = event.parts.map(wordsOf).find((words) => words !== '') ?? ''
  return said.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_CHARACTERS).toWellFormed()
}

const wordsOf = (part: Part): string => (part.type === 'text' ? part.text : part.type === 'file' ? part.file.name : '')
