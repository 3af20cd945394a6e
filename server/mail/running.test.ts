import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { Appended, ConversationId, SendReply } from '@foyer/sdk/protocol'
import { startMailServer } from '../testing/mail-server.ts'
import type { MailServer } from '../testing/mail-server.ts'
import { SHOP, ask, connected, newToken, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { createSmtpMailer } from './smtp-mailer.ts'

describe('CW-12 from the desk to the visitor’s mailbox', () => {
  let mails: MailServer
  let running: Running
  /** How far the server's clock is ahead of ours. */
  let ahead = 0
  before(async () => {
    mails = await startMailServer()
    const after = (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    }
    running = await startRunning({ mailer: createSmtpMailer({ url: mails.url, from: 'reception@shop.example' }), clock: { now: () => Date.now() + ahead, after } })
  })
  after(async () => {
    await running.stop()
    await mails.stop()
  })

  const draft = (text: string, more: object = {}) => ({ id: v7(), parts: [{ type: 'text', text }], ...more })

  it('goes the whole way, through the real deadline, and in one topic', async () => {
    const token = newToken()
    const desk = running.desk({ cookie: await running.signIn('ann@shop.example') })
    await connected(desk)
    const window = running.visitor({ token })
    await connected(window)
    const sent = value<SendReply>(await ask(window, 'message:send', { drafts: [draft('Hello', { start: { page: { url: `${SHOP}/tours` } } })] }))
    const conversationId = sent.appended[0]!.conversationId as ConversationId
    await running.http(PATHS.identify, { method: 'POST', origin: SHOP, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, identity: { name: 'Vera', email: 'vera@visitor.example' } }) })
    window.disconnect()

    value(await ask(desk, 'message:send', { conversationId, drafts: [draft('Tour 3 is open.')] }))
    ahead += 6 * 60_000
    const first = await mails.next()
    assert.deepEqual([first.to, first.from?.value[0]?.name].map((one) => (typeof one === 'object' ? (one as { text: string }).text : one)), ['vera@visitor.example', 'Ann (The shop)'])
    assert.match(first.text ?? '', /Ann has answered you:\n\nTour 3 is open\.\n[^]*https:\/\/shop\.example\/tours/)

    value(await ask(desk, 'message:send', { conversationId, drafts: [draft('Are you still there?')] }))
    ahead += 6 * 60_000
    const second = await mails.next()
    assert.deepEqual([first.references, second.references], [`<${conversationId}@shop.example>`, `<${conversationId}@shop.example>`])
    assert.doesNotMatch(second.text ?? '', /Tour 3/)
    assert.equal(mails.received.length, 2)
    assert.doesNotMatch(JSON.stringify(running.logged), /visitor\.example|Tour 3|Vera/)
  })

  it('AL-13 warns of silence while the mail server lets everybody wait', { timeout: 20_000 }, async (t) => {
    let ahead = 0
    let [begun, answer] = [() => {}, () => {}]
    const sending = new Promise<void>((resolve) => (begun = resolve))
    const send = () => new Promise<void>((resolve) => {
      answer = resolve
      begun()
    })
    const after = (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    }
    const slow = await startRunning({ mailer: { send, verify: async () => {} }, clock: { now: () => Date.now() + ahead, after } })
    t.after(() => {
      answer()
      return slow.stop()
    })
    const token = newToken()
    const desk = slow.desk({ cookie: await slow.signIn('ann@shop.example') })
    await connected(desk)
    const window = slow.visitor({ token })
    await connected(window)
    const sent = value<SendReply>(await ask(window, 'message:send', { drafts: [draft('Hello')] }))
    const conversationId = sent.appended[0]!.conversationId as ConversationId
    await slow.http(PATHS.identify, { method: 'POST', origin: SHOP, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, identity: { email: 'vera@visitor.example' } }) })
    window.disconnect()
    value(await ask(desk, 'message:send', { conversationId, drafts: [draft('Tour 3 is open.')] }))
    ahead += 6 * 60_000
    await sending
    const warned = new Promise<void>((resolve) => desk.on('log:appended', ({ events }: Appended) => events.some(({ type }) => type === 'noted') && resolve()))
    ahead += 23 * 60_000
    await warned
  })
})
