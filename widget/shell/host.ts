/**
 * The one element on the page: `<foyer-widget>` with the one shadow root, and in it the layer that everything stands in.
 *
 * It hangs on the document's element, beside `body`, so that nothing that a page does with its body (replacing it,
 * transforming it, making it inert) concerns it. The layer is a manual popover, that is, in the browser's top layer:
 * above every z-index, and out of reach of transforms and filters on the document's element too. It is inside the shadow
 * root so that no `[popover]` or `::backdrop` rule of the page meets it. What the page opens later (a dialog, a film in
 * full screen) stands above, as it should.
 */
import { hostStyles } from './host.styles.ts'
import { addSheet } from './sheet.ts'

export interface Host {
  readonly root: ShadowRoot
  readonly layer: HTMLElement
  /** Comes above what the page has put into the top layer since. `parent`: where it hangs from now on. */
  rise(parent?: Element): void
  destroy(): void
}

/** A page that takes the host out again and again has its reasons. */
const MOST_RETURNS = 5

export function createHost(): Host {
  const page = document.documentElement
  const host = document.createElement('foyer-widget')
  const root = host.attachShadow({ mode: 'open' })
  addSheet(root, hostStyles)

  const layer = document.createElement('div')
  layer.className = 'layer'
  // A page that gives a layer wants it in its own order of things (RC-19).
  if (!getComputedStyle(page).getPropertyValue('--foyer-layer')) layer.popover = 'manual'
  root.append(layer)

  // Frameworks that render the whole document sweep out what they do not know.
  let returns = 0
  const guard = new MutationObserver(() => {
    if (!host.isConnected && returns++ < MOST_RETURNS) rise()
  })

  const rise = (parent: Element = page) => {
    if (host.parentNode !== parent) parent.append(host)
    guard.disconnect()
    guard.observe(page, { childList: true, subtree: parent !== page })
    if (!layer.popover || !layer.showPopover) return
    layer.hidePopover()
    layer.showPopover()
  }
  rise()

  return {
    root,
    layer,
    rise,
    destroy() {
      guard.disconnect()
      host.remove()
    },
  }
}
