import { API } from '@foyer/sdk/protocol'
import type { ComponentId } from '@foyer/sdk/protocol'
import { parseJson } from '../edge/body.ts'
import { parseNothing } from '../edge/desk-requests.ts'
import { within } from '../edge/parse.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRequest, MemberRoutePorts } from '../edge/routes.ts'
import { parseComponentChange, parseComponentDraft, parseSwitchRequest } from '../edge/settings-requests.ts'
import type { ReceptionService } from './service.ts'

export interface ReceptionRoutePorts extends MemberRoutePorts {
  readonly reception: ReceptionService
}

const READ = { right: 'read' } as const
const CHANGE = { right: 'change' } as const
const ANY = ':id' as ComponentId
const idOf = ({ param }: MemberRequest) => param('id') as ComponentId

/** Components in the console (RC-2, RC-3, RC-14). */
export function receptionRoutes(app: App, ports: ReceptionRoutePorts): void {
  const { reception } = ports

  memberRoute(app, ports, 'GET', API.receivers, READ, ({ member }) => reception.receivers(member))
  memberRoute(app, ports, 'GET', API.components, READ, ({ member }) => reception.list(member))
  memberRoute(app, ports, 'POST', API.components, CHANGE, async ({ request, member }) => {
    const draft = await parseJson(request, parseComponentDraft)
    return draft.ok ? reception.make(member, draft.value) : draft
  })

  memberRoute(app, ports, 'GET', API.component(ANY), READ, (request) => reception.read(request.member, idOf(request)))
  memberRoute(app, ports, 'PUT', API.component(ANY), CHANGE, async (request) => {
    const change = await parseJson(request.request, parseComponentChange)
    if (!change.ok) return change
    const changed = await reception.change(request.member, idOf(request), change.value)
    return !changed.ok && changed.field !== undefined ? within(changed, 'component') : changed
  })
  memberRoute(app, ports, 'DELETE', API.component(ANY), CHANGE, (request) => reception.delete(request.member, idOf(request)))

  memberRoute(app, ports, 'GET', API.componentDependents(ANY), READ, (request) => reception.dependents(request.member, idOf(request)))
  memberRoute(app, ports, 'POST', API.componentSwitch(ANY), CHANGE, async (request) => {
    const wish = await parseJson(request.request, parseSwitchRequest)
    return wish.ok ? reception.switch(request.member, idOf(request), wish.value.isOn) : wish
  })
  memberRoute(app, ports, 'POST', API.componentCopy(ANY), CHANGE, async (request) => {
    const nothing = await parseJson(request.request, parseNothing)
    return nothing.ok ? reception.copy(request.member, idOf(request)) : nothing
  })
}
