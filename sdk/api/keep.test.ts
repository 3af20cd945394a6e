import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createKeep, type KeepStorage } from './keep.ts'

const keyOf = (name: string) => `foyer:${name}:demo`

function storage(over: Partial<KeepStorage> = {}) {
  const kept = new Map<string, string>()
  const works: KeepStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
  return { kept, storage: { ...works, ...over } }
}
const throwing = () => {
  throw new Error('denied')
}

describe('what is kept on the device', () => {
  it('is in the storage, under the name of the site', () => {
    const { kept, storage: real } = storage()
    const keep = createKeep(() => real, keyOf)
    keep.set('visitor', 'abc')
    assert.deepEqual([...kept], [['foyer:visitor:demo', 'abc']])
    assert.equal(keep.get('visitor'), 'abc')
    keep.set('visitor')
    assert.deepEqual([...kept], [])
  })

  for (const [sentence, open] of [
    ['may not even be asked for', throwing],
    ['throws at each touch', () => storage({ getItem: throwing, setItem: throwing, removeItem: throwing }).storage],
    ['is full', () => storage({ setItem: throwing }).storage],
  ] as const) {
    it(`CW-30 is in memory where the storage ${sentence}`, () => {
      const keep = createKeep(open, keyOf)
      keep.set('visitor', 'abc')
      assert.equal(keep.get('visitor'), 'abc')
      keep.set('visitor')
      assert.equal(keep.get('visitor'), undefined)
    })
  }
})
