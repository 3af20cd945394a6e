/** Invitations as a page has them: the real element among real components, and the whole way with the SDK. */
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import type { FoyerParts, InvitationRequests } from '@foyer/sdk/api'
import { INVITATION_BUTTONS, INVITATION_POSITIONS, LANGUAGES } from '@foyer/sdk/protocol'
import type { InvitationLook, ShownInvitation } from '@foyer/sdk/protocol'
import { accessibilityFaults } from '../chat-window/testing/accessibility.ts'
import { assert } from '../chat-window/testing/assert.ts'
import { samples } from '../reception/preview/preview.ts'
import { load } from '../reception/load.ts'
import { directionOf } from '../shell/words/choose-language.ts'
import { endPages, heard, openPage, until } from '../testing/page.ts'
import { mountInvitation, sampleInvitation, sampleLook, type InvitationStage, type InvitationStageOptions } from './preview/preview.ts'
import { invite } from './invite.ts'

const WIDE = { width: 800, height: 600 }
const stages: InvitationStage[] = []
const pageParts: Element[] = []

async function stage(look: Partial<InvitationLook> = {}, options: InvitationStageOptions = {}, over: Partial<ShownInvitation> = {}) {
  const made = await mountInvitation(sampleInvitation(sampleLook(options.language, look), over), options)
  stages.push(made)
  const element = await until(() => made.root.querySelector('foyer-invitation'))
  for (const animation of element.getAnimations()) animation.finish()
  const $ = <Found extends Element>(selector: string) => element.shadowRoot?.querySelector(selector) as Found
  return { ...made, element, $, buttons: () => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.act') ?? [])] }
}

function put<Name extends keyof HTMLElementTagNameMap>(name: Name): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  document.body.append(element)
  pageParts.push(element)
  return element
}

/** Keeps what the visitor has wished for. */
function wishes() {
  const list: string[] = []
  const on: InvitationRequests = { onAccept: () => list.push('accept'), onDecline: () => list.push('decline'), onClose: () => list.push('close') }
  return { list, on }
}

const overlap = (one: DOMRect, other: DOMRect) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

