/** The server's own pages: the desk's document, and a landing page that says where things are. */
import { createHash } from 'node:crypto'

/** What the build says of the console, as far as the document needs it. */
export interface ConsoleManifest {
  readonly entry: string
  readonly styles: readonly string[]
  readonly chunks: Readonly<Record<string, { readonly imports: readonly string[]; readonly source?: string | null }>>
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** An open door. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1b6b80"/><path fill="#fff" fill-opacity=".55" d="M10 24V14a6 6 0 0 1 6-6v16Z"/><path fill="#fff" d="M16 8a6 6 0 0 1 6 6v10h-6Z"/></svg>'

export function consolePage({ entry, styles, chunks }: ConsoleManifest): string {
  const preloads = (chunks[entry]?.imports ?? []).map((name) => `<link rel="modulepreload" href="/console/${escape(name)}">`)
  const sheets = styles.map((name) => `<link rel="stylesheet" href="/console/${escape(name)}">`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Foyer</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${[...sheets, ...preloads].join('\n')}
<script type="module" src="/console/${escape(entry)}"></script>
</head>
<body>
<div id="app"></div>
<noscript>The desk needs JavaScript.</noscript>
</body>
</html>
`
}

/** What makes the chunk of the live preview. */
const PREVIEW_SOURCE = 'server/console/preview/main.ts'

/** The page inside the frames of the live preview (RC-2). Absent if the console was built without one. */
export function previewPage({ chunks }: ConsoleManifest): string | undefined {
  const [entry, chunk] = Object.entries(chunks).find(([, { source }]) => source === PREVIEW_SOURCE) ?? []
  if (entry === undefined || !chunk) return undefined
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Preview</title>
${chunk.imports.map((name) => `<link rel="modulepreload" href="/console/${escape(name)}">`).join('\n')}
<script type="module" src="/console/${escape(entry)}"></script>
</head>
<body></body>
</html>
`
}

const LANDING_STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; --ink: #1b2325; --paper: #f7f9f9; --accent: #1b6b80; --line: #d8dcdb }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecec; --paper: #12191b; --accent: #7cc8dc; --line: #2e393c } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink) }
main { max-width: 38rem; padding: 3rem 1.5rem }
img { width: 3rem; height: 3rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0 .5rem }
p { margin: 0 0 1rem }
a { color: var(--accent) }
a.desk { display: inline-block; padding: .7rem 1.2rem; border-radius: 10px; background: var(--accent); color: var(--paper); text-decoration: none; font-weight: 600 }
pre { padding: 1rem; border: 1px solid var(--line); border-radius: 10px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem }
`

export function landingPage(publicOrigin: string): string {
  const tag = `<script async src="${publicOrigin}/foyer.js" data-site="YOUR SITE KEY"></script>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Foyer</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style>${LANDING_STYLE}</style>
</head>
<body>
<main>
<img src="/icon.svg" alt="">
<h1>The reception desk is open</h1>
<p>This is a Foyer server. Agents answer visitors from the desk:</p>
<p><a class="desk" href="/console">Open the desk</a></p>
<p>A website gets its reception with one line before <code>&lt;/body&gt;</code>:</p>
<pre><code>${escape(tag)}</code></pre>
<p>The site’s key was said when the server started. The site lists the origins whose pages may use it.</p>
</main>
</body>
</html>
`
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const COMMON = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  // The desk links to visitors' pages; they need not learn where from.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
const secure = (publicOrigin: string) => (publicOrigin.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {})

export interface PageHeaderOptions {
  readonly publicOrigin: string
  readonly own: readonly string[]
  /** Origins whose pages may frame the desk, besides our own. */
  readonly frameAncestors: readonly string[]
}

/** A policy cannot name an address of IPv6. */
const isNamed = (origin: string): boolean => !origin.includes('[')

/** Nothing from elsewhere, nothing inline, no markup from strings. Constructed style sheets need no word here. */
export const consoleHeaders = ({ publicOrigin, own, frameAncestors }: PageHeaderOptions): Readonly<Record<string, string>> => ({
  ...COMMON,
  ...secure(publicOrigin),
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Some browsers do not take a WebSocket to the own server for 'self'.
    `connect-src ${["'self'", ...own.filter(isNamed).map((origin) => origin.replace(/^http/, 'ws'))].join(' ')}`,
    // A picture on a card may be anywhere (CW-6).
    "img-src 'self' data: https:",
    "media-src 'self'",
    // The live preview. It is a page of ours, and the one that may frame the owner's.
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...frameAncestors].join(' ')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
})

/**
 * The frame of the live preview may do less than the console, which frames it: it asks the server for nothing but
 * pictures. It alone may frame pages of any site, for the preview on the owner's own page, so that the console need not.
 */
export const previewHeaders = (publicOrigin: string): Readonly<Record<string, string>> => ({
  ...COMMON,
  ...secure(publicOrigin),
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    'frame-src https: http:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
})

export const landingHeaders = (publicOrigin: string): Readonly<Record<string, string>> => ({
  ...COMMON,
  ...secure(publicOrigin),
  'content-security-policy': `default-src 'none'; style-src ${hashOf(LANDING_STYLE)}; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
})
