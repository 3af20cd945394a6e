/**
 * A thread client that holds what it is given: for the preview and for tests of the window. It answers wishes in the
 * simplest way that a viewer can see, and writes down what it was asked.
 */
import type { MessageDraft, MessageId, Part, Result, StartContext, VisitorAsk } from '@foyer/sdk/protocol'
import { ok, plainText } from '@foyer/sdk/protocol'
import { waitsFor } from '@foyer/sdk/thread'
import type { PendingMessage, ThreadClient, ThreadState } from '@foyer/sdk/thread'

export interface StubThread extends ThreadClient {
  /** Every call in order, as `send hello`, `typing true`, `markRead`, `survey:answer {…}`. */
  readonly calls: string[]
  /** Becomes another state, as if the server or another tab had said so. */
  become(change: Partial<ThreadState>): void
  /** What `send` does with the next messages. Default `keep`. */
  onSend: 'keep' | 'reject'
  /** What was sent, with what it may start. */
  readonly sent: { readonly parts: readonly Part[]; readonly start: StartContext | undefined }[]
  /** How the server answers what is asked. Default: yes, with nothing. */
  onAsk: (name: VisitorAsk, request: unknown) => Result<unknown> | Promise<Result<unknown>>
  /** What `loadOlder` brings. */
  older: (state: ThreadState) => Partial<ThreadState>
}

/** @param now the time that written messages bear */
export function createStubThread(initial: ThreadState, now: () => number = () => 0): StubThread {
  let state = initial
  let named = 0
  const listeners = new Set<(state: ThreadState) => void>()
  const become = (change: Partial<ThreadState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener(state)
  }
  const calls: string[] = []
  const sent: StubThread['sent'] = []
  const without = (id: MessageId) => state.pending.filter((message) => message.draft.id !== id)

  const stub: StubThread = {
    calls,
    sent,
    become,
    onAsk: () => ok(null),
    onSend: 'keep',
    older: () => ({}),
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async send(parts: readonly Part[], start?: StartContext) {
      calls.push(`send ${plainText(parts)}`)
      sent.push({ parts, start })
      if (stub.onSend === 'reject') throw new Error('The outbox takes nothing.')
      const draft: MessageDraft = { id: `stub-${++named}` as MessageId, parts }
      become({ pending: [...state.pending, { draft, writtenAt: now(), status: 'sending', ...waitsFor(parts) }] })
      return draft.id
    },
    async fill(message) {
      calls.push(`fill ${message.draft.id}`)
      become({ pending: state.pending.map((each) => (each.draft.id === message.draft.id ? message : each)) })
    },
    async retry(id) {
      calls.push(`retry ${id}`)
      become({ pending: state.pending.map((message): PendingMessage => (message.draft.id === id ? { draft: message.draft, writtenAt: message.writtenAt, status: 'sending' } : message)) })
    },
    async takeBack(id) {
      calls.push(`takeBack ${id}`)
      const found = state.pending.find((message) => message.draft.id === id)
      become({ pending: without(id) })
      return found?.draft
    },
    async loadOlder() {
      calls.push('loadOlder')
      become(stub.older(state))
      return state.log.hasOlder
    },
    markRead() {
      calls.push('markRead')
      become({ unread: 0 })
    },
    setTyping: (isTyping, text) => void calls.push(text === undefined ? `typing ${isTyping}` : `typing ${isTyping}: ${text}`),
    async end() {
      calls.push('end')
      return ok(null)
    },
    async ask(name, request) {
      calls.push(`${name} ${JSON.stringify(request)}`)
      return (await stub.onAsk(name, request)) as never
    },
    sleep: () => void calls.push('sleep'),
    wake: () => void calls.push('wake'),
    destroy: () => void calls.push('destroy'),
  }
  return stub
}
