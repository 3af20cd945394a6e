/**
 * The server put together from its parts. It reads no environment, opens no database and listens nowhere: `start.ts`
 * does, and hands in what it needs. `fetch` answers HTTP by itself, `attach` brings the sockets, `begin` the timers.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { PATHS, fail } from '@foyer/sdk/protocol'
import type { ConversationId, Failure, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { allocationRoutes } from './allocation/http.ts'
import { createPlaces } from './allocation/places.ts'
import { blockRoutes } from './blocks/http.ts'
import { createBlockService } from './blocks/service.ts'
import { botRoutes } from './bots/http.ts'
import type { Outside } from './bots/post.ts'
import { createBotService } from './bots/service.ts'
import { createAllocationService } from './allocation/service.ts'
import { createSimulation } from './allocation/simulation.ts'
import { companyRoutes } from './company/http.ts'
import { codeRoutes } from './codes/http.ts'
import { appendedForVisitor } from './conversations/faces.ts'
import { createConversationService } from './conversations/service.ts'
import { dropVisitor, serveVisitors } from './conversations/socket.ts'
import { startDeadlines } from './deadlines/service.ts'
import type { Clock, DeadlinePorts, DeadlineService } from './deadlines/service.ts'
import { createAnnouncer } from './desk/announcer.ts'
import { createDeskService } from './desk/service.ts'
import { serveDesks } from './desk/socket.ts'
import { clientAddress } from './edge/addresses.ts'
import { serveBuiltFile } from './edge/files.ts'
import type { BuiltFiles } from './edge/files.ts'
import { ownOrigins, requestOrigin } from './edge/origins.ts'
import { ICON, consoleHeaders, consolePage, landingHeaders, landingPage, previewHeaders, previewPage } from './edge/pages.ts'
import type { ConsoleManifest } from './edge/pages.ts'
import { STATUS, answer, failureOf } from './edge/problems.ts'
import { createRateLimits } from './edge/rate-limits.ts'
import type { RateRule, RateRuleName } from './edge/rate-limits.ts'
import type { App, Env, MemberRoutePorts, RoutePorts } from './edge/routes.ts'
import { createSocketServer } from './edge/socket-server.ts'
import { fileRoutes } from './files/http.ts'
import { createFiles } from './files/service.ts'
import type { FilesPorts } from './files/service.ts'
import { groupRoutes } from './groups/http.ts'
import { createGroupTelling } from './groups/telling.ts'
import { greetingRoutes } from './greetings/http.ts'
import { identifyRoutes, identityKeyRoutes } from './identity/http.ts'
import { createIdentityService } from './identity/service.ts'
import { invitationPageRoutes, invitationRoutes } from './invitations/http.ts'
import { createInvitationService } from './invitations/service.ts'
import { imageRoutes } from './images/http.ts'
import type { Log } from './logging/events.ts'
import type { Mailer } from './mail/mailer.ts'
import { createAnswerMail } from './mail/service.ts'
import { signInRoutes } from './members/http.ts'
import { createSignIn } from './members/sign-in.ts'
import { menuRoutes } from './menus/http.ts'
import { createMetrics } from './metrics/metrics.ts'
import { shareHub } from './peers/elsewhere.ts'
import type { Bus } from './peers/messages.ts'
import { createPeers } from './peers/service.ts'
import { shareNamespace } from './peers/share-namespace.ts'
import { componentPages } from './pages/http.ts'
import type { PagePrograms } from './pages/http.ts'
import { presenceRoutes } from './presence/http.ts'
import { createPresenceHub } from './presence/hub.ts'
import { createPresenceSockets } from './presence/socket.ts'
import { createVisitFor, createWelcome } from './presence/welcome.ts'
import { privacyRoutes } from './privacy/http.ts'
import { createPrivacyService } from './privacy/service.ts'
import { countRoutes } from './reception/counts-http.ts'
import { receptionRoutes } from './reception/http.ts'
import { createReceptionService } from './reception/service.ts'
import { randomSlug } from './reception/slugs.ts'
import { releaseRoutes } from './releases/http.ts'
import { createReleases } from './releases/service.ts'
import { routingRoutes } from './routing/http.ts'
import { replyRoutes } from './replies/http.ts'
import { siteCheckRoutes } from './site-check/http.ts'
import { createSiteCheck } from './site-check/service.ts'
import { siteRoutes, siteSettingsRoutes } from './sites/http.ts'
import { LOOK_EVERY_MS, createLiveSites } from './sites/live.ts'
import { createSites } from './sites/service.ts'
import { ping } from './store/migrate.ts'
import type { Store } from './store/store.ts'
import { surveyRoutes } from './surveys/http.ts'
import { createSurveyLinks } from './surveys/links.ts'
import { createSurveyService } from './surveys/service.ts'
import { transcriptRoutes } from './transcripts/http.ts'
import { createGreeting, createRecognition } from './visitors/greeting.ts'
import { visitorFileRoutes, visitorRoutes } from './visitors/http.ts'
import { NO_PLACES } from './visits/place.ts'
import type { PlaceFinder } from './visits/place.ts'
import { createVisits } from './visits/service.ts'
import { windowRoutes } from './window/http.ts'

export interface AppPorts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** A UUID of version 7. */
  newId(): string
  /** A whole number of 32 bits. */
  randomSeed(): number
  /** Signs the members' session cookies. */
  readonly sessionSecret: string
  /** Where the bytes of files are, and what signs the addresses of files. */
  readonly files: Pick<FilesPorts, 'folder' | 'secret' | 'look'>
  /** Where browsers find this server. Asked at each use, for the port may be known only after listening. */
  publicOrigin(): string
  /** Sends mail. Without one none goes out, and nobody is offered any (CW-12, CW-15). */
  readonly mailer?: Mailer
  /** What the build made; absent in tests that need no pages. */
  readonly built?: { readonly widget: BuiltFiles; readonly console: BuiltFiles; readonly manifest: ConsoleManifest; readonly pages?: PagePrograms }
  /** Proxies of ours in front of the server. Default 0. */
  readonly trustedProxies?: number
  /** Opens `/metrics` to whoever shows it. Without one only this machine may read them, and nobody behind proxies. */
  readonly metricsToken?: string
  /** Where network addresses are. Default: nobody knows. */
  readonly places?: PlaceFinder
  /** Origins whose pages may frame the desk. Default none. */
  readonly frameAncestors?: readonly string[]
  /** Names this process among those on the same database. Default: a new name. */
  readonly serverId?: string
  /** How long a server counts as alive without a word, in milliseconds. Default 20,000. */
  readonly aliveForMs?: number
  /** The way to other servers on the same database. Without one there are none. */
  readonly bus?: Bus
  /** Doubles for where bots are (AR-5). Default: the internet. */
  readonly botsOutside?: Outside
  /** Rules that differ from the table's. */
  readonly rateRules?: Partial<Record<RateRuleName, RateRule>>
  /** Also the figures of the process. Once in a process. Default `false`. */
  readonly processMetrics?: boolean
}

