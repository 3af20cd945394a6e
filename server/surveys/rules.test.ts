import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clockIn } from '@foyer/sdk/protocol'
import type { LogEvent, MemberId, SurveyAnswer, SurveyRules } from '@foyer/sdk/protocol'
import { DEFAULT_SURVEY, asksAtTheEnd, checkAnswer, checkSurvey, factsOf, figuresBy, figuresByDay, figuresOf, reasonsOf, saysTheSame, surveyFrom, tidyAnswer, warnsOf } from './rules.ts'
import type { SurveyFact } from './rules.ts'
import { surveyWords, wordOf } from './words.ts'

const NOW = 1_800_000_000_000
const HOUR_MS = 3_600_000
const stepsWith = (reasons: Readonly<Record<number, readonly string[]>>): SurveyRules['steps'] => DEFAULT_SURVEY.steps.map((step, index) => ({ ...step, reasons: reasons[index + 1] ?? [] }))

describe('SV-1 whether the end of a conversation asks how it was', () => {
  const asked = (validUntil: number, score?: number) => ({ survey: { validUntil, ...(score !== undefined && { score }) } })
  for (const [sentence, given, rules, expected] of [
    ['where nobody has asked', {}, {}, true],
    ['not where it is off', {}, { isOn: false }, false],
    ['not where agents ask', {}, { asks: 'agent' }, false],
    ['not while an agent’s question is open', asked(NOW + 1), {}, false],
    ['again when that has run out', asked(NOW), {}, true],
    ['not after an answer', asked(NOW, 3), {}, false],
  ] as const) {
    it(sentence, () => assert.equal(asksAtTheEnd(given, { ...DEFAULT_SURVEY, ...rules }, NOW), expected))
  }
})

describe('SV-1, SV-2 what is wrong with a survey', () => {
  it('is nothing with the one of a new workspace, nor at the bounds', () => {
    assert.equal(checkSurvey(DEFAULT_SURVEY), undefined)
    const ten = Array.from({ length: 10 }, (_, index) => `Reason ${index}`)
    assert.equal(checkSurvey({ ...DEFAULT_SURVEY, validHours: 168, steps: stepsWith({ 1: ten }), thanks: 'x'.repeat(100), comment: { isOffered: true, requiredBelow: 3 } }), undefined)
  })
  for (const [field, code, change] of [
    ['shows', 'required', { shows: { window: false, page: false, mail: false } }],
    ['validHours', 'out_of_range', { validHours: 0 }],
    ['validHours', 'out_of_range', { validHours: 169 }],
    ['validHours', 'out_of_range', { validHours: 1.5 }],
    ['steps', 'invalid_input', { steps: [] }],
    ['steps.4.word', 'too_long', { steps: DEFAULT_SURVEY.steps.map((step, index) => (index === 4 ? { ...step, word: '很'.repeat(13) } : step)) }],
    ['steps.0.reasons', 'too_long', { steps: stepsWith({ 1: Array.from({ length: 11 }, (_, index) => `${index}`) }) }],
    ['steps.0.reasons.0', 'required', { steps: stepsWith({ 1: [' '] }) }],
    ['steps.0.reasons.1', 'too_long', { steps: stepsWith({ 1: ['Slow', 'x'.repeat(25)] }) }],
    ['steps.1.reasons.1', 'name_taken', { steps: stepsWith({ 2: ['Slow', 'Slow'] }) }],
    ['comment.isOffered', 'required', { comment: { isOffered: false, requiredBelow: 3 } }],
    ['thanks', 'too_long', { thanks: 'x'.repeat(101) }],
  ] as const) {
    it(`is named at its place: ${field} ${code}`, () => assert.partialDeepStrictEqual(checkSurvey({ ...DEFAULT_SURVEY, ...change } as SurveyRules), { code, field }))
  }
  it('takes what was once kept with the chat window, until something else is set', () => {
    assert.deepEqual(surveyFrom(undefined, { isOn: false, validHours: 2 }), { ...DEFAULT_SURVEY, isOn: false, validHours: 2 })
    assert.equal(surveyFrom(DEFAULT_SURVEY, { isOn: false, validHours: 2 }), DEFAULT_SURVEY)
  })
})

describe('SV-2, SV-3 what is wrong with an answer', () => {
  const form: SurveyRules = { ...DEFAULT_SURVEY, steps: stepsWith({ 1: ['Slow', 'Rude'], 5: ['Quick'] }), comment: { isOffered: true, requiredBelow: 3 } }
  const check = (answer: SurveyAnswer, rules: Partial<SurveyRules> = {}) => checkAnswer(tidyAnswer(answer), { ...form, ...rules })
  for (const [sentence, answer, rules, code, field] of [
    ['nothing, of its step’s reasons', { score: 5, reasons: ['Quick'] }, {}, undefined, undefined],
    ['nothing, with a comment where one is needed', { score: 1, comment: ' x ' }, {}, undefined, undefined],
    ['a reason of another step', { score: 5, reasons: ['Quick', 'Slow'] }, {}, 'reason_gone', 'reasons.1'],
    ['no comment where one is needed', { score: 2, comment: '  ' }, {}, 'required', 'comment'],
    ['nothing without one above', { score: 3 }, {}, undefined, undefined],
    ['a comment where none is offered', { score: 3, comment: 'x' }, { comment: { isOffered: false, requiredBelow: 0 } }, 'invalid_input', 'comment'],
    ['a comment of more than 500 units', { score: 3, comment: '很'.repeat(251) }, {}, 'too_long', 'comment'],
    ['between thumbs', { score: 3 }, { look: 'thumbs' }, 'invalid_input', 'score'],
    ['no step', { score: 6 }, {}, 'invalid_input', 'score'],
  ] as const) {
    it(sentence, () => {
      const wrong = check(answer, rules as Partial<SurveyRules>)
      assert.deepEqual([wrong?.code, wrong?.field], [code, field])
    })
  }
  it('knows when two say the same', () => {
    assert.equal(saysTheSame({ score: 2, reasons: ['Slow'] }, tidyAnswer({ score: 2, reasons: ['Slow', 'Slow'], comment: ' ' })), true)
    assert.equal(saysTheSame({ score: 2 }, tidyAnswer({ score: 2, reasons: ['Slow'] })), false)
    assert.equal(saysTheSame({}, { score: 2 }), false)
  })
})

