/** Elements of the page that start the reception (RC-6), on a page that works as single-page applications do. */
import { sendKeys } from '@web/test-runner-commands'
import type { ComponentId } from '@foyer/sdk/protocol'
import { assert } from './chat-window/testing/assert.ts'
import { COMPONENT, component, config, endPages, openPage, quiet, until, type PageOptions } from './testing/page.ts'

const before = location.href
const bound = (...selectors: string[]) => config({ components: [component({ style: 'custom-dom', selectors })] })

function el(tag: string, attributes: Readonly<Record<string, string>> = {}, ...children: (Element | string)[]): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** A small application: views that come and go, with links between them. */
function application() {
  const place = document.createElement('main')
  document.body.append(place)
  return {
    place,
    /** Replaces the view, as a router does. */
    show: (...view: Element[]) => place.replaceChildren(...view),
    $: (selector: string) => place.querySelector<HTMLElement>(selector) as HTMLElement,
  }
}

describe('elements that start the reception', () => {
  let app: ReturnType<typeof application>
  beforeEach(() => {
    app = application()
  })
  afterEach(async () => {
    await endPages()
    app.place.remove()
    history.replaceState(null, '', before)
  })

  /** A page with Foyer that has found what it is to bind. */
  async function page(options: PageOptions, ...view: Element[]) {
    app.show(...view)
    const opened = openPage(options)
    await opened.foyer.init({ site: 'demo' })
    const isOpen = () => opened.foyer.getState().isOpen
    return { ...opened, isOpen, opens: () => until(isOpen) }
  }
  const isMarked = (selector: string) => () => app.$(selector)?.getAttribute('aria-haspopup') === 'dialog'

  it('RC-6 opens by a click on the element that the settings name, and gives the focus back to it', async () => {
    const { foyer, root, opens } = await page({ answer: bound('#ask') }, el('button', { id: 'ask' }, 'Ask'))
    await until(isMarked('#ask'))
    app.$('#ask').focus()
    app.$('#ask').click()
    await opens()
    assert.equal(app.$('#ask').getAttribute('aria-expanded'), 'true')
    await until(() => root()?.activeElement?.localName === 'textarea')
    await foyer.close()
    assert.equal(document.activeElement, app.$('#ask'))
    assert.equal(app.$('#ask').getAttribute('aria-expanded'), 'false')
  })

  it('RC-6 draws nothing of its own before the click', async () => {
    const { root } = await page({ answer: bound('#ask') }, el('button', { id: 'ask' }, 'Ask'))
    await until(isMarked('#ask'))
    await quiet()
    assert.equal(root(), undefined)
  })

  it('RC-6 works for several elements, and for what comes later and inside of others', async () => {
    const { foyer, opens } = await page({ answer: bound('.ask', 'footer a') }, el('button', { class: 'ask' }, 'One'))
    await until(isMarked('.ask'))
    app.show(el('section', {}, el('button', { class: 'ask' }, el('b', {}, 'Two'))), el('footer', {}, el('a', { href: '#' }, 'Three')))
    for (const selector of ['.ask b', 'footer a']) {
      app.$(selector).click()
      await opens()
      await foyer.close()
    }
  })

  it('RC-6 leaves nothing on elements that go away or are bound no more', async () => {
    const { foyer, change } = await page({ answer: bound('.ask') }, el('button', { class: 'ask' }, 'One'), el('a', { href: '/x', 'aria-haspopup': 'menu' }, 'Two'))
    await until(isMarked('.ask'))
    const gone = app.$('.ask')
    app.show(el('button', { class: 'ask' }, 'New'))
    await until(isMarked('.ask'))
    await until(() => !gone.hasAttribute('aria-haspopup'))
    assert.equal(gone.hasAttribute('aria-expanded'), false)
    await change(config({ version: 2, components: [] }))
    await until(() => !app.$('.ask').hasAttribute('aria-haspopup'))
    app.$('.ask').click()
    await quiet()
    assert.equal(foyer.getState().isOpen, false)
  })

  it('RC-6 keeps what an element says of itself', async () => {
    const { foyer } = await page({ answer: config({ components: [] }) }, el('button', { 'aria-haspopup': 'menu', 'aria-expanded': 'mixed' }, 'Menu'), el('div', { id: 'box' }, 'Box'))
    const undo = foyer.bind('button, #box')
    await quiet()
    assert.equal(app.$('button').getAttribute('aria-haspopup'), 'menu')
    undo()
    await quiet()
    assert.equal(app.$('button').getAttribute('aria-expanded'), 'mixed')
    // What is no button may not say that it opens something.
    assert.equal(app.$('#box').hasAttribute('aria-haspopup'), false)
  })

  for (const method of ['stopPropagation', 'stopImmediatePropagation', 'preventDefault'] as const) {
    it(`RC-6 works beside an own handler that calls ${method}, and leaves that alone`, async () => {
      const { opens } = await page({ answer: bound('#ask') }, el('button', { id: 'ask' }, el('i', {}, 'Ask')))
      await until(isMarked('#ask'))
      let heard = 0
      app.$('i').addEventListener('click', (event) => {
        heard++
        event[method]()
      })
      app.$('i').click()
      await opens()
      assert.equal(heard, 1)
    })
  }

  it('RC-6 leaves disabled elements alone', async () => {
    const { isOpen } = await page({ answer: bound('.ask') }, el('button', { class: 'ask', disabled: '' }, 'A'), el('button', { class: 'ask', id: 'aria', 'aria-disabled': 'true' }, 'B'))
    await until(isMarked('.ask'))
    app.$('.ask').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    app.$('#aria').click()
    await quiet()
    assert.equal(isOpen(), false)
  })

  it('RC-6 keeps a page where it is for links that lead nowhere, and lets the others lead', async () => {
    await page({ answer: bound('a') }, el('a', { id: 'none', href: '#' }, 'A'), el('a', { id: 'own', href: '/contact', 'data-foyer': '' }, 'B'), el('a', { id: 'far', href: '/contact' }, 'C'), el('a', { id: 'part', href: '#part' }, 'D'))
    await until(isMarked('#none'))
    const prevented: Record<string, boolean> = {}
    app.place.addEventListener('click', (event) => {
      const { id } = event.target as Element
      prevented[id] = event.defaultPrevented
      event.preventDefault()
    })
    for (const id of ['none', 'own', 'far', 'part']) app.$(`#${id}`).click()
    assert.deepEqual(prevented, { none: true, own: true, far: false, part: false })
    // The page that comes shows the window.
    assert.equal(sessionStorage.getItem('foyer:open:demo'), 'yes')
  })

  it('RC-6 leaves a link alone that the visitor wants in a tab of its own', async () => {
    const { isOpen, counted } = await page({ answer: bound('a') }, el('a', { href: '#' }, 'A'))
    await until(isMarked('a'))
    let isPrevented = true
    app.place.addEventListener('click', (event) => {
      isPrevented = event.defaultPrevented
      event.preventDefault()
    })
    app.$('a').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }))
    await quiet()
    assert.deepEqual([isOpen(), isPrevented], [false, false])
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.deepEqual(counted(), [`shown ${COMPONENT}`])
  })

  for (const key of ['Enter', 'Space'] as const) {
    it(`RC-6 reacts to ${key} where the element can have the focus, once`, async () => {
      const { opens, counted } = await page({ answer: bound('[role=button]') }, el('div', { role: 'button', tabindex: '0' }, 'Ask'))
      await until(isMarked('[role=button]'))
      // An own handler that makes a click of the key must not count twice.
      app.$('div').addEventListener(key === 'Enter' ? 'keydown' : 'keyup', () => app.$('div').click())
      app.$('div').focus()
      await sendKeys({ press: key })
      await opens()
      window.dispatchEvent(new PageTransitionEvent('pagehide'))
      assert.equal(counted().filter((one) => one.startsWith('clicked')).length, 1)
    })
  }

  it('RC-6 leaves the keys to what the browser makes a click of, and to what one writes in', async () => {
    const { opens, counted } = await page({ answer: bound('button', '#form') }, el('div', { id: 'form', tabindex: '0' }, el('input')), el('button', {}, 'Ask'))
    await until(isMarked('button'))
    app.$('input').focus()
    await sendKeys({ press: 'Enter' })
    app.$('button').focus()
    await sendKeys({ press: 'Enter' })
    await opens()
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.equal(counted().filter((one) => one.startsWith('clicked')).length, 1)
  })

  it('RC-6 says one line about a selector that is none, and the others work', async () => {
    const { opens, said } = await page({ answer: bound('##', '#ask') }, el('button', { id: 'ask' }, 'Ask'))
    await until(isMarked('#ask'))
    app.$('#ask').click()
    await opens()
    assert.equal(said.length, 1)
    assert.match(said[0] ?? '', /^\[foyer\] ## is not a CSS selector/)
  })

  it('RC-6 counts a showing when the element is seen, and each click', async () => {
    const { opens, foyer, counted } = await page({ answer: bound('#ask') }, el('p', { style: 'height:3000px' }), el('button', { id: 'ask' }, 'Ask'))
    await until(isMarked('#ask'))
    await quiet()
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.deepEqual(counted(), [])
    let isSeen = false
    foyer.on('component:shown', () => (isSeen = true))
    app.$('#ask').scrollIntoView()
    await until(() => isSeen)
    app.$('#ask').click()
    await opens()
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.deepEqual(counted(), [`shown ${COMPONENT}`, `clicked ${COMPONENT}`])
  })

  it('RC-6 fetches what a click will need as soon as it is about to come', async () => {
    const { root } = await page({ answer: bound('#ask') }, el('button', { id: 'ask' }, 'Ask'))
    await until(isMarked('#ask'))
    app.$('#ask').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
    await until(root)
  })

  it('RC-9 binds only where the rules of the component allow', async () => {
    const answer = config({ components: [component({ style: 'custom-dom', selectors: ['#ask'], show: { include: ['/tours/*'] } })] })
    const { isOpen, opens } = await page({ answer }, el('button', { id: 'ask' }, 'Ask'))
    app.$('#ask').click()
    await quiet()
    assert.equal(isOpen(), false)
    history.pushState(null, '', '/tours/3')
    await until(isMarked('#ask'))
    app.$('#ask').click()
    await opens()
  })

  describe('Foyer.bind', () => {
    it('RC-6 binds an element until it is undone', async () => {
      const { foyer, opens, isOpen } = await page({ answer: config({ components: [] }) }, el('button', {}, 'Ask'))
      const undo = foyer.bind(app.$('button'))
      await until(isMarked('button'))
      app.$('button').click()
      await opens()
      await foyer.close()
      undo()
      assert.equal(app.$('button').hasAttribute('aria-haspopup'), false)
      app.$('button').click()
      await quiet()
      assert.equal(isOpen(), false)
    })

    it('RC-6 can be called before init, and holds over forget', async () => {
      app.show(el('button', {}, 'Ask'))
      const { foyer } = openPage({ answer: config({ components: [] }) })
      foyer.bind('button')
      await foyer.init({ site: 'demo' })
      await until(isMarked('button'))
      await foyer.forget()
      await until(isMarked('button'))
      app.$('button').click()
      await until(() => foyer.getState().isOpen)
    })

    it('RC-6 is undone by unbind, for the element or the selector that was given', async () => {
      const { foyer, isOpen } = await page({ answer: config({ components: [] }) }, el('button', {}, 'Ask'), el('a', { href: '#' }, 'B'))
      foyer.bind(app.$('button'))
      foyer.bind('a')
      await until(isMarked('a'))
      foyer.unbind(app.$('button'))
      foyer.unbind('a')
      app.$('button').click()
      app.$('a').click()
      await quiet()
      assert.equal(isOpen(), false)
    })

    it('RC-6 takes the innermost of several, and the last of one', async () => {
      const other = 'c2' as ComponentId
      const { foyer, counted } = await page(
        { answer: config({ components: [component(), component({ id: other })] }) },
        el('div', { id: 'outer' }, el('button', { id: 'inner' }, 'Ask')),
      )
      foyer.bind('#outer', { component: COMPONENT })
      foyer.bind('#inner', { component: COMPONENT })
      foyer.bind(app.$('#inner'), { component: other })
      await until(isMarked('#inner'))
      app.$('#inner').click()
      window.dispatchEvent(new PageTransitionEvent('pagehide'))
      assert.deepEqual(counted().filter((one) => one.startsWith('clicked')), [`clicked ${other}`])
    })

    it('RC-6 sees into shadow roots: open ones by selector, closed ones by the element', async () => {
      const { foyer, opens } = await page({ answer: config({ components: [] }) }, el('div', { id: 'open' }), el('div', { id: 'closed' }))
      const inside = (host: string, mode: ShadowRootMode) => {
        const button = document.createElement('button')
        app.$(host).attachShadow({ mode }).append(button)
        return button
      }
      const [seen, unseen] = [inside('#open', 'open'), inside('#closed', 'closed')]
      seen.id = 'seen'
      foyer.bind('#seen')
      foyer.bind(unseen)
      await until(() => unseen.hasAttribute('aria-haspopup'))
      for (const button of [seen, unseen]) {
        button.click()
        await opens()
        await foyer.close()
      }
    })

    it('RC-6 sends its message with the first click, and only opens afterwards', async () => {
      const { foyer, threads, opens, madeWith } = await page({}, el('button', {}, 'Ask'))
      foyer.bind('button', { component: COMPONENT, message: 'About tour 3' })
      await until(isMarked('button'))
      app.$('button').click()
      await opens()
      await foyer.close()
      app.$('button').click()
      await opens()
      await until(() => threads[0]?.calls.some((call) => call.startsWith('send')))
      assert.deepEqual(threads[0]?.calls.filter((call) => call.startsWith('send')), ['send About tour 3'])
      assert.equal(madeWith[0]?.start().componentId, COMPONENT)
    })

    for (const [sentence, wrong, line] of [
      ['what is no element', (foyer: ReturnType<typeof openPage>['foyer']) => foyer.bind(null as never), /bind takes an element/],
      ['a component that the site does not have', (foyer: ReturnType<typeof openPage>['foyer']) => foyer.bind('button', { component: 'c9' }), /no reception component c9/],
    ] as const) {
      it(`CW-22 says one line about ${sentence}`, async () => {
        const { foyer, said } = await page({}, el('button', {}, 'Ask'))
        const codes: string[] = []
        foyer.on('error', ({ code }) => codes.push(code))
        wrong(foyer)
        await until(() => said.length > 0)
        assert.match(said[0] ?? '', line)
        assert.deepEqual(codes, ['invalid_option'])
      })
    }
  })

  describe('what leads elsewhere', () => {
    const link = () => config({ components: [component({ style: 'link', slug: 'summer' })] })

    it('RC-10 opens a link in a window of its own', async () => {
      const { foyer, popups, isOpen } = await page({ answer: link() }, el('button', {}, 'Ask'))
      foyer.bind('button', { component: COMPONENT })
      await quiet()
      app.$('button').click()
      assert.deepEqual(popups, ['https://desk.example/c/summer foyer-summer popup,width=420,height=720'])
      await quiet()
      assert.equal(isOpen(), false)
    })

    it('RC-10 opens the layer instead if the window is blocked', async () => {
      const { foyer, world, popups, opens } = await page({ answer: link() }, el('button', {}, 'Ask'))
      world.blocksPopups = true
      foyer.bind('button', { component: COMPONENT })
      await quiet()
      app.$('button').click()
      await opens()
      assert.equal(popups.length, 1)
    })

    it('RC-10 opens a link that code starts in a window of its own, but a message stays here', async () => {
      const { foyer, popups, isOpen } = await page({ answer: link() })
      await foyer.startConversation({ component: COMPONENT })
      assert.deepEqual([popups.length, isOpen()], [1, false])
      await foyer.startConversation({ component: COMPONENT, message: 'Hello' })
      assert.deepEqual([popups.length, isOpen()], [1, true])
    })

    it('RC-12 leads to a messenger by the page for it', async () => {
      const answer = config({ components: [component({ kind: 'messenger', style: 'custom-dom', selectors: ['button'], slug: 'wa' })] })
      const { popups, counted, isOpen } = await page({ answer }, el('button', {}, 'WhatsApp'))
      await quiet()
      app.$('button').click()
      assert.deepEqual(popups, ['https://desk.example/go/wa _blank noopener'])
      assert.equal(app.$('button').hasAttribute('aria-haspopup'), false)
      window.dispatchEvent(new PageTransitionEvent('pagehide'))
      assert.ok(counted().includes(`clicked ${COMPONENT}`))
      assert.equal(isOpen(), false)
    })
  })
})
