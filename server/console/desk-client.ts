/**
 * The desk, live: keeps {@link DeskState} in step with the server and does what a member wishes.
 *
 * After each (re)connect it fetches the list whole and the opened threads from where they stand, so that after a night
 * asleep it shows what a fresh load shows. In between it follows the pushes, and where one does not follow, it fetches.
 * What is written goes through the same outbox as in the visitor's window. It knows nothing of Socket.IO or the DOM.
 */
import { fail, ok } from '@foyer/sdk/protocol'
import type {
  AgentState,
  AllocationTrace,
  Appended,
  ConversationId,
  ErrorCode,
  FileId,
  FileLinks,
  HandoverChoices,
  InboxEntry,
  MemberId,
  MessageDraft,
  MessageId,
  Part,
  Receiver,
  Result,
  VisitorId,
  WhyNot,
} from '@foyer/sdk/protocol'
import { createOutbox, createTyping, olderRequest, waitsFor } from '@foyer/sdk/thread'
import type { Clock, Outbox, PendingMessage, Stop, Storage, Typing } from '@foyer/sdk/thread'
import { onPushes } from './desk-link.ts'
import type { DeskLink } from './desk-link.ts'
import type { DeskEvent, DeskPush, DeskState } from './desk-state.ts'
import { INITIAL, headIn, reduceDesk } from './desk-state.ts'
import { isHeldBy } from './inbox.ts'
import type { AgentWish } from './switches.tsx'

/** Receipts are marked together: a burst of messages is one request. */
const MARK_AFTER_MS = 250
/** A failed fetch on a line that stands is tried again after this. */
const FETCH_AGAIN_MS = 3_000
/** What a push of typing holds, unless it is said again. */
const TYPING_HOLDS_MS = 5_000

/** Refusals that say: this conversation is not for this desk. */
const GONE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['not_found', 'not_allowed'])

export interface DeskClientOptions {
  readonly link: DeskLink
  readonly clock: Clock
  /** Uniform in [0, 1). Only for waiting times. */
  readonly random: () => number
  /** Where unsent messages are kept; without it, in memory. */
  readonly storage?: Storage | undefined
  readonly newId: () => MessageId
  /** The session is over; the desk goes back to the sign-in. */
  onSignedOut(): void
}

/** What the parts of the desk may wish. */
export interface DeskClient {
  readonly state: DeskState
  /** For what an area keeps live by itself. */
  readonly link: DeskLink
  subscribe(listener: () => void): Stop
  /** Looks for a conversation that the list does not have: the list ends with those that ended last. */
  find(id: ConversationId): Promise<Result<null>>
  /** Loads the end of a thread, unless it is there and in step. */
  load(id: ConversationId): Promise<Result<null>>
  /** @returns whether the thread has still more before */
  loadOlder(id: ConversationId): Promise<boolean>
  /** Kept on the device when it resolves; the rest is the outbox's. */
  send(id: ConversationId, parts: readonly Part[]): Promise<MessageId>
  /** Says how it stands with a message that waits for its files. Resolves when that is kept on the device. */
  fill(message: PendingMessage): Promise<void>
  retry(message: MessageId): void
  /** Takes out a message that has failed, or waits for its files, for editing. */
  takeBack(message: MessageId): MessageDraft | undefined
  /** Begins a conversation with a visitor (IV-7), which is then at this desk. What is said again after a failure is the same message. */
  begin(id: VisitorId, text: string): Promise<Result<ConversationId>>
  end(id: ConversationId): Promise<Result<null>>
  askForRating(id: ConversationId): Promise<Result<null>>
  /** Who agrees before a conversation is handed over, and to which groups it could go (AL-14). */
  handoverChoices(): Promise<Result<HandoverChoices>>
  /** Hands over, or asks whether one may. `note`: for the visitor; `brief`: for who takes over. */
  askTransfer(id: ConversationId, to: Receiver, said?: { readonly note?: string; readonly brief?: string }): Promise<Result<null>>
  /** Says whether one takes over what one is asked to. */
  answerTransfer(id: ConversationId, isAccepted: boolean): Promise<Result<null>>
  /** Takes over, or gives to somebody, without asking: owner and administrators. */
  reassign(id: ConversationId, to: Receiver, brief?: string): Promise<Result<null>>
  /** Says something that only colleagues see. What is said again after a failure is the same whisper. */
  whisper(id: ConversationId, text: string): Promise<Result<null>>
  withdrawTransfer(id: ConversationId): Promise<Result<null>>
  /** Addresses of files in the thread of a conversation; what is not there is left out. Rejects if they cannot be had now. */
  fileLinks(id: ConversationId, ids: readonly FileId[]): Promise<readonly FileLinks[]>
  trace(id: ConversationId): Promise<Result<readonly AllocationTrace[]>>
  /** Why a conversation waits, and what would change it (AL-17). */
  whyNot(id: ConversationId): Promise<Result<WhyNot>>
  setAgent(wish: AgentWish): Promise<Result<AgentState>>
  setTyping(id: ConversationId, isTyping: boolean): void
  /** Says that everything in it was shown, if this member holds it. */
  markRead(id: ConversationId): void
  stop(): void
}

