/** Surveys from the question to the figures, by the procedures that the server uses, on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationHead, ConversationId, LogEvent, MessageDraft, MessageId, Result, SurveyAnswer, SurveyRules, VisitorId } from '@foyer/sdk/protocol'
import { reassign } from '../conversations/transfer.ts'
import { moveFromGone } from '../allocation/move.ts'
import { beginByAgent, endConversation, sendAgentMessages } from '../conversations/store.ts'
import { MAIL_AFTER_MS, askForRating, rate, rateByLink } from '../conversations/survey.ts'
import type { Change } from '../conversations/change.ts'
import { claimDeadlines, finishDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { EventName } from '../logging/events.ts'
import { MailError } from '../mail/mailer.ts'
import type { Mail } from '../mail/mailer.ts'
import { FIRST_WAIT_MS } from '../mail/rules.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World, WorldOptions } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { DEFAULT_WINDOW } from '../window/rules.ts'
import { changeWindow, readWindow } from '../window/store.ts'
import { createSurveyLinks } from './links.ts'
import { DEFAULT_SURVEY, factsOf, figuresOf } from './rules.ts'
import type { SurveyFact } from './rules.ts'
import { createSurveyService } from './service.ts'
import { changeSurvey, readSurvey, surveyComments, surveyResults } from './store.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.code)
let messages = 0

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`surveys on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    async function aWorld(rules: Partial<SurveyRules> = {}, options?: WorldOptions): Promise<World> {
      const world = await createWorld(store, options)
      await set(world, rules)
      return world
    }
    const set = async (world: World, rules: Partial<SurveyRules>) => {
      const { revision } = await store.run(readSurvey, { workspaceId: world.workspaceId })
      const changed = await store.run(changeSurvey, { workspaceId: world.workspaceId, revision, rules: { ...DEFAULT_SURVEY, ...rules } })
      assert.ok(changed.ok)
    }
    const answerAs = async (world: World, agent: string, conversationId: ConversationId, now = NOW) => {
      const draft: MessageDraft = { id: `${world.name}-m${++messages}` as MessageId, parts: [{ type: 'text', text: 'Good day' }] }
      const sent = await store.run(sendAgentMessages, { workspaceId: world.workspaceId, agent: { id: world.agentId(agent), name: agent }, seesAll: false, conversationId, drafts: [draft], now, newConversationId: world.conversationId(`next-${messages}`) })
      assert.ok(sent.ok)
    }
    /** A talk that Ann has answered. */
    async function aTalk(world: World, name: string, now = NOW): Promise<{ visitor: VisitorIdentity; id: ConversationId }> {
      const visitor = await world.visitor(name)
      await world.send(visitor, [world.draft(`${name}-hello`)], { conversation: name, now })
      const id = world.conversationId(name)
      await answerAs(world, 'ann', id, now)
      return { visitor, id }
    }
    const end = (world: World, conversationId: ConversationId, now = NOW) => store.run(endConversation, { workspaceId: world.workspaceId, conversationId, by: 'visitor', now })
    const give = ({ visitor, id }: { visitor: VisitorIdentity; id: ConversationId }, answer: SurveyAnswer, now = NOW) => store.run(rate, { visitor, conversationId: id, ...answer, now })
    const headOf = async (id: ConversationId) => JSON.parse((await query(store, db.selectFrom('conversations').select('head').where('id', '=', id)))[0]!.head) as ConversationHead
    const logOf = async (id: ConversationId) => (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(({ body }) => JSON.parse(body) as LogEvent)
    const period = (world: World) => ({ workspaceId: world.workspaceId, from: NOW - DAY_MS, to: NOW + 30 * DAY_MS })
    const steps = DEFAULT_SURVEY.steps.map((step, index) => ({ ...step, reasons: index < 2 ? ['Slow', 'Rude'] : [] }))

    it('SV-1 keeps what was set with the chat window until it is set here, whatever else is set there', async () => {
      const world = await createWorld(store)
      const { workspaceId } = world
      const kept = { ...DEFAULT_WINDOW, survey: { isOn: false, validHours: 3 } }
      await query(store, db.updateTable('workspaces').set({ settings: JSON.stringify({ window: { revision: 1, rules: kept } }) }).where('id', '=', workspaceId))
      const { revision, ...rules } = await store.run(readWindow, { workspaceId })
      assert.deepEqual(rules, DEFAULT_WINDOW, 'the console gets, and sends, nothing of it')
      assert.ok((await store.run(changeWindow, { workspaceId, change: { revision, rules: { ...rules, reachDays: 3 } } })).ok)
      assert.deepEqual(await store.run(readSurvey, { workspaceId }), { ...DEFAULT_SURVEY, isOn: false, validHours: 3, revision: 0 })
      await set(world, { validHours: 5 })
      assert.partialDeepStrictEqual(await store.run(readSurvey, { workspaceId }), { isOn: true, validHours: 5, revision: 1 })
      assert.equal(codeOf(await store.run(changeSurvey, { workspaceId, revision: 0, rules: DEFAULT_SURVEY })), 'changed_meanwhile')
    })

    it('SV-1 agents ask where that is set, and nobody where it is off', async () => {
      const world = await aWorld({ asks: 'agent' })
      const { id } = await aTalk(world, 'vera')
      const ask = () => store.run(askForRating, { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId('ann'), now: NOW })
      await set(world, { isOn: false })
      assert.equal(codeOf(await ask()), 'survey_closed')
      await set(world, { asks: 'agent' })
      const other = await aTalk(world, 'otto')
      await end(world, other.id)
      assert.equal((await headOf(other.id)).survey, undefined)
      assert.equal(codeOf(await ask()), 'ok')
      assert.equal((await headOf(id)).survey?.validUntil, NOW + DAY_MS)
    })

    it('SV-3 refuses a reason that is not of the step, a missing comment, a late answer, somebody else’s, and one that nobody asked for', async () => {
      const world = await aWorld({ steps, comment: { isOffered: true, requiredBelow: 2 } })
      const talk = await aTalk(world, 'vera')
      await end(world, talk.id)
      const stranger = await world.visitor('sam')
      const silent = await world.visitor('sid')
      await world.send(silent, [world.draft('silent')], { conversation: 'silent' })
      await end(world, world.conversationId('silent'))
      const refused = [
        await give(talk, { score: 5, reasons: ['Slow'] }),
        await give(talk, { score: 1 }),
        await give(talk, { score: 5 }, NOW + DAY_MS),
        await give({ visitor: stranger, id: talk.id }, { score: 5 }),
        await give({ visitor: silent, id: world.conversationId('silent') }, { score: 5 }),
        await store.run(rateByLink, { conversationId: talk.id, until: NOW, score: 5, now: NOW }),
        await store.run(rateByLink, { conversationId: 'gone' as ConversationId, until: NOW + 1, score: 5, now: NOW }),
      ]
      assert.deepEqual(refused.map((result) => (result.ok ? 'ok' : `${result.code} ${result.field ?? ''}`)), ['reason_gone reasons.0', 'required comment', 'survey_closed ', 'not_found ', 'survey_closed ', 'survey_closed ', 'not_found '])
      assert.equal((await headOf(talk.id)).survey?.score, undefined)
      assert.equal(codeOf(await store.run(rateByLink, { conversationId: talk.id, until: NOW + 1, score: 1, reasons: ['Rude'], comment: 'Well', now: NOW })), 'ok')
      assert.deepEqual((await headOf(talk.id)).survey, { validUntil: NOW + DAY_MS, score: 1, reasons: ['Rude'], comment: 'Well' })
    })

    it('SV-1 a conversation that an agent began is asked about as soon as its visitor has written, and one with a machine or with nobody is not', async () => {
      const world = await aWorld()
      const begun = async (name: string) => {
        const visitor = await world.visitor(name)
        const id = world.conversationId(name)
        const draft: MessageDraft = { id: `${world.name}-${name}` as MessageId, parts: [{ type: 'text', text: 'Can I help?' }] }
        assert.ok((await store.run(beginByAgent, { workspaceId: world.workspaceId, agent: { id: world.agentId('ann'), name: 'ann' }, seesAll: false, visitorId: visitor.id, isPresent: true, drafts: [draft], now: NOW, newConversationId: id })).ok)
        return { visitor, id }
      }
      const [silent, thankful] = [await begun('silent'), await begun('thankful')]
      await world.send(thankful.visitor, [world.draft('thanks')])
      const unanswered = await world.visitor('una')
      await world.send(unanswered, [world.draft('una')], { conversation: 'una' })
      const ask = ({ id }: { id: ConversationId }) => store.run(askForRating, { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId('ann'), now: NOW })
      assert.equal(codeOf(await ask(silent)), 'survey_closed')
      const ids = [silent.id, thankful.id, world.conversationId('una')]
      for (const id of ids) await end(world, id)
      assert.deepEqual(await Promise.all(ids.map(async (id) => (await headOf(id)).survey !== undefined)), [false, true, false])
      await set(world, { onlyEffective: false })
      const any = await begun('any')
      await end(world, any.id)
      assert.ok((await headOf(any.id)).survey)
    })

    it('SV-3 belongs to who held it last, also where it ended while it waited anew', async () => {
      const world = await aWorld()
      const { visitor, id } = await aTalk(world, 'vera')
      await world.send(visitor, [world.draft('more')])
      await world.setAgent('ann', { is_present: 0, offline_since: NOW })
      const gone = await store.run(moveFromGone, { workspaceId: world.workspaceId, conversationId: id, memberId: world.agentId('ann'), now: NOW, seed: 1 })
      assert.equal(gone.kind, 'moved')
      assert.equal((await headOf(id)).state.status, 'waiting')
      await end(world, id)
      const rated = await give({ visitor, id }, { score: 1 })
      assert.ok(rated.ok)
      assert.deepEqual(rated.value?.lowRating, { score: 1, agent: 'ann' })
      const { byAgent } = await store.run(surveyResults, period(world))
      assert.deepEqual(byAgent.map(({ agentId, asked, answered }) => [agentId, asked, answered]), [[world.agentId('ann'), 1, 1]])
    })

    it('SV-4 tells of a low rating once', async () => {
      const world = await aWorld({ warnsUpTo: 2 })
      const talk = await aTalk(world, 'vera')
      await end(world, talk.id)
      const lows = []
      for (const [score, comment] of [[2, 'a'], [2, 'b'], [4, ''], [1, '']] as const) {
        const rated = await give(talk, { score, comment })
        lows.push(rated.ok && rated.value?.lowRating)
      }
      assert.deepEqual(lows, [{ score: 2, agent: 'ann' }, undefined, undefined, { score: 1, agent: 'ann' }])
    })

    it('SV-3, SV-4 question and answer count for who held it last, once, and facts alone give the figures of the logs', async () => {
      const world = await aWorld({ steps }, { agents: { ann: {}, ben: { is_online: 0 } } })
      const { workspaceId } = world
      const moved = await aTalk(world, 'vera')
      assert.equal(codeOf(await store.run(askForRating, { workspaceId, conversationId: moved.id, memberId: world.agentId('ann'), now: NOW })), 'ok')
      await give(moved, { score: 1, reasons: ['Slow', 'Rude'], comment: 'Ann was slow' })
      await world.setAgent('ben', { is_online: 1 })
      assert.ok((await store.run(reassign, { workspaceId, by: { id: world.agentId('ann'), name: 'ann' }, conversationId: moved.id, to: { kind: 'agent', agentId: world.agentId('ben') }, now: NOW + 1, newBriefId: `${world.name}-brief` as MessageId })).ok)
      await world.setAgent('ben', { is_online: 0 })
      await end(world, moved.id, NOW + 2)
      await give(moved, { score: 2, reasons: ['Slow'], comment: 'Better with Ben' }, NOW + 3)
      const good = await aTalk(world, 'otto', NOW + DAY_MS)
      await end(world, good.id, NOW + DAY_MS)
      await give(good, { score: 5 }, NOW + DAY_MS)
      const quiet = await aTalk(world, 'quinn')
      await end(world, quiet.id)

      const results = await store.run(surveyResults, period(world))
      assert.deepEqual(results.all, { asked: 3, returned: 2, answered: 2, average: 3.5, spread: [0, 1, 0, 0, 1] })
      assert.deepEqual(results.byAgent.map(({ agentId, asked, answered, average }) => [agentId, asked, answered, average]), [[world.agentId('ann'), 2, 1, 5], [world.agentId('ben'), 1, 1, 2]])
      assert.deepEqual(results.byGroup.map(({ groupId, asked }) => [groupId, asked]), [[world.mainGroupId, 3]])
      assert.deepEqual(results.byComponent.map(({ componentId, asked }) => [componentId, asked]), [[undefined, 3]])
      assert.deepEqual(results.byDay.filter(({ asked }) => asked > 0).map(({ date, asked, answered }) => [date, asked, answered]), [['2027-01-15', 2, 1], ['2027-01-16', 1, 1]])
      assert.deepEqual(results.reasons, [{ score: 2, reason: 'Slow', count: 1 }])

      const factsIn = (log: readonly LogEvent[]) => factsOf(log).map(({ kind, at, value = null, about = null }): SurveyFact => ({ kind, at, value, about, memberId: null, groupId: null, componentId: null, isReturned: kind === 'survey-asked' && log.some(({ type }) => type === 'rated') }))
      const fromLogs = (await Promise.all([moved, good, quiet].map(({ id }) => logOf(id)))).flatMap(factsIn)
      assert.deepEqual(figuresOf(fromLogs), results.all)
      const mine = await store.run(surveyResults, { ...period(world), agent: world.agentId('ben') })
      assert.deepEqual([mine.all.asked, mine.byAgent.length], [1, 1])

      const { comments, before } = await store.run(surveyComments, period(world))
      assert.equal(before, undefined)
      assert.partialDeepStrictEqual(comments, [{ conversationId: moved.id, at: NOW + 3, score: 2, reasons: ['Slow'], comment: 'Better with Ben', agents: ['ann', 'ben'] }])
      assert.equal(comments.length, 1)
    })

    it('SV-4 the share answered is of those who were asked, whenever they answer', async () => {
      const world = await aWorld()
      const [early, late] = [await aTalk(world, 'vera'), await aTalk(world, 'otto')]
      await end(world, early.id)
      await give(early, { score: 5 }, NOW + 20 * HOUR_MS)
      await end(world, late.id, NOW + 19 * HOUR_MS)
      const between = async (from: number, to: number) => {
        const { asked, returned, answered } = (await store.run(surveyResults, { ...period(world), from, to })).all
        return { asked, returned, answered }
      }
      assert.deepEqual(await between(NOW, NOW + HOUR_MS), { asked: 1, returned: 1, answered: 0 })
      assert.deepEqual(await between(NOW + 19 * HOUR_MS, NOW + DAY_MS), { asked: 1, returned: 0, answered: 1 })
      const { byDay } = await store.run(surveyResults, period(world))
      assert.deepEqual(byDay.filter(({ asked }) => asked > 0).map(({ date, asked, returned, answered }) => [date, asked, returned, answered]), [['2027-01-15', 1, 1, 0], ['2027-01-16', 1, 0, 1]])
    })

    it('SV-4 turns the pages of comments without losing those of one instant', async () => {
      const world = await aWorld()
      for (const index of Array.from({ length: 57 }, (_, at) => at)) {
        const talk = await aTalk(world, `v${index}`)
        await end(world, talk.id)
        // Five of them at the very instant with which the first page ends, and three before.
        await give(talk, { score: 4, comment: `c${index}` }, NOW + (index < 5 ? 1_000 : index < 54 ? index * 1_000 : index))
      }
      const first = await store.run(surveyComments, period(world))
      assert.ok(first.before !== undefined)
      const second = await store.run(surveyComments, { ...period(world), before: first.before })
      assert.equal(second.before, undefined)
      assert.equal(new Set([...first.comments, ...second.comments].map(({ comment }) => comment)).size, 57)
      assert.deepEqual([first.comments.length, second.comments.length], [54, 3])
    })

    describe('SV-1 where it is shown', () => {
      interface Showing {
        readonly mails: Mail[]
        readonly told: Change[]
        readonly logged: EventName[]
        at(now: number, fails?: boolean): Promise<void>
      }
      function showing(world: World): Showing {
        const mails: Mail[] = []
        const told: Change[] = []
        const logged: EventName[] = []
        return {
          mails,
          told,
          logged,
          async at(now, fails = false) {
            const service = createSurveyService({
              store,
              links: createSurveyLinks('secret'),
              publicOrigin: () => 'https://foyer.example',
              mailer: {
                async send(mail) {
                  if (fails) throw new MailError('refused', '550')
                  mails.push(mail)
                },
                verify: async () => undefined,
              },
              tell: (change) => void told.push(change),
              now: () => now,
              log: (name) => void logged.push(name),
            })
            const due = await store.run(claimDeadlines, { kinds: ['survey-linked', 'survey-mailed'], now, claimMs: 30_000, most: 50 })
            for (const one of due.filter(({ workspaceId }: ClaimedDeadline) => workspaceId === world.workspaceId)) {
              await (one.kind === 'survey-linked' ? service.linkDue(one) : service.mailDue(one))
              await store.run(finishDeadline, one)
            }
          },
        }
      }
      const known = ({ id }: VisitorIdentity, row: object = {}) => query(store, db.updateTable('visitors').set({ email: 'vera@visitor.example', language: 'de', ...row }).where('id', '=', id as VisitorId))

      it('in the thread, once, with a link that is nobody’s but theirs', async () => {
        const world = await aWorld({ shows: { window: false, page: true, mail: false } })
        const talk = await aTalk(world, 'vera')
        await known(talk.visitor)
        await end(world, talk.id)
        const shown = showing(world)
        await shown.at(NOW)
        await shown.at(NOW + HOUR_MS)
        const said = (await logOf(talk.id)).filter((event) => event.type === 'message' && event.from.kind === 'machine')
        assert.equal(said.length, 1)
        const link = createSurveyLinks('secret').pathOf({ conversationId: talk.id, until: NOW + DAY_MS })
        assert.partialDeepStrictEqual(said[0], { parts: [{ type: 'cards', cards: [{ title: 'Wie war dieses Gespräch?', buttons: [{ label: 'Gespräch bewerten', url: `https://foyer.example${link}` }] }] }] })
        assert.equal(shown.told.length, 1)
        assert.deepEqual(createSurveyLinks('secret').read(link.slice(3)), { conversationId: talk.id, until: NOW + DAY_MS })
        assert.equal(createSurveyLinks('another').read(link.slice(3)), undefined)
        assert.equal(createSurveyLinks('secret').read(link.slice(3).replace(/\.\w+\./, '.zzzzzzzz.')), undefined)
      })

      it('by mail, once, in the visitor’s language, if it was not answered in the window first', async () => {
        const world = await aWorld({ shows: { window: true, page: false, mail: true } })
        const talk = await aTalk(world, 'vera')
        await known(talk.visitor)
        await end(world, talk.id)
        const shown = showing(world)
        await shown.at(NOW + MAIL_AFTER_MS - 1)
        assert.equal(shown.mails.length, 0)
        await shown.at(NOW + MAIL_AFTER_MS, true)
        await shown.at(NOW + MAIL_AFTER_MS + FIRST_WAIT_MS - 1)
        assert.equal(shown.mails.length, 0)
        await shown.at(NOW + MAIL_AFTER_MS + HOUR_MS)
        await shown.at(NOW + 2 * HOUR_MS)
        const [mail, ...others] = shown.mails
        assert.deepEqual([mail?.to, mail?.subject, mail?.language, others.length], ['vera@visitor.example', `Wie war Ihr Gespräch mit ${world.name}?`, 'de', 0])
        assert.match(mail?.text ?? '', /https:\/\/foyer\.example\/s\//)
        assert.deepEqual(shown.logged, ['mail-postponed', 'mail-sent'])
      })

      it('not there where it was set otherwise before its time', async () => {
        const both = { shows: { window: true, page: true, mail: true } }
        const world = await aWorld(both)
        const talk = await aTalk(world, 'vera')
        await known(talk.visitor)
        await end(world, talk.id)
        const shown = showing(world)
        await set(world, { shows: { window: true, page: false, mail: true } })
        await shown.at(NOW)
        assert.deepEqual(shown.told, [])
        await set(world, { ...both, isOn: false })
        await shown.at(NOW + MAIL_AFTER_MS)
        assert.deepEqual(shown.mails, [])
      })

      it('not to who has answered, said no address, is blocked, or when it is over', async () => {
        const world = await aWorld({ validHours: 1, shows: { window: true, page: false, mail: true } })
        const answered = await aTalk(world, 'a')
        const unknown = await aTalk(world, 'u')
        const blocked = await aTalk(world, 'b')
        const late = await aTalk(world, 'l')
        await known(answered.visitor)
        await known(blocked.visitor, { is_blocked: 1 })
        await known(late.visitor)
        for (const { id } of [answered, unknown, blocked]) await end(world, id)
        await give(answered, { score: 3 })
        const shown = showing(world)
        await shown.at(NOW + MAIL_AFTER_MS)
        await end(world, late.id)
        await shown.at(NOW + HOUR_MS)
        assert.deepEqual(shown.mails, [])
      })
    })
  })
}
