/** What browser tests of the console look with. */
import 'axe-core'
import type { AxeResults } from 'axe-core'

// A script of the old kind: as a module it leaves itself on the window.
const { axe } = globalThis as unknown as { axe: { run(context: Document): Promise<AxeResults> } }

export const $ = <Kind extends Element = HTMLElement>(selector: string): Kind => {
  const found = document.querySelector<Kind>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}
export const all = (selector: string): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)]
export const texts = (selector: string): readonly string[] => all(selector).map((element) => element.textContent ?? '')

/** A control by what a screen reader calls it, exactly or as a pattern. */
export function called(name: string | RegExp, selector = 'button, input, textarea, select, a'): HTMLElement {
  const fits = (text: string) => (typeof name === 'string' ? text === name : name.test(text))
  const names = (element: HTMLElement): string => {
    const label = element.ariaLabel ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? ''
    return label.trim()
  }
  const found = all(selector).filter((element) => element.checkVisibility() || element.matches('input')).find((element) => fits(names(element)))
  if (!found) throw new Error(`Nothing is called ${String(name)}. There are: ${all(selector).map(names).join(' | ')}`)
  return found
}

export const input = (name: string | RegExp): HTMLInputElement => called(name, 'input, textarea, select') as HTMLInputElement

/** Types as a person does, all at once, and in the place of what stands there. */
export function fill(element: HTMLInputElement, text: string): void {
  element.focus()
  element.value = text
  element.dispatchEvent(new Event('input', { bubbles: true }))
}

export function same(actual: unknown, expected: unknown, what = ''): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`)
}

export function so(claim: unknown, what: string): void {
  if (!claim) throw new Error(`It is not so that ${what}.`)
}

/** Looks with every frame until it is so; the runner's limit ends what never comes. */
export async function until(claim: () => unknown): Promise<void> {
  while (!claim()) await new Promise((resolve) => requestAnimationFrame(resolve))
}
export const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

/** What is on its way. A document tells nothing of what moves in its shadow trees: the window of a preview is one. */
const arriving = (root: DocumentOrShadowRoot & ParentNode): readonly Animation[] => [
  ...root.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity),
  ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? arriving(shadowRoot) : [])),
]

/** What the accessibility check finds on the whole page, once nothing is on its way: a colour in between has no contrast worth measuring. */
export async function faults(): Promise<readonly string[]> {
  await until(() => arriving(document).length === 0)
  const { violations } = await axe.run(document)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.flat().join(' ')} ${node.failureSummary ?? ''}`))
}

/** What sticks out of the area at the side. `scrolls`: boxes in which it may. */
export const sticksOut = (scrolls = '.no-such-box'): readonly string[] => {
  const pane = $('.area-pane').getBoundingClientRect()
  return all('.area-pane *')
    .filter((element) => !element.parentElement?.closest(scrolls))
    .filter((element) => element.checkVisibility() && !element.closest('.unseen, [hidden], svg, select, .settings-nav') && element.getBoundingClientRect().width > 0)
    .filter((element) => element.getBoundingClientRect().right > pane.right + 1 || element.getBoundingClientRect().left < pane.left - 1)
    .map((element) => `${element.tagName}.${element.className}`)
}
