/**
 * Everything there is: the server as a process, the demo site, a breakable wire between them and the browser, and a real
 * Chromium with visitors and agents in it. What is opened here is closed with the world, whatever happens.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, LaunchOptions, Page } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../../scripts/find-browser.mjs'
import { startMailServer } from '@foyer/server/testing/mail-server.ts'
import type { MailServer } from '@foyer/server/testing/mail-server.ts'
import { makeProofKey } from '../../proof.ts'
import { createDemoSite } from '../../site.ts'
import { fetchThread } from './fresh.ts'
import type { Credentials, FreshThread } from './fresh.ts'
import { createFoyerServer } from './server.ts'
import type { FoyerServer, SignIn } from './server.ts'
import { until } from './until.ts'
import { composerIn, deskIn, windowIn } from './views.ts'
import type { Place, View } from './views.ts'
import { openWire } from './wire.ts'
import type { Wire } from './wire.ts'

export const SITE_KEY = 'demo'
/** For single steps in the page; conditions wait longer (`until`). */
const STEP_WITHIN_MS = 15_000

export interface World {
  readonly server: FoyerServer
  /** Between visitors and the server. */
  readonly wire: Wire
  /** Between agents and the server: its address is the server's public one, and so the desk's. */
  readonly deskWire: Wire
  /** Origin of the demo site. */
  readonly site: string
  /** Origin of the same site at an address that no list names. */
  readonly foreignSite: string
  readonly browser: Browser
  /** Where the server's mail arrives, if it sends any ({@link WorldOptions.hasMail}). */
  readonly mails: MailServer | undefined
  /** A browser of its own for a visitor: own storage, own tabs. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>
  /** A browser of its own for an agent, signed in at the desk. */
  agent(name?: 'olivia' | 'ann' | 'ben', options?: BrowserContextOptions): Promise<Agent>
  /** Everything flows again and all visitors are gone: what one test leaves behind is none of the next one's business. */
  calm(): Promise<void>
  close(): Promise<void>
}

export interface Visitor {
  readonly context: BrowserContext
  /** What went wrong in the pages: uncaught errors, and lines of the console at level error. */
  readonly troubles: string[]
  /** A new tab on a page of the demo site. */
  open(path?: string): Promise<Page>
  /** The thread as a client finds it that knows nothing, fetched past the wire. */
  fetch(): Promise<FreshThread>
  credentials(): Promise<Credentials>
}

export interface Agent {
  readonly context: BrowserContext
  readonly page: Page
  readonly troubles: string[]
  /** The row of a conversation in the list, by something it says. */
  row(text: string | RegExp): ReturnType<Page['locator']>
  /** Opens it, and looks at it. */
  take(text: string | RegExp): Promise<View>
  close(): Promise<void>
}

export interface WorldOptions {
  /** Pages know the server by its public address, as in life, so that visitors and agents share the agents' wire. Default: no. */
  readonly isPlain?: boolean
  /** The demo site signs proofs of identity, with a key from the desk. Default: no. */
  readonly signsProofs?: boolean
  /** The server sends mail. Default: no. */
  readonly hasMail?: boolean
  readonly launch?: LaunchOptions
  /** A browser that is there already; it stays open when the world closes. Default: one of its own. */
  readonly browser?: Browser
}

