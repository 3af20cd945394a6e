import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { LIMITS, failTalk, ok } from '@foyer/sdk/protocol'
import type { AgentPart, BotRecord, ConversationId, FileId, FilePart, WorkspaceId } from '@foyer/sdk/protocol'
import { mayConnect } from '../site-check/addresses.ts'
import { openPlaceOf } from '../site-check/fetch-page.ts'
import type { Store } from '../store/store.ts'
import type { Outside } from './post.ts'
import { ANSWER_BYTES } from './rules.ts'
import { createBotService } from './service.ts'
import type { BotPorts } from './service.ts'
import { askBot, botAnswered, botHasFiles } from './store.ts'
import type { AskBot } from './store.ts'
import { CERTIFICATE, openBotServer } from './testing/bot-server.ts'
import type { BotAnswering, BotServer } from './testing/bot-server.ts'

const NOW = 1_800_000_000_000

describe('AR-5 asking a bot', () => {
  let answer: BotAnswering
  let bot: BotServer
  before(async () => void (bot = await openBotServer((...asked) => answer(...asked))))
  after(() => bot?.close())
  const address = () => bot.address('/hook?a=1')

  interface Asked {
    readonly outside?: Partial<Outside>
    readonly to?: string
    readonly timeoutSeconds?: number
    /** What becomes of files that were fetched. */
    readonly files?: BotPorts['files']
    /** Nobody waits for the answer any more, when its files are to be fetched. */
    readonly isOvertaken?: boolean
  }
  const NO_FILES: BotPorts['files'] = { take: () => assert.fail('there is no file'), drop: () => assert.fail('there is no file') }
  /** Lets one question out, and says what became of it: the answer that was kept, or what the log says. */
  async function asked({ outside = {}, to = address(), timeoutSeconds = 30, files = NO_FILES, isOvertaken = false }: Asked = {}): Promise<unknown> {
    const record: BotRecord = { id: 'b', revision: 1, name: 'Robi', address: to, timeoutSeconds, groupIds: [], isOn: true }
    const ask: AskBot = {
      bot: record,
      secret: 'secret',
      question: { conversationId: 'c' as ConversationId, language: 'en', messages: [{ from: 'visitor', at: NOW, parts: [{ type: 'text', text: 'Grüezi 你好' }] }] },
      delivery: 'c:2',
      ticket: { workspaceId: 'w' as WorkspaceId, conversationId: 'c' as ConversationId, botId: 'b', tries: 1, upTo: 2 },
    }
    let outcome: unknown
    const store = {
      run: async (procedure: unknown, input: { answer?: unknown }) => {
        if (procedure === askBot) return { ask }
        if (procedure === botHasFiles) return !isOvertaken
        if (procedure === botAnswered) outcome = input.answer
        return null
      },
    } as unknown as Store
    const bots = createBotService({
      store,
      files,
      log: (_name, facts = {}) => void (outcome = facts.reason ?? facts.code),
      now: () => NOW,
      randomSeed: () => 1,
      tell: () => assert.fail('there is nothing to tell'),
      outside: { placeOf: async () => '127.0.0.1', authorities: CERTIFICATE, ...outside },
    })
    await bots.due({ kind: 'bot-asked', subject: 'c', workspaceId: 'w' as WorkspaceId, dueAt: NOW, claimedUntil: NOW })
    await bots.settled()
    return outcome
  }
  const says = (body: string | object, status = 200, headers = {}): typeof answer => (_request, _body, response) =>
    void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
  const words = (text: string) => ({ messages: [{ parts: [{ type: 'text', text }] }] })

  it('AR-5 posts what was said, signed, with an id, and takes the answer', async () => {
    let seen: { request: IncomingMessage; body: string } | undefined
    answer = (request, body, response) => {
      seen = { request, body }
      says(words('Hello'))(request, body, response)
    }
    assert.deepEqual(await asked(), words('Hello'))
    const { request: { method, url, headers }, body } = seen!
    assert.deepEqual([method, url, headers['foyer-delivery'], headers.host], ['POST', '/hook?a=1', 'c:2', new URL(address()).host])
    assert.equal(headers['foyer-signature'], `t=${NOW / 1_000},v1=${createHmac('sha256', 'secret').update(`${NOW / 1_000}.${body}`).digest('hex')}`)
    assert.partialDeepStrictEqual(JSON.parse(body), { conversationId: 'c', language: 'en', messages: [{ from: 'visitor', parts: [{ text: 'Grüezi 你好' }] }] })
    assert.equal(body.includes('secret'), false)
  })

  for (const [what, reply, reason] of [
    ['another status', says(words('x'), 500), 'status 500'],
    ['a redirect', says(words('x'), 302, { location: 'https://127.0.0.1/' }), 'status 302'],
    ['no JSON', says('<p>'), 'unreadable'],
    ['another shape', says({ message: 'x' }), 'invalid_input'],
    ['an empty message', says({ messages: [{ parts: [] }] }), 'invalid_input'],
    ['a file of somebody else’s', says({ messages: [{ parts: [{ type: 'file', file: { id: 'f' } }] }] }), 'invalid_input'],
    ['a file from an address that is none', says({ messages: [{ parts: [{ type: 'file', url: 'http://bot.example/a.png' }] }] }), 'bad_address'],
    ['a file from an address with a password', says({ messages: [{ parts: [{ type: 'file', url: 'https://me:pass@bot.example/a.png' }] }] }), 'bad_address'],
    ['an address that would run', says({ messages: [{ parts: [{ type: 'cards', cards: [{ title: 'x', buttons: [{ label: 'x', url: 'javascript:1' }] }] }] }] }), 'invalid_input'],
    ['more than it may', says(`"${'x'.repeat(ANSWER_BYTES)}"`), 'too large'],
    ['a line that breaks', (_request: IncomingMessage, _body: string, response: ServerResponse) => void response.destroy(), 'ECONNRESET'],
  ] as const) {
    it(`AR-5 takes ${what} for no answer`, async () => {
      answer = reply
      assert.equal(await asked(), reason)
    })
  }

  describe('files of an answer', () => {
    const fileAt = (path: string, more: object = {}) => ({ type: 'file', url: new URL(path, address()).href, ...more })
    const taken = (id: string, name = ''): AgentPart => ({ type: 'file', file: { id: id as FileId, name, type: 'image/png', size: 1 } })
    /** Answers with these parts, and serves what is asked for below the same name. */
    const answersWith = (parts: () => readonly object[], serve: (path: string, response: ServerResponse) => void) => {
      answer = (request, body, response) => (request.method === 'POST' ? says({ messages: [{ parts: parts() }] })(request, body, response) : serve(request.url ?? '', response))
    }
    const takes = (seen: string[] = []): BotPorts['files'] => ({
      take: async (workspaceId, name, bytes) => {
        seen.push(`${workspaceId} ${name} ${Buffer.from(bytes).toString()}`)
        return ok((taken(`id-of-${name}`, name) as FilePart).file)
      },
      drop: async () => ok(null),
    })

    it('AR-5 are fetched, and stand in the message as its own, under the name that says what they are', async () => {
      const seen: string[] = []
      answersWith(() => [{ type: 'text', text: 'Here' }, fileAt('/maps/to%20us.png?size=2'), fileAt('/plan', { name: 'Plan.pdf' }), fileAt('/chart')], (path, response) => void response.writeHead(200, { 'content-type': 'image/png; x=1' }).end(`bytes of ${path}`))
      const { messages: [message] } = (await asked({ files: takes(seen) })) as { messages: readonly { parts: readonly AgentPart[] }[] }
      assert.deepEqual(message?.parts, [{ type: 'text', text: 'Here' }, taken('id-of-to us.png', 'to us.png'), taken('id-of-Plan.pdf', 'Plan.pdf'), taken('id-of-chart.png', 'chart.png')])
      assert.deepEqual(seen.toSorted(), ['w Plan.pdf bytes of /plan', 'w chart.png bytes of /chart', 'w to us.png bytes of /maps/to%20us.png?size=2'])
    })

    for (const [what, serve] of [
      ['is not there', (_path, response) => void response.writeHead(404).end('none')],
      ['is elsewhere', (_path, response) => void response.writeHead(302, { location: 'https://127.0.0.1/' }).end()],
      ['says that it is too large', (_path, response) => void response.writeHead(200, { 'content-length': LIMITS.fileBytes + 1 }).end()],
      ['is too large and does not say so', (_path, response) => void response.writeHead(200).end(Buffer.alloc(LIMITS.fileBytes + 1))],
      ['breaks off', (_path, response) => void response.destroy()],
    ] as readonly [string, (path: string, response: ServerResponse) => void][]) {
      it(`AR-5 one that ${what} stands as its address`, async () => {
        answersWith(() => [fileAt('/a.png', { name: 'A map' })], serve)
        assert.deepEqual(await asked({ files: NO_FILES }), { messages: [{ parts: [{ type: 'text', text: `A map: ${new URL('/a.png', address()).href}` }] }] })
      })
    }

    it('AR-5 one that is not taken stands as its address', async () => {
      answersWith(() => [fileAt('/a.exe')], (_path, response) => void response.writeHead(200).end('MZ'))
      assert.deepEqual(await asked({ files: { ...NO_FILES, take: async () => failTalk('file_type_refused') } }), { messages: [{ parts: [{ type: 'text', text: new URL('/a.exe', address()).href }] }] })
    })

    it('AR-5 one that is not on the open internet makes the answer none', async () => {
      answersWith(() => [{ type: 'file', url: 'https://inside.example/a.png' }], () => assert.fail('nobody may come here'))
      assert.equal(await asked({ outside: { placeOf: async ({ hostname }) => (hostname === 'bot.example' ? '127.0.0.1' : undefined) } }), 'private')
    })

    it('AR-5 are not fetched for an answer for which nobody waits, and let go if nobody does any more', async () => {
      answersWith(() => [fileAt('/a.png')], () => assert.fail('nobody asks for it'))
      assert.equal(await asked({ isOvertaken: true }), undefined)
      const dropped: unknown[] = []
      answersWith(() => [fileAt('/a.png')], (_path, response) => void response.writeHead(200).end('bytes'))
      await asked({ files: { ...takes(), drop: async (id, by) => (dropped.push(id, by), ok(null)) } })
      assert.deepEqual(dropped, ['id-of-a.png', { kind: 'machine' }])
    })
  })

  it('AR-5 waits no longer than the bot has time', async () => {
    answer = () => undefined
    assert.equal(await asked({ timeoutSeconds: 0.01 }), 'timeout')
  })

  it('AR-5 connects to nothing that is not on the open internet, however it is named', async () => {
    answer = () => assert.fail('nobody may come here')
    for (const place of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '100.64.0.1', '192.168.1.1', '224.0.0.1', '::1', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1']) {
      assert.equal(mayConnect(place, { allowLoopback: false }), false, place)
      assert.equal(await asked({ outside: { placeOf: (url) => openPlaceOf(url, async () => ['93.184.216.34', place]) } }), 'private', place)
    }
    for (const host of ['127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]']) {
      assert.equal(await asked({ to: `https://${host}/`, outside: { placeOf: (url) => openPlaceOf(url) } }), 'private', host)
    }
  })

  it('AR-5 trusts nobody whose certificate is another’s', async () => {
    answer = () => assert.fail('nothing may be told')
    assert.equal(await asked({ to: address().replace('bot.example', 'other.example') }), 'ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('AR-5 refuses an address when it is saved, with the field named', async () => {
    const check = (to: string, placeOf: Outside['placeOf'] = (url) => openPlaceOf(url, async () => ['10.0.0.1'])) =>
      createBotService({ store: {} as Store, files: NO_FILES, log: () => undefined, now: () => NOW, randomSeed: () => 1, tell: () => undefined, outside: { placeOf } }).checkAddress(to)
    for (const [to, code] of [['http://bot.example/', 'bad_address'], ['bot', 'bad_address'], ['https://me:pass@bot.example/', 'bad_address'], ['https://bot.example/', 'address_private'], ['https://127.0.0.1/', 'address_private']] as const) {
      assert.partialDeepStrictEqual(await check(to), { code, field: 'address' })
    }
    assert.partialDeepStrictEqual(await check('https://bot.example/', () => Promise.reject(new Error('ENOTFOUND'))), { code: 'bad_address', field: 'address' })
    assert.equal(await check('https://bot.example/', async () => '93.184.216.34'), undefined)
  })
})
