/**
 * The document around every page that visitors come to by a link: head, colours, and the headers that go with it.
 *
 * Nothing comes from elsewhere, nothing runs or looks inline that is not named by its hash, nobody may frame it, and
 * there is no cookie. Messengers read the preview card in the head; search engines are asked to stay away, for the link
 * is given to people.
 */
import { createHash } from 'node:crypto'
import type { Language, Theme } from '@foyer/sdk/protocol'
import { Markup, html } from './html.ts'
import { directionOf } from './language.ts'

export interface PageDocument {
  readonly language: Language
  readonly theme: Theme
  readonly title: string
  readonly description: string
  /** Absolute address of the page, and of the picture on its preview card. Absent: no card. */
  readonly card?: { readonly address: string; readonly picture: string; readonly company: string }
  /** Path of a picture for the tab. Default: ours. */
  readonly icon?: string
  /** Path of the program, and of what it is going to load. */
  readonly script?: string | undefined
  readonly preloads?: readonly string[]
  /** The chat is in it: it shows files and cards, and asks for microphone and place if the visitor wants to send them (CW-5). Default `false`. */
  readonly hasChat?: boolean
  /** It has a form, which goes to this server. Default `false`. */
  readonly hasForm?: boolean
  readonly style: string
  readonly body: Markup
}

/** The theme of a page that belongs to nobody. */
export const OWN_THEME: Theme = { accent: '#1b6b80', scheme: 'system' }

const COLOURS = { light: { page: '#f3f5f7', surface: '#fff', text: '#20242c', quiet: '#5a6270', line: '#d9dde3' }, dark: { page: '#101215', surface: '#191c20', text: '#eceef1', quiet: '#a4acb8', line: '#343840' } }

export const shownColours = ({ scheme }: Theme): readonly ('light' | 'dark')[] => (scheme === 'system' ? ['light', 'dark'] : [scheme])

function colours(theme: Theme): string {
  const accent = /^#[\da-f]{6}$/i.test(theme.accent) ? theme.accent : OWN_THEME.accent
  const rule = (scheme: 'light' | 'dark') =>
    `:root{color-scheme:${scheme};${Object.entries(COLOURS[scheme]).map(([name, colour]) => `--${name}:${colour};`).join('')}}`
  const [first = 'light', second] = shownColours(theme)
  const onAccent = luminance(accent) <= 0.18333 ? '#fff' : '#000'
  return `${rule(first)}${second ? `@media(prefers-color-scheme:dark){${rule(second)}}` : ''}:root{--accent:${accent};--on-accent:${onAccent}}`
}

/** As WCAG 2.2 has it: up to 0.18333 white has a contrast of 4.5:1 with the colour, above it black has. */
const luminance = (hex: string): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
    const channel = parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16) / 255
    return sum + weight * (channel > 0.04045 ? ((channel + 0.055) / 1.055) ** 2.4 : channel / 12.92)
  }, 0)

const BASE = `
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans Arabic",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere}
`

export interface PageSurroundings {
  readonly publicOrigin: string
  /** The server's own origins. */
  readonly own: readonly string[]
}

export function pageResponse(page: PageDocument, { publicOrigin, own }: PageSurroundings, request: Request, status = 200): Response {
  const style = BASE + colours(page.theme) + page.style
  const body = `<!doctype html>\n${documentOf(page, style).text}`
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'content-language': page.language,
    'content-security-policy': policy(style, page, own),
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    // Its own requests say where they come from, as the server asks of them; others learn nothing of the link.
    'referrer-policy': 'same-origin',
    'permissions-policy': page.hasChat ? 'camera=(), geolocation=(self), microphone=(self)' : 'camera=(), geolocation=(), microphone=()',
    'vary': 'accept-language, user-agent',
    ...(publicOrigin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
    // Asked for anew each time, so that what is switched off is off; answered shortly if it is as before.
    ...(status === 200 ? { 'cache-control': 'private, no-cache', etag } : { 'cache-control': 'no-store' }),
  }
  if (status === 200 && request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(body, { status, headers })
}

/** Some browsers do not take a WebSocket to the own server for 'self'; a policy cannot name an address of IPv6. */
const socketsOf = (own: readonly string[]): string => own.filter((origin) => !origin.includes('[')).map((origin) => origin.replace(/^http/, 'ws')).join(' ')

const policy = (style: string, { script, hasChat = false, hasForm = false }: PageDocument, own: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    // A picture that is being sent is shown before it is there, and one on a card may be anywhere.
    `img-src 'self' data:${hasChat ? ' blob: https:' : ''}`,
    ...(hasChat ? ["media-src 'self' blob:"] : []),
    ...(script !== undefined ? ["script-src 'self'", `connect-src 'self' ${socketsOf(own)}`] : []),
    "base-uri 'none'",
    `form-action ${hasForm ? "'self'" : "'none'"}`,
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

function documentOf({ language, theme, title, description, card, icon = '/icon.svg', script, preloads = [], body }: PageDocument, style: string): Markup {
  const [first = 'light', second] = shownColours(theme)
  return html`<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="${second ? 'light dark' : first}">
<meta name="theme-color" content="${COLOURS[first].page}"${second && html` media="(prefers-color-scheme: light)"`}>
${second && html`<meta name="theme-color" content="${COLOURS[second].page}" media="(prefers-color-scheme: dark)">`}
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="${icon}">
${
  card &&
  html`<link rel="apple-touch-icon" href="${card.picture}">
<link rel="canonical" href="${card.address}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${card.company}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${card.address}">
<meta property="og:image" content="${card.picture}">
<meta property="og:image:alt" content="${card.company}">
<meta property="og:locale" content="${language}">
<meta name="twitter:card" content="summary">`
}
${preloads.map((path) => html`<link rel="modulepreload" href="${path}">\n`)}
${new Markup(`<style>${style}</style>`)}
${script !== undefined && html`<script type="module" src="${script}"></script>`}
</head>
<body>
${body}
</body>
</html>
`
}
