/** What changes a conversation. Each procedure is one transaction; what it returns is on disk. */
import { emptyHead, fail, ok } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  Appended,
  ConversationId,
  DraftResult,
  GroupId,
  Happening,
  LogEvent,
  MarkRequest,
  MemberId,
  MessageDraft,
  MessageId,
  Result,
  Side,
  StartContext,
  ThreadId,
  VisitorId,
  WorkspaceId,
} from '@foyer/sdk/protocol'
import { allocateConversation, assign, receiverOf } from '../allocation/store.ts'
import { armDeadline, cancelDeadline, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { takeVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { append, openConversation, placeOfMessage, takeConversation } from './log.ts'
import type { Added, Conversation, Entry } from './log.ts'
import { SILENCE_ENDS_AFTER_MS, SILENCE_WARNS_BEFORE_MS } from './rules.ts'

/** A conversation that has moved: what was added, and who must hear of it. */
export interface Change {
  readonly workspaceId: WorkspaceId
  readonly threadId: ThreadId
  readonly conversationId: ConversationId
  readonly appended: Appended
  /** Who holds it now, and who held it before this change. */
  readonly agentId: MemberId | null
  readonly previousAgentId: MemberId | null
  readonly visitorId: VisitorId
  readonly groupId: GroupId
  readonly isWaiting: boolean
  readonly hasEnded: boolean
}

const statusOf = ({ head }: Conversation) => head.state.status

export const changeOf = (before: Conversation, { conversation, appended }: Added): Change => ({
  workspaceId: conversation.workspace_id,
  threadId: conversation.thread_id,
  conversationId: conversation.id,
  appended,
  agentId: conversation.agent_id,
  previousAgentId: before.agent_id,
  visitorId: conversation.visitor_id,
  groupId: conversation.group_id,
  isWaiting: statusOf(conversation) === 'waiting',
  hasEnded: statusOf(conversation) === 'ended',
})

/** Answers to drafts, in their order, with the change they made, if they made one. */
export interface Sent {
  readonly results: readonly DraftResult[]
  readonly change?: Change
}

const insertConversation = prepareInsert('conversations', [
  'id',
  'workspace_id',
  'site_id',
  'thread_id',
  'visitor_id',
  'group_id',
  'position',
  'status',
  'agent_id',
  'head',
  'last_seq',
  'visitor_unread',
  'has_left_message',
  'mailed_seq',
  'started_at',
  'ended_at',
  'last_message_at',
])
const countConversation = prepare((p: { id: ThreadId }) =>
  db
    .updateTable('threads')
    .set((row) => ({ conversation_count: row('conversation_count', '+', 1) }))
    .where('id', '=', p.id)
    .returning('conversation_count as position'),
)
const membership = prepare((p: { groupId: GroupId; memberId: MemberId }) =>
  db.selectFrom('group_members').select('member_id').where('group_id', '=', p.groupId).where('member_id', '=', p.memberId),
)
const messagesAfter = prepare((p: { id: ConversationId; seq: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '>', p.seq).where('type', '=', 'message'),
)

export interface SendVisitorMessages {
  readonly visitor: VisitorIdentity
  /** Parsed; in the order typed. */
  readonly drafts: readonly MessageDraft[]
  readonly now: number
  /** Used only if a conversation is started. */
  readonly newConversationId: ConversationId
  /** For the one choice by chance (AL-4). */
  readonly seed: number
}

/**
 * Stores a visitor's messages in the order given. A message that stands already is answered with the place it has. With
 * no open conversation the first message starts one, which is allocated in the same transaction (AL-9, AL-13).
 */
export const sendVisitorMessages = procedure('conversations.send-by-visitor', function* (input: SendVisitorMessages): Work<Sent> {
  const { drafts, now } = input
  const visitor = yield* takeVisitor(input.visitor)
  // Erased a moment ago (CW-15): the connection is about to go, and the next one is another visitor's.
  if (!visitor) return { results: drafts.map(({ id }) => ({ id, ...fail('unavailable') })) }
  const { fresh, places } = yield* onlyFresh(visitor.id, drafts)
  if (fresh.length === 0) return { results: receipts(drafts, places) }

  const open = yield* openConversation(visitor.threadId)
  const before = open ?? (yield* startConversation({ ...input, visitor }, fresh[0]!.start))
  const started: readonly Entry[] = open ? [] : [{ happening: startOf(before, fresh[0]!.start) }]
  const messages = fresh.map(({ id, parts }): Entry => ({ happening: { type: 'message', id, from: { kind: 'visitor' }, parts }, author: visitor.id }))
  const allocated: readonly Entry[] = open ? [] : [{ happening: yield* allocationOf(before, { ...input, visitor }, fresh[0]!.start) }]

  const added = yield* append(before, [...started, ...messages, ...allocated], now)
  yield* messageFacts(added, 'visitor-message')
  return { results: receipts(drafts, places, added.appended), change: changeOf(before, added) }
})

type Places = ReadonlyMap<MessageId, { readonly conversationId: ConversationId; readonly seq: number }>

/** Drafts that are not stored yet, each once, and the places of those that are. */
function* onlyFresh(author: VisitorId | MemberId, drafts: readonly MessageDraft[]): Work<{ fresh: readonly MessageDraft[]; places: Places }> {
  const fresh = new Map<MessageId, MessageDraft>()
  const places = new Map<MessageId, { conversationId: ConversationId; seq: number }>()
  for (const draft of drafts) {
    const place = yield* placeOfMessage(author, draft.id)
    if (place) places.set(draft.id, { conversationId: place.conversation_id, seq: place.seq })
    else if (!fresh.has(draft.id)) fresh.set(draft.id, draft)
  }
  return { fresh: [...fresh.values()], places }
}

/** The answer to each draft: where it stood already, or where it was put now. */
function receipts(drafts: readonly MessageDraft[], places: Places, appended?: Appended): readonly DraftResult[] {
  const added = (appended?.events ?? []).flatMap((event) => (event.type === 'message' ? [[event.id, event.seq] as const] : []))
  const all = new Map([...places, ...added.map(([id, seq]) => [id, { conversationId: appended!.conversationId, seq }] as const)])
  return drafts.map(({ id }) => ({ ok: true, id, ...all.get(id)! }))
}

function* startConversation(input: SendVisitorMessages, start: StartContext | undefined): Work<Conversation> {
  const { visitor, newConversationId: id, now } = input
  const { groupId, isOfSite } = yield* receiverOf(visitor.workspaceId, visitor.siteId, start?.componentId)
  const { position } = (yield* first(countConversation, { id: visitor.threadId }))!
  const conversation: Conversation = {
    id,
    workspace_id: visitor.workspaceId,
    site_id: visitor.siteId,
    thread_id: visitor.threadId,
    visitor_id: visitor.id,
    group_id: groupId,
    agent_id: null,
    head: { ...emptyHead(id), position },
  }
  yield* run(insertConversation, {
    ...conversation,
    head: JSON.stringify(conversation.head),
    last_seq: 0,
    visitor_unread: 0,
    has_left_message: 0,
    mailed_seq: 0,
    position,
    status: 'waiting',
    started_at: now,
    ended_at: null,
    last_message_at: now,
  })
  yield* armDeadline({
    kind: 'silence-warning',
    subject: id,
    workspaceId: visitor.workspaceId,
    dueAt: now + SILENCE_ENDS_AFTER_MS - SILENCE_WARNS_BEFORE_MS,
  })
  yield* fact({
    id: `${id}:started`,
    workspaceId: visitor.workspaceId,
    kind: 'conversation-started',
    at: now,
    siteId: visitor.siteId,
    visitorId: visitor.id,
    conversationId: id,
    groupId,
    ...(start?.componentId && isOfSite && { componentId: start.componentId }),
  })
  return conversation
}

const startOf = ({ head: { position } }: Conversation, start: StartContext | undefined): Happening =>
  start ? { type: 'started', by: 'visitor', position, start } : { type: 'started', by: 'visitor', position }

function* allocationOf(conversation: Conversation, { visitor, now, seed }: SendVisitorMessages, start: StartContext | undefined): Work<Happening> {
  const { receiver } = yield* receiverOf(visitor.workspaceId, visitor.siteId, start?.componentId)
  return yield* allocateConversation({
    workspaceId: visitor.workspaceId,
    siteId: visitor.siteId,
    conversationId: conversation.id,
    threadId: visitor.threadId,
    receiver,
    ...(start?.componentId && { componentId: start.componentId }),
    seq: conversation.head.seq,
    now,
    seed,
  })
}

function* messageFacts({ conversation, appended }: Added, kind: 'visitor-message' | 'agent-message'): Work<void> {
  for (const event of appended.events) {
    if (event.type !== 'message') continue
    yield* fact({
      id: `${conversation.id}:${event.seq}`,
      workspaceId: conversation.workspace_id,
      kind,
      at: event.at,
      siteId: conversation.site_id,
      visitorId: conversation.visitor_id,
      conversationId: conversation.id,
      ...(event.from.kind === 'agent' && { memberId: event.from.id }),
    })
  }
}

export interface SendAgentMessages {
  readonly workspaceId: WorkspaceId
  readonly agent: AgentFace
  /** Owner and administrators may take what waits in any group; others in their own. */
  readonly seesAll: boolean
  readonly conversationId: ConversationId
  readonly drafts: readonly MessageDraft[]
  readonly now: number
}

/** Stores an agent's messages. Only who holds a conversation writes in it; writing in one that waits takes it. */
export const sendAgentMessages = procedure('conversations.send-by-agent', function* (input: SendAgentMessages): Work<Result<Sent>> {
  const { workspaceId, agent, seesAll, conversationId, drafts, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  const { fresh, places } = yield* onlyFresh(agent.id, drafts)
  if (fresh.length === 0) return ok({ results: receipts(drafts, places) })
  if (statusOf(conversation) === 'ended') return fail('conversation_ended')
  if (statusOf(conversation) === 'held' && conversation.agent_id !== agent.id) return fail('conversation_held_elsewhere')

  if (statusOf(conversation) === 'waiting' && !seesAll && !(yield* first(membership, { groupId: conversation.group_id, memberId: agent.id }))) return fail('not_found')

  const taken = statusOf(conversation) === 'waiting' ? [yield* take(conversation, agent.id, now)] : []
  const holder = taken[0]?.agent ?? (conversation.head.state.status === 'held' ? conversation.head.state.agent : undefined)
  const from = { kind: 'agent', ...agent, ...(holder?.shownAs && { shownAs: holder.shownAs }) } as const
  const messages = fresh.map(({ id, parts }): Entry => ({ happening: { type: 'message', id, from, parts }, author: agent.id }))
  const added = yield* append(conversation, [...taken.map((happening) => ({ happening })), ...messages], now)
  yield* messageFacts(added, 'agent-message')
  return ok({ results: receipts(drafts, places, added.appended), change: changeOf(conversation, added) })
})

function* take(conversation: Conversation, agentId: MemberId, now: number): Work<Extract<Happening, { type: 'assigned' }>> {
  const { id: conversationId, workspace_id: workspaceId, site_id: siteId, group_id: groupId, head } = conversation
  yield* lock(`workspace:${workspaceId}`)
  return yield* assign(agentId, { conversationId, workspaceId, siteId, groupId, componentId: head.start?.componentId, seq: head.seq, now })
}

export interface SetMark extends MarkRequest {
  readonly workspaceId: WorkspaceId
  readonly side: Side
  /** A visitor marks only in the own thread, an agent only what they hold. */
  readonly threadId?: ThreadId
  readonly agentId?: MemberId
  readonly now: number
}

/** Notes how far one side has received and read. Marks never fall and never pass the end; nothing new writes nothing. */
export const setMark = procedure('conversations.mark', function* (input: SetMark): Work<Result<Change | null>> {
  const conversation = yield* takeConversation(input.conversationId, input.workspaceId)
  if (!conversation) return fail('not_found')
  if (input.threadId !== undefined && conversation.thread_id !== input.threadId) return fail('not_found')
  if (input.agentId !== undefined && conversation.agent_id !== input.agentId) return ok(null)

  const before = conversation.head.marks[input.side]
  const last = conversation.head.seq
  const read = Math.max(before.read, Math.min(input.read, last))
  const delivered = Math.max(before.delivered, read, Math.min(input.delivered, last))
  if (read === before.read && delivered === before.delivered) return ok(null)

  const unread = yield* countUnread(conversation, input.side, read)
  const added = yield* append(conversation, [{ happening: { type: 'marked', by: input.side, delivered, read, unread } }], input.now)
  return ok(changeOf(conversation, added))
})

function* countUnread(conversation: Conversation, side: Side, read: number): Work<number> {
  const { lastMessage } = conversation.head
  if (!lastMessage || read >= lastMessage.seq) return 0
  const after = yield* rows(messagesAfter, { id: conversation.id, seq: read })
  const others = after.map(({ body }) => JSON.parse(body) as Extract<LogEvent, { type: 'message' }>)
  return others.filter(({ from }) => (side === 'agent' ? from.kind === 'visitor' : from.kind !== 'visitor')).length
}

export interface EndConversation {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  readonly by: Side
  readonly threadId?: ThreadId
  /** Who ends it at the desk: its holder, or a supervisor. */
  readonly agent?: { readonly id: MemberId; readonly isSupervisor: boolean }
  readonly now: number
}

/** Ends a conversation (AL-13). Ending one that has ended is harmless. */
export const endConversation = procedure('conversations.end', function* (input: EndConversation): Work<Result<Change | null>> {
  const { workspaceId, conversationId, by, threadId, agent, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  if (threadId !== undefined && conversation.thread_id !== threadId) return fail('not_found')
  if (agent && !agent.isSupervisor && conversation.agent_id !== agent.id) return fail('conversation_held_elsewhere')
  if (statusOf(conversation) === 'ended') return ok(null)
  return ok(changeOf(conversation, yield* end(conversation, by, now)))
})

function* end(conversation: Conversation, by: Side | 'silence', now: number): Work<Added> {
  const added = yield* append(conversation, [{ happening: { type: 'ended', by } }], now)
  yield* cancelDeadline('silence-warning', conversation.id)
  yield* cancelDeadline('silence-end', conversation.id)
  yield* fact({
    id: `${conversation.id}:ended`,
    workspaceId: conversation.workspace_id,
    kind: 'conversation-ended',
    at: now,
    conversationId: conversation.id,
    visitorId: conversation.visitor_id,
    groupId: conversation.group_id,
    ...(conversation.agent_id && { memberId: conversation.agent_id }),
  })
  return added
}

/**
 * Silence (AL-13), both steps. The deadline is armed once and looks at the log when it is due: if somebody wrote
 * meanwhile it is armed again, so that a message costs no write of its own. Nobody's conversation ends without the
 * warning: after a time in which no server ran, the end comes as long after the warning as ever. Returns the change, if
 * there is one.
 */
export const checkSilence = procedure('conversations.silence', function* (input: {
  workspaceId: WorkspaceId
  conversationId: ConversationId
  /** What fired. It is used up here, so that a crash right after the commit warns nobody twice. */
  deadline: ClaimedDeadline
  now: number
}): Work<Change | null> {
  const { workspaceId, conversationId, deadline, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation || statusOf(conversation) === 'ended') return null
  if (!(yield* takeDeadline(deadline))) return null

  const silentSince = conversation.head.lastMessage?.at ?? conversation.head.startedAt
  const warnsAt = silentSince + SILENCE_ENDS_AFTER_MS - SILENCE_WARNS_BEFORE_MS
  const arm = (kind: 'silence-warning' | 'silence-end', dueAt: number) => armDeadline({ kind, subject: conversationId, workspaceId, dueAt })

  // Who waits for an agent is not silent: nobody has answered yet.
  if (now < warnsAt || statusOf(conversation) === 'waiting') {
    yield* arm('silence-warning', Math.max(warnsAt, now + SILENCE_WARNS_BEFORE_MS))
    return null
  }
  if (deadline.kind === 'silence-warning') {
    const endsAt = Math.max(silentSince + SILENCE_ENDS_AFTER_MS, now + SILENCE_WARNS_BEFORE_MS)
    yield* arm('silence-end', endsAt)
    const warning = { type: 'noted', note: 'silence-warning', endsAt } as const
    return changeOf(conversation, yield* append(conversation, [{ happening: warning }], now))
  }
  return changeOf(conversation, yield* end(conversation, 'silence', now))
})
