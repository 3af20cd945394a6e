/** A visitor as a whole (IV-2), on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { TRACK_VISITS } from '@foyer/sdk/protocol'
import type { VisitorId } from '@foyer/sdk/protocol'
import { endConversation } from '../conversations/store.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, insert } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { readVisitorFile } from './file.ts'
import { forgetVisitor, trackEvent } from './store.ts'
import type { VisitorIdentity } from './store.ts'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`IV-2 a visitor’s file on ${engine}`, () => {
    let store: Store
    let visits = 0
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    const fileOf = (world: World, agent: string, visitorId: VisitorId, { seesAll = false, isPresent = false } = {}) =>
      store.run(readVisitorFile, { workspaceId: world.workspaceId, memberId: world.agentId(agent), seesAll, endsAll: false, visitorId, isPresent, now: NOW + 5_000 })
    async function visit(world: World, { id, siteId }: VisitorIdentity, at: number, titles: readonly (string | null)[]) {
      const visitId = `visit-${engine}-${(visits += 1)}`
      const more = { place: '{"country":"PT","city":"Porto"}', source: '{"kind":"search","name":"Google"}', device: '{"kind":"mobile"}', address: '192.0.2.7' }
      await insert(store, 'visits', { id: visitId, workspace_id: world.workspaceId, site_id: siteId, visitor_id: id, began_at: at, seen_at: at + 1_000, page_count: titles.length, ...more })
      for (const [n, title] of titles.entries()) await insert(store, 'visit_pages', { visit_id: visitId, n: n + 1, visitor_id: id, at: at + n, url: `https://shop.example/${n}`, title })
      return visitId
    }

    it('has visits with their pages in order, the newest first, and never the address', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      const old = await visit(world, vera, NOW - 1_000_000, ['Home'])
      const last = await visit(world, vera, NOW, ['Tours', null])
      const file = await fileOf(world, 'ann', vera.id, { isPresent: true })
      assert.ok(file.ok)
      const common = { source: { kind: 'search', name: 'Google' }, place: { country: 'PT', city: 'Porto' }, device: { kind: 'mobile' } }
      assert.deepEqual(file.value.visits, [
        { id: last, beganAt: NOW, seenAt: NOW + 5_000, isGoingOn: true, ...common, pageCount: 2, pages: [{ at: NOW, url: 'https://shop.example/0', title: 'Tours' }, { at: NOW + 1, url: 'https://shop.example/1' }] },
        { id: old, beganAt: NOW - 1_000_000, seenAt: NOW - 999_000, isGoingOn: false, ...common, pageCount: 1, pages: [{ at: NOW - 1_000_000, url: 'https://shop.example/0', title: 'Home' }] },
      ])
      assert.partialDeepStrictEqual(file.value, { visitCount: 2, blocks: [], visitor: { id: vera.id, number: vera.number, isPresent: true, siteName: 'The site' } })
      assert.equal(JSON.stringify(file.value).includes('192.0.2.7'), false)
    })

    it('shows the last visits, and says how many there were', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      for (let n = 0; n < TRACK_VISITS + 2; n += 1) await visit(world, vera, NOW + n, [])
      const file = await fileOf(world, 'ann', vera.id)
      assert.ok(file.ok)
      assert.deepEqual([file.value.visits.length, file.value.visitCount, file.value.visits[0]?.beganAt], [TRACK_VISITS, TRACK_VISITS + 2, NOW + TRACK_VISITS + 1])
    })

    it('has the conversations that this member may see, and counts all', async () => {
      const world = await createWorld(store, { agents: { ann: {}, ben: { is_accepting: 0 } } })
      const vera = await world.visitor('vera')
      await world.send(vera, [{ ...world.draft('one'), parts: [{ type: 'text', text: 'Where  is\nmy order?' }] }], { conversation: 'first' })
      await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: world.conversationId('first'), by: 'visitor', now: NOW + 1 })
      await world.setAgent('ann', { is_accepting: 0 })
      await world.setAgent('ben', { is_accepting: 1 })
      await world.send(vera, [world.draft('two')], { conversation: 'second', now: NOW + 2 })
      const of = async (agent: string, seesAll = false) => {
        const file = await fileOf(world, agent, vera.id, { seesAll })
        assert.ok(file.ok)
        return file.value
      }
      const all = await of('ann', true)
      assert.deepEqual(all.conversations, [
        { id: world.conversationId('second'), startedAt: NOW + 2, agentName: 'ben', firstLine: 'two' },
        { id: world.conversationId('first'), startedAt: NOW, endedAt: NOW + 1, agentName: 'ann', firstLine: 'Where is my order?' },
      ])
      assert.deepEqual((await of('ann')).conversations.map(({ id }) => id), [world.conversationId('first')])
      assert.deepEqual((await of('ben')).conversations.map(({ id }) => id), [world.conversationId('second')])
      assert.equal((await of('ben')).conversationCount, 2)
    })

    it('has what the site has told, the newest first', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      await store.run(trackEvent, { visitor: vera, event: { id: 'a', name: 'Looked' }, now: NOW })
      await store.run(trackEvent, { visitor: vera, event: { id: 'b', name: 'Bought', data: { price: 7 } }, now: NOW + 1 })
      const file = await fileOf(world, 'ann', vera.id)
      assert.deepEqual(file.ok && file.value.tracked, [{ at: NOW + 1, name: 'Bought', data: { price: 7 } }, { at: NOW, name: 'Looked' }])
    })

    it('is not there of another workspace’s visitor, and of who was let go', async () => {
      const [world, other] = [await createWorld(store), await createWorld(store)]
      const [vera, strange] = [await world.visitor('vera'), await other.visitor('x')]
      assert.partialDeepStrictEqual(await fileOf(world, 'ann', strange.id, { seesAll: true }), { ok: false, code: 'not_found' })
      await store.run(forgetVisitor, { visitorId: vera.id })
      assert.partialDeepStrictEqual(await fileOf(world, 'ann', vera.id), { ok: false, code: 'not_found' })
    })
  })
}
