/** Who waits, in the order of their turn, in each group and in all of a workspace (AL-11): a long queue costs no more than a short one. */
import { sql } from 'kysely'
import type { Migration } from '../store/migration.ts'
import { db } from '../store/procedure.ts'

/** Said in the text of a query: what is bound to it as a value finds no index of only those who wait. */
export const WAITING = sql.lit('waiting' as const)

const inTurn = (name: string, ...of: readonly string[]) =>
  db.schema.createIndex(name).on('conversations').columns([...of, 'has_left_message', 'priority desc', 'started_at', 'id']).where('status', '=', WAITING).where('bot_id', 'is', null)

export const TURNS: Migration = {
  name: '0017-turns',
  changes: [inTurn('conversations_waiting', 'workspace_id'), inTurn('conversations_waiting_of_group', 'workspace_id', 'group_id')],
}
