import { html } from '../html.ts'
import type { Page } from './layout.ts'

export function sdk(): Page {
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
<li><button type="button" data-call="getState">Foyer.getState()</button><p>What the SDK knows now.</p></li>
<li><button type="button" data-call="unreadCount">Foyer.unreadCount()</button><p>How many answers wait to be read.</p></li>
</ul></section>
<section class="panel sticky" aria-labelledby="events"><div class="band-head"><h2 id="events">Events</h2><button type="button" class="quiet small" id="clear">Clear</button></div>
<p class="hint" id="sdk-status" role="status">Waiting for the tag…</p>
<div id="event-box" role="log" aria-label="Events and answers" tabindex="0"><ol id="event-log" class="log"></ol></div></section>
</div>
<section class="wrap band" aria-labelledby="listen"><h2 id="listen">Listening</h2>
<p>Each subscription returns its own undo.</p>
<pre tabindex="0"><code>const stop = Foyer.on('message:received', (event) =&gt; {
  console.log('The desk says', event)
})

// later
stop()</code></pre></section>`,
    shows: [
      'Every call returns a promise or a plain value. A wrong use throws an error with a stable code and a sentence that says what to do; the log prints both.',
      'The log prints every event of the SDK as it happens.',
      'A page can call the SDK before the window’s code is there: calls wait and run in order.',
    ],
  }
}
