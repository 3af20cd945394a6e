/** Sites in the database: what a page is told of its own, and what the console changes. */
import { PROTOCOL, fail, failForm, ok } from '@foyer/sdk/protocol'
import type { Consent, Language, Menu, MenuPlace, Result, SiteChange, SiteConfig, SiteId, SiteKey, SiteRecord, Theme, WorkspaceId } from '@foyer/sdk/protocol'
import { hoursOf, panelOf, shownCompanyName } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import { invitationsOfSite } from '../invitations/store.ts'
import { picturesOf } from '../reception/pictures.ts'
import { draftOf, shownOf } from '../reception/rules.ts'
import { db, first, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { SiteRow } from '../store/schema.ts'
import { shownMenus } from '../menus/store.ts'
import { formOf } from '../surveys/rules.ts'
import { surveyOf } from '../surveys/store.ts'
import { pageTexts, textsOf, windowOf } from '../window/rules.ts'
import type { WindowSurroundings } from '../window/rules.ts'
import { moveSites } from './versions.ts'
import type { ChangedSite } from './versions.ts'

export interface Site extends WindowSurroundings {
  readonly id: SiteId
  readonly workspaceId: WorkspaceId
  /** Origins whose pages may use it (see `edge/origins.ts`). */
  readonly origins: readonly string[]
  readonly config: SiteConfig
  /** Those that are on and published (MN-1). */
  readonly menus: Readonly<Partial<Record<MenuPlace, Menu>>>
}

const siteByKey = prepare((p: { key: SiteKey }) => db.selectFrom('sites').selectAll().where('key', '=', p.key))
const componentsOfSite = prepare((p: { siteId: SiteId }) =>
  db.selectFrom('components').selectAll().where('site_id', '=', p.siteId).where('is_on', '=', 1).where('deleted_at', 'is', null).orderBy('created_at').orderBy('id'),
)

export const findSite = procedure('sites.find', function* (input: { key: SiteKey }): Work<Site | undefined> {
  const row = yield* first(siteByKey, input)
  if (!row) return undefined
  const { profile, settings } = yield* companyOf(row.workspace_id)
  const components = (yield* rows(componentsOfSite, { siteId: row.id })).map(({ id, slug, ...kept }) => ({ id, slug, draft: draftOf(kept) }))
  const pictures = yield* picturesOf(row.workspace_id, components.map(({ draft }) => draft), profile)
  const survey = yield* surveyOf(row.workspace_id)
  const invitations = yield* invitationsOfSite(row.id, row.workspace_id)
  const texts = textsOf(settings)
  const ownTexts = pageTexts(texts)
  const asksForHours = components.some(({ draft }) => draft.show.outsideHours !== undefined)
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    origins: JSON.parse(row.origins) as string[],
    config: {
      protocol: PROTOCOL,
      version: row.config_version,
      name: shownCompanyName(profile),
      theme: JSON.parse(row.theme) as Theme,
      language: row.language as Language | 'auto',
      ...(row.consent !== 'full' && { consent: row.consent as Exclude<Consent, 'full'> }),
      ...(ownTexts && { texts: ownTexts }),
      ...(asksForHours && { hours: hoursOf(settings) }),
      components: components.flatMap((component) => shownOf(component, component.draft, pictures) ?? []),
      ...(invitations.length > 0 && { invitations }),
    },
    company: panelOf(profile),
    hours: hoursOf(settings),
    window: windowOf(settings),
    texts,
    ...(survey.isOn && survey.shows.window && { survey: formOf(survey) }),
    menus: yield* shownMenus(row.workspace_id),
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
  const known = JSON.parse(site.origins) as string[]
  const origins = [...new Set([...known, ...input.origins])]
  if (origins.length === known.length) return
  // A form that is open at the console would take them out again.
  yield* run(db.updateTable('sites').set({ origins: JSON.stringify(origins), revision: site.revision + 1 }).where('id', '=', site.id))
})

const recordOf = ({ id, key, revision, name, origins, theme, language, consent }: SiteRow): SiteRecord => ({
  id,
  key,
  revision,
  name,
  origins: JSON.parse(origins) as string[],
  theme: JSON.parse(theme) as Theme,
  language: language as SiteRecord['language'],
  consent: consent as Consent,
})

const sitesOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('sites').selectAll().where('workspace_id', '=', p.workspaceId).orderBy('created_at').orderBy('id'),
)
const siteOfWorkspace = prepare((p: { id: SiteId; workspaceId: WorkspaceId }) =>
  db.selectFrom('sites').selectAll().where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)

export const readSites = procedure('sites.read', function* (input: { workspaceId: WorkspaceId }): Work<readonly SiteRecord[]> {
  return (yield* rows(sitesOfWorkspace, input)).map(recordOf)
})

/** Whether a site is of this workspace. */
export function* hasSite(id: SiteId, workspaceId: WorkspaceId): Work<boolean> {
  return (yield* first(siteOfWorkspace, { id, workspaceId })) !== undefined
}

export interface ChangeSite {
  readonly workspaceId: WorkspaceId
  readonly id: SiteId
  /** Checked. */
  readonly change: SiteChange
}

export const changeSite = procedure('sites.change', function* (input: ChangeSite): Work<Result<{ readonly record: SiteRecord; readonly sites: readonly ChangedSite[] }>> {
  const { workspaceId, id, change: { revision, name, origins, theme, language, consent } } = input
  if (!(yield* hasSite(id, workspaceId))) return fail('not_found')
  const changed = yield* run(
    db
      .updateTable('sites')
      .set({ revision: revision + 1, name, origins: JSON.stringify(origins), theme: JSON.stringify(theme), language, consent })
      .where('id', '=', id)
      .where('revision', '=', revision),
  )
  if (changed === 0) return failForm('changed_meanwhile')
  const sites = yield* moveSites([id])
  return ok({ record: recordOf((yield* first(siteOfWorkspace, { id, workspaceId }))!), sites })
})
