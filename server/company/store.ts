/** The company's profile and hours in the database: two areas of the workspace's settings. */
import { PUBLIC_PATHS, failForm, ok } from '@foyer/sdk/protocol'
import type { CompanyChange, CompanyProfile, CompanyRecord, HoursChange, HoursRecord, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { moveAllSites } from '../sites/versions.ts'
import type { ChangedSite } from '../sites/versions.ts'
import { db, first, lock, prepare, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { checkHours, checkProfile, hoursOf, profileOf } from './rules.ts'
import type { CompanySettings } from './rules.ts'

const workspaceById = prepare((p: { id: WorkspaceId }) => db.selectFrom('workspaces').select(['name', 'settings']).where('id', '=', p.id))
/** Keeps the settings of a workspace as a whole. The caller holds the workspace. */
export const keepSettings = prepare((p: { id: WorkspaceId; name: string; settings: string }) =>
  db.updateTable('workspaces').set({ name: p.name, settings: p.settings }).where('id', '=', p.id),
)

export interface Company {
  readonly profile: CompanyProfile
  readonly settings: CompanySettings
}

/** The company of a workspace, as its settings say. */
export function* companyOf(workspaceId: WorkspaceId): Work<Company> {
  const row = yield* first(workspaceById, { id: workspaceId })
  if (!row) throw new Error(`There is no workspace ${workspaceId}`)
  const settings = JSON.parse(row.settings) as CompanySettings
  return { profile: profileOf(row.name, settings), settings }
}

export const readCompany = procedure('company.read', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<CompanyRecord> {
  return recordOf(yield* companyOf(workspaceId))
})

export const readHours = procedure('company.hours', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<HoursRecord> {
  const { settings } = yield* companyOf(workspaceId)
  return hoursRecordOf(settings)
})

const recordOf = ({ profile, settings }: Company): CompanyRecord => ({
  ...profile,
  revision: settings.company?.revision ?? 0,
  ...(profile.logo && { logoPath: PUBLIC_PATHS.image(profile.logo) }),
})
const hoursRecordOf = (settings: CompanySettings): HoursRecord => ({ ...hoursOf(settings), revision: settings.hours?.revision ?? 0 })

/** What was changed, and the sites whose pages show it. */
export interface Changed<Record> {
  readonly record: Record
  readonly sites: readonly ChangedSite[]
}

/** Keeps what the company says of itself. It shows at once, everywhere (OR-4). */
export const changeCompany = procedure('company.change', function* (input: { workspaceId: WorkspaceId; change: CompanyChange }): Work<Result<Changed<CompanyRecord>>> {
  const { workspaceId, change: { revision, profile } } = input
  yield* lock(`workspace:${workspaceId}`)
  const { settings } = yield* companyOf(workspaceId)
  if ((settings.company?.revision ?? 0) !== revision) return failForm('changed_meanwhile')
  const wrong = checkProfile(profile, { hasLogo: yield* hasImage(profile.logo, workspaceId) })
  if (wrong) return wrong
  const changed: CompanySettings = { ...settings, company: { revision: revision + 1, profile } }
  yield* run(keepSettings, { id: workspaceId, name: profile.name, settings: JSON.stringify(changed) })
  return ok({ record: recordOf({ profile, settings: changed }), sites: yield* moveAllSites(workspaceId) })
})

/** Keeps when the company works (RC-9). */
export const changeHours = procedure('company.change-hours', function* (input: { workspaceId: WorkspaceId; change: HoursChange }): Work<Result<Changed<HoursRecord>>> {
  const { workspaceId, change: { revision, hours } } = input
  yield* lock(`workspace:${workspaceId}`)
  const { profile, settings } = yield* companyOf(workspaceId)
  if ((settings.hours?.revision ?? 0) !== revision) return failForm('changed_meanwhile')
  const wrong = checkHours(hours)
  if (wrong) return wrong
  const changed: CompanySettings = { ...settings, hours: { revision: revision + 1, hours } }
  yield* run(keepSettings, { id: workspaceId, name: profile.name, settings: JSON.stringify(changed) })
  return ok({ record: hoursRecordOf(changed), sites: yield* moveAllSites(workspaceId) })
})

function* hasImage(id: string, workspaceId: WorkspaceId): Work<boolean> {
  return (yield* first(db.selectFrom('images').select('id').where('id', '=', id).where('workspace_id', '=', workspaceId))) !== undefined
}
