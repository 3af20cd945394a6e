/**
 * What the desk knows, and how it changes: one pure reducer over answers, pushes and the device's own news.
 *
 * The log is the truth and pushes are hints: an event that does not follow what is known marks its conversation as
 * *lacking*, and `desk-client.ts` fetches what is missing. A snapshot replaces everything except what is newer here
 * already, because a log only grows; so it does not matter which of a push and an answer comes first.
 */
import { foldEvents, unreachable } from '@foyer/sdk/protocol'
import { applyAppended, applyDelta, applyOlder, emptyLog, findConversation } from '@foyer/sdk/thread'
import type {
  AgentState,
  Appended,
  ConversationDelta,
  ConversationHead,
  ConversationId,
  ConversationSlice,
  DeskSnapshot,
  InboxEntry,
  MemberId,
  LowRating,
  ServerToDesk,
  VisitorCard,
} from '@foyer/sdk/protocol'
import type { ConnectionState, PendingMessage, ThreadLog } from '@foyer/sdk/thread'
import { isHeldBy } from './inbox.ts'

/** Somebody types in a conversation: its visitor, or a colleague (DK-11). */
export interface Typing {
  readonly by: 'visitor' | 'agent'
  readonly name?: string
  /** What a visitor has written so far (CW-8), where the workspace shows that. */
  readonly text?: string
}

export interface DeskState {
  readonly connection: ConnectionState
  /** Absent until the first snapshot. */
  readonly workspace?: DeskSnapshot['workspace']
  readonly me?: MemberId
  readonly agents: ReadonlyMap<MemberId, AgentState>
  readonly entries: ReadonlyMap<ConversationId, InboxEntry>
  /** The loaded end of the thread, for each conversation that was opened. */
  readonly threads: ReadonlyMap<ConversationId, ThreadLog>
  readonly typing: ReadonlyMap<ConversationId, Typing>
  /** Written here and without a receipt; of all conversations, in the order typed. */
  readonly pending: readonly PendingMessage[]
  /** Conversations of which this desk knows that it lacks something. */
  readonly lacking: ReadonlySet<ConversationId>
  /** What was written here in one that had ended went into the next one, which it began (CW-12). */
  readonly continued: ReadonlyMap<ConversationId, ConversationId>
  /** Who has taken over what this member asked the visitor to hand over; it is not to be seen any more (AL-14). */
  readonly handedOver: ReadonlyMap<ConversationId, string>
  /** This member was set to not accepting new visitors, because offers were missed (AL-18). */
  readonly paused?: Parameters<ServerToDesk['agent:paused']>[0]
  /** Visitors who were as little satisfied as owner and administrators want to hear of (SV-4), since this desk was opened; each once, the last one last. */
  readonly ratedLow: readonly LowRating[]
}

/** A push of the server, as one value. `signed-out` is not among them: it changes nothing of what is known. */
export type DeskPush = {
  readonly [Name in Exclude<keyof ServerToDesk, 'signed-out'>]: { readonly name: Name; readonly payload: Parameters<ServerToDesk[Name]>[0] }
}[Exclude<keyof ServerToDesk, 'signed-out'>]

export type DeskEvent =
  | { readonly type: 'connection-changed'; readonly connection: ConnectionState }
  | { readonly type: 'snapshot-fetched'; readonly snapshot: DeskSnapshot }
  | { readonly type: 'entry-fetched'; readonly entry: InboxEntry }
  | { readonly type: 'entry-gone'; readonly conversationId: ConversationId }
  /** A conversation is looked at: from now on its log is kept. */
  | { readonly type: 'thread-opened'; readonly conversationId: ConversationId }
  | { readonly type: 'delta-fetched'; readonly conversationId: ConversationId; readonly delta: ConversationDelta }
  | { readonly type: 'older-fetched'; readonly conversationId: ConversationId; readonly slices: readonly ConversationSlice[]; readonly older: boolean }
  /** What an answer to a sent message brought along. */
  | { readonly type: 'appended'; readonly appended: Appended }
  | { readonly type: 'continued'; readonly from: ConversationId; readonly to: ConversationId }
  | { readonly type: 'pushed'; readonly push: DeskPush }
  | { readonly type: 'typing-expired'; readonly conversationId: ConversationId }
  | { readonly type: 'pending-changed'; readonly pending: readonly PendingMessage[] }
  | { readonly type: 'agent-fetched'; readonly agent: AgentState }

export const INITIAL: DeskState = {
  connection: { status: 'idle' },
  agents: new Map(),
  entries: new Map(),
  threads: new Map(),
  typing: new Map(),
  pending: [],
  lacking: new Set(),
  continued: new Map(),
  handedOver: new Map(),
  ratedLow: [],
}

