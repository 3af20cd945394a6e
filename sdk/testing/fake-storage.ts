import type { Clock, Storage } from '../thread/types.ts'

/** What the storage does: works, throws (denied, full), or never answers. */
export type StorageMood = 'ok' | 'throws' | 'hangs'

/** A device's storage with its faults. What is in it outlives the tabs. */
export interface FakeStorage extends Storage {
  mood: StorageMood
  read(key: string): unknown
  write(key: string, value: unknown): void
  /** The browser needs room, or somebody cleans up. */
  evict(): void
}

/** Values are kept as text, as a real one keeps copies. With a clock, each access takes `delayMs` before and after it happens. */
export function createFakeStorage(clock?: Clock, delayMs: () => number = () => 0): FakeStorage {
  const values = new Map<string, string>()

  function at<Value>(run: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      const act = (): void => {
        if (storage.mood === 'hangs') return
        if (storage.mood === 'throws') return reject(new Error('The storage does not want to'))
        try {
          const value = run()
          if (clock) clock.after(delayMs(), () => resolve(value))
          else resolve(value)
        } catch (error) {
          reject(error)
        }
      }
      if (clock) clock.after(delayMs(), act)
      else act()
    })
  }

  const storage: FakeStorage = {
    mood: 'ok',
    get: (key) => at(() => storage.read(key)),
    update: (key, change) => at(() => storage.write(key, change(storage.read(key)))),
    read(key) {
      const text = values.get(key)
      return text === undefined ? undefined : JSON.parse(text)
    },
    write(key, value) {
      if (value === undefined) values.delete(key)
      else values.set(key, JSON.stringify(value))
    },
    evict: () => values.clear(),
  }
  return storage
}
