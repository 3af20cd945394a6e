/**
 * The server processes of a database, as rows: each says again and again that it is alive, and whose desks are connected
 * to it. Whoever finds that another has fallen silent takes its rows away, and its desks have the grace time of any desk
 * whose connection broke (AL-5).
 */
import type { MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { allocationSettings } from '../allocation/store.ts'
import { armDeadlineOnce } from '../deadlines/store.ts'
import { db, first, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const setAlive = prepare((p: { id: string; until: number }) =>
  db
    .insertInto('servers')
    .values({ id: p.id, alive_until: p.until })
    .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ alive_until: row.ref('excluded.alive_until') }))),
)
const serverById = prepare((p: { id: string }) => db.selectFrom('servers').select('id').where('id', '=', p.id))
const livingServers = prepare((p: { now: number }) => db.selectFrom('servers').select('id').where('alive_until', '>', p.now))
const insertDesk = prepare((p: { memberId: MemberId; serverId: string; workspaceId: WorkspaceId }) =>
  db
    .insertInto('connected_desks')
    .values({ member_id: p.memberId, server_id: p.serverId, workspace_id: p.workspaceId })
    .onConflict((conflict) => conflict.doNothing()),
)
const deleteDesk = prepare((p: { memberId: MemberId; serverId: string }) =>
  db.deleteFrom('connected_desks').where('member_id', '=', p.memberId).where('server_id', '=', p.serverId),
)
const deskOfMember = prepare((p: { memberId: MemberId; now: number }) =>
  db
    .selectFrom('connected_desks')
    .innerJoin('servers', 'servers.id', 'connected_desks.server_id')
    .select('servers.id')
    .where('connected_desks.member_id', '=', p.memberId)
    .where('servers.alive_until', '>', p.now)
    .limit(1),
)

/** A member's desks at a server: there is at least one, or none any more. */
export const setDesk = procedure('peers.set-desk', function* (input: {
  serverId: string
  memberId: MemberId
  workspaceId: WorkspaceId
  isConnected: boolean
}): Work<void> {
  const { isConnected, ...desk } = input
  if (isConnected) yield* run(insertDesk, desk)
  else yield* run(deleteDesk, { memberId: desk.memberId, serverId: desk.serverId })
})

/** Whether a desk of this member is connected to any server that is alive. */
export const hasDesk = procedure('peers.has-desk', function* (input: { memberId: MemberId; now: number }): Work<boolean> {
  return (yield* first(deskOfMember, input)) !== undefined
})

export interface Beat {
  readonly serverId: string
  /** This server counts as alive until then. Of the embedded database, which has one server alone: for ever. */
  readonly aliveUntil: number
  /** How long servers count as alive without a word, in milliseconds. */
  readonly aliveForMs: number
  readonly now: number
  /** Every other server is gone, for this one alone uses the database. */
  readonly isOnly: boolean
}

export interface Pulse {
  /** All servers that are alive, this one too. */
  readonly alive: readonly string[]
  /** Servers that fell silent, and that this very call took away. */
  readonly fallen: number
  /** This one had been taken for dead (or is new): what stood here of its desks is gone. */
  readonly wasUnknown: boolean
}

/** Says that this server is alive, and takes away those that are not. */
export const beat = procedure('peers.beat', function* ({ serverId, aliveUntil, aliveForMs, now, isOnly }: Beat): Work<Pulse> {
  const wasUnknown = (yield* first(serverById, { id: serverId })) === undefined
  yield* run(setAlive, { id: serverId, until: aliveUntil })
  const silent = yield* rows(
    db
      .deleteFrom('servers')
      .where('id', '!=', serverId)
      .$if(!isOnly, (others) => others.where('alive_until', '<=', now))
      .returning(['id', 'alive_until']),
  )
  for (const { id, alive_until } of silent) yield* loseDesks(id, Math.min(now, alive_until - aliveForMs), now)
  const alive = yield* rows(livingServers, { now })
  return { alive: alive.map(({ id }) => id), fallen: silent.length, wasUnknown }
})

/** This server ends. */
export const leave = procedure('peers.leave', function* ({ serverId, now }: { serverId: string; now: number }): Work<void> {
  yield* run(db.deleteFrom('servers').where('id', '=', serverId))
  yield* loseDesks(serverId, now, now)
})

/** The grace time begins for all desks of a server, from when it was last heard of. Whoever is connected elsewhere has lost nothing. */
function* loseDesks(serverId: string, lastHeardAt: number, now: number): Work<void> {
  const lost = yield* rows(db.deleteFrom('connected_desks').where('server_id', '=', serverId).returning(['member_id', 'workspace_id']))
  for (const { member_id, workspace_id } of lost) {
    if (yield* first(deskOfMember, { memberId: member_id, now })) continue
    const { graceSeconds } = yield* allocationSettings(workspace_id)
    const dueAt = Math.max(now, lastHeardAt + graceSeconds * 1_000)
    yield* armDeadlineOnce({ kind: 'agent-gone', subject: member_id, workspaceId: workspace_id, dueAt })
  }
}