export function reduceDesk(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'connection-changed':
      return event.connection.status === 'connected' ? { ...state, connection: event.connection } : withoutLine(state, event.connection)
    case 'snapshot-fetched':
      return withSnapshot(state, event.snapshot)
    case 'entry-fetched':
      return withEntry(without(state, 'lacking', event.entry.head.id), event.entry)
    case 'entry-gone':
      return withoutEntry(state, event.conversationId)
    case 'thread-opened':
      return state.threads.has(event.conversationId) ? state : { ...state, threads: changed(state.threads, event.conversationId, emptyLog) }
    case 'delta-fetched':
      return withDelta(state, event.conversationId, event.delta)
    case 'older-fetched':
      return withOlder(state, event)
    case 'appended':
      return withAppended(state, event.appended)
    case 'continued':
      return { ...state, continued: changed(state.continued, event.from, event.to) }
    case 'pushed':
      return withPush(state, event.push)
    case 'typing-expired':
      return without(state, 'typing', event.conversationId)
    case 'pending-changed':
      return { ...state, pending: event.pending }
    case 'agent-fetched':
      return withAgent(state, event.agent)
    default:
      return unreachable(event)
  }
}

function withPush(state: DeskState, push: DeskPush): DeskState {
  switch (push.name) {
    case 'log:appended':
      return withAppended(state, push.payload)
    case 'inbox:changed':
      return withEntry(state, push.payload)
    case 'inbox:removed':
      return withoutEntry(state, push.payload.conversationId, push.payload.to)
    case 'agent:changed':
      return withAgent(state, push.payload)
    case 'agent:paused':
      return { ...state, paused: push.payload }
    case 'survey:low':
      return { ...state, ratedLow: [...state.ratedLow.filter(({ conversationId }) => conversationId !== push.payload.conversationId), push.payload] }
    case 'survey:changed':
      return withSurvey(state, push.payload)
    case 'visitor:changed':
      return withVisitor(state, push.payload)
    // The list of visitors holds them by itself.
    case 'visitors:changed':
      return state
    case 'typing':
      return withTyping(state, push.payload)
    default:
      return unreachable(push)
  }
}

/** Nobody is known to be typing while nothing can be heard. */
const withoutLine = (state: DeskState, connection: ConnectionState): DeskState => ({ ...state, connection, typing: new Map() })

function withSnapshot(state: DeskState, { workspace, me, agents, entries }: DeskSnapshot): DeskState {
  const merged = new Map(entries.map((entry) => [entry.head.id, newerOf(entry, state.entries.get(entry.head.id))]))
  return {
    ...state,
    workspace,
    me,
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    entries: merged,
    // What a fresh load would not show is not kept either.
    threads: filtered(state.threads, (id) => merged.has(id)),
    lacking: new Set(),
  }
}

/** The fresh entry, with the head of the known one if that has seen more of the log. */
const newerOf = (fresh: InboxEntry, known: InboxEntry | undefined): InboxEntry =>
  known && known.head.seq > fresh.head.seq ? { ...fresh, head: known.head } : fresh

function withEntry(state: DeskState, entry: InboxEntry): DeskState {
  const merged = newerOf(entry, state.entries.get(entry.head.id))
  const next = { ...state, entries: changed(state.entries, entry.head.id, merged) }
  // The head may now be ahead of the loaded log; the client then asks for the rest.
  return isThreadBehind(next, entry.head.id) ? lack(next, entry.head.id) : next
}

function withoutEntry(state: DeskState, id: ConversationId, to?: string): DeskState {
  const entry = state.entries.get(id)
  // Who was only asked to take it over knows who did not.
  const taker = to ?? (entry && isHeldBy(entry.head, state.me) ? entry.head.transfer?.to.name : undefined)
  const rest = without(without(without(state, 'entries', id), 'threads', id), 'typing', id)
  const known = taker === undefined ? rest : { ...rest, handedOver: changed(rest.handedOver, id, taker) }
  return without(known, 'lacking', id)
}

function withAppended(state: DeskState, appended: Appended): DeskState {
  const id = appended.conversationId
  const entry = state.entries.get(id)
  const [first] = appended.events
  if (!first) return state
  if (!entry || first.seq > entry.head.seq + 1) return lack(state, id)

  const head = foldEvents(entry.head, appended.events)
  const known = head === entry.head ? state : { ...state, entries: changed(state.entries, id, { ...entry, head }) }
  const spoken = stopsTyping(known, appended) ? without(known, 'typing', id) : known
  const thread = spoken.threads.get(id)
  if (!thread) return spoken

  const { log, hasGap } = applyAppended(thread, appended)
  const next = { ...spoken, threads: changed(spoken.threads, id, log) }
  return hasGap ? lack(next, id) : next
}