export interface FoyerApp {
  /** For tests and tools: every route that there is. */
  readonly app: App
  fetch(request: Request): Promise<Response>
  /** Serves HTTP and sockets on this server. */
  attach(server: HttpServer): void
  /** Begins what goes on by itself: deadlines, looking after lines, serving those who wait. */
  begin(): Promise<void>
  /** Tells the sockets, takes nothing new, and finishes what was begun. The store stays open. */
  close(): Promise<void>
}

/** How often silent lines, stalled readers and late greetings are looked for. */
const SWEEP_MS = 1_000
/** How often the sessions of connected desks are looked at. */
const CHECK_SESSIONS_MS = 60_000

export function createApp(ports: AppPorts): FoyerApp {
  const { store, clock, publicOrigin, trustedProxies = 0, frameAncestors = [], built } = ports
  const metrics = createMetrics({ process: ports.processMetrics ?? false })
  const log = metrics.counting(ports.log)
  const now = () => clock.now()
  const own = () => ownOrigins(publicOrigin())
  const { bus, serverId = ports.newId() } = ports
  const limits = createRateLimits(ports.rateRules, (rule, key, points) => bus?.publish({ kind: 'spent', rule, key, points }))
  const sites = createSites({ store, now, own })
  const shared = bus && shareHub(createPresenceHub(), bus)
  const hub = shared ?? createPresenceHub()
  const greet = createGreeting({ store, sites, now, newId: ports.newId })
  const signIn = createSignIn({ store, secret: ports.sessionSecret, publicOrigin: publicOrigin(), log })
  const releases = createReleases({ store, now, log, built: built?.widget ?? new Map() })
  const addressOf = (request: IncomingMessage) => clientAddress(request, trustedProxies)
  const allowGreeting = (request: IncomingMessage) => limits.allow('greetings', addressOf(request))
  const files = createFiles({ store, ...ports.files, log, now, newId: ports.newId })
  const answerMail = createAnswerMail({
    store,
    mailer: ports.mailer,
    // In a mail there is no page whose server it would be.
    linksOf: async (conversationId, ids) => (await files.links({ conversationId }, ids)).map((links) => ({ ...links, href: publicOrigin() + links.href })),
    own,
    now,
    log,
  })
  let isClosing = false
  /** Of what only open windows need. */
  const after = (ms: number, run: () => void) => clock.after(ms, () => void (isClosing || run()))

  // Conversations, and whom they are told to.
  const sockets = createSocketServer({ isKnownOrigin: (origin) => sites.isKnownOrigin(origin), log })
  const visits = createVisits({
    store,
    hub,
    places: ports.places ?? NO_PLACES,
    bus,
    now,
    after,
    newId: ports.newId,
    isWatched: (workspaceId) => desks.isWatched(workspaceId),
    tell: (workspaceId, delta) => desks.tellWatching(workspaceId, delta),
    moved: ({ workspaceId, id }) => announce.visitorMoved(workspaceId, id),
    report: (error) => log('effect-failed', { route: 'visits', error }),
  })
  const visitFor = createVisitFor(sites, visits.factsFor)
  const welcome = createWelcome(store, visitFor)
  const announce = createAnnouncer({ store, hub, log, visitors: () => visitorNamespace, desks: () => desks.namespace, visits })
  const serveWaiting = (workspaceId: WorkspaceId) =>
    void allocation.serve(workspaceId).catch((error: unknown) => log('effect-failed', { route: 'allocation', error }))
  const starts = {
    // Asked without counting: only one that begins counts, and who talks already is not held back.
    mayBegin: (connection: string) => limits.allow('conversations', addressOfLine(connection), 0),
    begun: (connection: string) => limits.allow('conversations', addressOfLine(connection)),
  }
  const conversations = createConversationService({
    store,
    announce,
    now,
    after,
    newId: ports.newId,
    randomSeed: ports.randomSeed,
    placeFreed: serveWaiting,
    isPresent: (visitorId) => hub.isPresent(visitorId),
    fileLinks: files.links,
    starts,
    report: (error) => log('effect-failed', { route: 'conversations', error }),
  })
  const addressOfLine = (connection: string): string => {
    const line = visitorNamespace.sockets.get(connection as never)
    return line ? addressOf(line.request) : 'gone'
  }
  const surveyLinks = createSurveyLinks(ports.files.secret)
  const surveys = createSurveyService({ store, links: surveyLinks, publicOrigin, mailer: ports.mailer, tell: conversations.tell, now, log })
  const invitations = createInvitationService({ store, hub, ...(bus && { bus }), now, newId: ports.newId, randomSeed: ports.randomSeed, tell: conversations.tell, setInvite: visits.setInvite, starts })
  const bots = createBotService({ store, files, log, now, randomSeed: ports.randomSeed, tell: conversations.tell, ...(ports.botsOutside && { outside: ports.botsOutside }) })
  const allocation = createAllocationService({ store, now, randomSeed: ports.randomSeed, tell: conversations.tell, agentPaused: announce.agentPaused })
  const peers = createPeers({
    store,
    serverId,
    clock,
    aliveForMs: ports.aliveForMs,
    takenForDead: () => shared?.sayWhoIsHere(),
    deskKept: (kept) => desk.arrived(kept),
    beating: () => bus?.publish({ kind: 'beat' }),
    report: (error) => log('effect-failed', { route: 'peers', error }),
    counted(alive, fallen) {
      const left = shared?.keepOnly(alive) ?? []
      // One of those who are alive tells the desks of all.
      if (alive.toSorted()[0] === serverId) for (const { workspaceId, id } of left) announce.visitorMoved(workspaceId, id)
      visits.keepOnly(alive)
      if (fallen) serveAll()
    },
  })
  const serveAll = () => void allocation.serveAll().catch((error: unknown) => log('effect-failed', { route: 'allocation', error }))
  const desk = createDeskService({ store, hub, now, agentMoved: announce.agentMoved, agentGone: allocation.agentGone, serveWaiting, peers })
  const { io } = sockets
  const { answered } = metrics
  const visitorNamespace = serveVisitors({ io, greet, conversations, invitations, limits, log, answered, allowGreeting, addressOf, own: () => own()[0]! })
  const desks = serveDesks({ io, signIn, desk, conversations, invitations, visits, limits, log, answered, allowGreeting, own })
  const heardIn = bus && [shareNamespace(visitorNamespace, bus), shareNamespace(desks.namespace, bus)]
  const dropWindows = (visitorId: VisitorId) => dropVisitor(visitorNamespace, visitorId)
  const letGo = (visitorId: VisitorId) => {
    dropWindows(visitorId)
    visits.forget(visitorId)
    hub.forget(visitorId)
  }
  const identity = createIdentityService({
    store,
    now,
    newId: ports.newId,
    mayProve: (visitorId) => limits.allow('proofs', visitorId),
    tell: conversations.tell,
    toThread: (threadId, appended) => announce.toThread(threadId, appendedForVisitor(appended)),
    cardChanged: announce.visitorChanged,
    entryChanged: announce.entryChanged,
    unread: announce.unread,
    dropWindows,
    letGo,
  })
  const privacy = createPrivacyService({
    store,
    now,
    newSecret: () => randomBytes(32).toString('base64url'),
    publicOrigin,
    fileLinks: files.links,
    erased({ workspaceId, visitorIds, conversations: gone }) {
      visitorIds.forEach(letGo)
      announce.erased(workspaceId, gone)
      conversations.erased(workspaceId, gone)
    },
  })
  const blocks = createBlockService({
    store,
    now,
    newId: ports.newId,
    // The visit is kept: it says who was blocked.
    letGo(visitorId) {
      dropWindows(visitorId)
      hub.forget(visitorId)
    },
    visitorChanged: announce.visitorChanged,
    seen: () => visits.kept(),
  })
  const presence = createPresenceSockets({
    pendingFor: invitations.pendingFor,
    hub,
    greet,
    welcome,
    visitFor,
    log,
    clock,
  })

  metrics.gauge('foyer_presence_lines', 'Pages that look around, by socket.', () => hub.size.lines)
  metrics.gauge('foyer_presence_visitors', 'Visitors on the sites.', () => hub.size.visitors)
  metrics.gauge('foyer_socket_connections', 'Connected windows and desks.', () => sockets.connections)

  const app: App = new Hono<Env>()
  const recognise = createRecognition({ store, sites })
  const routePorts: RoutePorts = { sites, limits, log, trustedProxies, own }
  const memberPorts = { ...routePorts, signIn } satisfies MemberRoutePorts
  const canMail = ports.mailer !== undefined
  const live = createLiveSites({ store, sites, hub })
  const tellPages: typeof live.tell = (changed) => {
    bus?.publish({ kind: 'sites-changed', changed })
    live.tell(changed)
  }
  /** Something was said that this server may not have heard, and neither have its clients: all of them ask again. */
  const missedSomething = () => {
    bus?.publish({ kind: 'who-is-there' })
    sockets.dropAll()
    visits.missedSomething()
    void look()
  }
  bus?.listen((message, from) => {
    if (message.kind === 'sites-changed') live.tell(message.changed)
    if (message.kind === 'spent') limits.spentElsewhere(message.rule, message.key, message.points)
    if (message.kind === 'lost') missedSomething()
    shared?.hear(message, from, now())
    visits.hear(message, from)
    invitations.hear(message)
    for (const hear of heardIn ?? []) hear(message)
  }, missedSomething)
  const placesMoved = createPlaces({ store, now, after, queueMoved: announce.queueMoved, report: (error) => log('effect-failed', { route: 'groups', error }) })
  const groupTelling = createGroupTelling({ store, hub, desks: () => desks.namespace, entryChanged: announce.entryChanged, placesMoved })
  const reception = createReceptionService({ store, tellPages, now, newId: ports.newId, newSlug: randomSlug, publicOrigin })
  siteRoutes(app, { ...routePorts, canMail })
  siteSettingsRoutes(app, { ...memberPorts, store, tellPages })
  companyRoutes(app, { ...memberPorts, store, tellPages, serveWaiting })
  windowRoutes(app, { ...memberPorts, store, tellPages, canMail })
  menuRoutes(app, { ...memberPorts, store, tellPages, now })
  receptionRoutes(app, { ...memberPorts, reception })
  groupRoutes(app, { ...memberPorts, store, telling: groupTelling, tellPages, agentsChanged: announce.agentsChanged, now, newId: ports.newId, serveWaiting })
  routingRoutes(app, { ...memberPorts, store })
  allocationRoutes(app, { ...memberPorts, store, now, simulate: createSimulation({ store, now }), agentsChanged: announce.agentsChanged, serveWaiting })
  invitationRoutes(app, { ...memberPorts, store, tellPages, now, newId: ports.newId })
  invitationPageRoutes(app, { ...routePorts, greet, invitations })
  countRoutes(app, { ...routePorts, store, now })
  presenceRoutes(app, { ...routePorts, hub, greet, recognise, welcome, pendingFor: invitations.pendingFor, now })
  visitorRoutes(app, { ...routePorts, store, greet, recognise, now, cardChanged: announce.visitorChanged, letGo })
  visitorFileRoutes(app, { ...memberPorts, store, now, isPresent: (visitorId) => hub.isPresent(visitorId) })
  blockRoutes(app, { ...memberPorts, blocks })
  privacyRoutes(app, { ...memberPorts, recognise, privacy })
  identifyRoutes(app, { ...routePorts, greet, identity })
  identityKeyRoutes(app, { ...memberPorts, store, now, newId: ports.newId })
  transcriptRoutes(app, { ...routePorts, store, greet, mailer: ports.mailer, now, newId: ports.newId })
  componentPages(app, { ...routePorts, store, publicOrigin, programs: built?.pages })
  imageRoutes(app, { ...memberPorts, store, now })
  fileRoutes(app, { ...memberPorts, files, greet, recognise, now })
  siteCheckRoutes(app, { ...memberPorts, siteChecks: createSiteCheck({ store, releases, publicOrigin, own }) })
  codeRoutes(app, { ...memberPorts, store, publicOrigin })
  greetingRoutes(app, { ...memberPorts, store })
  replyRoutes(app, { ...memberPorts, store, files, now })
  surveyRoutes(app, { ...memberPorts, store, links: surveyLinks, tellPages, surveyChanged: announce.surveyChanged, canMail, publicOrigin, tell: conversations.tell, now })
  botRoutes(app, { ...memberPorts, store, bots, now, newId: ports.newId })
  signInRoutes(app, { ...memberPorts, sessionEnded: desks.sessionEnded })

  app.get('/healthz', () => answer({ ok: true, value: 'up' }))
  app.get('/readyz', async () => {
    if (isClosing) return answer(fail('unavailable'))
    return store.run(ping, null).then(
      () => answer({ ok: true, value: 'ready' }),
      (error: unknown) => answer(failureOf(error, '/readyz', log)),
    )
  })
  app.get('/metrics', async (c) => {
    if (!mayReadMetrics(c.req.raw.headers, c.env?.incoming, { token: ports.metricsToken, trustedProxies })) return answer(fail('not_found'))
    return new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } })
  })

  app.get('/', () => new Response(landingPage(publicOrigin()), { headers: landingHeaders(publicOrigin()) }))
  app.get('/icon.svg', () => new Response(ICON, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff' } }))
  app.get('/console', () => {
    if (!built) return answer(fail('not_found'))
    return new Response(consolePage(built.manifest), { headers: consoleHeaders({ publicOrigin: publicOrigin(), own: own(), frameAncestors }) })
  })
  app.get('/console/preview', () => {
    const page = built && previewPage(built.manifest)
    return page === undefined ? answer(fail('not_found')) : new Response(page, { headers: previewHeaders(publicOrigin()) })
  })
  app.get('/console/:file', (c) => {
    const name = c.req.param('file')
    const file = built?.console.get(name)
    return file ? serveBuiltFile(name, file, c.req.raw, { 'cross-origin-resource-policy': 'same-origin' }) : answer(fail('not_found'))
  })
  releaseRoutes(app, { ...memberPorts, releases, publicOrigin })
  app.notFound(() => answer(fail('not_found')))
  app.onError((error) => answer(failureOf(error, 'http', log)))

  /** Which page a socket comes from, or why it may not come in. Nothing of it has been kept so far. */
  const guard = async (request: IncomingMessage): Promise<{ ok: true; origin: string } | Failure> => {
    if (isClosing) return fail('unavailable')
    const origin = requestOrigin(request.headers, own()[0]!)
    if (origin !== undefined && (await sites.isKnownOrigin(origin))) return { ok: true, origin }
    log('origin-refused', { route: routeOf(request) })
    return fail('origin_refused')
  }

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const passed = await guard(request)
    if (!passed.ok) return refuseUpgrade(socket, passed)
    if (isSocketPath(request)) return sockets.upgrade(request, socket, head)
    if (pathOf(request) !== PATHS.presence) return refuseUpgrade(socket, fail('not_found'))
    if (!(await allowGreeting(request))) return refuseUpgrade(socket, fail('rate_limited'))
    presence.upgrade(request, socket, head, passed.origin, addressOf(request))
  }

  const look = () => live.look().catch((error: unknown) => log('effect-failed', { route: 'sites', error }))

  let stopSweeping = () => {}
  let deadlines: readonly DeadlineService[] = []
  let sweeps = 0
  const sweep = () => {
    stopSweeping = clock.after(SWEEP_MS, sweep)
    sweeps += 1
    presence.sweep(now())
    hub.sweep(now())
    visits.sweep(now())
    sockets.dropStalled()
    if (sweeps % (CHECK_SESSIONS_MS / SWEEP_MS) === 0) {
      desks.checkSessions().catch((error: unknown) => log('effect-failed', { route: 'sessions', error }))
    }
    if (sweeps % (LOOK_EVERY_MS / SWEEP_MS) === 0) void look()
  }

  return {
    app,
    fetch: async (request) => app.fetch(request),
    attach(server) {
      const listener = getRequestListener((request, env) => app.fetch(request, env as Env['Bindings']), { overrideGlobalObjects: false })
      server.on('request', (request, response) => {
        if (!isSocketPath(request)) return void listener(request, response)
        const refuse = (failure: Failure) =>
          response.writeHead(STATUS[failure.code], { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(failure))
        guard(request)
          .then((passed) => (passed.ok ? sockets.request(request, response) : refuse(passed)))
          .catch((error: unknown) => refuse(failureOf(error, PATHS.socket, log)))
          // It cannot even be told, for instance because an answer has begun.
          .catch(() => response.destroy())
      })
      server.on('upgrade', (request, socket, head) => {
        socket.on('error', () => socket.destroy())
        upgrade(request, socket, head)
          .catch((error: unknown) => refuseUpgrade(socket, failureOf(error, 'upgrade', log)))
          .catch(() => socket.destroy())
      })
    },
    async begin() {
      await releases.keep()
      // What changes from here on, pages hear of: none has fetched anything yet.
      await look()
      await peers.begin()
      bus?.publish({ kind: 'who-is-there' })
      const begin = (handlers: DeadlinePorts['handlers']) =>
        startDeadlines({ store, clock, handlers, report: (error, due) => log('deadline-failed', { error, ...(due && { reason: due.kind }) }) })
      deadlines = [
        // What others take their time for holds up nobody who waits.
        begin({ 'answer-mailed': answerMail, 'survey-mailed': surveys.mailDue, 'file-unused': (due) => files.unusedDue(due), 'erased-cleared': (due) => privacy.clearDue(due), 'block-over': (due) => blocks.overDue(due), 'invite-unanswered': (due) => invitations.inviteDue(due) }),
        begin({
          'silence-warning': (due) => conversations.silenceDue(due.workspaceId, due.subject as ConversationId, due),
          'silence-end': (due) => conversations.silenceDue(due.workspaceId, due.subject as ConversationId, due),
          'agent-gone': (due) => desk.graceOver(due),
          'bot-asked': (due) => bots.due(due),
          'survey-linked': surveys.linkDue,
          'transfer-expired': (due) => conversations.transferDue(due),
          'overdue': (due) => allocation.overdueDue(due),
          'offer-missed': (due) => allocation.offerDue(due),
          'waiting-served': (due) => allocation.serve(due.workspaceId),
        }),
      ]
      serveAll()
      sweep()
    },
    async close() {
      isClosing = true
      stopSweeping()
      visitorNamespace.local.emit('refused', { code: 'unavailable' })
      await Promise.all([presence.close(), sockets.close(), Promise.all(deadlines.map((service) => service.stop())).then(() => bots.stop())])
      await visits.close()
      await announce.settled()
      await peers.end()
    },
  }
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?')[0]!.replace(/(.)\/$/, '$1')
/** As the library has it, which answers nothing at all without the slash. */
const isSocketPath = (request: IncomingMessage): boolean => (request.url ?? '').split('?')[0] === `${PATHS.socket}/`
/** For the log, into which goes nothing that a client writes. */
const routeOf = (request: IncomingMessage): string => [PATHS.presence, PATHS.socket].find((route) => route === pathOf(request)) ?? 'unknown'

function refuseUpgrade(socket: Duplex, failure: Failure): void {
  const body = JSON.stringify(failure)
  const lines = [
    `HTTP/1.1 ${STATUS[failure.code]} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ]
  // A client that keeps its half of the connection open would keep it for ever.
  socket.end(lines.join('\r\n'), () => socket.destroy())
}

/**
 * Whoever shows the token. Where there is none: this machine, if nobody speaks through it. A proxy says for whom it asks,
 * and behind one of ours everybody comes from this machine.
 */
function mayReadMetrics(
  headers: Headers,
  incoming: Env['Bindings']['incoming'],
  { token, trustedProxies }: { readonly token: string | undefined; readonly trustedProxies: number },
): boolean {
  if (token !== undefined) {
    const shown = Buffer.from(headers.get('authorization') ?? '')
    const wanted = Buffer.from(`Bearer ${token}`)
    return shown.length === wanted.length && timingSafeEqual(shown, wanted)
  }
  if (!incoming || trustedProxies > 0 || headers.has('x-forwarded-for') || headers.has('forwarded')) return false
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(incoming.socket.remoteAddress ?? '')
}
