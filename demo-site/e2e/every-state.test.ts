/** Every state of the window as it stands on a page, in every language, light, dark and in forced colours: axe finds nothing (CW-19). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { png } from '@foyer/server/files/testing/samples.ts'
import { DEFAULT_WINDOW } from '@foyer/server/window/rules.ts'
import { FROM_AGENTS, SOMEWHERE, composerIn, conversationAt, findings, launcherIn, openAgentLine, openWindow, openWorld, seesStatus, seesText, shareAgent, shareWorld, until, windowIn, write } from './harness/index.ts'
import type { World } from './harness/index.ts'

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
  const world = shareWorld()
  const ann = shareAgent(world)

  /** Goes on to a state, and waits until what marks it can be seen. */
  function walk(page: Page, faults: string[]) {
    const { root } = windowIn(page)
    return async (state: string, mark: string, go: () => Promise<unknown>) => {
      await go()
      await root.locator(mark).last().waitFor()
      faults.push(...(await findings(page, 'foyer-widget')).map((fault) => `${state}: ${fault}`))
    }
  }

  /** Looks at one state in every language and look, one after the other. */
  async function inAnyLook(page: Page, state: string, mark: string, faults: string[]) {
    const at = walk(page, faults)
    await windowIn(page).root.locator(mark).last().waitFor()
    const desktop = page.viewportSize()
    for (const [language, look, { viewport = desktop, colorScheme = 'light', forcedColors = 'none' }] of LOOKS) {
      await at(`${state}, ${language}, ${look}`, mark, async () => {
        await page.emulateMedia({ colorScheme, forcedColors })
        if (viewport) await page.setViewportSize(viewport)
        await page.evaluate((to) => Reflect.get(globalThis, 'Foyer').setLocale(to), language)
        await until('the window speaks it', () => windowIn(page).root.getAttribute('lang'), (lang) => lang === language)
      })
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

  it('where nobody is there, in any language', async () => {
    const deserted = await openWorld({ browser: world.browser })
    try {
      const page = await (await deserted.visitor()).open('/tours')
      const faults: string[] = []
      await walk(page, faults)('away, empty', '.greeting', () => openWindow(page))
      await write(windowIn(page), 'Is anybody there?')
      await inAnyLook(page, 'away', '.message-own', faults)
      assert.deepEqual(faults, [])
    } finally {
      await deserted.close()
    }
  })

  it('where one is asked before, waits for a free agent, and may be handed over, in any language', async () => {
    const busy = await openWorld({ browser: world.browser })
    try {
      haveQueue(busy)
      const onlyAgent = await busy.agent('ann')
      const faults: string[] = []
      const arrive = async () => {
        const page = await (await busy.visitor()).open('/tours')
        const window = await openWindow(page)
        const [name, address] = [window.root.locator('.chat-form input').first(), window.root.locator('.chat-form input[type=email]')]
        const fillIn = async (text: string) => {
          await name.fill('Vera')
          await address.fill('vera@mail.example')
          await window.root.locator('.chat-form input[type=checkbox]').check()
          await write(window, text)
        }
        return { page, window, fillIn }
      }

      const first = await arrive()
      await inAnyLook(first.page, 'the form', '.chat-form', faults)
      await write(first.window, 'Not a word about me')
      await inAnyLook(first.page, 'the form, with what is missing', '.chat-form [aria-invalid=true]', faults)
      await first.fillIn('Two cabins, please.')
      const desk = await onlyAgent.take('Two cabins, please.')
      await write(desk, 'Which week?')
      await seesText(first.window, 'Which week?')

      const second = await arrive()
      await second.fillIn('And one for me.')
      await inAnyLook(second.page, 'the queue', '.queue-place', faults)
      await second.window.root.locator('.queue .button').last().click()
      await second.window.root.locator('.ask .button').first().click()
      await second.window.root.locator('.queue').waitFor({ state: 'detached' })

      await busy.agent('ben')
      await onlyAgent.page.getByRole('button', { name: 'Hand over', exact: true }).click()
      const dialog = onlyAgent.page.getByRole('dialog', { name: 'Hand this conversation over' })
      await dialog.getByRole('radio', { name: /Ben/ }).check()
      await dialog.getByRole('textbox', { name: /^A word to the visitor/ }).fill('He knows the boat.')
      await dialog.getByRole('button', { name: 'Ask the visitor' }).click()
      await inAnyLook(first.page, 'the handover', '.transfer', faults)
      await first.window.root.locator('.transfer .button-main').click()
      await first.window.root.locator('.transfer').waitFor({ state: 'detached' })
      assert.deepEqual(faults, [])
    } finally {
      await busy.close()
    }
  })
})

/** Everybody is asked who they are, each agent has one talk at a time, and visitors wait until one is free. */
function haveQueue({ server }: World): void {
  const db = server.database()
  const allocation = { cap: 1, whenNoneCanReceive: 'queue' }
  const form = { ...DEFAULT_WINDOW.form, isOn: true, consent: { isOn: true, text: 'You may keep what I write.', address: 'https://saltway.example/privacy' } }
  const window = { revision: 1, rules: { ...DEFAULT_WINDOW, form } }
  db.prepare("update workspaces set settings = json_set(settings, '$.allocation', json(?), '$.window', json(?))").run(JSON.stringify(allocation), JSON.stringify(window))
  db.close()
}
