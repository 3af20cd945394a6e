/** Blocks in the database (IV-4): they are set, listed and ended, and visitors' rows say at once what stands. */
import { fail, failForm, ok } from '@foyer/sdk/protocol'
import type { BlockKind, BlockRecord, MemberId, NewBlock, Result, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { armDeadline, cancels, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { db, first, lock, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { BlockRow } from '../store/schema.ts'

/** More of them are no list any more that somebody looks through. */
const MOST_SHOWN = 1_000

const blocksOf = (workspaceId: WorkspaceId) =>
  db
    .selectFrom('blocks')
    .leftJoin('visitors', 'visitors.id', 'blocks.visitor_id')
    .leftJoin('members', 'members.id', 'blocks.by_member')
    .select(['blocks.id', 'blocks.kind', 'blocks.visitor_id', 'blocks.reason', 'blocks.at', 'blocks.until', 'blocks.by_member', 'visitors.number', 'visitors.name', 'members.real_name'])
    .where('blocks.workspace_id', '=', workspaceId)

type ListedRow = Awaited<ReturnType<ReturnType<typeof blocksOf>['execute']>>[number]

/** Who asks, or ends: everybody what they have set themselves, owner and administrators all. */
export interface Ender {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly endsAll: boolean
}
const mayEnd = ({ by_member }: Pick<BlockRow, 'by_member'>, { memberId, endsAll }: Ender): boolean => endsAll || by_member === memberId

const recordOf = ({ id, kind, visitor_id, reason, at, until, by_member, number, name, real_name }: ListedRow, ender: Ender): BlockRecord => ({
  id,
  kind,
  ...(number !== null && { visitorId: visitor_id, visitorNumber: number }),
  ...(name !== null && { visitorName: name }),
  reason,
  at,
  by: real_name ?? '',
  ...(until !== null && { until }),
  mayEnd: mayEnd({ by_member }, ender),
})

const standing = (workspaceId: WorkspaceId, now: number) =>
  blocksOf(workspaceId)
    .where((row) => row.or([row('blocks.until', 'is', null), row('blocks.until', '>', now)]))
    .orderBy('blocks.at', 'desc')
    .orderBy('blocks.id', 'desc')
    .limit(MOST_SHOWN)

/** Those that stand, the latest first. */
export const readBlocks = procedure('blocks.read', function* ({ now, ...ender }: Ender & { now: number }): Work<readonly BlockRecord[]> {
  const found = yield* rows(standing(ender.workspaceId, now))
  return found.map((row) => recordOf(row, ender))
})

/** Those that hold a visitor: by their browser, and by the address that they have now or had last. */
export function* blocksHolding(visitorId: VisitorId, ender: Ender, now: number): Work<readonly BlockRecord[]> {
  const address = yield* lastAddress(visitorId)
  const found = yield* rows(
    standing(ender.workspaceId, now).where((row) => {
      const own = row.and([row('blocks.kind', '=', 'visitor'), row('blocks.visitor_id', '=', visitorId)])
      return address === undefined ? own : row.or([own, row.and([row('blocks.kind', '=', 'address'), row('blocks.address', '=', address)])])
    }),
  )
  return found.map((row) => recordOf(row, ender))
}

/** Visitors for whom something is another way now. */
export interface BlocksMoved {
  readonly workspaceId: WorkspaceId
  readonly visitorIds: readonly VisitorId[]
}

export interface PlaceBlock extends Ender {
  readonly id: string
  /** Parsed and checked. */
  readonly block: NewBlock
  readonly now: number
}

/** Blocks a visitor, or everybody at the address that they have now or had last. It stands instead of what stood for the same before, and beside what one may not end. */
export const placeBlock = procedure('blocks.place', function* (input: PlaceBlock): Work<Result<BlocksMoved & { readonly block: BlockRecord }>> {
  const { workspaceId, memberId, id, block, now, endsAll } = input
  yield* lock(`workspace:${workspaceId}`)
  const { visitorId, kind, reason, until } = block
  const visitor = yield* first(db.selectFrom('visitors').select('id').where('id', '=', visitorId).where('workspace_id', '=', workspaceId))
  if (!visitor) return fail('not_found')
  const address = kind === 'visitor' ? null : yield* lastAddress(visitorId)
  if (address === undefined) return failForm('address_unknown', { field: 'kind' })

  const before = yield* rows(
    db
      .selectFrom('blocks')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', kind)
      .$if(!endsAll, (own) => own.where('by_member', '=', memberId))
      .where((row) => (address === null ? row('visitor_id', '=', visitorId) : row('address', '=', address))),
  )
  for (const { id: old } of before) yield* drop(old)
  const row: BlockRow = { id, workspace_id: workspaceId, kind, visitor_id: visitorId, address, reason, at: now, by_member: memberId, until: until ?? null }
  yield* run(db.insertInto('blocks').values(row))
  if (until !== undefined) yield* armDeadline({ kind: 'block-over', subject: id, workspaceId, dueAt: until })

  const blocked = yield* rows(
    db
      .updateTable('visitors')
      .set({ is_blocked: 1 })
      .where('workspace_id', '=', workspaceId)
      .where('is_blocked', '=', 0)
      .where((who) => (address === null ? who('id', '=', visitorId) : who.and([who('id', 'in', everAt(workspaceId, address)), who(addressNow, '=', address)])))
      .returning('id'),
  )
  const [listed] = yield* rows(blocksOf(workspaceId).where('blocks.id', '=', id))
  return ok({ block: recordOf(listed!, input), workspaceId, visitorIds: blocked.map((who) => who.id) })
})

function* lastAddress(visitorId: VisitorId): Work<string | undefined> {
  const visit = yield* first(db.selectFrom('visits').select('address').where('visitor_id', '=', visitorId).orderBy('began_at', 'desc').orderBy('id', 'desc').limit(1))
  return visit?.address ?? undefined
}

const everAt = (workspaceId: WorkspaceId, address: string) => db.selectFrom('visits').select('visitor_id').where('workspace_id', '=', workspaceId).where('address', '=', address)
/** Of a visitor of the query around it. */
const addressNow = db
  .selectFrom('visits')
  .select('visits.address')
  .whereRef('visits.visitor_id', '=', 'visitors.id' as never)
  .orderBy('visits.began_at', 'desc')
  .orderBy('visits.id', 'desc')
  .limit(1)

const cancelEnd = cancels(['block-over'])
function* drop(id: string): Work<void> {
  yield* run(db.deleteFrom('blocks').where('id', '=', id))
  yield* cancelEnd(id)
}

/** Ends a block before its time. */
export const endBlock = procedure('blocks.end', function* ({ id, now, ...ender }: Ender & { readonly id: string; readonly now: number }): Work<Result<BlocksMoved>> {
  const { workspaceId } = ender
  yield* lock(`workspace:${workspaceId}`)
  const block = yield* first(db.selectFrom('blocks').selectAll().where('id', '=', id).where('workspace_id', '=', workspaceId))
  if (!block) return fail('not_found')
  if (!mayEnd(block, ender)) return fail('not_allowed')
  yield* drop(id)
  return ok({ workspaceId, visitorIds: yield* settle(block, now) })
})

/** The end that was set has come. */
export const blockOver = procedure('blocks.over', function* ({ deadline, now }: { deadline: ClaimedDeadline; now: number }): Work<BlocksMoved | undefined> {
  const { workspaceId, subject: id } = deadline
  yield* lock(`workspace:${workspaceId}`)
  if (!(yield* takeDeadline(deadline))) return undefined
  const block = yield* first(db.selectFrom('blocks').selectAll().where('id', '=', id).where('workspace_id', '=', workspaceId))
  if (!block) return undefined
  yield* run(db.deleteFrom('blocks').where('id', '=', id))
  return { workspaceId, visitorIds: yield* settle(block, now) }
})

/** Whom a block held that is gone, and no other holds. */
function* settle({ workspace_id: workspaceId, kind, visitor_id: visitorId, address }: BlockRow, now: number): Work<readonly VisitorId[]> {
  const standing = (of: BlockKind) =>
    db
      .selectFrom('blocks')
      .select('blocks.id')
      .where('blocks.workspace_id', '=', workspaceId)
      .where('blocks.kind', '=', of)
      .where((row) => row.or([row('blocks.until', 'is', null), row('blocks.until', '>', now)]))
  const freed = yield* rows(
    db
      .updateTable('visitors')
      .set({ is_blocked: 0 })
      .where('workspace_id', '=', workspaceId)
      .where('is_blocked', '=', 1)
      .where((who) => (kind === 'address' ? who('id', 'in', everAt(workspaceId, address!)) : who('id', '=', visitorId)))
      .where((who) => who.not(who.exists(standing('visitor').whereRef('blocks.visitor_id', '=', 'visitors.id' as never))))
      .where((who) => who.not(who.exists(standing('address').where((row) => row('blocks.address', '=', addressNow as never)))))
      .returning('id'),
  )
  return freed.map(({ id }) => id)
}
