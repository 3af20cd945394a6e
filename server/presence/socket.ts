/**
 * The bare WebSocket of pages that only look around. Thousands of them idle here, so a connection keeps little: its
 * socket, its state, and what the hub knows. There is one timer for all, outside.
 *
 * The upgrade is refused before anything is known of a page whose origin no site lists; which site it is says `hello`,
 * and then that site's own list counts.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { GONE_AFTER_MS, STILL_MS, fail } from '@foyer/sdk/protocol'
import type { ErrorCode, PageRef, PresenceFromPage, PresenceToPage, Result, SiteKey, VisitorId } from '@foyer/sdk/protocol'
import { parseFrame } from '../edge/page-requests.ts'
import { failureOf } from '../edge/problems.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import type { Clock } from '../deadlines/service.ts'
import type { Log } from '../logging/events.ts'
import { isBot } from '../visitors/bots.ts'
import { languageOf } from '../visits/language.ts'
import type { Greet } from '../visitors/greeting.ts'
import { isNobody } from '../visitors/store.ts'
import type { Client, Line, PresenceHub } from './hub.ts'
import type { VisitFor, Welcome } from './welcome.ts'

/** An address, a title and a referrer at their longest, and little besides. */
const FRAME_BYTES = 8 * 1024
/** A page says who it is at once, or it is not one. */
const HELLO_WITHIN_MS = 5_000
/** Frames between two sweeps, which are a second apart. */
const FRAMES_PER_SWEEP = 20
/** Of a robot, a little less than there is between two beats. */
const LOOK_AGAIN_MS = STILL_MS - 1_000
/** Frames are small and rare: a client with this much unread does not read at all. */
const MOST_UNREAD_BYTES = 64 * 1024
/** The WebSocket codes for "against the rules", for "come again", and for a good-bye. */
const POLICY_VIOLATION = 1008
const SERVICE_RESTART = 1012
const NORMAL = 1000
/** For a close to be answered, before the connection is let go anyway. */
const CLOSE_WITHIN_MS = 5_000
/** The same when the server stops, which has less time. */
const GOODBYE_MS = 1_000

export interface PresenceSocketPorts {
  readonly hub: PresenceHub
  readonly greet: Greet
  readonly welcome: Welcome
  /** The answer to another page (see {@link VisitFor}). Default: nothing. */
  readonly visitFor?: VisitFor
  readonly log: Log
  readonly clock: Clock
  /** What a page is told behind its welcome: an invitation that its visitor has not answered (IV-7). Default: nothing. */
  pendingFor?(visitorId: VisitorId): Promise<readonly PresenceToPage[]>
}

export interface PresenceSockets {
  /** Takes over a connection whose origin has been checked against the lists of all sites. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, origin: string, address: string): void
  sweep(now: number): void
  /** Says that the server goes away, and lets go of whoever does not answer. */
  close(): Promise<void>
}

type Hello = Extract<PresenceFromPage, { type: 'hello' }>
type From = Pick<Client, 'address' | 'userAgent'> & { readonly languages: string | undefined }

type State =
  /** `from`: what the request said of who it is. */
  | { readonly kind: 'new'; readonly openedAt: number; readonly from: From }
  /** `page` and `hasLeft`: what came while the database was asked. */
  | { readonly kind: 'greeting'; page: PageRef; hasLeft: boolean }
  | { readonly kind: 'greeted'; readonly visitorId: VisitorId; readonly site: SiteKey }
  /** Is nobody to the hub until it opens the chat, and is looked at again with each of its beats. */
  | { readonly kind: 'robot'; hello: Hello; readonly from: From; seenAt: number; readonly lookedAt: number }
  /** Nothing is heard any more; the other end has yet to answer the close. */
  | { readonly kind: 'over'; readonly since: number }

