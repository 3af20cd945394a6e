/**
 * Masks what should not leave the browser (CW-29): card numbers, known by their checksum, and what the workspace names by
 * patterns. Fetched with the first words in which something may have to be masked (`guard.ts`). Pure; one pass over the text for cards and one for each pattern, whatever the text is.
 */
import type { FormAnswer, MaskRules, Part, StartContext } from '@foyer/sdk/protocol'

/** In place of a character. */
const MASKED = '•'
/** Enough to know which card it was, too little to use it; as receipts do. */
const KEPT_DIGITS = 4
const LEAST_DIGITS = 13
const MOST_DIGITS = 19

/** A mask of the same length, so that what it stands in keeps its form. */
export function mask(text: string, { cards, patterns }: MaskRules): string {
  const hidden = new Set<number>()
  const kinds = Array.from(text.split(''), kindOf)
  if (cards) for (const run of digitRuns(text)) hideCards(run, hidden)
  for (const pattern of patterns) hidePattern(text, kinds, pattern, hidden)
  return hidden.size === 0 ? text : text.split('').map((unit, at) => (hidden.has(at) ? MASKED : unit)).join('')
}

/** What a visitor has written in a message; names of buttons, places and files are not theirs. */
export function maskParts(parts: readonly Part[], rules: MaskRules): readonly Part[] {
  return parts.map((part) => {
    if (part.type === 'text') return { ...part, text: mask(part.text, rules) }
    return part.type === 'answers' ? maskAnswers(part, rules) : part
  })
}

/** The same of what stood in a form, in a message or before the talk. What was chosen is the form's own. */
export const maskAnswers = <Asked extends { readonly answers?: readonly FormAnswer[] }>(asked: Asked, rules: MaskRules): Asked =>
  asked.answers ? { ...asked, answers: asked.answers.map((answer) => (answer.kind === 'choice' ? answer : { ...answer, value: mask(answer.value, rules) })) } : asked

/** What is asked of the server besides messages: the words that go with a rating, and what stood in a form before. */
export const maskAsked = <Asked extends object>(asked: Asked, rules: MaskRules): Asked => {
  const { comment, start } = asked as { readonly comment?: string; readonly start?: StartContext }
  return { ...asked, ...(comment && { comment: mask(comment, rules) }), ...(start && { start: maskAnswers(start, rules) }) }
}

/** Digits of any script with a decimal system are read as a person reads them. */
const DIGIT = /\p{Nd}/u
const LETTER = /\p{L}/u
/** Of a script that puts spaces between words; most others do not, so that a word's edge cannot be told. */
const CASED = /[\p{Lu}\p{Ll}]/u
/** What people put between the groups of a number, and how much of it at most; what is copied may bring marks that nobody sees. */
const GAP = /[\s\p{Pd}\p{Cf}.·]/u
const WIDEST_GAP = 2

/** As a pattern writes it. */
type Kind = '#' | '@' | ''
const kindOf = (unit: string): Kind => (DIGIT.test(unit) ? '#' : LETTER.test(unit) ? '@' : '')

/** 0 to 9: each script has its ten digits in a row, from zero. */
function digitOf(unit: string): number | undefined {
  if (!DIGIT.test(unit)) return undefined
  const code = unit.charCodeAt(0)
  let zero = code
  while (zero > code - 9 && DIGIT.test(String.fromCharCode(zero - 1))) zero--
  return code - zero
}

interface Run {
  readonly digits: readonly number[]
  /** Where each stands in the text. */
  readonly places: readonly number[]
}

/** Digits in a row, with small gaps. One behind a plus sign is a phone number, and every tenth of these has a right checksum. */
function digitRuns(text: string): readonly Run[] {
  const runs: Run[] = []
  let digits: number[] = []
  let places: number[] = []
  const end = () => {
    const isPhone = text.charAt((places[0] ?? 0) - 1) === '+'
    if (digits.length >= LEAST_DIGITS && !isPhone) runs.push({ digits, places })
    digits = []
    places = []
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    const digit = digitOf(unit)
    if (digit !== undefined) {
      if (at - (places.at(-1) ?? at) > WIDEST_GAP + 1) end()
      digits.push(digit)
      places.push(at)
    } else if (!GAP.test(unit)) end()
  }
  end()
  return runs
}

/**
 * Numbers of 13 to 19 digits with a right checksum, made of whole groups. In a longer row, as of two cards, or a card and
 * its expiry, from the left the longest that is right, and on behind it.
 */
function hideCards({ digits, places }: Run, hidden: Set<number>): void {
  /** Whether a group of digits begins there. */
  const isEdge = (at: number) => at === 0 || at === places.length || places[at] !== (places[at - 1] ?? 0) + 1
  for (let from = 0; from + LEAST_DIGITS <= digits.length; from++) {
    if (!isEdge(from)) continue
    for (let length = Math.min(MOST_DIGITS, digits.length - from); length >= LEAST_DIGITS; length--) {
      if (!isEdge(from + length) || !hasRightChecksum(digits, from, length)) continue
      for (const place of places.slice(from, from + length - KEPT_DIGITS)) hidden.add(place)
      from += length - 1
      break
    }
  }
}

/** Luhn (ISO/IEC 7812-1). A row of the same digit is no card: zeros have a right checksum. */
function hasRightChecksum(digits: readonly number[], from: number, length: number): boolean {
  let sum = 0
  let isSame = true
  for (let at = 0; at < length; at++) {
    const digit = digits[from + length - 1 - at] ?? 0
    isSame &&= digit === digits[from]
    const doubled = digit * 2
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0 && !isSame
}

/** `#` is a digit, `@` a letter, all else itself. Not in the middle of a longer number or word. */
function hidePattern(text: string, kinds: readonly Kind[], pattern: string, hidden: Set<number>): void {
  for (let at = 0; pattern && at + pattern.length <= text.length; at++) {
    if (!fitsAt(text, kinds, at, pattern)) continue
    for (let place = 0; place < pattern.length; place++) if (/[#@]/.test(pattern.charAt(place))) hidden.add(at + place)
  }
}

function fitsAt(text: string, kinds: readonly Kind[], at: number, pattern: string): boolean {
  for (let place = 0; place < pattern.length; place++) {
    const wanted = pattern.charAt(place)
    if (wanted === '#' || wanted === '@' ? kinds[at + place] !== wanted : wanted !== text.charAt(at + place)) return false
  }
  const end = at + pattern.length
  return !isOne(text.charAt(at - 1), text.charAt(at)) && !isOne(text.charAt(end - 1), text.charAt(end))
}

/** Both belong to the same number, or the same word. */
const isOne = (unit: string, next: string) => [DIGIT, CASED].some((kind) => kind.test(unit) && kind.test(next))
