import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { LIMITS, PROTOCOL, TALK_PATHS } from '@foyer/sdk/protocol'
import type { ConversationId, Failure, LogEvent, MemberId, MessageId, Result, SendReply } from '@foyer/sdk/protocol'
import { sendAgentMessages } from '../conversations/store.ts'
import { hashToken } from '../edge/tokens.ts'
import { createSmtpMailer } from '../mail/smtp-mailer.ts'
import { db } from '../store/procedure.ts'
import { startMailServer } from '../testing/mail-server.ts'
import type { MailServer } from '../testing/mail-server.ts'
import { FOREIGN, SHOP, ask, connected, newToken, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { query } from '../testing/world.ts'
import { conversationLines, linesOfText, nameOnLine } from './rules.ts'
import { talkWords } from './words.ts'


describe('CW-15 a talk as text', () => {
  const words = talkWords('en')
  const lines = (events: readonly object[]) => conversationLines(events.map((event, index) => ({ seq: index + 1, at: index * 60_000, ...event })) as LogEvent[], words, { day: () => '', time: (at) => `00:0${at / 60_000}` })
  const message = (from: object, ...parts: object[]) => ({ type: 'message', id: 'm', from, parts })
  const ann = { kind: 'agent', id: 'a' as MemberId, name: 'Ann' }

  it('says who wrote what and when, and what happened', () => {
    assert.deepEqual(
      lines([
        { type: 'started', by: 'visitor', position: 1 },
        message({ kind: 'visitor' }, { type: 'text', text: 'Hello' }),
        { type: 'assigned', agent: ann },
        message(ann, { type: 'text', text: 'Hi!\nHow are you?' }, { type: 'file', file: { id: 'f', name: 'plan.pdf' } }),
        { type: 'marked', by: 'visitor', delivered: 4, read: 4, unread: 0 },
        { type: 'ended', by: 'agent' },
        { type: 'rated', score: 5, reasons: ['Quick'], comment: 'Great\nthanks' },
        { type: 'chose', itemId: 'i', title: 'Opening\nhours' },
      ]),
      ['00:01  You: Hello', '00:02  — Ann is answering —', '00:03  Ann: Hi!', '       How are you?', '       File: plan.pdf', '00:05  — The conversation ended —', '00:06  — You rated it 5 of 5 · Quick · Great · thanks —', '00:07  — You chose: Opening hours —'],
    )
  })

  for (const end of ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029']) {
    it(`lets nobody write a line that reads as somebody else’s: ${JSON.stringify(end)}`, () => {
      assert.deepEqual(lines([message({ kind: 'visitor' }, { type: 'text', text: `Hi${end}00:01  Ann: I owe you a million` })]), ['00:00  You: Hi', '       00:01  Ann: I owe you a million'])
    })
  }

  it('holds nothing that a terminal obeys, and names that turn nothing around', () => {
    assert.deepEqual(linesOfText('a\u001b[31mb\u0007\tc\u0000\u009b2J'), ['a[31mb c2J'])
    assert.equal(nameOnLine(' Ann\u202e\n00:01 Ben\u2066'), 'Ann 00:01 Ben')
  })

  it('keeps what programs of tables would take for a formula as it was written', () => {
    assert.deepEqual(lines([message({ kind: 'visitor' }, { type: 'text', text: '=HYPERLINK("x")' })]), ['00:00  You: =HYPERLINK("x")'])
  })

  it('shows a kind that it does not know as such', () => assert.deepEqual(lines([message(ann, { type: 'hologram' })]), [`00:00  Ann: ${words.unknown}`]))
})

describe('CW-15 the transcript', () => {
  let mails: MailServer
  let running: Running
  before(async () => {
    mails = await startMailServer()
    running = await startRunning({ mailer: createSmtpMailer({ url: mails.url, from: 'reception@shop.example', timeoutMs: 2_000 }), rateRules: { 'mails-of-address': { points: 10, seconds: 3_600 } } })
  })
  after(async () => {
    await running.stop()
    await mails.stop()
  })

  /** As many as a long text takes. */
  const partsOf = (text: string) => Array.from({ length: Math.ceil(text.length / LIMITS.textLength) }, (_, n) => ({ type: 'text' as const, text: text.slice(n * LIMITS.textLength, (n + 1) * LIMITS.textLength) }))
  /** A visitor who has written this. */
  async function whoWrote(...texts: readonly string[]): Promise<string> {
    const token = newToken()
    const socket = running.visitor({ token })
    await connected(socket)
    for (const text of texts) {
      const sent: Result<SendReply> = await ask(socket, 'message:send', { drafts: [{ id: v7(), parts: partsOf(text) }] })
      assert.ok(sent.ok)
    }
    socket.disconnect()
    return token
  }
  /** One whom the company has answered too. */
  async function whoTalked(...texts: readonly string[]): Promise<string> {
    const token = await whoWrote(...texts)
    const { store } = running
    const [conversation] = await query(
      store,
      db.selectFrom('conversations').innerJoin('visitors', 'visitors.id', 'visitor_id').select(['conversations.id', 'conversations.workspace_id', 'agent_id']).where('token_hash', '=', hashToken(token)),
    )
    assert.ok(conversation?.agent_id, 'Somebody holds it.')
    const drafts = [{ id: v7() as MessageId, parts: [{ type: 'text', text: 'We are here.' }] }] as const
    const agent = { id: conversation.agent_id, name: 'Ann' }
    const sent = await store.run(sendAgentMessages, { workspaceId: conversation.workspace_id, agent, seesAll: true, conversationId: conversation.id, drafts, now: Date.now(), newConversationId: v7() as ConversationId })
    assert.ok(sent.ok)
    return token
  }
  const post = (token: string, more: object = {}, origin = SHOP) =>
    running.http(TALK_PATHS.transcript, { method: 'POST', origin, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, language: 'en', timeZone: 'Asia/Shanghai', ...more }) })
  const refusal = async (response: Promise<Response>) => {
    const { code, field } = (await (await response).json()) as Failure
    return field === undefined ? code : `${code} ${field}`
  }

  it('is the whole thread, in the visitor’s language and time zone', async () => {
    const token = await whoWrote('Hello 您好', 'And again')
    const response = await post(token)
    assert.equal(response.status, 200)
    assert.deepEqual(['content-type', 'content-disposition', 'cache-control', 'x-content-type-options', 'access-control-allow-origin'].map((name) => response.headers.get(name)), ['text/plain; charset=utf-8', 'attachment; filename="transcript.txt"', 'no-store', 'nosniff', SHOP])
    const text = await response.text()
    assert.match(text, /^Your conversation with The shop\nAs of .* \(Asia\/Shanghai\)\n\nConversation 1 · .*\n\n/)
    assert.match(text, /\d\d:\d\d {2}You: Hello 您好\n[^]*\d\d:\d\d {2}You: And again\n/)
    assert.match(await (await post(token, { language: 'zh' })).text(), /^您与The shop的对话记录\n[^]*您: Hello/)
  })

  it('is long where the thread is long', async () => {
    const texts = Array.from({ length: 120 }, (_, n) => `Message ${n}.`)
    const said = (await (await post(await whoWrote(...texts))).text()).match(/Message \d+\./g)
    assert.deepEqual(said, texts)
  })

  it('goes by mail to the address that was said', async () => {
    assert.deepEqual(await (await post(await whoTalked('By mail, please'), { email: 'vera@visitor.example' })).json(), { ok: true, value: null })
    const mail = await mails.next()
    assert.deepEqual(mail.envelope.to, ['vera@visitor.example'])
    assert.deepEqual([mail.subject, mail.from?.text], ['Your conversation with The shop', '"The shop" <reception@shop.example>'])
    assert.match(mail.text ?? '', /You: By mail, please\n[^]*because somebody asked for it/)
  })

  it('carries nobody’s own words under the company’s name to an address of their choice', async () => {
    assert.equal(await refusal(post(await whoWrote('Your account is closed, see evil.example'), { email: 'victim-of-relay@visitor.example' })), 'mail_unavailable')
  })

  it('is downloaded whole, and mailed no longer than anybody reads', async () => {
    const long = 'x'.repeat(LIMITS.parts * LIMITS.textLength)
    const token = await whoTalked(...Array.from({ length: 26 }, () => long))
    assert.equal(await refusal(post(token, { email: 'long@visitor.example' })), 'mail_unavailable')
    assert.equal((await (await post(token)).text()).match(/x/g)?.length, 26 * long.length)
  })

  it('is nobody else’s, and nothing where nothing was written', async () => {
    assert.equal(await refusal(post(newToken())), 'not_found')
    assert.equal(await refusal(post(newToken(), { email: 'vera@visitor.example' })), 'not_found')
    assert.equal(await refusal(post(await whoWrote('Hello'), {}, FOREIGN)), 'origin_refused')
  })

  for (const [sentence, more, expected] of [
    ['a zone that there is not', { timeZone: 'Moon/Base' }, 'invalid_input timeZone'],
    ['a language that there is not', { language: 'tlh' }, 'invalid_input language'],
    ['an address that is none', { email: 'vera' }, 'bad_email email'],
    ['two addresses', { email: 'a@b.example, c@d.example' }, 'bad_email email'],
    ['an address with another header', { email: 'a@b.example\r\nBcc: c@d.example' }, 'bad_email email'],
  ] as const) {
    it(`is refused with ${sentence}`, async () => assert.equal(await refusal(post(await whoWrote('Hello'), more)), expected))
  }

  it('says so where the mail server takes nothing', async () => {
    mails.refuse(451)
    assert.equal(await refusal(post(await whoTalked('Hello'), { email: 'down@visitor.example' })), 'mail_unavailable')
    mails.refuse(0)
    assert.doesNotMatch(JSON.stringify(running.logged), /visitor\.example/)
  })

  it('is mailed to nobody more often than the rule says, whoever asks', async () => {
    const answers: string[] = []
    for (let n = 0; n < 6; n++) {
      const response = await post(await whoTalked('Hello'), { email: n % 2 ? 'VICTIM@visitor.example' : 'victim@visitor.example' })
      answers.push(response.status === 200 ? 'ok' : await refusal(Promise.resolve(response)))
    }
    assert.deepEqual(answers, ['ok', 'ok', 'ok', 'ok', 'ok', 'rate_limited'])
    assert.equal(await refusal(post(await whoWrote('Hello'), { email: 'next@visitor.example' })), 'rate_limited')
  })
})

describe('CW-15 the transcript where no mail can be sent', () => {
  it('is only downloaded', async () => {
    const running = await startRunning()
    const response = await running.http(TALK_PATHS.transcript, { method: 'POST', origin: SHOP, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token: newToken(), language: 'en', timeZone: 'UTC', email: 'vera@visitor.example' }) })
    assert.equal(((await response.json()) as Failure).code, 'mail_unavailable')
    await running.stop()
  })
})
