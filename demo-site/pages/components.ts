import { samples } from '../components.ts'
import type { ComponentSample } from '../components.ts'
import { html } from '../html.ts'
import type { Html, Part } from '../html.ts'
import { tours } from '../tours.ts'
import { card } from './home.ts'
import type { Page, PageContext } from './layout.ts'

/** All styles, one at a time: links to the page of each, which a script shows in the frame beside them where there is room. */
export function componentList(): Page {
  const [first] = samples
  return {
    title: 'Ways to say hello',
    description: 'Every style of reception component, one at a time, on a real page.',
    kind: 'components',
    scripts: ['components.js'],
    body: html`
<section class="wide intro"><p class="eyebrow">Reception components</p><h1>Eight ways to say hello, and the round one</h1>
<p class="lead">The round button you know from our other pages. These are the others: each on a page that it was made for, none of them drawn for show.</p></section>
<section class="wrap band stage-grid" aria-label="Styles, one at a time">
<ol class="styles">${samples.map(
      (sample, index) => html`
<li>${picture(sample)}<div><h2><a href="${pathOf(sample)}" data-style${index === 0 && html` aria-current="true"`}${sample.isForPhones === true && html` data-phone`}>${sample.name}</a></h2><p>${sample.purpose}</p></div></li>`,
    )}</ol>
<div class="stage"><div class="device browser"><div class="device-bar"><span aria-hidden="true"></span><label class="check"><input type="checkbox" id="as-phone"> As on a phone</label><a id="alone" href="${first === undefined ? '/' : pathOf(first)}" target="_blank" rel="noopener">Open in a tab of its own</a></div><iframe name="stage" id="stage" title="The style on a page" src="${first === undefined ? '/' : pathOf(first)}"></iframe></div></div>
</section>
<section class="tinted band"><div class="wrap split"><div><h2>Inside the page</h2><p>The chat need not float. <a href="/inline">It can stand in a column of the page</a>, as an element like any other.</p></div>
<div><h2>And outside of it</h2><p>Every component has an address and a code to scan. The desk’s settings give both, next to the tag.</p></div></div></section>`,
    shows: [
      'One tag serves all of them (RC-7). Which component shows where is decided in the console, and changes here within moments, without a reload (RC-15).',
      html`Each of these pages is one rule of the demo’s workspace: “show on <code>/components/card</code>” and so on (RC-9). The round button is told to stay away from them.`,
      'Styles that a page does not use are not loaded (RC-4).',
    ],
  }
}

export function componentPage(context: PageContext, sample: ComponentSample): Page {
  const { body, scripts, shows } = CONTENT[sample.slug]?.(context) ?? { body: ordinary(context), shows: [] }
  return {
    title: sample.name,
    description: sample.purpose,
    kind: 'component',
    scripts: scripts ?? [],
    body: html`
<section class="wrap intro narrow"><p class="eyebrow"><a href="/components" target="_top">Ways to say hello</a></p><h1>${sample.name}</h1>
<p class="lead">${sample.purpose}</p></section>
${body}
<section class="wrap narrow band" aria-labelledby="facts"><h2 id="facts">What it does</h2>
<dl class="terms">${sample.facts.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>
<nav class="actions" aria-label="Styles"><a class="button quiet" href="${pathOf(beside(sample, -1))}">${beside(sample, -1).name}</a><a class="button quiet" href="${pathOf(beside(sample, 1))}">${beside(sample, 1).name}</a></nav></section>`,
    shows: [html`The component here shows on <code>${pathOf(sample)}</code> and nowhere else: a rule of the demo’s workspace (RC-9). Switch it off at the desk, and watch it go.`, html`Its colour is this page’s own, in one line of its style sheet: <code>--foyer-accent</code> (RC-19). Other pages take the colour that the owner has set.`, ...shows],
  }
}

