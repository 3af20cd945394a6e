/**
 * `window.Foyer` as it is from the first moment on (CW-21). Calls wait for the api chunk and then run in the order in
 * which they were made. The object stays the same, so that a page may keep it.
 */
import { IDLE } from '../api/types.ts'
import type { Core } from '../api/core.ts'
import type { Foyer } from '../api/types.ts'

/** A call as a page may queue it before the loader runs: `(window.Foyer ||= []).push(['open'])`. */
export type QueuedCall = { [Name in keyof Foyer]: readonly [method: Name, ...args: Parameters<Foyer[Name]>] }[keyof Foyer]

/** `window.Foyer`: the methods, and the queue's `push`, which goes on working. */
export interface FoyerGlobal extends Foyer {
  push(...calls: readonly QueuedCall[]): void
}

/** What the entry chunk exports for the loader; `widget/entry.ts` does. */
export interface ApiChunk {
  readonly core: Pick<Core, 'start' | 'state' | 'door'>
}

/** What went wrong, as much of a `FoyerError` as the loader can make. */
export type Problem = Error & { readonly code: string; readonly remedy: string }

type Method = (...args: readonly unknown[]) => unknown
type Methods = Readonly<Record<string, Method>>

/** Methods that return their undo, or nothing: what begins or ends at once. */
const UNDOABLE = 'on once off hook bridge bind unbind mount'
/** Methods that answer with a promise. The others are built below. */
const PROMISING = 'init open close toggle show hide send startConversation endConversation identify forget consent track page setAttributes addTags setLocale setTheme addSite destroy'

/**
 * @param chunk the api, or the {@link Problem} why it does not come, which is then what all promises reject with
 * @param say is told what a call has thrown that nobody can catch any more
 */
export function createFacade(chunk: Promise<ApiChunk>, say: (line: string) => void): FoyerGlobal {
  let core: ApiChunk['core'] | undefined
  let api: Methods | undefined
  chunk.then(
    (its) => (core = its.core),
    () => undefined,
  )
  /** The methods are fetched with the first call of one. */
  const load = () => chunk.then(async (its) => (api = (await its.core.door()) as unknown as Methods))

  const promising =
    (method: string): Method =>
    (...args) => {
      const answer = load().then((now) => now[method]?.(...args))
      // Who awaits it sees the rejection; who does not is not bothered with an unhandled one.
      answer.catch(() => undefined)
      return answer
    }
  const told = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      say((error as Error).message)
    }
  }
  /** What begins something and returns its undo. At once if possible, so that wrong use is thrown where it stands. */
  const undoable =
    (method: string): Method =>
    (...args) => {
      if (api) return api[method]?.(...args)
      let stop: unknown
      let isOver = false
      load().then((now) => told(() => (stop = isOver || now[method]?.(...args))), () => undefined)
      return () => {
        isOver = true
        if (typeof stop === 'function') stop()
      }
    }

  const facade: Record<string, Method> = {
    getState: () => (core?.state ?? IDLE),
    unreadCount: () => (core?.state ?? IDLE).unread,
    push(...calls) {
      for (const call of calls) {
        const [method, ...args] = (Array.isArray(call) ? call : [call]) as [unknown, ...unknown[]]
        const run = Object.hasOwn(facade, `${method}`) && facade[`${method}`]
        if (run) told(() => run(...args))
        else say(`There is no method ${method}. Push a call as ['open'].`)
      }
    },
  }
  for (const method of UNDOABLE.split(' ')) facade[method] = undoable(method)
  for (const method of PROMISING.split(' ')) facade[method] = promising(method)
  return facade as unknown as FoyerGlobal
}
