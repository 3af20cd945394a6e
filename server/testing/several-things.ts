/** Units of work for the tests of stores, which run where they are called: not by the store's worker, which knows only those of the server. */
import type { GroupId, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, run, together, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const id = 'w' as WorkspaceId
const setCount = prepare((p: { count: number }) => db.updateTable('workspaces').set({ visitor_count: p.count }).where('id', '=', id))
const addOne = prepare((_: Record<never, never>) =>
  db.updateTable('workspaces').set((row) => ({ visitor_count: row('visitor_count', '+', 1) })).where('id', '=', id).returning('visitor_count as count'),
)
const nowhere = prepare((_: Record<never, never>) => db.selectFrom('workspaces').select('id').where('id', '=', 'nowhere' as WorkspaceId))

function* twoMore(): Work<readonly (number | undefined)[]> {
  return [(yield* first(addOne, {}))?.count, (yield* first(addOne, {}))?.count]
}

/** One after the other, whatever of it is waited for. */
export const severalThings = procedure('testing.several-things', function* (_: null): Work<readonly unknown[]> {
  yield* write(db.insertInto('workspaces').values({ id, name: 'Ours', settings: '{}', visitor_count: 0, created_at: 0 }))
  return yield* together(run(setCount, { count: 6 }), write(setCount, { count: 7 }), together(twoMore(), first(nowhere, {})))
})
export const SEVERAL_ANSWERS: readonly unknown[] = [1, undefined, [[8, 9], undefined]]

/** The second change cannot be made, and nobody waits for it. */
export const changeBlindly = procedure('testing.change-blindly', function* (_: null): Work<void> {
  const twice = { group_id: 'g' as GroupId, member_id: 'm' as MemberId }
  yield* write(db.insertInto('group_members').values(twice))
  yield* write(db.insertInto('group_members').values(twice))
})
export const countMembers = procedure('testing.count-members', function* (_: null): Work<number> {
  return Number((yield* first(db.selectFrom('group_members').select((row) => row.fn.countAll<number>().as('count'))))?.count)
})
