import { createStore, delMany, keys } from 'idb-keyval'

/** Takes away what the threads of a site have kept on this device, of whichever visitor. Never rejects. */
export async function clearDevice(site: string): Promise<void> {
  try {
    const store = createStore('foyer', 'keyval')
    const kept = await keys<string>(store)
    await delMany(kept.filter((key) => ['outbox', 'upload'].some((what) => key.startsWith(`foyer:${what}:${site}:`))), store)
    // An open database that listens for its end is never collected.
    await store('readonly', ({ transaction }) => transaction.db.close())
  } catch {
    // Where nothing can be reached nothing was kept.
  }
}
