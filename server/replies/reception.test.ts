/** Greetings, automatic replies and bots where conversations happen: by the procedures that the server uses, on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { AgentPart, BotDraft, ComponentId, ConversationHead, ConversationId, FileId, GreetingsChange, KeywordRule, LogEvent, MessageId, Part, Receiver, ReplyRules } from '@foyer/sdk/protocol'
import { moveFromGone } from '../allocation/move.ts'
import { allocateWaiting } from '../allocation/waiting.ts'
import { FILES_WITHIN_MS } from '../bots/rules.ts'
import { askBot, botAnswered, botFailed, botHasFiles, changeBot, deleteBot, makeBot } from '../bots/store.ts'
import type { AskBot } from '../bots/store.ts'
import { readStanding } from '../conversations/standing.ts'
import { checkSilence, endConversation, sendAgentMessages } from '../conversations/store.ts'
import { claimDeadlines } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { beginUpload, dropUnused, dropUpload, finishUpload, readFile } from '../files/store.ts'
import type { Uploader } from '../files/store.ts'
import { changeAgentGreeting, changeGreetings, readGreetings } from '../greetings/store.ts'
import { erasePerson } from '../privacy/erase.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World, WorldOptions } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { DEFAULT_REPLIES, QUIET_MS } from './rules.ts'
import { changeReplies, readReplies } from './store.ts'

const text = (said: string): Part => ({ type: 'text', text: said })
const rule = (id: string, keyword: string, changed: Partial<KeywordRule> = {}): KeywordRule => ({
  id, name: id, keywords: [keyword], matching: 'contains', isOn: true, speaksWhenHeld: false, answer: { parts: [text(`about ${keyword}`)] }, ...changed,
})
const SAYS = (said: string) => ({ isOn: true, answer: { parts: [text(said)] } }) as const
/** Nobody is there, and visitors wait. */
const NOBODY: WorldOptions = { agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } }

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Answering by itself on ${engine}`, () => {
    let store: Store
    let other: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    const eventsOf = async (id: ConversationId): Promise<readonly LogEvent[]> =>
      (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(({ body }) => JSON.parse(body) as LogEvent)
    const headOf = async (id: ConversationId): Promise<ConversationHead> => {
      const [row] = await query(store, db.selectFrom('conversations').select('head').where('id', '=', id))
      const head = JSON.parse(row!.head) as ConversationHead
      assert.deepEqual(foldEvents(emptyHead(id), await eventsOf(id)), head, 'what is stored is what its log folds to')
      return head
    }
    /** The log in words: who said what, and what happened. */
    const logOf = async (id: ConversationId): Promise<readonly string[]> =>
      (await eventsOf(id)).map((event) => {
        if (event.type !== 'message') return event.type
        const [part] = event.parts
        return `${event.automatic ?? event.from.kind}: ${part?.type === 'text' ? part.text : part?.type}`
      })
    const rowOf = async (id: ConversationId) => (await query(store, db.selectFrom('conversations').selectAll().where('id', '=', id)))[0]!
    const facts = (id: ConversationId, kind: 'reply-sent' | 'visitor-message' | 'agent-message') => query(store, db.selectFrom('facts').select(['kind', 'value']).where('conversation_id', '=', id).where('kind', '=', kind))
    const greet = async ({ workspaceId }: World, greetings: Partial<GreetingsChange>) => {
      const { agents: _agents, ...before } = await store.run(readGreetings, { workspaceId })
      return value(await store.run(changeGreetings, { workspaceId, change: { ...before, ...greetings } }))
    }
    const reply = async ({ workspaceId, agentId }: World, rules: Partial<ReplyRules>) => {
      const memberId = agentId('ann')
      const { revision } = await store.run(readReplies, { workspaceId })
      return value(await store.run(changeReplies, { workspaceId, memberId, now: NOW, change: { ...DEFAULT_REPLIES, ...rules, revision } }))
    }
    const talk = async (world: World, said: string, options: { start?: object; visitor?: VisitorIdentity } = {}) => {
      const vera = options.visitor ?? (await world.visitor('vera'))
      const sent = await world.send(vera, [world.draft(said, options.start)], { conversation: 'talk' })
      return { vera, sent, id: world.conversationId('talk') }
    }
    const serve = ({ workspaceId }: World) => store.run(allocateWaiting, { workspaceId, now: NOW, seed: 1 })

    /** A picture that has arrived and stands nowhere yet. */
    const uploaded = async ({ workspaceId, name }: World, by: Uploader) => {
      const id = `${name}-file${++files}` as FileId
      value(await store.run(beginUpload, { id, workspaceId, by, file: { name: 'map.png', type: '', size: 9 }, now: NOW }))
      await store.run(finishUpload, { id, found: { name: 'map.png', type: 'image/png', size: 9, width: 4, height: 3, hasThumbnail: true } })
      return { type: 'file', file: { id, name: '', type: '', size: 0 } } as const
    }
    let files = 0

    describe('greetings', () => {
      const ONLINE = { online: 'Hello {visitor}, I am {agent} of {company}', offline: 'We come back to you' }

      it('GR-1 the agent greets once, right behind the allocation, and has answered nothing by it', async () => {
        const world = await createWorld(store)
        await greet(world, { workspace: ONLINE })
        const { vera, id } = await talk(world, 'hi')
        await world.send(vera, [world.draft('again')])
        assert.deepEqual(await logOf(id), ['started', 'visitor: hi', 'assigned', `greeting: Hello, I am ann of ${world.name}`, 'visitor: again'])
        const { marks, isAnswered, awaitingAgentSince } = await headOf(id)
        assert.deepEqual([marks.visitor.unread, marks.agent.unread, isAnswered, awaitingAgentSince], [1, 2, undefined, NOW])
        assert.deepEqual([(await facts(id, 'visitor-message')).length, (await facts(id, 'agent-message')).length], [2, 0])
      })

      it('GR-1 somebody who is not there greets as one who is not', async () => {
        const world = await createWorld(store, { agents: { ann: { is_present: 0 } } })
        await greet(world, { workspace: ONLINE })
        assert.deepEqual((await logOf((await talk(world, 'hi')).id)).at(-1), 'greeting: We come back to you')
      })

      it('GR-1 who waits is greeted when somebody is found, not before', async () => {
        const world = await createWorld(store, NOBODY)
        await greet(world, { workspace: ONLINE })
        const { id } = await talk(world, 'hi')
        assert.deepEqual(await logOf(id), ['started', 'visitor: hi', 'queued'])
        await world.setAgent('ann', { is_accepting: 1 })
        assert.equal((await serve(world)).kind, 'served')
        assert.deepEqual((await logOf(id)).slice(3), ['assigned', `greeting: Hello, I am ann of ${world.name}`])
      })

      it('GR-1 nobody greets again who receives it after its first agent has gone', async () => {
        const world = await createWorld(store, { agents: { ann: {}, ben: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
        await greet(world, { workspace: ONLINE })
        const { id } = await talk(world, 'hi')
        await world.setAgent('ann', { is_present: 0, offline_since: NOW + 1 })
        await store.run(moveFromGone, { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId('ann'), now: NOW, seed: 1 })
        await world.setAgent('ben', { is_accepting: 1 })
        assert.equal((await serve(world)).kind, 'served')
        assert.deepEqual((await logOf(id)).slice(4), ['noted', 'queued', 'assigned'])
      })

      it('GR-1 who takes a conversation by writing, or begins one, speaks for themselves', async () => {
        const world = await createWorld(store, NOBODY)
        await greet(world, { workspace: ONLINE })
        const { id } = await talk(world, 'hi')
        const agent = { id: world.agentId('ann'), name: 'ann' }
        const write = (conversationId: ConversationId, name: string) =>
          store.run(sendAgentMessages, { workspaceId: world.workspaceId, agent, seesAll: false, conversationId, drafts: [{ id: `${world.name}-${name}` as MessageId, parts: [text('Good day')] }], now: NOW, newConversationId: world.conversationId('next') })
        value(await write(id, 'm1'))
        value(await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: id, by: 'agent', now: NOW }))
        value(await write(id, 'm2'))
        for (const one of [id, world.conversationId('next')]) assert.ok((await logOf(one)).every((line) => !line.startsWith('greeting')))
      })

      it('GR-2 the component’s greeting comes before the agent’s, that before the group’s, and that before the workspace’s', async () => {
        const world = await createWorld(store)
        const componentId = await world.addComponent('button', { kind: 'group', groupId: world.mainGroupId })
        await greet(world, { workspace: { online: 'workspace', offline: '' }, groups: { [world.mainGroupId]: { online: 'group', offline: '' } }, components: { [componentId]: { online: 'component', offline: '' }, ['gone' as ComponentId]: { online: 'x', offline: '' } } })
        assert.equal((await logOf((await talk(world, 'one')).id)).at(-1), 'greeting: group')
        const { revision, components } = await store.run(readGreetings, { workspaceId: world.workspaceId })
        assert.deepEqual(Object.keys(components), [componentId], 'nothing is kept for what is not there')
        value(await store.run(changeAgentGreeting, { workspaceId: world.workspaceId, memberId: world.agentId('ann'), change: { revision, greeting: { online: 'agent', offline: '' } } }))
        for (const [name, start, said] of [['wim', {}, 'agent'], ['wanda', { componentId }, 'component']] as const) {
          await world.send(await world.visitor(name), [world.draft(name, start)], { conversation: name })
          assert.equal((await logOf(world.conversationId(name))).at(-1), `greeting: ${said}`)
        }
      })

      it('GR-1 two who change greetings at once do not overwrite each other', async () => {
        const world = await createWorld(store)
        const change: GreetingsChange = { revision: 0, isOn: true, workspace: ONLINE, groups: {}, components: {} }
        const both = await Promise.all([store, other].map((one) => one.run(changeGreetings, { workspaceId: world.workspaceId, change })))
        assert.deepEqual(both.map((result) => (result.ok ? 'ok' : result.code)).toSorted(), ['changed_meanwhile', 'ok'])
      })
    })

    describe('replies', () => {
      it('AR-1 a rule answers before the conversation is given to somebody, and a message that comes twice once', async () => {
        const world = await createWorld(store)
        await reply(world, { rules: [rule('a', 'price')] })
        const { vera, id } = await talk(world, 'The PRICE, please')
        await world.send(vera, [world.draft('The PRICE, please')], { now: NOW + QUIET_MS })
        assert.deepEqual(await logOf(id), ['started', 'visitor: The PRICE, please', 'machine: about price', 'assigned'])
        assert.deepEqual(await facts(id, 'reply-sent'), [{ kind: 'reply-sent', value: 0 }])
        const { marks, isAnswered } = await headOf(id)
        assert.deepEqual([marks.visitor.unread, isAnswered], [1, undefined])
        const [message] = (await eventsOf(id)).filter((event) => event.type === 'message' && event.from.kind === 'machine')
        assert.match((message as { id: string }).id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      })

      it('AR-1 a button of a reply can be clicked, and counts as its value', async () => {
        const world = await createWorld(store, NOBODY)
        await reply(world, { rules: [rule('a', 'menu', { answer: { parts: [{ type: 'choices', choices: [{ label: 'Prices', value: 'p-1' }] }] } }), rule('b', 'p-1')] })
        const { vera, id } = await talk(world, 'menu')
        const machine = (await eventsOf(id)).find((event) => event.type === 'message' && event.from.kind === 'machine') as { id: MessageId }
        await world.send(vera, [{ id: `${world.name}-click` as MessageId, parts: [{ type: 'choice', to: machine.id, label: 'Prices', value: 'p-1' }] }])
        assert.deepEqual((await logOf(id)).slice(-2), ['visitor: choice', 'machine: about p-1'])
      })

      it('AR-1 CW-15 a picture of a reply is each visitor’s own, and goes with them; the reply keeps it, also without them', async () => {
        const world = await createWorld(store, NOBODY)
        const picture = await uploaded(world, { kind: 'member', id: world.agentId('ann') })
        await reply(world, { rules: [rule('a', 'where', { answer: { parts: [text('Here'), picture] } })] })
        const vera = (await talk(world, 'where?')).vera
        await world.send(await world.visitor('wim'), [world.draft('where is it?')], { conversation: 'wims' })
        const partsIn = async (id: ConversationId) => (await eventsOf(id)).flatMap((event) => (event.type === 'message' && event.from.kind === 'machine' ? event.parts : []))
        const of = async (id: ConversationId) => (await partsIn(id)).flatMap((part) => (part.type === 'file' ? [part.file] : []))
        const [[veras], [wims]] = [await of(world.conversationId('talk')), await of(world.conversationId('wims'))]
        assert.partialDeepStrictEqual([veras, wims], [{ name: 'map.png', width: 4, height: 3 }, { name: 'map.png', width: 4, height: 3 }])
        assert.equal(new Set([picture.file.id, veras!.id, wims!.id]).size, 3)

        await store.run(erasePerson, { workspaceId: world.workspaceId, visitorId: vera.id, chance: 'x', now: NOW })
        assert.deepEqual([await store.run(readFile, { id: veras!.id }), await store.run(dropUnused, { id: picture.file.id })], [undefined, false])
        await world.send(await world.visitor('wanda'), [world.draft('where do I go?')], { conversation: 'wandas' })
        assert.equal((await of(world.conversationId('wandas'))).length, 1)
        await reply(world, { rules: [] })
        assert.equal((await store.run(readFile, { id: wims!.id }))?.bytes_of, picture.file.id)
        assert.equal(await store.run(dropUnused, { id: picture.file.id }), false, 'its bytes are still shown')
      })

      it('AR-2 answers the first message of a visitor, and what no rule fits', async () => {
        const world = await createWorld(store, NOBODY)
        await reply(world, { rules: [rule('a', 'price')], first: SAYS('Welcome'), noMatch: SAYS('Pardon?') })
        const { vera, id } = await talk(world, 'hello')
        await world.send(vera, [world.draft('so')])
        assert.deepEqual(await logOf(id), ['started', 'visitor: hello', 'machine: Welcome', 'queued', 'visitor: so', 'machine: Pardon?'])
        await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: id, by: 'visitor', now: NOW })
        await world.send(vera, [world.draft('back')], { conversation: 'second', now: NOW + QUIET_MS })
        assert.deepEqual((await logOf(world.conversationId('second'))).slice(1, 3), ['visitor: back', 'machine: Pardon?'])
      })

      it('AR-3 is silent while a human holds the conversation, except for rules that speak then too', async () => {
        const world = await createWorld(store)
        await reply(world, { rules: [rule('a', 'price'), rule('b', 'fire', { speaksWhenHeld: true, answer: { parts: [text('Run')], leadsTo: 'group' } })], noMatch: SAYS('Pardon?') })
        const { vera, id } = await talk(world, 'one price')
        await world.send(vera, [world.draft('another price'), world.draft('fire'), world.draft('human')], { now: NOW + QUIET_MS })
        assert.deepEqual((await logOf(id)).slice(3), ['assigned', 'visitor: another price', 'visitor: fire', 'visitor: human', 'machine: Run'])
        assert.equal((await headOf(id)).state.status, 'held')
      })

      it('AR-3 the same rule does not answer the same visitor twice within 30 seconds', async () => {
        const world = await createWorld(store, NOBODY)
        await reply(world, { rules: [rule('a', 'price'), rule('b', 'cost price')], noMatch: SAYS('Pardon?') })
        const { vera, id } = await talk(world, 'price 1')
        await world.send(vera, [world.draft('price 2')], { now: NOW + QUIET_MS - 1 })
        await world.send(vera, [world.draft('price 3')], { now: NOW + QUIET_MS })
        assert.deepEqual((await logOf(id)).filter((line) => line.includes(':')), ['visitor: price 1', 'machine: about price', 'visitor: price 2', 'visitor: price 3', 'machine: about price'])
        const wim = await world.visitor('wim')
        await world.send(wim, [world.draft('price 4')], { conversation: 'other', now: NOW + QUIET_MS })
        assert.ok((await logOf(world.conversationId('other'))).includes('machine: about price'), 'another visitor is answered')
      })

      it('AR-2 leads a new conversation to a group, and one that waits', async () => {
        const world = await createWorld(store, { ...NOBODY, agents: { ann: { is_accepting: 0 }, ben: {} } })
        const groupId = await world.addGroup('sales', ['ben'])
        await world.setAgent('ben', { is_online: 0 })
        await reply(world, { rules: [rule('a', 'buy', { answer: { parts: [], leadsTo: { kind: 'group', groupId } } })] })
        const { vera, id } = await talk(world, 'hello')
        assert.equal((await rowOf(id)).group_id, world.mainGroupId)
        await world.setAgent('ben', { is_online: 1, is_accepting: 1 })
        await world.send(vera, [world.draft('I buy')])
        const row = await rowOf(id)
        assert.deepEqual([row.status, row.agent_id, row.group_id], ['held', world.agentId('ben'), groupId])
        await world.send(await world.visitor('wim'), [world.draft('buy now')], { conversation: 'new' })
        assert.deepEqual([(await rowOf(world.conversationId('new'))).agent_id, (await eventsOf(world.conversationId('new')))[0]], [world.agentId('ben'), { type: 'started', by: 'visitor', position: 1, seq: 1, at: NOW }])
        assert.deepEqual(await facts(world.conversationId('new'), 'reply-sent'), [{ kind: 'reply-sent', value: 1 }])
      })

      it('AR-2 who is led to somebody while waiting waits there, in turn', async () => {
        const world = await createWorld(store, { agents: { ann: { is_accepting: 0 }, ben: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue', greetsArrivals: false } })
        const groupId = await world.addGroup('sales', ['ben'])
        const leading = (keyword: string, leadsTo: Receiver) => rule(keyword, keyword, { answer: { parts: [], leadsTo } })
        await reply(world, { rules: [leading('buy', { kind: 'group', groupId }), leading('ann', { kind: 'agent', agentId: world.agentId('ann') })] })
        const { vera, id } = await talk(world, 'hello')
        const { change } = await world.send(vera, [world.draft('I buy')])
        assert.partialDeepStrictEqual(change, { groupId: world.mainGroupId, ledTo: groupId, isWaiting: true })
        assert.deepEqual([(await rowOf(id)).group_id, (await rowOf(id)).priority], [groupId, 5])
        await world.send(vera, [world.draft('is ann there?')])
        assert.equal((await rowOf(id)).group_id, world.mainGroupId)
        await world.setAgent('ann', { is_accepting: 1 })
        assert.equal((await serve(world)).kind, 'served')
        assert.equal((await rowOf(id)).agent_id, world.agentId('ann'))
      })

      it('AR-2 refuses rules that lead to somebody who is gone, and changes over those of others', async () => {
        const world = await createWorld(store)
        const change = { ...DEFAULT_REPLIES, revision: 0, rules: [rule('a', 'x', { answer: { parts: [], leadsTo: { kind: 'bot', botId: 'none' } } })] }
        assert.partialDeepStrictEqual(await store.run(changeReplies, { workspaceId: world.workspaceId, memberId: world.agentId('ann'), now: NOW, change }), { code: 'receiver_gone', field: 'rules.0.answer.leadsTo' })
        const both = await Promise.all([store, other].map((one) => one.run(changeReplies, { workspaceId: world.workspaceId, memberId: world.agentId('ann'), now: NOW, change: { ...DEFAULT_REPLIES, revision: 0 } })))
        assert.deepEqual(both.map((result) => (result.ok ? 'ok' : result.code)).toSorted(), ['changed_meanwhile', 'ok'])
      })

      it('AR-1 what was changed through one server holds at once for the others', async () => {
        const world = await createWorld(store, NOBODY)
        await reply(world, { rules: [rule('a', 'price')] })
        const { vera, id } = await talk(world, 'price')
        await world.send(vera, [world.draft('price again')], { store: other, now: NOW + QUIET_MS })
        await reply(world, { rules: [rule('b', 'price', { answer: { parts: [text('new')] } })] })
        await world.send(vera, [world.draft('price at last')], { store: other, now: NOW + QUIET_MS })
        assert.equal((await logOf(id)).at(-1), 'machine: new')
      })

      it('CW-15 nothing is left of when rules answered somebody who was erased', async () => {
        const world = await createWorld(store)
        await reply(world, { rules: [rule('a', 'price')] })
        const { vera } = await talk(world, 'price')
        const marks = () => query(store, db.selectFrom('reply_marks').select('rule_id').where('thread_id', '=', vera.threadId))
        assert.equal((await marks()).length, 1)
        await store.run(erasePerson, { workspaceId: world.workspaceId, visitorId: vera.id, chance: 'x', now: NOW })
        assert.equal((await marks()).length, 0)
      })
    })

    describe('bots', () => {
      const withBot = async (options?: WorldOptions, changed: Partial<BotDraft> = {}) => {
        const world = await createWorld(store, options)
        const draft: BotDraft = { name: 'Robi', address: 'https://bot.example/', timeoutSeconds: 10, groupIds: [world.mainGroupId], isOn: true, ...changed }
        const bot = value(await store.run(makeBot, { workspaceId: world.workspaceId, id: `${world.name}-bot`, draft, secret: 'secret', now: NOW }))
        return { world, bot }
      }
      const dueOf = async (id: ConversationId, now = NOW): Promise<ClaimedDeadline | undefined> => {
        const due = await store.run(claimDeadlines, { kinds: ['bot-asked'], now, claimMs: 1, most: 1_000 })
        return due.find(({ subject }) => subject === id)
      }
      const chance = (now = NOW) => ({ now, seed: 1 })
      const askNow = async (id: ConversationId, now = NOW): Promise<AskBot> => {
        const deadline = await dueOf(id, now)
        assert.ok(deadline, 'the bot is to be asked')
        const asked = await store.run(askBot, { deadline, ...chance(now) })
        assert.ok(asked && 'ask' in asked)
        return asked.ask
      }
      const answering = (...messages: readonly string[]) => ({ messages: messages.map((said) => ({ parts: [{ type: 'text', text: said } as const] })) })

      it('AR-5 has the conversations of its groups first, is told what was said, and answers', async () => {
        const { world } = await withBot()
        const { vera, id } = await talk(world, 'hello')
        assert.deepEqual(await logOf(id), ['started', 'visitor: hello'])
        assert.equal((await serve(world)).kind, 'nobody', 'it stands in no queue')
        const { question, delivery, secret, ticket } = await askNow(id)
        assert.deepEqual([question, delivery, secret], [{ conversationId: id, messages: [{ from: 'visitor', at: NOW, parts: [text('hello')] }] }, `${id}:2`, 'secret'])
        await store.run(botAnswered, { ticket, answer: answering('How', 'can I help?'), ...chance() })
        assert.equal(await store.run(botAnswered, { ticket, answer: answering('twice'), ...chance() }), null)
        await world.send(vera, [world.draft('thanks')])
        const next = await askNow(id)
        assert.deepEqual(next.question.messages.map(({ from }) => from), ['visitor', 'machine', 'machine', 'visitor'])
        assert.deepEqual(await logOf(id), ['started', 'visitor: hello', 'machine: How', 'machine: can I help?', 'visitor: thanks'])
      })

      it('AR-5 answers with a file of its own: the next try waits while it is fetched, and then it stands in the message', async () => {
        const { world } = await withBot()
        const { vera, id } = await talk(world, 'hello')
        const { ticket } = await askNow(id)
        assert.equal(await store.run(botHasFiles, { ticket, now: NOW }), true)
        assert.equal(await dueOf(id, NOW + FILES_WITHIN_MS - 1), undefined)
        const [file, gone] = [await uploaded(world, { kind: 'machine' }), await uploaded(world, { kind: 'machine' })]
        await store.run(dropUpload, { id: gone.file.id, by: { kind: 'machine' } })
        await store.run(botAnswered, { ticket, answer: { messages: [{ parts: [text('A map') as AgentPart, file] }, { parts: [gone] }] }, ...chance() })
        const said = (await eventsOf(id)).filter((event) => event.type === 'message' && event.from.kind === 'machine') as readonly { parts: readonly Part[] }[]
        assert.deepEqual(said.map(({ parts }) => parts), [[text('A map'), { type: 'file', file: { id: file.file.id, name: 'map.png', type: 'image/png', size: 9, width: 4, height: 3 } }]])
        assert.equal((await store.run(readFile, { id: file.file.id }))?.conversation_id, id)
        await world.send(vera, [world.draft('more')])
        assert.equal(await store.run(botHasFiles, { ticket, now: NOW }), false, 'it was overtaken')
      })

      it('AR-5 hands over, and the human greets', async () => {
        const { world } = await withBot()
        await greet(world, { workspace: { online: 'Ann here', offline: '' } })
        const { id } = await talk(world, 'hello')
        const change = await store.run(botAnswered, { ticket: (await askNow(id)).ticket, answer: { ...answering('One moment'), handOver: true }, ...chance() })
        assert.equal(change?.agentId, world.agentId('ann'))
        assert.deepEqual((await logOf(id)).slice(2), ['machine: One moment', 'assigned', 'greeting: Ann here'])
        assert.deepEqual([(await rowOf(id)).bot_id, await dueOf(id, NOW + 60_000)], [null, undefined])
      })

      it('AR-5 is asked three times, with pauses, and then a human gets the conversation', async () => {
        const { world } = await withBot()
        const { id } = await talk(world, 'hello')
        const first = await askNow(id)
        assert.equal(await dueOf(id, NOW + 10_999), undefined, 'the next try waits for this one')
        assert.equal(await store.run(botFailed, { ticket: first.ticket, ...chance() }), null)
        const second = await askNow(id, NOW + 1_000)
        assert.equal(second.delivery, first.delivery)
        assert.equal(await store.run(botAnswered, { ticket: first.ticket, answer: answering('late'), ...chance() }), null)
        await store.run(botFailed, { ticket: second.ticket, ...chance(NOW + 1_000) })
        const third = await askNow(id, NOW + 5_000)
        assert.equal((await store.run(botFailed, { ticket: third.ticket, ...chance(NOW + 5_000) }))?.agentId, world.agentId('ann'))
        assert.deepEqual((await logOf(id)).slice(2), ['assigned'])
      })

      it('AR-5 a server that dies while it waits for the answer leaves the next try behind', async () => {
        const { world } = await withBot()
        const { id } = await talk(world, 'hello')
        for (const now of [NOW, NOW + 11_000, NOW + 22_000]) await askNow(id, now)
        const deadline = (await dueOf(id, NOW + 33_000))!
        const given = await store.run(askBot, { deadline, ...chance(NOW + 33_000) })
        assert.ok(given && 'change' in given && given.change.agentId === world.agentId('ann'))
        assert.equal(await other.run(askBot, { deadline, ...chance(NOW + 33_000) }), null, 'once')
      })

      it('AR-5 what is said to an earlier question does not count: it is asked anew', async () => {
        const { world } = await withBot()
        const { vera, id } = await talk(world, 'hello')
        const { ticket } = await askNow(id)
        await world.send(vera, [world.draft('and more')])
        assert.equal(await store.run(botAnswered, { ticket, answer: answering('early'), ...chance() }), null)
        assert.equal(await store.run(botFailed, { ticket, ...chance() }), null)
        assert.equal((await askNow(id)).question.messages.length, 2)
      })

      it('AR-3 a word for a human gets one, from the bot and before it', async () => {
        const { world } = await withBot()
        const { vera, id } = await talk(world, 'hello')
        const { ticket } = await askNow(id)
        await world.send(vera, [world.draft('人工')])
        assert.deepEqual((await logOf(id)).slice(2), ['visitor: 人工', 'assigned'])
        assert.equal(await store.run(botAnswered, { ticket, answer: answering('late'), ...chance() }), null)
        await world.send(await world.visitor('wim'), [world.draft('human!')], { conversation: 'other' })
        assert.equal((await rowOf(world.conversationId('other'))).status, 'held')
      })

      it('AR-5 rules come before it, and what no rule fits is its own', async () => {
        const { world } = await withBot()
        await reply(world, { rules: [rule('a', 'price')], noMatch: SAYS('Pardon?') })
        const { vera, id } = await talk(world, 'price')
        assert.deepEqual([await logOf(id), await dueOf(id), (await rowOf(id)).bot_id], [['started', 'visitor: price', 'machine: about price'], undefined, `${world.name}-bot`])
        await world.send(vera, [world.draft('hm')])
        assert.equal((await logOf(id)).at(-1), 'visitor: hm')
        await askNow(id)
      })

      it('AR-5 a human who is not to be had lets the visitor stand in the queue, and is served there', async () => {
        const { world } = await withBot(NOBODY)
        const { id } = await talk(world, 'hello')
        await store.run(botAnswered, { ticket: (await askNow(id)).ticket, answer: { messages: [], handOver: true }, ...chance() })
        assert.deepEqual((await logOf(id)).slice(2), ['queued'])
        await world.setAgent('ann', { is_accepting: 1 })
        assert.equal((await serve(world)).kind, 'served')
      })

      it('AL-15 who stood in the queue before a bot that failed is served there', async () => {
        const { world, bot } = await withBot(NOBODY, { groupIds: [] })
        await reply(world, { rules: [rule('a', 'order', { answer: { parts: [], leadsTo: { kind: 'bot', botId: bot.id } } })] })
        const { vera, id } = await talk(world, 'hello')
        assert.equal((await world.send(vera, [world.draft('my order')])).change?.queue, 'left', 'whoever stood behind moves up')
        assert.equal((await store.run(readStanding, { visitor: vera, now: NOW })).queue, undefined)
        assert.equal((await world.send(vera, [world.draft('hm')])).change?.queue, undefined)
        const told: unknown[] = []
        for (const now of [NOW, NOW + 1_000, NOW + 5_000]) told.push((await store.run(botFailed, { ticket: (await askNow(id, now)).ticket, ...chance(now) }))?.queue)
        assert.deepEqual(told, [undefined, undefined, 'entered'])
        assert.deepEqual((await logOf(id)).slice(2), ['queued', 'visitor: my order', 'visitor: hm'])
        assert.equal((await store.run(readStanding, { visitor: vera, now: NOW })).queue?.place, 1)
        await world.setAgent('ann', { is_accepting: 1 })
        assert.equal((await serve(world)).kind, 'served')
      })

      it('AL-13 what a bot has answered ends after silence, and what it has not does not', async () => {
        const { world } = await withBot()
        const { id } = await talk(world, 'hello')
        const quiet = async (now: number) => {
          for (const deadline of await store.run(claimDeadlines, { kinds: ['silence-warning', 'silence-end'], now, claimMs: 1, most: 1_000 })) {
            if (deadline.subject === id) await store.run(checkSilence, { workspaceId: world.workspaceId, conversationId: id, deadline, now })
          }
        }
        const [hour, minute] = [3_600_000, 60_000]
        await quiet(NOW + hour)
        assert.deepEqual((await logOf(id)).slice(2), [])
        const { ticket } = await askNow(id, NOW + hour)
        await store.run(botAnswered, { ticket, answer: answering('Hi'), ...chance(NOW + hour) })
        for (const now of [29, 30, 59, 61].map((minutes) => NOW + hour + minutes * minute)) await quiet(now)
        assert.deepEqual((await logOf(id)).slice(2), ['machine: Hi', 'noted', 'ended'])
      })

      it('AR-5 whoever wants one agent does not meet the bot', async () => {
        const { world } = await withBot()
        const componentId = await world.addComponent('ann', { kind: 'agent', agentId: world.agentId('ann') })
        assert.equal((await rowOf((await talk(world, 'hello', { start: { componentId } })).id)).agent_id, world.agentId('ann'))
      })

      it('AR-5 an agent takes the conversation by writing in it', async () => {
        const { world } = await withBot()
        const { id } = await talk(world, 'hello')
        const { ticket } = await askNow(id)
        const agent = { id: world.agentId('ann'), name: 'ann' }
        value(await store.run(sendAgentMessages, { workspaceId: world.workspaceId, agent, seesAll: false, conversationId: id, drafts: [{ id: `${world.name}-m` as MessageId, parts: [text('Me')] }], now: NOW, newConversationId: id }))
        assert.equal(await store.run(botAnswered, { ticket, answer: answering('late'), ...chance() }), null)
        assert.deepEqual([(await rowOf(id)).bot_id, (await logOf(id)).slice(2)], [null, ['assigned', 'agent: Me']])
      })

      it('AR-5 what waits with a bot that is switched off or deleted comes to humans', async () => {
        for (const how of ['off', 'deleted'] as const) {
          const { world, bot: { id: botId, revision, ...draft } } = await withBot()
          const { id } = await talk(world, 'hello')
          await store.run(botAnswered, { ticket: (await askNow(id)).ticket, answer: answering('Hi'), ...chance() })
          if (how === 'off') value(await store.run(changeBot, { workspaceId: world.workspaceId, id: botId, change: { revision, draft: { ...draft, isOn: false } }, now: NOW }))
          else value(await store.run(deleteBot, { workspaceId: world.workspaceId, id: botId, now: NOW }))
          const given = await store.run(askBot, { deadline: (await dueOf(id))!, ...chance() })
          assert.ok(given && 'change' in given && given.change.agentId === world.agentId('ann'), how)
        }
      })

      it('AR-5 two who change a bot at once do not overwrite each other, nor make two of one name', async () => {
        const { world, bot: { id, revision, ...draft } } = await withBot()
        const change = (timeoutSeconds: number, through: Store) => through.run(changeBot, { workspaceId: world.workspaceId, id, change: { revision, draft: { ...draft, timeoutSeconds } }, now: NOW })
        const changed = await Promise.all([change(5, store), change(6, other)])
        assert.deepEqual(changed.map(({ ok }) => ok).toSorted(), [false, true])
        const make = (name: string, through: Store) => through.run(makeBot, { workspaceId: world.workspaceId, id: `${world.name}-${name}`, draft: { ...draft, name: 'Twin' }, secret: 's', now: NOW })
        const made = await Promise.all([make('a', store), make('b', other)])
        assert.deepEqual(made.map(({ ok }) => ok).toSorted(), [false, true])
      })

      it('AR-2 a rule gives a conversation to a bot', async () => {
        const { world, bot } = await withBot({}, { groupIds: [] })
        await reply(world, { rules: [rule('a', 'order', { answer: { parts: [text('Robi knows')], leadsTo: { kind: 'bot', botId: bot.id } } })] })
        const { id } = await talk(world, 'my order')
        assert.deepEqual(await logOf(id), ['started', 'visitor: my order', 'machine: Robi knows'])
        await askNow(id)
      })
    })
  })
}
