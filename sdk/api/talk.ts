/**
 * What comes with a visitor's first wish: thread and window. The session has the life and knows whether the window is
 * wanted; this fetches, makes and moves it. What only the page's code wishes for is in `wishes.ts`.
 */
import { WINDOW_PATHS, failHere } from '@foyer/sdk/protocol'
import type { ComponentId, Corner, ErrorCode, Failure, MaskRules, MessageId, Part, ReceptionComponent, SiteConfig, StartContext, WindowSettings } from '@foyer/sdk/protocol'
import type { PendingMessage, ThreadClient, ThreadState } from '@foyer/sdk/thread'
import type { Ground } from './ground.ts'
import { DEFAULT_MASKS, createGuard, hasEnded } from './guard.ts'
import { createOpenMemory } from './open-memory.ts'
import type { ChatWindow, ChatWindowOptions, Reception, ThreadPart } from './ports.ts'
import { request } from './request.ts'
import { notReachable } from './trouble.ts'
import type { FoyerState } from './types.ts'

/** What each window is made with, wherever it stands. */
export type WindowBasis = Pick<
  ChatWindowOptions,
  'thread' | 'site' | 'server' | 'credentials' | 'keepsFiles' | 'loadSettings' | 'device' | 'onForgetRequest' | 'popup' | 'emit' | 'refused' | 'startContext' | 'censor' | 'keepsBack'
>

type Aim = Pick<StartContext, 'componentId' | 'receiver'>

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
  /** What conversations are begun with from now on: a component, perhaps a receiver that the page's code wishes for. Default: the component clicked last. */
  aim(at: Aim): void
  send(content: string | readonly Part[]): Promise<MessageId>
  /** What the visitor began outside of the window was refused; the window says it, until nothing is said any more. */
  tell(refused?: Failure): void
  /** The server has refused the page by a code alone. */
  refuse(code: ErrorCode): void
  /** The key opens another thread now, or consent is another: what has come is void, and what waits to go out stays. */
  renew(): void
  sleep(): void
  wake(): void
  end(): void
}

/** A message waits so long for the workspace's rules of masking. */
const MASKS_WITHIN_MS = 2_000

/** Where the window fills the screen. */
const SMALL_SCREEN = '(max-width: 480px), (max-height: 440px)'
/** Where the window stands if no component says so. */
const DEFAULT_PLACE: Pick<ReceptionComponent, 'position' | 'offset'> = { position: 'bottom-end', offset: { inline: 20, block: 20 } }

