import { MENU_PLACES, VISITORS_API, fail, ok } from '@foyer/sdk/protocol'
import type { MenuPlace, MenuRecord, Result } from '@foyer/sdk/protocol'
import type { Changed } from '../company/store.ts'
import { parseJson, readJson } from '../edge/body.ts'
import { parseMenuChange, parseMenuPublication } from '../edge/menu-requests.ts'
import { within } from '../edge/parse.ts'
import { periodOf } from '../edge/period.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { TellPages } from '../sites/live.ts'
import type { Store } from '../store/store.ts'
import { checkMenu } from './rules.ts'
import { changeMenu, publishMenu, readMenu, readMenuCounts } from './store.ts'

/** A hundred replies of a few thousand characters each. */
const MOST_BYTES = 2_000_000

export interface MenuRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly tellPages: TellPages
  now(): number
}

/** The menus of the window and of the hosted page in the console (MN-1 to MN-4). */
export function menuRoutes(app: App, ports: MenuRoutePorts): void {
  const { store, tellPages, now } = ports
  const path = ':place' as MenuPlace
  const placeOf = (said: string): MenuPlace | undefined => MENU_PLACES.find((one) => one === said)
  /** What is wrong is named by its place in the draft. */
  const told = (changed: Result<Changed<MenuRecord>>): Result<MenuRecord> => {
    if (!changed.ok) return changed.field === undefined ? changed : within(changed, 'draft')
    if (changed.value.sites.length > 0) tellPages(changed.value.sites)
    return ok(changed.value.record)
  }

  memberRoute(app, ports, 'GET', VISITORS_API.menu(path), { right: 'read' }, async ({ param, member: { workspaceId } }) => {
    const place = placeOf(param('place'))
    return place ? ok(await store.run(readMenu, { workspaceId, place })) : fail('not_found')
  })
  memberRoute(app, ports, 'PUT', VISITORS_API.menu(path), { right: 'change' }, async ({ request, param, member: { workspaceId, id: memberId } }) => {
    const place = placeOf(param('place'))
    if (!place) return fail('not_found')
    const body = await readJson(request, MOST_BYTES)
    const change = body.ok ? parseMenuChange(body.value) : body
    if (!change.ok) return change
    const wrong = checkMenu(change.value.draft)
    return wrong ? within(wrong, 'draft') : told(await store.run(changeMenu, { workspaceId, place, memberId, change: change.value, now: now() }))
  })
  memberRoute(app, ports, 'POST', VISITORS_API.menuPublication(path), { right: 'change' }, async ({ request, param, member: { workspaceId, id: memberId } }) => {
    const place = placeOf(param('place'))
    if (!place) return fail('not_found')
    const publication = await parseJson(request, parseMenuPublication)
    return publication.ok ? told(await store.run(publishMenu, { workspaceId, place, memberId, publication: publication.value, now: now() })) : publication
  })
  memberRoute(app, ports, 'GET', VISITORS_API.menuCounts(path), { right: 'read' }, async ({ request, param, member: { workspaceId } }) => {
    const place = placeOf(param('place'))
    if (!place) return fail('not_found')
    const period = periodOf(request)
    return period.ok ? ok(await store.run(readMenuCounts, { workspaceId, place, ...period.value })) : period
  })
}
