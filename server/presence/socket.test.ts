import assert from 'node:assert/strict'
import { createConnection } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { WebSocket } from 'ws'
import { PATHS, PROTOCOL, TALK_PATHS } from '@foyer/sdk/protocol'
import type { PresenceToPage, SiteKey } from '@foyer/sdk/protocol'
import { findSite } from '../sites/store.ts'
import { firstFrame, newToken, otherKey, shopKey, startRunning, FOREIGN, OTHER_SHOP, SHOP } from '../testing/running.ts'
import { createTestClock } from '../testing/clock.ts'
import type { Running } from '../testing/running.ts'

let running: Running
before(async () => (running = await startRunning()))
after(() => running.stop())

const page = { url: `${SHOP}/`, title: 'Shop' }
const hello = (token = newToken(), site: SiteKey = shopKey) => ({ type: 'hello', protocol: PROTOCOL, site, token, page, language: 'en' })
const opened = (socket: WebSocket) => new Promise<void>((resolve) => socket.once('open', () => resolve()))
const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve))

/** What the server says first to a page that says this. */
async function answerTo(said: unknown, origin = SHOP): Promise<PresenceToPage | { readonly closed: number }> {
  const socket = running.presence(origin)
  await opened(socket)
  const first = firstFrame(socket)
  socket.send(typeof said === 'string' ? said : JSON.stringify(said))
  return first
}
async function greeted(token = newToken()): Promise<WebSocket> {
  const socket = running.presence(SHOP)
  await opened(socket)
  const first = firstFrame(socket)
  socket.send(JSON.stringify(hello(token)))
  assert.partialDeepStrictEqual(await first, { type: 'welcome' })
  return socket
}
const poll = (frames: unknown, origin = SHOP) => running.http(PATHS.presence, { method: 'POST', body: JSON.stringify(frames), origin })

