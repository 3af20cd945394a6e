import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GroupDeletion, GroupDraft, GroupId } from '@foyer/sdk/protocol'
import { endConversation } from '../conversations/store.ts'
import { readInbox } from '../desk/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { deleteGroup, readGroupDependents } from './deletion.ts'
import { changeGroup, readGroups } from './store.ts'


for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Groups on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    const groupsOf = ({ workspaceId }: World) => store.run(readGroups, { workspaceId })
    const change = (world: World, id: GroupId, draft: Partial<GroupDraft>, revision = 0) =>
      store.run(changeGroup, {
        workspaceId: world.workspaceId,
        id,
        now: NOW,
        change: { revision, draft: { name: 'Tours', agentIds: [world.agentId('ann')], rules: { ownerFirst: false, skills: [] }, ...draft } },
      })
    const remove = (world: World, id: GroupId, deletion: Partial<GroupDeletion> = {}) =>
      store.run(deleteGroup, { workspaceId: world.workspaceId, id, deletion: { revision: 0, ...deletion }, by: world.agentId('ann'), now: NOW })
    const settingsOf = async ({ workspaceId }: World): Promise<Record<string, unknown>> =>
      JSON.parse((await query(store, db.selectFrom('workspaces').select('settings').where('id', '=', workspaceId)))[0]!.settings) as Record<string, unknown>

    it('AL-6 are changed as a whole, and say who came and who left', async () => {
      const world = await createWorld(store, { agents: { ann: {}, ben: {}, cem: {} } })
      const [ann, ben, cem] = ['ann', 'ben', 'cem'].map(world.agentId) as [never, never, never]
      const id = await world.addGroup('Old', ['ann', 'ben'])
      const rules = { sharing: 'number', ownerFirst: true, overdue: { minutes: 3, notice: 'One moment' }, skills: ['French'] } as const
      const changed = value(await change(world, id, { name: 'New', agentIds: [cem, ann], rules }))
      assert.deepEqual([changed.joined, changed.left], [[cem], [ben]])
      const kept = (await groupsOf(world)).find((group) => group.id === id)
      assert.deepEqual(kept, { id, name: 'New', isMain: false, agentIds: [ann, cem], allocation: rules, revision: 1 })
      assert.deepEqual(kept, changed.group)
    })

    it('AL-6 are not overwritten by whoever has not seen the last change', async () => {
      const world = await createWorld(store)
      const id = await world.addGroup('Tours', ['ann'])
      value(await change(world, id, { name: 'One' }))
      assert.partialDeepStrictEqual(await change(world, id, { name: 'Two' }), { ok: false, code: 'changed_meanwhile' })
      assert.equal((await groupsOf(world))[1]?.name, 'One')
    })

    it('AL-6 keep who was disabled, and take in nobody who is', async () => {
      const world = await createWorld(store, { agents: { ann: {}, ben: {}, cem: { is_disabled: 1 } } })
      const id = await world.addGroup('Tours', ['ann', 'ben'])
      await world.setAgent('ben', { is_disabled: 1 })
      value(await change(world, id, { agentIds: ['ann', 'ben'].map(world.agentId) }))
      assert.partialDeepStrictEqual(await change(world, id, { agentIds: ['ann', 'cem'].map(world.agentId) }, 1), { ok: false, code: 'receiver_gone', field: 'agentIds.1' })
    })

    it('AL-7 the main one cannot be deleted, and may be changed', async () => {
      const world = await createWorld(store)
      assert.partialDeepStrictEqual(await remove(world, world.mainGroupId), { ok: false, code: 'not_allowed' })
      value(await change(world, world.mainGroupId, { name: 'Reception' }))
      assert.deepEqual((await groupsOf(world)).map(({ name, isMain }) => [name, isMain]), [['Reception', true]])
    })

    it('AL-8 one that nothing leads to is deleted without a word', async () => {
      const world = await createWorld(store)
      const id = await world.addGroup('Unused', ['ann'])
      assert.deepEqual(value(await remove(world, id)), {
        group: { id, name: 'Unused', isMain: false, agentIds: [world.agentId('ann')], allocation: { ownerFirst: false, skills: [] }, revision: 0 },
        sites: [],
        conversations: [],
        agentIds: [],
      })
      assert.deepEqual((await groupsOf(world)).map(({ name }) => name), ['Main'])
      assert.partialDeepStrictEqual(await remove(world, id), { ok: false, code: 'not_found' })
    })

    /** A group that a component, a rule, a reply, a bot and two open conversations lead to, and one that has ended came by. */
    async function inUse() {
      const world = await createWorld(store, { agents: { ann: {}, ben: { is_online: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
      const [old, to] = [await world.addGroup('Old', ['ben']), await world.addGroup('Next', ['ann', 'ben'])]
      const componentId = await world.addComponent('button', { kind: 'group', groupId: old })
      const leadsTo = { kind: 'group', groupId: old }
      const settings = {
        ...(await settingsOf(world)),
        routing: { revision: 4, rules: [{ name: 'German', isOn: true, conditions: [], groupId: old }] },
      }
      const areas = {
        replies: { rules: [{ name: 'Prices', answer: { parts: [], leadsTo } }] },
        greetings: { groups: { [old]: { online: 'Hello', offline: '' }, [to]: { online: 'Ahoy', offline: '' } } },
      }
      await query(store, db.updateTable('workspaces').set({ settings: JSON.stringify(settings) }).where('id', '=', world.workspaceId))
      for (const visitor of ['ended', 'waiting']) {
        await world.send(await world.visitor(visitor), [world.draft(visitor, { componentId })], { conversation: visitor })
        if (visitor === 'ended') value(await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: world.conversationId(visitor), by: 'visitor', now: NOW }))
      }
      // Only now, for what is kept here says no more than where it leads.
      for (const [name, area] of Object.entries(areas)) await insert(store, 'areas', { workspace_id: world.workspaceId, name, revision: 2, value: JSON.stringify(area) })
      await insert(store, 'bots', { id: `${world.name}-bot`, workspace_id: world.workspaceId, draft: JSON.stringify({ name: 'Bot', groupIds: [old, to] }), secret: 's', revision: 0, created_at: NOW })
      return { world, old, to, componentId }
    }

    it('AL-8 one in use says what leads to it, and is not deleted until it is said where that shall lead', async () => {
      const { world, old, componentId } = await inUse()
      assert.deepEqual(value(await store.run(readGroupDependents, { workspaceId: world.workspaceId, id: old })), {
        components: [{ id: componentId, name: 'button' }],
        rules: [{ name: 'German' }, { name: 'Prices' }, { name: 'Bot' }],
        openConversations: 1,
      })
      assert.partialDeepStrictEqual(await remove(world, old), { ok: false, code: 'required', field: 'leadTo' })
      for (const leadTo of [old, 'nowhere' as GroupId]) assert.partialDeepStrictEqual(await remove(world, old, { leadTo }), { ok: false, code: 'receiver_gone', field: 'leadTo' })
      assert.equal((await groupsOf(world)).length, 3)
    })

    it('AL-8 what led to it leads elsewhere, its open conversations are there, and what has ended keeps its name', async () => {
      const { world, old, to, componentId } = await inUse()
      const { workspaceId } = world
      const gone = value(await remove(world, old, { leadTo: to }))
      assert.deepEqual(gone.sites, [{ siteId: world.siteId, version: 2 }])
      assert.deepEqual(gone.conversations.map(({ conversationId, isQueued }) => [conversationId, isQueued]), [[world.conversationId('waiting'), true]])

      const [component] = await query(store, db.selectFrom('components').select(['receiver', 'revision']).where('id', '=', componentId))
      assert.deepEqual(component, { receiver: JSON.stringify({ kind: 'group', groupId: to }), revision: 2 })
      assert.partialDeepStrictEqual(await settingsOf(world), { routing: { revision: 5, rules: [{ name: 'German', groupId: to }] } })
      const areas = await query(store, db.selectFrom('areas').select(['name', 'revision', 'value']).where('workspace_id', '=', workspaceId).orderBy('name'))
      assert.deepEqual(areas.map(({ name, revision, value: area }) => [name, revision, JSON.parse(area)]), [
        ['greetings', 3, { groups: { [to]: { online: 'Ahoy', offline: '' } } }],
        ['replies', 3, { rules: [{ name: 'Prices', answer: { parts: [], leadsTo: { kind: 'group', groupId: to } } }] }],
      ])
      const [bot] = await query(store, db.selectFrom('bots').select(['draft', 'revision']).where('workspace_id', '=', workspaceId))
      assert.deepEqual(bot, { draft: JSON.stringify({ name: 'Bot', groupIds: [to] }), revision: 1 })

      const entries = await store.run(readInbox, { workspaceId, memberId: world.agentId('ann'), seesAll: true })
      assert.deepEqual(entries.map(({ groupName, head }) => [head.state.status, groupName]).toSorted(), [['ended', 'Old'], ['waiting', 'Next']])
    })

    it('of another workspace is not there', async () => {
      const [world, foreign] = [await createWorld(store), await createWorld(store)]
      const id = await world.addGroup('Mine', ['ann'])
      assert.partialDeepStrictEqual(await remove(foreign, id), { ok: false, code: 'not_found' })
      assert.partialDeepStrictEqual(await change(foreign, id, {}), { ok: false, code: 'not_found' })
      assert.partialDeepStrictEqual(await store.run(readGroupDependents, { workspaceId: foreign.workspaceId, id }), { ok: false, code: 'not_found' })
    })
  })
}
