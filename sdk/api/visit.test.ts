import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VISIT_ENDS_AFTER_MS, continueVisit, type Visit } from './visit.ts'

const START = 1_700_000_000_000
const first: Visit = { beganAt: START, seenAt: START, isReturning: false }

describe('a visit', () => {
  for (const [sentence, kept, afterMs, isKnown, expected] of [
    ['begins as the first', {}, 0, false, first],
    ['counts as another one if the visitor is known from before visits were kept', {}, 0, true, { ...first, isReturning: true }],
    ['begins anew where something else was kept', Object('x') as object, 0, false, first],
    ['goes on with the next page', first, 60_000, true, { ...first, seenAt: START + 60_000 }],
    ['goes on up to its end', first, VISIT_ENDS_AFTER_MS, true, { ...first, seenAt: START + VISIT_ENDS_AFTER_MS }],
    [
      'is another one after that',
      first,
      VISIT_ENDS_AFTER_MS + 1,
      true,
      { beganAt: START + VISIT_ENDS_AFTER_MS + 1, seenAt: START + VISIT_ENDS_AFTER_MS + 1, isReturning: true },
    ],
    ['goes on if the clock was set back', first, -60_000, true, { ...first, seenAt: START - 60_000 }],
  ] as const) {
    it(`RC-9 ${sentence}`, () => assert.deepEqual(continueVisit(kept, START + afterMs, isKnown), expected))
  }

  it('RC-9 remembers over pages that it is not the first', () => {
    const second = { beganAt: START, seenAt: START, isReturning: true }
    assert.equal(continueVisit(second, START + 1, true).isReturning, true)
  })
})
