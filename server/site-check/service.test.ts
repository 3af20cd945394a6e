/** Real pages from a real server, with policies of the shape that well-known sites send. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { API, PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { Result, SiteCheck, SiteId, SiteRecord, WorkspaceId } from '@foyer/sdk/protocol'
import { ownOrigins } from '../edge/origins.ts'
import { createReleases } from '../releases/service.ts'
import { addOrigins } from '../sites/store.ts'
import { db } from '../store/procedure.ts'
import { newToken, otherKey, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { query } from '../testing/world.ts'
import { createSiteCheck } from './service.ts'

interface Served {
  readonly html: string
  /** Default: of a page. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly status?: number
}

const DESK = 'http://localhost:4000'
const LOADER = 'loader()'
const PINNED = 'foyer-0.1.0-AbCd_123.js'
const file = (content: string) => ({ type: 'text/javascript', etag: '""', plain: Buffer.from(content), brotli: undefined, gzip: undefined })
const built = { widget: new Map([['foyer.js', file(LOADER)], [PINNED, file(`${LOADER} // pinned`)]]), console: new Map(), manifest: { entry: '', styles: [], chunks: {} } }
const sri = (content: string, algorithm = 'sha384') => `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`

let running: Running
let pages: Server
let served: Served
/** The address under which visitors find the pages. */
let shop: string
let site: { id: SiteId; workspace_id: WorkspaceId }
let check: (address?: string) => Promise<Result<SiteCheck>>

before(async () => {
  running = await startRunning({ built })
  pages = createServer((_request, response) => {
    response.writeHead(served.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...(served.headers as Record<string, string>) }).end(served.html)
  })
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  shop = `http://shop.example:${(pages.address() as AddressInfo).port}`
  await running.store.run(addOrigins, { key: shopKey, origins: [shop] })
  const [row] = await query(running.store, db.selectFrom('sites').select(['id', 'workspace_id']).where('key', '=', shopKey))
  site = row!
  const releases = createReleases({ store: running.store, now: Date.now, built: built.widget, log: () => undefined })
  const checks = createSiteCheck({ store: running.store, releases, publicOrigin: () => DESK, own: () => ownOrigins(DESK), outside: { resolve: async () => ['127.0.0.1'] } })
  check = (address = shop) => checks.check({ workspaceId: site.workspace_id, siteId: site.id, address })
})
after(async () => {
  pages.close()
  pages.closeAllConnections()
  await running.stop()
})

const TAG = `<script async src="${DESK}/foyer.js" data-site="${shopKey}"></script>`
const markup = (head = TAG, body = '<h1>Tours</h1>') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body>${body}</body></html>`

async function findings(now: Served, address = shop) {
  served = now
  const checked = await check(address)
  assert.ok(checked.ok, JSON.stringify(checked))
  return checked.value.findings
}
const codes = async (now: Served, address?: string) => (await findings(now, address)).map(({ code }) => code)

describe('RC-20 a page without a fault', () => {
  it('has no findings, says where it is, and may be framed', async () => {
    served = { html: markup() }
    assert.deepEqual(await check(`${shop}/tours#top`), { ok: true, value: { address: `${shop}/tours`, findings: [], mayBeFramed: true } })
  })

  for (const [how, head] of Object.entries({
    'the pinned tag with its integrity': `<script async src="${DESK}/${PINNED}" integrity="${sri(`${LOADER} // pinned`)}" crossorigin="anonymous" data-site="${shopKey}"></script>`,
    'a weaker hash that is wrong beside a strong one': `<script async src="${DESK}/foyer.js" integrity="sha256-AAAA ${sri(LOADER, 'sha512')}" crossorigin data-site="${shopKey}"></script>`,
    'a module': `<script type="module" src="${DESK}/foyer.js" data-site="${shopKey}"></script>`,
    'a base for its addresses': `<base href="${DESK}/"><script src="foyer.js" data-site="${shopKey}"></script>`,
    'another name of this machine': `<script src="http://127.0.0.1:4000/foyer.js" data-site="${shopKey}"></script>`,
    'a script from elsewhere that names our server': `<script src="https://cdn.example/foyer.js" data-server="${DESK}" data-site="${shopKey}"></script>`,
    'one tag, and one that is not there': `<!-- ${TAG} --><template>${TAG}</template><noscript>${TAG}</noscript>${TAG}`,
  })) {
    it(`may have ${how}`, async () => assert.deepEqual(await codes({ html: markup(head) }), []))
  }
})

