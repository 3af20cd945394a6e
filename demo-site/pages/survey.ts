import { html } from '../html.ts'
import type { Page, PageContext } from './layout.ts'

/** The survey (SV-1 to SV-4): what to do to be asked, and what this page hears of the answer. */
export function survey(context: PageContext): Page {
  return {
    title: 'How was it?',
    description: 'A question at the end of a talk: five stars, a reason, a line, and what the desk makes of it.',
    kind: 'survey',
    scripts: ['survey.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow">The survey</p><h1>How was it?</h1>
<p class="lead">We ask once, when a talk is over, and only if somebody has answered you. It takes a press; a reason and a line if you like.</p></section>
<section class="wrap band" aria-labelledby="way"><h2 id="way">To be asked</h2>
<ol class="three">
<li><strong>Talk.</strong> Write to us here, and answer yourself at the desk: <a href="/side-by-side">both stand side by side</a>.</li>
<li><strong>End it.</strong> By the menu at the top of the window, or at the desk.</li>
<li><strong>Say how it was.</strong> You can think better of it for a day.</li>
</ol>
<p class="actions"><button type="button" id="talk-to-us">Open the chat</button></p>
<p class="hint" id="talk-otherwise" role="status"></p>
<p class="lead" id="said" role="status" data-before="What you answer, this page hears as well: it will stand here."></p></section>
<section class="tinted band" aria-labelledby="owner"><div class="wrap narrow"><h2 id="owner">What its owner says</h2>
<dl class="terms">
<div><dt>Asked how</dt><dd>five stars, five faces or two thumbs; words for each step, up to ten reasons, a comment that may be wanted where it was not good</dd></div>
<div><dt>Asked where</dt><dd>in the window, on a page of its own that needs no script, or by mail</dd></div>
<div><dt>Asked when</dt><dd>at the end of each talk, or when an agent asks; it can be answered for one hour to seven days</dd></div>
<div><dt>And then</dt><dd><a href="${context.serverOrigin}/console#settings=survey-results">results</a> by agent, group, component and day, the comments with their talks, and a word to the owner about a low one</dd></div>
</dl>
<p class="actions"><a class="button" href="${context.serverOrigin}/console#settings=survey">Set it at the desk</a></p></div></section>`,
    shows: [
      html`The page hears of an answer by <code>survey:submitted</code>, and asks for nothing else than that.`,
      'It can be changed until it is no longer valid; the last answer counts, once (SV-3).',
    ],
  }
}
