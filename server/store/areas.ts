/**
 * Settings of one capability, in a row of their own: what grows with a workspace (greetings of each agent, thousands of
 * rules) must not be read with every look at its other settings. Who needs them at each message asks for the revision
 * alone, and reads and prepares the value when that has moved.
 */
import { failForm, ok } from '@foyer/sdk/protocol'
import type { Result, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, lock, prepare, run } from './procedure.ts'
import type { Work } from './procedure.ts'

export type AreaName = 'greetings' | 'replies' | 'survey' | 'manual-invitations' | 'invitation-order'

const areaByName = prepare((p: { workspaceId: WorkspaceId; name: AreaName }) =>
  db.selectFrom('areas').select(['revision', 'value']).where('workspace_id', '=', p.workspaceId).where('name', '=', p.name),
)
const revisionByName = prepare((p: { workspaceId: WorkspaceId; name: AreaName }) =>
  db.selectFrom('areas').select('revision').where('workspace_id', '=', p.workspaceId).where('name', '=', p.name),
)
const upsertArea = prepare((p: { workspaceId: WorkspaceId; name: AreaName; revision: number; value: string }) =>
  db
    .insertInto('areas')
    .values({ workspace_id: p.workspaceId, name: p.name, revision: p.revision, value: p.value })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'name']).doUpdateSet((row) => ({ revision: row.ref('excluded.revision'), value: row.ref('excluded.value') }))),
)

/** What a workspace has set, and its revision; nothing has been set with revision 0. */
export function* readArea<T>(workspaceId: WorkspaceId, name: AreaName): Work<{ readonly revision: number; readonly value: T | undefined }> {
  const row = yield* first(areaByName, { workspaceId, name })
  return row ? { revision: row.revision, value: JSON.parse(row.value) as T } : { revision: 0, value: undefined }
}

/**
 * Changes an area: `change` says from what is kept what shall be. Refused if it was changed since `revision`. Holds the
 * workspace.
 */
export function* changeArea<T>(workspaceId: WorkspaceId, name: AreaName, revision: number, change: (before: T | undefined) => T): Work<Result<{ readonly revision: number; readonly value: T }>> {
  yield* lock(`workspace:${workspaceId}`)
  const before = yield* readArea<T>(workspaceId, name)
  if (before.revision !== revision) return failForm('changed_meanwhile')
  const value = change(before.value)
  yield* run(upsertArea, { workspaceId, name, revision: revision + 1, value: JSON.stringify(value) })
  return ok({ revision: revision + 1, value })
}

/** What is kept prepared in this thread, by the characters that it is made of: thousands of rules take many times their own room. */
const MOST_PREPARED = 4_000_000
/** Of one of which nothing was set. */
const LEAST_SIZE = 1_000

/**
 * An area prepared for use, kept until its revision moves. A procedure that changes the area must not ask here
 * afterwards: what it wrote may be undone.
 */
export function prepared<T, Prepared>(name: AreaName, prepareValue: (value: T | undefined) => Prepared): (workspaceId: WorkspaceId) => Work<Prepared> {
  const kept = new Map<WorkspaceId, { readonly revision: number; readonly made: Prepared; readonly size: number }>()
  let size = 0
  const drop = (workspaceId: WorkspaceId) => {
    size -= kept.get(workspaceId)?.size ?? 0
    kept.delete(workspaceId)
  }
  return function* (workspaceId) {
    const revision = (yield* first(revisionByName, { workspaceId, name }))?.revision ?? 0
    const known = kept.get(workspaceId)
    if (known?.revision === revision) {
      // The one that was asked for last goes last.
      kept.delete(workspaceId)
      kept.set(workspaceId, known)
      return known.made
    }
    const row = yield* first(areaByName, { workspaceId, name })
    const made = prepareValue(row && (JSON.parse(row.value) as T))
    const ofThis = (row?.value.length ?? 0) + LEAST_SIZE
    drop(workspaceId)
    size += ofThis
    kept.set(workspaceId, { revision: row?.revision ?? 0, made, size: ofThis })
    for (const other of kept.keys()) if (size > MOST_PREPARED && other !== workspaceId) drop(other)
    return made
  }
}
