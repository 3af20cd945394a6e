/** Conversations that an agent begins (IV-7): by the procedure that the desk uses, on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MessageDraft, MessageId, VisitorId } from '@foyer/sdk/protocol'
import { readTraces } from '../desk/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { forgetVisitor } from '../visitors/store.ts'
import { beginByAgent, endConversation, sendAgentMessages } from './store.ts'

const DAY_MS = 24 * 60 * 60_000
const codeOf = (result: { readonly ok: boolean; readonly code?: string }): string => result.code ?? 'ok'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`IV-7 an agent begins a conversation on ${engine}`, () => {
    let store: Store
    let other: Store
    let messages = 0

    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    const draft = (text = 'Can I help you?'): MessageDraft => ({ id: `begin-${(messages += 1)}` as MessageId, parts: [{ type: 'text', text }] })
    interface Options {
      drafts?: readonly MessageDraft[]
      isPresent?: boolean
      seesAll?: boolean
      now?: number
      through?: Store
    }
    const begin = (world: World, agent: string, visitorId: VisitorId, { drafts = [draft()], isPresent = true, seesAll = false, now = NOW, through = store }: Options = {}) =>
      through.run(beginByAgent, {
        workspaceId: world.workspaceId,
        agent: { id: world.agentId(agent), name: agent },
        seesAll,
        visitorId,
        isPresent,
        drafts,
        now,
        newConversationId: world.conversationId(`by-${agent}-${messages}`),
      })
    const conversations = (world: World) =>
      query(store, db.selectFrom('conversations').select(['id', 'agent_id', 'status', 'visitor_unread', 'group_id', 'position']).where('workspace_id', '=', world.workspaceId).orderBy('position'))
    const typesOf = async (id: string) => (await query(store, db.selectFrom('events').select('type').where('conversation_id', '=', id as never).orderBy('seq'))).map(({ type }) => type)

    it('who begins it holds it, over the cap and without allocation, and it waits as unread', async () => {
      const world = await createWorld(store, { agents: { ann: { cap: 1 }, ben: {} } })
      await world.setAgent('ben', { is_accepting: 0 })
      await world.send(await world.visitor('sam'), [world.draft('sam')], { conversation: 'sam' })
      await world.setAgent('ben', { is_accepting: 1 })
      const vera = await world.visitor('vera')
      const begun = await begin(world, 'ann', vera.id)
      assert.ok(begun.ok)
      const { conversationId } = begun.value
      assert.deepEqual(await typesOf(conversationId), ['started', 'assigned', 'message'])
      const row = (await conversations(world)).find(({ id }) => id === conversationId)
      assert.partialDeepStrictEqual(row, { agent_id: world.agentId('ann'), status: 'held', visitor_unread: 1, group_id: world.mainGroupId, position: 1 })
      const started = await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', conversationId).where('seq', '=', 1))
      assert.partialDeepStrictEqual(JSON.parse(started[0]!.body), { type: 'started', by: 'agent' })
      assert.partialDeepStrictEqual(await store.run(readTraces, { workspaceId: world.workspaceId, conversationId }), [{ step: 'IV-7', agentId: world.agentId('ann'), decision: 'assign' }])
    })

    it('a repeat begins nothing more, also after the end', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      const drafts = [draft()]
      const first = await begin(world, 'ann', vera.id, { drafts })
      assert.ok(first.ok)
      const again = await begin(world, 'ann', vera.id, { drafts })
      assert.equal(again.ok && again.value.conversationId, first.value.conversationId)
      await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: first.value.conversationId, by: 'visitor', now: NOW })
      const late = await begin(world, 'ann', vera.id, { drafts })
      assert.equal(late.ok && late.value.conversationId, first.value.conversationId)
      assert.equal((await conversations(world)).length, 1)
    })

    it('in the own open conversation it goes on', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hello')], { conversation: 'talk' })
      const begun = await begin(world, 'ann', vera.id)
      assert.equal(begun.ok && begun.value.conversationId, world.conversationId('talk'))
      assert.deepEqual(await typesOf(world.conversationId('talk')), ['started', 'message', 'assigned', 'message'])
    })

    it('one that waits is taken by an agent of its group, and by whoever sees all', async () => {
      const world = await createWorld(store, { agents: { ann: { is_accepting: 0 }, ben: { is_accepting: 0 } } })
      await world.addAgent('cyd', { is_accepting: 0 })
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hello')], { conversation: 'talk' })
      assert.equal(codeOf(await begin(world, 'cyd', vera.id)), 'conversation_open')
      const taken = await begin(world, 'ben', vera.id)
      assert.equal(taken.ok && taken.value.conversationId, world.conversationId('talk'))
      assert.equal((await conversations(world))[0]?.agent_id, world.agentId('ben'))
    })

    it('a colleague’s open conversation is theirs', async () => {
      const world = await createWorld(store, { agents: { ann: {}, ben: { is_accepting: 0 } } })
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hello')], { conversation: 'talk' })
      assert.equal(codeOf(await begin(world, 'ben', vera.id)), 'conversation_open')
      assert.equal(codeOf(await begin(world, 'ben', vera.id, { seesAll: true })), 'conversation_open')
      assert.deepEqual(await typesOf(world.conversationId('talk')), ['started', 'message', 'assigned'])
    })

    it('of several who begin at once one does, and the others are told', async () => {
      const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
      const vera = await world.visitor('vera')
      const codes = (await Promise.all([begin(world, 'ann', vera.id), begin(world, 'ben', vera.id, { through: other })])).map(codeOf)
      assert.deepEqual(codes.toSorted(), ['conversation_open', 'ok'])
      assert.equal((await conversations(world)).length, 1)
    })

    it('whoever has left can be written to for as long as they can be reached, whoever is there always', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      const late = NOW + 400 * DAY_MS
      assert.equal(codeOf(await begin(world, 'ann', vera.id, { isPresent: false, now: late })), 'out_of_reach')
      assert.equal(codeOf(await begin(world, 'ann', vera.id, { isPresent: false, now: NOW + DAY_MS })), 'ok')
      const sam = await world.visitor('sam')
      assert.equal(codeOf(await begin(world, 'ann', sam.id, { now: late })), 'ok')
    })

    it('nobody begins with who is blocked, let go, or another workspace’s', async () => {
      const world = await createWorld(store)
      const elsewhere = await createWorld(store)
      const [vera, sam, strange] = [await world.visitor('vera'), await world.visitor('sam'), await elsewhere.visitor('x')]
      await query(store, db.updateTable('visitors').set({ is_blocked: 1 }).where('id', '=', vera.id))
      await store.run(forgetVisitor, { visitorId: sam.id })
      assert.deepEqual([codeOf(await begin(world, 'ann', vera.id)), codeOf(await begin(world, 'ann', sam.id)), codeOf(await begin(world, 'ann', strange.id))], ['visitor_blocked', 'not_found', 'not_found'])
      assert.equal((await conversations(world)).length, 0)
    })

    it('what cannot be sent begins nothing', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      const gone = { id: 'begin-gone' as MessageId, parts: [{ type: 'file', file: { id: 'gone', name: 'a', type: 'b', size: 1 } }] } as unknown as MessageDraft
      assert.equal(codeOf(await begin(world, 'ann', vera.id, { drafts: [gone] })), 'file_gone')
      assert.equal((await conversations(world)).length, 0)
    })

    it('CW-12 an answer after the end is still told as that', async () => {
      const world = await createWorld(store)
      const vera = await world.visitor('vera')
      const begun = await begin(world, 'ann', vera.id)
      assert.ok(begun.ok)
      const { conversationId } = begun.value
      await store.run(endConversation, { workspaceId: world.workspaceId, conversationId, by: 'visitor', now: NOW })
      const next = world.conversationId('next')
      await store.run(sendAgentMessages, { workspaceId: world.workspaceId, agent: { id: world.agentId('ann'), name: 'ann' }, seesAll: false, conversationId, drafts: [draft()], now: NOW, newConversationId: next })
      assert.partialDeepStrictEqual(await store.run(readTraces, { workspaceId: world.workspaceId, conversationId: next }), [{ step: 'CW-12' }])
    })
  })
}
