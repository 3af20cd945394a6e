import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AgentPart, ConversationId, FileId, MessageId, VisitorId } from '@foyer/sdk/protocol'
import { sendAgentMessages, setMark } from '../conversations/store.ts'
import { claimDeadlines } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { EventFacts, EventName } from '../logging/events.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { MailError } from './mailer.ts'
import type { Mail } from './mailer.ts'
import { FIRST_WAIT_MS, GIVE_UP_AFTER_MS, LONGEST_WAIT_MS, mailAddress, nextTry } from './rules.ts'
import { createAnswerMail } from './service.ts'

const MINUTE_MS = 60_000
/** Of a workspace that has set nothing. */
const MAIL_AFTER_MS = 5 * MINUTE_MS

describe('CW-12 when a mail that did not leave is tried again', () => {
  it('waits longer each time, and gives up after a day', () => {
    const waits: number[] = []
    for (let now: number | undefined = NOW, next; now !== undefined; now = next) {
      next = nextTry(NOW, now)
      if (next !== undefined) waits.push(next - now)
    }
    assert.equal(waits[0], FIRST_WAIT_MS)
    assert.deepEqual(waits, waits.toSorted((a, b) => a - b))
    assert.equal(waits.at(-1), LONGEST_WAIT_MS)
    const sum = waits.reduce((total, wait) => total + wait, 0)
    assert.ok(sum >= GIVE_UP_AFTER_MS && sum < GIVE_UP_AFTER_MS + LONGEST_WAIT_MS, String(sum))
    assert.ok(waits.length < 30)
  })
})

