/**
 * The outbox keeps every message until the server has it (CW-7).
 *
 * A message is in memory at once and on the device as soon as the device takes it; it leaves only with its receipt, so a
 * lost answer means one more send, and the server drops the twin by its name. Order is the order of typing: one request
 * at a time, and what a tab has written never overtakes what it wrote before. Several tabs may share one key in the
 * storage, and several may send from it: each sends in the same order, so nothing is lost by that either. A message that
 * waits for its files has its place from the beginning, and what stands behind it in its conversation waits with it.
 *
 * It knows nothing of sockets. Whoever may send calls `start`; other tabs of the same visitor only keep and show.
 */
import { LIMITS, PASSING, failHere, plainText } from '@foyer/sdk/protocol'
import type { ConversationId, DraftResult, Failure, MessageDraft, MessageId, Result } from '@foyer/sdk/protocol'
import { waitBeforeRetryMs } from './jitter.ts'
import type { Clock, PendingMessage, Stop, Storage } from './types.ts'

/** A device that does not answer by then counts as one without storage; what it does later is welcome. */
export const STORAGE_LIMIT_MS = 1_500
/** Half of what a packet may hold: the other half is for what we do not count. */
const REQUEST_BYTES = LIMITS.requestBytes / 2

export interface OutboxOptions {
  /** Where it is kept; without it, or when it fails, in memory (CW-30). */
  readonly storage?: Storage | undefined
  readonly key: string
  readonly clock: Clock
  readonly random: () => number
  /** Sends drafts of one conversation. An answer that does not name a draft leaves it where it is. */
  send(drafts: readonly MessageDraft[], conversationId: ConversationId | undefined): Promise<Result<{ readonly results: readonly DraftResult[] }>>
  /** Calls with every change; `settled` are the names that have left, with a receipt or by hand. */
  onChange(pending: readonly PendingMessage[], settled: readonly MessageId[]): void
}

export interface Outbox {
  readonly pending: readonly PendingMessage[]
  /**
   * Puts it at the end, or in the place of itself as it was when it waited for its files. Resolves when it is kept on the
   * device, or when the device has shown that it does not keep anything.
   */
  add(message: PendingMessage): Promise<void>
  /** Takes in what other tabs have told. */
  adopt(messages: readonly PendingMessage[]): void
  /** Shows what the sending tab has, and behind it what that does not know (yet, or any more after a crash). */
  mirror(theirs: readonly PendingMessage[], settled: readonly MessageId[]): void
  /** The names are known to be in the log. */
  settle(ids: readonly MessageId[]): void
  hasSettled(id: MessageId): boolean
  /** Puts a failed message back among the waiting ones. */
  retry(id: MessageId): void
  /** Takes out a message that has failed, or waits for its files. Returns false for one that is on its way. */
  drop(id: MessageId): boolean
  /** Reads what was kept by tabs that are gone, and sends from now on. */
  start(): void
  /** Tries now, if anything waits. */
  drain(): void
  stop(): void
  /** Stops for good; what is kept stays. */
  destroy(): void
}

