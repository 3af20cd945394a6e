/**
 * How the tables came to be, step by step. A step that has been released is never changed; a change is a further step.
 * One list for both engines: only column types that mean the same in SQLite and PostgreSQL.
 */
import { ALLOCATION, OFFLINE_SINCE } from '../allocation/migration.ts'
import { PAST } from '../allocation/past-migration.ts'
import { ASKS, TURNS } from '../allocation/turns-migration.ts'
import { KEPT_FILES } from '../files/migration.ts'
import { GROUPS } from '../groups/migration.ts'
import { SIGN_IN } from '../members/migration.ts'
import { COUNTING, RECEPTION } from '../reception/migration.ts'
import { SIGNED_DETAILS } from '../identity/migration.ts'
import { ASKED } from '../conversations/asked-migration.ts'
import { TALK } from '../conversations/migration.ts'
import { VALUES } from '../conversations/values-migration.ts'
import { PEERS } from '../peers/migration.ts'
import { RELEASES } from '../releases/migration.ts'
import { REPLIES } from '../replies/migration.ts'
import { VISITS } from '../visits/migration.ts'
import { index, table } from './migration.ts'
import type { Migration } from './migration.ts'

export const MIGRATIONS: readonly Migration[] = [
  {
    name: '0001-reception',
    changes: [
      table('workspaces', { id: 'text', name: 'text', settings: 'text', visitor_count: 'integer', created_at: 'bigint' }, ['id']),
      table(
        'sites',
        {
          id: 'text',
          workspace_id: 'text',
          key: 'text',
          name: 'text',
          origins: 'text',
          theme: 'text',
          language: 'text',
          config_version: 'integer',
          created_at: 'bigint',
        },
        ['id'],
      ),
      index('sites', 'key').unique(),
      table(
        'components',
        {
          id: 'text',
          workspace_id: 'text',
          site_id: 'text',
          kind: 'text',
          style: 'text',
          name: 'text',
          shown_name: 'text',
          corner: 'text',
          offset: 'text',
          receiver: 'text',
          is_on: 'integer',
          created_at: 'bigint',
        },
        ['id'],
      ),
      index('components', 'site_id'),
      table(
        'members',
        {
          id: 'text',
          workspace_id: 'text',
          user_id: 'text',
          role: 'text',
          real_name: 'text',
          shown_name: 'text',
          'avatar?': 'text',
          is_disabled: 'integer',
          is_online: 'integer',
          is_accepting: 'integer',
          is_present: 'integer',
          'cap?': 'integer',
          is_emergency: 'integer',
          last_assigned_at: 'bigint',
          created_at: 'bigint',
        },
        ['id'],
      ),
      index('members', 'workspace_id'),
      index('members', 'user_id').unique(),
      table('groups', { id: 'text', workspace_id: 'text', name: 'text', is_main: 'integer', settings: 'text', created_at: 'bigint' }, ['id']),
      index('groups', 'workspace_id'),
      table('group_members', { group_id: 'text', member_id: 'text' }, ['group_id', 'member_id']),
      index('group_members', 'member_id'),
      table('threads', { id: 'text', workspace_id: 'text', conversation_count: 'integer' }, ['id']),
      table(
        'visitors',
        {
          id: 'text',
          workspace_id: 'text',
          site_id: 'text',
          thread_id: 'text',
          number: 'integer',
          token_hash: 'text',
          'name?': 'text',
          'email?': 'text',
          'phone?': 'text',
          'attributes?': 'text',
          'language?': 'text',
          'page?': 'text',
          'referrer?': 'text',
          is_blocked: 'integer',
          first_seen_at: 'bigint',
          last_seen_at: 'bigint',
        },
        ['id'],
      ),
      index('visitors', 'site_id', 'token_hash').unique(),
      index('visitors', 'thread_id'),
      table(
        'conversations',
        {
          id: 'text',
          workspace_id: 'text',
          site_id: 'text',
          thread_id: 'text',
          visitor_id: 'text',
          group_id: 'text',
          position: 'integer',
          status: 'text',
          'agent_id?': 'text',
          head: 'text',
          last_seq: 'integer',
          visitor_unread: 'integer',
          started_at: 'bigint',
          'ended_at?': 'bigint',
          last_message_at: 'bigint',
        },
        ['id'],
      ),
      index('conversations', 'thread_id', 'position').unique(),
      // Not by the last message: that would move with every one.
      index('conversations', 'workspace_id', 'status', 'ended_at'),
      index('conversations', 'agent_id', 'status'),
      table(
        'events',
        { conversation_id: 'text', seq: 'integer', at: 'bigint', type: 'text', 'author?': 'text', 'message_id?': 'text', body: 'text' },
        ['conversation_id', 'seq'],
      ),
      // Many rows have neither; both engines hold two nulls for different. The message comes first, because its name begins
      // with the time: what is written together then lies together, and a commit touches few pages.
      index('events', 'message_id', 'author').unique(),
      table('deadlines', { kind: 'text', subject: 'text', workspace_id: 'text', due_at: 'bigint', claimed_until: 'bigint' }, ['kind', 'subject']),
      index('deadlines', 'due_at'),
      table(
        'facts',
        {
          id: 'text',
          workspace_id: 'text',
          at: 'bigint',
          kind: 'text',
          'site_id?': 'text',
          'visitor_id?': 'text',
          'conversation_id?': 'text',
          'member_id?': 'text',
          'group_id?': 'text',
          'component_id?': 'text',
        },
        ['workspace_id', 'at', 'id'],
      ),
      table('allocation_traces', { conversation_id: 'text', seq: 'integer', workspace_id: 'text', at: 'bigint', trace: 'text' }, ['conversation_id', 'seq']),
    ],
  },
  SIGN_IN,
  RECEPTION,
  COUNTING,
  RELEASES,
  TALK,
  VALUES,
  SIGNED_DETAILS,
  ALLOCATION,
  GROUPS,
  ASKED,
  REPLIES,
  PEERS,
  OFFLINE_SINCE,
  PAST,
  KEPT_FILES,
  TURNS,
  ASKS,
  VISITS,
]
