import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { CompanyPanel, ConversationId, LogEvent, MessageId } from '@foyer/sdk/protocol'
import type { LoadedConversation, ThreadState } from '@foyer/sdk/thread'
import { en as extras } from '../shell/words/extras/en.ts'
import { tools } from '../shell/words/extras/tools/en.ts'
import { en } from '../shell/words/window/en.ts'
import { NOW, PANELS, STATES } from './preview/states.ts'
import { assert } from './testing/assert.ts'
import { accessibilityFaults } from './testing/accessibility.ts'
import { agentWrites, drawn, settled, stage } from './testing/stage.ts'
import type { StubThread } from './testing/stub-thread.ts'

const sends = (thread: StubThread) => thread.calls.filter((call) => call.startsWith('send '))

const longTalk = (from: number, to: number): LoadedConversation => {
  const events: LogEvent[] = [{ type: 'started', by: 'visitor', position: 1, seq: 1, at: NOW - 9e6 }]
  for (let seq = 2; seq <= to; seq++) events.push({ type: 'message', id: `n${seq}` as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: `Line ${seq}` }], seq, at: NOW - 8e6 + seq * 1000 })
  const head = foldEvents(emptyHead('c' as ConversationId), events)
  return { head, events: events.filter((event) => event.seq >= from) }
}
const withTalk = (from: number, to: number, hasOlder = from > 1): ThreadState => ({
  connection: { status: 'connected' },
  isLoaded: true,
  log: { version: 1, conversations: [longTalk(from, to)], hasOlder },
  pending: [],
  isAgentPresent: true,
  unread: 0,
})

/** What moves the window comes to its head when the browser has time. */
const FRAME = [tools.frame.move, tools.frame.enlarge]

describe('the chat window: accessible', () => {
  for (const { name } of STATES) {
    it(`CW-19 has no fault in the state ${name}`, async () => {
      const { host } = await stage({ state: name })
      await settled(host)
      assert.deepEqual(await accessibilityFaults(host), [])
    })
  }

  for (const [accent, scheme, language] of [['#ffff00', 'light', 'zh'], ['#ffffff', 'light', 'en'], ['#000000', 'dark', 'ar'], ['#ff7a00', 'dark', 'en']] as const) {
    it(`CW-3 keeps contrast with ${accent} in ${scheme}, in ${language}`, async () => {
      for (const state of ['talk', 'failed', 'ended', 'offline', 'too-long-draft']) {
        const { host, chat } = await stage({ state, language, theme: { accent, scheme } })
        await settled(host)
        assert.deepEqual(await accessibilityFaults(host), [], state)
        chat.destroy()
        host.remove()
      }
    })
  }

  it('is a named dialog with a log that is silent about history', async () => {
    const { $ } = await stage()
    assert.equal($('[role=dialog]')?.getAttribute('aria-label'), 'Chat with Nordwind Travel')
    assert.equal($('[role=dialog]')?.getAttribute('aria-modal'), null)
    assert.equal($('[role=log]')?.getAttribute('aria-live'), 'off')
    assert.equal($('.thread > [role=status]')?.textContent, '')
  })

  it('announces what comes in, and counts it where it is much', async () => {
    const { $, thread } = await stage()
    agentWrites(thread, 'Are you there?')
    await drawn()
    assert.equal($('.thread > [role=status]')?.textContent, 'Ann: Are you there?')
    agentWrites(thread, '1', '2', '3', '4', '5')
    await drawn()
    assert.equal($('.thread > [role=status]')?.textContent, '5 new messages')
  })

  it('takes the focus into the composer, unless it opens by itself', async () => {
    const asked = await stage()
    assert.equal(asked.root.activeElement, asked.field)
    const byItself = await stage({ isOpen: false })
    byItself.chat.open({ focus: false })
    await drawn()
    assert.equal(byItself.root.activeElement, null)
  })

  it('can be reached by keyboard from end to end', async () => {
    const { root, field, $, find } = await stage({ state: 'failed', draft: 'x' })
    await find('.frame-move')
    const stops: string[] = []
    $('[role=dialog]')?.focus()
    for (let i = 0; i < 16 && !(root.activeElement as HTMLElement | null)?.matches('.composer-send'); i++) {
      await sendKeys({ press: 'Tab' })
      const { activeElement } = root
      stops.push(activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? '')
    }
    assert.deepEqual(stops, [...FRAME, en.more, en.close, en.messages, 'https://nordwind.example/tours/lofoten', '+47 22 12 34 56', en.retry, en.edit, en.attach, en.message, en.emoji, en.send])
    assert.equal(root.contains(field), true)
  })

  it('asks to be closed on Escape, and closed takes no focus and shows nothing', async () => {
    const { chat, closeRequests, $ } = await stage()
    await sendKeys({ press: 'Escape' })
    assert.equal(closeRequests(), 1)
    chat.close()
    assert.equal(chat.isOpen, false)
    // It goes by a transition; a window that stays is ended by the runner's limit.
    const isVisible = () => getComputedStyle($('.window') as Element).visibility !== 'hidden'
    while (isVisible()) await new Promise(requestAnimationFrame)
  })

  it('is a modal that keeps the focus where it fills a phone', async () => {
    await setViewport({ width: 360, height: 640 })
    try {
      const { $, root, host } = await stage({ state: 'empty' })
      await settled(host)
      const box = $('.window')?.getBoundingClientRect()
      assert.deepEqual([box?.x, box?.y, box?.width, box?.height], [0, 0, 360, 640])
      assert.equal($('[role=dialog]')?.getAttribute('aria-modal'), 'true')
      // What keeps it is fetched with the first key.
      $('.composer-emoji')?.focus()
      await sendKeys({ press: 'Shift' })
      await import('../extras/modal.ts')
      await drawn()
      await sendKeys({ press: 'Tab' })
      assert.equal(root.activeElement?.getAttribute('aria-label'), en.more)
      await sendKeys({ press: 'Shift+Tab' })
      assert.equal(root.activeElement, $('.composer-emoji'))
    } finally {
      await setViewport({ width: 800, height: 600 })
    }
  })

  it('stands still for those who want it so', async () => {
    await emulateMedia({ reducedMotion: 'reduce' })
    try {
      const { $ } = await stage({ state: 'typing', isOpen: false })
      const style = getComputedStyle($('.place') as Element)
      assert.deepEqual([style.scale, style.translate], ['1', '0px'])
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' })
    }
  })
})

