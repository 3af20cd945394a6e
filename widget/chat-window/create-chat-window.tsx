/**
 * Puts the chat window into a layer of the shell: its place on the screen, its sheets, its words, open and closed.
 * What is in it is `chat-window.tsx`.
 */
import { createRef, render } from 'preact'
import type { Corner, Language, SiteConfig, StartContext } from '@foyer/sdk/protocol'
import type { ThreadClient } from '@foyer/sdk/thread'
import { themeTokens } from '../shell/tokens.ts'
import { createFormat, loadWindowWords, localeFor, windowWordsNow } from '../shell/words/index.ts'
import { ChatWindow as ChatWindowView } from './chat-window.tsx'
import { windowCss } from './chat-window.css.ts'
import { partsCss } from './parts/parts.css.ts'

export interface ChatWindowOptions {
  /** Takes the sheets. */
  readonly root: ShadowRoot
  /** Takes the window as its last child. */
  readonly layer: HTMLElement
  readonly thread: ThreadClient
  readonly site: SiteConfig
  readonly language: Language
  /** The corner of the component that it belongs to: the window stands above it. */
  readonly corner: Corner
  /** Distance of that component from the edges, in CSS pixels. */
  readonly offset: { readonly inline: number; readonly block: number }
  /** What is written and not sent, over pages and reloads (CW-9). */
  readonly storage: { loadDraft(): string; saveDraft(text: string): void }
  /** Goes along with every message; the server uses it if the message starts a conversation. */
  startContext?(): StartContext | undefined
  /** Milliseconds since 1970, to tell today from yesterday. Default the system's clock. */
  now?(): number
  /** The visitor wants it closed: Escape, or the button. The caller calls {@link ChatWindow.close} and takes the focus. */
  onCloseRequest(): void
  /** It stands open, after the first drawing. */
  onOpened?(): void
}

export interface ChatWindow {
  /** `focus` false opens it without taking the focus, as after a reload. Default true. */
  open(options?: { focus?: boolean }): void
  close(): void
  readonly isOpen: boolean
  /** The settings have changed (CW-3). */
  update(site: SiteConfig): void
  /** Takes everything out again: nodes, sheets, listeners. */
  destroy(): void
}

/** A phone, or so little height (a phone on its side, a desktop at 400 %) that a corner panel would be a slit. */
const FULL = '(max-width:480px),(max-height:440px)'

export function createChatWindow(options: ChatWindowOptions): ChatWindow {
  const { root, layer, language, corner, offset, now = Date.now } = options
  let { site } = options
  const life = new AbortController()
  const { signal } = life

  const sheets = [themeTokens(site.theme, '.place'), partsCss, windowCss].map((css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    return sheet
  })
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets]

  const place = document.createElement('div')
  place.style.setProperty('--inline', `${offset.inline}px`)
  place.style.setProperty('--block', `${offset.block}px`)
  layer.append(place)

  const full = matchMedia(FULL)
  const view = createRef<ChatWindowView>()
  const format = createFormat(localeFor(language, navigator.languages), now)
  let isOpen = false
  let wantsFocus = false

  const draw = () => {
    if (signal.aborted) return
    place.className = `place place-${corner === 'bottom-end' ? 'end' : 'start'}${full.matches ? ' place-full' : ''}${isOpen ? ' place-open' : ''}`
    const words = windowWordsNow(language)
    render(
      <ChatWindowView
        ref={view}
        thread={options.thread}
        site={site}
        language={language}
        words={words}
        format={format}
        isOpen={isOpen}
        isFull={full.matches}
        storage={options.storage}
        startContext={() => options.startContext?.()}
        onCloseRequest={() => options.onCloseRequest()}
      />,
      place,
    )
    // A hidden element takes no focus, and the composer comes with the words.
    if (wantsFocus && isOpen) view.current?.focus()
    if (words) wantsFocus = false
  }

  /** Words that did not come are asked for again with the next opening. */
  const fetchWords = () => {
    if (!windowWordsNow(language)) loadWindowWords(language).then(draw, () => console.warn('[foyer] The words of the chat window did not load. Check the connection and open it again.'))
  }

  /** Keeps the composer above an on-screen keyboard, which covers the page without changing its size. */
  const fit = () => {
    const seen = window.visualViewport
    if (!seen || !isOpen || !full.matches || seen.scale > 1.01) return
    place.style.setProperty('--height', `${seen.height}px`)
    place.style.setProperty('--top', `${Math.max(0, seen.offsetTop)}px`)
  }

  full.addEventListener('change', draw, { signal })
  for (const type of ['resize', 'scroll']) window.visualViewport?.addEventListener(type, fit, { signal })
  fetchWords()
  draw()

  return {
    open({ focus = true } = {}) {
      fetchWords()
      // Closed, it has to have been drawn once for the opening to be seen.
      void place.offsetWidth
      isOpen = true
      wantsFocus = focus
      draw()
      fit()
      options.onOpened?.()
    },
    close() {
      isOpen = wantsFocus = false
      draw()
    },
    get isOpen() {
      return isOpen
    },
    update(next) {
      site = next
      sheets[0]?.replaceSync(themeTokens(site.theme, '.place'))
      draw()
    },
    destroy() {
      isOpen = false
      life.abort()
      render(null, place)
      place.remove()
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet))
    },
  }
}
