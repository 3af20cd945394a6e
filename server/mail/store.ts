/** What of a conversation goes out by mail (CW-12). */
import type { AgentFace, ConversationHead, ConversationId, FileId, Language, LogEvent, PageRef, Part, SiteId, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { LANGUAGES } from '@foyer/sdk/protocol'
import { panelOf } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import { seenByVisitor } from '../conversations/faces.ts'
import { armDeadline, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { db, first, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { windowOf } from '../window/rules.ts'
import { mailAddress } from './rules.ts'

/** Answers that nobody has read, and whom they are for. */
export interface UnreadAnswers {
  readonly conversationId: ConversationId
  readonly to: string
  readonly language: Language
  readonly company: { readonly name: string; readonly email?: string }
  /** In the order of the log; at least one, and the last ones if there are many. */
  readonly answers: readonly Answer[]
  /** The page that the talk began on, or that the visitor was on last: where they said to be. */
  readonly page?: string
  /** Origins whose pages may use the site that they talked on. */
  readonly origins: readonly string[]
  /** When they are to go out: long enough after the first of them came. */
  readonly dueAt: number
}
export interface Answer {
  readonly seq: number
  readonly at: number
  /** As the visitor sees whom they talk to. */
  readonly from: AgentFace
  readonly parts: readonly Part[]
}

const MINUTE_MS = 60_000

/** A mail that says more than that is not read; the rest waits in the thread. */
const MOST_ANSWERS = 20

interface OfConversation {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
}

const conversationRow = prepare((p: { workspaceId: WorkspaceId; conversationId: ConversationId }) =>
  db.selectFrom('conversations').select(['id', 'site_id', 'thread_id', 'visitor_id', 'head', 'mailed_seq']).where('id', '=', p.conversationId).where('workspace_id', '=', p.workspaceId),
)
const originsOfSite = prepare((p: { id: SiteId }) => db.selectFrom('sites').select('origins').where('id', '=', p.id))
const lastMessages = prepare((p: { id: ConversationId; seq: number; limit: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '>', p.seq).where('type', '=', 'message').orderBy('seq', 'desc').limit(p.limit),
)
const visitorsOfThread = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('visitors').select(['id', 'email', 'language', 'page', 'is_blocked']).where('thread_id', '=', p.threadId).orderBy('last_seen_at', 'desc'),
)

/** A due deadline of answers that may go out. */
export type DueMail = Pick<ClaimedDeadline, 'kind' | 'subject' | 'workspaceId' | 'dueAt' | 'claimedUntil'>

const place = ({ workspaceId, subject }: DueMail): OfConversation => ({ workspaceId, conversationId: subject as ConversationId })

/**
 * The unread answers that no mail has told of yet. `undefined`: there are none, or nobody to tell, and the deadline is used
 * up; an answer that comes from now on arms it anew.
 */
export const takeUnreadAnswers = procedure('mail.unread-answers', function* (due: DueMail): Work<UnreadAnswers | undefined> {
  yield* holdThread(place(due))
  const unread = yield* unreadAnswers(place(due))
  if (!unread) yield* takeDeadline(due)
  return unread
})

/** Nothing is added meanwhile. */
function* holdThread({ workspaceId, conversationId }: OfConversation): Work<void> {
  const row = yield* first(conversationRow, { workspaceId, conversationId })
  if (row) yield* lock(`thread:${row.thread_id}`)
}

function* unreadAnswers({ workspaceId, conversationId }: OfConversation): Work<UnreadAnswers | undefined> {
  const row = yield* first(conversationRow, { workspaceId, conversationId })
  if (!row) return undefined
  const head = JSON.parse(row.head) as ConversationHead
  const seq = Math.max(head.marks.visitor.read, row.mailed_seq)
  if ((head.lastMessage?.seq ?? 0) <= seq) return undefined
  const answers = (yield* rows(lastMessages, { id: conversationId, seq, limit: MOST_ANSWERS })).toReversed().flatMap(({ body }) => answerOf(JSON.parse(body) as LogEvent))
  const [oldest] = answers
  if (!oldest) return undefined

  const visitors = yield* rows(visitorsOfThread, { threadId: row.thread_id })
  const own = visitors.find(({ id }: { id: VisitorId }) => id === row.visitor_id)
  // The same person may have said the address in another browser.
  const reached = [own, ...visitors].find((visitor) => visitor && mailAddress(visitor.email) !== undefined)
  const to = mailAddress(reached?.email)
  if (to === undefined || own?.is_blocked === 1) return undefined

  const { profile, settings } = yield* companyOf(workspaceId)
  const { name, email } = panelOf(profile)
  const page = head.start?.page?.url ?? (own?.page ? (JSON.parse(own.page) as PageRef).url : undefined)
  const site = yield* first(originsOfSite, { id: row.site_id })
  return {
    conversationId,
    to,
    language: LANGUAGES.find((one) => one === (own ?? reached)?.language) ?? 'en',
    company: { name, ...(mailAddress(email) !== undefined && { email: mailAddress(email)! }) },
    answers,
    ...(page !== undefined && { page }),
    origins: site ? (JSON.parse(site.origins) as string[]) : [],
    dueAt: oldest.at + windowOf(settings).mailAfterMinutes * MINUTE_MS,
  }
}

const answerOf = (event: LogEvent): readonly Answer[] => (event.type === 'message' && event.from.kind === 'agent' ? [{ seq: event.seq, at: event.at, from: seenByVisitor(event.from), parts: event.parts }] : [])

/** Files in answers. */
export const filesOfAnswers = (answers: readonly Answer[]): readonly FileId[] => answers.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'file' ? [part.file.id] : [])))

/**
 * Notes how far a mail has told, so that nothing is told twice, and uses the deadline up. An answer that came while the
 * mail was on its way found it armed, so it is armed again for that one.
 */
export const noteMailed = procedure('mail.note-mailed', function* ({ due, seq }: { due: DueMail; seq: number }): Work<void> {
  const { workspaceId, conversationId } = place(due)
  yield* holdThread({ workspaceId, conversationId })
  yield* run(db.updateTable('conversations').set({ mailed_seq: seq }).where('id', '=', conversationId).where('workspace_id', '=', workspaceId).where('mailed_seq', '<', seq))
  yield* takeDeadline(due)
  const left = yield* unreadAnswers({ workspaceId, conversationId })
  if (left) yield* armDeadline({ kind: 'answer-mailed', subject: conversationId, workspaceId, dueAt: left.dueAt })
})

/** Has it looked at again later. */
export const postponeMail = procedure('mail.postpone', function* ({ due, dueAt }: { due: DueMail; dueAt: number }): Work<void> {
  yield* armDeadline({ kind: due.kind, subject: due.subject, workspaceId: due.workspaceId, dueAt })
})
