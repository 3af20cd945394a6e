import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import { cleanAddress, pageRef } from './address.ts'

describe('cleanAddress', () => {
  for (const [sentence, address, expected] of [
    ['keeps the path', 'https://shop.example/tours/3', 'https://shop.example/tours/3'],
    ['drops the query', 'https://shop.example/?token=secret&q=shoes', 'https://shop.example/'],
    ['keeps campaign parameters', 'https://shop.example/?a=1&utm_source=mail&utm_campaign=spring%20sale', 'https://shop.example/?utm_source=mail&utm_campaign=spring+sale'],
    ['keeps no name that only begins alike', 'https://shop.example/?utmost=1&xutm_source=1', 'https://shop.example/'],
    ['drops a name and a password', 'https://ann:secret@shop.example/', 'https://shop.example/'],
    ['drops a fragment', 'https://shop.example/#access_token=secret', 'https://shop.example/'],
    ['keeps a route in the fragment', 'https://shop.example/#/tours/3', 'https://shop.example/#/tours/3'],
    ['keeps a route of the older kind', 'https://shop.example/#!/tours', 'https://shop.example/#!/tours'],
    ['drops the query of such a route', 'https://shop.example/#/tours?token=secret', 'https://shop.example/#/tours'],
    ['passes over what is no web page', 'file:///home/ann/secret.html', undefined],
    ['passes over a script', 'javascript:alert(1)', undefined],
    ['passes over what is no address', 'not an address', undefined],
  ] as const) {
    it(`CW-26 ${sentence}`, () => assert.equal(cleanAddress(address), expected))
  }

  it('cuts what is longer than the server takes', () => {
    assert.equal(cleanAddress(`https://shop.example/${'a'.repeat(9_000)}`)?.length, LIMITS.address)
  })
})

describe('pageRef', () => {
  it('CW-26 names page, title, and where the visitor came from, without queries', () => {
    assert.deepEqual(pageRef('https://shop.example/tours?x=1', 'Tours', 'https://search.example/?q=secret'), {
      url: 'https://shop.example/tours',
      title: 'Tours',
      referrer: 'https://search.example/',
    })
  })

  it('takes another page of the site for no source', () => {
    assert.deepEqual(pageRef('https://shop.example/tours', '', 'https://shop.example/'), { url: 'https://shop.example/tours' })
  })

  it('cuts a title that is longer than the server takes', () => {
    assert.equal(pageRef('https://shop.example/', 'a'.repeat(999)).title?.length, LIMITS.title)
  })
})
