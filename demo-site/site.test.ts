import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { STYLES_AT } from '@foyer/sdk/protocol'
import { samples } from './components.ts'
import { html } from './html.ts'
import { PAGES, createDemoSite } from './site.ts'

const SERVER = 'https://desk.example'
const TAG = `<script async src="${SERVER}/foyer.js" data-site="key-1"></script>`

const createSite = () => createDemoSite({ serverOrigin: SERVER, siteKey: 'key-1' })

const get = async (path: string, site = createSite()) => {
  const response = await site.request(path)
  return { response, markup: await response.text() }
}

const count = (markup: string, pattern: RegExp) => markup.match(pattern)?.length ?? 0
const all = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].map((match) => match[1] ?? '')

const nonceOf = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
const report = (body: string) => ({ method: 'POST', body, headers: { 'content-type': 'application/csp-report' } })
const post = (fields: Record<string, string>) => createSite().request('/contact', { method: 'POST', body: new URLSearchParams(fields) })
const letter = { name: 'Mara', email: 'mara@example.com', journey: '', message: 'Is there still room in May?' }

describe('the demo site', () => {
  for (const path of PAGES) {
    it(`answers ${path} with one title, one first heading, a language and the tag once`, async () => {
      const { response, markup } = await get(path)

      assert.equal(response.status, 200)
      assert.match(response.headers.get('content-type') ?? '', /^text\/html; charset=utf-8$/)
      assert.equal(count(markup, /<title>[^<]+<\/title>/g), 1)
      assert.equal(count(markup, /<h1[ >]/g), 1)
      assert.match(markup, /^<!doctype html>\n<html lang="[a-zA-Z-]{2,}" dir="(ltr|rtl)">/)
      assert.equal(count(markup, /<script [^>]*data-site=/g), 1)
      if (!['/strict', '/sdk/reference'].includes(path)) assert.ok(markup.includes(TAG), 'the tag stands as customers get it')
    })

    it(`uses no id twice on ${path}, and names nothing that is not there`, async () => {
      const { markup } = await get(path)
      const ids = all(markup, / id="([^"]+)"/g)

      assert.equal(new Set(ids).size, ids.length)
      for (const list of all(markup, / (?:for|aria-labelledby|aria-describedby)="([^"]+)"/g)) {
        for (const id of list.split(' ')) assert.ok(ids.includes(id), `${id} exists`)
      }
    })

    it(`gives every picture on ${path} a text, a width and a height`, async () => {
      const { markup } = await get(path)
      for (const picture of markup.match(/<img [^>]*>/g) ?? []) {
        assert.match(picture, / alt="/)
        assert.match(picture, / width="\d+" height="\d+"/)
      }
    })
  }

  it('links only to what exists, on every page and down to the fragment', async () => {
    const site = createSite()
    const bodies = new Map<string, string>()
    const read = async (path: string) => {
      const known = bodies.get(path)
      if (known !== undefined) return known
      const { response, markup } = await get(path, site)
      assert.equal(response.status, 200, `${path} answers`)
      bodies.set(path, markup)
      return markup
    }

    let links = 0
    for (const page of PAGES) {
      for (const link of all(await read(page), / (?:href|src|action)="([^"]+)"/g)) {
        const url = new URL(link, `http://site${page}`)
        if (url.host !== 'site') continue
        links += 1
        const target = await read(url.pathname)
        if (url.hash !== '') assert.ok(target.includes(` id="${url.hash.slice(1)}"`), `${page} → ${link}`)
      }
    }
    assert.ok(links > PAGES.length)
  })

  it('reaches every page from the home page', async () => {
    const site = createSite()
    const reached = new Set(['/'])
    for (const page of reached) {
      const { markup } = await get(page, site)
      for (const link of all(markup, /<a [^>]*href="(\/[^"#]*)"/g)) reached.add(link)
    }
    assert.deepEqual(PAGES.filter((page) => !reached.has(page)), ['/contact/thanks'])
  })

  it('answers an unknown page, journey or asset with 404 and a page that helps', async () => {
    for (const path of ['/nowhere', '/tours/nowhere', '/planner/nowhere', '/assets/0/site.css', '/assets/..%2fsite.ts']) {
      const { response, markup } = await get(path)
      assert.equal(response.status, 404, path)
      assert.match(markup, /<h1>This path is not on our map<\/h1>/)
      assert.match(markup, /href="\/tours"/)
      assert.ok(markup.includes(TAG))
    }
  })

  it('lets assets be kept for good, under an address that changes with them', async () => {
    const { markup } = await get('/')
    const [sheet = ''] = all(markup, /<link rel="stylesheet" href="([^"]+)"/g)
    const { response } = await get(sheet)
    assert.match(sheet, /^\/assets\/[0-9a-f]{12}\/site\.css$/)
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(response.headers.get('content-type'), 'text/css; charset=utf-8')
  })

  it('asks nothing of any other host than the server', async () => {
    const site = createSite()
    for (const page of PAGES) {
      const { markup } = await get(page, site)
      for (const address of all(markup, /(?: src|<link [^>]*href)="(https?:[^"]+)"/g)) assert.ok(address.startsWith(SERVER), address)
    }
  })

  it('says in the language of the page what the page is: Arabic from right to left, Chinese', async () => {
    assert.match((await get('/ar')).markup, /<html lang="ar" dir="rtl">/)
    assert.match((await get('/zh')).markup, /<html lang="zh-CN" dir="ltr">/)
  })

  it('shows the desk and a visitor side by side', async () => {
    const { markup } = await get('/side-by-side')
    assert.deepEqual(all(markup, /<iframe [^>]*src="([^"]+)"/g), ['/', `${SERVER}/console`])
  })
})

