import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AgentState, AllocationRules, AllocationTrace, GroupDraft, GroupRules, LogEvent, MemberId, MessageId, RoutingRule } from '@foyer/sdk/protocol'
import { read } from '../conversations/log.ts'
import type { Conversation } from '../conversations/log.ts'
import { readStanding } from '../conversations/standing.ts'
import { checkSilence, endConversation, sendAgentMessages, setMark } from '../conversations/store.ts'
import type { Change } from '../conversations/store.ts'
import { CLAIM_MS } from '../deadlines/service.ts'
import { claimDeadlines, finishDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline, DeadlineKind } from '../deadlines/store.ts'
import { readTraces } from '../desk/store.ts'
import { deleteGroup } from '../groups/deletion.ts'
import { changeGroup, readGroups } from '../groups/store.ts'
import { agentGone, deskConnected, deskGone, setSwitches } from '../members/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World, WorldOptions } from '../testing/world.ts'
import { LOOK_AGAIN_MS, moveFromGone, moveOverdue } from './move.ts'
import { changeAllocation, readAllocation } from './rules-store.ts'
import { createAllocationService } from './service.ts'

const MINUTE_MS = 60_000
/** A saved setting is looked at within so long, where few conversations are open. */
const SOON_MS = 30
/** As long as a lost connection counts as there, where nothing else is set. */
const GRACE_MS = 60_000
/** As long as an offer may be looked at, where nothing else is set. */
const OFFER_MS = 60_000

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`What moves on by itself on ${engine}`, () => {
    let store: Store
    let other: Store

    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    /** A workspace whose main group has rules of its own, with what a server does about it, and what that told. */
    async function setUp({ group = {}, ...options }: WorldOptions & { readonly group?: Partial<GroupRules> } = {}) {
      const world = await createWorld(store, { agents: { ann: {}, ben: {} }, ...options })
      const { workspaceId } = world
      await query(store, db.updateTable('groups').set({ settings: JSON.stringify(group) }).where('id', '=', world.mainGroupId))
      const told: Change[] = []
      const paused: { readonly agent: AgentState; readonly missed: number }[] = []
      const time = { now: NOW }
      let written = 0
      const service = createAllocationService({
        store,
        now: () => time.now,
        randomSeed: () => 1,
        tell: (change) => told.push(change),
        agentPaused: (_workspace, agent, missed) => paused.push({ agent, missed }),
      })
      const claim = async (kind: DeadlineKind): Promise<readonly ClaimedDeadline[]> => {
        const claimed = await store.run(claimDeadlines, { kinds: [kind], now: time.now, claimMs: CLAIM_MS, most: 500 })
        return claimed.filter((deadline) => deadline.workspaceId === workspaceId)
      }
      const handlers: Partial<Record<DeadlineKind, (deadline: ClaimedDeadline) => Promise<unknown>>> = {
        'overdue': service.overdueDue,
        'offer-missed': service.offerDue,
        'waiting-served': () => service.serve(workspaceId),
        'agent-gone': async (deadline) => {
          const memberId = deadline.subject as MemberId
          if (await store.run(agentGone, { workspaceId, memberId, deadline, hasDesk: false, now: time.now })) await service.agentGone(workspaceId, memberId)
        },
      }
      const at = {
        world,
        told,
        paused,
        service,
        time,
        claim,
        /** Lets time pass, and fires what is due of a kind. */
        async pass(ms: number, kind: DeadlineKind) {
          time.now += ms
          for (const deadline of await claim(kind)) {
            await handlers[kind]!(deadline)
            await store.run(finishDeadline, deadline)
          }
        },
        /** A visitor comes and writes, or writes again; the conversation has the visitor's name. */
        async write(visitor: string, conversation = visitor, page?: string) {
          const start = page === undefined ? undefined : { page: { url: page } }
          return world.send(await world.visitor(visitor), [world.draft(`${visitor}-${time.now}-${++written}`, start)], { conversation, now: time.now })
        },
        async answer(agent: string, conversation: string) {
          const face = { id: world.agentId(agent), name: agent }
          const drafts = [{ id: `${world.name}-${agent}-${time.now}` as MessageId, parts: [{ type: 'text', text: 'Yes' }] as const }]
          const conversationId = world.conversationId(conversation)
          const sent = await store.run(sendAgentMessages, { workspaceId, agent: face, seesAll: false, conversationId, drafts, now: time.now, newConversationId: conversationId })
          assert.ok(sent.ok)
        },
        async open(agent: string, conversation: string) {
          const { head } = await at.conversation(conversation)
          const said = head.lastMessage!.seq
          await store.run(setMark, { workspaceId, conversationId: world.conversationId(conversation), side: 'agent', agentId: world.agentId(agent), delivered: said, read: said, now: time.now })
        },
        async conversation(name: string): Promise<Conversation> {
          const [row] = await query(store, db.selectFrom('conversations').selectAll().where('id', '=', world.conversationId(name)))
          assert.ok(row, `no conversation ${name}`)
          return read(row)
        },
        async holder(name: string): Promise<string> {
          const { head, agent_id } = await at.conversation(name)
          return head.state.status === 'held' ? String(agent_id).slice(world.name.length + 1) : head.state.status
        },
        async happened(name: string): Promise<readonly LogEvent[]> {
          const rows = await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', world.conversationId(name)).orderBy('seq'))
          return rows.map(({ body }) => JSON.parse(body) as LogEvent)
        },
        traces: (name: string): Promise<readonly AllocationTrace[]> => store.run(readTraces, { workspaceId, conversationId: world.conversationId(name) }),
        facts: (kind: 'conversation-moved' | 'offer-missed') =>
          query(store, db.selectFrom('facts').select(['member_id', 'at']).where('workspace_id', '=', workspaceId).where('kind', '=', kind).orderBy('at')),
        async leaves(agent: string) {
          await store.run(deskGone, { workspaceId, memberId: world.agentId(agent), now: time.now })
          await at.pass(GRACE_MS, 'agent-gone')
        },
        /** Saves other rules for the main group, or for the workspace. */
        async setGroup(rules: Partial<GroupRules>) {
          const groupId = world.mainGroupId
          const group = (await store.run(readGroups, { workspaceId })).find(({ id }) => id === groupId)!
          const draft = { name: group.name, agentIds: group.agentIds, rules: { ...group.allocation, overdue: undefined, ...rules } }
          const change = { revision: group.revision, draft: JSON.parse(JSON.stringify(draft)) as GroupDraft }
          assert.ok((await store.run(changeGroup, { workspaceId, id: groupId, change, now: time.now })).ok)
        },
        async setRules(changed: Partial<AllocationRules>) {
          const { revision, ...rules } = await store.run(readAllocation, { workspaceId })
          assert.ok((await store.run(changeAllocation, { workspaceId, change: { revision, rules: { ...rules, ...changed } }, now: time.now })).ok)
        },
        due: async (kind: DeadlineKind) =>
          (await query(store, db.selectFrom('deadlines').select('due_at').where('workspace_id', '=', workspaceId).where('kind', '=', kind))).map(({ due_at }) => due_at - time.now),
      }
      return at
    }

    describe('overdue (AL-10)', () => {
      const five = { overdue: { minutes: 5, notice: 'Somebody else is coming.' } }

      it('AL-10 moves to another agent of the group, with a notice, the reasons, and a count', async () => {
        const at = await setUp({ group: five })
        await at.write('vera')
        assert.equal(await at.holder('vera'), 'ann')
        await at.pass(5 * MINUTE_MS - 1, 'overdue')
        assert.equal(await at.holder('vera'), 'ann')
        await at.pass(1, 'overdue')
        assert.equal(await at.holder('vera'), 'ben')
        assert.partialDeepStrictEqual((await at.happened('vera')).slice(-2), [
          { type: 'noted', note: 'moving-on', because: 'overdue', text: 'Somebody else is coming.' },
          { type: 'assigned', agent: { id: at.world.agentId('ben') }, previous: at.world.agentId('ann'), reason: 'overdue' },
        ])
        const [, why] = await at.traces('vera')
        assert.partialDeepStrictEqual(why, { step: 'AL-9.5', agentId: at.world.agentId('ben'), reasons: [{ step: 'AL-10' }, { step: 'AL-9.5' }] })
        assert.deepEqual(await at.facts('conversation-moved'), [{ member_id: at.world.agentId('ann'), at: at.time.now }])
        assert.partialDeepStrictEqual(at.told, [{ agentId: at.world.agentId('ben'), previousAgentId: at.world.agentId('ann') }])
      })

      it('AL-10 gives the next agent the whole time, and never goes back to one from whom it moved away', async () => {
        const at = await setUp({ agents: { ann: {}, ben: {}, cat: {} }, group: five })
        await at.write('vera')
        const holders: string[] = []
        for (let n = 0; n < 4; n++) {
          holders.push(await at.holder('vera'))
          assert.equal((await at.due('overdue'))[0], n < 3 ? 5 * MINUTE_MS : LOOK_AGAIN_MS)
          await at.pass(5 * MINUTE_MS, 'overdue')
        }
        assert.deepEqual(holders, ['ann', 'ben', 'cat', 'cat'])
      })

      it('AL-10 stays with who has answered, also with a further question', async () => {
        const at = await setUp({ group: five })
        await at.write('vera')
        at.time.now += MINUTE_MS
        await at.answer('ann', 'vera')
        at.time.now += MINUTE_MS
        await at.write('vera')
        await at.pass(20 * MINUTE_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ann')
        assert.deepEqual(await at.due('overdue'), [])
      })

      it('AL-10 moves for each answer where the workspace says so, counted from the question that waits', async () => {
        const at = await setUp({ group: five, allocation: { overdueHolds: 'each' } })
        await at.write('vera')
        await at.answer('ann', 'vera')
        at.time.now += 4 * MINUTE_MS
        await at.write('vera')
        await at.pass(5 * MINUTE_MS - 1, 'overdue')
        assert.equal(await at.holder('vera'), 'ann')
        await at.pass(1, 'overdue')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-10 waits for somebody who could take over, and moves when one has come', async () => {
        const at = await setUp({ agents: { ann: {}, ben: { is_accepting: 0 } }, group: five })
        await at.write('vera')
        await at.pass(5 * MINUTE_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ann')
        await at.world.setAgent('ben', { is_accepting: 1 })
        await at.pass(LOOK_AGAIN_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-10 keeps once why it stays, for agents alone, however often it is looked at', async () => {
        const at = await setUp({ agents: { ann: {}, ben: { is_accepting: 0 } }, group: five })
        await at.write('vera')
        const before = await at.happened('vera')
        for (let n = 0; n < 3; n++) await at.pass(5 * MINUTE_MS, 'overdue')
        const [given, ...more] = await at.traces('vera')
        assert.deepEqual(more, [])
        assert.partialDeepStrictEqual(given, {
          agentId: at.world.agentId('ann'),
          stays: [{ at: NOW + 5 * MINUTE_MS, reasons: [{ step: 'AL-10', finding: { kind: 'stays', because: 'nobody-else' } }, { step: 'AL-9.5', finding: { kind: 'none-able', agents: 1, accepting: 0 }, candidates: [{ id: at.world.agentId('ben') }] }] }],
        })
        assert.equal(given?.stays?.length, 1)
        // Of two in the group one leaves it.
        await query(store, db.deleteFrom('group_members').where('member_id', '=', at.world.agentId('ben')))
        await at.pass(LOOK_AGAIN_MS, 'overdue')
        assert.deepEqual((await at.traces('vera'))[0]?.stays?.map(({ reasons }) => reasons[0]?.finding), [{ kind: 'stays', because: 'nobody-else' }, { kind: 'stays', because: 'alone' }])
        assert.deepEqual(await at.happened('vera'), before)
        assert.deepEqual(at.told, [])
      })

      it('AL-10 says where it stays with the last of all', async () => {
        const at = await setUp({ group: five })
        await at.write('vera')
        for (let n = 0; n < 3; n++) await at.pass(5 * MINUTE_MS, 'overdue')
        const traces = await at.traces('vera')
        assert.deepEqual(traces.map(({ stays }) => stays?.map(({ reasons }) => reasons.map(({ finding }) => finding))), [undefined, [[{ kind: 'stays', because: 'moved-from-all' }]]])
      })

      it('AL-10 reaches what is open when a group lets conversations move on from now on, counted from the question', async () => {
        const at = await setUp()
        await at.write('vera')
        at.time.now += 3 * MINUTE_MS
        await at.write('walt')
        await at.setGroup(five)
        await at.pass(2 * MINUTE_MS - 1, 'overdue')
        assert.deepEqual([await at.holder('vera'), await at.holder('walt')], ['ann', 'ben'])
        await at.pass(1, 'overdue')
        assert.deepEqual([await at.holder('vera'), await at.holder('walt')], ['ben', 'ben'])
        await at.pass(3 * MINUTE_MS, 'overdue')
        assert.equal(await at.holder('walt'), 'ann')
      })

      it('AL-10 moves soon what is overdue already, and nothing that nobody waits in', async () => {
        const at = await setUp({ agents: { ann: {}, ben: {}, cat: {} } })
        await at.write('vera')
        await at.write('walt')
        await at.answer('ben', 'walt')
        at.time.now += 30 * MINUTE_MS
        await at.setGroup(five)
        await at.pass(SOON_MS, 'overdue')
        assert.deepEqual([await at.holder('vera'), await at.holder('walt')], ['cat', 'ben'])
        assert.deepEqual(await at.due('overdue'), [5 * MINUTE_MS])
      })

      it('AL-10 shorter minutes hold for what is open, longer ones too, and no more when it is switched off', async () => {
        const at = await setUp({ group: five })
        await at.write('vera')
        await at.setGroup({ overdue: { minutes: 2, notice: '' } })
        await at.pass(2 * MINUTE_MS - 1, 'overdue')
        assert.equal(await at.holder('vera'), 'ann')
        await at.setGroup({ overdue: { minutes: 10, notice: '' } })
        await at.pass(8 * MINUTE_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ann')
        assert.deepEqual(await at.due('overdue'), [1])
        await at.setGroup({})
        assert.deepEqual(await at.due('overdue'), [])
        await at.setGroup(five)
        await at.pass(SOON_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-10 reaches what was answered when each answer counts from now on', async () => {
        const at = await setUp({ group: five })
        await at.write('vera')
        await at.answer('ann', 'vera')
        at.time.now += MINUTE_MS
        await at.write('vera')
        await at.pass(5 * MINUTE_MS, 'overdue')
        assert.deepEqual([await at.holder('vera'), await at.due('overdue')], ['ann', []])
        await at.setRules({ overdueHolds: 'each' })
        await at.pass(SOON_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-10 AL-8 counts by the rules of the group to which a deletion leads', async () => {
        const at = await setUp({ group: five })
        const { workspaceId } = at.world
        const id = await at.world.addGroup('Tours', ['ann'])
        const componentId = await at.world.addComponent('tours', { kind: 'group', groupId: id })
        await at.world.send(await at.world.visitor('vera'), [at.world.draft('hello', { componentId })], { conversation: 'vera' })
        assert.deepEqual(await at.due('overdue'), [])
        assert.ok((await store.run(deleteGroup, { workspaceId, id, deletion: { revision: 0, leadTo: at.world.mainGroupId }, by: at.world.agentId('ann'), now: NOW })).ok)
        await at.pass(5 * MINUTE_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-10 a setting that is saved while a server looks is not undone by it', async () => {
        const at = await setUp({ group: five })
        await at.write('vera')
        at.time.now += 5 * MINUTE_MS
        const [deadline] = await at.claim('overdue')
        await at.setGroup({ overdue: { minutes: 1, notice: '' } })
        await at.service.overdueDue(deadline!)
        await store.run(finishDeadline, deadline!)
        assert.equal(await at.holder('vera'), 'ann')
        await at.pass(SOON_MS, 'overdue')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-10 counts from the moment in which somebody was given it, for who has waited in the queue', async () => {
        const at = await setUp({ agents: { ann: { is_accepting: 0 }, ben: { is_accepting: 0 } }, group: five, allocation: { whenNoneCanReceive: 'queue' } })
        await at.write('vera')
        assert.deepEqual(await at.due('overdue'), [])
        at.time.now += 10 * MINUTE_MS
        await at.world.setAgent('ann', { is_accepting: 1 })
        await at.service.serve(at.world.workspaceId)
        assert.equal(await at.holder('vera'), 'ann')
        assert.deepEqual(await at.due('overdue'), [5 * MINUTE_MS])
      })

      it('AL-10 has nothing to do after an end, or in a group that does not move on', async () => {
        const at = await setUp({ group: five })
        await at.write('vera')
        await store.run(endConversation, { workspaceId: at.world.workspaceId, conversationId: at.world.conversationId('vera'), by: 'visitor', now: NOW })
        assert.deepEqual(await at.due('overdue'), [])
        const without = await setUp()
        await without.write('vera')
        assert.deepEqual(await without.due('overdue'), [])
      })

      it('AL-10 moves once, though two servers fire it in the same instant', async () => {
        const at = await setUp({ agents: { ann: {}, ben: {}, cat: {} }, group: five })
        await at.write('vera')
        at.time.now += 5 * MINUTE_MS
        const [deadline] = await at.claim('overdue')
        assert.ok(deadline)
        const moved = await Promise.all([store, other, store].map((through) => through.run(moveOverdue, { deadline, now: at.time.now, seed: 1 })))
        assert.equal(moved.filter((change) => change !== null).length, 1)
        assert.equal((await at.happened('vera')).filter(({ type }) => type === 'assigned').length, 2)
      })
    })

    describe('silence (AL-13)', () => {
      it('AL-13 a shorter silence holds for what is open, from the last message on', async () => {
        const at = await setUp()
        await at.write('vera')
        at.time.now += 10 * MINUTE_MS
        await at.write('walt')
        assert.deepEqual((await at.due('silence-warning')).toSorted((a, b) => a - b), [18 * MINUTE_MS, 28 * MINUTE_MS])
        await at.setRules({ silenceMinutes: 15, warningMinutes: 3 })
        assert.deepEqual((await at.due('silence-warning')).toSorted((a, b) => a - b), [2 * MINUTE_MS, 12 * MINUTE_MS])
        assert.deepEqual(await at.due('silence-end'), [])
        await at.setRules({ silenceMinutes: 5, warningMinutes: 0 })
        const [first, second] = (await at.due('silence-warning')).toSorted((a, b) => a - b)
        assert.ok(first !== undefined && first >= 0 && first <= SOON_MS, 'who has been silent for longer is next')
        assert.equal(second, 5 * MINUTE_MS)
      })

      it('AL-13 who was warned has the time that they were told, and others keep their own workspace’s', async () => {
        const at = await setUp()
        const elsewhere = await setUp()
        for (const { write } of [at, elsewhere]) await write('vera')
        at.time.now += 28 * MINUTE_MS
        const [deadline] = await at.claim('silence-warning')
        await store.run(checkSilence, { workspaceId: at.world.workspaceId, conversationId: at.world.conversationId('vera'), deadline: deadline!, now: at.time.now })
        await at.setRules({ silenceMinutes: 2, warningMinutes: 1 })
        assert.deepEqual([await at.due('silence-end'), await at.due('silence-warning')], [[2 * MINUTE_MS], []])
        assert.deepEqual(await elsewhere.due('silence-warning'), [28 * MINUTE_MS])
      })
    })

    describe('an agent goes away (AL-12)', () => {
      it('AL-12 allocates anew what they held, without them, and says so', async () => {
        const at = await setUp()
        await at.write('vera')
        await at.leaves('ann')
        assert.equal(await at.holder('vera'), 'ben')
        assert.partialDeepStrictEqual((await at.happened('vera')).slice(-2), [
          { type: 'noted', note: 'moving-on', because: 'agent-gone' },
          { type: 'assigned', previous: at.world.agentId('ann'), reason: 'agent-gone' },
        ])
        assert.partialDeepStrictEqual((await at.traces('vera'))[1], { step: 'AL-9.5', reasons: [{ step: 'AL-12' }] })
        assert.deepEqual(await at.facts('conversation-moved'), [{ member_id: at.world.agentId('ann'), at: at.time.now }])
        assert.deepEqual(await at.due('agent-gone'), [])
      })

      it('AL-12 moves nothing within the grace time', async () => {
        const at = await setUp()
        await at.write('vera')
        const who = { workspaceId: at.world.workspaceId, memberId: at.world.agentId('ann') }
        await store.run(deskGone, { ...who, now: NOW })
        await at.pass(GRACE_MS - 1, 'agent-gone')
        await store.run(deskConnected, who)
        await at.pass(GRACE_MS, 'agent-gone')
        assert.equal(await at.holder('vera'), 'ann')
      })

      it('AL-12 counts who switches offline as going, after the grace time', async () => {
        const at = await setUp()
        await at.write('vera')
        await store.run(setSwitches, { workspaceId: at.world.workspaceId, memberId: at.world.agentId('ann'), isOnline: false, now: NOW })
        assert.equal(await at.holder('vera'), 'ann')
        await at.pass(GRACE_MS, 'agent-gone')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-12 moves what was kept with who is away, once the workspace keeps it no more', async () => {
        const at = await setUp({ agents: { ann: {}, ben: { is_accepting: 0 } }, allocation: { whenAgentGoes: 'keep' } })
        await at.write('vera')
        await at.world.setAgent('ben', { is_accepting: 1 })
        await at.leaves('ann')
        assert.equal(await at.holder('vera'), 'ann')
        await at.setRules({ whenAgentGoes: 'allocate' })
        assert.deepEqual(await at.due('agent-gone'), [0], 'of ann, and not of ben')
        await at.pass(0, 'agent-gone')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-12 takes everything from an account that was disabled, when its time is over', async () => {
        const at = await setUp({ allocation: { whenAgentGoes: 'keep' } })
        await at.write('vera')
        await at.world.setAgent('ann', { is_disabled: 1 })
        await at.leaves('ann')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-12 keeps it where the workspace says so, but not with an account that was disabled', async () => {
        const at = await setUp({ allocation: { whenAgentGoes: 'keep' } })
        await at.write('vera')
        await at.leaves('ann')
        assert.equal(await at.holder('vera'), 'ann')
        await at.world.setAgent('ann', { is_disabled: 1 })
        await at.service.agentGone(at.world.workspaceId, at.world.agentId('ann'))
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-4 what was given to an agent who was offline stays until that agent has been online and gone', async () => {
        const at = await setUp({ agents: { ann: { is_present: 0 } } })
        await at.write('vera')
        assert.equal(await at.holder('vera'), 'ann')
        await at.world.addAgent('ben')
        await query(store, db.insertInto('group_members').values({ group_id: at.world.mainGroupId, member_id: at.world.agentId('ben') }))
        await at.service.agentGone(at.world.workspaceId, at.world.agentId('ann'))
        assert.equal(await at.holder('vera'), 'ann')
        at.time.now += MINUTE_MS
        await store.run(deskConnected, { workspaceId: at.world.workspaceId, memberId: at.world.agentId('ann') })
        await at.leaves('ann')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-12 does not move it from one empty chair to another, and moves it when somebody has come', async () => {
        const at = await setUp({ agents: { ann: {}, ben: { is_present: 0 } } })
        await at.write('vera')
        await at.leaves('ann')
        assert.equal(await at.holder('vera'), 'ann')
        await at.world.setAgent('ben', { is_present: 1 })
        await at.pass(LOOK_AGAIN_MS, 'agent-gone')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-12 lets it wait where visitors wait, and serves it when somebody can receive', async () => {
        const at = await setUp({ agents: { ann: {}, ben: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
        await at.write('vera')
        await at.leaves('ann')
        assert.equal(await at.holder('vera'), 'waiting')
        assert.partialDeepStrictEqual(at.told, [{ agentId: null, previousAgentId: at.world.agentId('ann'), queue: 'entered', isWaiting: true }])
        await at.world.setAgent('ben', { is_accepting: 1 })
        await at.service.serve(at.world.workspaceId)
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-12 goes on where a server has died over it, and loses nothing', async () => {
        const at = await setUp({ agents: { ann: {}, ben: { is_accepting: 0 } } })
        for (const name of ['vera', 'walt', 'xena']) await at.write(name)
        await at.world.setAgent('ben', { is_accepting: 1 })
        const { workspaceId } = at.world
        const memberId = at.world.agentId('ann')
        await store.run(deskGone, { workspaceId, memberId, now: at.time.now })
        at.time.now += GRACE_MS
        // The first server notes that she is gone, moves one, and is not heard of again.
        const [deadline] = await at.claim('agent-gone')
        assert.ok(await store.run(agentGone, { workspaceId, memberId, deadline: deadline!, hasDesk: false, now: at.time.now }))
        await store.run(moveFromGone, { workspaceId, conversationId: at.world.conversationId('vera'), memberId, now: at.time.now, seed: 1 })
        await at.pass(CLAIM_MS, 'agent-gone')
        assert.deepEqual(await Promise.all(['vera', 'walt', 'xena'].map(at.holder)), ['ben', 'ben', 'ben'])
        assert.equal((await at.facts('conversation-moved')).length, 3)
        assert.deepEqual(await at.due('agent-gone'), [])
      })

      it('AL-15 gives it to one agent, though two servers move it while she comes back', async () => {
        const at = await setUp({ agents: { ann: {}, ben: {}, cat: {} } })
        await at.write('vera')
        const { workspaceId } = at.world
        const memberId = at.world.agentId('ann')
        await at.world.setAgent('ann', { is_present: 0, offline_since: NOW })
        const move = (through: Store) => through.run(moveFromGone, { workspaceId, conversationId: at.world.conversationId('vera'), memberId, now: NOW, seed: 1 })
        const kinds = await Promise.all([move(store), move(other), store.run(deskConnected, { workspaceId, memberId })])
        assert.ok(kinds.slice(0, 2).filter((moved) => (moved as { kind: string }).kind === 'moved').length <= 1)
        const { head, agent_id } = await at.conversation('vera')
        assert.ok(head.state.status === 'held' && head.state.agent.id === agent_id)
      })
    })

    describe('true presence (AL-18)', () => {
      it('AL-18 stops giving conversations to who misses three offers in a row, and tells them', async () => {
        const at = await setUp({ agents: { ann: {} } })
        for (const [n, name] of ['v1', 'v2', 'v3'].entries()) {
          assert.equal(at.paused.length, 0, `after ${n}`)
          await at.write(name)
          await at.pass(OFFER_MS, 'offer-missed')
        }
        assert.partialDeepStrictEqual(at.paused, [{ missed: 3, agent: { id: at.world.agentId('ann'), isOnline: true, isAccepting: false, current: 3 } }])
        assert.equal((await at.facts('offer-missed')).length, 3)
        assert.equal(await at.holder('v1'), 'ann', 'what was missed stays')
      })

      for (const [sentence, act] of [
        ['opening', (at: Awaited<ReturnType<typeof setUp>>, name: string) => at.open('ann', name)],
        ['answering', (at: Awaited<ReturnType<typeof setUp>>, name: string) => at.answer('ann', name)],
      ] as const) {
        it(`AL-18 begins to count anew after ${sentence} one`, async () => {
          const at = await setUp({ agents: { ann: {} } })
          for (const name of ['v1', 'v2', 'v3', 'v4', 'v5']) {
            await at.write(name)
            if (name === 'v3') await act(at, name)
            await at.pass(OFFER_MS, 'offer-missed')
          }
          assert.equal(at.paused.length, 0)
          await at.write('v6')
          await at.pass(OFFER_MS, 'offer-missed')
          assert.equal(at.paused.length, 1)
        })
      }

      it('AL-18 forgets what was missed when accepting is switched on again', async () => {
        const at = await setUp({ agents: { ann: {} }, allocation: { missedOffers: 2 } })
        await at.write('v1')
        await at.pass(OFFER_MS, 'offer-missed')
        await store.run(setSwitches, { workspaceId: at.world.workspaceId, memberId: at.world.agentId('ann'), isAccepting: true, now: at.time.now })
        await at.write('v2')
        await at.pass(OFFER_MS, 'offer-missed')
        assert.equal(at.paused.length, 0)
      })

      it('AL-18 judges after the seconds that the workspace says, and never where it says never', async () => {
        const at = await setUp({ agents: { ann: {} }, allocation: { missedOffers: 1, offerSeconds: 10 } })
        await at.write('v1')
        await at.pass(9_999, 'offer-missed')
        assert.equal(at.paused.length, 0)
        await at.pass(1, 'offer-missed')
        assert.equal(at.paused.length, 1)
        const never = await setUp({ allocation: { missedOffers: 0 } })
        await never.write('v1')
        assert.deepEqual(await never.due('offer-missed'), [])
      })

      it('AL-18 counts nothing against who is known to be away, nor what ended or was taken by hand', async () => {
        const at = await setUp({ agents: { ann: {} }, allocation: { missedOffers: 1 } })
        await at.write('v1')
        await at.world.setAgent('ann', { is_present: 0 })
        await at.pass(OFFER_MS, 'offer-missed')
        await at.world.setAgent('ann', { is_present: 1 })
        await at.write('v2')
        await store.run(endConversation, { workspaceId: at.world.workspaceId, conversationId: at.world.conversationId('v2'), by: 'visitor', now: at.time.now })
        await at.pass(OFFER_MS, 'offer-missed')
        assert.equal(at.paused.length, 0)
        const byHand = await setUp({ agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue', missedOffers: 1 } })
        await byHand.write('v1')
        await byHand.answer('ann', 'v1')
        assert.deepEqual(await byHand.due('offer-missed'), [])
      })

      it('AL-18 judges an offer once, though two servers fire it', async () => {
        const at = await setUp({ agents: { ann: {} } })
        await at.write('v1')
        at.time.now += OFFER_MS
        const [deadline] = await at.claim('offer-missed')
        await Promise.all([at.service.offerDue(deadline!), at.service.offerDue(deadline!)])
        const [row] = await query(store, db.selectFrom('members').select('missed_offers').where('id', '=', at.world.agentId('ann')))
        assert.equal(row?.missed_offers, 1)
      })
    })

    describe('what the rule is told', () => {
      const rule = (given: Partial<RoutingRule>, pattern = '*/tours*'): RoutingRule => ({ name: 'Tours', isOn: true, conditions: [{ kind: 'page', patterns: [pattern] }], ...given })
      const withRules = async (world: World, rules: readonly RoutingRule[]) => {
        const [row] = await query(store, db.selectFrom('workspaces').select('settings').where('id', '=', world.workspaceId))
        const settings = JSON.stringify({ ...(JSON.parse(row!.settings) as object), routing: { revision: 1, rules } })
        await query(store, db.updateTable('workspaces').set({ settings }).where('id', '=', world.workspaceId))
      }
      const TOURS = 'https://example.test/tours/lisbon'

      it('AL-19 a rule gives a group, a priority and skills to what begins on its page', async () => {
        const at = await setUp({ agents: { ann: {}, ben: {} } })
        const groupId = await at.world.addGroup('Tours', ['ben'])
        await withRules(at.world, [rule({ groupId, priority: 8, skills: ['french'] })])
        await at.write('vera', 'vera', TOURS)
        assert.partialDeepStrictEqual(await at.conversation('vera'), { group_id: groupId, priority: 8, skills: '["french"]' })
        await at.write('walt', 'walt', 'https://example.test/')
        assert.partialDeepStrictEqual(await at.conversation('walt'), { group_id: at.world.mainGroupId, priority: 5, skills: '[]' })
      })

      it('AL-19 a wish of the page’s own code comes before the group of a rule', async () => {
        const at = await setUp({ agents: { ann: {}, ben: {} } })
        const groupId = await at.world.addGroup('Tours', ['ben'])
        await withRules(at.world, [rule({ groupId, priority: 8 })])
        const receiver = { kind: 'agent', agentId: at.world.agentId('ann') } as const
        await at.world.send(await at.world.visitor('vera'), [at.world.draft('hello', { receiver, page: { url: TOURS } })], { conversation: 'vera' })
        assert.equal(await at.holder('vera'), 'ann')
        assert.equal((await at.conversation('vera')).priority, 8)
      })

      it('AL-6 asks for the skills of the group and of the rule', async () => {
        const at = await setUp({ agents: { ann: { skills: '["German"]' }, ben: { skills: '["german","French"]' } }, group: { skills: ['german'] } })
        await withRules(at.world, [rule({ skills: ['french'] })])
        await at.write('vera', 'vera', TOURS)
        assert.equal(await at.holder('vera'), 'ben')
        await at.write('walt')
        assert.equal(await at.holder('walt'), 'ann')
      })

      it('AL-13a passes over who is outside of their hours', async () => {
        const never = JSON.stringify({ timeZone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [] })
        const at = await setUp({ agents: { ann: { hours: never }, ben: {} } })
        await at.write('vera')
        assert.equal(await at.holder('vera'), 'ben')
      })

      it('AL-13a serves who waits as soon as the next hours begin, though nothing else happens', async () => {
        const begin = Math.floor(NOW / MINUTE_MS) % 1_440
        assert.ok(begin < 1_260)
        const daily = (from: number) => JSON.stringify({ timeZone: 'UTC', week: Array(7).fill([[from, from + 60]]), holidays: [] })
        const at = await setUp({ agents: { ann: { hours: daily(begin + 120) }, ben: { hours: daily(begin + 60) } }, allocation: { whenNoneCanReceive: 'queue', cap: 1 } })
        await at.write('vera')
        await at.write('walt')
        assert.deepEqual(await at.due('waiting-served'), [60 * MINUTE_MS - (NOW % MINUTE_MS)])
        await at.service.serve(at.world.workspaceId)
        assert.deepEqual([await at.holder('vera'), await at.holder('walt')], ['waiting', 'waiting'])
        await at.pass(60 * MINUTE_MS, 'waiting-served')
        assert.deepEqual([await at.holder('vera'), await at.holder('walt')], ['ben', 'waiting'])
        await at.pass(60 * MINUTE_MS, 'waiting-served')
        assert.equal(await at.holder('walt'), 'ann')
        assert.deepEqual(await at.due('waiting-served'), [])
      })

      it('AL-11 serves by priority and then in the order of coming, and says the places so', async () => {
        const at = await setUp({ agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue', cap: 1 } })
        await withRules(at.world, [rule({ priority: 9 })])
        for (const [name, page] of [['v1', ''], ['v2', ''], ['first', TOURS], ['second', TOURS]] as const) {
          await at.write(name, name, page || undefined)
          at.time.now += 1
        }
        const placeOf = async (name: string) => (await store.run(readStanding, { visitor: await at.world.visitor(name), now: at.time.now })).queue?.place
        assert.deepEqual(await Promise.all(['first', 'second', 'v1', 'v2'].map(placeOf)), [1, 2, 3, 4])
        await at.world.setAgent('ann', { is_accepting: 1 })
        const served: string[] = []
        for (let n = 0; n < 4; n++) {
          await at.service.serve(at.world.workspaceId)
          const { conversationId } = at.told.at(-1)!
          served.push(conversationId.slice(at.world.name.length + 1))
          await store.run(endConversation, { workspaceId: at.world.workspaceId, conversationId, by: 'visitor', now: at.time.now })
        }
        assert.deepEqual(served, ['first', 'second', 'v1', 'v2'])
      })

      it('AL-11 a newcomer of higher priority is not held up by those whom it comes before', async () => {
        const at = await setUp({ agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue', cap: 1 } })
        await withRules(at.world, [rule({ priority: 9 })])
        await at.write('v1')
        await at.world.setAgent('ann', { is_accepting: 1 })
        await at.write('first', 'first', TOURS)
        assert.deepEqual([await at.holder('first'), await at.holder('v1')], ['ann', 'waiting'])
      })

      it('AL-11 a visitor whose connection dropped keeps the place', async () => {
        const at = await setUp({ agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
        for (const name of ['v1', 'v2', 'v3']) {
          await at.write(name)
          at.time.now += 1
        }
        const placeOf = async (name: string) => (await store.run(readStanding, { visitor: await at.world.visitor(name), now: at.time.now })).queue?.place
        // Hours later another connection greets, and writes: it is the same conversation.
        at.time.now += 3 * 60 * MINUTE_MS
        assert.equal(await placeOf('v2'), 2)
        await at.write('v2')
        assert.equal(await placeOf('v2'), 2)
      })

      it('GR-3 lets who comes by no component wait until somebody takes them, and holds up nobody else', async () => {
        const at = await setUp({ agents: { ann: {} }, allocation: { greetsArrivals: false, whenNoneCanReceive: 'queue' } })
        await at.write('vera')
        assert.partialDeepStrictEqual((await at.conversation('vera')).head.state, { status: 'waiting', reason: 'queue' })
        assert.equal((await at.traces('vera'))[0]?.step, 'GR-3')
        await at.service.serve(at.world.workspaceId)
        assert.equal(await at.holder('vera'), 'waiting')

        const component = await at.world.addComponent('button', { kind: 'group', groupId: at.world.mainGroupId })
        await at.world.send(await at.world.visitor('walt'), [at.world.draft('walt', { componentId: component })], { conversation: 'walt' })
        assert.equal(await at.holder('walt'), 'ann')
        await at.answer('ann', 'vera')
        assert.equal(await at.holder('vera'), 'ann')
      })
    })
  })
}
