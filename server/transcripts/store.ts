/** A thread read from its beginning, piece by piece, for a transcript (CW-15). */
import type { ConversationId, LogEvent, ThreadId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

/** Where the next piece begins: after this event of this conversation. */
export interface TranscriptPlace {
  readonly position: number
  readonly seq: number
}
/** Events of one conversation, in order. */
export interface TranscriptPiece {
  readonly position: number
  readonly events: readonly LogEvent[]
  readonly next: TranscriptPlace
}

/** Small enough for the memory of a worker, whatever stands in them. */
const EVENTS_AT_ONCE = 100

const conversationFrom = prepare((p: { threadId: ThreadId; position: number }) =>
  db.selectFrom('conversations').select(['id', 'position', 'last_seq']).where('thread_id', '=', p.threadId).where('position', '>=', p.position).orderBy('position').limit(1),
)
const eventsAfter = prepare((p: { id: ConversationId; seq: number; limit: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
)

/** The piece of a thread at a place; `undefined` past its end. */
export const readTranscriptPiece = procedure('transcripts.read', function* ({ threadId, place }: { threadId: ThreadId; place: TranscriptPlace }): Work<TranscriptPiece | undefined> {
  const conversation = yield* first(conversationFrom, { threadId, position: place.position })
  if (!conversation) return undefined
  const seq = conversation.position === place.position ? place.seq : 0
  const events = (yield* rows(eventsAfter, { id: conversation.id, seq, limit: EVENTS_AT_ONCE })).map(({ body }) => JSON.parse(body) as LogEvent)
  const last = events.at(-1)?.seq ?? conversation.last_seq
  const next = last < conversation.last_seq ? { position: conversation.position, seq: last } : { position: conversation.position + 1, seq: 0 }
  return { position: conversation.position, events, next }
})
