import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ERRORS, LANGUAGES, PASSING } from '@foyer/sdk/protocol'
import type { ErrorCode, Language } from '@foyer/sdk/protocol'
import { chooseLanguage, createFormat, directionOf, loadWindowWords, localeFor, openingWords, plural, windowWordsNow } from './index.ts'
import type { ReceptionWords } from './index.ts'
import { INVITATION_WORDS } from '../../invitation/invitation.words.ts'
import { CODE_WORDS } from '../../reception/contact-card.words.ts'
import { UNAVAILABLE_WORDS } from '../../reception/unavailable.words.ts'
import { loadExtrasWords } from './extras/load.ts'
import { ar } from './window/ar.ts'
import { en } from './window/en.ts'
import { es } from './window/es.ts'
import { fr } from './window/fr.ts'
import { zh } from './window/zh.ts'

type Leaf = string | ((...args: never[]) => string)

/** Every sentence of a table under its dotted name. */
function leaves(table: object, path = ''): Map<string, Leaf> {
  const found = new Map<string, Leaf>()
  for (const [key, value] of Object.entries(table) as [string, Leaf | object][]) {
    if (typeof value === 'object') for (const [inner, leaf] of leaves(value, `${path}${key}.`)) found.set(inner, leaf)
    else found.set(path + key, value)
  }
  return found
}

/** Stand in for names, times and numbers: any sentence can take them, and shows whether it uses them. */
const STAND_INS = ['37', '48', '59']
const said = (leaf: Leaf): string => (typeof leaf === 'string' ? leaf : (leaf as (...args: string[]) => string)(...STAND_INS))
const standInsOf = (sentence: string) => STAND_INS.filter((one) => sentence.includes(one))

/** Looked at before anything is loaded. */
const AT_FIRST = LANGUAGES.map(windowWordsNow)

/** Everything that a visitor reads in a language, by where it stands. */
const wordsOf = async (language: Language) => ({
  reception: { ...((await import(`./reception/${language}.ts`)) as { words: ReceptionWords }).words, ...openingWords(language), ...CODE_WORDS[language], ...INVITATION_WORDS[language], ...UNAVAILABLE_WORDS[language] },
  window: await loadWindowWords(language),
  extras: await loadExtrasWords(language),
})

const ALL = await Promise.all(LANGUAGES.map(async (language) => [language, await wordsOf(language)] as const))
const ENGLISH = await wordsOf('en')
const PLACES = ['reception', 'window', 'extras'] as const

