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
    ['keeps of a click on an advertisement only by which network it was', 'https://shop.example/?gclid=CjwKCAjw&utm_source=mail&x=1', 'https://shop.example/?gclid=&utm_source=mail'],
    ['keeps no name that only ends alike', 'https://shop.example/?void=1&avoid=2&uuid=3', 'https://shop.example/'],
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

  for (const network of ['gclid', 'dclid', 'wbraid', 'gbraid', 'msclkid', 'fbclid', 'yclid', 'ttclid', 'twclid', 'bd_vid', 'gdt_vid', 'qhclickid']) {
    it(`IV-1 knows ${network} for an advertisement`, () => assert.equal(cleanAddress(`https://shop.example/?${network}=secret`), `https://shop.example/?${network}=`))
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

  for (const [sentence, from, referrer] of [
    ['keeps the words of an engine that hands them on', 'https://m.search.naver.com/search.naver?sm=mtp&query=%EC%97%AC%ED%96%89', 'https://m.search.naver.com/search.naver?query=%EC%97%AC%ED%96%89'],
    ['keeps them without a name before the host, too', 'https://so.com/s?q=a+b&token=secret', 'https://so.com/s?q=a+b'],
    ['takes no host that only looks alike for an engine', 'https://naver.com.evil.example/?q=secret', 'https://naver.com.evil.example/'],
    ['takes no path that looks like one for an engine', 'https://shop.example/www.baidu.com/?q=secret', 'https://shop.example/www.baidu.com/'],
    ['knows the app of an engine', 'android-app://com.google.android.googlequicksearchbox/', 'android-app://com.google.android.googlequicksearchbox/'],
    ['passes over what is no address', 'about:client', undefined],
  ] as const) {
    it(`IV-1 ${sentence}`, () => assert.equal(pageRef('https://site.example/?q=secret', '', from).referrer, referrer))
  }
  it('CW-26 keeps no words of the page itself', () => assert.equal(pageRef('https://shop.so.com/?q=secret', '').url, 'https://shop.so.com/'))

  it('takes another page of the site for no source', () => {
    assert.deepEqual(pageRef('https://shop.example/tours', '', 'https://shop.example/'), { url: 'https://shop.example/tours' })
  })

  it('cuts a title that is longer than the server takes', () => {
    assert.equal(pageRef('https://shop.example/', 'a'.repeat(999)).title?.length, LIMITS.title)
  })
})
