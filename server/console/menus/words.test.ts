import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { en } from '../words/menus/en.ts'
import { zh } from '../words/menus/zh.ts'

interface Leaf {
  readonly path: string
  readonly value: unknown
}

const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key)) : [{ path, value }]
/** Lists are said as lists; whatever else is put in is a number or a name. */
const LISTS = /^differences\.(added|removed|changed)$/
const said = ({ path, value }: Leaf): string => (typeof value === 'function' ? String(value(LISTS.test(path) ? ['3', '4'] : '3', '3', '3', '')) : String(value))

/** Puts a name before a sentence, and says nothing itself. */
const SPEAKS = ({ path }: Leaf) => path !== 'atItem'

describe('the words of menus', () => {
  const [english, chinese] = [leaves(en), leaves(zh)]

  it('are the same in both languages, take the same and say something', () => {
    assert.deepEqual(chinese.map(({ path, value }) => `${path} ${typeof value}`).sort(), english.map(({ path, value }) => `${path} ${typeof value}`).sort())
    for (const leaf of [...english, ...chinese].filter(SPEAKS)) assert.match(said(leaf), /\p{L}/u, leaf.path)
  })

  it('leave no English in Chinese', () => {
    for (const leaf of chinese.filter(SPEAKS)) assert.match(said(leaf), /\p{sc=Han}/u, leaf.path)
  })
})
