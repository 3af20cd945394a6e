/** The chat in a window of its own (CW-1), which the page of the server's fills once it knows who the visitor is. */
import type { PopupMessage } from '@foyer/sdk/protocol'

export interface PopupOptions {
  /** Where it is: a page of the server's. */
  readonly address: string
  /** Of the visitor. Handed to that page alone. */
  readonly token: () => string
  readonly draft: string
  /** The page is left, or Foyer ends: a popup that is loaded anew is then answered no more. */
  readonly signal: AbortSignal
}

const FEATURES = 'popup,width=420,height=720'

/** Opens it; only in a click. False: the browser has blocked it. */
export function openPopup({ address, token, draft, signal }: PopupOptions): boolean {
  const { origin } = new URL(address)
  // A name of its own each time: one that is there already has another talk's draft in it.
  const popup = window.open(address, '_blank', FEATURES)
  if (!popup) return false
  let rest = draft
  const answer = ({ source, origin: from, data }: MessageEvent<PopupMessage | undefined>) => {
    if (source !== popup || from !== origin || data?.type !== 'foyer:popup-ready') return
    popup.postMessage({ type: 'foyer:popup-visitor', token: token(), draft: rest } satisfies PopupMessage, origin)
    // Loaded anew it has kept what was written.
    rest = ''
  }
  window.addEventListener('message', answer, { signal })
  return true
}