describe('the composer', () => {
  it('says in one line what it is for, however narrow it is', async () => {
    await setViewport({ width: 320, height: 480 })
    try {
      const { field } = await stage({ state: 'empty' })
      field.placeholder = 'Nachricht schreiben und schicken …'
      assert.equal(field.scrollHeight, field.clientHeight)
    } finally {
      await setViewport({ width: 800, height: 600 })
    }
  })

  it('CW-4 sends with Enter and is empty after it', async () => {
    const { thread, field, write } = await stage({ state: 'empty' })
    await write('  Hello  ')
    await sendKeys({ press: 'Enter' })
    await drawn()
    assert.deepEqual(sends(thread), ['send Hello'])
    assert.equal(field.value, '')
  })

  it('CW-4 starts a new line with Shift+Enter and with Ctrl+Enter', async () => {
    const { thread, field, write } = await stage({ state: 'empty' })
    await write('One')
    await sendKeys({ press: 'Shift+Enter' })
    await sendKeys({ press: 'Control+Enter' })
    await sendKeys({ type: 'Two' })
    assert.equal(field.value, 'One\n\nTwo')
    assert.deepEqual(sends(thread), [])
  })

  for (const [how, init] of [['says so', { isComposing: true }], ['only has the key code for it', { keyCode: 229 }]] as const) {
    it(`CW-4 does not send with the Enter that ends a composition, where the browser ${how}`, async () => {
      const { thread, field, write } = await stage({ state: 'empty' })
      await write('你好')
      const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init })
      field.dispatchEvent(event)
      await drawn()
      assert.deepEqual(sends(thread), [])
      assert.equal(event.defaultPrevented, false)
      assert.equal(field.value, '你好')
    })
  }

  it('sends nothing that is blank, and shows the button only when there is something', async () => {
    const { thread, write, $ } = await stage({ state: 'empty' })
    assert.equal(getComputedStyle($('.composer-send') as Element).visibility, 'hidden')
    await write('   ')
    await sendKeys({ press: 'Enter' })
    assert.deepEqual(sends(thread), [])
    await write('x')
    $('.composer-send')?.click()
    await drawn()
    assert.deepEqual(sends(thread), ['send x'])
  })

  it('CW-5 keeps what is too long and says why', async () => {
    const { thread, field, write, $ } = await stage({ state: 'empty' })
    await write('x'.repeat(4_003))
    await sendKeys({ press: 'Enter' })
    await drawn()
    assert.deepEqual(sends(thread), [])
    assert.equal(field.value.length, 4_003)
    assert.equal($('.composer-about')?.textContent, `${en.errors.message_too_long}3 characters too many`)
    await write('x'.repeat(4_000))
    assert.equal($('.composer-about')?.textContent, '0 characters left')
  })

  it('grows to six lines and no further', async () => {
    const { field, write } = await stage({ state: 'empty' })
    const heights: number[] = []
    for (const lines of [1, 2, 6, 7, 40]) {
      await write(Array.from({ length: lines }, () => 'line').join('\n'))
      heights.push(Math.round(field.getBoundingClientRect().height / (15 * 1.4)))
    }
    assert.deepEqual(heights, [1, 2, 6, 6, 6])
  })

  it('CW-9 keeps the draft, until the message is kept elsewhere', async () => {
    const { thread, field, write, draft } = await stage({ state: 'empty', draft: 'Half a sent' })
    assert.equal(field.value, 'Half a sent')
    await write('Half a sentence')
    assert.equal(draft(), 'Half a sentence')
    const send = thread.send.bind(thread)
    let keep = () => {}
    thread.send = async (parts) => {
      await new Promise<void>((resolve) => (keep = resolve))
      return send(parts)
    }
    await sendKeys({ press: 'Enter' })
    await write('Next')
    assert.equal(draft(), 'Half a sentence\nNext')
    keep()
    await drawn()
    assert.equal(draft(), 'Next')
  })

  it('CW-7 gives back what could not be kept', async () => {
    const { thread, field, write, $ } = await stage({ state: 'empty' })
    thread.onSend = 'reject'
    await write('Do not lose me')
    await sendKeys({ press: 'Enter' })
    await drawn()
    assert.equal(field.value, 'Do not lose me')
    assert.equal($('.composer-about')?.textContent, en.errors.unavailable)
  })

  it('CW-8 tells when one types, and when no more', async () => {
    const { thread, write, chat } = await stage({ state: 'empty' })
    await write('H')
    await write('')
    await write('Hm')
    chat.close()
    await drawn()
    assert.deepEqual(thread.calls.filter((call) => call.startsWith('typing')), ['typing true', 'typing false', 'typing true', 'typing false'])
  })
})

