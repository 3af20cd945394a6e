/**
 * The floor: a bare Socket.IO server that answers each message from memory, and a bare WebSocket server that only holds
 * its connections. Nothing is parsed, checked or kept.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { WebSocketServer } from 'ws'
import { PATHS, VISITOR_NAMESPACE } from '@foyer/sdk/protocol'
import { serveParent } from './child.ts'

const server = createServer()
const io = new Server(server, { path: PATHS.socket, transports: ['websocket'], perMessageDeflate: false, serveClient: false })
io.of(VISITOR_NAMESPACE).on('connection', (socket) => {
  socket.on('message:send', (message: unknown, reply: (answer: unknown) => void) => reply(message))
})
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
server.on('upgrade', (request, socket, head) => {
  if (request.url === PATHS.presence) sockets.handleUpgrade(request, socket, head, () => undefined)
})
server.listen(0, () => {
  const { port } = server.address() as AddressInfo
  serveParent({ origin: `http://localhost:${port}`, siteKey: 'none' }, () => io.close())
})
