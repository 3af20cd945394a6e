/** What changes a conversation. Each procedure is one transaction; what it returns is on disk. */
import { emptyHead, fail, failTalk, ok } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  Appended,
  BotRecord,
  ComponentId,
  ConversationId,
  DraftResult,
  Failure,
  GroupId,
  Happening,
  MarkRequest,
  MemberId,
  MessageDraft,
  MessageId,
  Part,
  Result,
  Side,
  StartContext,
  SurveyRules,
  ThreadId,
  TraceReason,
  VisitorId,
  WorkspaceId,
} from '@foyer/sdk/protocol'
import { UNASKED_PRIORITY, USUAL_PRIORITY, allocateConversation, allocationSettings, asksOf, assign, keepTrace, receiverOf } from '../allocation/store.ts'
import type { AllocationSettings } from '../allocation/settings.ts'
import type { Allocated, Destination } from '../allocation/store.ts'
import { botWith } from '../bots/store.ts'
import { botsByGroup } from '../bots/store.ts'
import { armDeadline, cancels, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { compiledReplies, findReplies, leadStart, receiveMore, receiveNew, settleBot } from '../replies/reception.ts'
import { hasGroup } from '../groups/store.ts'
import { tellChoices, untoldChoices } from '../menus/choices.ts'
import type { UntoldChoice } from '../menus/choices.ts'
import { routeOf } from '../routing/arrival.ts'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, prepareInsert, procedure, together, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { asksAtTheEnd, ratedUntil } from '../surveys/rules.ts'
import { surveyOf } from '../surveys/store.ts'
import { FORGOTTEN, takeVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { landAnswers } from './card.ts'
import { changeOf } from './change.ts'
import type { Change } from './change.ts'
import { append, openConversation, placeOfMessage, takeConversation } from './log.ts'
import type { Added, Conversation, Entry } from './log.ts'
import { armAnswerMail } from './mailing.ts'
import { settleDrafts } from './parts.ts'
import type { RefusedDraft } from './parts.ts'
import { lastSeenOfThread } from './reach.ts'
import { queuedSince, reachableUntil, silenceTimes } from './rules.ts'
import { arrangeSurvey, isEffective, surveyFacts } from './survey.ts'
import { overtaken } from './transfer.ts'
import { windowRules } from './window.ts'

export { changeOf } from './change.ts'
export type { Change } from './change.ts'

const statusOf = ({ head }: Conversation) => head.state.status

/** Answers to drafts, in their order, with the change they made, if they made one. */
export interface Sent {
  readonly results: readonly DraftResult[]
  readonly change?: Change
  /** What was answered stands on the visitor's card now. */
  readonly isCardChanged?: true
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
  'priority',
  'skills',
  'asks',
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
/** A visitor who writes is there. What is told of it to the minute costs a row only then. */
const SEEN_EXACTLY_MS = 60_000
const noteSeen = prepare((p: { id: VisitorId; now: number; before: number }) =>
  db.updateTable('visitors').set({ last_seen_at: p.now }).where('id', '=', p.id).where('last_seen_at', '<', p.before),
)
const membership = prepare((p: { groupId: GroupId; memberId: MemberId }) =>
  db.selectFrom('group_members').select('member_id').where('group_id', '=', p.groupId).where('member_id', '=', p.memberId),
)
/** Messages between two places, and those of them that visitors wrote: by their authors, for what people write may be much. */
const messagesBetween = prepare((p: { id: ConversationId; after: number; to: number }) =>
  db
    .selectFrom('events')
    .leftJoin('visitors', 'visitors.id', 'events.author')
    .select((row) => [row.fn.countAll<number>().as('all'), row.fn.count<number>('visitors.id').as('ofVisitors')])
    .where('events.conversation_id', '=', p.id)
    .where('events.seq', '>', p.after)
    .where('events.seq', '<=', p.to)
    .where('events.type', '=', 'message'),
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
  /** `false`: a message that would start a conversation has to wait. Default `true`. */
  readonly mayStart?: boolean
}

/**
 * Stores a visitor's messages in the order given. A message that stands already is answered with the place it has; one
 * that cannot be stored refuses no other. With no open conversation the first message starts one, which is allocated in
 * the same transaction (AL-9, AL-13).
 */
export const sendVisitorMessages = procedure('conversations.send-by-visitor', function* (input: SendVisitorMessages): Work<Sent> {
  const { drafts, now, newConversationId } = input
  const visitor = yield* takeVisitor(input.visitor)
  // Erased a moment ago (CW-15): the connection is about to go, and the next one is another visitor's.
  if (!visitor) return { results: drafts.map(({ id }) => ({ id, ...fail('unavailable') })) }
  // Blocked a moment ago (IV-4): likewise.
  if (visitor.isBlocked) return { results: drafts.map(({ id }) => ({ id, ...fail('visitor_blocked') })) }
  const { workspaceId, threadId } = visitor
  const [{ fresh, places }, open, compiled] = yield* together(onlyFresh(visitor.id, drafts), openConversation(threadId), compiledReplies(workspaceId))
  if (fresh.length === 0) return { results: resultsOf(drafts, places) }
  if (!open && input.mayStart === false) return { results: resultsOf(drafts, places, fresh.map(({ id }) => ({ id, ...fail('rate_limited') }))) }
  const by = { kind: 'visitor', id: visitor.id } as const
  const { settled, refused } = yield* settleDrafts({ workspaceId, threadId, by, conversationId: open?.id ?? newConversationId, drafts: fresh })
  const [opening] = settled
  if (!opening) return { results: resultsOf(drafts, places, refused) }

  const found = yield* findReplies({ workspaceId, threadId, open, drafts: settled, compiled, now })
  const start = open ? undefined : opening.start
  const led = leadStart(start, found)
  const next = open ? undefined : yield* begin({ ...input, visitor }, { start, led }, settled.flatMap(({ parts }) => parts))
  const before = open ?? next!.conversation
  const started: readonly Entry[] = next ? yield* openingOf(next, start) : []
  const messages = settled.map(({ id, parts }): Entry => ({ happening: { type: 'message', id, from: { kind: 'visitor' }, parts }, author: visitor.id }))
  const received = next
    ? yield* receiveNew(before, found, { start, receiver: next.route.receiver, botOf: next.botOf, now, allocate: () => allocationOf(before, { ...input, visitor }, led, next.route) })
    : yield* receiveMore(before, found, input)
  const added = yield* append(received.conversation, [...started, ...messages, ...received.entries], now, received.snapshot)
  yield* settleBot(received, now)
  yield* messageFacts(added, 'visitor-message')
  yield* write(noteSeen, { id: visitor.id, now, before: now - SEEN_EXACTLY_MS })
  const answers = [...(start?.answers ?? []), ...settled.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'answers' ? part.answers : [])))]
  const isCardChanged = yield* landAnswers(visitor.id, answers)
  return { results: resultsOf(drafts, places, refused, added.appended), change: changeOf(before, added), ...(isCardChanged && { isCardChanged }) }
})

