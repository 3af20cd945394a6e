import { createStore, delMany, get, keys, update } from 'idb-keyval'
import type { FileShelf } from './attachments.ts'

/**
 * Files on this device, in the database that the outbox is in too: they go with it. Where storage is denied, the
 * database throws at once; here that is a rejection as any other (CW-30).
 */
export function deviceShelf(): FileShelf {
  const store = createStore('foyer', 'keyval')
  return {
    async list(prefix) {
      const own = (await keys<string>(store)).filter((key) => key.startsWith(prefix))
      return Promise.all(own.map(async (key) => [key, await get<unknown>(key, store)] as const))
    },
    get: async (key) => get<unknown>(key, store),
    put: async (key, value) => update(key, () => value, store),
    remove: async (names) => delMany([...names], store),
  }
}
