/** Reception as a page has it: every style in its place, by the real elements. */
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import type { ComponentId, Language } from '@foyer/sdk/protocol'
import type { ShownComponent } from '@foyer/sdk/api'
import { accessibilityFaults } from '../chat-window/testing/accessibility.ts'
import { assert } from '../chat-window/testing/assert.ts'
import { partsOf, type DrawnStyle } from './load.ts'
import { phone } from '../icons/phone.ts'
import { AVATAR, contactSample, DRAWN_STYLES, LONG_NAMES, positionsOf, sample } from './preview/samples.ts'
import { mountReception, type Stage, type StageOptions } from './preview/preview.ts'

const stages: Stage[] = []
const pageParts: Element[] = []

async function stage(components: readonly ShownComponent[], options?: StageOptions): Promise<Stage & { of(id: string): HTMLElement; $(id: string, selector: string): HTMLElement }> {
  const made = await mountReception(components, options)
  stages.push(made)
  const of = (id: string) => made.root.getElementById(id) as HTMLElement
  return { ...made, of, $: (id, selector) => of(id)?.shadowRoot?.querySelector(selector) as HTMLElement }
}

/** A sample under an id of its own. */
const named = (id: string, style: DrawnStyle, over: Partial<ShownComponent> = {}, language: Language = 'en') => sample(style, language, { id: id as ComponentId, ...over })

function put<Name extends keyof HTMLElementTagNameMap>(name: Name, css = ''): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.style.cssText = css
  document.body.append(element)
  pageParts.push(element)
  return element
}

function pageStyles(css: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
}

const WISHES = ['onIntent', 'onToggleRequest', 'onFollowed', 'onCloseRequest', 'onShown'] as const
/** Keeps what reception asks for, as `follow: c1`. */
function asked() {
  const list: string[] = []
  return { list, on: Object.fromEntries(WISHES.map((name) => [name, (id?: string) => list.push(id ? `${name}: ${id}` : name)])) as NonNullable<StageOptions['on']> }
}

