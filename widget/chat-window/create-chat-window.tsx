/**
 * Puts the chat window into a layer of the shell: its place on the screen, its sheets, its words, open and closed.
 * What is in it is `chat-window.tsx`.
 */
import { createRef, render } from 'preact'
import type { ChatWindow, ChatWindowOptions } from '@foyer/sdk/api'
import type { Language, WindowSettings } from '@foyer/sdk/protocol'
import type { Framing } from '../extras/frame/framing.ts'
import { pageAccent } from '../shell/page-accent.ts'
import { addSheet } from '../shell/sheet.ts'
import { themeTokens } from '../shell/tokens.ts'
import { createFormat, loadWindowWords, localeFor, windowWordsNow } from '../shell/words/index.ts'
import { loadOwn, ownWordsNow } from '../shell/words/own-now.ts'
import { ChatWindow as ChatWindowView } from './chat-window.tsx'
import { windowCss } from './chat-window.css.ts'
import { partsCss } from './parts/parts.css.ts'

export interface WindowOptions extends ChatWindowOptions {
  /** Further looks, as those of a page (`page.css.ts`). */
  readonly css?: string
  /** Milliseconds since 1970, to tell today from yesterday. Default the system's clock. */
  now?(): number
}
export type { ChatWindow } from '@foyer/sdk/api'

/** A phone, or so little height (a phone on its side, a desktop at 400 %) that a corner panel would be a slit. */
const FULL = '(max-width:480px),(max-height:440px)'
/** From here on a page has room for the company's panel beside the talk. */
const WIDE = '(min-width:900px)'

export function createChatWindow(options: WindowOptions): ChatWindow {
  const { root, layer, place: kind = 'float', corner, offset, now = Date.now } = options
  let { site, language } = options
  const life = new AbortController()
  const { signal } = life

  const place = document.createElement('div')
  const theme = addSheet(root)
  const sheets = [theme, ...[partsCss, windowCss, options.css ?? ''].map((css) => addSheet(root, css))]
  place.style.setProperty('--inline', `${offset.inline}px`)
  place.style.setProperty('--block', `${offset.block}px`)
  layer.append(place)
  /** The owner's theme, in the page's accent where it sets one. */
  const dress = () => theme.replaceSync(themeTokens({ ...site.theme, accent: pageAccent(layer) ?? site.theme.accent }, '.place'))
  dress()

  const full = matchMedia(FULL)
  const wide = matchMedia(WIDE)
  const isFloating = kind === 'float'
  const isPage = kind === 'page'
  const view = createRef<ChatWindowView>()
  const formatFor = (one: Language) => createFormat(localeFor(one, navigator.languages), now)
  let format = formatFor(language)
  /** The language that is shown: the one wanted, as soon as its words are there. */
  let spoken = language
  let isOpen = false
  let wantsFocus = false
  let settings: WindowSettings | undefined
  /** The language in which the own words of the settings are. */
  let told: Language | undefined
  /** Own words are on their way: those that are built in would be read for a moment. */
  let isWaiting = site.texts !== undefined
  let asked = 0
  const side = corner === 'bottom-end' ? 'end' : 'start'
  let framing: Framing | undefined
  /** Where it was moved before, it waits for that rather than move when it comes. */
  let isPlaced = true

  const draw = () => {
    if (signal.aborted) return
    const isFull = isFloating && full.matches
    const stand = isFloating ? `float place-${side}` : kind
    place.className = `place place-${stand}${isFull ? ' place-full' : ''}${isOpen && isPlaced ? ' place-open' : ''}`
    // Those of before stay until the next are there: what is written, the focus and the place in the thread stay too.
    if (spoken !== language && windowWordsNow(language)) {
      spoken = language
      format = formatFor(language)
    }
    const words = isWaiting ? undefined : ownWordsNow(windowWordsNow(spoken), told === spoken ? settings?.texts : undefined, spoken)
    render(
      <ChatWindowView
        ref={view}
        thread={options.thread}
        site={site}
        language={spoken}
        words={words}
        format={format}
        isOpen={isOpen}
        isFloating={isFloating}
        isFull={isFull}
        isPage={isPage}
        isWide={isPage && wide.matches}
        settings={settings}
        options={options}
        now={now}
      />,
      place,
    )
    // A hidden element takes no focus, and the composer comes with the words.
    if (wantsFocus && isOpen && isPlaced) view.current?.focus()
    if (words && isPlaced) wantsFocus = false
    framing?.follow(spoken)
  }

  /** What moves it where the visitor wants it. */
  const fetchFraming = () =>
    import('../extras/frame/framing.ts').then(({ createFraming }) => {
      if (!signal.aborted) framing ??= createFraming({ place, side, device: options.device, isOpen: () => isOpen, isFull: () => full.matches })
    })

  /** Words that did not come are asked for again with the next opening. */
  const fetchWords = () => {
    if (!windowWordsNow(language)) loadWindowWords(language).then(draw, () => console.warn('[foyer] The words of the chat window did not load. Open it again.'))
  }

  /** What does not come is asked for again with the next opening; the last answer counts. */
  const fetchSettings = () => {
    const nr = ++asked
    const of = language
    const begun = options.loadSettings().then(async (now) => {
      // Without what puts them in, all the rest of the settings counts.
      if (now?.texts) await loadOwn().catch(() => undefined)
      if (nr !== asked || !now) return
      settings = now
      told = of
    })
    // Without them it speaks as it was built.
    begun.catch(() => undefined).finally(() => {
      isWaiting = false
      draw()
    })
  }

  /** Keeps the composer above an on-screen keyboard, which covers the page without changing its size. */
  const fit = () => {
    const seen = window.visualViewport
    if (!seen || !isOpen || seen.scale > 1.01 || !(isPage || (isFloating && full.matches))) return
    place.style.setProperty('--height', `${seen.height}px`)
    place.style.setProperty('--top', `${Math.max(0, seen.offsetTop)}px`)
  }

  for (const query of [full, wide]) query.addEventListener('change', draw, { signal })
  for (const type of ['resize', 'scroll']) window.visualViewport?.addEventListener(type, fit, { signal })
  fetchWords()
  if (isFloating && options.device.get('frame')) {
    isPlaced = false
    const placed = () => {
      isPlaced = true
      draw()
    }
    // Without it, it stands where its component is.
    fetchFraming().then(placed, placed)
  }
  draw()

  return {
    open({ focus = true } = {}) {
      fetchWords()
      if (!settings) fetchSettings()
      dress()
      // Closed, it has to have been drawn once for the opening to be seen.
      void place.offsetWidth
      isOpen = true
      wantsFocus = focus
      draw()
      fit()
      // Nobody moves it in the moment of opening. What does not come is asked for again with the next.
      if (isFloating) afterwards(() => void fetchFraming().then(() => framing?.loosen(spoken), () => undefined))
      options.onOpened?.()
    },
    close() {
      isOpen = wantsFocus = false
      draw()
    },
    get isOpen() {
      return isOpen
    },
    update(next, nextLanguage = language) {
      site = next
      if (nextLanguage !== language) {
        language = nextLanguage
        fetchWords()
      }
      if (settings) fetchSettings()
      dress()
      draw()
    },
    destroy() {
      isOpen = false
      life.abort()
      framing?.stop()
      render(null, place)
      place.remove()
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet))
    },
  }
}

/** When the browser has nothing else to do. Safari cannot tell. */
const afterwards = (run: () => void) => (typeof requestIdleCallback === 'function' ? requestIdleCallback(run) : setTimeout(run, 300))
