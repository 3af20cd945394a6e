/** The pages of the demo that show invitations, the menu and the survey do what they say, with the demo's workspace as it comes. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openWindow, seesText, shareAgent, shareWorld, windowIn, write } from './harness/index.ts'

/** Until an invitation may come (IV-6), and until the one for whoever stays does. What is asked of the server then has to be answered within a page's patience: no more passes at once. */
const CALM_MS = 11_000
const A_WHILE_MS = 2_000

describe('the demo’s pages on what a site offers', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  const invitationIn = (page: Page) => page.locator('foyer-invitation')
  /** On a page of the demo whose clock is set forward, past its first seconds. */
  async function calmPage(path: string) {
    const visitor = await world.visitor()
    await visitor.context.clock.install()
    const page = await visitor.open(path)
    await page.locator('foyer-round-button').first().waitFor()
    return { page, pass: (ms: number) => visitor.context.clock.runFor(ms), troubles: visitor.troubles }
  }

  it('IV-5 an event of the page brings an invitation, which the page hears of, and whose words begin the talk', async () => {
    const { page, pass, troubles } = await calmPage('/invitations')
    await page.getByRole('button', { name: 'I have compared two journeys' }).click()
    const happenings = page.locator('#happenings')
    await happenings.getByText('Foyer.track').waitFor()
    await pass(CALM_MS)
    await invitationIn(page).getByText('Torn between two?').waitFor()
    await happenings.getByText('invitation:shown').waitFor()
    await invitationIn(page).getByRole('button', { name: 'Chat now', exact: true }).click()
    await seesText(windowIn(page), 'Tell us about the last trip you loved. We are quite good at guessing the next one.')
    await happenings.getByText('invitation:accepted').waitFor()
    assert.deepEqual(troubles, [])
  })

  it('IV-5 who has declined is asked once more as somebody new', async () => {
    const { page, pass } = await calmPage('/invitations')
    await pass(CALM_MS)
    await pass(A_WHILE_MS)
    await invitationIn(page).getByRole('button', { name: 'No, thank you' }).click()
    await page.locator('#happenings').getByText('invitation:declined').waitFor()
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Come as somebody new' }).click()])
    await page.locator('foyer-round-button').first().waitFor()
    await pass(CALM_MS)
    await pass(A_WHILE_MS)
    await invitationIn(page).first().waitFor()
  })

  for (const [path, title] of [['/ar', 'أتودّ أن نتحدّث؟'], ['/zh', '想聊聊吗？']] as const) {
    it(`IV-9 asks on ${path} in the language of the page`, async () => {
      const { page, pass } = await calmPage(path)
      await page.locator('#be-asked').click()
      await pass(CALM_MS)
      await invitationIn(page).getByText(title).waitFor()
    })
  }

  it('MN-2 the menu stands in the page, and answers without anybody', async () => {
    const page = await (await world.visitor()).open('/menu')
    const chat = page.locator('foyer-chat')
    const press = (name: string) => chat.getByRole('button', { name, exact: true }).click()
    const said = chat.locator('.message-text')
    await press('What is it about?')
    await press('Our hours')
    await said.getByText('From Monday to Saturday, nine to six').waitFor()
    await press('What is it about?')
    await press('Journeys')
    await press('Kumano on foot')
    await chat.locator('.message').getByText('Nine days, from £2,640.').waitFor()
    await press('What is it about?')
    assert.equal(await chat.getByRole('link', { name: 'How to find us' }).getAttribute('href'), `${world.site}/contact`)
  })

  it('SV-2 the survey has reasons to choose from, and its page hears of the answer', async () => {
    const page = await (await world.visitor()).open('/survey')
    await page.getByText('What you answer, this page hears as well').waitFor()
    const window = await openWindow(page)
    await write(window, 'Is the bakery open?')
    const desk = await ann.take('Is the bakery open?')
    await write(desk, 'Until noon.')
    await seesText(window, 'Until noon.')
    await window.root.getByRole('button', { name: 'More options' }).click()
    await window.root.getByRole('menuitem', { name: 'End conversation' }).click()
    await window.root.getByRole('button', { name: 'End it' }).click()
    await window.root.getByRole('radio', { name: 'Very good (5/5)' }).check()
    await window.root.getByRole('checkbox', { name: 'Knew the place' }).check()
    await window.root.getByRole('button', { name: 'Send rating' }).click()
    await page.getByText('You gave us 5 of 5: knew the place. Thank you.').waitFor()
  })
})
