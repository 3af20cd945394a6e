import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AllocationTrace, ComponentId, ConversationId, GroupId, Receiver, SiteId } from '@foyer/sdk/protocol'
import { read } from '../conversations/log.ts'
import type { Conversation } from '../conversations/log.ts'
import { endConversation } from '../conversations/store.ts'
import type { Change } from '../conversations/store.ts'
import { readTraces } from '../desk/store.ts'
import { createGroup, readGroups } from '../groups/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World, WorldOptions } from '../testing/world.ts'
import { createAllocationService } from './service.ts'
import { allocateWaiting } from './waiting.ts'

const HOUR_MS = 3_600_000
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index)

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Allocation on ${engine}`, () => {
    let store: Store
    let other: Store

    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    const inWorld = (options?: WorldOptions): Promise<World> => createWorld(store, options)

    /** A visitor comes and writes; the conversation has the visitor's name. */
    const come = async (world: World, visitor: string, options: { component?: ComponentId; now?: number; seed?: number; store?: Store } = {}) => {
      const { component, ...rest } = options
      const draft = world.draft(`${visitor}-hello-${rest.now ?? NOW}`, component && { componentId: component })
      await world.send(await world.visitor(visitor), [draft], { conversation: visitor, ...rest })
    }
    const leave = async (world: World, conversation: string, now = NOW) => {
      const input = { workspaceId: world.workspaceId, conversationId: world.conversationId(conversation), by: 'agent', now } as const
      assert.ok((await store.run(endConversation, input)).ok)
    }
    const conversation = async (world: World, name: string): Promise<Conversation> => {
      const [row] = await query(store, db.selectFrom('conversations').selectAll().where('id', '=', world.conversationId(name)))
      assert.ok(row, `no conversation ${name}`)
      return read(row)
    }
    const conversationsOf = async ({ workspaceId }: World): Promise<readonly Conversation[]> =>
      (await query(store, db.selectFrom('conversations').selectAll().where('workspace_id', '=', workspaceId).orderBy('started_at').orderBy('id'))).map(read)
    /** Who holds it, by the agent's name in this world; or that it waits. */
    const holder = async (world: World, name: string): Promise<string> => {
      const { head, agent_id } = await conversation(world, name)
      return head.state.status === 'held' ? String(agent_id).slice(world.name.length + 1) : head.state.status
    }
    const traces = (world: World, name: string): Promise<readonly AllocationTrace[]> =>
      store.run(readTraces, { workspaceId: world.workspaceId, conversationId: world.conversationId(name) })
    const serve = (world: World, through: Store = store) => through.run(allocateWaiting, { workspaceId: world.workspaceId, now: NOW, seed: 1 })

    it('CW-22 gives it to whom the page wishes for, and passes over a wish for who is not there', async () => {
      const world = await inWorld({ agents: { ann: {}, ben: {}, cleo: {} } })
      const groupId = await world.addGroup('night', ['cleo'])
      const stranger = await inWorld({ agents: { zoe: {} } })
      const wish = async (visitor: string, receiver: Receiver) => {
        await world.send(await world.visitor(visitor), [world.draft(`${visitor}-hello`, { receiver })], { conversation: visitor })
        return holder(world, visitor)
      }
      assert.equal(await wish('vera', { kind: 'agent', agentId: world.agentId('ben') }), 'ben')
      assert.equal(await wish('walt', { kind: 'group', groupId }), 'cleo')
      const others = ['ann', 'ben']
      assert.ok(others.includes(await wish('xena', { kind: 'group', groupId: stranger.mainGroupId })), 'a group of another workspace')
      assert.ok(others.includes(await wish('yuri', { kind: 'agent', agentId: stranger.agentId('zoe') })), 'an agent of another workspace')
      assert.ok(others.includes(await wish('zack', { kind: 'group', groupId: 'gone' as GroupId })), 'a group that is gone')
    })

    it('AL-9 gives a new conversation to somebody, writes it into the log, and keeps the reasons and the fact', async () => {
      const world = await inWorld()
      await come(world, 'vera')
      const { head, agent_id } = await conversation(world, 'vera')
      assert.equal(agent_id, world.agentId('ann'))
      assert.partialDeepStrictEqual(head.state, { status: 'held', agent: { id: world.agentId('ann'), name: 'ann' } })
      const kept = await traces(world, 'vera')
      assert.partialDeepStrictEqual(kept, [{ at: NOW, groupId: world.mainGroupId, decision: 'assign', agentId: world.agentId('ann'), step: 'AL-9.5' }])
      const facts = await query(store, db.selectFrom('facts').selectAll().where('conversation_id', '=', world.conversationId('vera')).where('kind', '=', 'conversation-assigned'))
      assert.partialDeepStrictEqual(facts, [{ member_id: world.agentId('ann'), group_id: world.mainGroupId, at: NOW }])
    })

    it('AL-9.1 lets an open conversation go on with the same agent', async () => {
      const world = await inWorld({ agents: { ann: {}, ben: {} } })
      await come(world, 'vera', { now: NOW })
      const first = await holder(world, 'vera')
      await come(world, 'vera', { now: NOW + 1 })
      assert.equal((await conversationsOf(world)).length, 1)
      assert.equal(await holder(world, 'vera'), first)
      assert.equal((await traces(world, 'vera')).length, 1)
    })

    it('AL-1 shares out in turn among those who are level, by the wait since the last allocation', async () => {
      const world = await inWorld({ agents: { ann: {}, ben: {}, cat: {} } })
      const holders: string[] = []
      for (const n of upTo(5)) {
        await come(world, `v${n}`, { now: NOW + n })
        holders.push(await holder(world, `v${n}`))
        await leave(world, `v${n}`)
      }
      assert.deepEqual(holders, ['ann', 'ben', 'cat', 'ann', 'ben'])
    })

    it('AL-2 takes the cap of the workspace and the exception of an agent', async () => {
      const world = await inWorld({ agents: { ann: { cap: 1 }, ben: {} }, allocation: { cap: 2, whenNoneCanReceive: 'queue' } })
      for (const n of upTo(4)) await come(world, `v${n}`, { now: NOW + n })
      const holders = await Promise.all(upTo(4).map((n) => holder(world, `v${n}`)))
      assert.deepEqual(holders.toSorted(), ['ann', 'ben', 'ben', 'waiting'])
    })

    it('AL-3 asks an emergency agent from outside the group', async () => {
      const world = await inWorld({ agents: { ann: { is_online: 0 } } })
      await world.addAgent('eve', { is_emergency: 1 })
      await come(world, 'vera')
      assert.equal(await holder(world, 'vera'), 'eve')
    })

    it('AL-5 counts an agent whose desk has been away beyond the grace time as offline', async () => {
      const world = await inWorld({ agents: { ann: { is_present: 0 }, ben: {} } })
      await come(world, 'vera')
      assert.equal(await holder(world, 'vera'), 'ben')
      const [, , , reason] = (await traces(world, 'vera'))[0]!.reasons
      assert.partialDeepStrictEqual(reason, { step: 'AL-9.5', candidates: [{ id: world.agentId('ann'), isOnline: false }, { id: world.agentId('ben'), isOnline: true }] })
    })

    it('AL-9 never gives anything to a disabled account, not even by lot', async () => {
      const world = await inWorld({ agents: { ann: { is_disabled: 1 }, ben: { is_online: 0 } } })
      await world.addAgent('eve', { is_emergency: 1, is_disabled: 1 })
      for (const seed of upTo(8)) await come(world, `v${seed}`, { seed })
      assert.deepEqual(new Set(await Promise.all(upTo(8).map((n) => holder(world, `v${n}`)))), new Set(['ben']))
    })

    it('AL-7 sends visitors without a component, with one of another site, and with one whose group is gone to the main group', async () => {
      const world = await inWorld()
      const groupId = await world.addGroup('Tours', ['ann'])
      const elsewhere = await world.addComponent('elsewhere', { kind: 'group', groupId })
      await query(store, db.updateTable('components').set({ site_id: 'another' as SiteId }).where('id', '=', elsewhere))
      const dangling = await world.addComponent('dangling', { kind: 'group', groupId: 'gone' as GroupId })
      await come(world, 'v1')
      await come(world, 'v2', { component: elsewhere })
      await come(world, 'v3', { component: dangling })
      for (const name of ['v1', 'v2', 'v3']) assert.equal((await conversation(world, name)).group_id, world.mainGroupId)
    })

    it('AL-9.2 follows a component to its one agent', async () => {
      const world = await inWorld({ agents: { ann: {}, ben: {} } })
      await world.addAgent('zoe')
      const component = await world.addComponent('zoe', { kind: 'agent', agentId: world.agentId('zoe') })
      await come(world, 'v1', { component })
      assert.equal(await holder(world, 'v1'), 'zoe')
      await world.setAgent('zoe', { is_accepting: 0 })
      await come(world, 'v2', { component })
      assert.ok(['ann', 'ben'].includes(await holder(world, 'v2')))
      assert.equal((await conversation(world, 'v2')).group_id, world.mainGroupId)
    })

    it('AL-9.5 follows a component to its group', async () => {
      const world = await inWorld({ agents: { ann: {}, ben: {} } })
      const groupId = await world.addGroup('Tours', ['ben'])
      const component = await world.addComponent('tours', { kind: 'group', groupId })
      for (const n of upTo(3)) await come(world, `v${n}`, { component })
      assert.deepEqual(await Promise.all(upTo(3).map((n) => holder(world, `v${n}`))), ['ben', 'ben', 'ben'])
      assert.equal((await conversation(world, 'v0')).group_id, groupId)
    })

    it('AL-9.4 brings a visitor who comes back within a day to who received them last', async () => {
      const world = await inWorld({ agents: { ann: {}, ben: {} } })
      await come(world, 'vera')
      await leave(world, 'vera')
      await world.setAgent('ann', { last_assigned_at: NOW + HOUR_MS })
      await world.send(await world.visitor('vera'), [world.draft('back')], { conversation: 'second', now: NOW + 24 * HOUR_MS })
      assert.equal(await holder(world, 'second'), 'ann')
      await leave(world, 'second')
      await world.setAgent('ann', { last_assigned_at: NOW + 25 * HOUR_MS })
      await world.send(await world.visitor('vera'), [world.draft('later')], { conversation: 'third', now: NOW + 48 * HOUR_MS + 1 })
      assert.equal(await holder(world, 'third'), 'ben')
    })

    it('AL-4 says in the log that a visitor waits, or that a message was taken', async () => {
      for (const reason of ['queue', 'take-message'] as const) {
        const world = await inWorld({ agents: { ann: { is_online: 0 } }, allocation: { whenNoneCanReceive: reason } })
        await come(world, 'vera')
        assert.partialDeepStrictEqual((await conversation(world, 'vera')).head.state, { status: 'waiting', reason })
      }
    })

    it('AL-4 draws by the seed that it is given', async () => {
      const drawn = async (seed: number) => {
        const world = await inWorld({ agents: { ann: { is_online: 0 }, ben: { is_online: 0 }, cat: { is_online: 0 } } })
        await come(world, 'vera', { seed })
        return holder(world, 'vera')
      }
      assert.equal(await drawn(7), await drawn(7))
      assert.ok(new Set(await Promise.all(upTo(12).map(drawn))).size > 1)
    })

    it('AL-15 never goes over the cap, though fifty visitors come at once to two servers', async () => {
      const world = await inWorld({ agents: { ann: {}, ben: {} }, allocation: { cap: 5, whenNoneCanReceive: 'queue' } })
      await Promise.all(upTo(50).map((n) => come(world, `v${n}`, { store: n % 2 ? store : other })))
      const all = await conversationsOf(world)
      const heldBy = (name: string) => all.filter(({ head, agent_id }) => head.state.status === 'held' && agent_id === world.agentId(name)).length
      assert.deepEqual([all.length, heldBy('ann'), heldBy('ben')], [50, 5, 5])
      assert.equal(all.filter(({ head }) => head.state.status === 'waiting').length, 40)
    })

    it('AL-16 a place is free again as soon as a conversation has ended', async () => {
      const world = await inWorld({ allocation: { cap: 1, whenNoneCanReceive: 'queue' } })
      await come(world, 'v1')
      await leave(world, 'v1')
      await come(world, 'v2')
      assert.equal(await holder(world, 'v2'), 'ann')
    })

    describe('those who wait (AL-11)', () => {
      const oneAgent: WorldOptions = { allocation: { cap: 1, whenNoneCanReceive: 'queue' } }

      it('AL-11 are served in the order of coming, one for each free place', async () => {
        const world = await inWorld(oneAgent)
        for (const n of upTo(3)) await come(world, `v${n}`, { now: NOW + n })
        assert.equal((await serve(world)).kind, 'nobody')
        await leave(world, 'v0')
        const served = await serve(world)
        assert.ok(served.kind === 'served')
        assert.equal(served.change.conversationId, world.conversationId('v1'))
        assert.partialDeepStrictEqual(served.change, { isWaiting: false, agentId: world.agentId('ann'), previousAgentId: null })
        assert.deepEqual(served.change.appended.events.map(({ type }) => type), ['assigned'])
        assert.equal((await serve(world)).kind, 'nobody')
        assert.deepEqual((await traces(world, 'v1')).map(({ decision }) => decision), ['queue', 'assign'])
      })

      it('AL-11 come before a newcomer who asks in the instant in which a place frees, and are looked at right after', async () => {
        const world = await inWorld(oneAgent)
        for (const n of upTo(2)) await come(world, `v${n}`, { now: NOW + n })
        await leave(world, 'v0')
        await come(world, 'newcomer', { now: NOW + 9 })
        assert.equal((await traces(world, 'newcomer'))[0]?.step, 'AL-11')
        const due = await query(store, db.selectFrom('deadlines').selectAll().where('workspace_id', '=', world.workspaceId).where('kind', '=', 'waiting-served'))
        assert.partialDeepStrictEqual(due, [{ subject: world.workspaceId, due_at: NOW + 9, claimed_until: 0 }])
        await serve(world)
        assert.deepEqual([await holder(world, 'v1'), await holder(world, 'newcomer')], ['ann', 'waiting'])
      })

      it('AL-11 are not held up by one before them who waits for somebody busy', async () => {
        const world = await inWorld({ agents: { ann: {}, ben: {} }, allocation: { cap: 1, whenNoneCanReceive: 'queue' } })
        const toBen = await world.addComponent('ben', { kind: 'group', groupId: await world.addGroup('Tours', ['ben']) })
        const toAnn = await world.addComponent('ann', { kind: 'group', groupId: await world.addGroup('Bills', ['ann']) })
        await come(world, 'a0', { component: toAnn })
        await come(world, 'b0', { component: toBen })
        await come(world, 'a1', { component: toAnn, now: NOW + 1 })
        await come(world, 'b1', { component: toBen, now: NOW + 2 })
        await leave(world, 'b0')
        await serve(world)
        assert.deepEqual([await holder(world, 'a1'), await holder(world, 'b1')], ['waiting', 'ben'])
      })

      it('AL-8 AL-11 are served by the main group where theirs is gone, and hold up nobody', async () => {
        const world = await inWorld({ agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
        const groupId = await world.addGroup('Tours', ['ann'])
        const tours = await world.addComponent('tours', { kind: 'group', groupId })
        await come(world, 'a0', { component: tours })
        await come(world, 'b0', { now: NOW + 1 })
        // As if it had begun in the very instant in which the group was deleted.
        await query(store, db.updateTable('groups').set({ deleted_at: NOW }).where('id', '=', groupId))
        await world.setAgent('ann', { is_accepting: 1 })
        for (let n = 0; n < 2; n += 1) assert.equal((await serve(world)).kind, 'served')
        assert.deepEqual([await holder(world, 'a0'), await holder(world, 'b0')], ['ann', 'ann'])
      })

      it('AL-15 are each served once by two servers at the same time, and nobody goes over the cap', async () => {
        const world = await inWorld({ agents: { ann: { is_online: 0 }, ben: { is_online: 0 } }, allocation: { cap: 6, whenNoneCanReceive: 'queue' } })
        for (const n of upTo(20)) await come(world, `v${n}`, { now: NOW + n })
        for (const name of ['ann', 'ben']) await world.setAgent(name, { is_online: 1 })
        const served: ConversationId[] = []
        const serveAll = async (through: Store): Promise<void> => {
          for (let result = await serve(world, through); result.kind !== 'nobody'; result = await serve(world, through)) {
            if (result.kind === 'served') served.push(result.change.conversationId)
          }
        }
        await Promise.all([store, other, store, other].map(serveAll))
        assert.deepEqual(served.toSorted(), upTo(12).map((n) => world.conversationId(`v${n}`)).toSorted())
        const holders = await Promise.all(upTo(20).map((n) => holder(world, `v${n}`)))
        assert.deepEqual(['ann', 'ben', 'waiting'].map((who) => holders.filter((name) => name === who).length), [6, 6, 8])
      })

      it('AL-15 do not push an agent over the cap whom a newcomer of another group takes in the same instant', async () => {
        for (const round of upTo(10)) {
          const world = await inWorld(oneAgent)
          const component = await world.addComponent('tours', { kind: 'group', groupId: await world.addGroup('Tours', ['ann']) })
          for (const n of upTo(2)) await come(world, `v${n}`, { now: NOW + n })
          await leave(world, 'v0')
          await Promise.all([serve(world), come(world, 'newcomer', { component, store: other })])
          const holders = await Promise.all(['v1', 'newcomer'].map((name) => holder(world, name)))
          assert.deepEqual(holders.toSorted(), ['ann', 'waiting'], `round ${round}`)
        }
      })

      it('AL-15 of another workspace are left alone', async () => {
        const [world, foreign] = [await inWorld(oneAgent), await inWorld(oneAgent)]
        for (const n of upTo(2)) await come(foreign, `v${n}`)
        await leave(foreign, 'v0')
        assert.equal((await serve(world)).kind, 'nobody')
        assert.equal(await holder(foreign, 'v1'), 'waiting')
      })

      it('AL-11 are served by the service until there is nobody for them, and every change is told once', async () => {
        const world = await inWorld({ agents: { ann: { is_online: 0 } }, allocation: { cap: 3, whenNoneCanReceive: 'queue' } })
        for (const n of upTo(5)) await come(world, `v${n}`, { now: NOW + n })
        await world.setAgent('ann', { is_online: 1 })
        const told: Change[] = []
        const service = createAllocationService({ store, now: () => NOW, randomSeed: () => 1, tell: (change) => told.push(change), agentPaused: assert.fail })
        await Promise.all([service.serve(world.workspaceId), service.serve(world.workspaceId)])
        assert.deepEqual(told.map(({ conversationId }) => conversationId), upTo(3).map((n) => world.conversationId(`v${n}`)))
        await leave(world, 'v0')
        await service.serveAll()
        assert.equal(await holder(world, 'v3'), 'ann')
      })
    })

    describe('groups', () => {
      const create = (world: World, input: { name?: string; agents?: readonly string[]; isMain?: boolean }) =>
        store.run(createGroup, {
          id: `${world.name}-new` as GroupId,
          workspaceId: world.workspaceId,
          name: input.name ?? 'New',
          agentIds: (input.agents ?? ['ann']).map(world.agentId),
          now: NOW,
          ...(input.isMain && { isMain: true }),
        })

      it('AL-6 are made with a name, agents and a way of sharing out of their own', async () => {
        const world = await inWorld({ agents: { ann: {}, ben: {} } })
        const id = `${world.name}-tours` as GroupId
        const agentIds = ['ann', 'ben'].map(world.agentId)
        const made = await store.run(createGroup, { id, workspaceId: world.workspaceId, name: '旅行', agentIds, allocation: { sharing: 'number' }, now: NOW })
        assert.deepEqual(made, { ok: true, value: { id, name: '旅行', isMain: false, agentIds, allocation: { ownerFirst: false, skills: [], sharing: 'number' }, revision: 0 } })
        assert.deepEqual((await store.run(readGroups, { workspaceId: world.workspaceId })).slice(1), made.ok ? [made.value] : [])
      })

      for (const [sentence, field, input] of [
        ['too long a name', 'name', { name: 'x'.repeat(21) }],
        ['nobody in it', 'agentIds', { agents: [] }],
        ['somebody who is no member', 'agentIds.1', { agents: ['ann', 'nobody'] }],
        ['a second main group', 'isMain', { isMain: true }],
      ] as const) {
        it(`AL-6 are refused with ${sentence}`, async () => {
          const world = await inWorld()
          assert.partialDeepStrictEqual(await create(world, input), { ok: false, field })
          assert.equal((await store.run(readGroups, { workspaceId: world.workspaceId })).length, 1)
        })
      }
    })
  })
}
