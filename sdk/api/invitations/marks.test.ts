import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AfterRefusal } from '@foyer/sdk/protocol'
import { mayShowIn, parseMarks, withMark, type Mark, type Marks } from './marks.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 4, 13, 10)
/** The visit began a quarter of an hour ago. */
const BEGAN = NOW - 15 * MINUTE
const AGAIN: AfterRefusal = { kind: 'again', minutes: 10, times: 2 }

const ROWS: readonly (readonly [sentence: string, mark: Mark | undefined, rule: AfterRefusal, inMs: number])[] = [
  ['was never seen', undefined, { kind: 'ever' }, 0],
  ['was declined in this visit', { how: 'declined', at: NOW - 1 }, { kind: 'visit' }, Infinity],
  ['was declined in a visit before', { how: 'declined', at: BEGAN - 1 }, { kind: 'visit' }, 0],
  ['was declined for ever, in a visit before', { how: 'declined', at: BEGAN - 1 }, { kind: 'ever' }, Infinity],
  ['was declined four minutes ago and comes again after ten', { how: 'declined', at: NOW - 4 * MINUTE, times: 1 }, AGAIN, 6 * MINUTE],
  ['was declined ten minutes ago and comes again after ten', { how: 'declined', at: NOW - 10 * MINUTE, times: 2 }, AGAIN, 0],
  ['has come again as often as it may', { how: 'declined', at: NOW - 10 * MINUTE, times: 3 }, AGAIN, Infinity],
  ['had come as often as it may in a visit before', { how: 'declined', at: BEGAN - MINUTE, times: 3 }, AGAIN, 0],
  ['was declined by a clock that has been set back since', { how: 'declined', at: NOW + 600 * MINUTE, times: 1 }, AGAIN, 10 * MINUTE],
  ['was put off in this visit', { how: 'closed', at: NOW - 1 }, { kind: 'ever' }, Infinity],
  ['was put off in a visit before', { how: 'closed', at: BEGAN - 1 }, { kind: 'ever' }, 0],
  ['was shown in this visit and left alone', { how: 'shown', at: BEGAN }, AGAIN, Infinity],
  ['was accepted in a visit before', { how: 'accepted', at: BEGAN - 1 }, { kind: 'visit' }, 0],
]

describe('IV-5 what became of an invitation', () => {
  for (const [sentence, mark, rule, inMs] of ROWS) {
    it(`says when it may show, if it ${sentence}`, () => assert.equal(mayShowIn(mark, rule, BEGAN, NOW), inMs))
  }

  it('counts refusals in a visit, also over what was shown between them, and begins anew with the next', () => {
    let marks: Marks = {}
    for (const how of ['declined', 'shown', 'declined'] as const) marks = withMark(marks, 'i1', how, BEGAN, NOW)
    assert.equal(marks['i1']?.times, 2)
    assert.equal(withMark(marks, 'i1', 'declined', NOW + 1, NOW + 2)['i1']?.times, 1)
  })

  it('forgets the oldest of too many', () => {
    let marks: Marks = {}
    for (let at = 0; at < 60; at++) marks = withMark(marks, `i${at}`, 'shown', 0, at)
    assert.equal(Object.keys(marks).length, 40)
    assert.ok(marks['i59'] && !marks['i0'])
  })

  it('reads what is not its own as nothing', () => {
    for (const kept of [undefined, '', '{', 'null', '7', '[]', '{"i1":null}', '{"i1":{"at":"soon"}}']) assert.deepEqual(parseMarks(kept), {})
    const marks = withMark({}, 'i1', 'declined', 0, 5)
    assert.deepEqual(parseMarks(JSON.stringify(marks)), marks)
  })
})
