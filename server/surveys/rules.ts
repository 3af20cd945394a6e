/** The satisfaction survey as a workspace sets it (SV-1, SV-2), what an answer to it must be (SV-3), and what answers come to (SV-4). Pure. */
import { SURVEY_BOUNDS, displayUnits, fail, failForm, failTalk } from '@foyer/sdk/protocol'
import type { ComponentId, ConversationHead, DeskSnapshot, Failure, GroupId, LogEvent, MemberId, SurveyAnswer, SurveyFigures, SurveyForm, SurveyRules } from '@foyer/sdk/protocol'
import { atMost, eachOf, fewEnough, firstWrong, needed } from '../forms/rules.ts'

const HOUR_MS = 3_600_000

export const DEFAULT_SURVEY: SurveyRules = {
  isOn: true,
  asks: 'end',
  onlyEffective: true,
  shows: { window: true, page: false, mail: false },
  validHours: 24,
  look: 'stars',
  steps: [1, 2, 3, 4, 5].map(() => ({ word: '', reasons: [] })),
  comment: { isOffered: true, requiredBelow: 0 },
  thanks: '',
  warnsUpTo: 2,
}

/** As it was kept with the chat window's rules, before it had a place of its own. */
export type FormerSurvey = Pick<SurveyRules, 'isOn' | 'validHours'>

/** What holds where nothing was set since. */
export const surveyFrom = (kept: SurveyRules | undefined, former: FormerSurvey | undefined): SurveyRules => kept ?? { ...DEFAULT_SURVEY, ...former }

/** What is wrong with a survey, by the first place that is. */
export function checkSurvey({ shows, validHours, steps, comment, thanks, look }: SurveyRules): Failure | undefined {
  const { least, most } = SURVEY_BOUNDS.validHours
  return firstWrong([
    () => (Object.values(shows).includes(true) ? undefined : failForm('required', { field: 'shows', message: 'It must be shown in one place at least.' })),
    () => (Number.isInteger(validHours) && validHours >= least && validHours <= most ? undefined : failForm('out_of_range', { field: 'validHours', message: `This is a whole number from ${least} to ${most}.` })),
    () => (steps.length === 5 ? undefined : fail('invalid_input', { field: 'steps' })),
    ...steps.flatMap(({ word, reasons }, step) => [
      () => atMost(`steps.${step}.word`, word, SURVEY_BOUNDS.wordUnits),
      () => fewEnough(`steps.${step}.reasons`, reasons, SURVEY_BOUNDS.reasons),
      ...reasons.map((reason, index) => () => needed(`steps.${step}.reasons.${index}`, reason, SURVEY_BOUNDS.reasonUnits)),
      () => eachOf(`steps.${step}.reasons`, reasons, (reason, at) => reasons.indexOf(reason) === at, (field) => failForm('name_taken', { field })),
    ]),
    () => (comment.requiredBelow > 0 && !comment.isOffered ? failForm('required', { field: 'comment.isOffered', message: 'A comment that is required must be offered.' }) : undefined),
    // Thumbs count as 5 or 1: below 1 there is nothing, and below any other both or the lower one.
    () => (look === 'thumbs' && comment.requiredBelow === 1 ? failForm('out_of_range', { field: 'comment.requiredBelow', message: 'No rating is below 1.' }) : undefined),
    () => atMost('thanks', thanks, SURVEY_BOUNDS.thanksUnits),
  ])
}

/** What windows and the hosted page show. */
export const formOf = ({ look, steps, comment, thanks }: SurveyRules): SurveyForm => ({ look, steps, comment, thanks })

/** What desks are told. */
export const asksForRating = ({ isOn, asks }: SurveyRules): Pick<DeskSnapshot['workspace'], 'asksForRating'> => (isOn ? { asksForRating: asks } : {})

/** The steps that a look offers, worst first. */
export const stepsOf = (look: SurveyForm['look']): readonly number[] => (look === 'thumbs' ? [1, 5] : [1, 2, 3, 4, 5])

/** Whose built-in word a step has: thumbs stand further apart than what they are called. */
export const calledAs = (look: SurveyForm['look'], score: number): number => (look === 'thumbs' ? (score === 1 ? 2 : 4) : score)

/** Until when the visitor may rate what is asked about now (SV-1). */
export const ratedUntil = ({ validHours }: SurveyRules, now: number): number => now + validHours * HOUR_MS

/** Whether the end of a conversation asks for a rating, if it was an effective one or others are asked about too: once (SV-1). */
export const asksAtTheEnd = ({ survey: asked }: Pick<ConversationHead, 'survey'>, { isOn, asks }: SurveyRules, now: number): boolean =>
  isOn && asks === 'end' && (asked === undefined || (asked.score === undefined && asked.validUntil <= now))

/** An answer as it is kept: no empty comment, no reason twice, none where there are none. */
export function tidyAnswer({ score, reasons = [], comment = '' }: SurveyAnswer): SurveyAnswer {
  const said = comment.trim()
  const given = [...new Set(reasons)]
  return { score, ...(given.length > 0 && { reasons: given }), ...(said !== '' && { comment: said }) }
}