/** Whoever was typing has now said it. */
function stopsTyping({ typing }: DeskState, { conversationId, events }: Appended): boolean {
  const typist = typing.get(conversationId)
  return typist !== undefined && events.some((event) => event.type === 'message' && event.from.kind === typist.by)
}

function withDelta(state: DeskState, id: ConversationId, delta: ConversationDelta): DeskState {
  const { whole, next: following, more, isPutBack = false } = delta
  const before = state.threads.get(id) ?? emptyLog
  const older = whole ? { older: startsLate(whole) } : {}
  const putBack = isPutBack ? { putBack: [id] } : {}
  const log = applyDelta(before, { version: 0, whole: whole ? [whole] : [], next: following ? [following] : [], more, agentPresent: true, ...older, ...putBack })
  const threads = changed(state.threads, id, log)
  const loaded = headIn(log, id)
  const entry = state.entries.get(id)
  const entries = entry && loaded && (isPutBack || loaded.seq > entry.head.seq) ? changed(state.entries, id, { ...entry, head: loaded }) : state.entries
  const next = { ...state, threads, entries }
  // A push may have overtaken this answer: then the list knows more than the log, and the rest is still to come.
  return more || isThreadBehind(next, id) ? lack(next, id) : without(next, 'lacking', id)
}

/** There is something before: the rest of this conversation, or earlier ones of this visitor. */
const startsLate = ({ head, events }: ConversationSlice): boolean => head.position > 1 || (events[0]?.seq ?? 1) > 1

function withOlder(state: DeskState, { conversationId, slices, older }: Extract<DeskEvent, { type: 'older-fetched' }>): DeskState {
  const thread = state.threads.get(conversationId)
  if (!thread) return state
  return { ...state, threads: changed(state.threads, conversationId, applyOlder(thread, { slices, older })) }
}

function withAgent(state: DeskState, agent: AgentState): DeskState {
  return { ...state, agents: changed(state.agents, agent.id, agent) }
}

function withVisitor(state: DeskState, visitor: VisitorCard): DeskState {
  const theirs = [...state.entries.values()].filter((entry) => entry.visitor.id === visitor.id)
  if (theirs.length === 0) return state
  const entries = new Map(state.entries)
  for (const entry of theirs) entries.set(entry.head.id, { ...entry, visitor })
  return { ...state, entries }
}

function withSurvey(state: DeskState, { asksForRating }: Pick<DeskSnapshot['workspace'], 'asksForRating'>): DeskState {
  if (!state.workspace) return state
  const { id, name } = state.workspace
  return { ...state, workspace: { id, name, ...(asksForRating && { asksForRating }) } }
}

function withTyping(state: DeskState, { conversationId, isTyping, by, name, text }: Parameters<ServerToDesk['typing']>[0]): DeskState {
  if (!isTyping) return without(state, 'typing', conversationId)
  return { ...state, typing: changed(state.typing, conversationId, { by, ...(name !== undefined && { name }), ...(text?.trim() && { text }) }) }
}

/** The head of a conversation as far as its log is loaded; nothing before the first page came. */
export const headIn = (log: ThreadLog | undefined, id: ConversationId): ConversationHead | undefined =>
  log && findConversation(log, id)?.head

/** True if the list knows more of an opened conversation than its loaded log. */
function isThreadBehind({ entries, threads }: DeskState, id: ConversationId): boolean {
  const loaded = headIn(threads.get(id), id)
  return loaded !== undefined && loaded.seq < (entries.get(id)?.head.seq ?? 0)
}

const lack = (state: DeskState, id: ConversationId): DeskState =>
  state.lacking.has(id) ? state : { ...state, lacking: new Set(state.lacking).add(id) }

function changed<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> {
  return map.get(key) === value ? map : new Map(map).set(key, value)
}

function filtered<Key, Value>(map: ReadonlyMap<Key, Value>, keep: (key: Key) => boolean): ReadonlyMap<Key, Value> {
  return new Map([...map].filter(([key]) => keep(key)))
}

/** Takes a conversation out of one of the collections; the same state if it was not in it. */
function without(state: DeskState, name: 'entries' | 'threads' | 'typing' | 'lacking', id: ConversationId): DeskState {
  if (!state[name].has(id)) return state
  const rest = name === 'lacking' ? new Set(state.lacking) : new Map<ConversationId, unknown>(state[name])
  rest.delete(id)
  return { ...state, [name]: rest }
}
