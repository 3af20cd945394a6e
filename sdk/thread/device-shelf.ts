import { createStore, delMany, entries, get, set } from 'idb-keyval'
import type { FileShelf } from './attachments.ts'

/** Files on this device, in the database that the outbox is in too: they go with it. */
export function deviceShelf(): FileShelf {
  const store = createStore('foyer', 'keyval')
  return {
    list: async (prefix) => (await entries<string, unknown>(store)).filter(([key]) => key.startsWith(prefix)),
    get: (key) => get<unknown>(key, store),
    put: (key, value) => set(key, value, store),
    remove: (keys) => delMany([...keys], store),
  }
}
