/**
 * What comes with a visitor's first wish: thread and window. The session has the life and knows whether the window is
 * wanted; this fetches, makes and moves it. What only the page's code wishes for is in `wishes.ts`.
 */
import { TALK_PATHS, fail } from '@foyer/sdk/protocol'
import type { ComponentId, Corner, ErrorCode, MessageId, Part, ReceptionComponent, SiteConfig, StartContext, WindowSettings } from '@foyer/sdk/protocol'
import type { ThreadClient, ThreadState } from '@foyer/sdk/thread'
import { FoyerError } from './errors.ts'
import type { Ground } from './ground.ts'
import { leaveStranger } from './leave.ts'
import { createOpenMemory } from './open-memory.ts'
import type { ChatWindow, ChatWindowOptions, Reception, ThreadPart } from './ports.ts'
import { request } from './request.ts'
import { eventsBetween } from './thread-events.ts'
import type { FoyerState } from './types.ts'

/** What each window is made with, wherever it stands. */
export type WindowBasis = Pick<ChatWindowOptions, 'thread' | 'site' | 'server' | 'credentials' | 'loadSettings' | 'device' | 'onForgetRequest'>

export interface Talk {
  /** The window is there and open. */
  readonly isShown: boolean
  /** Unread messages, once the thread knows. */
  readonly unread: number | undefined
  readonly state: Pick<FoyerState, 'conversation'>
  /** The visitor is about to open: fetches what that will need. */
  prepare(): Promise<unknown>
  /** A page begins: takes up what the last one left open or unsent. */
  resume(): Promise<unknown>
  /** @param focused what had the focus when the wish was made; it gets it back */
  open(focus: boolean, focused: Element | undefined, componentId: ComponentId | undefined): Promise<void>
  close(): void
  /** For a window in a box of the page (RC-18). */
  windowBasis(): Promise<WindowBasis>
  thread(): Promise<ThreadClient>
  /** @param componentId what it counts for. Default: the one clicked last */
  send(content: string | readonly Part[], componentId?: ComponentId): Promise<MessageId>
  /** The server has refused the page by a code alone. */
  refuse(code: ErrorCode): void
  sleep(): void
  wake(): void
  end(): void
}

/** Where the window fills the screen. */
const SMALL_SCREEN = '(max-width: 480px), (max-height: 440px)'
/** Where the window stands if no component says so. */
const DEFAULT_PLACE: Pick<ReceptionComponent, 'position' | 'offset'> = { position: 'bottom-end', offset: { inline: 20, block: 20 } }

