import { startPostgres } from '../testing/postgres.ts'
import { NOW } from '../testing/world.ts'
import { storeContract } from './contract.ts'
import type { TestPlace } from './contract.ts'
import { openPostgresStore } from './postgres.ts'

async function makePlace(): Promise<TestPlace> {
  const database = await startPostgres()
  return { address: database.url, open: () => openPostgresStore(database.url, NOW), remove: database.stop }
}

storeContract('postgres', { makePlace, keepsOrderOfCalls: false })
