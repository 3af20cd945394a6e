/** Settings of a capability that are too many for the workspace's own row, and which bot a conversation waits with (AR-5). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const REPLIES: Migration = {
  name: '0014-replies',
  changes: [
    db.schema
      .createTable('areas')
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('areas_key', ['workspace_id', 'name'] as never),
    db.schema.alterTable('conversations').addColumn('bot_id', 'text'),
    db.schema.alterTable('conversations').addColumn('bot_tries', 'integer', (column) => column.notNull().defaultTo(0)),
  ],
}
