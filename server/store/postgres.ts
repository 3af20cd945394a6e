import { createHash } from 'node:crypto'
import { PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { createCompiler } from './compile.ts'
import { migrate } from './migrate.ts'
import type { Procedure, QueryResult, Step } from './procedure.ts'
import { StoreError } from './store.ts'
import type { Store } from './store.ts'

/**
 * `deadlock_detected` and `serialization_failure`: PostgreSQL asks for the transaction to be run again.
 * `unique_violation`: another one was first; the next run finds what it wrote.
 */
const RUN_AGAIN = new Set(['40P01', '40001', '23505'])
const MOST_ATTEMPTS = 5

/** 64-bit integers come as text, because they may be larger than a number holds; ours are times and counts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

/** Opens a PostgreSQL database and makes its tables as needed. `url` as in `DATABASE_URL`. */
export async function openPostgresStore(url: string, now: number, connections = 10): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: connections, types, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while it idles is replaced by the pool; the next query says so if it cannot be.
  pool.on('error', () => undefined)
  const compile = createCompiler(new PostgresQueryCompiler())
  const names = new Map<string, string>()

  const nameOf = (sql: string): string => {
    const known = names.get(sql)
    if (known) return known
    const fresh = createHash('sha256').update(sql).digest('hex').slice(0, 24)
    names.set(sql, fresh)
    return fresh
  }

  const execute = async (client: pg.PoolClient, step: Step): Promise<QueryResult> => {
    if (step.kind === 'lock') {
      await client.query({ name: 'lock', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [step.name] })
      return { rows: [], changes: 0 }
    }
    const { sql, parameters } = compile(step)
    const isPrepared = step.kind === 'prepared'
    const result = await client.query({ ...(isPrepared && { name: nameOf(sql) }), text: sql, values: [...parameters] })
    return { rows: result.rows, changes: result.rowCount ?? 0 }
  }

  const attempt = async <Input, Output>(procedure: Procedure<Input, Output>, input: Input): Promise<Output> => {
    const client = await pool.connect().catch((cause: unknown) => Promise.reject(connectError(cause)))
    let failure: unknown
    try {
      await client.query('begin')
      const work = procedure.body(input)
      let next = work.next()
      while (!next.done) {
        try {
          next = work.next(await execute(client, next.value))
        } catch (error) {
          next = work.throw(error)
        }
      }
      await client.query('commit')
      return next.value
    } catch (error) {
      failure = error
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      // A client whose connection broke is not put back.
      client.release(failure instanceof Error && !('severity' in failure) && isConnectionError(failure) ? failure : undefined)
    }
  }

  const store: Store = {
    engine: 'postgres',
    async run(procedure, input) {
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await attempt(procedure, input)
        } catch (error) {
          if (attempts >= MOST_ATTEMPTS || !RUN_AGAIN.has(codeOf(error))) throw error
        }
      }
    },
    // Deleted rows are dead at once and freed by autovacuum; it is the database's own work, and there is no waiting for it.
    emptyLog: async () => undefined,
    compact: async () => true,
    close: () => pool.end(),
  }

  try {
    await migrate(store, now)
  } catch (error) {
    await pool.end()
    throw error
  }
  return store
}

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '')

const isConnectionError = (error: unknown): boolean => /^(E[A-Z]+|57P0\d|08\w{3})$/.test(codeOf(error)) || codeOf(error) === ''

function connectError(cause: unknown): unknown {
  const code = codeOf(cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  // 28…: wrong user or password. 3D000: no such database.
  if (code.startsWith('28') || code === '3D000') return new StoreError('database_refused', `PostgreSQL refused the connection: ${message}`, { cause })
  return new StoreError('database_unreachable', `PostgreSQL cannot be reached: ${message || code}`, { cause })
}
