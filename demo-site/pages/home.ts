import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { pounds, tours } from '../tours.ts'
import type { Tour } from '../tours.ts'
import type { Page, PageContext } from './layout.ts'

export function home(context: PageContext): Page {
  return {
    title: 'Slow journeys for people who like to arrive',
    description: 'Small-group journeys on foot, by rail and by boat, led by people who live there.',
    kind: 'home',
    body: html`
<section class="hero">
<img class="hero-picture" src="${context.asset('pictures/hero.svg')}" alt="" width="1600" height="900">
<div class="wrap hero-text">
<p class="eyebrow">On foot, by rail, by small boat</p>
<h1>Slow journeys for people who like to arrive</h1>
<p class="lead">Since 1987 we have taken small groups along the old roads: twelve travellers at most, one person who lives there, and time to sit down.</p>
<p class="actions"><a class="button" href="/tours">See the journeys</a> <a class="button quiet" href="/contact">Ask us anything</a></p>
</div>
</section>
<section class="wrap band" aria-labelledby="next">
<div class="band-head"><h2 id="next">Leaving soon, with room for you</h2><a href="/tours">All six journeys</a></div>
<ul class="cards">${tours.slice(0, 3).map((tour) => card(context, tour))}</ul>
</section>
<section class="tinted band" aria-labelledby="manner">
<div class="wrap">
<h2 id="manner">How we go about it</h2>
<ol class="principles">
<li><h3>Twelve, never thirteen</h3><p>A table, a mail boat and a conversation all have about twelve places. So do we.</p></li>
<li><h3>Someone who lives there</h3><p>Sigrid, Youssef, Dora and the others lead where they grew up. You will meet an aunt.</p></li>
<li><h3>A free day in every journey</h3><p>Somewhere in the middle nothing is planned at all. It is what people write to us about.</p></li>
</ol>
</div>
</section>
<section class="wrap band split" aria-labelledby="desk">
<div class="framed"><img src="${context.asset('pictures/harbour.svg')}" alt="A row of coloured houses on a harbour, sailing boats in front; one house has a shop awning" width="1200" height="800" loading="lazy"></div>
<div>
<p class="eyebrow">4 Chandler’s Row</p>
<h2 id="desk">The people who answer are the people who go</h2>
<p>Our desk stands in an old chandlery in Port Ellery. Write in the corner of this page and one of us reads it: not a script, not a call centre. If we are all out walking, leave a message, and the answer will be waiting for you here.</p>
<p>You can wander on while you wait. The conversation follows you from page to page, and it is still there tomorrow.</p>
<p class="actions"><a class="button" href="/contact">How to reach us</a></p>
</div>
</section>
<section class="wrap band quotes" aria-labelledby="letters">
<h2 id="letters">From the letter box</h2>
<figure><blockquote><p>I asked in the chat whether my mother, seventy-eight, could do the Azores. Helena asked how she felt about stairs, and about cake. She could.</p></blockquote><figcaption>Ruth and Edith, Azores, 2025</figcaption></figure>
<figure><blockquote><p>The train went into a tunnel while I was typing. When it came out, my message was there, once, and so was the answer.</p></blockquote><figcaption>Marek, on his way to Vienna</figcaption></figure>
</section>`,
    shows: [
      'The round button in the corner is a reception component. It is loaded when the page is idle, moves nothing and sets no cookie.',
      'The conversation follows the visitor: open the chat, go to another page, and it is still there, with the draft you were writing.',
      'Cut the network while you write. Messages wait, then leave once, in the order you typed them.',
      'This page has a heavy style sheet of its own: a reset, global rules for buttons and inputs, high layers, filters. None of it reaches the window, and none of the window’s reaches the page.',
      html`To see both ends at once, open <a href="/side-by-side">the visitor and the desk, side by side</a>.`,
    ],
  }
}

/** One journey as a card. The level of its heading depends on whether the list has a heading of its own. */
export function card(context: PageContext, tour: Tour, level: 2 | 3 = 3): Html {
  const name = html`<a href="/tours/${tour.slug}">${tour.name}</a>`
  return html`<li class="card"><article>
<div class="card-picture"><img src="${context.asset(tour.picture)}" alt="" width="1200" height="800" loading="lazy"></div>
<div class="card-text">
<p class="eyebrow">${tour.place} · ${tour.days} days</p>
${level === 2 ? html`<h2>${name}</h2>` : html`<h3>${name}</h3>`}
<p>${tour.line}</p>
<p class="card-foot"><span>from <strong>${pounds(tour.price)}</strong></span><span class="pace pace-${tour.pace}">${tour.pace}</span></p>
</div></article></li>`
}
