/** What all pages share: the head, the tag, the header, the note on what the page shows, the footer. */
import { html } from '../html.ts'
import type { Html, Part } from '../html.ts'
import { words } from './words.ts'
import type { Locale } from './words.ts'

/** What a page may ask of the site. */
export interface PageContext {
  /** The path of the page, to mark the place in the navigation. */
  path: string
  /** The address of an asset by its file name. */
  asset(name: string): string
  /** The tag as markup, once per page. */
  tag: Html
  /** The tag as text, for the eye. */
  tagText: string
  serverOrigin: string
  /** Set where the page's policy asks for one. */
  nonce?: string
}

/** A page without its frame. */
export interface Page {
  title: string
  description: string
  body: Html
  /** What the page demonstrates, a sentence each: printed in a note above the footer. */
  shows: readonly Part[]
  /** Default `en`. */
  locale?: Locale
  /** Asset names of modules the page runs. */
  scripts?: readonly string[]
  /** A word for the style sheet. */
  kind?: string
}

/** The whole document. */
export function layout(context: PageContext, page: Page): Html {
  const t = words[page.locale ?? 'en']
  const nonce = context.nonce === undefined ? '' : html` nonce="${context.nonce}"`
  return html`<!doctype html>
<html lang="${t.lang}" dir="${t.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${page.title} · ${t.brand}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf5ea" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#101d23" media="(prefers-color-scheme: dark)">
<link rel="icon" type="image/svg+xml" href="${context.asset('icon.svg')}">
<link rel="stylesheet" href="${context.asset('site.css')}"${nonce}>
${(page.scripts ?? []).map((name) => html`<script type="module" src="${context.asset(name)}"${nonce}></script>\n`)}${context.tag}
</head>
<body class="page-${page.kind ?? 'plain'}">
<a class="skip" href="#content">${t.skip}</a>
<aside class="ribbon" aria-label="${t.news}"><p>${t.ribbon}</p></aside>
<header class="site-header">
<div class="wrap">
<a class="brand" href="${t.home}"><img src="${context.asset('icon.svg')}" alt="" width="36" height="36"><span>${t.brand}</span></a>
<nav aria-label="${t.mainNavigation}"><ul>
${t.navigation.map(([href, label]) => html`<li><a href="${href}"${isHere(context.path, href) && html` aria-current="page"`}>${label}</a></li>\n`)}</ul></nav>
</div>
</header>
<main id="content" tabindex="-1">
${page.body}
</main>
<aside class="shows" aria-label="${t.showsTitle}"><div class="wrap"><details>
<summary>${t.showsTitle}</summary>
<ul>${page.shows.map((sentence) => html`<li>${sentence}</li>`)}</ul>
<p>${t.tagTitle}</p>
<pre dir="ltr" tabindex="0"><code>${context.tagText}</code></pre>
</details></div></aside>
<footer class="site-footer"><div class="wrap">
<div><p class="brand-line">${t.brand}</p><p>${t.footer}</p></div>
<address><p>${t.address}</p><p><a href="tel:+441632960142" dir="ltr">+44 1632 960142</a><br><a href="mailto:hello@saltway.example">hello@saltway.example</a></p></address>
<nav aria-label="${t.footNavigation}"><ul>
${t.footLinks.map(([href, label, lang]) => html`<li><a href="${href}"${lang !== undefined && html` lang="${lang}" hreflang="${lang}"`}>${label}</a></li>\n`)}</ul></nav>
<p class="fine">${t.fine}</p>
</div></footer>
</body>
</html>
`
}

const isHere = (path: string, href: string) => path === href || (href.length > 3 && path.startsWith(`${href}/`))
