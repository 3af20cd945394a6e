/** A talk in which everything is done that a visitor can do (CW-5, CW-6, CW-15), by what one sees. It needs a browser with {@link MICROPHONE}, in English. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { v7 } from 'uuid'
import type { AgentPart, ConversationId } from '@foyer/sdk/protocol'
import { pdf, png } from '@foyer/server/files/testing/samples.ts'
import { openAgentLine } from './agent-line.ts'
import { until } from './until.ts'
import { composerIn, seesText, write } from './views.ts'
import type { View } from './views.ts'
import type { Agent } from './world.ts'

/** Flags of a browser that hears a tone, and takes nothing for a reason to ask. */
export const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] as const
/** The browser of a visitor who lets themselves be found and heard. */
export const SOMEWHERE: BrowserContextOptions = { permissions: ['geolocation', 'microphone'], geolocation: { latitude: 54.32, longitude: 10.14, accuracy: 12 } }

/** What an agent can send, but for a file. */
export const FROM_AGENTS: readonly AgentPart[] = [
  { type: 'choices', choices: [{ label: 'June', value: 'june' }, { label: 'July', value: 'july' }] },
  {
    type: 'cards',
    cards: [
      { title: 'Lofoten', text: 'Eight days by mail boat.', buttons: [{ label: 'Look', url: 'https://saltway.example/lofoten' }, { label: 'Book Lofoten', value: 'lofoten' }] },
      { title: 'Azores', text: 'Nine islands.', buttons: [{ label: 'Book the Azores', value: 'azores' }] },
    ],
  },
  { type: 'contact', of: 'account', name: 'Saltway on the road', line: 'Day and night', phone: '+44 1632 960142', email: 'road@saltway.example', address: 'https://saltway.example/road' },
  { type: 'form', title: 'For the booking', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'choice', label: 'Cabin', isRequired: false, options: ['Inside', 'Outside'] }] },
  { type: 'location', latitude: 54.32, longitude: 10.14 },
]

/** The conversation that stands open at an agent's desk. */
export const conversationAt = ({ page }: Agent): ConversationId => {
  const found = /#conversation=([\w-]+)/.exec(page.url())?.[1]
  assert.ok(found, 'a conversation is open at the desk')
  return found as ConversationId
}

/** Chooses in the menu of the window. */
export async function chooseIn({ root }: View, entry: string): Promise<void> {
  await root.getByRole('button', { name: 'More options' }).click()
  await root.getByRole('menuitem', { name: entry }).click()
}

/** Leaves a conversation that has ended and was rated. */
export async function sayEverything(page: Page, window: View, agent: Agent): Promise<void> {
  const { root } = window
  const button = (name: string) => root.getByRole('button', { name, exact: true })
  const has = (what: string, selector: string, view = window) => until(`${view.name} has ${what}`, () => view.root.locator(selector).count(), (count) => count > 0)
  const choose = (files: { name: string; mimeType: string; buffer: Buffer }) => root.locator('.composer input[type=file]').setInputFiles(files)

  const opening = `Everything, please: https://saltway.example (${v7()})`
  await write(window, opening)
  const desk = await agent.take(opening)

  await choose({ name: 'harbour.png', mimeType: 'image/png', buffer: await png(120, 80) })
  await has('a picture to be sent', '.chip canvas')
  await write(window, 'The harbour')
  await has('the picture', '.part-picture canvas')
  await has('the picture', '.part-picture img', desk)
  await choose({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: pdf() })
  await has('a file to be sent', '.chip')
  await button('Send').click()
  await has('the file', 'a[download="plan.pdf"]', desk)

  await button('Insert an emoji').click()
  await root.getByRole('searchbox').fill('red heart')
  await root.locator('.emoji-grid button').first().waitFor()
  await root.getByRole('searchbox').press('Enter')
  await page.keyboard.press('Escape')
  await composerIn(window).press('Enter')
  await seesText(desk, '❤️')

  await button('Record a voice message').click()
  await until('there is something to be heard', () => root.locator('.voice-time').textContent(), (time) => time === '0:01')
  await button('Stop and listen').click()
  await root.locator('.voice').getByRole('button', { name: 'Play' }).click()
  await button('Send the voice message').click()
  await has('the voice message', '.sound-play:enabled', desk)

  await button('Attach').click()
  await root.getByRole('menuitem', { name: 'Location' }).click()
  await button('Send the location').click()
  await has('the place', '.part-action', desk)

  const line = await openAgentLine(agent)
  for (const part of FROM_AGENTS) await line.say(conversationAt(agent), [part])
  line.close()
  // Answered from below: a later question would overtake it.
  await root.getByRole('textbox', { name: 'Your name' }).fill('Vera')
  await button('Send answers').click()
  await root.getByText('Your answers were sent').waitFor()

  await button('Open the picture harbour.png').click()
  await root.locator('.viewer-stage img[aria-busy=false]').waitFor()
  const [picture] = await Promise.all([page.waitForEvent('download'), root.getByRole('link', { name: 'Download harbour.png' }).click()])
  assert.equal(picture.suggestedFilename(), 'harbour.png')
  await button('Close the picture').click()

  await chooseIn(window, 'Get a transcript')
  const [file] = await Promise.all([page.waitForEvent('download'), button('Download it').click()])
  assert.ok((await readFile(await file.path(), 'utf8')).includes(opening), 'the transcript has what was said')
  await button('Close').click()

  await chooseIn(window, 'End conversation')
  await button('End it').click()
  await root.getByRole('radio', { name: 'Good (4/5)', exact: true }).check()
  await button('Send rating').click()
  await root.getByText('Thank you for your rating!').first().waitFor()
}

/** Comes back to the talk of {@link sayEverything}, and hears and sees what is now on the server alone. */
export async function lookBack({ root }: View): Promise<void> {
  await until('the picture comes from the server', () => root.locator('.part-picture img').evaluateAll((all) => all.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length), (count) => count === 1)
  const player = root.getByRole('group', { name: 'Voice message' })
  await player.locator('.sound-play:enabled').evaluate(async (button) => {
    const becomes = (name: string) => new Promise<void>((resolve) => void new MutationObserver(() => button.getAttribute('aria-label') === name && resolve()).observe(button, { attributes: true }))
    const begins = becomes('Pause')
    if (button instanceof HTMLElement) button.click()
    await begins
    await becomes('Play')
  })
  assert.equal(await player.locator('.part-trouble').count(), 0, 'the voice message can be heard')
}
