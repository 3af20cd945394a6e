/** What has happened in a thread between two of its states, as events of the SDK. It comes with the door: only listeners want to know. Pure. */
import type { ConversationId, LogEvent, MessageId } from '@foyer/sdk/protocol'
import type { LoadedConversation, ThreadState } from '@foyer/sdk/thread'
import type { FoyerEventName, FoyerEvents } from './events.ts'

/** An event with its payload, as `emit` takes them. */
export type ThreadEvent = { [Name in FoyerEventName]: readonly [name: Name, payload: FoyerEvents[Name]] }[FoyerEventName]

/**
 * In the order in which they happened. History that comes in later (the first fetch, scrolling up) has not happened
 * now and is not told, except what the first fetch brings of messages that this device was still sending.
 */
export function eventsBetween(before: ThreadState, after: ThreadState): readonly ThreadEvent[] {
  const told: ThreadEvent[] = []

  if (after.log !== before.log) {
    const sending = new Set(before.pending.map(({ draft }) => draft.id))
    const last = before.log.conversations.at(-1)?.head.position ?? 0
    for (const now of after.log.conversations) {
      const known = before.log.conversations.find(({ head }) => head.id === now.head.id)
      if (known === now) continue
      for (const event of newEvents(now, known, before.isLoaded && now.head.position > last, sending)) {
        const one = eventOf(now.head.id, event)
        if (one) told.push(one)
      }
    }
  }

  for (const message of after.pending) {
    if (message.status !== 'failed') continue
    const { id } = message.draft
    const wasSending = before.pending.some(({ draft, status }) => draft.id === id && status === 'sending')
    if (wasSending) told.push(['message:failed', { id, code: message.failure.code, message: message.failure.message }])
  }

  if (after.connection.status !== before.connection.status) told.push(['connection', after.connection])
  return told
}

function newEvents(
  { events }: LoadedConversation,
  known: LoadedConversation | undefined,
  isNew: boolean,
  sending: ReadonlySet<MessageId>,
): readonly LogEvent[] {
  if (known) return events.slice(events.findLastIndex(({ seq }) => seq <= known.head.seq) + 1)
  if (isNew) return events
  const own = events.findIndex((event) => event.type === 'message' && sending.has(event.id))
  if (own < 0) return []
  // A message that starts a conversation comes right after the start.
  return events.slice(events[own - 1]?.type === 'started' ? own - 1 : own)
}

function eventOf(conversationId: ConversationId, event: LogEvent): ThreadEvent | undefined {
  switch (event.type) {
    case 'started':
      return ['conversation:started', { conversationId }]
    case 'queued':
      return ['conversation:queued', { conversationId, reason: event.reason }]
    case 'assigned':
      return [event.previous ? 'conversation:transferred' : 'conversation:assigned', { conversationId, agent: event.agent }]
    case 'ended':
      return ['conversation:ended', { conversationId, by: event.by }]
    case 'message': {
      const { id, parts, from } = event
      if (from.kind === 'visitor') return ['message:sent', { conversationId, id, parts }]
      return ['message:received', { conversationId, id, from, parts }]
    }
    default:
      return undefined
  }
}
