/** Choosing from the menu where conversations happen: by the procedures that the server uses, on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { BotDraft, ConversationHead, ConversationId, FileId, GroupId, LogEvent, MemberId, Menu, MenuAction, MenuItem, MenuPlace, MessageId, Part } from '@foyer/sdk/protocol'
import { allocateWaiting } from '../allocation/waiting.ts'
import { makeBot } from '../bots/store.ts'
import { beginByAgent, endConversation, sendAgentMessages } from '../conversations/store.ts'
import { beginUpload, finishUpload, readFile } from '../files/store.ts'
import { deleteGroup, readGroupDependents } from '../groups/deletion.ts'
import { acceptInvitation } from '../invitations/begin.ts'
import { inviteVisitor } from '../invitations/showings.ts'
import { erasePerson } from '../privacy/erase.ts'
import { DEFAULT_REPLIES } from '../replies/rules.ts'
import { changeReplies, readReplies } from '../replies/store.ts'
import { changeRouting, readRouting } from '../routing/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World, WorldOptions } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { chooseItem } from './choose.ts'
import { EMPTY_MENU } from './rules.ts'
import { changeMenu, publishMenu, readMenu, readMenuCounts } from './store.ts'
import { WITH_MENU } from './waiting.ts'

const text = (said: string): Part => ({ type: 'text', text: said })
const item = (id: string, action: MenuAction): MenuItem => ({ id, title: `The ${id}`, icon: 'none', action })
const ask = (id: string): MenuItem => item(id, { kind: 'reply', parts: [text(`about ${id}`)] })
const PAGE = item('page', { kind: 'page', address: 'https://shop.example/tours', opens: 'here' })
const PHONE = item('phone', { kind: 'phone', number: '10086' })
/** Nobody is there, and visitors wait. */
const NOBODY: WorldOptions = { agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } }

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Choosing from the menu on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    const logOf = async (id: ConversationId): Promise<readonly LogEvent[]> =>
      (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(({ body }) => JSON.parse(body) as LogEvent)
    /** The log in words: who said what, and what happened. */
    const linesOf = async (id: ConversationId): Promise<readonly string[]> =>
      (await logOf(id)).map((event) => {
        if (event.type === 'chose') return `chose ${event.itemId}: ${event.title}`
        if (event.type !== 'message') return event.type
        const [part] = event.parts
        return `${event.automatic ?? event.from.kind}: ${part?.type === 'text' ? part.text : part?.type}`
      })
    const rowOf = async (id: ConversationId) => (await query(store, db.selectFrom('conversations').selectAll().where('id', '=', id)))[0]
    const headOf = async (id: ConversationId): Promise<ConversationHead> => {
      const head = JSON.parse((await rowOf(id))!.head) as ConversationHead
      assert.deepEqual(foldEvents(emptyHead(id), await logOf(id)), head, 'what is stored is what its log folds to')
      return head
    }
    const chosenFacts = ({ workspaceId }: World) =>
      query(store, db.selectFrom('facts').select(['about', 'value', 'conversation_id']).where('workspace_id', '=', workspaceId).where('kind', '=', 'menu-chosen').orderBy('at').orderBy('id'))

    const publish = async ({ workspaceId, agentId }: World, items: readonly MenuItem[], { place = 'chat', isOn = true }: { place?: MenuPlace; isOn?: boolean } = {}) => {
      const to = { workspaceId, place, memberId: agentId('ann'), now: NOW }
      const { revision } = await store.run(readMenu, to)
      const draft: Menu = { ...EMPTY_MENU, items }
      const { record } = value(await store.run(changeMenu, { ...to, change: { revision, isOn, draft } }))
      return value(await store.run(publishMenu, { ...to, publication: { revision: record.revision } })).record
    }
    let choices = 0
    const choose = ({ name }: World, visitor: VisitorIdentity, itemId: string, options: { id?: string; place?: MenuPlace; talk?: string; now?: number } = {}) =>
      store.run(chooseItem, {
        visitor,
        id: options.id ?? `${name}-choice${++choices}`,
        place: options.place ?? 'chat',
        itemId,
        newConversationId: `${name}-${options.talk ?? 'talk'}` as ConversationId,
        now: options.now ?? NOW,
        seed: 1,
      })
    const talkOf = (world: World) => world.conversationId('talk')

    it('MN-4 a reply begins a conversation that waits with the menu, in no queue', async () => {
      const world = await createWorld(store)
      await publish(world, [ask('hours'), PAGE])
      const vera = await world.visitor('vera')
      const { change } = value(await choose(world, vera, 'hours'))
      assert.deepEqual(await linesOf(talkOf(world)), ['started', 'chose hours: The hours', 'machine: about hours'])
      assert.deepEqual([(await rowOf(talkOf(world)))?.bot_id, change?.agentId, change?.isWaiting], [WITH_MENU, null, true])
      assert.equal((await headOf(talkOf(world))).marks.visitor.unread, 1)
      assert.equal((await store.run(allocateWaiting, { workspaceId: world.workspaceId, now: NOW, seed: 1 })).kind, 'nobody', 'nobody is sought for it')
      await choose(world, vera, 'hours')
      assert.equal((await rowOf(talkOf(world)))?.bot_id, WITH_MENU)
      assert.equal((await linesOf(talkOf(world))).length, 5)
    })

    it('MN-4 the same choice twice is one: in the log, and counted', async () => {
      const world = await createWorld(store)
      await publish(world, [ask('hours'), PHONE])
      const vera = await world.visitor('vera')
      for (const itemId of ['hours', 'phone']) {
        const id = `${world.name}-${itemId}`
        value(await choose(world, vera, itemId, { id }))
        value(await choose(world, vera, itemId, { id }))
      }
      assert.deepEqual(await linesOf(talkOf(world)), ['started', 'chose hours: The hours', 'machine: about hours', 'chose phone: The phone'])
      assert.deepEqual((await chosenFacts(world)).map(({ about, value: place, conversation_id: talk }) => [about, place, talk]).toSorted(), [['hours', 0, talkOf(world)], ['phone', 0, talkOf(world)]])
      assert.deepEqual(await store.run(readMenuCounts, { workspaceId: world.workspaceId, place: 'chat', from: NOW, to: NOW + 1 }), [{ itemId: 'hours', count: 1 }, { itemId: 'phone', count: 1 }])
      assert.deepEqual(await store.run(readMenuCounts, { workspaceId: world.workspaceId, place: 'hosted', from: NOW, to: NOW + 1 }), [])
      assert.deepEqual(await store.run(readMenuCounts, { workspaceId: world.workspaceId, place: 'chat', from: NOW - 1, to: NOW }), [], 'the end is excluded')
    })

    it('MN-4 who writes then is received as if it began: by the rules first, then by an agent', async () => {
      const world = await createWorld(store)
      await publish(world, [ask('hours')])
      const { revision } = await store.run(readReplies, { workspaceId: world.workspaceId })
      const first = { isOn: true, answer: { parts: [text('Welcome')] } }
      value(await store.run(changeReplies, { workspaceId: world.workspaceId, memberId: world.agentId('ann'), now: NOW, change: { ...DEFAULT_REPLIES, first, revision } }))
      const vera = await world.visitor('vera')
      await choose(world, vera, 'hours')
      await world.send(vera, [world.draft('hi')])
      assert.deepEqual((await linesOf(talkOf(world))).slice(3), ['visitor: hi', 'machine: Welcome', 'assigned'])
      assert.deepEqual([(await rowOf(talkOf(world)))?.agent_id, (await rowOf(talkOf(world)))?.bot_id], [world.agentId('ann'), null])
    })

    it('MN-4 who writes then where nobody is free stands in the queue', async () => {
      const world = await createWorld(store, NOBODY)
      await publish(world, [ask('hours')])
      const vera = await world.visitor('vera')
      await choose(world, vera, 'hours')
      const { change } = await world.send(vera, [world.draft('hi')])
      assert.deepEqual((await linesOf(talkOf(world))).slice(3), ['visitor: hi', 'queued'])
      assert.deepEqual([change?.queue, (await rowOf(talkOf(world)))?.bot_id], ['entered', null])
    })

    it('AR-5 who writes then where a bot answers first comes to the bot', async () => {
      const world = await createWorld(store)
      await publish(world, [ask('hours')])
      const draft: BotDraft = { name: 'Robi', address: 'https://bot.example/', timeoutSeconds: 5, groupIds: [world.mainGroupId], isOn: true }
      const bot = value(await store.run(makeBot, { workspaceId: world.workspaceId, id: `${world.name}-robi`, draft, secret: 's', now: NOW }))
      const vera = await world.visitor('vera')
      await choose(world, vera, 'hours')
      await world.send(vera, [world.draft('hi')])
      assert.equal((await rowOf(talkOf(world)))?.bot_id, bot.id)
      const asked = await query(store, db.selectFrom('deadlines').select('kind').where('subject', '=', talkOf(world)).where('kind', '=', 'bot-asked'))
      assert.equal(asked.length, 1, 'and is asked')
    })

    it('MN-2 a human is one of the group that the item names: at once, or from the menu', async () => {
      const world = await createWorld(store, { agents: { ann: {} } })
      await world.addAgent('ben')
      const groupId = await world.addGroup('sales', ['ben'])
      await publish(world, [ask('hours'), item('sales', { kind: 'human', receiver: { kind: 'group', groupId } })])
      const [vera, mira] = [await world.visitor('vera'), await world.visitor('mira')]
      await choose(world, vera, 'sales')
      assert.deepEqual(await linesOf(talkOf(world)), ['started', 'chose sales: The sales', 'assigned'])
      assert.deepEqual([(await rowOf(talkOf(world)))?.agent_id, (await rowOf(talkOf(world)))?.group_id], [world.agentId('ben'), groupId])
      await choose(world, mira, 'hours', { talk: 'second' })
      await choose(world, mira, 'sales', { talk: 'third' })
      const second = world.conversationId('second')
      assert.deepEqual((await linesOf(second)).slice(3), ['chose sales: The sales', 'assigned'])
      assert.deepEqual([(await rowOf(second))?.agent_id, (await rowOf(second))?.bot_id, await rowOf(world.conversationId('third'))], [world.agentId('ben'), null, undefined])
    })

    it('MN-2 a human is somebody else where the group is gone, and nobody where none is free', async () => {
      const world = await createWorld(store, NOBODY)
      await publish(world, [item('ann', { kind: 'human', receiver: { kind: 'agent', agentId: world.agentId('ann') } })])
      const vera = await world.visitor('vera')
      await choose(world, vera, 'ann')
      assert.deepEqual(await linesOf(talkOf(world)), ['started', 'chose ann: The ann', 'queued'])
      await query(store, db.updateTable('menus').set((row) => ({ published: row.val(JSON.stringify({ ...EMPTY_MENU, items: [item('gone', { kind: 'human', receiver: { kind: 'group', groupId: 'gone' as GroupId } })] })) })).where('workspace_id', '=', world.workspaceId))
      await choose(world, await world.visitor('mira'), 'gone', { talk: 'second' })
      assert.equal((await rowOf(world.conversationId('second')))?.group_id, world.mainGroupId)
    })

    it('MN-4 a conversation that is held stays with its holder, who sees what was asked', async () => {
      const world = await createWorld(store)
      await world.addAgent('ben')
      const groupId = await world.addGroup('sales', ['ben'])
      await publish(world, [ask('hours'), PAGE, item('sales', { kind: 'human', receiver: { kind: 'group', groupId } })])
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hi')], { conversation: 'talk' })
      for (const id of ['sales', 'page', 'hours']) await choose(world, vera, id)
      assert.deepEqual((await linesOf(talkOf(world))).slice(3), ['chose sales: The sales', 'chose page: The page', 'chose hours: The hours', 'machine: about hours'])
      assert.equal((await rowOf(talkOf(world)))?.agent_id, world.agentId('ann'))
    })

    it('MN-4 a page or a number begins nothing, and is told in the next conversation of the visit, once', async () => {
      const world = await createWorld(store)
      await publish(world, [PAGE, PHONE])
      const vera = await world.visitor('vera')
      await choose(world, vera, 'phone', { now: NOW - 31 * 60_000 })
      assert.deepEqual(value(await choose(world, vera, 'page', { now: NOW - 60_000 })), {})
      assert.equal(await rowOf(talkOf(world)), undefined)
      assert.equal((await chosenFacts(world)).length, 2, 'they are counted all the same')
      await world.send(vera, [world.draft('hi')], { conversation: 'talk' })
      assert.deepEqual(await linesOf(talkOf(world)), ['started', 'chose page: The page', 'visitor: hi', 'assigned'], 'what was chosen in an earlier visit is not')
      value(await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: talkOf(world), by: 'visitor', now: NOW }))
      await world.send(vera, [world.draft('again')], { conversation: 'second' })
      assert.deepEqual(await linesOf(world.conversationId('second')), ['started', 'visitor: again', 'assigned'])
    })

    it('MN-4 it is told in a conversation that an agent begins, too', async () => {
      const world = await createWorld(store)
      await publish(world, [PAGE])
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hi')], { conversation: 'talk' })
      value(await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: talkOf(world), by: 'visitor', now: NOW }))
      await choose(world, vera, 'page')
      const drafts = [{ id: `${world.name}-said` as MessageId, parts: [text('Still there?')] }]
      const agent = { id: world.agentId('ann'), name: 'ann' }
      value(await store.run(sendAgentMessages, { workspaceId: world.workspaceId, agent, seesAll: true, conversationId: talkOf(world), drafts, now: NOW, newConversationId: world.conversationId('second') }))
      assert.deepEqual(await linesOf(world.conversationId('second')), ['started', 'chose page: The page', 'assigned', 'agent: Still there?'])
    })

    /** Who begins a conversation, where, and what its log says then besides what was chosen before it. */
    const WAYS: Readonly<Record<string, { readonly options?: WorldOptions; begin(world: World, vera: VisitorIdentity): Promise<unknown>; readonly log: readonly string[] }>> = {
      'the visitor writes': { begin: (world, vera) => world.send(vera, [world.draft('hi')], { conversation: 'talk' }), log: ['visitor: hi', 'assigned'] },
      'the visitor writes where nobody is there': {
        options: { agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'take-message' } },
        begin: (world, vera) => world.send(vera, [world.draft('hi')], { conversation: 'talk' }),
        log: ['visitor: hi', 'queued'],
      },
      'the visitor writes, and a bot comes first': {
        async begin(world, vera) {
          value(await store.run(makeBot, { workspaceId: world.workspaceId, id: `${world.name}-robi`, draft: { name: 'Robi', address: 'https://bot.example/', timeoutSeconds: 5, groupIds: [world.mainGroupId], isOn: true }, secret: 's', now: NOW }))
          await world.send(vera, [world.draft('hi')], { conversation: 'talk' })
        },
        log: ['visitor: hi'],
      },
      'the visitor chooses what is answered': { begin: (world, vera) => choose(world, vera, 'hours'), log: ['chose hours: The hours', 'machine: about hours'] },
      'the visitor chooses a human': { begin: (world, vera) => choose(world, vera, 'human'), log: ['chose human: The human', 'assigned'] },
      'the visitor accepts an agent’s invitation': {
        async begin(world, vera) {
          const invited = await store.run(inviteVisitor, { workspaceId: world.workspaceId, by: world.agentId('ann'), visitorId: vera.id, isPresent: true, text: 'May I help?', newId: `${world.name}-invite`, now: NOW })
          assert.ok('invitation' in invited, JSON.stringify(invited))
          value(await store.run(acceptInvitation, { visitor: vera, id: invited.invitation.id, isMobile: false, mayStart: true, newConversationId: talkOf(world), now: NOW, seed: 1 }))
        },
        log: ['invitation: May I help?', 'assigned'],
      },
      'an agent writes to who is on the site': {
        async begin(world, vera) {
          const drafts = [{ id: `${world.name}-said` as MessageId, parts: [text('May I help?')] }]
          value(await store.run(beginByAgent, { workspaceId: world.workspaceId, agent: { id: world.agentId('ann'), name: 'ann' }, seesAll: false, visitorId: vera.id, isPresent: true, drafts, now: NOW, newConversationId: talkOf(world) }))
        },
        log: ['assigned', 'agent: May I help?'],
      },
    }
    for (const [way, { options, begin, log }] of Object.entries(WAYS)) {
      it(`MN-4 what was chosen before is told once, in order, however a conversation begins: ${way}`, async () => {
        const world = await createWorld(store, options)
        await publish(world, [PAGE, PHONE, ask('hours'), item('human', { kind: 'human', receiver: { kind: 'group', groupId: world.mainGroupId } })])
        const vera = await world.visitor('vera')
        await choose(world, vera, 'phone', { now: NOW - 2 })
        await choose(world, vera, 'page', { now: NOW - 1 })
        await begin(world, vera)
        assert.deepEqual(await linesOf(talkOf(world)), ['started', 'chose phone: The phone', 'chose page: The page', ...log])
        value(await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: talkOf(world), by: 'visitor', now: NOW }))
        await world.send(vera, [world.draft('again')], { conversation: 'second' })
        assert.deepEqual((await linesOf(world.conversationId('second'))).slice(0, 2), ['started', 'visitor: again'])
      })
    }

    it('AL-19 rules see what was chosen', async () => {
      const world = await createWorld(store, NOBODY)
      const groupId = await world.addGroup('visas', ['ann'])
      const { revision } = await store.run(readRouting, { workspaceId: world.workspaceId })
      const rules = [{ name: 'Visas', isOn: true, conditions: [{ kind: 'choice', values: ['the visas'] }], groupId }] as const
      value(await store.run(changeRouting, { workspaceId: world.workspaceId, change: { revision, rules: rules.map((rule) => ({ ...rule, id: 'r' })) as never } }))
      await publish(world, [ask('visas'), item('page', { kind: 'page', address: 'https://shop.example/', opens: 'here' }), item('site', { kind: 'items', items: [{ ...PHONE, title: 'The visas' }] })])
      await choose(world, await world.visitor('vera'), 'visas')
      assert.equal((await rowOf(talkOf(world)))?.group_id, groupId, 'as it begins one')
      const mira = await world.visitor('mira')
      await choose(world, mira, 'phone')
      await world.send(mira, [world.draft('hi')], { conversation: 'second' })
      assert.equal((await rowOf(world.conversationId('second')))?.group_id, groupId, 'and before')
    })

    it('MN-2 a file of a reply is the message’s own, and is gone from the menu when nothing refers to it', async () => {
      const world = await createWorld(store)
      const { workspaceId } = world
      const memberId = world.agentId('ann')
      const id = `${world.name}-file` as FileId
      value(await store.run(beginUpload, { id, workspaceId, by: { kind: 'member', id: memberId }, file: { name: 'map.png', type: '', size: 9 }, now: NOW }))
      await store.run(finishUpload, { id, found: { name: 'map.png', type: 'image/png', size: 9, width: 4, height: 3, hasThumbnail: true } })
      const file: Part = { type: 'file', file: { id, name: '', type: '', size: 0 } }
      const record = await publish(world, [item('map', { kind: 'reply', parts: [file] })])
      assert.deepEqual(record.published?.items[0]?.action, { kind: 'reply', parts: [{ type: 'file', file: { id, name: 'map.png', type: 'image/png', size: 9, width: 4, height: 3 } }] })
      const draftOnly = value(await store.run(changeMenu, { workspaceId, place: 'chat', memberId, now: NOW, change: { revision: record.revision, isOn: true, draft: { ...EMPTY_MENU, items: [ask('hours')] } } })).record
      assert.ok(await store.run(readFile, { id }), 'what is shown still refers to it')
      await choose(world, await world.visitor('vera'), 'map')
      const said = (await logOf(talkOf(world))).find((event) => event.type === 'message')
      const [part] = said?.type === 'message' ? said.parts : []
      assert.ok(part?.type === 'file' && part.file.id !== id && part.file.name === 'map.png')
      value(await store.run(publishMenu, { workspaceId, place: 'chat', memberId, now: NOW, publication: { revision: draftOnly.revision } }))
      assert.equal(await store.run(readFile, { id }), undefined)
      assert.ok(await store.run(readFile, { id: part.file.id }), 'who has it goes on seeing it')
      const foreign = await store.run(changeMenu, { workspaceId, place: 'hosted', memberId, now: NOW, change: { revision: 0, isOn: true, draft: { ...EMPTY_MENU, items: [ask('a'), item('b', { kind: 'reply', parts: [file] })] } } })
      assert.partialDeepStrictEqual(foreign, { code: 'file_gone', field: 'items.1.action.parts.0' })
    })

    it('MN-4 what was taken out, switched off, or only unfolds cannot be chosen', async () => {
      const world = await createWorld(store)
      await publish(world, [ask('hours'), item('more', { kind: 'items', items: [ask('below')] })])
      const vera = await world.visitor('vera')
      for (const [itemId, place] of [['none', 'chat'], ['more', 'chat'], ['hours', 'hosted']] as const) {
        assert.partialDeepStrictEqual(await choose(world, vera, itemId, { place }), { code: 'not_found' })
      }
      await publish(world, [ask('hours')], { isOn: false })
      assert.partialDeepStrictEqual(await choose(world, vera, 'hours'), { code: 'not_found' })
      assert.deepEqual([await rowOf(talkOf(world)), await chosenFacts(world)], [undefined, []])
    })

    it('IV-4 who is blocked chooses nothing', async () => {
      const world = await createWorld(store)
      await publish(world, [ask('hours')])
      const vera = await world.visitor('vera')
      await query(store, db.updateTable('visitors').set({ is_blocked: 1 }).where('id', '=', vera.id))
      assert.partialDeepStrictEqual(await choose(world, vera, 'hours'), { code: 'visitor_blocked' })
    })

    it('AL-8 what leads to a group that is deleted leads where it is told to, in the draft and in what is shown', async () => {
      const world = await createWorld(store)
      const groupId = await world.addGroup('sales', ['ann'])
      const sales = item('sales', { kind: 'human', receiver: { kind: 'group', groupId } })
      const { revision } = await publish(world, [item('more', { kind: 'items', items: [sales] })])
      const { rules } = value(await store.run(readGroupDependents, { workspaceId: world.workspaceId, id: groupId }))
      assert.deepEqual(rules, [{ name: 'The sales' }])
      value(await store.run(deleteGroup, { workspaceId: world.workspaceId, id: groupId, deletion: { revision: 0, leadTo: world.mainGroupId }, by: world.agentId('ann'), now: NOW }))
      const after = await store.run(readMenu, { workspaceId: world.workspaceId, place: 'chat' })
      assert.equal(after.revision, revision + 1)
      for (const { items } of [after.draft, after.published!]) assert.ok(JSON.stringify(items).includes(world.mainGroupId) && !JSON.stringify(items).includes(`"${groupId}"`))
    })

    it('MN-3 what is saved is shown when it is published, and its receivers must be there at both times', async () => {
      const world = await createWorld(store)
      const { workspaceId } = world
      await world.addAgent('ben')
      const to = { workspaceId, place: 'chat', memberId: world.agentId('ann') as MemberId, now: NOW } as const
      const human = (name: string) => ({ ...EMPTY_MENU, items: [ask('a'), item('b', { kind: 'human', receiver: { kind: 'agent', agentId: world.agentId(name) } })] })
      assert.partialDeepStrictEqual(await store.run(changeMenu, { ...to, change: { revision: 0, isOn: true, draft: human('nobody') } }), { code: 'receiver_gone', field: 'items.1.action.receiver' })
      const { record, sites } = value(await store.run(changeMenu, { ...to, change: { revision: 0, isOn: true, draft: human('ben') } }))
      assert.deepEqual([record.published, sites.length], [undefined, 0], 'a draft is nobody’s business')
      assert.partialDeepStrictEqual(await store.run(changeMenu, { ...to, change: { revision: 0, isOn: true, draft: human('ben') } }), { code: 'changed_meanwhile' })
      await world.setAgent('ben', { is_disabled: 1 })
      assert.partialDeepStrictEqual(await store.run(publishMenu, { ...to, publication: { revision: record.revision } }), { code: 'receiver_gone', field: 'items.1.action.receiver' })
      await world.setAgent('ben', { is_disabled: 0 })
      const published = value(await store.run(publishMenu, { ...to, publication: { revision: record.revision } }))
      assert.deepEqual([published.record.published, published.record.publishedAt, published.sites.length], [record.draft, NOW, 1])
      assert.partialDeepStrictEqual(await store.run(publishMenu, { ...to, publication: { revision: record.revision } }), { code: 'changed_meanwhile' })
      const off = value(await store.run(changeMenu, { ...to, change: { revision: published.record.revision, isOn: false, draft: published.record.draft } }))
      assert.equal(off.sites.length, 1, 'windows hear of the switch at once')
      assert.partialDeepStrictEqual(await store.run(publishMenu, { ...to, place: 'hosted', publication: { revision: 0 } }), { code: 'required', field: 'items' })
    })

    it('CW-15 nothing of a person’s choices is left, and every count is what it was', async () => {
      const world = await createWorld(store)
      await publish(world, [PAGE, ask('hours')])
      const vera = await world.visitor('vera')
      await choose(world, vera, 'page')
      await choose(world, vera, 'hours')
      assert.ok(await store.run(erasePerson, { workspaceId: world.workspaceId, visitorId: vera.id, chance: 'x', now: NOW }))
      assert.deepEqual(await query(store, db.selectFrom('menu_choices').select('id').where('workspace_id', '=', world.workspaceId)), [])
      assert.deepEqual((await store.run(readMenuCounts, { workspaceId: world.workspaceId, place: 'chat', from: NOW, to: NOW + 1 })).map(({ count }) => count), [1, 1])
    })
  })
}