export function createTalk(ground: Ground): Talk {
  const { server, credentials, device, tab, clock, settings, reception, page, emit, terms, signal } = ground
  const openMemory = createOpenMemory(tab, device, clock)
  /** The one behind `guard.thread`. */
  let client: ThreadClient | undefined
  let stage: Reception | undefined
  let chatWindow: ChatWindow | undefined
  /** A window stands in a box of the page, or did. */
  let hasBox = false
  /** It may keep files on the device. */
  let keptFiles = false
  /** What the windows show now. */
  let shownConfig: SiteConfig | undefined
  let shownLook = ''
  /** The last answer to what windows are told, and what it was asked for. */
  let told: { readonly of: string; readonly answer: Promise<WindowSettings | undefined> } | undefined
  let masks: MaskRules | undefined
  /** The component that the visitor came by last, and what had the focus before. */
  let aim: Aim = {}
  let focused: Element | undefined
  let threadCode: ThreadPart | undefined
  let refused: Failure | undefined

  /** A part that did not come is asked for again with the next wish. */
  const once = <Part, From>(load: (from: From) => Promise<Part>) => {
    let part: Promise<Part> | undefined
    return (from: From) =>
      (part ??= load(from).catch((error: unknown) => {
        part = undefined
        // The browser's own words say best why a chunk did not come.
        throw notReachable(String(error))
      }))
  }
  const loadThread = once<ThreadPart, void>(ground.loadThread)
  const loadWindow = once((place: Reception) => place.loadWindow())

  /** What was on its way when all ended makes nothing any more. */
  const assertAlive = () => {
    if (signal.aborted) throw hasEnded()
  }
  const start = (): StartContext => ({ page: page(), ...aim })

  const guard = createGuard({
    begin: () => {
      terms.speak?.()
      beginThread()
    },
    hooks: () => ground.hooks,
    masks: () => masks,
    loadMasks: async () => (await Promise.race([loadSettings(), after(MASKS_WITHIN_MS)]))?.masks ?? DEFAULT_MASKS,
  })
  const { thread } = guard
  const after = (ms: number) => new Promise<undefined>((resolve) => signal.addEventListener('abort', clock.after(ms, () => resolve(undefined))))

  let before = thread.state
  thread.subscribe((after) => {
    const happened = { before, after }
    before = after
    rememberPending(after)
    emit('thread', happened)
    ground.onChange()
  })

  /** @param pending what another client of this visitor had not sent */
  function beginThread(pending: readonly PendingMessage[] = []): void {
    if (client || signal.aborted || !threadCode) return
    // From here on there may be something of it on the device.
    device.set('thread', 'yes')
    // Tabs have it in common once they have the visitor in common, whoever that has proven to be.
    const group = terms.isAlone ? undefined : (device.get('joined') ?? '')
    client = threadCode.createThread({ server, credentials, page, start, group, device, pending })
    guard.takeOver(client)
  }

  /** Without a line as long as nothing may be reported: the first message makes one. */
  async function withThread(): Promise<ThreadClient> {
    threadCode = await loadThread()
    assertAlive()
    if (!terms.speak) beginThread()
    return thread
  }

  /** Asked for once for each state of the settings and each language; what did not come is asked for again. */
  function loadSettings(): Promise<WindowSettings | undefined> {
    const of = `${shownConfig?.version} ${ground.language()}`
    if (told?.of === of) return told.answer
    const answer = request<WindowSettings>(server + WINDOW_PATHS.window(credentials.site, ground.language())).then((result) => {
      if (result.ok) masks = result.value.masks
      else if (told?.of === of) told = undefined
      return result.ok ? result.value : undefined
    })
    told = { of, answer }
    return answer
  }

  /** So that the next page knows, without loading the thread, that something waits to go out (CW-7). */
  function rememberPending({ pending, isLoaded }: ThreadState): void {
    if (pending.some(({ status }) => status === 'sending')) device.set('pending', 'yes')
    else if (isLoaded) device.set('pending')
    // Windows know where its files are, and when they are nowhere.
    if (!hasBox && pending.some(({ waits }) => waits)) withWindow().catch(ground.report)
  }

  async function withWindow(): Promise<ChatWindow> {
    const [config, place, , { createChatWindow }] = await Promise.all([settings(), reception(), withThread(), reception().then(loadWindow)])
    assertAlive()
    if (chatWindow) return chatWindow
    shownConfig = config
    stage = place
    keptFiles = !terms.isAlone
    const { position, offset } = config.components.find(({ id }) => id === aim.componentId) ?? config.components[0] ?? DEFAULT_PLACE
    return (chatWindow = createChatWindow({
      ...basis(config),
      root: stage.root,
      layer: stage.layer,
      language: ground.language(),
      corner: cornerOf(position),
      offset,
      onCloseRequest: ground.close,
      onOpenRequest: () => void ground.open().catch(ground.report),
    }))
  }

  const basis = (site: SiteConfig): WindowBasis => ({
    thread,
    site,
    server,
    credentials,
    keepsFiles: !terms.isAlone,
    loadSettings,
    device,
    onForgetRequest: () => void import('./leave.ts').then(({ leaveStranger }) => ground.restart(leaveStranger)).catch(ground.report),
    popup: {
      address: () => server + WINDOW_PATHS.popup(credentials.site, location.origin, ground.language()),
      token: () => credentials.token,
      signal,
      onOpened() {
        terms.speak?.()
        ground.close()
      },
    },
    emit,
    refused: () => refused,
    startContext: start,
    censor: (items) => ground.hooks?.censor(items) ?? items,
    keepsBack: (items, unread) => ground.hooks?.keepsBack(items, unread) ?? false,
  })
  const lastHead = () => thread.state.log.conversations.at(-1)?.head

  // A window that stands there follows settings, language and hooks at once, open or not (CW-3).
  ground.follow(({ config }) => {
    const look = `${ground.language()} ${ground.hooks?.revision}`
    const isOther = shownConfig !== config || shownLook !== look
    // First, for a window that hears of it asks at once what it is told of this state.
    shownConfig = config
    shownLook = look
    if (isOther) chatWindow?.update(config, ground.language())
  })

  const talk: Talk = {
    get isShown() {
      return chatWindow?.isOpen ?? false
    },
    get unread() {
      return client && thread.state.isLoaded ? thread.state.unread : undefined
    },
    get state() {
      const last = lastHead()
      return last ? { conversation: { id: last.id, state: last.state } } : {}
    },
    prepare: () => Promise.all([loadThread(), reception().then(loadWindow), loadSettings()]),
    resume: () =>
      Promise.all([
        device.get('pending') && withThread(),
        openMemory.wasOpen(matchMedia(SMALL_SCREEN).matches) && ground.open({ focus: false }),
      ]),
    async open(focus, before, componentId) {
      if (componentId) aim = { componentId }
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
      if (hadFocus && !(aim.componentId && stage?.focus(aim.componentId)) && focused instanceof HTMLElement) focused.focus()
      emit('close', {})
    },
    async windowBasis() {
      await withThread()
      hasBox = true
      return basis(await settings())
    },
    thread: withThread,
    aim: (at) => (aim = at),
    async send(content) {
      const { checkParts } = await loadThread()
      const checked = checkParts(partsOf(content))
      if (!checked.ok) throw checked
      await withThread()
      return thread.send(checked.value, start())
    },
    tell(now) {
      refused = now
      if (shownConfig) chatWindow?.update(shownConfig, ground.language())
    },
    refuse: (code) => void import('./refusals.ts').then(({ fail }) => ground.report(fail(code)), ground.report),
    renew() {
      if (!client) return
      const { pending } = client.state
      client.destroy()
      client = undefined
      beginThread(pending)
      if (!chatWindow || !keptFiles || !terms.isAlone) return
      // Made when it might keep files on the device, it would go on doing so.
      chatWindow.destroy()
      chatWindow = undefined
      if (ground.isWanted()) void withWindow().then((again) => ground.isWanted() && again.open({ focus: false }), ground.report)
    },
    sleep: () => thread.sleep(),
    wake: () => thread.wake(),
    end() {
      if (chatWindow?.isOpen) emit('close', {})
      chatWindow?.destroy()
      client?.destroy()
      thread.destroy()
    },
  }
  return talk
}

/** The window stands below, on the side of its component. */
const cornerOf = (position: ReceptionComponent['position']): Corner => (position.endsWith('start') ? 'bottom-start' : 'bottom-end')

const partsOf = (content: unknown): readonly Part[] => {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (Array.isArray(content)) return content as readonly Part[]
  throw failHere('invalid_message')
}
