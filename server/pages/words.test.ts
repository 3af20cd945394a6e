import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LANGUAGES } from '@foyer/sdk/protocol'
import type { Language } from '@foyer/sdk/protocol'
import { pageWords } from './words.ts'

const GIVEN = ['Nord', 'Signal']

/** Every sentence, with stand-ins for names. */
function sentences(table: object): string[] {
  return Object.values(table).flatMap((word: unknown) => {
    if (typeof word === 'string') return [word]
    return typeof word === 'function' ? [(word as (...names: string[]) => string)(...GIVEN)] : sentences(word as object)
  })
}

/** What a language never writes: straight quotes, another's marks; French has a narrow no-break space before high marks. */
const FAULTS: Readonly<Record<Language, RegExp>> = {
  en: /["']/,
  zh: /["'?!;:]/,
  de: /["'”’]/,
  es: /["']|(?<!¿[^?]*)\?/,
  fr: /["'“”]|[^\u202f][?!:;»]|«[^\u202f]/,
  ja: /["'?!;:,]/,
  ar: /["'?;]/,
}

for (const language of LANGUAGES) {
  describe(`CW-18 words of the pages: ${language}`, () => {
    it('say whom and what they are about', () => {
      const [english, own] = [pageWords('en'), pageWords(language)]
      assert.deepEqual(Object.keys(own), Object.keys(english))
      const named = (table: object) => sentences(table).map((sentence) => GIVEN.filter((name) => sentence.includes(name)).length)
      assert.deepEqual(named(own), named(english))
    })

    it('are written as the language is', () => {
      for (const sentence of sentences(pageWords(language))) assert.doesNotMatch(sentence, FAULTS[language])
    })

    if (language !== 'en') {
      it('are no English', () => {
        const english = sentences(pageWords('en'))
        assert.deepEqual(sentences(pageWords(language)).filter((sentence) => sentence.includes(' ') && english.includes(sentence)), [])
      })
    }
  })
}
