/** What the workspace says by itself, as the visitor and the agent see it: greetings (GR-1), and automatic replies (AR-1 to AR-3). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { ALLOCATION_API } from '@foyer/sdk/protocol'
import type { AllocationRecord, GreetingsRecord, KeywordRule, Part, RepliesRecord, ReplyRules } from '@foyer/sdk/protocol'
import { pdf, png } from '@foyer/server/files/testing/samples.ts'
import { changeSettings, openWindow, seesText, seesTexts, shareAgent, shareWorld, until, untilEqual, write } from './harness/index.ts'
import type { Agent, View } from './harness/index.ts'

const says = (text: string): readonly Part[] => [{ type: 'text', text }]
const RULE: KeywordRule = { id: 'prices', name: 'Prices', keywords: ['how much'], matching: 'contains', isOn: true, speaksWhenHeld: false, answer: { parts: says('Our prices stand at every tour.') } }
const WELCOME = 'A machine has read this, and somebody will be with you.'
const PARDON = 'That is too much for a machine.'

/** Each text with the name that stands above it, as the window shows them. */
const saidIn = ({ root }: View) =>
  root.locator('.message[data-key]').evaluateAll((rows) => rows.map((row) => [row.querySelector('.message-name')?.textContent ?? '', row.querySelector('.message-text')?.textContent ?? '']))

/** Changes what is said by itself, as the owner does. */
function sayings(owner: Agent) {
  return {
    greet: (online: string) => changeSettings<GreetingsRecord>(owner, ALLOCATION_API.greetings, ({ agents: _agents, ...before }) => ({ ...before, workspace: { online, offline: '' } })),
    reply: (changed: Partial<ReplyRules>) => changeSettings<RepliesRecord>(owner, ALLOCATION_API.replies, (before) => ({ ...before, ...changed })),
  }
}

const MACHINES = { rules: [RULE], first: { isOn: true, answer: { parts: says(WELCOME) } }, noMatch: { isOn: true, answer: { parts: says(PARDON) } } }
const SILENT = { isOn: false, answer: { parts: [] } }

