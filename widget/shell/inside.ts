/**
 * A window that is wanted while a modal dialog of the page is open, or something fills the screen: nothing outside of it
 * can be used then, so the window goes into it. Fetched where that is so.
 */
import type { Host } from './host.ts'

export function stepInside({ root, layer, rise }: Host, inside: Element): void {
  rise(inside)
  // Films, frames, and elements with a shadow of their own draw nothing that is put into them.
  if (layer.getClientRects().length === 0) return rise()
  const leave = new AbortController()
  const { signal } = leave
  const goBack = () => {
    leave.abort()
    const focused = root.activeElement
    rise()
    // What is moved loses the focus.
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
  inside.addEventListener('close', goBack, { signal })
  document.addEventListener('fullscreenchange', goBack, { signal })
  // Escape closes what it was meant for, and not a dialog of the page as well.
  const keepDialog = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) event.preventDefault()
  }
  layer.addEventListener('keydown', keepDialog, { capture: true, signal })
}
