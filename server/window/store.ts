/** The chat window's rules and the workspace's own words in the database: two areas of the workspace's settings. */
import { failForm, ok } from '@foyer/sdk/protocol'
import type { Result, TextsChange, TextsRecord, WindowChange, WindowRecord, WindowRules, WorkspaceId } from '@foyer/sdk/protocol'
import type { CompanySettings } from '../company/rules.ts'
import { companyOf, keepSettings } from '../company/store.ts'
import type { Changed } from '../company/store.ts'
import { moveAllSites } from '../sites/versions.ts'
import { lock, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { checkTexts, checkWindow, formerSurveyOf, textsOf, tidyTexts, windowOf } from './rules.ts'

/** What the database knows of it; whether mail can be sent, the server does. */
export type KeptWindow = Omit<WindowRecord, 'canMail'>

interface OfWorkspace {
  readonly workspaceId: WorkspaceId
}

const windowRecord = (settings: CompanySettings): KeptWindow => ({ ...windowOf(settings), revision: settings.window?.revision ?? 0 })
const textsRecord = (settings: CompanySettings): TextsRecord => ({ texts: textsOf(settings), revision: settings.texts?.revision ?? 0 })

/** The rules of a workspace, for procedures that go by them. */
export function* readWindowRules(workspaceId: WorkspaceId): Work<WindowRules> {
  return windowOf((yield* companyOf(workspaceId)).settings)
}

export const readWindow = procedure('window.read', function* ({ workspaceId }: OfWorkspace): Work<KeptWindow> {
  return windowRecord((yield* companyOf(workspaceId)).settings)
})

export const readTexts = procedure('window.texts', function* ({ workspaceId }: OfWorkspace): Work<TextsRecord> {
  return textsRecord((yield* companyOf(workspaceId)).settings)
})

/** Keeps the window's rules. Open windows hear of it at once. */
export const changeWindow = procedure('window.change', function* ({ workspaceId, change: { revision, rules } }: OfWorkspace & { change: WindowChange }): Work<Result<Changed<KeptWindow>>> {
  yield* lock(`workspace:${workspaceId}`)
  const { profile, settings } = yield* companyOf(workspaceId)
  if ((settings.window?.revision ?? 0) !== revision) return failForm('changed_meanwhile')
  const wrong = checkWindow(rules)
  if (wrong) return wrong
  const former = formerSurveyOf(settings)
  const changed: CompanySettings = { ...settings, window: { revision: revision + 1, rules: { ...rules, ...(former && { survey: former }) } } }
  yield* run(keepSettings, { id: workspaceId, name: profile.name, settings: JSON.stringify(changed) })
  return ok({ record: windowRecord(changed), sites: yield* moveAllSites(workspaceId) })
})

/** Keeps the workspace's own words (CW-18). Pages and open windows hear of it at once. */
export const changeTexts = procedure('window.change-texts', function* ({ workspaceId, change: { revision, texts } }: OfWorkspace & { change: TextsChange }): Work<Result<Changed<TextsRecord>>> {
  yield* lock(`workspace:${workspaceId}`)
  const { profile, settings } = yield* companyOf(workspaceId)
  if ((settings.texts?.revision ?? 0) !== revision) return failForm('changed_meanwhile')
  const wrong = checkTexts(texts)
  if (wrong) return wrong
  const changed: CompanySettings = { ...settings, texts: { revision: revision + 1, texts: tidyTexts(texts) } }
  yield* run(keepSettings, { id: workspaceId, name: profile.name, settings: JSON.stringify(changed) })
  return ok({ record: textsRecord(changed), sites: yield* moveAllSites(workspaceId) })
})