export function createDeskClient({ link, clock, random, storage, newId, onSignedOut }: DeskClientOptions): DeskClient {
  let state = INITIAL
  const listeners = new Set<() => void>()
  const dispatch = (event: DeskEvent) => {
    const before = state
    state = reduceDesk(state, event)
    if (state === before) return
    followUp(before)
    listeners.forEach((listener) => listener())
  }

  let outbox: Outbox | undefined
  let isStopped = false
  /** Moves with every connection, so that an answer of an earlier one is not taken for news. */
  let connection = 0
  /** Pushes that come while the list is being fetched; they are read again after it. */
  let held: DeskPush[] | undefined
  const filling = new Map<ConversationId, Promise<Result<null>>>()
  const timers = new Map<string, Stop>()

  /** One timer of a name; setting it again puts it off. */
  function later(name: string, ms: number, run: () => void): void {
    timers.get(name)?.()
    timers.set(name, clock.after(ms, () => {
      timers.delete(name)
      run()
    }))
  }

  const stops = [
    link.on('signed-out', onSignedOut),
    ...onPushes(link, (push) => {
      if (push.name === 'typing' && push.payload.isTyping) expireTyping(push.payload.conversationId)
      held?.push(push)
      dispatch({ type: 'pushed', push })
      if (push.name === 'log:appended') settleFrom(push.payload)
    }),
    link.onState((next) => {
      dispatch({ type: 'connection-changed', connection: next })
      if (next.status === 'refused' && next.code === 'not_signed_in') return onSignedOut()
      if (next.status !== 'connected') return
      connection += 1
      marked.clear()
      void fetchAll()
    }),
  ]

  // --- In step with the server ---

  async function fetchAll(): Promise<void> {
    const mine = connection
    held = []
    const answer = await link.request('desk:sync', {})
    if (isStopped || mine !== connection) return
    const missed = held
    held = undefined
    if (!answer.ok) {
      if (answer.code === 'not_signed_in') return onSignedOut()
      return later('fetch-all', FETCH_AGAIN_MS, () => mine === connection && void fetchAll())
    }
    dispatch({ type: 'snapshot-fetched', snapshot: answer.value })
    for (const push of missed) dispatch({ type: 'pushed', push })
    for (const id of state.threads.keys()) void fill(id)
    outbox ??= openOutbox(answer.value.me)
    outbox.drain()
  }

  /** Fetches what a conversation lacks: the rest of an opened thread, or the row of the list. */
  function fill(id: ConversationId): Promise<Result<null>> {
    const running = filling.get(id)
    if (running) return running
    const run = (state.threads.has(id) ? fetchThread(id) : fetchEntry(id)).then((result) => {
      filling.delete(id)
      if (isStopped) return result
      if (!result.ok && GONE.has(result.code)) dispatch({ type: 'entry-gone', conversationId: id })
      else if (state.lacking.has(id)) later(`fill ${id}`, FETCH_AGAIN_MS, () => void fill(id))
      return result
    })
    filling.set(id, run)
    return run
  }

  async function fetchEntry(id: ConversationId): Promise<Result<null>> {
    const answer = await link.request('inbox:entry', { conversationId: id })
    if (answer.ok) dispatch({ type: 'entry-fetched', entry: answer.value })
    return answer.ok ? ok(null) : answer
  }

  async function fetchThread(id: ConversationId): Promise<Result<null>> {
    const loaded = () => headIn(state.threads.get(id), id)?.seq ?? 0
    for (let seq = -1; seq < loaded() && !isStopped; ) {
      seq = loaded()
      const answer = await link.request('conversation:sync', { conversationId: id, seq })
      if (!answer.ok) return answer
      dispatch({ type: 'delta-fetched', conversationId: id, delta: answer.value })
      if (!state.lacking.has(id)) break
    }
    return ok(null)
  }

  /** After each change: fetch what it showed to be missing, and say what was received. */
  function followUp(before: DeskState): void {
    if (state.lacking !== before.lacking) for (const id of state.lacking) if (!before.lacking.has(id)) void fill(id)
    if (state.entries === before.entries) return
    for (const [id, entry] of state.entries) if (before.entries.get(id)?.head !== entry.head) markDelivered(entry)
  }

  // --- Receipts ---

  /** What was said on this connection, so that it is not said again before the log tells it back. */
  const marked = new Map<ConversationId, { readonly delivered: number; readonly read: number }>()
  const toMark = new Map<ConversationId, { readonly delivered: number; readonly read: number }>()

  function markDelivered({ head }: InboxEntry): void {
    const last = head.lastMessage
    if (!last || last.from.kind !== 'visitor' || !isHeldBy(head, state.me)) return
    mark(head.id, last.seq, head.marks.agent.read)
  }

  function mark(id: ConversationId, delivered: number, read: number): void {
    const said = marked.get(id)
    const known = state.entries.get(id)?.head.marks.agent
    const raises = delivered > Math.max(known?.delivered ?? 0, said?.delivered ?? 0) || read > Math.max(known?.read ?? 0, said?.read ?? 0)
    if (!raises) return
    const next = { delivered: Math.max(delivered, said?.delivered ?? 0), read: Math.max(read, said?.read ?? 0) }
    marked.set(id, next)
    toMark.set(id, next)
    later('mark', MARK_AFTER_MS, sayMarks)
  }

  function sayMarks(): void {
    for (const [conversationId, marks] of toMark) {
      void link.request('mark:set', { conversationId, ...marks }).then((answer) => {
        // Said again with the next message, or after the next connect.
        if (!answer.ok) marked.delete(conversationId)
      })
    }
    toMark.clear()
  }

  // --- Typing ---

  function expireTyping(id: ConversationId): void {
    later(`typing of ${id}`, TYPING_HOLDS_MS, () => dispatch({ type: 'typing-expired', conversationId: id }))
  }

  let typingIn: { readonly id: ConversationId; readonly typing: Typing } | undefined

  function setTyping(id: ConversationId, isTyping: boolean): void {
    if (typingIn?.id !== id) {
      typingIn?.typing.stop()
      typingIn = { id, typing: createTyping({ clock, tell: (goesOn) => link.tell('typing:set', { conversationId: id, isTyping: goesOn }) }) }
    }
    typingIn.typing.set(isTyping)
  }

  // --- Sending ---

  /** One for all conversations of a member; two members of one browser share nothing. */
  function openOutbox(member: MemberId): Outbox {
    const opened = createOutbox({
      storage,
      key: `foyer:desk:outbox:${member}`,
      clock,
      random,
      async send(drafts, conversationId) {
        // Whatever has no conversation was not written here.
        if (!conversationId) return fail('not_found')
        const answer = await link.request('message:send', { conversationId, drafts })
        if (!answer.ok) return answer
        const next = answer.value.results.find((result) => result.ok && result.conversationId !== conversationId)
        // Of a conversation that it began the desk knows nothing yet.
        if (next?.ok) await fetchBegun(next.conversationId)
        // First into the log, then out of the outbox: at no moment is a message in neither.
        for (const appended of answer.value.appended) dispatch({ type: 'appended', appended })
        if (next?.ok) dispatch({ type: 'continued', from: conversationId, to: next.conversationId })
        return answer
      },
      onChange: (pending) => dispatch({ type: 'pending-changed', pending }),
    })
    opened.start()
    return opened
  }

  /** The row and the log of a conversation that was begun by a message from here (CW-12). */
  async function fetchBegun(id: ConversationId): Promise<void> {
    await fetchEntry(id)
    dispatch({ type: 'thread-opened', conversationId: id })
    await fill(id)
  }

  /** Another tab of this member may have sent what is kept here too. */
  function settleFrom({ events }: Appended): void {
    const sent = events.flatMap((event) => (event.type === 'message' && event.from.kind === 'agent' ? [event.id] : []))
    if (sent.length > 0) outbox?.settle(sent)
  }

  /** Nothing can be written before the first list: there is no conversation to write to. */
  function opened(): Outbox {
    if (!outbox) throw new Error('The outbox opens with the first list.')
    return outbox
  }

  /** A whisper whose answer did not come: it may have been heard all the same. */
  let unheard: { readonly conversationId: ConversationId; readonly id: MessageId; readonly text: string } | undefined

  /** First words of a conversation whose answer did not come: it may have begun all the same. */
  let unbegun: { readonly visitorId: VisitorId; readonly drafts: readonly [MessageDraft]; readonly text: string } | undefined

  link.open()
  return {
    link,
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    find: fetchEntry,
    load(id) {
      if (state.threads.has(id)) return Promise.resolve(ok(null))
      dispatch({ type: 'thread-opened', conversationId: id })
      return fill(id)
    },
    async loadOlder(id) {
      const thread = state.threads.get(id)
      const before = thread?.hasOlder ? olderRequest(thread)?.before : undefined
      if (!before) return false
      const answer = await link.request('conversation:older', before)
      if (!answer.ok) return true
      dispatch({ type: 'older-fetched', conversationId: id, ...answer.value })
      return answer.value.older
    },
    async send(conversationId, parts) {
      const draft: MessageDraft = { id: newId(), parts }
      setTyping(conversationId, false)
      await opened().add({ draft, conversationId, writtenAt: clock.now(), status: 'sending', ...waitsFor(parts) })
      return draft.id
    },
    fill: async (message) => opened().add(message),
    retry: (message) => opened().retry(message),
    takeBack(message) {
      const draft = opened().pending.find(({ draft, status, waits }) => draft.id === message && (waits || status === 'failed'))?.draft
      if (draft) opened().drop(message)
      return draft
    },
    async begin(visitorId, text) {
      const isAgain = unbegun?.visitorId === visitorId && unbegun.text === text
      unbegun = isAgain ? unbegun! : { visitorId, text, drafts: [{ id: newId(), parts: [{ type: 'text', text }] }] }
      const answer = await link.request('conversation:begin', { visitorId, drafts: unbegun.drafts })
      if (!answer.ok) return answer
      unbegun = undefined
      await fetchBegun(answer.value.conversationId)
      return ok(answer.value.conversationId)
    },
    end: (conversationId) => link.request('conversation:end', { conversationId }),
    askForRating: (conversationId) => link.request('survey:ask', { conversationId }),
    handoverChoices: () => link.request('transfer:choices', {}),
    askTransfer: (conversationId, to, { note, brief } = {}) => link.request('transfer:ask', { conversationId, to, ...(note && { note }), ...(brief && { brief }) }),
    answerTransfer: (conversationId, isAccepted) => link.request('transfer:answer', { conversationId, isAccepted }),
    reassign: (conversationId, to, brief) => link.request('conversation:reassign', { conversationId, to, ...(brief && { brief }) }),
    async whisper(conversationId, text) {
      const isAgain = unheard?.conversationId === conversationId && unheard.text === text
      const said = { conversationId, id: isAgain ? unheard!.id : newId(), text }
      const answer = await link.request('whisper:send', said)
      unheard = answer.ok ? undefined : said
      return answer
    },
    withdrawTransfer: (conversationId) => link.request('transfer:withdraw', { conversationId }),
    async fileLinks(conversationId, ids) {
      const answer = await link.request('files:links', { conversationId, ids })
      if (!answer.ok) throw new Error(answer.message)
      return answer.value
    },
    trace: (conversationId) => link.request('conversation:trace', { conversationId }),
    whyNot: (conversationId) => link.request('conversation:why-not', { conversationId }),
    async setAgent(wish) {
      const answer = await link.request('agent:set', wish)
      if (answer.ok) dispatch({ type: 'agent-fetched', agent: answer.value })
      return answer
    },
    setTyping,
    markRead(id) {
      const head = state.entries.get(id)?.head
      if (!head || !isHeldBy(head, state.me) || (head.marks.agent.unread === 0 && head.marks.agent.read > 0)) return
      // Without a message it is new as well: somebody has chosen from the menu.
      const upTo = head.lastMessage?.seq ?? head.seq
      mark(id, upTo, upTo)
    },
    stop() {
      isStopped = true
      for (const stop of [...stops, ...timers.values()]) stop()
      timers.clear()
      listeners.clear()
      typingIn?.typing.stop()
      outbox?.destroy()
      link.close()
    },
  }
}
