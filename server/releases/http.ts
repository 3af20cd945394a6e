import { API, fail, ok } from '@foyer/sdk/protocol'
import { serveBuiltFile } from '../edge/files.ts'
import { answer } from '../edge/problems.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import type { Releases } from './service.ts'

export interface ReleaseRoutePorts extends MemberRoutePorts {
  readonly releases: Releases
  publicOrigin(): string
}

/** The widget is for pages of any origin; what it may then ask for is another matter. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

/** The widget's files, and which addresses the tag can have (RC-17). */
export function releaseRoutes(app: App, ports: ReleaseRoutePorts): void {
  const { releases, publicOrigin } = ports
  memberRoute(app, ports, 'GET', API.tags, { right: 'read' }, async () => ok(await releases.tags(publicOrigin())))

  app.get('/:file', async (c) => {
    const name = c.req.param('file')
    const file = await releases.find(name)
    return file ? serveBuiltFile(name, file, c.req.raw, OPEN) : answer(fail('not_found'))
  })
}
