import { PATHS, fail } from '@foyer/sdk/protocol'
import { readJson } from '../edge/body.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import { pageRoute, rateLimited } from '../edge/routes.ts'
import type { App, RoutePorts } from '../edge/routes.ts'
import { parseCounts } from '../edge/settings-requests.ts'
import type { Store } from '../store/store.ts'
import { isBot } from '../visitors/bots.ts'
import { countEvents } from './counts.ts'

export interface CountRoutePorts extends RoutePorts {
  readonly store: Store
  now(): number
}

/** What pages say of showings and clicks, by beacon. Nobody waits for the answer, and it says nothing. */
export function countRoutes(app: App, ports: CountRoutePorts): void {
  const { sites, store, limits, log, now } = ports
  pageRoute(app, ports, 'POST', PATHS.counts, 'pages', async ({ request, origin, address }) => {
    const body = await readJson(request)
    if (!body.ok) return body
    const counts = refusedProtocol(body.value) ?? parseCounts(body.value)
    if (!counts.ok) return counts
    const site = await sites.find(counts.value.site)
    if (!site) return fail('unknown_site')
    if (!sites.mayUse(site, origin)) return fail('origin_refused')

    const known = new Set(site.config.components.map(({ id }) => id))
    const events = counts.value.events.filter(({ componentId }) => known.has(componentId))
    if (events.length > 0 && !isBot(request.headers.get('user-agent'))) {
      if (!(await limits.allow('counts', address, events.length))) return rateLimited(log, PATHS.counts, 'counts')
      await store.run(countEvents, { workspaceId: site.workspaceId, siteId: site.id, load: counts.value.load, events, now: now() })
    }
    return new Response(null, { status: 204 })
  })
}
