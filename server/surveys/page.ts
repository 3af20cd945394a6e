/**
 * The hosted page of the survey (SV-1): a plain form that works without a program. Looking at it answers nothing, so that
 * a mail program that opens links to look at them rates nobody.
 */
import type { Language, SurveyAnswer } from '@foyer/sdk/protocol'
import { SURVEY_BOUNDS } from '@foyer/sdk/protocol'
import { CARD_STYLE, companyLine, otherWays } from '../pages/card.ts'
import type { PageDocument } from '../pages/document.ts'
import { html } from '../pages/html.ts'
import type { Markup } from '../pages/html.ts'
import { FACES, STAR, THUMB } from './drawings.ts'
import { stepsOf } from './rules.ts'
import { timeIn } from './service.ts'
import type { SurveyPageFacts } from './showing.ts'
import { surveyWords, wordOf } from './words.ts'
import type { SurveyWords } from './words.ts'

export interface SurveyPageState {
  /** Path of the page. */
  readonly path: string
  /** What stands in the form: the answer that was given, or what was sent and not taken. */
  readonly answer: Partial<SurveyAnswer> | undefined
  /** It was just taken. */
  readonly isDone?: boolean
  /** Why it was not. */
  readonly trouble?: string
}

const STYLE = `
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
fieldset{min-inline-size:0;margin:0;padding:0;border:0}
.steps{position:relative;display:flex;justify-content:center;margin:16px 0 8px}
.step{display:grid;justify-items:center;align-content:start;gap:4px;flex:1 1 0;min-inline-size:0;max-inline-size:88px;padding:8px 2px;border-radius:12px;font-size:13px;line-height:1.25;cursor:pointer}
.step input{grid-area:1/1;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:pointer}
.step svg{grid-area:1/1;pointer-events:none;inline-size:36px;block-size:36px;fill:none;stroke:var(--quiet);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.step:hover{background:var(--page)}
.step:has(:checked){font-weight:600;box-shadow:inset 0 0 0 2px currentColor}
.stars .step:has(:checked) svg,.stars .step:has(~.step :checked) svg{fill:oklch(.8 .16 80);stroke:oklch(.6 .14 70)}
.step:has(:checked) svg{stroke:currentColor}
.step:has(:focus-visible){outline:2px solid currentColor;outline-offset:2px}
.reasons{margin:16px 0 0}
.reasons legend,.comment span{display:block;margin-block-end:8px;padding:0;font-size:15px;font-weight:600;text-align:start}
.tags{display:flex;flex-wrap:wrap;gap:8px}
.tag{position:relative;display:block;padding:10px 14px;border-radius:22px;box-shadow:inset 0 0 0 1px var(--quiet);font-size:15px;cursor:pointer}
.tag input{position:absolute;inset:0;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:pointer}
.tag:has(:checked){background:var(--accent);color:var(--on-accent);box-shadow:inset 0 0 0 1px color-mix(in oklab,var(--accent),#777 40%)}
.tag:has(:focus-visible){outline:2px solid currentColor;outline-offset:2px}
@supports selector(:has(*)){form:not(:has(.steps [value="1"]:checked)) .of-1,form:not(:has(.steps [value="2"]:checked)) .of-2,form:not(:has(.steps [value="3"]:checked)) .of-3,form:not(:has(.steps [value="4"]:checked)) .of-4,form:not(:has(.steps [value="5"]:checked)) .of-5{display:none}}
@media(max-width:480px){.steps:not(.thumbs){padding-block-end:32px}.steps:not(.thumbs) .step span{position:absolute;inset-block-end:0;inset-inline:0;font-size:15px;visibility:hidden}.steps:not(.thumbs) .step:has(:checked) span{visibility:visible}}
@supports not selector(:has(*)){.step input,.tag input{position:static;grid-area:auto;inline-size:20px;block-size:20px;opacity:1}.steps .step span{position:static;visibility:visible}}
.comment{display:block;margin:16px 0 0}
textarea{display:block;inline-size:100%;min-block-size:88px;padding:10px 12px;border:1px solid var(--quiet);border-radius:12px;background:var(--surface);color:inherit;font:inherit;text-align:start;resize:vertical}
.survey .button{inline-size:100%}
.survey form>.button{margin-block-end:0}
.trouble{margin:16px 0 0;padding:12px 14px;border-radius:12px;background:var(--page);font-weight:600;text-align:start}
.done{margin:0 0 8px;font-size:22px;line-height:1.25;font-weight:650}
details{margin-block-start:16px}
summary{min-block-size:44px;padding:10px;cursor:pointer;text-decoration:underline;text-underline-offset:2px}
@media(forced-colors:active){.step:has(:checked),.tag:has(:checked){outline:2px solid Highlight}.tag{border:1px solid}}
`

