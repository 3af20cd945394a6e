/** Files that the workspace keeps for its answers, and copies of them in messages that share their bytes (AR-1). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const KEPT_FILES: Migration = {
  name: '0016-kept-files',
  changes: [
    db.schema.alterTable('files').addColumn('is_kept', 'integer', (column) => column.notNull().defaultTo(0)),
    db.schema.alterTable('files').addColumn('bytes_of', 'text'),
    db.schema.createIndex('files_by_bytes_of').on('files').column('bytes_of').where('bytes_of', 'is not', null),
  ],
}
