import { sendKeys } from '@web/test-runner-commands'
import type { Language } from '@foyer/sdk/protocol'
import { accessibilityFaults } from '../chat-window/testing/accessibility.ts'
import { assert } from '../chat-window/testing/assert.ts'
import { themeTokens } from '../shell/tokens.ts'
import { receptionWords } from '../shell/words/reception.ts'
import './launcher.define.ts'
import type { FoyerLauncher, LauncherView } from './launcher.ts'

const places: HTMLElement[] = []

/** A launcher in a place with the tokens of a theme. */
function launcher(view: Partial<LauncherView> = {}, language: Language = 'en') {
  const place = document.createElement('div')
  place.lang = language
  place.dir = language === 'ar' ? 'rtl' : 'ltr'
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(themeTokens({ accent: '#2f5bea', scheme: 'light' }, '.place'))
  document.adoptedStyleSheets = [sheet]
  place.className = 'place'
  const element: FoyerLauncher = document.createElement('foyer-launcher')
  const show = (change: Partial<LauncherView>) => {
    element.view = { name: 'Chat with us', words: receptionWords(language), unread: 0, isOpen: false, isBusy: false, ...view, ...change }
  }
  show({})
  place.append(element)
  document.body.append(place)
  places.push(place)
  const $ = (selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null
  const button = $('button') as HTMLElement
  const wishes: string[] = []
  for (const wish of ['foyer-open-request', 'foyer-close-request']) place.addEventListener(wish, () => wishes.push(wish))
  return { element, button, show, wishes, $ }
}

describe('foyer-launcher', () => {
  afterEach(() => {
    for (const place of places.splice(0)) place.remove()
    document.adoptedStyleSheets = []
  })

  it('is a round button of 56 px that says what it opens', () => {
    const { button } = launcher()
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
      const { element } = launcher(view, language)
      assert.deepEqual(await accessibilityFaults(element), [])
    })
  }

  it('CW-19 can be driven by keyboard alone', async () => {
    const { element, show, wishes } = launcher()
    await sendKeys({ press: 'Tab' })
    assert.equal(document.activeElement, element)
    await sendKeys({ press: 'Enter' })
    show({ isOpen: true })
    await sendKeys({ press: 'Space' })
    assert.deepEqual(wishes, ['foyer-open-request', 'foyer-close-request'])
  })

  it('takes the focus into its button', () => {
    const { element, button } = launcher()
    element.focus()
    assert.equal(element.shadowRoot?.activeElement, button)
  })

  it('CW-9 shows a count, not a dot, and says it', () => {
    const { show, button, $ } = launcher({ unread: 1 })
    assert.equal($('[part=badge]')?.textContent, '1')
    assert.equal(button.ariaLabel, 'Chat with us, 1 new message')
    assert.equal($('[role=status]')?.textContent, 'Chat with us, 1 new message')
    show({ unread: 120 })
    assert.equal($('[part=badge]')?.textContent, '99+')
    show({ unread: 0 })
    assert.equal($('[part=badge]'), null)
    assert.equal($('[role=status]')?.textContent, '')
  })

  it('says that it is open, and that it is busy', () => {
    const { show, button } = launcher()
    show({ isOpen: true, isBusy: true })
    assert.deepEqual([button.ariaExpanded, button.ariaBusy], ['true', 'true'])
  })

  it('mirrors what points along the line of reading, and not the cross', () => {
    const { show, $ } = launcher({}, 'ar')
    const scale = () => getComputedStyle($('svg') as HTMLElement).scale
    assert.equal(scale(), '-1 1')
    show({ isOpen: true })
    assert.equal(scale(), 'none')
  })

  it('shows a name as text, whatever is in it', () => {
    const { button, element } = launcher({ name: '<img src=x onerror=alert(1)>' })
    assert.equal(button.title, '<img src=x onerror=alert(1)>')
    assert.equal(element.shadowRoot?.querySelector('img'), null)
  })

  it('can be defined twice', async () => {
    await import(`./launcher.define.ts?${'again'}`)
    assert.ok(customElements.get('foyer-launcher'))
  })
})
