import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { waitBeforeRetryMs } from './jitter.ts'

describe('waitBeforeRetryMs', () => {
  it('spreads over everything from nothing to a bound that doubles up to ten seconds', () => {
    const most = [0, 1, 2, 3, 4, 5, 6, 50].map((attempt) => waitBeforeRetryMs(attempt, () => 1))
    assert.deepEqual(most, [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000])
    assert.equal(waitBeforeRetryMs(6, () => 0), 0)
  })
})
