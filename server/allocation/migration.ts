/** What agents can do and when, what a conversation asks of them, and where it stands in a queue. */
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

const add = (table: 'members' | 'groups' | 'conversations', name: string, type: 'text' | 'integer' | 'bigint', value?: string | number) =>
  db.schema.alterTable(table).addColumn(name, type, (column) => (value === undefined ? column : column.notNull().defaultTo(value)))

export const ALLOCATION: Migration = {
  name: '0009-allocation',
  changes: [
    add('members', 'skills', 'text', '[]'),
    add('members', 'hours', 'text'),
    add('members', 'missed_offers', 'integer', 0),
    add('members', 'revision', 'integer', 0),
    add('groups', 'revision', 'integer', 0),
    add('conversations', 'priority', 'integer', 5),
    add('conversations', 'skills', 'text', '[]'),
    db.schema
      .createTable('bots')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('workspace_id', 'text', (column) => column.notNull())
      .addColumn('draft', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull()),
    db.schema.createIndex('bots_by_workspace_id').on('bots').column('workspace_id'),
    db.schema
      .createTable('reply_marks')
      .addColumn('thread_id', 'text', (column) => column.notNull())
      .addColumn('rule_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('reply_marks_key', ['thread_id', 'rule_id'] as never),
  ],
}

/** What decides whether an agent has been there since a conversation was given to them (AL-12). */
export const OFFLINE_SINCE: Migration = { name: '0013-offline-since', changes: [add('members', 'offline_since', 'bigint', 0)] }
