/** The card that every small page is made of: company, title, text, actions. */
import type { CompanyPanel } from '@foyer/sdk/protocol'
import { html } from './html.ts'
import type { Markup } from './html.ts'

/** A picture of a code has a white edge, also on a dark card: an owner's own may lack it, and cameras need it. */
export const CARD_STYLE = `
body{min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:24px max(16px,env(safe-area-inset-right)) max(24px,env(safe-area-inset-bottom)) max(16px,env(safe-area-inset-left))}
.card{inline-size:100%;max-inline-size:440px;padding:32px 24px;border-radius:16px;background:var(--surface);border:1px solid var(--line);text-align:center;text-wrap:balance}
.company{display:flex;align-items:center;justify-content:center;gap:12px;margin:0 0 24px;font-weight:600}
.company img{inline-size:40px;block-size:40px;border-radius:10px;object-fit:contain}
h1{margin:0 0 8px;font-size:22px;line-height:1.25;font-weight:650}
p{margin:0 0 16px}
.quiet{font-size:15px;color:var(--quiet)}
a{color:inherit;text-underline-offset:2px}
.button{display:flex;align-items:center;justify-content:center;min-block-size:48px;margin:16px 0;padding:8px 20px;border:0;border-radius:12px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-decoration:none;cursor:pointer;box-shadow:inset 0 0 0 1px color-mix(in oklab,var(--accent),#777 40%)}
.button:hover{background:color-mix(in oklab,var(--accent),var(--on-accent) 9%)}
.second{background:none;color:inherit;box-shadow:inset 0 0 0 1px var(--quiet)}
.second:hover{background:var(--page)}
:focus-visible{outline:2px solid currentColor;outline-offset:2px}
.row{display:flex;align-items:center;gap:8px;margin:0 0 16px;padding:4px 4px 4px 16px;padding-inline:16px 4px;border:1px solid var(--line);border-radius:12px;text-align:start}
.row span{flex:1;min-inline-size:0;padding-block:8px;font-weight:600;user-select:all}
.row small{display:block;font-size:13px;font-weight:400;color:var(--quiet)}
.row button{flex:none;min-inline-size:44px;min-block-size:44px;padding:0 14px;border:0;border-radius:8px;background:var(--page);color:inherit;font:inherit;font-size:15px;font-weight:600;cursor:pointer}
[hidden]{display:none!important}
.code{display:block;inline-size:192px;max-inline-size:100%;block-size:auto;margin:8px auto 16px;border-radius:12px;border:1px solid var(--line);background:#fff}
img.code{padding:10px}
.card>:last-child{margin-block-end:0}
hr{margin:24px 0;border:0;border-block-start:1px solid var(--line)}
.said:empty{margin:0}
@media(max-width:600px),(pointer:coarse){.on-computers{display:none}}
@media(max-width:480px){body{place-items:start stretch;padding-block-start:max(16px,env(safe-area-inset-top))}.card{padding:24px 16px}}
@media(forced-colors:active){.button{border:1px solid}}
`

/** The company's name, with its logo if it has one. */
export const companyLine = ({ name, logo }: CompanyPanel): Markup =>
  html`<p class="company">${logo !== undefined && html`<img src="${logo}" alt="" width="40" height="40">`}<bdi>${name}</bdi></p>`

/** How else to reach a company, for those whom the page cannot serve. */
export const otherWays = ({ phone, email }: CompanyPanel): Markup =>
  html`${phone !== undefined && html`<p><a href="${telephone(phone)}"><bdi dir="ltr">${phone}</bdi></a></p>`}${email !== undefined && html`<p><a href="mailto:${email}"><bdi>${email}</bdi></a></p>`}`

/** A number to call, without what people write between the digits. */
export const telephone = (number: string): string => `tel:${number.replace(/[^\d+*#]/g, '')}`
