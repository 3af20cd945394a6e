/** A conversation goes from one agent to another, and agents speak among themselves about it (AL-14): at two desks and in the visitor's window. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ALLOCATION_API } from '@foyer/sdk/protocol'
import type { AllocationRecord, AllocationRules } from '@foyer/sdk/protocol'
import { changeSettings, composerIn, deskIn, openWindow, seesText, shareAgent, shareWorld, textsIn, until, windowIn, write } from './harness/index.ts'
import type { Agent, View, Visitor } from './harness/index.ts'

const NOTE = 'They know the boat by heart.'
const BRIEF = 'Wants the quiet side (brief-7431).'

/** Everything that comes over the WebSockets of the pages that this visitor opens from now on. */
function framesOf({ context }: Visitor): readonly string[] {
  const frames: string[] = []
  context.on('page', (page) => page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload)))))
  return frames
}

const saysIn = (view: View, text: string) => until(`${view.name} says ${JSON.stringify(text)}`, () => view.root.innerText(), (shown) => shown.includes(text))
const heading = ({ root }: View, name: string) => root.getByRole('heading', { name })

describe('a conversation that goes from one agent to another', () => {
  const world = shareWorld()
  const olivia = shareAgent(world, 'olivia')
  const agents = { Ann: shareAgent(world, 'ann'), Ben: shareAgent(world, 'ben') }

  const setHandover = (handover: AllocationRules['handover']) =>
    changeSettings<AllocationRecord>(olivia, ALLOCATION_API.allocation, ({ revision, ...rules }) => ({ revision, rules: { ...rules, handover } }))

  /** A visitor with a question, and whoever of the two has received it, who has answered. */
  async function talk(question: string) {
    const visitor = await world.visitor()
    const frames = framesOf(visitor)
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, question)
    const { heads } = await until('somebody holds it', () => visitor.fetch(), ({ heads: [head] }) => head?.state.status === 'held')
    const name = heads[0]?.state.status === 'held' && heads[0].state.agent.name === 'Ann' ? 'Ann' : 'Ben'
    const otherName = name === 'Ann' ? 'Ben' : 'Ann'
    const [holder, other] = [agents[name], agents[otherName]]
    await holder.page.getByRole('tab', { name: /^Mine/ }).click()
    const desk = await holder.take(question)
    const answer = `Let me see about: ${question}`
    await write(desk, answer)
    await seesText(window, answer)
    return { visitor, frames, page, window, answer, desk, holder, other, name, otherName }
  }

  async function handOver({ page }: Agent, to: string, confirm: string) {
    await page.getByRole('button', { name: 'Hand over', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Hand this conversation over' })
    await dialog.getByRole('radio', { name: new RegExp(to) }).check()
    await dialog.getByRole('textbox', { name: /^A word to the visitor/ }).fill(NOTE)
    await dialog.getByRole('textbox', { name: /^A word to who takes over/ }).fill(BRIEF)
    await dialog.getByRole('button', { name: confirm, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  it('AL-14 the visitor agrees, and the colleague holds it from then on', async () => {
    await setHandover('visitor')
    const { visitor, frames, window, answer, desk, holder, other, name, otherName } = await talk('Which cabin is quiet?')
    await handOver(holder, otherName, 'Ask the visitor')
    await saysIn(window, NOTE)
    await saysIn(desk, `is being asked whether ${otherName} may take over`)
    assert.equal(await heading(window, name).count(), 1, 'until there is an answer it stays where it is')
    assert.equal(await other.row(answer).count(), 0, 'and is none of the colleague’s business')

    await window.root.getByRole('button', { name: 'Yes, gladly' }).click()
    await heading(window, otherName).waitFor()
    await holder.page.getByText(`${otherName} has it now`).waitFor()
    const taken = await other.take(answer)
    await saysIn(taken, BRIEF)
    await write(taken, 'Number seven.')
    await seesText(window, 'Number seven.')
    assert.equal((await window.root.innerText()).includes(BRIEF), false, 'what the colleague is told is not for the visitor')
    assert.doesNotMatch(frames.join('\n'), /brief-7431/)
    const { heads } = await visitor.fetch()
    assert.deepEqual(heads.map(({ state }) => state.status === 'held' && state.agent.name), [otherName])
  })

  it('AL-14 the colleague who is asked accepts at the desk, and the visitor is never asked', async () => {
    await setHandover('colleague')
    const { frames, window, answer, desk, holder, other, name, otherName } = await talk('Is the harbour far?')
    await handOver(holder, otherName, 'Ask')
    await saysIn(desk, `Asked to take over: ${otherName}`)
    await other.row(answer).click()
    const asked = other.page.getByRole('group', { name: 'Asked of you' })
    await asked.getByText(`${name} asks you to take this conversation over`).waitFor()
    await saysIn(deskIn(other.page), BRIEF)
    assert.equal(await heading(window, name).count(), 1, 'until there is an answer it stays where it is')
    assert.equal((await textsIn(window)).includes(NOTE), false, 'nor is the visitor told')

    await asked.getByRole('button', { name: 'Take over', exact: true }).click()
    await heading(window, otherName).waitFor()
    await seesText(window, NOTE)
    await holder.page.getByText(`${otherName} has it now`).waitFor()
    const taken = deskIn(other.page)
    await composerIn(taken).waitFor()
    await write(taken, 'Five minutes on foot.')
    await seesText(window, 'Five minutes on foot.')
    const wire = frames.join('\n')
    assert.match(wire, /Five minutes on foot/)
    assert.doesNotMatch(wire, /transfer-asked|transfer-answered|brief-7431/, 'nothing of what agents ask each other comes to the visitor')
  })

  it('AL-14 the owner takes over, whoever holds it, and nobody is asked', async () => {
    const { visitor, window, answer, holder, other } = await talk('Who is in charge here?')
    await olivia.page.getByRole('tab', { name: /^All/ }).click()
    await olivia.row(answer).click()
    await olivia.page.getByRole('button', { name: 'Take over', exact: true }).click()
    const question = olivia.page.getByRole('dialog', { name: 'Take this conversation over?' })
    await question.getByRole('button', { name: 'Take over', exact: true }).click()
    await heading(window, 'Olivia').waitFor()
    await holder.page.getByText('Olivia has it now').waitFor()
    for (const agent of [holder, other]) await until('it is no longer in the list', () => agent.row(answer).count(), (count) => count === 0)

    const taken = deskIn(olivia.page)
    await write(taken, 'I am.')
    await seesText(window, 'I am.')
    await write(window, 'Good to know.')
    await seesText(taken, 'Good to know.')
    const { heads } = await visitor.fetch()
    assert.deepEqual(heads.map(({ state }) => state.status === 'held' && state.agent.name), ['Olivia'])
  })

  it('AL-14 a whisper shows at both desks, and never on the visitor’s page nor on its wire', async () => {
    const { visitor, frames, page, window, answer, desk, holder, name } = await talk('May I pay in June?')
    await olivia.page.getByRole('tab', { name: /^All/ }).click()
    await olivia.row(answer).click()
    const beside = deskIn(olivia.page, 'the desk beside')

    const ownSwitch = holder.page.getByRole('checkbox', { name: 'Only colleagues see this' })
    await ownSwitch.check()
    await write(desk, 'Shall I let them? (whisper-8642)')
    await beside.root.locator('.whisper', { hasText: 'whisper-8642' }).getByText(`${name}, to colleagues only`).waitFor()
    // Somebody who does not hold it cannot but whisper.
    await beside.root.getByText('To answer the visitor, take over.').waitFor()
    await write(beside, 'Yes, do. (whisper-8642)')
    for (const view of [desk, beside]) {
      await until(`${view.name} shows both whispers`, () => view.root.locator('.whisper-text').allInnerTexts(), (texts) => texts.length === 2 && texts.every((text) => text.includes('whisper-8642')))
    }
    await ownSwitch.uncheck()
    await write(desk, 'Gladly, in June.')
    await seesText(window, 'Gladly, in June.')

    assert.doesNotMatch(await window.root.innerText(), /whisper-8642|to colleagues only/)

    // What came as it happened, and what a page fetches that has just come.
    await page.close()
    const again = await visitor.open('/contact')
    await seesText(windowIn(again), 'Gladly, in June.')
    assert.doesNotMatch(await windowIn(again).root.innerText(), /whisper-8642|to colleagues only/)
    const told = frames.filter((frame) => frame.includes('Gladly, in June.'))
    assert.ok(told.length >= 2, 'what is said to the visitor comes over the wire, to both pages')
    assert.doesNotMatch(frames.join('\n'), /whisper/)
    assert.doesNotMatch(JSON.stringify(await visitor.fetch()), /whisper/)
  })
})