type Places = ReadonlyMap<MessageId, { readonly conversationId: ConversationId; readonly seq: number }>

/** Drafts that are not stored yet, each once, and the places of those that are. */
function* onlyFresh(author: VisitorId | MemberId, drafts: readonly MessageDraft[]): Work<{ fresh: readonly MessageDraft[]; places: Places }> {
  const fresh = new Map<MessageId, MessageDraft>()
  const places = new Map<MessageId, { conversationId: ConversationId; seq: number }>()
  const known = yield* together(...drafts.map(({ id }) => placeOfMessage(author, id)))
  for (const [index, draft] of drafts.entries()) {
    const place = known[index]
    if (place) places.set(draft.id, { conversationId: place.conversation_id, seq: place.seq })
    else if (!fresh.has(draft.id)) fresh.set(draft.id, draft)
  }
  return { fresh: [...fresh.values()], places }
}

/** The answer to each draft: where it stood already, where it was put now, or why nowhere. */
function resultsOf(drafts: readonly MessageDraft[], places: Places, refused: readonly RefusedDraft[] = [], appended?: Appended): readonly DraftResult[] {
  const added = (appended?.events ?? []).flatMap((event) => (event.type === 'message' ? [[event.id, event.seq] as const] : []))
  const all = new Map([...places, ...added.map(([id, seq]) => [id, { conversationId: appended!.conversationId, seq }] as const)])
  const failures = new Map(refused.map((failure) => [failure.id, failure]))
  return drafts.map(({ id }) => failures.get(id) ?? { ok: true, id, ...all.get(id)! })
}

