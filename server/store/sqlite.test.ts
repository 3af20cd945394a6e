import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { NOW } from '../testing/world.ts'
import { storeContract } from './contract.ts'
import type { TestPlace } from './contract.ts'
import { openSqliteStore } from './sqlite.ts'

async function makePlace(): Promise<TestPlace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'foyer-store-'))
  const address = path.join(folder, 'foyer.db')
  return { address, open: () => openSqliteStore(address, NOW), remove: () => rm(folder, { recursive: true }) }
}

storeContract('sqlite', { makePlace, keepsOrderOfCalls: true })
