/**
 * A conversation's log in the database: reading its head, and adding to it. Every change of a conversation goes through
 * {@link append}, which folds with the same reducer as the clients; so what is stored is what they would fold.
 */
import { foldEvent } from '@foyer/sdk/protocol'
import type {
  Appended,
  ConversationHead,
  ConversationId,
  Happening,
  LogEvent,
  MemberId,
  MessageId,
  ThreadId,
  VisitorId,
  WorkspaceId,
} from '@foyer/sdk/protocol'
import { db, first, lock, prepare, prepareInsert, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { ConversationRow } from '../store/schema.ts'

/** A conversation row with its head read. */
export type Conversation = Omit<ConversationRow, 'head'> & { readonly head: ConversationHead }

/** Something that happens; a message says who wrote it, so that a repeat is found. */
export interface Entry {
  readonly happening: Happening
  readonly author?: VisitorId | MemberId
}

const insertEvent = prepareInsert('events', ['conversation_id', 'seq', 'at', 'type', 'author', 'message_id', 'body'])
const conversationById = prepare((p: { id: ConversationId; workspaceId: WorkspaceId }) =>
  db.selectFrom('conversations').selectAll().where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)
const openConversationOfThread = prepare((p: { threadId: ThreadId }) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('thread_id', '=', p.threadId)
    .where('status', '!=', 'ended')
    .orderBy('position', 'desc')
    .limit(1),
)
const updateConversation = prepare(
  (p: {
    id: ConversationId
    status: ConversationRow['status']
    agentId: MemberId | null
    head: string
    endedAt: number | null
    lastMessageAt: number
  }) =>
    db
      .updateTable('conversations')
      .set({ status: p.status, agent_id: p.agentId, head: p.head, ended_at: p.endedAt, last_message_at: p.lastMessageAt })
      .where('id', '=', p.id),
)
const moveThreadVersion = prepare((p: { id: ThreadId; by: number }) =>
  db
    .updateTable('threads')
    .set((row) => ({ version: row('version', '+', p.by) }))
    .where('id', '=', p.id)
    .returning('version'),
)
const messagePlace = prepare((p: { author: VisitorId | MemberId; messageId: MessageId }) =>
  db.selectFrom('events').select(['conversation_id', 'seq']).where('author', '=', p.author).where('message_id', '=', p.messageId),
)

export const read = (row: ConversationRow): Conversation => ({ ...row, head: JSON.parse(row.head) as ConversationHead })

export function* loadConversation(id: ConversationId, workspaceId: WorkspaceId): Work<Conversation | undefined> {
  const row = yield* first(conversationById, { id, workspaceId })
  return row && read(row)
}

/** Loads a conversation and holds its thread, so that nothing is added meanwhile. */
export function* takeConversation(id: ConversationId, workspaceId: WorkspaceId): Work<Conversation | undefined> {
  const seen = yield* first(conversationById, { id, workspaceId })
  if (!seen) return undefined
  yield* lock(`thread:${seen.thread_id}`)
  return yield* loadConversation(id, workspaceId)
}

/** The conversation that a visitor's next message belongs to. The caller holds the thread. */
export function* openConversation(threadId: ThreadId): Work<Conversation | undefined> {
  const row = yield* first(openConversationOfThread, { threadId })
  return row && read(row)
}

/** Where a message of this author already stands, if it does. */
export const placeOfMessage = (author: VisitorId | MemberId, messageId: MessageId) => first(messagePlace, { author, messageId })

/** What {@link append} did. `version` is the thread's, after it. */
export interface Added {
  readonly conversation: Conversation
  readonly appended: Appended
  readonly version: number
}

/** Adds entries to the end of a log. The caller holds the thread. At least one entry. */
export function* append(conversation: Conversation, entries: readonly Entry[], at: number): Work<Added> {
  const events: LogEvent[] = []
  let head = conversation.head
  for (const { happening, author } of entries) {
    const event: LogEvent = { ...happening, seq: head.seq + 1, at }
    head = foldEvent(head, event)
    events.push(event)
    yield* run(insertEvent, {
      conversation_id: conversation.id,
      seq: event.seq,
      at,
      type: event.type,
      author: author ?? null,
      message_id: event.type === 'message' ? event.id : null,
      body: JSON.stringify(event),
    })
  }

  const after: Conversation = {
    ...conversation,
    head,
    status: head.state.status,
    agent_id: 'agent' in head.state && head.state.agent ? head.state.agent.id : conversation.agent_id,
    ended_at: head.state.status === 'ended' ? head.state.at : null,
    last_message_at: head.lastMessage?.at ?? conversation.last_message_at,
  }
  yield* run(updateConversation, {
    id: after.id,
    status: after.status,
    agentId: after.agent_id,
    head: JSON.stringify(head),
    endedAt: after.ended_at,
    lastMessageAt: after.last_message_at,
  })
  const { version } = (yield* first(moveThreadVersion, { id: conversation.thread_id, by: entries.length }))!
  return { conversation: after, appended: { conversationId: conversation.id, events }, version }
}
