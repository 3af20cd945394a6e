import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClosedFor, ComponentId, ReceptionComponent, ShowRules } from '@foyer/sdk/protocol'
import { isToShow, type Circumstances } from './showing.ts'

const ID = 'c1' as ComponentId
const DAY_MS = 24 * 60 * 60_000
/** A Monday, 12:00 in UTC. */
const NOON = Date.UTC(2026, 5, 1, 12)
const at = (address: string) => {
  const { origin, pathname, hash } = new URL(address, 'https://shop.example')
  return { origin, pathname, hash }
}
const HERE: Circumstances = {
  now: NOON,
  address: at('/tours/3'),
  isMobile: false,
  visit: () => ({ beganAt: NOON - 60_000, seenAt: NOON, isReturning: false }),
  closedAt: {},
}

const component = (over: Partial<ReceptionComponent> = {}): ReceptionComponent => ({
  id: ID,
  kind: 'web-chat',
  style: 'round-button',
  position: 'bottom-end',
  offset: { inline: 20, block: 20 },
  shownName: 'Chat',
  slug: 'chat',
  ...over,
})
const shows = (show: ShowRules, here: Partial<Circumstances> = {}) => isToShow(component({ show }), { ...HERE, ...here })

describe('the rules of showing', () => {
  for (const [sentence, show, here, expected] of [
    ['shows without rules', {}, {}, true],
    ['shows on a page that is included', { include: ['/', '/tours/*'] }, {}, true],
    ['hides on a page that is not', { include: ['/about'] }, {}, false],
    ['takes no page named for all pages', { include: [] }, {}, true],
    ['hides on a page that is excluded', { exclude: ['/tours/3'] }, {}, false],
    ['hides on a page that is both', { include: ['/tours/*'], exclude: ['/tours/3'] }, {}, false],
    ['looks at the origin where a pattern has one', { include: ['https://other.example/*'] }, {}, false],
    ['looks at the route of a fragment', { include: ['/#/cart'] }, { address: at('/#/cart') }, true],
    ['shows on a desktop', { device: 'desktop' }, {}, true],
    ['hides on a phone what is for desktops', { device: 'desktop' }, { isMobile: true }, false],
    ['shows on a phone', { device: 'mobile' }, { isMobile: true }, true],
    ['hides on a desktop what is for phones', { device: 'mobile' }, {}, false],
    ['asks for all rules at once', { device: 'desktop', include: ['/about'] }, {}, false],
  ] as const satisfies readonly (readonly [string, ShowRules, Partial<Circumstances>, boolean])[]) {
    it(`RC-9 ${sentence}`, () => assert.equal(shows(show, here), expected))
  }
})

describe('what the visitor has closed', () => {
  const isThere = (closedFor: ClosedFor | undefined, closedMsAgo: number, here: Partial<Circumstances> = {}) =>
    isToShow(component({ ...(closedFor && { closedFor }) }), { ...HERE, closedAt: { [ID]: NOON - closedMsAgo }, ...here })

  for (const [sentence, closedFor, closedMsAgo, expected] of [
    ['stays closed in the same visit', 'visit', 30_000, false],
    ['is there again in the next visit', 'visit', 90_000, true],
    ['stays closed for its days', { days: 2 }, 2 * DAY_MS - 1, false],
    ['is there again after them', { days: 2 }, 2 * DAY_MS, true],
    ['stays closed for good', 'ever', 4_000 * DAY_MS, false],
    ['is there again if its owner lets nobody close it any more', undefined, 1, true],
  ] as const) {
    it(`RC-13 ${sentence}`, () => assert.equal(isThere(closedFor, closedMsAgo), expected))
  }

  it('RC-13 leaves the others', () => {
    for (const closedFor of ['ever', 'visit', { days: 1 }] as const) {
      assert.equal(isToShow(component({ id: 'c2' as ComponentId, closedFor }), { ...HERE, closedAt: { [ID]: NOON } }), true)
    }
  })

  it('RC-13 asks for the visit on each page of what is closed for a visit, and for nothing else', () => {
    let asked = 0
    const visit = () => (asked++, HERE.visit())
    isToShow(component({ closedFor: 'visit', show: { include: ['/about'] } }), { ...HERE, visit })
    assert.equal(asked, 1)
    isToShow(component({ closedFor: 'ever' }), { ...HERE, visit, closedAt: { [ID]: NOON } })
    assert.equal(asked, 1)
  })
})
