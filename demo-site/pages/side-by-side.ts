import { html } from '../html.ts'
import type { Page, PageContext } from './layout.ts'

export function sideBySide(context: PageContext): Page {
  return {
    title: 'Visitor and desk, side by side',
    description: 'Write on the left, answer on the right: the whole way of a message in one window.',
    kind: 'side',
    scripts: ['side-by-side.js'],
    body: html`
<section class="wide intro side-intro"><h1>Be the visitor, and the one who answers</h1>
<ol class="three">
<li><strong>Sign in at the desk.</strong> The terminal that started this demo says with what: take Ann. From then on visitors can reach her.</li>
<li><strong>Write on the phone.</strong> Press the round button in the corner of the phone and ask about a journey.</li>
<li><strong>Answer at the desk.</strong> Watch it arrive, be read, and be answered. Reload either side: nothing is lost.</li>
</ol></section>
<section class="wide side-by-side" aria-label="Visitor and desk">
<div class="device phone"><div class="device-bar"><span aria-hidden="true"></span><strong>The visitor’s phone</strong></div><iframe id="visitor" title="The visitor’s page" src="/"></iframe></div>
<div class="device browser"><div class="device-bar"><span aria-hidden="true"></span><strong>The desk</strong><code dir="ltr">${context.serverOrigin}/console</code><a href="${context.serverOrigin}/console" target="_blank" rel="noopener">Open in a tab of its own</a></div><iframe id="desk" title="The desk" src="${context.serverOrigin}/console"></iframe></div>
</section>`,
    shows: [
      'On the left is the real home page with the real tag, at the width of a phone; on the right the real desk. Nothing is simulated.',
      'Presence, typing, delivery and reading travel both ways as they happen.',
      html`This page carries the tag as well, but takes its own button away with <code>Foyer.hide()</code>, so that there is only one to press.`,
    ],
  }
}