describe('what a workspace says by itself, with an agent there', () => {
  const world = shareWorld()
  const olivia = shareAgent(world, 'olivia')
  const ann = shareAgent(world, 'ann')
  const { greet, reply } = sayings(olivia)

  it('GR-1 AR-1 a keyword’s reply and the agent’s greeting stand in the window, and answer nobody', async () => {
    await greet('Welcome aboard, I am {agent}.')
    await reply({ rules: [RULE], first: SILENT, noMatch: SILENT })
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open('/tours'))
    await write(window, 'How  MUCH is Kumano?')
    await untilEqual('the window shows both, and from whom they are', async () => [
      await saidIn(window),
      [['', 'How  MUCH is Kumano?'], ['Automatic reply', 'Our prices stand at every tour.'], ['Ann', 'Welcome aboard, I am Ann.']],
    ])
    const [automatic] = (await visitor.fetch()).heads
    assert.deepEqual([automatic?.isAnswered, typeof automatic?.awaitingAgentSince], [undefined, 'number'], 'the visitor goes on waiting for a human')

    await ann.row('Welcome aboard, I am Ann.').locator('.item-time .unseen', { hasText: /^waiting/ }).waitFor()
    const desk = await ann.take('Welcome aboard, I am Ann.')
    await seesTexts(desk, ['How  MUCH is Kumano?', 'Our prices stand at every tour.', 'Welcome aboard, I am Ann.'])
    const howWasIt = desk.root.getByRole('button', { name: 'Ask how it was' })
    assert.equal(await howWasIt.count(), 0, 'there is nothing to rate yet')

    await write(window, 'How much, please?')
    await seesText(desk, 'How much, please?')
    await write(desk, 'It is 890.')
    await seesText(window, 'It is 890.')
    await howWasIt.waitFor()
    await until('nobody waits any more', () => ann.row('It is 890.').locator('.item-time .unseen').count(), (count) => count === 0)
    const { heads, messages } = await visitor.fetch()
    assert.deepEqual(messages.slice(3).map(({ text }) => text), ['How much, please?', 'It is 890.'], 'a human holds it: the rule is silent, and who has greeted does not greet again')
    assert.deepEqual([heads[0]?.isAnswered, heads[0]?.awaitingAgentSince], [true, undefined], 'what she writes herself does answer')
  })

  it('AR-1 a picture and a material that the owner puts into an answer stand in the window and at the desk', async () => {
    await greet('')
    await reply({ rules: [RULE], first: SILENT, noMatch: SILENT })
    const page = await olivia.context.newPage()
    await page.goto(new URL('#settings=replies', olivia.page.url()).href)
    await page.getByRole('button', { name: /^Prices/, expanded: false }).click()
    await page.locator('.rule.is-open .files-field input[type=file]').setInputFiles([
      { name: 'boat.png', mimeType: 'image/png', buffer: await png(120, 80) },
      { name: 'prices.pdf', mimeType: 'application/pdf', buffer: pdf() },
    ])
    const isDrawn = (picture: ReturnType<typeof page.locator>) => () => picture.evaluateAll((all) => all.some((one) => (one as HTMLImageElement).naturalWidth > 0))
    await until('the preview shows the picture', isDrawn(page.locator('.answer-fields .insert-window img[alt="boat.png"]')), Boolean)
    await page.getByRole('textbox', { name: 'A visitor writes' }).fill('How much?')
    await until('the test box shows it', isDrawn(page.locator('.test-box .insert-window img[alt="boat.png"]')), Boolean)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('All changes saved').waitFor()
    await page.close()

    const visitor = await world.visitor()
    const shop = await visitor.open('/tours')
    const window = await openWindow(shop)
    await write(window, 'How much is the boat?')
    const desk = await ann.take('Our prices stand at every tour.')
    for (const view of [window, desk]) await until(`${view.name} shows the picture`, isDrawn(view.root.locator('.part-picture img[alt="boat.png"]')), Boolean)
    const [file] = await Promise.all([shop.waitForEvent('download'), window.root.getByRole('link', { name: 'Download prices.pdf' }).click()])
    assert.deepEqual(await readFile(await file.path()), Buffer.from(pdf()))
  })

  it('AR-3 a word for a human comes before all rules, and leads to one', async () => {
    await greet('')
    await reply(MACHINES)
    const texts = async (said: string, shown: readonly string[]) => {
      const visitor = await world.visitor()
      const window = await openWindow(await visitor.open('/tours'))
      await write(window, said)
      await window.root.getByRole('heading', { name: 'Ann' }).waitFor()
      await seesTexts(window, shown)
      const { heads, messages } = await visitor.fetch()
      assert.deepEqual(heads.map(({ state }) => state.status === 'held' && state.agent.name), ['Ann'])
      assert.deepEqual(messages.map(({ text }) => text), shown)
    }
    await texts('Hello there', ['Hello there', WELCOME])
    await texts('How much is it to talk to someone?', ['How much is it to talk to someone?'])
  })
})

describe('what a workspace says by itself, with nobody there', () => {
  const world = shareWorld()
  const olivia = shareAgent(world, 'olivia')

  it('AR-3 who asks for a human while waiting keeps the place, and gets the first who comes', async () => {
    await sayings(olivia).reply(MACHINES)
    await changeSettings<AllocationRecord>(olivia, ALLOCATION_API.allocation, ({ revision, ...rules }) => ({ revision, rules: { ...rules, whenNoneCanReceive: 'queue' } }))
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open('/tours'))
    for (const said of ['Hello there', 'How much is a human?', 'And the boat?']) {
      await write(window, said)
      await until('it has arrived', () => visitor.fetch(), ({ messages }) => messages.some(({ text }) => text === said))
    }
    const shown = ['Hello there', WELCOME, 'How much is a human?', 'And the boat?', PARDON]
    await seesTexts(window, shown)
    const [waiting] = (await visitor.fetch()).heads
    assert.partialDeepStrictEqual(waiting?.state, { status: 'waiting', reason: 'queue' })

    const ann = await world.agent('ann')
    await window.root.getByRole('heading', { name: 'Ann' }).waitFor()
    const desk = await ann.take(PARDON)
    await seesTexts(desk, shown)
    await write(window, 'Are you human?')
    await seesText(desk, 'Are you human?')
    await write(desk, 'Quite.')
    await seesText(window, 'Quite.')
    const { heads, messages } = await visitor.fetch()
    assert.deepEqual(messages.map(({ text }) => text), [...shown, 'Are you human?', 'Quite.'])
    assert.deepEqual(heads.map(({ state }) => state.status === 'held' && state.agent.name), ['Ann'], 'who has a human keeps that one')
  })
})
