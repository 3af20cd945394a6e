/** Lines against a real Socket.IO server, over real WebSockets. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { Server } from 'socket.io'
import { PATHS, VISITOR_NAMESPACE, fail, ok } from '@foyer/sdk/protocol'
import type { ServerToVisitor, VisitorToServer } from '@foyer/sdk/protocol'
import { socketIoLine } from './connect.ts'
import { createLink, type Link } from './link.ts'
import type { ConnectionState } from './types.ts'

const http = createServer()
const io = new Server(http, { path: PATHS.socket })
let origin = ''
const auths: unknown[] = []

io.of(VISITOR_NAMESPACE)
  .use((socket, next) => {
    auths.push(socket.handshake.auth)
    const refused = socket.handshake.auth['token'] === 'blocked'
    next(refused ? Object.assign(new Error('refused'), { data: fail('visitor_blocked') }) : undefined)
  })
  .on('connection', (socket) => {
    socket.on('thread:sync', (request: unknown, reply: (result: unknown) => void) => reply(ok({ asked: request })))
    socket.on('typing:set', (typing: unknown) => socket.emit('typing', typing))
    socket.on('mark:set', () => socket.disconnect(true))
  })

before(async () => {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
after(() => new Promise<void>((resolve) => void io.close(() => resolve())))

const links: Link<VisitorToServer, ServerToVisitor>[] = []
after(() => {
  for (const link of links) link.close()
})

function open(token: string) {
  const link = createLink<VisitorToServer, ServerToVisitor>(socketIoLine({ server: origin, namespace: VISITOR_NAMESPACE, auth: () => ({ token }) }), {
    clock: { now: Date.now, after: (ms, run) => clearing(setTimeout(run, ms)) },
    random: () => 0,
    signals: { isOnline: () => true, onAwake: () => () => undefined },
  })
  links.push(link)
  return link
}
const clearing = (timer: NodeJS.Timeout) => () => clearTimeout(timer)
const becomes = (link: Link<VisitorToServer, ServerToVisitor>, status: ConnectionState['status']) =>
  new Promise<ConnectionState>((resolve) => {
    const stop = link.onState((state) => {
      if (state.status !== status) return
      stop()
      resolve(state)
    })
  })

describe('a line by Socket.IO', () => {
  it('carries requests with their answers, and pushes', async () => {
    const link = open('ann')
    const connected = becomes(link, 'connected')
    link.open()
    await connected
    assert.deepEqual(await link.request('thread:sync', { version: 0, conversations: [] }), ok({ asked: { version: 0, conversations: [] } }))
    const pushed = new Promise((resolve) => link.on('typing', resolve))
    link.tell('typing:set', { isTyping: true })
    assert.deepEqual(await pushed, { isTyping: true })
    assert.deepEqual(auths.at(-1), { token: 'ann' })
    link.close()
  })

  it('comes back after the server has ended it', async () => {
    const link = open('ben')
    const connected = becomes(link, 'connected')
    link.open()
    await connected
    const again = becomes(link, 'offline').then(() => becomes(link, 'connected'))
    const result = await link.request('mark:set', { conversationId: 'c1' as never, delivered: 1, read: 1 })
    assert.deepEqual(result, fail('not_reachable'))
    await again
    link.close()
  })

  it('says why it was refused', async () => {
    const link = open('blocked')
    const refused = becomes(link, 'refused')
    link.open()
    assert.deepEqual(await refused, { status: 'refused', code: 'visitor_blocked' })
  })

  it('leaves no socket behind when it is closed while it opens', async () => {
    const link = open('carl')
    link.open()
    link.close()
    const other = open('dora')
    const connected = becomes(other, 'connected')
    other.open()
    await connected
    const tokens = [...io.of(VISITOR_NAMESPACE).sockets.values()].map(({ handshake }) => handshake.auth['token'])
    assert.deepEqual(tokens, ['dora'])
    other.close()
  })
})
