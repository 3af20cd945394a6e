/** Small facts of one site on this device: in the browser's storage, and in memory where that denies itself (CW-30). */
export interface Keep {
  get(name: string): string | undefined
  /** Without a value it is taken away. */
  set(name: string, value?: string): void
}

/** The part of the browser's `Storage` that is used. */
export type KeepStorage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * @param open gives the storage; already asking for it may throw
 * @param keyOf makes the storage key of a name
 */
export function createKeep(open: () => KeepStorage, keyOf: (name: string) => string): Keep {
  const memory = new Map<string, string>()
  return {
    get(name) {
      try {
        return open().getItem(keyOf(name)) ?? memory.get(name)
      } catch {
        return memory.get(name)
      }
    },
    set(name, value) {
      memory.delete(name)
      try {
        if (value === undefined) open().removeItem(keyOf(name))
        else open().setItem(keyOf(name), value)
      } catch {
        if (value !== undefined) memory.set(name, value)
      }
    },
  }
}
