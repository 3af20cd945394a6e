/** Empty databases for tests, one kind for each engine. */
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
