/**
 * The demo site: the pages of an invented travel agency, each carrying the real tag. It knows where
 * the Foyer server is and the key of its site, and nothing else of Foyer.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { readAssets } from './assets.ts'
import { findSample, samples } from './components.ts'
import type { Html } from './html.ts'
import { arabic } from './pages/arabic.ts'
import { chinese } from './pages/chinese.ts'
import { componentList, componentPage, inline } from './pages/components.ts'
import { checkEnquiry, contact, contactThanks } from './pages/contact.ts'
import { home } from './pages/home.ts'
import { invitations } from './pages/invitations.ts'
import { layout } from './pages/layout.ts'
import type { Page, PageContext } from './pages/layout.ts'
import { menu } from './pages/menu.ts'
import { notFound } from './pages/not-found.ts'
import { PLANNER_VIEWS, planner } from './pages/planner.ts'
import { referencePage } from './pages/reference.ts'
import { sdk } from './pages/sdk.ts'
import { sideBySide } from './pages/side-by-side.ts'
import { strict } from './pages/strict.ts'
import { survey } from './pages/survey.ts'
import { tourList, tourPage } from './pages/tours.ts'
import { createReportBook, parseReport, strictPolicy } from './policy.ts'
import { CUSTOMER, signProof } from './proof.ts'
import { scriptOf } from './reference/examples.ts'
import { readReference } from './reference/read.ts'
import { tag, tagText } from './tag.ts'
import { findTour, tours } from './tours.ts'

/** What the site has to be told. */
export interface DemoSiteOptions {
  /** Where the Foyer server is, without a slash at the end: `http://localhost:4000`. */
  serverOrigin: string
  /** The public key of this site. */
  siteKey: string
  /** Key that proofs of identity are signed with, as the desk shows it. Default: none, and nobody is proven. */
  proofKey?: string
  /** Makes the nonce of one response. Default: 16 random bytes in base64url. */
  createNonce?: () => string
}

/** Every page of the site by its path. */
export const PAGES: readonly string[] = [
  '/',
  '/tours',
  ...tours.map((tour) => `/tours/${tour.slug}`),
  '/contact',
  '/contact/thanks',
  ...PLANNER_VIEWS.map((view) => `/planner${view && `/${view}`}`),
  '/strict',
  '/ar',
  '/zh',
  '/side-by-side',
  '/sdk',
  '/sdk/reference',
  '/components',
  ...samples.map(({ slug }) => `/components/${slug}`),
  '/inline',
  '/invitations',
  '/menu',
  '/survey',
]

/** A letter of the longest kind fits many times; nothing larger is read. */
const BODY_LIMIT_BYTES = 64 * 1024

/** Changes with every address below it, so it may be kept for good. */
const FOR_GOOD = 'public, max-age=31536000, immutable'

