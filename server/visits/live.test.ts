import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LivePage, LiveVisitor, SiteId, VisitorId } from '@foyer/sdk/protocol'
import { createLiveList } from './live.ts'

const visitor = (n: number, pages: number): LiveVisitor => ({
  id: `visitor-${n}` as VisitorId,
  siteId: 's' as SiteId,
  number: n,
  isReturning: false,
  isCustomer: false,
  arrivedAt: 1,
  source: { kind: 'direct' },
  pages,
  device: { kind: 'desktop' },
  state: { kind: 'browsing' },
  isBlocked: false,
})

/** Numbers from 0 up to 1 that are the same at each run. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A server's side of it, and a desk that has begun to watch. */
function watched(pageSize: number) {
  const there = new Map<VisitorId, LiveVisitor>()
  const list = createLiveList({ ids: () => there.keys(), get: (id) => there.get(id) }, pageSize)
  const desk = new Map<VisitorId, LiveVisitor>()
  const learn = ({ visitors }: LivePage) => visitors.forEach((known) => desk.set(known.id, known))
  let seq = -1
  return {
    there,
    list,
    desk,
    learn,
    set(known: LiveVisitor) {
      there.set(known.id, known)
      list.touch(known.id)
    },
    remove(id: VisitorId) {
      there.delete(id)
      list.touch(id)
    },
    watch() {
      const page = list.page()
      seq = page.seq
      learn(page)
      return page
    },
    hear() {
      const delta = list.delta()
      if (!delta) return
      assert.equal(delta.seq, seq + 1)
      seq = delta.seq
      delta.changed.forEach((known) => desk.set(known.id, known))
      delta.gone.forEach((id) => desk.delete(id))
    },
  }
}
const byId = (map: ReadonlyMap<VisitorId, LiveVisitor>) => [...map.values()].toSorted((a, b) => a.number - b.number)

describe('the live list', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`IV-1 is with its differences the same as one that is read anew, while its pages come too (${seed})`, () => {
      const chance = chances(seed)
      const { there, desk, list, learn, set, remove, watch, hear } = watched(5)
      const moveSome = () => {
        for (let moves = Math.floor(chance() * 6); moves > 0; moves -= 1) {
          const known = visitor(Math.floor(chance() * 40), Math.floor(chance() * 100))
          if (chance() < 0.3) remove(known.id)
          else set(known)
        }
      }
      for (let n = 0; n < 30; n += 1) set(visitor(n, 1))
      list.delta()
      let page = watch()
      for (let step = 0; step < 200; step += 1) {
        moveSome()
        if (chance() < 0.5) hear()
        const last = page.visitors.at(-1)
        if (page.more && last && chance() < 0.7) {
          page = list.page(last.id)
          learn(page)
        }
      }
      hear()
      assert.equal(page.more, false)
      assert.deepEqual(byId(desk), byId(there))
    })
  }

  it('IV-1 tells once of a visitor who moves often, and nothing where nothing moved', () => {
    const { list, set } = watched(10)
    for (let pages = 1; pages <= 5; pages += 1) set(visitor(1, pages))
    assert.deepEqual(list.delta(), { seq: 1, changed: [visitor(1, 5)], gone: [] })
    assert.equal(list.delta(), undefined)
  })

  it('IV-1 goes on behind a visitor who has gone meanwhile', () => {
    const { list, set, remove } = watched(2)
    for (const n of [1, 2, 3, 4]) set(visitor(n, 1))
    assert.deepEqual([list.page().visitors.map(({ number }) => number), list.page().more], [[1, 2], true])
    remove('visitor-2' as VisitorId)
    assert.deepEqual(list.page('visitor-2' as VisitorId), { seq: 0, visitors: [visitor(3, 1), visitor(4, 1)], more: false })
  })
})
