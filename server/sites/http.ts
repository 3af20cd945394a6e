import { createHash } from 'node:crypto'
import { fail, ok } from '@foyer/sdk/protocol'
import type { SiteKey } from '@foyer/sdk/protocol'
import { answer } from '../edge/problems.ts'
import { pageRoute } from '../edge/routes.ts'
import type { App, RoutePorts } from '../edge/routes.ts'

/** What a page is told of its site (`Result<SiteConfig>`). */
export function siteRoutes(app: App, ports: RoutePorts): void {
  pageRoute(app, ports, 'GET', '/v1/sites/:key/config', 'pages', async ({ request, origin, param }) => {
    const site = await ports.sites.find(param('key') as SiteKey)
    if (!site) return fail('unknown_site')
    if (!ports.sites.mayUse(site, origin)) return fail('origin_refused')

    // Asked on every page view and seldom changed: a browser that has it is told that it is still so.
    const result = ok(site.config)
    const etag = `"${createHash('sha256').update(JSON.stringify(result)).digest('base64url').slice(0, 22)}"`
    const headers = { etag, 'cache-control': 'private, no-cache' }
    return request.headers.get('if-none-match') === etag ? new Response(null, { status: 304, headers }) : answer(result, headers)
  })
}
