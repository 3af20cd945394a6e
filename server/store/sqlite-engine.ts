/**
 * SQLite, driven synchronously by whoever owns the file: the store's worker thread, or a test. Jobs that come close
 * together share one commit (group commit): each is a savepoint, so that one that fails undoes only itself.
 */
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { SqliteQueryCompiler } from 'kysely'
import { createCompiler } from './compile.ts'
import type { Procedure, QueryResult, Step } from './procedure.ts'

export interface Job {
  readonly procedure: Procedure<never, unknown>
  readonly input: unknown
}
export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown }

export interface SqliteEngine {
  /** Runs jobs in order, in one transaction with one commit. `more` may hand in further ones that came meanwhile. */
  runAll(jobs: readonly Job[], more?: () => readonly Job[]): readonly Outcome[]
  /** Brings the log into the file and makes it empty. */
  emptyLog(): void
  /** Writes the file anew, unless it is larger. */
  compact(mostBytes: number): boolean
  close(): void
}

/** So many jobs share a commit at most: then the answers to them are on their way while the next are at work. */
const JOBS_PER_COMMIT = 32

/** `path` of the file, or `:memory:`. */
export function openSqlite(path: string): SqliteEngine {
  // Another process may have the file open; it is waited for, in milliseconds.
  const database = new DatabaseSync(path, { timeout: 5_000 })
  // FULL: an acknowledged message survives a power cut, not only a crash of the process.
  database.exec('pragma journal_mode = wal; pragma synchronous = full')
  // What is deleted is overwritten (CW-15). A page that was split may still hold a copy of what moved: see `compact`.
  database.exec('pragma secure_delete = on')
  // 64 MiB of pages stay in memory, and a checkpoint comes every 16 MiB of log: both are a matter of speed alone.
  database.exec('pragma cache_size = -65536; pragma wal_autocheckpoint = 4000')
  const [begin, commit, savepoint, release] = ['begin immediate', 'commit', 'savepoint job', 'release job'].map((sql) => database.prepare(sql)) as [
    StatementSync,
    StatementSync,
    StatementSync,
    StatementSync,
  ]
  const statements = new Map<string, { statement: StatementSync; hasRows: boolean }>()
  const compile = createCompiler(new SqliteQueryCompiler())

  const prepared = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    const fresh = { statement, hasRows: statement.columns().length > 0 }
    statements.set(sql, fresh)
    return fresh
  }

  const execute = (step: Step): QueryResult => {
    if (step.kind === 'lock') return { rows: [], changes: 0 }
    if (step.kind === 'together') return { rows: step.steps.map(execute), changes: 0 }
    const { sql, parameters } = compile(step)
    const { statement, hasRows } = prepared(sql)
    const values = parameters.map(toSqlite)
    if (hasRows) {
      const rows = statement.all(...values)
      return { rows, changes: rows.length }
    }
    return { rows: [], changes: Number(statement.run(...values).changes) }
  }

  const drive = (job: Job): unknown => {
    const body: (input: never) => Generator<Step, unknown, QueryResult> = job.procedure.body
    const work = body(job.input as never)
    let next = work.next()
    while (!next.done) {
      try {
        next = work.next(execute(next.value))
      } catch (error) {
        next = work.throw(error)
      }
    }
    return next.value
  }

  const runOne = (job: Job): Outcome => {
    savepoint.run()
    try {
      const value = drive(job)
      release.run()
      return { ok: true, value }
    } catch (error) {
      // A full disk makes SQLite end the whole transaction by itself; then there is no savepoint to go back to.
      if (database.isTransaction) database.exec('rollback to job; release job')
      return { ok: false, error }
    }
  }

  return {
    runAll(jobs, more = () => []) {
      const outcomes: Outcome[] = []
      const waiting = [...jobs]
      let taken = waiting.length
      /** Nothing of it is on disk: every job has failed, each with its own error where it had one. */
      const allFailed = (error: unknown): readonly Outcome[] =>
        Array.from({ length: taken }, (_, index) => {
          const outcome = outcomes[index]
          return outcome && !outcome.ok ? outcome : { ok: false, error }
        })
      try {
        begin.run()
        for (let job = waiting.shift(); job; job = waiting.shift()) {
          const outcome = runOne(job)
          outcomes.push(outcome)
          if (!database.isTransaction) {
            return allFailed(outcome.ok ? new Error('The transaction ended early') : outcome.error)
          }
          if (waiting.length === 0 && outcomes.length < JOBS_PER_COMMIT) {
            waiting.push(...more())
            taken = outcomes.length + waiting.length
          }
        }
        commit.run()
        return outcomes
      } catch (error) {
        if (database.isTransaction) database.exec('rollback')
        return allFailed(error)
      }
    },
    emptyLog() {
      // Whoever reads from another process is waited for, as long as for any lock.
      const { busy } = database.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number }
      if (busy !== 0) throw new Error('Another process reads the database; its log cannot be emptied now')
    },
    compact(mostBytes) {
      const { bytes } = database.prepare('select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()').get() as { bytes: number }
      if (bytes > mostBytes) return false
      database.exec('vacuum')
      return true
    },
    close() {
      database.close()
    },
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return value
  throw new Error(`A query cannot bind a value of type ${typeof value}`)
}
