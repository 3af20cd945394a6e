import type { ComponentDraft, CompanyProfile, WorkspaceId } from '@foyer/sdk/protocol'
import { imageSizes } from '../images/store.ts'
import type { Work } from '../store/procedure.ts'
import { imagesOf } from './rules.ts'
import type { Pictures } from './rules.ts'

/** The pictures that these drafts name, as far as the workspace has them. */
export function* picturesOf(workspaceId: WorkspaceId, drafts: readonly ComponentDraft[], { logo }: Pick<CompanyProfile, 'logo'>): Work<Pictures> {
  const found = yield* imageSizes.body({ workspaceId, ids: [...new Set(drafts.flatMap(imagesOf))] })
  return { sizes: new Map(found.map(({ id, width, height }) => [id, { width, height }])), logo }
}
