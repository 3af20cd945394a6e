/** What is right about automatic replies as somebody writes them down (AR-1 to AR-3). */
import { LANGUAGES, displayUnits, failForm } from '@foyer/sdk/protocol'
import type { Failure, KeywordRule, ReplyAnswer, ReplyRules } from '@foyer/sdk/protocol'
import { atMost, fewEnough, needed } from '../forms/rules.ts'
import { MOST_FILES, filePlaces } from './files.ts'
import { fold } from './rules.ts'

export const MOST_RULES = 10_000
export const RULE_UNITS = { name: 40, keyword: 60 } as const
export const MOST_KEYWORDS = 10
/** Characters of all keywords together, as they are compared: each costs memory, and a moment in which nobody else is served. */
export const MOST_CHARACTERS = 1_000_000
/** Words for a human, in one language. */
export const MOST_WORDS = 50

/** To whom an answer may lead. */
export interface KnownReceivers {
  readonly groups: ReadonlySet<string>
  readonly members: ReadonlySet<string>
  readonly bots: ReadonlySet<string>
}

/** What is wrong with them, by the first field that is. One pass: there may be thousands. */
export function checkReplies(replies: ReplyRules): Failure | undefined {
  const { rules, first, noMatch, humanWords } = replies
  const tooMany = fewEnough('rules', rules, MOST_RULES)
  if (tooMany) return tooMany
  const ids = new Set<string>()
  let characters = 0
  for (const [index, rule] of rules.entries()) {
    const at = `rules.${index}`
    if (ids.has(rule.id)) return failForm('name_taken', { field: `${at}.id`, message: 'Two rules have this id.' })
    ids.add(rule.id)
    const wrong = checkRule(rule, at)
    if (wrong) return wrong
    characters += rule.keywords.reduce((sum, keyword) => sum + fold(keyword).length, 0)
    if (characters > MOST_CHARACTERS) return failForm('too_long', { field: `${at}.keywords`, message: `All keywords together have at most ${MOST_CHARACTERS} characters.` })
  }
  for (const [field, { isOn, answer }] of [['first', first], ['noMatch', noMatch]] as const) {
    const wrong = isOn ? checkAnswer(answer, `${field}.answer`) : undefined
    if (wrong) return wrong
  }
  const seen = new Set<string>()
  for (const { id, field } of filePlaces(replies)) {
    seen.add(id)
    if (seen.size > MOST_FILES) return failForm('too_long', { field, message: `All replies together have at most ${MOST_FILES} different files.` })
  }
  for (const language of LANGUAGES) {
    const words = humanWords[language]
    const wrong = words && checkWords(words, `humanWords.${language}`, MOST_WORDS)
    if (wrong) return wrong
  }
  return undefined
}

const checkRule = ({ name, keywords, answer }: KeywordRule, at: string): Failure | undefined =>
  needed(`${at}.name`, name, RULE_UNITS.name) ?? checkWords(keywords, `${at}.keywords`, MOST_KEYWORDS) ?? checkAnswer(answer, `${at}.answer`)

/** What folds to nothing would be in every text. */
function checkWords(words: readonly string[], field: string, most: number): Failure | undefined {
  if (words.length === 0) return failForm('required', { field })
  const tooMany = fewEnough(field, words, most)
  if (tooMany) return tooMany
  for (const [index, word] of words.entries()) {
    if (fold(word) === '') return failForm('required', { field: `${field}.${index}` })
    // Counting units is slow; what is short enough in any script is not counted.
    if (2 * word.length > RULE_UNITS.keyword && displayUnits(word) > RULE_UNITS.keyword) return atMost(`${field}.${index}`, word, RULE_UNITS.keyword)
  }
  return undefined
}

const checkAnswer = ({ parts, leadsTo }: ReplyAnswer, at: string): Failure | undefined =>
  parts.length === 0 && leadsTo === undefined ? failForm('required', { field: `${at}.parts`, message: 'This reply says nothing and leads nowhere.' }) : undefined

/** Whether everybody to whom an answer leads is there. */
export function checkReceivers({ rules, first, noMatch }: ReplyRules, known: KnownReceivers): Failure | undefined {
  const answers = [...rules.map(({ answer }, index) => [`rules.${index}`, answer] as const), ['first', first.answer] as const, ['noMatch', noMatch.answer] as const]
  const gone = answers.find(([, { leadsTo }]) => leadsTo !== undefined && !isThere(leadsTo, known))
  return gone && failForm('receiver_gone', { field: `${gone[0]}.answer.leadsTo` })
}

function isThere(leadsTo: NonNullable<ReplyAnswer['leadsTo']>, { groups, members, bots }: KnownReceivers): boolean {
  if (leadsTo === 'group') return true
  if (leadsTo.kind === 'group') return groups.has(leadsTo.groupId)
  return leadsTo.kind === 'agent' ? members.has(leadsTo.agentId) : bots.has(leadsTo.botId)
}
