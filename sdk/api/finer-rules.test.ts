import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ComponentId, ReceptionComponent, ShowRules, SiteConfig, WorkingHours } from '@foyer/sdk/protocol'
import { createFakeClock } from '@foyer/sdk/testing'
import { componentsToShow, createFinerRules, type FinerCircumstances, type FinerGround, type FinerPage } from './finer-rules.ts'
import { createKeep } from './keep.ts'
import type { FoyerParts, LaterParts, ShownComponent } from './ports.ts'

const ID = 'c1' as ComponentId
/** A Monday, 12:00 in UTC. */
const NOON = Date.UTC(2026, 5, 1, 12)
const FIRST = { beganAt: NOON - 60_000, seenAt: NOON, isReturning: false }
const RETURNED = { ...FIRST, isReturning: true }
const HERE: FinerCircumstances = { now: NOON, languages: ['en-GB', 'de'], visit: FIRST }
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
const shows = (show: ShowRules, here: Partial<FinerCircumstances> = {}) => componentsToShow({ components: [component({ show })], hours: OFFICE }, { ...HERE, ...here }).length === 1

describe('the finer rules of showing', () => {
  for (const [sentence, show, here, expected] of [
    ['shows without rules', {}, {}, true],
    ['shows to who reads one of the languages', { languages: ['fr', 'de'] }, {}, true],
    ['looks at the language without its region', { languages: ['en'] }, {}, true],
    ['hides from who reads none of them', { languages: ['fr'] }, {}, false],
    ['takes no language named for all', { languages: [] }, {}, true],
    ['shows to who is here for the first time', { visitors: 'first-time' }, {}, true],
    ['hides from who is here for the first time', { visitors: 'returning' }, {}, false],
    ['shows to who comes back', { visitors: 'returning' }, { visit: RETURNED }, true],
    ['hides from who comes back', { visitors: 'first-time' }, { visit: RETURNED }, false],
    ['shows within working hours', { outsideHours: 'hide' }, {}, true],
    ['hides outside of them', { outsideHours: 'hide' }, { now: NOON + 8 * 3_600_000 }, false],
    ['asks for all rules at once', { visitors: 'first-time', languages: ['fr'] }, {}, false],
  ] as const satisfies readonly (readonly [string, ShowRules, Partial<FinerCircumstances>, boolean])[]) {
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

describe('when the finer rules are asked again', () => {
  function rules({ now = NOON } = {}) {
    const clock = createFakeClock(now)
    const life = new AbortController()
    const page = Object.assign(new EventTarget(), { navigator: { languages: ['en'] } }) satisfies FinerPage
    let changes = 0
    const happened: string[] = []
    const device = createKeep(() => {
      throw new Error('nothing is kept')
    }, String)
    const unavailable: LaterParts['unavailable'] = { unavailable: (one: ShownComponent) => ({ ...one, says: 'Not available' }) }
    const ground: FinerGround = {
      clock,
      signal: life.signal,
      device,
      parts: { later: async () => unavailable } as unknown as FoyerParts,
      language: () => 'en',
      bePresent: () => void happened.push('asks anew'),
      renew: () => void happened.push('begins anew'),
      report: (error) => void happened.push(String(error)),
    }
    const judge = createFinerRules(page, ground, () => void changes++)
    return {
      clock,
      life,
      page,
      device,
      happened,
      says: (its: SiteConfig) => judge(its, its.components, FIRST).map(({ says }) => says),
      shows: (config: SiteConfig) => judge(config, config.components, FIRST).length === 1,
      get changes() {
        return changes
      },
    }
  }
  const config = (show: ShowRules, hours?: WorkingHours): SiteConfig => ({
    protocol: 1,
    version: 1,
    name: 'Nordwind',
    theme: { accent: '#2f5bea', scheme: 'light' },
    language: 'auto',
    components: [component({ show })],
    ...(hours && { hours }),
  })

  it('RC-9 looks again when the languages change', () => {
    const one = rules()
    const its = config({ languages: ['de'] })
    assert.equal(one.shows(its), false)
    one.page.navigator.languages = ['de']
    one.page.dispatchEvent(new Event('languagechange'))
    assert.equal(one.changes, 1)
    assert.equal(one.shows(its), true)
    one.life.abort()
    one.page.dispatchEvent(new Event('languagechange'))
    assert.equal(one.changes, 1)
  })

  it('RC-9 looks again at the next minute, while hours matter and no longer', () => {
    const one = rules({ now: NOON + 20_000 })
    const hours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => [[0, 721] as const]), holidays: [] }
    const its = config({ outsideHours: 'hide' }, hours)
    assert.equal(one.shows(its), true)
    assert.equal(one.clock.nextAt, NOON + 60_000)
    one.clock.step()
    assert.equal(one.changes, 1)
    assert.equal(one.shows(its), false)
    one.shows(its)
    one.clock.advance(60_000)
    assert.equal(one.changes, 2, 'one timer, however often it was judged')
    one.shows(its)
    one.shows(config({ outsideHours: 'hide' }))
    assert.equal(one.clock.nextAt, undefined)
    one.shows(its)
    one.life.abort()
    assert.equal(one.clock.nextAt, undefined)
  })

  describe('for a visitor whom the server has refused', () => {
    const its = config({})
    const settled = () => new Promise((resolve) => setImmediate(resolve))

    it('IV-4 shows nothing until it is known how that looks, and then what is not available', async () => {
      const one = rules()
      one.device.set('refused', 'visitor_blocked')
      assert.deepEqual(one.says(its), [])
      await settled()
      assert.equal(one.changes, 1)
      assert.deepEqual(one.says(its), ['Not available'])
    })

    it('IV-4 asks anew once a minute, however often it is judged, and begins anew when they are welcome', async () => {
      const one = rules()
      one.device.set('refused', 'visitor_blocked')
      one.says(its)
      await settled()
      one.says(its)
      one.clock.advance(60_000)
      assert.deepEqual(one.happened, ['asks anew'])
      one.says(its)
      one.clock.advance(60_000)
      assert.deepEqual(one.happened, ['asks anew', 'asks anew'])
      one.device.set('refused')
      assert.deepEqual(one.says(its), [undefined])
      assert.deepEqual(one.happened, ['asks anew', 'asks anew', 'begins anew'])
      one.says(its)
      assert.equal(one.happened.length, 3)
    })

    it('leaves components as they are where something else was refused, which the window says', () => {
      const one = rules()
      one.device.set('refused', 'client_outdated')
      assert.deepEqual(one.says(its), [undefined])
    })
  })
})