/** Where a conversation leads, with what a rule says of it (AL-19). */
export interface Route extends Destination {
  readonly priority: number
  readonly skills: readonly string[]
}

export interface Start {
  /** What the visitor's page has said of it. */
  readonly start: StartContext | undefined
  /** With whom an automatic reply leads to. */
  readonly led: StartContext | undefined
}

/** What is needed to begin a conversation; see {@link SendVisitorMessages}. */
export type Beginning = Pick<SendVisitorMessages, 'visitor' | 'now' | 'newConversationId' | 'seed'>

/** A conversation of which nothing has happened yet. */
export interface Begun {
  readonly conversation: Conversation
  readonly route: Route
  /** Chosen in the menu before it (MN-4). */
  readonly chosen: readonly UntoldChoice[]
  /** Who answers first in a group. */
  botOf(groupId: GroupId): BotRecord | undefined
}

/** Makes the conversation that a visitor begins, where it leads. `choice`: the one of the menu that begins it. */
export function* begin(input: Beginning, { start, led }: Start, parts: readonly Part[], choice?: string): Work<Begun> {
  const { id: visitorId, workspaceId, threadId } = input.visitor
  const [route, next, botOf, chosen] = yield* together(
    routeTo(input, led, parts, choice),
    nextOf(threadId, workspaceId),
    botsByGroup(workspaceId),
    untoldChoices({ threadId, visitorId, now: input.now }),
  )
  return { conversation: yield* startConversation(input, { start, led }, route, next), route, chosen, botOf }
}

/** What its log begins with: that it began, and what was chosen in the menu before. */
export function* openingOf({ conversation, chosen }: Pick<Begun, 'conversation' | 'chosen'>, start: StartContext | undefined): Work<readonly Entry[]> {
  return [{ happening: startOf(conversation, start) }, ...(yield* tellChoices(chosen, conversation.id))]
}

/** A rule leads to a group only where neither the page's own code nor a component leads to somebody of their own. */
function* routeTo({ visitor, now }: Beginning, start: StartContext | undefined, parts: readonly Part[], choice: string | undefined): Work<Route> {
  const { workspaceId, siteId } = visitor
  const [to, rule, settings] = yield* together(receiverOf(workspaceId, siteId, start), routeOf({ workspaceId, visitorId: visitor.id, threadId: visitor.threadId, start, parts, ...(choice !== undefined && { choice }), now }), allocationSettings(workspaceId))
  const { groupId, skills = [] } = rule ?? {}
  const isLed = groupId !== undefined && !to.isFixed && (yield* hasGroup(groupId, workspaceId))
  const led: Destination = isLed ? { ...to, receiver: { kind: 'group', groupId }, groupId, comesByItself: false } : to
  const waits = led.comesByItself && !settings.greetsArrivals
  return { ...led, priority: waits ? UNASKED_PRIORITY : (rule?.priority ?? USUAL_PRIORITY), skills }
}

/** A place for one conversation more in a thread. The caller holds the thread. */
interface Next {
  readonly position: number
  readonly settings: AllocationSettings
  /** See `ConversationRow`. Default: nothing. */
  readonly asks?: string
}

function* nextOf(threadId: ThreadId, workspaceId: WorkspaceId): Work<Next> {
  const [counted, settings] = yield* together(first(countConversation, { id: threadId }), allocationSettings(workspaceId))
  return { position: counted!.position, settings }
}

function* startConversation(input: Beginning, { start, led }: Start, { groupId, isOfSite, priority, skills }: Route, next: Next): Work<Conversation> {
  const { visitor, newConversationId: id, now } = input
  const { workspaceId, siteId, threadId } = visitor
  const componentId = isOfSite ? led?.componentId : undefined
  const place = { id, workspace_id: workspaceId, site_id: siteId, thread_id: threadId, visitor_id: visitor.id, group_id: groupId, priority, skills: JSON.stringify(skills) }
  return yield* insertNew(place, { ...next, asks: asksOf(siteId, start) }, now, componentId && { componentId })
}