describe('the strict page', () => {
  it('sends exactly this policy', async () => {
    const site = createDemoSite({ serverOrigin: 'http://localhost:4000', siteKey: 'demo', createNonce: () => 'n0nce' })
    const response = await site.request('/strict')
    assert.equal(
      response.headers.get('content-security-policy'),
      "default-src 'none'; script-src 'nonce-n0nce'; style-src 'nonce-n0nce'; connect-src http://localhost:4000 ws://localhost:4000; " +
        "img-src 'self' http://localhost:4000; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'self'; report-uri /csp-reports",
    )
  })

  it('allows the secure socket of a secure server', async () => {
    const { response } = await get('/strict')
    assert.match(response.headers.get('content-security-policy') ?? '', /connect-src https:\/\/desk\.example wss:\/\/desk\.example;/)
  })

  it('makes a new nonce for every response, and gives it to the tag and to every script and sheet', async () => {
    const site = createSite()
    const seen = new Set<string>()
    for (let turn = 0; turn < 5; turn++) {
      const { response, markup } = await get('/strict', site)
      const nonce = nonceOf(response.headers.get('content-security-policy') ?? '')
      seen.add(nonce)
      assert.ok(nonce.length >= 22, '128 bits')
      for (const element of markup.match(/<(?:script|link rel="stylesheet")[^>]*>/g) ?? []) {
        assert.ok(element.includes(`nonce="${nonce}"`), element)
      }
      assert.ok(markup.includes(`<script nonce="${nonce}" async src="${SERVER}/foyer.js" data-site="key-1"></script>`))
    }
    assert.equal(seen.size, 5)
  })

  it('has no inline style and no inline handler, which its policy would refuse', async () => {
    const { markup } = await get('/strict')
    assert.doesNotMatch(markup, /<style| style="| on[a-z]+="|<form/)
  })

  it('takes reports of violations and lists them by origin, as text', async () => {
    const site = createSite()
    const body = { 'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': 'https://elsewhere.example/who?is=mara' } }
    assert.equal((await site.request('/csp-reports', report(JSON.stringify(body)))).status, 204)
    const hostile = { 'csp-report': { 'violated-directive': 'script-src', 'blocked-uri': '<img src=x>' } }
    assert.equal((await site.request('/csp-reports', report(JSON.stringify(hostile)))).status, 204)

    const { markup } = await get('/strict', site)
    assert.ok(markup.includes('<code>img-src</code> https://elsewhere.example<'))
    assert.ok(markup.includes('<code>script-src</code> &lt;img src=x&gt;<'))
    assert.ok(!markup.includes('mara'))
  })

  it('refuses what is no report, and what is too long', async () => {
    const site = createSite()
    for (const body of ['', 'x', '[]', 'null', '{"csp-report":1}', '{"csp-report":{"effective-directive":7}}', '{"__proto__":{"csp-report":{}}}']) {
      assert.equal((await site.request('/csp-reports', report(body))).status, 400, body)
    }
    assert.equal((await site.request('/csp-reports', report('x'.repeat(100_000)))).status, 413)
  })

  it('keeps the latest twenty reports', async () => {
    const site = createSite()
    for (let n = 0; n < 25; n++) {
      await site.request('/csp-reports', report(JSON.stringify({ 'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': `https://host-${n}.example/` } })))
    }
    const { markup } = await get('/strict', site)
    assert.equal(count(markup, /https:\/\/host-\d+\.example/g), 20)
    assert.ok(markup.includes('https://host-24.example') && !markup.includes('https://host-4.example'))
  })
})

