import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LiveVisitor } from '@foyer/sdk/protocol'
import { BEN, HOUR, MINUTE, NOW } from '../testing/samples.ts'
import { live, manyVisitors, sampleVisitors } from '../testing/visitor-samples.ts'
import { en as desk } from '../words/en.ts'
import { en as words } from '../words/visitors/en.ts'
import { arrange } from './arrange.ts'
import { COLUMNS, NEWEST, NO_FILTERS } from './question.ts'
import type { Column, Filters, Question } from './question.ts'
import { createTexts, elapsed } from './visit-texts.ts'

const texts = createTexts({ desk, words, locale: 'en', me: undefined, agentName: (id) => (id === BEN ? 'Ben Okafor' : undefined) })
const asks = (filters: Partial<Filters> = {}, sort = NEWEST): Question => ({ filters: { ...NO_FILTERS, ...filters }, sort, texts })
const of = (visitors: readonly LiveVisitor[]) => new Map(visitors.map((visitor) => [visitor.id, visitor]))
const now = (visitors: readonly LiveVisitor[], isHeld = false) => ({ visitors: of(visitors), now: NOW, isHeld })
const numbers = ({ rows }: { readonly rows: readonly LiveVisitor[] }) => rows.map(({ number }) => number)

describe('the order of the visitors', () => {
  for (const [what, filters, expected] of [
    ['a source', { source: 'search' }, [19, 17]],
    ['one engine', { source: 'search:百度' }, [19]],
    ['a page by its address', { page: 'CONTACT' }, [22]],
    ['a page by its title', { page: 'pilgrim' }, [21, 20]],
    ['a time on site', { time: 'from-5' }, [25, 20, 23, 24]],
    ['less than a minute', { time: 'under-1' }, [21]],
    ['a state', { state: 'left' }, [25]],
    ['a country', { place: 'IE' }, [18]],
    ['a region', { place: 'US:Oregon' }, [22]],
    ['no known place', { place: '?' }, [23, 24]],
    ['a device', { device: 'tablet' }, [20]],
    ['a customer', { who: 'customer' }, [18]],
    ['somebody who was here before', { who: 'returning' }, [20, 23, 18]],
    ['words of several columns', { search: 'ben 百度' }, [19]],
    ['what was searched for', { search: '帆船' }, [19]],
    ['a number', { search: 'visitor 24' }, [24]],
    ['two at once', { source: 'direct', who: 'first' }, [25, 24, 22]],
  ] as const satisfies readonly (readonly [string, Partial<Filters>, readonly number[]])[]) {
    it(`IV-1 filters by ${what}`, () => assert.deepEqual(numbers(arrange(undefined, asks(filters), now(sampleVisitors()))), expected))
  }

  for (const by of COLUMNS) {
    it(`IV-1 sorts by ${by}: one way is the other turned round, but for what is not known`, () => {
      const visitors = sampleVisitors()
      const known = (visitor: LiveVisitor) => by === 'pages' || by === 'time' || texts.of(visitor, by) !== ''
      const up = arrange(undefined, asks({}, { by, isDescending: false }), now(visitors)).rows
      const down = arrange(undefined, asks({}, { by, isDescending: true }), now(visitors)).rows
      const key = (visitor: LiveVisitor): string => (by === 'pages' ? `${visitor.pages}` : by === 'time' ? `${visitor.arrivedAt}` : by === 'state' ? (visitor.leftAt === undefined ? visitor.state.kind : 'left') : texts.of(visitor, by))
      assert.deepEqual(up.filter(known).map(key), down.filter(known).map(key).reverse())
      for (const rows of [up, down]) assert.ok(rows.findIndex((row) => !known(row)) === -1 || rows.slice(rows.findIndex((row) => !known(row))).every((row) => !known(row)))
    })
  }

  it('IV-1 sorts visitors by name, then those without one by number', () => {
    const visitors = [live(10), live(9), live(3, { name: 'Zoë' }), live(100), live(4, { name: 'Anna' })]
    assert.deepEqual(numbers(arrange(undefined, asks({}, { by: 'visitor', isDescending: false }), now(visitors))), [4, 3, 9, 10, 100])
  })

  it('IV-1 counts by state those who fit everything else', () => {
    const { counts, rows } = arrange(undefined, asks({ state: 'invited', source: 'search' }), now(sampleVisitors()))
    assert.deepEqual(counts, { queued: 0, talking: 0, automatic: 0, invited: 1, declined: 0, unanswered: 0, browsing: 1, left: 0 })
    assert.equal(rows.length, 1)
  })

  it('IV-1 puts who has changed among the others as if all were sorted anew', () => {
    for (const by of ['time', 'pages', 'visitor', 'place', 'state'] satisfies Column[]) {
      const question = asks({}, { by, isDescending: by === 'pages' })
      const before = manyVisitors(500)
      const after = before.flatMap((visitor, i) => (i % 11 === 3 ? [] : i % 5 === 0 ? [{ ...visitor, pages: 40 - (i % 40), place: { country: 'FR', city: `City ${i % 17}` } }] : [visitor]))
      const all = [...after, ...Array.from({ length: 40 }, (_, i) => live(1_000 + i, { arrivedAt: NOW - i * 911 }))]
      const moved = arrange(arrange(undefined, question, now(before)), question, now(all))
      assert.deepEqual(numbers(moved), numbers(arrange(undefined, question, now(all))), by)
    }
  })

  it('IV-1 keeps the rows as they are where nothing has changed', () => {
    const visitors = sampleVisitors()
    const question = asks()
    const before = arrange(undefined, question, now(visitors))
    assert.equal(arrange(before, question, now(visitors)).rows, before.rows)
  })

  it('IV-1 keeps rows, counts and who is new as if all were looked at anew, held and released, whatever comes between', () => {
    const question = asks({ state: 'browsing', search: 'lofoten' }, { by: 'pages', isDescending: true })
    let visitors = manyVisitors(300)
    let arrangement = arrange(undefined, question, now(visitors))
    for (let turn = 1; turn <= 12; turn += 1) {
      const isHeld = turn % 6 > 2
      visitors = [
        ...visitors.flatMap((visitor, i) => ((i + turn) % 23 === 0 ? [] : (i + turn) % 7 === 0 ? [{ ...visitor, pages: 1 + ((visitor.pages + turn) % 9), ...((i + turn) % 3 === 0 && { leftAt: NOW }) }] : [visitor])),
        ...manyVisitors(4).map((visitor) => ({ ...visitor, id: `n${turn}-${visitor.number}` as LiveVisitor['id'], arrivedAt: NOW + turn })),
      ]
      arrangement = arrange(arrangement, question, now(visitors, isHeld))
      const anew = arrange(undefined, question, now(visitors))
      assert.deepEqual([arrangement.counts, arrangement.here], [anew.counts, anew.here])
      const fitting = new Set(anew.rows.map(({ id }) => id))
      const standing = new Set(arrangement.rows.map(({ id }) => id))
      assert.equal(arrangement.fresh, anew.rows.filter(({ id }) => !standing.has(id)).length)
      assert.deepEqual([...arrangement.gone].sort(), [...standing].filter((id) => !fitting.has(id)).sort())
      if (!isHeld) assert.deepEqual(arrangement.rows, anew.rows)
    }
  })

  it('IV-1 moves visitors from one band of time to the next as time passes, though nothing else happens', () => {
    const question = asks({ time: 'under-1' })
    const visitors = of([live(1, { arrivedAt: NOW - 50_000 }), live(2, { arrivedAt: NOW })])
    const before = arrange(undefined, question, { visitors, now: NOW, isHeld: false })
    const after = arrange(before, question, { visitors, now: NOW + 20_000, isHeld: false })
    assert.deepEqual([numbers(before), numbers(after), after.counts.browsing], [[2, 1], [2], 1])
  })

  it('IV-1 moves nobody while the list is held: what they do is shown, who is new is counted, who is gone has left', () => {
    const [first, second, third] = [live(1, { arrivedAt: NOW - 1 }), live(2, { arrivedAt: NOW - 2 }), live(3, { arrivedAt: NOW - 3 })]
    const question = asks()
    const before = arrange(undefined, question, now([first, second, third]))
    const held = arrange(before, question, now([{ ...second, pages: 5 }, first, live(4, { arrivedAt: NOW })], true))
    assert.deepEqual(held.rows.map(({ number, pages, leftAt }) => [number, pages, leftAt]), [[1, 1, undefined], [2, 5, undefined], [3, 1, NOW]])
    assert.deepEqual([held.fresh, held.gone.size, held.here], [1, 1, 3])
    const released = arrange(held, question, now([{ ...second, pages: 5 }, first, live(4, { arrivedAt: NOW })]))
    assert.deepEqual(numbers(released), [4, 1, 2])
    assert.deepEqual([released.fresh, released.gone.size, released.here], [0, 0, 3])
  })

  it('IV-1 asks anew at once, also while the list is held', () => {
    const before = arrange(undefined, asks(), now(sampleVisitors()))
    assert.deepEqual(numbers(arrange(before, asks({ search: 'mira' }), now(sampleVisitors(), true))), [18])
  })

  it('IV-1 tells the time on site in figures that stay in their place', () => {
    assert.deepEqual([-5, 4_000, MINUTE + 5_000, 3 * HOUR + 62_000].map(elapsed), ['0:00', '0:04', '1:05', '3:01:02'])
  })
})