export async function openWorld({ isPlain = false, signsProofs = false, hasMail = false, launch = {}, browser: given }: WorldOptions = {}): Promise<World> {
  const closings: (() => Promise<unknown>)[] = []
  const close = async () => {
    const problems: unknown[] = []
    for (const closing of closings.splice(0).toReversed()) await closing().catch((error: unknown) => problems.push(error))
    if (problems.length > 0) throw new AggregateError(problems, 'Not everything could be closed.')
  }
  const closeLater = <T extends { close(): Promise<unknown> }>(opened: T): T => {
    closings.push(() => opened.close())
    return opened
  }

  try {
    const wire = closeLater(await openWire())
    const deskWire = closeLater(await openWire())
    const pages = await listen()
    closeLater(pages)
    const foreign = closeLater(await listen())
    const mails = hasMail ? await startMailServer() : undefined
    if (mails) closings.push(() => mails.stop())
    const server = closeLater(await createFoyerServer({ siteOrigins: [pages.origin], publicOrigin: deskWire.origin, ...(mails && { smtpUrl: mails.url }) }))
    for (const one of [wire, deskWire]) one.leadTo(server.port)
    await server.start()
    const proofKey = signsProofs ? await makeProofKey({ serverOrigin: deskWire.origin, siteKey: SITE_KEY, owner: await server.signIn('olivia') }) : undefined
    const site = createDemoSite({ serverOrigin: (isPlain ? deskWire : wire).origin, siteKey: SITE_KEY, ...(proofKey !== undefined && { proofKey }) })
    for (const listener of [pages, foreign]) listener.answer((request) => site.fetch(request))

    const executablePath = process.env['CHROMIUM_PATH'] ?? findBrowser() ?? chromium.executablePath()
    const browser = given ?? closeLater(await chromium.launch({ executablePath, ...launch, args: [...BROWSER_FLAGS, ...(launch.args ?? [])] }))
    const visitors = new Set<BrowserContext>()
    const agents = new Set<BrowserContext>()
    const closeAll = async (contexts: Set<BrowserContext>) => {
      await Promise.all([...contexts].map((context) => context.close()))
      contexts.clear()
    }
    closings.push(() => Promise.all([closeAll(visitors), closeAll(agents)]))

    return {
      server,
      wire,
      deskWire,
      site: pages.origin,
      foreignSite: foreign.origin,
      browser,
      mails,
      async visitor(options = {}) {
        const context = await contextIn(browser, options)
        visitors.add(context)
        return visitorIn(context, pages.origin, server)
      },
      async agent(name = 'ann', options = {}) {
        const context = await contextIn(browser, options)
        agents.add(context)
        return agentIn(context, `${deskWire.origin}/console`, await server.signIn(name))
      },
      async calm() {
        for (const one of [wire, deskWire]) {
          one.flow()
          one.mend()
        }
        await closeAll(visitors)
        await until('no visitor has a line', () => wire.count('talk') + wire.count('presence'), (count) => count === 0)
      },
      close,
    }
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
}

async function contextIn(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 }, userAgent: ofPeople(browser), reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(STEP_WITHIN_MS)
  return context
}

/** What the same browser says of itself where somebody looks at it. By what it says without a head it is a robot, and no visitor. */
const ofPeople = (browser: Browser) => `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version().split('.')[0]}.0.0.0 Safari/537.36`

function listenForTroubles(context: BrowserContext): string[] {
  const troubles: string[] = []
  context.on('weberror', (error) => troubles.push(String(error.error())))
  context.on('console', (line) => {
    if (line.type() === 'error') troubles.push(line.text())
  })
  return troubles
}

function visitorIn(context: BrowserContext, site: string, server: FoyerServer): Visitor {
  const troubles = listenForTroubles(context)
  const credentials = async (): Promise<Credentials> => {
    const [page] = context.pages()
    const token = await page?.evaluate((key) => localStorage.getItem(`foyer:visitor:${key}`), SITE_KEY)
    if (!token) throw new Error('The browser has no token of a visitor.')
    return { server: server.origin, site: SITE_KEY, token, page: site }
  }
  return {
    context,
    troubles,
    async open(path = '/tours') {
      const page = await context.newPage()
      await page.goto(site + path)
      return page
    },
    credentials,
    fetch: async () => fetchThread(await credentials()),
  }
}

async function agentIn(context: BrowserContext, desk: string, credentials: SignIn): Promise<Agent> {
  const troubles = listenForTroubles(context)
  const page = await context.newPage()
  await page.goto(desk)
  await signIn(page, credentials)
  const row = (text: string | RegExp) => page.getByRole('option').filter({ hasText: text })
  return {
    context,
    page,
    troubles,
    row,
    async take(text) {
      await row(text).click()
      const view = deskIn(page)
      await composerIn(view).waitFor()
      return view
    },
    close: () => context.close(),
  }
}

/** Signs in at the desk that stands there, and waits for its list. */
export async function signIn(place: Place, { email, password }: SignIn): Promise<void> {
  await place.getByLabel('Email').fill(email)
  await place.getByLabel('Password', { exact: true }).fill(password)
  await place.getByRole('button', { name: 'Sign in' }).click()
  await place.getByRole('tablist').waitFor()
  await place.getByRole('switch', { name: 'Online' }).waitFor()
}

/** The round button. Its name begins with the component's, and goes on with what is unread. */
export const launcherIn = (place: Place) => place.locator('foyer-round-button button')

/** Opens the window by the round button, and waits until one can write. */
export async function openWindow(place: Place, name?: string): Promise<View> {
  await launcherIn(place).click()
  const view = windowIn(place, name)
  await composerIn(view).waitFor()
  return view
}

interface Listener {
  readonly origin: string
  answer(fetch: (request: Request) => Response | Promise<Response>): void
  close(): Promise<unknown>
}

/** Listens first and answers later: an address is needed before there is something behind it. */
async function listen(): Promise<Listener> {
  let handle: (request: Request) => Response | Promise<Response> = () => new Response('Not yet.', { status: 503 })
  const server = createServer(getRequestListener((request) => handle(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    answer: (fetch) => void (handle = fetch),
    close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      return closed
    },
  }
}
