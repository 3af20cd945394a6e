/** What an agent does at the desk besides writing, with a server and a visitor behind it (CW-5, CW-6, CW-8, CW-12, CW-15, AL-14, SV-1). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { pdf, png } from '@foyer/server/files/testing/samples.ts'
import { composerIn, conversationAt, deskIn, openWindow, openWorld, seesText, shareAgent, shareWorld, textsIn, until, windowIn, write } from './harness/index.ts'
import type { Agent, View, World } from './harness/index.ts'

const has = (view: View, what: string, selector: string) => until(`${view.name} has ${what}`, () => view.root.locator(selector).count(), (count) => count > 0)

/** A visitor with a question, and an agent who answers it. */
async function talk(world: World, agent: Agent, question: string) {
  const visitor = await world.visitor()
  const page = await visitor.open('/tours')
  const window = await openWindow(page)
  await write(window, question)
  const desk = await agent.take(question)
  await write(desk, `Let me see about: ${question}`)
  await seesText(window, `Let me see about: ${question}`)
  return { visitor, page, window, desk }
}

describe('the desk, with a visitor at the other end', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  const deskButton = (name: string) => ann.page.getByRole('button', { name, exact: true })
  const talked = (question: string) => talk(world, ann, question)

  async function insert(what: string) {
    await deskButton('Insert').click()
    await ann.page.getByRole('menuitem', { name: what }).click()
    return ann.page.getByRole('dialog', { name: what })
  }

  it('CW-5 sends a picture and a document, and both sides see and get them', async () => {
    const { page, window, desk } = await talked('A picture of the boat?')
    await desk.root.locator('.composer input[type=file]').setInputFiles([
      { name: 'boat.png', mimeType: 'image/png', buffer: await png(120, 80) },
      { name: 'plan.pdf', mimeType: 'application/pdf', buffer: pdf() },
    ])
    await has(desk, 'both files above the field', '.chip + .chip')
    await write(desk, 'Here it is, with the plan.')
    await seesText(window, 'Here it is, with the plan.')
    for (const view of [window, desk]) {
      await until(`${view.name} shows the picture`, () => view.root.locator('.part-picture img, .part-picture canvas').evaluateAll((pictures) => pictures.some((picture) => (picture as HTMLImageElement).naturalWidth > 0 || picture.clientWidth > 0)), Boolean)
    }
    const [file] = await Promise.all([page.waitForEvent('download'), window.root.getByRole('link', { name: 'Download plan.pdf' }).click()])
    assert.deepEqual(await readFile(await file.path()), Buffer.from(pdf()))
  })

  it('CW-6 asks by buttons and by a form, and finds the answers in the thread and on the card', async () => {
    const { window, desk } = await talked('Which day is best?')
    const choices = await insert('Quick replies')
    await choices.getByRole('textbox', { name: /What you say with it/ }).fill('Which day suits you?')
    await choices.getByRole('textbox', { name: 'Button, 1' }).fill('12 June')
    await choices.getByRole('textbox', { name: 'Button, 2' }).fill('14 June')
    await choices.getByRole('button', { name: 'Send', exact: true }).click()
    await window.root.getByRole('button', { name: '14 June' }).click()
    await has(desk, 'what was chosen', '.choice-chosen:has-text("14 June")')

    const form = await insert('Form')
    await form.getByRole('textbox', { name: /^Heading/ }).fill('For the booking')
    await form.getByRole('button', { name: 'Send', exact: true }).click()
    await window.root.getByRole('textbox', { name: 'Your name' }).fill('Ida Berg')
    await window.root.getByRole('textbox', { name: 'Your e-mail address' }).fill('ida@berg.example')
    await window.root.getByRole('button', { name: 'Send answers' }).click()
    await has(desk, 'the answers', '.answers dd:has-text("ida@berg.example")')
    await until('the card knows who this is', () => ann.page.locator('.visitor-card').innerText(), (text) => text.includes('Ida Berg') && text.includes('ida@berg.example'))
  })

  it('CW-6 sends cards and a colleague’s contact', async () => {
    const { window } = await talked('Who does the bookings?')
    const cards = await insert('Cards')
    await cards.getByRole('textbox', { name: /^Title/ }).fill('Lofoten')
    await cards.getByRole('button', { name: 'Add a button' }).click()
    await cards.getByRole('textbox', { name: 'Words on the button' }).fill('I want this one')
    await cards.getByRole('button', { name: 'Send', exact: true }).click()
    await window.root.getByRole('button', { name: 'I want this one' }).click()
    await seesText(window, 'I want this one')

    const contact = await insert('Contact card')
    await contact.getByRole('textbox', { name: /^Phone/ }).fill('+44 20 7946 0958')
    await contact.getByRole('button', { name: 'Send', exact: true }).click()
    await has(window, 'a way to call', '.contact-way[href="tel:+442079460958"]')
  })

  it('SV-1 asks how it was, and hears it', async () => {
    const { window, desk } = await talked('How do I pay?')
    await deskButton('Ask how it was').click()
    await window.root.getByRole('radio', { name: 'Very good (5/5)' }).check()
    await window.root.getByRole('button', { name: 'Send rating' }).click()
    await has(desk, 'the rating', '.conversation-head .rating:has-text("5")')
  })

  it('CW-12 writes to somebody who has left, goes along, and is read on the next visit', async () => {
    const { visitor, page, desk } = await talked('When are the new dates out?')
    const before = conversationAt(ann)
    await page.close()
    await deskButton('End conversation').click()
    await ann.page.getByRole('dialog').getByRole('button', { name: 'End conversation' }).click()
    await ann.page.getByText('This conversation has ended').first().waitFor()
    await ann.page.getByRole('textbox', { name: /reachable until/ }).fill('They are out: 3 and 10 June.')
    await composerIn(desk).press('Enter')
    await until('the desk has gone along', () => conversationAt(ann), (id) => id !== before)
    await seesText(deskIn(ann.page), 'They are out: 3 and 10 June.')
    assert.equal(await ann.page.getByRole('button', { name: 'End conversation' }).isVisible(), true)
    // It was left open, and opens by itself.
    const again = windowIn(await visitor.open('/tours'))
    await seesText(again, 'They are out: 3 and 10 June.')
    await write(again, 'The tenth, please.')
    await seesText(deskIn(ann.page), 'The tenth, please.')
  })

  it('says nothing to the browser’s console, and asks nothing that its policy forbids', () => {
    assert.deepEqual(ann.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })
})

