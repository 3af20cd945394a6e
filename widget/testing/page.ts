/** A page of the browser with Foyer on it, before a server that is a few lines here. */
import { createFoyer, type Foyer, type FoyerEventName, type FoyerParts, type ThreadOptions } from '@foyer/sdk/api'
import { ok } from '@foyer/sdk/protocol'
import type { ComponentId, CountsRequest, Failure, ReceptionComponent, SiteConfig } from '@foyer/sdk/protocol'
import { checkParts } from '@foyer/sdk/thread'
import { stubSettings } from '../chat-window/testing/stub-device.ts'
import { createStubThread, type StubThread } from '../chat-window/testing/stub-thread.ts'
import { createPlainReception } from './plain-reception.ts'

export const COMPONENT = 'c1' as ComponentId
export const component = (over: Partial<ReceptionComponent> = {}): ReceptionComponent => ({
  id: COMPONENT,
  kind: 'web-chat',
  style: 'round-button',
  position: 'bottom-end',
  slug: 'chat',
  offset: { inline: 20, block: 20 },
  shownName: 'Chat',
  ...over,
})
export const config = (over: Partial<SiteConfig> = {}): SiteConfig => ({
  protocol: 1,
  version: 1,
  name: 'Nordwind Travel',
  theme: { accent: '#2f5bea', scheme: 'light' },
  language: 'auto',
  components: [component()],
  ...over,
})

/** Waits for what comes in its own time: an idle callback, a chunk, a frame. */
export async function until<T>(what: () => T | undefined | null | false): Promise<T> {
  for (;;) {
    const found = what()
    if (found) return found
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

/** Long enough for whatever would come to have come: the page has been idle, and drawn, and idle again. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await new Promise((resolve) => requestIdleCallback(resolve))
  }
}

export class FakeLine {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  isClosed = false
  readonly frames: { type: string }[] = []
  constructor(made: (line: FakeLine) => void) {
    made(this)
    queueMicrotask(() => this.onopen?.())
  }
  send(text: string) {
    this.frames.push(JSON.parse(text) as { type: string })
  }
  say(frame: unknown) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  close() {
    this.isClosed = true
  }
}

const real = { fetch: window.fetch, WebSocket: window.WebSocket, open: window.open, error: console.error, sendBeacon: Navigator.prototype.sendBeacon }
const stops: (() => Promise<void>)[] = []

/** Ends what the tests of a file have begun, and forgets what they have left. */
export async function endPages(): Promise<void> {
  for (const stop of stops.splice(0)) await stop()
  Object.assign(window, { fetch: real.fetch, WebSocket: real.WebSocket, open: real.open })
  Reflect.deleteProperty(navigator, 'sendBeacon')
  console.error = real.error
  localStorage.clear()
  sessionStorage.clear()
}

export interface PageOptions {
  /** What each site is answered. */
  readonly answer?: SiteConfig | Failure | ((site: string) => SiteConfig | Failure)
  readonly parts?: Partial<FoyerParts>
}

/** A page with Foyer on it. */
export function openPage({ answer = config(), parts }: PageOptions = {}) {
  const lines: FakeLine[] = []
  const threads: StubThread[] = []
  const madeWith: ThreadOptions[] = []
  const cleared: string[] = []
  const posts: [url: string, body: unknown][] = []
  const beacons: [url: string, body: unknown][] = []
  const said: string[] = []
  const popups: string[] = []
  const windowAsked: string[] = []
  const world = {
    answer,
    takesBeacons: true,
    blocksPopups: false,
    windowSettings: stubSettings({ name: 'Nordwind Travel' }),
    /** What windows are told comes when this does. */
    holdsWindow: undefined as Promise<unknown> | undefined,
    answerPost: (_url: string): unknown => ok(null),
  }

  const settingsOf = (url: string) => {
    const site = url.split('/').at(-2) ?? ''
    const settings = typeof world.answer === 'function' ? world.answer(site) : world.answer
    return 'ok' in settings ? settings : ok(settings)
  }
  Object.assign(window, {
    WebSocket: class extends FakeLine {
      constructor() {
        super((line) => lines.push(line))
      }
    },
    fetch: async (url: string, init?: RequestInit) => {
      if (init?.method === 'POST') posts.push([url, JSON.parse(String(init.body))])
      if (init?.method === 'POST') return new Response(JSON.stringify(world.answerPost(url)))
      if (url.includes('/window?')) windowAsked.push(url)
      if (url.includes('/window?') && world.holdsWindow) await world.holdsWindow
      return new Response(JSON.stringify(url.includes('/window?') ? ok(world.windowSettings) : settingsOf(url)))
    },
    open: (url: string, name: string, features: string) => {
      popups.push([url, name, features].join(' '))
      return world.blocksPopups ? null : { closed: false }
    },
  })
  navigator.sendBeacon = (url, body) => {
    if (world.takesBeacons) beacons.push([String(url), JSON.parse(String(body))])
    return world.takesBeacons
  }
  console.error = (line: string) => said.push(line)

  const foyer = createFoyer(
    {
      loadReception: async () => ({ createReception: createPlainReception }),
      loadWindow: () => import('../chat-window/index.ts'),
      loadThread: async () => ({
        createThread(options) {
          madeWith.push(options)
          const thread = createStubThread({
            connection: { status: 'connected' },
            isLoaded: true,
            log: { version: 1, conversations: [], hasOlder: false },
            pending: [],
            isAgentPresent: true,
            unread: 0,
          })
          threads.push(thread)
          return thread
        },
        checkParts,
        clearDevice: async (site) => void cleared.push(site),
      }),
      chooseLanguage: (wish) => (wish === 'ar' ? 'ar' : 'en'),
      ...parts,
    },
    'https://desk.example/foyer.js',
  )
  stops.push(() => foyer.destroy())

  return {
    foyer,
    world,
    lines,
    threads,
    madeWith,
    cleared,
    posts,
    /** What was counted: `clicked c1`. */
    counted: () =>
      beacons.flatMap(([url, body]) => (url.endsWith('/v1/counts') ? (body as CountsRequest).events.map(({ kind, componentId }) => `${kind} ${componentId}`) : [])),
    beacons,
    said,
    popups,
    windowAsked,
    root: () => document.querySelector('foyer-widget')?.shadowRoot,
    /** The settings change, and open pages are told of it (RC-15). */
    async change(next: SiteConfig) {
      world.answer = next
      const line = await until(() => lines[0])
      line.say({ type: 'config', version: next.version })
    },
    /** Starts, and waits until the settings are there. */
    start: () => foyer.init({ site: 'demo' }),
  }
}

export function heard(foyer: Foyer, ...names: FoyerEventName[]) {
  const events: string[] = []
  for (const name of names) foyer.on(name, () => events.push(name))
  return events
}