describe('the thread in the window', () => {
  it('CW-7 sends a refused message again, or gives it back for editing', async () => {
    const { thread, field, write, all, find } = await stage({ state: 'failed' })
    await write('And this')
    await find('.message-refused')
    const [retry, edit] = all('.message-refused button')
    assert.ok(retry && edit)
    edit.click()
    await drawn()
    assert.equal(field.value, 'Can we keep our places until Friday?\nAnd this')
    const other = await stage({ state: 'failed' })
    ;(await other.find('.message-refused button')).click()
    await drawn()
    assert.ok(other.thread.calls.some((call) => call.startsWith('retry ')))
    assert.equal(other.all('.message-refused').length, 0)
    assert.ok(thread.calls.some((call) => call.startsWith('takeBack ')))
  })

  it('CW-7 says how far the last own message has come, and of no other', async () => {
    const { all } = await stage({ state: 'talk' })
    assert.deepEqual(all('.message-status').map((status) => status.textContent?.trim()), ['Read'])
    const offline = await stage({ state: 'offline' })
    assert.deepEqual(offline.all('.message-status').map((status) => status.textContent?.trim()), [en.status.kept])
  })

  it('shows hostile text as text', async () => {
    const { root, all } = await stage({ state: 'hostile' })
    assert.equal(root.querySelectorAll('.thread img, .thread script').length, 0)
    assert.ok(all('.message-text').some((text) => text.textContent === '<img src=x onerror=alert(1)><script>alert(2)</script> &amp; "quotes"'))
    for (const link of all('a')) {
      assert.match(link.getAttribute('href') ?? '', /^(https?|mailto|tel):/)
      assert.equal(link.getAttribute('rel'), 'noopener noreferrer nofollow')
    }
  })

  it('CW-11 asks for older messages near the beginning and stays on the same line', async () => {
    const { thread, $, host } = await stage({ state: withTalk(60, 120) })
    await settled(host)
    thread.older = (state) => ({ log: { ...state.log, conversations: [longTalk(20, 120)], hasOlder: true } })
    const scroller = $('[role=log]') as HTMLElement
    assert.deepEqual(thread.calls.filter((call) => call === 'loadOlder'), [])
    scroller.scrollTop = 200
    const line = [...scroller.querySelectorAll('[data-key]')].find((row) => row.getBoundingClientRect().bottom > scroller.getBoundingClientRect().top)
    const before = line?.getBoundingClientRect().top
    await drawn()
    await drawn()
    assert.ok(thread.calls.includes('loadOlder'))
    assert.ok(scroller.textContent?.includes('Line 50'))
    assert.ok(Math.abs((line?.getBoundingClientRect().top ?? 0) - (before ?? 0)) < 2, `moved from ${before} to ${line?.getBoundingClientRect().top}`)
  })

  it('does not ask again for what did not come', async () => {
    const { thread } = await stage({ state: withTalk(118, 120) })
    for (let i = 0; i < 5; i++) await drawn()
    assert.deepEqual(thread.calls.filter((call) => call === 'loadOlder'), ['loadOlder'])
  })

  it('follows the end while one reads there, and tells of what comes while one does not', async () => {
    const { thread, $ } = await stage({ state: withTalk(1, 80, false) })
    const scroller = $('[role=log]') as HTMLElement
    const below = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
    agentWrites(thread, 'New at the end')
    await drawn()
    assert.ok(below() < 2)
    scroller.scrollTop -= 900
    await drawn()
    const top = scroller.scrollTop
    agentWrites(thread, 'New below', 'And another')
    await drawn()
    assert.equal(scroller.scrollTop, top)
    assert.equal($('.thread-pill')?.textContent, '2 new messages')
    $('.thread-pill')?.click()
    await drawn()
    assert.ok(below() < 2)
    assert.equal($('.thread-pill'), null)
  })

  it('goes to the end with an own message', async () => {
    const { $, write } = await stage({ state: withTalk(1, 80, false) })
    const scroller = $('[role=log]') as HTMLElement
    scroller.scrollTop = 900
    await drawn()
    await write('Here I am')
    await sendKeys({ press: 'Enter' })
    await drawn()
    await drawn()
    assert.ok(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 2)
  })

  it('keeps the document small however long the thread, and every line within reach', async () => {
    const { $, all } = await stage({ state: withTalk(1, 1_500, false) })
    const scroller = $('[role=log]') as HTMLElement
    assert.ok(all('.message').length <= 120)
    let most = 0
    for (let i = 0; i < 120 && !scroller.textContent?.includes('Line 2 '); i++) {
      scroller.scrollTop = Math.max(0, scroller.scrollTop - 2_000)
      await drawn()
      most = Math.max(most, all('.message').length)
      if (all('[data-key]')[0]?.textContent?.startsWith('Today')) break
    }
    assert.ok(scroller.textContent?.includes('Line 2'))
    assert.ok(most <= 130, `${most} messages in the document`)
    for (let i = 0; i < 120 && $('.thread-pill'); i++) {
      scroller.scrollTop += 2_000
      await drawn()
    }
    assert.equal(all('.message').at(-1)?.textContent?.includes('Line 1500'), true)
    assert.ok(all('.message').length <= 120)
  })

  it('CW-9 marks as read what is looked at, and nothing behind a closed window', async () => {
    const { thread, chat } = await stage({ state: 'talk', isOpen: false })
    agentWrites(thread, 'Unread')
    await drawn()
    assert.equal(thread.calls.includes('markRead'), false)
    chat.open()
    await drawn()
    assert.equal(thread.calls.includes('markRead'), document.hasFocus())
  })
})

