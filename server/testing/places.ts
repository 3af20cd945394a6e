/** Empty databases for tests, one kind for each engine. */
import { after, before } from 'node:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPostgresStore } from '../store/postgres.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { startPostgres } from './postgres.ts'
import { NOW } from './world.ts'

/** An empty database that stores can be opened on, several at once. */
export interface TestPlace {
  /** Path or URL. */
  readonly address: string
  open(): Promise<Store>
  /** Call it when all stores on it are closed. */
  remove(): Promise<void>
}

export async function makeSqlitePlace(): Promise<TestPlace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'foyer-store-'))
  const address = path.join(folder, 'foyer.db')
  return { address, open: () => openSqliteStore(address, NOW), remove: () => rm(folder, { recursive: true }) }
}

export async function makePostgresPlace(): Promise<TestPlace> {
  const database = await startPostgres()
  return { address: database.url, open: () => openPostgresStore(database.url, NOW), remove: () => database.stop() }
}

export const PLACES = { sqlite: makeSqlitePlace, postgres: makePostgresPlace } as const satisfies Record<Store['engine'], () => Promise<TestPlace>>

/** An empty database for the tests of a `describe`; it goes after them. `use` opens stores on it, which are closed then. */
export function shareDatabase(makePlace: () => Promise<TestPlace>, use: (open: () => Promise<Store>, place: TestPlace) => Promise<void>): void {
  const stores: Store[] = []
  let place: TestPlace | undefined
  before(async () => {
    const made = (place = await makePlace())
    await use(async () => {
      const store = await made.open()
      stores.push(store)
      return store
    }, made)
  })
  after(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await place?.remove()
  })
}
