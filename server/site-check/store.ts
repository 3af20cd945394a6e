/** What the check of a page asks the database. */
import type { PageRef, SiteId, SiteKey, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const siteOfWorkspace = prepare((p: { id: SiteId; workspaceId: WorkspaceId }) =>
  db.selectFrom('sites').select(['key', 'origins']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)
/** Facts stand in the order of time, so that the last ones are found without looking at the others. */
const lastFacts = prepare((p: { workspaceId: WorkspaceId; most: number }) =>
  db.selectFrom('facts').select(['kind', 'site_id', 'visitor_id']).where('workspace_id', '=', p.workspaceId).orderBy('at', 'desc').limit(p.most),
)

export interface CheckedSite {
  readonly key: SiteKey
  readonly origins: readonly string[]
}

export const readCheckedSite = procedure('site-check.site', function* (input: { id: SiteId; workspaceId: WorkspaceId }): Work<CheckedSite | undefined> {
  const row = yield* first(siteOfWorkspace, input)
  return row && { key: row.key, origins: JSON.parse(row.origins) as string[] }
})

/** How far back it looks: enough for a site that was just set up, and the same work for one with millions of visitors. */
const MOST_FACTS = 2_000
const MOST_VISITORS = 200

/** When a visitor was last seen on a page of this origin, among those who came for the first time of late. */
export const lastVisitorAt = procedure('site-check.last-visitor', function* (input: {
  workspaceId: WorkspaceId
  siteId: SiteId
  origin: string
}): Work<number | undefined> {
  const { workspaceId, siteId, origin } = input
  const facts = yield* rows(lastFacts, { workspaceId, most: MOST_FACTS })
  const newcomers = facts.flatMap(({ kind, site_id, visitor_id }) => (kind === 'visitor-came' && site_id === siteId && visitor_id !== null ? [visitor_id] : []))
  if (newcomers.length === 0) return undefined
  const visitors = yield* rows(db.selectFrom('visitors').select(['page', 'last_seen_at']).where('id', 'in', newcomers.slice(0, MOST_VISITORS)))
  const there = visitors.filter(({ page }) => page !== null && URL.parse((JSON.parse(page) as PageRef).url)?.origin === origin)
  return there.length === 0 ? undefined : Math.max(...there.map(({ last_seen_at }) => Number(last_seen_at)))
})
