/** Files, proven visitors, what pages tell of them, and what a window may keep. */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

type Type = 'text' | 'integer' | 'bigint'
const needed = (table: 'sites' | 'conversations', name: string, type: Type, value: string | number) =>
  db.schema.alterTable(table).addColumn(name, type, (column) => column.notNull().defaultTo(value))

export const TALK: Migration = {
  name: '0006-talk',
  changes: [
    needed('sites', 'consent', 'text', 'full'),
    needed('conversations', 'mailed_seq', 'integer', 0),
    db.schema.alterTable('visitors').addColumn('tags', 'text'),
    db.schema.alterTable('visitors').addColumn('identity_id', 'text'),
    db.schema.createIndex('visitors_by_identity_id').on('visitors').column('identity_id').where('identity_id', 'is not', null),
    db.schema
      .createTable('files')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addColumn('visitor_id', 'text')
      .addColumn('member_id', 'text')
      .addColumn('conversation_id', 'text')
      .addColumn('message_id', 'text')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('width', 'integer')
      .addColumn('height', 'integer')
      .addColumn('duration_ms', 'integer')
      .addColumn('has_thumbnail', 'integer', (column) => column.notNull())
      .addColumn('is_ready', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('files_by_conversation_id').on('files').column('conversation_id'),
    db.schema.createIndex('files_by_visitor_id').on('files').column('visitor_id'),
    db.schema
      .createTable('identity_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addColumn('site_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('algorithm', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('last_used_at', 'bigint'),
    db.schema.createIndex('identity_keys_by_site_id').on('identity_keys').column('site_id'),
    db.schema
      .createTable('identities')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addColumn('site_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('thread_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('identities_by_site_id_user_id').on('identities').columns(['site_id', 'user_id']).unique(),
    db.schema.createIndex('identities_by_thread_id').on('identities').column('thread_id'),
    db.schema
      .createTable('used_proofs')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('visitor_id', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('used_proofs_by_expires_at').on('used_proofs').column('expires_at'),
    db.schema
      .createTable('tracked_events')
      .addColumn('visitor_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('data', 'text')
      .addPrimaryKeyConstraint('tracked_events_key', ['visitor_id', 'id'] as never),
  ],
}