describe('a page’s socket', () => {
  it('CW-17 is welcomed with the visitor’s number, the same for the same browser', async () => {
    const token = newToken()
    const [one, two, other] = [await answerTo(hello(token)), await answerTo(hello(token)), await answerTo(hello())]
    assert.ok('type' in one && one.type === 'welcome' && 'type' in two && two.type === 'welcome' && 'type' in other && other.type === 'welcome')
    assert.equal(one.number, two.number)
    assert.notEqual(one.number, other.number)
    assert.deepEqual([one.unread, one.configVersion], [0, 1])
  })

  it('CW-27 whose visitor is forgotten while it is greeted is let go, and stands for nobody', async () => {
    let isAsked = () => {}
    let answer = () => {}
    const asked = new Promise<void>((resolve) => (isAsked = resolve))
    const held = new Promise<void>((resolve) => (answer = resolve))
    const { store } = running
    const slow = await startRunning({
      store: {
        ...store,
        run: async (procedure, input) => {
          if (procedure.name === 'conversations.unread') {
            isAsked()
            await held
          }
          return store.run(procedure, input)
        },
      },
    })
    const token = newToken()
    const socket = slow.presence(SHOP)
    const gone = closed(socket)
    await opened(socket)
    socket.send(JSON.stringify(hello(token)))
    await asked
    const body = JSON.stringify({ protocol: PROTOCOL, site: shopKey, token })
    assert.equal((await slow.http(TALK_PATHS.forget, { method: 'POST', origin: SHOP, body })).status, 200)
    answer()
    await gone
    await slow.stop()
  })

  for (const [sentence, said, origin, code] of [
    ['says anything before hello', { type: 'still' }, SHOP, 'invalid_input'],
    ['says no JSON', 'hello', SHOP, 'invalid_input'],
    ['says an unknown field', { ...hello(), isAdmin: true }, SHOP, 'invalid_input'],
    ['is of an older version', { type: 'hello', protocol: 0 }, SHOP, 'client_outdated'],
    ['names a site that does not exist', hello(newToken(), 'nosuch' as SiteKey), SHOP, 'unknown_site'],
    ['names another site than its own', hello(newToken(), otherKey), SHOP, 'origin_refused'],
    ['is of another site', hello(), OTHER_SHOP, 'origin_refused'],
  ] as const) {
    it(`that ${sentence} is refused: ${code}`, async () => assert.deepEqual(await answerTo(said, origin), { type: 'refused', code }))
  }

  it('that sends a frame larger than any of ours is closed', async () => {
    const socket = await greeted()
    const gone = closed(socket)
    socket.send(JSON.stringify({ type: 'page', page: { url: `${SHOP}/${'x'.repeat(20_000)}` } }))
    assert.equal(await gone, 1009)
  })

  it('that sends frames without end is refused', async () => {
    const socket = await greeted()
    const refused = new Promise((resolve) => {
      socket.on('message', (text) => {
        const frame = JSON.parse(String(text)) as PresenceToPage
        if (frame.type !== 'still') resolve(frame)
      })
    })
    for (let sent = 0; sent < 100; sent += 1) socket.send(JSON.stringify({ type: 'still' }))
    assert.deepEqual(await refused, { type: 'refused', code: 'rate_limited' })
  })

  it('IV-3 that says it is still there hears the same, so that it knows a dead line', async () => {
    const socket = await greeted()
    const answer = firstFrame(socket)
    socket.send(JSON.stringify({ type: 'still' }))
    assert.deepEqual(await answer, { type: 'still' })
  })

  it('IV-3 that says good-bye is closed', async () => {
    const socket = await greeted()
    const gone = closed(socket)
    socket.send(JSON.stringify({ type: 'leave' }))
    assert.equal(await gone, 1000)
  })

  it('that says good-bye while it is greeted is closed too', async () => {
    const socket = running.presence(SHOP)
    await opened(socket)
    const gone = closed(socket)
    for (const said of [hello(), { type: 'leave' }]) socket.send(JSON.stringify(said))
    assert.equal(await gone, 1000)
  })

  it('that greets twice is refused', async () => {
    const socket = await greeted()
    const refused = firstFrame(socket)
    socket.send(JSON.stringify(hello()))
    assert.deepEqual(await refused, { type: 'refused', code: 'invalid_input' })
  })

  it('is refused at the upgrade from elsewhere, in words', async () => {
    for (const origin of [FOREIGN, undefined]) {
      const socket = running.presence(origin)
      const said = await new Promise<[number | undefined, string]>((resolve) => {
        socket.on('unexpected-response', (_request, response) => {
          response.setEncoding('utf8').once('data', (body: string) => resolve([response.statusCode, body]))
        })
      })
      assert.equal(said[0], 403)
      assert.partialDeepStrictEqual(JSON.parse(said[1]), { ok: false, code: 'origin_refused' })
    }
  })
})

/** A masked text frame of a client; the mask is zero. */
function frameOf(said: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(said))
  const length = text.length < 126 ? [0x80 | text.length] : [0xfe, text.length >> 8, text.length & 0xff]
  return Buffer.concat([Buffer.from([0x81, ...length]), Buffer.alloc(4), text])
}