export function createPresenceSockets({ hub, greet, welcome, visitFor = async () => undefined, log, clock, pendingFor = async () => [] }: PresenceSocketPorts): PresenceSockets {
  const now = () => clock.now()
  const server = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: FRAME_BYTES })
  /** Until their sockets have closed, also those that are over. */
  const connections = new Set<Connection>()

  class Connection implements Line {
    readonly socket: WebSocket
    readonly origin: string
    state: State
    frames = 0

    constructor(socket: WebSocket, origin: string, from: From) {
      this.socket = socket
      this.origin = origin
      this.state = { kind: 'new', openedAt: now(), from }
      connections.add(this)
      socket.on('message', (data) => this.hear(String(data)))
      socket.on('pong', () => hub.beat(this, now()))
      socket.on('close', () => {
        connections.delete(this)
        this.end()
      })
      // A frame that is too large or no UTF-8 comes here; the close follows by itself.
      socket.on('error', () => undefined)
    }

    send(frame: PresenceToPage): void {
      if (this.socket.readyState !== WebSocket.OPEN) return
      if (this.socket.bufferedAmount > MOST_UNREAD_BYTES) {
        log('reader-dropped', { route: 'presence' })
        this.drop()
      } else this.socket.send(JSON.stringify(frame))
      // New settings may have invitations, and these ask for the visit.
      if (frame.type === 'config') this.tellVisit()
    }

    ask(): void {
      if (this.socket.readyState === WebSocket.OPEN) this.socket.ping()
    }

    drop(): void {
      this.end()
      this.socket.terminate()
    }

    refuse(code: ErrorCode): void {
      log('request-refused', { route: 'presence', code })
      this.send({ type: 'refused', code })
      this.end()
      this.socket.close(POLICY_VIOLATION, code)
    }

    bye(): void {
      this.end()
      this.socket.close(NORMAL)
    }

    end(): void {
      if (this.state.kind === 'over') return
      this.state = { kind: 'over', since: now() }
      hub.depart(this, now())
    }

    hear(text: string): void {
      if (this.state.kind === 'over') return
      this.frames += 1
      if (this.frames > FRAMES_PER_SWEEP) return this.refuse('rate_limited')
      const frame = readFrame(text)
      if (!frame.ok) return this.refuse(frame.code)
      this.obey(frame.value)
    }

    obey(frame: PresenceFromPage): void {
      const { state } = this
      switch (state.kind) {
        case 'new':
          if (frame.type === 'hello') void this.greet(frame, state.from)
          else this.refuse('invalid_input')
          return
        case 'greeting':
          if (frame.type === 'page') state.page = frame.page
          if (frame.type === 'leave') state.hasLeft = true
          if (frame.type === 'still') this.send(frame)
          if (frame.type === 'hello') this.refuse('invalid_input')
          return
        case 'greeted':
          if (frame.type === 'hello') return this.refuse('invalid_input')
          if (frame.type === 'leave') return this.bye()
          if (frame.type === 'still') {
            hub.beat(this, now())
            return this.send(frame)
          }
          hub.move(this, frame.page, now())
          return this.tellVisit()
        case 'robot':
          if (frame.type === 'hello') return this.refuse('invalid_input')
          if (frame.type === 'leave') return this.bye()
          state.seenAt = now()
          if (frame.type === 'page') state.hello = { ...state.hello, page: frame.page }
          else this.send(frame)
          // Whatever it says besides: each look asks the database. A clock may have been set, either way.
          if (Math.abs(now() - state.lookedAt) >= LOOK_AGAIN_MS) void this.greet(state.hello, state.from)
          return
        case 'over':
      }
    }

    /** As it is with the page that was told last. */
    tellVisit(): void {
      if (this.state.kind !== 'greeted') return
      const { visitorId, site } = this.state
      visitFor(visitorId, site).then(
        (visit) => visit && this.send({ type: 'visit', visit }),
        (error: unknown) => this.refuse(failureOf(error, 'presence', log).code),
      )
    }

    async greet(hello: Hello, from: From): Promise<void> {
      const greeting = { kind: 'greeting' as const, page: hello.page, hasLeft: false }
      const isKnownRobot = this.state.kind === 'robot'
      this.state = greeting
      try {
        const greeted = await greet(hello, this.origin, { page: hello.page, language: hello.language, address: from.address, isRobot: isBot(from.userAgent ?? null) })
        // Whoever has closed or been refused meanwhile is not greeted any more.
        if (this.state !== greeting) return
        if (!greeted.ok) return this.refuse(greeted.code)
        const { visitor, isOwn } = greeted.value
        if (isNobody(visitor)) this.state = { kind: 'robot', hello: { ...hello, page: greeting.page }, from, seenAt: now(), lookedAt: now() }
        else {
          // In the hub before anything else is asked: whoever is forgotten meanwhile is looked for there (CW-27).
          this.state = { kind: 'greeted', visitorId: visitor.id, site: hello.site }
          hub.arrive(this, visitor, greeting.page, now(), { ...from, language: languageOf(from.languages) ?? hello.language, isOwn })
        }
        if (greeting.hasLeft) this.bye()
        if (isNobody(visitor) && isKnownRobot) return
        this.send(await welcome(greeted.value, hello.site))
        for (const frame of await pendingFor(visitor.id)) this.send(frame)
      } catch (error) {
        this.refuse(failureOf(error, 'presence', log).code)
      }
    }
  }

  return {
    upgrade: (request, socket, head, origin, address) => server.handleUpgrade(request, socket, head, (open) => void new Connection(open, origin, { address, userAgent: request.headers['user-agent'], languages: request.headers['accept-language'] })),
    sweep(at) {
      for (const connection of connections) {
        connection.frames = 0
        const { state } = connection
        if (state.kind === 'new' && at - state.openedAt > HELLO_WITHIN_MS) connection.drop()
        // The others that fall silent the hub finds.
        if (state.kind === 'robot' && at - state.seenAt > GONE_AFTER_MS) connection.drop()
        if (state.kind === 'over' && at - state.since > CLOSE_WITHIN_MS) connection.drop()
      }
    },
    async close() {
      const open = [...connections]
      const closed = open.map(({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())))
      // Whoever was told to go already is not waited for again.
      for (const connection of open) {
        if (connection.state.kind === 'over') connection.drop()
        else connection.socket.close(SERVICE_RESTART, 'unavailable')
      }
      const giveUp = clock.after(GOODBYE_MS, () => open.forEach((connection) => connection.drop()))
      await Promise.all(closed)
      giveUp()
    },
  }
}

function readFrame(text: string): Result<PresenceFromPage> {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    return fail('invalid_input')
  }
  return refusedProtocol(frame) ?? parseFrame(frame)
}
