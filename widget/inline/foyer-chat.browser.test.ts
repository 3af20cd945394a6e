/** The chat in a box of the page (RC-18): `<foyer-chat>` and `Foyer.mount`, alone and beside the floating window. */
import type { Foyer } from '@foyer/sdk/api'
import type { ComponentId } from '@foyer/sdk/protocol'
import { assert } from '../chat-window/testing/assert.ts'
import { COMPONENT, component, config, endPages, openPage, quiet, until } from '../testing/page.ts'
import { defineChat } from './foyer-chat.define.ts'

const EVENTS = ['foyer-open', 'foyer-close', 'foyer-message', 'foyer-conversation', 'foyer-unread', 'foyer-error']

/** The tag can be defined once for a page; behind it is the Foyer of the test that runs. */
let current: Foyer
defineChat({ door: async () => current, report: console.error })

describe('the chat in a box of the page', () => {
  let place: HTMLElement
  beforeEach(() => {
    place = document.createElement('main')
    document.body.append(place)
  })
  afterEach(async () => {
    place.remove()
    await quiet()
    await endPages()
  })

  async function page(...options: Parameters<typeof openPage>) {
    const opened = openPage(...options)
    current = opened.foyer
    await opened.start()
    return opened
  }
  /** An element of the page, and what is told on it. */
  function chat(attributes: Record<string, string> = {}) {
    const element = document.createElement('foyer-chat')
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    const told: string[] = []
    for (const name of EVENTS) element.addEventListener(name, () => told.push(name))
    return { element, told }
  }
  const field = (element: Element) => element.shadowRoot?.querySelector('textarea')
  const region = (element: Element) => element.shadowRoot?.querySelector('.place-inline')

  it('RC-18 stands in its element, without taking the focus', async () => {
    await page()
    const { element, told } = chat()
    element.style.cssText = 'inline-size:400px;block-size:500px'
    place.append(element)
    await until(() => field(element))
    assert.equal(document.activeElement, document.body)
    const { width, height } = (region(element) as Element).getBoundingClientRect()
    assert.deepEqual([width, height], [400, 500])
    assert.deepEqual(told, ['foyer-open'])
  })

  it('RC-18 shows what the page has in the element until the chat is there, and after', async () => {
    await page()
    const { element } = chat()
    element.textContent = 'Call us: 123'
    place.append(element)
    const slot = () => element.shadowRoot?.querySelector('slot')
    await until(() => element.shadowRoot)
    await until(() => field(element))
    assert.equal(slot(), null)
    element.remove()
    await until(slot)
    assert.equal(field(element), null)
  })

  it('RC-18 fetches the window only when its box comes near', async () => {
    const { threads } = await page()
    const { element } = chat()
    place.innerText = ''
    const far = document.createElement('p')
    far.style.height = '5000px'
    place.append(far, element)
    await quiet()
    assert.equal(threads.length, 0)
    element.scrollIntoView()
    await until(() => field(element))
  })

  it('RC-18 shows one thread in all boxes and in the window', async () => {
    const { foyer, threads, root } = await page()
    const [one, other] = [chat().element, chat().element]
    place.append(one, other)
    await until(() => field(one) && field(other))
    await foyer.open()
    await until(() => root()?.querySelector('textarea'))
    assert.equal(threads.length, 1)
  })

  it('RC-18 counts what is written in it for its component, and its showing when it is seen', async () => {
    const { threads, counted } = await page({ answer: config({ components: [component({ style: 'link' })] }) })
    const sentWith: unknown[] = []
    const { element } = chat({ component: COMPONENT })
    place.append(element)
    const box = await until(() => field(element))
    const thread = threads[0]
    if (!thread) throw new Error('There is no thread.')
    thread.send = async (_parts, start) => {
      sentWith.push(start?.componentId)
      return 'm1' as never
    }
    box.value = 'Hello'
    box.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await quiet()
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    await until(() => sentWith.length)
    assert.deepEqual(sentWith, [COMPONENT])
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.deepEqual(counted(), [`shown ${COMPONENT}`])
  })

  it('CW-9 counts as read what stands at its end once that is in sight', async () => {
    const hasFocus = document.hasFocus.bind(document)
    document.hasFocus = () => true
    try {
      const { threads } = await page()
      const { element } = chat()
      element.style.cssText = 'inline-size:400px;block-size:500px'
      const above = document.createElement('p')
      // Near enough to be fetched, and its end below what is seen.
      above.style.height = `${innerHeight - 100}px`
      place.append(above, element)
      await until(() => field(element))
      threads[0]?.become({ unread: 1 })
      await quiet()
      assert.equal(threads[0]?.calls.includes('markRead'), false)
      element.scrollIntoView({ block: 'end' })
      await until(() => threads[0]?.calls.includes('markRead'))
    } finally {
      document.hasFocus = hasFocus
    }
  })

  it('RC-15 goes with its component, and comes back with it', async () => {
    const { change } = await page()
    const { element, told } = chat({ component: COMPONENT })
    place.append(element)
    await until(() => field(element))
    await change(config({ version: 2, components: [] }))
    await until(() => !field(element))
    await change(config({ version: 3 }))
    await until(() => field(element))
    assert.deepEqual(told.filter((name) => name !== 'foyer-error'), ['foyer-open', 'foyer-close', 'foyer-open'])
  })

  it('RC-15 follows changed settings', async () => {
    const { change } = await page()
    const { element } = chat()
    place.append(element)
    await until(() => element.shadowRoot?.querySelector('[role=region]')?.getAttribute('aria-label')?.includes('Nordwind'))
    await change(config({ version: 2, name: 'Southwind' }))
    await until(() => element.shadowRoot?.querySelector('[role=region]')?.getAttribute('aria-label')?.includes('Southwind'))
  })

  it('RC-18 tells on the element, up to the document, what happens', async () => {
    const { threads } = await page()
    const { element } = chat()
    place.append(element)
    await until(() => field(element))
    const heard: unknown[] = []
    const listen = (event: Event) => heard.push(event.type, (event as CustomEvent).detail)
    document.addEventListener('foyer-unread', listen)
    threads[0]?.become({ unread: 2 })
    document.removeEventListener('foyer-unread', listen)
    assert.deepEqual(heard, ['foyer-unread', { count: 2 }])
  })

  it('RC-18 takes attributes and properties, before and after it is in the page', async () => {
    await page({ answer: config({ components: [component(), component({ id: 'c2' as ComponentId })] }) })
    const { element } = chat()
    // As a framework does that knows properties only.
    element.component = 'c2'
    element.language = 'ar'
    place.append(element)
    await until(() => element.shadowRoot?.querySelector('[lang=ar]'))
    assert.equal(element.getAttribute('component'), 'c2')
    element.language = null
    await until(() => element.shadowRoot?.querySelector('[lang=en]'))
    assert.equal(element.hasAttribute('language'), false)
    element.setAttribute('language', 'ar')
    await until(() => element.shadowRoot?.querySelector('[lang=ar]'))
    assert.equal(element.language, 'ar')
  })

  it('RC-18 stays as it is when it is moved in the page', async () => {
    await page()
    const { element, told } = chat()
    place.append(element)
    const before = await until(() => field(element))
    const elsewhere = document.createElement('section')
    place.append(elsewhere)
    elsewhere.append(element)
    await quiet()
    assert.equal(field(element), before)
    assert.deepEqual(told, ['foyer-open'])
  })

  it('RC-18 goes when the element does, and comes back with it', async () => {
    await page()
    const { element, told } = chat()
    place.append(element)
    await until(() => field(element))
    element.remove()
    await until(() => told.includes('foyer-close'))
    place.append(element)
    await until(() => field(element))
  })

  it('RC-18 waits for Foyer to be started', async () => {
    const { foyer } = openPage()
    current = foyer
    const { element } = chat()
    place.append(element)
    await quiet()
    assert.equal(field(element) ?? null, null)
    await foyer.init({ site: 'demo' })
    await until(() => field(element))
  })

  it('RC-18 is the chat of another site, which shows nothing besides', async () => {
    const { threads, madeWith } = await page({ answer: (site) => config({ name: site === 'other' ? 'Bookshop' : 'Nordwind', components: site === 'other' ? [component()] : [] }) })
    const { element } = chat({ site: 'other' })
    place.append(element)
    await until(() => element.shadowRoot?.querySelector('[role=region]')?.getAttribute('aria-label')?.includes('Bookshop'))
    assert.deepEqual([threads.length, madeWith[0]?.credentials.site as string], [1, 'other'])
    await quiet()
    assert.equal(document.querySelector('foyer-widget'), null)
  })

  describe('Foyer.mount', () => {
    const box = () => {
      const made = document.createElement('div')
      made.style.blockSize = '400px'
      place.append(made)
      return made
    }

    it('RC-18 puts the chat into an element until it is undone, and again', async () => {
      const { foyer } = await page()
      const element = box()
      const undo = foyer.mount(element)
      await until(() => field(element))
      undo()
      assert.equal(field(element), null)
      foyer.mount(element)
      await until(() => field(element))
    })

    it('RC-18 can be undone before it is there', async () => {
      const { foyer, threads } = await page()
      const element = box()
      foyer.mount(element)()
      await quiet()
      assert.equal(field(element) ?? null, null)
      assert.equal(threads.length, 0)
    })

    it('CW-24 goes with destroy, and holds over forget', async () => {
      const { foyer } = await page()
      const element = box()
      foyer.mount(element)
      const before = await until(() => field(element))
      await foyer.forget()
      await until(() => field(element) && field(element) !== before)
      await foyer.destroy()
      assert.equal(field(element), null)
    })

    for (const [sentence, wrong, line] of [
      ['what is no element', (foyer: Foyer) => foyer.mount('#desk' as never), /mount takes an element/],
      ['an element that can hold nothing', (foyer: Foyer) => foyer.mount(document.createElement('img')), /img cannot hold a chat/],
      ['an element with a shadow root of its own', (foyer: Foyer) => foyer.mount(withRoot()), /has a shadow root already/],
      ['a component that the site does not have', (foyer: Foyer) => foyer.mount(box(), { component: 'c9' }), /no reception component c9/],
      ['the same element twice', (foyer: Foyer) => [box()].forEach((element) => (foyer.mount(element), foyer.mount(element))), /a chat in this element already/],
    ] as const) {
      it(`CW-22 says one line about ${sentence}`, async () => {
        const { foyer, said } = await page()
        wrong(foyer)
        await until(() => said.length > 0)
        assert.match(said[0] ?? '', line)
        await quiet()
        assert.equal(said.length, 1)
      })
    }
    function withRoot() {
      const made = box()
      made.attachShadow({ mode: 'open' })
      return made
    }
  })

  describe('several sites', () => {
    const answer = (site: string) => config({ name: site, components: [component({ id: `${site}-c` as ComponentId, shownName: site })] })

    it('RC-18 stand beside each other, each with its own thread and key', async () => {
      const { foyer, madeWith } = await page({ answer })
      const other = await foyer.addSite({ site: 'other' })
      await until(() => document.querySelectorAll('foyer-widget').length === 2)
      await foyer.send('Hello')
      await other.send('Hello')
      assert.deepEqual(madeWith.map(({ credentials }) => credentials.site as string), ['demo', 'other'])
      assert.ok(madeWith[0]?.credentials.token !== madeWith[1]?.credentials.token)
    })

    it('RC-18 are started once each', async () => {
      const { foyer } = await page({ answer })
      const [other, again, itself] = await Promise.all([foyer.addSite({ site: 'other' }), foyer.addSite({ site: 'other' }), foyer.addSite({ site: 'demo' })])
      assert.equal(other, again)
      assert.equal(itself, foyer)
      await until(() => document.querySelectorAll('foyer-widget').length === 2)
      await quiet()
      assert.equal(document.querySelectorAll('foyer-widget').length, 2)
    })

    it('RC-18 show their components when their tag comes, though a box of the page was first', async () => {
      const { foyer } = await page({ answer })
      await foyer.addSite({ site: 'other', isHidden: true })
      await quiet()
      assert.equal(document.querySelectorAll('foyer-widget').length, 1)
      await foyer.addSite({ site: 'other' })
      await until(() => document.querySelectorAll('foyer-widget').length === 2)
    })

    it('CW-24 end with the first', async () => {
      const { foyer } = await page({ answer })
      await foyer.addSite({ site: 'other' })
      await until(() => document.querySelectorAll('foyer-widget').length === 2)
      await foyer.destroy()
      assert.equal(document.querySelectorAll('foyer-widget').length, 0)
      assert.deepEqual(Object.keys(localStorage).filter((key) => key.startsWith('foyer:')), [])
    })
  })
})
