/** Who waits, in the order of their turn, in each group and in all of a workspace (AL-11): a long queue costs no more than a short one. */
import { sql } from 'kysely'
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

/** Said in the text of a query: what is bound to it as a value finds no index of only those who wait. */
export const WAITING = sql.lit('waiting' as const)

const TURN = ['has_left_message', 'priority desc', 'started_at', 'id'] as const

const ofWaiting = (name: string, columns: readonly string[]) => db.schema.createIndex(name).on('conversations').columns([...columns]).where('status', '=', WAITING).where('bot_id', 'is', null)

export const TURNS: Migration = {
  name: '0017-turns',
  changes: [ofWaiting('conversations_waiting', ['workspace_id', ...TURN]), ofWaiting('conversations_waiting_of_group', ['workspace_id', 'group_id', ...TURN])],
}

/** What those who wait ask for: found by the index alone. Who waits already is asked about one by one, as nobody else says the same. */
export const ASKS: Migration = {
  name: '0018-asks',
  changes: [
    db.schema.alterTable('conversations').addColumn('asks', 'text', (column) => column.notNull().defaultTo('')),
    db.updateTable('conversations').set((row) => ({ asks: row.ref('id') })).where('status', '=', WAITING),
    db.schema.dropIndex('conversations_waiting'),
    ofWaiting('conversations_waiting', ['workspace_id', ...TURN, 'group_id', 'skills', 'asks']),
  ],
}
