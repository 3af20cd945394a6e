/** Who is asked to take a conversation over (AL-14). */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const ASKED: Migration = {
  name: '0011-asked',
  changes: [
    db.schema
      .createTable('transfer_asked')
      .addColumn('conversation_id', 'text', (column) => column.notNull())
      .addColumn('member_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('transfer_asked_key', ['conversation_id', 'member_id'] as never),
    db.schema.createIndex('transfer_asked_by_member_id').on('transfer_asked').column('member_id'),
  ],
}
