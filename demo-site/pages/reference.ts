import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { colour } from '../reference/code.ts'
import type { Doc } from '../reference/doc.ts'
import { eventId, examplesOf } from '../reference/examples.ts'
import { inline, markdown, prose } from '../reference/prose.ts'
import type { Links } from '../reference/prose.ts'
import type { Field, Reference } from '../reference/read.ts'
import type { Page } from './layout.ts'

export interface ReferencePage {
  readonly reference: Reference
  readonly siteKey: string
  /** README of the package. */
  readonly readme: string
}

export function referencePage({ reference, siteKey, readme }: ReferencePage): Page {
  const { methods, events, types, errors } = reference
  const codes = new Map(examplesOf(reference, siteKey).map(({ id, code }) => [id, code]))
  const addresses = new Map([
    ...types.map(({ name }): [string, string] => [name, `#type-${name}`]),
    ...events.map(({ name }): [string, string] => [name, `#${eventId(name)}`]),
    ...methods.map(({ name }): [string, string] => [name, `#${name}`]),
    ...errors.map(({ code }): [string, string] => [code, `#error-${code}`]),
    ['ErrorCode', '#errors'],
    ['FoyerEventName', '#events'],
  ])
  const links: Links = (name) => addresses.get(name)
  const notes = readme
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n')
      return { title, id: `with-${title.toLowerCase().replace(/\W+/g, '-')}`, text: lines.join('\n') }
    })

  const entry = (id: string, name: string, body: Html) => html`<article class="entry" id="${id}" data-entry="${name}" tabindex="-1">${body}</article>\n`
  const heading = (id: string, name: string) => html`<h3><code>${name}</code> <a class="anchor" href="#${id}" aria-label="Address of ${name}">#</a></h3>`
  const index = (title: string, at: string, entries: readonly (readonly [id: string, name: string])[]) =>
    html`<li><a class="index-title" href="#${at}">${title}</a><ul>${entries.map(([id, name]) => html`<li data-of="${name}"><a href="#${id}">${name}</a></li>`)}</ul></li>`
  const fields = (list: readonly Field[]) =>
    list.length > 0 &&
    html`<dl class="fields">${list.map(
      ({ name, type, isOptional, doc }) => html`<div><dt><code>${name}${isOptional && '?'}</code></dt><dd><code class="type">${colour(type, links)}</code>${prose(doc.text, links)}</dd></div>`,
    )}</dl>`
  const example = (id: string, name: string) =>
    html`<div class="example"><pre tabindex="0"><code>${colour(codes.get(id) ?? '')}</code></pre>
<div class="example-bar"><button type="button" class="small" data-run="${id}" aria-label="Run the example of ${name}" hidden>Run</button><button type="button" class="quiet small" data-undo aria-label="Undo the example of ${name}" hidden>Undo</button></div>
<div class="output" role="log" aria-label="What the example of ${name} says" tabindex="0" hidden><ol class="log"></ol></div></div>`
  const throws = ({ throws: said }: Doc) => said !== '' && html`<p class="throws"><span>Can be refused with</span> ${inline(said, links)}</p>`

  return {
    title: 'Reference',
    description: 'Every method, option, event and error of the Foyer SDK, with examples that run on this page.',
    kind: 'reference',
    scripts: ['reference.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow"><a href="/sdk">For developers</a></p><h1>Reference</h1>
<p class="lead">Every method, option, event and error of the SDK. Examples run right here, against the chat of this page: press <em>Run</em>, and read what came back.</p></section>
<div class="wrap reference-grid band">
<div class="index"><form role="search" id="search-form"><label for="search">Find <kbd aria-hidden="true">/</kbd></label><input id="search" type="search" autocomplete="off" spellcheck="false" enterkeyhint="go" aria-describedby="found"><p id="found" class="hint" role="status"></p></form>
<details id="contents" open><summary>Contents</summary><nav aria-label="Contents"><ul>
${index('Methods', 'methods', methods.map(({ name }) => [name, name] as const))}
${index('Events', 'events', events.map(({ name }) => [eventId(name), name] as const))}
${index('Options and types', 'types', types.map(({ name }) => [`type-${name}`, name] as const))}
${index('Errors', 'errors', errors.map(({ code }) => [`error-${code}`, code] as const))}
${index('In an application', 'application', notes.map(({ id, title }) => [id, title] as const))}
</ul></nav></details></div>
<div class="entries">
<section aria-labelledby="methods"><h2 id="methods">Methods</h2>
<p>Of <code>window.Foyer</code>, which the script tag gives, and of what <code>createFoyer()</code> of the package <code>@foyer/sdk</code> makes.</p>
${methods.map(({ name, signature, doc }) =>
  entry(
    name,
    name,
    html`${heading(name, name)}<pre class="signature" tabindex="0"><code>${colour(signature, links)}</code></pre>${prose(doc.text, links)}
${doc.params.length > 0 && html`<dl class="fields">${doc.params.map((param) => html`<div><dt><code>${param.name}</code></dt><dd>${prose(param.text, links)}</dd></div>`)}</dl>`}${throws(doc)}${example(name, name)}`,
  ),
)}</section>
<section aria-labelledby="events"><h2 id="events">Events</h2>
<p>Of <code>on</code> and <code>once</code>. Run one, and what happens is written below it for as long as you listen.</p>
${events.map(({ name, doc, payload, type }) =>
  entry(
    eventId(name),
    name,
    html`${heading(eventId(name), name)}${prose(doc.text, links)}${fields(payload)}${type !== '' && html`<pre class="signature" tabindex="0"><code>${colour(type, links)}</code></pre>`}${
      payload.length === 0 && type === '' && html`<p class="hint">The payload is an empty object.</p>`
    }${example(eventId(name), `the event ${name}`)}`,
  ),
)}</section>
<section aria-labelledby="types"><h2 id="types">Options and types</h2>
<p>All of them are types of the package. A name with a question mark may be left out.</p>
${types.map(({ name, doc, fields: list, code }) =>
  entry(
    `type-${name}`,
    name,
    html`${heading(`type-${name}`, name)}${prose(doc.text, links)}${code !== '' && html`<pre class="signature" tabindex="0"><code>${colour(code, (other) => (other === name ? undefined : links(other)))}</code></pre>`}${fields(list)}`,
  ),
)}</section>
<section aria-labelledby="errors"><h2 id="errors">Errors</h2>
<p>A <code>FoyerError</code> has a <code>code</code> to branch on, a <code>message</code> that says what is wrong, and a <code>remedy</code>. Codes are stable; sentences may be reworded.</p>
<div class="error-table">${errors.map(
      ({ code, sentence, remedy }) => html`<article class="entry error" id="error-${code}" data-entry="${code}" tabindex="-1"><h3><code>${code}</code></h3><p>${sentence}</p><p class="remedy">${inline(remedy, links)}</p></article>\n`,
    )}</div></section>
<section aria-labelledby="application"><h2 id="application">In an application</h2>
<p>The package <code>@foyer/sdk</code> gives the same without a tag and without a global, for an application’s own bundler.</p>
${notes.map(({ id, title, text }) => entry(id, title, html`<h3>${title} <a class="anchor" href="#${id}" aria-label="Address of ${title}">#</a></h3>${markdown(text, links)}`))}</section>
</div></div>
<template id="things"><div class="things" role="group" aria-label="Of this page">
<p class="hint">What the example speaks of:</p>
<button type="button" id="help" class="small" data-thing="#help">Help</button>
<p data-thing="#badge">Unread: <strong id="badge">?</strong></p>
<button type="button" class="ask-us small" data-thing=".ask-us">Ask us</button>
<div id="chat" data-thing="#chat"></div>
<p data-thing="cookieBanner">May we remember you? <button type="button" class="small" data-answer="yes">Yes</button> <button type="button" class="quiet small" data-answer="no">No</button></p>
</div></template>`,
    shows: [
      'The page is made of the comments of the SDK’s own types, and its examples are the ones in these comments: what developers read in their editor is what runs here.',
      html`Its policy is that of <a href="/strict">the strict page</a>, and allows the page to ask its own server for a proof of identity besides. Examples are functions of a script; nothing is evaluated.`,
      html`<code>identify</code> asks this site’s server for a proof, which it signs with a key from the desk.`,
    ],
  }
}
