/**
 * A thread as a client finds it that knows nothing: fetched whole, over a line of its own, past every page. Every view of
 * the thread must say the same.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { PATHS, PROTOCOL, VISITOR_NAMESPACE, emptyHead, foldEvents, plainText } from '@foyer/sdk/protocol'
import type {
  ConversationHead,
  ConversationId,
  LogEvent,
  MessageDraft,
  MessageId,
  Result,
  SendReply,
  ServerToVisitor,
  VisitorAuth,
  VisitorToServer,
} from '@foyer/sdk/protocol'

/** For a server that never answers: a test that hangs says less than one that fails. */
const ANSWER_WITHIN_MS = 15_000

export interface Credentials {
  /** Where the server is. */
  readonly server: string
  /** Key of the site. */
  readonly site: string
  readonly token: string
  /** Origin of the page that it says it is. */
  readonly page: string
}

export interface SeenMessage {
  readonly id: string
  readonly side: 'visitor' | 'agent' | 'machine'
  readonly text: string
}

export interface FreshThread {
  readonly heads: readonly ConversationHead[]
  readonly messages: readonly SeenMessage[]
}

export type VisitorLine = Socket<ServerToVisitor, VisitorToServer>

/** A line of a visitor without a page. @throws what the server refused it with */
export async function openVisitorLine({ server, site, token, page }: Credentials, protocol = PROTOCOL): Promise<VisitorLine> {
  const auth: VisitorAuth = { protocol, site: site as VisitorAuth['site'], token }
  const line: VisitorLine = io(server + VISITOR_NAMESPACE, {
    path: PATHS.socket,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth,
    extraHeaders: { origin: page },
  })
  await new Promise<void>((resolve, reject) => {
    line.once('connect', resolve)
    line.once('connect_error', (error) => {
      line.close()
      reject(error)
    })
  })
  return line
}

/** Fetches everything, and checks that each log is dense and folds to the head that came with it. */
export async function fetchThread(credentials: Credentials): Promise<FreshThread> {
  const line = await openVisitorLine(credentials)
  try {
    const logs = new Map<ConversationId, LogEvent[]>()
    const heads = new Map<ConversationId, ConversationHead>()
    const add = (id: ConversationId, events: readonly LogEvent[]) => {
      const known = logs.get(id) ?? []
      logs.set(id, [...known, ...events].toSorted((one, other) => one.seq - other.seq))
    }
    const standing = () => [...logs].map(([id, events]) => ({ id, seq: events.at(-1)?.seq ?? 0 }))

    let hasOlder = false
    for (let more = true, version = 0; more; ) {
      const delta = await answered(line.emitWithAck('thread:sync', { version, conversations: standing() }))
      for (const { head, events } of delta.whole) {
        add(head.id, events)
        heads.set(head.id, head)
      }
      for (const { conversationId, events } of delta.next) add(conversationId, events)
      hasOlder ||= delta.older ?? false
      ;({ more, version } = delta)
    }
    while (hasOlder) {
      const [first] = [...heads.values()].toSorted((one, other) => one.position - other.position)
      if (!first) break
      const before = { conversationId: first.id, seq: logs.get(first.id)?.[0]?.seq ?? 1 }
      const page = await answered(line.emitWithAck('thread:older', { before }))
      for (const { head, events } of page.slices) {
        add(head.id, events)
        if (!heads.has(head.id)) heads.set(head.id, head)
      }
      hasOlder = page.older
    }

    const ordered = [...heads.values()].toSorted((one, other) => one.position - other.position)
    const folded = ordered.map((head, at) => {
      const events = logs.get(head.id) ?? []
      assert.deepEqual(events.map(({ seq }) => seq), events.map((_, n) => n + 1), 'a log is dense, and nothing stands twice')
      assert.equal(head.position, at + 1, 'conversations stand in their order')
      return foldEvents(emptyHead(head.id), events)
    })
    const messages = folded.flatMap(({ id }) => (logs.get(id) ?? []).flatMap(seen))
    return { heads: folded, messages }
  } finally {
    line.close()
  }
}

function seen(event: LogEvent): readonly SeenMessage[] {
  return event.type === 'message' ? [{ id: event.id, side: event.from.kind, text: plainText(event.parts) }] : []
}

export async function answered<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await Promise.race([answer, pause(ANSWER_WITHIN_MS, undefined, { ref: false })])
  assert.ok(result, 'the server answers')
  assert.ok(result.ok, `the server refused: ${JSON.stringify(result)}`)
  return result.value
}

/** A message as a client makes it. */
export const draftOf = (text: string): MessageDraft => ({ id: v7() as MessageId, parts: [{ type: 'text', text }] })

/** The visitor's token as the browser makes it. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const send = (line: VisitorLine, drafts: readonly MessageDraft[]): Promise<SendReply> => answered(line.emitWithAck('message:send', { drafts }))
