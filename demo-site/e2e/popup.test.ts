/** The chat in a window of its own (CW-1): the same visitor, and nobody else's. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { WINDOW_PATHS } from '@foyer/sdk/protocol'
import { SITE_KEY, composerIn, openWindow, seesText, seesTexts, shareWorld, until, untilEqual, write } from './harness/index.ts'
import type { View, Visitor } from './harness/index.ts'

const popupView = (page: Page): View => ({ name: 'the popup', root: page.locator('.window'), side: 'visitor' })

/** What this tab keeps of the visitor. */
const tokenIn = (page: Page) => page.evaluate((key) => sessionStorage.getItem(`foyer:visitor:${key}`), SITE_KEY)

describe('the chat in a window of its own', () => {
  // As in life: pages know the server by its own address, which the popup is on.
  const world = shareWorld({ isPlain: true })

  /** A visitor who has written this on a page, and opens the popup from the menu. */
  async function popupOf(visitor: Visitor, text: string, draft: string): Promise<{ readonly page: Page; readonly popup: Page }> {
    const page = await visitor.open()
    const view = await openWindow(page)
    await write(view, text)
    await seesText(view, text)
    await composerIn(view).fill(draft)
    await page.getByRole('button', { name: 'More options' }).click()
    const [popup] = await Promise.all([visitor.context.waitForEvent('page'), page.getByRole('menuitem', { name: 'Open in its own window' }).click()])
    return { page, popup }
  }

  it('CW-1 goes on with the same talk and what was being written, and stays the same visitor when it is loaded anew', async () => {
    const visitor = await world.visitor()
    const { page, popup } = await popupOf(visitor, 'Hello from the page', 'Half a sentence')
    const view = popupView(popup)
    await seesText(view, 'Hello from the page')
    await untilEqual('the draft came along', async () => [await composerIn(view).inputValue(), 'Half a sentence'])
    const { token } = await visitor.credentials()
    assert.equal(await tokenIn(popup), token)
    assert.deepEqual(await popup.evaluate(() => Object.keys(localStorage)), [])

    await write(view, 'And from its own window')
    await page.close()
    await popup.reload()
    await seesTexts(view, ['Hello from the page', 'And from its own window'])
    assert.equal(await tokenIn(popup), token)
    assert.deepEqual(visitor.troubles, [])
  })

  it('CW-1 takes a visitor from nobody but the page that it names, and tells nobody else that it is there', async () => {
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    await page.goto(world.foreignSite)
    const address = world.deskWire.origin + WINDOW_PATHS.popup(SITE_KEY, world.site, 'en')
    await page.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(globalThis, { heard })
      addEventListener('message', ({ data }) => void heard.push(data))
    })
    const [popup] = await Promise.all([visitor.context.waitForEvent('page'), page.evaluate((to) => void Object.assign(globalThis, { popup: open(to) }), address)])
    await popup.waitForFunction(() => document.querySelector('#chat') !== null && document.readyState === 'complete')
    await page.evaluate(() => (globalThis as unknown as { popup: Window }).popup.postMessage({ type: 'foyer:popup-visitor', token: 'e'.repeat(43), draft: 'Not yours' }, '*'))
    // It was heard before this is answered, in the order of the browser's own queue.
    await popup.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    assert.equal(await tokenIn(popup), null)
    assert.equal(await popup.locator('.window').count(), 0)
    assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard), [])
  })

  it('CW-1 is a chat of its own where somebody has come by its address alone', async () => {
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    await page.goto(world.deskWire.origin + WINDOW_PATHS.popup(SITE_KEY, world.site, 'en'))
    await write(popupView(page), 'I have no opener')
    await seesText(popupView(page), 'I have no opener')
    await until('the tab keeps who it is', () => tokenIn(page), (token) => token !== null)
  })

  it('CW-1 is nobody’s page for a site that does not list its opener', async () => {
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    const response = await page.goto(world.deskWire.origin + WINDOW_PATHS.popup(SITE_KEY, world.foreignSite, 'en'))
    assert.equal(response?.status(), 404)
    assert.equal(await page.locator('#chat').count(), 0)
  })
})
