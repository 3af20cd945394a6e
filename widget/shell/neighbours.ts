/**
 * Several Foyers on one page (RC-18) stand beside each other and never over each other (RC-11). Each lays out its own
 * components; a later one moves its stacks away from the edge until they are clear of what was there before. Fetched only
 * where there are two.
 *
 * What is looked at is geometry, in the shadow roots of the hosts that are there: so it holds whichever copy or version
 * of Foyer a host belongs to.
 */
import type { Stop } from '@foyer/sdk/thread'

/** Between two that would touch, as between two in one stack. */
const GAP = 12

export type Box = Pick<DOMRectReadOnly, 'top' | 'bottom' | 'left' | 'right'>

const overlap = (one: Box, other: Box) =>
  // Nothing is in the way of what is not there.
  one.left < one.right && other.left < other.right &&
  one.left < other.right + GAP && other.left < one.right + GAP && one.top < other.bottom + GAP && other.top < one.bottom + GAP

/**
 * How far a stack has to move, in CSS pixels, down if it stands at the top, else up. Pure.
 *
 * @param stack boxes of what stands in it, unmoved
 * @param others what may not be covered
 */
export function shiftOf(stack: readonly Box[], others: readonly Box[], isTop: boolean): number {
  let shift = 0
  for (;;) {
    const moved = stack.map(({ top, bottom, left, right }) => ({ left, right, top: top + shift, bottom: bottom + shift }))
    const steps = moved.flatMap((box) => others.filter((other) => overlap(box, other)).map((other) => (isTop ? other.bottom + GAP - box.top : other.top - GAP - box.bottom)))
    if (steps.length === 0) return shift
    shift += isTop ? Math.max(...steps) : Math.min(...steps)
  }
}

/** Keeps all Foyers of this page apart, until it is undone. */
export function keepApart(): Stop {
  const life = new AbortController()
  const { signal } = life
  const sizes = new ResizeObserver(() => lookSoon())
  const changes = new MutationObserver(() => lookSoon())
  const known = new WeakSet<Node>()
  const moved = new Set<HTMLElement>()
  let frame = 0
  const lookSoon = () => {
    frame ||= requestAnimationFrame(look)
  }
  const watch = (root: ShadowRoot) => {
    if (known.has(root)) return
    known.add(root)
    changes.observe(root, { childList: true, subtree: true })
    // What slides in is measured on its way.
    root.addEventListener('animationend', lookSoon, { signal })
  }
  const measure = (component: HTMLElement) => {
    if (!known.has(component)) sizes.observe(component)
    known.add(component)
    return boxOf(component)
  }

  function look(): void {
    frame = 0
    for (const stack of moved) stack.style.translate = ''
    moved.clear()
    const taken: Box[] = []
    for (const { shadowRoot: root } of document.querySelectorAll('foyer-widget')) {
      if (!root) continue
      watch(root)
      const own: Box[] = []
      for (const stack of root.querySelectorAll<HTMLElement>('.stack')) {
        const boxes = [...stack.children].filter((child) => child instanceof HTMLElement).map(measure)
        const shift = shiftOf(boxes, taken, stack.matches('[class*=top]'))
        if (shift) {
          stack.style.translate = `0 ${shift}px`
          moved.add(stack)
        }
        own.push(...boxes.map(({ left, right, top, bottom }) => ({ left, right, top: top + shift, bottom: bottom + shift })))
      }
      taken.push(...own)
    }
  }
  // Hosts hang on the document's element, and in a dialog of the page while that is open.
  changes.observe(document.documentElement, { childList: true })
  sizes.observe(document.documentElement)
  window.addEventListener('resize', lookSoon, { signal })
  look()

  return () => {
    life.abort()
    cancelAnimationFrame(frame)
    sizes.disconnect()
    changes.disconnect()
    for (const stack of moved) stack.style.translate = ''
  }
}

/** Where an element stands, at its full size: it may be growing into it just now. */
function boxOf(element: HTMLElement): Box {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const [width, height] = [element.offsetWidth / 2, element.offsetHeight / 2]
  return { left: x - width, right: x + width, top: y - height, bottom: y + height }
}
