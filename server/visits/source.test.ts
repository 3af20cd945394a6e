import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VisitSource } from '@foyer/sdk/protocol'
import { namesOfSource, sourceOf } from './source.ts'

const HOME = 'https://shop.example/'
const from = (referrer: string | undefined, url = HOME) => sourceOf({ url, ...(referrer !== undefined && { referrer }) }, (origin) => origin === 'https://help.shop-pages.example')

describe('where a visit came from', () => {
  for (const [referrer, name, words] of [
    ['https://www.google.com/', 'Google'],
    ['https://www.google.co.uk/', 'Google'],
    ['android-app://com.google.android.googlequicksearchbox/', 'Google'],
    ['https://www.bing.com/search?q=old+town', 'Bing', 'old town'],
    ['https://cn.bing.com/', 'Bing'],
    ['https://duckduckgo.com/', 'DuckDuckGo'],
    ['https://uk.search.yahoo.com/', 'Yahoo'],
    ['https://search.yahoo.co.jp/', 'Yahoo'],
    ['https://yandex.ru/', 'Yandex'],
    ['https://ya.ru/', 'Yandex'],
    ['https://www.ecosia.org/search?q=walks', 'Ecosia', 'walks'],
    ['https://search.brave.com/', 'Brave'],
    ['https://www.qwant.com/?q=walks', 'Qwant', 'walks'],
    ['https://www.startpage.com/do/search?query=walks', 'Startpage', 'walks'],
    ['https://m.search.naver.com/search.naver?query=%EC%97%AC%ED%96%89', 'Naver', '여행'],
    ['https://search.daum.net/search?q=x', 'Daum', 'x'],
    ['https://search.seznam.cz/?q=x', 'Seznam', 'x'],
    ['https://www.baidu.com/link?wd=%E6%97%85%E6%B8%B8', '百度', '旅游'],
    ['https://m.baidu.com/s?word=x', '百度', 'x'],
    ['https://www.sogou.com/web?query=x', '搜狗', 'x'],
    ['https://m.sogou.com/web/searchList.jsp?keyword=x', '搜狗', 'x'],
    ['https://www.so.com/s?q=x', '360搜索', 'x'],
    ['https://m.sm.cn/s?q=x', '神马', 'x'],
    ['https://quark.sm.cn/s?q=x', '夸克', 'x'],
    ['https://so.toutiao.com/search?keyword=x', '头条搜索', 'x'],
  ] as const) {
    it(`IV-1 takes ${referrer} for ${name}`, () => assert.deepEqual(from(referrer), { kind: 'search', name, ...(words !== undefined && { words }) }))
  }

  for (const [sentence, referrer, url, expected] of [
    ['nobody for direct', undefined, HOME, { kind: 'direct' }],
    ['the site itself for direct, with and without www', 'https://www.shop.example/tours', HOME, { kind: 'direct' }],
    ['another origin of the site for direct', 'https://help.shop-pages.example/', HOME, { kind: 'direct' }],
    ['what is no address for direct', 'not an address', HOME, { kind: 'direct' }],
    ['a mail at Google for a site', 'https://mail.google.com/mail', HOME, { kind: 'site', name: 'mail.google.com' }],
    ['a forum of Baidu for a site', 'https://tieba.baidu.com/p/1', HOME, { kind: 'site', name: 'tieba.baidu.com' }],
    ['a host that only ends alike for a site', 'https://notgoogle.com/', HOME, { kind: 'site', name: 'notgoogle.com' }],
    ['another site for itself', 'https://www.blog.example/best', HOME, { kind: 'site', name: 'blog.example' }],
    ['a campaign for itself, whoever led there', 'https://blog.example/', `${HOME}?utm_source=Mail&utm_medium=newsletter&utm_campaign=spring&utm_term=coast`, { kind: 'campaign', name: 'Mail', words: 'coast', campaign: 'spring', medium: 'newsletter' }],
    ['a campaign without a source for who led there', 'https://www.google.com/', `${HOME}?utm_campaign=spring`, { kind: 'campaign', name: 'Google', campaign: 'spring' }],
    ['empty parameters for none', undefined, `${HOME}?utm_source=&utm_campaign=%20`, { kind: 'direct' }],
    ['a click at Google for an advertisement', 'https://www.google.com/', `${HOME}?gclid=`, { kind: 'campaign', name: 'Google', medium: 'cpc' }],
    ['a click at Bing for an advertisement', undefined, `${HOME}?msclkid=`, { kind: 'campaign', name: 'Bing', medium: 'cpc' }],
    ['a click at Yandex for an advertisement', undefined, `${HOME}?yclid=`, { kind: 'campaign', name: 'Yandex', medium: 'cpc' }],
    ['a click at Google on a phone that keeps numbers back for an advertisement', undefined, `${HOME}?gbraid=`, { kind: 'campaign', name: 'Google', medium: 'cpc' }],
    ['a click at 360 for an advertisement', undefined, `${HOME}?qhclickid=`, { kind: 'campaign', name: '360搜索', medium: 'cpc' }],
    ['a click at Tencent for an advertisement', undefined, `${HOME}?gdt_vid=`, { kind: 'campaign', name: '腾讯广告', medium: 'cpc' }],
    ['a click on an advertisement of a campaign that is named for that campaign', undefined, `${HOME}?gclid=&utm_source=google&utm_campaign=Spring`, { kind: 'campaign', name: 'google', campaign: 'Spring', medium: 'cpc' }],
    ['a click at Baidu for an advertisement', undefined, `${HOME}?bd_vid=`, { kind: 'campaign', name: '百度', medium: 'cpc' }],
    ['a link out of the app of Facebook for that site', undefined, `${HOME}?fbclid=`, { kind: 'site', name: 'facebook.com' }],
    ['a link of Facebook for the page that it was on', 'https://m.facebook.com/', `${HOME}?fbclid=`, { kind: 'site', name: 'm.facebook.com' }],
  ] satisfies readonly (readonly [string, string | undefined, string, VisitSource])[]) {
    it(`IV-1 takes ${sentence}`, () => assert.deepEqual(from(referrer, url), expected))
  }

  it('IV-1 keeps words to a length', () => assert.equal(from(`https://www.bing.com/search?q=${'a'.repeat(900)}`).words?.length, 200))

  it('IV-5 goes by its kind and its names, in lower case', () => {
    assert.deepEqual(namesOfSource({ kind: 'campaign', name: 'Mail', campaign: 'Spring', medium: 'CPC' }), ['campaign', 'mail', 'spring', 'cpc'])
  })
})
