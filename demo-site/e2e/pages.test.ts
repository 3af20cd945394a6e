/** The pages that the server hosts: the chat by a link or a code (RC-8), and the page on the way to a messenger (RC-12). */
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { API, PATHS, PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { ComponentDraft, ComponentRecord, CountsRequest, Receivers, Result, SiteConfig, SiteRecord, Target } from '@foyer/sdk/protocol'
import { beforeScripts, composerIn, denyStorage, findings, openWorld, seesStatus, seesText, seesTexts, until, untilEqual, watchPolicy, write } from './harness/index.ts'
import type { Agent, View, World } from './harness/index.ts'

/** Robots are not counted, and a browser without a head says that it has none. */
const PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36'

/** As much of a real in-app browser as a server and a page can see. */
const IN_APP = {
  WeChat: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49',
  LINE: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.2.0',
  Instagram: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 340.0.0',
} as const

const pageView = (page: Page): View => ({ name: 'the hosted page', root: page.locator('.window'), side: 'visitor' })

describe('the hosted page', () => {
  let world: World
  let ann: Agent
  let path: string
  before(async () => {
    world = await openWorld()
    ann = await world.agent('ann')
    const answer = await fetch(world.server.origin + PATHS.config('demo'), { headers: { origin: world.site } })
    const config = (await answer.json()) as Result<SiteConfig>
    assert.ok(config.ok)
    path = PUBLIC_PATHS.chatPage(config.value.components.find(({ kind }) => kind === 'web-chat')!.slug)
  })
  after(() => world?.close())
  afterEach(() => world.calm())

  /** The server's own address: the agents' wire. */
  const address = () => world.deskWire.origin + path

  for (const [width, height] of [[390, 844], [1440, 900]] as const) {
    it(`RC-8 is a talk with the desk at ${width} px, without a cookie and without breaking its own policy`, async () => {
      const visitor = await world.visitor({ viewport: { width, height } })
      const page = await visitor.context.newPage()
      const violations = await watchPolicy(page)
      await page.goto(address())
      const view = pageView(page)
      await composerIn(view).waitFor()
      assert.match(await page.title(), /^Chat with /)
      assert.deepEqual(await findings(page), [])
      const text = `Hello from ${width} pixels`
      await write(view, text)
      const desk = await ann.take(text)
      await write(desk, 'Welcome.')
      await seesTexts(view, [text, 'Welcome.'])
      await seesStatus(view, 'Read')
      const box = await view.root.boundingBox()
      if (width < 900) assert.deepEqual(box, { x: 0, y: 0, width, height })
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
      assert.equal(await page.locator('#instead').count(), 0)
      assert.deepEqual(await visitor.context.cookies(), [])
      assert.equal(await page.evaluate(() => document.cookie), '')
      assert.deepEqual(await violations(page), [])
      assert.deepEqual(visitor.troubles, [])
      assert.deepEqual(await findings(page), [])
      // The visitor is the same one when they come back.
      await page.reload()
      await seesText(view, 'Welcome.')
    })
  }

  for (const [app, userAgent] of Object.entries(IN_APP)) {
    it(`RC-8 works in the browser inside of ${app}, with storage denied`, async () => {
      const visitor = await world.visitor({ viewport: { width: 390, height: 844 }, userAgent, hasTouch: true, isMobile: true })
      const page = await visitor.context.newPage()
      await denyStorage(page)
      await beforeScripts(page, () => {
        window.open = () => null
      })
      await page.goto(address())
      const view = pageView(page)
      const text = `Hello from inside of ${app}`
      await write(view, text)
      await ann.row(text).waitFor()
      await seesText(view, text)
    })
  }

  it('RC-8 has the head that messengers read', async () => {
    const visitor = await world.visitor({ javaScriptEnabled: false })
    const page = await visitor.context.newPage()
    const response = await page.goto(address())
    assert.equal(await page.locator('meta[property="og:url"]').getAttribute('content'), address())
    const picture = await page.locator('meta[property="og:image"]').getAttribute('content')
    const shown = await fetch(picture!.replace(world.deskWire.origin, world.server.origin))
    assert.match(shown.headers.get('content-type') ?? '', /^image\/(png|jpeg|webp|gif)$/)
    assert.equal(response?.headers()['x-robots-tag'], 'noindex')
    // Where no script runs, it says so, and says it once.
    assert.match(await page.locator('main').innerText(), /needs JavaScript/)
    assert.equal(await page.getByRole('heading').count(), 1)
  })

  it('RC-8 says what else there is where the chat does not come, and is the chat when it does', async () => {
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    await page.route('**/pages/chat-*.js', (route) => route.abort())
    await page.goto(address())
    const instead = page.getByRole('link', { name: 'Try again' })
    await page.locator('#instead').evaluate((element) => element.getAnimations().forEach((animation) => animation.finish()))
    assert.equal(await instead.isVisible(), true)
    await page.unroute('**/pages/chat-*.js')
    await instead.click()
    await composerIn(pageView(page)).waitFor()
    assert.equal(await instead.count(), 0)
  })

  it('RC-8 may stand in no frame', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    await page.evaluate((src) => {
      const frame = document.createElement('iframe')
      frame.src = src
      document.body.append(frame)
    }, address())
    await until('the browser refuses the frame', async () => visitor.troubles.join('\n'), (lines) => /frame-ancestors|Refused to display|Framing/i.test(lines))
  })

  it('RC-8 says kindly that a link leads nowhere any more', async () => {
    const visitor = await world.visitor({ locale: 'ar-EG' })
    const page = await visitor.context.newPage()
    const response = await page.goto(`${world.deskWire.origin}/c/nothing-there`)
    assert.equal(response?.status(), 404)
    assert.equal(await page.getByRole('heading').innerText(), 'لم يعد هذا الرابط صالحًا')
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl')
  })
})

