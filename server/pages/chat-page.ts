/**
 * The chat as a page of its own (RC-8), or as a popup of one (CW-1). The document says in a head that messengers can read what it is; the program
 * (`widget/page/chat-page.ts`) puts the window over all of it. What stands in the body meanwhile shows itself only if
 * the window does not come: how else to reach the company.
 */
import type { CompanyPanel, ComponentId, Language, SiteKey, Theme } from '@foyer/sdk/protocol'
import { CARD_STYLE, companyLine, otherWays } from './card.ts'
import type { PageDocument } from './document.ts'
import { html } from './html.ts'
import { pageWords } from './words.ts'

/** Longer than the program takes on a slow line: nobody should read of a failure that is none. */
const LATE_STYLE = '.late{animation:late 1ms 8s both}.late.now{animation:none}@keyframes late{from{visibility:hidden}}@media(scripting:none){.late{display:none}}'

/** What the chat is about. */
export interface ChatPageSubject {
  /** The component that led here; none leads to a popup. */
  readonly id?: ComponentId
  readonly site: SiteKey
  readonly theme: Theme
  readonly company: CompanyPanel
}

export interface ChatPageParts {
  /** For the preview card; a popup has none, for nobody sends its address. */
  readonly card?: { readonly address: string; readonly picture: string }
  readonly script: string | undefined
  readonly preloads: readonly string[]
  /** Whoever came by a link or a code has clicked nothing that was counted yet (RC-16). */
  readonly isCounted: boolean
  /** The origin of the page that opened it as a popup (CW-1): it alone may say who the visitor is. */
  readonly opener?: string
}

export function chatPage({ id, site, theme, company }: ChatPageSubject, language: Language, { card, script, preloads, isCounted, opener }: ChatPageParts): PageDocument {
  const words = pageWords(language)
  const title = words.chatWith(company.name)
  const ways = (company.phone ?? company.email) !== undefined && html`<p>${words.reachUs}</p>\n${otherWays(company)}`
  return {
    language,
    theme,
    title,
    description: company.introduction ?? words.chatText,
    ...(card && { card: { ...card, company: company.name } }),
    ...(company.logo !== undefined && { icon: company.logo }),
    script,
    preloads,
    hasChat: true,
    style: CARD_STYLE + LATE_STYLE,
    body: html`<main id="chat" data-site="${site}"${id !== undefined && html` data-component="${id}"`} data-language="${language}"${isCounted && html` data-counted`}${opener !== undefined && html` data-opener="${opener}"`}>
<noscript>
<div class="card">
${companyLine(company)}
<h1>${title}</h1>
<p class="quiet">${words.needsScript}</p>
${ways}
</div>
</noscript>
<div class="card late" id="instead">
${companyLine(company)}
<h1>${words.notOpening}</h1>
${ways}
<a class="button" href="">${words.tryAgain}</a>
</div>
</main>`,
  }
}
