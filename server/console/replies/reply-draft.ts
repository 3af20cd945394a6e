/** Automatic replies as they stand in the fields, and the rules that come of them or what is wrong (AR-1 to AR-3). Pure. */
import { LIMITS, displayUnits, failForm } from '@foyer/sdk/protocol'
import type { Failure, FileRef, FormErrorCode, KeywordRule, Language, Part, ReplyAnswer, ReplyRules } from '@foyer/sdk/protocol'
import { cardDraft } from '../insert/inserted.ts'
import type { CardDraft } from '../insert/inserted.ts'
import { cardsPart, choicesPart } from '../insert/message-of.ts'
import type { Flaw } from '../insert/message-of.ts'

/** Of AR-1: display units of a rule's name and of a keyword, and how many keywords and rules. `files`: beside a text and one thing more. */
export const REPLY_BOUNDS = { name: 40, keyword: 60, keywords: 10, rules: 10_000, humanWords: 50, files: LIMITS.parts - 2 } as const

/** What stands beside the text. One of them at a time, as an agent sends it; what was written for another stays while one looks around. */
export const EXTRAS = ['nothing', 'choices', 'cards'] as const
export type ExtraKind = (typeof EXTRAS)[number]

export interface AnswerDraft {
  readonly text: string
  /** Pictures, and what else is sent as a file. */
  readonly files: readonly FileRef[]
  readonly with: ExtraKind
  readonly choices: readonly string[]
  readonly cards: readonly CardDraft[]
  /** Parts that have no fields here: made by the API, and sent as they are. */
  readonly kept: readonly Part[]
  readonly leadsTo?: ReplyAnswer['leadsTo']
}
export interface RuleDraft extends Omit<KeywordRule, 'answer'> {
  readonly answer: AnswerDraft
}
export interface SpecialDraft {
  readonly isOn: boolean
  readonly answer: AnswerDraft
}
export interface RepliesDraft {
  readonly rules: readonly RuleDraft[]
  readonly first: SpecialDraft
  readonly noMatch: SpecialDraft
  readonly humanWords: Readonly<Partial<Record<Language, readonly string[]>>>
}

export const EMPTY_ANSWER: AnswerDraft = { text: '', files: [], with: 'nothing', choices: ['', ''], cards: [{ title: '', text: '', picture: '', buttons: [] }], kept: [] }

export const newRule = (id: string, name: string): RuleDraft => ({ id, name, keywords: [], matching: 'contains', isOn: true, speaksWhenHeld: false, answer: EMPTY_ANSWER })

/** The same rule once more, under another id and name. */
export const copyOf = (rule: RuleDraft, id: string, name: string): RuleDraft => ({ ...rule, id, name: displayUnits(name) > REPLY_BOUNDS.name ? rule.name : name })

export const draftOf = ({ rules, first, noMatch, humanWords }: ReplyRules): RepliesDraft => ({
  rules: rules.map((rule) => ({ ...rule, answer: answerDraft(rule.answer) })),
  first: { ...first, answer: answerDraft(first.answer) },
  noMatch: { ...noMatch, answer: answerDraft(noMatch.answer) },
  humanWords,
})

export function answerDraft({ parts, leadsTo }: ReplyAnswer): AnswerDraft {
  const text = parts.find((part) => part.type === 'text')
  const choices = parts.find((part) => part.type === 'choices' && part.choices.every(({ label, value }) => label === value))
  const cards = choices ? undefined : parts.find((part) => part.type === 'cards')
  return {
    ...EMPTY_ANSWER,
    text: text?.text ?? '',
    files: parts.flatMap((part) => (part.type === 'file' ? [part.file] : [])),
    with: choices ? 'choices' : cards ? 'cards' : 'nothing',
    ...(choices?.type === 'choices' && { choices: choices.choices.map(({ label }) => label) }),
    ...(cards?.type === 'cards' && { cards: cards.cards.map(cardDraft) }),
    kept: parts.filter((part) => part !== text && part !== choices && part !== cards && part.type !== 'file'),
    ...(leadsTo !== undefined && { leadsTo }),
  }
}

/** What is wrong, and where. */
export interface Wrong {
  readonly at: string
  readonly flaw: ReplyFlaw
}
const isWrong = (made: object): made is Wrong => 'flaw' in made

/** What is sent, or what is wrong with it, by the place in the draft. */
export function answerOf({ text, files, with: extra, choices, cards, kept, leadsTo }: AnswerDraft): ReplyAnswer | Wrong {
  const said = text.trim()
  if (said.length > LIMITS.textLength) return { at: 'text', flaw: 'too_long' }
  const made = extra === 'choices' ? choicesPart({ text: '', choices }) : extra === 'cards' ? cardsPart({ text: '', cards }) : undefined
  if (made && isWrong(made)) return made
  const parts = [...(said === '' ? [] : [{ type: 'text', text: said } as const]), ...files.map((file) => ({ type: 'file', file }) as const), ...(made ? [made] : []), ...kept]
  if (parts.length > LIMITS.parts) return { at: 'files', flaw: 'tooManyParts' }
  return { parts, ...(leadsTo !== undefined && { leadsTo }) }
}

