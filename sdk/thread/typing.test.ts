import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createTyping } from './typing.ts'

function setUp() {
  const clock = createFakeClock()
  const startAt = clock.now()
  const told: [at: number, isTyping: boolean][] = []
  return { clock, told, typing: createTyping({ clock, tell: (isTyping) => told.push([clock.now() - startAt, isTyping]) }) }
}

describe('createTyping', () => {
  it('CW-8 says it at once, and again every three seconds while it goes on', () => {
    const { clock, told, typing } = setUp()
    for (let second = 0; second < 8; second++) {
      typing.set(true)
      clock.advance(1_000)
    }
    assert.deepEqual(told, [[0, true], [3_000, true], [6_000, true]])
  })

  it('CW-8 stops by itself after a pause', () => {
    const { clock, told, typing } = setUp()
    typing.set(true)
    clock.advance(60_000)
    assert.deepEqual(told, [[0, true], [3_000, true], [6_000, false]])
  })

  it('CW-8 stops when told, once', () => {
    const { clock, told, typing } = setUp()
    typing.set(true)
    typing.set(false)
    typing.set(false)
    typing.stop()
    clock.advance(60_000)
    assert.deepEqual(told, [[0, true], [0, false]])
  })
})
