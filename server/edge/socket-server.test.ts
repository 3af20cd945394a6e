import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createConnection } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { io } from 'socket.io-client'
import { PATHS, VISITOR_NAMESPACE } from '@foyer/sdk/protocol'
import type { EventName } from '../logging/events.ts'
import { connected, next, SHOP } from '../testing/running.ts'
import { createSocketServer } from './socket-server.ts'

const logged: EventName[] = []
const sockets = createSocketServer({ isKnownOrigin: async (origin) => origin === SHOP, log: (name) => void logged.push(name) })
const namespace = sockets.io.of(VISITOR_NAMESPACE)
const http = createServer()
http.on('request', sockets.request)
http.on('upgrade', sockets.upgrade)
const port = () => (http.address() as AddressInfo).port

before(() => new Promise<void>((resolve) => void http.listen(0, resolve)))
after(async () => {
  await sockets.close()
  http.closeAllConnections()
  await new Promise((resolve) => http.close(resolve))
})

/** A masked text frame of a client; the mask is zero. Short texts only. */
const frame = (text: string): Buffer => Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), Buffer.alloc(4), Buffer.from(text)])

/** A client that joins and then reads nothing more. */
async function joinAndStopReading(): Promise<Socket> {
  const line = createConnection(port(), 'localhost')
  line.on('error', () => undefined)
  const headers = ['Host: localhost', `Origin: ${SHOP}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']
  line.write([`GET ${PATHS.socket}/?EIO=4&transport=websocket HTTP/1.1`, ...headers, '', ''].join('\r\n'))
  await new Promise((resolve) => line.once('data', resolve))
  const joined = new Promise<void>((resolve) => namespace.once('connection', () => resolve()))
  line.write(frame(`40${VISITOR_NAMESPACE},`))
  await joined
  line.pause()
  return line
}

describe('a reader that does not read', () => {
  it('is let go once too much waits for it, and nobody else is', async () => {
    const attentive = io(`http://localhost:${port()}${VISITOR_NAMESPACE}`, { path: PATHS.socket, transports: ['websocket'], extraHeaders: { origin: SHOP }, forceNew: true, reconnection: false })
    assert.equal(await connected(attentive), 'connected')
    const lazy = await joinAndStopReading()
    const gone = new Promise<void>((resolve) => namespace.sockets.forEach((socket) => socket.once('disconnect', () => resolve())))

    // More than the network itself takes up, in the form of pushes.
    const events = [{ type: 'message', text: 'x'.repeat(4_000) }]
    const push = () => namespace.emit('log:appended', { conversationId: 'c1', events, version: 1 } as never)
    const sweepAfterPushes = async (): Promise<void> => {
      const caughtUp = next(attentive, 'refused')
      for (let pushes = 0; pushes < 200; pushes += 1) push()
      namespace.emit('refused', { code: 'unavailable' })
      await caughtUp
      sockets.dropStalled()
    }
    while (!logged.includes('reader-dropped')) await sweepAfterPushes()
    await gone
    assert.equal(namespace.sockets.size, 1)
    assert.equal(attentive.connected, true)
    lazy.destroy()
    attentive.disconnect()
  })
})
