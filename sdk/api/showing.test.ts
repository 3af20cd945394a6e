import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClosedFor, ComponentId, ReceptionComponent, ShowRules, WorkingHours } from '@foyer/sdk/protocol'
import { componentsToShow, type Circumstances } from './showing.ts'

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
  languages: ['en-GB', 'de'],
  visit: { beganAt: NOON - 60_000, seenAt: NOON, isReturning: false },
  closedAt: {},
}
const OFFICE: WorkingHours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => [[540, 1020] as const]), holidays: [] }

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
const shows = (show: ShowRules, here: Partial<Circumstances> = {}) => componentsToShow({ components: [component({ show })], hours: OFFICE }, { ...HERE, ...here }).length === 1

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
    ['shows to who reads one of the languages', { languages: ['fr', 'de'] }, {}, true],
    ['looks at the language without its region', { languages: ['en'] }, {}, true],
    ['hides from who reads none of them', { languages: ['fr'] }, {}, false],
    ['takes no language named for all', { languages: [] }, {}, true],
    ['shows to who is here for the first time', { visitors: 'first-time' }, {}, true],
    ['hides from who is here for the first time', { visitors: 'returning' }, {}, false],
    ['shows to who comes back', { visitors: 'returning' }, { visit: { ...HERE.visit, isReturning: true } }, true],
    ['hides from who comes back', { visitors: 'first-time' }, { visit: { ...HERE.visit, isReturning: true } }, false],
    ['shows within working hours', { outsideHours: 'hide' }, {}, true],
    ['hides outside of them', { outsideHours: 'hide' }, { now: NOON + 8 * 3_600_000 }, false],
    ['asks for all rules at once', { device: 'desktop', languages: ['fr'] }, {}, false],
  ] as const satisfies readonly (readonly [string, ShowRules, Partial<Circumstances>, boolean])[]) {
    it(`RC-9 ${sentence}`, () => assert.equal(shows(show, here), expected))
  }

  it('RC-9 stands for leaving a message outside working hours, and only then', () => {
    const config = { components: [component({ show: { outsideHours: 'leave-message' } })], hours: OFFICE }
    assert.equal(componentsToShow(config, HERE)[0]?.isAway, undefined)
    assert.equal(componentsToShow(config, { ...HERE, now: NOON + 8 * 3_600_000 })[0]?.isAway, true)
  })

  it('RC-9 takes it that somebody works where there are no hours', () => {
    assert.equal(componentsToShow({ components: [component({ show: { outsideHours: 'hide' } })] }, HERE).length, 1)
  })

  it('RC-9 leaves components without such a rule as they are outside working hours', () => {
    const components = [component({ show: { outsideHours: 'hide' } }), component({ id: 'c2' as ComponentId })]
    assert.deepEqual(componentsToShow({ components, hours: OFFICE }, { ...HERE, now: NOON + 8 * 3_600_000 }), [components[1]])
  })
})

describe('what the visitor has closed', () => {
  const isThere = (closedFor: ClosedFor | undefined, closedMsAgo: number, here: Partial<Circumstances> = {}) =>
    componentsToShow({ components: [component({ ...(closedFor && { closedFor }) })] }, { ...HERE, closedAt: { [ID]: NOON - closedMsAgo }, ...here }).length === 1

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
    const components = [component({ closedFor: 'ever' }), component({ id: 'c2' as ComponentId, closedFor: 'ever' })]
    assert.deepEqual(componentsToShow({ components }, { ...HERE, closedAt: { [ID]: NOON } }), [components[1]])
  })
})
