import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import { PATTERN_LENGTH, fits, isPattern } from './patterns.ts'
import type { Address } from './patterns.ts'

const address = (url: string): Address => new URL(url)
const shop = (path: string) => address(`https://shop.example${path}`)

describe('RC-9 what a pattern is', () => {
  for (const pattern of ['/', '/*', '/tours/*', '/tours/*/book', '/#/cart', '/旅行/*', 'https://shop.example/', 'https://shop.example/*', 'https://*.shop.example/*', 'http://localhost:8080/x']) {
    it(`${pattern} is one`, () => assert.equal(isPattern(pattern), true))
  }
  for (const pattern of ['', '*', 'tours', 'shop.example/tours', 'ftp://shop.example/', 'https://', 'https:///x', 'https://shop.example', '/tours?page=2', '/a b', 'javascript:alert(1)', `/${'x'.repeat(PATTERN_LENGTH)}`]) {
    it(`${pattern.slice(0, 40) || 'nothing'} is none`, () => assert.equal(isPattern(pattern), false))
  }
})

describe('RC-9 what fits a pattern', () => {
  for (const [pattern, url, expected] of [
    ['/tours', shop('/tours'), true],
    ['/tours', shop('/tours/'), false],
    ['/tours', shop('/tours?page=2'), true],
    ['/tours/*', shop('/tours/azores'), true],
    ['/tours/*', shop('/tours/'), true],
    ['/tours/*', shop('/tours'), false],
    ['/tours*', shop('/tours'), true],
    ['/tours*', shop('/old/tours'), false],
    ['/*/book', shop('/tours/azores/book'), true],
    ['/*/book', shop('/tours/azores/booking'), false],
    ['/*a*a', shop('/a'), false],
    ['/*a*a', shop('/aa'), true],
    ['/ab*ba', shop('/aba'), false],
    ['/**', shop('/anything'), true],
    ['/Tours', shop('/tours'), false],
    ['/a.b', shop('/aXb'), false],
    ['/#/cart', shop('/#/cart'), true],
    ['/#/cart/*', shop('/#/cart/2'), true],
    ['/#!/cart', shop('/#!/cart'), true],
    ['/', shop('/#/cart'), false],
    ['/page', shop('/page#chapter-2'), true],
    ['https://shop.example/*', shop('/tours'), true],
    ['https://shop.example/*', address('https://other.example/tours'), false],
    ['https://shop.example/', shop('/'), true],
    ['https://*.shop.example/*', address('https://de.shop.example/'), true],
    ['https://*.shop.example/*', address('https://evil.example/.shop.example/'), true],
    ['http://shop.example/*', shop('/'), false],
  ] as const) {
    it(`${pattern} ${expected ? 'fits' : 'does not fit'} ${new URL(url.pathname + url.hash, url.origin).href}`, () => assert.equal(fits(pattern, url), expected))
  }
})

describe('RC-9 a hostile pattern', () => {
  for (const [name, pattern, path] of [
    ['of stars alone', `/${'*'.repeat(PATTERN_LENGTH - 1)}`, 'a'.repeat(2_000)],
    ['of stars and one letter, before an address of that letter', `/${'*a'.repeat(149)}`, 'a'.repeat(2_000)],
    ['that fails at its very end', `/${'*a'.repeat(148)}*b`, 'a'.repeat(2_000)],
  ] as const) {
    it(`${name} is looked at once from left to right`, () => {
      const asked: number[] = []
      const real = String.prototype.indexOf
      const spy = mock.method(String.prototype, 'indexOf', function (this: string, piece: string, from = 0) {
        asked.push(from)
        return real.call(this, piece, from)
      })
      try {
        fits(pattern, { origin: 'https://shop.example', pathname: `/${path}`, hash: '' })
      } finally {
        spy.mock.restore()
      }
      assert.ok(isPattern(pattern))
      assert.ok(asked.length > 0 && asked.length < pattern.split('*').length, `${asked.length} searches`)
      assert.deepEqual(asked, asked.toSorted((a, b) => a - b), 'never goes back')
    })
  }
})
