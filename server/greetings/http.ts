import { ALLOCATION_API, fail, ok } from '@foyer/sdk/protocol'
import type { MemberId } from '@foyer/sdk/protocol'
import { readJson } from '../edge/body.ts'
import { within } from '../edge/parse.ts'
import { parseAgentGreetingChange, parseGreetingsChange } from '../edge/reply-requests.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import { hasRight } from '../members/rights.ts'
import type { Store } from '../store/store.ts'
import { checkGreeting, checkGreetings } from './rules.ts'
import { changeAgentGreeting, changeGreetings, readGreetings } from './store.ts'

/** A greeting for each of many components is more than a request usually is. */
const MOST_BYTES = 2_000_000

/** Greetings in the console: everybody their own, and with the right those of all (GR-1, GR-2). */
export function greetingRoutes(app: App, ports: MemberRoutePorts & { readonly store: Store }): void {
  const { store } = ports
  memberRoute(app, ports, 'GET', ALLOCATION_API.greetings, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readGreetings, { workspaceId })))
  memberRoute(app, ports, 'PUT', ALLOCATION_API.greetings, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const body = await readJson(request, MOST_BYTES)
    const change = body.ok ? parseGreetingsChange(body.value) : body
    if (!change.ok) return change
    return checkGreetings(change.value) ?? store.run(changeGreetings, { workspaceId, change: change.value })
  })
  memberRoute(app, ports, 'PUT', ALLOCATION_API.agentGreeting(':id' as MemberId), { right: 'read' }, async ({ request, param, member }) => {
    const memberId = param('id') as MemberId
    if (member.id !== memberId && !hasRight(member.role, 'change')) return fail('not_allowed')
    const body = await readJson(request)
    const change = body.ok ? parseAgentGreetingChange(body.value) : body
    if (!change.ok) return change
    const wrong = checkGreeting(change.value.greeting)
    if (wrong) return within(wrong, 'greeting')
    return store.run(changeAgentGreeting, { workspaceId: member.workspaceId, memberId, change: change.value })
  })
}
