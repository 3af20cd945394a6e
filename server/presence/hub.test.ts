import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GONE_AFTER_MS, STILL_MS } from '@foyer/sdk/protocol'
import type { PresenceToPage, SiteId, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { VisitorIdentity } from '../visitors/store.ts'
import { PAGE_CHANGE_MS, createPresenceHub } from './hub.ts'
import type { Line } from './hub.ts'

const workspaceId = 'w1' as WorkspaceId
const page = { url: 'https://shop.example/' }
const visitor = (id: string, siteId = 's1', ofWorkspace: string = workspaceId): VisitorIdentity => ({
  id: id as VisitorId,
  workspaceId: ofWorkspace as WorkspaceId,
  siteId: siteId as SiteId,
  threadId: `t-${id}` as ThreadId,
  number: 1,
  isBlocked: false,
})
const ann = visitor('ann')

function fakeLine() {
  const line = { sent: [] as PresenceToPage[], asked: 0, dropped: 0, send: (frame: PresenceToPage) => void line.sent.push(frame), ask: () => void line.asked++, drop: () => void line.dropped++ }
  return line satisfies Line & object
}

function setUp() {
  const hub = createPresenceHub()
  const told: string[] = []
  hub.on((event) => told.push(`${event.type} ${event.visitor.id}`))
  return { hub, told }
}

describe('the presence hub', () => {
  it('counts a visitor with several lines once', () => {
    const { hub, told } = setUp()
    hub.arrive(fakeLine(), ann, page, 0)
    hub.arrive(fakeLine(), ann, page, 0)
    assert.deepEqual(told, ['visitor-arrived ann'])
    assert.deepEqual(hub.size, { lines: 2, visitors: 1 })
    assert.equal(hub.presentVisitors(workspaceId).length, 1)
  })

  it('IV-3 takes a page change for no leaving', () => {
    const { hub, told } = setUp()
    const first = fakeLine()
    hub.arrive(first, ann, page, 0)
    hub.depart(first, 1_000)
    hub.sweep(1_000 + PAGE_CHANGE_MS)
    hub.arrive(fakeLine(), ann, { url: 'https://shop.example/tours' }, 1_000 + PAGE_CHANGE_MS)
    hub.sweep(8_000)
    assert.deepEqual(told, ['visitor-arrived ann', 'page-changed ann'])
  })

  it('IV-3 shows someone who closed the page as left within 15 seconds', () => {
    const { hub, told } = setUp()
    const line = fakeLine()
    hub.arrive(line, ann, page, 0)
    hub.depart(line, 0)
    for (let now = 0; now <= 15_000; now += 1_000) hub.sweep(now)
    assert.deepEqual(told, ['visitor-arrived ann', 'visitor-left ann'])
    assert.equal(hub.isPresent(ann.id), false)
    assert.deepEqual(hub.presentVisitors(workspaceId), [])
  })

  it('IV-3 shows someone whose line went dead as left within 15 seconds, and drops the line', () => {
    const { hub, told } = setUp()
    const line = fakeLine()
    hub.arrive(line, ann, page, 0)
    for (let now = 0; now <= 14_000; now += 1_000) hub.sweep(now)
    assert.deepEqual(told, ['visitor-arrived ann', 'visitor-left ann'])
    assert.equal(line.dropped, 1)
  })

  for (const [how, jumpMs] of [['set forward', 3_600_000], ['set back', -3_600_000]] as const) {
    it(`IV-3 takes nobody for gone when the clock is ${how}, and whoever is gone for left within 15 seconds`, () => {
      const { hub, told } = setUp()
      const [there, dead, left] = [fakeLine(), fakeLine(), fakeLine()]
      const start = 10_000_000
      hub.arrive(there, ann, page, start)
      hub.arrive(dead, visitor('ben'), page, start)
      hub.arrive(left, visitor('cem'), page, start)
      hub.poll(visitor('dia'), page, start)
      hub.sweep(start)
      hub.depart(left, start)
      const set = start + 1_000 + jumpMs
      hub.sweep(set)
      assert.equal(told.filter((event) => event.startsWith('visitor-left')).length, 0)
      for (let now = set; now <= set + 15_000; now += 1_000) {
        hub.beat(there, now)
        hub.sweep(now)
      }
      assert.deepEqual(told.filter((event) => event.startsWith('visitor-left')).toSorted(), ['visitor-left ben', 'visitor-left cem', 'visitor-left dia'])
    })
  }

  it('asks a line that is silent, because hidden pages have slow timers, and believes its answer', () => {
    const { hub, told } = setUp()
    const line = fakeLine()
    hub.arrive(line, ann, page, 0)
    for (let now = 1_000; now <= 60_000; now += 1_000) {
      const askedBefore = line.asked
      hub.sweep(now)
      if (line.asked > askedBefore) hub.beat(line, now)
    }
    assert.deepEqual(told, ['visitor-arrived ann'])
    assert.ok(line.asked > 1 && line.asked <= 60_000 / STILL_MS)
  })

  it('does not ask a line that beats', () => {
    const { hub } = setUp()
    const line = fakeLine()
    hub.arrive(line, ann, page, 0)
    for (let now = 1_000; now <= 60_000; now += 1_000) {
      if (now % STILL_MS === 0) hub.beat(line, now)
      hub.sweep(now)
    }
    assert.deepEqual([line.asked, line.dropped], [0, 0])
  })

  it('keeps a visitor who polls, and lets go of one who stops', () => {
    const { hub, told } = setUp()
    hub.poll(ann, page, 1_000)
    hub.poll(ann, page, 11_000)
    hub.sweep(11_000 + GONE_AFTER_MS)
    assert.equal(hub.isPresent(ann.id), true)
    hub.sweep(11_001 + GONE_AFTER_MS)
    assert.deepEqual(told, ['visitor-arrived ann', 'visitor-left ann'])
  })

  it('holds a visitor who polled and said good-bye for a page change only', () => {
    const { hub } = setUp()
    hub.poll(ann, page, 1_000)
    hub.leave(ann.id, 2_000)
    hub.sweep(2_000 + PAGE_CHANGE_MS)
    assert.equal(hub.isPresent(ann.id), true)
    hub.sweep(2_001 + PAGE_CHANGE_MS)
    assert.equal(hub.isPresent(ann.id), false)
  })

  it('CW-27 forgets a visitor at once, with every line', () => {
    const { hub, told } = setUp()
    const [first, second, other] = [fakeLine(), fakeLine(), fakeLine()]
    hub.arrive(first, ann, page, 0)
    hub.arrive(second, ann, page, 0)
    hub.arrive(other, visitor('ben'), page, 0)
    hub.forget(ann.id)
    hub.forget('nobody' as VisitorId)
    assert.deepEqual([first.dropped, second.dropped, other.dropped], [1, 1, 0])
    assert.deepEqual(told.slice(2), ['visitor-left ann'])
    assert.deepEqual([hub.isPresent(ann.id), hub.size], [false, { lines: 1, visitors: 1 }])
    // The line's own end comes afterwards, and is nothing.
    hub.depart(first, 10)
    hub.sweep(PAGE_CHANGE_MS)
    assert.equal(told.length, 3)
  })

  it('knows the page looked at last and tells of a change once', () => {
    const { hub, told } = setUp()
    const line = fakeLine()
    hub.arrive(line, ann, page, 0)
    hub.move(line, { url: 'https://shop.example/tours', title: 'Tours' }, 1)
    hub.move(line, { url: 'https://shop.example/tours', title: 'Tours' }, 2)
    assert.deepEqual(told, ['visitor-arrived ann', 'page-changed ann'])
    assert.equal(hub.pageOf(ann.id)?.title, 'Tours')
  })

  it('brings unread counts to every line of that visitor and to no other', () => {
    const { hub } = setUp()
    const [one, two, other] = [fakeLine(), fakeLine(), fakeLine()]
    hub.arrive(one, ann, page, 0)
    hub.arrive(two, ann, page, 0)
    hub.arrive(other, visitor('ben'), page, 0)
    hub.notifyUnread(ann.id, 3)
    assert.deepEqual([one.sent, two.sent, other.sent], [[{ type: 'unread', unread: 3 }], [{ type: 'unread', unread: 3 }], []])
  })

  it('RC-15 tells the pages of a changed site and no other', () => {
    const { hub } = setUp()
    const [one, other] = [fakeLine(), fakeLine()]
    hub.arrive(one, ann, page, 0)
    hub.arrive(other, visitor('ben', 's2'), page, 0)
    hub.siteChanged('s1' as SiteId, 7)
    assert.deepEqual([one.sent, other.sent], [[{ type: 'config', version: 7 }], []])
  })

  it('never shows one workspace the visitors of another', () => {
    const { hub } = setUp()
    hub.arrive(fakeLine(), ann, page, 0)
    hub.arrive(fakeLine(), visitor('zoe', 's9', 'w2'), page, 0)
    assert.deepEqual(hub.presentVisitors(workspaceId).map((present) => present.visitor.id), ['ann'])
  })
})
