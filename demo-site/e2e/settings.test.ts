/** The owner's settings, from the console to pages that are open: look, company, hours, and the check of a page (CW-3, OR-4, RC-15, RC-20). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { API, BUILT_IN_ACCENTS, PATHS, WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { CompanyRecord, HoursRecord, Result, WindowSettings } from '@foyer/sdk/protocol'
import { composerIn, openWindow, openWorld, until } from './harness/index.ts'
import type { Agent, World } from './harness/index.ts'

describe('the settings, from the console to the page', () => {
  let world: World
  let owner: Agent
  before(async () => {
    world = await openWorld({ isPlain: true })
    owner = await world.agent('olivia')
    await owner.page.getByRole('button', { name: 'Settings' }).click()
    await saysSaved()
  })
  after(() => world?.close())

  const button = (name: string) => owner.page.getByRole('button', { name, exact: true })
  const saysSaved = () => owner.page.getByText('All changes saved').waitFor()
  async function toPage(name: string) {
    await button(name).click()
    await owner.page.getByRole('heading', { name, exact: true, level: 2 }).waitFor()
    await saysSaved()
  }
  async function save() {
    await button('Save').click()
    await saysSaved()
  }
  const ask = async <Value>(path: string): Promise<Value> => {
    const result = (await owner.page.evaluate(async (to) => (await fetch(to)).json(), path)) as Result<Value>
    assert.ok(result.ok)
    return result.value
  }

  it('CW-3 RC-15 gives a window that is open another colour, without a reload and without losing the draft', async () => {
    const page = await (await world.visitor()).open('/tours')
    const view = await openWindow(page)
    await composerIn(view).fill('Half a sentence')
    await toPage('Website')
    await owner.page.getByRole('radio', { name: 'Plum' }).check()
    await save()
    await until('the window is plum', () => view.root.evaluate((element) => getComputedStyle(element).getPropertyValue('--accent').trim()), (accent) => accent === BUILT_IN_ACCENTS.plum)
    assert.equal(await composerIn(view).inputValue(), 'Half a sentence')
  })

  it('CW-18 CW-16 gives a window that is open the workspace’s own words and its form, and the built-in words back', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const view = await openWindow(page)
    await composerIn(view).fill('Half a sentence')
    await toPage('Words')
    const field = (name: string) => owner.page.locator(`input[name="en.${name}"]`)
    const label = () => page.locator('foyer-widget .window').getAttribute('aria-label')
    const before = await label()
    await field('dialog').fill('Talk to us')
    await button('Save').click()
    await owner.page.locator('input[name="en.dialog"][aria-invalid=true]').waitFor()
    await field('dialog').fill('Talk to {}')
    await save()
    await until('the window has the own words', label, (text) => /^Talk to \S/.test(text ?? ''))

    await toPage('Chat window')
    await owner.page.getByRole('switch', { name: 'Ask before a conversation begins' }).check()
    await owner.page.getByRole('textbox', { name: /^Heading/ }).fill('One moment first')
    await save()
    await view.root.getByRole('heading', { name: 'One moment first' }).waitFor()
    assert.equal(await composerIn(view).inputValue(), 'Half a sentence')

    await owner.page.getByRole('switch', { name: 'Ask before a conversation begins' }).uncheck()
    await save()
    await toPage('Words')
    await field('dialog').fill('')
    await save()
    await until('the window has the built-in words', label, (text) => text === before)
    assert.deepEqual([...visitor.troubles, ...owner.troubles], [])
  })

  it('OR-4 shows visitors the company as it was saved, and names a field that is refused', async () => {
    await toPage('Company')
    await owner.page.getByRole('textbox', { name: /^City/ }).fill('Porto')
    await owner.page.getByRole('textbox', { name: /^Email/ }).fill('nonsense')
    await button('Save').click()
    await owner.page.locator('input[name=email][aria-invalid=true]').waitFor()
    assert.equal(await owner.page.evaluate(() => document.activeElement?.getAttribute('name')), 'email')
    await owner.page.getByRole('textbox', { name: /^Email/ }).fill('hello@saltway.example')
    await save()
    assert.equal((await ask<CompanyRecord>(API.company)).city, 'Porto')
    const answer = await fetch(world.server.origin + WINDOW_PATHS.window('demo', 'en'), { headers: { origin: world.site } })
    const settings = (await answer.json()) as Result<WindowSettings>
    assert.ok(settings.ok)
    const { company } = settings.value
    assert.match(company.address ?? '', /Porto/)
    assert.equal(company.email, 'hello@saltway.example')
  })

  it('RC-9 keeps the hours, with midnight at the end of a day', async () => {
    await toPage('Working hours')
    await owner.page.getByRole('switch', { name: 'Open on Sunday' }).check()
    await owner.page.getByLabel('Sunday, span 1, to').fill('00:00')
    await owner.page.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Shanghai')
    await save()
    const hours = await ask<HoursRecord>(API.hours)
    assert.deepEqual([hours.week[6], hours.timeZone], [[[540, 1440]], 'Asia/Shanghai'])
  })

  it('RC-20 finds a page well, says when its origin is not allowed any more, and allows it again by a press', async () => {
    const { page } = owner
    const check = async () => {
      await page.getByLabel('Address of a page').fill(`${world.site}/tours`)
      await button('Check the page').click()
      await page.locator('.check-outcome').waitFor()
      return page.locator('.check-title').innerText()
    }
    const isServed = async () => (await fetch(world.server.origin + PATHS.config('demo'), { headers: { origin: world.site } })).ok

    await toPage('Website')
    assert.equal((await check()).trim(), 'All is well on this page.')
    await button(`Remove ${world.site}`).click()
    await save()
    assert.equal(await isServed(), false)
    assert.equal((await check()).trim(), '1 thing to put right')
    await button(`Allow ${world.site}`).click()
    await save()
    assert.equal(await isServed(), true)
    assert.equal((await check()).trim(), 'All is well on this page.')
  })
})
