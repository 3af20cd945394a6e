/** What talks are made of besides text, and what can be done in them: by the procedures that the server uses, on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, FileId, LogEvent, MemberId, MessageDraft, MessageId, Part, Result, SurveyRules } from '@foyer/sdk/protocol'
import { moveFromGone } from '../allocation/move.ts'
import { readPlaces } from '../allocation/queue.ts'
import { allocateWaiting } from '../allocation/waiting.ts'
import { claimDeadlines } from '../deadlines/store.ts'
import { readEntry, readInbox, readTraces } from '../desk/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World, WorldOptions } from '../testing/world.ts'
import { forgetVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { DEFAULT_WINDOW } from '../window/rules.ts'
import { setDetails } from './card.ts'
import { readStanding } from './standing.ts'
import { endConversation, leaveMessage, sendAgentMessages, setMark } from './store.ts'
import type { Sent } from './store.ts'
import { DEFAULT_SURVEY } from '../surveys/rules.ts'
import { changeSurvey, readSurvey } from '../surveys/store.ts'
import { askForRating, rate } from './survey.ts'
import { answerTransfer, askTransfer, expireTransfer, withdrawTransfer } from './transfer.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index)
const uuid = (n: number) => `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}` as MessageId
const codeOf = (result: { readonly ok: boolean; readonly code?: string }): string => result.code ?? 'ok'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Talks on ${engine}`, () => {
    let store: Store
    let other: Store
    let messages = 0

    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    /** A world in which Vera talks with Ann. */
    async function talk(options?: WorldOptions) {
      const world = await createWorld(store, options)
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hello')], { conversation: 'talk' })
      return { world, vera, id: world.conversationId('talk') }
    }
    /** One in which Ann has answered her. */
    async function answered(options?: WorldOptions) {
      const talked = await talk(options)
      await say(talked.world, 'ann', talked.id)
      return talked
    }
    const draftOf = (...parts: readonly Part[]): MessageDraft => ({ id: uuid((messages += 1)), parts })
    const say = (world: World, agent: string, conversationId: ConversationId, options: { drafts?: readonly MessageDraft[]; now?: number; seesAll?: boolean; next?: string; through?: Store } = {}): Promise<Result<Sent>> => {
      const { drafts = [draftOf({ type: 'text', text: 'Good day' })], now = NOW, seesAll = false, next = `next-${messages}`, through = store } = options
      const face = { id: world.agentId(agent), name: agent }
      return through.run(sendAgentMessages, { workspaceId: world.workspaceId, agent: face, seesAll, conversationId, drafts, now, newConversationId: world.conversationId(next) })
    }
    const endBy = (world: World, conversationId: ConversationId, by: 'visitor' | 'agent' = 'visitor', now = NOW) => store.run(endConversation, { workspaceId: world.workspaceId, conversationId, by, now })
    const eventsOf = async (id: ConversationId): Promise<readonly LogEvent[]> =>
      (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(({ body }) => JSON.parse(body) as LogEvent)
    const typesOf = async (id: ConversationId): Promise<readonly string[]> => (await eventsOf(id)).map(({ type }) => type)
    const headOf = async (id: ConversationId): Promise<ConversationHead> => {
      const [row] = await query(store, db.selectFrom('conversations').select('head').where('id', '=', id))
      const head = JSON.parse(row!.head) as ConversationHead
      assert.deepEqual(foldEvents(emptyHead(id), await eventsOf(id)), head, 'what is stored is what its log folds to')
      return head
    }
    const cardOf = async ({ id }: VisitorIdentity) => (await query(store, db.selectFrom('visitors').selectAll().where('id', '=', id)))[0]!
    const setWindow = (world: World, rules: Partial<typeof DEFAULT_WINDOW>) =>
      query(store, db.updateTable('workspaces').set({ settings: JSON.stringify({ allocation: {}, window: { revision: 1, rules: { ...DEFAULT_WINDOW, ...rules } } }) }).where('id', '=', world.workspaceId))
    const setSurvey = async (world: World, rules: Partial<SurveyRules>) => {
      const { revision } = await store.run(readSurvey, { workspaceId: world.workspaceId })
      const changed = await store.run(changeSurvey, { workspaceId: world.workspaceId, revision, rules: { ...DEFAULT_SURVEY, ...rules } })
      assert.ok(changed.ok)
    }
    const facts = (id: ConversationId, kind: 'survey-asked' | 'survey-answered' | 'survey-reason' | 'conversation-assigned' | 'conversation-started') =>
      query(store, db.selectFrom('facts').selectAll().where('conversation_id', '=', id).where('kind', '=', kind).orderBy('at').orderBy('id'))
    const deadlines = (subject: string) => query(store, db.selectFrom('deadlines').select(['kind', 'due_at']).where('subject', '=', subject).orderBy('kind'))

    describe('parts', () => {
      const addFile = (world: World, id: string, row: object) =>
        insert(store, 'files', {
          id: `${world.name}-${id}` as FileId, workspace_id: world.workspaceId, visitor_id: null, member_id: null, conversation_id: null, message_id: null,
          name: 'plan.pdf', type: 'application/pdf', size: 7, width: null, height: null, duration_ms: null, has_thumbnail: 0, is_ready: 1, is_kept: 0, bytes_of: null, created_at: NOW, ...row,
        })
      const filePart = (world: World, id: string): Part => ({ type: 'file', file: { id: `${world.name}-${id}` as FileId, name: 'claimed.exe', type: '', size: 0 } })

      it('CW-5 a file that is not there refuses its draft alone, and begins nothing', async () => {
        const world = await createWorld(store)
        const vera = await world.visitor('vera')
        const lone = await world.send(vera, [draftOf(filePart(world, 'gone'))])
        assert.deepEqual([lone.results.map(codeOf), lone.change], [['file_gone'], undefined])
        assert.equal((await query(store, db.selectFrom('conversations').select('id').where('thread_id', '=', vera.threadId))).length, 0)

        const mixed = await world.send(vera, [draftOf(filePart(world, 'gone')), world.draft('hello'), draftOf(filePart(world, 'gone'), { type: 'text', text: 'x' })])
        assert.deepEqual(mixed.results.map(codeOf), ['file_gone', 'ok', 'file_gone'])
        assert.deepEqual(mixed.change?.appended.events.map(({ type }) => type), ['started', 'message', 'assigned'])
      })

      it('CW-5 a file stands in the log as the server knows it, once, for whom it belongs to', async () => {
        const { world, vera, id } = await talk()
        await addFile(world, 'f1', { visitor_id: vera.id })
        await addFile(world, 'f2', { member_id: world.agentId('ann') })
        const sent = await world.send(vera, [draftOf(filePart(world, 'f1'), { type: 'text', text: 'Here' }), draftOf(filePart(world, 'f1')), draftOf(filePart(world, 'f2'))])
        assert.deepEqual(sent.results.map(codeOf), ['ok', 'file_gone', 'file_gone'])
        const { lastMessage } = await headOf(id)
        assert.deepEqual(lastMessage?.parts[0], { type: 'file', file: { id: `${world.name}-f1`, name: 'plan.pdf', type: 'application/pdf', size: 7 } })
        assert.equal(codeOf(await say(world, 'ann', id, { drafts: [draftOf(filePart(world, 'f2'))] })), 'ok')
      })

      it('CW-6 a choice answers a message of the thread that offers it, once', async () => {
        const { world, vera, id } = await talk()
        const asked = draftOf({ type: 'choices', choices: [{ label: 'Yes', value: 'yes' }, { label: 'No', value: 'no' }] })
        await say(world, 'ann', id, { drafts: [asked] })
        const choose = async (to: MessageId, label: string, value: string, by = vera) => (await world.send(by, [draftOf({ type: 'choice', to, label, value })])).results.map(codeOf)[0]

        assert.equal(await choose(uuid(999_999), 'Yes', 'yes'), 'form_gone', 'there is no such message')
        assert.equal(await choose(asked.id, 'Maybe', 'maybe'), 'form_gone', 'it was not offered')
        assert.equal(await choose(asked.id, 'Yes', 'yes', await world.visitor('sam')), 'form_gone', 'it is another thread’s')
        const own = draftOf({ type: 'text', text: 'mine' })
        await world.send(vera, [own])
        assert.equal(await choose(own.id, 'Yes', 'yes'), 'form_gone', 'nobody answers themselves')
        assert.equal(await choose(asked.id, 'Yes', 'yes'), 'ok')
        assert.equal(await choose(asked.id, 'No', 'no'), 'form_gone', 'it was answered')
        assert.equal((await headOf(id)).marks.agent.unread, 3, 'a choice is a message to be read')
      })

      it('CW-6 a choice made in two tabs at once is one', async () => {
        const { world, vera, id } = await talk()
        const asked = draftOf({ type: 'choices', choices: [{ label: 'Yes', value: 'yes' }] })
        await say(world, 'ann', id, { drafts: [asked] })
        const taps = upTo(6).map((n) => world.send(vera, [draftOf({ type: 'choice', to: asked.id, label: 'Yes', value: 'yes' })], { store: n % 2 ? store : other }))
        assert.deepEqual((await Promise.all(taps)).flatMap(({ results }) => results.map(codeOf)).toSorted(), [...upTo(5).map(() => 'form_gone'), 'ok'])
      })

      it('CW-6 the buttons of a card may be pressed again, also after the end', async () => {
        const { world, vera, id } = await talk()
        const cards = draftOf({ type: 'cards', cards: [{ title: 'Lisbon', buttons: [{ label: 'Book', value: 'book' }, { label: 'Look', url: 'https://a.example' }] }] })
        await say(world, 'ann', id, { drafts: [cards] })
        const press = async (label: string, value: string) => (await world.send(vera, [draftOf({ type: 'choice', to: cards.id, label, value })])).results.map(codeOf)[0]
        assert.deepEqual([await press('Book', 'book'), await press('Book', 'book'), await press('Look', '')], ['ok', 'ok', 'form_gone'])
        await endBy(world, id)
        assert.equal(await press('Book', 'book'), 'ok')
      })

      it('CW-6 a form is answered once, with what it requires, and lands on the card', async () => {
        const { world, vera, id } = await talk()
        const form = draftOf({
          type: 'form',
          fields: [
            { kind: 'name', label: '', isRequired: true },
            { kind: 'email', label: '', isRequired: false },
            { kind: 'text', label: 'Order', isRequired: false },
            { kind: 'choice', label: 'Size', isRequired: false, options: ['S', 'M'] },
          ],
        })
        await say(world, 'ann', id, { drafts: [form] })
        const name = { kind: 'name', label: '', value: ' Vera ' } as const
        const fill = async (...answers: Extract<Part, { type: 'answers' }>['answers']) => (await world.send(vera, [draftOf({ type: 'answers', to: form.id, answers })])).results.map(codeOf)[0]
        assert.equal(await fill({ kind: 'email', label: '', value: 'vera@mail.example' }), 'required')
        assert.equal(await fill({ ...name, value: '  ' }), 'required')
        assert.equal(await fill(name, { kind: 'email', label: '', value: 'not an address' }), 'bad_email')
        assert.equal(await fill(name, { kind: 'phone', label: '', value: '1234567' }), 'form_gone', 'it was not asked')
        assert.equal(await fill(name, { kind: 'choice', label: 'Size', value: 'XL' }), 'form_gone', 'there is no such size')
        const filled = await world.send(vera, [draftOf({ type: 'answers', to: form.id, answers: [name, { kind: 'email', label: '', value: 'vera@mail.example' }, { kind: 'text', label: 'Order', value: '17' }, { kind: 'choice', label: 'Size', value: 'M' }] })])
        assert.deepEqual([filled.results.map(codeOf), filled.isCardChanged], [['ok'], true])
        assert.equal(await fill(name), 'form_gone', 'it was answered')
        const card = await cardOf(vera)
        assert.deepEqual([card.name, card.email, JSON.parse(card.attributes!)], ['Vera', 'vera@mail.example', { Order: '17', Size: 'M' }])
      })

      it('CW-16 the form before the chat lands on the card, and on a proven one only where that says nothing', async () => {
        const world = await createWorld(store)
        const vera = await world.visitor('vera')
        const answers = [{ kind: 'name', label: '', value: 'Vera' }, { kind: 'email', label: '', value: 'nonsense' }, { kind: 'phone', label: '', value: '+351 210 000' }, { kind: 'text', label: 'plan', value: 'gold' }] as const
        await query(store, db.updateTable('visitors').set({ identity_id: 'i1', name: 'Dr. Vera', attributes: '{"plan":"blue"}' }).where('id', '=', vera.id))
        const sent = await world.send(vera, [world.draft('hello', { answers, consent: 'I agree.' })])
        assert.equal(codeOf(sent.results[0]!), 'ok')
        const card = await cardOf(vera)
        assert.deepEqual([card.name, card.email, card.phone, card.attributes], ['Dr. Vera', null, '+351 210 000', '{"plan":"blue"}'])
        const head = await headOf(sent.change!.conversationId)
        assert.deepEqual(head.start, { answers, consent: 'I agree.' })
      })
    })

    describe('a survey', () => {
      it('SV-1 is asked right after the end of a talk that a human answered, for as long as is set', async () => {
        const { world, id } = await answered()
        await setSurvey(world, { isOn: true, validHours: 2 })
        await endBy(world, id)
        assert.deepEqual((await eventsOf(id)).slice(-2).map(({ type }) => type), ['ended', 'survey-asked'])
        assert.equal((await headOf(id)).survey?.validUntil, NOW + 2 * HOUR_MS)
        assert.partialDeepStrictEqual(await facts(id, 'survey-asked'), [{ member_id: world.agentId('ann'), group_id: world.mainGroupId, value: null }])
      })

      it('SV-1 is not asked where it is off, where nobody answered, and where the visitor has rated already', async () => {
        const off = await answered()
        await setSurvey(off.world, { isOn: false, validHours: 24 })
        const silent = await talk()
        const rated = await answered()
        await store.run(rate, { visitor: rated.vera, conversationId: rated.id, score: 4, now: NOW })
        for (const { world, id } of [off, silent, rated]) {
          await endBy(world, id)
          assert.equal((await typesOf(id)).at(-1), 'ended')
        }
      })

      it('SV-1 its holder may ask before the end, once at a time, and nobody else', async () => {
        const { world, id } = await answered({ agents: { ann: {}, ben: { is_online: 0 } } })
        const ask = (agent: string, now = NOW) => store.run(askForRating, { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId(agent), now })
        assert.equal(codeOf(await ask('ben')), 'conversation_held_elsewhere')
        assert.equal(codeOf(await ask('ann')), 'ok')
        assert.deepEqual(await ask('ann', NOW + 1), { ok: true, value: null })
        await endBy(world, id)
        assert.deepEqual((await typesOf(id)).slice(-2), ['survey-asked', 'ended'])
        assert.equal(codeOf(await ask('ann')), 'conversation_ended')
        const unanswered = await talk()
        const early = { workspaceId: unanswered.world.workspaceId, conversationId: unanswered.id, memberId: unanswered.world.agentId('ann'), now: NOW }
        assert.equal(codeOf(await store.run(askForRating, early)), 'survey_closed')
      })

      it('SV-3 can be answered without being asked while it goes on, and changed until it is no longer valid', async () => {
        const { world, vera, id } = await answered()
        const give = (score: number, now: number, comment?: string) => store.run(rate, { visitor: vera, conversationId: id, score, ...(comment !== undefined && { comment }), now })
        assert.equal(codeOf(await give(2, NOW)), 'ok')
        assert.deepEqual((await typesOf(id)).slice(-2), ['survey-asked', 'rated'])
        assert.deepEqual(await give(2, NOW + 1), { ok: true, value: null }, 'the same again is no change')
        await endBy(world, id)
        assert.equal(codeOf(await give(5, NOW + HOUR_MS, ' Better now ')), 'ok')
        assert.deepEqual((await headOf(id)).survey, { validUntil: NOW + DAY_MS, score: 5, comment: 'Better now' })
        const counted = await facts(id, 'survey-answered')
        assert.deepEqual(counted.map(({ value, at, member_id }) => [value, at, member_id]), [[5, NOW + HOUR_MS, world.agentId('ann')]], 'one answer for each conversation')
        assert.equal(codeOf(await give(1, NOW + DAY_MS)), 'survey_closed')
      })

      it('CW-15 is refused for a talk that nobody answered, that was not asked about, and for somebody else’s', async () => {
        const silent = await talk()
        assert.equal(codeOf(await store.run(rate, { visitor: silent.vera, conversationId: silent.id, score: 1, now: NOW })), 'survey_closed')
        const off = await answered()
        await setSurvey(off.world, { isOn: false, validHours: 24 })
        await endBy(off.world, off.id)
        assert.equal(codeOf(await store.run(rate, { visitor: off.vera, conversationId: off.id, score: 1, now: NOW })), 'survey_closed')
        assert.equal(codeOf(await store.run(rate, { visitor: await off.world.visitor('sam'), conversationId: off.id, score: 1, now: NOW })), 'not_found')
      })

      it('SV-3 keeps one answer of many that come at once', async () => {
        const { vera, id } = await answered()
        await Promise.all(upTo(10).map((n) => (n % 2 ? store : other).run(rate, { visitor: vera, conversationId: id, score: 1 + (n % 5), now: NOW + n })))
        const { survey } = await headOf(id)
        assert.deepEqual((await facts(id, 'survey-answered')).map(({ value }) => value), [survey?.score])
      })
    })

    describe('a transfer', () => {
      const two: WorldOptions = { agents: { ann: { last_assigned_at: 0 }, ben: { last_assigned_at: NOW - 1 } } }
      const faceOf = (world: World, name: string) => ({ id: world.agentId(name), name })
      const newIds = () => ({ note: uuid((messages += 1)), brief: uuid((messages += 1)) })
      const ask = (world: World, conversationId: ConversationId, to: MemberId, options: { by?: string; now?: number; note?: string } = {}) => {
        const { by = 'ann', now = NOW, note } = options
        return store.run(askTransfer, { workspaceId: world.workspaceId, conversationId, member: faceOf(world, by), to: { kind: 'agent', agentId: to }, now, newIds: newIds(), ...(note !== undefined && { note }) })
      }
      async function asked(options: WorldOptions = two) {
        const talked = await talk(options)
        assert.equal(codeOf(await ask(talked.world, talked.id, talked.world.agentId('ben'), { note: ' For the invoice ' })), 'ok')
        return talked
      }
      const answer = (vera: VisitorIdentity, conversationId: ConversationId, isAccepted: boolean, now = NOW, through = store) => through.run(answerTransfer, { visitor: vera, conversationId, isAccepted, now })
      const claim = async (now: number) => (await store.run(claimDeadlines, { kinds: ['transfer-expired'], now, claimMs: 1_000, most: 500 }))

      it('AL-14 is asked of the visitor, and it stays where it is until they say yes', async () => {
        const { world, vera, id } = await asked()
        const waiting = await headOf(id)
        assert.deepEqual(waiting.transfer, { to: { id: world.agentId('ben'), name: 'ben' }, note: 'For the invoice', expiresAt: NOW + 2 * MINUTE_MS })
        assert.partialDeepStrictEqual(waiting.state, { status: 'held', agent: { id: world.agentId('ann') } })
        assert.partialDeepStrictEqual(await deadlines(id), [{ kind: 'silence-warning' }, { kind: 'transfer-expired', due_at: NOW + 2 * MINUTE_MS }])

        const moved = await answer(vera, id, true)
        assert.ok(moved.ok)
        assert.deepEqual([moved.value.previousAgentId, moved.value.agentId], [world.agentId('ann'), world.agentId('ben')])
        assert.deepEqual(moved.value.appended.events.map((event) => (event.type === 'assigned' ? event.previous : event.type)), ['transfer-answered', world.agentId('ann')])
        const held = await headOf(id)
        assert.equal(held.transfer, undefined)
        assert.partialDeepStrictEqual(held.state, { status: 'held', agent: { id: world.agentId('ben') } })
        const traces = await store.run(readTraces, { workspaceId: world.workspaceId, conversationId: id })
        assert.partialDeepStrictEqual(traces.at(-1), { decision: 'assign', agentId: world.agentId('ben'), step: 'AL-14' })
        assert.deepEqual((await facts(id, 'conversation-assigned')).map(({ member_id }) => member_id).toSorted(), [world.agentId('ann'), world.agentId('ben')])
        assert.partialDeepStrictEqual(await deadlines(id), [{ kind: 'silence-warning' }])
        assert.equal(codeOf(await say(world, 'ann', id)), 'conversation_held_elsewhere')
        assert.equal(codeOf(await say(world, 'ben', id)), 'ok')
      })

      it('AL-14 that is declined or withdrawn leaves it where it was', async () => {
        const { world, vera, id } = await asked()
        assert.equal(codeOf(await answer(vera, id, false)), 'ok')
        assert.partialDeepStrictEqual((await eventsOf(id)).at(-1), { type: 'transfer-answered', answer: 'declined' })
        assert.partialDeepStrictEqual((await headOf(id)).state, { agent: { id: world.agentId('ann') } })
        assert.equal(codeOf(await answer(vera, id, true)), 'transfer_over')
        await ask(world, id, world.agentId('ben'))
        const withdraw = { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId('ann'), now: NOW }
        assert.equal(codeOf(await store.run(withdrawTransfer, { ...withdraw, memberId: world.agentId('ben') })), 'conversation_held_elsewhere')
        assert.equal(codeOf(await store.run(withdrawTransfer, withdraw)), 'ok')
        assert.equal(codeOf(await store.run(withdrawTransfer, withdraw)), 'transfer_over')
        assert.partialDeepStrictEqual((await headOf(id)).state, { agent: { id: world.agentId('ann') } })
      })

      for (const [sentence, row] of [
        ['is not online', { is_online: 0 }],
        ['is not accepting', { is_accepting: 0 }],
        ['has no desk open', { is_present: 0 }],
        ['is disabled', { is_disabled: 1 }],
      ] as const) {
        it(`AL-14 goes to no colleague who ${sentence}, not even if they said yes a moment ago`, async () => {
          const { world, vera, id } = await asked()
          await world.setAgent('ben', row)
          assert.equal(codeOf(await ask(world, id, world.agentId('ben'), { note: 'again' })), 'transfer_impossible')
          assert.equal(codeOf(await answer(vera, id, true)), 'ok')
          assert.partialDeepStrictEqual((await eventsOf(id)).at(-1), { type: 'transfer-answered', answer: 'withdrawn' })
          assert.partialDeepStrictEqual((await headOf(id)).state, { agent: { id: world.agentId('ann') } })
        })
      }

      it('AL-14 goes to nobody of another workspace, to nobody who is not there, and not to oneself', async () => {
        const { world, id } = await talk(two)
        const foreign = await createWorld(store)
        for (const to of [foreign.agentId('ann'), 'nobody' as MemberId, world.agentId('ann')]) assert.equal(codeOf(await ask(world, id, to)), 'transfer_impossible')
        assert.equal(codeOf(await ask(world, id, world.agentId('ben'), { by: 'ben' })), 'conversation_held_elsewhere')
        assert.equal(codeOf(await store.run(askTransfer, { workspaceId: foreign.workspaceId, conversationId: id, member: faceOf(foreign, 'ann'), to: { kind: 'agent', agentId: foreign.agentId('ann') }, now: NOW, newIds: newIds() })), 'not_found')
        assert.equal((await typesOf(id)).includes('transfer-asked'), false)
      })

      it('AL-15 may go over the cap', async () => {
        const { world, vera, id } = await asked({ agents: { ann: { cap: 1 }, ben: { cap: 1, last_assigned_at: NOW } } })
        const busy = await world.send(await world.visitor('sam'), [world.draft('sam-hello')])
        assert.equal(busy.change?.agentId, world.agentId('ben'))
        assert.partialDeepStrictEqual(await answer(vera, id, true), { ok: true, value: { agentId: world.agentId('ben') } })
      })

      it('AL-14 that nobody answers expires after two minutes, once', async () => {
        const { world, vera, id } = await asked()
        assert.equal((await claim(NOW + 2 * MINUTE_MS - 1)).some(({ subject }) => subject === id), false)
        const deadline = (await claim(NOW + 2 * MINUTE_MS)).find(({ subject }) => subject === id)!
        assert.equal(codeOf(await answer(vera, id, true, NOW + 2 * MINUTE_MS)), 'transfer_over')
        const expired = await Promise.all([store, other].map((through) => through.run(expireTransfer, { deadline, now: NOW + 2 * MINUTE_MS })))
        assert.equal(expired.filter(Boolean).length, 1)
        assert.partialDeepStrictEqual((await eventsOf(id)).at(-1), { type: 'transfer-answered', answer: 'expired' })
        assert.partialDeepStrictEqual((await headOf(id)).state, { agent: { id: world.agentId('ann') } })
      })

      it('AL-14 that was asked anew meanwhile does not expire with the question before', async () => {
        const { world, id } = await asked()
        const later = NOW + 2 * MINUTE_MS
        const deadline = (await claim(later)).find(({ subject }) => subject === id)!
        assert.equal(codeOf(await ask(world, id, world.agentId('ben'), { now: later, note: 'again' })), 'ok')
        assert.equal(await store.run(expireTransfer, { deadline, now: later }), null)
        assert.deepEqual((await typesOf(id)).slice(-3), ['transfer-asked', 'transfer-answered', 'transfer-asked'])
        assert.deepEqual(await ask(world, id, world.agentId('ben'), { now: later + 1, note: 'again' }), { ok: true, value: null }, 'a repeat is harmless')
      })

      it('AL-14 is withdrawn by an end', async () => {
        const { world, vera, id } = await asked()
        await endBy(world, id, 'agent')
        assert.deepEqual((await typesOf(id)).slice(-2), ['transfer-answered', 'ended'])
        assert.equal(codeOf(await answer(vera, id, true)), 'transfer_over')
        // Whether she took it is judged all the same (AL-18).
        assert.deepEqual((await deadlines(id)).map(({ kind }) => kind), ['offer-missed'])
      })

      it('AL-14 AL-15 comes to one outcome, however many race for it', async () => {
        for (const round of upTo(6)) {
          const { world, vera, id } = await asked()
          const deadline = round % 2 ? (await claim(NOW + 2 * MINUTE_MS)).find(({ subject }) => subject === id) : undefined
          const by = { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId('ann'), now: NOW }
          await Promise.all([
            answer(vera, id, true, NOW, other),
            answer(vera, id, false),
            answer(vera, id, true),
            other.run(withdrawTransfer, by),
            ...(deadline ? [other.run(expireTransfer, { deadline, now: NOW })] : []),
            round > 3 ? endBy(world, id, 'agent') : say(world, 'ann', id),
          ])
          const events = await eventsOf(id)
          const outcomes = events.flatMap((event) => (event.type === 'transfer-answered' ? [event.answer] : []))
          assert.equal(outcomes.length, 1, `round ${round}: ${outcomes.join(', ')}`)
          assert.equal(events.filter(({ type }) => type === 'assigned').length, outcomes[0] === 'accepted' ? 2 : 1)
          const { state } = await headOf(id)
          assert.equal('agent' in state && state.agent?.id, world.agentId(outcomes[0] === 'accepted' ? 'ben' : 'ann'))
        }
      })
    })

    describe('a queue', () => {
      const full: WorldOptions = { agents: { ann: { is_accepting: 0 } }, allocation: { whenNoneCanReceive: 'queue' } }
      async function queue(...names: readonly string[]) {
        const world = await createWorld(store, full)
        for (const [n, name] of names.entries()) await world.send(await world.visitor(name), [world.draft(`${name}-hello`)], { conversation: name, now: NOW + n })
        return world
      }
      const standing = async (world: World, name: string, now = NOW + 10) => store.run(readStanding, { visitor: await world.visitor(name), now })
      const serve = (world: World, now = NOW + 10) => store.run(allocateWaiting, { workspaceId: world.workspaceId, now, seed: 1 })
      const places = async (world: World, startedAt = 0) =>
        (await store.run(readPlaces, { workspaceId: world.workspaceId, groupId: world.mainGroupId, from: { priority: 5, startedAt }, now: NOW + 10 })).map(({ place: { conversationId, place: nth } }) => [conversationId.slice(world.name.length + 1), nth])

      it('CW-14 tells each their place in the order in which they are served', async () => {
        const world = await queue('v1', 'v2', 'v3')
        assert.deepEqual(await places(world), [['v1', 1], ['v2', 2], ['v3', 3]])
        assert.deepEqual(await places(world, NOW + 2), [['v3', 3]])
        assert.deepEqual((await standing(world, 'v2')).queue, { conversationId: world.conversationId('v2'), place: 2 })
        await world.setAgent('ann', { is_accepting: 1 })
        const served = await serve(world)
        assert.partialDeepStrictEqual(served, { kind: 'served', change: { conversationId: world.conversationId('v1'), queue: 'left' } })
        assert.deepEqual(await places(world), [['v2', 1], ['v3', 2]])
        assert.equal((await standing(world, 'v1')).queue, undefined)
      })

      it('CW-14 counts each group for itself', async () => {
        const world = await queue('v1')
        const groupId = await world.addGroup('Tours', ['ann'])
        const componentId = await world.addComponent('tours', { kind: 'group', groupId })
        await world.send(await world.visitor('v2'), [world.draft('v2-hello', { componentId })], { conversation: 'v2', now: NOW + 1 })
        assert.equal((await standing(world, 'v2')).queue?.place, 1)
      })

      it('CW-14 estimates by what the last ones of a day waited, and says nothing where nobody can say', async () => {
        const world = await queue('v1', 'v2', 'v3', 'v4')
        await world.setAgent('ann', { is_accepting: 1 })
        for (const minutes of [2, 4]) await serve(world, NOW + minutes * MINUTE_MS)
        assert.equal((await standing(world, 'v4', NOW + MINUTE_MS)).queue?.waitMs, undefined, 'two are too few')
        await serve(world, NOW + 9 * MINUTE_MS)
        const waits = await query(store, db.selectFrom('facts').select('value').where('workspace_id', '=', world.workspaceId).where('kind', '=', 'conversation-assigned').orderBy('at'))
        assert.deepEqual(waits.map(({ value }) => value), [2 * MINUTE_MS, 4 * MINUTE_MS - 1, 9 * MINUTE_MS - 2])
        assert.equal((await standing(world, 'v4', NOW + 3 + MINUTE_MS)).queue?.waitMs, 3 * MINUTE_MS - 1)
        assert.equal((await standing(world, 'v4', NOW + HOUR_MS)).queue?.waitMs, undefined, 'who has waited longer than that is told nothing')
        assert.equal((await standing(world, 'v4', NOW + DAY_MS + HOUR_MS)).queue?.waitMs, undefined, 'yesterday says nothing')
      })

      it('CW-14 counts what somebody has waited from when they came to stand in it, not from when they began to talk', async () => {
        const world = await queue('v1', 'v2', 'v3')
        await world.setAgent('ann', { is_accepting: 1 })
        for (let n = 0; n < 3; n += 1) await serve(world, NOW + 10 * MINUTE_MS)
        await world.setAgent('ann', { is_present: 0, offline_since: NOW + HOUR_MS })
        const gone = await store.run(moveFromGone, { workspaceId: world.workspaceId, conversationId: world.conversationId('v1'), memberId: world.agentId('ann'), now: NOW + HOUR_MS, seed: 1 })
        assert.equal(gone.kind, 'moved')
        const now = NOW + HOUR_MS + MINUTE_MS
        const [told] = await store.run(readPlaces, { workspaceId: world.workspaceId, groupId: world.mainGroupId, from: { priority: 5, startedAt: 0 }, now })
        assert.deepEqual([(await standing(world, 'v1', now)).queue, told?.place], Array(2).fill({ conversationId: world.conversationId('v1'), place: 1, waitMs: 9 * MINUTE_MS - 1 }))
      })

      it('CW-14 who leaves a message stands in it no more, and is served after those who do', async () => {
        const world = await queue('v1', 'v2')
        const visitor = await world.visitor('v1')
        const leave = () => store.run(leaveMessage, { visitor, conversationId: world.conversationId('v1'), now: NOW + 5 })
        assert.partialDeepStrictEqual(await leave(), { ok: true, value: { queue: 'left', isWaiting: true } })
        assert.deepEqual(await leave(), { ok: true, value: null })
        assert.equal(codeOf(await store.run(leaveMessage, { visitor, conversationId: world.conversationId('v2'), now: NOW })), 'not_found')
        assert.deepEqual(await places(world), [['v2', 1]])
        assert.deepEqual((await headOf(world.conversationId('v1'))).state, { status: 'waiting', since: NOW + 5, reason: 'take-message' })
        const viewer = { workspaceId: world.workspaceId, memberId: world.agentId('ann'), seesAll: false }
        assert.equal((await store.run(readInbox, viewer)).length, 2, 'the desk still shows it')
        await world.setAgent('ann', { is_accepting: 1 })
        const served = [await serve(world), await serve(world)]
        assert.deepEqual(served.map((each) => each.kind === 'served' && each.change.conversationId), [world.conversationId('v2'), world.conversationId('v1')])
        assert.equal((await facts(world.conversationId('v1'), 'conversation-assigned'))[0]?.value, null, 'a message that was left is no wait')
      })

      it('CW-14 a message that was left does not hold up a new visitor', async () => {
        const world = await queue('v1')
        await store.run(leaveMessage, { visitor: await world.visitor('v1'), conversationId: world.conversationId('v1'), now: NOW })
        await world.setAgent('ann', { is_accepting: 1 })
        const sent = await world.send(await world.visitor('v2'), [world.draft('v2-hello')], { conversation: 'v2', now: NOW + 1 })
        assert.equal(sent.change?.agentId, world.agentId('ann'))
      })

      it('CW-14 giving up leaves it', async () => {
        const world = await queue('v1', 'v2')
        assert.partialDeepStrictEqual(await endBy(world, world.conversationId('v1')), { ok: true, value: { queue: 'left' } })
        assert.deepEqual(await places(world), [['v2', 1]])
      })

      it('CW-14 is left once, by whoever is first: served, left and given up at the same time', async () => {
        for (const round of upTo(4)) {
          const world = await queue('v1')
          const id = world.conversationId('v1')
          const visitor = await world.visitor('v1')
          await world.setAgent('ann', { is_accepting: 1 })
          await Promise.all([
            other.run(allocateWaiting, { workspaceId: world.workspaceId, now: NOW, seed: 1 }),
            store.run(leaveMessage, { visitor, conversationId: id, now: NOW }),
            ...(round % 2 ? [endBy(world, id)] : []),
          ])
          await headOf(id)
          const [row] = await query(store, db.selectFrom('conversations').select(['status', 'has_left_message']).where('id', '=', id))
          assert.equal(row!.has_left_message, row!.status === 'waiting' ? 1 : 0)
        }
      })
    })

    describe('how things stand', () => {
      const isStaffed = async (agents: WorldOptions['agents'] & object, allocation: WorldOptions['allocation'] & object) => {
        const world = await createWorld(store, { agents, allocation })
        return (await store.run(readStanding, { visitor: await world.visitor('vera'), now: NOW })).isStaffed
      }
      for (const [sentence, expected, row, allocation] of [
        ['somebody can receive', true, {}, {}],
        ['nobody is online, whoever would get it', false, { is_online: 0 }, {}],
        ['whoever would get it has no desk open', false, { is_present: 0 }, {}],
        ['everybody is busy and visitors wait for them', true, { cap: 0 }, { whenNoneCanReceive: 'queue' }],
        ['nobody is accepting and visitors wait', false, { is_accepting: 0 }, { whenNoneCanReceive: 'queue' }],
        ['visitors wait until hours begin', false, { hours: JSON.stringify({ timeZone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [] }) }, { whenNoneCanReceive: 'queue' }],
        ['messages are taken, and nobody is online', false, { is_online: 0 }, { whenNoneCanReceive: 'take-message' }],
      ] as const) {
        it(`CW-13 says ${expected ? 'that somebody is there' : 'that nobody is'} where ${sentence}`, async () => assert.equal(await isStaffed({ ann: row }, allocation), expected))
      }

      it('CW-12 says what is known of the visitor, and takes what they say of themselves', async () => {
        const world = await createWorld(store)
        const vera = await world.visitor('vera')
        const set = (details: Parameters<typeof setDetails.body>[0]['details']) => store.run(setDetails, { visitor: vera, details, now: NOW })
        assert.deepEqual((await store.run(readStanding, { visitor: vera, now: NOW })).me, { number: 1 })
        assert.deepEqual(await set({ name: ' Vera ', email: 'vera@mail.example' }), { ok: true, value: { self: { number: 1, name: 'Vera', email: 'vera@mail.example' }, isChanged: true } })
        assert.deepEqual(await set({ phone: '+351 210 000' }), { ok: true, value: { self: { number: 1, name: 'Vera', email: 'vera@mail.example', phone: '+351 210 000' }, isChanged: true } })
        assert.equal(codeOf(await set({ email: 'vera at mail' })), 'bad_email')
        assert.equal(codeOf(await set({ phone: 'call me' })), 'bad_phone')
        assert.partialDeepStrictEqual(await set({ email: '' }), { ok: true, value: { isChanged: true } })
        assert.deepEqual((await store.run(readStanding, { visitor: vera, now: NOW })).me, { number: 1, name: 'Vera', phone: '+351 210 000' })
      })

      it('CW-27 leaves what is proven as it is', async () => {
        const world = await createWorld(store)
        const vera = await world.visitor('vera')
        await query(store, db.updateTable('visitors').set({ identity_id: 'i1', name: 'Vera' }).where('id', '=', vera.id))
        const set = (details: Parameters<typeof setDetails.body>[0]['details']) => store.run(setDetails, { visitor: vera, details, now: NOW })
        assert.partialDeepStrictEqual(await set({ name: 'Mallory', email: 'm@mail.example' }), { ok: false, code: 'proof_needed', field: 'name' })
        assert.equal((await cardOf(vera)).email, null)
        assert.equal(codeOf(await set({ name: 'Vera', email: 'vera@mail.example' })), 'ok')
      })
    })

    describe('reach', () => {
      async function left(options?: WorldOptions) {
        const talked = await answered(options)
        await endBy(talked.world, talked.id)
        return talked
      }

      it('CW-12 an answer after the end begins the next conversation, which its writer holds', async () => {
        const { world, vera, id } = await left({ agents: { ann: { cap: 1 }, ben: { is_online: 0 } } })
        await world.send(await world.visitor('sam'), [world.draft('sam-hello')], { conversation: 'sam' })
        const draft = draftOf({ type: 'text', text: 'One more thing' })
        const sent = await say(world, 'ann', id, { drafts: [draft], next: 'next', now: NOW + DAY_MS })
        assert.ok(sent.ok)
        const next = world.conversationId('next')
        assert.deepEqual(sent.value.results, [{ ok: true, id: draft.id, conversationId: next, seq: 3 }])
        assert.deepEqual(await typesOf(next), ['started', 'assigned', 'message'])
        const head = await headOf(next)
        assert.partialDeepStrictEqual(head, { position: 2, state: { status: 'held', agent: { id: world.agentId('ann') } }, marks: { visitor: { unread: 1 } } })
        assert.equal(head.isAnswered, undefined, 'nobody has been answered')
        assert.partialDeepStrictEqual(await facts(next, 'conversation-started'), [{ member_id: world.agentId('ann'), visitor_id: vera.id }])
        assert.partialDeepStrictEqual(await store.run(readTraces, { workspaceId: world.workspaceId, conversationId: next }), [{ step: 'CW-12', agentId: world.agentId('ann') }])
        assert.partialDeepStrictEqual(await deadlines(next), [{ kind: 'silence-warning' }])

        const again = await say(world, 'ann', id, { drafts: [draft], next: 'third' })
        assert.deepEqual(again, { ok: true, value: { results: sent.value.results } }, 'a repeat is harmless')
        const more = await say(world, 'ann', id, { next: 'third' })
        assert.partialDeepStrictEqual(more, { ok: true, value: { results: [{ conversationId: next }] } })
        await endBy(world, next)
        assert.equal((await typesOf(next)).at(-1), 'ended', 'nobody is asked how it was who was not answered')
      })

      it('CW-12 ends when the visitor has been away for as long as is set', async () => {
        const { world, id } = await left()
        await setWindow(world, { reachDays: 2 })
        const entry = await store.run(readEntry, { workspaceId: world.workspaceId, memberId: world.agentId('ann'), seesAll: false, conversationId: id })
        assert.equal(entry.ok && entry.value.reachableUntil, NOW + 2 * DAY_MS)
        assert.equal(codeOf(await say(world, 'ann', id, { now: NOW + 2 * DAY_MS + 1 })), 'out_of_reach')
        assert.equal(codeOf(await say(world, 'ann', id, { now: NOW + 2 * DAY_MS })), 'ok')
      })

      it('CW-12 counts from the last sign of life, a message too', async () => {
        const { world, vera, id } = await left()
        await world.send(vera, [world.draft('late')], { conversation: 'late', now: NOW + DAY_MS })
        await endBy(world, world.conversationId('late'), 'visitor', NOW + DAY_MS)
        const viewer = { workspaceId: world.workspaceId, memberId: world.agentId('ann'), seesAll: false }
        const until = Object.fromEntries((await store.run(readInbox, viewer)).map(({ head, reachableUntil }) => [head.id, reachableUntil]))
        assert.deepEqual(until, { [id]: undefined, [world.conversationId('late')]: NOW + 15 * DAY_MS }, 'the last one of a thread alone is answered in')
      })

      it('CW-12 is nobody’s but its last holder’s, and that of who sees all', async () => {
        const { world, id } = await left({ agents: { ann: {}, ben: { is_online: 0 } } })
        assert.equal(codeOf(await say(world, 'ben', id)), 'not_found')
        assert.equal(codeOf(await say(world, 'ben', id, { seesAll: true })), 'ok')
      })

      it('CW-12 does not go to a browser that was let go of', async () => {
        const { world, vera, id } = await left()
        await store.run(forgetVisitor, { visitorId: vera.id })
        assert.equal(codeOf(await say(world, 'ann', id)), 'out_of_reach')
      })

      it('CW-12 what is written in the one before comes to the one that the visitor has begun', async () => {
        const { world, vera, id } = await left()
        await world.send(vera, [world.draft('back')], { conversation: 'back' })
        assert.partialDeepStrictEqual(await say(world, 'ann', id), { ok: true, value: { results: [{ conversationId: world.conversationId('back') }] } })
      })

      it('CW-12 begins one conversation, however many answers race', async () => {
        const { world, vera, id } = await left()
        const sent = await Promise.all([
          ...upTo(8).map((n) => say(world, 'ann', id, { next: `n${n}`, through: n % 2 ? store : other })),
          world.send(vera, [world.draft('back')], { conversation: 'back', store: other }).then((value) => ({ ok: true as const, value })),
        ])
        assert.deepEqual(new Set(sent.map(codeOf)), new Set(['ok']))
        assert.equal((await query(store, db.selectFrom('conversations').select('id').where('thread_id', '=', vera.threadId))).length, 2)
      })
    })

    describe('an answer that may go out by mail', () => {
      const mailOf = async (id: ConversationId) => (await deadlines(id)).find(({ kind }) => kind === 'answer-mailed')?.due_at

      it('CW-12 is timed from the first one that is unread, where an address is known', async () => {
        const { world, vera, id } = await talk()
        await setWindow(world, { mailAfterMinutes: 7 })
        await say(world, 'ann', id)
        assert.equal(await mailOf(id), undefined)
        await store.run(setDetails, { visitor: vera, details: { email: 'vera@mail.example' }, now: NOW + 1 })
        assert.equal(await mailOf(id), NOW + 1 + 7 * MINUTE_MS, 'an address that is left afterwards counts too')
        await say(world, 'ann', id, { now: NOW + MINUTE_MS })
        assert.equal(await mailOf(id), NOW + 1 + 7 * MINUTE_MS, 'who keeps writing does not put it off')
      })

      it('CW-12 is not timed by an address where everything is read', async () => {
        const { world, vera, id } = await answered()
        await store.run(setMark, { workspaceId: world.workspaceId, conversationId: id, side: 'visitor', threadId: vera.threadId, delivered: 9, read: 9, now: NOW })
        await store.run(setDetails, { visitor: vera, details: { email: 'vera@mail.example' }, now: NOW + 1 })
        assert.equal(await mailOf(id), undefined)
      })

      it('CW-12 is timed anew while a server is at work on the one before', async () => {
        const { world, vera, id } = await talk()
        await store.run(setDetails, { visitor: vera, details: { email: 'vera@mail.example' }, now: NOW })
        await say(world, 'ann', id)
        await store.run(claimDeadlines, { kinds: ['answer-mailed'], now: NOW + HOUR_MS, claimMs: 1_000, most: 500 })
        await say(world, 'ann', id, { now: NOW + HOUR_MS })
        assert.equal(await mailOf(id), NOW + HOUR_MS + 5 * MINUTE_MS)
      })
    })
  })
}
