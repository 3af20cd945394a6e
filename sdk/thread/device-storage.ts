import type { Storage } from './types.ts'

/**
 * The outbox's place on this device: the database that `idb-keyval` makes of the same names, with the little of it that
 * a window needs at once. Whatever else is kept there is read with that package (`device-shelf.ts`, `clear-device.ts`).
 */
export function deviceStorage(): Storage {
  let database: Promise<IDBDatabase> | undefined

  async function open(): Promise<IDBDatabase> {
    const request = indexedDB.open('foyer')
    request.onupgradeneeded = () => request.result.createObjectStore('keyval')
    const opened = await settled(request)
    // Safari closes it now and then.
    opened.onclose = () => (database = undefined)
    return opened
  }
  async function entries(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    try {
      return (await (database ??= open())).transaction('keyval', mode).objectStore('keyval')
    } catch (error) {
      database = undefined
      throw error
    }
  }

  return {
    get: async (key) => settled((await entries('readonly')).get(key)),
    async update(key, change) {
      const all = await entries('readwrite')
      const found = all.get(key)
      found.onsuccess = () => all.put(change(found.result), key)
      // Kept is what is committed.
      await new Promise((resolve, reject) => {
        all.transaction.oncomplete = resolve
        all.transaction.onabort = () => reject(all.transaction.error)
      })
    },
  }
}

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
