/** The chat in a window of its own (CW-1), which the page of the server's fills once it knows who the visitor is. */
import type { Popup } from '@foyer/sdk/api'
import type { PopupMessage } from '@foyer/sdk/protocol'

const FEATURES = 'popup,width=420,height=720'

/** Opens it, with what is written so far; only in a click. If the browser has blocked it, nothing happens. */
export function openPopup({ address, token, signal, onOpened }: Popup, draft: string): void {
  const url = address()
  const { origin } = new URL(url)
  // A name of its own each time: one that is there already has another talk's draft in it.
  const popup = window.open(url, '_blank', FEATURES)
  if (!popup) return
  let rest = draft
  const answer = ({ source, origin: from, data }: MessageEvent<PopupMessage | undefined>) => {
    if (source !== popup || from !== origin || data?.type !== 'foyer:popup-ready') return
    popup.postMessage({ type: 'foyer:popup-visitor', token: token(), draft: rest } satisfies PopupMessage, origin)
    // Loaded anew it has kept what was written.
    rest = ''
  }
  window.addEventListener('message', answer, { signal })
  onOpened()
}
