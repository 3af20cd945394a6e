/**
 * The thread of a visitor, live: log, outbox, tabs and connection put together.
 *
 * Each tab runs one. The leader holds the line to the server, turns what it hears into inputs (`shared.ts`) and tells
 * them; the others apply the same inputs, keep their own messages on the device, tell them to the leader, and ask it to
 * do what needs the line. Everything that one tab says to another may be said twice or be lost with the tab that said it:
 * messages are known by name, asks are asked again of the next leader, and a tab that has missed an input joins anew.
 */
import { ok, failHere } from '@foyer/sdk/protocol'
import type {
  Appended,
  ConversationId,
  DraftResult,
  Failure,
  MessageDraft,
  MessageId,
  OlderRequest,
  Result,
  ServerToVisitor,
  SiteKey,
  StartContext,
  VisitorAsk,
  VisitorSelf,
  VisitorToServer,
} from '@foyer/sdk/protocol'
import { waitBeforeRetryMs } from './jitter.ts'
import { createLink, type Link } from './link.ts'
import { applyAppended, findConversation, olderRequest, syncRequest } from './log.ts'
import { createMarks } from './marks.ts'
import { createOutbox } from './outbox.ts'
import { checkParts, waitsFor } from './parts.ts'
import { NOTHING_SHARED, countUnread, eventsIn, follow, isInLog, lastForeign, reduceShared, type Shared, type SharedInput } from './shared.ts'
import { createTabs, type Tabs } from './tabs.ts'
import { createTyping } from './typing.ts'
import type {
  Clock,
  OpenLine,
  PageSignals,
  PendingMessage,
  Stop,
  Storage,
  TabChannel,
  TabLocks,
  ThreadClient,
  ThreadState,
} from './types.ts'

/** What the thread asks of the world; `browserPorts` gives the real ones. What is optional may be missing in a browser. */
export interface ThreadPorts {
  readonly clock: Clock
  /** Uniform in [0, 1). Only for waiting times. */
  readonly random: () => number
  readonly newId: () => MessageId
  readonly openLine: OpenLine
  readonly signals: PageSignals
  readonly storage?: Storage | undefined
  readonly locks?: TabLocks | undefined
  readonly channel?: ((name: string) => TabChannel) | undefined
}

export interface ThreadClientOptions {
  readonly site: SiteKey
  /** The visitor's token. Its beginning names what tabs share, so that two visitors of one browser share nothing. */
  readonly token: string
  /** The context of a conversation that a message may start; what `send` is given goes over it. */
  readonly start?: () => StartContext
  /** What another client of this visitor had not sent when it ended. */
  readonly pending?: readonly PendingMessage[]
  readonly ports: ThreadPorts
}

/** Moves when tabs of two versions would misunderstand each other: they then form two groups with a line each. */
const TABS_VERSION = 2
/** A leader answers within milliseconds. One that does not is stopped by the system (phones do that), and is deposed. */
const PATIENCE_MS = 3_000
/** So long a tab believes in a leader that says nothing. */
const SILENCE_MS = 10_000
/** Pushes are hints and may be lost on their way between servers: so often is asked whether one was. */
const SYNC_EVERY_MS = 60_000

/** What another tab does for this one. */
type Call =
  | { readonly name: 'older'; readonly request: OlderRequest }
  | { readonly name: 'end'; readonly conversationId: ConversationId }
  | { readonly name: 'retry' | 'drop'; readonly id: MessageId }
  | { readonly name: 'show'; readonly shown: Shared['shown'] }
  | { readonly name: 'type'; readonly isTyping: boolean; readonly text?: string | undefined }
  | { readonly name: 'ask'; readonly event: VisitorAsk; readonly request: never }

