/** The main job: a visitor on a page talks with an agent at the desk. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { composerIn, launcherIn, openWindow, openWorld, seesStatus, seesText, seesTexts, shareAgent, shareWorld, textsIn, until, untilEqual, windowIn, write } from './harness/index.ts'

describe('a visitor on a page and an agent at the desk', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  it('CW-7 talk with one another, and each sees how far the own message has come', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)

    world.wire.holdAnswers()
    await write(window, 'Is there room in the Lofoten in May?')
    await seesStatus(window, 'Sending')
    world.wire.flow()
    // The desk is there and has received it, but nobody has looked at it yet.
    await seesStatus(window, 'Delivered')
    const desk = await ann.take('Is there room in the Lofoten')
    await seesTexts(desk, ['Is there room in the Lofoten in May?'])
    await seesStatus(window, 'Read')

    // The visitor goes through a tunnel while the agent answers.
    world.wire.cut()
    await write(desk, 'Two places are left. Shall I hold them for you?')
    await seesStatus(desk, 'Sent')
    world.wire.mend()
    await seesTexts(window, ['Is there room in the Lofoten in May?', 'Two places are left. Shall I hold them for you?'])
    await seesStatus(desk, 'Read')
    assert.equal(await window.root.getByRole('heading', { name: 'Ann' }).count(), 1, 'the window says who answers')
    assert.deepEqual(visitor.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })

  it('CW-7 a message is sent before anybody has received it', async () => {
    const deserted = await openWorld({ browser: world.browser })
    try {
      const visitor = await deserted.visitor()
      const window = await openWindow(await visitor.open('/contact'))
      await write(window, 'Is anybody there?')
      await seesStatus(window, 'Sent')
      // With nobody at a desk the lot decides (AL-4), and that agent finds it on coming in.
      await until('the window says that nobody is there', () => window.root.innerText(), (text) => text.includes('Away for the moment'))
      const who = await window.root.getByRole('heading').first().innerText()
      const agent = await deserted.agent(who === 'Ann' ? 'ann' : 'ben')
      const desk = await agent.take('Is anybody there?')
      await seesStatus(window, 'Read')
      await write(desk, 'Now there is.')
      await seesText(window, 'Now there is.')
      assert.equal((await visitor.fetch()).heads.length, 1, 'the waiting conversation was taken up')
    } finally {
      await deserted.close()
    }
  })

  it('CW-8 each side sees that the other is typing, and that it has stopped', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open('/tours/kumano-on-foot'))
    await write(window, 'I would like to walk.')
    const desk = await ann.take('I would like to walk.')

    await composerIn(window).pressSequentially('For eight days, wi')
    await desk.root.getByRole('img', { name: /is typing$/ }).waitFor()
    await composerIn(window).fill('')
    await desk.root.getByRole('img', { name: /is typing$/ }).waitFor({ state: 'detached' })

    await composerIn(desk).pressSequentially('Alone or with')
    await window.root.getByRole('img', { name: 'Ann is typing' }).waitFor()
    await write(desk, 'Alone or with others?')
    await seesText(window, 'Alone or with others?')
    await window.root.getByRole('img', { name: 'Ann is typing' }).waitFor({ state: 'detached' })
  })

  it('CW-9 an answer that comes while the window is closed stands on the button until it is read, in all tabs', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Please tell me when you know.')
    const desk = await ann.take('Please tell me when you know.')
    await seesStatus(window, 'Read')
    await page.keyboard.press('Escape')
    await window.root.waitFor({ state: 'hidden' })
    const second = await visitor.open('/contact')

    await write(desk, 'We know now.')
    for (const tab of [page, second]) await tab.getByRole('button', { name: 'Chat with us, 1 new message' }).waitFor()
    assert.equal(await launcherIn(page).locator('b').innerText(), '1')
    await seesStatus(desk, 'Delivered')

    await launcherIn(page).click()
    await seesText(window, 'We know now.')
    for (const tab of [page, second]) await tab.getByRole('button', { name: 'Chat with us', exact: true }).waitFor()
    await seesStatus(desk, 'Read')
  })

  it('AL-13 the agent ends, and the next message starts a new conversation in the same thread', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Thank you, that was all.')
    const desk = await ann.take('Thank you, that was all.')
    await desk.root.getByRole('button', { name: 'End conversation' }).click()
    await ann.page.getByRole('group').or(ann.page.getByRole('dialog')).getByRole('button', { name: 'End conversation' }).last().click()
    await until('the window says that it has ended', () => window.root.innerText(), (text) => text.includes('This conversation has ended'))
    await ann.page.getByRole('tab', { name: /^Ended/ }).click()
    await ann.row('Thank you, that was all.').waitFor()
    await ann.page.getByRole('tab', { name: /^Mine/ }).click()

    await write(window, 'One more thing, though.')
    const next = await ann.take('One more thing, though.')
    await seesText(next, 'One more thing, though.')
    await seesTexts(window, ['Thank you, that was all.', 'One more thing, though.'])

    const { heads, messages } = await visitor.fetch()
    assert.deepEqual(heads.map(({ state }) => state.status), ['ended', 'held'])
    assert.deepEqual(messages.map(({ text }) => text), ['Thank you, that was all.', 'One more thing, though.'])
  })

  it('CW-5 shows hostile text as text, on both sides', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const dialogs: string[] = []
    for (const one of [page, ann.page]) {
      one.on('dialog', (dialog) => {
        dialogs.push(dialog.message())
        void dialog.dismiss()
      })
    }
    const window = await openWindow(page)
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '<script>alert(2)</script>',
      '"><svg onload=alert(3)>',
      'javascript:alert(4) and data:text/html,<b>5</b>',
      '\u202Emoc.live\u202C is not what it seems',
      'zero\u200Dwidth\u200Djoiners and \u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
      'w'.repeat(900),
      '\u0301'.repeat(120) + 'z',
      '{{constructor.constructor("alert(6)")()}} ${alert(7)} %00',
    ]
    for (const text of hostile) await write(window, text)
    await seesTexts(window, hostile)
    const desk = await ann.take('constructor.constructor')
    await seesTexts(desk, hostile)
    for (const text of hostile) await write(desk, `Back to you: ${text}`)
    const both = [...hostile, ...hostile.map((text) => `Back to you: ${text}`)]
    await seesTexts(window, both)
    await seesTexts(desk, both)
    await seesStatus(desk, 'Read')

    for (const view of [window, desk]) {
      const made = view.root.locator('.message-text :is(img, svg, script, b), .message-text a[href^="javascript:"], .message-text a[href^="data:"]')
      assert.equal(await made.count(), 0, `${view.name} makes no element of text`)
      const wide = await view.root.locator('.thread-scroller').evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth)
      assert.equal(wide, 0, `${view.name} is not made wider by a long word`)
    }
    const listed = await ann.page.locator('.list').evaluate((list) => list.querySelectorAll('img, script').length)
    assert.equal(listed, 0, 'nor does the list')
    assert.deepEqual(dialogs, [])
  })

  it('CW-11 the desk shows after a restart of the server what a fresh load shows', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open('/tours'))
    await write(window, 'Before the restart.')
    const desk = await ann.take('Before the restart.')
    await seesStatus(window, 'Read')

    await world.server.stop()
    await write(desk, 'Written while it is away.')
    await write(window, 'Me too.')
    await world.server.start()

    await until('both are through', () => visitor.fetch(), ({ messages }) => messages.length === 3)
    await until('the desk has all three', () => textsIn(desk), (texts) => texts.length === 3)
    await seesStatus(desk, 'Read')
    await until('the line of the desk is back', () => ann.page.locator('.line-state').count(), (count) => count === 0)
    const fresh = await ann.context.newPage()
    await fresh.goto(ann.page.url())
    await fresh.locator('main.conversation .message-text').first().waitFor()
    await untilEqual('the desk that lived through it shows what a fresh load shows', async () => [await shownAtDesk(ann.page), await shownAtDesk(fresh)])
    await fresh.close()
  })

  it('CW-9 remembers over pages that the window was open, and what stood in the composer', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await composerIn(window).fill('Half a sent')
    await page.goto(`${world.site}/contact`)
    await until('the draft is there again', () => composerIn(windowIn(page)).inputValue(), (text) => text === 'Half a sent')
  })
})

/** Everything that a member reads there, but for how long ago it was. */
async function shownAtDesk(page: Page) {
  const rows = await page.getByRole('option').evaluateAll((options) =>
    options.map((row) => ({
      id: row.id,
      isOpen: row.classList.contains('is-open'),
      said: ['.item-name', '.item-text', '.badge'].map((part) => row.querySelector(part)?.textContent ?? ''),
      at: Number(row.getAttribute('aria-posinset')),
    })),
  )
  return {
    tabs: await page.getByRole('tab').allInnerTexts(),
    rows: rows.toSorted((one, other) => one.at - other.at),
    head: await page.locator('.conversation-who').allInnerTexts(),
    thread: await page.locator('main.conversation').locator('.thread-note, .message-text, .message-status').allInnerTexts(),
  }
}
