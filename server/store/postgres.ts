import { createHash } from 'node:crypto'
import { PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { createCompiler } from './compile.ts'
import { migrate } from './migrate.ts'
import { isBlind } from './procedure.ts'
import type { Procedure, QueryResult, Step } from './procedure.ts'
import { StoreError } from './store.ts'
import type { Store } from './store.ts'

/**
 * `deadlock_detected` and `serialization_failure`: PostgreSQL asks for the transaction to be run again.
 * `unique_violation`: another one was first; the next run finds what it wrote.
 */
const RUN_AGAIN = new Set(['40P01', '40001', '23505'])
const MOST_ATTEMPTS = 5

/** For a connection: with none made, or none freed by anybody, in that time, the database cannot be reached. */
const CONNECT_WITHIN_MS = 10_000
/** Transactions that may wait for a connection. Past it the store refuses, and clients keep what they have and come back. */
const MOST_WAITING = 20_000

/** 64-bit integers come as text, because they may be larger than a number holds; ours are times and counts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

const NOTHING: QueryResult = { rows: [], changes: 0 }
const mayChange = (step: Step): boolean =>
  step.kind === 'together' ? step.steps.some(mayChange) : step.kind === 'sql' || (step.kind !== 'lock' && (step.kind === 'built' ? step.node : step.query.node).kind !== 'SelectQueryNode')

/** Opens a PostgreSQL database and makes its tables as needed. `url` as in `DATABASE_URL`. */
export async function openPostgresStore(url: string, now: number, connections = 10, connectWithinMs = CONNECT_WITHIN_MS): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: connections, types, connectionTimeoutMillis: connectWithinMs, pipeline: true })
  // A connection that breaks while it idles is replaced by the pool; the next query says so if it cannot be.
  pool.on('error', () => undefined)
  // One that breaks at work fails what it was at; nobody listens to the connection itself meanwhile.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const compile = createCompiler(new PostgresQueryCompiler())
  const names = new Map<string, string>()

  const nameOf = (sql: string): string => {
    const known = names.get(sql)
    if (known) return known
    const fresh = createHash('sha256').update(sql).digest('hex').slice(0, 24)
    names.set(sql, fresh)
    return fresh
  }

  /** Sends a step; the answer to one comes before the answer to the next. */
  const send = async (client: pg.PoolClient, step: Step): Promise<QueryResult> => {
    if (step.kind === 'together') return { rows: await Promise.all(step.steps.map((one) => send(client, one))), changes: 0 }
    if (step.kind === 'lock') {
      await client.query({ name: 'lock', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [step.name] })
      return NOTHING
    }
    const { sql, parameters } = compile(step)
    const isPrepared = step.kind === 'prepared'
    const result = await client.query({ ...(isPrepared && { name: nameOf(sql) }), text: sql, values: [...parameters] })
    return { rows: result.rows, changes: result.rowCount ?? 0 }
  }

  /** Connections that were given back. */
  let freed = 0
  /** In a rush it may take longer than the pool waits, though the database is well. */
  const connect = async (): Promise<pg.PoolClient> => {
    if (pool.waitingCount >= MOST_WAITING) throw new StoreError('overloaded', 'Too much waits for the database.')
    for (;;) {
      const before = freed
      try {
        return await pool.connect()
      } catch (cause) {
        if (freed === before || !isStillWaiting(cause)) throw connectError(cause)
      }
    }
  }

  /**
   * One transaction. What nobody looks at is sent without waiting for its answer, and so are the beginning and the end; so
   * it takes as many ways to the database and back as there are answers that the procedure needs, and one for the commit.
   * Who only looked does not wait for that.
   */
  const attempt = async <Input, Output>(procedure: Procedure<Input, Output>, input: Input): Promise<Output> => {
    const client = await connect()
    let failure: { readonly error: unknown } | undefined
    const forget = (sent: Promise<unknown>): Promise<unknown> =>
      // Whatever comes after the first failure fails because of it.
      sent.catch((error: unknown) => (failure ??= { error }))
    // A client whose connection broke is not put back.
    const release = (): void => {
      freed += 1
      client.release(failure && isConnectionError(failure.error) ? (failure.error as Error) : undefined)
    }
    let changes = false
    // What is sent without waiting leaves as one, with what is waited for.
    const { stream } = client.connection
    const awaited = <T>(sent: Promise<T>): Promise<T> => {
      stream.uncork()
      return sent.finally(() => stream.cork())
    }
    stream.cork()
    try {
      void forget(client.query('begin'))
      const work = procedure.body(input)
      let next = work.next()
      while (!next.done) {
        const step: Step = next.value
        changes ||= mayChange(step)
        const sent = send(client, step)
        if (isBlind(step)) {
          void forget(sent)
          next = work.next(NOTHING)
          continue
        }
        try {
          next = work.next(await awaited(sent))
        } catch (error) {
          next = work.throw((failure ??= { error }).error)
        }
      }
      const committed = forget(client.query('commit'))
      if (changes) await awaited(committed)
      if (failure) throw failure.error
      void committed.then(release)
      return next.value
    } catch (error) {
      await awaited(forget(client.query('rollback')))
      release()
      throw error
    } finally {
      stream.uncork()
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

const isConnectionError = (error: unknown): boolean =>
  error instanceof Error && !('severity' in error) && /^(E[A-Z]+|57P0\d|08\w{3}|)$/.test(codeOf(error))

/** The pool's own words for a time that is over; it has no code for it. */
const isStillWaiting = (cause: unknown): boolean => cause instanceof Error && cause.message === 'timeout exceeded when trying to connect'

function connectError(cause: unknown): unknown {
  const code = codeOf(cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  // 28…: wrong user or password. 3D000: no such database.
  if (code.startsWith('28') || code === '3D000') return new StoreError('database_refused', `PostgreSQL refused the connection: ${message}`, { cause })
  return new StoreError('database_unreachable', `PostgreSQL cannot be reached: ${message || code}`, { cause })
}
