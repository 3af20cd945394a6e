import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { en as windowEn } from '@foyer/widget/shell/words/extras/en.ts'
import { zh as windowZh } from '@foyer/widget/shell/words/extras/zh.ts'
import { en } from '../words/survey/en.ts'
import { zh } from '../words/survey/zh.ts'
import { dateAt, periodOf, sharesOf } from './results.ts'

const at = (text: string) => Date.parse(text)
const NOON = at('2026-03-10T12:00Z')
const own = (from: string, to: string) => ({ period: 'own', from, to }) as const
const spanOf = (fields: Parameters<typeof periodOf>[0], now: number, timeZone: string) => {
  const period = periodOf(fields, now, timeZone)
  return period && [new Date(period.from).toISOString(), new Date(period.to).toISOString()]
}

describe('SV-4 the period of results', () => {
  it('begins and ends at midnights of the workspace, with today in it', () => {
    assert.deepEqual(spanOf({ period: 'week', from: '', to: '' }, NOON, 'UTC'), ['2026-03-04T00:00:00.000Z', '2026-03-11T00:00:00.000Z'])
    assert.deepEqual(spanOf({ period: 'week', from: '', to: '' }, NOON, 'Asia/Shanghai'), ['2026-03-03T16:00:00.000Z', '2026-03-10T16:00:00.000Z'])
    assert.deepEqual(spanOf(own('2026-03-10', '2026-03-10'), NOON, 'Asia/Kolkata'), ['2026-03-09T18:30:00.000Z', '2026-03-10T18:30:00.000Z'])
  })

  it('knows days of 23 and 25 hours', () => {
    assert.deepEqual(spanOf(own('2026-03-29', '2026-03-29'), at('2026-04-10T12:00Z'), 'Europe/Berlin'), ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
    assert.deepEqual(spanOf(own('2025-10-26', '2025-10-26'), NOON, 'Europe/Berlin'), ['2025-10-25T22:00:00.000Z', '2025-10-26T23:00:00.000Z'])
  })

  it('is tomorrow’s date where it is tomorrow already', () => {
    assert.equal(dateAt(at('2026-03-10T23:00Z'), 'Asia/Tokyo'), '2026-03-11')
    assert.equal(dateAt(at('2026-03-01T00:00Z'), 'UTC', -1), '2026-02-28')
  })

  for (const [what, fields] of [
    ['no dates', own('', '')],
    ['a date that there is not', own('2026-02-30', '2026-03-01')],
    ['the wrong way round', own('2026-03-09', '2026-03-08')],
    ['what is still to come', own('2026-03-09', '2026-03-11')],
    ['more than 400 days', own('2025-02-03', '2026-03-10')],
  ] as const) {
    it(`is none of ${what}`, () => assert.equal(periodOf(fields, NOON, 'UTC'), undefined))
  }
  it('may be 400 days', () => assert.notEqual(periodOf(own('2025-02-04', '2026-03-10'), NOON, 'UTC'), undefined))
})

describe('SV-4 shares', () => {
  it('are of questions, and of answers', () => assert.deepEqual(sharesOf({ asked: 10, returned: 5, answered: 5, spread: [1, 0, 1, 1, 2] }), { answered: 0.5, satisfied: 0.6 }))
  it('are none where there is nothing to share', () => assert.deepEqual(sharesOf({ asked: 0, returned: 0, answered: 0, spread: [0, 0, 0, 0, 0] }), {}))
  it('are of those who were asked, whenever others have answered', () => assert.equal(sharesOf({ asked: 2, returned: 1, answered: 3, spread: [0, 0, 0, 0, 3] }).answered, 0.5))
})

it('SV-2 the console shows as built in what visitors read', () => {
  assert.deepEqual([en, zh].map(({ survey }) => survey.builtIn), [windowEn, windowZh].map(({ survey }) => Object.values(survey.steps)))
})