it('SV-4 owner and administrators hear of a low rating once', () => {
  const rules = { ...DEFAULT_SURVEY, warnsUpTo: 2 } as const
  assert.deepEqual([[2, undefined], [3, undefined], [1, 2], [1, 4]].map(([score, before]) => warnsOf(rules, score!, before)), [true, false, false, true])
  assert.equal(warnsOf({ ...rules, warnsUpTo: 0 }, 1, undefined), false)
})

describe('SV-3, SV-4 facts and figures', () => {
  const event = (seq: number, happening: object): LogEvent => ({ seq, at: seq * 10, ...happening }) as LogEvent
  it('a log counts one question and the answer that stands', () => {
    const log = [event(1, { type: 'survey-asked', validUntil: 0 }), event(2, { type: 'rated', score: 1, reasons: ['Rude'] }), event(3, { type: 'survey-asked', validUntil: 9 }), event(4, { type: 'rated', score: 2, reasons: ['Slow', 'Late'] })]
    assert.deepEqual(factsOf(log), [
      { name: 'survey-asked', kind: 'survey-asked', at: 10 },
      { name: 'rated', kind: 'survey-answered', at: 40, value: 2 },
      { name: 'reason:0', kind: 'survey-reason', at: 40, value: 2, about: 'Slow' },
      { name: 'reason:1', kind: 'survey-reason', at: 40, value: 2, about: 'Late' },
    ])
    assert.deepEqual(factsOf([event(1, { type: 'started' })]), [])
  })

  const ann = 'ann' as MemberId
  const fact = (kind: SurveyFact['kind'], at: number, value: number | null = null, about: string | null = null, memberId: MemberId | null = ann): SurveyFact => ({ kind, at, value, about, memberId, groupId: null, componentId: null })
  const facts = [{ ...fact('survey-asked', NOW), isReturned: true }, fact('survey-asked', NOW), fact('survey-asked', NOW, null, null, null), fact('survey-answered', NOW, 5), fact('survey-answered', NOW + 30 * HOUR_MS, 2), fact('survey-reason', NOW, 2, 'Slow'), fact('survey-reason', NOW, 2, 'Slow'), fact('survey-reason', NOW, 2, 'Late'), fact('survey-reason', NOW, 1, 'Rude')]
  it('are asked, answered, the mean and the spread', () => {
    assert.deepEqual(figuresOf(facts), { asked: 3, returned: 1, answered: 2, average: 3.5, spread: [0, 1, 0, 0, 1] })
    assert.deepEqual(figuresOf([]), { asked: 0, returned: 0, answered: 0, spread: [0, 0, 0, 0, 0] })
    assert.deepEqual(figuresBy(facts, ({ memberId }) => memberId).map(({ key, asked }) => [key, asked]), [['ann', 2], [null, 1]])
    assert.deepEqual(reasonsOf(facts), [{ score: 1, reason: 'Rude', count: 1 }, { score: 2, reason: 'Slow', count: 2 }, { score: 2, reason: 'Late', count: 1 }])
  })
  it('come for every date of the period in the workspace’s zone, the shortest and the longest day too', () => {
    const dateOf = (zone: string) => (at: number) => clockIn(zone)(at).date
    const days = (zone: string, from: number, to: number) => figuresByDay(facts, { from, to }, dateOf(zone)).map(({ date, asked, answered }) => `${date} ${asked} ${answered}`)
    // 2027-01-15T08:00:00Z
    assert.deepEqual(days('UTC', NOW - 24 * HOUR_MS, NOW + 31 * HOUR_MS), ['2027-01-14 0 0', '2027-01-15 3 1', '2027-01-16 0 1'])
    assert.deepEqual(days('America/Los_Angeles', NOW - 1, NOW + 1), ['2027-01-14 0 0', '2027-01-15 3 1'])
    const dates = (from: string, to: string) => figuresByDay([], { from: Date.parse(from), to: Date.parse(to) }, dateOf('Europe/Berlin')).map(({ date }) => date)
    assert.deepEqual(dates('2027-03-27T00:00+01:00', '2027-03-30T00:00+02:00'), ['2027-03-27', '2027-03-28', '2027-03-29'])
    assert.deepEqual(dates('2027-10-30T00:00+02:00', '2027-11-02T00:00+01:00'), ['2027-10-30', '2027-10-31', '2027-11-01'])
  })
})

it('SV-2 a step has the workspace’s word, else the language’s', () => {
  const own = { ...DEFAULT_SURVEY, steps: DEFAULT_SURVEY.steps.map((step, index) => (index === 0 ? { ...step, word: 'Awful' } : step)) }
  assert.deepEqual([wordOf(own, 1, surveyWords('de')), wordOf(own, 5, surveyWords('de')), wordOf({ ...own, look: 'thumbs' }, 5, surveyWords('de'))], ['Awful', 'Sehr gut', 'Gut'])
})
