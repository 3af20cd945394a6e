/** Several server processes on one database: which of them are alive, and whose desks are connected to which. */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const PEERS: Migration = {
  name: '0012-peers',
  changes: [
    db.schema
      .createTable('servers')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('alive_until', 'bigint', (column) => column.notNull()),
    db.schema
      .createTable('connected_desks')
      .addColumn('member_id', 'text', (column) => column.notNull())
      .addColumn('server_id', 'text', (column) => column.notNull())
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('connected_desks_key', ['member_id', 'server_id'] as never),
    db.schema.createIndex('connected_desks_by_server_id').on('connected_desks').column('server_id'),
  ],
}