/** The chat as an element of the page (RC-18). */
export function inline(): Page {
  return {
    title: 'A desk in the page',
    description: 'The chat window as an element of the page.',
    kind: 'inline',
    scripts: ['inline.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow">For groups and schools</p><h1>A desk in the page</h1>
<p class="lead">Some pages are about talking. On ours for groups and schools the chat stands in a column of its own, ready to be written in.</p></section>
<div class="wrap band inline-grid">
<div>
<h2>Travelling as a group</h2>
<p class="story">Choirs, walking clubs, a class of seventeen with two teachers and one guitar: groups ask for things that fit in no form. Which hut has a piano? Can the bus wait for the bakery to open? Ask as it comes to you; Ann has answered stranger questions.</p>
<p class="story">Write here, or in the round button’s window: it is the same conversation, in both at once, and on your next page too.</p>
<h2>All it takes</h2>
<pre tabindex="0"><code>&lt;foyer-chat&gt;&lt;/foyer-chat&gt;</code></pre>
<p>An element like any other, once the page carries the tag. It fills the box that you give it. From code, an element of your own does as well:</p>
<pre tabindex="0"><code>const stop = Foyer.mount(document.querySelector('#desk'))</code></pre>
</div>
<section aria-labelledby="desk-title"><h2 id="desk-title">Ask Ann</h2>
<foyer-chat id="desk"></foyer-chat>
<p class="hint" id="inline-status" role="status"></p></section>
</div>`,
    shows: [
      html`<code>&lt;foyer-chat&gt;</code> is a custom element with the attributes <code>component</code>, <code>site</code> and <code>language</code>. It works in React, Vue, Svelte and Angular, and means nothing on a server.`,
      'Taken out of the page it is gone, and the conversation is not.',
    ],
  }
}

const pathOf = ({ slug }: ComponentSample) => `/components/${slug}`

/** The one before or after it, in a round. */
function beside(sample: ComponentSample, step: 1 | -1): ComponentSample {
  const at = samples.indexOf(sample) + step
  return samples.at(at % samples.length) ?? sample
}

/** A page with the component on it, small. */
const picture = ({ mark }: ComponentSample): Html =>
  html`<svg class="style-picture" viewBox="0 0 48 32" width="96" height="64" aria-hidden="true"><path class="lines" d="M5 6h18M5 11h30M5 15h26M5 19h20" /><rect class="mark" x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" rx="${mark.round}" /></svg>`

interface Content {
  readonly body: Html
  readonly scripts?: readonly string[]
  readonly shows: readonly Part[]
}

/** Pages that need more than journeys around the component. */
const CONTENT: Readonly<Record<string, (context: PageContext) => Content>> = {
  'article-bar': (context) => ({
    body: html`<article class="wrap narrow band">
<p class="eyebrow">From the journal · Ann Lindqvist</p><h2>What the mail boat brings</h2>
<div class="framed"><img src="${context.asset('pictures/lofoten.svg')}" alt="Red cabins below the mountains, a boat on its way out" width="1200" height="800"></div>
<p class="story">It leaves at six, and nobody has ever seen it leave at five past. There are newspapers on board, a crate of oranges, somebody’s outboard motor wrapped in a quilt, and, from May on, us.</p>
<p class="story">The captain does not do commentary. He points: an eagle, a church, his sister’s house. By the second island people have stopped taking photographs and begun to look. By the third they wave back.</p>
<p class="story">We are often asked what one should bring. A jersey, even in July. Something to read that can get wet. And an apple for the dog at Sørvær, who meets every boat and remembers who came without.</p>
<p class="story">When do we go? Whenever the light is long: from the middle of May until the last week of August. In June it does not set at all, which is either the whole point or a reason to bring an eye mask; we have met both kinds of people, often married to each other.</p>
<p class="story">The rest cannot be told, only asked about.</p></article>`,
    shows: ['Who asks below an article comes to a group of its own, “Walks and boats” at the desk: it goes by number, and on to a colleague with a word to the visitor when nobody has answered within five minutes (AL-6, AL-10).', 'An article of the agency’s own journal. Accounts of social networks that run no script take a picture with a code instead; the console makes it (RC-4).'],
  }),
  'custom-dom': (context) => ({
    scripts: ['own-elements.js'],
    body: html`<section class="wrap narrow band own-elements">
<h2>A button of the page</h2>
<p>It has the id <code>talk-to-us</code>, and the console knows it by that. Its look is the agency’s, and so is the line below, which a handler of the page writes.</p>
<p class="actions"><button type="button" id="talk-to-us">Talk to us</button></p>
<p class="hint" id="own-handler" role="status"></p>
<h2>One that comes later</h2>
<p>The page adds it when you ask for it, as single-page applications do all day. A script has bound it by a selector before it was there.</p>
<p class="actions"><button type="button" id="bring-guide" class="quiet" aria-controls="guide" aria-expanded="false">Who leads the journeys?</button></p>
<div id="guide"></div>
<template id="guide-card"><div class="guide" role="button" tabindex="0" data-ask-guide><img src="${context.asset('pictures/harbour.svg')}" alt="" width="1200" height="800"><span><strong>Ben, who walks in front</strong><span>Ask him anything</span></span></div></template>
<h2>The script</h2>
<pre tabindex="0"><code>const unbind = Foyer.bind('[data-ask-guide]')</code></pre></section>`,
    shows: [
      html`“Talk to us” is bound by the demo’s workspace, to the selector <code>#talk-to-us</code>; no script of the page knows of it (RC-6).`,
      html`The card that comes later is a <code>div</code> with <code>role="button"</code>: Enter and Space work on it as a click does.`,
    ],
  }),
}

/** Journeys: what our pages are full of anyway. */
const ordinary = (context: PageContext): Html =>
  html`<section class="wrap band" aria-label="Journeys"><ul class="cards">${tours.slice(0, 3).map((tour) => card(context, tour, 2))}</ul></section>`
