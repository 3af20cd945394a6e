import type { ThreadId } from '@foyer/sdk/protocol'
import { db, prepare } from '../store/procedure.ts'
import { FORGOTTEN } from '../visitors/store.ts'

/**
 * When a thread's visitor was last there, by any of their browsers (CW-12). One that has been let go of comes to this
 * thread no more, and one that is blocked is not to.
 */
export const lastSeen = (threadId: ThreadId) =>
  db
    .selectFrom('visitors')
    .select((row) => row.fn.max<number | null>('last_seen_at').as('at'))
    .where('thread_id', '=', threadId)
    .where('is_blocked', '=', 0)
    .where('token_hash', 'not like', `${FORGOTTEN}%`)

export const lastSeenOfThread = prepare((p: { threadId: ThreadId }) => lastSeen(p.threadId))
