/**
 * The small wire of a page that only looks around: one bare WebSocket for all tabs of a browser.
 *
 * One tab leads and holds the line; the others tell it their page and hear from it what the server says. The server
 * knows one page of a visitor: the one that was looked at last. Where sockets are blocked the same frames go by POST.
 * While the page is asleep (in the back/forward cache) there is no line, no lock and no channel, because each of them
 * would keep it out of that cache.
 */
import { PAGE_PATHS, POLL_MS, STILL_MS } from '@foyer/sdk/protocol'
import type { ErrorCode, Language, PageRef, PresenceFromPage, Result, ShownInvitation, VisitFacts, VisitorCredentials } from '@foyer/sdk/protocol'
import type { Clock, Stop, TabChannel, TabLocks } from '@foyer/sdk/thread'
import { isPassing } from '../api/trouble.ts'
import { lineUpToLead } from './lead.ts'

/** A `WebSocket`, as far as it is used. */
export interface Socket {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: unknown }) => void) | null
  /** Also if it never opened. */
  onclose: (() => void) | null
}

export interface PresencePorts {
  readonly clock: Clock
  readonly random: () => number
  readonly isVisible: () => boolean
  /** May throw: a content security policy that forbids it does. */
  readonly openSocket: (url: string) => Socket
  readonly post: (url: string, body: unknown) => Promise<Result<unknown>>
  /** For saying good-bye: goes out although the page is going away. */
  readonly beacon: (url: string, body: string) => unknown
  readonly locks: TabLocks | undefined
  readonly openChannel: (name: string) => TabChannel
}

export interface PresenceOptions {
  /** Origin of the server. */
  readonly server: string
  readonly credentials: VisitorCredentials
  readonly language: () => Language
  readonly page: PageRef
  readonly ports: PresencePorts
  /** What the server says. A refusal is final: it is not tried again before the page comes back from sleep. */
  onNews(news: PresenceNews): void
}

/** What the server has said last of each: the fields of its frames. */
export interface PresenceNews {
  readonly unread?: number
  /** Of the site's settings. */
  readonly version?: number
  /** Where invitations of the site ask for it: of the visit as it is with the page that was told last. */
  readonly visit?: VisitFacts
  /** The last one of an agent. It may be over: whoever shows it knows those that were answered. */
  readonly invitation?: ShownInvitation
  /** Why it has refused the page. `undefined`: it has not, and its word is there. */
  readonly code?: ErrorCode | undefined
}

export interface Presence {
  /** This tab shows another page, or is looked at again. */
  show(page: PageRef): void
  /** Lets go of everything, for the back/forward cache or for good. */
  sleep(): void
  /** Starts again after `sleep`, or tries at once if a try is due: the network is back. */
  wake(): void
}

/** What tabs say to one another. */
interface TabMessage {
  /** A tab is there, with its page; said again while it is visible, because a hidden leader's timers are slow. */
  readonly here?: string
  readonly page?: PageRef
  readonly bye?: string
  /** The leader, of what it has heard; and asks who is there if it is new. */
  readonly news?: PresenceNews
  readonly isNew?: boolean
}

/** A server that restarts is found within seconds; a crowd of pages does not come at once (full jitter). */
const RETRY_FIRST_MS = 1_000
const RETRY_LAST_MS = 30_000
/** A line that takes longer to open than this is tried anew. */
const OPEN_WITHIN_MS = 10_000
/** So many sockets in a row that never opened mean that something on the way swallows them. */
const SOCKETS_BEFORE_POLLING = 2

