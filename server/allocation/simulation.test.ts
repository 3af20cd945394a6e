import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, GroupId, SimulationRequest, ThreadId } from '@foyer/sdk/protocol'
import { endConversation } from '../conversations/store.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld, insert } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { readPast } from './past.ts'
import { createSimulation } from './simulation.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const LATER = NOW + 2 * 60 * MINUTE


for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Simulations on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    const simulate = (world: World, request: Partial<SimulationRequest> = {}, mostArrivals?: number) =>
      createSimulation({ store, now: () => LATER, ...(mostArrivals !== undefined && { mostArrivals }) })(world.workspaceId, { from: NOW, to: LATER, change: {}, ...request })

    /** Ann is alone with one place; one visitor is received at once, the next when the first has gone. */
    async function aMorning(): Promise<World> {
      const world = await createWorld(store, { allocation: { cap: 1, whenNoneCanReceive: 'queue' } })
      for (const visitor of ['first', 'second']) await world.send(await world.visitor(visitor), [world.draft(visitor)], { conversation: visitor })
      value(await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: world.conversationId('first'), by: 'agent', now: NOW + 10 * MINUTE }))
      return world
    }

    it('AL-17 puts what was beside what would have been', async () => {
      const world = await aMorning()
      const { before: was, after: wouldBe } = value(await simulate(world, { change: { cap: 2 } }))
      assert.deepEqual([was.arrivals, was.longestQueue, was.waitP95Ms], [2, 1, 10 * MINUTE])
      assert.deepEqual([wouldBe.arrivals, wouldBe.longestQueue, wouldBe.waitP95Ms], [2, 0, 0])
      assert.partialDeepStrictEqual(was.loads, [{ agentId: world.agentId('ann'), name: 'ann', received: 2, most: 1 }])
    })

    it('AL-17 replays one group alone, and several questions one after another', async () => {
      const world = await aMorning()
      const other = await world.addGroup('Other', ['ann'])
      const [main, quiet] = await Promise.all([simulate(world, { groupId: world.mainGroupId }), simulate(world, { groupId: other })])
      assert.deepEqual([value(main).before.arrivals, value(quiet).before.arrivals], [2, 0])
    })

    for (const [sentence, field, code, request] of [
      ['more than 31 days', 'to', 'out_of_range', { from: NOW - 31 * DAY, to: NOW + 1 }],
      ['a period that ends before it begins', 'to', 'out_of_range', { from: NOW, to: NOW }],
      ['a period that has not begun', 'from', 'out_of_range', { from: LATER, to: LATER + 1 }],
      ['a group that is not there', 'groupId', 'receiver_gone', { groupId: 'gone' as GroupId }],
    ] as const) {
      it(`AL-17 refuses ${sentence}, and names the field`, async () => {
        assert.partialDeepStrictEqual(await simulate(await createWorld(store), request), { ok: false, code, field })
      })
    }

    it('AL-17 reads a page at a time, each conversation once, and refuses too many', async () => {
      const world = await createWorld(store)
      const visitor = await world.visitor('vera')
      for (let n = 0; n < 501; n += 1) {
        await insert(store, 'conversations', {
          id: `${world.name}-${n}` as ConversationId,
          workspace_id: world.workspaceId,
          site_id: world.siteId,
          thread_id: `${world.name}-t` as ThreadId,
          visitor_id: visitor.id,
          group_id: world.mainGroupId,
          position: n,
          status: 'ended',
          agent_id: null,
          head: '{}',
          last_seq: 0,
          visitor_unread: 0,
          priority: 5,
          skills: '[]',
          asks: '',
          has_left_message: 0,
          bot_id: null,
          bot_tries: 0,
          mailed_seq: 0,
          // Several in one millisecond: the place in between is not lost.
          started_at: NOW + (n % 7),
          ended_at: NOW + MINUTE,
          last_message_at: NOW,
        })
      }
      const first = await store.run(readPast, { workspaceId: world.workspaceId, after: { at: NOW, id: '' as ConversationId }, to: LATER })
      assert.ok(first.next)
      const rest = await store.run(readPast, { workspaceId: world.workspaceId, after: first.next, to: LATER })
      assert.deepEqual([first.conversations.length, rest.conversations.length, rest.next], [500, 1, undefined])
      assert.equal(value(await simulate(world, {}, 501)).before.arrivals, 501)
      assert.partialDeepStrictEqual(await simulate(world, {}, 500), { ok: false, code: 'out_of_range', field: 'from' })
    })
  })
}