describe('the contact form', () => {
  it('thanks for a complete letter on a page of its own', async () => {
    const response = await post(letter)
    assert.equal(response.status, 303)
    assert.equal(response.headers.get('location'), '/contact/thanks')
  })

  for (const field of ['name', 'email', 'message'] as const) {
    it(`says what is wrong with ${field}, beside the field, and keeps the rest`, async () => {
      const response = await post({ ...letter, [field]: ' ' })
      const markup = await response.text()
      assert.equal(response.status, 422)
      assert.deepEqual(all(markup, /aria-describedby="(\w+)-problem"/g), [field])
      assert.ok(markup.includes(field === 'message' ? 'value="Mara"' : 'Is there still room in May?'))
    })
  }

  it('shows hostile text as text', async () => {
    const markup = await (await post({ ...letter, name: '"><script>alert(1)</script>', email: '' })).text()
    assert.ok(markup.includes('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"'))
    assert.ok(!markup.includes('<script>alert'))
  })
})

describe('html', () => {
  it('escapes what is put in, except the result of a template', () => {
    assert.equal(html`<p title="${'"<\'&>'}">${html`<b>${'<'}</b>`}${['<', 1, false, null, undefined]}</p>`.toString(), '<p title="&quot;&lt;&#39;&amp;&gt;"><b>&lt;</b>&lt;1</p>')
  })
})

describe('the pages of reception components', () => {
  it('RC-4 has a page for every style that stands on a page, besides the round button', () => {
    const onPages = [...STYLES_AT['web-page'], ...STYLES_AT['mobile-page'], ...STYLES_AT.article].filter((style) => style !== 'article-picture')
    assert.deepEqual(samples.map(({ slug }) => slug).toSorted(), [...new Set(onPages)].filter((style) => style !== 'round-button').toSorted())
  })

  it('shows them one at a time, the first at once, and each with a sentence on what it is for', async () => {
    const { markup } = await get('/components')
    assert.deepEqual(all(markup, /<a href="([^"]+)" data-style/g), samples.map(({ slug }) => `/components/${slug}`))
    assert.deepEqual(all(markup, /<iframe [^>]*name="stage"[^>]* src="([^"]+)"/g), ['/components/horizontal-button'])
    for (const { purpose } of samples) assert.ok(markup.includes(`<p>${purpose}</p>`), purpose)
  })

  it('RC-6 has an element of its own that the console can name, and one that comes later', async () => {
    const { markup } = await get('/components/custom-dom')
    assert.match(markup, /<button type="button" id="talk-to-us">/)
    assert.match(markup, /<template id="guide-card"><div class="guide" role="button" tabindex="0" data-ask-guide>/)
  })

  it('RC-18 has the chat in a column', async () => {
    const { markup } = await get('/inline')
    assert.equal(count(markup, /<foyer-chat[ >]/g), 1)
    assert.ok(markup.includes('&lt;foyer-chat&gt;&lt;/foyer-chat&gt;'))
  })

  it('leads from each style to the one before and the one after, in a round', async () => {
    const reached = new Set(['/components/card'])
    for (const path of reached) for (const link of all((await get(path)).markup, /<a class="button quiet" href="([^"]+)"/g)) reached.add(link)
    assert.equal(reached.size, samples.length)
  })

  it('knows no other styles', async () => {
    assert.equal((await get('/components/round-button')).response.status, 404)
  })
})