/** What tabs say to one another. `from` and `to` name tabs. */
type TabMessage = { readonly from: string; readonly to?: string } & (
  | { readonly type: 'join' }
  /** All that the leader knows, for a tab that joins or, with `isNew`, for all when another begins to lead. */
  | { readonly type: 'state'; readonly n: number; readonly isNew: boolean; readonly shared: Shared; readonly pending: readonly PendingMessage[] }
  /** The n-th input of this leader. */
  | { readonly type: 'input'; readonly n: number; readonly input: SharedInput | PendingInput }
  /** The leader is there and has heard. */
  | { readonly type: 'here' }
  | { readonly type: 'tell'; readonly pending: readonly PendingMessage[] }
  | { readonly type: 'ask'; readonly id: number; readonly call: Call }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
)
interface PendingInput {
  readonly type: 'pending'
  readonly pending: readonly PendingMessage[]
  readonly settled: readonly MessageId[]
}

type VisitorLink = Link<VisitorToServer, ServerToVisitor>

/** The key of a visitor's outbox on the device. */
export const outboxKey = (site: string, token: string): string => `foyer:outbox:${groupOf(site, token)}`

/** Enough of the token to tell two visitors apart, and too little to be one. */
const groupOf = (site: string, token: string): string => `${site}:${token.slice(0, 8)}`

