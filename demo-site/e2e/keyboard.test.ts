/** Everything that the window does, without a pointer: what one cannot reach by Tab and arrows is not reached here (CW-19). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { png } from '@foyer/server/files/testing/samples.ts'
import { FROM_AGENTS, MICROPHONE, SOMEWHERE, composerIn, conversationAt, launcherIn, openAgentLine, openWorld, seesText, until, windowIn } from './harness/index.ts'
import type { Agent, World } from './harness/index.ts'

/** More than there is on any page of the demo. */
const MOST_STOPS = 80

describe('CW-19 by keyboard alone', () => {
  let world: World
  let ann: Agent
  before(async () => {
    world = await openWorld({ launch: { args: [...MICROPHONE] } })
    ann = await world.agent('ann')
  })
  after(() => world?.close())

  /** What has the focus, by its role and name, as in `button Send`. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      const labelled = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels?.[0]?.textContent : undefined
      const name = element?.getAttribute('aria-label') ?? labelled ?? element?.textContent ?? ''
      return `${element?.getAttribute('role') ?? element?.localName ?? ''} ${name.trim()}`
    })
  /** Goes on by a key until something of this name has the focus; every stop can be seen. */
  async function goTo(page: Page, wanted: RegExp, key = 'Tab'): Promise<void> {
    const stops: string[] = []
    for (let n = 0; n < MOST_STOPS; n++) {
      const now = await focused(page)
      if (wanted.test(now)) return
      stops.push(now)
      await page.keyboard.press(key)
    }
    assert.fail(`${String(wanted)} is not reached by ${key}, but ${stops.join(', ')}`)
  }
  const onceFocused = (page: Page, wanted: RegExp) => until(`${String(wanted)} has the focus`, () => focused(page), (name) => wanted.test(name))
  async function press(page: Page, ...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key)
  }

  it('one opens, writes, chooses emoji, attaches, speaks, says where one is, answers, reads back, rates, takes the transcript, ends and closes', async () => {
    const visitor = await world.visitor(SOMEWHERE)
    const page = await visitor.open('/tours')
    // For as long as somebody listens the browser's own dialog stays away.
    page.on('filechooser', () => undefined)
    await launcherIn(page).waitFor()
    const window = windowIn(page)
    const { root } = window
    await goTo(page, /^button Chat with us/, 'Shift+Tab')
    await press(page, 'Enter')
    await onceFocused(page, /^textarea Your message/)

    await page.keyboard.type('By keyboard alone.')
    await press(page, 'Enter')
    const desk = await ann.take('By keyboard alone.')

    // An emoji, by a word.
    await goTo(page, /^button Insert an emoji/)
    await press(page, 'Enter')
    await onceFocused(page, /^input Search emoji/)
    await page.keyboard.type('red heart')
    await root.locator('.emoji-grid button').first().waitFor()
    await press(page, 'ArrowDown')
    await onceFocused(page, /^button .*heart/i)
    await press(page, 'Enter', 'Escape')
    await onceFocused(page, /^button Insert an emoji/)
    await goTo(page, /^textarea Your message/, 'Shift+Tab')
    await press(page, 'Enter')
    await seesText(desk, '❤️')

    // A picture: the browser's own dialog stands behind the button.
    await goTo(page, /^button Attach/, 'Shift+Tab')
    await press(page, 'Enter')
    await onceFocused(page, /^menuitem Picture/)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Enter')])
    await chooser.setFiles({ name: 'harbour.png', mimeType: 'image/png', buffer: await png(120, 80) })
    await root.locator('.chip').waitFor()
    await onceFocused(page, /^textarea Your message/)
    // Taken out again, and chosen once more.
    await goTo(page, /^button Remove harbour\.png/, 'Shift+Tab')
    await press(page, 'Enter')
    await root.locator('.chip').waitFor({ state: 'detached' })
    await goTo(page, /^button Attach/, 'Shift+Tab')
    await press(page, 'Enter')
    await onceFocused(page, /^menuitem Picture/)
    const [again] = await Promise.all([page.waitForEvent('filechooser'), press(page, 'Enter')])
    await again.setFiles({ name: 'harbour.png', mimeType: 'image/png', buffer: await png(120, 80) })
    await root.locator('.chip').waitFor()
    await goTo(page, /^button Send/)
    await press(page, 'Enter')
    await desk.root.locator('.part-picture img').waitFor()

    // A voice message.
    await goTo(page, /^button Record a voice message/)
    await press(page, 'Enter')
    await onceFocused(page, /^button Stop and listen/)
    await until('there is something to be heard', () => root.locator('.voice-time').textContent(), (time) => time === '0:01')
    await press(page, 'Enter')
    await onceFocused(page, /^button Send the voice message/)
    await press(page, 'Enter')
    await desk.root.locator('.sound-play').waitFor()

    // Where one is.
    await goTo(page, /^button Attach/, 'Shift+Tab')
    await press(page, 'Enter')
    await onceFocused(page, /^menuitem Picture/)
    await goTo(page, /^menuitem Location/, 'ArrowDown')
    await press(page, 'Enter')
    await onceFocused(page, /^button Send the location/)
    await press(page, 'Enter')
    await desk.root.locator('.part-action').waitFor()

    // What an agent asks is answered where it stands.
    const line = await openAgentLine(ann)
    const say = async (type: string, selector: string) => {
      await line.say(conversationAt(ann), FROM_AGENTS.filter((part) => part.type === type))
      await root.locator(selector).last().waitFor()
    }
    await say('choices', '.choices')
    await goTo(page, /^textarea Your message/)
    await goTo(page, /^button July/, 'Shift+Tab')
    await press(page, 'Enter')
    await desk.root.locator('.message').getByText('July').last().waitFor()
    await say('cards', '.cards')
    await goTo(page, /^textarea Your message/)
    await goTo(page, /^button Book the Azores/, 'Shift+Tab')
    await press(page, 'Space')
    await say('form', '.part.card')
    await goTo(page, /^textarea Your message/)
    await goTo(page, /^input Your name/, 'Shift+Tab')
    await page.keyboard.type('Vera')
    await press(page, 'Enter')
    await root.getByText('Your answers were sent').waitFor()
    line.close()

    // The picture large, and back.
    await goTo(page, /^button Open the picture harbour\.png/, 'Shift+Tab')
    await press(page, 'Enter')
    await root.locator('.viewer-stage img[aria-busy=false]').waitFor()
    await press(page, '+', 'ArrowLeft', 'Escape')
    await onceFocused(page, /^button Open the picture harbour\.png/)

    // The thread is a stop of its own, and is read by its keys.
    await goTo(page, /^log Messages/, 'Shift+Tab')
    await press(page, 'Home')
    await until('the first message is in sight', () => root.locator('.message').first().evaluate((row) => row.getBoundingClientRect().bottom > 0 && row.closest('.thread-scroller')!.scrollTop < 40), Boolean)
    await press(page, 'End')

    // The menu: the transcript.
    await goTo(page, /^button More options/, 'Shift+Tab')
    await press(page, 'ArrowDown')
    await until('the menu has the focus', () => focused(page), (name) => name.startsWith('menuitem'))
    await goTo(page, /^menuitem Get a transcript/, 'ArrowDown')
    await press(page, 'Enter')
    await until('what it led to has the focus', () => focused(page), (name) => name.startsWith('group'))
    await goTo(page, /^button Download it/)
    const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Enter')])
    assert.ok((await readFile(await file.path(), 'utf8')).includes('By keyboard alone.'))
    await press(page, 'Escape')
    await onceFocused(page, /^textarea Your message/)

    // The end, the rating, and the next beginning.
    await goTo(page, /^button More options/, 'Shift+Tab')
    await press(page, 'Enter')
    await until('the menu has the focus', () => focused(page), (name) => name.startsWith('menuitem'))
    await press(page, 'e')
    await onceFocused(page, /^menuitem End conversation/)
    await press(page, 'Enter')
    await onceFocused(page, /^button /)
    await goTo(page, /^button End it/, 'Shift+Tab')
    await press(page, 'Enter')
    await root.locator('.survey').waitFor()
    await onceFocused(page, /^textarea Your message/)
    await goTo(page, /^input .*\(\d\/5\)/, 'Shift+Tab')
    await goTo(page, /^input Good \(4\/5\)/, 'ArrowRight')
    await goTo(page, /^button Send rating/)
    await press(page, 'Enter')
    await root.getByText('Thank you for your rating!').first().waitFor()

    await press(page, 'Escape')
    await root.waitFor({ state: 'hidden' })
    await onceFocused(page, /^button Chat with us/)
  })

  it('CW-1 one moves it, resizes it, enlarges it and puts it back', async () => {
    const page = await (await world.visitor()).open('/tours')
    await launcherIn(page).waitFor()
    await goTo(page, /^button Chat with us/, 'Shift+Tab')
    await press(page, 'Enter')
    await onceFocused(page, /^textarea Your message/)
    const frame = async () => {
      const { x, y, width, height } = (await windowIn(page).root.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
      return [x, y, width, height].map(Math.round)
    }
    const before = await frame()
    const becomes = (what: string, holds: (now: readonly number[]) => boolean) => until(what, frame, holds)
    await goTo(page, /^button Move the chat/, 'Shift+Tab')
    await press(page, 'ArrowLeft', 'ArrowUp')
    const moved = await becomes('it has moved', ([x, y, width, height]) => x! < before[0]! && y! < before[1]! && width === before[2] && height === before[3])
    await press(page, 'Shift+ArrowLeft', 'Shift+ArrowUp')
    const grown = await becomes('it has grown', ([, , width, height]) => width! > moved[2]! && height! > moved[3]!)
    await goTo(page, /^button Enlarge/)
    await press(page, 'Enter')
    await becomes('it is large', ([, , width, height]) => width! > grown[2]! && height! > grown[3]!)
    await onceFocused(page, /^button Back to its size/)
    await press(page, 'Enter')
    await becomes('it is as it was', (now) => now.every((value, at) => Math.abs(value - grown[at]!) <= 1))
    // It is there again on the next page.
    await page.goto(`${world.site}/contact`)
    await composerIn(windowIn(page)).waitFor()
    await becomes('it stands where it stood', (now) => now.every((value, at) => Math.abs(value - grown[at]!) <= 1))
  })
})
