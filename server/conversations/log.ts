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
import { db, first, lock, prepare, prepareInsert, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { ConversationRow, Flag } from '../store/schema.ts'
import { armWaits } from '../allocation/waits.ts'
import type { WaitRules } from '../allocation/waits.ts'
import { closeAsked } from './asked.ts'

/** What a change of a conversation needs of its row, with its head read. */
export interface Conversation extends Pick<ConversationRow, (typeof COLUMNS)[number]> {
  /** With which bot it waits, and in no queue meanwhile (AR-5). Absent: with none. */
  readonly bot_id?: string | null
  readonly head: ConversationHead
}

/** Not all: every column that is fetched costs, and the head says the rest. */
const COLUMNS = ['id', 'workspace_id', 'site_id', 'thread_id', 'visitor_id', 'group_id', 'agent_id', 'priority', 'skills'] as const

/** Something that happens; a message says who wrote it, so that a repeat is found. */
export interface Entry {
  readonly happening: Happening
  readonly author?: VisitorId | MemberId
}

const insertEvent = prepareInsert('events', ['conversation_id', 'seq', 'at', 'type', 'author', 'message_id', 'body'])
const conversationById = prepare((p: { id: ConversationId; workspaceId: WorkspaceId }) =>
  db.selectFrom('conversations').select([...COLUMNS, 'bot_id', 'head']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)
const openConversationOfThread = prepare((p: { threadId: ThreadId }) =>
  db
    .selectFrom('conversations')
    .select([...COLUMNS, 'bot_id', 'head'])
    .where('thread_id', '=', p.threadId)
    .where('status', '!=', 'ended')
    .orderBy('position', 'desc')
    .limit(1),
)
/** Most entries change nothing that is searched by, and leave the indexes alone. */
const keepHead = prepare((p: { id: ConversationId; head: string; lastSeq: number; visitorUnread: number; lastMessageAt: number }) =>
  db
    .updateTable('conversations')
    .set({ head: p.head, last_seq: p.lastSeq, visitor_unread: p.visitorUnread, last_message_at: p.lastMessageAt })
    .where('id', '=', p.id),
)
const keepState = prepare((p: { id: ConversationId; status: ConversationRow['status']; agentId: MemberId | null; hasLeftMessage: Flag; endedAt: number | null }) =>
  db
    .updateTable('conversations')
    .set({ status: p.status, agent_id: p.agentId, has_left_message: p.hasLeftMessage, bot_id: null, ended_at: p.endedAt })
    .where('id', '=', p.id),
)
const messagePlace = prepare((p: { author: VisitorId | MemberId; messageId: MessageId }) =>
  db.selectFrom('events').select(['conversation_id', 'seq']).where('author', '=', p.author).where('message_id', '=', p.messageId),
)

export const read = (row: Omit<Conversation, 'head'> & { readonly head: string }): Conversation => ({ ...row, head: JSON.parse(row.head) as ConversationHead })

export function* loadConversation(id: ConversationId, workspaceId: WorkspaceId): Work<Conversation | undefined> {
  const row = yield* first(conversationById, { id, workspaceId })
  return row && read(row)
}

/** Loads a conversation and holds its thread, so that nothing is added meanwhile. */
export function* takeConversation(id: ConversationId, workspaceId: WorkspaceId): Work<Conversation | undefined> {
  let seen = yield* loadConversation(id, workspaceId)
  while (seen) {
    yield* lock(`thread:${seen.thread_id}`)
    const held: Conversation | undefined = yield* loadConversation(id, workspaceId)
    // While that thread was waited for, the conversation may have come to another, or have been erased (CW-15, CW-27).
    if (held?.thread_id === seen.thread_id) return held
    seen = held
  }
  return undefined
}

/** The conversation that a visitor's next message belongs to. The caller holds the thread. */
export function* openConversation(threadId: ThreadId): Work<Conversation | undefined> {
  const row = yield* first(openConversationOfThread, { threadId })
  return row && read(row)
}

/** Where a message of this author already stands, if it does. */
export const placeOfMessage = (author: VisitorId | MemberId, messageId: MessageId) => first(messagePlace, { author, messageId })

/** What {@link append} did. */
export interface Added {
  readonly conversation: Conversation
  readonly appended: Appended
  /** Who was asked to take it over and is not any more (AL-14). */
  readonly unasked?: readonly MemberId[]
}

/** Adds entries to the end of a log. The caller holds the thread. At least one entry. `rules`: if they are known already. */
export function* append(conversation: Conversation, entries: readonly Entry[], at: number, rules?: WaitRules): Work<Added> {
  const events: LogEvent[] = []
  let head = conversation.head
  for (const { happening, author } of entries) {
    const event: LogEvent = { ...happening, seq: head.seq + 1, at }
    head = foldEvent(head, event)
    events.push(event)
    yield* write(insertEvent, {
      conversation_id: conversation.id,
      seq: event.seq,
      at,
      type: event.type,
      author: author ?? null,
      message_id: event.type === 'message' || event.type === 'whispered' ? event.id : null,
      body: JSON.stringify(event),
    })
  }

  const { id } = conversation
  const { state, lastMessage, startedAt } = head
  // Who waits anew because its agent went away is nobody's (AL-12).
  const agentId = state.status === 'waiting' ? null : 'agent' in state && state.agent ? state.agent.id : conversation.agent_id
  yield* write(keepHead, {
    id,
    head: JSON.stringify(head),
    lastSeq: head.seq,
    visitorUnread: head.marks.visitor.unread,
    lastMessageAt: lastMessage?.at ?? startedAt,
  })
  if (state !== conversation.head.state) {
    const hasLeftMessage = state.status === 'waiting' && state.reason === 'take-message' ? 1 : 0
    yield* write(keepState, { id, status: state.status, agentId, hasLeftMessage, endedAt: state.status === 'ended' ? state.at : null })
  }
  yield* armWaits({ id, workspaceId: conversation.workspace_id, groupId: conversation.group_id, before: conversation.head, head, events }, rules)
  const botId = state === conversation.head.state ? (conversation.bot_id ?? null) : null
  const { transfer } = conversation.head
  const unasked = transfer?.asks && transfer !== head.transfer ? yield* closeAsked(id) : []
  return { conversation: { ...conversation, head, agent_id: agentId, bot_id: botId }, appended: { conversationId: id, events }, ...(unasked.length > 0 && { unasked }) }
}
