/**
 * Stands in for the package `engine.io-client` in what browsers download: version 4 of its protocol over one WebSocket,
 * text alone. The package brings five transports with upgrades between them, cookies and other platforms along, ten
 * times as much as this. The build puts it in the package's place, so it has the names that the manager of
 * `socket.io-client` asks for. Coming back after a loss is not its business (`link.ts`).
 *
 * Each frame begins with a character that says what it is: https://socket.io/docs/v4/engine-io-protocol/
 */
import type { Stop } from '../types.ts'

const OPEN = '0'
const PING = '2'
const PONG = '3'
const MESSAGE = '4'

type EngineEvent = 'open' | 'ping' | 'data' | 'error' | 'close'
type Listener = (news?: unknown) => void

interface EngineOptions {
  readonly path: string
  /** A name is a WebSocket. A class is an engine of its own, and is used as it is (`polling.ts`). */
  readonly transports: readonly [string | (new (server: string, options: EngineOptions) => object)]
}

/** What the manager makes for each line. */
export class Socket {
  constructor(server: string, options: EngineOptions) {
    const [transport] = options.transports
    return typeof transport === 'string' ? new WebSocketEngine(server, options) : new transport(server, options)
  }
}

class WebSocketEngine {
  /** The manager has one listener for each event at a time. */
  readonly #listeners = new Map<EngineEvent, Listener>()
  #socket: WebSocket | undefined
  #isOpen = false
  #isOver = false
  /** The server pings. If it has not within this time, the line is dead. */
  #silenceLimitMs = Infinity
  #deadAt = Infinity
  #stopWaiting: Stop = () => undefined

  constructor(server: string, { path }: EngineOptions) {
    // Some browsers throw if a policy of the page forbids the connection. There are no listeners yet.
    try {
      this.#socket = new WebSocket(`${server.replace('http', 'ws')}${path}/?EIO=4&transport=websocket`)
      this.#socket.onmessage = ({ data }) => this.#hear(String(data))
      this.#socket.onclose = this.#lose
    } catch {
      queueMicrotask(this.#lose)
    }
    globalThis.addEventListener?.('offline', this.#lose)
  }

  on(event: EngineEvent, listener: Listener): void {
    this.#listeners.set(event, listener)
  }

  off(event: EngineEvent): void {
    this.#listeners.delete(event)
  }

  /** Whether what may be lost has a way to go now. */
  get transport(): { readonly writable: boolean } {
    return { writable: this.#isOpen && this.#socket?.bufferedAmount === 0 }
  }

  write(text: string): void {
    this.#socket?.send(MESSAGE + text)
  }

  close(): void {
    this.#lose()
  }

  /** Timers of a page that was stopped run late: true if the line is dead and nobody has noticed yet. */
  _hasPingExpired(): boolean {
    const isDead = Date.now() > this.#deadAt
    if (isDead) queueMicrotask(this.#lose)
    return isDead
  }

  #tell(event: EngineEvent, news?: unknown): void {
    this.#listeners.get(event)?.(news)
  }

  #hear(frame: string): void {
    const body = frame.slice(1)
    switch (frame[0]) {
      case OPEN: {
        const { pingInterval, pingTimeout } = JSON.parse(body) as Record<'pingInterval' | 'pingTimeout', number>
        this.#silenceLimitMs = pingInterval + pingTimeout
        this.#isOpen = true
        this.#tell('open')
        break
      }
      case PING:
        this.#socket?.send(PONG + body)
        this.#tell('ping')
        break
      case MESSAGE:
        this.#tell('data', body)
    }
    this.#waitForNext()
  }

  #waitForNext(): void {
    this.#stopWaiting()
    if (this.#isOver) return
    this.#deadAt = Date.now() + this.#silenceLimitMs
    const timer = setTimeout(this.#lose, this.#silenceLimitMs)
    this.#stopWaiting = () => clearTimeout(timer)
  }

  #lose = (): void => {
    if (this.#isOver) return
    this.#isOver = true
    this.#stopWaiting()
    globalThis.removeEventListener?.('offline', this.#lose)
    // What was written before still goes out.
    this.#socket?.close()
    if (this.#isOpen) this.#tell('close', 'transport close')
    else this.#tell('error', new Error('The line did not open.'))
  }
}

/** Timers and ticks as `socket.io-client` takes them from the package. */
export function installTimerFunctions(owner: { setTimeoutFn?: typeof setTimeout; clearTimeoutFn?: typeof clearTimeout }): void {
  owner.setTimeoutFn = setTimeout.bind(globalThis)
  owner.clearTimeoutFn = clearTimeout.bind(globalThis)
}
export const nextTick = (run: () => void): void => queueMicrotask(run)
