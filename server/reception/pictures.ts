import type { ComponentDraft, CompanyProfile, WorkspaceId } from '@foyer/sdk/protocol'
import { db, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { imagesOf } from './rules.ts'
import type { Pictures } from './rules.ts'

/** The pictures that these drafts name, as far as the workspace has them. */
export function* picturesOf(workspaceId: WorkspaceId, drafts: readonly ComponentDraft[], { logo }: Pick<CompanyProfile, 'logo'>): Work<Pictures> {
  const ids = [...new Set(drafts.flatMap(imagesOf))]
  if (ids.length === 0) return { sizes: new Map(), logo }
  const found = yield* rows(db.selectFrom('images').select(['id', 'width', 'height']).where('workspace_id', '=', workspaceId).where('id', 'in', ids))
  return { sizes: new Map(found.map(({ id, width, height }) => [id, { width, height }])), logo }
}
