/** What can be counted of a fact besides that it happened, and who waits as a message that was left (CW-14, CW-15). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const VALUES: Migration = {
  name: '0007-values',
  changes: [
    db.schema.alterTable('facts').addColumn('value', 'bigint'),
    db.schema.createIndex('facts_by_group_id_kind_at_value').on('facts').columns(['group_id', 'kind', 'at', 'value']).where('value', 'is not', null),
    db.schema.alterTable('conversations').addColumn('has_left_message', 'integer', (column) => column.notNull().defaultTo(0)),
  ],
}
