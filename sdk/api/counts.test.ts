import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ComponentId, CountsRequest, SiteKey } from '@foyer/sdk/protocol'
import { createFakeClock } from '@foyer/sdk/testing'
import { createCounts } from './counts.ts'
import { createKeep, type KeepStorage } from './keep.ts'

const ID = 'c1' as ComponentId
const SITE = 'demo' as SiteKey

/** A page, whose device may have been used before. */
function page({ load = 'load-1', kept = new Map<string, string>() } = {}) {
  const clock = createFakeClock()
  const sent: CountsRequest[] = []
  const storage: KeepStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
  const world = { takes: true }
  const counts = createCounts({
    site: SITE,
    load,
    clock,
    device: createKeep(() => storage, (name) => name),
    beacon(body) {
      if (world.takes) sent.push(JSON.parse(body) as CountsRequest)
      return world.takes
    },
  })
  return { ...counts, clock, sent, world, kept }
}

describe('showings and clicks', () => {
  it('RC-16 go out together, a few seconds later', () => {
    const { note, clock, sent } = page()
    note('shown', ID)
    clock.advance(1_000)
    note('clicked', ID)
    assert.deepEqual(sent, [])
    clock.advance(2_000)
    assert.deepEqual(sent, [
      { protocol: 1, site: SITE, load: 'load-1', events: [{ kind: 'shown', componentId: ID, nr: 0 }, { kind: 'clicked', componentId: ID, nr: 1 }] },
    ])
    assert.equal(clock.nextAt, undefined)
  })

  it('RC-16 go out at once when the page goes away, and not again', () => {
    const { note, flush, clock, sent } = page()
    note('shown', ID)
    flush()
    flush()
    clock.advance(60_000)
    assert.equal(sent.length, 1)
  })

  it('RC-16 are numbered on, so that a repeat is known', () => {
    const { note, flush, sent } = page()
    note('shown', ID)
    flush()
    note('clicked', ID)
    flush()
    assert.deepEqual(sent.map(({ events }) => events.map(({ nr }) => nr)), [[0], [1]])
  })

  it('RC-16 wait on the device if the browser does not take them, under the names they have', () => {
    const first = page()
    first.world.takes = false
    first.note('shown', ID)
    first.flush()
    assert.equal(first.sent.length, 0)

    const next = page({ load: 'load-2', kept: first.kept })
    next.note('shown', ID)
    next.flush()
    assert.deepEqual(next.sent.map(({ load, events }) => [load, events.length]), [['load-1', 1], ['load-2', 1]])
    assert.equal(next.kept.size, 0)
  })

  it('RC-16 fill no device: the oldest are given up', () => {
    const { note, flush, world, kept, sent } = page()
    world.takes = false
    for (let nr = 0; nr < 30; nr++) {
      note('clicked', ID)
      flush()
    }
    world.takes = true
    note('clicked', ID)
    flush()
    assert.deepEqual(sent.map(({ events }) => events[0]?.nr), Array.from({ length: 21 }, (_, at) => at + 10))
    assert.equal(kept.size, 0)
  })

  it('RC-16 go out before there are more than one request takes', () => {
    const { note, sent } = page()
    for (let nr = 0; nr < 150; nr++) note('clicked', ID)
    assert.deepEqual(sent.map(({ events }) => events.length), [100])
  })
})
