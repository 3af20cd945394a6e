/** Uploaded pictures in the database. Bytes go in and out as base64, which both engines and the worker's messages take. */
import type { MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { ImageRow } from '../store/schema.ts'

export interface NewImage {
  /** Cannot be guessed: whoever knows it may see the picture. */
  readonly id: string
  readonly workspaceId: WorkspaceId
  readonly type: string
  readonly width: number
  readonly height: number
  /** Base64. */
  readonly bytes: string
  readonly by: MemberId
  readonly now: number
}

const insertImage = prepareInsert('images', ['id', 'workspace_id', 'type', 'width', 'height', 'bytes', 'created_at', 'created_by'])
const imageById = prepare((p: { id: string }) => db.selectFrom('images').select(['type', 'bytes']).where('id', '=', p.id))
const imageOfWorkspace = prepare((p: { id: string; workspaceId: WorkspaceId }) =>
  db.selectFrom('images').select(['type', 'bytes']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)

export const keepImage = procedure('images.keep', function* ({ id, workspaceId, type, width, height, bytes, by, now }: NewImage): Work<void> {
  yield* run(insertImage, { id, workspace_id: workspaceId, type, width, height, bytes, created_at: now, created_by: by })
})

export type KeptImage = Pick<ImageRow, 'type' | 'bytes'>

/** A picture for whoever knows its id or, with `workspaceId`, if it is one of that workspace. */
export const readImage = procedure('images.read', function* ({ id, workspaceId }: { id: string; workspaceId?: WorkspaceId }): Work<KeptImage | undefined> {
  return workspaceId === undefined ? yield* first(imageById, { id }) : yield* first(imageOfWorkspace, { id, workspaceId })
})

/** Sizes of those of these pictures that the workspace has. */
export const imageSizes = procedure('images.sizes', function* (input: {
  workspaceId: WorkspaceId
  ids: readonly string[]
}): Work<readonly Pick<ImageRow, 'id' | 'width' | 'height'>[]> {
  if (input.ids.length === 0) return []
  return yield* rows(db.selectFrom('images').select(['id', 'width', 'height']).where('workspace_id', '=', input.workspaceId).where('id', 'in', input.ids))
})
