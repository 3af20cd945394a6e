import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LiveDelta, LiveVisitor, VisitorId } from '@foyer/sdk/protocol'
import { live } from '../testing/visitor-samples.ts'
import { NOBODY, reduceLive } from './live-list.ts'
import type { LiveEvent, LiveList } from './live-list.ts'

const asked: LiveEvent = { type: 'asked' }
const page = (seq: number, visitors: readonly LiveVisitor[], more = false): LiveEvent => ({ type: 'page', page: { seq, visitors, more } })
const delta = (seq: number, changed: readonly LiveVisitor[], gone: readonly number[] = []): LiveEvent => ({ type: 'delta', delta: { seq, changed, gone: gone.map((n) => `v${n}` as VisitorId) } satisfies LiveDelta })
const after = (...events: readonly LiveEvent[]): LiveList => events.reduce(reduceLive, NOBODY)
const pagesOf = ({ visitors }: LiveList) => [...visitors.values()].map(({ number, pages }) => [number, pages])

describe('the live list of visitors', () => {
  it('IV-1 follows differences that come one after the other', () => {
    const list = after(asked, page(4, [live(1), live(2)]), delta(5, [live(2, { pages: 2 }), live(3)]), delta(6, [], [1]))
    assert.deepEqual(pagesOf(list), [[2, 2], [3, 1]])
    assert.partialDeepStrictEqual(list, { isLoaded: true, isLacking: false, seq: 6 })
  })

  it('IV-1 takes a difference once, and none that the first page has in it already', () => {
    const known = after(asked, page(4, [live(1, { pages: 9 })]))
    assert.equal(reduceLive(known, delta(4, [live(1)])), known)
    assert.deepEqual(pagesOf(after(asked, page(4, [live(1, { pages: 9 })]), delta(3, [live(1)]))), [[1, 9]])
  })

  it('IV-1 knows a gap, and what was there stays until the list is whole anew', () => {
    const lacking = after(asked, page(4, [live(1), live(2)]), delta(6, [live(3)]))
    assert.equal(lacking.isLacking, true)
    assert.deepEqual(pagesOf(lacking), [[1, 1], [2, 1]])
    const half = [asked, page(9, [live(3)], true)].reduce(reduceLive, lacking)
    assert.deepEqual(pagesOf(half), [[1, 1], [2, 1]])
    const whole = reduceLive(half, page(9, [live(4)]))
    assert.deepEqual(pagesOf(whole), [[3, 1], [4, 1]])
    assert.partialDeepStrictEqual(whole, { isLacking: false, seq: 9 })
  })

  it('IV-1 shows the first list as it comes', () => {
    assert.deepEqual(pagesOf(after(asked, page(1, [live(1)], true))), [[1, 1]])
    assert.equal(after(asked, page(1, [live(1)], true)).isLoaded, false)
  })

  it('IV-1 knows from the first page on by whom the places are, and anew where that is another now', () => {
    const first = after(asked, { type: 'page', page: { seq: 1, visitors: [live(1)], more: true, placesBy: 'db-ip' } })
    assert.equal(first.placesBy, 'db-ip')
    const whole = reduceLive(first, { type: 'page', page: { seq: 1, visitors: [live(2)], more: false, placesBy: 'db-ip' } })
    assert.equal(reduceLive(whole, delta(2, [live(3)])).placesBy, 'db-ip')
    assert.equal([asked, page(9, [live(3)])].reduce(reduceLive, whole).placesBy, undefined)
  })

  it('IV-1 lets no page put back what a difference has told since', () => {
    const list = after(asked, page(1, [live(1)], true), delta(2, [live(2, { pages: 7 })], [3]), page(1, [live(2), live(3), live(4)]))
    assert.deepEqual(pagesOf(list), [[1, 1], [2, 7], [4, 1]])
    assert.equal(list.seq, 2)
  })

  it('IV-1 takes from a later page what is as new as the difference', () => {
    const list = after(asked, page(1, [live(1)], true), delta(2, [live(2, { pages: 2 })]), page(2, [live(2, { pages: 3 })]))
    assert.deepEqual(pagesOf(list), [[1, 1], [2, 3]])
  })

  it('IV-1 keeps differences that come before the first page', () => {
    assert.deepEqual(pagesOf(after(asked, delta(5, [live(9)]), delta(6, [], [1]), page(5, [live(1), live(9)]))), [[9, 1]])
    assert.equal(after(asked, delta(7, [live(9)]), page(5, [live(1)])).isLacking, true)
  })

  it('IV-1 knows a gap while pages are on their way', () => {
    assert.equal(after(asked, page(1, [live(1)], true), delta(3, [live(2)])).isLacking, true)
  })
})