describe('ending', () => {
  it('asks first, and Escape answers no', async () => {
    const { thread, root, $, choose, closeRequests } = await stage()
    await choose(extras.menu.end)
    assert.equal(root.activeElement?.textContent, extras.menu.endCancel)
    await sendKeys({ press: 'Escape' })
    await drawn()
    assert.equal($('.ask'), null)
    assert.equal(closeRequests(), 0)
    assert.equal(thread.calls.includes('end'), false)
  })

  it('ends on yes', async () => {
    const { thread, $, choose } = await stage()
    await choose(extras.menu.end)
    $('.ask .button')?.click()
    await drawn()
    assert.equal(thread.calls.includes('end'), true)
    assert.equal($('.ask'), null)
  })

  it('leads from an ended conversation to the next one', async () => {
    const { root, field, $, entries } = await stage({ state: 'ended' })
    ;(root.activeElement as HTMLElement | null)?.blur()
    $('.ask .button')?.click()
    assert.equal(root.activeElement, field)
    assert.equal((await entries()).includes(extras.menu.end), false)
  })
})

/** A path of a picture that is there. */
const LOGO = '/demo-site/assets/icon.svg'
const SALTWAY: CompanyPanel = {
  name: 'Saltway Travel',
  logo: LOGO,
  introduction: 'Slow journeys along the coast.',
  address: '12 Quay Street, Porto',
  phone: '+351 22 (123) 45',
  email: 'hello+desk@saltway.example',
  homePage: 'https://saltway.example/',
}
const unfolded = async (options: Parameters<typeof stage>[0] = {}) => {
  const made = await stage({ company: () => SALTWAY, ...options })
  made.$('.unfold')?.click()
  await made.find('.company-head')
  return made
}

