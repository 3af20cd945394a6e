/**
 * Socket.IO on our HTTP server. It does not refuse foreign origins by itself (its CORS list only tells browsers), so
 * every request and upgrade passes a guard before it reaches the library, and its namespaces check the exact list.
 */
import { Server as HttpServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server } from 'socket.io'
import { LIMITS, PATHS } from '@foyer/sdk/protocol'
import type { DeskToServer, Failure, ServerToDesk, ServerToVisitor, VisitorToServer } from '@foyer/sdk/protocol'
import type { Namespace } from 'socket.io'
import type { Log } from '../logging/events.ts'

export type VisitorNamespace = Namespace<VisitorToServer, ServerToVisitor>
export type DeskNamespace = Namespace<DeskToServer, ServerToDesk>

/** Packets, and bytes in them, that may wait for a reader. Whoever is further behind gets more from a resync. */
const MOST_PACKETS = 1_000
const MOST_BYTES = 4 * 1024 * 1024
/** A connection that joins no namespace is not one of ours. */
const JOIN_WITHIN_MS = 10_000
/** A dead line is noticed after the two together. */
const PING_EVERY_MS = 10_000
const PING_WITHIN_MS = 8_000

export interface SocketServer {
  readonly io: Server
  request(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Lets go of all connections: something was said that they may not have heard. They come back and ask. */
  dropAll(): void
  /** Lets go of clients that do not read. */
  dropStalled(): void
  readonly connections: number
  close(): Promise<void>
}

export function createSocketServer({ isKnownOrigin, log }: { isKnownOrigin(origin: string): Promise<boolean>; log: Log }): SocketServer {
  const io = new Server({
    path: PATHS.socket,
    transports: ['websocket', 'polling'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LIMITS.requestBytes,
    connectTimeout: JOIN_WITHIN_MS,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PING_WITHIN_MS,
    // Which origins may come at all says the guard in front; this only lets their browsers read the answers.
    cors: {
      methods: ['GET', 'POST'],
      origin: (origin, decide) => {
        if (origin === undefined) decide(null, false)
        else isKnownOrigin(origin).then((isKnown) => decide(null, isKnown), () => decide(null, false))
      },
    },
  })
  // The library binds to a server and then takes its requests from everybody else. This one never listens; what passed
  // the guard is handed to it.
  const inner = new HttpServer()
  io.attach(inner)
  // The namespace that every library client starts in is none of ours.
  io.of('/').use((_socket, next) => next(new Error('not_found')))

  return {
    io,
    request: (request, response) => void inner.emit('request', request, response),
    upgrade: (request, socket, head) => void inner.emit('upgrade', request, socket, head),
    dropAll() {
      for (const namespace of ['/visitor', '/desk']) {
        for (const socket of io.of(namespace).sockets.values()) socket.conn.close(true)
      }
    },
    dropStalled() {
      for (const namespace of ['/visitor', '/desk']) {
        for (const socket of io.of(namespace).sockets.values()) {
          // What waits for the reader; the library's types call it private, and there is no other way to see it.
          if (!isStalled(Reflect.get(socket.conn, 'writeBuffer') as readonly Packet[])) continue
          log('reader-dropped', { route: namespace })
          socket.conn.close(true)
        }
      }
    },
    get connections() {
      return io.engine.clientsCount
    },
    async close() {
      io.local.disconnectSockets(true)
      io.engine.close()
      await Promise.all([io.of('/visitor'), io.of('/desk')].map((namespace) => namespace.adapter.close()))
    },
  }
}

interface Packet {
  readonly data?: unknown
}
function isStalled(packets: readonly Packet[]): boolean {
  if (packets.length > MOST_PACKETS) return true
  let bytes = 0
  for (const { data } of packets) bytes += typeof data === 'string' ? data.length : 0
  return bytes > MOST_BYTES
}

/** A refused connection: the client finds the refusal in `data` of its `connect_error`. */
export const refusal = (failure: Failure): Error => Object.assign(new Error(failure.code), { data: failure })
