import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createOriginList, isOriginPattern, ownOrigins, requestOrigin } from './origins.ts'

const own = 'https://desk.example'

describe('the origin of a request', () => {
  it('is what the browser says', () => assert.equal(requestOrigin({ origin: 'https://shop.example', 'sec-fetch-site': 'same-origin' }, own), 'https://shop.example'))
  it('is our own if the browser says that the page is ours', () => assert.equal(requestOrigin({ 'sec-fetch-site': 'same-origin' }, own), own))
  for (const site of ['cross-site', 'same-site', 'none', undefined]) {
    it(`is nowhere if it is missing and the fetch is ${site}`, () => assert.equal(requestOrigin({ 'sec-fetch-site': site }, own), undefined))
  }
})

describe('a list of origins', () => {
  const list = createOriginList(['https://shop.example', 'https://*.travel.example', 'http://localhost:4100', 'https://*.travel.example:8443'])
  for (const [origin, isListed] of [
    ['https://shop.example', true],
    ['http://shop.example', false],
    ['https://shop.example:444', false],
    ['https://www.shop.example', false],
    ['https://shop.example.evil.example', false],
    ['https://evilshop.example', false],
    ['http://localhost:4100', true],
    ['http://localhost:4101', false],
    ['https://www.travel.example', true],
    ['https://a.b.travel.example', true],
    ['https://travel.example', false],
    ['https://eviltravel.example', false],
    ['http://www.travel.example', false],
    ['https://www.travel.example:8443', true],
    ['https://www.travel.example:9443', false],
    ['https://travel.example.evil.example', false],
    ['null', false],
    ['', false],
    ['https://', false],
    ['https://*.travel.example', true],
  ] as const) {
    it(`${isListed ? 'has' : 'does not have'} ${JSON.stringify(origin)}`, () => assert.equal(list.has(origin), isListed))
  }
})

describe('an origin longer than any host name', () => {
  const below = (characters: number) => `https://${'a'.repeat(characters - 'https://.travel.example'.length)}.travel.example`
  const list = createOriginList(['https://*.travel.example', below(301)])
  it('is on no list', () => assert.deepEqual([list.has(below(300)), list.has(below(301))], [true, false]))
})

describe('an entry of a list', () => {
  for (const good of ['https://shop.example', 'http://localhost:4100', 'https://*.shop.example']) it(`may be ${good}`, () => assert.ok(isOriginPattern(good)))
  for (const bad of ['*', 'https://*', 'shop.example', 'https://shop.example/', 'https://shop.example/path', 'ftp://shop.example', 'null', 'https://a.*.example', 'https://*.*.example']) {
    it(`may not be ${bad}`, () => assert.equal(isOriginPattern(bad), false))
  }
})

describe('the own origin', () => {
  it('of a public server is one', () => assert.deepEqual(ownOrigins('https://desk.example'), ['https://desk.example']))
  it('of this machine has the names that browsers use for it', () =>
    assert.deepEqual(ownOrigins('http://localhost:4000'), ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000']))
})
