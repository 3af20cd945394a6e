/** Reading threads and logs: what a client lacks, and pages of what came before. */
import { LIMITS, fail, ok } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  Appended,
  ConversationDelta,
  ConversationHead,
  ConversationId,
  ConversationSlice,
  LogEvent,
  MemberId,
  OlderPage,
  Result,
  SyncRequest,
  ThreadDelta,
  ThreadId,
  WorkspaceId,
} from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { ConversationRow } from '../store/schema.ts'

/** A conversation without its head, which holds a whole message: a thread may have many. */
interface Outline {
  readonly id: ConversationId
  readonly lastSeq: number
  readonly agentId: MemberId | null
  readonly status: ConversationRow['status']
}

const outlinesOfThread = prepare((p: { threadId: ThreadId }) =>
  db
    .selectFrom('conversations')
    .select(['id', 'last_seq as lastSeq', 'agent_id as agentId', 'status'])
    .where('thread_id', '=', p.threadId)
    .orderBy('position'),
)
const headOf = prepare((p: { id: ConversationId }) => db.selectFrom('conversations').select('head').where('id', '=', p.id))
const unreadOf = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('conversations').select((row) => row.fn.sum<number | null>('visitor_unread').as('unread')).where('thread_id', '=', p.threadId),
)
const eventsAfter = prepare((p: { id: ConversationId; seq: number; limit: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
)
const eventsBefore = prepare((p: { id: ConversationId; seq: number; limit: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '<', p.seq).orderBy('seq', 'desc').limit(p.limit),
)
const memberPresence = prepare((p: { id: MemberId }) => db.selectFrom('members').select(['is_present', 'is_online']).where('id', '=', p.id))

/** A page ends after so many characters, however few events they are: what one asks for must not fill the memory. */
const PAGE_CHARACTERS = 256 * 1024
/** Rows that are fetched at a time, because each may hold the largest message. */
const ROWS_AT_ONCE = 16

/** Events after a place, in order, as many as a page holds; at least one if there is one. */
function* after(id: ConversationId, seq: number, limit: number): Work<readonly LogEvent[]> {
  return yield* page(limit, (from, rowsWanted) => rows(eventsAfter, { id, seq: from ?? seq, limit: rowsWanted }))
}

/** Events before a place, in order, as many as a page holds; at least one if there is one. */
function* before(id: ConversationId, seq: number, limit: number): Work<readonly LogEvent[]> {
  return (yield* page(limit, (from, rowsWanted) => rows(eventsBefore, { id, seq: from ?? seq, limit: rowsWanted }))).toReversed()
}

function* page(
  limit: number,
  fetch: (from: number | undefined, rowsWanted: number) => Work<readonly { readonly body: string }[]>,
): Work<readonly LogEvent[]> {
  const events: LogEvent[] = []
  for (let characters = 0; events.length < limit; ) {
    const wanted = Math.min(ROWS_AT_ONCE, limit - events.length)
    const fetched = yield* fetch(events.at(-1)?.seq, wanted)
    for (const { body } of fetched) {
      characters += body.length
      if (characters > PAGE_CHARACTERS && events.length > 0) return events
      events.push(JSON.parse(body) as LogEvent)
    }
    if (fetched.length < wanted) return events
  }
  return events
}

const outlinesOf = (threadId: ThreadId) => rows(outlinesOfThread, { threadId })

/** The end of a conversation's log with its present head. */
function* sliceOf({ id, lastSeq }: Pick<Outline, 'id' | 'lastSeq'>, limit: number): Work<ConversationSlice> {
  const { head } = (yield* first(headOf, { id }))!
  return { head: JSON.parse(head) as ConversationHead, events: yield* before(id, lastSeq + 1, limit) }
}

/** Whether the agent who holds the open conversation is at the desk. */
function* isHolderPresent(conversations: readonly Outline[]): Work<boolean> {
  const last = conversations.at(-1)
  if (last?.status !== 'held' || !last.agentId) return false
  const member = yield* first(memberPresence, { id: last.agentId })
  return member?.is_present === 1 && member.is_online === 1
}

/** What a visitor's client lacks of its thread (see `ThreadDelta`). */
export const syncThread = procedure('conversations.sync', function* (input: { threadId: ThreadId; request: SyncRequest }): Work<ThreadDelta> {
  const { threadId, request } = input
  const conversations = yield* outlinesOf(threadId)
  const version = conversations.reduce((sum, { lastSeq }) => sum + lastSeq, 0)
  const known = new Map(request.conversations.map(({ id, seq }) => [id, seq]))
  const seqs = new Map(conversations.map(({ id, lastSeq }) => [id, lastSeq]))
  const beyond = request.conversations.filter(({ id, seq }) => seq > (seqs.get(id) ?? 0)).map(({ id }) => id)
  const putBack = beyond.length > 0 ? { putBack: beyond } : {}
  const agentPresent = yield* isHolderPresent(conversations)
  if (!conversations.some(({ id }) => known.has(id))) {
    const { slices, older } = yield* lastPage(conversations)
    return { version, whole: slices, next: [], more: false, older, agentPresent, ...putBack }
  }

  const next: Appended[] = []
  const whole: ConversationSlice[] = []
  const delta = (more: boolean): ThreadDelta => ({ version, whole, next, more, agentPresent, ...putBack })
  if (version === request.version) return delta(false)

  const firstKnown = conversations.findIndex(({ id }) => known.has(id))
  for (const conversation of conversations.slice(firstKnown)) {
    const seq = known.get(conversation.id)
    if (seq === conversation.lastSeq) continue
    // One page of one conversation at a time keeps an answer small; the client asks again with its new numbers.
    if (whole.length + next.length > 0) return delta(true)
    if (seq !== undefined && seq < conversation.lastSeq) {
      const events = yield* after(conversation.id, seq, LIMITS.catchUpEvents)
      next.push({ conversationId: conversation.id, events })
      if (events.at(-1)?.seq !== conversation.lastSeq) return delta(true)
    } else {
      // Not known to the client, or known further than it stands here.
      whole.push(yield* sliceOf(conversation, LIMITS.pageEvents))
    }
  }
  return delta(false)
})

/** The end of a thread, one page of it. */
function* lastPage(conversations: readonly Outline[]): Work<OlderPage> {
  const slices: ConversationSlice[] = []
  let room: number = LIMITS.pageEvents
  let characters = 0
  let index = conversations.length - 1
  for (; index >= 0 && room > 0 && characters < PAGE_CHARACTERS; index -= 1) {
    const slice = yield* sliceOf(conversations[index]!, room)
    slices.unshift(slice)
    room -= slice.events.length
    characters += JSON.stringify(slice).length
    // A conversation that is not there from its beginning is the first of the page.
    if ((slice.events[0]?.seq ?? 1) > 1) return { slices, older: true }
  }
  return { slices, older: index >= 0 }
}

/** The page of a thread before a place in it. A slice of the conversation named carries its present head. */
export const olderPage = procedure('conversations.older', function* (input: {
  threadId: ThreadId
  conversationId: ConversationId
  seq: number
}): Work<Result<OlderPage>> {
  const conversations = yield* outlinesOf(input.threadId)
  const named = conversations.findIndex(({ id }) => id === input.conversationId)
  const conversation = conversations[named]
  if (!conversation) return fail('not_found')

  const events = yield* before(conversation.id, input.seq, LIMITS.pageEvents)
  const { head } = (yield* first(headOf, { id: conversation.id }))!
  const own = events.length > 0 ? [{ head: JSON.parse(head) as ConversationHead, events }] : []
  const reachesStart = (events[0]?.seq ?? 1) === 1
  if (!reachesStart || events.length >= LIMITS.pageEvents / 2) return ok({ slices: own, older: !reachesStart || named > 0 })

  const earlier = yield* lastPage(conversations.slice(0, named))
  return ok({ slices: [...earlier.slices, ...own], older: earlier.older })
})

/** What a desk lacks of one conversation. */
export const syncConversation = procedure('conversations.sync-one', function* (input: {
  workspaceId: WorkspaceId
  conversationId: ConversationId
  seq: number
}): Work<Result<ConversationDelta>> {
  const conversation = yield* first(
    db
      .selectFrom('conversations')
      .select(['id', 'last_seq as lastSeq'])
      .where('id', '=', input.conversationId)
      .where('workspace_id', '=', input.workspaceId),
  )
  if (!conversation) return fail('not_found')
  const { id, lastSeq } = conversation
  if (input.seq === lastSeq) return ok({ more: false })
  if (input.seq === 0) return ok({ whole: yield* sliceOf(conversation, LIMITS.pageEvents), more: false })
  if (input.seq > lastSeq) return ok({ whole: yield* sliceOf(conversation, LIMITS.pageEvents), more: false, isPutBack: true })
  const events = yield* after(id, input.seq, LIMITS.catchUpEvents)
  return ok({ next: { conversationId: id, events }, more: events.at(-1)?.seq !== lastSeq })
})

/** The thread that a conversation belongs to. */
export const threadOf = procedure('conversations.thread-of', function* (input: {
  workspaceId: WorkspaceId
  conversationId: ConversationId
}): Work<ThreadId | undefined> {
  const row = yield* first(
    db.selectFrom('conversations').select('thread_id').where('id', '=', input.conversationId).where('workspace_id', '=', input.workspaceId),
  )
  return row?.thread_id
})

/** Unread messages of a visitor over the whole thread, for the badge. */
export const unreadOfThread = procedure('conversations.unread', function* (input: { threadId: ThreadId }): Work<number> {
  // PostgreSQL sums whole numbers to one of any length, which comes as text.
  return Number((yield* first(unreadOf, input))?.unread ?? 0)
})

const openConversationOf = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('conversations').select(['id', 'agent_id as agentId', 'head']).where('thread_id', '=', p.threadId).where('status', '!=', 'ended'),
)

/** The open conversation of a thread, who holds it, and whom the visitor sees instead. */
export const openOfThread = procedure('conversations.open', function* (input: {
  threadId: ThreadId
}): Work<{ id: ConversationId; agentId: MemberId | null; shownAs?: AgentFace['shownAs'] } | undefined> {
  const row = yield* first(openConversationOf, input)
  if (!row) return undefined
  const { state } = JSON.parse(row.head) as ConversationHead
  const shownAs = state.status === 'held' ? state.agent.shownAs : undefined
  return { id: row.id, agentId: row.agentId, ...(shownAs && { shownAs }) }
})