export function createTalk(ground: Ground): Talk {
  const { server, credentials, device, tab, clock, settings, reception, page, emit } = ground
  const openMemory = createOpenMemory(tab, device, clock)
  let thread: ThreadClient | undefined
  let stage: Reception | undefined
  let chatWindow: ChatWindow | undefined
  let shownConfig: SiteConfig | undefined
  /** The component that the visitor came by last, and what had the focus before. */
  let clicked: ComponentId | undefined
  let focused: Element | undefined
  let threadPart: Promise<ThreadPart> | undefined
  let windowPart: ReturnType<Reception['loadWindow']> | undefined

  /** A part that did not come is asked for again with the next wish. */
  const loadThread = () =>
    (threadPart ??= ground.loadThread().catch((error: unknown) => {
      threadPart = undefined
      throw unreachable(error)
    }))
  const loadWindow = (place: Reception) =>
    (windowPart ??= place.loadWindow().catch((error: unknown) => {
      windowPart = undefined
      throw unreachable(error)
    }))

  /** What was on its way when all ended makes nothing any more. */
  const assertAlive = () => {
    if (ground.signal.aborted) throw new FoyerError(fail('not_initialised'))
  }
  const start = (): StartContext => ({ page: page(), ...(clicked && { componentId: clicked }) })

  async function withThread(): Promise<ThreadClient> {
    const { createThread } = await loadThread()
    assertAlive()
    if (thread) return thread

    // From here on there may be something of it on the device.
    device.set('thread', 'yes')
    const client = (thread = createThread({ server, credentials, page, start }))
    let before = client.state
    client.subscribe((state) => {
      const happened = eventsBetween(before, state)
      before = state
      rememberPending(state)
      for (const [name, payload] of happened) emit(name, payload as never)
      ground.onChange()
    })
    return client
  }

  /** So that the next page knows, without loading the thread, that something waits to go out (CW-7). */
  function rememberPending({ pending, isLoaded }: ThreadState): void {
    if (pending.some(({ status }) => status === 'sending')) device.set('pending', 'yes')
    else if (isLoaded) device.set('pending')
  }

  async function withWindow(): Promise<ChatWindow> {
    const [config, place, client, { createChatWindow }] = await Promise.all([settings(), reception(), withThread(), reception().then(loadWindow)])
    assertAlive()
    if (chatWindow) return chatWindow
    shownConfig = config
    stage = place
    const { position, offset } = config.components.find(({ id }) => id === clicked) ?? config.components[0] ?? DEFAULT_PLACE
    return (chatWindow = createChatWindow({
      ...basis(config, client),
      root: stage.root,
      layer: stage.layer,
      language: ground.language(),
      corner: cornerOf(position),
      offset,
      onCloseRequest: ground.close,
    }))
  }

  const basis = (site: SiteConfig, client: ThreadClient): WindowBasis => ({
    thread: client,
    site,
    server,
    credentials,
    async loadSettings() {
      const told = await request<WindowSettings>(server + TALK_PATHS.window(credentials.site, ground.language()))
      return told.ok ? told.value : undefined
    },
    device,
    onForgetRequest: () => ground.restart(leaveStranger),
  })

  // A window that stands there follows the settings at once, open or not (CW-3).
  ground.follow(({ config }) => {
    if (chatWindow && shownConfig !== config) chatWindow.update(config)
    shownConfig = config
  })

  const talk: Talk = {
    get isShown() {
      return chatWindow?.isOpen ?? false
    },
    get unread() {
      return thread?.state.isLoaded ? thread.state.unread : undefined
    },
    get state() {
      const last = thread?.state.log.conversations.at(-1)?.head
      return last ? { conversation: { id: last.id, state: last.state } } : {}
    },
    prepare: () => Promise.all([loadThread(), reception().then(loadWindow)]),
    resume: () =>
      Promise.all([
        device.get('pending') && withThread(),
        openMemory.wasOpen(matchMedia(SMALL_SCREEN).matches) && ground.open({ focus: false }),
      ]),
    async open(focus, before, componentId) {
      clicked = componentId ?? clicked
      const shown = await withWindow()
      if (!ground.isWanted()) return
      const isNew = !shown.isOpen
      if (isNew) focused = before
      shown.open({ focus })
      if (!isNew) return
      openMemory.remember(true)
      emit('open', {})
    },
    close() {
      if (!chatWindow?.isOpen) return
      const hadFocus = stage?.layer.contains(stage.root.activeElement)
      chatWindow.close()
      openMemory.remember(false)
      if (hadFocus && !(clicked && stage?.focus(clicked)) && focused instanceof HTMLElement) focused.focus()
      emit('close', {})
    },
    windowBasis: async () => basis(await settings(), await withThread()),
    thread: withThread,
    async send(content, componentId) {
      const { checkParts } = await loadThread()
      const checked = checkParts(partsOf(content))
      if (!checked.ok) throw new FoyerError(checked)
      const client = await withThread()
      clicked = componentId ?? clicked
      return client.send(checked.value, start())
    },
    refuse: (code) => ground.report(fail(code)),
    sleep: () => thread?.sleep(),
    wake: () => thread?.wake(),
    end() {
      if (chatWindow?.isOpen) emit('close', {})
      chatWindow?.destroy()
      thread?.destroy()
    },
  }
  return talk
}

/** The window stands below, on the side of its component. */
const cornerOf = (position: ReceptionComponent['position']): Corner => (position.endsWith('start') ? 'bottom-start' : 'bottom-end')

const partsOf = (content: unknown): readonly Part[] => {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (Array.isArray(content)) return content as readonly Part[]
  throw new FoyerError(fail('invalid_message'))
}

/** The browser's own words say best why a chunk did not come. */
const unreachable = (error: unknown) => new FoyerError(fail('not_reachable', { message: String(error) }))
