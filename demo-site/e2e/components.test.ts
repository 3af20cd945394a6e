/** The pages that show the styles of components (RC-4 to RC-6) and the chat in the page (RC-18), with the real tag. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { samples } from '../components.ts'
import { composerIn, seesTexts, shareWorld, until, windowIn, write } from './harness/index.ts'
import type { View, World } from './harness/index.ts'

/** What a phone is to a browser: narrow, and touched. */
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

describe('On the pages of the agency, RC-4', () => {
  const world = shareWorld()

  for (const { slug, isForPhones = false } of samples.filter((one) => one.slug !== 'custom-dom')) {
    it(`/components/${slug} shows its component, no other, and a click on it opens the chat`, async () => {
      const visitor = await world.visitor(isForPhones ? PHONE : {})
      const page = await visitor.open(`/components/${slug}`)
      const action = page.locator(`foyer-widget foyer-${slug}`).locator('[part~=button], [part~=action]').first()
      await action.waitFor()
      assert.deepEqual(await componentsOn(page), [`foyer-${slug}`])
      await action.click()
      await composerIn(windowIn(page)).waitFor()
      assert.deepEqual(visitor.troubles, [])
    })
  }

  it('RC-6 its own button opens the chat beside its own handler, and so does an element that comes later, by keyboard', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/components/custom-dom')
    const button = page.locator('#talk-to-us')
    await until('the button says that it opens something', () => button.getAttribute('aria-haspopup'), (popup) => popup === 'dialog')
    assert.deepEqual(await componentsOn(page), [])
    await button.click()
    await composerIn(windowIn(page)).waitFor()
    assert.equal(await page.locator('#own-handler').innerText(), 'The page’s own handler has run once.')
    await page.keyboard.press('Escape')
    await windowIn(page).root.waitFor({ state: 'hidden' })

    await page.locator('#bring-guide').click()
    await page.locator('[data-ask-guide]').press('Enter')
    await composerIn(windowIn(page)).waitFor()
    assert.deepEqual(visitor.troubles, [])
  })

  it('RC-18 the chat stands in a column, and shows what the floating window shows', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/inline')
    const inline: View = { name: 'the chat in the page', root: page.locator('foyer-chat .window'), side: 'visitor' }
    await composerIn(inline).waitFor()
    await write(inline, 'Which hut has a piano?')
    await page.evaluate(() => Reflect.get(globalThis, 'Foyer').open())
    await seesTexts(windowIn(page), ['Which hut has a piano?'])
    await write(windowIn(page), 'And a bakery?')
    await seesTexts(inline, ['Which hut has a piano?', 'And a bakery?'])
    assert.deepEqual(visitor.troubles, [])
  })

  it('the list of styles shows each in the frame beside it', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/components')
    const stage = page.frameLocator('#stage')
    await stage.locator('foyer-widget foyer-horizontal-button').waitFor({ state: 'attached' })
    await page.getByRole('link', { name: 'The card' }).click()
    await stage.locator('foyer-widget foyer-card').waitFor({ state: 'attached' })
    assert.match((await page.locator('#alone').getAttribute('href')) ?? '', /\/components\/card$/)
  })
})

/** The tags of the components that stand on the page. */
const componentsOn = (page: Awaited<ReturnType<Awaited<ReturnType<World['visitor']>>['open']>>) =>
  page.evaluate(() => [...(document.querySelector('foyer-widget')?.shadowRoot?.querySelectorAll('*') ?? [])].map(({ localName }) => localName).filter((name) => name.startsWith('foyer-')))
