/** Versions of sites' configs: each change that pages must hear of moves them (RC-15). */
import type { SiteId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

/** A site whose pages have something new to fetch. */
export interface ChangedSite {
  readonly siteId: SiteId
  readonly version: number
}

const moved = db
  .updateTable('sites')
  .set((row) => ({ config_version: row('config_version', '+', 1) }))
  .returning(['id as siteId', 'config_version as version'])

export function* moveSites(ids: readonly SiteId[]): Work<readonly ChangedSite[]> {
  return ids.length === 0 ? [] : yield* rows(moved.where('id', 'in', [...new Set(ids)]))
}

export const moveAllSites = (workspaceId: WorkspaceId): Work<readonly ChangedSite[]> => rows(moved.where('workspace_id', '=', workspaceId))

export const readVersions = procedure('sites.versions', function* (_: null): Work<readonly ChangedSite[]> {
  return yield* rows(db.selectFrom('sites').select(['id as siteId', 'config_version as version']))
})