describe('an invitation', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }))
  after(() => emulateMedia({ reducedMotion: 'no-preference' }))
  afterEach(async () => {
    for (const one of stages.splice(0)) one.destroy()
    for (const element of pageParts.splice(0)) element.remove()
    document.documentElement.removeAttribute('dir')
    document.documentElement.lang = 'en'
    await setViewport(WIDE)
  })

  for (const position of INVITATION_POSITIONS) {
    it(`IV-9 stands at ${position} among components, covers none of them, and passes the accessibility check`, async () => {
      const components = [samples('en')['round-button'], samples('en')['side-tab'], samples('en')['bottom-bar']]
      for (const size of [WIDE, { width: 320, height: 700 }]) {
        await setViewport(size)
        const { element, root, layer, destroy } = await stage({ position }, { components })
        const box = (element.shadowRoot?.querySelector('.box') ?? element).getBoundingClientRect()
        for (const other of root.querySelectorAll('.stack > *')) if (other !== element) assert.ok(!overlap(box, other.getBoundingClientRect()), `${position} and ${other.localName} at ${size.width}`)
        assert.ok(box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight, `all of it is to be seen at ${size.width}`)
        assert.deepEqual(await accessibilityFaults(layer), [])
        destroy()
      }
    })
  }

  it('IV-9 stands in the middle, at the start and at the end, in both directions of reading', async () => {
    const middle = (box: DOMRect) => (box.left + box.right) / 2 / innerWidth
    for (const language of ['en', 'ar'] as const) {
      document.documentElement.dir = directionOf(language)
      const places = new Map<string, number>()
      for (const position of ['centre', 'top-start', 'bottom-end', 'bottom-sheet'] as const) {
        const { element, destroy } = await stage({ position }, { language, components: [] })
        places.set(position, middle(element.getBoundingClientRect()))
        destroy()
      }
      const isRtl = language === 'ar'
      assert.equal(Number(places.get('top-start')) > 0.5, isRtl)
      assert.equal(Number(places.get('bottom-end')) < 0.5, isRtl)
      for (const place of ['centre', 'bottom-sheet']) assert.ok(Math.abs(Number(places.get(place)) - 0.5) < 0.02, `${place} ${places.get(place)}`)
    }
  })

  it('IV-9 has a look of its own on a phone', async () => {
    const phone = sampleLook('en', { title: 'On the way?', position: 'bottom-sheet' })
    const { $, element } = await stage({}, { isMobile: true }, { mobile: phone })
    assert.equal($('[part=title]').textContent, 'On the way?')
    assert.equal(element.parentElement?.className, 'stack bottom-bar')
  })

  it('never takes the focus, and is said once, politely', async () => {
    const field = put('input')
    field.focus()
    const { root, show } = await stage()
    assert.equal(document.activeElement, field)
    const region = await until(() => [...root.querySelectorAll('[role=status]')].find((one) => one.textContent?.includes('Can we help you?')))
    assert.equal(region.ariaLive ?? 'polite', 'polite')
    let changes = 0
    const observer = new MutationObserver(() => changes++)
    observer.observe(region, { childList: true, characterData: true, subtree: true })
    show(sampleInvitation(sampleLook('en', { position: 'top-start' })))
    await until(() => root.querySelector('.top-start foyer-invitation'))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    assert.equal(changes, 0)
  })

  it('closes by Escape only if the focus is in it, and gives the focus back', async () => {
    const { list, on } = wishes()
    const field = put('input')
    field.focus()
    const { $, stand } = await stage({}, { on })
    await sendKeys({ press: 'Escape' })
    assert.deepEqual(list, [])
    $<HTMLElement>('.act').focus()
    await sendKeys({ press: 'Escape' })
    assert.deepEqual(list, ['decline'])
    stand.hide()
    assert.equal(document.activeElement, field)
  })

  it('IV-9 has the buttons that its owner wants, each of which does what it says', async () => {
    const { list, on } = wishes()
    const { buttons, $ } = await stage({ buttons: INVITATION_BUTTONS }, { on })
    assert.deepEqual(buttons().map((one) => one.textContent), ['Chat now', 'Write to us', 'Call us', 'Later'])
    const [chat, messenger, phone, later] = buttons()
    assert.equal(messenger?.getAttribute('href'), '/go/chat')
    assert.equal(messenger?.getAttribute('rel'), 'noopener')
    assert.equal(phone?.getAttribute('href'), 'tel:+4722123456')
    for (const link of [messenger, phone]) link?.addEventListener('click', (event) => event.preventDefault())
    for (const one of [chat, messenger, phone, later, $<HTMLElement>('.close')]) one?.click()
    assert.deepEqual(list, ['accept', 'close', 'close', 'close', 'decline'])
  })

  it('leaves out a button that leads nowhere', async () => {
    const invitation: ShownInvitation = { id: 'i', desktop: sampleLook('en', { buttons: INVITATION_BUTTONS }), mobile: sampleLook() }
    const made = await mountInvitation(invitation)
    stages.push(made)
    const element = await until(() => made.root.querySelector('foyer-invitation'))
    assert.deepEqual([...(element.shadowRoot?.querySelectorAll('.act') ?? [])].map((one) => one.textContent), ['Chat now', 'Later'])
  })

  it('keeps what stands on its colour readable, whatever the colour', async () => {
    for (const [accent, expected] of [['#ffd500', 'color(srgb-linear 0 0 0)'], ['#20124d', 'color(srgb-linear 1 1 1)']] as const) {
      const { buttons, destroy } = await stage({ accent })
      assert.equal(getComputedStyle(buttons()[0] as Element).color, expected)
      destroy()
    }
  })

  it('has room for its words at 320 px in every language', async () => {
    await setViewport({ width: 320, height: 900 })
    for (const language of LANGUAGES) {
      document.documentElement.lang = language
      document.documentElement.dir = directionOf(language)
      const { buttons, $, destroy } = await stage({ buttons: INVITATION_BUTTONS }, { language })
      for (const one of [...buttons(), $<HTMLElement>('.words')]) assert.ok(one.scrollWidth <= one.clientWidth + 1, `${language}: ${one.textContent}`)
      assert.ok($<HTMLElement>('.close').offsetWidth >= 44)
      destroy()
    }
  })

  it('closes by itself after its seconds, and not while the focus is in it', async () => {
    const { list, on } = wishes()
    const timers: (() => void)[] = []
    const real = { set: window.setTimeout, clear: window.clearTimeout }
    Object.assign(window, { setTimeout: (run: () => void) => timers.push(run), clearTimeout: (timer: number) => timer && (timers[timer - 1] = () => undefined) })
    try {
      const made = await mountInvitation(sampleInvitation(sampleLook('en', { closesAfterSeconds: 3 })), { on })
      stages.push(made)
      const element = await until(() => made.root.querySelector('foyer-invitation'))
      const due = () => timers.splice(0).forEach((run) => run())
      element.shadowRoot?.querySelector<HTMLElement>('.act')?.focus()
      due()
      assert.deepEqual(list, [])
      element.shadowRoot?.querySelector<HTMLElement>('.act')?.blur()
      due()
      assert.deepEqual(list, ['close'])
    } finally {
      Object.assign(window, { setTimeout: real.set, clearTimeout: real.clear })
    }
  })
})

