import type { Procedure } from './procedure.ts'

/** The database, whichever engine it is. */
export interface Store {
  readonly engine: 'sqlite' | 'postgres'
  /**
   * Runs a procedure as one transaction. Resolves after it is on disk. Rejects with a {@link StoreError} if the
   * database cannot take it, or with whatever bug the procedure threw; in both cases nothing of it has happened.
   */
  run<Input, Output>(procedure: Procedure<Input, Output>, input: Input): Promise<Output>
  /**
   * After something was erased (CW-15): what stands in the log of changes goes into the file, and the log becomes empty.
   * PostgreSQL keeps house by itself: autovacuum frees dead rows, and its write-ahead log is recycled.
   */
  emptyLog(): Promise<void>
  /**
   * Writes the file anew, with nothing in it but what there is, unless it has more than `mostBytes`: it takes seconds for
   * each hundred megabytes, and everybody waits meanwhile. `true`: done, or there is nothing to do (PostgreSQL).
   */
  compact(mostBytes: number): Promise<boolean>
  /** Finishes what was begun and lets go of the database. */
  close(): Promise<void>
}

/** Why a database cannot be used, in words for whoever runs the server. */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  readonly remedy: string

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
    this.remedy = REMEDIES[code]
  }
}

const REMEDIES = {
  database_newer: 'Start the version of Foyer that made it, or a later one. Nothing was changed.',
  folder_unwritable: 'Give the user that runs Foyer the right to write there, or set DATA_DIR to another folder.',
  database_unreachable: 'Check host and port in DATABASE_URL, and that PostgreSQL is running and lets this machine in.',
  database_refused: 'Check user, password and database name in DATABASE_URL.',
  database_full: 'Make room on the disk. What was acknowledged is safe; clients keep the rest and send it again.',
  database_failed: 'See the cause below. What was acknowledged is safe; clients keep the rest and send it again.',
  overloaded: 'Nothing to do: clients keep what was refused and send it again.',
} as const
export type StoreErrorCode = keyof typeof REMEDIES
