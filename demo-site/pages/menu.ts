import { html } from '../html.ts'
import type { Page, PageContext } from './layout.ts'

/** The menu of the window (MN-1 to MN-4), in a chat that stands in the page. */
export function menu(context: PageContext): Page {
  return {
    title: 'Ask without typing',
    description: 'A menu in the chat: answers, pages and people, one press away.',
    kind: 'menu',
    scripts: ['inline.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow">The menu</p><h1>Ask without typing</h1>
<p class="lead">Most letters ask one of four things. They stand in the chat as a menu, so that a press or two will do, and whoever answers knows already what it is about.</p></section>
<div class="wrap band inline-grid">
<div>
<h2>What a press does</h2>
<dl class="terms">
<div><dt>Journeys</dt><dd>unfolds a second level; each journey answers at once with a card</dd></div>
<div><dt>Our hours</dt><dd>answers in a line, without anybody</dd></div>
<div><dt>How to find us</dt><dd>leads to a page of this site</dd></div>
<div><dt>Talk to a person</dt><dd>asks for somebody of the reception</dd></div>
</dl>
<h2>What the desk sees</h2>
<p class="story">A line in the thread for each choice, and in the settings how often each was made. Whoever takes the talk need not ask what it is about.</p>
<h2>Where it is made</h2>
<p>At the desk, under <a href="${context.serverOrigin}/console#settings=menus">Settings, Menu</a>: as a list, as cards or as a bar, moved by mouse or by keyboard, kept as a draft until it is right, and live when you say so. The page of its own, behind a link or a code, has another: a bar, with a number to ring.</p>
</div>
<section aria-labelledby="desk-title"><h2 id="desk-title">Try it</h2>
<foyer-chat id="desk"></foyer-chat>
<p class="hint" id="inline-status" role="status"></p></section>
</div>`,
    shows: [
      'The same menu stands in the window of the round button (MN-1). It is loaded with the window, not with the page.',
      'Tab leads to it, arrow keys, Home and End move in it, Escape folds it (MN-4).',
      'A draft with a wrong address, or with somebody who has left, is refused, and the item is named (MN-3).',
    ],
  }
}
