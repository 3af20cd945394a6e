/**
 * Where a visitor is asked, besides the window (SV-1): by a message in the thread that leads to the hosted page, and by
 * mail. Asking arms the deadlines (`conversations/survey.ts`); here is what is looked up when they are due, and for the page.
 */
import { LANGUAGES } from '@foyer/sdk/protocol'
import type { CompanyPanel, ConversationHead, ConversationId, Language, MemberId, MessageId, Part, SurveyAnswer, SurveyForm, Theme, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { hoursOf, panelOf } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import { changeOf } from '../conversations/change.ts'
import type { Change } from '../conversations/change.ts'
import { append, loadConversation, takeConversation } from '../conversations/log.ts'
import { takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { mailAddress } from '../mail/rules.ts'
import { db, first, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { formOf } from './rules.ts'
import { surveyOf } from './store.ts'

const visitorsOfThread = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('visitors').select(['id', 'email', 'language', 'is_blocked']).where('thread_id', '=', p.threadId).orderBy('last_seen_at', 'desc'),
)
const lastAsked = prepare((p: { id: ConversationId }) =>
  db.selectFrom('events').select('at').where('conversation_id', '=', p.id).where('type', '=', 'survey-asked').orderBy('seq', 'desc').limit(1),
)

const languageOf = (language: string | null | undefined): Language => LANGUAGES.find((one) => one === language) ?? 'en'

/** A question that is open and was not answered, and whom it is put to. */
export interface OpenQuestion {
  readonly conversationId: ConversationId
  readonly askedAt: number
  readonly until: number
  readonly language: Language
  readonly timeZone: string
  readonly company: CompanyPanel
  /** Absent: none that a mail may go to is known. */
  readonly to?: string
}

/** `undefined`: it was answered, is over, its visitor is blocked, or the workspace shows it there no more: nothing is to be shown. */
export const readOpenQuestion = procedure('surveys.open-question', function* (input: { workspaceId: WorkspaceId; conversationId: ConversationId; place: 'page' | 'mail'; now: number }): Work<OpenQuestion | undefined> {
  const { workspaceId, conversationId, place, now } = input
  const conversation = yield* loadConversation(conversationId, workspaceId)
  const survey = conversation?.head.survey
  if (!conversation || !survey || survey.score !== undefined || survey.validUntil <= now) return undefined
  const { isOn, shows } = yield* surveyOf(workspaceId)
  if (!isOn || !shows[place]) return undefined
  const visitors = yield* rows(visitorsOfThread, { threadId: conversation.thread_id })
  const own = visitors.find(({ id }: { id: VisitorId }) => id === conversation.visitor_id)
  if (own?.is_blocked === 1) return undefined
  // The same person may have said the address in another browser.
  const to = [own, ...visitors].map((visitor) => mailAddress(visitor?.email)).find((address) => address !== undefined)
  const asked = yield* first(lastAsked, { id: conversationId })
  const { profile, settings } = yield* companyOf(workspaceId)
  return {
    conversationId,
    askedAt: asked?.at ?? now,
    until: survey.validUntil,
    language: languageOf(own?.language),
    timeZone: hoursOf(settings).timeZone,
    company: panelOf(profile),
    ...(to !== undefined && { to }),
  }
})

/** Says in the thread where it can be answered. `due` is used up here, so that it is said once. */
export const saySurveyLink = procedure('surveys.say-link', function* (input: { due: ClaimedDeadline; until: number; messageId: MessageId; parts: readonly Part[]; now: number }): Work<Change | null> {
  const { due, until, messageId, parts, now } = input
  const conversation = yield* takeConversation(due.subject as ConversationId, due.workspaceId)
  if (!(yield* takeDeadline(due)) || !conversation) return null
  const { survey } = conversation.head
  if (!survey || survey.score !== undefined || survey.validUntil !== until) return null
  return changeOf(conversation, yield* append(conversation, [{ happening: { type: 'message', id: messageId, from: { kind: 'machine' }, parts } }], now))
})

/** What the hosted page shows. */
export interface SurveyPageFacts {
  readonly conversationId: ConversationId
  /** Who answered last: they may read their visitor's mail, as whoever tries it out does. */
  readonly heldBy?: MemberId
  readonly until: number
  readonly given?: SurveyAnswer
  readonly form: SurveyForm
  readonly language: Language
  readonly timeZone: string
  readonly company: CompanyPanel
  readonly theme: Theme
}

const pageRow = prepare((p: { id: ConversationId }) =>
  db
    .selectFrom('conversations')
    .innerJoin('sites', 'sites.id', 'conversations.site_id')
    .leftJoin('visitors', 'visitors.id', 'conversations.visitor_id')
    .select(['conversations.workspace_id', 'conversations.head', 'sites.theme', 'visitors.language', 'visitors.is_blocked'])
    .where('conversations.id', '=', p.id),
)

/** `undefined`: there is no such conversation any more, nobody ever asked about it, or its visitor is blocked (IV-4). */
export const readSurveyPage = procedure('surveys.page', function* ({ conversationId }: { conversationId: ConversationId }): Work<SurveyPageFacts | undefined> {
  const row = yield* first(pageRow, { id: conversationId })
  if (!row || row.is_blocked === 1) return undefined
  const { survey, state } = JSON.parse(row.head) as ConversationHead
  if (!survey) return undefined
  const { validUntil, score, ...said } = survey
  const { profile, settings } = yield* companyOf(row.workspace_id)
  return {
    conversationId,
    ...('agent' in state && state.agent && { heldBy: state.agent.id }),
    until: validUntil,
    ...(score !== undefined && { given: { ...said, score } }),
    form: formOf(yield* surveyOf(row.workspace_id)),
    language: languageOf(row.language),
    timeZone: hoursOf(settings).timeZone,
    company: panelOf(profile),
    theme: JSON.parse(row.theme) as Theme,
  }
})
