import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SITE_FINDINGS } from '@foyer/sdk/protocol'
import { en } from '../words/settings/en.ts'
import { zh } from '../words/settings/zh.ts'

/** The same in both languages on purpose: signs and figures. */
const SAME = new Set(['onDay'])

interface Leaf {
  readonly path: string
  readonly value: unknown
}

const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key)) : [{ path, value }]
const said = ({ value }: Leaf): string => (typeof value === 'function' ? String(value('3', '3')) : String(value))

describe('the words of the settings', () => {
  const [english, chinese] = [leaves(en), leaves(zh)]

  it('are the same in both languages, take the same and say something', () => {
    assert.deepEqual(chinese.map(({ path, value }) => `${path} ${typeof value}`).sort(), english.map(({ path, value }) => `${path} ${typeof value}`).sort())
    for (const leaf of [...english, ...chinese]) if (!SAME.has(leaf.path) && leaf.path !== 'today') assert.match(said(leaf), /\p{L}/u, leaf.path)
  })

  it('leave no English in Chinese', () => {
    for (const leaf of chinese) if (!SAME.has(leaf.path)) assert.match(said(leaf), /\p{sc=Han}/u, leaf.path)
  })

  for (const code of SITE_FINDINGS) {
    it(`RC-20 say what ${code} is, with and without what the server names, and what to do`, () => {
      for (const { [code]: finding } of [en.findings, zh.findings]) {
        assert.match(finding.says('XYZ') + finding.says(''), /[.。]$/)
        assert.doesNotMatch(finding.says(''), /XYZ|\(\)|（）|undefined/)
        assert.match(finding.remedy, /[.。]$/)
      }
    })
  }
})