/** What is wrong with an answer (SV-2, SV-3). */
export function checkAnswer({ score, reasons = [], comment = '' }: SurveyAnswer, { look, steps, comment: { isOffered, requiredBelow } }: SurveyForm): Failure | undefined {
  const offered = steps[score - 1]?.reasons ?? []
  return firstWrong([
    () => (stepsOf(look).includes(score) ? undefined : fail('invalid_input', { field: 'score' })),
    () => eachOf('reasons', reasons, (reason) => offered.includes(reason), (field) => failTalk('reason_gone', { field })),
    () => (isOffered || comment === '' ? undefined : fail('invalid_input', { field: 'comment' })),
    () => (score < requiredBelow && comment === '' ? failForm('required', { field: 'comment', message: 'Please say in a few words what was not good.' }) : undefined),
    () => (displayUnits(comment) > SURVEY_BOUNDS.commentUnits ? failForm('too_long', { field: 'comment' }) : undefined),
  ])
}

/** True if two answers say the same. */
export const saysTheSame = (one: Partial<SurveyAnswer>, other: SurveyAnswer): boolean =>
  one.score === other.score && (one.comment ?? '') === (other.comment ?? '') && (one.reasons ?? []).join('\n') === (other.reasons ?? []).join('\n')

/** Whether owner and administrators hear of it: as low as they want to hear of, and not so before (SV-4). */
export const warnsOf = ({ warnsUpTo }: SurveyRules, score: number, before: number | undefined): boolean =>
  score <= warnsUpTo && (before === undefined || before > warnsUpTo)

/** A fact of a survey, as the figures need it. */
export interface SurveyFact {
  readonly kind: 'survey-asked' | 'survey-answered' | 'survey-reason'
  readonly at: number
  /** The score. */
  readonly value: number | null
  /** The reason. */
  readonly about: string | null
  readonly memberId: MemberId | null
  readonly groupId: GroupId | null
  readonly componentId: ComponentId | null
  /** Of a question: it was answered, be it in another period. */
  readonly isReturned?: boolean
}

/** Facts counted together (SV-4). There is one question and one answer for each conversation. */
export function figuresOf(facts: readonly SurveyFact[]): SurveyFigures {
  const spread: [number, number, number, number, number] = [0, 0, 0, 0, 0]
  let asked = 0
  let returned = 0
  for (const { kind, value, isReturned } of facts) {
    if (kind === 'survey-asked') asked += 1
    if (isReturned) returned += 1
    if (kind === 'survey-answered' && value !== null) spread[value - 1]! += 1
  }
  const answered = spread.reduce((sum, count) => sum + count, 0)
  const total = spread.reduce((sum, count, index) => sum + count * (index + 1), 0)
  return { asked, returned, answered, spread, ...(answered > 0 && { average: total / answered }) }
}

/** Facts counted by something, those with most questions first. `null` is what has none of it. */
export function figuresBy<Key extends string>(facts: readonly SurveyFact[], keyOf: (fact: SurveyFact) => Key | null): readonly (SurveyFigures & { readonly key: Key | null })[] {
  return [...Map.groupBy(facts, keyOf)]
    .map(([key, those]) => ({ key, ...figuresOf(those) }))
    .toSorted((one, other) => other.asked - one.asked || other.answered - one.answered || ((one.key ?? '') < (other.key ?? '') ? -1 : 1))
}

/** No day is shorter than twice as long, so that each is met. */
const HALF_DAY_MS = 12 * HOUR_MS

/** Every date of a period (`2026-12-25`), in order and without gaps, with what it came to. */
export function figuresByDay(facts: readonly SurveyFact[], period: { readonly from: number; readonly to: number }, dateOf: (at: number) => string): readonly (SurveyFigures & { readonly date: string })[] {
  const byDate = Map.groupBy(facts, ({ at }) => dateOf(at))
  const dates = new Set<string>()
  for (let at = period.from; at < period.to; at += HALF_DAY_MS) dates.add(dateOf(at))
  dates.add(dateOf(period.to - 1))
  return [...dates].map((date) => ({ date, ...figuresOf(byDate.get(date) ?? []) }))
}

/** How often each reason was given, by score; worst score first, and of one score the most frequent. */
export function reasonsOf(facts: readonly SurveyFact[]): readonly { readonly score: number; readonly reason: string; readonly count: number }[] {
  const given = facts.flatMap(({ kind, value, about }) => (kind === 'survey-reason' && value !== null && about !== null ? [{ score: value, reason: about }] : []))
  return [...Map.groupBy(given, ({ score, reason }) => `${score}/${reason}`).values()]
    .map((those) => ({ ...those[0]!, count: those.length }))
    .toSorted((one, other) => one.score - other.score || other.count - one.count || (one.reason < other.reason ? -1 : 1))
}

/** One of the facts that a log's survey is counted by. */
export interface CountedFact {
  /** After the conversation's own, which makes it the only one of its kind. */
  readonly name: string
  readonly kind: SurveyFact['kind']
  readonly at: number
  readonly value?: number
  readonly about?: string
}

/** What a log's survey counts as: the first question once, however often it was asked, and the answer that stands with its reasons (SV-3). */
export function factsOf(events: readonly LogEvent[]): readonly CountedFact[] {
  const asked = events.find(({ type }) => type === 'survey-asked')
  const rated = events.findLast((event) => event.type === 'rated')
  return [
    ...(asked ? [{ name: 'survey-asked', kind: 'survey-asked', at: asked.at } as const] : []),
    ...(rated ? [{ name: 'rated', kind: 'survey-answered', at: rated.at, value: rated.score } as const] : []),
    ...(rated?.reasons ?? []).map((reason, index) => ({ name: `reason:${index}`, kind: 'survey-reason', at: rated!.at, value: rated!.score, about: reason }) as const),
  ]
}
