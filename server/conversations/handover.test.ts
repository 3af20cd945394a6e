/** Handing over in its three ways, taking over, and whispering (AL-14), on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { AllocationRules, ConversationHead, ConversationId, Happening, LogEvent, MemberId, MessageId, Receiver, Result } from '@foyer/sdk/protocol'
import { readInbox, readHandoverChoices, readTraces } from '../desk/store.ts'
import { claimDeadlines } from '../deadlines/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import type { Change } from './change.ts'
import { appendedForVisitor, headForVisitor } from './faces.ts'
import { syncConversation } from './reading.ts'
import { endConversation, sendAgentMessages, setMark } from './store.ts'
import { answerAtDesk, answerTransfer, askTransfer, expireTransfer, reassign, withdrawTransfer } from './transfer.ts'
import { whisper } from './whisper.ts'

const codeOf = (result: { readonly ok: boolean; readonly code?: string }): string => result.code ?? 'ok'
let ids = 0
const newId = () => `m-${(ids += 1)}` as MessageId

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Handing over on ${engine}`, () => {
    let store: Store
    let other: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    /** Vera talks with Ann; Ben and Cem are there too, and both make up the group of tours. */
    async function talk(handover: AllocationRules['handover'], colleagues: Parameters<typeof createWorld>[1] = {}) {
      const world = await createWorld(store, { agents: { ann: {}, ben: { last_assigned_at: NOW - 2 }, cem: { last_assigned_at: NOW - 1 }, ...colleagues.agents }, allocation: { handover } })
      const tours = await world.addGroup('Tours', ['ben', 'cem'])
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hello')], { conversation: 'talk' })
      const id = world.conversationId('talk')
      assert.equal(holderOf(await headOf(id)), world.agentId('ann'))
      return { world, vera, id, tours: { kind: 'group', groupId: tours } as const }
    }
    const face = (world: World, name: string) => ({ id: world.agentId(name), name })
    const to = (world: World, name: string): Receiver => ({ kind: 'agent', agentId: world.agentId(name) })
    const headOf = async (id: ConversationId): Promise<ConversationHead> => {
      const delta = await store.run(syncConversation, { workspaceId: id.split('-')[0] as never, conversationId: id, seq: 0 })
      assert.ok(delta.ok)
      return delta.value.whole!.head
    }
    const eventsOf = async (id: ConversationId): Promise<readonly LogEvent[]> =>
      (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(({ body }) => JSON.parse(body) as LogEvent)
    const lastOf = async (id: ConversationId, count: number) => (await eventsOf(id)).slice(-count)
    const holderOf = ({ state }: ConversationHead): MemberId | undefined => (state.status === 'held' ? state.agent.id : undefined)
    const ask = (world: World, id: ConversationId, receiver: Receiver, said: { note?: string; brief?: string } = {}, now = NOW) =>
      store.run(askTransfer, { workspaceId: world.workspaceId, conversationId: id, member: face(world, 'ann'), to: receiver, ...said, now, newIds: { note: newId(), brief: newId() } })
    const answer = (world: World, id: ConversationId, name: string, isAccepted: boolean, { now = NOW, through = store } = {}): Promise<Result<Change>> =>
      through.run(answerAtDesk, { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId(name), isAccepted, now, newNoteId: newId() })
    const give = (world: World, id: ConversationId, by: string, receiver: Receiver, brief?: string) =>
      store.run(reassign, { workspaceId: world.workspaceId, conversationId: id, by: face(world, by), to: receiver, ...(brief !== undefined && { brief }), now: NOW, newBriefId: newId() })
    const sees = async (world: World, name: string, id: ConversationId): Promise<boolean> =>
      (await store.run(readInbox, { workspaceId: world.workspaceId, memberId: world.agentId(name), seesAll: false })).some(({ head }) => head.id === id)
    const groupOf = async (id: ConversationId) => (await query(store, db.selectFrom('conversations').select('group_id').where('id', '=', id)))[0]!.group_id
    const asked = async (id: ConversationId) => (await query(store, db.selectFrom('transfer_asked').select('member_id').where('conversation_id', '=', id).orderBy('member_id'))).map(({ member_id }) => member_id)

    it('AL-14 goes at once where nobody is asked, with the note as a message that answers nothing, and the brief as a whisper', async () => {
      const { world, id } = await talk('at-once')
      const moved = await ask(world, id, to(world, 'ben'), { note: ' Ben knows ', brief: ' Be kind ' })
      assert.ok(moved.ok && moved.value)
      assert.deepEqual([moved.value.previousAgentId, moved.value.agentId], [world.agentId('ann'), world.agentId('ben')])
      assert.partialDeepStrictEqual(await lastOf(id, 3), [
        { type: 'whispered', by: { id: world.agentId('ann') }, text: 'Be kind' },
        { type: 'message', from: { kind: 'agent', id: world.agentId('ann') }, parts: [{ type: 'text', text: 'Ben knows' }], automatic: 'handover' },
        { type: 'assigned', agent: { id: world.agentId('ben') }, previous: world.agentId('ann'), reason: 'handed-over' },
      ])
      const head = await headOf(id)
      assert.equal(head.awaitingAgentSince, NOW, 'the visitor waits for an answer still')
      assert.equal(head.isAnswered, undefined)
      assert.equal((await query(store, db.selectFrom('facts').select('kind').where('conversation_id', '=', id).where('kind', '=', 'conversation-transferred'))).length, 1)
      assert.equal((await store.run(readTraces, { workspaceId: world.workspaceId, conversationId: id })).at(-1)?.step, 'AL-14')
      assert.equal(codeOf(await ask(world, id, to(world, 'ben'))), 'conversation_held_elsewhere')
    })

    it('AL-14 stays until the colleague accepts, who sees it meanwhile, and nobody else does', async () => {
      const { world, vera, id } = await talk('colleague')
      assert.equal(codeOf(await ask(world, id, to(world, 'ben'), { note: 'Ben knows', brief: 'Be kind' })), 'ok')
      assert.equal(holderOf(await headOf(id)), world.agentId('ann'))
      assert.deepEqual([await sees(world, 'ben', id), await sees(world, 'cem', id)], [true, false])
      assert.equal(codeOf(await store.run(answerTransfer, { visitor: vera, conversationId: id, isAccepted: true, now: NOW })), 'transfer_over', 'it is no question for the visitor')
      assert.equal(codeOf(await answer(world, id, 'cem', true)), 'transfer_over')

      const moved = await answer(world, id, 'ben', true)
      assert.ok(moved.ok)
      assert.deepEqual(moved.value.unasked, [world.agentId('ben')])
      assert.partialDeepStrictEqual(await lastOf(id, 3), [{ type: 'transfer-answered', answer: 'accepted', asks: 'agent' }, { type: 'message', automatic: 'handover' }, { type: 'assigned', reason: 'handed-over' }])
      assert.equal(holderOf(await headOf(id)), world.agentId('ben'))
      assert.deepEqual(await asked(id), [])
      assert.equal((await store.run(claimDeadlines, { kinds: ['transfer-expired'], now: NOW + 1e9, claimMs: 1, most: 500 })).some(({ subject }) => subject === id), false)
    })

    it('AL-14 tells the colleague what is said anew where the same question is asked again, and nothing twice', async () => {
      const { world, id } = await talk('colleague')
      const words = ['Be kind', 'Be kind', 'They wait since Monday', 'They wait since Monday']
      for (const brief of words) assert.equal(codeOf(await ask(world, id, to(world, 'ben'), { brief })), 'ok')
      assert.equal(codeOf(await ask(world, id, to(world, 'ben'))), 'ok')
      const after = (await eventsOf(id)).filter(({ type }) => type === 'whispered' || type.startsWith('transfer'))
      assert.partialDeepStrictEqual(after, [{ text: 'Be kind' }, { type: 'transfer-asked' }, { text: 'They wait since Monday' }])
      assert.equal(after.length, 3)
    })

    it('AL-14 comes back when the colleague declines, or says nothing for two minutes, or it is called off', async () => {
      const { world, id } = await talk('colleague')
      await ask(world, id, to(world, 'ben'))
      assert.equal(codeOf(await answer(world, id, 'ben', false)), 'ok')
      assert.equal(await sees(world, 'ben', id), false)
      assert.partialDeepStrictEqual(await lastOf(id, 1), [{ answer: 'declined', asks: 'agent' }])

      await ask(world, id, to(world, 'ben'))
      const deadline = (await store.run(claimDeadlines, { kinds: ['transfer-expired'], now: NOW + 120_000, claimMs: 1_000, most: 500 })).find(({ subject }) => subject === id)!
      assert.equal(codeOf(await answer(world, id, 'ben', true, { now: NOW + 120_000 })), 'transfer_over')
      const expired = await store.run(expireTransfer, { deadline, now: NOW + 120_000 })
      assert.deepEqual(expired?.unasked, [world.agentId('ben')])
      assert.partialDeepStrictEqual(await lastOf(id, 1), [{ answer: 'expired', asks: 'agent' }])

      await ask(world, id, to(world, 'ben'), {}, NOW + 130_000)
      await store.run(withdrawTransfer, { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId('ann'), now: NOW + 130_000 })
      assert.deepEqual([await asked(id), holderOf(await headOf(id))], [[], world.agentId('ann')])
    })

    it('AL-14 asks all of a group who can receive; the first who accepts has it, and it counts to that group', async () => {
      const { world, id, tours } = await talk('colleague')
      await ask(world, id, tours)
      assert.partialDeepStrictEqual((await headOf(id)).transfer, { to: { groupId: tours.groupId, name: 'Tours' }, asks: 'agent' })
      assert.deepEqual(await asked(id), [world.agentId('ben'), world.agentId('cem')])
      const [first, second] = await Promise.all([answer(world, id, 'ben', true), answer(world, id, 'cem', true, { through: other })])
      assert.deepEqual([codeOf(first), codeOf(second)].toSorted(), ['ok', 'transfer_over'])
      assert.equal((await eventsOf(id)).filter(({ type }) => type === 'assigned').length, 2)
      assert.equal(await groupOf(id), tours.groupId)
    })

    it('AL-14 stays open to the others of a group while one declines, and closes with the last', async () => {
      const { world, id, tours } = await talk('colleague')
      await ask(world, id, tours)
      const one = await answer(world, id, 'ben', false)
      assert.ok(one.ok)
      assert.deepEqual([one.value.appended.events, one.value.unasked], [[], [world.agentId('ben')]])
      assert.deepEqual([await sees(world, 'ben', id), await sees(world, 'cem', id)], [false, true])
      assert.equal(codeOf(await answer(world, id, 'ben', true)), 'transfer_over')
      await answer(world, id, 'cem', false)
      assert.partialDeepStrictEqual(await lastOf(id, 1), [{ answer: 'declined' }])
    })

    for (const handover of ['visitor', 'at-once'] as const) {
      it(`AL-14 of a group goes to whom step 5 of the rule names, where the way is ${handover}`, async () => {
        const { world, vera, id, tours } = await talk(handover, { agents: { ben: { is_accepting: 0 } } })
        assert.equal(codeOf(await ask(world, id, tours)), 'ok')
        if (handover === 'visitor') assert.equal(codeOf(await store.run(answerTransfer, { visitor: vera, conversationId: id, isAccepted: true, now: NOW })), 'ok')
        assert.deepEqual([holderOf(await headOf(id)), await groupOf(id)], [world.agentId('cem'), tours.groupId])
      })
    }

    it('AL-14 AL-15 of a group whose agents are all at the cap goes to whom one place more would leave the freest', async () => {
      const { world, id, tours } = await talk('at-once')
      for (const name of ['ann', 'ben', 'cem']) await world.setAgent(name, { cap: 1 })
      for (const name of ['walt', 'xena']) await world.send(await world.visitor(name), [world.draft(name)], { conversation: name })
      await world.setAgent('cem', { cap: 2 })
      await world.send(await world.visitor('yves'), [world.draft('yves')], { conversation: 'yves' })
      assert.equal(codeOf(await ask(world, id, tours)), 'ok')
      assert.deepEqual([holderOf(await headOf(id)), await groupOf(id)], [world.agentId('ben'), tours.groupId])
    })

    for (const handover of ['visitor', 'colleague', 'at-once'] as const) {
      it(`AL-14 is refused with its field if nobody may receive, where the way is ${handover}`, async () => {
        const { world, id, tours } = await talk(handover, { agents: { ben: { is_accepting: 0 }, cem: { is_present: 0 } } })
        for (const receiver of [tours, to(world, 'ben'), to(world, 'cem'), to(world, 'ann'), { kind: 'group', groupId: 'none' as never } as const]) {
          assert.partialDeepStrictEqual(await ask(world, id, receiver), { ok: false, code: 'transfer_impossible', field: 'to' })
        }
        assert.equal((await headOf(id)).transfer, undefined)
      })
    }

    it('AL-14 lets a supervisor take over what others hold, over a question that is open, and give it away', async () => {
      const { world, id, tours } = await talk('colleague', { agents: { olga: { role: 'owner', is_accepting: 0, is_online: 0 } } })
      await ask(world, id, to(world, 'ben'))
      const taken = await give(world, id, 'olga', to(world, 'olga'), 'I know her')
      assert.ok(taken.ok)
      assert.deepEqual(taken.value?.unasked, [world.agentId('ben')])
      assert.partialDeepStrictEqual(await lastOf(id, 3), [{ type: 'transfer-answered', answer: 'withdrawn', asks: 'agent' }, { type: 'whispered', text: 'I know her' }, { type: 'assigned', reason: 'taken-over', previous: world.agentId('ann') }])
      assert.deepEqual(await give(world, id, 'olga', to(world, 'olga')), { ok: true, value: null }, 'a repeat is harmless')

      assert.equal(codeOf(await give(world, id, 'olga', tours)), 'ok')
      assert.equal(holderOf(await headOf(id)), world.agentId('ben'))
      assert.partialDeepStrictEqual(await lastOf(id, 1), [{ reason: 'handed-over' }])
      await world.setAgent('ann', { is_accepting: 0 })
      assert.partialDeepStrictEqual(await give(world, id, 'olga', to(world, 'ann')), { code: 'transfer_impossible', field: 'to' })
      await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: id, by: 'agent', now: NOW })
      assert.equal(codeOf(await give(world, id, 'olga', to(world, 'olga'))), 'conversation_ended')
    })

    it('AL-14 lets a supervisor take who waits out of the queue', async () => {
      const world = await createWorld(store, { agents: { ann: { is_accepting: 0 }, olga: { role: 'owner', is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
      await world.send(await world.visitor('vera'), [world.draft('hello')], { conversation: 'talk' })
      const taken = await give(world, world.conversationId('talk'), 'olga', to(world, 'olga'))
      assert.partialDeepStrictEqual(taken, { ok: true, value: { queue: 'left', groupId: world.mainGroupId, agentId: world.agentId('olga'), previousAgentId: null } })
    })

    it('AL-14 keeps a whisper once, of the holder and of supervisors, unread to nobody', async () => {
      const { world, id } = await talk('visitor')
      const say = (name: string, seesAll: boolean, whisperId: MessageId) =>
        store.run(whisper, { workspaceId: world.workspaceId, conversationId: id, by: face(world, name), seesAll, id: whisperId, text: 'Only us', now: NOW })
      const before = await headOf(id)
      const once = newId()
      assert.deepEqual([codeOf(await say('ann', false, once)), codeOf(await say('ann', false, once)), codeOf(await say('ben', false, newId())), codeOf(await say('ben', true, newId()))], ['ok', 'ok', 'conversation_held_elsewhere', 'ok'])
      assert.equal((await eventsOf(id)).filter(({ type }) => type === 'whispered').length, 2)
      assert.deepEqual(await headOf(id), { ...before, seq: before.seq + 2 })
    })

    it('AL-14 tells which groups there are to hand over to, and who is asked first', async () => {
      const { world, tours } = await talk('at-once')
      const choices = await store.run(readHandoverChoices, { workspaceId: world.workspaceId })
      assert.equal(choices.asks, 'nobody')
      assert.deepEqual(choices.groups.map(({ id, agentIds }) => [id, agentIds.length]), [[world.mainGroupId, 3], [tours.groupId, 2]])
    })

    it('AL-14 leaves for the visitor without a word of what agents say and ask: the fold of it is what is fetched', async () => {
      for (const handover of ['visitor', 'colleague', 'at-once'] as const) {
        const { world, vera, id, tours } = await talk(handover)
        const stages: (() => Promise<unknown>)[] = [
          () => ask(world, id, tours, { note: 'The tours', brief: 'secret brief' }),
          () => store.run(whisper, { workspaceId: world.workspaceId, conversationId: id, by: face(world, 'ben'), seesAll: true, id: newId(), text: 'secret whisper', now: NOW }),
          () => answer(world, id, 'ben', false),
          () => answer(world, id, 'cem', true),
          () => store.run(answerTransfer, { visitor: vera, conversationId: id, isAccepted: true, now: NOW }),
          () => give(world, id, 'ann', to(world, 'ann'), 'secret back'),
          () => store.run(sendAgentMessages, { workspaceId: world.workspaceId, agent: face(world, 'ann'), seesAll: false, conversationId: id, drafts: [{ id: newId(), parts: [{ type: 'text', text: 'Hello again' }] }], now: NOW, newConversationId: 'none' as ConversationId }),
          () => ask(world, id, to(world, 'cem'), { brief: 'secret again' }),
          () => store.run(setMark, { workspaceId: world.workspaceId, conversationId: id, threadId: vera.threadId, side: 'visitor', delivered: 4, read: 4, now: NOW }),
          () => store.run(endConversation, { workspaceId: world.workspaceId, conversationId: id, by: 'agent', now: NOW }),
        ]
        for (const [stage, run] of stages.entries()) {
          await run()
          const left = appendedForVisitor({ conversationId: id, events: await eventsOf(id) })
          assert.deepEqual(foldEvents(emptyHead(id), left.events), headForVisitor(await headOf(id)), `${handover}, stage ${stage}`)
          assert.doesNotMatch(JSON.stringify(left), /secret|asks|reason":"(handed|taken)/)
        }
      }
    })
  })
}

describe('What leaves for a visitor', () => {
  const ANN = { id: 'ann' as MemberId, name: 'Ann', shownAs: { name: 'The shop' } }
  const happenings: readonly Happening[] = [
    { type: 'assigned', agent: ANN, previous: 'ben' as MemberId, reason: 'overdue' },
    { type: 'whispered', id: 'm' as MessageId, by: ANN, text: 'secret' },
    { type: 'transfer-asked', to: { groupId: 'g' as never, name: 'Tours' }, asks: 'agent', note: 'secret', expiresAt: 9 },
    { type: 'transfer-answered', answer: 'declined', asks: 'agent' },
    { type: 'message', id: 'n' as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: 'Hello' }] },
    { type: 'transfer-asked', to: ANN, note: 'Ann knows', expiresAt: 9 },
    { type: 'transfer-answered', answer: 'expired' },
    { type: 'ended', by: 'agent' },
  ]

  it('AL-14 folds to what is fetched, in whatever order things happen', () => {
    const random = (seed: number) => () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
    for (let seed = 1; seed <= 500; seed += 1) {
      const next = random(seed)
      const id = 'talk' as ConversationId
      const open = { transfer: undefined as 'agent' | 'visitor' | undefined }
      const events: LogEvent[] = [{ type: 'started', by: 'visitor', position: 1, seq: 1, at: 1 }]
      for (let step = 0; step < 12; step += 1) {
        const happening = happenings[Math.floor(next() * happenings.length)]!
        // As the server does it: a question is closed by its own kind of answer before another one opens.
        const isAsk = happening.type === 'transfer-asked'
        if (happening.type === 'transfer-answered' && open.transfer !== (happening.asks ?? 'visitor')) continue
        if (isAsk && open.transfer) continue
        open.transfer = isAsk ? (happening.asks ?? 'visitor') : ['transfer-answered', 'assigned', 'ended'].includes(happening.type) ? undefined : open.transfer
        events.push({ ...happening, seq: events.length + 1, at: step })
        const left = appendedForVisitor({ conversationId: id, events })
        assert.deepEqual(foldEvents(emptyHead(id), left.events), headForVisitor(foldEvents(emptyHead(id), events)), `seed ${seed}, step ${step}`)
        assert.deepEqual(left.events.map(({ seq }) => seq), events.map(({ seq }) => seq))
        assert.doesNotMatch(JSON.stringify(left), /secret|"ann"|"ben"/)
      }
    }
  })
})
