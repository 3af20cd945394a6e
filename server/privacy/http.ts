import { API, TALK_PATHS, fail, ok } from '@foyer/sdk/protocol'
import type { VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { parsePage } from '../edge/body.ts'
import { parseCredentials } from '../edge/page-requests.ts'
import { memberRoute, pageRoute, rateLimited } from '../edge/routes.ts'
import type { Answer, App, MemberRoutePorts } from '../edge/routes.ts'
import { streamOf } from '../edge/stream.ts'
import type { Recognise } from '../visitors/greeting.ts'
import type { PrivacyService } from './service.ts'

export interface PrivacyRoutePorts extends MemberRoutePorts {
  readonly recognise: Recognise
  readonly privacy: PrivacyService
}

/**
 * What is kept of a person, to be given and to be taken away (CW-15): for visitors who ask for it themselves, and for
 * owner and administrators, who see all visitors of their workspace and are asked for it by mail or telephone.
 */
export function privacyRoutes(app: App, ports: PrivacyRoutePorts): void {
  const { recognise, privacy, limits, log } = ports

  const give = async (workspaceId: WorkspaceId, visitorId: VisitorId): Promise<Answer> => {
    const found = await privacy.data(workspaceId, visitorId)
    if (!found.ok) return found
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="visitor-${found.value.number}.json"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    }
    return new Response(streamOf(found.value.pieces), { headers })
  }

  pageRoute(app, ports, 'POST', TALK_PATHS.data, 'greetings', async ({ request, origin }) => {
    const parsed = await parsePage(request, parseCredentials)
    if (!parsed.ok) return parsed
    const visitor = await recognise(parsed.value, origin)
    if (!visitor.ok) return visitor
    if (!visitor.value) return fail('not_found')
    if (!(await limits.allow('personal-data', visitor.value.id))) return rateLimited(log, TALK_PATHS.data, 'personal-data')
    return give(visitor.value.workspaceId, visitor.value.id)
  })

  pageRoute(app, ports, 'POST', TALK_PATHS.erase, 'greetings', async ({ request, origin, address }) => {
    const parsed = await parsePage(request, parseCredentials)
    if (!parsed.ok) return parsed
    const visitor = await recognise(parsed.value, origin)
    if (!visitor.ok) return visitor
    // Of whom nothing is kept, nothing is left.
    if (!visitor.value) return ok(null)
    // By address: whoever is erased can come anew at once.
    if (!(await limits.allow('personal-data', address))) return rateLimited(log, TALK_PATHS.erase, 'personal-data')
    await privacy.erase(visitor.value.workspaceId, visitor.value.id)
    return ok(null)
  })

  memberRoute(app, ports, 'GET', API.visitorData(':id' as VisitorId), { right: 'change', rule: 'personal-data' }, ({ param, member }) =>
    give(member.workspaceId, param('id') as VisitorId),
  )
  memberRoute(app, ports, 'DELETE', API.visitor(':id' as VisitorId), { right: 'change', rule: 'personal-data' }, async ({ param, member }) =>
    (await privacy.erase(member.workspaceId, param('id') as VisitorId)) ? ok(null) : fail('not_found'),
  )
}
