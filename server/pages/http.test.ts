import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { parse } from 'parse5'
import type { DefaultTreeAdapterMap } from 'parse5'
import jsQR from 'jsqr'
import sharp from 'sharp'
import { v7 } from 'uuid'
import { BUILT_IN_ACCENTS, LANGUAGES, MESSENGERS, WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { ComponentDraft, ComponentId, CompanyProfile, GroupId, Language } from '@foyer/sdk/protocol'
import { columnsOf } from '../reception/rules.ts'
import { FOREIGN, OTHER_SHOP, SHOP, startRunning, otherKey, shopKey } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { insert, query } from '../testing/world.ts'
import { db } from '../store/procedure.ts'
import { shownColours } from './document.ts'
import { acceptedLanguage } from './language.ts'

const file = (content: string) => ({ type: 'text/javascript', etag: `"${content}"`, plain: Buffer.from(content), brotli: undefined, gzip: undefined })
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1'
const COMPUTER = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'
const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(2)>'&amp;`

let running: Running
before(async () => {
  running = await startRunning({
    built: {
      widget: new Map(),
      console: new Map(),
      manifest: { entry: 'console.js', styles: [], chunks: {} },
      pages: {
        files: new Map([['chat-12345678.js', file('chat')]]),
        manifest: {
          chunks: {
            'chat-12345678.js': { source: 'widget/page/chat-page.ts', imports: [] },
            'transit-12345678.js': { source: 'widget/page/transit-page.ts', imports: [] },
            'zh-12345678.js': { source: 'widget/shell/words/window/zh.ts', imports: ['chat-12345678.js'] },
          },
        },
      },
    },
  })
})
after(() => running.stop())

/** A component of the shop, switched on. Answers with its slug. */
async function component(changed: Partial<ComponentDraft> = {}, row: { is_on?: 0 | 1; deleted_at?: number } = {}): Promise<string> {
  const [site] = await query<{ id: string; workspace_id: string }>(running.store, db.selectFrom('sites').select(['id', 'workspace_id']).where('key', '=', shopKey))
  const [group] = await query<{ id: GroupId }>(running.store, db.selectFrom('groups').select('id').where('workspace_id', '=', site!.workspace_id as never))
  const id = v7() as ComponentId
  const draft: ComponentDraft = {
    siteId: site!.id as ComponentDraft['siteId'],
    kind: 'web-chat',
    placement: 'link',
    style: 'link',
    name: id.slice(-12),
    shownName: 'Chat with us',
    greeting: '',
    position: 'bottom-end',
    offset: { inline: 20, block: 20 },
    receiver: { kind: 'group', groupId: group!.id },
    face: 'agent',
    language: 'auto',
    show: {},
    ...changed,
  }
  await insert(running.store, 'components', {
    id,
    workspace_id: site!.workspace_id as never,
    slug: id,
    ...columnsOf(draft),
    is_on: row.is_on ?? 1,
    revision: 1,
    changed_at: 0,
    changed_by: null,
    deleted_at: row.deleted_at ?? null,
    created_at: 0,
  })
  return id
}

const messenger = (messenger: (typeof MESSENGERS)[number], address: string, offersChat = false): Partial<ComponentDraft> => ({ kind: 'messenger', target: { kind: 'messenger', messenger, address, offersChat } })

async function company(profile: Partial<CompanyProfile>): Promise<void> {
  await query(running.store, db.updateTable('workspaces').set({ name: profile.name ?? 'The shop', settings: JSON.stringify({ company: { revision: 1, profile } }) }).where('name', '!=', `The ${otherKey}`))
}

interface Page {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly elements: readonly Element[]
  /** What an element of this name says, or an attribute of it. */
  meta(name: string): string | undefined
}
type Element = DefaultTreeAdapterMap['element']

async function get(path: string, headers: Record<string, string> = {}): Promise<Page> {
  const response = await running.http(path, { headers: { 'accept-language': 'en', 'user-agent': COMPUTER, ...headers }, redirect: 'manual' })
  const text = await response.text()
  const elements = elementsOf(parse(text, { scriptingEnabled: false }))
  const meta = (name: string) => attribute(elements.find((element) => element.tagName === 'meta' && [attribute(element, 'name'), attribute(element, 'property')].includes(name)), 'content')
  return { status: response.status, headers: response.headers, text, elements, meta }
}
type Node = DefaultTreeAdapterMap['node']
const elementsOf = (node: Node): Element[] => ('childNodes' in node ? node.childNodes.flatMap((child) => ['tagName' in child ? [child] : [], elementsOf(child)].flat()) : [])
const attribute = (element: Element | undefined, name: string) => element?.attrs.find((one) => one.name === name)?.value
const hrefs = ({ elements }: Page) => elements.filter(({ tagName }) => tagName === 'a').map((element) => attribute(element, 'href'))

describe('the hosted page', () => {
  it('RC-8 has a title, an icon and a preview card that messengers can read', async () => {
    await company({ name: 'Saltway Travel Ltd', shortName: 'Saltway', introduction: 'Slow journeys.' })
    const slug = await component()
    const page = await get(`/c/${slug}`)
    const address = `${running.origin}/c/${slug}`
    assert.equal(page.status, 200)
    assert.match(page.text, /<title>Chat with Saltway<\/title>/)
    assert.equal(page.meta('og:title'), 'Chat with Saltway')
    assert.equal(page.meta('og:description'), 'Slow journeys.')
    assert.equal(page.meta('og:url'), address)
    assert.equal(page.meta('og:image'), `${running.origin}/icon.png`)
    assert.equal(page.meta('twitter:card'), 'summary')
    assert.equal(page.meta('robots'), 'noindex')
    const links = page.elements.filter(({ tagName }) => tagName === 'link').map((element) => [attribute(element, 'rel'), attribute(element, 'href')])
    assert.deepEqual(links, [['icon', '/icon.svg'], ['apple-touch-icon', `${running.origin}/icon.png`], ['canonical', address]])
    const { format, width } = await sharp(Buffer.from(await (await running.http('/icon.png')).arrayBuffer())).metadata()
    assert.deepEqual([format, width], ['png', 512])
  })

  it('RC-8 shows the logo on the card, unless messengers cannot', async () => {
    const slug = await component()
    for (const [type, expected] of [['image/png', '/v1/images/logo-png'], ['image/svg+xml', '/icon.png']] as const) {
      const id = type === 'image/png' ? 'logo-png' : 'logo-svg'
      const [{ id: workspace } = { id: '' }] = await query<{ id: string }>(running.store, db.selectFrom('workspaces').select('id').limit(1))
      await insert(running.store, 'images', { id, workspace_id: workspace as never, type, width: 9, height: 9, bytes: '', created_at: 0, created_by: 'olga' as never })
      await company({ name: 'Saltway', logo: id })
      const page = await get(`/c/${slug}`)
      assert.equal(page.meta('og:image'), running.origin + expected)
      assert.ok(page.text.includes(`<link rel="icon" href="/v1/images/${id}">`))
    }
  })

  it('RC-8 speaks the component’s language, else the visitor’s, and has its direction', async () => {
    await company({ name: 'Saltway' })
    const auto = await component()
    const arabic = await component({ language: 'ar' })
    for (const [slug, accepts, lang, dir] of [[auto, 'zh-CN,zh;q=0.9', 'zh', 'ltr'], [auto, 'fi', 'en', 'ltr'], [arabic, 'zh', 'ar', 'rtl']] as const) {
      const page = await get(`/c/${slug}`, { 'accept-language': accepts })
      const [root] = page.elements
      assert.deepEqual([attribute(root, 'lang'), attribute(root, 'dir'), page.headers.get('content-language')], [lang, dir, lang])
    }
    assert.match((await get(`/c/${auto}`, { 'accept-language': 'zh' })).text, /<link rel="modulepreload" href="\/pages\/zh-12345678.js">/)
  })

  it('RC-8 says how else to reach the company where no script runs', async () => {
    await company({ name: 'Saltway', phone: '+351 22 123 45', email: 'hello@saltway.example' })
    const page = await get(`/c/${await component()}`)
    const noscript = /<noscript>([^]*)<\/noscript>/.exec(page.text)?.[1] ?? ''
    assert.match(noscript, /needs JavaScript/)
    assert.match(noscript, /href="tel:\+3512212345"/)
    assert.match(noscript, /href="mailto:hello@saltway.example"/)
  })

  it('RC-8 has the theme’s colours for browsers that colour their own frame', async () => {
    const page = await get(`/c/${await component()}`)
    const colours = page.elements.filter((element) => attribute(element, 'name') === 'theme-color')
    assert.deepEqual(colours.map((element) => attribute(element, 'media')), ['(prefers-color-scheme: light)', '(prefers-color-scheme: dark)'])
    assert.match(page.text, new RegExp(`--accent:${BUILT_IN_ACCENTS.harbour}`))
    assert.deepEqual(shownColours({ accent: '#000000', scheme: 'dark' }), ['dark'])
  })

  it('may not be framed, sets no cookie, tells nobody where one was, and runs and looks only as it says', async () => {
    const page = await get(`/c/${await component()}`)
    const policy = page.headers.get('content-security-policy') ?? ''
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src 'self' data: blob: https:; media-src 'self' blob:; script-src 'self'; connect-src 'self' ws:/)
    assert.match(policy, /frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'$/)
    assert.doesNotMatch(policy, /unsafe/)
    const style = /<style>([^]*?)<\/style>/.exec(page.text)?.[1] ?? ''
    assert.ok(policy.includes(createHash('sha256').update(style).digest('base64')))
    assert.doesNotMatch(page.text, / style=| on\w+=|<script(?! type="module" src="\/pages\/chat-12345678.js"><\/script>)/)
    assert.equal(page.headers.get('set-cookie'), null)
    assert.equal(page.headers.get('referrer-policy'), 'same-origin')
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(page.headers.get('cache-control'), 'private, no-cache')
  })

  it('is answered shortly if it is as before, and anew if the company has changed', async () => {
    await company({ name: 'Before' })
    const slug = await component()
    const etag = (await get(`/c/${slug}`)).headers.get('etag') ?? ''
    assert.equal((await get(`/c/${slug}`, { 'if-none-match': etag })).status, 304)
    await company({ name: 'After' })
    assert.match((await get(`/c/${slug}`, { 'if-none-match': etag })).text, /Chat with After/)
  })

  it('RC-16 has its coming counted only where no click was', async () => {
    assert.match((await get(`/c/${await component()}`)).text, / data-counted/)
    assert.match((await get(`/c/${await component({ placement: 'article', style: 'article-picture' })}`)).text, / data-counted/)
    assert.doesNotMatch((await get(`/c/${await component({ placement: 'web-page', style: 'card' })}`)).text, / data-counted/)
  })

  for (const [what, row] of [['switched off', { is_on: 0 }], ['deleted', { deleted_at: 1 }], ['unknown', undefined]] as const) {
    it(`RC-8 says kindly, in the visitor’s language, that what is ${what} is not there`, async () => {
      const slug = row ? await component({ language: 'ar' }, row) : 'nothing-there'
      for (const path of [`/c/${slug}`, `/go/${slug}`]) {
        const page = await get(path, { 'accept-language': 'zh-TW' })
        assert.equal(page.status, 404)
        assert.match(page.text, /<h1>这个链接已经失效<\/h1>/)
        assert.equal(page.headers.get('cache-control'), 'no-store')
        assert.doesNotMatch(page.text, /data-site|og:/)
      }
    })
  }

  it('leads on to where a component of another kind leads', async () => {
    for (const [from, to, changed] of [
      ['c', 'go', messenger('telegram', '@saltway')],
      ['c', 'go', { kind: 'group', target: { kind: 'card', title: 'Join', text: '', address: 'https://group.example/' } }],
      ['go', 'c', {}],
    ] as const) {
      const slug = await component(changed)
      const page = await get(`/${from}/${slug}`)
      assert.deepEqual([page.status, page.headers.get('location')], [302, `/${to}/${slug}`])
    }
    assert.equal((await get(`/c/${await component(messenger('telegram', '@saltway', true))}`)).status, 302)
  })
})

describe('the chat in a window of its own', () => {
  const popup = (opener: string, key: string = shopKey, language = 'ar') => get(WINDOW_PATHS.popup(key, opener, language as Language))
  const main = ({ elements }: Page) => elements.find(({ tagName }) => tagName === 'main')

  it('CW-1 opens for a page of the site, names that page alone, and speaks its language', async () => {
    const page = await popup(SHOP)
    assert.equal(page.status, 200)
    assert.deepEqual(['data-site', 'data-opener', 'data-component', 'data-language'].map((name) => attribute(main(page), name)), [shopKey, SHOP, undefined, 'ar'])
    assert.match(page.text, /<html lang="ar" dir="rtl">/)
    assert.equal(page.meta('og:url'), undefined)
  })

  for (const [sentence, opener, key] of [
    ['a page that the site does not list', FOREIGN, shopKey],
    ['a page of another site', OTHER_SHOP, shopKey],
    ['a site that there is not', SHOP, 'none'],
    ['no origin', 'null', shopKey],
    ['more than an origin', `${SHOP}/page`, shopKey],
    ['a scheme without hosts', 'data:,x', shopKey],
    ['nobody', '', shopKey],
  ] as const) {
    it(`CW-1 is nobody’s page for ${sentence}`, async () => {
      const page = await popup(opener, key)
      assert.equal(page.status, 404)
      assert.equal(attribute(main(page), 'data-opener'), undefined)
    })
  }

  it('CW-5 may ask for the microphone and the place, as the hosted page may, and the way to a messenger may not', async () => {
    const allowed = ({ headers }: Page) => headers.get('permissions-policy')
    const [own, hosted, transit] = [await popup(SHOP), await get(`/c/${await component()}`), await get(`/go/${await component(messenger('telegram', 'saltway'))}`)]
    assert.deepEqual([own, hosted, transit].map(allowed), ['camera=(), geolocation=(self), microphone=(self)', 'camera=(), geolocation=(self), microphone=(self)', 'camera=(), geolocation=(), microphone=()'])
  })
})

describe('the transit page', () => {
  it('RC-12 opens the app by a plain link, says how to get it, and shows the account', async () => {
    await company({ name: 'Saltway' })
    const page = await get(`/go/${await component(messenger('whatsapp', '+44 7700 900123'))}`, { 'user-agent': PHONE })
    assert.match(page.text, /<h1>Write to Saltway in WhatsApp<\/h1>/)
    assert.deepEqual(hrefs(page), ['https://wa.me/447700900123', 'https://www.whatsapp.com/download'])
    assert.match(page.text, /<bdi dir="ltr">\+447700900123<\/bdi>/)
    // Nothing jumps by itself.
    assert.doesNotMatch(page.text, /http-equiv|location/i)
  })

  it('RC-12 offers web chat instead, if the workspace wants', async () => {
    const offered = await component(messenger('telegram', '@saltway', true))
    assert.ok(hrefs(await get(`/go/${offered}`)).includes(`/c/${offered}?chat`))
    assert.equal((await get(`/c/${offered}?chat`)).status, 200)
    const not = await component(messenger('telegram', '@saltway'))
    assert.ok(!hrefs(await get(`/go/${not}`)).includes(`/c/${not}?chat`))
    assert.equal((await get(`/c/${not}?chat`)).status, 302)
  })

  it('RC-12 tells how to add an account where an app has no way in', async () => {
    const page = await get(`/go/${await component(messenger('wechat', 'saltway_travel'))}`, { 'accept-language': 'zh' })
    assert.deepEqual(hrefs(page), ['https://weixin.qq.com/'])
    assert.match(page.text, /复制此账号，打开微信/)
    assert.match(page.text, /<bdi dir="ltr">saltway_travel<\/bdi>/)
  })

  it('RC-12 opens QQ on a computer otherwise than on a phone', async () => {
    const slug = await component(messenger('qq', '123456789'))
    assert.match(hrefs(await get(`/go/${slug}`))[0] ?? '', /^tencent:/)
    assert.match(hrefs(await get(`/go/${slug}`, { 'user-agent': PHONE }))[0] ?? '', /^mqqwpa:/)
  })

  it('RC-12 has a code for phones on computers: of the way in, or of the page itself', async () => {
    const longer = messenger('whatsapp', `https://wa.me/447700900123?text=${'旅'.repeat(400)}`)
    for (const [draft, scanned] of [[messenger('telegram', '@saltway'), 'https://t.me/saltway'], [messenger('qq', '123456789'), undefined], [longer, undefined]] as const) {
      const slug = await component(draft)
      const svg = /<svg[^]*<\/svg>/.exec((await get(`/go/${slug}`)).text)?.[0].replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" ') ?? ''
      const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      assert.equal(jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data, scanned ?? `${running.origin}/go/${slug}`)
      assert.doesNotMatch((await get(`/go/${slug}`, { 'user-agent': PHONE })).text, /<svg/)
    }
  })

  it('RC-12 goes on by itself only inside the very app', async () => {
    const slug = await component(messenger('line', '@saltway'))
    const inside = await get(`/go/${slug}`, { 'user-agent': `${PHONE} Line/14.2.0` })
    assert.deepEqual([inside.status, inside.headers.get('location')], [302, 'https://line.me/R/ti/p/%40saltway'])
    assert.equal((await get(`/go/${slug}`, { 'user-agent': PHONE })).status, 200)
    // An id is no way in, not even there.
    assert.equal((await get(`/go/${await component(messenger('wechat', 'saltway_travel'))}`, { 'user-agent': `${PHONE} MicroMessenger/8.0.49` })).status, 200)
  })

  it('shows the card of an account, a group or a member', async () => {
    const slug = await component({ kind: 'group', target: { kind: 'card', title: 'Our walkers', text: 'Scan or tap.', address: 'https://group.example/join' } })
    const page = await get(`/go/${slug}`)
    assert.match(page.text, /<h1>Our walkers<\/h1>\n<p class="quiet">Scan or tap\.<\/p>/)
    assert.ok(page.text.includes(`src="/v1/codes/${slug}.svg"`))
    assert.deepEqual(hrefs(page), ['https://group.example/join'])
    assert.match(page.text, />Join us<\/a>/)
    const inChinese = await get(`/go/${slug}`, { 'accept-language': 'zh' })
    assert.match(inChinese.text, />加入群组<\/a>/)
  })

  it('starts a call', async () => {
    const page = await get(`/go/${await component({ kind: 'phone', target: { kind: 'phone', number: '+44 (20) 7946-0123' } })}`)
    assert.deepEqual(hrefs(page), ['tel:+442079460123'])
  })

  it('is a page of nobody if what it leads to is no address', async () => {
    assert.equal((await get(`/go/${await component(messenger('other', 'javascript:alert(1)'))}`)).status, 404)
  })

  for (const language of LANGUAGES) {
    it(`has every word in ${language}`, async () => {
      for (const one of MESSENGERS) {
        const address = { whatsapp: '+447700900123', wechat: 'saltway', qq: '123456', telegram: '@saltway', line: '@saltway', mail: 'a@saltway.example', other: 'https://signal.me/#eu/a' }[one]
        const page = await get(`/go/${await component({ ...messenger(one, address, true), language })}`)
        assert.equal(page.status, 200)
        assert.doesNotMatch(page.text, /undefined|null|\[object/)
      }
    })
  }
})

describe('names that are markup', () => {
  it('stay text on every page', async () => {
    await company({ name: HOSTILE, introduction: HOSTILE, phone: HOSTILE, email: HOSTILE, homePage: HOSTILE })
    const card = { kind: 'card', title: HOSTILE, text: HOSTILE, address: 'javascript:alert(1)' } as const
    const drafts: readonly (readonly [string, Partial<ComponentDraft>])[] = [
      ['c', { shownName: HOSTILE, greeting: HOSTILE }],
      ['go', { kind: 'group', target: card }],
      ['go', { kind: 'phone', target: { kind: 'phone', number: HOSTILE } }],
      ['go', messenger('other', `https://evil.example/${encodeURI(HOSTILE)}`, true)],
    ]
    for (const [path, draft] of drafts) {
      const page = await get(`/${path}/${await component(draft)}`)
      assert.equal(page.status, 200)
      assert.deepEqual([...new Set(page.elements.filter(({ tagName }) => tagName === 'script').map((element) => attribute(element, 'src')))].filter((src) => !src?.startsWith('/pages/')), [])
      assert.equal(page.elements.some(({ attrs }) => attrs.some(({ name }) => name.startsWith('on'))), false)
      assert.equal(hrefs(page).some((href) => /^javascript:/i.test(href ?? '')), false)
      assert.equal(page.elements.some((element) => attribute(element, 'src') === 'x'), false)
    }
  })
})

describe('the language that a browser asks for', () => {
  for (const [header, expected] of [
    [undefined, 'en'],
    ['', 'en'],
    ['ar', 'ar'],
    ['fi, zh-Hant;q=0.8, en;q=0.7', 'zh'],
    ['en;q=0.1, ar;q=0.9', 'ar'],
    ['zh;q=0, en', 'en'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['es-419', 'es'],
    ['pt-BR,pt;q=0.9,es;q=0.5,en;q=0.4', 'es'],
    ['*', 'en'],
    ['zh;q=x', 'en'],
    [`${'a,'.repeat(9_000)}zh`, 'en'],
  ] as const) {
    it(`is ${expected} for ${JSON.stringify(header?.slice(0, 40))}`, () => assert.equal(acceptedLanguage(header), expected))
  }
})
