import * as v from 'valibot'
import { API, LIMITS } from '@foyer/sdk/protocol'
import type { SiteCheckRequest, SiteId } from '@foyer/sdk/protocol'
import { parseJson } from '../edge/body.ts'
import { parser, strict } from '../edge/parse.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { SiteChecks } from './service.ts'

export interface SiteCheckRoutePorts extends MemberRoutePorts {
  readonly siteChecks: SiteChecks
}

const parseRequest = parser<SiteCheckRequest>()(strict({ address: v.pipe(v.string(), v.maxLength(LIMITS.address)) }))

/** The check of a page (RC-20). It changes nothing, and still is for those who may change: it sends requests in the server's name. */
export function siteCheckRoutes(app: App, ports: SiteCheckRoutePorts): void {
  memberRoute(app, ports, 'POST', API.siteCheck(':id' as SiteId), { right: 'change', rule: 'site-checks' }, async ({ request, member, param }) => {
    const asked = await parseJson(request, parseRequest)
    if (!asked.ok) return asked
    return ports.siteChecks.check({ workspaceId: member.workspaceId, siteId: param('id') as SiteId, address: asked.value.address })
  })
}
