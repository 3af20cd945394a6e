import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { likeWords, ownWords } from './own.ts'
import { plural } from './words.ts'

const table = {
  close: 'Close chat',
  greeting: (company: string) => `Welcome to ${company}`,
  wrongKind: (name: string, ending: string) => `${name} ends with ${ending}`,
  newMessages: plural('en', { one: '# new message', other: '# new messages' }),
  errors: { too_large: 'Too much', not_found: 'Gone' },
}

describe('CW-18 own words', () => {
  it('stand in place of those that they name, and nothing else', () => {
    const own = ownWords(table, { 'close': 'Shut', 'errors.too_large': 'Smaller, please', 'unknown': 'x' }, 'en')
    assert.deepEqual([own.close, own.errors.too_large, own.errors.not_found, own.greeting('Nord')], ['Shut', 'Smaller, please', 'Gone', 'Welcome to Nord'])
    assert.equal('unknown' in own, false)
  })

  it('take a name, several things, a number', () => {
    const own = ownWords(table, { greeting: '{}: hello, {}', wrongKind: '{} → .{}', newMessages: 'new: {}' }, 'en')
    assert.deepEqual([own.greeting('Nord'), own.wrongKind('a.exe', 'exe'), own.newMessages(1234)], ['Nord: hello, ', 'a.exe → .exe', 'new: 1,234'])
  })

  it('put in what is given as it is', () => {
    const own = ownWords(table, { greeting: 'Hi {}' }, 'en')
    assert.equal(own.greeting('$& {} <b>'), 'Hi $& {} <b>')
  })

  it('write numbers in Latin digits', () => assert.equal(ownWords(table, { newMessages: '{}' }, 'ar-EG').newMessages(1234).replace(/\D/g, ''), '1234'))

  it('are the built-in table itself where there are none, and the same value again where there are', () => {
    const texts = { close: 'Shut' }
    assert.equal(ownWords(table, undefined, 'en'), table)
    assert.equal(ownWords(table, texts, 'en'), ownWords(table, texts, 'en'))
  })

  it('are found again for other tables of the same owner', () => {
    const other = { menu: { rate: 'Rate' } }
    const own = ownWords(table, { 'close': 'Shut', 'menu.rate': 'Stars' }, 'en')
    assert.equal(likeWords(other, own).menu.rate, 'Stars')
    assert.equal(likeWords(other, table), other)
    const third = { close: 'Close' }
    assert.deepEqual([likeWords(third, own, 'extras.').close, likeWords({ close: 'Close' }, ownWords({ x: 'x' }, { 'extras.close': 'Done' }, 'en'), 'extras.').close], ['Close', 'Done'])
  })
})
