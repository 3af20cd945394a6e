/** The public door: checks what a page says, and hands it to the session, if there is one. */
import { createEmitter, type Stop } from './emitter.ts'
import { FoyerError } from './errors.ts'
import { EVENT_NAMES, type FoyerEvents } from './events.ts'
import { checkOptions, invalidOption, type CheckedOptions } from './options.ts'
import type { Ground } from './ground.ts'
import type { FoyerParts } from './ports.ts'
import { startSession, type Ending, type Session } from './session.ts'
import type { Talk } from './talk.ts'
import { trouble, type Trouble } from './trouble.ts'
import { IDLE, type Foyer } from './types.ts'

/**
 * Makes a Foyer that has not begun: nothing is touched before `init`, so that it can be made on a server, where `init`
 * does nothing either (CW-25).
 *
 * @param parts where the code that is needed later comes from
 * @param script address of the running script; its origin is the default for `server`
 */
export function createFoyer(parts: FoyerParts, script = ''): Foyer {
  let session: Session | undefined
  const told = new Set<string>()

  /** A bug in a listener is the page's: it is thrown where the page's own error reports see it, and nothing of ours stops. */
  const emitter = createEmitter<FoyerEvents>((error) =>
    queueMicrotask(() => {
      throw error
    }),
  )

  /** One line for each problem, however often it comes. */
  function report(error: unknown): void {
    // What is no refusal is a bug of ours, and the page goes on all the same.
    const { code = 'unavailable', message = String(error), remedy = '' } = error as Partial<Trouble>
    const line = `[foyer] ${message} ${remedy}`
    if (!told.has(line)) console.error(line)
    told.add(line)
    emitter.emit('error', { code, message, remedy })
  }

  /** What a page need not wait for: a failure is told, and is no unhandled rejection. */
  function quietly<T>(run: () => T | Promise<T>): Promise<T> {
    const answer = (async () => run())()
    answer.catch(report)
    return answer
  }

  function current(): Session {
    if (session) return session
    throw new FoyerError(trouble('not_initialised', 'Foyer has not been started on this page.', 'Call Foyer.init({ site }) first.'))
  }

  /** What the page has begun and not ended: it begins again with each new session. */
  interface Lasting {
    readonly target: unknown
    begin(on: Session): void
    end: Stop
  }
  const lasting = new Set<Lasting>()
  function last(target: unknown, run: (ground: Ground) => Promise<Stop>): Stop {
    let stop: Stop | undefined
    const one: Lasting = {
      target,
      begin: ({ ground }) =>
        void quietly(async () => {
          stop = await run(ground)
          if (!lasting.has(one)) stop()
        }),
      end() {
        lasting.delete(one)
        stop?.()
      },
    }
    lasting.add(one)
    if (session) one.begin(session)
    return one.end
  }

  /** Starts with the visitor of this device or, if it has none, with a new one. */
  function start(options: CheckedOptions): void {
    const started = startSession(parts, { ...options, emit: emitter.emit, report, onForgotten: () => void restart('follow') })
    restart = (how) => {
      const ended = started.end(how)
      start({ ...options, isHidden: started.state.isHidden })
      return ended
    }
    session = started
    for (const one of lasting) one.begin(started)
  }
  let restart: (how: Ending) => Promise<void>

  const check = (name: unknown, listener: unknown) => {
    if (!EVENT_NAMES.some((one) => one === name)) throw invalidOption(`There is no event ${String(name)}.`)
    if (typeof listener !== 'function') throw invalidOption('A listener must be a function.')
  }
  const talk = <T>(run: (talk: Talk) => Promise<T>) => quietly(() => current().ground.talk().then(run))
  const open = () => current().open()
  const close = async () => current().close()

  const others = new Map<string, Foyer>()

  const foyer: Foyer = {
    init: (options) =>
      quietly(async () => {
        const checked = checkOptions(options, script)
        if (typeof document === 'undefined') return
        if (!session) start(checked)
        await session?.begun
      }),
    open: () => quietly(open),
    close: () => quietly(close),
    toggle: () => quietly(() => (current().state.isOpen ? close() : open())),
    show: () => quietly(() => current().setHidden(false)),
    hide: () => quietly(() => current().setHidden(true)),
    send: (content) => talk((one) => one.send(content)),
    startConversation: (options) => talk((one) => one.startConversation(options)),
    endConversation: () => talk((one) => one.endConversation()),
    identify: (identity) => talk((one) => one.identify(identity)),
    forget: () => quietly(() => (current(), restart('forget'))),
    bind: (target, options) => last(target, (ground) => import('./bind.ts').then(({ binderOf }) => binderOf(ground).bind(target, options))),
    unbind(target) {
      for (const one of lasting) if (one.target === target) one.end()
    },
    // Under no name that `unbind` could say.
    mount: (element, options) => last({}, (ground) => import('./inline.ts').then(({ mount }) => mount(ground, element, options))),
    addSite: (options) =>
      quietly(async () => {
        const { site, isHidden } = checkOptions(options, script)
        if (!session || session.ground.credentials.site === site) return foyer.init(options).then(() => foyer)
        const other = others.get(site) ?? createFoyer(parts, script)
        others.set(site, other)
        await other.init(options)
        // A box of the page may have begun it, and hidden it, before its own tag came.
        if (!isHidden) await other.show()
        return other
      }),
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
    getState: () => session?.state ?? IDLE,
    unreadCount: () => session?.state.unread ?? 0,
    destroy: () =>
      quietly(async () => {
        const ended = session?.end('destroy')
        session = undefined
        for (const one of lasting) one.end()
        emitter.clear()
        told.clear()
        const ends = [...others.values()].map((other) => other.destroy())
        others.clear()
        await Promise.all([ended, ...ends])
      }),
  }
  return foyer
}
