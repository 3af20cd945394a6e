/** CW-21, CW-25: an application that has the package, bundled by its own tools, and talks to a real server. */
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, describe, it } from 'node:test'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { rollup } from 'rollup'
import type { Foyer } from '@foyer/sdk'
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs'
import { npm, pack } from '../../scripts/package.ts'
import { SITE_KEY, composerIn, deskIn, seesText, signIn, until, windowIn, write } from './harness/index.ts'
import { createFoyerServer } from './harness/server.ts'
import type { FoyerServer } from './harness/server.ts'
import { openWire } from './harness/wire.ts'
import type { Wire } from './harness/wire.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Without a global of its own: what the test needs is handed out under the application's name. */
const APPLICATION = `
import { FoyerError, createFoyer } from '@foyer/sdk'
const foyer = createFoyer()
const heard = []
foyer.on('message:received', ({ parts }) => heard.push(parts.map((part) => part.text).join(' ')))
Object.assign(globalThis, { application: { foyer, heard, FoyerError } })
`

interface OfPage {
  readonly application: {
    readonly foyer: Foyer
    readonly heard: readonly string[]
  }
}

/** Nothing is allowed but the application's own scripts, and the server for what is said and for pictures. */
const policyFor = (server: string) =>
  `default-src 'none'; script-src 'self'; connect-src ${server} ${server.replace('http', 'ws')}; img-src ${server}; require-trusted-types-for 'script'; trusted-types 'none'`

describe('an application with the package @foyer/sdk', () => {
  let project: string
  let pages: Server
  let foyer: FoyerServer
  /** Its address to everybody. */
  let wire: Wire
  let browser: Browser
  before(async () => {
    project = await mkdtemp(path.join(tmpdir(), 'foyer-application-'))
    await cp(path.join(root, 'dist/sdk'), path.join(project, 'built'), { recursive: true })
    const tarball = await pack(path.join(project, 'built'), project)
    await writeFile(path.join(project, 'package.json'), '{ "name": "application", "private": true, "type": "module" }\n')
    await npm(['install', '--ignore-scripts', tarball], project)
    await writeFile(path.join(project, 'application.js'), APPLICATION)
    const bundle = await rollup({ input: path.join(project, 'application.js'), plugins: [nodeResolve({ browser: true })] })
    await bundle.write({ dir: path.join(project, 'out'), format: 'es', entryFileNames: 'application.js' })
    await bundle.close()
    const files = new Set(await readdir(path.join(project, 'out')))

    pages = createServer(async (request, response) => {
      const name = (request.url ?? '').slice(1)
      if (name === '') {
        const html = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An application</title></head><body><main><h1>An application</h1><foyer-chat></foyer-chat></main><script type="module" src="/application.js"></script></body></html>'
        return void response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policyFor(wire.origin) }).end(html)
      }
      if (!files.has(name)) return void response.writeHead(404).end()
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(await readFile(path.join(project, 'out', name)))
    })
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
    wire = await openWire()
    foyer = await createFoyerServer({ siteOrigins: [originOf(pages)], publicOrigin: wire.origin })
    wire.leadTo(foyer.port)
    await foyer.start()
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? findBrowser() ?? chromium.executablePath(), args: [...BROWSER_FLAGS] })
  })
  after(async () => {
    await browser?.close()
    await foyer?.close()
    await wire?.close()
    pages?.close()
    pages?.closeAllConnections()
    await rm(project, { recursive: true, force: true })
  })

  async function open() {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const troubles: string[] = []
    const asked = new Set<string>()
    page.on('pageerror', (error) => troubles.push(String(error)))
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('favicon')) troubles.push(line.text())
    })
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
    await page.goto(`${originOf(pages)}/`)
    await page.waitForFunction(() => 'application' in globalThis)
    return { context, page, troubles, asked }
  }
  const start = (page: Page) =>
    page.evaluate(([site, server]) => (globalThis as unknown as OfPage).application.foyer.init({ site, server }), [SITE_KEY, wire.origin] as const)

  it('CW-21 leaves the page as it is until init: no node, no global, nothing stored, nothing asked', async () => {
    const { context, page, troubles, asked } = await open()
    const traces = () => page.evaluate(() => [document.documentElement.children.length, document.querySelectorAll('foyer-widget').length, 'Foyer' in globalThis, localStorage.length, sessionStorage.length])
    assert.deepEqual(await traces(), [2, 0, false, 0, 0])
    assert.deepEqual([...asked], [originOf(pages)])
    assert.deepEqual(troubles, [])
    await context.close()
  })

  it('CW-21 talks: a message goes out, and the answer comes, in the window and as an event', async () => {
    const { context, page, troubles, asked } = await open()
    await start(page)
    const desk = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage()
    await desk.goto(`${wire.origin}/console`)
    await signIn(desk, await foyer.signIn('ann'))

    await page.evaluate(() => (globalThis as unknown as OfPage).application.foyer.startConversation({ message: 'From an application.' }))
    await desk.getByRole('option').filter({ hasText: 'From an application.' }).click()
    const view = deskIn(desk)
    await composerIn(view).waitFor()
    await write(view, 'To an application.')
    await seesText(windowIn(page), 'To an application.')
    await until('the application hears of it', () => page.evaluate(() => [...(globalThis as unknown as OfPage).application.heard]), (heard) => heard.join() === 'To an application.')
    assert.equal(await page.evaluate(() => 'Foyer' in globalThis), false)
    assert.deepEqual([...asked].toSorted(), [originOf(pages), wire.origin].toSorted())
    assert.deepEqual(troubles, [])
    await desk.context().close()
    await context.close()
  })

  it('RC-18 puts the chat into <foyer-chat>, and CW-24 takes it away again', async () => {
    const { context, page, troubles } = await open()
    await start(page)
    await page.locator('main foyer-chat textarea').waitFor()
    await page.evaluate(() => (globalThis as unknown as OfPage).application.foyer.destroy())
    await until('nothing of it is left', () => page.locator('foyer-widget').count(), (count) => count === 0)
    assert.deepEqual(await page.evaluate(() => [localStorage.length, (globalThis as unknown as OfPage).application.foyer.getState().status]), [0, 'idle'])
    assert.deepEqual(troubles, [])
    await context.close()
  })

  it('CW-22 rejects with a FoyerError of the package, with code and remedy', async () => {
    const { context, page } = await open()
    const refused = await page.evaluate(async () => {
      const { foyer: its, FoyerError } = (globalThis as unknown as { application: OfPage['application'] & { FoyerError: new () => Error } }).application
      return its.open().catch((error: { code: string; remedy: string }) => [error instanceof FoyerError, error.code, error.remedy])
    })
    assert.deepEqual(refused, [true, 'not_initialised', 'Call Foyer.init({ site }) first.'])
    await context.close()
  })
})

const originOf = (server: Server) => `http://localhost:${(server.address() as AddressInfo).port}`
