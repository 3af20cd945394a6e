import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TimelineItem } from '@foyer/sdk/thread'
import { arrivedItems } from './arrived.ts'
import { initials } from './initials.ts'
import { movedStart, renderedRange } from './rendered-range.ts'

const item = (key: string): TimelineItem => (key.startsWith('day') ? { kind: 'day', key, at: 0 } : { kind: 'note', key, at: 0, note: { type: 'ended', by: 'agent' } })
const items = (...keys: readonly string[]) => keys.map(item)
const keysOf = (some: readonly TimelineItem[]) => some.map(({ key }) => key)

describe('arrivedItems', () => {
  for (const [sentence, before, after, expected] of [
    ['tells what came at the end', ['day', 'a'], ['day', 'a', 'b', 'c'], ['b', 'c']],
    ['tells what came before a message that still waits', ['a', 'mine'], ['a', 'b', 'mine'], ['b']],
    ['is silent about older pages', ['day', 'c'], ['day', 'a', 'b', 'c'], []],
    ['is silent about older pages of other days', ['day2', 'c'], ['day1', 'a', 'day2', 'c'], []],
    ['tells the new from the old when both come at once', ['day', 'b'], ['day', 'a', 'b', 'c'], ['c']],
    ['takes no day for an arrival', ['a'], ['a', 'day', 'b'], ['b']],
    ['tells the first of all', [], ['day', 'a'], ['a']],
    ['is silent when the thread was fetched anew from another place', ['a', 'b'], ['x', 'y'], []],
  ] as const) {
    it(`CW-19 ${sentence}`, () => assert.deepEqual(keysOf(arrivedItems(items(...before), items(...after))), expected))
  }
})

describe('renderedRange', () => {
  it('holds all of a short list, and the end of a long one', () => {
    assert.deepEqual(renderedRange(50, undefined), { from: 0, to: 50 })
    assert.deepEqual(renderedRange(1_000, undefined), { from: 940, to: 1_000 })
  })

  it('never holds more than 130, wherever one goes, and reaches both ends', () => {
    const count = 1_000
    let start: number | undefined
    for (const towards of ['beginning', 'end'] as const) {
      for (let i = 0; i < 100; i++) {
        start = movedStart(renderedRange(count, start), count, towards)
        const { from, to } = renderedRange(count, start)
        assert.ok(to - from <= 130 && from >= 0 && to <= count)
      }
      const { from, to } = renderedRange(count, start)
      assert.equal(towards === 'beginning' ? from : to, towards === 'beginning' ? 0 : count)
    }
  })

  it('moves by less than it holds, so that what one sees stays in it', () => {
    const before = renderedRange(1_000, 400)
    for (const towards of ['beginning', 'end'] as const) {
      const after = renderedRange(1_000, movedStart(before, 1_000, towards))
      assert.ok(Math.min(before.to, after.to) - Math.max(before.from, after.from) >= 100)
    }
  })
})

describe('initials', () => {
  for (const [name, expected] of [
    ['Ann Lindqvist', 'AL'],
    ['ann', 'A'],
    ['Ana María de la Cruz', 'AC'],
    ['林安', '林'],
    ['ليلى حداد', 'ل'],
    ['Ольга Ив', 'ОИ'],
    ['👩‍🚀 Star', '👩'],
    ['', ''],
  ] as const) {
    it(`of “${name}” are “${expected}”`, () => assert.equal(initials(name), expected))
  }
})
