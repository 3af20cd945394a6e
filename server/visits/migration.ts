/** Visits with their pages, who is blocked, invitations and menus (IV-1 to IV-10, MN-1 to MN-4). */
import { index, table } from '../store/migration.ts'
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

export const VISITS: Migration = {
  name: '0019-visits',
  changes: [
    table(
      'visits',
      { 'id': 'text', 'workspace_id': 'text', 'site_id': 'text', 'visitor_id': 'text', 'began_at': 'bigint', 'seen_at': 'bigint', 'page_count': 'integer', 'source': 'text', 'place?': 'text', 'device': 'text', 'address?': 'text' },
      ['id'],
    ),
    index('visits', 'visitor_id', 'began_at'),
    // For blocking everybody who is at one (IV-4).
    index('visits', 'address'),
    table('visit_pages', { 'visit_id': 'text', 'n': 'integer', 'visitor_id': 'text', 'at': 'bigint', 'url': 'text', 'title?': 'text' }, ['visit_id', 'n']),
    db.schema.alterTable('visitors').addColumn('visit_count', 'integer', (column) => column.notNull().defaultTo(0)),
    table(
      'blocks',
      { 'id': 'text', 'workspace_id': 'text', 'kind': 'text', 'visitor_id': 'text', 'address?': 'text', 'reason': 'text', 'at': 'bigint', 'by_member': 'text', 'until?': 'bigint' },
      ['id'],
    ),
    index('blocks', 'workspace_id', 'at'),
    // Asked of everybody who comes in.
    index('blocks', 'workspace_id', 'address'),
    index('blocks', 'workspace_id', 'visitor_id'),
    table(
      'invitations',
      { 'id': 'text', 'workspace_id': 'text', 'site_id': 'text', 'position': 'integer', 'draft': 'text', 'revision': 'integer', 'created_at': 'bigint', 'deleted_at?': 'bigint' },
      ['id'],
    ),
    index('invitations', 'workspace_id'),
    table(
      'invites',
      { 'id': 'text', 'workspace_id': 'text', 'visitor_id': 'text', 'invitation_id?': 'text', 'variant_id?': 'text', 'by_member?': 'text', 'content': 'text', 'state': 'text', 'at': 'bigint', 'answered_at?': 'bigint' },
      ['id'],
    ),
    index('invites', 'visitor_id', 'at'),
    table('menus', { 'workspace_id': 'text', 'place': 'text', 'is_on': 'integer', 'draft': 'text', 'published?': 'text', 'published_at?': 'bigint', 'revision': 'integer' }, ['workspace_id', 'place']),
    table(
      'menu_choices',
      { 'id': 'text', 'workspace_id': 'text', 'visitor_id': 'text', 'thread_id': 'text', 'place': 'text', 'item_id': 'text', 'title': 'text', 'at': 'bigint', 'conversation_id?': 'text' },
      ['id'],
    ),
    index('menu_choices', 'thread_id', 'at'),
    index('menu_choices', 'visitor_id'),
    db.schema.alterTable('facts').addColumn('about', 'text'),
  ],
}