describe('the company in the window', () => {
  it('CW-2 stands in the head with name and logo until somebody receives', async () => {
    const { $ } = await stage({ state: 'empty', company: () => SALTWAY })
    assert.equal($('.head bdi')?.textContent, 'Nordwind Travel')
    assert.equal($('.head img')?.getAttribute('src'), location.origin + LOGO)
    const held = await stage({ state: 'talk', company: () => SALTWAY })
    assert.equal(held.$('.head bdi')?.textContent, 'Ann Lindqvist')
    assert.equal(held.$('.head img'), null)
  })

  it('CW-2 folds out of the head, with every way to reach it', async () => {
    const { $, all } = await unfolded()
    assert.equal($('.unfold')?.getAttribute('aria-expanded'), 'true')
    assert.equal($(`#${$('.unfold')?.getAttribute('aria-controls')}`)?.getAttribute('aria-label'), 'About Nordwind Travel')
    assert.deepEqual(all('.company a').map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('target')]), [
      ['+351 22 (123) 45', 'tel:+3512212345', null],
      ['hello+desk@saltway.example', 'mailto:hello%2Bdesk@saltway.example', null],
      ['saltway.example', 'https://saltway.example/', '_blank'],
    ])
  })

  for (const homePage of ['javascript:alert(1)', 'http://saltway.example/', 'https:evil', ' https://saltway.example', 'data:text/html,x']) {
    it(`CW-2 shows ${homePage} as text`, async () => {
      const { $, all } = await unfolded({ company: () => ({ name: 'Saltway', homePage }) })
      assert.equal(all('.company a').length, 0)
      assert.equal($('.company-row')?.textContent, homePage)
    })
  }

  it('CW-2 has no button where there is nothing to say', async () => {
    for (const company of [undefined, { name: 'Saltway' }, { name: 'Saltway', logo: LOGO }]) {
      const { $ } = await stage({ company: () => company })
      assert.equal($('.unfold'), null)
    }
  })

  it('opens without it where it does not come, and asks again with the next opening', async () => {
    let asks = 0
    const { chat, $ } = await stage({
      company: () => {
        if (++asks === 1) throw new Error('No answer.')
        return SALTWAY
      },
    })
    assert.equal($('.unfold'), null)
    chat.close()
    chat.open()
    await drawn()
    assert.ok($('.unfold'))
    assert.equal(asks, 2)
  })

  it('folds with Escape first, and the focus is where it was', async () => {
    const { root, $, closeRequests } = await unfolded()
    $('.company a')?.focus()
    await sendKeys({ press: 'Escape' })
    await drawn()
    assert.equal($('.company'), null)
    assert.equal(root.activeElement, $('.unfold'))
    assert.equal(closeRequests(), 0)
    await sendKeys({ press: 'Escape' })
    assert.equal(closeRequests(), 1)
  })

  it('folds when one turns to the talk, so that it never covers what has the focus', async () => {
    const { $, field } = await unfolded()
    $('.company a')?.focus()
    field.focus()
    await drawn()
    assert.equal($('.company'), null)
    assert.equal($('.unfold')?.getAttribute('aria-expanded'), 'false')
  })

  it('can be reached and left by keyboard alone', async () => {
    const { root, $, find } = await stage({ company: () => SALTWAY })
    await find('.frame-move')
    $('[role=dialog]')?.focus()
    await sendKeys({ press: 'Tab' })
    assert.equal(root.activeElement, $('.unfold'))
    await sendKeys({ press: 'Enter' })
    await drawn()
    const stops: (string | null | undefined)[] = []
    for (let i = 0; i < 8; i++) {
      await sendKeys({ press: 'Tab' })
      stops.push(root.activeElement?.getAttribute('aria-label') ?? root.activeElement?.textContent)
    }
    assert.deepEqual(stops, [...FRAME, en.more, en.close, '+351 22 (123) 45', 'hello+desk@saltway.example', 'saltway.example', en.messages])
  })

  for (const [language, scheme] of [['en', 'light'], ['zh', 'dark'], ['ar', 'light'], ['ar', 'dark']] as const) {
    for (const place of ['float', 'inline', 'page'] as const) {
      it(`CW-19 has no fault ${place === 'float' ? 'on its layer' : place === 'inline' ? 'in a box' : 'as a page'}, in ${language} and ${scheme}`, async () => {
        const { host, $ } = await unfolded({ language, theme: { accent: '#ffcc00', scheme }, place, company: () => PANELS[language] })
        assert.ok($('.company'))
        await settled(host)
        assert.deepEqual(await accessibilityFaults(host), [])
      })
    }
  }
})

