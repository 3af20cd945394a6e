import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { displayUnits } from './units.ts'

describe('display units', () => {
  for (const [text, units, because] of [
    ['', 0, 'nothing'],
    ['Sales', 5, 'Latin'],
    ['销售部', 6, 'Chinese'],
    ['カスタマー', 10, 'Japanese with its long mark'],
    ['고객', 4, 'Korean'],
    ['ㄅㄆ', 4, 'Bopomofo'],
    ['𠮷', 2, 'a Chinese character beyond the basic plane'],
    ['ｓａ', 4, 'full-width Latin'],
    ['（a）', 5, 'full-width brackets'],
    ['「」。', 6, 'Chinese punctuation'],
    ['ｶﾀ', 2, 'half-width Japanese'],
    ['ﾡﾢ', 2, 'half-width Korean'],
    ['مبيعات', 6, 'Arabic'],
    ['é', 1, 'a letter with its accent in one piece'],
    ['e\u0301', 1, 'a letter with its accent beside it'],
    ['👋', 2, 'an emoji'],
    ['👩‍👩‍👧‍👦', 2, 'a family, joined of four'],
    ['🇵🇹', 2, 'a flag, which is two letters'],
    ['☎', 1, 'a sign that is drawn as text'],
  ] as const) {
    it(`are ${units} of ${because}`, () => assert.equal(displayUnits(text), units))
  }
})