/** Colours are compared when all has faded in. */
const faded = (layer: HTMLElement) => {
  for (const one of layer.querySelectorAll('.stack > *')) for (const animation of one.getAnimations()) animation.finish()
}
/** Two frames: what was observed in the first has been told in the second. */
const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
/** The contact card, which comes with words of its own. */
async function cardIn(root: ShadowRoot): Promise<ShadowRoot> {
  for (;;) {
    const card = root.querySelector('foyer-contact-card')?.shadowRoot
    if (card?.querySelector('dialog')) return card
    await frames()
  }
}
describe('reception', () => {
  // What arrives grows a little; places are compared where it does not.
  before(() => emulateMedia({ reducedMotion: 'reduce' }))
  after(() => emulateMedia({ reducedMotion: 'no-preference' }))

  afterEach(async () => {
    for (const one of stages.splice(0)) one.destroy()
    for (const element of pageParts.splice(0)) element.remove()
    document.adoptedStyleSheets = []
    document.documentElement.removeAttribute('style')
    await setViewport({ width: 800, height: 600 })
  })

  for (const scheme of ['light', 'dark'] as const) {
    for (const language of ['en', 'zh', 'ar'] as const) {
      it(`RC-4 passes the accessibility check in every style: ${language}, ${scheme}`, async () => {
        for (const style of DRAWN_STYLES) {
          for (const over of [{ closedFor: 'visit' as const }, { isAway: true, accent: '#ffcc00' }, { kind: 'messenger' as const, shownName: LONG_NAMES[language], avatar: AVATAR }]) {
            const { layer, destroy } = await stage([sample(style, language, over)], { language, theme: { accent: '#2f7d4f', scheme }, view: { unread: 2 } })
            faded(layer)
            const faults = await accessibilityFaults(layer)
            destroy()
            assert.deepEqual(faults, [], `${style} ${JSON.stringify(over)}`)
          }
        }
      })
    }
  }

  for (const [width, height] of [
    [320, 640],
    [1440, 800],
    [320, 256],
  ] as const) {
    for (const [nr, style] of DRAWN_STYLES.entries()) {
      it(`RC-11 lets no other component overlap this one, whatever their places, at ${width} × ${height} px: ${style}`, async () => {
        await setViewport({ width, height })
        const { show, of } = await stage([])
        const others = DRAWN_STYLES.slice(nr).flatMap((other) => positionsOf(other).map((position) => ({ style: other, position })))
        const faults: string[] = []
        for (const position of positionsOf(style)) {
          for (const other of others) {
            const a = named('a', style, { position, closedFor: 'visit' })
            const b = named('b', other.style, { position: other.position, shownName: LONG_NAMES.en, offset: { inline: 12, block: 30 } })
            await show([a, b], { unread: 2 })
            const [first, second] = [boxOf(of('a')), boxOf(of('b'))]
            const pair = `${position}, ${other.style} ${other.position}`
            const overlapX = Math.min(first.right, second.right) - Math.max(first.left, second.left)
            const overlapY = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top)
            if (overlapX > 0.5 && overlapY > 0.5) faults.push(`${pair} overlap`)
            for (const box of [first, second]) if (box.left < -0.5 || box.right > width + 0.5 || box.width < 40) faults.push(`${pair} outside of the page: ${box.left} to ${box.right}`)
          }
        }
        assert.deepEqual(faults.slice(0, 5), [], `${faults.length} pairs`)
      })
    }
  }

  it('RC-11 stacks the components of a corner in the order in which they were made, the first outermost', async () => {
    const { of } = await stage([named('a', 'round-button'), named('b', 'horizontal-button'), named('c', 'card')])
    const [a, b, c] = ['a', 'b', 'c'].map((id) => of(id).getBoundingClientRect())
    assert.equal(innerHeight - (a?.bottom ?? 0), 20)
    assert.equal((a?.top ?? 0) - (b?.bottom ?? 0), 12)
    assert.equal((b?.top ?? 0) - (c?.bottom ?? 0), 12)
  })

  it('RC-11 lifts the lower corners above a bottom bar', async () => {
    const { of } = await stage([named('a', 'round-button'), named('bar', 'bottom-bar')])
    const bar = of('bar').getBoundingClientRect()
    assert.equal(bar.bottom, innerHeight)
    assert.equal(bar.top - of('a').getBoundingClientRect().bottom, 20)
  })

  it('RC-11 lets what is higher than the page be reached by keyboard', async () => {
    await setViewport({ width: 320, height: 300 })
    const { layer, of } = await stage([1, 2, 3, 4].map((nr) => named(`c${nr}`, 'card', { closedFor: 'visit' })))
    assert.ok(of('c4').getBoundingClientRect().bottom < 0, 'fits')
    of('c4').focus()
    await frames()
    assert.ok(of('c4').getBoundingClientRect().bottom > 0, 'is out of sight')
    assert.ok(layer.isConnected)
  })

  for (const [position, side, end] of [
    ['top-start', 'left', 'top'],
    ['top-end', 'right', 'top'],
    ['bottom-start', 'left', 'bottom'],
    ['bottom-end', 'right', 'bottom'],
  ] as const) {
    for (const language of ['en', 'ar'] as const) {
      it(`RC-4 stands at ${position}, at its own distance from the edges: ${language}`, async () => {
        const { of } = await stage([named('a', 'round-button', { position, offset: { inline: 32, block: 48 } })], { language })
        const box = of('a').getBoundingClientRect()
        const isLeft = (side === 'left') === (language === 'en')
        assert.equal(isLeft ? box.left : innerWidth - box.right, 32)
        assert.equal(end === 'top' ? box.top : innerHeight - box.bottom, 48)
      })
    }
  }

  it('RC-4 stands in the middle of an edge', async () => {
    const { of } = await stage([
      named('top', 'horizontal-button', { position: 'top' }),
      named('bottom', 'horizontal-button', { position: 'bottom' }),
      named('start', 'side-tab', { position: 'start' }),
      named('end', 'side-tab', { position: 'end' }),
    ])
    const boxes = ['top', 'bottom', 'start', 'end'].map((id) => of(id).getBoundingClientRect())
    for (const box of boxes.slice(0, 2)) assert.ok(Math.abs(box.left + box.right - innerWidth) < 1)
    for (const box of boxes.slice(2)) assert.ok(Math.abs(box.top + box.bottom - innerHeight) < 1)
    assert.deepEqual([boxes[2]?.left, boxes[3]?.right], [0, innerWidth])
  })

  it('RC-13 leaves all clicks outside of their boxes to the page, and moves nothing on it', async () => {
    const button = put('button', 'position:fixed;inset:0;margin:0')
    const height = document.documentElement.scrollHeight
    const { of, root } = await stage(DRAWN_STYLES.map((style) => sample(style)))
    const boxes = DRAWN_STYLES.map((style) => of(`sample-${style}`).getBoundingClientRect())
    let free = 0
    for (let x = 3; x < innerWidth; x += 20) {
      for (let y = 3; y < innerHeight; y += 20) {
        if (boxes.some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)) continue
        free++
        assert.equal(document.elementFromPoint(x, y), button, `at ${x}, ${y}`)
      }
    }
    assert.ok(free > 100)
    assert.equal(document.documentElement.scrollHeight, height)
    assert.ok(root.host.isConnected)
  })

  it('CW-20 lays out its own places only, and nothing of the window beside it', async () => {
    const { of } = await stage([named('a', 'round-button')])
    const box = document.createElement('div')
    box.className = 'card-top bottom-send'
    box.append(document.createElement('i'))
    const root = of('a').getRootNode() as ShadowRoot
    root.append(box)
    const { marginBlock } = getComputedStyle(box.firstElementChild as Element)
    assert.deepEqual([marginBlock, getComputedStyle(box).alignItems], ['0px', 'normal'])
  })

  it('RC-13 prints as nothing', async () => {
    const { of } = await stage(DRAWN_STYLES.map((style) => sample(style)))
    await emulateMedia({ media: 'print' })
    for (const style of DRAWN_STYLES) assert.equal(of(`sample-${style}`).getBoundingClientRect().width, 0)
    await emulateMedia({ media: 'screen' })
  })

  it('RC-13 only fades where motion is not wanted', async () => {
    const { of, $ } = await stage([named('a', 'round-button')])
    const look = () => [getComputedStyle(of('a')).getPropertyValue('--small'), getComputedStyle($('a', '.act')).transitionDuration]
    assert.deepEqual(look(), ['', '0s'])
    await emulateMedia({ reducedMotion: 'no-preference' })
    assert.deepEqual(look(), ['.96', '0.12s'])
    await emulateMedia({ reducedMotion: 'reduce' })
  })

  it('RC-13 has a way to close of 44 px wherever it can be closed, and none elsewhere', async () => {
    const { $ } = await stage(DRAWN_STYLES.map((style) => sample(style, 'en', { closedFor: 'visit' })))
    for (const style of DRAWN_STYLES) {
      const close = $(`sample-${style}`, '[part=close]')
      assert.deepEqual([close.offsetWidth, close.offsetHeight, close.ariaLabel], [44, 44, 'Close'], style)
    }
    const { $: other } = await stage([named('a', 'card', { closedFor: undefined as never })])
    assert.equal(other('a', '[part=close]'), null)
  })

  it('RC-13 closes with Escape while the focus is inside, and gives the focus on', async () => {
    const link = put('button')
    link.textContent = 'Book'
    const { list, on } = asked()
    const card = named('card', 'card')
    const round = named('round', 'round-button')
    const { show, of } = await stage([card, round], { on })
    link.focus()
    of('card').focus()
    await sendKeys({ press: 'Escape' })
    assert.ok(list.includes('onCloseRequest: card'))
    await show([round])
    assert.equal(of('round').matches(':focus-within'), true)
    await show([])
    assert.equal(document.activeElement, link)
  })

  it('RC-13 does not close with Escape what cannot be closed', async () => {
    const { list, on } = asked()
    const { of } = await stage([named('a', 'round-button')], { on })
    of('a').focus()
    await sendKeys({ press: 'Escape' })
    assert.deepEqual(list.filter((one) => one.startsWith('onClose')), [])
  })

  it('CW-19 works every style by keyboard alone', async () => {
    for (const style of DRAWN_STYLES) {
      const { list, on } = asked()
      const { destroy } = await stage([sample(style, 'en', { closedFor: 'visit', phone: undefined as never })], { on })
      await sendKeys({ press: 'Tab' })
      await sendKeys({ press: 'Enter' })
      await sendKeys({ press: 'Tab' })
      await sendKeys({ press: 'Enter' })
      const wishes = list.filter((one) => !/Shown|Intent/.test(one))
      assert.deepEqual(wishes, [`onToggleRequest: sample-${style}`, `onCloseRequest: sample-${style}`], style)
      destroy()
      document.body.focus()
    }
  })

  it('RC-16 says that a component was shown when it is in sight, and once', async () => {
    await setViewport({ width: 320, height: 300 })
    const { list, on } = asked()
    const cards = [1, 2, 3, 4].map((nr) => named(`c${nr}`, 'card'))
    const { show, of } = await stage(cards, { on })
    await frames()
    await show(cards, { unread: 1 })
    await frames()
    const shown = () => list.filter((one) => one.startsWith('onShown'))
    assert.deepEqual(shown(), ['onShown: c1', 'onShown: c2'])
    of('c4').scrollIntoView()
    await frames()
    assert.ok(shown().includes('onShown: c4'))
    assert.equal(new Set(shown()).size, shown().length)
  })

  it('RC-1 leads to a messenger by a link to its transit page, and to a phone by a call', async () => {
    const { list, on } = asked()
    const { $ } = await stage([named('m', 'card', { kind: 'messenger', slug: 'abc' }), named('p', 'round-button', { kind: 'phone', phone: '+47 22 12-34 56' })], { server: 'https://desk.example', on })
    const [messenger, call] = [$('m', '.act'), $('p', '.act')] as HTMLAnchorElement[]
    assert.deepEqual([messenger?.href, messenger?.target, messenger?.rel], ['https://desk.example/go/abc', '_blank', 'noopener'])
    assert.equal(messenger?.ariaLabel, 'Write to us, opens in a new window')
    assert.equal(call?.getAttribute('href'), 'tel:+4722123456')
    for (const link of [messenger, call]) {
      link?.addEventListener('click', (event) => event.preventDefault())
      link?.click()
    }
    assert.deepEqual(list.filter((one) => one.startsWith('onFollowed')), ['onFollowed: m', 'onFollowed: p'])
  })

  it('RC-1 has two actions in an action bar: chat and call', async () => {
    const { $, of } = await stage([named('a', 'action-bar')])
    const names = [...(of('a').shadowRoot?.querySelectorAll('.act') ?? [])].map((one) => `${one.localName}: ${one.ariaLabel}`)
    assert.deepEqual(names, ['button: Chat with us', 'a: Call us'])
    assert.ok($('a', 'a').getAttribute('href')?.startsWith('tel:'))
    const { $: away } = await stage([named('b', 'action-bar', { isAway: true })])
    assert.equal(away('b', 'a path').getAttribute('d'), phone)
  })

  it('RC-9 stands there as "leave a message", whatever its kind, and leads to the window', async () => {
    const { list, on } = asked()
    const { $ } = await stage([named('a', 'card', { kind: 'messenger', isAway: true })], { on })
    assert.equal($('a', '.act').textContent?.trim(), 'Leave a message')
    assert.equal($('a', '[part=greeting]'), null)
    $('a', '.act').click()
    assert.ok(list.includes('onToggleRequest: a'))
  })

  it('writes words in the direction of their own language, at the side of the page’s', async () => {
    const { of } = await stage([sample('card', 'en', { greeting: 'How can we help?' })], { language: 'ar' })
    const greeting = of('sample-card').shadowRoot?.querySelector('[part=greeting]')
    const at = (from: number) => {
      const range = new Range()
      range.setStart(greeting?.firstChild as Text, from)
      range.setEnd(greeting?.firstChild as Text, from + 1)
      return range.getBoundingClientRect()
    }
    const mark = 'How can we help?'.length - 1
    assert.ok(at(mark).left > at(0).right, 'the question mark ends the sentence')
    assert.ok(Math.abs(at(mark).right - (greeting?.getBoundingClientRect().right ?? 0)) < 2, 'and the sentence begins where the Arabic ones do')
  })

  it('CW-9 says politely how much is unread', async () => {
    const { layer, show } = await stage([named('a', 'round-button')])
    const said = () => layer.querySelector('[role=status]')?.textContent
    assert.equal(said(), '')
    await show([named('a', 'round-button')], { unread: 3 })
    assert.equal(said(), 'Chat with us, 3 new messages')
  })

  it('fetches the window on intent of what leads to it, and of nothing else', async () => {
    const { list, on } = asked()
    const { of } = await stage([named('a', 'round-button'), named('p', 'round-button', { kind: 'phone', phone: '1' })], { on })
    of('p').focus()
    assert.equal(list.includes('onIntent'), false)
    of('a').focus()
    assert.equal(list.includes('onIntent'), true)
  })

  it('RC-1 shows the card of an account, keeps the focus in it and gives it back', async () => {
    const { list, on } = asked()
    const { root, of } = await stage([{ ...contactSample(), id: 'f' as ComponentId }], { on })
    of('f').focus()
    await sendKeys({ press: 'Enter' })
    const card = await cardIn(root)
    const dialog = card.querySelector('dialog')
    assert.ok(dialog?.matches(':modal'))
    assert.equal(card.activeElement, dialog)
    assert.ok(list.includes('onFollowed: f'))
    assert.deepEqual(await accessibilityFaults(card.host), [])
    const link = dialog?.querySelector('a')
    assert.deepEqual([link?.href, link?.textContent], ['https://social.example/nordwind', 'Follow us'])
    for (let presses = 0; presses < 4; presses++) {
      await sendKeys({ press: 'Tab' })
      assert.ok(document.activeElement === root.host || document.activeElement === document.body, 'the focus is on the page')
    }
    await sendKeys({ press: 'Escape' })
    await frames()
    assert.equal(root.querySelector('foyer-contact-card'), null)
    assert.equal(of('f').matches(':focus-within'), true)
  })

  it('CW-18 says of the code on a contact card in the language of its component what it is', async () => {
    const { root, of } = await stage([{ ...contactSample(), id: 'f' as ComponentId, language: 'zh' }])
    of('f').shadowRoot?.querySelector<HTMLElement>('.act')?.click()
    const card = await cardIn(root)
    assert.deepEqual([card.querySelector('img')?.alt, card.querySelector('small')?.textContent], ['二维码', '用手机扫描二维码'])
  })

  it('shows texts as texts, and follows no address that would run something', async () => {
    const hostile = '<img src=x onerror=alert(1)>'
    const card = { title: hostile, text: hostile, address: 'javascript:alert(1)', code: '/x' }
    const { root, of } = await stage([
      ...DRAWN_STYLES.map((style) => sample(style, 'en', { shownName: hostile, greeting: hostile, avatar: undefined as never, accent: 'red;position:fixed' })),
      { ...contactSample(), id: 'f' as ComponentId, card },
    ])
    for (const style of DRAWN_STYLES) {
      assert.equal(of(`sample-${style}`).shadowRoot?.querySelector('img[onerror]'), null)
      assert.equal(getComputedStyle(of(`sample-${style}`)).position, 'static')
    }
    of('f').shadowRoot?.querySelector<HTMLElement>('.act')?.click()
    assert.equal((await cardIn(root)).querySelector('a'), null)
  })

  it('RC-5 keeps the picture’s box before the picture is there, and shows the other one on hover', async () => {
    const { $ } = await stage([named('a', 'image', { image: { src: '/never.png', hover: AVATAR, mobile: AVATAR, alt: 'Ask us', width: 120, height: 90 } })])
    assert.deepEqual([$('a', '.act').offsetWidth, $('a', '.act').offsetHeight], [120, 90])
    assert.equal($('a', '.act').ariaLabel, 'Ask us')
    assert.equal(getComputedStyle($('a', '.hover')).opacity, '0')
    assert.ok($('a', 'source').getAttribute('media')?.includes('480'))
  })

  it('RC-19 lets the page reach every piece, and set colour, radius, font and distance', async () => {
    pageStyles('foyer-widget::part(card-button){letter-spacing:3px}foyer-widget::part(name){font-style:italic}foyer-widget::part(component){outline:7px solid red}')
    const { style } = document.documentElement
    for (const [name, value] of Object.entries({ accent: 'yellow', radius: '0px', font: 'monospace', 'offset-inline': '5px', 'offset-block': '6px' })) style.setProperty(`--foyer-${name}`, value)
    const { $, of } = await stage([named('a', 'card')])
    const act = getComputedStyle($('a', '.act'))
    assert.deepEqual([act.letterSpacing, act.backgroundColor, act.borderRadius, act.fontFamily], ['3px', 'rgb(255, 255, 0)', '0px', 'monospace'])
    assert.equal(getComputedStyle($('a', '[part=name]')).fontStyle, 'italic')
    assert.equal(getComputedStyle(of('a')).outlineWidth, '7px')
    const box = of('a').getBoundingClientRect()
    assert.deepEqual([innerWidth - box.right, innerHeight - box.bottom], [5, 6])
  })

  it('RC-19 stands at the layer that the page gives it', async () => {
    document.documentElement.style.setProperty('--foyer-layer', '5')
    const { of, root } = await stage([named('a', 'round-button')])
    const middle = () => {
      const { x, y, width, height } = of('a').getBoundingClientRect()
      return document.elementFromPoint(x + width / 2, y + height / 2)
    }
    put('div', 'position:fixed;inset:0;z-index:4')
    assert.equal(middle(), root.host)
    const above = put('div', 'position:fixed;inset:0;z-index:6')
    assert.equal(middle(), above)
  })

  it('CW-3 puts a text on any accent that can be read: 4.5:1', async () => {
    const steps = ['00', '55', '77', '99', 'cc', 'ff']
    const { show, $ } = await stage([])
    for (const r of steps) {
      for (const g of steps) {
        for (const b of steps) {
          await show([named('a', 'round-button', { accent: `#${r}${g}${b}` })])
          const { color, backgroundColor } = getComputedStyle($('a', '.act'))
          const contrast = contrastOf(color, backgroundColor)
          assert.ok(contrast >= 4.5, `#${r}${g}${b}: ${color} ${contrast}`)
        }
      }
    }
  })

  it('follows a change at once: another style, place and name under the same id', async () => {
    const { show, of } = await stage([named('a', 'round-button')])
    await show([named('a', 'card', { position: 'top-start', shownName: 'Ask' })])
    assert.equal(of('a').localName, 'foyer-card')
    assert.equal(of('a').getBoundingClientRect().top, 20)
    await show([])
    assert.equal(of('a'), null)
  })

  it('names what a component needs, and no more', () => {
    const parts = (style: DrawnStyle, over: Partial<ShownComponent> = {}) => partsOf({ ...sample(style), closedFor: undefined as never, ...over }, 'zh').join(' ')
    assert.equal(parts('round-button'), 'round-button')
    assert.equal(parts('image'), 'image')
    assert.equal(parts('card'), 'card zh')
    assert.equal(parts('card', { language: 'ar' }), 'card ar')
    assert.equal(parts('action-bar'), 'action-bar zh phone')
    assert.equal(parts('round-button', { closedFor: 'ever' }), 'round-button zh')
    assert.equal(parts('round-button', { kind: 'phone' }), 'round-button zh phone')
    assert.equal(parts('round-button', { show: { outsideHours: 'leave-message' } }), 'round-button zh icons')
    assert.equal(partsOf({ ...sample('card'), style: 'custom-dom' }, 'en').length, 0)
  })
})

/** The box of a component with everything that can be clicked in it: the way to close stands out of some. */
function boxOf(element: HTMLElement): DOMRect {
  const boxes = [element, ...(element.shadowRoot?.querySelectorAll('.act, .close') ?? [])].map((one) => one.getBoundingClientRect())
  const left = Math.min(...boxes.map((box) => box.left))
  const top = Math.min(...boxes.map((box) => box.top))
  return new DOMRect(left, top, Math.max(...boxes.map((box) => box.right)) - left, Math.max(...boxes.map((box) => box.bottom)) - top)
}

/** Contrast ratio of two CSS colours (WCAG 2.2), as a canvas paints them. */
function contrastOf(...colours: [string, string]): number {
  const [a = 0, b = 0] = colours.map((colour) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((channel) => (channel > 10.3 ? ((channel / 255 + 0.055) / 1.055) ** 2.4 : channel / 255 / 12.92))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  })
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
