/**
 * A line by Socket.IO over a WebSocket: as much of its two protocols as one namespace without attachments needs. The
 * package `socket.io-client` brings transports and the change between them, attachments, queues and its own coming
 * back along, ten times as much as this; it serves where WebSockets do not get through (`polling-line.ts`).
 *
 * A frame of Engine.IO begins with a digit that says what it is. A message in it is a packet of Socket.IO: another
 * digit, the namespace and a comma, perhaps the number of a request, and JSON. `42/visitor,7["mark:set",{}]` is
 * answered with `43/visitor,7[{"ok":true}]`.
 *
 * @see https://socket.io/docs/v4/engine-io-protocol/ version 4
 * @see https://socket.io/docs/v4/socket-io-protocol/ version 5
 */
import { WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { SocketIoOptions } from './connect.ts'
import type { LineEvents, LineSocket } from './types.ts'

const HANDSHAKE = '0'
const PING = '2'
const PONG = '3'
const CONNECT = '40'
const DISCONNECT = '41'
const EVENT = '42'
const ANSWER = '43'
const REFUSAL = '44'

/** Opens at once. */
export function webSocketLine({ server, namespace, auth }: SocketIoOptions, events: LineEvents): LineSocket {
  const life = new AbortController()
  const answers = new Map<string, (result: unknown) => void>()
  let asked = 0
  let socket: WebSocket | undefined
  /** The server pings. If nothing was heard for so long, the line is dead. */
  let silenceLimitMs = Infinity
  let deadAt = Infinity
  let silence: ReturnType<typeof setTimeout> | undefined

  const write = (kind: string, number: string, payload: object) => socket?.send(`${kind}${namespace},${number}${JSON.stringify(payload)}`)

  function hear(frame: string): void {
    if (life.signal.aborted) return
    const packet = parseFrame(frame)
    if (!packet) return lose()
    const { kind, number, body } = packet
    switch (kind) {
      case HANDSHAKE: {
        const { pingInterval, pingTimeout } = body as Record<'pingInterval' | 'pingTimeout', number>
        silenceLimitMs = pingInterval + pingTimeout
        write(CONNECT, '', auth())
        break
      }
      case PING:
        socket?.send(PONG)
        break
      case CONNECT:
        events.opened()
        break
      case EVENT: {
        const [name, payload] = body as [string, unknown]
        events.pushed(name, payload)
        break
      }
      case ANSWER: {
        const [result] = body as [unknown]
        answers.get(number)?.(result)
        answers.delete(number)
        break
      }
      case DISCONNECT:
        return lose()
      case REFUSAL:
        return lose((body as { data?: unknown }).data)
    }
    waitForMore()
  }

  function waitForMore(): void {
    clearTimeout(silence)
    if (life.signal.aborted || silenceLimitMs === Infinity) return
    deadAt = Date.now() + silenceLimitMs
    silence = setTimeout(lose, silenceLimitMs)
  }

  function lose(refusal?: unknown): void {
    if (life.signal.aborted) return
    close()
    events.closed(refusal)
  }

  function close(): void {
    life.abort()
    clearTimeout(silence)
    // What was written before still goes out.
    socket?.close()
  }

  globalThis.addEventListener?.('offline', () => lose(), { signal: life.signal })
  try {
    socket = new WebSocket(`${server.replace('http', 'ws')}${WINDOW_PATHS.socket}/?EIO=4&transport=websocket`)
    socket.onmessage = ({ data }) => hear(String(data))
    socket.onclose = () => lose()
  } catch {
    // Where a policy of the page forbids the connection some browsers throw, others close.
    lose()
  }

  return {
    emit(name, payload, answer) {
      // Timers of a page that was stopped run late, and what is said to a dead line is lost.
      if (Date.now() > deadAt) return lose()
      const number = answer ? String(++asked) : ''
      if (answer) answers.set(number, answer)
      write(EVENT, number, [name, payload])
    },
    close,
  }
}

/** What something on the way says in the server's place is no frame. */
function parseFrame(frame: string): { readonly kind: string; readonly number: string; readonly body: unknown } | undefined {
  const [, engine = '', packet = '', number = '', json] = /^(\d)(?:(\d)\/[^,]*,)?(\d*)(.*)$/s.exec(frame) ?? []
  try {
    return { kind: engine + packet, number, body: json && JSON.parse(json) }
  } catch {
    return undefined
  }
}