describe('CW-12 an address that a mail may go to', () => {
  for (const text of ['vera@visitor.example', ' vera.o’neil+foyer@mail.visitor.example ']) it(`is ${text}`, () => assert.equal(mailAddress(text), text.trim()))
  for (const text of [null, undefined, '', 'vera', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'a@b.example\u0000', 'Vera <a@b.example>', 'a\u202e@b.example', `${'a'.repeat(260)}@b.example`]) {
    it(`is not ${JSON.stringify(text)?.slice(0, 40)}`, () => assert.equal(mailAddress(text), undefined))
  }
})

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`CW-12 answers by mail on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    interface Talk {
      readonly world: World
      readonly visitor: VisitorIdentity
      readonly id: ConversationId
      answer(text: string, now?: number, parts?: readonly AgentPart[]): Promise<void>
      read(): Promise<unknown>
      /** What a server does at this time: the mails that it sends; `fails`: those that do not leave. */
      at(now: number, fails?: boolean, meanwhile?: () => Promise<unknown>): Promise<readonly Mail[]>
      readonly logged: readonly (readonly [EventName, EventFacts | undefined])[]
    }

    async function aTalk({ email = 'vera@visitor.example' as string | null, row = {}, url = 'https://shop.example/tours' }: { email?: string | null; row?: Record<string, unknown>; url?: string } = {}): Promise<Talk> {
      const world = await createWorld(store)
      await query(store, db.updateTable('sites').set({ origins: JSON.stringify(['https://shop.example']) }).where('id', '=', world.siteId))
      const visitor = await world.visitor('vera')
      await query(store, db.updateTable('visitors').set({ email, language: 'de', ...row }).where('id', '=', visitor.id))
      await world.send(visitor, [world.draft('hello', { page: { url } })], { conversation: 'talk' })
      const id = world.conversationId('talk')
      const agent = { id: world.agentId('ann'), name: 'Ann' }
      const logged: [EventName, EventFacts | undefined][] = []
      let count = 0
      return {
        world,
        visitor,
        id,
        logged,
        async answer(text, now = NOW, parts = [{ type: 'text', text }]) {
          const sent = await store.run(sendAgentMessages, { workspaceId: world.workspaceId, agent, seesAll: false, conversationId: id, drafts: [{ id: `${world.name}-answer${++count}` as MessageId, parts }], now, newConversationId: `${world.name}-next` as ConversationId })
          assert.ok(sent.ok && sent.value.results.every(({ ok }) => ok))
        },
        read: () => store.run(setMark, { workspaceId: world.workspaceId, conversationId: id, side: 'visitor', delivered: 99, read: 99, threadId: visitor.threadId, now: NOW }),
        async at(now, fails = false, meanwhile) {
          const sent: Mail[] = []
          const answerMail = createAnswerMail({
            store,
            mailer: {
              async send(mail) {
                await meanwhile?.()
                if (fails) throw new MailError('refused', '550')
                sent.push(mail)
              },
              verify: async () => undefined,
            },
            linksOf: async (_id, ids) => ids.map((file) => ({ id: file, href: `https://foyer.example/v1/files/${file}` })),
            own: () => ['https://foyer.example'],
            now: () => now,
            log: (name, facts) => void logged.push([name, facts]),
          })
          const due = await store.run(claimDeadlines, { kinds: ['answer-mailed'], now, claimMs: 30_000, most: 50 })
          for (const one of due.filter(({ workspaceId }: ClaimedDeadline) => workspaceId === world.workspaceId)) await answerMail(one)
          return sent
        },
      }
    }
    const armed = async ({ id }: Talk) => (await query(store, db.selectFrom('deadlines').select('due_at').where('subject', '=', id).where('kind', '=', 'answer-mailed'))).map(({ due_at }) => Number(due_at) - NOW)

    it('go out once, in the visitor’s language, from whom they are, with the way back', async () => {
      const talk = await aTalk()
      await talk.answer('Tour 3 is still open.')
      await talk.answer('<b>Shall</b> I book it?\nYours', NOW + MINUTE_MS)
      assert.deepEqual(await talk.at(NOW + MAIL_AFTER_MS - 1), [])
      const [mail, ...others] = await talk.at(NOW + MAIL_AFTER_MS)
      assert.ok(mail)
      assert.deepEqual(others, [])
      assert.deepEqual([mail.to, mail.fromName, mail.subject, mail.topic, mail.language], ['vera@visitor.example', `Ann (${talk.world.name})`, `Ihr Gespräch mit ${talk.world.name}`, talk.id, 'de'])
      assert.match(mail.text, /^Ann hat Ihnen geantwortet:\n\nTour 3 is still open\.\n\n<b>Shall<\/b> I book it\?\nYours\n[^]*\nhttps:\/\/shop\.example\/tours\n/)
      assert.match(mail.html ?? '', /&lt;b&gt;Shall&lt;\/b&gt; I book it\?<br>Yours/)
      assert.match(mail.html ?? '', /<html lang="de" dir="ltr">[^]*<a href="https:\/\/shop\.example\/tours"/)
      assert.deepEqual(await talk.at(NOW + 60 * MINUTE_MS), [])
      assert.deepEqual(await armed(talk), [])
    })

    for (const [url, isLed] of [
      ['https://foyer.example/c/tours', true],
      ['https://evil.example/shop.example', false],
      ['https://shop.example@evil.example/', false],
      ['https://shop.example.evil.example/', false],
      ['http://shop.example/', false],
    ] as const) {
      it(`${isLed ? 'lead' : 'lead nowhere, for the page is not the company’s:'} ${url}`, async () => {
        const talk = await aTalk({ url })
        await talk.answer('Here I am.')
        const [mail] = await talk.at(NOW + MAIL_AFTER_MS)
        assert.deepEqual([mail?.text.includes(url), mail?.html?.includes(url)], [isLed, isLed])
        assert.doesNotMatch(isLed ? '' : `${mail?.text}${mail?.html}`, /evil/)
      })
    }

    it('tell of later answers alone, under the same topic and another id', async () => {
      const talk = await aTalk()
      await talk.answer('First')
      const [first] = await talk.at(NOW + MAIL_AFTER_MS)
      await talk.answer('Second', NOW + 10 * MINUTE_MS)
      const [second] = await talk.at(NOW + 15 * MINUTE_MS)
      assert.ok(first && second)
      assert.doesNotMatch(second.text, /First/)
      assert.equal(first.topic, second.topic)
      assert.notEqual(first.id, second.id)
    })

    it('stay here if they were read, or nobody can be reached', async () => {
      for (const [talk, prepare] of [
        [await aTalk(), (one: Talk) => one.read()],
        [await aTalk({ email: null }), undefined],
        [await aTalk({ email: 'a@b.example, c@d.example' }), undefined],
        [await aTalk(), (one: Talk) => query(store, db.updateTable('visitors').set({ is_blocked: 1 }).where('id', '=', one.visitor.id))],
      ] as const) {
        await talk.answer('Hello')
        await prepare?.(talk)
        assert.deepEqual(await talk.at(NOW + MAIL_AFTER_MS), [])
        assert.deepEqual(await armed(talk), [])
      }
    })

    it('wait their own time where those before were read', async () => {
      const talk = await aTalk()
      await talk.answer('First')
      await talk.read()
      await talk.answer('Second', NOW + 4 * MINUTE_MS)
      assert.deepEqual(await talk.at(NOW + MAIL_AFTER_MS), [])
      assert.deepEqual(await armed(talk), [9 * MINUTE_MS])
      assert.equal((await talk.at(NOW + 9 * MINUTE_MS)).length, 1)
    })

    it('are not forgotten that come while a mail is on its way', async () => {
      const talk = await aTalk()
      await talk.answer('First')
      await talk.at(NOW + MAIL_AFTER_MS, false, () => talk.answer('Second', NOW + MAIL_AFTER_MS))
      const [mail] = await talk.at(NOW + 2 * MAIL_AFTER_MS)
      assert.match(mail?.text ?? '', /Second/)
      assert.doesNotMatch(mail?.text ?? '', /First/)
    })

    it('are tried again until they leave, and given up after a day, with nothing personal in the log', async () => {
      const talk = await aTalk()
      await talk.answer('Hello')
      assert.deepEqual(await talk.at(NOW + MAIL_AFTER_MS, true), [])
      assert.deepEqual(await armed(talk), [MAIL_AFTER_MS + FIRST_WAIT_MS])
      assert.equal((await talk.at(NOW + MAIL_AFTER_MS + FIRST_WAIT_MS)).length, 1)

      await talk.answer('Again', NOW + 10 * MINUTE_MS)
      await talk.at(NOW + 15 * MINUTE_MS, true)
      await talk.at(NOW + 15 * MINUTE_MS + GIVE_UP_AFTER_MS, true)
      const about = { workspaceId: talk.world.workspaceId, conversationId: talk.id }
      const why = { ...about, reason: 'refused', code: '550' }
      assert.deepEqual(talk.logged, [['mail-postponed', why], ['mail-sent', about], ['mail-postponed', why], ['mail-given-up', why]])
    })

    it('go to the address that the same person has said in another browser', async () => {
      const talk = await aTalk({ email: null })
      await talk.answer('Hello')
      const other = await talk.world.visitor('phone')
      await query(store, db.updateTable('visitors').set({ email: 'phone@visitor.example', thread_id: talk.visitor.threadId }).where('id', '=', other.id as VisitorId))
      await talk.answer('Hello again')
      assert.deepEqual((await talk.at(NOW + MAIL_AFTER_MS)).map(({ to }) => to), ['phone@visitor.example'])
    })

    it('name files with a link, places with a map, and cards in words', async () => {
      const talk = await aTalk()
      const file = { id: `${talk.world.name}-file` as FileId, name: 'plan\u202e.pdf', type: 'application/pdf', size: 3 }
      await talk.answer('', NOW, [
        { type: 'location', latitude: 38.7, longitude: -9.1 },
        { type: 'cards', cards: [{ title: 'Tour 3', text: 'Slow', buttons: [{ label: 'Book', url: 'https://shop.example/3' }] }] },
      ])
      // Files stand in messages only after an upload; here the row is written past it.
      const [event] = await query(store, db.selectFrom('events').select(['seq', 'body']).where('conversation_id', '=', talk.id).where('type', '=', 'message').orderBy('seq', 'desc').limit(1))
      const body = JSON.parse(event!.body) as { parts: unknown[] }
      body.parts.push({ type: 'file', file })
      await query(store, db.updateTable('events').set({ body: JSON.stringify(body) }).where('conversation_id', '=', talk.id).where('seq', '=', event!.seq))

      const [mail] = await talk.at(NOW + MAIL_AFTER_MS)
      assert.match(mail?.text ?? '', /Standort: 38\.70000, -9\.10000\nhttps:\/\/www\.openstreetmap\.org\/[^\n]+\nTour 3\nSlow\n• Book\nhttps:\/\/shop\.example\/3\nDatei: plan\.pdf\nhttps:\/\/foyer\.example\/v1\/files\//)
      assert.match(mail?.html ?? '', /<a href="https:\/\/foyer\.example\/v1\/files\/[^"]+">Datei: plan\.pdf<\/a>/)
    })
  })
}
