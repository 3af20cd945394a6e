import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SiteId, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { createPresenceHub } from '../presence/hub.ts'
import { createRateLimits } from '../edge/rate-limits.ts'
import { shareHub } from './elsewhere.ts'
import type { SharedHub } from './elsewhere.ts'
import type { Bus, PeerMessage } from './messages.ts'

const NOW = 1_000
const page = { url: 'https://shop.example/', title: 'Shop' }
const visitor = (id: string) => ({ id: id as VisitorId, workspaceId: 'w' as WorkspaceId, siteId: 's' as SiteId, threadId: `${id}-thread` as ThreadId, number: 1, isBlocked: false })

/** Servers whose messages arrive at once, at all but who says them. */
function servers(...names: readonly string[]): readonly SharedHub[] {
  const hubs: SharedHub[] = []
  for (const name of names) {
    const publish = (message: PeerMessage) => hubs.forEach((hub, index) => names[index] !== name && hub.hear(message, name, NOW))
    const bus: Bus = { publish, listen: () => undefined, close: async () => undefined }
    hubs.push(shareHub(createPresenceHub(), bus))
  }
  return hubs
}

describe('IV-3 visitors on the pages of other servers', () => {
  it('are there, where they are, until the last of the servers says that they have left', () => {
    const [a, b, c] = servers('a', 'b', 'c') as [SharedHub, SharedHub, SharedHub]
    const ann = visitor('ann')
    a.poll(ann, page, NOW)
    b.poll(ann, page, NOW)
    assert.deepEqual([c.isPresent(ann.id), c.pageOf(ann.id)], [true, page])
    a.forget(ann.id)
    assert.equal(c.isPresent(ann.id), false, 'who is forgotten is forgotten everywhere')
    a.poll(ann, page, NOW)
    b.poll(ann, page, NOW)
    c.leave(ann.id, NOW)
    for (const hub of [a, b, c]) hub.sweep(NOW + 60_000)
    assert.equal(c.isPresent(ann.id), false)
  })

  it('are gone with the server that knew them, if no other does', () => {
    const [a, b, c] = servers('a', 'b', 'c') as [SharedHub, SharedHub, SharedHub]
    a.poll(visitor('ann'), page, NOW)
    a.poll(visitor('ben'), page, NOW)
    b.poll(visitor('ben'), page, NOW)
    assert.deepEqual(c.keepOnly(['b', 'c']).map(({ id }) => id), ['ann'])
    assert.deepEqual([c.isPresent('ann' as VisitorId), c.isPresent('ben' as VisitorId)], [false, true])
    a.sayWhoIsHere()
    assert.equal(c.isPresent('ann' as VisitorId), true, 'taken for dead, it says it again')
  })
})

describe('limits that all servers share', () => {
  it('count together, and the others each for itself', async () => {
    const few = { points: 2, seconds: 60 }
    const spent: string[] = []
    const b = createRateLimits({ 'sign-ins': { ...few, isShared: true }, 'typing': few })
    const a = createRateLimits({ 'sign-ins': { ...few, isShared: true }, 'typing': few }, (rule, key, points) => {
      spent.push(rule)
      b.spentElsewhere(rule, key, points)
    })
    for (const rule of ['sign-ins', 'typing'] as const) {
      await a.allow(rule, 'x')
      await a.allow(rule, 'x')
    }
    assert.deepEqual([await b.allow('sign-ins', 'x'), await b.allow('typing', 'x')], [false, true])
    assert.deepEqual(spent, ['sign-ins', 'sign-ins'])
  })
})
