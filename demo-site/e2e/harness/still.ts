/** When a page has come to rest. */
import type { Page } from 'playwright-core'

/**
 * Waits until nothing on the page is on its way any more: half faded in, it has neither its place nor its colour. What
 * moves without an end is not waited for. A document tells nothing of what moves in its shadow trees.
 */
export const standsStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const isArriving = ({ playState, effect }: Animation) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity
    const arrives = (root: DocumentOrShadowRoot & ParentNode): boolean =>
      root.getAnimations().some(isArriving) || [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null && arrives(shadowRoot))
    while (arrives(document)) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
