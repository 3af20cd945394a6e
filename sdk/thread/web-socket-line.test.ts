/** What the line makes of frames, from a server or from something in its place. With the real server: connect.test.ts. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { webSocketLine } from './web-socket-line.ts'

const HANDSHAKE = '0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}'
const SILENCE_LIMIT_MS = 45_000

/** The end of a WebSocket that the line holds; `say` and `end` are what the other end does. */
class FakeSocket {
  onmessage: ((event: { readonly data: unknown }) => void) | undefined
  onclose: (() => void) | undefined
  readonly heard: string[] = []
  isClosed = false
  readonly url: string

  constructor(url: string) {
    this.url = new URL(url).href
    sockets.push(this)
  }
  send(frame: string) {
    this.heard.push(frame)
  }
  close() {
    this.isClosed = true
  }
  say(...frames: unknown[]) {
    for (const data of frames) this.onmessage?.({ data })
  }
  end() {
    this.onclose?.()
  }
}

let sockets: FakeSocket[] = []
const page: { WebSocket?: unknown; addEventListener?: unknown } = globalThis
const { WebSocket: real } = page
beforeEach(() => {
  sockets = []
  page.WebSocket = FakeSocket
})
afterEach(() => {
  page.WebSocket = real
})

function open(server = 'https://foyer.example') {
  const told: unknown[][] = []
  const line = webSocketLine(
    { server, namespace: '/visitor', auth: () => ({ token: 't' }) },
    {
      opened: () => told.push(['opened']),
      closed: (refusal) => told.push(['closed', refusal]),
      pushed: (name, payload) => told.push(['pushed', name, payload]),
    },
  )
  const [socket] = sockets
  return { line, told, socket: socket as FakeSocket }
}

function joined() {
  const world = open()
  world.socket.say(HANDSHAKE, '40/visitor,{"sid":"s"}')
  return world
}

describe('a line over a WebSocket', () => {
  beforeEach(() => mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_000_000 }))
  afterEach(() => mock.timers.reset())

  it('says who it is in a packet, and never in its address', () => {
    const { socket, told } = joined()
    assert.equal(socket.url, 'wss://foyer.example/v1/socket/?EIO=4&transport=websocket')
    assert.deepEqual(socket.heard, ['40/visitor,{"token":"t"}'])
    assert.deepEqual(told, [['opened']])
  })

  it('is not open before the namespace has let it in', () => {
    const { socket, told } = open()
    socket.say(HANDSHAKE, '2')
    assert.deepEqual(told, [])
    assert.deepEqual(socket.heard, ['40/visitor,{"token":"t"}', '3'])
  })

  it('brings each answer to the request with its number, once, and to no other', () => {
    const { line, socket } = joined()
    const answers: unknown[] = []
    line.emit('first', {}, (result) => answers.push(['first', result]))
    line.emit('no answer wanted', {})
    line.emit('second', { text: 'a,"b"' }, (result) => answers.push(['second', result]))
    assert.deepEqual(socket.heard.slice(1), ['42/visitor,1["first",{}]', '42/visitor,["no answer wanted",{}]', '42/visitor,2["second",{"text":"a,\\"b\\""}]'])
    socket.say('43/visitor,2[null]', '43/visitor,7["nobody"]', '43/visitor,1[{"ok":true}]', '43/visitor,1[{"ok":false}]')
    assert.deepEqual(answers, [['second', null], ['first', { ok: true }]])
  })

  it('passes on pushes, and passes over what it does not know', () => {
    const { socket, told } = joined()
    socket.say('6', '', 'hello', '49/visitor,{"later":1}', new Blob(), '42["to another namespace",1]')
    socket.say('42/visitor,["typing",{"name":"A,\\n[B] \u2028"}]', '42/visitor,9["with a number",1]')
    assert.deepEqual(told, [['opened'], ['pushed', 'typing', { name: 'A,\n[B] \u2028' }], ['pushed', 'with a number', 1]])
  })

  it('is refused with what the server says', () => {
    const { socket, told } = open()
    socket.say(HANDSHAKE, '44/visitor,{"message":"refused","data":{"code":"visitor_blocked"}}')
    assert.deepEqual(told, [['closed', { code: 'visitor_blocked' }]])
    assert.ok(socket.isClosed)
  })

  for (const [what, end] of [
    ['the server ends it', (socket) => socket.say('41/visitor,')],
    ['the socket is closed', (socket) => socket.end()],
    ['it hears what is no packet', (socket) => socket.say('42/visitor,["half')],
  ] as readonly [string, (socket: FakeSocket) => void][]) {
    it(`tells once that it is over when ${what}`, () => {
      const { socket, told } = joined()
      end(socket)
      socket.say('42/visitor,["typing",{}]', '41/visitor,')
      socket.end()
      assert.deepEqual(told, [['opened'], ['closed', undefined]])
      assert.ok(socket.isClosed)
    })
  }

  it('is over when the server is silent for longer than it said, counted from the last frame', () => {
    const { socket, told } = joined()
    mock.timers.tick(SILENCE_LIMIT_MS - 1)
    socket.say('2')
    mock.timers.tick(SILENCE_LIMIT_MS - 1)
    assert.deepEqual(told, [['opened']])
    mock.timers.tick(1)
    assert.deepEqual(told, [['opened'], ['closed', undefined]])
    assert.ok(socket.isClosed)
  })

  it('is over when something is to be said to a dead line, although no timer has noticed', (t) => {
    const { line, socket, told } = joined()
    t.mock.method(Date, 'now', () => 1_000_000 + SILENCE_LIMIT_MS + 1)
    line.emit('late', {})
    assert.equal(socket.heard.length, 1)
    assert.deepEqual(told, [['opened'], ['closed', undefined]])
  })

  it('is over when the browser says that the network is gone', (t) => {
    const target = new EventTarget()
    page.addEventListener = target.addEventListener.bind(target)
    t.after(() => delete page.addEventListener)
    const { told } = joined()
    target.dispatchEvent(new Event('offline'))
    target.dispatchEvent(new Event('offline'))
    assert.deepEqual(told, [['opened'], ['closed', undefined]])
  })

  it('tells nothing after it was closed', () => {
    const { line, socket, told } = joined()
    line.close()
    socket.say('42/visitor,["typing",{}]', '41/visitor,')
    socket.end()
    mock.timers.tick(SILENCE_LIMIT_MS)
    assert.deepEqual(told, [['opened']])
    assert.ok(socket.isClosed)
  })

  it('is over at once where the page may not connect', () => {
    assert.deepEqual(open('nowhere').told, [['closed', undefined]])
  })
})