export function createOutbox({ storage, key, clock, random, send, onChange }: OutboxOptions): Outbox {
  let pending: readonly PendingMessage[] = []
  const settled = new Set<MessageId>()
  /** What this object has put into the storage. */
  const written = new Set<MessageId>()
  let isSending = false
  let isLoaded = false
  let isBusy = false
  let isOver = false
  let attempt = 0
  /** After a refused request of several: how many go out alone, to find the one that was meant. */
  let alone = 0
  let stopWaiting: Stop = () => undefined
  let stopRefreshing: Stop = () => undefined

  let running = Promise.resolve()
  let queued: Promise<void> | undefined
  let isHung = false

  function change(next: readonly PendingMessage[], ids: readonly MessageId[] = []): void {
    const gone = ids.filter((id) => !settled.has(id))
    for (const id of gone) settled.add(id)
    const left = next.filter((message) => !settled.has(idOf(message)))
    if (gone.length === 0 && left.length === pending.length && left.every((message, at) => message === pending[at])) return
    pending = left
    onChange(pending, gone)
  }

  // --- keeping

  /** Writes everything that has changed until it begins. Writes come one after the other. */
  function save(): Promise<void> {
    if (!storage || isHung) return Promise.resolve()
    queued ??= running.then(() => {
      queued = undefined
      if (isHung) return undefined
      return (running = access(async () => storage.update(key, reconcile)).then(() => undefined))
    })
    return queued
  }

  /** What the storage shall hold now. Called in the middle of a transaction, so it sees what other tabs have written. */
  function reconcile(value: unknown): unknown {
    if (isOver) return value
    const stored = parseOutbox(value).filter((message) => !settled.has(idOf(message)))
    for (const message of pending) written.add(idOf(message))
    return join(...stored, ...pending)
  }

  /** Storage may refuse, throw, or never answer: then there is none, and nobody has to know (CW-30). */
  function access<Value>(run: () => Promise<Value>): Promise<Value | undefined> {
    return new Promise((resolve) => {
      const giveUp = clock.after(STORAGE_LIMIT_MS, () => {
        isHung = true
        resolve(undefined)
      })
      const settle = (value?: Value): void => {
        giveUp()
        resolve(value)
        if (!isHung) return
        isHung = false
        void save()
      }
      run().then(settle, () => settle())
    })
  }

  async function load(): Promise<void> {
    const value = storage && (await access(async () => storage.get(key)))
    if (!isSending || isOver) return
    const stored = parseOutbox(value)
    isLoaded = true
    // What was written before this tab came goes out before what is written in it.
    if (stored.some((message) => !settled.has(idOf(message)) && rankOf(message) > rankOf(find(idOf(message))))) change(join(...stored, ...pending))
    // It was evicted, or could not be written, or was written after it had left.
    if (JSON.stringify(stored) !== JSON.stringify(pending)) void save()
    drain()
  }

  // --- sending

  function drain(): void {
    stopWaiting()
    if (isSending && isLoaded && !isBusy && !isOver) void sendNext()
  }

  function nextBatch(): readonly PendingMessage[] {
    const blocked = new Set<ConversationId | undefined>()
    let bytes = 0
    const batch: PendingMessage[] = []
    for (const message of pending) {
      const { conversationId: to, status, draft, waits } = message
      if (status === 'failed') continue
      if (waits) blocked.add(to)
      if (blocked.has(to) || to !== (batch[0] ?? message).conversationId) continue
      // No character of JSON takes more than three bytes of UTF-8.
      bytes += JSON.stringify(draft).length * 3
      const isFull = batch.length >= (alone > 0 ? 1 : LIMITS.draftsPerRequest) || bytes > REQUEST_BYTES
      if (isFull && batch.length > 0) break
      batch.push(message)
    }
    return batch
  }

  async function sendNext(): Promise<void> {
    const batch = nextBatch()
    const [first] = batch
    if (!first) return
    isBusy = true
    // A line that throws has not sent: nothing is lost by trying again.
    const result = await send(batch.map(({ draft }) => draft), first.conversationId).catch(() => failHere('not_reachable'))
    isBusy = false
    if (isOver) return
    if (result.ok) {
      alone = Math.max(0, alone - batch.length)
      conclude(batch, result.value.results)
    } else if (PASSING.has(result.code)) {
      wait()
    } else if (batch.length > 1) {
      alone = batch.length
      drain()
    } else {
      alone = Math.max(0, alone - 1)
      conclude(batch, [{ id: idOf(first), ...result }])
    }
  }

  function conclude(batch: readonly PendingMessage[], results: readonly DraftResult[]): void {
    const gone = results.filter(({ ok }) => ok).map(({ id }) => id)
    const refused = new Map<MessageId, Failure>()
    for (const { id, ...result } of results) if (!result.ok && !PASSING.has(result.code)) refused.set(id, result)
    change(pending.map((message) => withFailure(message, refused.get(idOf(message)))), gone)
    void save()
    if (gone.length > 0) attempt = 0
    if (gone.length + refused.size < batch.length) wait()
    else drain()
  }

  function wait(): void {
    if (!isSending) return
    stopWaiting()
    stopWaiting = clock.after(waitBeforeRetryMs(attempt++, random), drain)
  }

  const find = (id: MessageId): PendingMessage | undefined => pending.find((message) => idOf(message) === id)

  return {
    get pending() {
      return pending
    },
    add(message) {
      change(join(...pending, message))
      drain()
      return save()
    },
    adopt(messages) {
      change(join(...pending, ...messages, ...pending))
      drain()
    },
    mirror(theirs, gone) {
      change(join(...theirs, ...pending, ...theirs), gone)
      // It may have been written after the sending tab took it out.
      if (gone.some((id) => written.has(id))) void save()
    },
    settle(ids) {
      const gone = ids.filter(find)
      if (gone.length === 0) return
      change(pending, gone)
      void save()
    },
    hasSettled: (id) => settled.has(id),
    retry(id) {
      if (find(id)?.status !== 'failed') return
      change(pending.map((message) => (idOf(message) === id ? waiting(message) : message)))
      void save()
      drain()
    },
    drop(id) {
      const message = find(id)
      if (message?.status === 'sending' && !message.waits) return false
      change(pending, [id])
      void save()
      drain()
      return true
    },
    start() {
      if (isSending) return
      isSending = true
      const refresh = (): void => {
        void load()
        stopRefreshing = clock.after(REFRESH_MS, refresh)
      }
      refresh()
    },
    drain,
    stop() {
      isSending = isLoaded = false
      stopWaiting()
      stopRefreshing()
    },
    destroy() {
      isOver = true
      stopWaiting()
      stopRefreshing()
    },
  }
}