describe('RC-20 the tag', () => {
  const tagWith = (attributes: string, src = `${DESK}/foyer.js`) => markup(`<script async src="${src}" ${attributes}></script>`)
  for (const [sentence, html, expected] of [
    ['is missing', markup(''), [{ code: 'tag_missing', line: TAG }]],
    ['of somebody else is none of ours', markup('<script src="https://cdn.example/foyer.js"></script>'), [{ code: 'tag_by_script', detail: 'script', line: TAG }]],
    ['has no key', tagWith(''), [{ code: 'key_missing', line: TAG }]],
    ['has an empty key', tagWith('data-site=" "'), [{ code: 'key_missing', line: TAG }]],
    ['has the key of another site', tagWith(`data-site="${otherKey}"`), [{ code: 'wrong_key', detail: otherKey, line: TAG }]],
    ['stands there twice', markup(TAG + TAG), [{ code: 'tag_twice', detail: '2' }]],
    ['is of another server', tagWith(`data-site="${shopKey}"`, 'https://old.example/foyer.js'), [{ code: 'wrong_server', detail: 'https://old.example', line: TAG }]],
    ['leads to another server', tagWith(`data-site="${shopKey}" data-server="https://old.example"`), [{ code: 'wrong_server', detail: 'https://old.example', line: TAG }]],
    ['is held back until somebody agrees', markup(TAG.replace('<script', '<script type="text/plain"')), [{ code: 'tag_by_script', detail: 'text/plain', line: TAG }]],
    ['is brought by a tag manager', markup("<script>(function(w,d,s,l,i){j.src='https://www.googletagmanager.com/gtm.js?id='+i})(window,document,'script','dataLayer','GTM-ABCD123')</script>"), [{ code: 'tag_by_script', detail: 'Google Tag Manager', line: TAG }]],
    ['is brought by a script of the page', markup(`<script>document.head.append(Object.assign(document.createElement('script'), { src: '${DESK}/foyer.js' }))</script>`), [{ code: 'tag_by_script', detail: 'script', line: TAG }]],
  ] as const) {
    it(sentence, async () => assert.deepEqual(await findings({ html }), expected))
  }

  it('has an integrity that is another script’s, cannot be compared, or is of a script that never was', async () => {
    const pinned = `<script async src="${DESK}/${PINNED}" integrity="${sri(`${LOADER} // pinned`)}" crossorigin="anonymous" data-site="${shopKey}"></script>`
    // What is printed here is kept for ever only after a start of the server: the running one has kept it.
    for (const [src, attributes] of [
      ['foyer.js', `integrity="${sri('another')}" crossorigin`],
      ['foyer.js', `integrity="${sri(LOADER)}"`],
      ['foyer.js', `integrity="${sri(LOADER, 'sha256')} ${sri('another')}" crossorigin`],
      ['foyer-0.0.9-AbCdEfGh.js', ''],
    ]) {
      assert.deepEqual(await findings({ html: tagWith(`${attributes} data-site="${shopKey}"`, `${DESK}/${src}`) }), [{ code: 'integrity_wrong', detail: src, line: pinned }])
    }
  })
})

