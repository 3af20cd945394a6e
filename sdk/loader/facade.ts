/**
 * `window.Foyer` as it is from the first moment on (CW-21). Calls wait for the api chunk and then run in the order in
 * which they were made; after that they go straight through. The object stays the same, so that a page may keep it.
 */
import { IDLE } from '../api/types.ts'
import type { Foyer } from '../api/types.ts'

/** A call as a page may queue it before the loader runs: `(window.Foyer ||= []).push(['open'])`. */
export type QueuedCall = { [Name in keyof Foyer]: readonly [method: Name, ...args: Parameters<Foyer[Name]>] }[keyof Foyer]

/** `window.Foyer`: the methods, and the queue's `push`, which goes on working. */
export interface FoyerGlobal extends Foyer {
  push(...calls: readonly QueuedCall[]): void
}

/** What the api chunk exports for the loader; `widget/entry.ts` does. */
export interface ApiChunk {
  readonly foyer: Foyer
}

/** What went wrong, as much of a `FoyerError` as the loader can make. */
export type Problem = Error & { readonly code: string; readonly remedy: string }

export interface Facade {
  readonly foyer: FoyerGlobal
  /** Runs what waits, in order, and from then on everything. */
  connect(api: Foyer): void
  /** Refuses what waits and all that comes. */
  refuse(problem: Problem): void
}

type Callable = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

/** Methods that answer with a promise. The others are built below. */
const PROMISING = 'init open close toggle show hide send startConversation endConversation identify forget destroy'.split(' ')

/** `say` is told what went wrong with a queued call, which nobody can catch. */
export function createFacade(say: (line: string) => void): Facade {
  let api: Callable | undefined
  let refusal: Problem | undefined
  let isSettled = false
  const waiting: (() => void)[] = []

  const perform = (method: string, args: readonly unknown[]) => {
    if (refusal) throw refusal
    return api?.[method]?.(...args)
  }
  const later = (run: () => void) => (isSettled ? run() : void waiting.push(run))
  const settle = () => {
    // A call made by a listener during this stands behind those that wait already.
    for (let run = waiting.shift(); run; run = waiting.shift()) run()
    isSettled = true
  }

  const promising = (method: string) => (...args: readonly unknown[]) => {
    const answer = new Promise((resolve, reject) =>
      later(() => {
        try {
          resolve(perform(method, args))
        } catch (error) {
          reject(error)
        }
      }),
    )
    // Who awaits it sees the rejection; who does not is not bothered with an unhandled one.
    answer.catch(() => undefined)
    return answer
  }
  /** A call that waits is one that nobody can catch any more, so it is told in the console. */
  const plain = (method: string, args: readonly unknown[]) =>
    isSettled ? perform(method, args) : later(() => told(method, () => perform(method, args)))
  const told = (method: string, run: () => unknown) =>
    new Promise((resolve) => resolve(run())).catch((error: Problem) => say(`${method}: ${error.message} ${error.remedy ?? ''}`))

  const listening = (method: string) => (...args: readonly unknown[]) => {
    plain(method, args)
    return () => void plain('off', args)
  }

  const foyer: Callable = {
    on: listening('on'),
    once: listening('once'),
    off: (...args) => void plain('off', args),
    getState: () => api?.['getState']?.() ?? IDLE,
    unreadCount: () => api?.['unreadCount']?.() ?? 0,
    push: (...calls) => {
      for (const call of calls) {
        const [method, ...args]: readonly unknown[] = Array.isArray(call) ? call : []
        const name = String(method)
        const run = Object.hasOwn(foyer, name) ? foyer[name] : undefined
        if (run) void told(name, () => run(...args))
        else say(`There is no method ${name}. Push an array of a method and its arguments, as ['open'].`)
      }
    },
    ...Object.fromEntries(PROMISING.map((method) => [method, promising(method)])),
  }

  return {
    foyer: foyer as unknown as FoyerGlobal,
    connect(loaded) {
      api = loaded as unknown as Callable
      settle()
    },
    refuse(problem) {
      refusal = problem
      settle()
    },
  }
}
