/** Asking a visitor how it was, and the answer (SV-1, SV-3). */
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { AgentFace, ConversationId, LogEvent, MemberId, Result, SurveyAnswer, SurveyRules, WorkspaceId } from '@foyer/sdk/protocol'
import { armDeadline } from '../deadlines/store.ts'
import { fact } from '../store/facts.ts'
import { db, first, prepare, procedure, rows, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { checkAnswer, factsOf, ratedUntil, saysTheSame, tidyAnswer, warnsOf } from '../surveys/rules.ts'
import { surveyOf } from '../surveys/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { changeOf } from './change.ts'
import type { Change } from './change.ts'
import { append, takeConversation } from './log.ts'
import type { Added, Conversation, Entry } from './log.ts'
import { notHeldBy } from './rules.ts'

const surveyEvents = prepare((p: { id: ConversationId; before: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('type', 'in', ['survey-asked', 'rated']).where('seq', '<', p.before).orderBy('seq'),
)
const assignedTo = prepare((p: { id: ConversationId }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('type', '=', 'assigned').orderBy('seq', 'desc').limit(1),
)
const messagesOf = prepare((p: { id: ConversationId }) => db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('type', '=', 'message').orderBy('seq'))

type EventOf<Type extends LogEvent['type']> = Extract<LogEvent, { readonly type: Type }>

/** Whose question and answer are: who held it last, also where nobody did at the end, for it waited anew (SV-3). */
function* lastHolder({ id, head: { state } }: Conversation): Work<AgentFace | undefined> {
  if ('agent' in state && state.agent) return state.agent
  const assigned = yield* first(assignedTo, { id })
  return assigned && (JSON.parse(assigned.body) as EventOf<'assigned'>).agent
}

/**
 * Both sides have written (SV-1). A visitor who was answered has been seen in passing; whether one wrote whom an agent had
 * spoken to first, only the log says.
 */
export function* isEffective({ id, head: { isAnswered } }: Pick<Conversation, 'id' | 'head'>): Work<boolean> {
  if (isAnswered) return true
  const messages = (yield* rows(messagesOf, { id })).map(({ body }) => JSON.parse(body) as EventOf<'message'>)
  return messages.some(({ from }) => from.kind === 'visitor') && messages.some(({ from, automatic }) => from.kind === 'agent' && !automatic)
}

const deleteFacts = (p: { workspaceId: WorkspaceId; id: ConversationId; at: readonly number[] }) =>
  db.deleteFrom('facts').where('workspace_id', '=', p.workspaceId).where('at', 'in', p.at).where('conversation_id', '=', p.id).where('kind', 'in', ['survey-asked', 'survey-answered', 'survey-reason'])

/**
 * Counts what was asked and answered, anew with each answer, for the last one stands; and anew with the end, for question
 * and answer belong to who held the conversation last (SV-3).
 */
export function* surveyFacts(before: Conversation, { conversation, appended: { events } }: Added): Work<void> {
  const { id, workspace_id: workspaceId, site_id: siteId, visitor_id: visitorId, group_id: groupId, head } = conversation
  const moves = events.some(({ type }) => type === 'survey-asked' || type === 'rated' || (type === 'ended' && before.head.survey))
  if (!moves) return
  const earlier = before.head.survey ? (yield* rows(surveyEvents, { id, before: events[0]!.seq })).map(({ body }) => JSON.parse(body) as LogEvent) : []
  if (earlier.length > 0) yield* write(deleteFacts({ workspaceId, id, at: [...new Set(earlier.map(({ at }) => at))] }))
  const componentId = head.start?.componentId
  const holder = yield* lastHolder(conversation)
  const about = { workspaceId, siteId, visitorId, conversationId: id, groupId, ...(holder && { memberId: holder.id }), ...(componentId && { componentId }) }
  for (const { name, ...counted } of factsOf([...earlier, ...events])) yield* fact({ ...about, ...counted, id: `${id}:${name}` })
}

/** Long enough for whoever answers in the window, so that they get no mail about it. */
export const MAIL_AFTER_MS = 10 * 60_000

/** Has the question shown wherever that is set, besides the window (SV-1). */
export function* arrangeSurvey({ id, workspace_id: workspaceId }: Pick<Conversation, 'id' | 'workspace_id'>, { shows }: SurveyRules, now: number): Work<void> {
  if (shows.page) yield* armDeadline({ kind: 'survey-linked', subject: id, workspaceId, dueAt: now })
  if (shows.mail) yield* armDeadline({ kind: 'survey-mailed', subject: id, workspaceId, dueAt: shows.window || shows.page ? now + MAIL_AFTER_MS : now })
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
  const rules = yield* surveyOf(workspaceId)
  if (!rules.isOn) return failTalk('survey_closed', { message: 'Visitors are not asked how it was: the survey is switched off.' })
  if (rules.onlyEffective && !(yield* isEffective(conversation))) return failTalk('survey_closed', { message: 'There is nothing to rate yet: one of you has not written.' })
  if (head.survey && head.survey.validUntil > now) return ok(null)
  const added = yield* append(conversation, [{ happening: { type: 'survey-asked', validUntil: ratedUntil(rules, now) } }], now)
  yield* surveyFacts(conversation, added)
  yield* arrangeSurvey(conversation, rules, now)
  return ok(changeOf(conversation, added))
})

export interface Rate extends SurveyAnswer {
  readonly visitor: VisitorIdentity
  readonly conversationId: ConversationId
  readonly now: number
}

/** The visitor says how it was. While it goes on nobody need have asked; a later answer stands instead. */
export const rate = procedure('conversations.rate', function* ({ visitor, conversationId, now, ...answer }: Rate): Work<Result<Change | null>> {
  const conversation = yield* takeConversation(conversationId, visitor.workspaceId)
  if (conversation?.thread_id !== visitor.threadId) return fail('not_found')
  return yield* giveRating(conversation, answer, now)
})

const workspaceOf = prepare((p: { id: ConversationId }) => db.selectFrom('conversations').select('workspace_id').where('id', '=', p.id))

/** The same by the link to the hosted page (SV-1). `until`: as long as the link holds. Its signature was looked at before. */
export const rateByLink = procedure('conversations.rate-by-link', function* ({ conversationId, until, now, ...answer }: SurveyAnswer & { conversationId: ConversationId; until: number; now: number }): Work<Result<Change | null>> {
  const row = yield* first(workspaceOf, { id: conversationId })
  const conversation = row && (yield* takeConversation(conversationId, row.workspace_id))
  if (!conversation) return fail('not_found')
  return until > now ? yield* giveRating(conversation, answer, now) : failTalk('survey_closed')
})

/** The caller holds the thread. */
function* giveRating(conversation: Conversation, said: SurveyAnswer, now: number): Work<Result<Change | null>> {
  const { survey, state } = conversation.head
  const rules = yield* surveyOf(conversation.workspace_id)
  const isOpen = survey !== undefined && survey.validUntil > now
  if (!isOpen && survey) return failTalk('survey_closed')
  if (!isOpen && (!rules.isOn || state.status === 'ended' || !(yield* isEffective(conversation)))) return failTalk('survey_closed', { message: 'Nobody has asked how this conversation was.' })
  const answer = tidyAnswer(said)
  const wrong = checkAnswer(answer, rules)
  if (wrong) return wrong
  if (isOpen && saysTheSame(survey, answer)) return ok(null)
  const asked: readonly Entry[] = isOpen ? [] : [{ happening: { type: 'survey-asked', validUntil: ratedUntil(rules, now) } }]
  const added = yield* append(conversation, [...asked, { happening: { type: 'rated', ...answer } }], now)
  yield* surveyFacts(conversation, added)
  const agent = yield* lastHolder(conversation)
  return ok({ ...changeOf(conversation, added), ...(warnsOf(rules, answer.score, survey?.score) && { lowRating: { score: answer.score, ...(agent && { agent: agent.name }) } }) })
}
