/**
 * The page's own functions that messages go through (CW-28): kept here, run by `guard.ts`. Comes with the methods, so a
 * page that adds none pays for none.
 */
import type { Part } from '@foyer/sdk/protocol'
import type { Clock, Stop, TimelineItem } from '@foyer/sdk/thread'
import { areKeptBack, createCensor } from './censor.ts'
import { invalidOption } from './options.ts'
import type { Censor, ShownMessage } from './ports.ts'
import type { FoyerHooks } from './types.ts'

export interface Hooks {
  /** Agents may read what is being written only where nothing could hold it back later. */
  readonly hasBeforeSend: boolean
  /** Moves with each that is added or taken away. */
  readonly revision: number
  add<Name extends keyof FoyerHooks>(name: Name, run: FoyerHooks[Name]): Stop
  /** What becomes of a message, `undefined` if it is stopped. Settles within 5 seconds. */
  beforeSend(parts: readonly Part[]): Promise<readonly Part[] | undefined>
  beforeShow(message: ShownMessage): ShownMessage | undefined
  /** What `beforeShow` lets through of a thread. */
  readonly censor: Censor
  keepsBack(items: readonly TimelineItem[], unread: number): boolean
  clear(): void
}

/** Of all hooks of a message together. Longer, and a visitor thinks that the window is broken. */
const ANSWER_WITHIN_MS = 5_000

/**
 * @param report gets what a hook throws: a bug of the page
 * @param onChange hooks were added or taken away
 */
export function createHooks(clock: Pick<Clock, 'after'>, report: (error: unknown) => void, onChange: () => void): Hooks {
  const added: { [Name in keyof FoyerHooks]: Set<{ readonly run: FoyerHooks[Name] }> } = { beforeSend: new Set(), beforeShow: new Set() }

  async function runAll(parts: readonly Part[]): Promise<readonly Part[] | undefined> {
    let now = parts
    for (const { run } of [...added.beforeSend]) {
      const answer = (await run({ parts: now })) ?? { parts: now }
      if (answer === false) return undefined
      if (!Array.isArray(answer.parts)) throw invalidOption('A beforeSend hook answers with { parts }, with false, or with nothing.')
      now = answer.parts
    }
    return now
  }

  function beforeShow(message: ShownMessage): ShownMessage | undefined {
    let now = message
    for (const { run } of added.beforeShow) {
      try {
        const answer = run(now)
        if (answer === false) return undefined
        // Name and author stay what they are: the window knows a message by them.
        if (Array.isArray(answer?.parts)) now = { ...now, parts: answer.parts }
      } catch (error) {
        report(error)
      }
    }
    return now
  }

  let revision = 0
  let censor: Censor | undefined
  const changed = () => {
    revision++
    censor = added.beforeShow.size > 0 ? createCensor(beforeShow) : undefined
    onChange()
  }

  return {
    get revision() {
      return revision
    },
    get hasBeforeSend() {
      return added.beforeSend.size > 0
    },
    add(name, run) {
      if (!Object.hasOwn(added, String(name))) throw invalidOption(`There is no hook ${String(name)}. There are beforeSend and beforeShow.`)
      if (typeof run !== 'function') throw invalidOption('A hook must be a function.')
      const one = { run }
      const all = added[name] as Set<typeof one>
      all.add(one)
      changed()
      return () => {
        if (all.delete(one)) changed()
      }
    },
    beforeSend: (parts) =>
      new Promise((resolve) => {
        const giveUp = clock.after(ANSWER_WITHIN_MS, () => {
          report(invalidOption('A beforeSend hook has not answered within 5 seconds. The message was stopped.'))
          resolve(undefined)
        })
        runAll(parts)
          .then(resolve, (error: unknown) => {
            report(error)
            resolve(undefined)
          })
          .finally(giveUp)
      }),
    beforeShow,
    censor: (items) => censor?.(items) ?? items,
    keepsBack: (items, unread) => censor !== undefined && areKeptBack(items, censor(items), unread),
    clear() {
      added.beforeSend.clear()
      added.beforeShow.clear()
      censor = undefined
    },
  }
}
