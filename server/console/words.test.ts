import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FileId, Part } from '@foyer/sdk/protocol'
import { fullTime, languageName, shortTime, span, webAddress } from './format.ts'
import { partsInWords } from './parts-in-words.ts'
import { NOW } from './testing/samples.ts'
import { stepWords } from './step-words.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh.ts'
import { chooseDeskLanguage } from './words/index.ts'

/** The same in both languages on purpose: signs and figures. */
const SAME = new Set(['titleOf', 'titleUnread'])

type Leaf = { readonly path: string; readonly value: unknown }

function leaves(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key))
}

/** Words that take a list. */
const WITH_LISTS: Readonly<Record<string, readonly unknown[]>> = { noteRatedWith: [3, ['3'], 3] }
/** What a word says, whatever it takes: names and figures stand in for its arguments. */
const said = ({ path, value }: Leaf): string => (typeof value === 'function' ? String(value(...(WITH_LISTS[path] ?? [3, 3, 3]))) : String(value))

describe('DK-15 the words of the desk', () => {
  const [english, chinese] = [leaves(en), leaves(zh)]

  it('has the same words in both languages', () => {
    assert.deepEqual(chinese.map(({ path }) => path).sort(), english.map(({ path }) => path).sort())
  })

  it('takes the same in both languages, and says something', () => {
    for (const leaf of english) {
      const other = chinese.find(({ path }) => path === leaf.path)
      assert.ok(other)
      assert.equal(typeof other.value, typeof leaf.value, leaf.path)
      assert.notEqual(said(other).trim(), '', leaf.path)
    }
  })

  it('leaves no English in Chinese', () => {
    for (const leaf of english) {
      if (SAME.has(leaf.path)) continue
      const other = chinese.find(({ path }) => path === leaf.path)
      assert.ok(other)
      if (/\p{L}/u.test(said(leaf).replaceAll('3', ''))) assert.notEqual(said(other), said(leaf), leaf.path)
      if (/\p{L}/u.test(said(other))) assert.match(said(other), /\p{sc=Han}/u, leaf.path)
    }
  })

  it('counts in English as one counts', () => {
    assert.equal(en.nothingOpenWaiting(1), '1 visitor waits for an answer.')
    assert.equal(en.nothingOpenWaiting(2), '2 visitors wait for an answer.')
    assert.match(en.stopAcceptingKeeps(1), /The conversation you hold stays/)
    assert.match(en.stopAcceptingKeeps(4), /The 4 conversations you hold stay /)
    assert.match(en.refusedTooManyFor(1), /1 second\./)
    assert.match(en.refusedTooManyFor(600), /10 minutes/)
  })

  it('knows the steps of the rule, and keeps the number of one that it does not know', () => {
    for (const step of [1, 2, 3, 4, 5, 6, 7]) assert.doesNotMatch(stepWords(`AL-9.${step}`, en), /AL-/)
    for (const step of ['AL-10', 'AL-11', 'AL-12', 'AL-14', 'CW-12', 'GR-3']) assert.doesNotMatch(stepWords(step, en), /AL-|CW-|GR-/)
    assert.equal(stepWords('AL-99', en), 'Step AL-99')
    assert.equal(stepWords('__proto__', en), 'Step __proto__')
  })
})

describe('the last words of a row', () => {
  const of = (...parts: readonly Part[]) => partsInWords(parts, en)
  it('calls what has no words by what it is', () => {
    const file = (more: object) => ({ type: 'file', file: { id: 'f' as FileId, name: 'voice.webm', type: 'audio/webm', size: 1, ...more } }) as const
    assert.equal(of({ type: 'text', text: 'Look:' }, file({ name: 'cabin.jpg' })), 'Look: cabin.jpg')
    assert.equal(of(file({ name: 'cabin.jpg' }), { type: 'text', text: 'Look:' }), 'Look: cabin.jpg')
    assert.equal(of(file({ durationMs: 4_000 })), 'Voice message')
    assert.equal(of({ type: 'location', latitude: 1, longitude: 2 }), 'Location')
    assert.equal(of({ type: 'form', fields: [] }), 'Form')
    assert.equal(of({ type: 'form', title: 'For the booking', fields: [] }), 'For the booking')
  })
})

describe('the language of the desk', () => {
  for (const [sentence, chosen, preferred, expected] of [
    ['is the one that was chosen', 'zh', ['en-GB'], 'zh'],
    ['is the first of the browser’s that it speaks', undefined, ['fr', 'zh-TW', 'en'], 'zh'],
    ['is English where it speaks none of them', undefined, ['fr-CA'], 'en'],
    ['is not what somebody else left in the storage', '<script>', ['zh'], 'zh'],
  ] as const) {
    it(sentence, () => assert.equal(chooseDeskLanguage(chosen, preferred), expected))
  }
})

describe('times, spans and addresses', () => {
  const MINUTE = 60_000
  it('tells a moment the shorter the nearer it is', () => {
    assert.equal(shortTime(NOW - 20_000, NOW, 'en-GB', en), 'now')
    assert.equal(shortTime(NOW - 61 * MINUTE, NOW, 'en-GB', en), '13:19')
    assert.equal(shortTime(NOW - 3 * 24 * 60 * MINUTE, NOW, 'en-GB', en), '7 Mar')
    assert.equal(shortTime(NOW - 400 * 24 * 60 * MINUTE, NOW, 'en-GB', en), '3 Feb 2025')
    assert.equal(fullTime(NOW - 61 * MINUTE, NOW, 'en-GB'), '10 Mar, 13:19')
    assert.equal(fullTime(NOW - 400 * 24 * 60 * MINUTE, NOW, 'en-GB'), '3 Feb 2025')
  })

  for (const [ms, english, chinese] of [
    [45_000, '45 sec', '45秒'],
    [4 * MINUTE + 59_000, '4 min', '4分钟'],
    [65 * MINUTE, '1 hr 5 min', '1小时5分钟'],
    [120 * MINUTE, '2 hr', '2小时'],
    [49 * 60 * MINUTE, '2 days', '2天'],
  ] as const) {
    it(`says ${english}`, () => {
      assert.equal(span(ms, 'en'), english)
      assert.equal(span(ms, 'zh-CN'), chinese)
    })
  }

  it('links to web addresses alone', () => {
    assert.deepEqual(webAddress('https://www.meridian.example/tours?utm_source=x'), { href: 'https://www.meridian.example/tours?utm_source=x', label: 'meridian.example/tours' })
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '/tours', '', ' ', 'file:///etc/passwd', 'JaVaScRiPt:alert(1)']) assert.equal(webAddress(address), undefined, address)
  })

  it('names languages, and repeats what is none', () => {
    assert.equal(languageName('pt', 'en'), 'Portuguese')
    assert.equal(languageName('no language at all', 'en'), 'no language at all')
  })
})
