/** The owner makes, switches, copies and deletes components at the desk, and open pages follow without a reload (RC-2, RC-14, RC-15). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import jsqrModule from 'jsqr'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { API } from '@foyer/sdk/protocol'
import type { CompanyRecord, ComponentRecord, ComponentStyle, Receivers, ReceptionComponent, Result } from '@foyer/sdk/protocol'
import { newDraft, sent } from '@foyer/server/console/reception/maker.ts'
import { shownOf } from '@foyer/server/console/reception/shown.ts'
import { openWorld, until } from './harness/index.ts'
import type { Agent, World } from './harness/index.ts'

// The package is of CommonJS, and its types say otherwise.
const jsQR = jsqrModule as unknown as typeof jsqrModule.default

const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36',
}

/** Every style that an element draws, by the words of the maker's first step. */
const DRAWN: readonly (readonly [style: ComponentStyle, placement: string, words: string])[] = [
  ['round-button', 'Web page', 'Round button'],
  ['horizontal-button', 'Web page', 'Button with words'],
  ['side-tab', 'Web page', 'Tab at the side'],
  ['card', 'Web page', 'Card'],
  ['bottom-bar', 'Web page', 'Bar at the bottom'],
  ['image', 'Web page', 'Your own image'],
  ['action-bar', 'Mobile page', 'Bar with chat and call'],
  ['article-bar', 'Article', 'Bar under the article'],
]