describe('the desk, with colleagues beside it', () => {
  let world: World
  let ann: Agent
  // A colleague who is there receives too: each talk begins before they come.
  beforeEach(async () => {
    world = await openWorld()
    ann = await world.agent('ann')
  })
  afterEach(() => world?.close())

  it('AL-14 hands over to a colleague when the visitor agrees, and not before', async () => {
    const { window, desk } = await talk(world, ann, 'Which cabin is quiet?')
    const ben = await world.agent('ben')
    const ask = async () => {
      await ann.page.getByRole('button', { name: 'Hand over', exact: true }).click()
      const dialog = ann.page.getByRole('dialog', { name: 'Hand this conversation over' })
      await dialog.getByRole('radio', { name: /Ben/ }).check()
      await dialog.getByRole('textbox', { name: /^A word to the visitor/ }).fill('He knows the boat.')
      await dialog.getByRole('button', { name: 'Ask the visitor' }).click()
    }
    await ask()
    await window.root.getByRole('button', { name: 'No, thank you' }).click()
    await has(desk, 'the answer', '.thread-note:has-text("would rather stay")')
    await ask()
    await window.root.getByRole('button', { name: 'Yes, gladly' }).click()
    await ann.page.getByText(/has it now$/).waitFor()
    const bens = await ben.take('Let me see about: Which cabin is quiet?')
    await write(bens, 'Number seven.')
    await seesText(window, 'Number seven.')
  })

  it('CW-8 shows what is being written where the workspace shows it', async () => {
    const { page, desk } = await talk(world, ann, 'May I bring a dog?')
    const olivia = await world.agent('olivia')
    await olivia.page.evaluate(async () => {
      const { value } = await (await fetch('/api/window')).json()
      const { revision, canMail: _canMail, ...rules } = value
      const answer = await fetch('/api/window', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ revision, rules: { ...rules, showsTyping: true } }) })
      if (!answer.ok) throw new Error(await answer.text())
    })
    const shown = windowIn(page)
    await shown.root.getByText('We can see what you write').waitFor()
    await composerIn(shown).pressSequentially('She is very small')
    await has(desk, 'what is written so far', '.typing-preview p:has-text("She is")')
    await composerIn(shown).press('Enter')
    await seesText(desk, 'She is very small')
    await until('the preview is gone', () => desk.root.locator('.typing-preview').count(), (count) => count === 0)
  })

  it('CW-15 exports what is kept of a visitor, and deletes it for good', async () => {
    const { page } = await talk(world, ann, 'Please forget me afterwards')
    const olivia = await world.agent('olivia')
    await olivia.page.getByRole('tab', { name: /^All/ }).click()
    await olivia.take('Let me see about: Please forget me afterwards')
    const id = conversationAt(olivia)
    const [file] = await Promise.all([olivia.page.waitForEvent('download'), olivia.page.getByRole('button', { name: 'Export data' }).click()])
    assert.ok((await readFile(await file.path(), 'utf8')).includes('Please forget me afterwards'))
    await olivia.page.getByRole('button', { name: 'Delete data' }).click()
    await olivia.page.getByRole('button', { name: 'Delete for good' }).click()
    await olivia.page.getByText(/has been deleted/).waitFor()
    for (const agent of [olivia, ann]) await until('the row is gone', () => agent.page.locator(`#row-${id}`).count(), (count) => count === 0)
    await ann.page.getByText('This conversation is no longer here').waitFor()
    await page.reload()
    assert.ok(!(await textsIn(await openWindow(page))).includes('Please forget me afterwards'))
  })
})
