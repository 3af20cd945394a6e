/** The real page behind invitations: what is seen of it, and what happens on it. */
import { MOBILE } from '../judge.ts'
import type { Facts } from './conditions.ts'

/** The page, as far as invitations look at it. */
export interface InvitationPage {
  /** Milliseconds since the page was loaded, or shown if it was made ready before; a clock that nobody sets. */
  now(): number
  readonly address: string
  facts(): Pick<Facts, 'address' | 'isMobile' | 'languages' | 'scrolled'>
  isVisible(): boolean
  /** The visitor has the focus in something that one writes in. */
  isTyping(): boolean
  /**
   * Tells when something may be otherwise, until `signal` says that it is over: `leaving` (see {@link Facts}), `shown` if
   * the page is back from the browser's memory, `changed` for all else.
   */
  watch(signal: AbortSignal, on: (what: 'leaving' | 'shown' | 'changed') => void): void
}

/** Of all elements that scroll, this much of the page's height makes one the page. */
const IS_PAGE = 0.5

export function browserPage(): InvitationPage {
  const { documentElement: root } = document
  const mobile = matchMedia(MOBILE)
  /** A page that was made ready before anybody wanted it begins when it is wanted. */
  const [loading] = performance.getEntriesByType('navigation') as readonly (PerformanceEntry & { readonly activationStart?: number })[]
  const begin = loading?.activationStart ?? 0
  let scrolled = 0
  let scrolledAt = ''

  /** The most that was seen of this address. */
  function look(scroller: Element = root): number {
    const { scrollTop, clientHeight, scrollHeight } = scroller
    if (scrolledAt !== location.href) scrolled = 0
    scrolledAt = location.href
    if (clientHeight >= innerHeight * IS_PAGE) scrolled = Math.max(scrolled, ((Math.abs(scrollTop) + clientHeight) / scrollHeight) * 100)
    // The last pixel may be cut off by rounding.
    return Math.min(100, Math.ceil(scrolled))
  }

  return {
    now: () => performance.now() - begin,
    get address() {
      return location.href
    },
    facts: () => ({ address: location, isMobile: mobile.matches, languages: navigator.languages, scrolled: look() }),
    isVisible: () => !document.hidden,
    isTyping: () => isField(focused()),
    watch(signal, on) {
      const changed = () => on('changed')
      const options = { signal, capture: true, passive: true }
      for (const type of ['focusin', 'focusout']) document.addEventListener(type, changed, options)
      // A frame that takes the focus is told of as the window's loss.
      for (const type of ['focus', 'blur', 'storage', 'languagechange']) window.addEventListener(type, changed, { signal })
      window.addEventListener('pageshow', ({ persisted }) => persisted && on('shown'), { signal })
      document.addEventListener(
        'scroll',
        ({ target }) => {
          const before = scrolled
          look(target instanceof Element ? target : root)
          if (scrolled !== before) changed()
        },
        options,
      )
      document.addEventListener(
        'pointerout',
        // A finger that goes up leaves the screen, not the page.
        ({ relatedTarget, clientY, pointerType }) => !relatedTarget && clientY <= 0 && pointerType !== 'touch' && on('leaving'),
        options,
      )
      document.addEventListener('visibilitychange', () => on(document.hidden ? 'changed' : 'leaving'), { signal })
      mobile.addEventListener('change', changed, { signal })
    },
  }
}

/** What has the focus, through every open shadow root and every frame that can be looked into. */
function focused(): Element | null {
  let element = document.activeElement
  for (;;) {
    const inner: Element | null | undefined = element?.shadowRoot?.activeElement ?? (element instanceof HTMLIFrameElement ? element.contentDocument?.activeElement : undefined)
    if (!inner) return element
    element = inner
  }
}

const NO_WRITING = /^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/

/**
 * Something that one writes in. A frame that cannot be looked into may hold one, the number of a card most likely. What
 * is in a frame is of another realm, so it is known by its name.
 */
export function isField(element: Element | null): boolean {
  if (!element) return false
  if (element.localName === 'input') return !NO_WRITING.test((element as HTMLInputElement).type)
  return /^(?:textarea|select|iframe)$/.test(element.localName) || (element as HTMLElement).isContentEditable || /^(?:textbox|searchbox|combobox)$/.test(element.role ?? '')
}
