import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { v7 } from 'uuid'
import { PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { DeskSnapshot, InboxEntry, Result, SendReply } from '@foyer/sdk/protocol'
import { StoreError } from './store/store.ts'
import type { Store } from './store/store.ts'
import { makePostgresPlace } from './testing/places.ts'
import { ask, connected, newToken, next, shopKey, startRunning, SHOP } from './testing/running.ts'
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
