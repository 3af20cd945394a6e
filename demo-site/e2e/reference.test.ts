/** CW-21, CW-22, CW-23: the reference in a real browser, its examples against a real server, under its policy. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { composerIn, shareWorld, until, windowIn } from './harness/index.ts'

describe('the reference page', () => {
  const world = shareWorld({ signsProofs: true })

  const outputOf = (page: Page, id: string) => page.locator(`.example:has([data-run="${id}"]) .output`)

  async function run(page: Page, id: string): Promise<{ readonly state: string; readonly said: string }> {
    await page.locator(`[data-run="${id}"]`).click()
    const output = outputOf(page, id)
    const state = await until(`the example of ${id} to come to an end`, () => output.getAttribute('data-state'), (now) => now !== null && now !== 'running')
    return { state: state ?? '', said: await output.innerText() }
  }

  async function openReference() {
    const visitor = await world.visitor()
    const page = await visitor.open('/sdk/reference')
    await page.evaluate(() => document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => console.error(effectiveDirective)))
    await page.waitForFunction(() => 'Foyer' in globalThis)
    await page.locator('[data-run="init"]').waitFor()
    return { page, visitor }
  }

  it('CW-22 runs every example, one after the other, and none fails or is refused', async () => {
    const { page, visitor } = await openReference()
    const ids = await page.locator('[data-run]').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-run') ?? ''))
    assert.ok(ids.length > 50, `${ids.length} examples`)
    for (const id of ids) assert.deepEqual([id, (await run(page, id)).state], [id, 'done'])
    assert.deepEqual(visitor.troubles, [])
  })

  it('CW-27 identifies with a proof that the server of the page has signed', async () => {
    const { page } = await openReference()
    assert.match((await run(page, 'identify')).said, /"isJoined":/)
  })

  it('CW-23 says what came back: values, events, and refusals with code and remedy', async () => {
    const { page } = await openReference()
    assert.match((await run(page, 'send')).said, /Result\s+[0-9a-f-]{36}/)
    await until('the event of it', () => outputOf(page, 'send').innerText(), (said) => said.includes('message:sent'))
    await run(page, 'destroy')
    const { state, said } = await run(page, 'setTheme')
    assert.equal(state, 'refused')
    assert.match(said, /not_initialised.*Call Foyer\.init/s)
  })

  it('CW-22 lays out what an example speaks of, and takes it away with the next', async () => {
    const { page } = await openReference()
    await run(page, 'open')
    await page.locator('#help').click()
    await composerIn(windowIn(page)).waitFor()
    await run(page, 'on')
    assert.equal(await page.locator('#help').count(), 0)
    assert.equal(await page.locator('#badge').count(), 1)
    const undo = page.locator('.example:has([data-run="on"]) [data-undo]')
    await undo.click()
    await undo.waitFor({ state: 'hidden' })
  })

  it('CW-19 finds a name by the keyboard alone', async () => {
    const { page } = await openReference()
    await page.keyboard.press('/')
    await page.keyboard.type('origin_ref')
    await page.getByRole('status').filter({ hasText: '1 found' }).waitFor()
    assert.equal(await page.locator('[data-entry]:visible').count(), 1)
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => [location.hash, document.activeElement?.id].join()), '#error-origin_refused,error-origin_refused')
    assert.ok((await page.locator('[data-entry]:visible').count()) > 100)
  })

  it('CW-26, CW-27, CW-28 are to be tried on the page for developers: consent, proof, hook and bridge', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/sdk')
    await page.getByRole('status').filter({ hasText: 'Listening' }).waitFor()
    const log = page.locator('#event-log')
    const says = (text: RegExp) => log.getByRole('listitem').filter({ hasText: text }).first().waitFor()
    const send = async (text: string) => {
      await page.getByLabel('A message').fill(text)
      await page.locator('[data-call="send"] button').click()
    }
    await page.locator('[data-call="prove"]').click()
    await says(/^Foyer\.prove \{"isJoined":(true|false)\}$/)
    await page.getByLabel("Foyer.hook('beforeSend', …)").check()
    await page.getByLabel('Foyer.bridge({ dataLayer: true, dom: true })').check()
    await says(/^Foyer\.bridge It has begun/)
    await send('From St. Ives?')
    await says(/^message:sent .*From Saint Ives\?/)
    await says(/^CustomEvent foyer:message:sent .*From Saint Ives\?/)
    await says(/^dataLayer foyer:message:sent (?!.*Ives)/)
    await send('My passport is new.')
    await says(/^Foyer\.send message_stopped/)
    await page.getByRole('button', { name: "Foyer.consent('none')" }).click()
    await says(/^Foyer\.consent$/)
    assert.equal(await page.evaluate(() => localStorage.length), 0)
  })

  for (const [colorScheme, width] of [['light', 1280], ['dark', 320]] as const) {
    it(`CW-19 axe finds nothing in ${colorScheme} at ${width} px, with an example that has run`, async () => {
      const visitor = await world.visitor({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true })
      const page = await visitor.open('/sdk/reference')
      await page.waitForFunction(() => 'Foyer' in globalThis)
      await run(page, 'consent')
      await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
      const found = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } }).axe.run())
      assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]), [])
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
    })
  }
})
