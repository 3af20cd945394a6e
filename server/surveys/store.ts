/** The survey in the database: how it is set (SV-1, SV-2), and what answers came to (SV-4). */
import { SURVEY_BOUNDS, clockIn, ok } from '@foyer/sdk/protocol'
import type { ComponentId, ConversationHead, ConversationId, GroupId, LogEvent, MemberId, Result, SurveyComments, SurveyRecord, SurveyResults, SurveyRules, WorkspaceId } from '@foyer/sdk/protocol'
import { hoursOf } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import type { Changed } from '../company/store.ts'
import { moveAllSites } from '../sites/versions.ts'
import { changeArea, prepared, readArea } from '../store/areas.ts'
import { db, prepare, procedure, rows, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { formerSurveyOf } from '../window/rules.ts'
import { checkSurvey, figuresBy, figuresByDay, figuresOf, reasonsOf, surveyFrom } from './rules.ts'
import type { SurveyFact } from './rules.ts'

/** What the database knows of it; whether mail can be sent, the server does. */
export type KeptSurvey = Omit<SurveyRecord, 'canMail'>

interface OfWorkspace {
  readonly workspaceId: WorkspaceId
}

const surveyArea = prepared<SurveyRules, SurveyRules | undefined>('survey', (value) => value)

/** The survey of a workspace. Where none was set, what was once set with the chat window. */
export function* surveyOf(workspaceId: WorkspaceId): Work<SurveyRules> {
  const [kept, { settings }] = yield* together(surveyArea(workspaceId), companyOf(workspaceId))
  return surveyFrom(kept, formerSurveyOf(settings))
}

export const readSurvey = procedure('surveys.read', function* ({ workspaceId }: OfWorkspace): Work<KeptSurvey> {
  const { revision, value } = yield* readArea<SurveyRules>(workspaceId, 'survey')
  const { settings } = yield* companyOf(workspaceId)
  return { ...surveyFrom(value, formerSurveyOf(settings)), revision }
})

/** Keeps how it is asked. Open windows hear of it at once; what is asked already stays open as long as was said then. */
export const changeSurvey = procedure('surveys.change', function* ({ workspaceId, revision, rules }: OfWorkspace & { revision: number; rules: SurveyRules }): Work<Result<Changed<KeptSurvey>>> {
  const wrong = checkSurvey(rules)
  if (wrong) return wrong
  const changed = yield* changeArea<SurveyRules>(workspaceId, 'survey', revision, () => rules)
  if (!changed.ok) return changed
  return ok({ record: { ...changed.value.value, revision: changed.value.revision }, sites: yield* moveAllSites(workspaceId) })
})

/** Whose figures: all of a period, or some of it. */
export interface SurveyQuery extends OfWorkspace {
  /** Milliseconds since 1970; `to` is not included. */
  readonly from: number
  readonly to: number
  readonly agent?: MemberId
  readonly group?: GroupId
  readonly component?: ComponentId
}

const factsOfPeriod = ({ workspaceId, from, to, agent, group, component }: SurveyQuery) => {
  let query = db.selectFrom('facts').where('facts.workspace_id', '=', workspaceId).where('facts.at', '>=', from).where('facts.at', '<', to)
  if (agent !== undefined) query = query.where('facts.member_id', '=', agent)
  if (group !== undefined) query = query.where('facts.group_id', '=', group)
  if (component !== undefined) query = query.where('facts.component_id', '=', component)
  return query
}

/** No question can be answered for longer. */
const LONGEST_VALID_MS = SURVEY_BOUNDS.validHours.most * 60 * 60_000

/** Those of the period; of each question also whether it was answered, for which whatever came in time after the period is looked at too. */
function* readFacts(asked: SurveyQuery): Work<readonly SurveyFact[]> {
  const found = yield* rows(
    factsOfPeriod({ ...asked, to: asked.to + LONGEST_VALID_MS })
      .select(['facts.conversation_id as conversationId', 'facts.kind', 'facts.at', 'facts.value', 'facts.about', 'facts.member_id as memberId', 'facts.group_id as groupId', 'facts.component_id as componentId'])
      .where('facts.kind', 'in', ['survey-asked', 'survey-answered', 'survey-reason']),
  )
  const answered = new Set(found.flatMap(({ kind, conversationId }) => (kind === 'survey-answered' ? conversationId : [])))
  const ofPeriod = found.filter(({ at }) => at < asked.to) as readonly (SurveyFact & { readonly conversationId: ConversationId | null })[]
  return ofPeriod.map(({ conversationId, ...fact }) => (fact.kind === 'survey-asked' ? { ...fact, isReturned: answered.has(conversationId) } : fact))
}

const membersOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').select(['id', 'shown_name as name']).where('workspace_id', '=', p.workspaceId))
const groupsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('groups').select(['id', 'name']).where('workspace_id', '=', p.workspaceId))
const componentsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('components').select(['id', 'name']).where('workspace_id', '=', p.workspaceId))

