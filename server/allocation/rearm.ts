/**
 * Settings that reach what is open: saved in one transaction with the deadlines that they move, by a statement or two
 * however many conversations there are. Where a deadline comes later by them nothing is to be done: it looks when it is due.
 */
import { sql } from 'kysely'
import type { AllocationRules, GroupId, GroupRules, WorkspaceId } from '@foyer/sdk/protocol'
import { silenceTimes } from '../conversations/rules.ts'
import { armDeadlineOnce } from '../deadlines/store.ts'
import { db, first, prepare, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const MINUTE_MS = 60_000

/** What is due at once is spread over so long for each conversation that is open: whatever else is due comes between. */
const APART_MS = 10

const countOpen = prepare((p: { workspaceId: WorkspaceId }) =>
  db
    .selectFrom('conversations')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', p.workspaceId)
    .where('status', 'in', ['waiting', 'held']),
)

/**
 * Since when a visitor waits stands in the log, which whatever fires looks at. So everything that is held is looked at, at
 * once or as soon as it could be overdue; also what a visitor writes in just this instant, by the settings before.
 */
const armHeldOf = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId; now: number; overdueMs: number; since: number; spreadMs: number; unclaimed: number }) =>
  db
    .insertInto('deadlines')
    .columns(['kind', 'subject', 'workspace_id', 'due_at', 'claimed_until'])
    .expression(
      db
        .selectFrom('conversations')
        .select((row) => [
          sql.lit('overdue').as('kind'),
          row.ref('id').as('subject'),
          row.ref('workspace_id').as('workspace_id'),
          row.case().when('started_at', '<', p.since).then(row(row('started_at', '%', p.spreadMs), '+', p.now)).else(row('started_at', '+', p.overdueMs)).end().as('due_at'),
          row.cast<number>(row.val(p.unclaimed), 'bigint').as('claimed_until'),
        ])
        .where('workspace_id', '=', p.workspaceId)
        .where('status', '=', 'held')
        .where('group_id', '=', p.groupId),
    )
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).doUpdateSet((row) => ({ due_at: row.ref('excluded.due_at'), claimed_until: row.ref('excluded.claimed_until') }))),
)
const disarmHeldOf = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId }) =>
  db
    .deleteFrom('deadlines')
    .where('kind', '=', 'overdue')
    .where('subject', 'in', db.selectFrom('conversations').select('id').where('workspace_id', '=', p.workspaceId).where('status', '=', 'held').where('group_id', '=', p.groupId)),
)
const moveSilence = prepare((p: { workspaceId: WorkspaceId; now: number; warnsAfterMs: number; since: number; spreadMs: number; unclaimed: number }) =>
  db
    .updateTable('deadlines')
    .from('conversations')
    .set((row) => ({
      due_at: row
        .case()
        .when('conversations.last_message_at', '<', p.since)
        .then(row(row('conversations.last_message_at', '%', p.spreadMs), '+', p.now))
        .else(row('conversations.last_message_at', '+', p.warnsAfterMs))
        .end(),
      claimed_until: p.unclaimed,
    }))
    .whereRef('conversations.id', '=', 'deadlines.subject')
    .where('deadlines.kind', '=', 'silence-warning')
    .where('conversations.workspace_id', '=', p.workspaceId)
    .where('conversations.status', 'in', ['waiting', 'held']),
)

const awayOf = prepare((p: { workspaceId: WorkspaceId }) =>
  db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', p.workspaceId)
    .where((row) => row.or([row('is_online', '=', 0), row('is_present', '=', 0)])),
)

function* spreadOf(workspaceId: WorkspaceId): Work<number> {
  return Math.max(1, APART_MS * Number((yield* first(countOpen, { workspaceId }))?.count ?? 0))
}

export interface OfGroup {
  readonly workspaceId: WorkspaceId
  readonly groupId: GroupId
  readonly now: number
}

/** What a group holds is looked at for whether it is overdue by now (AL-10); where the group lets nothing move on any more, not again. */
export function* rearmOverdue({ workspaceId, groupId, now }: OfGroup, before: GroupRules['overdue'], after: GroupRules['overdue']): Work<void> {
  if (!after) {
    if (before) yield* run(disarmHeldOf, { workspaceId, groupId })
    return
  }
  if (before && before.minutes <= after.minutes) return
  const overdueMs = after.minutes * MINUTE_MS
  yield* run(armHeldOf, { workspaceId, groupId, now, overdueMs, since: now - overdueMs, spreadMs: yield* spreadOf(workspaceId), unclaimed: 0 })
}

export interface OfWorkspace {
  readonly workspaceId: WorkspaceId
  readonly now: number
}

/** Whoever is silent is warned as long after the last message as it is set now (AL-13). Who was warned already has the time that they were told. */
export function* rearmSilence({ workspaceId, now }: OfWorkspace, before: AllocationRules, after: AllocationRules): Work<void> {
  const warnsAfterMs = warnsAfter(after)
  if (warnsAfterMs >= warnsAfter(before)) return
  yield* run(moveSilence, { workspaceId, now, warnsAfterMs, since: now - warnsAfterMs, spreadMs: yield* spreadOf(workspaceId), unclaimed: 0 })
}

/** What was kept with agents who are away is kept no more (AL-12). Whose grace time runs still has the rest of it. */
export function* rearmGone({ workspaceId, now }: OfWorkspace): Work<void> {
  for (const { id } of yield* rows(awayOf, { workspaceId })) yield* armDeadlineOnce({ kind: 'agent-gone', subject: id, workspaceId, dueAt: now })
}

function warnsAfter(rules: AllocationRules): number {
  const { endsAfterMs, warnsBeforeMs } = silenceTimes(rules)
  return endsAfterMs - warnsBeforeMs
}
