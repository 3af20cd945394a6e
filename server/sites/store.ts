/** Sites in the database, and what a page is told of its own. */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Language, SiteConfig, SiteId, SiteKey, Theme, WorkspaceId } from '@foyer/sdk/protocol'
import { shownOf } from '../reception/rules.ts'
import { db, first, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

export interface Site {
  readonly id: SiteId
  readonly workspaceId: WorkspaceId
  /** Origins whose pages may use it (see `edge/origins.ts`). */
  readonly origins: readonly string[]
  readonly config: SiteConfig
}

const siteByKey = prepare((p: { key: SiteKey }) =>
  db
    .selectFrom('sites')
    .innerJoin('workspaces', 'workspaces.id', 'sites.workspace_id')
    .selectAll('sites')
    .select('workspaces.name as company')
    .where('sites.key', '=', p.key),
)
const componentsOfSite = prepare((p: { siteId: SiteId }) =>
  db.selectFrom('components').selectAll().where('site_id', '=', p.siteId).where('is_on', '=', 1).where('deleted_at', 'is', null).orderBy('created_at').orderBy('id'),
)

export const findSite = procedure('sites.find', function* (input: { key: SiteKey }): Work<Site | undefined> {
  const row = yield* first(siteByKey, input)
  if (!row) return undefined
  const components = yield* rows(componentsOfSite, { siteId: row.id })
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    origins: JSON.parse(row.origins) as string[],
    config: {
      protocol: PROTOCOL,
      version: row.config_version,
      name: row.company,
      theme: JSON.parse(row.theme) as Theme,
      language: row.language as Language | 'auto',
      components: components.flatMap((component) => shownOf(component) ?? []),
    },
  }
})

/** The origins of all sites together: who may knock at all, before it is known at whose door. */
export const readOrigins = procedure('sites.origins', function* (_: null): Work<readonly string[]> {
  const found = yield* rows(db.selectFrom('sites').select('origins'))
  return [...new Set(found.flatMap(({ origins }) => JSON.parse(origins) as string[]))]
})

/** Adds origins to a site's list. Pages need not fetch anything again for it. */
export const addOrigins = procedure('sites.add-origins', function* (input: { key: SiteKey; origins: readonly string[] }): Work<void> {
  const site = yield* first(siteByKey, { key: input.key })
  if (!site) return
  const origins = new Set([...(JSON.parse(site.origins) as string[]), ...input.origins])
  yield* run(db.updateTable('sites').set({ origins: JSON.stringify([...origins]) }).where('id', '=', site.id))
})
