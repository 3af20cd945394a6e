/**
 * Who the visitor is in a popup (CW-1): the page that opened it says so, and nobody else can. That page stands in the
 * document, where the server wrote it after looking at the site's list; it is asked at exactly this origin, so that no
 * other hears of it, and only what comes from it, out of the window that opened this one, is heard.
 *
 * The token stays in the storage of this tab, where the SDK looks for it: a reload is the same visitor, also when the
 * page that opened it is gone.
 */
import type { PopupMessage } from '@foyer/sdk/protocol'

/** The part of a `Window` that is used. */
export interface PopupPage {
  readonly opener: { postMessage(message: unknown, targetOrigin: string): void } | null
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface Receiving {
  readonly site: string
  /** The origin that may say it. */
  readonly opener: string
  readonly page: PopupPage
}

/** Resolves when it is known, or nobody is there to say it: then the visitor is a new one. */
export function receiveVisitor({ site, opener, page }: Receiving): Promise<void> {
  const tokenKey = `foyer:visitor:${site}`
  const { opener: window } = page
  if (!window || isToken(kept(page, tokenKey))) return Promise.resolve()
  return new Promise((resolve) => {
    const listen = ({ data, origin, source }: MessageEvent) => {
      if (origin !== opener || source !== window || !isVisitor(data)) return
      page.removeEventListener('message', listen)
      keep(page, tokenKey, data.token)
      if (data.draft) keep(page, `foyer:draft:${site}`, data.draft)
      resolve()
    }
    page.addEventListener('message', listen)
    window.postMessage({ type: 'foyer:popup-ready' } satisfies PopupMessage, opener)
  })
}

const isToken = (text: unknown): boolean => typeof text === 'string' && /^[\w-]{43}$/.test(text)

function isVisitor(data: unknown): data is Extract<PopupMessage, { type: 'foyer:popup-visitor' }> {
  const { type, token, draft } = (typeof data === 'object' && data !== null ? data : {}) as Partial<Record<'type' | 'token' | 'draft', unknown>>
  return type === 'foyer:popup-visitor' && isToken(token) && typeof draft === 'string'
}

function kept(page: PopupPage, key: string): string | null {
  try {
    return page.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** Where storage is denied, the SDK finds nothing there: the visitor is a new one, as on any page. */
function keep(page: PopupPage, key: string, value: string): void {
  try {
    page.sessionStorage.setItem(key, value)
  } catch {
    // Nothing can be kept.
  }
}
