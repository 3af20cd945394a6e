import { randomBytes } from 'node:crypto'
import { ALLOCATION_API, ok } from '@foyer/sdk/protocol'
import type { BotRecord, MadeBot, Result } from '@foyer/sdk/protocol'
import { parseJson } from '../edge/body.ts'
import { within } from '../edge/parse.ts'
import { parseBotChange, parseBotDraft } from '../edge/reply-requests.ts'
import { memberRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts } from '../edge/routes.ts'
import { hasRight } from '../members/rights.ts'
import type { Store } from '../store/store.ts'
import type { BotService } from './service.ts'
import { changeBot, deleteBot, makeBot, readBots } from './store.ts'

export interface BotRoutePorts extends MemberRoutePorts {
  readonly store: Store
  readonly bots: Pick<BotService, 'checkAddress'>
  now(): number
  newId(): string
}

/** An address may have a key in it: who may not change it hears where it leads, and no more. */
const withoutKeys = (bot: BotRecord): BotRecord => ({ ...bot, address: URL.parse(bot.address)?.origin ?? '' })

/** Bots in the console (AR-5). A secret is told once, to who made the bot. */
export function botRoutes(app: App, ports: BotRoutePorts): void {
  const { store, bots, now, newId } = ports
  const path = ALLOCATION_API.bot(':id')
  memberRoute(app, ports, 'GET', ALLOCATION_API.bots, { right: 'read' }, async ({ member: { workspaceId, role } }) => {
    const all = await store.run(readBots, { workspaceId })
    return ok(hasRight(role, 'change') ? all : all.map(withoutKeys))
  })
  memberRoute(app, ports, 'POST', ALLOCATION_API.bots, { right: 'change' }, async ({ request, member: { workspaceId } }): Promise<Result<MadeBot>> => {
    const draft = await parseJson(request, parseBotDraft)
    if (!draft.ok) return draft
    const wrong = await bots.checkAddress(draft.value.address)
    if (wrong) return wrong
    const secret = randomBytes(32).toString('base64url')
    const made = await store.run(makeBot, { workspaceId, id: newId(), draft: draft.value, secret, now: now() })
    return made.ok ? ok({ ...made.value, secret }) : made
  })
  memberRoute(app, ports, 'PUT', path, { right: 'change' }, async ({ request, param, member: { workspaceId } }) => {
    const change = await parseJson(request, parseBotChange)
    if (!change.ok) return change
    const wrong = await bots.checkAddress(change.value.draft.address)
    if (wrong) return within(wrong, 'draft')
    const changed = await store.run(changeBot, { workspaceId, id: param('id'), change: change.value, now: now() })
    return changed.ok || changed.field === undefined ? changed : within(changed, 'draft')
  })
  memberRoute(app, ports, 'DELETE', path, { right: 'change' }, ({ param, member: { workspaceId } }) => store.run(deleteBot, { workspaceId, id: param('id'), now: now() }))
}
