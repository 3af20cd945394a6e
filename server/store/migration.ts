import type { Buildable } from './procedure.ts'

/** A step in how the tables came to be. Once released it is never changed. */
export interface Migration {
  /** Sorts by time: `0001-what-it-does`. */
  readonly name: string
  readonly changes: readonly Buildable<unknown>[]
}
