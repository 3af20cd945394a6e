/**
 * Foyer at work on a page, from `init` to `destroy`, as far as a visitor needs it who only looks around. It is paid for
 * on every page view, so it does the little that must be done at once: settings soon, reception when the page is idle
 * and only if something may show, presence beside it. What comes with the first wish is in `talk.ts`.
 *
 * Whatever listens or waits ends with `life`.
 */
import { PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { ComponentId, Language, PageRef, SiteConfig, VisitorCredentials } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'
import { pageRef } from '../presence/address.ts'
import { watchAddress } from '../presence/pages.ts'
import { createPresence, type Presence } from '../presence/presence.ts'
import { clock, openChannel, openSocket, randomBytes, tabLocks, whenIdle } from './browser.ts'
import { FoyerError } from './errors.ts'
import type { FoyerEventName, FoyerEvents } from './events.ts'
import { createKeep } from './keep.ts'
import type { CheckedOptions } from './options.ts'
import { loadThreadPart, type FoyerParts, type Reception } from './ports.ts'
import { request } from './request.ts'
import { createSettings } from './settings.ts'
import type { Talk } from './talk.ts'
import { createPageTitle } from './title.ts'
import { notReachable } from './trouble.ts'
import type { FoyerState } from './types.ts'
import { createToken, isToken } from './visitor-token.ts'

export interface SessionOptions extends CheckedOptions {
  readonly isHidden: boolean
  emit<Name extends FoyerEventName>(name: Name, payload: FoyerEvents[Name]): void
  /** Tells the console and whoever listens for `error`. */
  report(error: unknown): void
  /** Another tab has made the visitor a stranger: this session is over. */
  onForgotten(): void
}

/**
 * - `destroy`: nothing stays on the device.
 * - `forget`: likewise, and a new visitor is there at once, so that other tabs follow.
 * - `follow`: another tab has done that; what is on the device is the new visitor's.
 */
export type Ending = 'destroy' | 'forget' | 'follow'

export interface OpenOptions {
  /** False if nobody asked for it just now: the page keeps the focus. */
  readonly focus?: boolean
  /** The component that the visitor came by. */
  readonly componentId?: ComponentId | undefined
}

export interface Session {
  /** Settles with the first attempt to get the settings. */
  readonly begun: Promise<void>
  readonly state: FoyerState
  open(options?: OpenOptions): Promise<void>
  close(): void
  setHidden(isHidden: boolean): void
  /** Everything that a wish needs; fetched with the first one. */
  talk(): Promise<Talk>
  end(how: Ending): Promise<void>
}

/** Settings may wait for the page's own first work, but not for all of it. */
const SETTINGS_WITHIN_MS = 500
/** A busy page does not starve its visitors of the components (decision 1). */
const RECEPTION_WITHIN_MS = 2_000
/** Routers set the title after the address; a page is told of when both are there. */
const TITLE_SETTLES_MS = 300

export function startSession(parts: FoyerParts, { site, server, emit, report, ...options }: SessionOptions): Session {
  const life = new AbortController()
  const { signal } = life
  const whileAlive = (stop: Stop) => signal.addEventListener('abort', stop)
  const listen = (target: EventTarget, type: string, listener: (event: Event) => void) => target.addEventListener(type, listener, { signal })
  const { random } = Math

  const keyOf = (name: string) => `foyer:${name}:${site}`
  const device = createKeep(() => localStorage, keyOf)
  const tab = createKeep(() => sessionStorage, keyOf)
  const title = createPageTitle(document)

  let token = device.get('visitor')
  if (!isToken(token)) device.set('visitor', (token = createToken(randomBytes)))
  const credentials: VisitorCredentials = { protocol: PROTOCOL, site, token }

  let language: Language = 'en'
  let { isHidden } = options
  let refusal: FoyerState['refusal']
  let isOpen = false
  let isTroubled = false
  let toldUnread = 0
  let unread = 0

  let presence: Presence | undefined
  let stage: Reception | undefined
  let talk: Talk | undefined

  const page = (from = ''): PageRef => pageRef(location.href, title.own(), from)
  /** For wishes that nobody waits for. */
  const reported = (wish: Promise<unknown>) => void wish.catch((error: unknown) => signal.aborted || report(error))
  const whenIdleReported = (run: () => Promise<unknown>) => whileAlive(whenIdle(RECEPTION_WITHIN_MS, () => reported(run())))

  /** Fetches once. What failed is fetched again when next wanted; what comes too late makes nothing any more. */
  const once = <Part, T>(load: () => Promise<Part>, make: (part: Part) => T) => {
    let made: Promise<T> | undefined
    return () =>
      (made ??= load()
        .then((part) => {
          signal.throwIfAborted()
          return make(part)
        })
        .catch((error: unknown) => {
          made = undefined
          // The browser's own words say best why a chunk did not come.
          throw error instanceof FoyerError ? error : new FoyerError(notReachable(String(error)))
        }))
  }

  const settings = createSettings({
    fetch: (isAgain) => request<SiteConfig>(server + PATHS.config(site), undefined, isAgain ? 'no-cache' : 'default'),
    clock,
    random,
    onConfig: begin,
    onTrouble(failure, isFinal) {
      if (isFinal) refusal = failure.code
      report(failure)
    },
  })
  whileAlive(settings.stop)

  const reception = once(
    () => settings.get().then(parts.loadReception),
    ({ createReception }) => {
      stage = createReception({
        language,
        server,
        onIntent: () => reported(loadTalk().then((loaded) => loaded.prepare())),
        onToggleRequest(componentId) {
          emit('component:clicked', { componentId })
          if (isOpen) close()
          else reported(open({ componentId }))
        },
        onFollowed: (componentId) => emit('component:clicked', { componentId }),
        onCloseRequest: () => undefined,
        onShown: (componentId) => emit('component:shown', { componentId }),
      })
      render()
      return stage
    },
  )

  const loadTalk = once(
    () => import('./talk.ts'),
    ({ createTalk }) =>
      (talk = createTalk({
        parts,
        server,
        credentials,
        device,
        tab,
        clock,
        settings: settings.get,
        reception,
        language: () => language,
        page,
        isWanted: () => isOpen,
        open,
        close,
        onChange: count,
        emit,
        report,
      })),
  )

  /** The settings are there, for the first time or changed. */
  function begin(config: SiteConfig): void {
    if (!presence) {
      language = parts.chooseLanguage(options.language, config.language)
      bePresent()
      emit('ready', { language })
      // Talk knows more; without these there is nothing to know.
      if ((tab.get('open') ?? device.get('open')) || device.get('pending')) whenIdleReported(() => loadTalk().then((loaded) => loaded.resume()))
    }
    if (stage) render()
    else if (config.components.length > 0 && !isHidden) whenIdleReported(reception)
  }

  function bePresent(): void {
    const line = (presence = createPresence({
      server,
      credentials,
      language,
      page: page(document.referrer),
      ports: {
        clock,
        random,
        isVisible: () => !document.hidden,
        openSocket,
        post: request,
        beacon: (url, body) => navigator.sendBeacon(url, body),
        locks: tabLocks(),
        openChannel,
      },
      onNews({ unread: told, version, refusal: code }) {
        toldUnread = told ?? toldUnread
        count()
        if (version) settings.refresh(version)
        if (code) reported(loadTalk().then((loaded) => loaded.refuse(code)))
      },
    }))
    whileAlive(line.sleep)

    let stopSettling: Stop | undefined
    const tell = () => line.show(page())
    watchAddress(window, signal, () => {
      stopSettling?.()
      stopSettling = clock.after(TITLE_SETTLES_MS, tell)
    })
    whileAlive(() => stopSettling?.())
  }

  const showTitle = () => title.show(document.hidden ? unread : 0)
  const render = () => {
    const { now: config } = settings
    if (config) stage?.render({ config, components: config.components, isHidden, isOpen, isBusy: isOpen && !talk?.isShown, isTroubled, unread })
  }
  /** The thread knows best what is unread; before it is there, presence does. */
  function count(): void {
    const before = unread
    unread = talk?.unread ?? toldUnread
    showTitle()
    render()
    if (unread !== before) emit('unread', { count: unread })
  }

  function open({ focus = true, componentId }: OpenOptions = {}): Promise<void> {
    const focused = document.activeElement
    isOpen = true
    isTroubled = false
    render()
    return loadTalk()
      .then((loaded) => loaded.open(focus, focused, componentId))
      .catch((error: unknown) => {
        isOpen = false
        isTroubled = true
        throw error
      })
      .finally(render)
  }

  function close(): void {
    isOpen = false
    talk?.close()
    render()
  }

  const sleep = () => {
    presence?.sleep()
    talk?.sleep()
  }
  listen(window, 'pagehide', sleep)
  listen(window, 'pageshow', () => {
    presence?.wake()
    talk?.wake()
  })
  listen(window, 'online', () => {
    settings.hurry()
    presence?.wake()
  })
  listen(document, 'visibilitychange', () => {
    showTitle()
    if (!document.hidden) presence?.show(page())
  })
  listen(window, 'storage', (event) => {
    if ((event as StorageEvent).key !== keyOf('visitor')) return
    const now = device.get('visitor')
    // Another tab left and took the key with it; this one stays. A different key is another visitor.
    if (!isToken(now)) device.set('visitor', token)
    else if (now !== token) options.onForgotten()
  })

  return {
    begun: new Promise((resolve) => {
      whileAlive(resolve)
      whileAlive(whenIdle(SETTINGS_WITHIN_MS, () => void settings.get().then(() => resolve(), () => resolve())))
    }),
    get state(): FoyerState {
      return {
        status: refusal ? 'refused' : settings.now ? 'ready' : 'starting',
        ...(refusal && { refusal }),
        isOpen,
        isHidden,
        unread,
        ...talk?.state,
      }
    },
    open,
    close,
    setHidden(value) {
      isHidden = value
      if (settings.now) begin(settings.now)
    },
    talk: loadTalk,
    end(how) {
      life.abort()
      title.show(0)
      if (unread) emit('unread', { count: 0 })
      talk?.end()
      stage?.destroy()
      tab.set('open')
      if (how === 'follow') return Promise.resolve()

      const hasThread = device.get('thread')
      for (const name of ['draft', 'pending', 'open', 'thread']) device.set(name)
      device.set('visitor', how === 'forget' ? createToken(randomBytes) : undefined)
      return hasThread ? loadThreadPart(parts).then((part) => part.clearDevice(site)) : Promise.resolve()
    },
  }
}