describe('an invitation on a page with Foyer', () => {
  afterEach(() => endPages())

  const told: ShownInvitation = { ...sampleInvitation(sampleLook()), id: 'by-ann', agent: { id: 'm1', name: 'Ann' } as NonNullable<ShownInvitation['agent']> }
  async function page() {
    const opened = openPage({ parts: { loadReception: () => import('../reception/index.ts'), later: load as NonNullable<FoyerParts['later']> } })
    await opened.start()
    const line = await until(() => opened.lines[0])
    line.say({ type: 'welcome', number: 1, unread: 0, configVersion: 1 })
    const element = () => opened.root()?.querySelector('foyer-invitation')
    const press = (selector: string) => element()?.shadowRoot?.querySelector<HTMLElement>(selector)?.click()
    const answered = () => opened.beacons.flatMap(([url, body]) => (url.endsWith('/v1/invitations/answer') ? [(body as { answer: string }).answer] : []))
    return { ...opened, line, element, press, answered }
  }

  it('IV-7 shows an agent’s at once, and IV-10 begins the conversation when it is accepted', async () => {
    const { foyer, line, element, press, threads, root } = await page()
    const events = heard(foyer, 'invitation:shown', 'invitation:accepted', 'open')
    line.say({ type: 'invited', invitation: told })
    await until(element)
    press('.act')
    await until(() => root()?.querySelector('.place-open'))
    assert.equal(element(), null)
    await until(() => threads[0]?.calls.some((call) => JSON.stringify(call).includes('by-ann')))
    assert.deepEqual(events, ['invitation:shown', 'invitation:accepted', 'open'])
  })

  it('IV-10 tells of a refusal, and is not shown again though it is told again', async () => {
    const { foyer, line, element, press, answered } = await page()
    const events = heard(foyer, 'invitation:declined')
    line.say({ type: 'invited', invitation: told })
    await until(element)
    press('.close')
    assert.deepEqual([answered(), events], [['declined'], ['invitation:declined']])
    line.say({ type: 'invited', invitation: told })
    line.say({ type: 'unread', unread: 1 })
    await until(() => foyer.unreadCount() === 1)
    assert.equal(element(), null)
  })

  it('IV-6 is not to be seen while the window is open', async () => {
    const { foyer, line, element } = await page()
    await foyer.open()
    line.say({ type: 'invited', invitation: told })
    line.say({ type: 'unread', unread: 0 })
    assert.ok(!element())
    await foyer.close()
    await until(element)
    await foyer.open()
    assert.ok(!element())
  })

  it('begins once in a session, and not with one that is over', async () => {
    const life = new AbortController()
    let followed = 0
    const ground = { signal: life.signal, device: { get: () => undefined }, tab: { get: () => undefined, set: () => undefined }, follow: () => (followed++, () => undefined) } as unknown as Parameters<typeof invite>[0]
    invite(ground)
    invite(ground)
    assert.equal(followed, 1)
    life.abort()
    invite({ ...ground })
    assert.equal(followed, 1)
  })
})
