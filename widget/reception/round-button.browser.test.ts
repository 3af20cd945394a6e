import { sendKeys } from '@web/test-runner-commands'
import type { Language } from '@foyer/sdk/protocol'
import { accessibilityFaults } from '../chat-window/testing/accessibility.ts'
import { assert } from '../chat-window/testing/assert.ts'
import { firstTokens } from '../shell/first-tokens.ts'
import { arrived, fetchParts } from './load.ts'
import { sample } from './preview/samples.ts'
import './round-button.define.ts'
import type { ReceptionElementView } from './reception-element.ts'

const places: HTMLElement[] = []

/** A round button in a place with the tokens of a theme. */
async function roundButton(over: Partial<ReceptionElementView> & { name?: string } = {}, language: Language = 'en') {
  await fetchParts([language, 'icons'])
  const place = document.createElement('div')
  place.lang = language
  place.dir = language === 'ar' ? 'rtl' : 'ltr'
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(firstTokens({ accent: '#2f5bea', scheme: 'light' }).replaceAll(':host', '.place'))
  document.adoptedStyleSheets = [sheet]
  place.className = 'place'
  const element = document.createElement('foyer-round-button')
  const { name: shownName = 'Chat with us', component = sample('round-button', language, { shownName }), ...rest } = over
  const show = (change: Partial<ReceptionElementView>) => {
    element.view = { component, server: '', words: arrived[language]?.words, icons: arrived.icons?.icons ?? {}, unread: 0, isOpen: false, isBusy: false, ...rest, ...change }
  }
  show({})
  place.append(element)
  document.body.append(place)
  places.push(place)
  const $ = (selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null
  const button = $('.act') as HTMLElement
  const wishes: string[] = []
  for (const wish of ['open', 'close', 'follow', 'dismiss']) place.addEventListener(`foyer-${wish}-request`, () => wishes.push(wish))
  return { element, button, show, wishes, $ }
}

describe('foyer-round-button', () => {
  afterEach(() => {
    for (const place of places.splice(0)) place.remove()
    document.adoptedStyleSheets = []
  })

  it('is a round button of 56 px that says what it opens', async () => {
    const { button } = await roundButton()
    assert.deepEqual([button.offsetWidth, button.offsetHeight], [56, 56])
    assert.equal(button.ariaLabel, 'Chat with us')
    assert.equal(button.title, 'Chat with us')
    assert.equal(button.ariaExpanded, 'false')
  })

  for (const [sentence, view, language] of [
    ['closed', {}, 'en'],
    ['open', { isOpen: true }, 'en'],
    ['busy', { isOpen: true, isBusy: true }, 'en'],
    ['with unread messages', { unread: 3 }, 'en'],
    ['in Chinese', { unread: 3, name: '咨询' }, 'zh'],
    ['in Arabic', { unread: 3, name: 'تحدث معنا' }, 'ar'],
  ] as const) {
    it(`CW-19 passes the accessibility check ${sentence}`, async () => {
      const { element } = await roundButton(view, language)
      assert.deepEqual(await accessibilityFaults(element), [])
    })
  }

  it('CW-19 can be driven by keyboard alone', async () => {
    const { element, show, wishes } = await roundButton()
    await sendKeys({ press: 'Tab' })
    assert.equal(document.activeElement, element)
    await sendKeys({ press: 'Enter' })
    show({ isOpen: true })
    await sendKeys({ press: 'Space' })
    assert.deepEqual(wishes, ['open', 'close'])
  })

  it('takes a double click for one', async () => {
    const { button, show, wishes } = await roundButton()
    button.dispatchEvent(new MouseEvent('click', { detail: 1 }))
    show({ isOpen: true })
    button.dispatchEvent(new MouseEvent('click', { detail: 2 }))
    assert.deepEqual(wishes, ['open'])
  })

  it('takes the focus into its button', async () => {
    const { element, button } = await roundButton()
    element.focus()
    assert.equal(element.shadowRoot?.activeElement, button)
  })

  it('CW-9 shows a count, not a dot, and says it', async () => {
    const { show, button, $ } = await roundButton({ unread: 1 })
    assert.equal($('[part=badge]')?.textContent, '1')
    assert.equal(button.ariaLabel, 'Chat with us, 1 new message')
    show({ unread: 120 })
    assert.equal($('[part=badge]')?.textContent, '99+')
    show({ unread: 0 })
    assert.equal($('[part=badge]'), null)
    assert.equal(button.ariaLabel, 'Chat with us')
  })

  it('says that it is open, and that it is busy', async () => {
    const { show, button } = await roundButton()
    show({ isOpen: true, isBusy: true })
    assert.deepEqual([button.ariaExpanded, button.ariaBusy], ['true', 'true'])
  })

  it('mirrors what points along the line of reading, and not the cross', async () => {
    const { show, $ } = await roundButton({}, 'ar')
    const scale = () => getComputedStyle($('svg') as HTMLElement).scale
    assert.equal(scale(), '-1 1')
    show({ isOpen: true })
    assert.equal(scale(), 'none')
  })

  it('keeps its button, and the focus in it, while it changes', async () => {
    const { element, show, button } = await roundButton()
    element.focus()
    show({ isOpen: true, unread: 2 })
    assert.equal(element.shadowRoot?.activeElement, button)
  })

  it('shows a name as text, whatever is in it', async () => {
    const { button, element } = await roundButton({ name: '<img src=x onerror=alert(1)>' })
    assert.equal(button.title, '<img src=x onerror=alert(1)>')
    assert.equal(element.shadowRoot?.querySelector('img'), null)
  })

  it('can be defined twice', async () => {
    await import(`./round-button.define.ts?${'again'}`)
    assert.ok(customElements.get('foyer-round-button'))
  })
})
