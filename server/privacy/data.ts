/**
 * What is kept of a person, as a file that people and programs can read (CW-15). It is what the visitor may see: where the
 * company stands for its agents (RC-3), it does so here.
 */
import type { ConversationId, Device, FileId, LogEvent, PageRef, Place, Result, ShownInvitation, TrackedEvent, VisitSource, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { fail, ok } from '@foyer/sdk/protocol'
import { filesOf } from '../files/store.ts'
import { db, first, prepare, procedure, rows, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { FileRow, VisitorRow } from '../store/schema.ts'
import { detailsOf } from '../visitors/rules.ts'
import { trackedOf } from '../visitors/store.ts'
import { visitsOf } from '../visits/store.ts'
import type { KeptVisit } from '../visits/store.ts'
import { readPerson } from './person.ts'

/** The file, as JSON. All times are milliseconds since 1970 (UTC). */
export interface VisitorData {
  /** Moves when a reader of the file must know it. */
  readonly format: 'foyer-visitor-data/1'
  readonly madeAt: number
  readonly company: string
  /** Present if the website's own server has proven who it is. */
  readonly proven?: { readonly userId: string; readonly since: number }
  readonly browsers: readonly BrowserData[]
  /** In the order of their start. */
  readonly conversations: readonly ConversationData[]
}

/** A browser that came to a website. */
export interface BrowserData {
  /** "Visitor 17" */
  readonly number: number
  readonly website: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly attributes: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  readonly language?: string
  /** The page seen last, and where the first visit came from. */
  readonly page?: PageRef
  readonly referrer?: string
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly isBlocked: boolean
  /** The last pages of each visit, in order. The address is the network's, by which somebody can be blocked. */
  readonly visits: readonly VisitData[]
  /** Invitations to talk that were shown, and what became of them. */
  readonly invitations: readonly { readonly at: number; readonly text: string; readonly state: 'shown' | 'accepted' | 'declined' | 'unanswered' }[]
  /** What was chosen from the website's menus. */
  readonly menuChoices: readonly { readonly at: number; readonly title: string }[]
  /** What the website's pages have told. */
  readonly tracked: readonly TrackedEvent[]
  /** Uploaded, and in no message so far. */
  readonly unsentFiles: readonly FileData[]
}

export interface VisitData {
  readonly beganAt: number
  readonly seenAt: number
  readonly source: VisitSource
  readonly place?: Place
  readonly device: Device
  readonly address?: string
  readonly pageCount: number
  readonly pages: readonly { readonly at: number; readonly url: string; readonly title?: string }[]
}

export interface ConversationData {
  readonly id: ConversationId
  readonly startedAt: number
  readonly endedAt?: number
  /** Everything that happened, in order; messages with all of their parts. */
  readonly events: readonly LogEvent[]
  readonly files: readonly FileData[]
}

export interface FileData {
  readonly id: FileId
  readonly name: string
  readonly type: string
  readonly size: number
  readonly by: 'visitor' | 'company'
  readonly uploadedAt: number
  /** Where it can be fetched for a day. */
  readonly address?: string
}

/** All but what the conversations hold, which may be much. */
export interface PersonOutline extends Pick<VisitorData, 'company' | 'proven' | 'browsers'> {
  /** Of the first browser. */
  readonly number: number
  readonly conversations: readonly (Pick<ConversationData, 'id' | 'startedAt' | 'endedAt'> & { readonly files: readonly FileRow[] })[]
}

const trackedBy = prepare((p: { visitorId: VisitorId }) =>
  db.selectFrom('tracked_events').select(['at', 'name', 'data']).where('visitor_id', '=', p.visitorId).orderBy('at').orderBy('id'),
)

const invitesOf = prepare((p: { visitorId: VisitorId }) => db.selectFrom('invites').select(['at', 'state', 'content']).where('visitor_id', '=', p.visitorId).orderBy('at').orderBy('id'))
const choicesOf = prepare((p: { visitorId: VisitorId }) => db.selectFrom('menu_choices').select(['at', 'title']).where('visitor_id', '=', p.visitorId).orderBy('at').orderBy('id'))

export const readOutline = procedure('privacy.outline', function* (input: { workspaceId: WorkspaceId; visitorId: VisitorId }): Work<Result<PersonOutline>> {
  const person = yield* readPerson(input.visitorId, input.workspaceId)
  if (!person) return fail('not_found')
  const { identity, visitors, threadIds } = person
  const conversations = yield* rows(
    db.selectFrom('conversations').select(['id', 'started_at', 'ended_at']).where('thread_id', 'in', threadIds).orderBy('started_at').orderBy('position'),
  )
  const files = yield* filesOf({ visitorIds: visitors.map(({ id }) => id), conversationIds: conversations.map(({ id }) => id) })
  const sites = new Map((yield* rows(db.selectFrom('sites').select(['id', 'name']).where('workspace_id', '=', input.workspaceId))).map(({ id, name }) => [id, name]))
  const workspace = yield* first(db.selectFrom('workspaces').select('name').where('id', '=', input.workspaceId))
  const browsers: BrowserData[] = []
  for (const visitor of visitors) {
    const tracked = (yield* rows(trackedBy, { visitorId: visitor.id })).map(trackedOf)
    const [visits, invites, chosen] = yield* together(visitsOf(visitor.id), rows(invitesOf, { visitorId: visitor.id }), rows(choicesOf, { visitorId: visitor.id }))
    const unsent = files.filter((file) => file.visitor_id === visitor.id && file.conversation_id === null)
    const invitations = invites.map(({ at, state, content }) => ({ at, text: (JSON.parse(content) as ShownInvitation).desktop.text, state }))
    browsers.push({ ...browserOf(visitor, sites.get(visitor.site_id) ?? ''), visits: visits.map(visitDataOf), invitations, menuChoices: chosen, tracked, unsentFiles: unsent.map((file) => fileDataOf(file)) })
  }
  return ok({
    number: visitors[0]!.number,
    company: workspace?.name ?? '',
    ...(identity && { proven: { userId: identity.user_id, since: identity.created_at } }),
    browsers,
    conversations: conversations.map(({ id, started_at, ended_at }) => ({
      id,
      startedAt: started_at,
      ...(ended_at !== null && { endedAt: ended_at }),
      files: files.filter((file) => file.conversation_id === id),
    })),
  })
})

function browserOf(row: VisitorRow, website: string): Omit<BrowserData, 'visits' | 'invitations' | 'menuChoices' | 'tracked' | 'unsentFiles'> {
  const { name, email, phone, attributes, tags } = detailsOf(row)
  return {
    number: row.number,
    website,
    ...(name !== null && { name }),
    ...(email !== null && { email }),
    ...(phone !== null && { phone }),
    attributes,
    tags,
    ...(row.language !== null && { language: row.language }),
    ...(row.page !== null && { page: JSON.parse(row.page) as PageRef }),
    ...(row.referrer !== null && { referrer: row.referrer }),
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    isBlocked: row.is_blocked === 1,
  }
}

const visitDataOf = ({ visit, pages }: KeptVisit): VisitData => ({
  beganAt: visit.began_at,
  seenAt: visit.seen_at,
  source: JSON.parse(visit.source) as VisitSource,
  ...(visit.place !== null && { place: JSON.parse(visit.place) as Place }),
  device: JSON.parse(visit.device) as Device,
  ...(visit.address !== null && { address: visit.address }),
  pageCount: visit.page_count,
  pages: pages.map(({ at, url, title }) => ({ at, url, ...(title !== null && { title }) })),
})

export const fileDataOf = ({ id, name, type, size, visitor_id, created_at }: FileRow, address?: string): FileData => ({
  id,
  name,
  type,
  size,
  by: visitor_id === null ? 'company' : 'visitor',
  uploadedAt: created_at,
  ...(address !== undefined && { address }),
})

const EVENTS_AT_ONCE = 200
const eventsAfter = prepare((p: { id: ConversationId; seq: number; limit: number }) =>
  db.selectFrom('events').select(['seq', 'body']).where('conversation_id', '=', p.id).where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
)

/** A piece of a conversation, from a place on. Empty: that was all. */
export const readEvents = procedure('privacy.events', function* (input: { conversationId: ConversationId; after: number }): Work<readonly LogEvent[]> {
  const found = yield* rows(eventsAfter, { id: input.conversationId, seq: input.after, limit: EVENTS_AT_ONCE })
  return found.map(({ body }) => JSON.parse(body) as LogEvent)
})
