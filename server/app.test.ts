import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createConnection } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { describe, it } from 'node:test'
import { v7 } from 'uuid'
import { PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { DeskSnapshot, InboxEntry, Result, SendReply } from '@foyer/sdk/protocol'
import { StoreError } from './store/store.ts'
import type { Store } from './store/store.ts'
import { makePostgresPlace } from './testing/places.ts'
import { ask, connected, newToken, next, shopKey, startRunning, FOREIGN, SHOP } from './testing/running.ts'
import type { Running } from './testing/running.ts'

async function withServer(changed: Parameters<typeof startRunning>[0], test: (running: Running) => Promise<void>): Promise<void> {
  const running = await startRunning(changed)
  try {
    await test(running)
  } finally {
    await running.stop()
  }
}

const draft = (text: string) => ({ id: v7(), parts: [{ type: 'text', text }] })

describe('what the server says of itself', () => {
  it('is that it is up, and that it is ready', () =>
    withServer({}, async ({ http }) => {
      assert.deepEqual([(await http('/healthz')).status, (await http('/readyz')).status], [200, 200])
    }))

  it('is figures, for this machine alone', () =>
    withServer({}, async ({ http }) => {
      const figures = await (await http('/metrics')).text()
      for (const name of ['foyer_presence_lines', 'foyer_presence_visitors', 'foyer_socket_connections', 'foyer_events_total']) assert.match(figures, new RegExp(`^# HELP ${name} `, 'm'))
      // A proxy on this machine asks for somebody else.
      assert.equal((await http('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status, 404)
    }))

  it('is figures, for whoever shows the token', () =>
    withServer({ metricsToken: 'a token for the figures' }, async ({ http }) => {
      const status = async (authorization: string) => (await http('/metrics', { headers: { authorization } })).status
      assert.deepEqual([await status('Bearer a token for the figures'), await status('Bearer something else here!'), await status('')], [200, 404, 404])
    }))

  it('is nothing to anybody behind a proxy of ours, where all come from this machine, but to whoever shows the token', async () => {
    await withServer({ trustedProxies: 1 }, async ({ http }) => assert.equal((await http('/metrics')).status, 404))
    await withServer({ trustedProxies: 1, metricsToken: 'a token for the figures' }, async ({ http }) => {
      assert.equal((await http('/metrics', { headers: { authorization: 'Bearer a token for the figures' } })).status, 200)
    })
  })

  it('is never what somebody wrote or who they are', () =>
    withServer({}, async (running) => {
      const token = newToken()
      const visitor = running.visitor({ token })
      await connected(visitor)
      await ask(visitor, 'message:send', { drafts: [draft('a very private sentence')] })
      await ask(visitor, 'message:send', { drafts: [{ id: 'x', parts: 'another private sentence' }] })
      await running.http(PATHS.identify, { method: 'POST', body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, identity: { name: 'Vera', email: 'vera@home.example' } }), origin: SHOP })
      await running.signIn('ann@shop.example')
      const logged = JSON.stringify(running.logged)
      assert.match(logged, /conversation-started/)
      assert.doesNotMatch(logged, /private sentence|Vera|vera@|ann@/)
      assert.equal(logged.includes(token), false)
    }))
})

/** Asks for an upgrade, and keeps its half of the connection open whatever comes. */
function askForUpgrade(port: number, path: string): Socket {
  const line = createConnection({ port, host: 'localhost', allowHalfOpen: true })
  line.on('error', () => undefined)
  const headers = ['Host: localhost', `Origin: ${FOREIGN}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']
  line.write([`GET ${path} HTTP/1.1`, ...headers, '', ''].join('\r\n'))
  return line
}

describe('an upgrade that is refused', () => {
  it('is let go, also if its client does not hang up', () =>
    withServer({}, async ({ app }) => {
      const server = createServer()
      app.attach(server)
      await new Promise<void>((resolve) => server.listen(0, resolve))
      const gone = new Promise<void>((resolve) => server.once('connection', (socket) => socket.once('close', () => resolve())))
      const line = askForUpgrade((server.address() as AddressInfo).port, PATHS.presence)
      const said = new Promise<string>((resolve) => line.setEncoding('utf8').once('data', resolve))
      await gone
      assert.match(await said, /^HTTP\/1\.1 403 .*origin_refused/s)
      line.destroy()
      await new Promise((resolve) => server.close(resolve))
    }))

  it('is in the log by the paths of the protocol alone', () =>
    withServer({}, async (running) => {
      const refused = async (path: string) => {
        const line = askForUpgrade(Number(new URL(running.origin).port), path)
        await new Promise((resolve) => line.once('data', resolve))
        line.destroy()
      }
      for (const path of ['/a-private-sentence', `${PATHS.presence}?private`, PATHS.socket]) await refused(path)
      const routes = running.logged.filter(({ name }) => name === 'origin-refused').map(({ facts }) => facts.route)
      assert.deepEqual(routes, ['unknown', PATHS.presence, PATHS.socket])
    }))
})

describe('the path of the sockets', () => {
  it('is answered with and without its slash, and leads somewhere only with it', () =>
    withServer({}, async ({ http }) => {
      const without = await http(`${PATHS.socket}?EIO=4&transport=polling`, { origin: SHOP })
      assert.equal(without.status, 404)
      assert.partialDeepStrictEqual(await without.json(), { ok: false, code: 'not_found' })
      assert.equal((await http(`${PATHS.socket}/?EIO=4&transport=polling`, { origin: SHOP })).status, 200)
    }))

  it('lets go of a request that not even a refusal can be made of', async () => {
    const running = await startRunning()
    const store: Store = { ...running.store, run: (procedure, input) => (procedure.name.startsWith('sites.') ? Promise.reject(new Error('broken')) : running.store.run(procedure, input)) }
    const log = (name: string) => {
      if (name === 'request-failed') throw new Error('The log is broken too.')
    }
    const failing = await startRunning({ store, log })
    await assert.rejects(failing.http(`${PATHS.socket}/?EIO=4&transport=polling`, { origin: SHOP }), TypeError)
    await failing.stop()
    await running.stop()
  })
})

describe('a client that hangs up while it sends', () => {
  it('is no bug in the log', () =>
    withServer({}, async (running) => {
      const server = createServer()
      running.app.attach(server)
      await new Promise<void>((resolve) => server.listen(0, resolve))
      const answered = new Promise<void>((resolve) => server.once('request', (_request, response) => response.once('close', () => resolve())))
      const line = createConnection((server.address() as AddressInfo).port, 'localhost')
      line.write([`POST ${PATHS.presence} HTTP/1.1`, 'Host: localhost', `Origin: ${SHOP}`, 'Content-Length: 1000', '', '[{'].join('\r\n'))
      await new Promise((resolve) => server.once('request', resolve))
      line.destroy()
      await answered
      await new Promise((resolve) => server.close(resolve))
      assert.equal((await running.http('/readyz')).status, 200)
      assert.deepEqual(running.logged.filter(({ name }) => name === 'request-failed'), [])
    }))
})

describe('a database that cannot take something', () => {
  const broken = (error: unknown) => (store: Store): Store => ({ ...store, run: (procedure, input) => (procedure.name === 'conversations.send-by-visitor' ? Promise.reject(error) : store.run(procedure, input)) })

  for (const [sentence, error, event] of [
    ['is told to the client as passing, and to the log by its code', new StoreError('database_full', 'The disk is full.'), 'store-refused'],
    ['is not mistaken for a bug, which is told as passing too and logged with its place', new TypeError('secret detail'), 'request-failed'],
  ] as const) {
    it(sentence, async () => {
      const running = await startRunning()
      const failing = await startRunning({ store: broken(error)(running.store) })
      const visitor = failing.visitor()
      await connected(visitor)
      const refused = await ask(visitor, 'message:send', { drafts: [draft('Hello')] })
      assert.partialDeepStrictEqual(refused, { ok: false, code: 'unavailable' })
      assert.doesNotMatch(JSON.stringify(refused), /secret|disk|at /)
      assert.ok(failing.logged.some(({ name }) => name === event))
      visitor.disconnect()
      await failing.stop()
      await running.stop()
    })
  }
})

describe('a server that stops', () => {
  it('tells its sockets, answers nobody new, and finishes what it has', async () => {
    const running = await startRunning()
    const visitor = running.visitor()
    await connected(visitor)
    const page = running.presence(SHOP)
    await new Promise((resolve) => page.once('open', resolve))
    const told = next<{ code: string }>(visitor, 'refused')
    const closed = new Promise<number>((resolve) => page.once('close', resolve))
    const gone = next(visitor, 'disconnect')
    const sent: Promise<Result<SendReply>> = ask(visitor, 'message:send', { drafts: [draft('Just in time')] })
    await sent
    await running.app.close()
    assert.equal((await told).code, 'unavailable')
    assert.equal(await closed, 1012)
    await gone
    assert.equal((await running.http('/readyz')).status, 503)
    assert.equal(await connected(running.visitor()), 'refused')
    await running.stop()
  })
})

describe('a server on PostgreSQL', () => {
  it('signs members in, takes a visitor’s message, and shows it at the desk', async () => {
    const running = await startRunning({}, makePostgresPlace)
    const desk = running.desk({ cookie: await running.signIn('olga@shop.example') })
    assert.equal(await connected(desk), 'connected')
    const visitor = running.visitor()
    assert.equal(await connected(visitor), 'connected')
    const entered = next<InboxEntry>(desk, 'inbox:changed')
    const sent: Result<SendReply> = await ask(visitor, 'message:send', { drafts: [draft('Hello')] })
    assert.ok(sent.ok)
    assert.equal((await entered).head.id, sent.value.appended[0]?.conversationId)
    const snapshot: Result<DeskSnapshot> = await ask(desk, 'desk:sync', {})
    assert.ok(snapshot.ok)
    assert.equal(snapshot.value.entries.length, 1)
    await running.stop()
  })
})
