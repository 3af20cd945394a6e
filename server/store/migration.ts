import type { CreateTableBuilder } from 'kysely'
import { db } from './procedure.ts'
import type { Buildable } from './procedure.ts'
import type { Schema } from './schema.ts'

/** A step in how the tables came to be. Once released it is never changed. */
export interface Migration {
  /** Sorts by time: `0001-what-it-does`. */
  readonly name: string
  readonly changes: readonly Buildable<unknown>[]
}

type Types = 'text' | 'integer' | 'bigint'

/** Adds columns; a name ending in `?` may be null. */
function columns<Table extends string>(
  table: CreateTableBuilder<Table>,
  definitions: Readonly<Record<string, Types>>,
): CreateTableBuilder<Table, string> {
  return Object.entries(definitions).reduce<CreateTableBuilder<Table, string>>(
    (made, [name, type]) =>
      name.endsWith('?') ? made.addColumn(name.slice(0, -1), type) : made.addColumn(name, type, (column) => column.notNull()),
    table,
  )
}

/** A table, and its primary key. A column whose name ends in `?` may be null. */
export const table = (name: keyof Schema & string, definitions: Readonly<Record<string, Types>>, key: readonly string[]) =>
  columns(db.schema.createTable(name), definitions).addPrimaryKeyConstraint(`${name}_key`, [...key] as never)

export const index = (name: keyof Schema & string, ...on: readonly string[]) => db.schema.createIndex(`${name}_by_${on.join('_')}`).on(name).columns([...on])
