import { html } from '../html.ts'
import { colour } from '../reference/code.ts'
import type { Page } from './layout.ts'

const LISTENING = `const stop = Foyer.on('message:received', (event) => {
  console.log('The desk says', event)
})

// later
stop()`

const CONSENTS = ['none', 'session', 'full']

/** @param proofCode the lines by which this site's server signs */
export function sdk(proofCode: string): Page {
  return {
    title: 'For developers',
    description: 'Calls and events of the Foyer SDK, live.',
    kind: 'sdk',
    scripts: ['sdk.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow">For developers</p><h1>The desk from your own code</h1>
<p class="lead">The tag gives you one global, <code>Foyer</code>. Press a button, watch what comes back. The same calls are what the other pages of this site are made of.</p>
<p class="actions"><a class="button" href="/sdk/reference">The whole reference</a></p></section>
<div class="wrap sdk-grid band">
<section class="panel" aria-labelledby="calls"><h2 id="calls">Calls</h2>
<ul class="calls">
<li><button type="button" data-call="open">Foyer.open()</button><p>Opens the window, as a click on the round button does.</p></li>
<li><button type="button" data-call="close">Foyer.close()</button><p>Closes it. The conversation goes on.</p></li>
<li><button type="button" data-call="hide">Foyer.hide()</button><p>Takes everything off the page, until <code>show()</code>.</p></li>
<li><button type="button" data-call="show">Foyer.show()</button><p>Brings it back.</p></li>
<li><form data-call="send"><label for="text">A message</label><input id="text" name="text" value="Is there still room in May?" maxlength="4000" required autocomplete="off"><button>Foyer.send('…')</button></form><p>Sends as the visitor. Offline, it waits and leaves once.</p></li>
<li><button type="button" data-call="identify">Foyer.identify({ … })</button><p>Says who the visitor is: here Mara Lindqvist, mara@example.com. Without a signed proof the desk sees “says to be”.</p></li>
<li><button type="button" data-call="prove">Foyer.identify({ …, proof })</button><p>Proves it: this site’s server signs for its customer Mia Berg, as <a href="#proof">the lines below</a> do. She finds her thread again in every browser.</p></li>
<li><button type="button" data-call="forget">Foyer.forget()</button><p>Signs her out: the next one at this browser sees nothing of hers.</p></li>
<li><div class="row">${CONSENTS.map((level, at) => html`<button type="button" class="quiet" data-call="consent" data-with="${level}" aria-label="Foyer.consent('${level}')">${at === 0 && 'Foyer.consent('}'${level}'${at === 0 && ')'}</button>`)}</div><p>How much may be kept on this device: nothing, until the tab is closed, or for the next visit. Reload the page after each, and see whether the thread comes back.</p></li>
<li><label class="check"><input type="checkbox" data-switch="hook"> <code>Foyer.hook('beforeSend', …)</code></label><p>A hook of this page: it stops messages that mention a passport, and writes “St.” as “Saint”. Try both in the chat, or with <code>send</code>.</p></li>
<li><label class="check"><input type="checkbox" data-switch="bridge"> <code>Foyer.bridge({ dataLayer: true, dom: true })</code></label><p>Tells every event to a tag manager, and as DOM events. The log shows what each receives; words and names stay out of the data layer.</p></li>
<li><button type="button" data-call="getState">Foyer.getState()</button><p>What the SDK knows now.</p></li>
<li><button type="button" data-call="unreadCount">Foyer.unreadCount()</button><p>How many answers wait to be read.</p></li>
</ul></section>
<section class="panel sticky" aria-labelledby="events"><div class="band-head"><h2 id="events">Events</h2><button type="button" class="quiet small" id="clear">Clear</button></div>
<p class="hint" id="sdk-status" role="status">Waiting for the tag…</p>
<div id="event-box" role="log" aria-label="Events and answers" tabindex="0"><ol id="event-log" class="log"></ol></div></section>
</div>
<section class="wrap band" aria-labelledby="proof"><h2 id="proof">A proof of identity</h2>
<p>Your server knows who is signed in. It says so to the desk with a JWT, signed with the key that the desk shows once, under <em>Settings, Website</em>. What stands in it counts as proven. This is the code of this very site:</p>
<pre tabindex="0"><code>${colour(proofCode)}</code></pre></section>
<section class="wrap band" aria-labelledby="listen"><h2 id="listen">Listening</h2>
<p>Each subscription returns its own undo.</p>
<pre tabindex="0"><code>${colour(LISTENING)}</code></pre></section>`,
    shows: [
      'Every call returns a promise or a plain value. A wrong use throws an error with a stable code and a sentence that says what to do; the log prints both.',
      'The log prints every event of the SDK as it happens.',
      html`Identity with a proof that the server of the page signs; three levels of consent; a hook that changes and stops messages; a bridge to <code>dataLayer</code> and to the DOM.`,
      'A page can call the SDK before the window’s code is there: calls wait and run in order.',
    ],
  }
}
