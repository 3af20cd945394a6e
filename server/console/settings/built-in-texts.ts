/** Every text that visitors read, as it is built in (CW-18): by its name, with `{}` where a name, a time or a number goes. */
import type { Language } from '@foyer/sdk/protocol'
import { INVITATION_WORDS } from '@foyer/widget/invitation/invitation.words.ts'
import { UNAVAILABLE_WORDS } from '@foyer/widget/reception/unavailable.words.ts'
import { CODE_WORDS } from '@foyer/widget/reception/contact-card.words.ts'
import { loadExtrasWords } from '@foyer/widget/shell/words/extras/load.ts'
import { loadWindowWords, openingWords } from '@foyer/widget/shell/words/index.ts'
import { EXTRAS } from '@foyer/widget/shell/words/own-now.ts'
import type { ReceptionWords } from '@foyer/widget/shell/words/index.ts'

export interface BuiltInText {
  /** As `TextOverrides` has it. */
  readonly name: string
  readonly group: TextGroup
  readonly text: string
  /** How often `{}` stands in it. */
  readonly places: number
}

/** Where a visitor reads it. In this order on the page. */
export const TEXT_GROUPS = [
  'window', 'status', 'ended', 'form', 'away', 'queue', 'survey', 'transfer', 'parts', 'attach', 'file', 'viewer', 'emoji', 'voice', 'location', 'menu', 'transcript', 'data', 'frame', 'errors', 'reception', 'other',
] as const
export type TextGroup = (typeof TEXT_GROUPS)[number]

const RECEPTION: Readonly<Record<Language, () => Promise<{ readonly words: ReceptionWords }>>> = {
  en: () => import('@foyer/widget/shell/words/reception/en.ts'),
  zh: () => import('@foyer/widget/shell/words/reception/zh.ts'),
  de: () => import('@foyer/widget/shell/words/reception/de.ts'),
  es: () => import('@foyer/widget/shell/words/reception/es.ts'),
  fr: () => import('@foyer/widget/shell/words/reception/fr.ts'),
  ja: () => import('@foyer/widget/shell/words/reception/ja.ts'),
  ar: () => import('@foyer/widget/shell/words/reception/ar.ts'),
}

/** Those of one language, in the order of their groups. */
export async function loadBuiltInTexts(language: Language): Promise<readonly BuiltInText[]> {
  const [window, extras, reception] = await Promise.all([loadWindowWords(language), loadExtrasWords(language), RECEPTION[language]()])
  const texts = [
    ...textsIn(window, ''),
    ...textsIn(extras, EXTRAS),
    ...textsIn({ ...reception.words, ...openingWords(language), ...CODE_WORDS[language], ...INVITATION_WORDS[language], ...UNAVAILABLE_WORDS[language] }, 'reception.'),
  ]
  return texts.toSorted((one, other) => TEXT_GROUPS.indexOf(one.group) - TEXT_GROUPS.indexOf(other.group))
}

/** Sentences of a table and of what is in it, by their dotted names. */
export const textsIn = (table: object, path: string): readonly BuiltInText[] =>
  Object.entries(table).flatMap(([key, word]: [string, unknown]): readonly BuiltInText[] => {
    const name = path + key
    if (typeof word === 'object' && word !== null) return textsIn(word, `${name}.`)
    const text = typeof word === 'function' ? templateOf(word as Sentence) : String(word)
    return [{ name, group: groupOf(name), text, places: placesIn(text) }]
  })

/** Groups of more than one folder of words, and folders that are a few words each. */
const GROUP_OF: Readonly<Partial<Record<string, TextGroup>>> = { choices: 'parts', cards: 'parts', contact: 'parts' }

function groupOf(name: string): TextGroup {
  const [folder = '', inner] = (name.startsWith(EXTRAS) ? name.slice(EXTRAS.length) : name).split('.')
  if (inner === undefined) return 'window'
  return GROUP_OF[folder] ?? TEXT_GROUPS.find((group) => group === folder) ?? 'other'
}

export const placesIn = (text: string): number => text.split('{}').length - 1

type Sentence = (...given: readonly unknown[]) => string

/** Numbers that stand for what is put in: of the plural form that has the figure in it, in every language. */
const FIGURES = [5, 8] as const

/** A sentence that takes a number does what only numbers can; given a word, it says nothing. */
function said(sentence: Sentence, given: readonly unknown[]): string {
  try {
    return sentence(...given)
  } catch {
    return ''
  }
}

/** What a sentence says, with `{}` for each thing that is put into it: a word as it is, a number by the figure that comes out. */
export function templateOf(sentence: Sentence): string {
  const candidates = Array.from({ length: 2 ** sentence.length }, (_, kinds) => {
    const given = Array.from({ length: sentence.length }, (_each, at) => ((kinds >> at) & 1 ? (FIGURES[at] ?? 5) : '{}'))
    return given.reduce((text: string, one) => (typeof one === 'number' ? text.replace(String(one), '{}') : text), said(sentence, given))
  })
  return candidates.find((text) => placesIn(text) === sentence.length && !/NaN|undefined/.test(text)) ?? candidates[0] ?? ''
}
