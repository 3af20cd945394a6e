/** Why a conversation waits, and what would change it, by the rule as it would decide now (AL-17). */
import { fail, ok } from '@foyer/sdk/protocol'
import type { ConversationId, Result, WhyNot, WorkspaceId } from '@foyer/sdk/protocol'
import { loadConversation } from '../conversations/log.ts'
import { procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { readPlace } from './queue.ts'
import { whyNot } from './rules.ts'
import { question } from './store.ts'
import { questionOf } from './waiting.ts'

/** Nothing is decided here, so that nobody is drawn by lot. */
const NO_SEED = 0

/** Of one that does not wait there is nothing to say: neither reasons nor remedies. */
export const readWhyNot = procedure('allocation.why-not', function* (input: { workspaceId: WorkspaceId; conversationId: ConversationId; now: number }): Work<Result<WhyNot>> {
  const { workspaceId, conversationId, now } = input
  const conversation = yield* loadConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  const { state, startedAt } = conversation.head
  if (state.status !== 'waiting') return ok({ conversationId, reasons: [], remedies: [] })

  const { snapshot, request } = yield* question(yield* questionOf(conversation, { now, seed: NO_SEED }), true)
  // A message that was left stands in no queue (CW-14).
  const standing = { groupId: conversation.group_id, priority: conversation.priority, startedAt, id: conversationId, since: state.since }
  const waitingBefore = state.reason === 'take-message' ? 0 : (yield* readPlace(workspaceId, standing, now)).place - 1
  return ok(whyNot(conversationId, { ...snapshot, waitingBefore }, request))
})