/** How often the sending tab looks for what a tab kept on the device and did not live to tell. */
const REFRESH_MS = 30_000

const idOf = ({ draft }: PendingMessage): MessageId => draft.id

/** Of two that are one message, the one that is further. What is not there is behind all. */
const rankOf = (message: PendingMessage | undefined): number => (message ? (message.waits ?? Infinity) : 0)

/** Each message once: where it stands first, and as it stands last, but never with its files further away than before. */
function join(...messages: readonly PendingMessage[]): readonly PendingMessage[] {
  const all = new Map<MessageId, PendingMessage>()
  for (const message of messages) if (rankOf(message) >= rankOf(all.get(idOf(message)))) all.set(idOf(message), message)
  return [...all.values()]
}

function waiting({ draft, writtenAt, conversationId, waits }: Pick<PendingMessage, 'draft' | 'writtenAt' | 'waits'> & { readonly conversationId?: ConversationId | false }): PendingMessage {
  return { draft, writtenAt, status: 'sending', ...(conversationId && { conversationId }), ...(waits && { waits }) }
}

function withFailure(message: PendingMessage, failure: Failure | undefined): PendingMessage {
  return failure ? { ...waiting(message), status: 'failed', failure } : message
}

/** Reads what is kept. The storage is the page's, so it may hold anything; what is not a message is passed over. */
export function parseOutbox(value: unknown): readonly PendingMessage[] {
  return Array.isArray(value) ? value.flatMap((each: unknown) => parseMessage(each) ?? []) : []
}

function parseMessage(value: unknown): PendingMessage | undefined {
  if (!isRecord(value) || !isRecord(value['draft'])) return undefined
  const { draft, writtenAt, conversationId, status, failure, waits } = value
  const { id, parts, start } = draft
  if (typeof id !== 'string' || typeof writtenAt !== 'number' || !Array.isArray(parts) || !parts.every(isPart)) return undefined
  const message = waiting({
    draft: { id: id as MessageId, parts, ...(isRecord(start) && { start }) },
    writtenAt,
    conversationId: typeof conversationId === 'string' && (conversationId as ConversationId),
    waits: Number(waits),
  })
  if (status !== 'failed') return message
  return withFailure(message, isFailure(failure) ? failure : failHere('invalid_message'))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isFailure = (value: unknown): value is Failure =>
  isRecord(value) && ['code', 'message', 'remedy'].every((key) => typeof value[key] === 'string' && !(String(value[key]) in Object.prototype))
/** Of every kind: what cannot be read as its kind cannot be shown either. */
function isPart(value: unknown): value is MessageDraft['parts'][number] {
  if (!isRecord(value) || typeof value['type'] !== 'string') return false
  if (value['type'] === 'text') return typeof value['text'] === 'string'
  try {
    plainText([value as never])
    return true
  } catch {
    return false
  }
}
