/** Answers that nobody may be there to read go out by mail after a while (CW-12). When that is, is decided here. */
import type { ThreadId } from '@foyer/sdk/protocol'
import { armDeadlineOnce } from '../deadlines/store.ts'
import { db, first, prepare } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { Conversation } from './log.ts'
import { windowRules } from './window.ts'

const MINUTE_MS = 60_000

const addressOfThread = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('visitors').select('id').where('thread_id', '=', p.threadId).where('email', 'is not', null).limit(1),
)

/** The first unread answer counts, so that an agent who keeps writing does not put the mail off. */
export function* armAnswerMail({ id, workspace_id: workspaceId, thread_id: threadId }: Pick<Conversation, 'id' | 'workspace_id' | 'thread_id'>, now: number): Work<void> {
  if (!(yield* first(addressOfThread, { threadId }))) return
  const { mailAfterMinutes } = yield* windowRules(workspaceId)
  yield* armDeadlineOnce({ kind: 'answer-mailed', subject: id, workspaceId, dueAt: now + mailAfterMinutes * MINUTE_MS })
}
