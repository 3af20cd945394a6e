/** A survey and what was answered to it, always the same. */
import { VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { ComponentId, ConversationId, GroupId, SurveyChange, SurveyComments, SurveyFigures, SurveyRecord, SurveyResults } from '@foyer/sdk/protocol'
import { DEFAULT_SURVEY, checkSurvey } from '../../surveys/rules.ts'
import type { FakeRoutes } from './fake-api.ts'
import { ANN, BEN, HOUR, MIRA, NOW } from './samples.ts'

export const sampleSurvey = (): SurveyRecord => ({
  ...DEFAULT_SURVEY,
  steps: [
    { word: 'Poor', reasons: ['Waited too long', 'Not friendly'] },
    { word: '', reasons: ['Not solved'] },
    { word: '', reasons: [] },
    { word: '', reasons: [] },
    { word: 'Splendid', reasons: ['Quick', 'Knew a lot'] },
  ],
  revision: 3,
  canMail: true,
})

const DAY = 24 * HOUR
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Figures by how many gave which step, of so many asked. */
const figures = (asked: number, ...spread: SurveyFigures['spread']): SurveyFigures => {
  const answered = spread.reduce((sum, count) => sum + count, 0)
  return { asked, returned: answered, answered, spread, ...(answered > 0 && { average: spread.reduce((sum, count, index) => sum + count * (index + 1), 0) / answered }) }
}

export const sampleResults = (): SurveyResults => ({
  all: figures(240, 6, 9, 21, 48, 76),
  byAgent: [
    { agentId: ANN, name: 'Ann Lindqvist', ...figures(140, 2, 4, 11, 30, 52) },
    { agentId: BEN, name: 'Ben Okafor', ...figures(98, 4, 5, 10, 18, 24) },
    { agentId: 'new' as never, name: '王小明', ...figures(2, 0, 0, 0, 0, 0) },
  ],
  byGroup: [{ groupId: 'g-main' as GroupId, name: 'Reception', ...figures(240, 6, 9, 21, 48, 76) }],
  byComponent: [
    { componentId: 'c1' as ComponentId, name: 'Round button', ...figures(200, 5, 8, 20, 40, 66) },
    { componentId: 'gone' as ComponentId, ...figures(25, 1, 1, 1, 5, 6) },
    { ...figures(15, 0, 0, 0, 3, 4) },
  ],
  byDay: Array.from({ length: 30 }, (_, day) => ({ date: dateOf(NOW - (29 - day) * DAY), ...(day % 7 > 4 ? figures(0, 0, 0, 0, 0, 0) : figures(11, 0, day % 3, 1, 2, 3)) })),
  reasons: [
    { score: 1, reason: 'Waited too long', count: 4 },
    { score: 5, reason: 'Knew a lot', count: 31 },
  ],
})

const commentAt = (n: number, comment: string, score: number): SurveyComments['comments'][number] => ({
  conversationId: (n === 0 ? MIRA : `c-${n}`) as ConversationId,
  at: NOW - (n + 1) * HOUR,
  score,
  reasons: score === 1 ? ['Waited too long'] : [],
  comment,
  visitorNumber: 17 + n,
  ...(n === 0 && { visitorName: 'Mira Castellanos' }),
  agents: n === 0 ? ['Ben Okafor', 'Ann Lindqvist'] : ['Ann Lindqvist'],
})
export const sampleComments = (): SurveyComments => ({ comments: [commentAt(0, 'Everything was answered within a minute.', 5), commentAt(1, 'I had to ask\nthree times.', 1)], before: NOW - 2 * HOUR })
export const moreComments = (): SurveyComments => ({ comments: [commentAt(2, '<b>fine</b> averyveryverylongwordthatgoesonwithoutanyspaceuntilthereisnoroomleftforitatallonatelephone', 3)] })

export function surveyRoutes(): FakeRoutes {
  let record = sampleSurvey()
  return {
    [`GET ${VISITORS_API.survey}`]: () => ok(record),
    [`PUT ${VISITORS_API.survey}`]: (body) => {
      const { rules } = body as SurveyChange
      const wrong = checkSurvey(rules)
      if (wrong) return { ...wrong, field: `rules.${wrong.field}` }
      record = { ...rules, revision: record.revision + 1, canMail: record.canMail }
      return ok(record)
    },
    [`GET ${VISITORS_API.surveyResults}*`]: () => ok(sampleResults()),
    [`GET ${VISITORS_API.surveyComments}*`]: (_body, path) => ok(path.includes('before=') ? moreComments() : sampleComments()),
  }
}