/** A client that is told to go, with this code, and does not answer. */
async function lingering(at: Running, said: readonly unknown[], code: number): Promise<{ readonly gone: Promise<void> }> {
  const line = createConnection(Number(new URL(at.origin).port), 'localhost')
  line.on('error', () => undefined)
  const gone = new Promise<void>((resolve) => line.once('close', () => resolve()))
  const headers = ['Host: localhost', `Origin: ${SHOP}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']
  line.write([`GET ${PATHS.presence} HTTP/1.1`, ...headers, '', ''].join('\r\n'))
  await new Promise((resolve) => line.once('data', resolve))
  const told = new Promise<void>((resolve) => {
    let heard = Buffer.alloc(0)
    line.on('data', (data) => {
      heard = Buffer.concat([heard, data])
      if (heard.includes(Buffer.from([code >> 8, code & 0xff])) && heard.includes(0x88)) resolve()
    })
  })
  line.write(Buffer.concat(said.map(frameOf)))
  await told
  return { gone }
}

describe('a page that does not answer when it is told to go', () => {
  for (const [sentence, said, code] of [
    ['after its good-bye', [hello(), { type: 'leave' }], 1000],
    ['after a refusal', [{ type: 'still' }], 1008],
  ] as const) {
    it(`${sentence} is let go all the same`, async () => {
      const clock = createTestClock(Date.now())
      const own = await startRunning({ clock })
      const { gone } = await lingering(own, said, code)
      clock.advance(7_000)
      await gone
      await own.stop()
    })

    it(`${sentence} is not waited for by a server that stops`, async () => {
      // A clock that stands still: nothing is let go for having waited long enough.
      const own = await startRunning({ clock: createTestClock(Date.now()) })
      const { gone } = await lingering(own, said, code)
      await own.app.close()
      await gone
      await own.stop()
    })
  }
})

describe('a page without a socket', () => {
  it('is answered the same by POST', async () => {
    const response = await poll([hello()])
    assert.partialDeepStrictEqual(await response.json(), { ok: true, value: [{ type: 'welcome', unread: 0 }] })
  })

  for (const [sentence, frames, status] of [
    ['without hello is refused', [{ type: 'still' }], 400],
    ['with no list is refused', hello(), 400],
    ['with an empty list is refused', [], 400],
    ['of an older version is told so', [{ type: 'hello', protocol: 0 }], 409],
    ['for another site is refused', [hello(newToken(), otherKey)], 403],
  ] as const) {
    it(`${sentence} with ${status}`, async () => assert.equal((await poll(frames)).status, status))
  }

  it('may send at most 256 KiB, whatever length it says', async () => {
    const large = `[${' '.repeat(300 * 1024)}]`
    assert.equal((await running.http(PATHS.presence, { method: 'POST', body: large, origin: SHOP })).status, 413)
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large))
        controller.close()
      },
    })
    const chunked = await running.http(PATHS.presence, { method: 'POST', body: stream, duplex: 'half', origin: SHOP } as RequestInit & { origin: string })
    assert.partialDeepStrictEqual(await chunked.json(), { ok: false, code: 'too_large' })
  })

  it('is told of what is no UTF-8 or no JSON', async () => {
    for (const body of [new Uint8Array([0x5b, 0xff, 0x5d]), '[', '']) {
      const response = await running.http(PATHS.presence, { method: 'POST', body, origin: SHOP })
      assert.partialDeepStrictEqual(await response.json(), { ok: false, code: 'invalid_input' })
    }
  })
})

describe('the settings of a site', () => {
  it('are what the page needs and nothing of who receives', async () => {
    const response = await running.http(PATHS.config(shopKey), { origin: SHOP })
    const { value } = (await response.json()) as { value: Record<string, unknown> }
    assert.deepEqual(Object.keys(value).toSorted(), ['components', 'language', 'name', 'protocol', 'theme', 'version'])
    assert.doesNotMatch(JSON.stringify(value), /receiver|origins|workspace/)
  })

  it('are answered in a line to who has them already', async () => {
    const first = await running.http(PATHS.config(shopKey), { origin: SHOP })
    const etag = first.headers.get('etag') ?? ''
    const again = await running.http(PATHS.config(shopKey), { origin: SHOP, headers: { 'if-none-match': etag } })
    assert.deepEqual([again.status, await again.text()], [304, ''])
  })

  it('of a key that nobody has are not there, and the page may read why', async () => {
    const response = await running.http(PATHS.config('nosuch'), { origin: SHOP })
    assert.equal(response.status, 404)
    assert.equal(response.headers.get('access-control-allow-origin'), SHOP)
    assert.partialDeepStrictEqual(await response.json(), { code: 'unknown_site', remedy: 'Copy the tag again at the desk, under Settings, Website.' })
  })

  it('name a component that leads to the main group', async () => {
    assert.equal((await running.store.run(findSite, { key: shopKey }))?.config.components.length, 1)
  })
})
