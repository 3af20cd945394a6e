/** Everyone can use it: by keyboard, with an input method, in their language, with a screen reader. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { composerIn, findings, launcherIn, openWindow, seesText, seesTexts, shareAgent, shareWorld, until, windowIn, write } from './harness/index.ts'

describe('CW-19 everyone can use the window', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  it('CW-19 by keyboard alone: open, write, send, close, and the focus is back where it was', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    await launcherIn(page).waitFor()
    const focused = () =>
      page.evaluate(() => {
        let element = document.activeElement
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
        return `${element?.localName ?? ''} ${element?.getAttribute('aria-label') ?? ''}`.trim()
      })
    // Backwards from the page's beginning is the shortest way to the last thing on it.
    await until('the button has the focus', async () => {
      await page.keyboard.press('Shift+Tab')
      return focused()
    }, (name) => name === 'button Chat with us')
    await page.keyboard.press('Enter')
    await composerIn(windowIn(page)).waitFor()
    await until('one can write at once', focused, (name) => name.startsWith('textarea'))
    await page.keyboard.type('With ten fingers.')
    await page.keyboard.press('Enter')
    await seesTexts(windowIn(page), ['With ten fingers.'])
    const desk = await ann.take('With ten fingers.')
    await write(desk, 'And I read it.')
    await seesText(windowIn(page), 'And I read it.')
    const said = page.locator('foyer-widget .thread [role=status]')
    await until('the answer is announced', () => said.allInnerTexts(), (texts) => texts.join().includes('And I read it.'))
    await page.keyboard.press('Escape')
    await windowIn(page).root.waitFor({ state: 'hidden' })
    assert.equal(await focused(), 'button Chat with us')
    await page.keyboard.press('Space')
    await until('and opens again', focused, (name) => name.startsWith('textarea'))
  })

  it('CW-4 Enter sends, Shift+Enter and Ctrl+Enter begin a new line', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    const composer = composerIn(window)
    await composer.pressSequentially('One')
    await composer.press('Shift+Enter')
    await composer.pressSequentially('Two')
    await composer.press('Control+Enter')
    await composer.pressSequentially('Three')
    assert.equal(await composer.inputValue(), 'One\nTwo\nThree')
    await composer.press('Enter')
    await seesTexts(window, ['One\nTwo\nThree'])
    assert.equal(await composer.inputValue(), '')
    await composer.press('Enter')
    await composer.fill('   ')
    await composer.press('Enter')
    await write(window, 'Four')
    await seesTexts(window, ['One\nTwo\nThree', 'Four'])
  })

  it('CW-4 the Enter that ends a composition does not send', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/zh')
    const window = await openWindow(page)
    await composerIn(window).focus()
    const input = await visitor.context.newCDPSession(page)
    await input.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 })
    // As browsers do while an input method is at work: the key belongs to it.
    await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 })
    await input.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 })
    await composerIn(window).evaluate((composer) =>
      composer.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, isComposing: true, bubbles: true, composed: true, cancelable: true })),
    )
    await input.send('Input.insertText', { text: '你好' })
    assert.equal(await composerIn(window).inputValue(), '你好')
    assert.equal(await window.root.locator('.message').count(), 0)
    await composerIn(window).press('Enter')
    await seesTexts(window, ['你好'])
    await seesText(await ann.take('你好'), '你好')
  })

  for (const [path, language, dir, launcher, placeholder] of [
    ['/zh', 'zh', 'ltr', /Chat with us|在线/, /[\u4e00-\u9fff]/],
    ['/ar', 'ar', 'rtl', /Chat with us|[\u0600-\u06ff]/, /[\u0600-\u06ff]/],
  ] as const) {
    it(`CW-18 speaks the language of the page ${path}, in its direction`, async () => {
      const visitor = await world.visitor()
      const page = await visitor.open(path)
      assert.match((await launcherIn(page).getAttribute('aria-label')) ?? '', launcher)
      const window = await openWindow(page)
      assert.deepEqual(await window.root.evaluate((element) => [element.getAttribute('lang'), element.getAttribute('dir'), getComputedStyle(element).direction]), [language, dir, dir])
      assert.match((await composerIn(window).getAttribute('placeholder')) ?? '', placeholder)
      await write(window, `From ${path}`)
      const desk = await ann.take(`From ${path}`)
      await write(desk, 'An answer.')
      await seesText(window, 'An answer.')
      const words = await window.root.evaluate((element) => {
        const own = element.cloneNode(true)
        if (!(own instanceof Element)) return ''
        // What the workspace says itself, in its menu too, is in the language in which it says it.
        for (const said of own.querySelectorAll('.message-text, .items, time, [aria-hidden], h2, .message-name, .avatar, style')) said.remove()
        return own.textContent ?? ''
      })
      // Keys bear these names on keyboards everywhere.
      const latin = words.replaceAll(/Ann|Saltway Travel|From \/\w+|An answer\.|Enter|Shift|\d/g, '').match(/[A-Za-z]{3,}/g)
      assert.equal(latin, null, `no English is left: ${words}`)
      const gap = await window.root.evaluate((element) => {
        const name = document.createRange()
        name.selectNodeContents(element.querySelector('h2') ?? element)
        const [face, text] = [element.querySelector('.head > :first-child')?.getBoundingClientRect(), name.getBoundingClientRect()]
        if (!face) return Infinity
        return getComputedStyle(element).direction === 'rtl' ? face.left - text.right : text.left - face.right
      })
      assert.ok(gap >= 0 && gap < 24, `the name stands beside the face, not ${gap} px away`)
    })
  }

  it('CW-19 axe sees into the shadow roots', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    await launcherIn(page).evaluate((button) => {
      for (const name of ['aria-label', 'title']) button.removeAttribute(name)
    })
    const found = await findings(page, 'foyer-widget')
    assert.equal(found.length, 1)
    assert.match(found[0] ?? '', /^button-name/)
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const path of ['/tours', '/zh', '/ar']) {
      it(`CW-19 axe finds nothing in the window on ${path}, ${colorScheme}, closed and open, empty and in a talk`, async () => {
        const visitor = await world.visitor({ colorScheme })
        const page = await visitor.open(path)
        await launcherIn(page).waitFor()
        assert.deepEqual(await findings(page, 'foyer-widget'), [])
        const window = await openWindow(page)
        assert.deepEqual(await findings(page, 'foyer-widget'), [])
        const text = `${colorScheme} ${path} https://saltway.example`
        await write(window, text)
        const desk = await ann.take(`${colorScheme} ${path}`)
        await write(desk, 'An answer with mail@saltway.example')
        await seesText(window, 'An answer with mail@saltway.example')
        assert.deepEqual(await findings(page, 'foyer-widget'), [])
        await page.setViewportSize({ width: 320, height: 640 })
        assert.deepEqual(await findings(page, 'foyer-widget'), [])
      })
    }

    it(`DK axe finds nothing at the desk, ${colorScheme}: signing in, list, conversation, card`, async () => {
      const visitor = await world.visitor()
      await write(await openWindow(await visitor.open('/tours')), `For axe, ${colorScheme}.`)
      const agent = await world.agent('ann', { colorScheme })
      assert.deepEqual(await findings(agent.page), [], 'the list')
      await agent.take(`For axe, ${colorScheme}.`)
      assert.deepEqual(await findings(agent.page), [], 'a conversation')
      await agent.page.setViewportSize({ width: 390, height: 800 })
      assert.deepEqual(await findings(agent.page), [], 'on a phone')
      const way = await agent.context.newPage()
      await agent.context.clearCookies()
      await way.goto(`${world.deskWire.origin}/console`)
      await way.getByLabel('Email').waitFor()
      assert.deepEqual(await findings(way), [], 'the way in')
      await agent.close()
    })
  }
})
