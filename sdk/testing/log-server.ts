/**
 * A server for one site in memory, with the meaning that the protocol documents and nothing else: messages are known by
 * their names, sequence numbers are dense, marks never fall, and an answer comes after what it answers was stored.
 *
 * It stands in for the real one in tests of clients. Nothing in it is asynchronous.
 */
import { LIMITS, emptyHead, fail, foldEvent, ok, plainText } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  Appended,
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

export function createLogServer(now: () => number, faults: LogServerFaults = {}): LogServer {
  const threads = new Map<string, Thread>()

  function threadOf(token: string): Thread {
    const known = threads.get(token)
    if (known) return known
    const thread: Thread = { conversations: [], receipts: new Map(), lines: new Set() }
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
      if (faults.liesAboutStoring?.()) return { ok: true, id: draft.id, conversationId: 'c1' as ConversationId, seq: 1 }
      const open = openOf(thread)
      const { conversation, happenings } = open ? { conversation: open, happenings: [] } : begin(thread, draft)
      happenings.push({ type: 'message', id: draft.id, from: { kind: 'visitor' }, parts: draft.parts })
      const seq = conversation.head.seq + happenings.length
      if (!open) happenings.push({ type: 'assigned', agent: ANN })
      appended.push(append(conversation, happenings))
      const receipt = { id: draft.id, conversationId: conversation.head.id, seq }
      thread.receipts.set(draft.id, receipt)
      return { ok: true, ...receipt }
    })
    for (const each of appended) tell(thread, each, from)
    return ok({ results, appended })
  }

  function sync(thread: Thread, { version, conversations: named }: SyncRequest): ThreadDelta {
    const now = thread.conversations.reduce((sum, { head }) => sum + head.seq, 0)
    const rest = { version: now, agentPresent: openOf(thread) !== undefined }
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
    tell(thread, append(conversation, [{ type: 'ended', by }]))
    return ok(null)
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
      if (open) tell(thread, append(open, [{ type: 'message', id, from: { kind: 'agent', ...ANN }, parts }]))
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
