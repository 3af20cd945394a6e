import { sendKeys } from '@web/test-runner-commands'
import { LANGUAGES } from '@foyer/sdk/protocol'
import { accessibilityFaults } from '../chat-window/testing/accessibility.ts'
import { assert } from '../chat-window/testing/assert.ts'
import { directionOf } from '../shell/words/choose-language.ts'
import { PIECES } from './pieces.ts'
import type { Piece, PieceSetting } from './pieces.ts'

/** More than any piece has; a piece that keeps the focus for itself would be found by it. */
const MOST_STOPS = 60

describe('CW-19 every piece of the gallery', () => {
  let undo: (() => void)[] = []
  afterEach(() => {
    for (const one of undo.splice(0)) one()
    undo = []
  })

  async function show(piece: Piece, setting: PieceSetting) {
    const page = document.documentElement
    page.lang = setting.language
    page.dir = directionOf(setting.language)
    const before = document.createElement('button')
    before.textContent = 'Before'
    const host = document.createElement('div')
    const after = document.createElement('button')
    after.textContent = 'After'
    document.body.append(before, host, after)
    const stop = await piece.show(host, setting)
    undo.push(stop, () => [before, host, after].forEach((one) => one.remove()), () => {
      page.removeAttribute('dir')
      page.lang = 'en'
    })
    return { before, host }
  }

  for (const piece of PIECES) {
    for (const language of LANGUAGES) {
      for (const scheme of ['light', 'dark'] as const) {
        it(`passes the accessibility check: ${piece.name}, ${language}, ${scheme}`, async () => {
          const { host } = await show(piece, { language, scheme })
          assert.deepEqual(await accessibilityFaults(placeOf(host)), [])
        })
      }
    }

    it(`can be reached by keyboard alone, every part of it, and left again: ${piece.name}`, async () => {
      const { before, host } = await show(piece, { language: 'en', scheme: 'light' })
      const wanted = reachable(placeOf(host))
      assert.ok(wanted.size > 0, 'there is something to reach')
      const unreached = new Set(wanted)
      before.focus()
      for (let stops = 0; stops < MOST_STOPS && unreached.size > 0; stops++) {
        await sendKeys({ press: 'Tab' })
        const focused = deepest()
        unreached.delete(focused)
        assert.ok(focused.checkVisibility({ visibilityProperty: true }), `${told(focused)} has the focus and cannot be seen`)
      }
      assert.deepEqual([...unreached].map(told), [])
    })
  }
})

const told = (element: Element) => `${element.localName}.${element.className} ${element.ariaLabel ?? element.textContent}`

/** Where the piece stands: in the host, or, as the page's own widget does, beside the body. */
const placeOf = (host: Element): Element => document.querySelector('foyer-widget') ?? host

/** What has the focus, through every open shadow root. */
function deepest(): Element {
  let element: Element = document.activeElement ?? document.body
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

/** Everything in there that a pointer can work and so a keyboard must: under a modal dialog, what is in that alone. */
function reachable(from: Element): Set<Element> {
  const all = everythingIn(from)
  const modal = all.find((element) => element.matches('dialog:modal'))
  const isActive = (element: Element) =>
    element.matches('button, a[href], input, textarea, select, [tabindex="0"]') && !element.matches(':disabled, [tabindex="-1"], [hidden], [inert], [inert] *')
  return new Set((modal ? everythingIn(modal) : all).filter((element) => isActive(element) && element.checkVisibility({ visibilityProperty: true })))
}

const everythingIn = (from: ParentNode): readonly Element[] => {
  const inner = from instanceof Element && from.shadowRoot ? everythingIn(from.shadowRoot) : []
  return [...inner, ...[...from.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? everythingIn(element.shadowRoot) : [])])]
}