describe('RC-20 the page', () => {
  it('is at an origin that the site does not list', async () => {
    const address = shop.replace('shop.example', 'new.example')
    assert.deepEqual(await findings({ html: markup() }, address), [{ code: 'origin_not_allowed', detail: address, line: address }])
  })

  it('is none', async () => {
    assert.deepEqual(await findings({ html: '{}', headers: { 'content-type': 'application/json' } }), [{ code: 'not_a_page', detail: 'application/json' }])
  })

  it('is not there, or its server is not', async () => {
    assert.deepEqual(await findings({ html: markup(), status: 404 }), [{ code: 'not_reachable', detail: '404' }])
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    assert.deepEqual(await findings({ html: '' }, `http://shop.example:${port}`), [{ code: 'not_reachable', detail: 'ECONNREFUSED' }])
  })

  it('is none of the web’s: refused as a field of the form', async () => {
    for (const address of ['', 'shop.example', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,hello']) {
      assert.partialDeepStrictEqual(await check(address), { ok: false, code: 'bad_address', field: 'address' }, address)
    }
  })

  it('is of a site of another workspace: nothing here', async () => {
    const releases = createReleases({ store: running.store, now: Date.now, built: built.widget, log: () => undefined })
    const checks = createSiteCheck({ store: running.store, releases, publicOrigin: () => DESK, own: () => [DESK] })
    assert.partialDeepStrictEqual(await checks.check({ workspaceId: 'elsewhere' as WorkspaceId, siteId: site.id, address: shop }), { ok: false, code: 'not_found' })
  })

  it('is on a closed network: refused, if the server itself is not', async () => {
    const releases = createReleases({ store: running.store, now: Date.now, built: built.widget, log: () => undefined })
    const checks = createSiteCheck({ store: running.store, releases, publicOrigin: () => 'https://desk.example', own: () => ['https://desk.example'] })
    const refusals = await Promise.all(['http://127.0.0.1/', 'http://10.0.0.1/', 'http://[::1]/', 'http://localhost:8080/'].map((address) => checks.check({ workspaceId: site.workspace_id, siteId: site.id, address })))
    for (const refusal of refusals) assert.partialDeepStrictEqual(refusal, { ok: false, code: 'address_private', field: 'address' })
    const odd = await checks.check({ workspaceId: site.workspace_id, siteId: site.id, address: 'http://shop.example:6379/' })
    assert.partialDeepStrictEqual(odd, { ok: false, code: 'bad_address', field: 'address' })
  })

  it('has had a visitor of late', async () => {
    const greeted = await running.http(PATHS.presence, {
      method: 'POST',
      origin: shop,
      body: JSON.stringify([{ type: 'hello', protocol: PROTOCOL, site: shopKey, token: newToken(), page: { url: `${shop}/tours`, title: 'Tours' }, language: 'en' }]),
    })
    assert.equal(greeted.status, 200)
    served = { html: markup() }
    const [here, elsewhere] = [await check(), await check(shop.replace('shop.example', 'new.example'))]
    assert.ok(here.ok && elsewhere.ok)
    assert.ok(Number.isInteger(here.value.lastVisitorAt))
    assert.equal(elsewhere.value.lastVisitorAt, undefined)
  })
})

describe('RC-20 a policy', () => {
  const SOCKET = DESK.replace('http', 'ws')
  const NONCE = 'r4nd0m'
  const withNonce = TAG.replace('async', `async nonce="${NONCE}"`)
  const bad = (code: string, detail: string) => ({ code: `policy_blocks_${code}`, detail })

  const POLICIES: Readonly<Record<string, { readonly policy: string | readonly string[]; readonly tag?: string; readonly found: readonly object[] }>> = {
    'that lists hosts, as a code host does': {
      policy:
        "default-src 'none'; base-uri 'self'; child-src assets.example; connect-src 'self' uploads.example wss://alive.example; font-src assets.example; form-action 'self'; frame-ancestors 'none'; img-src 'self' data: blob: assets.example *.content.example; manifest-src 'self'; script-src assets.example; style-src 'unsafe-inline' assets.example; upgrade-insecure-requests; worker-src assets.example",
      found: [bad('script', 'script-src'), bad('connect', 'connect-src'), bad('image', 'img-src')],
    },
    'that trusts what trusted scripts bring, as a search engine does': {
      policy: `object-src 'none'; base-uri 'self'; script-src 'nonce-${NONCE}' 'strict-dynamic' 'report-sample' 'unsafe-eval' 'unsafe-inline' https: http:; report-uri https://csp.example/`,
      found: [bad('script', 'script-src')],
    },
    'that is the same with the nonce in the tag': {
      policy: `object-src 'none'; base-uri 'self'; script-src 'nonce-${NONCE}' 'strict-dynamic' 'unsafe-inline' https:`,
      tag: withNonce,
      found: [],
    },
    'that has one list for everything, as a small site does': {
      policy: "default-src 'self' https://cdn.example",
      found: [bad('script', 'default-src'), bad('connect', 'default-src'), bad('image', 'default-src')],
    },
    'that only keeps frames out, as a shop system does': { policy: "block-all-mixed-content; frame-ancestors 'none'; upgrade-insecure-requests;", found: [] },
    'that allows Trusted Types by name, of which Foyer needs none': { policy: `require-trusted-types-for 'script'; trusted-types shop dompurify; script-src ${DESK}`, found: [] },
    'that allows nothing but three lines': {
      policy: `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'nonce-${NONCE}'; connect-src ${DESK} ${SOCKET}; img-src 'self' ${DESK}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
      tag: withNonce,
      found: [],
    },
    'that forgot the socket': { policy: `default-src 'self'; script-src 'self' ${DESK}; connect-src 'self' ${DESK}; img-src * data:`, found: [bad('connect', 'connect-src')] },
    'that allows the script by its full address, and not what it imports': { policy: `script-src 'self' ${DESK}/foyer.js`, found: [bad('script', 'script-src')] },
    'that allows the script by its hash, and not what it imports': {
      policy: `script-src '${sri(LOADER)}'`,
      tag: TAG.replace('data-site', `integrity="${sri(LOADER)}" crossorigin data-site`),
      found: [bad('script', 'script-src')],
    },
    'that is two policies, of which each has its say': { policy: [`script-src 'self' ${DESK}; img-src *`, "script-src 'self' 'unsafe-inline'"], found: [bad('script', 'script-src')] },
    'that is two policies in one line': { policy: `script-src ${DESK}, img-src 'self'`, found: [bad('image', 'img-src')] },
    'that puts the page into a sandbox': { policy: 'sandbox allow-forms', found: [bad('script', 'sandbox')] },
    'that lets in all the web, as a newspaper does': { policy: "default-src https: http: ws: data: 'unsafe-inline' 'unsafe-eval'", found: [] },
  }

  for (const [name, { policy, tag = TAG, found }] of Object.entries(POLICIES)) {
    it(`${name}: ${found.length === 0 ? 'nothing is wrong' : 'what it says to write is all that is missing'}`, async () => {
      const told = await findings({ html: markup(tag), headers: { 'content-security-policy': policy } })
      assert.deepEqual(told.map(({ code, detail }) => ({ code, detail })), found)
      // The owner does as told: a directive replaces its own, or comes after the others; a tag replaces the tag.
      const lines = told.map(({ line }) => line!)
      const mended = [policy].flat().map((text) =>
        lines.filter((line) => !line.startsWith('<')).reduce((now, line) => {
          const [directive = ''] = line.split(' ')
          const old = new RegExp(`(^|[;,]\\s*)${directive}( [^;,]*)?(?=$|[;,])`)
          return old.test(now) ? now.replace(old, (_all, before: string) => `${before}${line}`) : `${now.replace(/;\s*$/, '')}; ${line}`
        }, text),
      )
      const newTag = lines.find((line) => line.startsWith('<'))?.replace('…', NONCE) ?? tag
      assert.deepEqual(await codes({ html: markup(newTag), headers: { 'content-security-policy': mended } }), [])
    })
  }

  it('that only reports keeps nothing out', async () => {
    assert.deepEqual(await codes({ html: markup(), headers: { 'content-security-policy-report-only': "default-src 'none'" } }), [])
  })

  it('in the page counts for what comes after it, and in its head alone', async () => {
    const meta = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'; img-src 'self'; frame-ancestors 'none'">`
    served = { html: markup(meta + TAG) }
    assert.deepEqual(await codes(served), ['policy_blocks_script', 'policy_blocks_image'])
    const checked = await check()
    assert.equal(checked.ok && checked.value.mayBeFramed, true)
    // The loader was there before; what it imports comes after.
    assert.deepEqual(await codes({ html: markup(TAG + meta) }), ['policy_blocks_script', 'policy_blocks_image'])
    assert.deepEqual(await codes({ html: markup(TAG, meta) }), [])
  })

  it('is judged also where the tag is missing, as if it were there', async () => {
    assert.deepEqual(await codes({ html: markup(''), headers: { 'content-security-policy': "script-src 'self'" } }), ['tag_missing', 'policy_blocks_script'])
  })

  it('lets in what a trusted script brings', async () => {
    const html = markup('<script nonce="x">document.head.append(/* GTM-ABCD123 */)</script>')
    assert.deepEqual(await codes({ html, headers: { 'content-security-policy': "script-src 'nonce-x' 'strict-dynamic'" } }), ['tag_by_script'])
  })

  for (const [headers, mayBeFramed] of [
    [{ 'x-frame-options': 'SAMEORIGIN' }, false],
    [{ 'content-security-policy': `frame-ancestors ${DESK}`, 'x-frame-options': 'DENY' }, true],
    [{ 'content-security-policy': "frame-ancestors 'self'" }, false],
  ] as const) {
    it(`says whether the page may be shown in the console: ${JSON.stringify(headers)}`, async () => {
      served = { html: markup(), headers }
      const checked = await check()
      assert.equal(checked.ok && checked.value.mayBeFramed, mayBeFramed)
    })
  }
})

describe('RC-20 over HTTP', () => {
  it('is for those who may change the site, and answers what was found', async () => {
    const ask = async (email: string, address: string) => {
      const cookie = await running.signIn(email)
      const [record] = ((await (await running.http(API.sites, { headers: { cookie }, origin: running.origin })).json()) as { value: SiteRecord[] }).value
      const response = await running.http(API.siteCheck(record!.id), { method: 'POST', origin: running.origin, headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ address }) })
      return (await response.json()) as Result<SiteCheck>
    }
    served = { html: markup('') }
    const local = shop.replace('shop.example', '127.0.0.1')
    const checked = await ask('olga@shop.example', local)
    assert.ok(checked.ok, JSON.stringify(checked))
    assert.deepEqual(checked.value.findings.map(({ code }) => code), ['tag_missing', 'origin_not_allowed'])
    assert.partialDeepStrictEqual(await ask('ann@shop.example', local), { ok: false, code: 'not_allowed' })
  })
})
