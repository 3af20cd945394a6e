import { html } from '../html.ts'
import type { Page, PageContext } from './layout.ts'

/** Who is on the site, and a word to them at the right moment (IV-1 to IV-10). */
export function invitations(context: PageContext): Page {
  const console = `${context.serverOrigin}/console`
  return {
    title: 'A word at the right moment',
    description: 'Invitations to talk: when they come, when they do not, and what the desk sees meanwhile.',
    kind: 'invitations',
    scripts: ['invitations.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow">Visitors and invitations</p><h1>A word at the right moment</h1>
<p class="lead">Nobody likes to be spoken to at the door. Somebody who has stood before the map for a while is glad of it. On this page our desk comes to you: when it may be welcome, and never while you type.</p></section>
<div class="wrap sdk-grid band">
<section class="panel" aria-labelledby="ways"><h2 id="ways">Be asked</h2>
<ul class="calls">
<li><h3>Stay for a while</h3><p>Twelve seconds on this page, and somebody asks. Half of all visitors see one variant, half the other.</p></li>
<li><button type="button" id="compared">I have compared two journeys</button><p>Tells the desk by <code>Foyer.track('journeys compared')</code>. It stands in your track there, and another invitation has waited for it. Our pages in <a href="/ar#ask">Arabic</a> and <a href="/zh#ask">Chinese</a> have such a button too.</p></li>
<li><label for="note">A note to yourself</label><textarea id="note" rows="2" autocomplete="off"></textarea><p>While you write here, nothing comes. Nor in the first ten seconds, nor while the window is open or a conversation is.</p></li>
<li><button type="button" class="quiet" id="stranger">Come as somebody new</button><p>Who was asked once is left in peace until the next visit. This calls <code>Foyer.forget()</code> and begins again.</p></li>
</ul></section>
<section class="panel sticky" aria-labelledby="happens"><h2 id="happens">What happens</h2>
<p class="hint" id="invitations-status" role="status">Waiting for the tag…</p>
<div role="log" aria-labelledby="happens"><ol class="log" id="happenings"></ol></div></section>
</div>
<section class="tinted band" aria-labelledby="meanwhile"><div class="wrap narrow"><h2 id="meanwhile">At the desk meanwhile</h2>
<dl class="terms">
<div><dt>Who is here</dt><dd>You are in <a href="${console}#visitors">the list of visitors</a>: where you came from, which page you look at, for how long, on what device, in which language, and from which place. On your own machine there is none.</dd></div>
<div><dt>Your card</dt><dd>Every visit and page of yours, what this page has told, earlier talks.</dd></div>
<div><dt>A hand raised</dt><dd>Ann can tick you in the list and write a line of her own. You see it here at once, and whoever accepts talks with her.</dd></div>
<div><dt>Which words work</dt><dd>The owner sets <a href="${console}#settings=invitations">who is asked, when, and how it looks</a>, and sees of each variant how often it was shown, accepted and declined.</dd></div>
<div><dt>Not everybody</dt><dd>A visitor who pesters can be blocked, for an hour or for good.</dd></div>
</dl></div></section>`,
    shows: [
      html`These invitations show on <code>/invitations</code> alone: a rule of the demo’s workspace (IV-5). Conditions are judged in the browser; how it looks is fetched when one is about to show.`,
      'A no holds in all tabs at once (IV-10), and an invitation takes the focus from nobody.',
      'With a yes the window opens, the words of the invitation are the first message, and allocation decides who receives (IV-10).',
      'Places are looked up in a database on the server. No address leaves it.',
    ],
  }
}
