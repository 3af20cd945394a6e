import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, LogEvent, MemberId, VisitorId } from '@foyer/sdk/protocol'
import { TRACK_PAGES, emptyHead, foldEvents } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { keepVisits, readStanding, talkOf } from './store.ts'
import type { SeenVisit } from './store.ts'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`visits on ${engine}`, () => {
    let store: Store
    let world: World
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    const newWorld = async () => (world = await createWorld(store))
    const visitOf = (visitor: VisitorIdentity, changed: Partial<SeenVisit> = {}): SeenVisit => ({
      id: `${visitor.id}-visit`,
      visitorId: visitor.id,
      workspaceId: world.workspaceId,
      siteId: world.siteId,
      beganAt: NOW,
      seenAt: NOW,
      visits: 1,
      pages: 1,
      source: { kind: 'search', name: 'Google' },
      device: { kind: 'mobile', browser: 'WeChat 8' },
      place: { country: 'CN' },
      address: '192.0.2.1',
      page: { url: 'https://shop.example/', title: 'Shop' },
      seen: [{ n: 1, at: NOW, url: 'https://shop.example/', title: 'Shop' }],
      ...changed,
    })
    const standing = (visitorId: VisitorId) => store.run(readStanding, { visitorId })
    const pagesOf = (visit: SeenVisit) => query(store, db.selectFrom('visit_pages').select(['n', 'url', 'title']).where('visit_id', '=', visit.id).orderBy('n'))

    it('IV-2 are kept for many visitors in one go, and the same again changes nothing', async () => {
      await newWorld()
      const visitors = await Promise.all(Array.from({ length: 40 }, (_, n) => world.visitor(`v${n}`)))
      const visits = visitors.map((visitor) => visitOf(visitor))
      await store.run(keepVisits, { visits })
      await store.run(keepVisits, { visits: visits.toReversed() })
      const kept = await query(store, db.selectFrom('visits').select(['visitor_id', 'page_count', 'address']).where('workspace_id', '=', world.workspaceId))
      assert.deepEqual(kept.map(({ visitor_id }) => visitor_id).toSorted(), visitors.map(({ id }) => id).toSorted())
      assert.ok(kept.every(({ page_count, address }) => page_count === 1 && address === '192.0.2.1'))
      assert.equal((await pagesOf(visits[0]!)).length, 1)
    })

    it('IV-2 go on with more pages, a title that came later, and another address', async () => {
      await newWorld()
      const visitor = await world.visitor('ann')
      await store.run(keepVisits, { visits: [visitOf(visitor)] })
      const more = visitOf(visitor, {
        pages: 2,
        seenAt: NOW + 5,
        address: '192.0.2.2',
        seen: [
          { n: 1, at: NOW + 9, url: 'https://shop.example/', title: 'Later' },
          { n: 2, at: NOW + 5, url: 'https://shop.example/b', title: null },
        ],
      })
      await store.run(keepVisits, { visits: [more] })
      assert.deepEqual(await pagesOf(more), [
        { n: 1, url: 'https://shop.example/', title: 'Later' },
        { n: 2, url: 'https://shop.example/b', title: null },
      ])
      const [row] = await query(store, db.selectFrom('visits').select(['address', 'page_count', 'seen_at', 'began_at']).where('id', '=', more.id))
      assert.deepEqual({ ...row }, { address: '192.0.2.2', page_count: 2, seen_at: NOW + 5, began_at: NOW })
      assert.deepEqual((await standing(visitor.id))?.visit, {
        id: more.id,
        beganAt: NOW,
        seenAt: NOW + 5,
        pages: 2,
        source: more.source,
        device: more.device,
        place: more.place,
        lastPage: { url: 'https://shop.example/b', title: null },
      })
    })

    it('IV-2 are not set back by a server that the visitor has left, and says so later', async () => {
      await newWorld()
      const visitor = await world.visitor('ann')
      const there = visitOf(visitor, { pages: 2, visits: 2, seenAt: NOW + 9, page: { url: 'https://shop.example/b' }, seen: [{ n: 2, at: NOW + 9, url: 'https://shop.example/b', title: null }] })
      await store.run(keepVisits, { visits: [visitOf(visitor)] })
      await store.run(keepVisits, { visits: [there] })
      await store.run(keepVisits, { visits: [visitOf(visitor, { seenAt: NOW + 6, page: undefined, seen: [] })] })
      const known = await standing(visitor.id)
      assert.partialDeepStrictEqual(known, { visits: 2, visit: { pages: 2, seenAt: NOW + 9 } })
      const [row] = await query(store, db.selectFrom('visitors').select(['page', 'last_seen_at']).where('id', '=', visitor.id))
      assert.deepEqual([JSON.parse(row?.page ?? '').url, row?.last_seen_at], ['https://shop.example/b', NOW + 9])
    })

    it(`IV-2 keep the last ${TRACK_PAGES} pages and the number of all`, async () => {
      await newWorld()
      const visitor = await world.visitor('ann')
      const seen = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => ({ n: from + index, at: NOW, url: `https://shop.example/${from + index}`, title: null }))
      await store.run(keepVisits, { visits: [visitOf(visitor, { pages: TRACK_PAGES, seen: seen(1, TRACK_PAGES) })] })
      const last = visitOf(visitor, { pages: TRACK_PAGES + 3, seen: seen(TRACK_PAGES + 1, TRACK_PAGES + 3) })
      await store.run(keepVisits, { visits: [last] })
      const kept = await pagesOf(last)
      assert.deepEqual([kept.length, kept[0]?.n, kept.at(-1)?.n], [TRACK_PAGES, 4, TRACK_PAGES + 3])
    })

    it('CW-15 are not kept of whom there is no visitor any more, and of the others they are', async () => {
      await newWorld()
      const [gone, there] = [await world.visitor('gone'), await world.visitor('there')]
      await query(store, db.deleteFrom('visitors').where('id', '=', gone.id))
      await store.run(keepVisits, { visits: [visitOf(gone), visitOf(there)] })
      const kept = await query(store, db.selectFrom('visits').select('visitor_id').where('workspace_id', '=', world.workspaceId))
      assert.deepEqual(kept.map(({ visitor_id }) => visitor_id), [there.id])
      assert.equal(await standing(gone.id), undefined)
    })

    it('IV-1 begin with what is known of their visitor: name, conversation, last invitation', async () => {
      await newWorld()
      const visitor = await world.visitor('ann')
      assert.partialDeepStrictEqual(await standing(visitor.id), { isCustomer: false, isBlocked: false, visits: 0, firstSeenAt: NOW })
      await query(store, db.updateTable('visitors').set({ name: 'Ann' }).where('id', '=', visitor.id))
      await store.run(keepVisits, { visits: [visitOf(visitor)] })
      const invite = { workspace_id: world.workspaceId, visitor_id: visitor.id, invitation_id: null, variant_id: null, content: '{}', answered_at: null }
      await insert(store, 'invites', { ...invite, id: `${visitor.id}-1`, by_member: null, state: 'declined', at: NOW - 1 })
      await insert(store, 'invites', { ...invite, id: `${visitor.id}-2`, by_member: world.agentId('ann'), state: 'shown', at: NOW + 1 })
      assert.deepEqual((await standing(visitor.id))?.invite, { at: NOW + 1, is: { kind: 'invited', by: world.agentId('ann') satisfies MemberId } })
      await world.send(visitor, [world.draft('Hello')], { conversation: 'talk' })
      const known = await standing(visitor.id)
      assert.equal(known?.name, 'Ann')
      assert.partialDeepStrictEqual(known?.talk, { conversationId: world.conversationId('talk') satisfies ConversationId, agentId: world.agentId('ann') })
    })
  })
}

describe('IV-1 an open conversation', () => {
  const id = 'c' as ConversationId
  const ann = { id: 'ann' as MemberId, name: 'Ann' }
  const happened: readonly LogEvent[] = [
    { type: 'started', by: 'visitor', position: 1, seq: 1, at: NOW },
    { type: 'queued', reason: 'queue', seq: 2, at: NOW },
    { type: 'assigned', agent: ann, seq: 3, at: NOW },
  ]
  const after = (count: number) => talkOf(foldEvents(emptyHead(id), happened.slice(0, count)))

  it('is answered automatically until somebody is sought, waits, and is held', () => {
    assert.deepEqual([1, 2, 3].map(after), [
      { conversationId: id, seq: 1, isAutomatic: true },
      { conversationId: id, seq: 2 },
      { conversationId: id, seq: 3, agentId: ann.id },
    ])
  })
})