export function surveyPage({ form, company, theme, until, timeZone }: SurveyPageFacts, language: Language, { path, answer, isDone = false, trouble }: SurveyPageState): PageDocument {
  const words = surveyWords(language)
  const question = words.questionWith(company.name)
  const asked = html`<form method="post" action="${path}">
${stepsMarkup(form, words, answer, question)}
${stepsOf(form.look).map((score) => reasonsMarkup(score, form, words, answer))}
${form.comment.isOffered && html`<label class="comment"><span>${form.comment.requiredBelow > 1 ? words.commentRequired(wordOf(form, form.look === 'thumbs' ? 5 : form.comment.requiredBelow, words)) : words.comment}</span><textarea name="comment" rows="3" dir="auto" maxlength="${SURVEY_BOUNDS.commentUnits}">${answer?.comment}</textarea></label>`}
${trouble !== undefined && html`<p class="trouble" role="alert">${trouble}</p>`}
<button class="button">${words.submit}</button>
</form>`
  return {
    language,
    theme,
    title: isDone ? words.thanks : question,
    description: question,
    ...(company.logo !== undefined && { icon: company.logo }),
    hasForm: true,
    style: CARD_STYLE + STYLE,
    body: html`<main class="card survey">
${companyLine(company)}
${
  isDone
    ? html`<div role="status"><h1 dir="auto">${form.thanks || words.thanks}</h1></div>
<p class="quiet">${words.changeable(timeIn(until, language, timeZone))}</p>
<details><summary>${words.change}</summary>${asked}</details>`
    : html`<h1>${question}</h1>${asked}`
}
</main>`,
  }
}

function stepsMarkup(form: SurveyPageFacts['form'], words: SurveyWords, answer: Partial<SurveyAnswer> | undefined, question: string): Markup {
  const steps = stepsOf(form.look).map(
    (score) => html`<label class="step"><input type="radio" name="score" value="${score}" aria-label="${wordOf(form, score, words)}" required${answer?.score === score && html` checked`}>${drawing(form.look, score)}<span dir="auto">${wordOf(form, score, words)}</span></label>\n`,
  )
  return html`<fieldset><legend class="unseen">${question}</legend><div class="steps ${form.look}">${steps}</div></fieldset>`
}

/** The reasons of one step. They are named after it, so that those of a step that was not chosen in the end are left out. */
function reasonsMarkup(score: number, form: SurveyPageFacts['form'], words: SurveyWords, answer: Partial<SurveyAnswer> | undefined): Markup {
  const reasons = form.steps[score - 1]?.reasons ?? []
  if (reasons.length === 0) return html``
  const isGiven = (reason: string) => answer?.score === score && answer.reasons?.includes(reason) === true
  const tags = reasons.map((reason) => html`<label class="tag"><input type="checkbox" name="reason-${score}" value="${reason}"${isGiven(reason) && html` checked`}><span dir="auto">${reason}</span></label>\n`)
  return html`<fieldset class="reasons of-${score}"><legend>${words.reasons(wordOf(form, score, words))}</legend><div class="tags">${tags}</div></fieldset>\n`
}

const drawing = (look: SurveyPageFacts['form']['look'], score: number): Markup => {
  const path = look === 'stars' ? STAR : look === 'faces' ? FACES[score - 1]! : THUMB
  const turned = look === 'thumbs' && score < 3 && html` transform="rotate(180 12 12)"`
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path${turned} d="${path}"/></svg>`
}

type Around = Pick<SurveyPageFacts, 'company' | 'theme'>

/** It says something, and asks for nothing. */
const saying = ({ company, theme }: Around, language: Language, title: string, text: string, more?: Markup): PageDocument => ({
  language,
  theme,
  title,
  description: text,
  ...(company.logo !== undefined && { icon: company.logo }),
  style: CARD_STYLE,
  body: html`<main class="card">
${companyLine(company)}
<h1>${title}</h1>
<p class="quiet">${text}</p>
${more}
</main>`,
})

/** It cannot be answered any more. */
export function closedPage(around: Around, language: Language): PageDocument {
  const { closed, closedText } = surveyWords(language)
  return saying(around, language, closed, closedText, otherWays(around.company))
}

/** Nobody rates themselves: who looks has held the conversation, and is signed in at the desk. */
export function ownPage(around: Around, language: Language): PageDocument {
  const { self, selfText } = surveyWords(language)
  return saying(around, language, self, selfText)
}