describe('the window in a box of the page', () => {
  it('RC-18 fills its box, a column or a hall, and nothing sticks out', async () => {
    for (const [width, height] of [[320, 480], [900, 620], [280, 320]] as const) {
      const { host, root, $, all } = await stage({ place: 'inline', state: 'hostile', company: () => SALTWAY })
      host.style.cssText = `width:${width}px;height:${height}px`
      for (const layer of root.children) (layer as HTMLElement).style.height = '100%'
      const frame = ($('.window') as HTMLElement).getBoundingClientRect()
      assert.deepEqual([frame.width, frame.height], [width, height])
      for (const piece of all('.head,.head *,.composer :not([hidden]),.message-bubble')) {
        const { left, right } = piece.getBoundingClientRect()
        assert.ok(left >= frame.left - 1 && right <= frame.right + 1, `${piece.tagName} ${piece.className} at ${width}`)
      }
    }
  })

  it('RC-18 is a region that cannot be closed, and leaves Escape to the page', async () => {
    const { $, field, closeRequests } = await stage({ place: 'inline', draft: 'x' })
    assert.equal($('.window')?.getAttribute('role'), 'region')
    assert.equal($(`[aria-label="${en.close}"]`), null)
    let seen = 0
    const listener = () => seen++
    document.addEventListener('keydown', listener)
    field.focus()
    await sendKeys({ press: 'Escape' })
    document.removeEventListener('keydown', listener)
    assert.equal(seen, 1)
    assert.equal(closeRequests(), 0)
  })

  it('RC-18 takes part in the page: it stands in the flow, and is no layer above it', async () => {
    const { host, $ } = await stage({ place: 'inline' })
    assert.equal(getComputedStyle($('.place') as Element).position, 'static')
    assert.equal(host.getBoundingClientRect().height, 320)
  })
})

