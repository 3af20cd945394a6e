/** What the line does with frames that a server says, or something in its place. With the real server: connect.test.ts. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, describe, it } from 'node:test'
import { WebSocketServer, type WebSocket as Peer } from 'ws'
import type { LineSocket } from './types.ts'
import { webSocketLine } from './web-socket-line.ts'

const LIVELY = { pingInterval: 25_000, pingTimeout: 20_000 }

describe('a line over a WebSocket', () => {
  let server: WebSocketServer
  before(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    await once(server, 'listening')
  })
  after(() => new Promise((resolve) => server.close(resolve)))

  const lines: LineSocket[] = []
  afterEach(() => {
    for (const line of lines.splice(0)) line.close()
    for (const peer of server.clients) peer.terminate()
  })

  /** A line, the server's end of it, and what it tells, in order. */
  async function open(origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`) {
    const told: unknown[][] = []
    const waiting: { readonly count: number; readonly resolve: () => void }[] = []
    const tell = (...news: unknown[]) => {
      told.push(news)
      for (const { count, resolve } of waiting) if (told.length >= count) resolve()
    }
    const connected = once(server, 'connection')
    const line = webSocketLine(
      { server: origin, namespace: '/visitor', auth: () => ({ token: 't' }) },
      { opened: () => tell('opened'), closed: (refusal) => tell('closed', refusal), pushed: (name, payload) => tell('pushed', name, payload) },
    )
    lines.push(line)
    const [peer, { url }] = (await connected) as [Peer, { url: string }]
    const heard: string[] = []
    const hearing: ((frame: string) => void)[] = []
    peer.on('message', (data: Buffer) => {
      const frame = data.toString()
      heard.push(frame)
      hearing.shift()?.(frame)
    })
    return {
      line,
      peer,
      url,
      told,
      heard,
      toldBy: (count: number) => (told.length >= count ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ count, resolve }))),
      next: () => new Promise<string>((resolve) => hearing.push(resolve)),
    }
  }

  async function openWith(handshake: object) {
    const world = await open()
    const joined = world.next()
    world.peer.send(`0${JSON.stringify(handshake)}`)
    await joined
    world.peer.send('40/visitor,{"sid":"s"}')
    await world.toldBy(1)
    return world
  }

  it('says who it is in a packet, and never in its address', async () => {
    const { url, heard, told } = await openWith(LIVELY)
    assert.equal(url, '/v1/socket/?EIO=4&transport=websocket')
    assert.deepEqual(heard, ['40/visitor,{"token":"t"}'])
    assert.deepEqual(told, [['opened']])
  })

  it('answers a ping', async () => {
    const { peer, next } = await openWith(LIVELY)
    const answer = next()
    peer.send('2')
    assert.equal(await answer, '3')
  })

  it('brings each answer to the request with its number, and to no other', async () => {
    const { line, peer, next } = await openWith(LIVELY)
    const answers: unknown[] = []
    const last = new Promise<void>((resolve) => {
      line.emit('first', {}, (result) => answers.push(['first', result]))
      line.emit('second', { text: 'a,"b"' }, (result) => {
        answers.push(['second', result])
        resolve()
      })
    })
    assert.equal(await next(), '42/visitor,1["first",{}]')
    assert.equal(await next(), '42/visitor,2["second",{"text":"a,\\"b\\""}]')
    for (const frame of ['43/visitor,1[{"ok":true}]', '43/visitor,1[{"ok":"again"}]', '43/visitor,7["nobody"]', '43/visitor,2[null]']) peer.send(frame)
    await last
    assert.deepEqual(answers, [['first', { ok: true }], ['second', null]])
  })

  it('passes on pushes, and passes over what it does not know', async () => {
    const { peer, told, toldBy } = await openWith(LIVELY)
    for (const frame of ['6', '', 'hello', '45/visitor,1-["binary"]', '42["to another namespace",1]', '42/visitor,["typing",{"name":"A,\\n[B]"}]']) peer.send(frame)
    await toldBy(2)
    assert.deepEqual(told, [['opened'], ['pushed', 'typing', { name: 'A,\n[B]' }]])
  })

  it('is refused with what the server says', async () => {
    const { peer, told, toldBy } = await open()
    peer.send('44/visitor,{"message":"refused","data":{"code":"visitor_blocked"}}')
    await toldBy(1)
    assert.deepEqual(told, [['closed', { code: 'visitor_blocked' }]])
  })

  for (const [what, end] of [
    ['the server ends it', (peer: Peer) => peer.send('41/visitor,')],
    ['the socket is closed', (peer: Peer) => peer.close()],
    ['the network breaks', (peer: Peer) => peer.terminate()],
    ['it hears what is no packet', (peer: Peer) => peer.send('42/visitor,["half')],
  ] as const) {
    it(`tells once that it is over when ${what}`, async () => {
      const { peer, told, toldBy } = await openWith(LIVELY)
      const gone = once(peer, 'close')
      end(peer)
      await toldBy(2)
      await gone
      assert.deepEqual(told, [['opened'], ['closed', undefined]])
    })
  }

  it('is over when the server has been silent for longer than it said', async () => {
    const { told, toldBy } = await openWith({ pingInterval: 5, pingTimeout: 5 })
    await toldBy(2)
    assert.deepEqual(told, [['opened'], ['closed', undefined]])
  })

  it('is over when something is to be said after the time of a dead line, although no timer has noticed', async (t) => {
    const { line, told, heard } = await openWith(LIVELY)
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + LIVELY.pingInterval + LIVELY.pingTimeout + 1_000 })
    line.emit('late', {})
    assert.deepEqual(told, [['opened'], ['closed', undefined]])
    assert.equal(heard.length, 1)
  })

  it('is over when the browser says that the network is gone', async (t) => {
    const page = new EventTarget()
    const global: { addEventListener?: unknown } = globalThis
    global.addEventListener = page.addEventListener.bind(page)
    t.after(() => delete global.addEventListener)
    const { told } = await openWith(LIVELY)
    page.dispatchEvent(new Event('offline'))
    assert.deepEqual(told, [['opened'], ['closed', undefined]])
  })

  it('tells nothing after it was closed', async () => {
    const { line, peer, told } = await openWith(LIVELY)
    const gone = once(peer, 'close')
    line.close()
    peer.send('42/visitor,["typing",{}]')
    await gone
    assert.deepEqual(told, [['opened']])
  })

  it('is over at once where the page may not connect', () => {
    const told: string[] = []
    const events = { opened: () => told.push('opened'), closed: () => told.push('closed'), pushed: () => told.push('pushed') }
    lines.push(webSocketLine({ server: 'nowhere', namespace: '/visitor', auth: () => ({}) }, events))
    assert.deepEqual(told, ['closed'])
  })
})
