import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import pg from 'pg'
import { startPostgres } from './postgres.ts'

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

describe('PostgreSQL for tests', () => {
  it('gives whoever asks an empty database of their own', async () => {
    const [one, other] = await Promise.all([startPostgres(), startPostgres()])
    await query(one.url, 'CREATE TABLE only_here (id int)')

    assert.deepEqual(await query(other.url, `SELECT to_regclass('only_here') AS found`), [{ found: null }])
    await Promise.all([one.stop(), other.stop()])
  })

  it('keeps text as UTF-8, and sorts it by code point', async () => {
    const { url, stop } = await startPostgres()
    const [encoding] = await query(url, 'SHOW server_encoding')
    const rows = await query(url, `SELECT word FROM (VALUES ('b'), ('B'), ('你好'), ('👋🏽')) AS words (word) ORDER BY word`)

    assert.deepEqual(encoding, { server_encoding: 'UTF8' })
    assert.deepEqual(rows.map(({ word }) => word), ['B', 'b', '你好', '👋🏽'])
    await stop()
  })

  it('drops the database at the end, also from under a client', async () => {
    const { url, stop } = await startPostgres()
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    await client.connect()
    await stop()

    await assert.rejects(query(url, 'SELECT 1'), /does not exist/)
    await client.end().catch(() => undefined)
  })

  it('leaves nothing running when the process that asked is killed', { skip: usesForeignServer() }, async () => {
    const source = `
      import { startPostgres } from ${JSON.stringify(new URL('postgres.ts', import.meta.url).href)}
      console.log((await startPostgres()).url)
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
    const url = String(chunk).trim()
    assert.deepEqual(await query(url, 'SELECT 1 AS one'), [{ one: 1 }])

    const watcher = new pg.Client({ connectionString: url })
    const ended = once(watcher, 'error')
    await watcher.connect()
    child.kill('SIGKILL')

    await ended
    await watcher.end().catch(() => undefined)
  })
})

function usesForeignServer(): string | false {
  return process.env['DATABASE_URL_TEST'] ? 'the server that DATABASE_URL_TEST names is not ours to end' : false
}
