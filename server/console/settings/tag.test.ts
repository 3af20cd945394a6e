import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SiteKey } from '@foyer/sdk/protocol'
import { originComplaint } from './origin.ts'
import { newestOf, pinnedOf, tagFor } from './tag.ts'

const KEY = 'meridian-main' as SiteKey
const NEWEST = { version: '0.2.0', address: 'https://desk.example/foyer.js' }
const PINNED = { version: '0.1.0', address: 'https://desk.example/foyer-0.1.0.js', integrity: 'sha384-abc+/=' }

describe('RC-17 the tag', () => {
  it('RC-7 is one line with address and key', () => {
    assert.equal(tagFor(NEWEST, KEY), '<script async src="https://desk.example/foyer.js" data-site="meridian-main"></script>')
  })

  it('carries the integrity of a version that never changes', () => {
    assert.equal(
      tagFor(PINNED, KEY),
      '<script async src="https://desk.example/foyer-0.1.0.js" data-site="meridian-main" integrity="sha384-abc+/=" crossorigin="anonymous"></script>',
    )
  })

  it('cannot be broken out of', () => {
    assert.equal(tagFor({ version: '', address: 'https://x.example/?a="&b' }, '"><script>' as SiteKey), '<script async src="https://x.example/?a=&quot;&amp;b" data-site="&quot;>&lt;script>"></script>')
  })

  it('tells the newest from those that never change', () => {
    assert.equal(newestOf([PINNED, NEWEST]), NEWEST)
    assert.deepEqual(pinnedOf([NEWEST, PINNED]), [PINNED])
    assert.equal(newestOf([]), undefined)
  })
})

describe('an origin while it is written', () => {
  for (const [text, expected] of [
    ['https://shop.example', undefined],
    ['HTTPS://Shop.example/', undefined],
    ['https://*.shop.example', undefined],
    ['http://localhost:4180', undefined],
    ['shop.example', 'no-scheme'],
    ['https://shop.example/contact', 'has-path'],
    ['https://shop.example?x', 'has-path'],
    ['https://', 'has-path'],
  ] as const) {
    it(`${text} is ${expected ?? 'right'}`, () => assert.equal(originComplaint(text), expected))
  }
})
