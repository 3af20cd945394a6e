/**
 * Foyer at work on a page, from `init` to `destroy`, as far as a visitor needs it who only looks around. It is paid for
 * on every page view, so it does the little that must be done at once: settings soon, reception when the page is idle
 * and only if something may show, presence beside it. What comes with the first wish is in `talk.ts`.
 *
 * Whatever listens or waits ends with `life`.
 */
import { PAGE_PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { ComponentId, CountedEvent, Language, PageRef, SiteConfig } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'
import { pageRef } from '../presence/address.ts'
import { watchAddress } from '../presence/pages.ts'
import { createPresence, type Presence } from '../presence/presence.ts'
import { clock, openChannel, newToken, openSocket, tabLocks, whenIdle } from './browser.ts'
import { createCounts } from './counts.ts'
import type { Happenings } from './events.ts'
import type { Ground, OpenOptions, Terms } from './ground.ts'
import type { FinerRules } from './finer-rules.ts'
import { createJudge } from './judge.ts'
import { createKeep } from './keep.ts'
import type { CheckedOptions } from './options.ts'
import type { FoyerParts, Reception, ReceptionView, ShownComponent } from './ports.ts'
import { request } from './request.ts'
import { createSettings } from './settings.ts'
import type { Talk } from './talk.ts'
import { createPageTitle } from './title.ts'
import { notReachable, type Trouble } from './trouble.ts'
import type { FoyerState } from './types.ts'
import { isToken } from './visitor-token.ts'

export interface SessionOptions extends CheckedOptions {
  emit<Name extends keyof Happenings>(name: Name, payload: Happenings[Name]): void
  /** Tells the console and whoever listens for `error`. */
  report(error: unknown): void
  /** The visitor has become a stranger, by another tab if nothing is given to be done about it: this session is over. */
  onForgotten(leave?: Leaving): unknown
}

/** What is done with the facts on the device, as in `leave.ts`; none where another tab has done it, and they are a new visitor's. */
export type Leaving = (ground: Ground) => Promise<void>

export interface Session {
  /** Settles with the first attempt to get the settings. */
  readonly begun: Promise<unknown>
  readonly state: FoyerState
  open(options?: OpenOptions): Promise<void>
  close(): void
  setHidden(isHidden: boolean): void
  /** For what comes later; `talk` is everything that a wish needs, fetched with the first one. */
  readonly ground: Ground
  end(leave?: Leaving): Promise<void> | undefined
}

/** Under which it is kept on the device why the server has refused this visitor's page. */
const REFUSED = 'refused'
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
  const terms: Terms = {}
  const device = createKeep(() => localStorage, keyOf)
  const tab = createKeep(() => sessionStorage, keyOf)
  const title = createPageTitle(document)

  // A new key is made once it is known whether it may be kept (CW-26).
  const credentials = { protocol: PROTOCOL, site, token: device.get('visitor') ?? '' }

  /** Not before the first settings. */
  let language: Language | undefined
  /** Of the page, if it is to be told as another than it has (CW-22). */
  let address: string | undefined
  let { isHidden } = options
  let refusal: FoyerState['refusal']
  let isOpen = false
  let isTroubled = false
  let toldUnread = 0
  let unread = 0

  let presence: Presence | undefined
  let stage: Reception | undefined
  let talk: Talk | undefined
  let finerRules: FinerRules | undefined
  let components: readonly ShownComponent[] = []
  const followers = new Set<(view: ReceptionView) => void>()
  /** What has been seen since the page was loaded. */
  const seen = new Set<ComponentId>()

  function page(from = ''): PageRef {
    const now = pageRef(address ?? location.href, title.own(), from)
    return terms.blur?.(now) ?? now
  }
  /** For wishes that nobody waits for. */
  const reported = (wish?: Promise<unknown>) => void wish?.catch((error: unknown) => signal.aborted || report(error))
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
          throw (error as Partial<Trouble>).remedy ? error : notReachable(String(error))
        }))
  }

  const counts = createCounts({
    site,
    load: newToken(),
    clock,
    device,
    beacon: (body) => !terms.speak && navigator.onLine && navigator.sendBeacon(server + PAGE_PATHS.counts, body),
  })
  whileAlive(counts.flush)
  function note(kind: CountedEvent['kind'], componentId: ComponentId): void {
    if (kind === 'shown' && seen.size === seen.add(componentId).size) return
    emit(`component:${kind}`, { componentId })
    if (kind === 'clicked') terms.speak?.()
    counts.note(kind, componentId)
  }

  const settings = createSettings({
    async fetch(isAgain) {
      const told = await request<SiteConfig>(server + PAGE_PATHS.config(site), undefined, isAgain ? 'no-cache' : undefined)
      const wish = told.ok && (options.consent ?? told.value.consent ?? terms.said ?? tab.get('consent') ?? navigator.globalPrivacyControl)
      return wish
        ? import('./consent.ts').then(
            ({ settle }) => (language || settle(ground, wish), told),
            (error: unknown) => notReachable(String(error)),
          )
        : told
    },
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
    () => settings.get().then(() => parts.loadReception(components)),
    ({ createReception }) => {
      stage = createReception({
        language: ground.language(),
        server,
        onIntent: prepare,
        onToggleRequest(componentId) {
          if (!isOpen) {
            note('clicked', componentId)
            return reported(open({ componentId }))
          }
          // To close is no click that counts.
          emit('component:clicked', { componentId })
          close()
        },
        onFollowed: (componentId) => note('clicked', componentId),
        onCloseRequest: (componentId) => settings.now && judge.close(settings.now, componentId),
        onShown: (componentId) => note('shown', componentId),
      })
      render()
      return stage
    },
  )

  const loadTalk = once(
    () => Promise.all([import('./talk.ts'), ground.isKnown || settings.get()]),
    ([{ createTalk }]) => (talk = createTalk(ground)),
  )
  const loadFinerRules = once(() => import('./finer-rules.ts'), ({ createFinerRules }) => (finerRules = createFinerRules(window, ground, decide)))
  const prepare = () => reported(loadTalk().then((loaded) => loaded.prepare()))

  const ground: Ground = {
    parts,
    server,
    credentials,
    terms,
    device,
    tab,
    keyOf,
    clock,
    signal,
    isKnown: isToken(credentials.token),
    visit: () => judge.visit(),
    settings: settings.get,
    reception,
    talk: loadTalk,
    loadThread: parts.loadThread ?? (() => import('./thread-part.ts')),
    language: () => language ?? 'en',
    page,
    isWanted: () => isOpen,
    open,
    close,
    bePresent,
    renew,
    render,
    tell,
    restart: options.onForgotten,
    prepare,
    onChange: count,
    follow(listener) {
      followers.add(listener)
      const now = view()
      if (now) listener(now)
      return () => followers.delete(listener)
    },
    note,
    emit,
    report,
  }

  const judge = createJudge(window, ground, decide)

  /** The settings are there, for the first time or changed. */
  function begin(config: SiteConfig): void {
    if (!language) {
      language = parts.chooseLanguage(options.language, config.language)
      renew()
      watch()
      emit('ready', { language })
      // Talk knows more; without these there is nothing to know.
      if ((tab.get('here') ?? device.get('open')) || device.get('pending')) whenIdleReported(() => loadTalk().then((loaded) => loaded.resume()))
    }
    decide()
  }

  /** What is to be seen here and now. */
  function decide(): void {
    const { now: config } = settings
    if (!config || !language) return
    if (!finerRules && (device.get(REFUSED) || config.components.some(({ show }) => show?.languages || show?.visitors || show?.outsideHours))) return reported(loadFinerRules().then(decide))
    components = judge.judge(config)
    components = finerRules?.(config, components, judge.visit()) ?? components
    if (components.some(({ selectors }) => selectors)) reported(import('./extras.ts').then(({ binderOf }) => signal.aborted || binderOf(ground)))
    if (config.invitations || ground.news?.invitation) reported(parts.later?.('invite').then(({ invite }) => invite(ground)))
    if (!stage && !isHidden && components.some(({ style }) => style !== 'custom-dom' && style !== 'link')) whenIdleReported(reception)
    render()
  }

  function renew(): void {
    const token = device.get('visitor')
    if ((ground.isKnown = isToken(token))) credentials.token = token as string
    else device.set('visitor', (credentials.token = newToken()))
    bePresent()
    talk?.renew()
  }

  function bePresent(): void {
    presence = void presence?.sleep()
    if (terms.speak) return
    presence = createPresence({
      server,
      credentials,
      language: ground.language,
      page: page(document.referrer),
      ports: {
        clock,
        random,
        isVisible: () => !document.hidden,
        openSocket,
        post: request,
        beacon: (url, body) => navigator.sendBeacon(url, body),
        locks: terms.isAlone ? undefined : tabLocks(),
        openChannel,
      },
      onNews(news) {
        const { version, code } = (ground.news = news)
        toldUnread = news.unread ?? toldUnread
        // Before the first paint of the next page there is only this to go by.
        if ('code' in news) device.set(REFUSED, code)
        count()
        decide()
        if (version) settings.refresh(version)
        if (code) reported(loadTalk().then((loaded) => loaded.refuse(code)))
      },
    })
  }
  whileAlive(() => presence?.sleep())
  function tell(said?: string): void {
    address = said
    presence?.show(page())
  }

  function watch(): void {
    let stopSettling: Stop | undefined
    watchAddress(window, signal, () => {
      decide()
      stopSettling?.()
      stopSettling = clock.after(TITLE_SETTLES_MS, tell)
    })
    whileAlive(() => stopSettling?.())
  }

  const showTitle = () => title.show(document.hidden ? unread : 0)
  const view = (): ReceptionView | undefined => {
    const { now: config } = settings
    return config && language && { config, language, components, isHidden, isOpen, isBusy: isOpen && !talk?.isShown, isTroubled, unread }
  }
  function render(config?: SiteConfig, wanted = language): void {
    if (config) settings.now = config
    language = wanted
    const now = view()
    // What was on its way when all ended finds nothing to draw on any more.
    if (!now || signal.aborted) return
    stage?.render(now)
    // One of them may change what the next is told.
    for (const follow of followers) follow(view() ?? now)
  }
  /** The thread knows best what is unread; before it is there, presence does. */
  function count(): void {
    const before = unread
    unread = talk?.unread ?? toldUnread
    showTitle()
    render()
    if (unread !== before) emit('unread', { count: unread })
  }

  function open({ focus = true, componentId, from = document.activeElement ?? undefined }: OpenOptions = {}): Promise<void> {
    isOpen = true
    isTroubled = false
    terms.speak?.()
    render()
    return loadTalk()
      .then((loaded) => loaded.open(focus, from, componentId))
      .catch((error: unknown) => {
        isOpen = false
        isTroubled = true
        throw error
      })
      .finally(() => render())
  }

  function close(): void {
    isOpen = false
    talk?.close()
    render()
  }

  const sleep = () => {
    presence?.sleep()
    talk?.sleep()
    counts.flush()
  }
  listen(window, 'pagehide', sleep)
  listen(window, 'pageshow', () => {
    presence?.wake()
    talk?.wake()
    // What others have closed, and minutes that went by, were not heard of.
    decide()
  })
  listen(window, 'online', () => {
    settings.hurry()
    presence?.wake()
  })
  listen(document, 'visibilitychange', () => {
    showTitle()
    if (document.hidden) counts.flush()
    else tell(address)
  })
  listen(window, 'storage', (event) => {
    const { key, newValue } = event as StorageEvent
    // Closed in one tab is closed in all.
    if (key === keyOf('closed')) decide()
    if (/visitor|joined|consent/.test(`${key}`)) reported(import('./other-tabs.ts').then(({ follow }) => follow(ground, key, newValue)))
  })

  return {
    begun: new Promise<unknown>((resolve) => {
      signal.addEventListener('abort', resolve)
      whileAlive(whenIdle(SETTINGS_WITHIN_MS, () => void settings.get().then(resolve, resolve)))
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
      decide()
    },
    ground,
    end(leave) {
      life.abort()
      title.show(0)
      if (unread) emit('unread', { count: 0 })
      talk?.end()
      stage?.destroy()
      tab.set('here')
      return leave?.(ground)
    },
  }
}
