/**
 * The public door: checks what a page says, and hands it to the session, if there is one. Nothing is touched before
 * `init`, so that it can be made on a server, where `init` does nothing either (CW-25).
 */
import type { Consent } from '@foyer/sdk/protocol'
import { bridge } from './bridge.ts'
import { clock } from './browser.ts'
import { createCore, type Core } from './core.ts'
import { createEmitter, type Stop } from './emitter.ts'
import { FoyerError } from './errors.ts'
import { EVENT_NAMES, type FoyerEventName, type FoyerEvents, type Happenings } from './events.ts'
import type { Extras } from './extras.ts'
import type { Ground } from './ground.ts'
import { createHooks } from './hooks.ts'
import { leaveNothing, leaveStranger } from './leave.ts'
import { createLooks } from './looks.ts'
import { checkConsent, checkOptions, invalidOption } from './options.ts'
import type { Session } from './session.ts'
import { eventsBetween } from './thread-events.ts'
import { trouble, type Trouble } from './trouble.ts'
import type { Foyer } from './types.ts'
import { addTags, endConversation, identify, setAttributes, showPage, startConversation, track } from './wishes.ts'

export function createDoor(core: Core): Foyer {
  /** A bug in a listener is the page's: it is thrown where the page's own error reports see it, and nothing of ours stops. */
  const emitter = createEmitter<FoyerEvents>((error) =>
    queueMicrotask(() => {
      throw error
    }),
  )

  /** What a page need not wait for: a failure is told, and is no unhandled rejection. */
  function quietly<T>(run: () => T | Promise<T>): Promise<T> {
    const answer = (async () => run())().catch((error: unknown) => {
      throw asError(error)
    })
    answer.catch(core.report)
    return answer
  }

  /** What a page need not wait for either: wrong use is thrown where it stands. */
  function atOnce<T>(run: () => T): T {
    try {
      return run()
    } catch (error) {
      throw asError(error)
    }
  }

  function current(): Session {
    if (core.session) return core.session
    throw trouble('not_initialised', 'Foyer has not been started on this page.', 'Call Foyer.init({ site }) first.')
  }

  // What the page has said holds for the sessions to come, until `destroy`.
  let said: Consent | undefined
  const looks = createLooks()
  const hooks = createHooks(clock, core.report, () => core.session?.ground.render())
  const bridges = new Set<Stop>()
  const begun = ({ ground }: Session) => {
    ground.hooks = hooks
    ground.terms.said = said
    looks.begin(ground)
  }

  let extras: Extras | undefined
  const withExtras = <T>(run: (extras: Extras) => T | Promise<T>): Promise<T> =>
    quietly(async () => {
      const { createExtras } = await import('./extras.ts')
      extras ??= createExtras(core, foyer, () => createDoor(createCore(core.parts, core.script)))
      return run(extras)
    })
  /** Begins when its code is there, unless it was undone before. */
  function begin(run: (extras: Extras) => Stop): Stop {
    if (extras) return run(extras)
    let isOver = false
    let stop: Stop | undefined
    void withExtras((ready) => {
      if (!isOver) stop = run(ready)
    })
    return () => {
      isOver = true
      stop?.()
    }
  }

  const check = (name: unknown, listener: unknown) => {
    if (!EVENT_NAMES.some((one) => one === name)) throw new FoyerError(invalidOption(`There is no event ${String(name)}.`))
    if (typeof listener !== 'function') throw new FoyerError(invalidOption('A listener must be a function.'))
  }
  const wish = <T>(run: (ground: Ground) => Promise<T>) => quietly(() => run(current().ground))
  const open = () => current().open()
  const close = async () => current().close()

  const foyer: Foyer = {
    init: (options) =>
      quietly(async () => {
        const checked = checkOptions(options, core.script)
        if (typeof document !== 'undefined') await core.start(checked)
      }),
    open: () => quietly(open),
    close: () => quietly(close),
    toggle: () => quietly(() => (current().state.isOpen ? close() : open())),
    show: () => quietly(() => current().setHidden(false)),
    hide: () => quietly(() => current().setHidden(true)),
    send: (content) => wish(async (ground) => (await ground.talk()).send(content)),
    startConversation: (options) => wish((ground) => startConversation(ground, options)),
    endConversation: () => wish(endConversation),
    identify: (identity) => wish((ground) => identify(ground, identity)),
    forget: () => quietly(() => (current(), core.restart(leaveStranger))),
    consent: (level) =>
      quietly(async () => {
        checkConsent(level)
        said = level
        if (core.session) await (await import('./consent.ts')).consent(core.session.ground, level)
      }),
    track: (event, data) => wish((ground) => track(ground, event, data)),
    page: (url) => wish(async (ground) => showPage(ground, url)),
    setAttributes: (attributes) => wish((ground) => setAttributes(ground, attributes)),
    addTags: (tags) => wish((ground) => addTags(ground, tags)),
    setLocale: (language) => wish((ground) => looks.setLocale(ground, language)),
    setTheme: (theme) => wish((ground) => looks.setTheme(ground, theme)),
    hook: (name, run) => atOnce(() => hooks.add(name, run)),
    bridge(options) {
      const stop = atOnce(() => bridge(foyer, window, options))
      bridges.add(stop)
      return () => {
        bridges.delete(stop)
        stop()
      }
    },
    bind: (target, options) => begin((ready) => ready.bind(target, options)),
    unbind(target) {
      if (extras) extras.unbind(target)
      else void withExtras((ready) => ready.unbind(target))
    },
    mount: (element, options) => begin((ready) => ready.mount(element, options)),
    addSite: (options) => withExtras((ready) => ready.addSite(checkOptions(options, core.script))),
    on(name, listener) {
      check(name, listener)
      return emitter.on(name, listener)
    },
    once(name, listener) {
      check(name, listener)
      return emitter.on(name, listener, true)
    },
    off(name, listener) {
      check(name, listener)
      emitter.off(name, listener)
    },
    getState: () => core.state,
    unreadCount: () => core.state.unread,
    destroy: () =>
      quietly(async () => {
        const ended = core.end(leaveNothing)
        said = undefined
        looks.clear()
        hooks.clear()
        bridges.clear()
        emitter.clear()
        await Promise.all([ended, extras?.end()])
      }),
  }
  if (core.session) begun(core.session)
  core.attend({
    emit(name, payload) {
      if (name !== 'thread') return emitter.emit(name as FoyerEventName, payload as never)
      const { before, after } = payload as Happenings['thread']
      for (const [one, told] of eventsBetween(before, after)) emitter.emit(one, told as never)
    },
    onSession(session) {
      begun(session)
      extras?.begin(session)
    },
  })
  return foyer
}

/** Within the SDK a refusal is a value that is thrown as it is; what leaves it is an error. */
const asError = (error: unknown): unknown =>
  !(error instanceof Error) && typeof (error as Partial<Trouble> | undefined)?.remedy === 'string' ? new FoyerError(error as Trouble) : error
