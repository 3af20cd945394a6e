import { html } from '../html.ts'
import type { Page, PageContext } from './layout.ts'

export function notFound(context: PageContext): Page {
  return {
    title: 'Off the map',
    description: 'There is no page at this address.',
    kind: 'lost',
    body: html`<section class="wrap lost band"><div><p class="eyebrow">404</p><h1>This path is not on our map</h1>
<p class="lead">It may have been moved by the wind. The good news: getting lost is how we found most of our journeys.</p>
<p class="actions"><a class="button" href="/tours">To the journeys</a> <a class="button quiet" href="/">Home</a></p></div>
<div class="framed"><img src="${context.asset('pictures/signpost.svg')}" alt="A signpost with three arms on a hill" width="1200" height="800"></div></section>`,
    shows: ['Even here somebody can be reached: a visitor who is lost is a visitor worth talking to, and the desk sees which address led nowhere.'],
  }
}