/** For looking at while it is being written: what is whole of it. */
export function shownParts(draft: AnswerDraft): readonly Part[] {
  const made = answerOf(draft)
  if (!isWrong(made)) return made.parts
  const text = answerOf({ ...draft, with: 'nothing' })
  return isWrong(text) ? [] : text.parts
}

/** What is wrong in words of these pages, or as the table of refusals has it. */
export type ReplyFlaw = Flaw | 'keywordMissing' | 'doesNothing' | 'tooManyParts'
/** The first thing that is wrong, if anything; the failure's message is its {@link ReplyFlaw}, which the page puts into words. */
export function checkReplies({ rules, first, noMatch, humanWords }: RepliesDraft): Failure | undefined {
  for (const [at, rule] of rules.entries()) {
    const found = flawOf(rule)
    if (found) return failureOf({ ...found, at: `rules.${at}.${found.at}` })
  }
  for (const [name, special] of [['first', first], ['noMatch', noMatch]] as const) {
    const found = answerFlaw(special.answer, special.isOn)
    if (found) return failureOf({ ...found, at: `${name}.${found.at}` })
  }
  for (const [language, said] of Object.entries(humanWords)) {
    const at = said.findIndex((word) => displayUnits(word) > REPLY_BOUNDS.keyword)
    if (at >= 0) return failureOf({ at: `humanWords.${language}.${at}`, flaw: 'too_long' })
  }
  return undefined
}

function flawOf({ name, keywords, answer }: RuleDraft): Wrong | undefined {
  if (name.trim() === '') return { at: 'name', flaw: 'required' }
  if (displayUnits(name.trim()) > REPLY_BOUNDS.name) return { at: 'name', flaw: 'too_long' }
  if (keywords.length === 0) return { at: 'keywords', flaw: 'keywordMissing' }
  const long = keywords.findIndex((keyword) => displayUnits(keyword) > REPLY_BOUNDS.keyword)
  if (long >= 0) return { at: `keywords.${long}`, flaw: 'too_long' }
  return answerFlaw(answer, true)
}

/** @param mustDo it has to say something, or to lead to somebody */
export function answerFlaw(draft: AnswerDraft, mustDo: boolean): Wrong | undefined {
  const made = answerOf(draft)
  if (isWrong(made)) return { at: `answer.${made.at}`, flaw: made.flaw }
  return mustDo && made.parts.length === 0 && made.leadsTo === undefined ? { at: 'answer.text', flaw: 'doesNothing' } : undefined
}

export const failureOf = ({ at, flaw }: Wrong): Failure => {
  const code = CODES[flaw] ?? 'required'
  // What the table says well itself keeps its sentence.
  return failForm(code, { field: at, ...(code !== flaw && { message: flaw }) })
}
const CODES: Partial<Record<ReplyFlaw, FormErrorCode>> = { too_long: 'too_long', tooManyParts: 'too_long', bad_address: 'bad_address', pictureNotSecure: 'bad_address', choiceTwice: 'name_taken' }

/** Blanks away, and languages without words. What is not whole stands as it was written: `checkReplies` says so first. */
export const tidied = (draft: RepliesDraft): RepliesDraft => ({
  ...draft,
  rules: draft.rules.map((rule) => (rule.name === rule.name.trim() ? rule : { ...rule, name: rule.name.trim() })),
  humanWords: Object.fromEntries(Object.entries(draft.humanWords).filter(([, said]) => said.length > 0)),
})

/** The rules as they are saved. Of an answer that is not whole, what is whole: for trying rules that are still being written. */
export const rulesOf = ({ rules, first, noMatch, humanWords }: RepliesDraft): ReplyRules => ({
  rules: rules.map((rule) => ({ ...rule, answer: wholeOf(rule.answer) })),
  first: { ...first, answer: wholeOf(first.answer) },
  noMatch: { ...noMatch, answer: wholeOf(noMatch.answer) },
  humanWords,
})

const wholeOf = (draft: AnswerDraft): ReplyAnswer => ({ parts: shownParts(draft), ...(draft.leadsTo !== undefined && { leadsTo: draft.leadsTo }) })

/** A file that has arrived, and the answer that it is for. */
export interface Arrived {
  readonly answer: string
  readonly file: FileRef
}

/** @param name of this answer */
export function withArrived(name: string, answer: AnswerDraft, arrived: readonly Arrived[]): AnswerDraft {
  const more = arrived.flatMap((one) => (one.answer === name ? [one.file] : []))
  return more.length === 0 ? answer : { ...answer, files: [...answer.files, ...more].slice(0, REPLY_BOUNDS.files) }
}

/** Files that have arrived, in the answers that they are for. Whose rule is gone has nowhere to go; what is too much is left out. */
export const withFiles = (draft: RepliesDraft, arrived: readonly Arrived[]): RepliesDraft => ({
  ...draft,
  rules: draft.rules.map((rule) => {
    const answer = withArrived(rule.id, rule.answer, arrived)
    return answer === rule.answer ? rule : { ...rule, answer }
  }),
  first: { ...draft.first, answer: withArrived('first', draft.first.answer, arrived) },
  noMatch: { ...draft.noMatch, answer: withArrived('noMatch', draft.noMatch.answer, arrived) },
})
