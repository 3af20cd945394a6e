/** What agents say to each other in a conversation (AL-14). Its visitor hears nothing of it: see `faces.ts`. */
import { fail, ok } from '@foyer/sdk/protocol'
import type { AgentFace, ConversationId, MessageId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { changeOf } from './change.ts'
import type { Change } from './change.ts'
import { append, placeOfMessage, takeConversation } from './log.ts'
import { notHeldBy } from './rules.ts'

export interface Whisper {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  readonly by: AgentFace
  /** Owner and administrators whisper in every open conversation, others in what they hold. */
  readonly seesAll: boolean
  readonly id: MessageId
  readonly text: string
  readonly now: number
}

/** Adds a whisper. The same id is the same whisper, however often it comes. */
export const whisper = procedure('conversations.whisper', function* (input: Whisper): Work<Result<Change | null>> {
  const { workspaceId, conversationId, by, seesAll, id, text, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  if (yield* placeOfMessage(by.id, id)) return ok(null)
  const wrong = seesAll ? (conversation.head.state.status === 'ended' ? fail('conversation_ended') : undefined) : notHeldBy(conversation.head, by.id)
  if (wrong) return wrong
  return ok(changeOf(conversation, yield* append(conversation, [{ happening: { type: 'whispered', id, by, text }, author: by.id }], now)))
})
