/** Asking a visitor how it was, and the answer (SV-1, SV-3). */
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { ConversationId, MemberId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { fact } from '../store/facts.ts'
import { db, first, prepare, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { changeOf } from './change.ts'
import type { Change } from './change.ts'
import { append, takeConversation } from './log.ts'
import type { Added, Entry } from './log.ts'
import { notHeldBy, ratedUntil } from './rules.ts'
import { windowRules } from './window.ts'

const ratingBefore = prepare((p: { id: ConversationId; seq: number }) =>
  db.selectFrom('events').select('at').where('conversation_id', '=', p.id).where('type', '=', 'rated').where('seq', '<', p.seq).orderBy('seq', 'desc').limit(1),
)
const deleteFact = prepare((p: { workspaceId: WorkspaceId; at: number; id: string }) =>
  db.deleteFrom('facts').where('workspace_id', '=', p.workspaceId).where('at', '=', p.at).where('id', '=', p.id),
)

/** Counts what was asked and answered. The last answer stands: the fact of the one before goes (SV-3). */
export function* surveyFacts({ conversation, appended }: Added): Work<void> {
  const { id, workspace_id: workspaceId, site_id: siteId, visitor_id: visitorId, group_id: groupId, agent_id: memberId } = conversation
  const about = { workspaceId, siteId, visitorId, conversationId: id, groupId, ...(memberId && { memberId }) }
  for (const event of appended.events) {
    if (event.type === 'survey-asked') yield* fact({ ...about, id: `${id}:survey-asked:${event.seq}`, kind: 'survey-asked', at: event.at })
    if (event.type !== 'rated') continue
    const factId = `${id}:rated`
    const earlier = yield* first(ratingBefore, { id, seq: event.seq })
    if (earlier) yield* run(deleteFact, { workspaceId, at: earlier.at, id: factId })
    yield* fact({ ...about, id: factId, kind: 'survey-answered', at: event.at, value: event.score })
  }
}

export interface AskForRating {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  readonly memberId: MemberId
  readonly now: number
}

/** Its holder asks the visitor how it was, before the end. Asking again while the question is open changes nothing. */
export const askForRating = procedure('conversations.ask-for-rating', function* (input: AskForRating): Work<Result<Change | null>> {
  const { workspaceId, conversationId, memberId, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  const { head } = conversation
  const wrong = notHeldBy(head, memberId)
  if (wrong) return wrong
  if (!head.isAnswered) return failTalk('survey_closed', { message: 'There is nothing to rate yet: the visitor was not answered.' })
  if (head.survey && head.survey.validUntil > now) return ok(null)
  const validUntil = ratedUntil(yield* windowRules(workspaceId), now)
  const added = yield* append(conversation, [{ happening: { type: 'survey-asked', validUntil } }], now)
  yield* surveyFacts(added)
  return ok(changeOf(conversation, added))
})

export interface Rate {
  readonly visitor: VisitorIdentity
  readonly conversationId: ConversationId
  /** 1 to 5, best last. */
  readonly score: number
  readonly comment?: string
  readonly now: number
}

/** The visitor says how it was. While it goes on nobody need have asked; a later answer stands instead. */
export const rate = procedure('conversations.rate', function* (input: Rate): Work<Result<Change | null>> {
  const { visitor, conversationId, score, now } = input
  const comment = input.comment?.trim()
  const conversation = yield* takeConversation(conversationId, visitor.workspaceId)
  if (conversation?.thread_id !== visitor.threadId) return fail('not_found')
  const { isAnswered, survey, state } = conversation.head
  const isOpen = survey !== undefined && survey.validUntil > now
  if (!isAnswered || (!isOpen && state.status === 'ended')) return failTalk('survey_closed')
  if (isOpen && survey.score === score && (survey.comment ?? '') === (comment ?? '')) return ok(null)
  const asked: readonly Entry[] = isOpen ? [] : [{ happening: { type: 'survey-asked', validUntil: ratedUntil(yield* windowRules(visitor.workspaceId), now) } }]
  const added = yield* append(conversation, [...asked, { happening: { type: 'rated', score, ...(comment && { comment }) } }], now)
  yield* surveyFacts(added)
  return ok(changeOf(conversation, added))
})
