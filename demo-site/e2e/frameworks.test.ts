/** RC-18: the elements are elements like any other, in every framework that people build pages with, and on a server. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs'
import type { AppProps, Framework } from './frameworks/app.ts'
import { FRAMEWORKS, bundleApp, bundleSvelteForServer } from './frameworks/bundle.ts'
import type { FrameworkName } from './frameworks/bundle.ts'
import { App as ReactApp } from './frameworks/react-app.ts'
import { APP as VUE_APP } from './frameworks/vue-app.ts'
import { SITE_KEY, until } from './harness/index.ts'
import { createFoyerServer } from './harness/server.ts'
import type { FoyerServer } from './harness/server.ts'

interface OfPage {
  readonly framework: Framework
  app: Awaited<ReturnType<Framework['mount']>>
  readonly events: string[]
}

describe('RC-18 Foyer’s elements', () => {
  let pages: Server
  let foyer: FoyerServer
  let browser: Browser
  let component: string
  before(async () => {
    const bundles = new Map<string, Promise<string>>()
    pages = createServer(async (request, response) => {
      const [, name = '', script] = (request.url ?? '').split('/')
      if (!isFramework(name)) return void response.writeHead(404).end()
      if (!bundles.has(name)) bundles.set(name, bundleApp(name))
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,"><script async src="${foyer.origin}/foyer.js" data-site="${SITE_KEY}"></script></head><body><div id="app"></div><script type="module" src="/${name}/app.js"></script></body></html>`
      return void response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' }).end(script ? await bundles.get(name) : html)
    })
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
    foyer = await createFoyerServer({ siteOrigins: [originOf(pages)], publicOrigin: originOf(pages) })
    await foyer.start()
    const config = (await (await fetch(`${foyer.origin}/v1/sites/${SITE_KEY}/config`, { headers: { origin: originOf(pages) } })).json()) as {
      readonly value: { readonly components: readonly { readonly id: string; readonly style: string }[] }
    }
    component = config.value.components.find(({ style }) => style === 'round-button')?.id ?? ''
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? findBrowser() ?? chromium.executablePath(), args: [...BROWSER_FLAGS] })
  })
  after(async () => {
    await browser?.close()
    await foyer?.close()
    pages?.close()
    pages?.closeAllConnections()
  })

  const propsOf = (change: { readonly language?: string; readonly unread?: number } = {}): AppProps => ({
    language: change.language ?? 'en',
    component,
    view: {
      component: { id: component as never, kind: 'web-chat', style: 'round-button', position: 'bottom-start', offset: { inline: 20, block: 20 }, shownName: 'Talk to us', slug: 'talk' },
      server: foyer.origin,
      unread: change.unread ?? 0,
      isOpen: false,
      isBusy: false,
    },
  })

  async function open(name: FrameworkName): Promise<{ readonly page: Page; readonly troubles: string[] }> {
    const page = await browser.newPage({ locale: 'en-GB', reducedMotion: 'reduce' })
    page.setDefaultTimeout(15_000)
    const troubles: string[] = []
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') troubles.push(line.text())
    })
    await page.goto(`${originOf(pages)}/${name}/`)
    await page.waitForFunction(() => 'framework' in globalThis && 'Foyer' in globalThis)
    return { page, troubles }
  }

  const mount = (page: Page, props: AppProps) =>
    page.evaluate(async (given) => {
      const here = globalThis as unknown as OfPage
      Object.assign(globalThis, { events: [] })
      const place = document.getElementById('app')
      if (place) here.app = await here.framework.mount(place, given, ({ type }) => here.events.push(type))
    }, props)
  const update = (page: Page, props: AppProps) => page.evaluate((given) => (globalThis as unknown as OfPage).app.update(given), props)
  const events = (page: Page) => page.evaluate(() => (globalThis as unknown as OfPage).events)

  for (const name of FRAMEWORKS) {
    it(`work in ${name}: shown, changed, heard, and taken away without a trace`, async () => {
      const { page, troubles } = await open(name)
      const untouched = await page.evaluate(() => document.querySelectorAll('#app *').length)
      await mount(page, propsOf())
      const button = page.locator('main foyer-round-button').getByRole('button')
      const chat = page.locator('main foyer-chat')
      // The box grows when the chat comes, and moves what stands below it: only then can that be met by a click.
      await chat.locator('textarea').waitFor()
      await button.click()
      assert.ok((await events(page)).includes('foyer-open-request'), 'the wish of the element is heard')
      assert.equal(await button.getAttribute('aria-label'), 'Talk to us')
      await until('the chat says that it is open', () => events(page), (heard) => heard.includes('foyer-open'))

      await update(page, propsOf({ unread: 3, language: 'zh' }))
      await until('a property that changes is shown', () => button.innerText(), (text) => text.trim() === '3')
      await until('an attribute that changes is too', () => chat.locator('[lang]').first().getAttribute('lang'), (language) => language === 'zh')
      await chat.locator('textarea').fill('From inside the page.')
      await chat.locator('textarea').press('Enter')
      await until('it is in the thread', () => chat.locator('.message-text').allInnerTexts(), (texts) => texts.includes('From inside the page.'))
      await until('and the application hears of it', () => events(page), (heard) => heard.includes('foyer-message'))

      await page.evaluate(() => (globalThis as unknown as OfPage).app.unmount())
      assert.equal(await page.evaluate(() => document.querySelectorAll('#app *').length), untouched)
      assert.equal(await page.evaluate(() => document.querySelectorAll('foyer-chat, body foyer-round-button').length), 0)

      // The same again: what was left behind would be in the way.
      await page.evaluate(() => document.getElementById('app')?.replaceChildren())
      await mount(page, propsOf())
      await until('the thread is still there', () => chat.locator('.message-text').allInnerTexts(), (texts) => texts.includes('From inside the page.'))
      assert.deepEqual(troubles, [])
      await page.close()
    })
  }
})

describe('RC-18 on a server, Foyer’s elements', () => {
  const props = { language: 'en', component: 'c-1', view: { server: '' } as unknown as AppProps['view'], note: () => undefined }
  /** Without the marks that frameworks leave for themselves. */
  const bare = (markup: string) => markup.replace(/<!--.*?-->/g, '').replace(/>\s+</g, '><')
  const TAGS = '<main><foyer-chat language="en" component="c-1"></foyer-chat><foyer-round-button></foyer-round-button></main>'

  it('and the SDK with them can be imported, which throws nothing and defines nothing', async () => {
    assert.equal(typeof document, 'undefined')
    const folder = new URL('../../widget/reception/', import.meta.url)
    const modules = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name) || name.endsWith('.define.ts'))
    assert.ok(modules.length > 10)
    for (const name of modules) await import(new URL(name, folder).href)
    await import('@foyer/sdk/api')
    await import('@foyer/widget/entry.ts')
    assert.equal(typeof customElements, 'undefined')
  })

  it('are their bare tags in React', async () => {
    // @ts-expect-error: React brings no types.
    const { renderToString } = await import('react-dom/server')
    // @ts-expect-error: React brings no types.
    const { createElement } = await import('react')
    assert.equal(bare(renderToString(createElement(ReactApp, props))), TAGS)
  })

  it('are their bare tags in Vue', async () => {
    const { createSSRApp } = await import('vue')
    const { renderToString } = await import('vue/server-renderer')
    const app = createSSRApp({ ...VUE_APP, setup: () => props })
    app.config.compilerOptions.isCustomElement = (tag: string) => tag.startsWith('foyer-')
    assert.equal(bare(await renderToString(app)), TAGS)
  })

  it('are their bare tags in Angular', async () => {
    // First of all: it brings the compiler, by which the others are compiled as they are loaded.
    const { App, shown } = await import('./frameworks/angular-app.ts')
    const { provideZonelessChangeDetection } = await import('@angular/core')
    const { bootstrapApplication } = await import('@angular/platform-browser')
    const { provideServerRendering, renderApplication } = await import('@angular/platform-server')
    shown.set(props)
    const start = (context: Parameters<Parameters<typeof renderApplication>[0]>[0]) =>
      bootstrapApplication(App, { providers: [provideServerRendering(), provideZonelessChangeDetection()] }, context)
    const page = await renderApplication(start, { document: '<app-root></app-root>', url: '/' })
    // What is bound as a property stands in no markup.
    assert.match(bare(page), /<main><foyer-chat language="en"><\/foyer-chat><foyer-round-button><\/foyer-round-button><\/main>/)
  })

  it('are their bare tags in Svelte', async () => {
    const { render } = await import('svelte/server')
    const module = (await import(`data:text/javascript;base64,${Buffer.from(await bundleSvelteForServer()).toString('base64')}`)) as { readonly default: Parameters<typeof render>[0] }
    assert.equal(bare(render(module.default, { props: { first: props, note: props.note } as never }).body), TAGS)
  })
})

const originOf = (server: Server) => `http://localhost:${(server.address() as AddressInfo).port}`
const isFramework = (name: string): name is FrameworkName => FRAMEWORKS.some((one) => one === name)
