import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import { createRateLimits } from './rate-limits.ts'

describe('the rate limits', () => {
  it('let an outbox of a hundred waiting messages through at once', async () => {
    const limits = createRateLimits()
    assert.ok(await limits.allow('messages', 'visitor', LIMITS.draftsPerRequest))
    assert.ok(await limits.allow('messages', 'visitor', LIMITS.draftsPerRequest))
  })

  it('refuse what is past the rule, each key for itself', async () => {
    const limits = createRateLimits({ 'sign-ins': { points: 2, seconds: 60 } })
    const asked = [await limits.allow('sign-ins', 'a'), await limits.allow('sign-ins', 'a'), await limits.allow('sign-ins', 'a'), await limits.allow('sign-ins', 'b')]
    assert.deepEqual(asked, [true, true, false, true])
  })

  it('count each rule for itself', async () => {
    const limits = createRateLimits({ typing: { points: 1, seconds: 60 } })
    assert.deepEqual([await limits.allow('typing', 'a'), await limits.allow('typing', 'a'), await limits.allow('requests', 'a')], [true, false, true])
  })
})
