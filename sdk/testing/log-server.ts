/**
 * A server for one site in memory, with the meaning that the protocol documents and nothing else: messages are known by
 * their names, sequence numbers are dense, marks never fall, and an answer comes after what it answers was stored.
 *
 * It stands in for the real one in tests of clients. Nothing in it is asynchronous.
 */
import { LIMITS, emptyHead, fail, failTalk, foldEvent, ok, plainText } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  Appended,
  CardButton,
  ContactDetails,
  ConversationHead,
  ConversationId,
  ConversationSlice,
  DraftResult,
  Happening,
  LogEvent,
  MarkRequest,
  MemberId,
  MessageDraft,
  MessageId,
  MessageReceipt,
  OlderPage,
  OlderRequest,
  Part,
  Result,
  SendReply,
  SendRequest,
  ServerToVisitor,
  Side,
  SyncRequest,
  ThreadDelta,
  ThreadStanding,
  TransferAnswer,
  VisitorAsk,
  VisitorSelf,
  VisitorToServer,
} from '@foyer/sdk/protocol'
import { checkParts } from '../thread/parts.ts'

interface Conversation {
  head: ConversationHead
  readonly events: LogEvent[]
}
interface Thread {
  readonly conversations: Conversation[]
  readonly receipts: Map<MessageId, MessageReceipt>
  readonly lines: Set<Push>
  me: VisitorSelf
}
export type Push = <Name extends keyof ServerToVisitor>(name: Name, payload: Parameters<ServerToVisitor[Name]>[0]) => void

/** Ways to be wrong, for tests that must notice it. */
export interface LogServerFaults {
  /** Takes every repeat for a new message. */
  readonly forgetsNames?: boolean
  /** Now and then answers that it has stored what it has not. */
  readonly liesAboutStoring?: () => boolean
  /** Stores the drafts of one request in reverse. */
  readonly reversesOrder?: boolean
  /** Lets marks fall again. */
  readonly lowersMarks?: () => boolean
  /** Passes over an event when it catches a client up. */
  readonly skipsEvents?: () => boolean
}

export interface LogServer {
  /** A line of a visitor. Pushes go to `push` until it is closed. */
  connect(token: string, push: Push): LogServerLine
  /** The other side of a visitor's open conversation. Each does nothing where nothing is open. */
  agentSays(token: string, id: MessageId, parts: readonly Part[]): void
  agentMarks(token: string, isRead: boolean): void
  agentEnds(token: string): void
  agentTypes(token: string, isTyping: boolean): void
  warnsOfSilence(token: string): void
  agentAsksRating(token: string): void
  /** Whether {@link BEN} may take over; withdraws the question before it, if there is one. */
  agentAsksTransfer(token: string, note?: string): void
  transferExpires(token: string): void
  /** Nobody can receive: conversations that begin from now on wait. */
  setStaffed(isStaffed: boolean): void
  /** Takes the conversation that waits. */
  agentTakes(token: string): void
  /** Everything that is stored of a visitor. */
  thread(token: string): readonly ConversationSlice[]
  /** All lines are gone. What was stored stays. */
  restart(): void
}

export interface LogServerLine {
  /** Answers are made at once; whoever carries them may lose them. */
  request(name: string, payload: unknown): Result<unknown>
  close(): void
}

export const ANN: AgentFace = { id: 'ann' as MemberId, name: 'Ann' }
export const BEN: AgentFace = { id: 'ben' as MemberId, name: 'Ben' }

const TRANSFER_EXPIRES_AFTER_MS = 120_000
const RATED_FOR_MS = 86_400_000

type Asked<Name extends VisitorAsk> = Parameters<VisitorToServer[Name]>[0]