/** What a period came to, counted from facts alone (SV-4). A question counts where it was answered, and so does its answer. */
export const surveyResults = procedure('surveys.results', function* (asked: SurveyQuery): Work<SurveyResults> {
  const { workspaceId } = asked
  const facts = yield* readFacts(asked)
  const [members, groups, components, { settings }] = yield* together(rows(membersOf, { workspaceId }), rows(groupsOf, { workspaceId }), rows(componentsOf, { workspaceId }), companyOf(workspaceId))
  const names = new Map<string, string>([...members, ...groups, ...components].map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? ''
  const clock = clockIn(hoursOf(settings).timeZone)
  return {
    all: figuresOf(facts),
    byAgent: figuresBy(facts, ({ memberId }) => memberId).flatMap(({ key, ...figures }) => (key === null ? [] : [{ ...figures, agentId: key, name: nameOf(key) }])),
    byGroup: figuresBy(facts, ({ groupId }) => groupId).flatMap(({ key, ...figures }) => (key === null ? [] : [{ ...figures, groupId: key, name: nameOf(key) }])),
    byComponent: figuresBy(facts, ({ componentId }) => componentId).map(({ key, ...figures }) => (key === null ? figures : { ...figures, componentId: key, ...(names.has(key) && { name: nameOf(key) }) })),
    byDay: figuresByDay(facts, asked, dateOf(clock)),
    reasons: reasonsOf(facts),
  }
})

const MINUTES_MS = 15 * 60_000
/** The date at an instant. Zones are off by whole quarters of an hour, and of thousands of instants few lie in different ones: reading a calendar is what costs. */
function dateOf(clock: ReturnType<typeof clockIn>): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    const quarter = Math.floor(at / MINUTES_MS)
    const date = known.get(quarter) ?? clock(quarter * MINUTES_MS).date
    known.set(quarter, date)
    return date
  }
}

/** Comments of a page of the list. */
const PAGE = 50
/** Answers looked at for one page: few may have a comment. */
const LOOKED_AT = 500

const assignedOf = prepare((p: { id: ConversationId }) => db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('type', '=', 'assigned').orderBy('seq'))

/** Answers with a comment, the newest first (SV-4). Those of one instant come together, so that a page loses none. */
export const surveyComments = procedure('surveys.comments', function* ({ before, ...asked }: SurveyQuery & { before?: number }): Work<SurveyComments> {
  const period = { ...asked, to: Math.min(asked.to, before ?? asked.to) }
  const answers = (to: number) =>
    rows(
      factsOfPeriod({ ...period, to })
        .innerJoin('conversations', 'conversations.id', 'facts.conversation_id')
        .innerJoin('visitors', 'visitors.id', 'conversations.visitor_id')
        .select(['facts.at', 'conversations.id', 'conversations.head', 'visitors.number', 'visitors.name'])
        .where('facts.kind', '=', 'survey-answered')
        .orderBy('facts.at', 'desc')
        .orderBy('facts.id')
        .limit(LOOKED_AT),
    )
  const comments: SurveyComments['comments'][number][] = []
  let to = period.to
  for (;;) {
    const found = yield* answers(to)
    const isAll = found.length < LOOKED_AT
    // The last instant may go on in the next answers; an instant with more than that does not happen.
    const last = found.at(-1)?.at ?? 0
    const whole = isAll || found[0]?.at === last ? found : found.filter(({ at }) => at > last)
    for (const { at, id, head, number, name } of whole) {
      const { survey } = JSON.parse(head) as ConversationHead
      if (!survey?.comment || survey.score === undefined) continue
      if (comments.length >= PAGE && comments.at(-1)!.at !== at) return { comments, before: comments.at(-1)!.at }
      const assigned = (yield* rows(assignedOf, { id })).map(({ body }) => JSON.parse(body) as Extract<LogEvent, { type: 'assigned' }>)
      // Everybody once, at the place where they held it last.
      const agents = assigned.map(({ agent }) => agent).filter(({ id: agentId }, index, all) => all.findLastIndex((other) => other.id === agentId) === index)
      comments.push({ conversationId: id, at, score: survey.score, reasons: survey.reasons ?? [], comment: survey.comment, visitorNumber: number, ...(name !== null && { visitorName: name }), agents: agents.map((agent) => agent.name) })
    }
    if (isAll) return { comments }
    to = found[0]?.at === last ? last : last + 1
  }
})