/** Makes the site. Its `fetch` answers requests; nothing listens yet. */
export function createDemoSite({ serverOrigin, siteKey, proofKey, createNonce = randomNonce }: DemoSiteOptions): Hono {
  const reference = readReference()
  const proofCode = linesOf('./proof.ts', 'signProof')
  const readme = readFileSync(new URL('../sdk/README.md', import.meta.url), 'utf8')
  const assets = readAssets(new URL('./assets/', import.meta.url), { 'examples.js': scriptOf(reference, siteKey) })
  const reports = createReportBook()
  const app = new Hono()

  const contextOf = (path: string, nonce?: string): PageContext => ({
    path,
    asset: assets.url,
    tag: tag({ serverOrigin, siteKey, ...(nonce !== undefined && { nonce }) }),
    tagText: tagText({ serverOrigin, siteKey }),
    serverOrigin,
    ...(nonce !== undefined && { nonce }),
  })

  const show = (path: string, make: (context: PageContext) => Page, status = 200): Response => {
    const context = contextOf(path)
    return answer(layout(context, make(context)), status, serverOrigin)
  }

  app.use(bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: (c) => c.text('This is longer than we can take.', 413) }))
  app.use(async (c, next) => {
    await next()
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'strict-origin-when-cross-origin')
  })

  app.get('/', (c) => show(c.req.path, home))
  app.get('/tours', (c) => show(c.req.path, tourList))
  app.get('/tours/:slug', (c) => {
    const tour = findTour(c.req.param('slug'))
    return tour === undefined ? c.notFound() : show(c.req.path, (context) => tourPage(context, tour))
  })

  app.get('/contact', (c) => show(c.req.path, (context) => contact(context)))
  app.get('/contact/thanks', (c) => show(c.req.path, contactThanks))
  app.post('/contact', async (c) => {
    const form = await c.req.parseBody().catch(() => ({}))
    const enquiry = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      journey: textOf(form, 'journey'),
      message: textOf(form, 'message'),
    }
    const problems = checkEnquiry(enquiry)
    if (Object.keys(problems).length > 0) return show(c.req.path, (context) => contact(context, enquiry, problems), 422)
    return c.redirect('/contact/thanks', 303)
  })

  for (const view of PLANNER_VIEWS) app.get(`/planner${view && `/${view}`}`, (c) => show(c.req.path, planner))

  const showStrictly = (path: string, make: (policy: readonly string[]) => Page, asksItsOwnServer = false): Response => {
    const nonce = createNonce()
    const policy = strictPolicy(serverOrigin, nonce, asksItsOwnServer)
    const response = answer(layout(contextOf(path, nonce), make(policy)), 200, serverOrigin)
    response.headers.set('content-security-policy', policy.join('; '))
    return response
  }
  app.get('/strict', (c) => showStrictly(c.req.path, (policy) => strict(policy, reports.latest())))
  app.post('/csp-reports', async (c) => {
    const report = parseReport(await c.req.json().catch(() => undefined))
    if (report === undefined) return c.text('This is not a report.', 400)
    reports.add(report)
    return c.body(null, 204)
  })

  app.get('/ar', (c) => show(c.req.path, arabic))
  app.get('/zh', (c) => show(c.req.path, chinese))
  app.get('/side-by-side', (c) => show(c.req.path, sideBySide))
  app.get('/sdk', (c) => show(c.req.path, () => sdk(proofCode)))
  app.get('/sdk/reference', (c) => showStrictly(c.req.path, () => referencePage({ reference, siteKey, readme }), true))
  // Who is signed in gets a proof of who they are; here that is always the same invented customer.
  app.get('/foyer-proof', (c) => {
    c.header('cache-control', 'no-store')
    if (proofKey === undefined) return c.json({ message: 'This site has no key to sign with. Start it with npm start, or give it one from the desk.' }, 503)
    return c.json({ proof: signProof(proofKey, CUSTOMER, Date.now()) })
  })
  app.get('/components', (c) => show(c.req.path, componentList))
  app.get('/components/:slug', (c) => {
    const sample = findSample(c.req.param('slug'))
    return sample === undefined ? c.notFound() : show(c.req.path, (context) => componentPage(context, sample))
  })
  app.get('/inline', (c) => show(c.req.path, inline))
  app.get('/invitations', (c) => show(c.req.path, invitations))
  app.get('/menu', (c) => show(c.req.path, menu))
  app.get('/survey', (c) => show(c.req.path, survey))

  app.get('/assets/*', (c) => {
    const asset = assets.find(c.req.path)
    if (asset === undefined) return c.notFound()
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': FOR_GOOD })
  })

  app.notFound((c) => show(c.req.path, notFound, 404))
  return app
}

/** A function as it stands in a file of this site, without its comments. */
function linesOf(file: string, name: string): string {
  const [code] = readFileSync(new URL(file, import.meta.url), 'utf8').match(new RegExp(`^export function ${name}\\b[\\s\\S]*?^}$`, 'm')) ?? []
  if (code === undefined) throw new Error(`${file} has no function ${name}.`)
  return code.replace(/^\s*\/\/.*\n/gm, '')
}

const randomNonce = () => randomBytes(16).toString('base64url')

/** Pages are asked for anew each time, and are framed by this site only, and by the console of its server, which previews components on them. */
function answer(markup: Html, status: number, serverOrigin: string): Response {
  return new Response(markup.toString(), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-cache',
      'content-security-policy': `frame-ancestors 'self' ${serverOrigin}`,
    },
  })
}

function textOf(form: Readonly<Record<string, unknown>>, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}
