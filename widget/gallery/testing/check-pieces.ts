/** What every piece of the gallery is held to, area by area: each is a file of its own, so that they run beside each other. */
import { sendKeys, setViewport } from '@web/test-runner-commands'
import { LANGUAGES } from '@foyer/sdk/protocol'
import { accessibilityFaults } from '../../chat-window/testing/accessibility.ts'
import { assert } from '../../chat-window/testing/assert.ts'
import { directionOf } from '../../shell/words/choose-language.ts'
import { GALLERY_LANGUAGES, PIECES } from '../pieces.ts'
import type { Piece, PieceSetting } from '../pieces.ts'

/** As the tests begin. */
const WIDE = { width: 800, height: 600 }

/** More than any piece has; a piece that keeps the focus for itself would be found by it. */
const MOST_STOPS = 60

export const checkPieces = (area: Piece['area']) => describe(`CW-19 every piece of the gallery: ${area}`, () => {
  const undo: (() => void)[] = []
  afterEach(async () => {
    for (const one of undo.splice(0)) one()
    await setViewport(WIDE)
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

  for (const piece of PIECES.filter((one) => one.area === area)) {
    for (const language of GALLERY_LANGUAGES) {
      for (const scheme of ['light', 'dark'] as const) {
        it(`passes the accessibility check: ${piece.name}, ${language}, ${scheme}`, async () => {
          const { host } = await show(piece, { language, scheme })
          assert.deepEqual(await accessibilityFaults(placeOf(host)), [])
        })
      }
    }

    it(`has room for its words at 320 px in every language: ${piece.name}`, async () => {
      await setViewport({ width: 320, height: piece.height })
      const faults: string[] = []
      for (const language of LANGUAGES) {
        const { host } = await show(piece, { language, scheme: 'light' })
        faults.push(...cutOff(placeOf(host)).map((text) => `${language}: ${text}`))
        for (const one of undo.splice(0)) one()
      }
      assert.deepEqual(faults, [])
    })

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
    element.matches('button, a[href], input, textarea, select, [tabindex="0"]') &&
    !element.matches(':disabled, [tabindex="-1"], [hidden], [inert], [inert] *') &&
    !isReachedByArrows(element)
  return new Set((modal ? everythingIn(modal) : all).filter((element) => isActive(element) && element.checkVisibility({ visibilityProperty: true })))
}

/** Of radio buttons Tab finds the one that is chosen; from there arrows lead to the others. */
const isReachedByArrows = (element: Element): boolean =>
  element instanceof HTMLInputElement && element.type === 'radio' && !element.checked && element.closest('fieldset')?.querySelector('input:checked') !== null

const everythingIn = (from: ParentNode): readonly Element[] => {
  const inner = from instanceof Element && from.shadowRoot ? everythingIn(from.shadowRoot) : []
  return [...inner, ...[...from.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? everythingIn(element.shadowRoot) : [])])]
}

/** Words of which a part cannot be seen, for it stands beyond the page or a box that does not scroll. A heading is a name, as long as it is. */
function cutOff(from: Element): string[] {
  const texts = everythingIn(from).flatMap((element) => (element.checkVisibility({ visibilityProperty: true }) && !element.closest('h1, h2') ? [...element.childNodes].filter((node) => node instanceof Text && node.data.trim()) : []))
  return texts.flatMap((text) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    const { left, right, width } = range.getBoundingClientRect()
    const [start, end] = windowOnto(text)
    // What only a screen reader is told stands in a box of one pixel.
    return width > 0 && end - start > 1 && (left < start - 1 || right > end + 1) ? [`${text.textContent} (${left} to ${right} in ${start} to ${end})`] : []
  })
}

/** From where to where a text can be seen, counted along the line. */
function windowOnto(text: Node): readonly [number, number] {
  let [start, end] = [0, innerWidth]
  for (let parent = parentOf(text); parent; parent = parentOf(parent)) {
    const { overflowX } = getComputedStyle(parent)
    if (overflowX === 'auto' || overflowX === 'scroll') return [-Infinity, Infinity]
    if (overflowX === 'visible') continue
    const { left, right } = parent.getBoundingClientRect()
    start = Math.max(start, left)
    end = Math.min(end, right)
  }
  return [start, end]
}

const parentOf = (node: Node): Element | undefined => (node instanceof Element && node.assignedSlot) || node.parentElement || (node.parentNode instanceof ShadowRoot ? node.parentNode.host : undefined)
