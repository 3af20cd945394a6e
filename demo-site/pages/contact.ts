import { html } from '../html.ts'
import { tours } from '../tours.ts'
import type { Page, PageContext } from './layout.ts'

/** What a visitor has written into the form. */
export interface Enquiry {
  name: string
  email: string
  journey: string
  message: string
}

/** A sentence for each field that cannot be taken as it is. */
export type EnquiryProblems = Partial<Record<keyof Enquiry, string>>

/** Longer than any letter we ever got. */
const MESSAGE_LIMIT = 4_000

/** Checks an enquiry; no problems means it can be taken. */
export function checkEnquiry({ name, email, message }: Enquiry): EnquiryProblems {
  const problems: EnquiryProblems = {}
  if (name.trim() === '') problems.name = 'Please tell us what to call you.'
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) problems.email = 'Please write an address like mara@example.com, so that we can answer.'
  if (message.trim() === '') problems.message = 'Please write a line or two.'
  else if (message.length > MESSAGE_LIMIT) problems.message = `That is more than ${MESSAGE_LIMIT} characters. Could you shorten it a little?`
  return problems
}

const EMPTY: Enquiry = { name: '', email: '', journey: '', message: '' }

export function contact(context: PageContext, enquiry: Enquiry = EMPTY, problems: EnquiryProblems = {}): Page {
  const wrong = Object.keys(problems).length > 0
  const describe = (field: keyof Enquiry) => problems[field] !== undefined && html` aria-invalid="true" aria-describedby="${field}-problem"`
  const problem = (field: keyof Enquiry) => problems[field] !== undefined && html`<p class="problem" id="${field}-problem">${problems[field]}</p>`
  return {
    title: wrong ? 'Something is missing' : 'Talk to us',
    description: 'Write in the chat, by letter or by mail; people who lead the journeys answer.',
    kind: 'contact',
    scripts: ['contact.js'],
    body: html`
<section class="wrap intro"><p class="eyebrow">We are here</p><h1>Talk to us</h1>
<p class="lead">Quickest in the chat, Monday to Saturday, nine to six. Slower and lovelier by letter.</p></section>
<div class="wrap contact-grid band">
<section class="panel" aria-labelledby="now">
<h2 id="now">Right now</h2>
<p>One of us is at the desk most of the day. If everyone is busy, or nobody is in, write all the same: the answer comes right here.</p>
<button type="button" id="talk-to-us">Open the chat</button>
<p class="hint" id="talk-otherwise" role="status"></p>
<hr>
<h3>Elsewhere</h3>
<p><a href="tel:+441632960142">+44 1632 960142</a><br><a href="mailto:hello@saltway.example">hello@saltway.example</a></p>
<p>4 Chandler’s Row, Port Ellery<br>The door with the brass fish.</p>
<img src="${context.asset('pictures/harbour.svg')}" alt="" width="1200" height="800" loading="lazy">
</section>
<section aria-labelledby="letter">
<h2 id="letter">Or write us a letter</h2>
${wrong && html`<p class="problem summary" role="alert">Almost. Please look at what is marked below; nothing you wrote is lost.</p>`}
<form method="post" action="/contact" novalidate>
<label for="name">Your name</label><input id="name" name="name" autocomplete="name" required value="${enquiry.name}"${describe('name')}>${problem('name')}
<label for="email">Your e-mail</label><input id="email" name="email" type="email" autocomplete="email" required value="${enquiry.email}"${describe('email')}>${problem('email')}
<label for="journey">A journey you have in mind</label><select id="journey" name="journey"><option value="">Not yet, surprise me</option>${tours.map((tour) => html`<option value="${tour.slug}"${enquiry.journey === tour.slug && html` selected`}>${tour.name}</option>`)}</select>
<label for="message">Your letter</label><textarea id="message" name="message" rows="6" required${describe('message')}>${enquiry.message}</textarea>${problem('message')}
<button>Send the letter</button>
<p class="hint">This is a demonstration: what you send here is checked and then forgotten.</p>
</form>
</section>
</div>`,
    shows: [
      html`“Open the chat” has the id <code>talk-to-us</code>. A script of the page calls <code>Foyer.open()</code> on its click; without a reachable desk it offers the telephone instead.`,
      html`Who answers is decided at the desk, under <em>Settings</em>. With nobody accepting, somebody receives you all the same, until <em>Sharing out</em> says that visitors wait in a queue, with their place in sight, or leave a message. “Why” beside a conversation tells how it came to whom.`,
      'The form’s inputs are styled globally, partly with !important. Compare the composer in the chat window: it keeps its own look.',
    ],
  }
}

export function contactThanks(context: PageContext): Page {
  return {
    title: 'Thank you',
    description: 'Your letter has arrived.',
    kind: 'contact',
    body: html`<section class="wrap intro narrow"><p class="eyebrow">In the post</p><h1>Thank you, it has arrived</h1>
<p class="lead">If this were more than a demonstration, one of us would now put the kettle on and read it.</p>
<p class="actions"><a class="button" href="/tours">Back to the journeys</a></p></section>
<div class="wrap band"><div class="framed"><img src="${context.asset('pictures/hero.svg')}" alt="" width="1600" height="900"></div></div>`,
    shows: ['A form that was sent is a whole new page. An open conversation simply continues on it.'],
  }
}