describe('the transit page', () => {
  let world: World
  let owner: Agent
  before(async () => {
    world = await openWorld()
    owner = await world.agent('olivia')
  })
  after(() => world?.close())
  afterEach(() => world.calm())

  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const result = await owner.page.evaluate(
      async ([to, sent]) => {
        const init = sent === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) }
        return (await (await fetch(to, init)).json()) as unknown
      },
      [path, body] as const,
    )
    const answer = result as Result<T>
    assert.ok(answer.ok, JSON.stringify(answer))
    return answer.value
  }

  let made = 0
  /** A component of the link, as the owner makes it in the console. */
  async function component(changed: Partial<ComponentDraft>): Promise<ComponentRecord> {
    const [site] = await ask<readonly SiteRecord[]>(API.sites)
    const { groups } = await ask<Receivers>(API.receivers)
    const draft: ComponentDraft = {
      siteId: site!.id,
      kind: 'web-chat',
      placement: 'link',
      style: 'link',
      name: `Link ${++made}`,
      shownName: 'Write to us',
      greeting: '',
      position: 'bottom-end',
      offset: { inline: 20, block: 20 },
      receiver: { kind: 'group', groupId: groups[0]!.id },
      face: 'agent',
      language: 'auto',
      show: {},
      ...changed,
    }
    return ask<ComponentRecord>(API.components, draft)
  }
  const messenger = async (target: Extract<Target, { kind: 'messenger' }>, changed: Partial<ComponentDraft> = {}) => (await component({ kind: 'messenger', target, ...changed })).link

  it('RC-16 counts who came by a link or a code, to the chat and on the way elsewhere', async () => {
    const chat = await component({})
    const away = await component({ kind: 'messenger', target: { kind: 'messenger', messenger: 'qq', address: '123456789', offersChat: false } })
    const visitor = await world.visitor({ userAgent: PHONE })
    for (const [{ id, link }, place] of [[chat, '.window textarea'], [away, 'h1']] as const) {
      const page = await visitor.context.newPage()
      await page.goto(link)
      await page.locator(place).waitFor()
      await page.close({ runBeforeUnload: true })
      const figures = async () => {
        const { showings, clicks } = await ask<ComponentRecord>(API.component(id))
        return { showings, clicks }
      }
      await untilEqual('the console counts one showing and one click', async () => [await figures(), { showings: 1, clicks: 1 }])
    }
  })

  it('RC-12 copies the account, says when the app has opened, and leads to the chat', async () => {
    const link = await messenger({ kind: 'messenger', messenger: 'telegram', address: '@saltway', offersChat: true })
    const visitor = await world.visitor({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await visitor.context.newPage()
    const violations = await watchPolicy(page)
    // The app is not on this machine, and its own page on the web is nobody's business here.
    await page.route('https://t.me/**', (route) => route.abort())
    const counted = page.waitForRequest((request) => request.url().endsWith(PATHS.counts))
    await page.goto(link)
    assert.equal(new URL(page.url()).pathname.split('/')[1], 'go')
    const { events } = JSON.parse((await counted).postData() ?? '') as CountsRequest
    assert.deepEqual(events.map(({ kind }) => kind), ['shown', 'clicked'])

    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '@saltway')

    // Nothing is said before it has happened; an app that opens hides the page.
    assert.equal(await page.getByRole('status').textContent(), '')
    await page.evaluate(() => {
      document.querySelector('[data-opened]')?.addEventListener('click', (event) => event.preventDefault())
      Object.defineProperty(document, 'hidden', { get: () => true })
    })
    await page.getByRole('link', { name: 'Open Telegram' }).click()
    assert.equal(await page.getByRole('status').textContent(), '')
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    assert.match((await page.getByRole('status').textContent()) ?? '', /^Telegram has opened/)

    assert.deepEqual(await violations(page), [])
    assert.deepEqual(await visitor.context.cookies(), [])
    await page.getByRole('link', { name: 'Chat on this page' }).click()
    await composerIn(pageView(page)).waitFor()
    assert.deepEqual(visitor.troubles, [])
  })

  it('RC-12 copies in browsers that have no clipboard to write to', async () => {
    const link = await messenger({ kind: 'messenger', messenger: 'wechat', address: 'saltway_travel', offersChat: false })
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    await beforeScripts(page, () => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    await page.goto(link)
    const copied = page.evaluate(() => new Promise<string>((resolve) => document.addEventListener('copy', () => resolve(String(getSelection())), { once: true })))
    await page.getByRole('button', { name: 'Copy' }).click()
    assert.equal(await copied, 'saltway_travel')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
  })

  it('RC-12 works without a script', async () => {
    const link = await messenger({ kind: 'messenger', messenger: 'whatsapp', address: '+44 7700 900123', offersChat: true })
    const visitor = await world.visitor({ javaScriptEnabled: false })
    const page = await visitor.context.newPage()
    await page.goto(link)
    assert.equal(await page.getByRole('link', { name: 'Open WhatsApp' }).getAttribute('href'), 'https://wa.me/447700900123')
    assert.equal(await page.getByRole('link', { name: 'Chat on this page' }).isVisible(), true)
    // A button that nothing listens to is not there.
    assert.equal(await page.getByRole('button').count(), 0)
  })

  for (const [language, colorScheme] of [['en', 'light'], ['zh', 'dark'], ['ar', 'light'], ['ar', 'dark']] as const) {
    it(`CW-19 axe finds nothing on the page in ${language} and ${colorScheme}, from 320 px on`, async () => {
      const link = await messenger({ kind: 'messenger', messenger: 'line', address: '@saltway', offersChat: true }, { language })
      const visitor = await world.visitor({ colorScheme, viewport: { width: 320, height: 640 } })
      const page = await visitor.context.newPage()
      for (const path of [link, `${world.deskWire.origin}/c/nothing-there`]) {
        await page.goto(path)
        assert.deepEqual(await findings(page), [])
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320)
      }
    })
  }
})
