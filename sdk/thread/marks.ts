/**
 * Tells the server how far this side has received and shown each conversation. Only what raises a mark is told; several
 * changes in a short time are told once.
 */
import type { ConversationId, MarkRequest, Result } from '@foyer/sdk/protocol'
import { lastForeign, type Shared } from './shared.ts'
import type { Clock, LoadedConversation, Stop } from './types.ts'

/** Short for who waits for "delivered", long for a burst of messages. */
const GATHER_MS = 250

export interface Marks {
  /** Looks for marks that can be raised. Cheap: call it with every change. */
  look(shared: Shared): void
  stop(): void
}

export interface MarksOptions {
  readonly clock: Clock
  readonly ask: (request: MarkRequest) => Promise<Result<null>>
}

export function createMarks({ clock, ask }: MarksOptions): Marks {
  /** What was asked last, by conversation: nothing is asked twice on one line. */
  const asked = new Map<ConversationId, MarkRequest>()
  let latest: Shared | undefined
  let stopGathering: Stop | undefined

  function raise({ log, shown }: Shared): void {
    for (const conversation of log.conversations) {
      const request = wanted(conversation, shown[conversation.head.id] ?? 0)
      const before = request && asked.get(request.conversationId)
      if (!request || (before && before.delivered >= request.delivered && before.read >= request.read)) continue
      asked.set(request.conversationId, request)
      void ask(request).then((result) => {
        // Asked again with the next change or the next line.
        if (!result.ok && asked.get(request.conversationId) === request) asked.delete(request.conversationId)
      })
    }
  }

  return {
    look(shared) {
      if (shared.connection.status !== 'connected') return asked.clear()
      latest = shared
      stopGathering ??= clock.after(GATHER_MS, () => {
        stopGathering = undefined
        if (latest?.connection.status === 'connected') raise(latest)
      })
    },
    stop() {
      stopGathering?.()
      stopGathering = undefined
      asked.clear()
    },
  }
}

/** The request that would raise a mark of the visitor, if there is one. */
function wanted(conversation: LoadedConversation, shown: number): MarkRequest | undefined {
  const { id, marks } = conversation.head
  const { delivered, read } = marks.visitor
  const request = { conversationId: id, delivered: Math.max(delivered, lastForeign(conversation, delivered)), read: Math.max(read, shown) }
  return request.delivered > delivered || request.read > read ? request : undefined
}
