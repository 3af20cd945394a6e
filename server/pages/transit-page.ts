/**
 * The page on the way to somewhere else (RC-12): a messenger, a call, or an account, a group or a member that stands on
 * a card. It never jumps by itself: no page can know whether an app is installed, and a timer that guesses fools
 * people. The one case that is certain, a visitor who looks at it inside that very app, is sent on by the server.
 *
 * Everything is a plain link; the program (`widget/page/transit-page.ts`) adds copying, and says when the app has opened.
 */
import { PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { Language, Target } from '@foyer/sdk/protocol'
import { DOWNLOADS, wayTo } from '../messengers/rules.ts'
import { CARD_STYLE, companyLine, telephone } from './card.ts'
import { codeOf } from './code.ts'
import type { PageDocument } from './document.ts'
import { html } from './html.ts'
import type { Markup } from './html.ts'
import type { ComponentPage } from './store.ts'
import { pageWords } from './words.ts'
import type { PageWords } from './words.ts'

/** In the query of the chat's address: the visitor would rather chat than go on to the messenger. */
export const CHOSEN = 'chat'

/** Characters of a link that a code is made of. More than 2,331 would be none at all. */
const MOST_SCANNED = 300

export interface TransitPageParts {
  readonly address: string
  readonly picture: string
  readonly script: string | undefined
  readonly isCounted: boolean
  readonly isPhone: boolean
}

interface Content {
  readonly title: string
  readonly text?: string
  readonly main: Markup
}

/** `undefined` if the component leads nowhere that this page knows. */
export function transitPage(page: ComponentPage, language: Language, { address, picture, script, isCounted, isPhone }: TransitPageParts): PageDocument | undefined {
  const words = pageWords(language)
  const { id, site, theme, company, draft } = page
  const content = draft.target && contentOf(draft.target, page, words, { address, isPhone })
  if (!content) return undefined
  const { title, text, main } = content
  return {
    language,
    theme,
    title,
    description: text ?? company.introduction ?? title,
    card: { address, picture, company: company.name },
    ...(company.logo !== undefined && { icon: company.logo }),
    script,
    style: CARD_STYLE,
    body: html`<main class="card" data-site="${site}" data-component="${id}"${isCounted && html` data-counted`}>
${companyLine(company)}
<h1>${title}</h1>
${text !== undefined && html`<p class="quiet">${text}</p>`}
${main}
</main>`,
  }
}

type Surroundings = Pick<TransitPageParts, 'address' | 'isPhone'>

function contentOf(target: Target, page: ComponentPage, words: PageWords, surroundings: Surroundings): Content | undefined {
  switch (target.kind) {
    case 'messenger':
      return messengerContent(target, page, words, surroundings)
    case 'phone':
      return {
        title: words.callUs(page.company.name),
        main: html`<a class="button" href="${telephone(target.number)}">${words.call}</a>
${accountRow(words.phoneNumber, target.number, words)}`,
      }
    case 'card': {
      const code = target.code === undefined ? PUBLIC_PATHS.cardCode(page.slug) : PUBLIC_PATHS.image(target.code)
      return {
        title: target.title,
        ...(target.text && { text: target.text }),
        main: html`<img class="code" src="${code}" alt="${words.code}" width="192" height="192">
${/^https?:/i.test(target.address) && html`<a class="button" href="${target.address}" rel="noopener noreferrer">${words.cardButtons[page.draft.kind] ?? words.openAddress}</a>`}`,
      }
    }
  }
}

function messengerContent({ messenger, address, offersChat }: Extract<Target, { kind: 'messenger' }>, page: ComponentPage, words: PageWords, surroundings: Surroundings): Content | undefined {
  const way = wayTo(messenger, address)
  if (!way) return undefined
  const company = page.company.name
  const app = words.messengers[messenger]
  const link = surroundings.isPhone ? way.phone : way.computer
  const download = DOWNLOADS[messenger]
  const label = messenger === 'mail' ? words.writeMail : app === undefined ? words.openAddress : words.open(app)
  const accountName = messenger === 'mail' ? words.mailAddress : way.account.startsWith('+') ? words.phoneNumber : words.account
  // Schemes of apps mean nothing to a camera, and of a long link it sees dust; this page's own address goes on from there.
  const scanned = way.phone?.startsWith('https:') && way.phone.length <= MOST_SCANNED ? way.phone : surroundings.address

  const instead =
    offersChat &&
    html`<hr>
<p>${words.chatInstead}</p>
<a class="button second" href="${PUBLIC_PATHS.chatPage(page.slug)}?${CHOSEN}">${words.chatHere}</a>`
  return {
    title: app === undefined ? words.writeTo(company) : words.writeIn(company, app),
    ...(app !== undefined && { text: link === undefined ? words.addByHand(app) : words.openHint(app) }),
    main: html`${link !== undefined && html`<a class="button" href="${link}"${app !== undefined && html` data-opened="${words.opened(app)}"`} rel="noopener noreferrer">${label}</a>`}
<p class="said quiet" role="status"></p>
${accountRow(accountName, way.account, words)}
${app !== undefined && download !== undefined && html`<p class="quiet">${words.getApp(app)} <a href="${download}" target="_blank" rel="noopener noreferrer">${words.getLink(app)}</a></p>`}
${app !== undefined && !surroundings.isPhone && html`<div class="on-computers"><hr><p class="quiet">${words.onYourPhone}</p>${codeOf(scanned, words.codeFor(app))}</div>`}
${instead}`,
  }
}

/** What one copies, with a button that shows itself when there is a program to do it. */
const accountRow = (name: string, account: string, { copy, copied, notCopied }: PageWords): Markup =>
  html`<p class="row"><span><small>${name}</small><bdi dir="ltr">${account}</bdi></span><button type="button" hidden data-copied="${copied}" data-not-copied="${notCopied}">${copy}</button></p>`
