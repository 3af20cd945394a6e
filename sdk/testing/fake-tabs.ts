import type { Stop, TabChannel, TabLocks } from '../thread/types.ts'

/** Runs something in a tab, now or later: a tab that has crashed does nothing, a stopped one does it when it goes on. */
export type Enter = (run: () => void) => void
/** Lets something happen later. */
export type Later = (run: () => void) => void

const now: Enter = (run) => run()
const soon: Later = (run) => queueMicrotask(run)

/** Locks and channels of several tabs in one process. */
export interface FakeBrowser {
  /** The part of the browser that one tab sees. */
  openTab(enter?: Enter): FakeTab
}
export interface FakeTab {
  readonly locks: TabLocks
  readonly channel: (name: string) => TabChannel
  /** Ends the tab as the system ends it: locks are freed, channels fall silent, nobody is told. */
  kill(): void
}

interface Wish {
  readonly grant: Stop
  readonly deny: (error: Error) => void
}
interface Lock {
  holder?: Wish
  readonly queue: Wish[]
}

export function createFakeBrowser(later: Later = soon): FakeBrowser {
  const locks = new Map<string, Lock>()
  const ends = new Map<string, Set<(data: unknown) => void>>()

  const lockOf = (name: string): Lock => locks.get(name) ?? locks.set(name, { queue: [] }).get(name) ?? { queue: [] }

  function grantNext(lock: Lock): void {
    if (lock.holder) return
    const next = lock.queue.shift()
    if (!next) return
    lock.holder = next
    next.grant()
  }

  function letGo(lock: Lock, wish: Wish): void {
    const at = lock.queue.indexOf(wish)
    if (at >= 0) lock.queue.splice(at, 1)
    if (lock.holder !== wish) return
    delete lock.holder
    grantNext(lock)
  }

  return {
    openTab(enter = now) {
      const leaving: Stop[] = []
      let isDead = false

      return {
        locks: {
          request(name, { signal, steal = false }, hold) {
            return new Promise((resolve, reject) => {
              const lock = lockOf(name)
              const wish: Wish = {
                grant: () =>
                  later(() =>
                    enter(() => {
                      if (lock.holder !== wish) return
                      void hold().then(() => {
                        later(() => letGo(lock, wish))
                        resolve(undefined)
                      })
                    }),
                  ),
                deny: (error) => later(() => enter(() => reject(error))),
              }
              leaving.push(() => letGo(lock, wish))
              if (steal) {
                lock.holder?.deny(new DOMException('The lock was stolen', 'AbortError'))
                lock.holder = wish
                return wish.grant()
              }
              lock.queue.push(wish)
              signal?.addEventListener('abort', () => {
                // A lock that was granted is let go by its holder.
                if (!lock.queue.includes(wish)) return
                letGo(lock, wish)
                wish.deny(new DOMException('Nobody waits for it any more', 'AbortError'))
              })
              grantNext(lock)
            })
          },
        },
        channel(name) {
          const listeners = new Set<(event: { readonly data: unknown }) => void>()
          const all = ends.get(name) ?? new Set<(data: unknown) => void>()
          ends.set(name, all)
          let isClosed = false
          const end = (data: unknown): void => {
            later(() =>
              enter(() => {
                if (isClosed) return
                for (const listener of listeners) listener({ data })
              }),
            )
          }
          const close = (): void => {
            isClosed = true
            all.delete(end)
          }
          all.add(end)
          leaving.push(close)
          return {
            postMessage(message) {
              if (isClosed || isDead) throw new DOMException('The channel is closed', 'InvalidStateError')
              if (all.size === 1) return
              const copy: unknown = structuredClone(message)
              for (const other of [...all]) if (other !== end) other(copy)
            },
            addEventListener: (_type, listener) => void listeners.add(listener),
            close,
          }
        },
        kill() {
          isDead = true
          for (const leave of leaving.splice(0)) leave()
        },
      }
    },
  }
}
