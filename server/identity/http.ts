import { API, LIMITS, PATHS, ok } from '@foyer/sdk/protocol'
import type { IdentityKeyId, MadeIdentityKey, NewIdentityKey, Result, SiteId } from '@foyer/sdk/protocol'
import { parseJson, parsePage } from '../edge/body.ts'
import { parseIdentify } from '../edge/page-requests.ts'
import { memberRoute, pageRoute } from '../edge/routes.ts'
import type { App, MemberRoutePorts, RoutePorts } from '../edge/routes.ts'
import { parseNewIdentityKey } from '../edge/settings-requests.ts'
import { needed } from '../forms/rules.ts'
import type { Store } from '../store/store.ts'
import { isBot } from '../visitors/bots.ts'
import type { Greet } from '../visitors/greeting.ts'
import { isNobody } from '../visitors/store.ts'
import { deleteKey, makeKey, readKeys } from './keys-store.ts'
import { newSecret, readPublicKey } from './keys.ts'
import type { IdentityService } from './service.ts'

export interface IdentifyRoutePorts extends RoutePorts {
  readonly greet: Greet
  readonly identity: IdentityService
}

/** Who the page says its visitor is (CW-22), and with a proof, who they are (CW-27). */
export function identifyRoutes(app: App, ports: IdentifyRoutePorts): void {
  pageRoute(app, ports, 'POST', PATHS.identify, 'greetings', async ({ request, origin, address }) => {
    const parsed = await parsePage(request, parseIdentify)
    if (!parsed.ok) return parsed
    // A robot that loads a page of the site is nobody whatever the page says, unless the site has signed it.
    const isRobot = parsed.value.identity.proof === undefined && isBot(request.headers.get('user-agent'))
    const greeted = await ports.greet(parsed.value, origin, { address, isRobot })
    if (!greeted.ok) return greeted
    return isNobody(greeted.value.visitor) ? ok({ isJoined: false }) : ports.identity.identify(greeted.value, parsed.value)
  })
}

export interface IdentityKeyRoutePorts extends MemberRoutePorts {
  readonly store: Store
  now(): number
  newId(): string
}

/** The keys of a site in the console. A secret is told once, to who made it; owner and administrators alone come here. */
export function identityKeyRoutes(app: App, ports: IdentityKeyRoutePorts): void {
  const { store, now, newId } = ports
  const path = API.identityKeys(':id' as SiteId)

  memberRoute(app, ports, 'GET', path, { right: 'change' }, ({ param, member: { workspaceId } }) => store.run(readKeys, { workspaceId, siteId: param('id') as SiteId }))

  memberRoute(app, ports, 'POST', path, { right: 'change' }, async ({ request, param, member: { workspaceId, id: by } }): Promise<Result<MadeIdentityKey>> => {
    const parsed = await parseJson(request, parseNewIdentityKey)
    if (!parsed.ok) return parsed
    const { name, algorithm } = parsed.value
    const unnamed = needed('name', name, LIMITS.formField)
    if (unnamed) return unnamed
    const key = keyOf(parsed.value)
    if (!key.ok) return key
    const made = await store.run(makeKey, { id: newId() as IdentityKeyId, workspaceId, siteId: param('id') as SiteId, name, algorithm, key: key.value, by, now: now() })
    if (!made.ok) return made
    return ok({ key: made.value, ...(algorithm === 'HS256' && { secret: key.value }) })
  })

  memberRoute(app, ports, 'DELETE', API.identityKey(':id' as SiteId, ':key' as IdentityKeyId), { right: 'change' }, ({ param, member: { workspaceId } }) =>
    store.run(deleteKey, { workspaceId, siteId: param('id') as SiteId, id: param('key') as IdentityKeyId }),
  )
}

const keyOf = (wanted: NewIdentityKey): Result<string> => (wanted.algorithm === 'HS256' ? ok(newSecret()) : readPublicKey(wanted.algorithm, wanted.publicKey))
