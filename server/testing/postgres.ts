/**
 * A real PostgreSQL for tests: a fresh, empty database for whoever asks.
 *
 * The server is the one that `DATABASE_URL_TEST` names, or else one of our own, which this process starts when it is
 * first needed, shares among all who ask, and which ends with this process, however that ends.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { startCluster } from './postgres-cluster.ts'

export interface TestDatabase {
  /** `postgres://…`, complete with user and password. */
  url: string
  /** Drops the database; whoever is still connected to it is disconnected. */
  stop(): Promise<void>
}

let ownCluster: Promise<string> | undefined

/**
 * @returns a database of its own for each call: empty, UTF-8, sorted by code point
 * @throws {Error} with what the server said, if there is none to be had
 */
export async function startPostgres(): Promise<TestDatabase> {
  const server = process.env['DATABASE_URL_TEST'] ?? (await (ownCluster ??= startCluster()))
  const name = `foyer_test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, stop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
