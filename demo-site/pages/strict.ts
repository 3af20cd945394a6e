import { html } from '../html.ts'
import type { ViolationReport } from '../policy.ts'
import type { Page } from './layout.ts'

export function strict(policy: readonly string[], reports: readonly ViolationReport[]): Page {
  return {
    title: 'The strict page',
    description: 'Foyer under the strictest content security policy a site can have.',
    kind: 'strict',
    scripts: ['strict.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow">For the careful</p><h1>Nothing is allowed here, and the chat still works</h1>
<p class="lead">We keep passport details for some journeys, so our booking pages let nothing run that we have not named. This one has the strictest policy we could write. Open the chat in the corner: it asks for three lines, and for nothing more.</p></section>
<div class="wrap strict-grid band">
<section class="panel" aria-labelledby="policy"><h2 id="policy">The policy of this response</h2>
<ul class="policy" dir="ltr">${policy.map((directive) => html`<li><code>${directive}</code></li>`)}</ul>
<p class="hint">The nonce is new with every load. The tag carries it, and hands it on to what it loads.</p></section>
<section class="panel" aria-labelledby="violations"><h2 id="violations">What the browser refused</h2>
<p id="verdict" role="status">Listening…</p>
<ol id="refused" class="log" aria-live="polite"></ol>
<button type="button" id="break-it" class="quiet">Try something forbidden</button>
<h3>Reports sent to the server so far</h3>
${reports.length === 0 ? html`<p class="hint">None.</p>` : html`<ol class="log" id="reported">${reports.map((report) => html`<li><code>${report.directive}</code> ${report.blocked}</li>`)}</ol>`}
</section>
</div>`,
    shows: [
      html`The policy starts from <code>default-src 'none'</code>. Foyer needs <code>script-src</code> with the nonce, <code>connect-src</code> and <code>img-src</code> with the server’s address.`,
      html`<code>require-trusted-types-for 'script'</code> and <code>trusted-types 'none'</code> may both stand: Foyer has no place where text becomes markup, so there is no policy name to allow.`,
      'Styles of the window are constructed sheets, so no inline style has to be allowed.',
      'Violations are listed on the page, and reported to this site’s own server. An empty list is the point.',
    ],
  }
}
