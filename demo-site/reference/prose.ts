/** The little markup of doc comments and of the package's README, as HTML. */
import { html } from '../html.ts'
import type { Html, Part } from '../html.ts'
import { colour } from './code.ts'

/** Where a name leads to, if it stands on the page. */
export type Links = (name: string) => string | undefined

/** Paragraphs and lists, divided by empty lines. */
export function prose(text: string, links: Links): Html {
  return html`${text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const items = block.startsWith('- ') ? block.split(/\n?^- /m).filter(Boolean) : []
      return items.length > 0 ? html`<ul class="points">${items.map((item) => html`<li>${inline(item, links)}</li>`)}</ul>` : html`<p>${inline(block, links)}</p>`
    })}`
}

/** `code`, **strong**, *names* and {@link Names} within a line. */
export function inline(text: string, links: Links): Part[] {
  return text.replaceAll('\n', ' ').split(/(`[^`]+`|\{@link [^}]+\}|\*\*[^*]+\*\*|\*[^*]+\*)/).map((piece, index) => {
    if (index % 2 === 0) return piece
    if (piece.startsWith('**')) return html`<strong>${inline(piece.slice(2, -2), links)}</strong>`
    if (piece.startsWith('*')) return html`<em>${piece.slice(1, -1)}</em>`
    const name = piece.startsWith('`') ? piece.slice(1, -1) : piece.slice('{@link '.length, -1).replace(/^Foyer\./, '').replace(/^import\('[^']+'\)\./, '')
    const address = links(name)
    return address === undefined ? html`<code>${name}</code>` : html`<a href="${address}"><code>${name}</code></a>`
  })
}

/** A part of a file of Markdown, below its heading: text and fenced code. */
export function markdown(text: string, links: Links): Html {
  return html`${text.split(/^```\w*\n([\s\S]*?)^```$/m).map((piece, index) => (index % 2 === 1 ? html`<pre tabindex="0"><code>${colour(piece.trimEnd())}</code></pre>` : prose(piece, links)))}`
}