describe('the window as a page', () => {
  afterEach(() => setViewport({ width: 800, height: 600 }))

  it('CW-2 fills the screen, and has the company at its side from 900 px on', async () => {
    for (const [width, isWide] of [[390, false], [899, false], [900, true], [1440, true]] as const) {
      await setViewport({ width, height: 844 })
      const { $, chat, host } = await stage({ place: 'page', company: () => SALTWAY })
      const { width: shown, height } = ($('.place') as HTMLElement).getBoundingClientRect()
      assert.deepEqual([shown, height], [width, 844])
      assert.equal($('aside.company') !== null, isWide, `${width}`)
      assert.equal($('.unfold') === null, isWide, `${width}`)
      assert.equal($('h1')?.textContent?.includes('Ann Lindqvist'), true)
      chat.destroy()
      host.remove()
    }
  })

  it('keeps draft, focus and place when the screen becomes wide', async () => {
    await setViewport({ width: 500, height: 700 })
    const { $, root, field, write } = await stage({ place: 'page', state: withTalk(1, 80, false), company: () => SALTWAY })
    await write('Half a sent')
    const scroller = $('[role=log]') as HTMLElement
    scroller.scrollTop = 300
    await drawn()
    await setViewport({ width: 1200, height: 700 })
    await drawn()
    assert.ok($('aside.company'))
    assert.equal(root.activeElement, field)
    assert.equal(field.value, 'Half a sent')
    assert.equal($('[role=log]'), scroller)
  })
})

describe('a change of the settings', () => {
  it('RC-19 leaves the page its own accent, in any way that CSS writes colours', async () => {
    const { chat, $ } = await stage({ state: withTalk(1, 4, false) })
    const accent = () => getComputedStyle($('.window') as Element).getPropertyValue('--accent')
    const owners = accent()
    try {
      for (const [said, expected] of [['rebeccapurple', '#663399'], ['hsl(0 100% 50%)', '#ff0000'], ['#1b6b80', '#1b6b80'], ['url(x)', owners]]) {
        document.documentElement.style.setProperty('--foyer-accent', String(said))
        chat.open()
        assert.equal(accent(), expected)
      }
    } finally {
      document.documentElement.style.removeProperty('--foyer-accent')
    }
  })

  it('CW-3 shows in an open window at once, and nothing is lost: not the draft, not the focus, not the line one reads', async () => {
    let panel: CompanyPanel = SALTWAY
    const { chat, $, root, host, field, write } = await stage({ state: withTalk(1, 80, false), company: () => panel })
    await write('Half a sent')
    const scroller = $('[role=log]') as HTMLElement
    scroller.scrollTop = 700
    await drawn()
    field.setSelectionRange(2, 4)
    const colour = () => getComputedStyle($('.composer-send') as Element).backgroundColor
    const scheme = () => getComputedStyle($('.window') as Element).colorScheme
    const before = { top: scroller.scrollTop, colour: colour() }
    assert.equal(scheme(), 'light')

    panel = { ...SALTWAY, name: 'Saltway', introduction: 'Slower still.' }
    chat.update({ protocol: 1, version: 2, name: 'Saltway', theme: { accent: '#b4532a', scheme: 'dark' }, language: 'ar', components: [] })
    await drawn()
    await settled(host)
    assert.ok(colour() !== before.colour)
    assert.equal(scheme(), 'dark')
    assert.equal($('.window')?.getAttribute('aria-label'), 'Chat with Saltway')
    // The language of a talk that is going on stays.
    assert.equal($('.window')?.getAttribute('lang'), 'en')
    assert.equal(root.activeElement, field)
    assert.deepEqual([field.value, field.selectionStart, field.selectionEnd], ['Half a sent', 2, 4])
    assert.equal(scroller.scrollTop, before.top)
    $('.unfold')?.click()
    await drawn()
    assert.ok($('.company')?.textContent?.includes('Slower still.'))
  })
})

describe('destroy', () => {
  it('CW-24 leaves nothing behind', async () => {
    const { chat, root, thread } = await stage({ state: 'typing' })
    chat.destroy()
    assert.equal(root.querySelectorAll('*').length, 1)
    assert.equal(root.adoptedStyleSheets.length, 0)
    thread.become({ unread: 1 })
    window.dispatchEvent(new Event('focus'))
    await drawn()
    assert.equal(root.querySelectorAll('*').length, 1)
    assert.equal(thread.calls.includes('markRead'), false)
  })
})
