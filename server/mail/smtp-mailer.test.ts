import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { dieHalfWay, startBadServer, startMailServer } from '../testing/mail-server.ts'
import type { MailServer } from '../testing/mail-server.ts'
import { MailError } from './mailer.ts'
import type { Mail } from './mailer.ts'
import { createSmtpMailer } from './smtp-mailer.ts'

const FROM = 'reception@shop.example'
const mail = (changed: Partial<Mail> = {}): Mail => ({
  to: 'reader@visitor.example',
  fromName: 'Ann (Saltway)',
  subject: 'Your conversation with Saltway',
  text: 'Hello 您好 مرحبا 👋',
  html: '<p>Hello</p>',
  id: 'c1.4',
  topic: 'c1',
  language: 'en',
  ...changed,
})

describe('CW-12 mail by SMTP', () => {
  let server: MailServer
  before(async () => {
    server = await startMailServer()
  })
  after(() => server.stop())
  const mailer = () => createSmtpMailer({ url: server.url, from: FROM })

  it('arrives with its sender, its text in every script, and what puts it with its topic', async () => {
    await mailer().send(mail({ replyTo: 'office@shop.example' }))
    const arrived = await server.next()
    assert.deepEqual(arrived.envelope, { from: FROM, to: ['reader@visitor.example'] })
    assert.deepEqual(arrived.from?.value, [{ name: 'Ann (Saltway)', address: FROM }])
    assert.equal(arrived.replyTo?.text, 'office@shop.example')
    assert.deepEqual([arrived.subject, arrived.text?.trim(), arrived.html], ['Your conversation with Saltway', 'Hello 您好 مرحبا 👋', '<p>Hello</p>'])
    assert.deepEqual([arrived.messageId, arrived.inReplyTo, arrived.references].flat(), ['<c1.4@shop.example>', '<c1@shop.example>', '<c1@shop.example>'])
    assert.deepEqual(['auto-submitted', 'content-language', 'x-mailer'].map((name) => arrived.headers.get(name)), ['auto-generated', 'en', undefined])
  })

  for (const [field, words] of [
    ['fromName', 'Ann\r\nBcc: all@victim.example'],
    ['fromName', 'Ann" <ann@evil.example>, "x'],
    ['fromName', 'Ann\u2028Bcc: all@victim.example\u0000'],
    ['subject', 'Hello\nBcc: all@victim.example\n\nAnother body'],
    ['subject', 'Hello\r\n\r\n<html>'],
    ['id', 'c1>\r\nBcc: all@victim.example'],
    ['topic', 'c1>\r\nBcc: all@victim.example'],
    ['text', 'Hello\r\n.\r\nMAIL FROM:<all@victim.example>'],
  ] as const) {
    it(`begins no header and no mail with what stands in ${field}: ${JSON.stringify(words)}`, async () => {
      await mailer().send(mail({ [field]: words }))
      const arrived = await server.next()
      assert.deepEqual(arrived.envelope.to, ['reader@visitor.example'])
      assert.deepEqual([arrived.bcc, arrived.cc], [undefined, undefined])
      assert.deepEqual(arrived.from?.value.map(({ address }) => address), [FROM])
      assert.deepEqual([...arrived.headers.keys()].toSorted(), ['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'in-reply-to', 'message-id', 'mime-version', 'references', 'subject', 'to', 'x-auto-response-suppress'])
      assert.equal(arrived.html, '<p>Hello</p>')
    })
  }

  it('says that it was refused, with the code and without the address', async () => {
    server.refuse(550)
    await assert.rejects(mailer().send(mail()), (error) => error instanceof MailError && error.reason === 'refused' && error.code === '550' && !error.message.includes('@'))
    server.refuse(0)
  })

  it('can be tried without a mail', () => mailer().verify())
})

describe('CW-12 a mail server that is no good', () => {
  const fails = async (url: string) => {
    const mailer = createSmtpMailer({ url, from: FROM, timeoutMs: 100 })
    for (const attempt of [mailer.send(mail()), mailer.verify()]) await assert.rejects(attempt, (error) => error instanceof MailError && error.reason === 'unreachable')
  }

  it('says nothing', async () => {
    const server = await startBadServer(() => undefined)
    await fails(server.url).finally(() => server.stop())
  })

  it('is not there', async () => {
    const server = await startBadServer(() => undefined)
    await server.stop()
    await fails(server.url)
  })

  it('speaks something else', async () => {
    const server = await startBadServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const mailer = createSmtpMailer({ url: server.url, from: FROM, timeoutMs: 100 })
    await assert.rejects(mailer.send(mail()), MailError).finally(() => server.stop())
  })

  it('goes away in the middle of a mail', async () => {
    const server = await startBadServer(dieHalfWay)
    const mailer = createSmtpMailer({ url: server.url, from: FROM })
    await assert.rejects(mailer.send(mail()), (error) => error instanceof MailError && error.reason === 'unreachable').finally(() => server.stop())
  })

  it('takes the mail and never says so', async () => {
    const server = await startBadServer((socket) => {
      socket.write('220 here\r\n')
      let isText = false
      socket.on('data', (data) => {
        if (isText) return
        isText = /^DATA/i.test(String(data))
        socket.write(isText ? '354 go on\r\n' : '250 ok\r\n')
      })
    })
    const mailer = createSmtpMailer({ url: server.url, from: FROM, timeoutMs: 100 })
    await assert.rejects(mailer.send(mail()), (error) => error instanceof MailError && error.reason === 'unreachable').finally(() => server.stop())
  })
})
