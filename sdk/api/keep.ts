/** Small facts of one site on this device: in the browser's storage, and in memory where that denies itself (CW-30). */
export interface Keep {
  get(name: string): string | undefined
  /** Without a value it is taken away. */
  set(name: string, value?: string): void
}

/** One that can be opened elsewhere: consent says where (CW-26). */
export interface MovableKeep extends Keep {
  /** Gives the storage; already asking for it may throw. */
  open(): KeepStorage
}

/** The part of the browser's `Storage` that is used. */
export type KeepStorage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * @param open where it begins
 * @param keyOf makes the storage key of a name
 */
export function createKeep(open: () => KeepStorage, keyOf: (name: string) => string): MovableKeep {
  const memory = new Map<string, string>()
  const keep: MovableKeep = {
    open,
    get(name) {
      try {
        return keep.open().getItem(keyOf(name)) ?? memory.get(name)
      } catch {
        return memory.get(name)
      }
    },
    set(name, value) {
      memory.delete(name)
      try {
        if (value === undefined) keep.open().removeItem(keyOf(name))
        else keep.open().setItem(keyOf(name), value)
      } catch {
        if (value !== undefined) memory.set(name, value)
      }
    },
  }
  return keep
}
