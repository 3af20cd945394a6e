import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { ALLOCATION_API, API, CREDENTIALS_HEADER, INVITATION_PATHS, OFFSET_HEADER, PATHS, PROTOCOL, TALK_PATHS, VISITORS_API, WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { AgentRecord, AllocationRecord, BlockRecord, BotRecord, CompanyRecord, ComponentDraft, ComponentId, ComponentRecord, ConversationId, DeskSnapshot, GreetingsRecord, GroupDraft, GroupId, GroupRecord, HoursRecord, InvitationDraft, InvitationRecord, InvitationsRecord, MadeIdentityKey, MemberId, MenuRecord, Receivers, RepliesRecord, Result, RoutingRecord, SendReply, SiteRecord, SurveyRecord, TextsRecord, ThreadDelta, UploadState, VisitorId, WindowRecord } from '@foyer/sdk/protocol'
import { visitorActions } from '../conversations/socket.ts'
import { deskActions } from '../desk/socket.ts'
import { ask, connected, newToken, otherKey, shopKey, startRunning, FOREIGN, OTHER_SHOP, PASSWORD, SHOP } from '../testing/running.ts'
import type { DeskSocket, Running, VisitorSocket } from '../testing/running.ts'
import { hashToken } from './tokens.ts'
import { db } from '../store/procedure.ts'
import { query } from '../testing/world.ts'
import { CALLERS, DESK_CONNECTIONS, DESK_EVENTS, MEMBERS, ROUTES, VISITORS, VISITOR_EVENTS } from './access-table.ts'
import type { Caller, MemberActor, Outcome, VisitorActor } from './access-table.ts'

const file = (content: string) => ({ type: 'text/javascript', etag: `"${content}"`, plain: Buffer.from(content), brotli: undefined, gzip: undefined })
const built = {
  widget: new Map([['foyer.js', file('loader')]]),
  console: new Map([['console.js', file('console')]]),
  manifest: { entry: 'console.js', styles: [], chunks: { 'console.js': { imports: [], source: 'server/console/preview/main.ts' } } },
}

let running: Running
let cookie: string
let owner: Record<string, string>
let otherOwner: Record<string, string>
before(async () => {
  const many = { points: 10_000, seconds: 60 }
  const rateRules = { 'sign-ins': many, 'sign-ins-of-account': many, 'settings': many }
  running = await startRunning({ built, metricsToken: 'the token of the metrics', rateRules, botsOutside: { placeOf: async () => '93.184.216.34' } })
  cookie = await running.signIn('ann@shop.example')
  owner = { origin: running.origin, cookie: await running.signIn('olga@shop.example') }
  otherOwner = { origin: running.origin, cookie: await running.signIn('otto@shop.example') }
})
after(() => running.stop())

const page = { url: `${SHOP}/`, title: 'Shop' }
const credentials = () => ({ protocol: PROTOCOL, site: shopKey, token: newToken() })

/** What the console shows to whoever asks with these headers; `undefined` if it is refused. */
async function shownTo<T>(headers: Record<string, string>, pathname: string): Promise<T | undefined> {
  const result = (await (await running.http(pathname, { headers })).json()) as Result<T>
  return result.ok ? result.value : undefined
}
const shop = async () => (await shownTo<readonly SiteRecord[]>(owner, API.sites))![0]!
const newDraft = async (): Promise<ComponentDraft> => {
  const { groups } = (await shownTo<Receivers>(owner, API.receivers))!
  const [{ component }] = (await shownTo<readonly [ComponentRecord]>(owner, API.components))!
  return { ...component, name: v7().slice(-12), receiver: { kind: 'group', groupId: groups[0]!.id } }
}
/** A component of the shop, made for one request. */
async function aComponent(): Promise<ComponentRecord> {
  const made = await running.http(API.components, { method: 'POST', headers: owner, body: JSON.stringify(await newDraft()) })
  const result = (await made.json()) as Result<ComponentRecord>
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const onComponent = (path: (id: ComponentId) => string) => async () => path((await aComponent()).id)
/** A visitor of the shop, who has only looked around. */
async function aVisitor(): Promise<VisitorId> {
  const token = newToken()
  await running.http(PATHS.presence, { method: 'POST', origin: SHOP, body: JSON.stringify([{ type: 'hello', ...credentials(), token, page, language: 'en' }]) })
  const [row] = await query(running.store, db.selectFrom('visitors').select('id').where('token_hash', '=', hashToken(token)))
  return row!.id
}

const invitationsOf = async (headers: Record<string, string>): Promise<InvitationsRecord> => (await shownTo<InvitationsRecord>(headers, VISITORS_API.invitations)) ?? invitationsOf(owner)
const newInvitation = async (headers: Record<string, string>): Promise<InvitationDraft> => {
  const [site] = (await shownTo<readonly SiteRecord[]>(headers, API.sites)) ?? [await shop()]
  const { groups } = (await shownTo<Receivers>(headers, API.receivers)) ?? (await shownTo<Receivers>(owner, API.receivers))!
  const look = { title: 'Hello', text: 'May we help?', position: 'centre', buttons: ['chat'] } as const
  const variants = [{ id: 'a', name: 'A', share: 100, desktop: look, mobile: look }]
  return { siteId: site!.id, name: 'Help', isOn: false, conditions: {}, receiver: { kind: 'group', groupId: groups[0]!.id }, afterRefusal: { kind: 'visit' }, onlyStaffed: true, variants }
}
/** An invitation of the shop; a workspace has few, so each makes room again. */
async function anInvitation(): Promise<InvitationRecord> {
  for (const { id } of (await invitationsOf(owner)).invitations) await running.http(VISITORS_API.invitation(id), { method: 'DELETE', headers: owner })
  const made = (await (await running.http(VISITORS_API.invitations, { method: 'POST', headers: owner, body: JSON.stringify(await newInvitation(owner)) })).json()) as Result<InvitationRecord>
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}

const newBot = () => ({ name: v7(), address: 'https://bot.example/', timeoutSeconds: 10, groupIds: [], isOn: true })
/** A bot of the shop; a workspace has few, so each makes room again. */
async function aBot(): Promise<BotRecord> {
  for (const { id } of (await shownTo<readonly BotRecord[]>(owner, ALLOCATION_API.bots))!) await running.http(ALLOCATION_API.bot(id), { method: 'DELETE', headers: owner })
  const made = (await (await running.http(ALLOCATION_API.bots, { method: 'POST', headers: owner, body: JSON.stringify(newBot()) })).json()) as Result<BotRecord>
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}
const anAgent = async (): Promise<AgentRecord> => (await shownTo<readonly AgentRecord[]>(owner, ALLOCATION_API.agents))!.find(({ name }) => name === 'Ben')!
const newGroup = async (): Promise<GroupDraft> => ({ name: v7().slice(-12), agentIds: [(await anAgent()).id], rules: { ownerFirst: false, skills: [] } })
/** A group of the shop, made for one request. */
async function aGroup(): Promise<GroupRecord> {
  const made = (await (await running.http(ALLOCATION_API.groups, { method: 'POST', headers: owner, body: JSON.stringify(await newGroup()) })).json()) as Result<GroupRecord>
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}
const onGroup = (path: (id: GroupId) => string) => async () => path((await aGroup()).id)

/** A site has few keys, and one is enough for everybody to try. */
async function aKey(): Promise<string> {
  const { id } = await shop()
  const made = await running.http(API.identityKeys(id), { method: 'POST', headers: owner, body: JSON.stringify({ name: v7(), algorithm: 'HS256' }) })
  const result = (await made.json()) as Result<MadeIdentityKey>
  assert.ok(result.ok, JSON.stringify(result))
  return API.identityKey(id, result.value.key.id)
}
let theKey: Promise<string> | undefined
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const notes = { name: 'notes.txt', type: 'text/plain', size: 2 }
const sender = credentials()
/** An upload that the visitor, or the agent, has begun. */
async function anUpload(path: string, headers: Record<string, string>, whose: object = {}): Promise<UploadState> {
  const begun = (await (await running.http(path, { method: 'POST', headers, body: JSON.stringify({ ...whose, file: notes }) })).json()) as Result<UploadState>
  assert.ok(begun.ok, JSON.stringify(begun))
  return begun.value
}
const aVisitorsUpload = async () => TALK_PATHS.upload((await anUpload(TALK_PATHS.uploads, { origin: SHOP }, sender)).id)
const anAgentsUpload = async () => API.upload((await anUpload(API.uploads, { origin: running.origin, cookie })).id)
const ofUpload = { [CREDENTIALS_HEADER]: `${shopKey}:${sender.token}`, [OFFSET_HEADER]: '0' }

type Asked = readonly [pathname: string | (() => Promise<string>), body?: (headers: Record<string, string>, pathname: string) => unknown, headers?: Record<string, string>]

/** A request that is right in every way, so that only the caller decides. By path, or by method and path where they differ. */
const REQUESTS: Readonly<Record<string, Asked>> = {
  '/v1/sites/:key/window': [WINDOW_PATHS.window(shopKey, 'en')],
  '/v1/counts': [PATHS.counts, async () => ({ protocol: PROTOCOL, site: shopKey, load: v7(), events: [{ kind: 'shown', componentId: (await aComponent()).id, nr: 1 }] })],
  '/api/sites/:id': [async () => API.site((await shop()).id), async () => {
    const { id: _id, key: _key, ...change } = await shop()
    return change
  }],
  '/api/sites/:id/identity-keys': [async () => API.identityKeys((await shop()).id), () => ({ name: v7(), algorithm: 'HS256' })],
  '/api/sites/:id/identity-keys/:key': [() => (theKey ??= aKey())],
  'PUT /api/company': [API.company, async (headers: Record<string, string>) => {
    const { revision, logoPath: _logoPath, ...profile } = (await shownTo<CompanyRecord>(headers, API.company)) ?? (await shownTo<CompanyRecord>(owner, API.company))!
    return { revision, profile }
  }],
  'PUT /api/hours': [API.hours, async (headers: Record<string, string>) => {
    const { revision, ...hours } = (await shownTo<HoursRecord>(headers, API.hours)) ?? (await shownTo<HoursRecord>(owner, API.hours))!
    return { revision, hours }
  }],
  'PUT /api/window': [API.window, async (headers: Record<string, string>) => {
    const { revision, canMail: _canMail, ...rules } = (await shownTo<WindowRecord>(headers, API.window)) ?? (await shownTo<WindowRecord>(owner, API.window))!
    return { revision, rules }
  }],
  'PUT /api/survey': [VISITORS_API.survey, async (headers: Record<string, string>) => {
    const { revision, canMail: _canMail, ...rules } = (await shownTo<SurveyRecord>(headers, VISITORS_API.survey)) ?? (await shownTo<SurveyRecord>(owner, VISITORS_API.survey))!
    return { revision, rules }
  }],
  '/api/survey/results': [`${VISITORS_API.surveyResults}?from=0&to=1`],
  '/api/survey/comments': [`${VISITORS_API.surveyComments}?from=0&to=1`],
  'PUT /api/texts': [API.texts, async (headers: Record<string, string>) => (await shownTo<TextsRecord>(headers, API.texts)) ?? shownTo<TextsRecord>(owner, API.texts)],
  'POST /api/groups': [ALLOCATION_API.groups, newGroup],
  'PUT /api/groups/:id': [onGroup(ALLOCATION_API.group), async () => ({ revision: 0, draft: await newGroup() })],
  'DELETE /api/groups/:id': [onGroup(ALLOCATION_API.group), () => ({ revision: 0 })],
  '/api/groups/:id/dependents': [onGroup(ALLOCATION_API.groupDependents)],
  'PUT /api/allocation': [ALLOCATION_API.allocation, async (headers: Record<string, string>) => {
    const { revision, ...rules } = (await shownTo<AllocationRecord>(headers, ALLOCATION_API.allocation)) ?? (await shownTo<AllocationRecord>(owner, ALLOCATION_API.allocation))!
    return { revision, rules }
  }],
  'POST /api/allocation/simulation': [ALLOCATION_API.simulation, () => ({ from: 0, to: 1_000, change: { cap: 5 } })],
  'PUT /api/routing': [ALLOCATION_API.routing, async (headers: Record<string, string>) => (await shownTo<RoutingRecord>(headers, ALLOCATION_API.routing)) ?? shownTo<RoutingRecord>(owner, ALLOCATION_API.routing)],
  'PUT /api/greetings': [ALLOCATION_API.greetings, async (headers: Record<string, string>) => {
    const { agents: _agents, ...greetings } = (await shownTo<GreetingsRecord>(headers, ALLOCATION_API.greetings)) ?? (await shownTo<GreetingsRecord>(owner, ALLOCATION_API.greetings))!
    return greetings
  }],
  'PUT /api/greetings/agents/:id': [async () => ALLOCATION_API.agentGreeting((await anAgent()).id), async () => {
    const { revision } = (await shownTo<GreetingsRecord>(owner, ALLOCATION_API.greetings))!
    return { revision, greeting: { online: 'Hello', offline: '' } }
  }],
  'PUT /api/replies': [ALLOCATION_API.replies, async (headers: Record<string, string>) => (await shownTo<RepliesRecord>(headers, ALLOCATION_API.replies)) ?? shownTo<RepliesRecord>(owner, ALLOCATION_API.replies)],
  '/api/replies/test': [ALLOCATION_API.replyTest, () => ({ text: 'Hello', isFirst: false, isHeld: false })],
  '/api/replies/files': [ALLOCATION_API.replyFiles, () => ({ ids: [v7()] })],
  '/api/menus/:place': [VISITORS_API.menu('chat'), async (headers: Record<string, string>) => {
    const { revision, isOn, draft } = ((await shownTo<MenuRecord>(headers, VISITORS_API.menu('chat'))) ?? (await shownTo<MenuRecord>(owner, VISITORS_API.menu('chat'))))!
    return { revision, isOn, draft }
  }],
  '/api/menus/:place/publication': [VISITORS_API.menuPublication('hosted'), () => ({ revision: 0 })],
  '/api/menus/:place/counts': [`${VISITORS_API.menuCounts('chat')}?from=0&to=1`],
  'POST /api/bots': [ALLOCATION_API.bots, newBot],
  '/api/bots/:id': [async () => ALLOCATION_API.bot((await aBot()).id), async (_headers: Record<string, string>, pathname: string) => {
    const { revision, id: _id, ...draft } = (await shownTo<readonly BotRecord[]>(owner, ALLOCATION_API.bots))!.find(({ id }) => pathname.endsWith(id))!
    return { revision, draft }
  }],
  'PUT /api/agents/:id': [async () => ALLOCATION_API.agent((await anAgent()).id), async () => ({ revision: (await anAgent()).revision, isEmergency: false })],
  'POST /api/components': [API.components, newDraft],
  '/api/components/:id': [onComponent(API.component), async (_headers: Record<string, string>, pathname: string) => {
    const { revision, component } = (await shownTo<ComponentRecord>(owner, pathname))!
    return { revision, component }
  }],
  '/api/components/:id/dependents': [onComponent(API.componentDependents)],
  '/api/components/:id/switch': [onComponent(API.componentSwitch), () => ({ isOn: false })],
  '/api/components/:id/copy': [onComponent(API.componentCopy), () => ({})],
  '/api/images': [API.images, () => PNG],
  '/v1/sites/:key/config': [PATHS.config(shopKey)],
  '/v1/presence': [PATHS.presence, () => [{ type: 'hello', ...credentials(), page, language: 'en' }]],
  '/v1/presence/leave': [PATHS.leave, credentials],
  '/v1/visitor/transcript': [TALK_PATHS.transcript, () => ({ ...credentials(), language: 'en', timeZone: 'UTC' })],
  '/v1/invitations/offer': [INVITATION_PATHS.offer, () => ({ ...credentials(), invitationId: v7() })],
  '/v1/invitations/answer': [INVITATION_PATHS.answer, () => ({ ...credentials(), id: v7(), answer: 'declined' })],
  'POST /api/invitations': [VISITORS_API.invitations, newInvitation],
  '/api/invitations/:id': [async () => VISITORS_API.invitation((await anInvitation()).id), async (_headers: Record<string, string>, pathname: string) => {
    const { id: _id, revision, ...draft } = (await invitationsOf(owner)).invitations.find(({ id }) => pathname.endsWith(id))!
    return { revision, draft }
  }],
  'PUT /api/invitations/order': [VISITORS_API.invitationOrder, async (headers: Record<string, string>) => {
    const { revision, invitations } = await invitationsOf(headers.cookie ? headers : owner)
    return { revision, ids: invitations.map(({ id }) => id) }
  }],
  'PUT /api/invitations/manual': [VISITORS_API.manualInvitations, async (headers: Record<string, string>) => {
    const { switchableAt: _switchable, ...manual } = (await invitationsOf(headers.cookie ? headers : owner)).manual
    return manual
  }],
  '/api/invitations/results': [`${VISITORS_API.invitationResults}?from=0&to=1000`],
  '/v1/visitor/track': [TALK_PATHS.track, () => ({ ...credentials(), event: { id: v7(), name: 'Looked at the prices' } })],
  '/v1/visitor/forget': [TALK_PATHS.forget, credentials],
  '/v1/visitor/data': [TALK_PATHS.data, credentials],
  '/v1/visitor/erase': [TALK_PATHS.erase, credentials],
  '/api/visitors/:id/data': [async () => API.visitorData(await aVisitor())],
  '/api/visitors/:id': [async () => API.visitor(await aVisitor())],
  '/api/visitors/:id/file': [async () => VISITORS_API.file(await aVisitor())],
  'POST /api/blocks': [VISITORS_API.blocks, async () => ({ visitorId: await aVisitor(), kind: 'visitor', reason: 'Rude' })],
  '/api/blocks/:id': [async () => {
    const made = (await (await running.http(VISITORS_API.blocks, { method: 'POST', headers: owner, body: JSON.stringify({ visitorId: await aVisitor(), kind: 'visitor', reason: 'Rude' }) })).json()) as Result<BlockRecord>
    assert.ok(made.ok, JSON.stringify(made))
    return VISITORS_API.block(made.value.id)
  }],
  '/v1/visitor/identify': [PATHS.identify, () => ({ ...credentials(), identity: { name: 'Vera' } })],
  '/api/auth/sign-in/email': ['/api/auth/sign-in/email', () => ({ email: 'ben@shop.example', password: PASSWORD })],
  '/api/auth/sign-out': ['/api/auth/sign-out', () => ({})],
  '/api/sites/:id/check': [async () => API.siteCheck((await shop()).id), () => ({ address: running.origin })],
  '/v1/images/:id': ['/v1/images/unknown'],
  '/v1/files/:id/:variant': ['/v1/files/unknown/whole?until=9999999999999&sign=unknown'],
  '/v1/uploads': [TALK_PATHS.uploads, () => ({ ...sender, file: notes })],
  '/v1/uploads/:id': [aVisitorsUpload, () => Buffer.from('a'), ofUpload],
  '/api/uploads': [API.uploads, () => ({ file: notes })],
  '/api/uploads/:id': [anAgentsUpload, () => Buffer.from('a'), ofUpload],
  '/api/components/:id/code.svg': [onComponent((id) => API.componentCode(id, 'svg'))],
  '/api/components/:id/code.png': [onComponent((id) => API.componentCode(id, 'png'))],
  '/v1/codes/:file': ['/v1/codes/unknown.svg'],
  '/avatars/:file': ['/avatars/bell.svg'],
  '/console/:file': ['/console/console.js'],
  '/:file': ['/foyer.js'],
}

async function headersOf(caller: Caller, route = ''): Promise<Record<string, string>> {
  switch (caller) {
    case 'no-origin':
      return {}
    case 'foreign-page':
      return { origin: FOREIGN }
    case 'foreign-page-of-agent':
      return { origin: FOREIGN, cookie }
    case 'shop-page':
      return { origin: SHOP }
    case 'other-shop-page':
      return { origin: OTHER_SHOP }
    case 'own-page':
      return { origin: running.origin }
    case 'own-page-of-agent':
      // Whoever signs out needs a session of their own for it.
      return { origin: running.origin, cookie: route.endsWith('/sign-out') ? await running.signIn('ann@shop.example') : cookie }
    case 'own-page-of-owner':
      return route.endsWith('/sign-out') ? { origin: running.origin, cookie: await running.signIn('olga@shop.example') } : owner
    case 'own-page-of-other-owner':
      return route.endsWith('/sign-out') ? { origin: running.origin, cookie: await running.signIn('otto@shop.example') } : otherOwner
  }
}

/** An upgrade's status, with nothing sent after it. */
function upgradeStatus(pathname: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${running.origin}${pathname}`, {
      headers: { ...headers, 'connection': 'Upgrade', 'upgrade': 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' },
    })
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('the table of routes', () => {
  it('has a row for every route that the server has, and no other', () => {
    const routes = running.app.app.routes.map(({ method, path }) => `${method} ${path}`)
    const upgrades = Object.keys(ROUTES).filter((route) => route.startsWith('UPGRADE'))
    assert.deepEqual([...new Set([...routes, ...upgrades])].toSorted(), Object.keys(ROUTES).toSorted())
  })

  for (const [route, row] of Object.entries(ROUTES)) {
    const [method = '', pattern = ''] = route.split(' ')
    for (const caller of CALLERS) {
      it(`answers ${caller} at ${route} with ${row[caller]}`, async () => {
        const headers = await headersOf(caller, route)
        const [place, body, more] = REQUESTS[route] ?? REQUESTS[pattern] ?? [pattern]
        const pathname = typeof place === 'string' ? place : await place()
        if (method === 'UPGRADE') {
          const query = pathname === PATHS.socket ? '/?EIO=4&transport=websocket' : ''
          return assert.equal(await upgradeStatus(`${pathname}${query}`, headers), row[caller])
        }
        // What is deleted says something only where a row of its own says so.
        const says = ['POST', 'PUT', 'PATCH'].includes(method) || (method === 'DELETE' && route in REQUESTS)
        const said = says ? await body?.(headers, pathname) : undefined
        const init = said === undefined ? { method } : { method, body: said instanceof Buffer ? said : JSON.stringify(said) }
        const response = await running.http(pathname, { ...init, headers: { 'content-type': 'application/json', ...more, ...headers } })
        assert.equal(response.status, row[caller], await response.text())
        return undefined
      })
    }
  }

  it('lets no page read an answer whose origin is not on the list', async () => {
    for (const caller of ['foreign-page', 'foreign-page-of-agent', 'other-shop-page'] as const) {
      const response = await running.http(PATHS.config(shopKey), { headers: await headersOf(caller) })
      assert.equal(response.headers.get('access-control-allow-origin'), null)
    }
    const shop = await running.http(PATHS.config(shopKey), { headers: { origin: SHOP } })
    assert.equal(shop.headers.get('access-control-allow-origin'), SHOP)
    assert.equal(shop.headers.get('access-control-allow-credentials'), null)
  })
})

describe('the table of a window’s events', () => {
  let sockets: Record<VisitorActor, VisitorSocket>
  let conversationId: ConversationId
  const draft = (text: string) => ({ id: v7(), parts: [{ type: 'text', text }] })

  before(async () => {
    sockets = {
      'its-visitor': running.visitor(),
      'other-visitor': running.visitor(),
      'visitor-of-other-shop': running.visitor({ site: otherKey, origin: OTHER_SHOP }),
    }
    for (const socket of Object.values(sockets)) await connected(socket)
    const sent: Result<SendReply> = await ask(sockets['its-visitor'], 'message:send', { drafts: [draft('Hello')] })
    assert.ok(sent.ok)
    conversationId = sent.value.appended[0]!.conversationId
  })

  const PAYLOADS = (): Readonly<Record<keyof typeof VISITOR_EVENTS, unknown>> => ({
    'thread:sync': { version: 0, conversations: [{ id: conversationId, seq: 0 }] },
    'thread:older': { before: { conversationId, seq: 2 } },
    'message:send': { drafts: [draft('Again')] },
    'mark:set': { conversationId, delivered: 2, read: 2 },
    'conversation:end': { conversationId },
    'survey:answer': { conversationId, score: 5 },
    'transfer:answer': { conversationId, isAccepted: true },
    'conversation:leave-message': { conversationId },
    'conversation:begin': { invitation: 'none' },
    'menu:choose': { id: v7(), place: 'chat', itemId: 'none' },
    'details:set': { name: 'Mira' },
    'files:links': { ids: ['none'] },
    'typing:set': { isTyping: true },
  })
  const begin = async (): Promise<void> => {
    const sent: Result<SendReply> = await ask(sockets['its-visitor'], 'message:send', { drafts: [draft('Again')] })
    assert.ok(sent.ok)
    conversationId = sent.value.results.map((result) => (result.ok ? result.conversationId : conversationId))[0]!
  }
  /** Has its holder do something, who is one of two. */
  const atDesk = async (event: string, payload: (colleague: MemberId) => object): Promise<void> => {
    const both = await Promise.all(['ann', 'ben'].map(async (name) => {
      const desk = running.desk({ cookie: name === 'ann' ? cookie : await running.signIn('ben@shop.example') })
      await connected(desk)
      const shown: Result<DeskSnapshot> = await ask(desk, 'desk:sync', {})
      assert.ok(shown.ok)
      return { desk, me: shown.value.me, isHolder: shown.value.entries.some(({ head }) => head.id === conversationId) }
    }))
    const [holder, colleague] = both.toSorted((a, b) => Number(b.isHolder) - Number(a.isHolder))
    assert.equal((await ask(holder!.desk, event, { conversationId, ...payload(colleague!.me) })).ok, true)
    for (const { desk } of both) desk.disconnect()
  }
  /** What must have happened before, so that only who asks decides. */
  const PREPARE: Partial<Readonly<Record<keyof typeof VISITOR_EVENTS, () => Promise<void>>>> = {
    async 'survey:answer'() {
      await begin()
      await atDesk('message:send', () => ({ drafts: [draft('Good day')] }))
    },
    async 'transfer:answer'() {
      await begin()
      await atDesk('transfer:ask', (agentId) => ({ to: { kind: 'agent', agentId } }))
    },
    'conversation:leave-message': begin,
  }
  /** What an answer without a refusal has shown. */
  const shows = (result: Result<unknown>): boolean => {
    const delta = result.ok ? (result.value as Partial<ThreadDelta> | null | undefined) : undefined
    return JSON.stringify(delta ?? {}).includes(conversationId)
  }

  it('has a row for every event that a window may send, and no other', () => {
    assert.deepEqual(Object.keys(visitorActions({} as never, {} as never)).toSorted(), Object.keys(VISITOR_EVENTS).toSorted())
  })

  for (const [event, row] of Object.entries(VISITOR_EVENTS)) {
    // The owner of the conversation last: ending it would change it for the others.
    for (const actor of VISITORS.toReversed()) {
      const expected: Outcome = row[actor]
      it(`answers ${actor} at ${event} with ${expected}`, async () => {
        await PREPARE[event as keyof typeof VISITOR_EVENTS]?.()
        const result = await ask(sockets[actor], event, PAYLOADS()[event as keyof typeof VISITOR_EVENTS])
        if (expected !== 'ok' && expected !== 'nothing') return assert.partialDeepStrictEqual(result, { ok: false, code: expected })
        assert.equal(result.ok, true)
        // Nobody but its visitor ever sees the conversation.
        if (actor !== 'its-visitor') assert.equal(shows(result), false)
        return undefined
      })
    }
  }
})

describe('the table of a desk’s events', () => {
  let desks: Record<MemberActor, DeskSocket>
  let conversationId: ConversationId
  let visitorId: VisitorId
  let holder: MemberId
  let colleague: MemberId
  const told: Record<MemberActor, string[]> = { 'holder': [], 'colleague': [], 'owner': [], 'agent-of-other-workspace': [] }

  before(async () => {
    const open = async (email: string) => {
      const socket = running.desk({ cookie: await running.signIn(email) })
      assert.equal(await connected(socket), 'connected')
      return socket
    }
    const [ann, ben, owner, zoe] = [await open('ann@shop.example'), await open('ben@shop.example'), await open('olga@shop.example'), await open('zoe@shop.example')]
    const visitor = running.visitor()
    await connected(visitor)
    const sent: Result<SendReply> = await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Hello' }] }] })
    assert.ok(sent.ok)
    conversationId = sent.value.appended[0]!.conversationId
    const [row] = await query(running.store, db.selectFrom('conversations').select('visitor_id').where('id', '=', conversationId))
    visitorId = row!.visitor_id
    const shown = await Promise.all([ann, ben].map((socket): Promise<Result<DeskSnapshot>> => ask(socket, 'desk:sync', {})))
    const snapshots = shown.map((snapshot) => JSON.stringify(snapshot))
    const isAnns = snapshots[0]!.includes(conversationId)
    assert.notEqual(isAnns, snapshots[1]!.includes(conversationId), 'exactly one of the agents sees it')
    const [holding, other] = isAnns ? shown : shown.toReversed()
    assert.ok(holding?.ok && other?.ok)
    holder = holding.value.me
    colleague = other.value.me
    desks = { 'holder': isAnns ? ann : ben, 'colleague': isAnns ? ben : ann, 'owner': owner, 'agent-of-other-workspace': zoe }
    for (const actor of MEMBERS) desks[actor].onAny((event, payload) => told[actor].push(`${event} ${JSON.stringify(payload)}`))
  })

  const PAYLOADS = (): Readonly<Record<keyof typeof DESK_EVENTS, unknown>> => ({
    'desk:sync': {},
    'inbox:entry': { conversationId },
    'conversation:sync': { conversationId, seq: 0 },
    'conversation:older': { conversationId, seq: 2 },
    'conversation:trace': { conversationId },
    'conversation:why-not': { conversationId },
    'message:send': { conversationId, drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Good day' }] }] },
    'mark:set': { conversationId, delivered: 2, read: 2 },
    'typing:set': { conversationId, isTyping: true },
    'agent:set': { isAccepting: true },
    'visitors:watch': {},
    'visitors:more': { after: 'none' },
    'visitors:unwatch': {},
    'visitors:invite': { visitorIds: ['none'], text: 'May I help?' },
    'conversation:begin': { visitorId, drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Good day' }] }] },
    'survey:ask': { conversationId },
    'transfer:ask': { conversationId, to: { kind: 'agent', agentId: colleague } },
    'transfer:answer': { conversationId, isAccepted: true },
    'transfer:choices': {},
    'conversation:reassign': { conversationId, to: { kind: 'agent', agentId: holder } },
    'whisper:send': { conversationId, id: v7(), text: 'Only for us' },
    'transfer:withdraw': { conversationId },
    'files:links': { conversationId, ids: ['none'] },
    'conversation:end': { conversationId },
  })

  it('has a row for every event that a desk may send, and no other', () => {
    assert.deepEqual(Object.keys(deskActions({} as never, {} as never, {} as never, {} as never)).toSorted(), Object.keys(DESK_EVENTS).toSorted())
  })

  for (const [event, row] of Object.entries(DESK_EVENTS)) {
    for (const actor of MEMBERS.toReversed()) {
      const expected: Outcome = row[actor]
      it(`answers ${actor} at ${event} with ${expected}`, async () => {
        const result = await ask(desks[actor], event, PAYLOADS()[event as keyof typeof DESK_EVENTS])
        if (expected !== 'ok' && expected !== 'nothing') return assert.partialDeepStrictEqual(result, { ok: false, code: expected })
        assert.equal(result.ok, true)
        if (expected === 'nothing') assert.equal(JSON.stringify(result).includes(conversationId), false)
        return undefined
      })
    }
  }

  it('ends with nobody of another workspace having heard of the conversation, nor a colleague who does not see it', () => {
    assert.equal(told['agent-of-other-workspace'].some((push) => push.includes(conversationId)), false)
    assert.equal(told['colleague'].some((push) => push.includes(conversationId)), false)
    assert.equal(told['owner'].some((push) => push.includes(conversationId)), true)
  })

  it('never shows the agents of one workspace to another', async () => {
    const snapshot: Result<DeskSnapshot> = await ask(desks['agent-of-other-workspace'], 'desk:sync', {})
    assert.ok(snapshot.ok)
    assert.deepEqual(snapshot.value.agents.map(({ name }) => name).toSorted(), ['Otto', 'Zoe'])
    assert.deepEqual(snapshot.value.entries.filter(({ head }) => head.id === conversationId), [])
  })
})

describe('the table of who may open a desk', () => {
  const options = (who: string) => ({
    ...(who.endsWith('of-agent') && { cookie }),
    ...(who.endsWith('forged-cookie') && { cookie: `${cookie.slice(0, -6)}AAAA%3D` }),
    origin: who === 'no-origin' ? undefined : who.startsWith('foreign') ? FOREIGN : who.startsWith('shop') ? SHOP : running.origin,
  })
  for (const [who, expected] of Object.entries(DESK_CONNECTIONS)) {
    it(`answers ${who} with ${expected}`, async () => assert.equal(await connected(running.desk(options(who))), expected))
  }
})
