import { CreateTableBuilder, sql } from 'kysely'
import { MIGRATIONS } from './migrations.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run } from './procedure.ts'
import type { Buildable, Work } from './procedure.ts'
import type { Schema } from './schema.ts'
import { StoreError } from './store.ts'
import type { Store } from './store.ts'

const createMigrations = db.schema
  .createTable('migrations')
  .ifNotExists()
  .addColumn('name', 'text', (column) => column.primaryKey())
  .addColumn('at', 'bigint', (column) => column.notNull())
const appliedMigrations = prepare((_: Record<never, never>) => db.selectFrom('migrations').select('name').orderBy('name'))
const insertMigration = prepareInsert('migrations', ['name', 'at'])

/** Brings the tables up to this version, each step once, all in one transaction. Returns names that it does not know. */
const migrateProcedure = procedure('store.migrate', function* ({ now, engine }: { now: number; engine: Store['engine'] }): Work<readonly string[]> {
  yield* lock('migrations')
  yield* run(createMigrations)
  const applied = new Set((yield* rows(appliedMigrations, {})).map(({ name }) => name))
  const unknown = [...applied].filter((name) => !MIGRATIONS.some((migration) => migration.name === name))
  if (unknown.length > 0) return unknown
  for (const migration of MIGRATIONS) {
    if (applied.has(migration.name)) continue
    for (const change of migration.changes) yield* run(engine === 'sqlite' ? keyed(change) : change)
    yield* run(insertMigration, { name: migration.name, at: now })
  }
  return []
})

/**
 * Tables of small rows, which SQLite keeps where their key stands instead of twice. Larger rows would split the pages of
 * such a tree with every few that are added in its middle: events go to the end of their table, whoever they are of.
 */
const KEYED: ReadonlySet<string> = new Set<keyof Schema>(['facts', 'deadlines', 'group_members'])

const keyed = (change: Buildable<unknown>): Buildable<unknown> =>
  change instanceof CreateTableBuilder && KEYED.has(change.toOperationNode().table.table.identifier.name) ? change.modifyEnd(sql`without rowid`) : change

/** True if the database answers. */
export const ping = procedure('store.ping', function* (_: null): Work<boolean> {
  return (yield* first(db.selectNoFrom(sql<number>`1`.as('one')))) !== undefined
})

export async function migrate(store: Store, now: number): Promise<void> {
  const unknown = await store.run(migrateProcedure, { now, engine: store.engine })
  if (unknown.length === 0) return
  throw new StoreError('database_newer', `The database was made by a newer version of Foyer (it has ${unknown.join(', ')}).`)
}
