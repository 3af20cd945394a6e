import { html } from '../html.ts'
import { pounds, tours } from '../tours.ts'
import type { Tour } from '../tours.ts'
import { card } from './home.ts'
import type { Page, PageContext } from './layout.ts'

export function tourList(context: PageContext): Page {
  return {
    title: 'Our journeys',
    description: 'Six journeys on foot, by rail and by boat, with dates and prices for 2027.',
    kind: 'tours',
    body: html`
<section class="wrap intro"><p class="eyebrow">2027</p><h1>Six journeys, each gone by hand</h1>
<p class="lead">We would rather know six roads well than sixty by name. Every one of these has been walked, sailed or ridden by the person who will answer you in the chat.</p></section>
<section class="wrap band" aria-label="All journeys"><ul class="cards">${tours.map((tour) => card(context, tour, 2))}</ul></section>
<section class="tinted band"><div class="wrap narrow centred"><h2>Torn between two?</h2><p>Tell us about the last trip you loved. We are quite good at guessing the next one.</p>
<p class="actions"><a class="button" href="/planner">Plan it in three questions</a></p></div></section>`,
    shows: [
      'The desk sees which page a visitor is on, as it changes; an agent who reads “where are you looking?” never has to ask.',
      'Cards here rise under the pointer with transforms and filters. The chat stays above them without needing a larger number than theirs.',
    ],
  }
}

export function tourPage(context: PageContext, tour: Tour): Page {
  return {
    title: tour.name,
    description: `${tour.line} ${tour.days} days, from ${pounds(tour.price)}.`,
    kind: 'tour',
    scripts: ['tour.js'],
    body: html`
<article>
<section class="tour-head"><img src="${context.asset(tour.picture)}" alt="${tour.pictureText}" width="1200" height="800">
<div class="wrap"><div class="tour-title"><p class="eyebrow">${tour.place}</p><h1>${tour.name}</h1><p class="lead">${tour.line}</p></div></div></section>
<div class="wrap tour-body">
<div>
${tour.story.map((paragraph) => html`<p class="story">${paragraph}</p>`)}
<h2>Day by day</h2>
<ol class="days">${tour.itinerary.map(([title, text]) => html`<li><h3>${title}</h3><p>${text}</p></li>`)}</ol>
</div>
<aside class="facts" aria-label="Facts and booking">
<dl><div><dt>Length</dt><dd>${tour.days} days</dd></div><div><dt>Pace</dt><dd>${tour.pace}</dd></div><div><dt>Season</dt><dd>${tour.season}</dd></div><div><dt>From</dt><dd class="price">${pounds(tour.price)}</dd></div></dl>
<h2>What is in it</h2><ul class="ticks">${tour.included.map((item) => html`<li>${item}</li>`)}</ul>
<button type="button" id="see-dates" aria-haspopup="dialog">See dates</button>
<button type="button" id="ask-about-tour" class="quiet">Ask about this journey</button>
<p class="hint" id="ask-otherwise" role="status"></p>
</aside>
</div>
<dialog id="dates" aria-labelledby="dates-title">
<h2 id="dates-title">Departures in 2027</h2>
<table><thead><tr><th scope="col">Leaving</th><th scope="col">Places left</th></tr></thead><tbody>
${tour.departures.map((departure) => html`<tr><td>${departure.when}</td><td>${departure.places === 0 ? 'Waiting list' : departure.places}</td></tr>`)}
</tbody></table>
<p class="hint">Places are held for three days, free of charge. Just ask in the chat.</p>
<form method="dialog"><button>Close</button></form>
</dialog>
</article>`,
    shows: [
      html`“Ask about this journey” is the page’s own button. Its script calls <code>Foyer.open()</code>; it keeps its look and its handlers.`,
      'The dates open in a modal dialog of the page, which lives in the browser’s top layer. The chat neither covers nor fights it.',
      'The days are numbered with a CSS counter, and headings, lists and tables are styled globally. The window in the corner is not touched by any of it.',
    ],
  }
}
