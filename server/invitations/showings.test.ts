/** Invitations in the database: by the procedures that the server uses, on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { INVITE_HOLDS_MS, SWITCH_EVERY_MS } from '@foyer/sdk/protocol'
import type { ConversationId, GroupId, InvitationDraft, InvitationLook, InvitationOffer, LogEvent, MemberId, ShownInvitation, VisitorId } from '@foyer/sdk/protocol'
import { allocateWaiting } from '../allocation/waiting.ts'
import { changeGreetings } from '../greetings/store.ts'
import { claimDeadlines } from '../deadlines/store.ts'
import { deleteGroup, readGroupDependents } from '../groups/deletion.ts'
import { headForVisitor } from '../conversations/faces.ts'
import { endConversation } from '../conversations/store.ts'
import { findSite } from '../sites/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World, WorldOptions } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { acceptInvitation } from './begin.ts'
import { answerInvitation, expireInvite, inviteVisitor, offerInvitation, pendingInvite } from './showings.ts'
import { changeInvitation, changeManual, deleteInvitation, makeInvitation, orderInvitations, readInvitations, readResults } from './store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const look: InvitationLook = { title: 'Hello {visitor}', text: 'May we help you with {page}?', position: 'centre', buttons: ['chat', 'messenger', 'later'] }
const plain: InvitationLook = { ...look, title: 'Hello', text: 'May we help you?', buttons: ['chat'] }

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Invitations on ${engine}`, () => {
    let store: Store
    let other: Store
    let showings = 0
    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    const draftFor = (world: World, change: Partial<InvitationDraft> = {}): InvitationDraft => ({
      siteId: world.siteId,
      name: 'Prices',
      isOn: true,
      conditions: { pages: 2 },
      receiver: { kind: 'group', groupId: world.mainGroupId },
      afterRefusal: { kind: 'again', minutes: 10, times: 1 },
      onlyStaffed: true,
      variants: [{ id: 'a', name: 'A', share: 100, desktop: plain, mobile: { ...plain, text: 'On a phone?' } }],
      ...change,
    })
    const makes = async (world: World, change: Partial<InvitationDraft> = {}, name = 'i1') => {
      const made = value(await store.run(makeInvitation, { workspaceId: world.workspaceId, id: `${world.name}-${name}`, draft: draftFor(world, change), now: NOW }))
      return made.record
    }
    const offer = (visitor: VisitorIdentity, invitationId: string, { now = NOW, through = store } = {}): Promise<InvitationOffer> => through.run(offerInvitation, { visitor, invitationId, newId: `${visitor.id}-${(showings += 1)}`, now })
    const shown = async (visitor: VisitorIdentity, invitationId: string, options?: { now?: number }): Promise<ShownInvitation> => {
      const offered = await offer(visitor, invitationId, options)
      assert.ok(offered.isShown, JSON.stringify(offered))
      return offered.invitation
    }
    const accept = (world: World, visitor: VisitorIdentity, id: string, { now = NOW, name = 'talk', through = store, mayStart = true, isMobile = false } = {}) =>
      through.run(acceptInvitation, { visitor, id, isMobile, mayStart, newConversationId: world.conversationId(name), now, seed: 1 })
    const answer = (visitor: VisitorIdentity, id: string, said: 'declined' | 'closed', now = NOW) => store.run(answerInvitation, { visitor, id, answer: said, now })
    const invite = (world: World, agent: string, visitorId: VisitorId, { now = NOW, isPresent = true, through = store, text = 'May I help, {visitor}?' } = {}) =>
      through.run(inviteVisitor, { workspaceId: world.workspaceId, by: world.agentId(agent), visitorId, isPresent, text, newId: `${visitorId}-m${(showings += 1)}`, now })
    const invited = async (...args: Parameters<typeof invite>): Promise<ShownInvitation> => {
      const result = await invite(...args)
      assert.ok('invitation' in result, JSON.stringify(result))
      return result.invitation
    }
    const eventsOf = async (id: ConversationId): Promise<readonly LogEvent[]> =>
      (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(({ body }) => JSON.parse(body) as LogEvent)
    const facts = async (world: World) =>
      (await query(store, db.selectFrom('facts').select(['kind', 'about']).where('workspace_id', '=', world.workspaceId).where('kind', 'in', ['invitation-shown', 'invitation-accepted', 'invitation-declined']).orderBy('id'))).map(({ kind, about }) => `${kind.slice(11)} ${about}`).toSorted()
    const nameVisitor = ({ id }: VisitorIdentity, row: object) => query(store, db.updateTable('visitors').set(row).where('id', '=', id))
    const setUp = async (options?: WorldOptions, change?: (world: World) => Partial<InvitationDraft>) => {
      const world = await createWorld(store, options)
      const record = await makes(world, change?.(world))
      return { world, record, vera: await world.visitor('vera') }
    }

    describe('in the console', () => {
      it('IV-5 keeps them by priority, and tells pages of those that are on', async () => {
        const { world, record } = await setUp()
        const { workspaceId } = world
        const second = await makes(world, { isOn: false }, 'i2')
        const third = await makes(world, {}, 'i3')
        const all = await store.run(readInvitations, { workspaceId })
        assert.deepEqual(all.invitations.map(({ id }) => id), [record.id, second.id, third.id])
        const config = async () => (await store.run(findSite, { key: `${world.name}-key` as never }))!.config
        const before = await config()
        assert.deepEqual(before.invitations, [record, third].map(({ id }) => ({ id, conditions: { pages: 2 }, afterRefusal: { kind: 'again', minutes: 10, times: 1 } })))

        const ids = [third.id, second.id, record.id]
        const ordered = value(await store.run(orderInvitations, { workspaceId, order: { revision: all.revision, ids } }))
        assert.deepEqual(ordered.record.invitations.map(({ id }) => id), ids)
        assert.deepEqual((await config()).invitations?.map(({ id }) => id), [third.id, record.id])
        assert.equal((await config()).version, before.version + 1, 'pages fetch it anew')
        assert.deepEqual(ordered.sites, [{ siteId: world.siteId, version: before.version + 1 }])
        assert.partialDeepStrictEqual(await store.run(orderInvitations, { workspaceId, order: { revision: all.revision, ids } }), { code: 'changed_meanwhile' })
        const { revision } = ordered.record
        for (const wrong of [[third.id], [third.id, third.id, record.id], [third.id, second.id, 'unknown']]) {
          assert.partialDeepStrictEqual(await store.run(orderInvitations, { workspaceId, order: { revision, ids: wrong } }), { code: 'invalid_input', field: 'ids' })
        }
        value(await store.run(deleteInvitation, { workspaceId, id: third.id, now: NOW }))
        assert.partialDeepStrictEqual(await store.run(orderInvitations, { workspaceId, order: { revision, ids } }), { code: 'changed_meanwhile' }, 'the order has moved with the deletion')
        assert.equal('invitations' in (await store.run(findSite, { key: `${(await createWorld(store)).name}-key` as never }))!.config, false, 'without any, nothing is said')
      })

      it('IV-5 changes one by its revision, and refuses what is not there, with the field named', async () => {
        const { world, record: { id, revision, ...draft } } = await setUp()
        const { workspaceId } = world
        const change = (wanted: Partial<InvitationDraft>, by = revision) => store.run(changeInvitation, { workspaceId, id, change: { revision: by, draft: { ...draft, ...wanted } } })
        assert.equal(value(await change({ name: 'Tours' })).record.revision, revision + 1)
        assert.partialDeepStrictEqual(await change({ name: 'Late' }), { code: 'changed_meanwhile' })
        const wrong = (wanted: Partial<InvitationDraft>) => change(wanted, revision + 1)
        assert.partialDeepStrictEqual(await wrong({ receiver: { kind: 'agent', agentId: 'nobody' as MemberId } }), { code: 'receiver_gone', field: 'receiver' })
        assert.partialDeepStrictEqual(await wrong({ receiver: { kind: 'group', groupId: 'nothing' as GroupId } }), { code: 'receiver_gone', field: 'receiver' })
        assert.partialDeepStrictEqual(await wrong({ siteId: (await createWorld(store)).siteId }), { field: 'siteId' })
        const messenger = await world.addComponent('chat', draft.receiver)
        const withMessenger = { variants: [{ ...draft.variants[0]!, desktop: look }], messengerId: messenger }
        assert.partialDeepStrictEqual(await wrong(withMessenger), { code: 'not_supported', field: 'messengerId' }, 'it is a web chat')
        assert.partialDeepStrictEqual(await store.run(changeInvitation, { workspaceId: (await createWorld(store)).workspaceId, id, change: { revision, draft } }), { code: 'not_found' })
      })

      it('IV-5 is switched off although who received is gone, and not on again', async () => {
        const { world, record: { id, revision, ...draft } } = await setUp(undefined, (in_) => ({ receiver: { kind: 'agent', agentId: in_.agentId('ann') } }))
        const change = (wanted: Partial<InvitationDraft>, by: number) => store.run(changeInvitation, { workspaceId: world.workspaceId, id, change: { revision: by, draft: { ...draft, ...wanted } } })
        await query(store, db.updateTable('members').set({ is_disabled: 1 }).where('id', '=', world.agentId('ann')))
        assert.partialDeepStrictEqual(await change({ isOn: false, name: 'Another' }, revision), { code: 'receiver_gone', field: 'receiver' })
        assert.equal(value(await change({ isOn: false }, revision)).record.isOn, false)
        assert.partialDeepStrictEqual(await change({ isOn: true }, revision + 1), { code: 'receiver_gone', field: 'receiver' })
      })

      it('AL-8 leads elsewhere with a group that is deleted', async () => {
        const world = await createWorld(store)
        const sales = await world.addGroup('sales', ['ann'])
        const record = await makes(world, { name: 'To sales', receiver: { kind: 'group', groupId: sales } })
        const { workspaceId } = world
        assert.deepEqual(value(await store.run(readGroupDependents, { workspaceId, id: sales })).rules, [{ name: 'To sales' }])
        value(await store.run(deleteGroup, { workspaceId, id: sales, deletion: { revision: 0, leadTo: world.mainGroupId }, by: world.agentId('ann'), now: NOW }))
        const [led] = (await store.run(readInvitations, { workspaceId })).invitations
        assert.deepEqual([led?.receiver, led?.revision], [{ kind: 'group', groupId: world.mainGroupId }, record.revision + 1])
      })

      it('IV-7 switches manual ones at most once in 15 minutes; looks may change meanwhile', async () => {
        const { workspaceId } = await createWorld(store)
        const { manual } = await store.run(readInvitations, { workspaceId })
        assert.deepEqual([manual.isOn, manual.switchableAt], [true, 0])
        const change = async (isOn: boolean, revision: number, now: number, desktop = manual.desktop) => store.run(changeManual, { workspaceId, change: { revision, isOn, desktop, mobile: manual.mobile }, now })
        const off = value(await change(false, manual.revision, NOW))
        assert.equal(off.switchableAt, NOW + SWITCH_EVERY_MS)
        assert.partialDeepStrictEqual(await change(true, off.revision, NOW + SWITCH_EVERY_MS - 1), { code: 'too_soon', field: 'isOn' })
        const other_ = value(await change(false, off.revision, NOW + MINUTE_MS, { ...manual.desktop, title: 'Hi' }))
        assert.deepEqual([other_.desktop.title, other_.switchableAt], ['Hi', NOW + SWITCH_EVERY_MS])
        assert.equal(value(await change(true, other_.revision, NOW + SWITCH_EVERY_MS)).isOn, true)
        assert.partialDeepStrictEqual(await change(true, off.revision, NOW + DAY_MS), { code: 'changed_meanwhile' })
      })
    })

    it('IV-7 of two who switch at once, at two servers, one does', async () => {
      const { workspaceId } = await createWorld(store)
      const { manual: { switchableAt: _, ...manual } } = await store.run(readInvitations, { workspaceId })
      const both = await Promise.all([store, other].map((through) => through.run(changeManual, { workspaceId, change: { ...manual, isOn: false }, now: NOW })))
      assert.deepEqual(both.map((result) => (result.ok ? 'switched' : result.code)).toSorted(), ['changed_meanwhile', 'switched'])
    })

    describe('automatic ones', () => {
      it('IV-9 are shown filled in, counted once, and the same one on the next page', async () => {
        const { world, record, vera } = await setUp(undefined, (in_) => ({ receiver: { kind: 'agent', agentId: in_.agentId('ann') }, variants: [{ id: 'a', name: 'A', share: 100, desktop: { ...look, buttons: ['chat'] }, mobile: plain }] }))
        await nameVisitor(vera, { name: 'Vera', page: JSON.stringify({ url: 'https://shop.example/tours', title: 'Tours' }) })
        const first = await shown(vera, record.id)
        assert.partialDeepStrictEqual(first, { invitationId: record.id, desktop: { title: 'Hello Vera', text: 'May we help you with Tours?' }, agent: { name: 'ann' } })
        const again = await shown(vera, record.id, { now: NOW + MINUTE_MS })
        assert.equal(again.id, first.id)
        assert.deepEqual(await facts(world), [`shown ${record.id}/a`])
      })

      it('IV-5 are not shown where they are off, of another site, gone, blocked, or somebody talks', async () => {
        const { world, record, vera } = await setUp()
        const off = await makes(world, { isOn: false }, 'i2')
        const gone = await makes(world, {}, 'i3')
        value(await store.run(deleteInvitation, { workspaceId: world.workspaceId, id: gone.id, now: NOW }))
        const elsewhere = await setUp()
        for (const id of [off.id, gone.id, elsewhere.record.id, 'unknown']) assert.deepEqual(await offer(vera, id), { isShown: false })
        const blocked = await world.visitor('blocked')
        await nameVisitor(blocked, { is_blocked: 1 })
        assert.deepEqual(await offer(blocked, record.id), { isShown: false })
        await world.send(vera, [world.draft('hello')])
        const talking = await offer(vera, record.id)
        assert.ok(!talking.isShown && talking.againAfterMs)
        assert.deepEqual(await facts(world), [])
      })

      it('IV-5 once declined for ever stay away, however many others were shown since', async () => {
        const { world, record, vera } = await setUp(undefined, () => ({ afterRefusal: { kind: 'ever' } }))
        const { id } = await shown(vera, record.id)
        value(await answer(vera, id, 'declined'))
        const one = (n: number) => ({ id: `${id}-${n}`, workspace_id: world.workspaceId, visitor_id: vera.id, invitation_id: null, variant_id: null, by_member: world.agentId('ann'), content: '{}', state: 'unanswered' as const, at: NOW + n, answered_at: NOW + n })
        await query(store, db.insertInto('invites').values(Array.from({ length: 250 }, (_, n) => one(n + 1))))
        assert.deepEqual(await offer(vera, record.id, { now: NOW + 30 * DAY_MS }), { isShown: false })
      })

      it('IV-5 wait for somebody who can receive, or do not', async () => {
        const { world, record, vera } = await setUp({ agents: { ann: { is_online: 0 } } })
        const always = await makes(world, { onlyStaffed: false }, 'i2')
        const waits = await offer(vera, record.id)
        assert.ok(!waits.isShown && waits.againAfterMs)
        await world.setAgent('ann', { is_online: 1 })
        await shown(vera, record.id)
        await world.setAgent('ann', { is_online: 0 })
        await shown(await world.visitor('sam'), always.id)
      })

      it('IV-6 one at a time, on all pages of a visitor', async () => {
        const { world, record, vera } = await setUp()
        const second = await makes(world, {}, 'i2')
        await shown(vera, record.id)
        assert.deepEqual(await offer(vera, second.id, { now: NOW + 1_000 }), { isShown: false, againAfterMs: INVITE_HOLDS_MS - 1_000 })
        await shown(vera, second.id, { now: NOW + INVITE_HOLDS_MS })
      })

      it('IV-10 declining holds at once everywhere, and is counted once', async () => {
        const { world, record, vera } = await setUp()
        const { id } = await shown(vera, record.id)
        assert.deepEqual(value(await answer(vera, id, 'declined')), { state: 'declined' })
        assert.equal(value(await answer(vera, id, 'declined')), null)
        assert.equal(value(await answer(vera, id, 'closed')), null)
        assert.deepEqual(await offer(vera, record.id, { now: NOW + MINUTE_MS }), { isShown: false, againAfterMs: 9 * MINUTE_MS })
        const next = await shown(vera, record.id, { now: NOW + 10 * MINUTE_MS })
        assert.notEqual(next.id, id)
        assert.equal(value(await answer(vera, next.id, 'closed', NOW + 11 * MINUTE_MS))?.state, 'unanswered')
        assert.equal(value(await answer(vera, next.id, 'declined', NOW + 12 * MINUTE_MS))?.state, 'declined', 'who declines late declines')
        assert.deepEqual(await offer(vera, record.id, { now: NOW + DAY_MS }), { isShown: false }, 'twice is as often as it may come')
        assert.partialDeepStrictEqual(await answer(await world.visitor('sam'), id, 'declined'), { code: 'invitation_over' })
        assert.deepEqual(await facts(world), [`declined ${record.id}/a`, `declined ${record.id}/a`, `shown ${record.id}/a`, `shown ${record.id}/a`])
      })

      it('IV-7 one that gives way to an agent’s says nothing of how the visitor stands', async () => {
        const { world, record, vera } = await setUp()
        const automatic = await shown(vera, record.id)
        const byHand = await invited(world, 'ann', vera.id, { now: NOW + 1 })
        assert.equal(value(await answer(vera, automatic.id, 'closed', NOW + 2)), null)
        assert.deepEqual(value(await answer(vera, byHand.id, 'closed', NOW + 3)), { state: 'unanswered', by: world.agentId('ann') })
        const [row] = await query(store, db.selectFrom('invites').select('state').where('id', '=', automatic.id))
        assert.equal(row?.state, 'unanswered')
      })

      it('IV-9 results count again from facts, by variant and period', async () => {
        const { world, record, vera } = await setUp()
        const { workspaceId } = world
        const { id } = await shown(vera, record.id)
        value(await accept(world, vera, id, { now: NOW + 5 }))
        const sam = await world.visitor('sam')
        value(await answer(sam, (await shown(sam, record.id, { now: NOW + 10 })).id, 'declined', NOW + 11))
        await invited(world, 'ann', (await world.visitor('mo')).id)
        const of = (from: number, to: number) => store.run(readResults, { workspaceId, from, to })
        assert.deepEqual(await of(NOW, NOW + 100), [{ invitationId: record.id, variantId: 'a', shown: 2, accepted: 1, declined: 1 }])
        assert.deepEqual(await of(NOW, NOW + 10), [{ invitationId: record.id, variantId: 'a', shown: 1, accepted: 1, declined: 0 }])
        assert.deepEqual(await of(0, NOW), [])
        assert.deepEqual(await store.run(readResults, { workspaceId: (await createWorld(store)).workspaceId, from: 0, to: NOW + DAY_MS }), [])
      })
    })

    describe('accepting', () => {
      it('IV-10 begins with the text of the invitation, and allocates by its receiver', async () => {
        const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
        const sales = await world.addGroup('sales', ['ben'])
        const record = await makes(world, { receiver: { kind: 'group', groupId: sales } })
        const vera = await world.visitor('vera')
        const { id } = await shown(vera, record.id)
        const accepted = value(await accept(world, vera, id))
        const [started, said, assigned, ...rest] = await eventsOf(accepted.conversationId)
        assert.partialDeepStrictEqual(started, { type: 'started', by: 'visitor', invitation: { id: record.id, variantId: 'a' } })
        assert.partialDeepStrictEqual(said, { type: 'message', from: { kind: 'machine' }, parts: [{ type: 'text', text: 'May we help you?' }], automatic: 'invitation' })
        assert.partialDeepStrictEqual(assigned, { type: 'assigned', agent: { id: world.agentId('ben') } })
        assert.deepEqual([rest, accepted.change?.groupId, accepted.change?.agentId], [[], sales, world.agentId('ben')])
        const [row] = await query(store, db.selectFrom('conversations').selectAll().where('id', '=', accepted.conversationId))
        assert.partialDeepStrictEqual(row, { visitor_unread: 1, status: 'held', group_id: sales })
        const head = headForVisitor(JSON.parse(row!.head))
        assert.equal(JSON.stringify(head).includes(sales), false, 'who receives is no visitor’s business')
        assert.equal('isAnswered' in head, false, 'nobody has written yet')
        assert.deepEqual(await facts(world), [`accepted ${record.id}/a`, `shown ${record.id}/a`])
      })

      it('IV-9 says on a phone what it said there', async () => {
        const { world, record, vera } = await setUp()
        const { conversationId } = value(await accept(world, vera, (await shown(vera, record.id)).id, { isMobile: true }))
        assert.partialDeepStrictEqual((await eventsOf(conversationId))[1], { parts: [{ type: 'text', text: 'On a phone?' }] })
      })

      it('IV-10 twice, in two tabs and by two servers, is one conversation', async () => {
        const { world, record, vera } = await setUp()
        const { id } = await shown(vera, record.id)
        const both = await Promise.all([accept(world, vera, id, { name: 'one' }), accept(world, vera, id, { name: 'two', through: other })])
        const [first, second] = both.map(value)
        assert.equal(first!.conversationId, second!.conversationId)
        assert.equal([first, second].filter((one) => one!.change).length, 1)
        value(await store.run(endConversation, { workspaceId: world.workspaceId, threadId: vera.threadId, conversationId: first!.conversationId, by: 'visitor', now: NOW + 1 }))
        assert.deepEqual(value(await accept(world, vera, id, { name: 'three', now: NOW + 2 })), { conversationId: first!.conversationId }, 'a repeat begins nothing')
        assert.deepEqual(await facts(world), [`accepted ${record.id}/a`, `shown ${record.id}/a`])
      })

      for (const change of ['switched off', 'deleted'] as const) {
        it(`IV-10 one that was ${change} while it stood there is accepted all the same`, async () => {
          const { world, record: { id, revision, ...draft }, vera } = await setUp()
          const { workspaceId } = world
          const showing = await shown(vera, id)
          if (change === 'deleted') value(await store.run(deleteInvitation, { workspaceId, id, now: NOW }))
          else value(await store.run(changeInvitation, { workspaceId, id, change: { revision, draft: { ...draft, isOn: false } } }))
          const { conversationId } = value(await accept(world, vera, showing.id))
          assert.partialDeepStrictEqual(await eventsOf(conversationId), [{ type: 'started' }, { parts: [{ type: 'text', text: 'May we help you?' }] }, { type: 'assigned', agent: { id: world.agentId('ann') } }])
        })
      }

      it('IV-10 of accepting and declining in two tabs at once, one counts', async () => {
        const { world, record, vera } = await setUp()
        const { id } = await shown(vera, record.id)
        const [accepted] = await Promise.all([accept(world, vera, id), other.run(answerInvitation, { visitor: vera, id, answer: 'declined', now: NOW })])
        assert.deepEqual(await facts(world), [`${accepted.ok ? 'accepted' : 'declined'} ${record.id}/a`, `shown ${record.id}/a`])
      })

      it('IV-10 an open conversation goes on', async () => {
        const { world, record, vera } = await setUp()
        const { id } = await shown(vera, record.id)
        await world.send(vera, [world.draft('hello')], { conversation: 'open' })
        const before = await eventsOf(world.conversationId('open'))
        assert.deepEqual(value(await accept(world, vera, id)), { conversationId: world.conversationId('open') })
        assert.deepEqual(await eventsOf(world.conversationId('open')), before)
      })

      it('IV-10 is refused for another’s, one that is a day old, for who is blocked, and where too many begin', async () => {
        const { world, record, vera } = await setUp()
        const { id } = await shown(vera, record.id)
        assert.partialDeepStrictEqual(await accept(world, await world.visitor('sam'), id), { code: 'invitation_over' })
        assert.partialDeepStrictEqual(await accept(world, vera, 'unknown'), { code: 'invitation_over' })
        assert.partialDeepStrictEqual(await accept(world, vera, id, { now: NOW + DAY_MS + 1 }), { code: 'invitation_over' })
        assert.partialDeepStrictEqual(await accept(world, vera, id, { mayStart: false }), { code: 'rate_limited' })
        const mo = await world.visitor('mo')
        const declined = (await shown(mo, record.id)).id
        value(await answer(mo, declined, 'declined'))
        assert.partialDeepStrictEqual(await accept(world, mo, declined), { code: 'invitation_over' }, 'in another tab')
        await nameVisitor(vera, { is_blocked: 1 })
        assert.partialDeepStrictEqual(await accept(world, vera, id), { code: 'visitor_blocked' })
        assert.equal((await query(store, db.selectFrom('conversations').select('id').where('thread_id', '=', vera.threadId))).length, 0)
      })

      for (const isWaiting of [false, true]) {
        it(`IV-10 nobody greets ${isWaiting ? 'after waiting' : 'at once'} whom an invitation has greeted`, async () => {
          const { world, record, vera } = await setUp({ agents: { ann: {} }, allocation: { whenNoneCanReceive: 'queue' } }, () => ({ onlyStaffed: false }))
          const { workspaceId } = world
          const greeting = { online: 'Good day', offline: 'Good night' }
          value(await store.run(changeGreetings, { workspaceId, change: { revision: 0, isOn: true, workspace: greeting, groups: {}, components: {} } }))
          if (isWaiting) await world.setAgent('ann', { is_accepting: 0 })
          const { conversationId } = value(await accept(world, vera, (await shown(vera, record.id)).id))
          if (isWaiting) {
            assert.deepEqual((await eventsOf(conversationId)).map(({ type }) => type), ['started', 'message', 'queued'])
            await world.setAgent('ann', { is_accepting: 1 })
            assert.equal((await store.run(allocateWaiting, { workspaceId, now: NOW + 1, seed: 1 })).kind, 'served')
          }
          assert.deepEqual((await eventsOf(conversationId)).map(({ type }) => type), isWaiting ? ['started', 'message', 'queued', 'assigned'] : ['started', 'message', 'assigned'])
          const sam = await world.visitor('sam')
          const usual = await world.send(sam, [world.draft('hello')])
          assert.deepEqual(usual.change?.appended.events.map(({ type }) => type), ['started', 'message', 'assigned', 'message'], 'who comes otherwise is greeted')
        })
      }

      it('AL-9 goes to the one agent whom the invitation names, also after waiting', async () => {
        const world = await createWorld(store, { agents: { ann: { is_accepting: 0 }, ben: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
        const { workspaceId } = world
        const record = await makes(world, { receiver: { kind: 'agent', agentId: world.agentId('ben') }, onlyStaffed: false })
        const vera = await world.visitor('vera')
        const { conversationId } = value(await accept(world, vera, (await shown(vera, record.id)).id))
        assert.partialDeepStrictEqual((await eventsOf(conversationId))[2], { type: 'queued', reason: 'queue' })
        for (const agent of ['ann', 'ben']) await world.setAgent(agent, { is_accepting: 1 })
        assert.equal((await store.run(allocateWaiting, { workspaceId, now: NOW + 1, seed: 1 })).kind, 'served')
        assert.partialDeepStrictEqual((await eventsOf(conversationId))[3], { type: 'assigned', agent: { id: world.agentId('ben') } })
      })

      it('AR-5 the bot of the group comes first, and is asked when the visitor writes', async () => {
        const { world, record, vera } = await setUp()
        const { workspaceId } = world
        const bot = { name: 'Bo', address: 'https://bot.example/', timeoutSeconds: 5, groupIds: [world.mainGroupId], isOn: true }
        await insert(store, 'bots', { id: `${world.name}-bot`, workspace_id: workspaceId, draft: JSON.stringify(bot), secret: 's', revision: 1, created_at: NOW })
        const { conversationId } = value(await accept(world, vera, (await shown(vera, record.id)).id))
        assert.deepEqual((await eventsOf(conversationId)).map(({ type }) => type), ['started', 'message'])
        const asked = () => query(store, db.selectFrom('deadlines').select('kind').where('subject', '=', conversationId).where('kind', '=', 'bot-asked'))
        const [row] = await query(store, db.selectFrom('conversations').select('bot_id').where('id', '=', conversationId))
        assert.deepEqual([row?.bot_id, await asked()], [`${world.name}-bot`, []])
        await world.send(vera, [world.draft('hello')])
        assert.equal((await asked()).length, 1)
      })
    })

    describe('by hand', () => {
      it('IV-7 the inviting agent receives whoever accepts, over the cap, with their own words', async () => {
        const world = await createWorld(store, { agents: { ann: { cap: 1, is_accepting: 0 }, ben: {} } })
        const [vera, sam] = [await world.visitor('vera'), await world.visitor('sam')]
        await nameVisitor(vera, { name: 'Vera' })
        for (const visitor of [vera, sam]) {
          const invitation = await invited(world, 'ann', visitor.id)
          assert.deepEqual([invitation.desktop.title, invitation.agent?.name], ['ann', 'ann'])
          const { conversationId } = value(await accept(world, visitor, invitation.id, { name: visitor.id }))
          const [started, said, assigned] = await eventsOf(conversationId)
          assert.partialDeepStrictEqual(started, { type: 'started', invitation: { by: world.agentId('ann') } })
          assert.partialDeepStrictEqual(said, { from: { kind: 'agent', id: world.agentId('ann') }, automatic: 'invitation', parts: [{ type: 'text', text: visitor === vera ? 'May I help, Vera?' : 'May I help?' }] })
          assert.partialDeepStrictEqual(assigned, { type: 'assigned', agent: { id: world.agentId('ann') } })
          const traces = await query(store, db.selectFrom('allocation_traces').select('trace').where('conversation_id', '=', conversationId))
          assert.partialDeepStrictEqual(traces.map(({ trace }) => JSON.parse(trace)), [{ step: 'IV-7', decision: 'assign', agentId: world.agentId('ann') }])
        }
        assert.deepEqual(await facts(world), ['accepted manual', 'accepted manual', 'shown manual', 'shown manual'])
      })

      it('IV-7 of an agent who has gone, the rule says who receives', async () => {
        const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
        const vera = await world.visitor('vera')
        const { id } = await invited(world, 'ann', vera.id)
        await world.setAgent('ann', { is_online: 0 })
        const { conversationId } = value(await accept(world, vera, id))
        const [, said, assigned] = await eventsOf(conversationId)
        assert.partialDeepStrictEqual([said, assigned], [{ from: { kind: 'agent', id: world.agentId('ann') } }, { type: 'assigned', agent: { id: world.agentId('ben') } }])
      })

      it('IV-7 of an agent who is disabled meanwhile, the words stay and another one receives', async () => {
        const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
        const vera = await world.visitor('vera')
        const { id } = await invited(world, 'ann', vera.id)
        await query(store, db.updateTable('members').set({ is_disabled: 1 }).where('id', '=', world.agentId('ann')))
        const { conversationId } = value(await accept(world, vera, id))
        const [, said, assigned] = await eventsOf(conversationId)
        assert.partialDeepStrictEqual([said, assigned], [{ from: { kind: 'agent', name: 'ann' } }, { type: 'assigned', agent: { id: world.agentId('ben') } }])
      })

      it('IV-7 a page is told of what is not answered yet, and of nothing else', async () => {
        const world = await createWorld(store)
        const vera = await world.visitor('vera')
        const record = await makes(world)
        const pending = (now: number) => other.run(pendingInvite, { visitorId: vera.id, now })
        await shown(vera, record.id, { now: NOW - INVITE_HOLDS_MS })
        assert.equal(await pending(NOW), null, 'an automatic one is found by the page')
        const invitation = await invited(world, 'ann', vera.id)
        assert.deepEqual(await pending(NOW + INVITE_HOLDS_MS - 1), invitation)
        assert.equal(await pending(NOW + INVITE_HOLDS_MS), null)
        value(await accept(world, vera, invitation.id))
        assert.equal(await pending(NOW + 1), null)
      })

      it('IV-8 of two agents, at two servers at once, the first wins and the second is told', async () => {
        const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
        const vera = await world.visitor('vera')
        const results = await Promise.all([invite(world, 'ann', vera.id), invite(world, 'ben', vera.id, { through: other })])
        const refused = results.flatMap((result) => ('not' in result ? [result.not] : []))
        const winner = 'invitation' in results[0]! ? 'ann' : 'ben'
        assert.deepEqual(refused, [{ visitorId: vera.id, code: 'already_invited', by: winner }])
        assert.deepEqual(await facts(world), ['shown manual'])
        await invited(world, 'ben', vera.id, { now: NOW + INVITE_HOLDS_MS })
      })

      it('IV-7 says who was not invited, and why', async () => {
        const world = await createWorld(store)
        const why = async (visitorId: VisitorId, options?: { isPresent?: boolean }) => {
          const result = await invite(world, 'ann', visitorId, options)
          return 'not' in result ? [result.not.code, result.not.by] : 'invited'
        }
        const [vera, sam] = [await world.visitor('vera'), await world.visitor('sam')]
        assert.deepEqual(await why(vera.id, { isPresent: false }), ['visitor_left', undefined])
        await nameVisitor(vera, { is_blocked: 1 })
        assert.deepEqual(await why(vera.id), ['visitor_blocked', undefined])
        await world.send(sam, [world.draft('hello')])
        assert.deepEqual(await why(sam.id), ['conversation_open', 'ann'])
        assert.deepEqual(await why('unknown' as VisitorId), ['visitor_left', undefined])
        assert.deepEqual(await why((await (await createWorld(store)).visitor('far')).id), ['visitor_left', undefined], 'of another workspace')
        assert.deepEqual(await facts(world), [])
      })

      it('IV-7 nobody answering for a minute is an answer, once', async () => {
        const world = await createWorld(store)
        const [vera, sam] = [await world.visitor('vera'), await world.visitor('sam')]
        const unanswered = await invited(world, 'ann', vera.id)
        const declined = await invited(world, 'ann', sam.id)
        assert.deepEqual(value(await answer(sam, declined.id, 'declined')), { state: 'declined', by: world.agentId('ann') })
        const due = async (now: number) => (await store.run(claimDeadlines, { kinds: ['invite-unanswered'], now, claimMs: 1, most: 50 })).filter(({ workspaceId }) => workspaceId === world.workspaceId)
        assert.deepEqual(await due(NOW + INVITE_HOLDS_MS - 1), [])
        const claimed = await due(NOW + INVITE_HOLDS_MS)
        assert.deepEqual(claimed.map(({ subject }) => subject), [unanswered.id])
        const expire = () => store.run(expireInvite, { deadline: claimed[0]!, now: NOW + INVITE_HOLDS_MS })
        assert.deepEqual(await expire(), { visitorId: vera.id, by: world.agentId('ann') })
        assert.equal(await expire(), null)
        const { change } = value(await accept(world, vera, unanswered.id, { now: NOW + 2 * INVITE_HOLDS_MS }))
        assert.equal(change?.agentId, world.agentId('ann'), 'who comes late is received all the same')
      })
    })
  })
}
