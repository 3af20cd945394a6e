/** Reading threads and logs: what a client lacks, and pages of what came before. */
import { LIMITS, fail, ok } from '@foyer/sdk/protocol'
import type {
  Appended,
  ConversationDelta,
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
import { read } from './log.ts'
import type { Conversation } from './log.ts'

const conversationsOfThread = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('conversations').selectAll().where('thread_id', '=', p.threadId).orderBy('position', 'desc'),
)
const eventsAfter = prepare((p: { id: ConversationId; seq: number; limit: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
)
const eventsBefore = prepare((p: { id: ConversationId; seq: number; limit: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '<', p.seq).orderBy('seq', 'desc').limit(p.limit),
)
const memberPresence = prepare((p: { id: MemberId }) => db.selectFrom('members').select(['is_present', 'is_online']).where('id', '=', p.id))

const parse = ({ body }: { body: string }) => JSON.parse(body) as LogEvent

function* after(id: ConversationId, seq: number, limit: number): Work<readonly LogEvent[]> {
  return (yield* rows(eventsAfter, { id, seq, limit })).map(parse)
}
function* before(id: ConversationId, seq: number, limit: number): Work<readonly LogEvent[]> {
  return (yield* rows(eventsBefore, { id, seq, limit })).map(parse).reverse()
}
const tail = (conversation: Conversation, limit: number) => before(conversation.id, conversation.head.seq + 1, limit)

/** All conversations of a thread, in its order. */
function* conversationsOf(threadId: ThreadId): Work<readonly Conversation[]> {
  return (yield* rows(conversationsOfThread, { threadId })).map(read).reverse()
}

/** Whether the agent who holds the open conversation is at the desk. */
function* isHolderPresent(conversations: readonly Conversation[]): Work<boolean> {
  const last = conversations.at(-1)
  if (last?.head.state.status !== 'held' || !last.agent_id) return false
  const member = yield* first(memberPresence, { id: last.agent_id })
  return member?.is_present === 1 && member.is_online === 1
}

/** What a visitor's client lacks of its thread (see `ThreadDelta`). */
export const syncThread = procedure('conversations.sync', function* (input: { threadId: ThreadId; request: SyncRequest }): Work<ThreadDelta> {
  const { threadId, request } = input
  const conversations = yield* conversationsOf(threadId)
  const version = conversations.reduce((sum, { head }) => sum + head.seq, 0)
  const known = new Map(request.conversations.map(({ id, seq }) => [id, seq]))
  const isFresh = !conversations.some(({ id }) => known.has(id))
  const agentPresent = yield* isHolderPresent(conversations)
  if (isFresh) {
    const { slices, older } = yield* lastPage(conversations)
    return { version, whole: slices, next: [], more: false, older, agentPresent }
  }

  if (version === request.version) return { version, whole: [], next: [], more: false, agentPresent }

  const next: Appended[] = []
  const whole: ConversationSlice[] = []
  let room: number = LIMITS.catchUpEvents
  const firstKnown = conversations.findIndex(({ id }) => known.has(id))
  for (const conversation of conversations.slice(firstKnown)) {
    if (room <= 0) return { version, whole, next, more: true, agentPresent }
    const seq = known.get(conversation.id)
    if (seq === conversation.head.seq) continue
    if (seq !== undefined && seq < conversation.head.seq) {
      const events = yield* after(conversation.id, seq, room)
      next.push({ conversationId: conversation.id, events })
      room -= events.length
      if (events.at(-1)?.seq !== conversation.head.seq) return { version, whole, next, more: true, agentPresent }
    } else {
      // Not known to the client, or known further than it stands here: a database that was put back.
      const events = yield* tail(conversation, LIMITS.pageEvents)
      whole.push({ head: conversation.head, events })
      room -= events.length
    }
  }
  return { version, whole, next, more: false, agentPresent }
})

/** The end of a thread, one page of it. */
function* lastPage(conversations: readonly Conversation[]): Work<OlderPage> {
  const slices: ConversationSlice[] = []
  let room: number = LIMITS.pageEvents
  let index = conversations.length - 1
  for (; index >= 0 && room > 0; index -= 1) {
    const conversation = conversations[index]!
    const events = yield* tail(conversation, room)
    slices.unshift({ head: conversation.head, events })
    room -= events.length
  }
  return { slices, older: index >= 0 || (slices[0]?.events[0]?.seq ?? 1) > 1 }
}

/** The page of a thread before a place in it. A slice of the conversation named carries its present head. */
export const olderPage = procedure('conversations.older', function* (input: {
  threadId: ThreadId
  conversationId: ConversationId
  seq: number
}): Work<Result<OlderPage>> {
  const conversations = yield* conversationsOf(input.threadId)
  const named = conversations.findIndex(({ id }) => id === input.conversationId)
  const conversation = conversations[named]
  if (!conversation) return fail('not_found')

  const events = yield* before(conversation.id, input.seq, LIMITS.pageEvents)
  const own = events.length > 0 ? [{ head: conversation.head, events }] : []
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
  const row = yield* first(
    db.selectFrom('conversations').selectAll().where('id', '=', input.conversationId).where('workspace_id', '=', input.workspaceId),
  )
  if (!row) return fail('not_found')
  const conversation = read(row)
  const last = conversation.head.seq
  if (input.seq === last) return ok({ more: false })
  if (input.seq === 0 || input.seq > last) {
    return ok({ whole: { head: conversation.head, events: yield* tail(conversation, LIMITS.pageEvents) }, more: false })
  }
  const events = yield* after(conversation.id, input.seq, LIMITS.catchUpEvents)
  return ok({ next: { conversationId: conversation.id, events }, more: events.at(-1)?.seq !== last })
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
  const conversations = yield* conversationsOf(input.threadId)
  return conversations.reduce((sum, { head }) => sum + head.marks.visitor.unread, 0)
})

const openConversationOf = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('conversations').select(['id', 'agent_id as agentId']).where('thread_id', '=', p.threadId).where('status', '!=', 'ended'),
)

/** The open conversation of a thread and who holds it. */
export const openOfThread = procedure('conversations.open', function* (input: {
  threadId: ThreadId
}): Work<{ id: ConversationId; agentId: MemberId | null } | undefined> {
  return yield* first(openConversationOf, input)
})
