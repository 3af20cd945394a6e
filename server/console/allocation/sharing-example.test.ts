import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exampleOf } from './sharing-example.ts'

describe('exampleOf', () => {
  it('AL-1 shows for every cap two agents who are not full, of whom each way chooses another', () => {
    for (let cap = 1; cap <= 500; cap++) {
      const { agents: [large, small], next } = exampleOf('idle-rate', cap)
      assert.ok(large.current < large.cap && small.current < small.cap, `${cap}`)
      assert.ok(large.free > small.free && large.current > small.current, `${cap}`)
      assert.equal(next, 0)
      assert.equal(exampleOf('number', cap).next, 1)
    }
  })

  it('AL-2 gives one of the two the cap of the workspace where it is large enough for the other', () => {
    for (const cap of [2, 5, 6, 10, 500]) assert.ok(exampleOf('number', cap).agents.some((agent) => agent.cap === cap), `${cap}`)
  })
})
