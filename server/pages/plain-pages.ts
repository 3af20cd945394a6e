/** Pages that only say something: nobody behind the link, too much at once, not now. In the visitor's language, if nothing else is known. */
import type { Language } from '@foyer/sdk/protocol'
import { CARD_STYLE } from './card.ts'
import { OWN_THEME } from './document.ts'
import type { PageDocument } from './document.ts'
import { html } from './html.ts'
import { pageWords } from './words.ts'

const plain = (language: Language, title: string, text: string): PageDocument => ({
  language,
  theme: OWN_THEME,
  title,
  description: text,
  style: CARD_STYLE,
  body: html`<main class="card">
<h1>${title}</h1>
<p class="quiet">${text}</p>
</main>`,
})

/** Deleted, switched off, or mistyped. */
export function gonePage(language: Language): PageDocument {
  const { gone, goneText } = pageWords(language)
  return plain(language, gone, goneText)
}

export function busyPage(language: Language): PageDocument {
  const { busy, busyText } = pageWords(language)
  return plain(language, busy, busyText)
}

export function brokenPage(language: Language): PageDocument {
  const { broken, brokenText } = pageWords(language)
  return plain(language, broken, brokenText)
}
