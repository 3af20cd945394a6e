import { API, ok } from '@foyer/sdk/protocol'
import type { Result, WindowRecord } from '@foyer/sdk/protocol'
import type { Changed } from '../company/store.ts'
import { parseJson } from '../edge/body.ts'
import { within } from '../edge/parse.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import { parseTextsChange, parseWindowChange } from '../edge/window-requests.ts'
import type { TellPages } from '../sites/live.ts'
import type { Store } from '../store/store.ts'
import { changeTexts, changeWindow, readTexts, readWindow } from './store.ts'

export interface WindowRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly tellPages: TellPages
  /** The server can send mail. */
  readonly canMail: boolean
}

/** The chat window's rules and the workspace's own words in the console. */
export function windowRoutes(app: App, ports: WindowRoutePorts): void {
  const { store, tellPages, canMail } = ports
  /** `field`: where in the request the form stands. */
  const told = <Record>(changed: Result<Changed<Record>>, field: string): Result<Record> => {
    if (!changed.ok) return changed.field === undefined ? changed : within(changed, field)
    tellPages(changed.value.sites)
    return ok(changed.value.record)
  }

  memberRoute(app, ports, 'GET', API.window, { right: 'read' }, async ({ member: { workspaceId } }) => ok<WindowRecord>({ ...(await store.run(readWindow, { workspaceId })), canMail }))
  memberRoute(app, ports, 'PUT', API.window, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseWindowChange)
    if (!change.ok) return change
    const changed = told(await store.run(changeWindow, { workspaceId, change: change.value }), 'rules')
    return changed.ok ? ok<WindowRecord>({ ...changed.value, canMail }) : changed
  })

  memberRoute(app, ports, 'GET', API.texts, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readTexts, { workspaceId })))
  memberRoute(app, ports, 'PUT', API.texts, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseTextsChange)
    return change.ok ? told(await store.run(changeTexts, { workspaceId, change: change.value }), 'texts') : change
  })
}
