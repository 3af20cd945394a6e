import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { en } from '../words/allocation/en.ts'
import { zh } from '../words/allocation/zh.ts'
import { en as repliesEn } from '../words/replies/en.ts'
import { zh as repliesZh } from '../words/replies/zh.ts'

/** A figure, in English. */
const FIGURES = new Set(['routing.priorityOf'])

interface Leaf {
  readonly path: string
  readonly value: unknown
}

const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key)) : [{ path, value }]
/** Names, figures and lists stand in for what a word takes. */
const said = ({ path, value }: Leaf): string => (typeof value !== 'function' ? String(value) : /(^|\.)(and|or)$/.test(path) ? String(value(['X', 'Y', 'Z'])) : String(value(3, 3)))

describe('the words of the pages on allocation', () => {
  const [english, chinese] = [leaves(en), leaves(zh)]

  it('are the same in both languages, take the same and say something', () => {
    assert.deepEqual(chinese.map(({ path, value }) => `${path} ${typeof value}`).sort(), english.map(({ path, value }) => `${path} ${typeof value}`).sort())
    for (const leaf of [...english, ...chinese]) if (!FIGURES.has(leaf.path)) assert.match(said(leaf), /\p{L}/u, leaf.path)
  })

  it('AL-8 call replies without a name as the page of automatic replies does', () => {
    for (const [own, page] of [[en, repliesEn], [zh, repliesZh]] as const) assert.deepEqual(own.groups.replies, { first: page.replies.first, noMatch: page.replies.noMatch })
  })

  it('leave no English in Chinese', () => {
    for (const leaf of chinese) assert.match(said(leaf), /\p{sc=Han}/u, leaf.path)
  })
})
