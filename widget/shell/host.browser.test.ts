import { emulateMedia } from '@web/test-runner-commands'
import { assert } from '../chat-window/testing/assert.ts'
import { createHost, type Host } from './host.ts'
import { createOpening } from './opening.ts'

const hosts: Host[] = []
const stops: (() => void)[] = []
/** Until a mutation has been told, and what was queued for it has been done. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

/** A host with a box in its corner, as a component would stand there. */
function host() {
  const made = createHost()
  hosts.push(made)
  const box = document.createElement('button')
  box.style.cssText = 'position:fixed;right:20px;bottom:20px;width:56px;height:56px'
  made.layer.append(box)
  return { ...made, element: made.root.host as HTMLElement, box }
}

function pageStyles(css: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets = [sheet]
}

function put<Name extends keyof HTMLElementTagNameMap>(name: Name, css = ''): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.style.cssText = css
  document.body.append(element)
  stops.push(() => element.remove())
  return element
}

/** What a click on the middle of `element` would meet, as far as the page sees it. */
function hit(element: Element): Element | null {
  const { x, y, width, height } = element.getBoundingClientRect()
  return document.elementFromPoint(x + width / 2, y + height / 2)
}

/** All of the page, to be compared. */
const markup = () => new XMLSerializer().serializeToString(document)
const place = (element: Element) => JSON.stringify(element.getBoundingClientRect())

describe('the host', () => {
  afterEach(() => {
    for (const one of hosts.splice(0)) one.destroy()
    for (const stop of stops.splice(0)) stop()
    document.adoptedStyleSheets = []
  })

  for (const [sentence, css] of [
    ['resets', '*{all:unset}'],
    ['`* !important`', '*:not(html,head,body){all:unset!important;position:static!important;display:none!important;width:9px!important;opacity:0!important}'],
    ['a transform and a filter on the body', 'body{transform:scale(.5);filter:blur(2px)}'],
    ['a transform and a filter on the document', 'html{transform:rotate(3deg) scale(.5);filter:blur(2px)}'],
    ['containment', 'html,body{contain:strict;overflow:hidden;height:10px}'],
    ['rules for popovers and backdrops', '[popover]{display:none!important}::backdrop{background:red!important;pointer-events:auto!important}'],
    ['rules for its own name', 'foyer-widget{display:none!important;visibility:hidden!important;transform:scale(0)!important}'],
    ['another direction', 'html,body{direction:rtl!important;writing-mode:vertical-rl!important;zoom:1!important}'],
  ] as const) {
    it(`CW-20 keeps its place and can be clicked, whatever the page does with ${sentence}`, () => {
      const { element, box } = host()
      const before = place(box)
      pageStyles(css)
      assert.equal(place(box), before)
      assert.equal(hit(box), element)
    })
  }

  it('CW-20 stands above the highest z-index', () => {
    const { element, box } = host()
    put('div', 'position:fixed;inset:0;z-index:2147483647')
    assert.equal(hit(box), element)
  })

  it('CW-20 lets no rule out', () => {
    const before = put('p')
    const look = JSON.stringify(Object.fromEntries([...getComputedStyle(before)].map((name) => [name, getComputedStyle(before).getPropertyValue(name)])))
    host()
    assert.equal(JSON.stringify(Object.fromEntries([...getComputedStyle(before)].map((name) => [name, getComputedStyle(before).getPropertyValue(name)]))), look)
  })

  it('RC-13 takes no room and no clicks outside of its own box', () => {
    const button = put('button', 'position:fixed;left:200px;top:200px;width:40px;height:40px')
    const height = document.documentElement.scrollHeight
    const { element } = host()
    assert.equal(document.documentElement.scrollHeight, height)
    assert.deepEqual([element.offsetWidth, element.offsetHeight], [0, 0])
    assert.equal(hit(button), button)
  })

  it('RC-13 prints as nothing', async () => {
    const { box } = host()
    await emulateMedia({ media: 'print' })
    assert.equal(box.getBoundingClientRect().width, 0)
    await emulateMedia({ media: 'screen' })
    assert.equal(box.getBoundingClientRect().width, 56)
  })

  it('comes back when a framework sweeps it out', async () => {
    const { element, box } = host()
    element.remove()
    await settled()
    assert.equal(hit(box), element)
  })

  it('does not quarrel with a page that keeps taking it out', async () => {
    const { element } = host()
    for (let i = 0; i < 9; i++) {
      element.remove()
      await settled()
    }
    assert.equal(element.isConnected, false)
  })

  it('CW-24 leaves nothing behind', async () => {
    const before = markup()
    const made = host()
    made.destroy()
    await settled()
    assert.equal(markup(), before)
  })
})

describe('a window that opens while a modal dialog is open', () => {
  afterEach(() => {
    for (const one of hosts.splice(0)) one.destroy()
    for (const stop of stops.splice(0)) stop()
  })

  const OPEN = { isOpen: true, isBusy: false, isTroubled: false, config: { components: [] } }
  const CLOSED = { ...OPEN, isOpen: false }

  function dialogAndHost() {
    const made = host()
    const show = createOpening(made, 'en')
    const dialog = put('dialog', 'transform:rotate(2deg);overflow:hidden;contain:strict;width:200px;height:100px')
    dialog.showModal()
    return { ...made, show, dialog }
  }

  /** What steps into it is fetched. */
  const inside = async (dialog: Element, element: Element) => {
    while (element.parentNode !== dialog) await settled()
  }

  it('CW-20 can be used: it steps into the dialog', async () => {
    const { box, dialog, element, show } = dialogAndHost()
    const before = place(box)
    show(OPEN)
    await inside(dialog, element)
    assert.equal(element.parentNode, dialog)
    assert.equal(hit(box), element)
    assert.equal(place(box), before)
  })

  it('goes back to its own place when the dialog closes', async () => {
    const { dialog, element, box, show } = dialogAndHost()
    show(OPEN)
    await inside(dialog, element)
    dialog.close()
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }))
    assert.equal(element.parentNode, document.documentElement)
    assert.equal(hit(box), element)
  })

  it('comes back when the dialog is taken away with it', async () => {
    const { dialog, element, box, show } = dialogAndHost()
    show(OPEN)
    await inside(dialog, element)
    dialog.remove()
    await settled()
    assert.equal(hit(box), element)
  })

  it('keeps Escape from closing the dialog as well', async () => {
    const { dialog, element, box, show } = dialogAndHost()
    show(OPEN)
    await inside(dialog, element)
    const press = (key: string, isComposing = false) =>
      box.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing, bubbles: true, cancelable: true }))
    assert.equal(press('Escape'), false)
    assert.equal(press('a'), true)
    assert.equal(press('Escape', true), true)
  })

  it('says that the window is on its way, and if it did not come', () => {
    const made = host()
    const show = createOpening(made, 'en')
    const $ = (selector: string) => made.layer.querySelector(selector)
    show({ ...OPEN, isBusy: true })
    show({ ...OPEN, isBusy: true })
    assert.equal(made.layer.querySelectorAll('.coming').length, 1)
    assert.equal($('[role=status]')?.ariaLabel, 'Opening the chat')
    show({ ...CLOSED, isTroubled: true })
    assert.equal($('.coming'), null)
    assert.match($('[role=alert]')?.textContent ?? '', /cannot be reached/)
    show(CLOSED)
    assert.equal($('.said'), null)
  })
})
