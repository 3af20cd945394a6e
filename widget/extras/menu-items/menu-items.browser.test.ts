/** The workspace's menu in the window (MN-1 to MN-4): what a pointer, a keyboard and a screen reader find. */
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { PROTOCOL, fail, ok } from '@foyer/sdk/protocol'
import type { MenuStyle, MessageId, Result, ShownMenu } from '@foyer/sdk/protocol'
import { conversation, menuOf } from '../../chat-window/preview/states.ts'
import { accessibilityFaults } from '../../chat-window/testing/accessibility.ts'
import { assert } from '../../chat-window/testing/assert.ts'
import { drawn, happens, stage } from '../../chat-window/testing/stage.ts'
import type { Stage, StageOptions } from '../../chat-window/testing/stage.ts'
import { stubSettings } from '../../chat-window/testing/stub-device.ts'
import { en as extras } from '../../shell/words/extras/en.ts'

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await sendKeys({ press: key })
  await drawn()
}

describe('the menu of the workspace in the window', () => {
  afterEach(() => setViewport({ width: 800, height: 900 }))

  const withMenu = async (style: MenuStyle, { changed = {}, ...options }: StageOptions & { changed?: Partial<ShownMenu> } = {}) => {
    const told: unknown[] = []
    const made = await stage({ state: 'empty', ...options, settings: { menu: menuOf('en', style, changed), ...options.settings }, more: { emit: (name, payload) => void told.push([name, payload]), startContext: () => ({ page: { url: 'https://shop.example/' } }), ...options.more } })
    const asked: { readonly id: string; readonly itemId: string }[] = []
    let answer: Result<null> = ok(null)
    made.thread.onAsk = (_name, request) => {
      asked.push(request as never)
      return answer as never
    }
    await made.find('.items')
    return { made, told, asked, answerWith: (given: Result<null>) => (answer = given) }
  }
  const named = ({ all }: Stage, name: string) => all('.items :is(a,button)').find(({ textContent }) => textContent?.trim().startsWith(name))!
  const isSeen = (element: Element) => element.checkVisibility()
  const focused = ({ root }: Stage) => root.activeElement?.textContent?.trim()

  it('MN-4 is a navigation of buttons and links, in lists, and says what unfolds', async () => {
    const { made } = await withMenu('side-list', { changed: { heading: 'Can we help?' } })
    assert.equal(made.$('.items')?.tagName, 'NAV')
    assert.equal(made.$('.items')?.getAttribute('aria-label'), 'Can we help?')
    assert.equal(made.$('.items-head')?.getAttribute('aria-expanded'), 'true')
    const link = named(made, 'Our tours') as HTMLAnchorElement
    assert.deepEqual([link.href, link.target, link.rel, link.textContent], ['https://nordwind.example/tours', '_blank', 'noopener noreferrer', `Our tours ${extras.items.newTab}`])
    const below = named(made, 'Visas')
    assert.equal(below.getAttribute('aria-expanded'), 'false')
    below.click()
    await drawn()
    assert.equal(below.getAttribute('aria-expanded'), 'true')
    assert.ok(isSeen(made.root.getElementById(below.getAttribute('aria-controls')!)!))
    assert.equal((named(made, 'Call us') as HTMLAnchorElement).href, 'tel:+4722123456')
  })

  it('MN-1 unfolds at the start only if it is set to', async () => {
    const { made } = await withMenu('top-cards', { changed: { isUnfolded: false } })
    assert.equal(isSeen(made.$('.items-list')!), false)
    made.$('.items-head')?.click()
    await drawn()
    assert.ok(isSeen(made.$('.items-list')!))
  })

  it('MN-4 choosing asks the server once, tells the page, says so aloud, and makes room for the answer', async () => {
    const { made, told, asked } = await withMenu('side-list')
    named(made, 'Opening hours').click()
    named(made, 'Opening hours').click()
    while (made.$('.items-head')?.getAttribute('aria-expanded') !== 'false') await drawn()
    assert.deepEqual(asked.map(({ id: _id, ...rest }) => rest) as unknown[], [{ place: 'chat', itemId: 'hours', start: { page: { url: 'https://shop.example/' } } }])
    assert.ok(/^[\w-]{32}$/.test(asked[0]!.id))
    assert.deepEqual(told, [['menu:selected', { itemId: 'hours' }]])
    assert.ok(made.all('[role=status]').some(({ textContent }) => textContent === extras.choices.chosen('Opening hours')))
    assert.equal(made.root.activeElement, made.$('.items-head'))
  })

  it('MN-4 a link is told of, and leads where it leads', async () => {
    const { made, asked } = await withMenu('side-list')
    made.root.addEventListener('click', (event) => event.preventDefault())
    named(made, 'Our tours').click()
    await drawn()
    assert.deepEqual(asked.map(({ itemId }) => itemId), ['tours'])
    assert.ok(isSeen(named(made, 'Our tours')))
  })

  it('MN-4 what did not arrive is said, and is the same choice when it is tried again', async () => {
    const { made, asked, answerWith } = await withMenu('side-list')
    answerWith(fail('unavailable'))
    named(made, 'Opening hours').click()
    await made.find('.items .card-trouble')
    assert.ok(made.$('.items [role=alert]')?.textContent?.includes(extras.errors.not_reachable))
    answerWith(ok(null))
    named(made, 'Opening hours').click()
    await made.gone('.items .card-trouble')
    while (made.$('.items-head')?.getAttribute('aria-expanded') !== 'false') await drawn()
    made.$('.items-head')?.click()
    await drawn()
    named(made, 'Opening hours').click()
    await drawn()
    assert.deepEqual([asked.length, asked[0]!.id === asked[1]!.id, asked[1]!.id === asked[2]!.id], [3, true, false])
  })

  it('MN-4 is reached and left by keyboard: arrows, Home and End, and Escape folds the innermost, not the window', async () => {
    const { made } = await withMenu('side-list')
    made.$('.items-head')?.focus()
    await press('ArrowDown')
    assert.equal(focused(made), 'Opening hours')
    await press('End')
    assert.equal(focused(made), 'Visas and passports')
    await press('Enter', 'ArrowDown')
    assert.equal(focused(made), 'Insurance')
    await press('Escape')
    assert.equal(focused(made), 'Visas and passports')
    assert.equal(named(made, 'Visas').getAttribute('aria-expanded'), 'false')
    await press('Home', 'ArrowDown', 'Escape')
    assert.equal(made.root.activeElement, made.$('.items-head'))
    assert.deepEqual([made.$('.items-head')?.getAttribute('aria-expanded'), made.closeRequests()], ['false', 0])
    await press('Escape')
    assert.equal(made.closeRequests(), 1, 'then the key is the window’s')
  })

  it('MN-1 what a bar unfolds folds as soon as one turns to something else', async () => {
    const { made } = await withMenu('bottom-bar')
    named(made, 'Visas').focus()
    await press('Enter')
    assert.ok(isSeen(made.$('.items ul ul')!))
    made.field.focus()
    await drawn()
    assert.equal(isSeen(made.$('.items ul ul')!), false)
  })

  it('CW-16 what may begin a talk asks for the form before it, and takes it along', async () => {
    const form = { title: '', fields: [{ kind: 'name', label: '', isRequired: true }] } as const
    const { made, asked } = await withMenu('side-list', { settings: { form } })
    const field = (await made.find('.chat-form input')) as HTMLInputElement
    named(made, 'Opening hours').click()
    await drawn()
    assert.deepEqual([asked.length, made.root.activeElement === field], [0, true])
    field.value = 'Mira'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await drawn()
    named(made, 'Opening hours').click()
    await drawn()
    assert.deepEqual((asked[0] as { start?: { answers?: unknown } }).start?.answers, [{ kind: 'name', label: '', value: 'Mira' }])
  })

  for (const style of ['side-list', 'top-cards', 'bottom-bar'] as const) {
    it(`MN-1 stays within the window and beside the thread at 320 px: ${style}`, async () => {
      await setViewport({ width: 320, height: 640 })
      const { made } = await withMenu(style, { state: 'talk' })
      const [menu, window, scroller] = ['.items', '.window', '.thread-scroller'].map((selector) => made.$(selector)!.getBoundingClientRect())
      assert.ok(menu!.left >= window!.left && menu!.right <= window!.right, 'across')
      assert.ok(menu!.top >= scroller!.top - 1 && menu!.bottom <= scroller!.bottom + 1, 'down')
      assert.ok(made.$('.thread-scroller')!.scrollWidth <= made.$('.thread-scroller')!.clientWidth)
      made.$('.thread-scroller')!.scrollTop = 0
      await drawn()
      const after = made.$('.items')!.getBoundingClientRect()
      assert.ok(style === 'top-cards' ? Math.abs(after.top - scroller!.top) <= 1 : scroller!.bottom - after.bottom <= 8, 'it stays in sight')
    })
  }

  for (const [state, language, scheme] of [['items-list', 'en', 'light'], ['items-list-talk', 'de', 'dark'], ['items-cards', 'ar', 'dark'], ['items-bar', 'zh', 'light'], ['items-bar-open', 'ar', 'light']] as const) {
    it(`MN-4 has nothing that axe finds fault with: ${state} in ${language}, ${scheme}`, async () => {
      const { host, root, find } = await stage({ state, language, theme: { accent: '#2f5bea', scheme } })
      await find('.items')
      // What is still fading in has less contrast for a moment.
      for (const animation of root.getAnimations()) animation.finish()
      assert.deepEqual(await accessibilityFaults(host), [])
    })
  }

  it('MN-2 wears its own colour where it has one', async () => {
    const { made } = await withMenu('side-list', { changed: { accent: '#b3261e' } })
    const plain = getComputedStyle(made.$('.window')!).getPropertyValue('--accent')
    assert.deepEqual([getComputedStyle(made.$('.items')!).getPropertyValue('--accent'), plain === '#b3261e'], ['#b3261e', false])
  })

  it('MN-4 what was chosen stands in the thread, before what it brought', async () => {
    const { made } = await withMenu('side-list', { state: { connection: { status: 'connected' }, isLoaded: true, log: { version: 1, conversations: [conversation('c1', [[1, { type: 'started', by: 'visitor', position: 1 }]])], hasOlder: false }, pending: [], isAgentPresent: false, unread: 0 } })
    happens(made.thread, [{ type: 'chose', itemId: 'hours', title: 'Opening hours' }, { type: 'message', id: 'm1' as MessageId, from: { kind: 'machine' }, parts: [{ type: 'text', text: 'From nine to five.' }] }])
    await drawn()
    assert.deepEqual(made.all('.thread-note,.message-text').map(({ textContent }) => textContent).slice(-2), ['✓ Opening hours', 'From nine to five.'])
  })

  it('MN-1 makes room for what the visitor writes, and stays as it is when the menu changes', async () => {
    let heading = 'Can we help?'
    const { made } = await withMenu('side-list', { more: { loadSettings: async () => stubSettings({ name: 'Nordwind Travel' }, { menu: menuOf('en', 'side-list', { heading }) }) } })
    named(made, 'Visas').click()
    made.field.focus()
    heading = 'Ask us'
    made.chat.update({ protocol: PROTOCOL, version: 2, name: 'Nordwind Travel', theme: { accent: '#2f5bea', scheme: 'light' }, language: 'en', components: [] })
    while (made.$('.items')?.getAttribute('aria-label') !== heading) await drawn()
    assert.equal(named(made, 'Visas').getAttribute('aria-expanded'), 'true')
    await made.thread.send([{ type: 'text', text: 'Hello' }])
    await drawn()
    assert.deepEqual([made.$('.items-head')?.getAttribute('aria-expanded'), made.root.activeElement === made.field], ['false', true])
  })

  for (const width of [384, 900]) {
    it(`MN-1 a list at the side stands at the end of the lines, and the thread goes on beside it: ${width} px`, async () => {
      await setViewport({ width, height: 640 })
      const { made } = await withMenu('side-list', { state: 'talk', place: 'page' })
      const [menu, rows] = [made.$('.items-list')!.getBoundingClientRect(), made.$('.thread-rows')!.getBoundingClientRect()]
      assert.ok(menu.width <= 280 && rows.right - menu.right <= 24, 'it is at the side')
      const covered = made.all('.message-bubble').filter((bubble) => bubble.getBoundingClientRect().right > menu.left)
      assert.equal(covered.length > 0, width === 384, 'where there is room, beside all messages')
    })
  }
})
