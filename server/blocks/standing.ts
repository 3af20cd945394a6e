/**
 * Whether a block stands (IV-4). A visitor's row says whether they are blocked (`is_blocked`), for everybody who reads it;
 * what a network address has to do with it is found out where somebody comes in, for there the address is known.
 */
import type { VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const blockOfAddress = prepare((p: { workspaceId: WorkspaceId; address: string; now: number }) =>
  db
    .selectFrom('blocks')
    .select('id')
    .where('workspace_id', '=', p.workspaceId)
    .where('kind', '=', 'address')
    .where('address', '=', p.address)
    .where((row) => row.or([row('until', 'is', null), row('until', '>', p.now)]))
    .limit(1),
)
const blockOfVisitor = prepare((p: { workspaceId: WorkspaceId; visitorId: VisitorId; now: number }) =>
  db
    .selectFrom('blocks')
    .select('id')
    .where('workspace_id', '=', p.workspaceId)
    .where('kind', '=', 'visitor')
    .where('visitor_id', '=', p.visitorId)
    .where((row) => row.or([row('until', 'is', null), row('until', '>', p.now)]))
    .limit(1),
)
const setBlocked = prepare((p: { id: VisitorId; isBlocked: 0 | 1 }) => db.updateTable('visitors').set({ is_blocked: p.isBlocked }).where('id', '=', p.id))

export function* isAddressBlocked(workspaceId: WorkspaceId, address: string, now: number): Work<boolean> {
  return (yield* first(blockOfAddress, { workspaceId, address, now })) !== undefined
}

export interface ComingIn {
  readonly workspaceId: WorkspaceId
  readonly visitorId: VisitorId
  /** What their row says. */
  readonly wasBlocked: boolean
  readonly isAddressBlocked: boolean
  readonly now: number
}

/** Whether somebody is blocked who comes in with an address, and keeps it in their row: they may come from another one than before. */
export function* judgeComing({ workspaceId, visitorId, wasBlocked, isAddressBlocked: isAddress, now }: ComingIn): Work<boolean> {
  // Whoever is blocked themselves has it in their row already.
  const isBlocked = isAddress || (wasBlocked && (yield* first(blockOfVisitor, { workspaceId, visitorId, now })) !== undefined)
  if (isBlocked !== wasBlocked) yield* write(setBlocked, { id: visitorId, isBlocked: isBlocked ? 1 : 0 })
  return isBlocked
}
