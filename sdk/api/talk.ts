/**
 * What comes with a visitor's first wish: thread and window, and the methods of the SDK that need them. The session has
 * the life and knows whether the window is wanted; this fetches, makes and moves it.
 */
import { PATHS, PUBLIC_PATHS, fail } from '@foyer/sdk/protocol'
import type {
  CompanyPanel,
  ComponentId,
  Corner,
  ErrorCode,
  Identity,
  Language,
  MessageId,
  PageRef,
  Part,
  ReceptionComponent,
  SiteConfig,
  StartContext,
  VisitorCredentials,
} from '@foyer/sdk/protocol'
import type { Clock, ThreadClient, ThreadState } from '@foyer/sdk/thread'
import { FoyerError } from './errors.ts'
import type { FoyerEventName, FoyerEvents } from './events.ts'
import type { Keep } from './keep.ts'
import { createOpenMemory } from './open-memory.ts'
import { loadThreadPart, type ChatWindow, type FoyerParts, type Reception, type ThreadPart } from './ports.ts'
import { request } from './request.ts'
import { eventsBetween } from './thread-events.ts'
import type { FoyerState, StartOptions } from './types.ts'

/** What talk asks of its session. */
export interface TalkOptions {
  readonly parts: FoyerParts
  readonly server: string
  readonly credentials: VisitorCredentials
  /** Facts that stay on the device, and those that go with the tab. */
  readonly device: Keep
  readonly tab: Keep
  readonly clock: Clock
  settings(): Promise<SiteConfig>
  reception(): Promise<Reception>
  language(): Language
  page(): PageRef
  /** The window is to be open: the visitor may have changed their mind while it was on its way. */
  isWanted(): boolean
  open(options: { readonly focus?: boolean; readonly componentId?: ComponentId | undefined }): Promise<void>
  close(): void
  /** What is unread may have changed. */
  onChange(): void
  emit<Name extends FoyerEventName>(name: Name, payload: FoyerEvents[Name]): void
  report(error: unknown): void
}

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
  open(focus: boolean, focused: Element | null, componentId: ComponentId | undefined): Promise<void>
  close(): void
  send(content: string | readonly Part[]): Promise<MessageId>
  startConversation(options?: StartOptions): Promise<MessageId | undefined>
  endConversation(): Promise<void>
  identify(identity: Identity): Promise<void>
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

export function createTalk({ parts, server, credentials, device, tab, settings, reception, ...options }: TalkOptions): Talk {
  const { emit, page } = options
  const openMemory = createOpenMemory(tab, device, options.clock)
  let isOver = false
  let thread: ThreadClient | undefined
  let stage: Reception | undefined
  let chatWindow: ChatWindow | undefined
  let shownConfig: SiteConfig | undefined
  /** The component that the visitor came by last, and what had the focus before. */
  let clicked: ComponentId | undefined
  let focused: Element | null = null
  let threadPart: Promise<ThreadPart> | undefined
  let windowPart: ReturnType<Reception['loadWindow']> | undefined

  /** A part that did not come is asked for again with the next wish. */
  const loadThread = () =>
    (threadPart ??= loadThreadPart(parts).catch((error: unknown) => {
      threadPart = undefined
      throw unreachable(error)
    }))
  const loadWindow = (place: Reception) =>
    (windowPart ??= place.loadWindow().catch((error: unknown) => {
      windowPart = undefined
      throw unreachable(error)
    }))

  const start = (): StartContext => ({ page: page(), ...(clicked && { componentId: clicked }) })

  async function withThread(): Promise<ThreadClient> {
    const { createThread } = await loadThread()
    if (isOver) throw new FoyerError(fail('not_initialised'))
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
      options.onChange()
    })
    return client
  }

  /** So that the next page knows, without loading the thread, that something waits to go out (CW-7). */
  function rememberPending({ pending, isLoaded }: ThreadState): void {
    if (pending.some(({ status }) => status === 'sending')) device.set('pending', 'yes')
    else if (isLoaded) device.set('pending')
  }

  async function withWindow(): Promise<ChatWindow> {
    const [config, place, client] = await Promise.all([settings(), reception(), withThread(), reception().then(loadWindow)])
    const { createChatWindow } = await loadWindow(place)
    if (isOver) throw new FoyerError(fail('not_initialised'))
    if (chatWindow) {
      if (shownConfig !== config) chatWindow.update(config)
      shownConfig = config
      return chatWindow
    }
    shownConfig = config
    stage = place
    const { position, offset } = config.components.find(({ id }) => id === clicked) ?? config.components[0] ?? DEFAULT_PLACE
    return (chatWindow = createChatWindow({
      root: stage.root,
      layer: stage.layer,
      thread: client,
      site: config,
      language: options.language(),
      corner: cornerOf(position),
      offset,
      server,
      async loadCompany() {
        const told = await request<CompanyPanel>(server + PUBLIC_PATHS.company(credentials.site))
        return told.ok ? told.value : undefined
      },
      onCloseRequest: options.close,
      storage: {
        loadDraft: () => device.get('draft') ?? '',
        saveDraft: (text) => device.set('draft', text || undefined),
      },
    }))
  }

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
        openMemory.wasOpen(matchMedia(SMALL_SCREEN).matches) && options.open({ focus: false }),
      ]),
    async open(focus, before, componentId) {
      clicked = componentId ?? clicked
      const shown = await withWindow()
      if (!options.isWanted()) return
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
    async send(content) {
      const { checkParts } = await loadThread()
      const checked = checkParts(partsOf(content))
      if (!checked.ok) throw new FoyerError(checked)
      const client = await withThread()
      return client.send(checked.value, start())
    },
    async startConversation({ message, component } = {}) {
      if (component !== undefined) {
        const { components } = await settings()
        const found = components.find(({ id }) => id === component)
        if (!found) throw new FoyerError(fail('invalid_option', { message: `The site has no reception component ${String(component)}.` }))
        clicked = found.id
      }
      const sent = message === undefined ? undefined : await talk.send(message)
      await options.open({})
      return sent
    },
    async endConversation() {
      const ended = await (await withThread()).end()
      if (!ended.ok && ended.code !== 'conversation_ended') throw new FoyerError(ended)
    },
    async identify(identity) {
      if (typeof identity !== 'object' || identity === null) {
        throw new FoyerError(fail('invalid_option', { message: 'identify takes an object, as { name, email }.' }))
      }
      const told = await request<null>(server + PATHS.identify, { ...credentials, identity })
      if (!told.ok) throw new FoyerError(told)
    },
    refuse: (code) => options.report(fail(code)),
    sleep: () => thread?.sleep(),
    wake: () => thread?.wake(),
    end() {
      isOver = true
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
