/** Conversations in the order in which they began, for replaying a past period (AL-17). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const PAST: Migration = {
  name: '0015-conversations-by-start',
  changes: [db.schema.createIndex('conversations_by_workspace_id_started_at_id').on('conversations').columns(['workspace_id', 'started_at', 'id'])],
}
