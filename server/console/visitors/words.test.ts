import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { en } from '../words/visitors/en.ts'
import { zh } from '../words/visitors/zh.ts'

interface Leaf {
  readonly path: string
  readonly value: unknown
}

const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key)) : [{ path, value }]
const said = ({ value }: Leaf): string => (typeof value === 'function' ? String(value(3, '3')) : String(value))

describe('the words of the list of visitors and of blocks', () => {
  const [english, chinese] = [leaves(en), leaves(zh)]

  it('are the same in both languages, take the same and say something', () => {
    assert.deepEqual(chinese.map(({ path, value }) => `${path} ${typeof value}`).sort(), english.map(({ path, value }) => `${path} ${typeof value}`).sort())
    for (const leaf of [...english, ...chinese]) assert.match(said(leaf), /\p{L}/u, leaf.path)
  })

  it('leave no English in Chinese', () => {
    for (const leaf of chinese) assert.match(said(leaf), /\p{sc=Han}/u, leaf.path)
  })

  it('count in English as one counts', () => {
    assert.deepEqual([en.here(1, '1'), en.here(2, '2')], ['1 visitor is on your sites now', '2 visitors are on your sites now'])
    assert.equal(en.isNews(0, 2), '2 gone')
  })
})
