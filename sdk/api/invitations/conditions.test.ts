import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { InvitationConditions } from '@foyer/sdk/protocol'
import { judge, type Facts } from './conditions.ts'

/** Somebody of whom everything is known, a minute on the page and two on the site. */
const FACTS: Facts = {
  onPageMs: 60_000,
  visit: { forMs: 120_000, pages: 3, visits: 2, source: ['search', 'google'], regions: ['de', 'bavaria', 'munich'] },
  address: new URL('https://shop.example/tours/azores?secret=1'),
  isMobile: false,
  languages: ['de-AT', 'en'],
  scrolled: 50,
  isLeaving: false,
  tracked: new Set(['cart-filled']),
}

type Row = readonly [sentence: string, asked: InvitationConditions, facts: Partial<Facts>, verdict: 'met' | 'not-yet' | 'never', inMs?: number]

const ROWS: readonly Row[] = [
  ['asks for nothing', {}, {}, 'met'],
  ['has been on the site for long enough', { secondsOnSite: 120 }, {}, 'met'],
  ['will have been on the site for long enough', { secondsOnSite: 150 }, {}, 'not-yet', 30_000],
  ['has been on the page for long enough', { secondsOnPage: 60 }, {}, 'met'],
  ['will have been on the page for long enough', { secondsOnPage: 90 }, {}, 'not-yet', 30_000],
  ['waits for the longer of two times', { secondsOnSite: 125, secondsOnPage: 90 }, {}, 'not-yet', 30_000],
  ['has seen as many pages', { pages: 3 }, {}, 'met'],
  ['has seen fewer pages', { pages: 4 }, {}, 'never'],
  ['was here as often', { visits: 2 }, {}, 'met'],
  ['was here less often', { visits: 3 }, {}, 'never'],
  ['is on a page that is meant', { include: ['/', '/tours/*'] }, {}, 'met'],
  ['is on another page', { include: ['/checkout'] }, {}, 'never'],
  ['is on a page that is left out', { include: ['/tours/*'], exclude: ['*/azores', '/tours/azores'] }, {}, 'never'],
  ['is on a page that is not left out', { exclude: ['/checkout'] }, {}, 'met'],
  ['asks for no page in particular', { include: [] }, {}, 'met'],
  ['comes from one of these kinds of places', { sources: ['campaign', 'search'] }, {}, 'met'],
  ['comes from a place of this name', { sources: ['google'] }, {}, 'met'],
  ['comes from elsewhere', { sources: ['direct', 'bing'] }, {}, 'never'],
  ['has such a device', { device: 'desktop' }, {}, 'met'],
  ['has another device', { device: 'mobile' }, {}, 'never'],
  ['has a phone', { device: 'mobile' }, { isMobile: true }, 'met'],
  ['reads one of these languages, of whatever region', { languages: ['fr', 'de'] }, {}, 'met'],
  ['reads none of these languages', { languages: ['fr'] }, {}, 'never'],
  ['is in one of these regions', { regions: ['fr', 'munich'] }, {}, 'met'],
  ['is in none of these regions', { regions: ['fr'] }, {}, 'never'],
  ['has seen so much of the page', { scrolled: 50 }, {}, 'met'],
  ['has seen less of the page', { scrolled: 51 }, {}, 'not-yet'],
  ['is about to leave', { isLeaving: true }, { isLeaving: true }, 'met'],
  ['is not about to leave', { isLeaving: true }, {}, 'not-yet'],
  ['has done it', { event: 'cart-filled' }, {}, 'met'],
  ['has not done it', { event: 'paid' }, {}, 'not-yet'],
  ['may have come at any time, but is not known yet', { secondsOnSite: 1 }, { visit: undefined }, 'not-yet'],
  ['has pages that are not known', { pages: 1 }, { visit: undefined }, 'not-yet'],
  ['has visits that are not known', { visits: 1 }, { visit: undefined }, 'not-yet'],
  ['comes from where is not known', { sources: ['direct'] }, { visit: undefined }, 'not-yet'],
  ['is where is not known', { regions: ['de'] }, { visit: undefined }, 'not-yet'],
  ['is at a place that nobody knows', { regions: ['de'] }, { visit: { forMs: 0, pages: 1, visits: 1, source: ['direct'], regions: [] } }, 'never'],
  ['needs nothing of the visit', { secondsOnPage: 5, scrolled: 10 }, { visit: undefined }, 'met'],
  ['cannot wait on a page that is not meant', { include: ['/checkout'], secondsOnPage: 90 }, {}, 'never'],
  ['waits for what happens, and not for time, while both are missing', { event: 'paid', secondsOnPage: 90 }, {}, 'not-yet'],
]

/** All at once, and all of it so. */
const ALL: Required<InvitationConditions> = {
  secondsOnSite: 100,
  secondsOnPage: 50,
  pages: 2,
  visits: 2,
  include: ['/tours/*'],
  exclude: ['/checkout'],
  sources: ['google'],
  device: 'desktop',
  languages: ['de'],
  regions: ['bavaria'],
  scrolled: 40,
  isLeaving: true,
  event: 'cart-filled',
}

describe('IV-5 the conditions of an invitation', () => {
  for (const [sentence, asked, facts, kind, inMs] of ROWS) {
    it(`${kind} for a visitor who ${sentence}`, () => {
      assert.deepEqual(judge(asked, { ...FACTS, ...facts }), { kind, ...(inMs !== undefined && { inMs }) })
    })
  }

  it('met only if all that is asked is so', () => {
    const here: Facts = { ...FACTS, isLeaving: true }
    assert.deepEqual(judge(ALL, here), { kind: 'met' })
    const wrong: Partial<InvitationConditions>[] = [
      { secondsOnSite: 121 },
      { secondsOnPage: 61 },
      { pages: 9 },
      { visits: 9 },
      { include: ['/'] },
      { exclude: ['/tours/*'] },
      { sources: ['bing'] },
      { device: 'mobile' },
      { languages: ['ja'] },
      { regions: ['jp'] },
      { scrolled: 100 },
      { event: 'paid' },
    ]
    for (const one of wrong) assert.notEqual(judge({ ...ALL, ...one }, here).kind, 'met', JSON.stringify(one))
    assert.notEqual(judge(ALL, FACTS).kind, 'met')
  })
})