/** Opens the thread and keeps it live until `destroy()`. */
export function createThreadClient({ site, token, start, ports, pending = [] }: ThreadClientOptions): ThreadClient {
  const { clock, random, newId, storage, locks, channel, openLine, signals } = ports
  const me: string = newId()
  const listeners = new Set<(state: ThreadState) => void>()
  let shared = NOTHING_SHARED
  let tabs: Tabs | undefined
  let isOver = false
  let stopWatching: Stop = () => undefined

  // What only the leader has.
  let link: VisitorLink | undefined
  let syncing: Promise<boolean> | undefined
  let syncAgain = false
  /** Of what was pushed on whether the agent is there. */
  let presences = 0
  let syncFailures = 0
  let stopSyncTimer: Stop = () => undefined
  let stopTypingTimer: Stop = () => undefined

  // What only the others have.
  let leader: string | undefined
  let loseLeader: Stop | undefined
  let stopDoubting: Stop = () => undefined

  /** Inputs told by this tab as the leader, or heard from the leader. */
  let n = 0
  let asked = 0
  const asks = new Map<number, { readonly call: Call; readonly answer: (result: Result<never>) => void }>()

  const outbox = createOutbox({
    storage,
    key: outboxKey(site, token),
    clock,
    random,
    send,
    onChange(pending, settled) {
      if (link) tell({ type: 'pending', pending, settled })
      notify()
    },
  })
  const marks = createMarks({ clock, ask: (request) => link?.request('mark:set', request) ?? Promise.resolve(failHere('not_reachable')) })
  const typing = createTyping({ clock, tell: (isTyping, text) => void call({ name: 'type', isTyping, text }) })

  let state = view()

  // --- state

  function view(): ThreadState {
    const { shown: _internal, ...rest } = shared
    return { ...rest, pending: outbox.pending, unread: countUnread(shared) }
  }

  function notify(): void {
    state = view()
    for (const listener of listeners) {
      try {
        listener(state)
      } catch (error) {
        // A bug of the listener; ours goes on.
        clock.after(0, () => {
          throw error
        })
      }
    }
  }

  /** Takes an input into this tab. */
  function apply(input: SharedInput): void {
    shared = reduceShared(shared, input)
    if (outbox.pending.length > 0) settleWritten(eventsIn(input))
    notify()
  }

  function settleWritten(events: ReturnType<typeof eventsIn>): void {
    outbox.settle(events.flatMap((event) => (event.type === 'message' ? [event.id] : [])))
  }

  // --- leading

  function lead(): void {
    forgetLeader()
    n = 0
    syncFailures = 0
    const line: VisitorLink = createLink(openLine, ports)
    link = line
    line.on('log:appended', append)
    line.on('typing', ({ isTyping, name }) => showTyping(isTyping ? name : undefined))
    line.on('queue:moved', ({ place }) => publish({ type: 'queue', place }))
    line.on('agent:presence', ({ conversationId, agentPresent }) => {
      if (shared.log.conversations.at(-1)?.head.id !== conversationId) return
      presences++
      publish({ type: 'presence', isAgentPresent: agentPresent })
    })
    line.onState((connection) => {
      publish({ type: 'connection', connection })
      if (connection.status !== 'connected') return
      void sync()
      outbox.drain()
    })
    setConnection('connecting')
    post({ type: 'state', n, isNew: true, shared, pending: outbox.pending })
    line.open()
    outbox.start()
    for (const [id, { call, answer }] of asks) {
      asks.delete(id)
      void perform(call).then((result) => answer(result as Result<never>))
    }
  }

  /** Ends what only a leader does. */
  function stopLeading(): void {
    if (!link) return
    const line = link
    link = undefined
    line.close()
    outbox.stop()
    marks.stop()
    stopSyncTimer()
    stopTypingTimer()
  }

  /** Applies an input here and in all other tabs. */
  function publish(input: SharedInput): void {
    if (!link) return
    tell(input)
    apply(input)
    marks.look(shared)
  }

  function tell(input: SharedInput | PendingInput): void {
    post({ type: 'input', n: ++n, input })
  }

  function append({ conversationId, events }: Appended): void {
    const { log, hasGap } = applyAppended(shared.log, { conversationId, events })
    if (hasGap) void sync()
    else if (log !== shared.log) publish({ type: 'appended', appended: { conversationId, events } })
  }

  /** Asks until nothing is missing. Resolves to whether that went well; called meanwhile, it asks once more. */
  function sync(): Promise<boolean> {
    syncAgain = syncing !== undefined
    return (syncing ??= askUntilComplete())
  }

  async function askUntilComplete(): Promise<boolean> {
    const line = link
    let isDone = false
    let isIncomplete = true
    while (isIncomplete) {
      syncAgain = false
      const presencesBefore = presences
      const result = await (line?.request('thread:sync', syncRequest(shared.log)) ?? failHere('not_reachable'))
      if (line !== link) break
      if (!result.ok) {
        // A line that is there and does not answer is not there.
        if (result.code === 'not_reachable') line?.reset()
        break
      }
      const before = shared.log
      // What was pushed meanwhile is newer than an answer that was asked for before it.
      publish({ type: 'delta', delta: presences === presencesBefore ? result.value : { ...result.value, agentPresent: shared.isAgentPresent } })
      isDone = true
      isIncomplete = syncAgain || (result.value.more && shared.log !== before)
    }
    isDone &&= !isIncomplete
    syncing = undefined
    syncFailures = isDone ? 0 : syncFailures + 1
    stopSyncTimer()
    if (link?.state.status === 'connected') {
      stopSyncTimer = clock.after(isDone ? SYNC_EVERY_MS : waitBeforeRetryMs(syncFailures, random), () => void sync())
    }
    return isDone
  }

  async function send(drafts: readonly MessageDraft[]): Promise<Result<{ readonly results: readonly DraftResult[] }>> {
    const result = await (link?.request('message:send', { drafts }) ?? failHere('not_reachable'))
    if (!result.ok) return result
    for (const appended of result.value.appended) append(appended)
    // A message leaves the outbox when it stands in the log, so that it is to be seen all the time.
    const isCovered = result.value.results.every((each) => !each.ok || each.seq <= (findConversation(shared.log, each.conversationId)?.head.seq ?? 0))
    return isCovered || (await sync()) ? result : failHere('not_reachable')
  }

  function showTyping(name: string | undefined): void {
    stopTypingTimer()
    publish({ type: 'typing', name })
    if (name !== undefined) stopTypingTimer = clock.after(TYPING_HOLDS_MS, () => showTyping(undefined))
  }

  async function perform(call: Call): Promise<Result<unknown>> {
    switch (call.name) {
      case 'older': {
        const result = await (link?.request('thread:older', call.request) ?? failHere('not_reachable'))
        if (!result.ok) return result
        publish({ type: 'older', page: result.value })
        return ok(null)
      }
      case 'end': {
        const result = await (link?.request('conversation:end', { conversationId: call.conversationId }) ?? failHere('not_reachable'))
        return result.ok || result.code !== 'conversation_ended' ? result : ok(null)
      }
      case 'retry':
        outbox.retry(call.id)
        return ok(null)
      case 'drop':
        // Not there any more: it has gone out.
        return outbox.drop(call.id) ? ok(null) : failHere('unavailable')
      case 'show':
        publish({ type: 'shown', shown: call.shown })
        return ok(null)
      case 'type':
        link?.tell('typing:set', { isTyping: call.isTyping, ...(call.text !== undefined && { text: call.text }) })
        return ok(null)
      case 'ask': {
        const result = await (link?.request(call.event, call.request) ?? failHere('not_reachable'))
        if (result.ok && call.event === 'details:set') publish({ type: 'me', me: result.value as VisitorSelf })
        return result
      }
    }
  }

  // --- tabs

  function post(message: TabBody): void {
    tabs?.post({ ...message, from: me })
  }

  /** Does it here if this tab leads, or has the leader do it: now, or whoever leads next. */
  function call<T = null>(call: Call): Promise<Result<T>> {
    // What a call is answered with, its name says.
    if (link) return perform(call) as Promise<Result<T>>
    if (isOver) return Promise.resolve(failHere('not_reachable'))
    return new Promise((answer) => {
      const id = ++asked
      asks.set(id, { call, answer })
      ask({ type: 'ask', id, call })
    })
  }

  /** Says something that a leader answers, and waits for a sign of life only so long. */
  function ask(message: TabBody): void {
    post(message)
    if (tabs && !link) loseLeader ??= clock.after(PATIENCE_MS, () => {
      forgetLeader()
      tabs?.takeOver()
    })
  }

  function forgetLeader(): void {
    leader = undefined
    heard()
    stopDoubting()
  }
  function heard(): void {
    loseLeader?.()
    loseLeader = undefined
    stopDoubting()
    stopDoubting = clock.after(SILENCE_MS, askForLife)
  }
  function askForLife(): void {
    ask({ type: 'tell', pending: outbox.pending })
  }

  function hear(message: TabMessage): void {
    if (message.to !== undefined && message.to !== me) return
    if (link) hearAsLeader(message)
    else hearFromLeader(message)
  }

  function hearAsLeader(message: TabMessage): void {
    const to = message.from
    switch (message.type) {
      case 'join':
        return post({ type: 'state', to, n, isNew: false, shared, pending: outbox.pending })
      case 'tell': {
        post({ type: 'here', to })
        const settled = message.pending.map(({ draft }) => draft.id).filter((id) => outbox.hasSettled(id) || isInLog(shared.log, id))
        outbox.adopt(message.pending.filter(({ draft }) => !settled.includes(draft.id)))
        if (settled.length > 0) tell({ type: 'pending', pending: outbox.pending, settled })
        return
      }
      case 'ask':
        post({ type: 'here', to })
        return void perform(message.call).then((result) => post({ type: 'answer', to, id: message.id, result }))
      case 'state':
        // Another tab has taken the lock; this one may hear of the lock later than of that tab.
        if (!message.isNew) return
        tabs?.stepDown()
        return hearFromLeader(message)
    }
  }

  function hearFromLeader(message: TabMessage): void {
    const { from } = message
    if (message.type === 'state' && (message.isNew || leader === undefined || leader === from)) {
      heard()
      leader = from
      n = message.n
      shared = follow(shared, message.shared)
      outbox.mirror(message.pending, [])
      if (outbox.pending.length > 0) settleWritten(shared.log.conversations.flatMap(({ events }) => events))
      notify()
      tellPending()
      for (const [id, { call }] of asks) ask({ type: 'ask', id, call })
      return
    }
    if (message.type !== 'input' && message.type !== 'answer' && message.type !== 'here') return
    if (from !== leader) {
      // Not the leader that this tab knows; whoever leads now will say so.
      if (message.type === 'input') join()
      return
    }
    heard()
    if (message.type === 'answer') {
      const { answer } = asks.get(message.id) ?? {}
      asks.delete(message.id)
      answer?.(message.result as Result<never>)
    } else if (message.type === 'input') {
      if (message.n !== n + 1) return join()
      n = message.n
      if (message.input.type === 'pending') outbox.mirror(message.input.pending, message.input.settled)
      else apply(message.input)
    }
  }

  function join(): void {
    leader = undefined
    ask({ type: 'join' })
  }

  /** All of them, each time: the leader may have changed since the last were told, and must not get the second first. */
  function tellPending(): void {
    if (outbox.pending.length > 0) askForLife()
  }

  // --- life

  function wake(): void {
    if (tabs || isOver) return
    tabs = createTabs({ name: `foyer:thread:${TABS_VERSION}:${groupOf(site, token)}`, locks, channel })
    tabs.on((message) => {
      // The page may use the channel's name too.
      if (typeof message === 'object' && message !== null && 'from' in message) hear(message as TabMessage)
    })
    tabs.onLeader((isLeader) => {
      if (isLeader) return lead()
      stopLeading()
      setConnection('connecting')
      join()
    })
    stopWatching = signals.onAwake(() => {
      // Whatever was there before the page was hidden, or the network gone, may be gone too.
      if (link?.state.status === 'connected') void sync()
      else if (!link) askForLife()
    })
    setConnection('connecting')
    join()
  }

  function sleep(): void {
    stopWatching()
    typing.stop()
    stopLeading()
    tabs?.destroy()
    tabs = undefined
    forgetLeader()
    setConnection('idle')
  }

  /** How the line looks from here, while nobody tells. */
  function setConnection(status: 'idle' | 'connecting'): void {
    shared = reduceShared(shared, { type: 'connection', connection: { status } })
    notify()
  }

  function put(message: PendingMessage): Promise<void> {
    const kept = outbox.add(message)
    if (!link) tellPending()
    return kept
  }

  outbox.adopt(pending)
  wake()

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async send(parts, given) {
      const checked = checkParts(parts)
      if (!checked.ok) throw refusal(checked)
      const context = given || start ? { ...start?.(), ...given } : undefined
      const draft: MessageDraft = { id: newId(), parts: checked.value, ...(context && { start: context }) }
      typing.stop()
      await put({ draft, writtenAt: clock.now(), status: 'sending', ...waitsFor(parts) })
      return draft.id
    },
    fill: put,
    async retry(id) {
      await call({ name: 'retry', id })
    },
    async takeBack(id) {
      const { draft } = outbox.pending.find((message) => message.draft.id === id) ?? {}
      return draft && (await call({ name: 'drop', id })).ok ? draft : undefined
    },
    async loadOlder() {
      const request = olderRequest(shared.log)
      if (request && shared.log.hasOlder) await call({ name: 'older', request })
      return shared.log.hasOlder
    },
    markRead() {
      const unread = shared.log.conversations.filter(({ head }) => head.marks.visitor.unread > 0)
      const seen = unread.map((each) => [each.head.id, lastForeign(each, each.head.marks.visitor.read)] as const)
      const fresh = seen.filter(([id, seq]) => seq > (shared.shown[id] ?? 0))
      if (fresh.length > 0) void call({ name: 'show', shown: Object.fromEntries(fresh) })
    },
    setTyping: typing.set,
    async end() {
      const open = shared.log.conversations.findLast(({ head }) => head.state.status !== 'ended')
      return open ? call({ name: 'end', conversationId: open.head.id }) : ok(null)
    },
    ask: (name, request) => call({ name: 'ask', event: name, request: request as never }),
    sleep,
    wake,
    destroy() {
      if (isOver) return
      listeners.clear()
      sleep()
      isOver = true
      outbox.destroy()
      for (const { answer } of asks.values()) answer(failHere('not_reachable'))
      asks.clear()
    },
  }
}

type TabBody = TabMessage extends infer Message ? (Message extends TabMessage ? Omit<Message, 'from'> : never) : never

/** How long a push `typing` holds unless it is said again. */
const TYPING_HOLDS_MS = 5_000

const refusal = ({ code, message, remedy }: Failure): Error => Object.assign(new Error(message), { code, remedy })