export function createLogServer(now: () => number, faults: LogServerFaults = {}): LogServer {
  const threads = new Map<string, Thread>()
  let isStaffed = true

  function threadOf(token: string): Thread {
    const known = threads.get(token)
    if (known) return known
    const thread: Thread = { conversations: [], receipts: new Map(), lines: new Set(), me: { number: threads.size + 1 } }
    threads.set(token, thread)
    return thread
  }

  /** One transaction: adds to a log. Lines are told afterwards, but for the one that gets it with its answer. */
  function append(conversation: Conversation, happenings: readonly Happening[]): Appended {
    const events = happenings.map((happening, at): LogEvent => ({ ...happening, seq: conversation.head.seq + 1 + at, at: now() }))
    for (const event of events) conversation.head = foldEvent(conversation.head, event)
    conversation.events.push(...events)
    return { conversationId: conversation.head.id, events }
  }
  function tell(thread: Thread, appended: Appended, except?: Push): void {
    for (const push of thread.lines) if (push !== except) push('log:appended', appended)
  }

  const openOf = ({ conversations }: Thread): Conversation | undefined => {
    const last = conversations.at(-1)
    return last && last.head.state.status !== 'ended' ? last : undefined
  }

  function begin(thread: Thread, { start }: MessageDraft): { conversation: Conversation; happenings: Happening[] } {
    const position = thread.conversations.length + 1
    const conversation: Conversation = { head: emptyHead(`c${position}` as ConversationId), events: [] }
    thread.conversations.push(conversation)
    return { conversation, happenings: [{ type: 'started', by: 'visitor', position, ...(start && { start }) }] }
  }

  function send(thread: Thread, { drafts }: SendRequest, from: Push): Result<SendReply> {
    if (drafts.length > LIMITS.draftsPerRequest) return fail('invalid_input', { field: 'drafts' })
    const appended: Appended[] = []
    const results = (faults.reversesOrder ? drafts.toReversed() : drafts).map((draft): DraftResult => {
      const known = faults.forgetsNames ? undefined : thread.receipts.get(draft.id)
      if (known) return { ok: true, ...known }
      const checked = checkParts(draft.parts)
      if (!checked.ok) return { id: draft.id, ...checked }
      const refused = plainText(draft.parts) === REFUSED
      if (refused) return { id: draft.id, ...fail('invalid_message') }
      if (!draft.parts.every((part) => isAskedFor(thread, part))) return { id: draft.id, ...failTalk('form_gone') }
      if (faults.liesAboutStoring?.()) return { ok: true, id: draft.id, conversationId: 'c1' as ConversationId, seq: 1 }
      const open = openOf(thread)
      const { conversation, happenings } = open ? { conversation: open, happenings: [] } : begin(thread, draft)
      happenings.push({ type: 'message', id: draft.id, from: { kind: 'visitor' }, parts: draft.parts })
      const seq = conversation.head.seq + happenings.length
      if (!open) happenings.push(isStaffed ? { type: 'assigned', agent: ANN } : { type: 'queued', reason: 'queue' })
      appended.push(append(conversation, happenings))
      const receipt = { id: draft.id, conversationId: conversation.head.id, seq }
      thread.receipts.set(draft.id, receipt)
      return { ok: true, ...receipt }
    })
    for (const each of appended) tell(thread, each, from)
    if (appended.some(({ events }) => events.some(({ type }) => type === 'queued'))) tellPlace(thread)
    return ok({ results, appended })
  }

  /** A button that is pressed was offered, and a form that is filled in was sent. */
  function isAskedFor({ conversations }: Thread, part: Part): boolean {
    if (part.type !== 'choice' && part.type !== 'answers') return true
    return conversations.some(({ events }) =>
      events.some((event) => {
        if (event.type !== 'message' || event.id !== part.to || event.from.kind === 'visitor') return false
        if (part.type === 'answers') return event.parts.some(({ type }) => type === 'form')
        const offered = event.parts.flatMap((each): readonly CardButton[] => (each.type === 'choices' ? each.choices : each.type === 'cards' ? each.cards.flatMap(({ buttons = [] }) => buttons) : []))
        return offered.some((button) => 'value' in button && button.value === part.value && button.label === part.label)
      }),
    )
  }

  const isQueued = ({ head: { state } }: Conversation): boolean => state.status === 'waiting' && state.reason === 'queue'

  /** All who wait stand in one queue, in the order of their threads. */
  function placeOf(thread: Thread): ThreadStanding['queue'] {
    const open = openOf(thread)
    if (!open || !isQueued(open)) return undefined
    const before = [...threads.values()].slice(0, [...threads.values()].indexOf(thread))
    return { conversationId: open.head.id, place: before.filter((other) => placeOf(other)).length + 1 }
  }
  function tellPlace(thread: Thread): void {
    const last = thread.conversations.at(-1)
    const place = placeOf(thread)
    if (last) for (const push of thread.lines) push('queue:moved', { conversationId: last.head.id, ...(place && { place }) })
  }
  /** Whoever has left the queue hears that, and all the others where they stand now. */
  function tellPlaces(left: Thread): void {
    tellPlace(left)
    for (const thread of threads.values()) if (placeOf(thread)) tellPlace(thread)
  }
  function standingOf(thread: Thread): ThreadStanding {
    const queue = placeOf(thread)
    return { isStaffed, me: thread.me, ...(queue && { queue }) }
  }

  function sync(thread: Thread, request: SyncRequest): ThreadDelta {
    const delta = deltaOf(thread, request)
    return delta.more ? delta : { ...delta, standing: standingOf(thread) }
  }

  function deltaOf(thread: Thread, { version, conversations: named }: SyncRequest): ThreadDelta {
    const now = thread.conversations.reduce((sum, { head }) => sum + head.seq, 0)
    const rest = { version: now, agentPresent: openOf(thread)?.head.state.status === 'held' }
    if (named.length === 0) {
      const { slices, older } = endOf(thread.conversations, LIMITS.pageEvents)
      return { ...rest, whole: slices, next: [], more: false, older }
    }
    // A server may take a client at its word. One that says more than it was told is found out by this.
    if (version === now) return { ...rest, whole: [], next: [], more: false }
    const seqs = new Map(named.map(({ id, seq }) => [id, seq]))
    const lastNamed = thread.conversations.findLastIndex(({ head }) => seqs.has(head.id))
    const whole: ConversationSlice[] = []
    const next: Appended[] = []
    let room: number = LIMITS.catchUpEvents
    for (const [at, { head, events }] of thread.conversations.entries()) {
      const seq = seqs.get(head.id)
      if (seq === undefined && at <= lastNamed) continue
      if (seq !== undefined && seq >= head.seq) continue
      if (room <= 0) return { ...rest, whole, next, more: true }
      if (seq === undefined) {
        whole.push({ head, events: events.slice(-LIMITS.pageEvents) })
        room -= LIMITS.pageEvents
        continue
      }
      const page = events.slice(seq, seq + room).filter(() => !faults.skipsEvents?.())
      next.push({ conversationId: head.id, events: page })
      room -= page.length
      if (seq + page.length < head.seq) return { ...rest, whole, next, more: true }
    }
    return { ...rest, whole, next, more: false }
  }

  function older(thread: Thread, { before }: OlderRequest): Result<OlderPage> {
    const at = thread.conversations.findIndex(({ head }) => head.id === before.conversationId)
    const conversation = thread.conversations[at]
    if (!conversation) return fail('not_found')
    const cut = { head: conversation.head, events: conversation.events.slice(0, before.seq - 1) }
    return ok(endOf([...thread.conversations.slice(0, at), cut], LIMITS.pageEvents))
  }

  function mark(thread: Thread, side: Side, { conversationId, delivered, read }: MarkRequest, except?: Push): Result<null> {
    const conversation = thread.conversations.find(({ head }) => head.id === conversationId)
    if (!conversation) return fail('not_found')
    const { head, events } = conversation
    const before = head.marks[side]
    if (delivered > head.seq || read > head.seq) return fail('invalid_input')
    const falls = faults.lowersMarks?.() ?? false
    const seen = falls ? 0 : Math.max(before.read, read)
    const got = falls ? 0 : Math.max(before.delivered, delivered, seen)
    if (got === before.delivered && seen === before.read) return ok(null)
    const unread = events.filter((event) => event.seq > seen && event.type === 'message' && (event.from.kind === 'visitor') === (side === 'agent')).length
    tell(thread, append(conversation, [{ type: 'marked', by: side, delivered: got, read: seen, unread }]), except)
    return ok(null)
  }

  function end(thread: Thread, by: Side, id: ConversationId | undefined): Result<null> {
    const conversation = thread.conversations.find(({ head }) => head.id === id)
    if (!conversation) return fail('not_found')
    if (conversation.head.state.status === 'ended') return fail('conversation_ended')
    const { head } = conversation
    const wasQueued = isQueued(conversation)
    const overtaken: readonly Happening[] = head.transfer ? [{ type: 'transfer-answered', answer: 'withdrawn' }] : []
    const asked: readonly Happening[] = head.isAnswered && !head.survey ? [{ type: 'survey-asked', validUntil: now() + RATED_FOR_MS }] : []
    tell(thread, append(conversation, [...overtaken, { type: 'ended', by }, ...asked]))
    if (wasQueued) tellPlaces(thread)
    return ok(null)
  }

  const namedIn = ({ conversations }: Thread, id: ConversationId): Conversation | undefined => conversations.find(({ head }) => head.id === id)

  function rate(thread: Thread, { conversationId, score, comment }: Asked<'survey:answer'>): Result<null> {
    const conversation = namedIn(thread, conversationId)
    if (!conversation) return fail('not_found')
    const { isAnswered, survey, state } = conversation.head
    const isOpen = survey !== undefined && survey.validUntil > now()
    if (!isAnswered || (!isOpen && state.status === 'ended')) return failTalk('survey_closed')
    const asked: readonly Happening[] = isOpen ? [] : [{ type: 'survey-asked', validUntil: now() + RATED_FOR_MS }]
    tell(thread, append(conversation, [...asked, { type: 'rated', score, ...(comment && { comment }) }]))
    return ok(null)
  }

  function answerTransfer(thread: Thread, { conversationId, isAccepted }: Asked<'transfer:answer'>): Result<null> {
    const conversation = namedIn(thread, conversationId)
    if (!conversation) return fail('not_found')
    const { transfer, state } = conversation.head
    if (!transfer || transfer.expiresAt <= now()) return failTalk('transfer_over')
    const previous = state.status === 'held' ? { previous: state.agent.id } : {}
    const moved: readonly Happening[] = isAccepted && transfer.to.id !== undefined ? [{ type: 'assigned', agent: transfer.to, ...previous }] : []
    tell(thread, append(conversation, [{ type: 'transfer-answered', answer: isAccepted ? 'accepted' : 'declined' }, ...moved]))
    return ok(null)
  }

  function closeTransfer(thread: Thread, answer: TransferAnswer): void {
    const open = openOf(thread)
    if (open?.head.transfer) tell(thread, append(open, [{ type: 'transfer-answered', answer }]))
  }

  function leaveMessage(thread: Thread, { conversationId }: Asked<'conversation:leave-message'>): Result<null> {
    const conversation = namedIn(thread, conversationId)
    if (!conversation) return fail('not_found')
    if (conversation.head.state.status === 'ended') return fail('conversation_ended')
    if (!isQueued(conversation)) return ok(null)
    tell(thread, append(conversation, [{ type: 'queued', reason: 'take-message' }]))
    tellPlaces(thread)
    return ok(null)
  }

  function setDetails(thread: Thread, details: ContactDetails): Result<VisitorSelf> {
    const said = Object.entries({ ...thread.me, ...details }).filter(([, text]) => text !== '')
    thread.me = Object.fromEntries(said) as unknown as VisitorSelf
    return ok(thread.me)
  }

  function answer(thread: Thread, name: string, payload: unknown, from: Push): Result<unknown> {
    // The clients under test are typed, and so is what they send.
    switch (name) {
      case 'thread:sync':
        return ok(sync(thread, payload as SyncRequest))
      case 'thread:older':
        return older(thread, payload as OlderRequest)
      case 'message:send':
        return send(thread, payload as SendRequest, from)
      case 'mark:set':
        return mark(thread, 'visitor', payload as MarkRequest)
      case 'conversation:end':
        return end(thread, 'visitor', (payload as { conversationId: ConversationId }).conversationId)
      case 'survey:answer':
        return rate(thread, payload as Asked<'survey:answer'>)
      case 'transfer:answer':
        return answerTransfer(thread, payload as Asked<'transfer:answer'>)
      case 'conversation:leave-message':
        return leaveMessage(thread, payload as Asked<'conversation:leave-message'>)
      case 'details:set':
        return setDetails(thread, payload as ContactDetails)
      case 'files:links':
        return ok((payload as Asked<'files:links'>).ids.map((id) => ({ id, href: `/v1/files/${id}/whole` })))
      case 'typing:set':
        return ok(null)
      default:
        return fail('invalid_input', { field: name })
    }
  }

  return {
    connect(token, push) {
      const thread = threadOf(token)
      thread.lines.add(push)
      return {
        request: (name, payload) => answer(thread, name, payload, push),
        close: () => void thread.lines.delete(push),
      }
    },
    agentSays(token, id, parts) {
      const thread = threadOf(token)
      const open = openOf(thread)
      if (open?.head.state.status !== 'held') return
      tell(thread, append(open, [{ type: 'message', id, from: { kind: 'agent', ...open.head.state.agent }, parts }]))
    },
    agentMarks(token, isRead) {
      const thread = threadOf(token)
      const open = openOf(thread)
      if (open) mark(thread, 'agent', { conversationId: open.head.id, delivered: open.head.seq, read: isRead ? open.head.seq : 0 })
    },
    agentEnds(token) {
      const thread = threadOf(token)
      end(thread, 'agent', openOf(thread)?.head.id)
    },
    agentTypes(token, isTyping) {
      const thread = threadOf(token)
      const open = openOf(thread)
      if (open) for (const push of thread.lines) push('typing', { conversationId: open.head.id, isTyping, name: ANN.name })
    },
    warnsOfSilence(token) {
      const thread = threadOf(token)
      const open = openOf(thread)
      if (open) tell(thread, append(open, [{ type: 'noted', note: 'silence-warning', endsAt: now() + 60_000 }]))
    },
    agentAsksRating(token) {
      const thread = threadOf(token)
      const open = openOf(thread)
      if (open?.head.isAnswered && (open.head.survey?.validUntil ?? 0) <= now()) tell(thread, append(open, [{ type: 'survey-asked', validUntil: now() + RATED_FOR_MS }]))
    },
    agentAsksTransfer(token, note) {
      const thread = threadOf(token)
      const open = openOf(thread)
      if (open?.head.state.status !== 'held') return
      const to = open.head.state.agent.id === BEN.id ? ANN : BEN
      closeTransfer(thread, 'withdrawn')
      tell(thread, append(open, [{ type: 'transfer-asked', to, ...(note !== undefined && { note }), expiresAt: now() + TRANSFER_EXPIRES_AFTER_MS }]))
    },
    transferExpires: (token) => closeTransfer(threadOf(token), 'expired'),
    setStaffed(isThere) {
      isStaffed = isThere
    },
    agentTakes(token) {
      const thread = threadOf(token)
      const open = openOf(thread)
      if (open?.head.state.status !== 'waiting') return
      const wasQueued = isQueued(open)
      tell(thread, append(open, [{ type: 'assigned', agent: ANN }]))
      if (wasQueued) tellPlaces(thread)
    },
    thread: (token) => threadOf(token).conversations,
    restart() {
      for (const { lines } of threads.values()) lines.clear()
    },
  }
}

/** A message of this text is refused for good, for tests of what happens then. */
export const REFUSED = 'Please refuse me'

/** The last events of a list of conversations, and whether there are more before them. */
function endOf(conversations: readonly ConversationSlice[], count: number): OlderPage {
  const slices: ConversationSlice[] = []
  let room = count
  for (const { head, events } of conversations.toReversed()) {
    if (events.length === 0) continue
    if (room === 0) return { slices, older: true }
    const page = events.slice(-room)
    slices.unshift({ head, events: page })
    room -= page.length
    if (page.length < events.length) return { slices, older: true }
  }
  return { slices, older: false }
}
