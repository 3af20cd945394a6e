import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ERRORS, LANGUAGES } from '@foyer/sdk/protocol'
import { chooseLanguage, createFormat, directionOf, loadWindowWords, localeFor, openingWords, plural, windowWordsNow } from './index.ts'
import { words as receptionAr } from './reception/ar.ts'
import { words as receptionEn } from './reception/en.ts'
import { words as receptionZh } from './reception/zh.ts'
import { ar } from './window/ar.ts'
import { en } from './window/en.ts'
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

/** What a sentence says, with stand-ins for names, times and counts. */
const said = (leaf: Leaf): string => (typeof leaf === 'string' ? leaf : (leaf as (...args: unknown[]) => string)(leaf.length === 1 && /count/.test(leaf.toString()) ? 3 : 'X', 3))

const CODES_OF_MEMBERS = ['not_signed_in', 'conversation_held_elsewhere', 'not_initialised', 'invalid_option']

for (const [language, table, reception] of [['zh', zh, { ...receptionZh, ...openingWords('zh') }], ['ar', ar, { ...receptionAr, ...openingWords('ar') }]] as const) {
  describe(`words: ${language}`, () => {
    for (const [name, theirs, ours] of [['window', table, en], ['reception', reception, { ...receptionEn, ...openingWords('en') }]] as const) {
      const [mine, english] = [leaves(theirs), leaves(ours)]

      it(`CW-18 has every sentence of the ${name}, taking the same things`, () => {
        assert.deepEqual([...mine.keys()].sort(), [...english.keys()].sort())
        for (const [key, leaf] of english) {
          assert.equal(typeof mine.get(key), typeof leaf, key)
          assert.equal((mine.get(key) as Leaf).length > 0, true, key)
          if (typeof leaf === 'function') assert.equal((mine.get(key) as Leaf).length, leaf.length, key)
        }
      })

      it(`CW-18 leaves no English in the ${name}`, () => {
        for (const [key, leaf] of mine) {
          const sentence = said(leaf)
          assert.notEqual(sentence, said(english.get(key) as Leaf), key)
          assert.doesNotMatch(sentence.replaceAll('X', ''), /[A-Za-z]/, key)
        }
      })

      it(`says no two things of the ${name} alike`, () => {
        const sentences = [...mine.values()].map(said)
        assert.deepEqual(sentences.filter((sentence, i) => sentences.indexOf(sentence) !== i), [])
      })
    }
  })
}

describe('words', () => {
  it('CW-7 have a sentence for every code that a visitor can meet', () => {
    const codes = Object.keys(ERRORS).filter((code) => !CODES_OF_MEMBERS.includes(code)).sort()
    for (const table of [en, zh, ar]) assert.deepEqual(Object.keys(table.errors).sort(), codes)
  })

  it('put every name, time and number into their sentence', () => {
    for (const table of [en, zh, ar]) {
      for (const sentence of [table.dialog('Nord'), table.greeting('Nord'), table.assigned('Nord'), table.moved('Nord'), table.typing('Nord'), table.silenceWarning('Nord')]) {
        assert.match(sentence, /Nord/)
      }
      for (const sentence of [table.newMessages(7), table.charactersLeft(7), table.charactersOver(7)]) assert.match(sentence, /7/)
    }
  })

  it('are loaded a language at a time, and stay', async () => {
    assert.equal(windowWordsNow('zh'), undefined)
    assert.equal(await loadWindowWords('zh'), zh)
    assert.equal(windowWordsNow('zh'), zh)
    assert.equal(windowWordsNow('ar'), undefined)
  })
})

describe('plural', () => {
  it('takes the form that the language asks for', () => {
    assert.deepEqual([1, 2, 12].map(en.newMessages), ['1 new message', '2 new messages', '12 new messages'])
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
    ['is not fooled by a tag that only begins alike', 'auto', 'arn', ['enm', 'zh'], 'zh'],
  ] as const) {
    it(`CW-18 ${sentence}`, () => assert.equal(chooseLanguage(setting, page, browser), expected))
  }
})

describe('directionOf', () => {
  it('is right to left for Arabic alone', () => assert.deepEqual(LANGUAGES.map(directionOf), ['ltr', 'ltr', 'rtl']))
})

describe('localeFor', () => {
  it('keeps the visitor’s region where it belongs to the language', () => {
    assert.equal(localeFor('en', ['de-DE', 'en-GB', 'en-US']), 'en-GB')
    assert.equal(localeFor('en', ['de-DE']), 'en')
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
    ['ar-EG', at(15), 'اليوم'],
    ['ar-EG', at(8), '8 مارس'],
  ] as const) {
    it(`writes the day in ${locale} as ${expected}`, () => assert.equal(createFormat(locale, now).day(day), expected))
  }

  it('writes the time as the region does, in Latin digits', () => {
    assert.equal(createFormat('en-GB', now).time(at(15, 14)), '14:05')
    assert.equal(createFormat('en-US', now).time(at(15, 14)).replace(/\s/, ' '), '2:05 PM')
    assert.match(createFormat('ar-EG', now).time(at(15, 14)), /2:05/)
  })
})
