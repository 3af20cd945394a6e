import { createHash } from 'node:crypto'
import { API, LANGUAGES, MENU_PLACES, fail, ok } from '@foyer/sdk/protocol'
import type { Result, SiteId, SiteKey, WindowSettings } from '@foyer/sdk/protocol'
import { parseJson } from '../edge/body.ts'
import { isOriginPattern } from '../edge/origins.ts'
import { answer } from '../edge/problems.ts'
import { memberRoute, pageRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts, PageRequest, RoutePorts } from '../edge/routes.ts'
import { parseSiteChange } from '../edge/settings-requests.ts'
import type { Store } from '../store/store.ts'
import type { TellPages } from './live.ts'
import { shownMenu } from '../menus/rules.ts'
import { windowSettings } from '../window/rules.ts'
import { checkSite, tidyOrigin } from './rules.ts'
import { changeSite, readSites } from './store.ts'
import type { Site } from './store.ts'

/** What a page is told of its site (`Result<SiteConfig>`), and its window (`Result<WindowSettings>`). */
export function siteRoutes(app: App, ports: RoutePorts & { /** The server can send mail. */ readonly canMail: boolean }): void {
  const siteOf = async ({ origin, param }: PageRequest): Promise<Result<Site>> => {
    const site = await ports.sites.find(param('key') as SiteKey)
    if (!site) return fail('unknown_site')
    return ports.sites.mayUse(site, origin) ? ok(site) : fail('origin_refused')
  }
  pageRoute(app, ports, 'GET', '/v1/sites/:key/config', 'pages', async (asked) => {
    const site = await siteOf(asked)
    return site.ok ? unlessKnown(asked.request, ok(site.value.config)) : site
  })
  pageRoute(app, ports, 'GET', '/v1/sites/:key/window', 'pages', async (asked) => {
    const site = await siteOf(asked)
    if (!site.ok) return site
    const { searchParams } = new URL(asked.request.url)
    const language = LANGUAGES.find((one) => one === searchParams.get('language'))
    const place = MENU_PLACES.find((one) => one === searchParams.get('place')) ?? 'chat'
    const menu = site.value.menus[place]
    const told = language && { ...windowSettings(site.value, language, ports.canMail), ...(menu && { menu: shownMenu(menu, place) }) }
    return told ? unlessKnown(asked.request, ok<WindowSettings>(told)) : fail('invalid_input', { field: 'language' })
  })
}

/** Asked on every page view and seldom changed: a browser that has it is told that it is still so. */
function unlessKnown(request: Request, result: Result<unknown>): Response {
  const etag = `"${createHash('sha256').update(JSON.stringify(result)).digest('base64url').slice(0, 22)}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  return request.headers.get('if-none-match') === etag ? new Response(null, { status: 304, headers }) : answer(result, headers)
}

export interface SiteSettingsPorts extends MemberRoutePorts {
  readonly store: Store
  readonly tellPages: TellPages
}

/** Sites in the console: their origins, their look and language. A change is in force at once. */
export function siteSettingsRoutes(app: App, ports: SiteSettingsPorts): void {
  const { store, tellPages } = ports
  memberRoute(app, ports, 'GET', API.sites, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readSites, { workspaceId })))

  memberRoute(app, ports, 'PUT', API.site(':id' as SiteId), { right: 'change' }, async ({ request, param, member: { workspaceId } }) => {
    const parsed = await parseJson(request, parseSiteChange)
    if (!parsed.ok) return parsed
    const wish = { ...parsed.value, origins: parsed.value.origins.map(tidyOrigin) }
    const wrong = checkSite(wish, isOriginPattern)
    if (wrong) return wrong
    const changed = await store.run(changeSite, { workspaceId, id: param('id') as SiteId, change: { ...wish, origins: [...new Set(wish.origins)] } })
    if (!changed.ok) return changed
    tellPages(changed.value.sites)
    return ok(changed.value.record)
  })
}