/** Makes the next conversation of a thread, of which nothing has happened yet. The caller holds the thread. */
function* insertNew(
  place: Omit<Conversation, 'agent_id' | 'head'>,
  { position, settings, asks = '' }: Next,
  now: number,
  by: { readonly componentId?: ComponentId; readonly memberId?: MemberId } = {},
): Work<Conversation> {
  const { id, workspace_id: workspaceId, site_id: siteId, visitor_id: visitorId, group_id: groupId } = place
  const conversation: Conversation = { ...place, agent_id: null, head: { ...emptyHead(id), position } }
  yield* write(insertConversation, {
    ...conversation,
    head: JSON.stringify(conversation.head),
    asks,
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
  const { endsAfterMs, warnsBeforeMs } = silenceTimes(settings)
  yield* armDeadline({ kind: 'silence-warning', subject: id, workspaceId, dueAt: now + endsAfterMs - warnsBeforeMs })
  yield* fact({ id: `${id}:started`, workspaceId, kind: 'conversation-started', at: now, siteId, visitorId, conversationId: id, groupId, ...by })
  return conversation
}

const startOf = ({ head: { position } }: Conversation, start: StartContext | undefined): Happening =>
  start ? { type: 'started', by: 'visitor', position, start } : { type: 'started', by: 'visitor', position }

export function* allocationOf(
  conversation: Conversation,
  { visitor, now, seed }: Beginning,
  start: StartContext | undefined,
  { receiver, priority, skills, comesByItself }: Route,
): Work<Allocated> {
  return yield* allocateConversation({
    workspaceId: visitor.workspaceId,
    siteId: visitor.siteId,
    conversationId: conversation.id,
    threadId: visitor.threadId,
    receiver,
    ...(start?.componentId && { componentId: start.componentId }),
    priority,
    skills,
    comesByItself,
    seq: conversation.head.seq,
    now,
    seed,
  })
}

function* messageFacts({ conversation, appended }: Added, kind: 'visitor-message' | 'agent-message'): Work<void> {
  for (const event of appended.events) {
    // What goes out by itself is nobody's message.
    if (event.type !== 'message' || event.from.kind === 'machine' || event.automatic || (kind === 'visitor-message') !== (event.from.kind === 'visitor')) continue
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
  /** Used only if a conversation is begun. */
  readonly newConversationId: ConversationId
}

/**
 * Stores an agent's messages. Only who holds a conversation writes in it; writing in one that waits takes it; writing in
 * one that has ended begins the next one, while its visitor can be reached (CW-12).
 */
export const sendAgentMessages = procedure('conversations.send-by-agent', function* (input: SendAgentMessages): Work<Result<Sent>> {
  const { workspaceId, agent, conversationId, drafts } = input
  const named = yield* takeConversation(conversationId, workspaceId)
  if (!named) return fail('not_found')
  const { fresh, places } = yield* onlyFresh(agent.id, drafts)
  if (fresh.length === 0) return ok({ results: resultsOf(drafts, places) })
  // A desk that has not heard yet of the next conversation writes in the one before.
  const open = statusOf(named) === 'ended' ? yield* openConversation(named.thread_id) : named
  const wrong = open ? yield* refusedWriter(open, input) : yield* refusedReach(named, input)
  if (wrong) return wrong

  return ok(yield* writeAsAgent(input, { threadId: named.thread_id, open, places, fresh, place: () => placeOf(named), begun: BEGUN }))
})

export interface BeginByAgent extends Pick<SendAgentMessages, 'workspaceId' | 'agent' | 'seesAll' | 'drafts' | 'now' | 'newConversationId'> {
  readonly visitorId: VisitorId
  /** The visitor is on a page now; of others the last sign of life says whether they can be reached (CW-12). */
  readonly isPresent: boolean
}

/**
 * Stores an agent's messages to a visitor whom they pick (IV-7). In their own open conversation it goes on, and one that
 * waits is taken; otherwise the first message begins one, which its writer holds: nobody is allocated, and no cap hinders (AL-15).
 */
export const beginByAgent = procedure('conversations.begin-by-agent', function* (input: BeginByAgent): Work<Result<Sent & { readonly conversationId: ConversationId }>> {
  const { workspaceId, agent, visitorId, isPresent, drafts, now, newConversationId } = input
  const known = yield* first(visitorOfWorkspace, { id: visitorId, workspaceId })
  const visitor = known && (yield* takeVisitor(known))
  if (!visitor) return fail('not_found')
  const { threadId, siteId } = visitor
  const [{ fresh, places }, open] = yield* together(onlyFresh(agent.id, drafts), openConversation(threadId))
  // A repeat: it has begun.
  const [begun] = places.values()
  if (fresh.length === 0 && begun) return ok({ conversationId: begun.conversationId, results: resultsOf(drafts, places) })
  if (visitor.isBlocked) return fail('visitor_blocked')
  if (open && (yield* refusedWriter(open, input))) return failTalk('conversation_open')
  if (!open && !isPresent && !(yield* isInReach(threadId, workspaceId, now))) return failTalk('out_of_reach')

  const groupId = (yield* first(firstGroupOf, { workspaceId, memberId: agent.id }))?.id ?? (yield* receiverOf(workspaceId, siteId, undefined)).groupId
  const place = () => ({ id: newConversationId, workspace_id: workspaceId, site_id: siteId, thread_id: threadId, visitor_id: visitorId, group_id: groupId, priority: USUAL_PRIORITY, skills: '[]' })
  const sent = yield* writeAsAgent(input, { threadId, open, places, fresh, place, begun: APPROACHED })
  const refused = sent.results.find((result) => !result.ok)
  if (!sent.change && refused && !refused.ok) return refused
  return ok({ ...sent, conversationId: open?.id ?? newConversationId })
})

const visitorOfWorkspace = prepare((p: { id: VisitorId; workspaceId: WorkspaceId }) =>
  db.selectFrom('visitors').select(['id', 'thread_id as threadId']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId).where('token_hash', 'not like', `${FORGOTTEN}%`),
)
/** Where what an agent begins counts to: the main group, if they are in it. */
const firstGroupOf = prepare((p: { workspaceId: WorkspaceId; memberId: MemberId }) =>
  db
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .select('groups.id as id')
    .where('groups.workspace_id', '=', p.workspaceId)
    .where('groups.deleted_at', 'is', null)
    .where('group_members.member_id', '=', p.memberId)
    .orderBy('groups.is_main', 'desc')
    .orderBy('groups.name')
    .orderBy('groups.id')
    .limit(1),
)

interface Writing {
  readonly threadId: ThreadId
  readonly open: Conversation | undefined
  readonly places: Places
  readonly fresh: readonly MessageDraft[]
  /** Of the conversation that begins if none is open. */
  place(): Omit<Conversation, 'agent_id' | 'head'>
  /** What is told of who holds it then. */
  readonly begun: OwnDoing
}

/** Adds an agent's messages to the open conversation, or to one that begins with them. The caller holds the thread. */
function* writeAsAgent({ workspaceId, agent, drafts, now, newConversationId }: Omit<SendAgentMessages, 'conversationId'>, { threadId, open, places, fresh, place, begun }: Writing): Work<Sent> {
  const by = { kind: 'member', id: agent.id } as const
  const { settled, refused } = yield* settleDrafts({ workspaceId, threadId, by, conversationId: open?.id ?? newConversationId, drafts: fresh })
  if (settled.length === 0) return { results: resultsOf(drafts, places, refused) }

  const before = open ?? (yield* insertNew({ ...place(), id: newConversationId }, yield* nextOf(threadId, workspaceId), now, { memberId: agent.id }))
  const chosen = open ? [] : yield* untoldChoices({ threadId, visitorId: before.visitor_id, now })
  const started: readonly Entry[] = open ? [] : [{ happening: { type: 'started', by: 'agent', position: before.head.position } }, ...(yield* tellChoices(chosen, before.id))]
  const taken = statusOf(before) === 'waiting' ? [yield* take(before, agent.id, now)] : []
  const holder = taken[0]?.agent ?? (before.head.state.status === 'held' ? before.head.state.agent : undefined)
  const from = { kind: 'agent', ...agent, ...(holder?.shownAs && { shownAs: holder.shownAs }) } as const
  const messages = settled.map(({ id, parts }): Entry => ({ happening: { type: 'message', id, from, parts }, author: agent.id }))
  if (taken.length > 0) yield* traceTaken(before, agent.id, open ? TAKEN : begun, now)
  const added = yield* append(before, [...started, ...taken.map((happening) => ({ happening })), ...messages], now)
  yield* messageFacts(added, 'agent-message')
  yield* armAnswerMail(added.conversation, now)
  return { results: resultsOf(drafts, places, refused, added.appended), change: changeOf(before, added) }
}

/** Why an agent may not write in an open conversation. */
function* refusedWriter(conversation: Conversation, { agent, seesAll }: Pick<SendAgentMessages, 'agent' | 'seesAll'>): Work<Failure | undefined> {
  if (statusOf(conversation) === 'held') return conversation.agent_id === agent.id ? undefined : fail('conversation_held_elsewhere')
  const isOfGroup = seesAll || (yield* first(membership, { groupId: conversation.group_id, memberId: agent.id })) !== undefined
  return isOfGroup ? undefined : fail('not_found')
}

/** Why an agent may not begin a conversation after this one, which was the last of its thread. */
function* refusedReach({ thread_id: threadId, agent_id: holder, workspace_id: workspaceId }: Conversation, { agent, seesAll, now }: SendAgentMessages): Work<Failure | undefined> {
  if (!seesAll && holder !== agent.id) return fail('not_found')
  return (yield* isInReach(threadId, workspaceId, now)) ? undefined : failTalk('out_of_reach')
}

function* isInReach(threadId: ThreadId, workspaceId: WorkspaceId, now: number): Work<boolean> {
  const seen = yield* first(lastSeenOfThread, { threadId })
  return seen?.at != null && now <= reachableUntil(seen.at, yield* windowRules(workspaceId))
}

const placeOf = ({ agent_id: _agent, head: _head, ...place }: Conversation): Omit<Conversation, 'agent_id' | 'head'> => place

function* take(conversation: Conversation, agentId: MemberId, now: number): Work<Extract<Happening, { type: 'assigned' }>> {
  const { id: conversationId, workspace_id: workspaceId, site_id: siteId, group_id: groupId, head } = conversation
  yield* lock(`workspace:${workspaceId}`)
  return yield* assign(agentId, { conversationId, workspaceId, siteId, groupId, componentId: head.start?.componentId, seq: head.seq, queuedSince: queuedSince(head), now })
}

type OwnDoing = Pick<TraceReason, 'step' | 'finding'>
const BEGUN: OwnDoing = { step: 'CW-12', finding: { kind: 'begun' } }
const APPROACHED: OwnDoing = { step: 'IV-7', finding: { kind: 'approached' } }
const TAKEN: OwnDoing = { step: 'AL-14', finding: { kind: 'taken' } }

/** Who writes where nobody holds the conversation has it, over the cap if need be: it is their own doing. */
function* traceTaken({ id: conversationId, workspace_id: workspaceId, group_id: groupId, head: { seq } }: Conversation, agentId: MemberId, { step, finding }: OwnDoing, now: number): Work<void> {
  yield* keepTrace({ conversationId, workspaceId, seq, now }, { at: now, groupId, decision: 'assign', agentId, step, reasons: [{ step, finding, candidates: [] }] })
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

/** Only what was read now is counted: a long conversation costs no more than a short one, however it is marked. */
function* countUnread({ id, head }: Conversation, side: Side, read: number): Work<number> {
  const before = head.marks[side]
  const counted = (yield* first(messagesBetween, { id, after: before.read, to: read }))!
  // One engine counts in text.
  const ofVisitors = Number(counted.ofVisitors)
  return Math.max(0, before.unread - (side === 'agent' ? ofVisitors : Number(counted.all) - ofVisitors))
}

export interface LeaveMessage {
  readonly visitor: VisitorIdentity
  readonly conversationId: ConversationId
  readonly now: number
}

/** A visitor waits no more in the queue: what was written is a message that somebody answers later (CW-14). */
export const leaveMessage = procedure('conversations.leave-message', function* (input: LeaveMessage): Work<Result<Change | null>> {
  const { visitor, conversationId, now } = input
  const conversation = yield* takeConversation(conversationId, visitor.workspaceId)
  if (conversation?.thread_id !== visitor.threadId) return fail('not_found')
  if (statusOf(conversation) === 'ended') return fail('conversation_ended')
  // Somebody came to answer in the same instant, or it was left already.
  if (queuedSince(conversation.head) === undefined) return ok(null)
  return ok(changeOf(conversation, yield* append(conversation, [{ happening: { type: 'queued', reason: 'take-message' } }], now)))
})

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
  const [conversation, rules] = yield* together(takeConversation(conversationId, workspaceId), surveyOf(workspaceId))
  if (!conversation) return fail('not_found')
  if (threadId !== undefined && conversation.thread_id !== threadId) return fail('not_found')
  if (agent && !agent.isSupervisor && conversation.agent_id !== agent.id) return fail('conversation_held_elsewhere')
  if (statusOf(conversation) === 'ended') return ok(null)
  return ok(changeOf(conversation, yield* end(conversation, by, rules, now)))
})

/** What an end leaves nothing to do for. Whether an offer was taken is looked at all the same (AL-18). */
const cancelEnded = cancels(['transfer-expired', 'silence-warning', 'silence-end', 'overdue'])

function* end(conversation: Conversation, by: Side | 'silence', rules: SurveyRules, now: number): Work<Added> {
  const asks = asksAtTheEnd(conversation.head, rules, now) && (!rules.onlyEffective || (yield* isEffective(conversation)))
  const asked: readonly Entry[] = asks ? [{ happening: { type: 'survey-asked', validUntil: ratedUntil(rules, now) } }] : []
  const added = yield* append(conversation, [...overtaken(conversation), { happening: { type: 'ended', by } }, ...asked], now)
  yield* surveyFacts(conversation, added)
  if (asks) yield* arrangeSurvey(conversation, rules, now)
  yield* cancelEnded(conversation.id)
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

/** How often it is looked whether somebody still waits for an agent. */
const LOOK_AGAIN_MS = 2 * 60_000

/**
 * Silence (AL-13), both steps. The deadline is armed once and looks at the log when it is due: if somebody wrote
 * meanwhile it is armed again, so that a message costs no write of its own. Where the workspace warns, nobody's
 * conversation ends without it: after a time in which no server ran, the end comes as long after the warning as ever.
 * Returns the change, if there is one.
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
  const { endsAfterMs, warnsBeforeMs } = silenceTimes(yield* allocationSettings(workspaceId))
  const warnsAt = silentSince + endsAfterMs - warnsBeforeMs
  const arm = (kind: 'silence-warning' | 'silence-end', dueAt: number) => armDeadline({ kind, subject: conversationId, workspaceId, dueAt })

  // Who waits for an agent is not silent: nobody has answered yet. Whom a bot has answered waits for nobody (AR-5).
  const isAnsweredByBot = conversation.head.lastMessage?.from.kind === 'machine' && (yield* botWith(conversationId)) !== undefined
  if (now < warnsAt || (statusOf(conversation) === 'waiting' && !isAnsweredByBot)) {
    yield* arm('silence-warning', now < warnsAt ? warnsAt : now + LOOK_AGAIN_MS)
    return null
  }
  if (deadline.kind === 'silence-warning' && warnsBeforeMs > 0) {
    const endsAt = Math.max(silentSince + endsAfterMs, now + warnsBeforeMs)
    yield* arm('silence-end', endsAt)
    const warning = { type: 'noted', note: 'silence-warning', endsAt } as const
    return changeOf(conversation, yield* append(conversation, [{ happening: warning }], now))
  }
  return changeOf(conversation, yield* end(conversation, 'silence', yield* surveyOf(workspaceId), now))
})