describe('components, from the desk to the page', () => {
  let world: World
  let owner: Agent
  before(async () => {
    world = await openWorld({ isPlain: true })
    owner = await world.agent('olivia')
  })
  after(() => world?.close())

  const desk = () => owner.page
  /** Asks the server as the owner's page does. */
  const ask = <Value>(path: string, method = 'GET', body?: unknown): Promise<Value> =>
    desk().evaluate(
      async ([to, how, what]) => {
        const answer = await fetch(to, { method: how, ...(what !== undefined && { body: what, headers: { 'content-type': 'application/json' } }) })
        const result = (await answer.json()) as Result<Value>
        if (!result.ok) throw new Error(`${result.code} ${result.field} ${result.message}`)
        return result.value
      },
      [path, method, body === undefined ? undefined : JSON.stringify(body)] as const,
    )
  const records = () => ask<readonly ComponentRecord[]>(API.components)
  const find = async (name: string) => (await records()).find(({ component }) => component.name === name)

  async function toList() {
    await desk().getByRole('button', { name: 'Reception', exact: true }).click()
    await desk().getByRole('heading', { name: 'Reception components' }).waitFor()
  }
  const row = (name: string) => desk().getByRole('listitem').filter({ has: desk().getByRole('heading', { name, exact: true }) })

  /** Makes a component by typing nothing but its name. */
  async function make(name: string, placement: string, style: string, { platform }: { readonly platform?: string } = {}) {
    await toList()
    await desk().getByRole('button', { name: 'New component' }).click()
    const choose = (question: string, answer: string) => desk().getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check()
    await choose('Where does it stand?', placement)
    if (platform !== undefined) await choose('Where does the article appear?', platform)
    await choose('What does it look like?', style)
    await desk().getByRole('button', { name: 'Go on to the details' }).click()
    if (style === 'Your own image') await until('our picture is there', () => desk().getByLabel('What does the image show?').inputValue(), Boolean)
    if (style === 'Bar with chat and call') await desk().getByLabel('Number to call').fill('+351 210 000 000')
    await desk().getByLabel('Name', { exact: true }).fill(name)
    await desk().getByRole('button', { name: 'Make it' }).click()
    await desk().getByRole('heading', { name: `“${name}” is ready` }).waitFor()
  }
  async function remove(name: string) {
    await toList()
    await desk().getByRole('button', { name: `Delete ${name}`, exact: true }).click()
    await desk().getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await row(name).waitFor({ state: 'detached' })
  }
  /** The component on a page, whatever others stand there. */
  const onPage = (page: Page, { id, component }: ComponentRecord) => page.locator(`foyer-${component.style}[id="${id}"]`)
  const mark = (page: Page) => page.evaluate(() => void Object.assign(globalThis, { isSame: true }))
  const isSame = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'isSame') === true)

  it('RC-2 RC-15 makes every style that is drawn, live on a page that is open, and says of it what the preview showed', async () => {
    const company = await ask<CompanyRecord>(API.company)
    const receivers = await ask<Receivers>(API.receivers)
    const mainGroup = receivers.groups.find(({ isMain }) => isMain)!.id
    const pages = { 'web': await (await world.visitor()).open('/tours'), 'phone': await (await world.visitor(PHONE)).open('/tours') }
    for (const page of Object.values(pages)) {
      await page.locator('foyer-round-button').first().waitFor()
      await mark(page)
    }
    // At most 20 units.
    const nameOf = (style: ComponentStyle) => `My ${style}`
    for (const [style, placement, words] of DRAWN) await make(nameOf(style), placement, words)
    const made = (await records()).filter(({ component }) => DRAWN.some(([style]) => component.name === nameOf(style)))
    assert.equal(made.length, DRAWN.length)
    const pageOf = ({ component }: ComponentRecord) => (component.placement === 'mobile-page' ? pages.phone : pages.web)
    for (const record of made) {
      await onPage(pageOf(record), record).waitFor()
      // What the maker computes by itself is what the server tells.
      const { component, shown } = record
      const draft = sent({ ...newDraft(component, { siteId: component.siteId, language: 'en', mainGroup, company }), ...component })
      const image = shown?.image
      const sizes = new Map(component.image && image ? [[component.image.src, { width: image.width, height: image.height }]] : [])
      assert.deepEqual(shownOf(draft, { sizes, logo: company.logo }, shown as ReceptionComponent), shown, component.name)
    }
    for (const record of made) await ask(API.component(record.id), 'DELETE')
    for (const record of made) await onPage(pageOf(record), record).waitFor({ state: 'detached' })
    for (const page of Object.values(pages)) assert.equal(await isSame(page), true, 'it was never reloaded')
  })

  it('RC-6 binds elements of a page that is open', async () => {
    const page = await (await world.visitor()).open('/tours')
    await page.evaluate(() => {
      const button = document.createElement('button')
      button.id = 'foyer-chat'
      button.textContent = 'Talk to us'
      document.querySelector('main')?.prepend(button)
    })
    await make('Bound', 'Web page', 'Elements of your page')
    await desk().getByText('<button type="button" id="foyer-chat">').waitFor()
    const { id } = (await find('Bound'))!
    await until('the element is bound', () => page.evaluate(() => document.querySelector('#foyer-chat')?.getAttribute('aria-haspopup')), (popup) => popup === 'dialog')
    await page.getByRole('button', { name: 'Talk to us' }).click()
    await page.locator('foyer-widget .window').waitFor()
    await ask(API.component(id), 'DELETE')
  })

  it('RC-14 RC-15 switches off and on, changes, duplicates and deletes, and the open page follows', async () => {
    const page = await (await world.visitor()).open('/tours')
    await page.locator('foyer-round-button').first().waitFor()
    await mark(page)
    await make('Follow me', 'Web page', 'Card')
    const record = (await find('Follow me'))!
    const shown = onPage(page, record)
    await shown.waitFor()

    await toList()
    await desk().getByRole('switch', { name: 'Follow me is on' }).uncheck()
    await shown.waitFor({ state: 'detached' })
    await desk().getByRole('switch', { name: 'Follow me is on' }).check()
    await shown.waitFor()

    await desk().getByRole('button', { name: 'Edit Follow me' }).click()
    await desk().getByLabel('Greeting line').fill('Good day to you')
    await desk().getByRole('button', { name: 'Save' }).click()
    await shown.getByText('Good day to you').waitFor()

    await toList()
    await desk().getByRole('button', { name: 'Duplicate Follow me', exact: true }).click()
    await row('Follow me 2').waitFor()
    assert.equal((await find('Follow me 2'))?.isOn, false)

    const link = record.link
    assert.equal((await fetch(link)).status, 200)
    await desk().getByRole('button', { name: 'Delete Follow me', exact: true }).click()
    const question = desk().getByRole('alertdialog')
    await question.getByText(/In the last 30 days it was shown/).waitFor()
    await question.getByRole('button', { name: 'Delete' }).click()
    await shown.waitFor({ state: 'detached' })
    assert.equal((await fetch(link)).status, 404)
    assert.equal(await isSame(page), true)
    await remove('Follow me 2')
  })

  it('RC-3 names a taken name where it was typed', async () => {
    await make('Taken', 'Link and QR code', 'Link and QR code')
    await toList()
    await desk().getByRole('button', { name: 'New component' }).click()
    await desk().getByRole('button', { name: 'Go on to the details' }).click()
    await desk().getByLabel('Name', { exact: true }).fill('Taken')
    await desk().getByRole('button', { name: 'Make it' }).click()
    await desk().getByText('There is one of this name already.').waitFor()
    assert.equal(await desk().getByLabel('Name', { exact: true }).evaluate((element) => element === document.activeElement), true)
    await desk().getByRole('button', { name: 'To the list' }).click()
    await desk().getByRole('button', { name: 'Leave without saving' }).click()
    await remove('Taken')
  })

  it('RC-7 RC-8 gives a link that answers, and its code to download in each form', async () => {
    await make('In the bio', 'Link and QR code', 'Link and QR code')
    const { link } = (await find('In the bio'))!
    const page = await (await world.visitor()).context.newPage()
    await page.goto(link)
    await page.locator('.window').waitFor()
    for (const [name, size] of [['SVG', 512], ['PNG 256 × 256', 256], ['PNG 512 × 512', 512], ['PNG 1024 × 1024', 1024]] as const) {
      const [download] = await Promise.all([desk().waitForEvent('download'), desk().getByRole('link', { name, exact: true }).click()])
      const file = await readFile(await download.path())
      const { data, info } = await sharp(file).resize(name === 'SVG' ? 512 : null).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      assert.equal(info.width, size, name)
      assert.equal(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data, link, name)
    }
    await remove('In the bio')
  })

  it('RC-4 draws a picture for articles that run no tag, whose code leads to the talk', async () => {
    await make('For WeChat', 'Article', 'Picture with a code', { platform: 'WeChat' })
    const { link } = (await find('For WeChat'))!
    const [download] = await Promise.all([desk().waitForEvent('download'), desk().getByRole('link', { name: 'Download the picture' }).click()])
    assert.equal(download.suggestedFilename(), 'For WeChat.png')
    const { data, info } = await sharp(await readFile(await download.path())).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    assert.deepEqual([info.width, info.height], [1280, 480])
    assert.equal(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data, link)
    await remove('For WeChat')
  })

  it('RC-2 shows every change at once, also on the owner’s own page', async () => {
    await toList()
    await desk().getByRole('button', { name: 'New component' }).click()
    await desk().getByRole('radio', { name: 'Card', exact: true }).check()
    await desk().getByRole('button', { name: 'Go on to the details' }).click()
    const frame = desk().frameLocator('iframe[title^="The page on a computer"]')
    await desk().getByLabel('Shown name').fill('Ask Ann')
    await frame.locator('foyer-card').getByText('Ask Ann').waitFor()
    await desk().getByLabel('On your own page').fill(`${world.site}/tours`)
    await desk().getByRole('button', { name: 'Show', exact: true }).click()
    const own = frame.frameLocator('iframe[name="foyer-preview"]')
    await own.getByRole('heading').first().waitFor()
    await frame.locator('foyer-card').getByText('Ask Ann').waitFor()
    // The page's own components do not stand there a second time.
    assert.equal(await own.locator('foyer-widget').count(), 0)
    await desk().getByRole('button', { name: 'To the list' }).click()
    await desk().getByRole('button', { name: 'Leave without saving' }).click()
  })

  // The name that was taken is a refusal that the browser writes down too.
  it('breaks no rule of its own policy', () => assert.deepEqual(owner.troubles.filter((line) => !line.includes('409 (Conflict)')), []))
})
