import { INVITATION_PATHS, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { InvitationOffer, Result } from '@foyer/sdk/protocol'
import { parseJson, parsePage, readJson } from '../edge/body.ts'
import { parseInvitationAnswer, parseInvitationChange, parseInvitationDraft, parseInvitationOrder, parseManualInvitations, parseOffer } from '../edge/invitation-requests.ts'
import { within } from '../edge/parse.ts'
import { periodOf } from '../edge/period.ts'
import { memberRoute, pageRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts, RoutePorts } from '../edge/routes.ts'
import type { TellPages } from '../sites/live.ts'
import type { Store } from '../store/store.ts'
import { isBot } from '../visitors/bots.ts'
import type { Greet } from '../visitors/greeting.ts'
import type { InvitationService } from './service.ts'
import { changeInvitation, changeManual, deleteInvitation, makeInvitation, orderInvitations, readInvitations, readResults } from './store.ts'
import type { Changed } from './store.ts'

export interface InvitationPagePorts extends RoutePorts {
  readonly greet: Greet
  readonly invitations: Pick<InvitationService, 'offer' | 'answer'>
}

/** What pages ask and say of automatic invitations (IV-5, IV-10). A robot is no visitor, and is shown none. */
export function invitationPageRoutes(app: App, ports: InvitationPagePorts): void {
  const { greet, invitations } = ports
  pageRoute(app, ports, 'POST', INVITATION_PATHS.offer, 'greetings', async ({ request, origin, address }): Promise<Result<InvitationOffer>> => {
    const asked = await parsePage(request, parseOffer)
    if (!asked.ok) return asked
    const site = await ports.sites.find(asked.value.site)
    // Refused as any page is, and not taken in as a visitor.
    if (site && ports.sites.mayUse(site, origin) && isBot(request.headers.get('user-agent'))) return ok({ isShown: false })
    const greeted = await greet(asked.value, origin, { address })
    return greeted.ok ? ok(await invitations.offer(greeted.value.visitor, asked.value.invitationId)) : greeted
  })
  pageRoute(app, ports, 'POST', INVITATION_PATHS.answer, 'greetings', async ({ request, origin, address }) => {
    const said = await parsePage(request, parseInvitationAnswer)
    if (!said.ok) return said
    const greeted = await greet(said.value, origin, { address })
    return greeted.ok ? invitations.answer(greeted.value.visitor, said.value.id, said.value.answer) : greeted
  })
}

export interface InvitationRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly tellPages: TellPages
  now(): number
  newId(): string
}

/** Four variants with texts of two looks each are more than a request usually is. */
const MOST_BYTES = 256_000

/** Invitations in the console (IV-5, IV-7, IV-9). A change is in force on open pages at once. */
export function invitationRoutes(app: App, ports: InvitationRoutePorts): void {
  const { store, tellPages, now, newId } = ports
  const path = VISITORS_API.invitation(':id')
  const told = <T>(changed: Result<Changed<T>>): Result<T> => {
    if (!changed.ok) return changed
    tellPages(changed.value.sites)
    return ok(changed.value.record)
  }

  memberRoute(app, ports, 'GET', VISITORS_API.invitations, { right: 'read' }, async ({ member: { workspaceId } }) => ok(await store.run(readInvitations, { workspaceId })))
  memberRoute(app, ports, 'POST', VISITORS_API.invitations, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const body = await readJson(request, MOST_BYTES)
    const draft = body.ok ? parseInvitationDraft(body.value) : body
    return draft.ok ? told(await store.run(makeInvitation, { workspaceId, id: newId(), draft: draft.value, now: now() })) : draft
  })

  // Before what names one: `order`, `results` and `manual` are no ids.
  memberRoute(app, ports, 'PUT', VISITORS_API.invitationOrder, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const order = await parseJson(request, parseInvitationOrder)
    return order.ok ? told(await store.run(orderInvitations, { workspaceId, order: order.value })) : order
  })
  memberRoute(app, ports, 'PUT', VISITORS_API.manualInvitations, { right: 'change' }, async ({ request, member: { workspaceId } }) => {
    const change = await parseJson(request, parseManualInvitations)
    return change.ok ? store.run(changeManual, { workspaceId, change: change.value, now: now() }) : change
  })
  memberRoute(app, ports, 'GET', VISITORS_API.invitationResults, { right: 'read' }, async ({ request, member: { workspaceId } }) => {
    const period = periodOf(request)
    return period.ok ? ok(await store.run(readResults, { workspaceId, ...period.value })) : period
  })

  memberRoute(app, ports, 'PUT', path, { right: 'change' }, async ({ request, param, member: { workspaceId } }) => {
    const body = await readJson(request, MOST_BYTES)
    const change = body.ok ? parseInvitationChange(body.value) : body
    if (!change.ok) return change
    const changed = await store.run(changeInvitation, { workspaceId, id: param('id'), change: change.value })
    return changed.ok || changed.field === undefined ? told(changed) : within(changed, 'draft')
  })
  memberRoute(app, ports, 'DELETE', path, { right: 'change' }, async ({ param, member: { workspaceId } }) => told(await store.run(deleteInvitation, { workspaceId, id: param('id'), now: now() })))
}
