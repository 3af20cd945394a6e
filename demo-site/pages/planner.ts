import { html } from '../html.ts'
import { tours } from '../tours.ts'
import type { Page } from './layout.ts'

/** The views of the planner. Each has an address of its own, which the server answers with the same page. */
export const PLANNER_VIEWS = ['', 'season', 'way', 'company', 'plan'] as const

export function planner(): Page {
  return {
    title: 'Plan yours',
    description: 'Three questions and a plan, without leaving the page.',
    kind: 'planner',
    scripts: ['planner.js'],
    body: html`
<section class="wrap intro narrow"><p class="eyebrow">Plan yours</p><h1>A journey in three questions</h1></section>
<section class="wrap narrow band"><nav class="steps" aria-label="Steps of the plan"><ol>
<li><a href="/planner/season" data-view="season">When</a></li><li><a href="/planner/way" data-view="way">How</a></li><li><a href="/planner/company" data-view="company">With whom</a></li><li><a href="/planner/plan" data-view="plan">Your plan</a></li>
</ol></nav>
<div id="view" class="panel"><noscript><p>The planner needs scripts. <a href="/tours">All journeys</a> are on one page, too.</p></noscript></div></section>
<template id="view-start"><h2 tabindex="-1">Shall we?</h2><p>No account, no e-mail address, nothing kept. At the end you can send the plan to our desk with one click, or to nobody.</p><p class="actions"><a class="button" href="/planner/season">Begin</a></p></template>
${question('season', 'When would you like to go?', 'way', [
  ['spring', 'In spring', 'April and May, when paths dry and prices sleep'],
  ['summer', 'In summer', 'Long light, high huts, swimming'],
  ['autumn', 'In autumn', 'Warm stone, quiet inns'],
  ['winter', 'In winter', 'Desert stars, or a warm train'],
])}
${question('way', 'How do you like to move?', 'company', [
  ['feet', 'On my own feet', 'Five hours a day, a good bed after'],
  ['rails', 'On rails', 'The window is the point'],
  ['water', 'On the water', 'Ferries, mail boats, a rowing boat'],
])}
${question('company', 'Who comes along?', 'plan', [
  ['one', 'Just me', 'A third of our travellers come alone'],
  ['two', 'Two of us', 'One room or two, as you like'],
  ['more', 'A few of us', 'Friends, sisters, three generations'],
])}
<template id="view-plan"><h2 tabindex="-1">Your plan</h2><p class="lead" data-slot="sentence"></p><p><a data-slot="tour" href="/tours">See the journey</a></p><p class="actions"><button type="button" data-action="send">Send this plan to the desk</button> <a class="button quiet" href="/planner">Start again</a></p><p class="hint" role="status" data-slot="status"></p></template>
<p hidden id="journeys">${tours.map((tour) => html`<a href="/tours/${tour.slug}">${tour.name}</a> `)}</p>`,
    shows: [
      html`This page is a single-page section: each step has an address (<code>history.pushState</code>) and its content is put in by script. The desk sees every step as a page of the visit.`,
      html`“Send this plan” appears only at the end. It calls <code>Foyer.open()</code>, then <code>Foyer.send(…)</code> with the plan as the visitor’s message.`,
      'Going back and forth does not reload anything, so an open chat does not even blink.',
    ],
  }
}

function question(name: string, title: string, next: string, answers: readonly (readonly [value: string, label: string, text: string])[]) {
  return html`<template id="view-${name}"><h2 tabindex="-1">${title}</h2><form data-question="${name}" data-next="${next}"><fieldset><legend class="unseen">${title}</legend>
${answers.map(([value, label, text]) => html`<label class="choice"><input type="radio" name="${name}" value="${value}" required><span><strong>${label}</strong><small>${text}</small></span></label>`)}
</fieldset><button>Next</button></form></template>`
}