export function createPresence({ server, credentials, language, ports, onNews, ...options }: PresenceOptions): Presence {
  const { clock } = ports
  const name = `foyer:presence:${credentials.site}`
  const me = `${ports.random()}`
  const others = new Set<string>()
  let { page } = options
  let isAwake = false
  let isLeader = false
  let isRefused = false
  let tries = 0
  let neverOpened = 0
  let sentAt = 0
  /** `still` was said, and nothing was heard since. */
  let isUnanswered = false
  let news: PresenceNews = {}
  let channel: TabChannel | undefined
  let socket: Socket | undefined
  let isOpen = false
  /** Stops the try that is due, or the poll. */
  let stopWaiting: Stop | undefined
  let stopBeat: Stop | undefined
  let leaveLine: Stop | undefined

  /** A closed channel throws. */
  const tell = (message: TabMessage) => void (isAwake && channel?.postMessage(message))
  const sayHere = () => tell({ here: me, page })
  const hello = (): PresenceFromPage => ({ type: 'hello', ...credentials, page, language: language() })

  function send(frame: PresenceFromPage): void {
    if (!isOpen) return
    socket?.send(JSON.stringify(frame))
    sentAt = clock.now()
  }

  function connect(): void {
    if (!isLeader || isRefused || socket) return
    stopWaiting?.()
    if (neverOpened >= SOCKETS_BEFORE_POLLING) return void poll()
    neverOpened++
    stopWaiting = clock.after(OPEN_WITHIN_MS, again)
    try {
      const line = (socket = ports.openSocket(server.replace('http', 'ws') + PAGE_PATHS.presence))
      line.onopen = () => {
        stopWaiting?.()
        neverOpened = 0
        isOpen = true
        isUnanswered = false
        send(hello())
      }
      line.onmessage = hearText
      line.onclose = again
    } catch {
      again()
    }
  }

  /** Sockets are blocked: the page's frames go by POST, and the server's come back in the answer. */
  async function poll(): Promise<void> {
    const answer = await ports.post(server + PAGE_PATHS.presence, [hello()])
    if (!isLeader) return
    if (!answer.ok) return hear({ type: 'refused', code: answer.code })
    for (const frame of answer.value as readonly unknown[]) hear(frame)
    wait(POLL_MS)
  }

  const wait = (ms: number) => {
    hangUp()
    if (isLeader) stopWaiting = clock.after(ms, connect)
  }
  const again = () => wait(ports.random() * Math.min(RETRY_LAST_MS, RETRY_FIRST_MS * 2 ** tries++))

  function hangUp(): void {
    // Of a socket that was given up nothing more is heard.
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null
    socket?.close()
    socket = undefined
    isOpen = false
    stopWaiting?.()
  }

  function hearText({ data }: { readonly data: unknown }): void {
    try {
      hear(JSON.parse(String(data)))
    } catch {
      // Not the server's words: something on the way answers in its place.
    }
  }

  /** What this version does not know is passed over. */
  function hear(frame: unknown): void {
    isUnanswered = false
    const { type, configVersion: version, ...told } = frame as PresenceNews & { readonly type?: unknown; readonly configVersion?: number }
    if (type === 'still') return
    if (type === 'refused') {
      isRefused = !isPassing(told.code as ErrorCode)
      again()
      if (!isRefused) return
    } else tries = 0
    learn({ ...(version && { version }), code: undefined, ...told })
    tell({ news })
  }

  function learn(told: PresenceNews): void {
    news = { ...news, ...told }
    onNews(news)
  }

  function turnTo(now: PageRef): void {
    const isSame = now.url === page.url && now.title === page.title
    page = now
    if (!isSame) send({ type: 'page', page })
    else if (clock.now() - sentAt >= STILL_MS) send({ type: 'still' })
  }

  function hearTab({ here, page: other, bye, news: told, isNew }: TabMessage): void {
    if (isLeader) {
      if (bye) others.delete(bye)
      if (!here || !other) return
      turnTo(other)
      if (!others.has(here)) tell({ news })
      others.add(here)
    } else {
      if (told) learn(told)
      if (isNew) sayHere()
    }
  }

  /** The leader says that the line lives. A visible tab does it too: a hidden leader's timers are slow. */
  function beat(): void {
    stopBeat = clock.after(STILL_MS, beat)
    if (!isLeader) return ports.isVisible() ? sayHere() : undefined
    // By the beat and not by the clock: the timers of a hidden page come a minute apart.
    if (isOpen && isUnanswered) return again()
    isUnanswered = isOpen
    send({ type: 'still' })
  }

  const presence: Presence = {
    show(now) {
      turnTo(now)
      if (!isLeader) sayHere()
    },
    sleep() {
      if (!isAwake) return
      // With other tabs there the visitor is not gone: one of them takes over.
      if (isLeader && others.size === 0) ports.beacon(server + PAGE_PATHS.leave, JSON.stringify(credentials))
      else tell({ bye: me })
      isAwake = isLeader = false
      hangUp()
      stopBeat?.()
      leaveLine?.()
      channel?.close()
      others.clear()
    },
    wake() {
      tries = neverOpened = 0
      if (isAwake) return connect()
      isAwake = true
      isRefused = false
      try {
        // A tab that cannot or may not line up with others has nothing to say to them.
        channel = ports.locks && ports.openChannel(name)
        channel?.addEventListener('message', ({ data }) => hearTab(data as TabMessage))
      } catch {
        // Where channels are denied each tab stands for itself.
      }
      leaveLine = lineUpToLead(name, channel && ports.locks, () => {
        isLeader = true
        tell({ news, isNew: true })
        connect()
      })
      sayHere()
      beat()
    },
  }
  presence.wake()
  return presence
}
