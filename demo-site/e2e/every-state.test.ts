/** Every state of the window as it stands on a page, in every language, light, dark and in forced colours: axe finds nothing (CW-19). */
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { png } from '@foyer/server/files/testing/samples.ts'
import { FROM_AGENTS, SOMEWHERE, composerIn, conversationAt, findings, launcherIn, openAgentLine, openWindow, openWorld, seesStatus, until, windowIn, write } from './harness/index.ts'
import type { Agent, World } from './harness/index.ts'

const LOOKS: readonly (readonly [language: string, look: string, options: BrowserContextOptions])[] = [
  ['en', 'light', { colorScheme: 'light' }],
  ['zh', 'dark', { colorScheme: 'dark' }],
  ['de', 'light, in 320 pixels', { viewport: { width: 320, height: 640 } }],
  ['es', 'in forced colours', { forcedColors: 'active' }],
  ['fr', 'dark', { colorScheme: 'dark' }],
  ['ja', 'light', { colorScheme: 'light' }],
  ['ar', 'light', { colorScheme: 'light' }],
  ['ar', 'in forced colours, dark', { forcedColors: 'active', colorScheme: 'dark' }],
]

describe('CW-19 axe finds nothing', () => {
  let world: World
  let ann: Agent
  before(async () => {
    world = await openWorld()
    ann = await world.agent('ann')
  })
  after(() => world?.close())
  afterEach(() => world.calm())

  /** Goes on to a state, and waits until what marks it can be seen and stands still. */
  function walk(page: Page, faults: string[]) {
    const { root } = windowIn(page)
    return async (state: string, mark: string, go: () => Promise<unknown>) => {
      await go()
      await root.locator(mark).last().waitFor()
      await page.evaluate(() => Promise.all(document.querySelector('foyer-widget')?.shadowRoot?.getAnimations().map(({ finished }) => finished.catch(() => undefined)) ?? []))
      faults.push(...(await findings(page, 'foyer-widget')).map((fault) => `${state}: ${fault}`))
    }
  }

  for (const [language, look, options] of LOOKS) {
    it(`in any state, in ${language}, ${look}`, async () => {
      const visitor = await world.visitor({ ...SOMEWHERE, ...options })
      const page = await visitor.open('/tours')
      await launcherIn(page).waitFor()
      await page.evaluate((to) => Reflect.get(globalThis, 'Foyer').setLocale(to), language)
      const faults: string[] = []
      const window = windowIn(page)
      const { root } = window
      const at = walk(page, faults)
      const press = (...keys: readonly string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
      const menu = () => root.locator('.more > button').click()
      /** Entries stand in the same order in every language; what one says of oneself is at the end. */
      const choose = async (fromEnd: number) => {
        await menu()
        await root.locator('.more [role^=menuitem]').nth(-fromEnd).click()
      }
      const [ending, data, transcript] = [1, 2, 3]

      await at('greeting', '.greeting', () => openWindow(page))
      await at('emoji', '.emoji-grid button', () => root.locator('.composer-emoji').click())
      await at('what to attach', '.panel-menu [role=menuitem]', async () => {
        await press('Escape')
        await root.locator('.composer-menu').click()
      })
      await at('a location', '.where .button-main', () => root.locator('.panel-menu [role=menuitem]').last().click())
      await at('a chosen picture', '.chip canvas', async () => {
        await press('Escape')
        await root.locator('.composer input[type=file]').setInputFiles({ name: 'harbour.png', mimeType: 'image/png', buffer: await png(120, 80) })
      })
      const text = `${language} ${look} https://saltway.example`
      await at('a sent picture', '.part-picture', () => write(window, text))
      const desk = await ann.take(text)
      await write(desk, 'An answer with mail@saltway.example')
      const line = await openAgentLine(ann)
      await at('all that agents send', '.part-action', async () => {
        for (const part of FROM_AGENTS) await line.say(conversationAt(ann), [part])
        await seesStatus(desk, 'Read')
      })
      line.close()
      await at('the picture large', '.viewer-stage img[aria-busy=false]', () => root.locator('.part-open').click())
      await at('the menu', '.more [role=menuitem]', async () => {
        await press('Escape')
        await menu()
      })
      await press('Escape')
      await at('the transcript', '.task', () => choose(transcript))
      await press('Escape')
      await at('the data', '.task', () => choose(data))
      await at('the data, about to be deleted', '.task .button-grave', () => root.locator('.task .button-grave').click())
      await press('Escape')
      await at('about to end', '.ask', () => choose(ending))
      await at('the rating', '.survey', () => root.locator('.ask .button').first().click())
      await at('a chosen star', '.survey textarea', () => root.locator('.survey input').nth(3).check({ force: true }))
      await at('rated', '.survey .card-done', () => root.locator('.survey .button-main').click())
      world.wire.cut()
      await at('offline', '.banner', async () => undefined)
      await at('a message that waits', '.message-sending', () => write(window, 'While there is no line.'))
      world.wire.mend()
      await until('the line is back', () => root.locator('.banner').count(), (count) => count === 0)
      await at('too long', '.composer-refused', () => composerIn(window).fill('a'.repeat(4_001)))
      assert.deepEqual(faults, [])
    })
  }

  it('where nobody is there, in every language', async () => {
    const deserted = await openWorld({ browser: world.browser })
    try {
      const page = await (await deserted.visitor()).open('/tours')
      const faults: string[] = []
      const at = walk(page, faults)
      await at('away, empty', '.greeting', () => openWindow(page))
      await write(windowIn(page), 'Is anybody there?')
      for (const language of ['en', 'zh', 'de', 'es', 'fr', 'ja', 'ar']) {
        await at(`away, ${language}`, '.message-own', async () => {
          await page.evaluate((to) => Reflect.get(globalThis, 'Foyer').setLocale(to), language)
          await until('the window speaks it', () => windowIn(page).root.getAttribute('lang'), (lang) => lang === language)
        })
      }
      assert.deepEqual(faults, [])
    } finally {
      await deserted.close()
    }
  })
})
