/**
 * What an invitation says, with names in it (IV-9). Whatever is not known leaves no hole: the sentence that needs it goes
 * if another is left, else the word goes with what leads to it (“from {place}”, “来自{place}的”).
 */
import { fillIn } from '../greetings/rules.ts'

export const PLACEHOLDERS = ['visitor', 'page', 'agent', 'place', 'company'] as const
export type Names = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>

/** Code points of a name: a page's title may be a paragraph, and the invitation is a hundred units. */
const NAME_LENGTH = 60

const PLACEHOLDER = /\{([^{}]*)\}/g
/** Up to the end of a sentence, with the space behind it. */
const SENTENCE = /[^.!?。！？؟]*[.!?。！？؟]+\s*|[^.!?。！？؟]+$/g
const LEADING = 'from|in|near|of|at|about|on|to|for|by|aus|von|vom|bei|über|auf|zu|en|desde|de|sobre|por|depuis|à|du|sur|من|في|عن'
const LEADING_HAN = '来自|位于|关于|有关|在'
const TRAILING = '的|の|から|より|で|について'

/** The first placeholder in a text that there is not. */
export const unknownPlaceholder = (text: string): string | undefined => [...text.matchAll(PLACEHOLDER)].find(([, name]) => !PLACEHOLDERS.some((known) => known === name))?.[0]

/** One line, without what would turn the direction of the text around it. */
const tidy = (name: string): string => Array.from(name.replaceAll(/[\u202A-\u202E\u2066-\u2069\p{Cc}]/gu, ' ').replaceAll(/\s+/g, ' ').trim()).slice(0, NAME_LENGTH).join('').trimEnd()

/** A title or a text as its visitor reads it. What names say is put in last, and never read as part of it. */
export function fillInvitation(text: string, names: Names): string {
  const tidied = Object.fromEntries(Object.entries(names).map(([name, said]) => [name, tidy(said)])) as unknown as Names
  // By whom one is greeted can be left out of a sentence, as in a greeting; what it is about cannot.
  const missing = (['page', 'place', 'agent', 'company'] as const).filter((name) => tidied[name] === '')
  if (missing.length === 0) return fillIn(text, tidied)
  const sentences = text.match(SENTENCE) ?? []
  const whole = sentences.filter((sentence) => !missing.some((name) => sentence.includes(`{${name}}`)))
  if (whole.some((sentence) => fillIn(sentence, tidied) !== '')) return fillIn(whole.join(''), tidied)
  const needless = new RegExp(`(?:(?<!\\p{L})(?:${LEADING})\\s+|${LEADING_HAN})?\\{(?:${missing.join('|')})\\}(?:${TRAILING})?`, 'giu')
  return fillIn(text.replaceAll(needless, '{}'), tidied)
}
