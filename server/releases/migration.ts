/** The files of the widget that this server has ever served (RC-17). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const RELEASES: Migration = {
  name: '0005-releases',
  changes: [
    db.schema
      .createTable('release_files')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('plain', 'text', (column) => column.notNull())
      .addColumn('brotli', 'text')
      .addColumn('integrity', 'text', (column) => column.notNull())
      .addColumn('kept_at', 'bigint', (column) => column.notNull()),
  ],
}
