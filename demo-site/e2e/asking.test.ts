/** What a visitor can ask of the window, with a server behind it: a rating, a transcript, their data, and to be forgotten (CW-15). */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { openWindow, seesText, seesTexts, shareAgent, shareWorld, textsIn, until, write } from './harness/index.ts'
import type { View } from './harness/index.ts'

describe('CW-15 the menu of the window', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  const choose = async ({ root }: View, entry: string) => {
    await root.getByRole('button', { name: 'More options' }).click()
    await root.getByRole('menuitem', { name: entry }).click()
  }

  async function talked(question: string) {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, question)
    const desk = await ann.take(question)
    await write(desk, `About ${question.toLowerCase()}: yes.`)
    await seesText(window, `About ${question.toLowerCase()}: yes.`)
    return { visitor, page, window, desk }
  }

  it('SV-1 asks how it was at the end, takes an answer and another one, and notes both', async () => {
    const { window } = await talked('Room for two')
    await choose(window, 'End conversation')
    await window.root.getByRole('button', { name: 'End it' }).click()
    await window.root.getByRole('radio', { name: 'Good (4/5)', exact: true }).check()
    await window.root.getByRole('textbox', { name: /What should we know/ }).fill('Quick and kind.')
    await window.root.getByRole('button', { name: 'Send rating' }).click()
    await window.root.getByText('Thank you for your rating!').first().waitFor()
    await window.root.locator('.thread-note', { hasText: 'You rated this conversation 4 of 5' }).waitFor()
    await window.root.getByRole('button', { name: 'Change rating' }).click()
    await window.root.getByRole('radio', { name: 'Very good (5/5)' }).check()
    await window.root.getByRole('button', { name: 'Send rating' }).click()
    await window.root.locator('.thread-note', { hasText: 'You rated this conversation 5 of 5' }).waitFor()
  })

  it('gives the transcript and the data as files', async () => {
    const { page, window } = await talked('Room for three')
    for (const [entry, button, name, content] of [
      ['Get a transcript', 'Download it', /^chat-\d{4}-\d\d-\d\d\.txt$/, 'Room for three'],
      ['Your data', 'Download my data', /^chat-data-\d{4}-\d\d-\d\d\.json$/, 'Room for three'],
    ] as const) {
      await choose(window, entry)
      const [file] = await Promise.all([page.waitForEvent('download'), window.root.getByRole('button', { name: button }).click()])
      assert.match(file.suggestedFilename(), name)
      assert.ok((await readFile(await file.path(), 'utf8')).includes(content), entry)
      await window.root.getByRole('button', { name: 'Close', exact: true }).click()
    }
  })

  it('deletes everything on the second yes, and begins with a stranger', async () => {
    const { visitor, page, window } = await talked('Room for four')
    const before = await page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('foyer:visitor'))?.[1])
    await choose(window, 'Your data')
    await window.root.getByRole('button', { name: 'Delete my data' }).click()
    assert.deepEqual(await textsIn(window), ['Room for four', 'About room for four: yes.'])
    await window.root.getByRole('button', { name: 'Delete everything' }).click()
    await until('the browser has another key', () => page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('foyer:visitor'))?.[1]), (now) => now !== undefined && now !== before)
    const fresh = await openWindow(page)
    await seesTexts(fresh, [])
    await write(fresh, 'Hello, as a stranger')
    await seesTexts(fresh, ['Hello, as a stranger'])
    assert.deepEqual(visitor.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })
})
