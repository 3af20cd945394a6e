/** Groups that were deleted stay as rows: conversations that have ended, figures and traces go on naming them (AL-8). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const GROUPS: Migration = {
  name: '0010-deleted-groups',
  changes: [db.schema.alterTable('groups').addColumn('deleted_at', 'bigint')],
}
