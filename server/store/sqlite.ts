import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { migrate } from './migrate.ts'
import type { JobMessage, OutcomeMessage, UpkeepMessage } from './sqlite-worker.ts'
import { StoreError } from './store.ts'
import type { Store } from './store.ts'

/** Jobs that may wait for the disk. Past it the store refuses, and clients keep what they have and come back. */
const MOST_WAITING = 20_000

/**
 * Opens the embedded database, making folder, file and tables as needed. `onBroken` hears that its thread has ended by
 * itself: nothing works from then on, and only a new start helps.
 */
export async function openSqliteStore(path: string, now: number, onBroken: (error: StoreError) => void = () => undefined): Promise<Store> {
  checkFolder(dirname(path))
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { path } })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  let queued: JobMessage[] = []
  let lastId = 0
  let broken: StoreError | undefined
  let isOpen = false

  const flush = () => {
    if (queued.length === 0) return
    worker.postMessage(queued)
    queued = []
  }
  const breakDown = (cause: unknown) => {
    broken = new StoreError('database_failed', `The database ${path} cannot be used: ${messageOf(cause)}`, { cause })
    for (const { reject } of waiting.values()) reject(broken)
    waiting.clear()
  }

  const opened = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: 'open' | readonly OutcomeMessage[]) => {
      if (message === 'open') return resolve()
      for (const { id, outcome, errcode } of message) {
        const caller = waiting.get(id)
        waiting.delete(id)
        if (outcome.ok) caller?.resolve(outcome.value)
        else caller?.reject(storeErrorOf(outcome.error, errcode))
      }
    })
    worker.on('error', (error) => {
      breakDown(error)
      reject(broken)
      if (isOpen && broken) onBroken(broken)
    })
  })
  const exited = new Promise<void>((resolve) => worker.on('exit', () => resolve()))

  /** After everything that was asked for before. */
  const upkeep = (wanted: UpkeepMessage['upkeep']): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken)
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      flush()
      worker.postMessage({ id, upkeep: wanted } satisfies UpkeepMessage)
    })

  const store: Store = {
    engine: 'sqlite',
    run: ({ name }, input) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken)
        if (waiting.size >= MOST_WAITING) return reject(new StoreError('overloaded', 'Too much waits for the disk.'))
        const id = ++lastId
        // The worker answers with what this very procedure returned.
        waiting.set(id, { resolve: (value) => resolve(value as Awaited<ReturnType<typeof resolve>> as never), reject })
        if (queued.push({ id, procedure: name, input }) === 1) setImmediate(flush)
      }),
    emptyLog: async () => void (await upkeep({ kind: 'empty-log' })),
    compact: async (mostBytes) => (await upkeep({ kind: 'compact', mostBytes })) === true,
    async close() {
      broken = new StoreError('database_failed', 'The database has been closed.')
      flush()
      worker.postMessage('close')
      await exited
    },
  }

  await opened
  isOpen = true
  try {
    await migrate(store, now)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new StoreError('folder_unwritable', `The data folder ${folder} cannot be written to.`, { cause })
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** SQLITE_FULL (13) and SQLITE_IOERR (10) are the disk's; every other error is a bug of ours and stays as it is. */
function storeErrorOf(error: unknown, errcode = 0): unknown {
  // The lowest byte is the primary code, the rest says more exactly what it was.
  const code = errcode & 0xff
  if (code === 13) return new StoreError('database_full', 'The disk is full.', { cause: error })
  if (code === 10 || code === 8) return new StoreError('database_failed', `The disk failed: ${messageOf(error)}`, { cause: error })
  return error
}
