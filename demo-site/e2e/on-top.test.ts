/** The window on pages that do everything: what is above it comes and goes, and no rule of theirs is seen in it (CW-20). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { chooseIn, composerIn, launcherIn, openWindow, seesText, seesTexts, shareAgent, shareWorld, standsStill, until, windowIn, write } from './harness/index.ts'

describe('CW-20 the window', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  it('can be used while the page shows an element in full screen, and after it', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    await launcherIn(page).waitFor()
    await page.evaluate(() => {
      const film = document.createElement('div')
      film.id = 'film'
      film.style.cssText = 'background:#000'
      film.textContent = 'A film'
      document.body.prepend(film)
      film.addEventListener('click', () => film.requestFullscreen())
    })
    await page.locator('#film').click()
    const isFull = () => page.evaluate(() => document.fullscreenElement?.id)
    await until('the film fills the screen', isFull, (id) => id === 'film')
    await page.evaluate(() => Reflect.get(globalThis, 'Foyer').open())
    const window = windowIn(page)
    await composerIn(window).waitFor()
    // By a click where it stands, and not past what covers it.
    await composerIn(window).click()
    await page.keyboard.type('From above a film.')
    await page.keyboard.press('Enter')
    await seesTexts(window, ['From above a film.'])
    assert.equal(await isFull(), 'film')
    await composerIn(window).fill('And aft')
    await page.evaluate(() => document.exitFullscreen())
    await until('it stands in its own place', () => page.evaluate(() => document.querySelector('foyer-widget')?.parentElement?.localName), (parent) => parent === 'html')
    // The focus is where it was.
    await page.keyboard.press('End')
    await page.keyboard.type('er it.')
    await page.keyboard.press('Enter')
    await seesTexts(await ann.take('And after it.'), ['From above a film.', 'And after it.'])
  })

  it('is below a dialog that the page opens over it, keeps everything, and is there again when that closes', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Before the dialog.')
    const desk = await ann.take('Before the dialog.')
    await composerIn(window).fill('Half a sentence')
    await page.evaluate(() => {
      const dialog = document.createElement('dialog')
      const button = document.createElement('button')
      button.textContent = 'Enough'
      button.addEventListener('click', () => dialog.close())
      dialog.append(button)
      document.body.append(dialog)
      dialog.showModal()
    })
    await write(desk, 'Said while the dialog stands there.')
    await seesText(window, 'Said while the dialog stands there.')
    await page.getByRole('button', { name: 'Enough' }).click()
    await composerIn(window).click()
    await page.keyboard.press('End')
    await page.keyboard.type(', and its end.')
    await page.keyboard.press('Enter')
    await seesTexts(desk, ['Before the dialog.', 'Said while the dialog stands there.', 'Half a sentence, and its end.'])
  })

  it('has its own looks in all that comes later, too: menu, emoji, cards, forms', async () => {
    const hostile = `
      * { font: italic 40px serif !important; color: red !important; background: lime !important; margin: 9px !important; padding: 9px !important; letter-spacing: 4px !important; position: static !important; float: left !important; }
      button, input, textarea, select, fieldset, a, ul, li, h3, h4, canvas, img, svg, dialog, label { all: unset !important; display: none !important; }
      [role=menu], [role=dialog], [role=grid], .menu, .emoji, .card, .part, .window { visibility: hidden !important; }
      body { transform: rotate(3deg) scale(.8); filter: blur(2px); }
      html { transform: translateX(40px); filter: invert(1); }
      ::placeholder { color: red !important; }`
    assert.deepEqual(await looks(hostile), await looks(''))
  })

  /** What is seen of each thing, and where. */
  async function looks(css: string) {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    if (css) await page.addStyleTag({ content: css })
    const window = await openWindow(page)
    const { root } = window
    const seen: Record<string, unknown> = {}
    const look = async (name: string, selector: string) => {
      await root.locator(selector).first().waitFor()
      seen[name] = await looksOf(page, selector)
    }
    await write(window, 'Show me everything.')
    await root.getByRole('button', { name: 'Insert an emoji' }).click()
    await root.locator('.emoji-grid button').nth(20).waitFor()
    await look('emoji', '.emoji, .emoji-search *, .emoji-groups *, .emoji-tones *')
    await page.keyboard.press('Escape')
    await root.getByRole('button', { name: 'Attach' }).click()
    await look('attach', '[role=menu], [role=menu] *')
    await page.keyboard.press('Escape')
    await root.getByRole('button', { name: 'More options' }).click()
    await look('menu', '[role=menu], [role=menu] *')
    await page.keyboard.press('Escape')
    await chooseIn(window, 'Your data')
    await look('data', '.task, .task *')
    await root.getByRole('button', { name: 'Close', exact: true }).click()
    await visitor.context.close()
    return seen
  }
})

async function looksOf(page: Page, selector: string) {
  await standsStill(page)
  return page.evaluate((all) => {
    const root = document.querySelector('foyer-widget')?.shadowRoot
    return [...(root?.querySelectorAll(all) ?? [])].map((element) => {
      const { font, color, backgroundColor, padding, margin, letterSpacing, opacity, visibility, float, position } = getComputedStyle(element)
      const { x, y, width, height } = element.getBoundingClientRect()
      return { element: `${element.localName}.${element.getAttribute('class')}`, font, color, backgroundColor, padding, margin, letterSpacing, opacity, visibility, float, position, at: [x, y, width, height].map(Math.round) }
    })
  }, selector)
}
