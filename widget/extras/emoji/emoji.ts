/** Emoji with their names: how they are read, searched and coloured. Pure. */
export interface Emoji {
  readonly emoji: string
  readonly name: string
  /** What else it is found by, and its name, made comparable. */
  readonly found: string
  readonly hasTones: boolean
  /** Major version of Emoji, from 12 on; 0: older than that. */
  readonly version: number
}

export const GROUPS = ['smileys', 'people', 'animals', 'food', 'travel', 'activities', 'objects', 'symbols', 'flags'] as const
export type Group = (typeof GROUPS)[number]

export const TONES = ['', '\u{1f3fb}', '\u{1f3fc}', '\u{1f3fd}', '\u{1f3fe}', '\u{1f3ff}'] as const

/** Reads what `scripts/rollup/emoji.mjs` has written. */
export const parseEmoji = (text: string): readonly (readonly Emoji[])[] =>
  text.split('\n\n').map((group) =>
    group.split('\n').map((line) => {
      const [emoji = '', name = '', keywords = '', special = ''] = line.split('\t')
      return { emoji, name, found: ` ${comparable(`${name} ${keywords}`)}`, hasTones: special.startsWith('s'), version: Number(special.replace('s', '')) }
    }),
  )

/** Without accents and marks, and in one case: nobody types them in a search. */
export const comparable = (text: string): string => text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase()

/**
 * Those that every word of the question begins a word of, best first: by their name before by a keyword. Where words are
 * not divided by blanks (Chinese, Japanese), a question may stand anywhere.
 */
export function searchEmoji(all: readonly Emoji[], question: string): readonly Emoji[] {
  const words = comparable(question).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const isUndivided = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(question)
  const found = all.filter((each) => each.emoji === question.trim() || words.every((word) => each.found.includes(isUndivided ? word : ` ${word}`)))
  const isNamed = (each: Emoji) => comparable(each.name).startsWith(words[0] ?? '')
  return [...found.filter(isNamed), ...found.filter((each) => !isNamed(each))]
}

/** In a skin tone, if it has any: everybody in it. */
export const inTone = ({ emoji, hasTones }: Pick<Emoji, 'emoji' | 'hasTones'>, tone: string): string =>
  hasTones && tone ? emoji.replace(/(\p{EBase})\ufe0f?/gu, `$1${tone}`) : emoji