/** How a language writes what others write otherwise: none of these may be found. */
const FAULTS: Readonly<Record<Language, RegExp>> = {
  en: /["']/,
  zh: /["'?!;]|(?<!\d),(?!\d)|\p{Script=Han} \p{Script=Han}|[A-Za-z]{3}/u,
  de: /["'”’‚«»]|\.\.\./,
  es: /["']|(?<!¿[^?]*)\?|(?<!¡[^!]*)!|\.\.\./,
  // A narrow no-break space before what is high, and inside guillemets; never the straight apostrophe.
  fr: /["'“”]|[^\u202f][?!:;»]|«[^\u202f]|[\s\u202f]…|\.\.\./,
  ja: /["'?!:;]|(?<!\d),(?!\d)|(?<=\p{Script=Hiragana}) |[A-Za-z]{3}/u,
  ar: /["'?;]|(?<!\d),(?!\d)|[A-Za-z]{3}/,
}
/** Names, and what is printed on keys, are written alike in all scripts. */
const PROPER = /\b(?:OpenStreetMap|JPEG|PNG|Enter|Shift|Ctrl)\b/g

for (const [language, table] of ALL) {
  describe(`CW-18 words: ${language}`, () => {
    for (const place of PLACES) {
      const [mine, english] = [leaves(table[place]), leaves(ENGLISH[place])]

      it(`has every sentence of ${place}, and says in it what it is given`, () => {
        assert.deepEqual([...mine.keys()].sort(), [...english.keys()].sort())
        for (const [key, leaf] of english) {
          const own = mine.get(key) as Leaf
          assert.equal(typeof own, typeof leaf, key)
          assert.notEqual(said(own).trim(), '', key)
          assert.equal(said(own), said(own).trim(), key)
          assert.deepEqual(standInsOf(said(own)), standInsOf(said(leaf)), key)
        }
      })

      it(`writes ${place} as the language is written`, () => {
        for (const [key, leaf] of mine) assert.doesNotMatch(said(leaf).replaceAll(PROPER, '7'), FAULTS[language], key)
      })

      if (language === 'en') continue
      it(`leaves no English in ${place}`, () => {
        // A single word may be the same in both.
        for (const [key, leaf] of mine) if (said(leaf).includes(' ')) assert.notEqual(said(leaf), said(english.get(key) as Leaf), key)
      })
    }

    it('says no two things of the window alike', () => {
      const sentences = [...leaves(table.window).values()].map(said)
      assert.deepEqual(sentences.filter((sentence, i) => sentences.indexOf(sentence) !== i), [])
    })
  })
}

describe('words', () => {
  it('are loaded a language at a time, and stay', async () => {
    assert.deepEqual(AT_FIRST, LANGUAGES.map(() => undefined))
    assert.equal(await loadWindowWords('zh'), zh)
    assert.equal(windowWordsNow('zh'), zh)
  })
})

describe('Spanish', () => {
  it('says one o’clock in the singular', () => {
    assert.match(es.silenceWarning('1:05'), /terminará a la 1:05/)
    assert.match(es.silenceWarning('13:05'), /terminará a las 13:05/)
    assert.match(es.silenceWarning('10:05 a. m.'), /terminará a las 10:05/)
  })
})

describe('plural', () => {
  it('takes the form that the language asks for', () => {
    assert.deepEqual([1, 2, 12].map(en.newMessages), ['1 new message', '2 new messages', '12 new messages'])
    // Nought is one of the few in French.
    assert.deepEqual([0, 1, 2].map(fr.newMessages), ['0 nouveau message', '1 nouveau message', '2 nouveaux messages'])
    assert.deepEqual([1, 2].map(zh.newMessages), ['1 条新消息', '2 条新消息'])
    assert.deepEqual([1, 2, 3, 11, 100].map(ar.newMessages), ['رسالة جديدة', 'رسالتان جديدتان', '3 رسائل جديدة', '11 رسالة جديدة', '100 رسالة جديدة'])
  })

  it('writes Latin digits with the grouping of the language', () => assert.equal(plural('ar-EG', { other: '#' })(1234).replace(/\D/g, ''), '1234'))
})

describe('chooseLanguage', () => {
  for (const [sentence, setting, page, browser, expected] of [
    ['is the owner’s if it is fixed', 'zh', 'ar', ['en'], 'zh'],
    ['is else the page’s', 'auto', 'ar-EG', ['zh-CN'], 'ar'],
    ['is the browser’s if the page says nothing', 'auto', '', ['zh-CN', 'en'], 'zh'],
    ['is the browser’s if we have no words in the page’s', 'auto', 'fi', ['sv', 'ar', 'en'], 'ar'],
    ['is English if there is nothing else', 'auto', null, ['fi', 'sv'], 'en'],
    ['reads tags in any case and spelling', 'auto', 'ZH_hant_TW', [], 'zh'],
    ['knows the language of any country: Austria', 'auto', 'de-AT', [], 'de'],
    ['knows the language of any country: Mexico', 'auto', null, ['es-MX', 'en-US'], 'es'],
    ['knows the language of any country: Latin America', 'auto', 'es-419', [], 'es'],
    ['knows the language of any country: Quebec', 'auto', 'fr_CA', [], 'fr'],
    ['knows the language of any country: Japan', 'auto', 'ja-JP', [], 'ja'],
    ['is the visitor’s next one where we have no words in the first: Portuguese', 'auto', 'pt-BR', ['pt-BR', 'pt', 'es', 'en'], 'es'],
    ['is English for Portuguese alone', 'auto', 'pt', ['pt-PT'], 'en'],
    ['is not fooled by a tag that only begins alike', 'auto', 'arn', ['enm', 'zh'], 'zh'],
  ] as const) {
    it(`CW-18 ${sentence}`, () => assert.equal(chooseLanguage(setting, page, browser), expected))
  }
})

describe('directionOf', () => {
  it('is right to left for Arabic alone', () => assert.deepEqual(LANGUAGES.filter((language) => directionOf(language) === 'rtl'), ['ar']))
})

describe('localeFor', () => {
  it('keeps the visitor’s region where it belongs to the language', () => {
    assert.equal(localeFor('en', ['de-DE', 'en-GB', 'en-US']), 'en-GB')
    assert.equal(localeFor('en', ['de-DE']), 'en')
    assert.equal(localeFor('es', ['es-MX', 'es']), 'es-MX')
    assert.equal(localeFor('zh', ['zh-TW']), 'zh-CN')
  })
})

describe('createFormat', () => {
  const at = (day: number, hour = 12, year = 2024, month = 2) => new Date(year, month, day, hour, 5).getTime()
  const now = () => at(15, 0)

  for (const [locale, day, expected] of [
    ['en-GB', at(15, 0), 'Today'],
    ['en-GB', at(14, 23), 'Yesterday'],
    ['en-GB', at(13), 'Wednesday'],
    ['en-GB', at(9), 'Saturday'],
    ['en-GB', at(8), '8 March'],
    ['en-GB', at(8, 12, 2023), '8 March 2023'],
    ['en-GB', at(16), '16 March'],
    ['zh-CN', at(14), '昨天'],
    ['zh-CN', at(8), '3月8日'],
    ['de-AT', at(14), 'Gestern'],
    ['de-AT', at(8), '8. März'],
    ['es-MX', at(15), 'Hoy'],
    ['es-MX', at(13), 'Miércoles'],
    ['es', at(8, 12, 2023), '8 de marzo de 2023'],
    ['fr', at(15), 'Aujourd’hui'],
    ['fr', at(13), 'Mercredi'],
    ['fr', at(8), '8 mars'],
    ['ja', at(14), '昨日'],
    ['ja', at(13), '水曜日'],
    ['ja', at(8, 12, 2023), '2023年3月8日'],
    ['ar-EG', at(15), 'اليوم'],
    ['ar-EG', at(8), '8 مارس'],
  ] as const) {
    it(`writes the day in ${locale} as ${expected}`, () => assert.equal(createFormat(locale, now).day(day), expected))
  }

  it('writes the time as the region does, in Latin digits', () => {
    assert.equal(createFormat('en-GB', now).time(at(15, 14)), '14:05')
    assert.equal(createFormat('en-US', now).time(at(15, 14)).replace(/\s/, ' '), '2:05 PM')
    assert.equal(createFormat('de-CH', now).time(at(15, 14)), '14:05')
    assert.equal(createFormat('ja', now).time(at(15, 14)), '14:05')
    assert.equal(createFormat('es-MX', now).time(at(15, 14)).replaceAll(/\s/g, ' '), '2:05 p.m.')
    assert.match(createFormat('ar-EG', now).time(at(15, 14)), /2:05/)
  })
})

it('CW-7 has a sentence for whatever a visitor can be refused for', () => {
  /** Only members or the page's developer meet these. */
  const others = ['not_signed_in', 'conversation_held_elsewhere', 'not_initialised', 'invalid_option']
  const known = { ...ENGLISH.window.errors, ...ENGLISH.extras.errors }
  // What may pass is tried again; only a page that has to be loaded anew says so.
  const missing = Object.keys(ERRORS).filter((code) => !others.includes(code) && !PASSING.has(code as ErrorCode) && !(code in known))
  assert.deepEqual(missing, [])
})
