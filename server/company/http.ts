import { API, ok } from '@foyer/sdk/protocol'
import type { Result, WorkspaceId } from '@foyer/sdk/protocol'
import { parseJson } from '../edge/body.ts'
import { within } from '../edge/parse.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import { parseCompanyChange, parseHoursChange } from '../edge/settings-requests.ts'
import type { TellPages } from '../sites/live.ts'
import type { Store } from '../store/store.ts'
import { changeCompany, changeHours, readCompany, readHours } from './store.ts'
import type { Changed } from './store.ts'

export interface CompanyRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly tellPages: TellPages
  /** Who waits may be received now: hours keep agents from it (AL-13a). */
  serveWaiting(workspaceId: WorkspaceId): void
}

/** The company's profile (OR-4) and hours in the console. */
export function companyRoutes(app: App, ports: CompanyRoutePorts): void {
  const { store, tellPages, serveWaiting } = ports
  /** `field`: where in the request the form stands. */
  const told = <Record>(changed: Result<Changed<Record>>, field: string): Result<Record> => {
    if (!changed.ok) return changed.field === undefined ? changed : within(changed, field)
    tellPages(changed.value.sites)
    return ok(changed.value.record)
  }

  memberRoute(app, ports, 'GET', API.company, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readCompany, { workspaceId })))
  memberRoute(app, ports, 'PUT', API.company, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseCompanyChange)
    return change.ok ? told(await store.run(changeCompany, { workspaceId, change: change.value }), 'profile') : change
  })

  memberRoute(app, ports, 'GET', API.hours, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readHours, { workspaceId })))
  memberRoute(app, ports, 'PUT', API.hours, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseHoursChange)
    if (!change.ok) return change
    const changed = told(await store.run(changeHours, { workspaceId, change: change.value }), 'hours')
    if (changed.ok) serveWaiting(workspaceId)
    return changed
  })
}
