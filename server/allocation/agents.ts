/** Agents as allocation knows them, in the database: their cap, skills and hours, and whether they are there (AL-2, AL-3, AL-5, AL-6, AL-13a). */
import { fail, failForm, ok } from '@foyer/sdk/protocol'
import type { AgentChange, AgentRecord, MemberId, Result, WorkingHours, WorkspaceId } from '@foyer/sdk/protocol'
import { checkHours } from '../company/rules.ts'
import { within } from '../edge/parse.ts'
import { db, first, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const withFigures = db
  .selectFrom('members')
  .selectAll()
  .select((row) =>
    row
      .selectFrom('conversations')
      .select((held) => held.fn.countAll<number>().as('count'))
      .whereRef('conversations.agent_id', '=', 'members.id')
      .where('conversations.status', '=', 'held')
      .as('current'),
  )
const agentsOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) => withFigures.where('workspace_id', '=', p.workspaceId).orderBy('is_disabled').orderBy('shown_name').orderBy('id'))
const agentById = prepare((p: { id: MemberId; workspaceId: WorkspaceId }) => withFigures.where('id', '=', p.id).where('workspace_id', '=', p.workspaceId))

type Row = Awaited<ReturnType<typeof withFigures.executeTakeFirstOrThrow>>

const recordOf = (row: Row): AgentRecord => ({
  id: row.id,
  name: row.shown_name,
  ...(row.avatar !== null && { avatar: row.avatar }),
  isDisabled: row.is_disabled === 1,
  isOnline: row.is_online === 1,
  isAccepting: row.is_accepting === 1,
  isPresent: row.is_present === 1,
  current: Number(row.current ?? 0),
  ...(row.cap !== null && { cap: row.cap }),
  isEmergency: row.is_emergency === 1,
  skills: JSON.parse(row.skills) as string[],
  ...(row.hours !== null && { hours: JSON.parse(row.hours) as WorkingHours }),
  revision: row.revision,
})

/** All of a workspace by name, those who are disabled last. */
export const readAgentRecords = procedure('allocation.agents', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<readonly AgentRecord[]> {
  return (yield* rows(agentsOfWorkspace, { workspaceId })).map(recordOf)
})

/** Keeps what is set for one agent. It holds from the next allocation on; a lowered cap takes nothing away (AL-15). */
export const changeAgent = procedure('allocation.change-agent', function* (input: { workspaceId: WorkspaceId; id: MemberId; change: AgentChange }): Work<Result<AgentRecord>> {
  const { workspaceId, id, change: { revision, cap, isEmergency, skills, hours } } = input
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* first(agentById, { id, workspaceId })
  if (!row) return fail('not_found')
  if (row.revision !== revision) return failForm('changed_meanwhile')
  const wrong = hours ? checkHours(hours) : undefined
  if (wrong) return within(wrong, 'hours')
  const changed = {
    revision: revision + 1,
    ...(cap !== undefined && { cap }),
    ...(isEmergency !== undefined && { is_emergency: isEmergency ? (1 as const) : (0 as const) }),
    ...(skills !== undefined && { skills: JSON.stringify(skills) }),
    ...(hours !== undefined && { hours: hours === null ? null : JSON.stringify(hours) }),
  }
  yield* run(db.updateTable('members').set(changed).where('id', '=', id))
  return ok(recordOf({ ...row, ...changed }))
})
