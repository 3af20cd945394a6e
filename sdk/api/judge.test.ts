import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ComponentId, ReceptionComponent, SiteConfig } from '@foyer/sdk/protocol'
import { createFakeClock } from '@foyer/sdk/testing'
import { createJudge, type JudgePage } from './judge.ts'
import { createKeep, type KeepStorage } from './keep.ts'
import { VISIT_ENDS_AFTER_MS } from './visit.ts'

const ID = 'c1' as ComponentId
const NOON = Date.UTC(2026, 5, 1, 12)

const config = (over: Partial<ReceptionComponent>, more: Partial<SiteConfig> = {}): SiteConfig => ({
  protocol: 1,
  version: 1,
  name: 'Nordwind',
  theme: { accent: '#2f5bea', scheme: 'light' },
  language: 'auto',
  components: [{ id: ID, kind: 'web-chat', style: 'card', position: 'bottom-end', offset: { inline: 20, block: 20 }, shownName: 'Chat', slug: 'chat', ...over }],
  ...more,
})

/** A tab of a browser whose storage others may share. */
function tab({ clock = createFakeClock(NOON), kept = new Map<string, string>(), isKnown = false, isDenied = false } = {}) {
  const storage: KeepStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
  const keyOf = (name: string) => `foyer:${name}:demo`
  const mobile = Object.assign(new EventTarget(), { matches: false })
  const page = {
    location: { origin: 'https://shop.example', pathname: '/', hash: '', href: 'https://shop.example/' },
    matchMedia: () => mobile,
  } satisfies JudgePage
  let changes = 0
  const told: string[] = []
  const life = new AbortController()
  const device = createKeep(() => {
    if (isDenied) throw new Error('denied')
    return storage
  }, keyOf)
  const judge = createJudge(page, { clock, device, isKnown, signal: life.signal, emit: (name) => void told.push(name) }, () => void changes++)
  return {
    judge,
    page,
    mobile,
    clock,
    kept,
    told,
    life,
    shows: (its: SiteConfig) => judge.judge(its).length === 1,
    goTo(pathname: string) {
      page.location.pathname = pathname
      page.location.href = `https://shop.example${pathname}`
    },
    get changes() {
      return changes
    },
  }
}

describe('the judge of what is to be seen', () => {
  it('RC-9 looks at the address anew each time', () => {
    const { shows, goTo } = tab()
    const its = config({ show: { include: ['/tours/*'] } })
    assert.equal(shows(its), false)
    goTo('/tours/3')
    assert.equal(shows(its), true)
  })

  it('RC-9 says that another answer is due when the device changes', () => {
    const one = tab()
    one.mobile.dispatchEvent(new Event('change'))
    assert.equal(one.changes, 1)
    one.life.abort()
    one.mobile.dispatchEvent(new Event('change'))
    assert.equal(one.changes, 1)
  })

  it('RC-9 looks at the device anew each time', () => {
    const one = tab()
    const its = config({ show: { device: 'mobile' } })
    assert.equal(one.shows(its), false)
    one.mobile.matches = true
    assert.equal(one.shows(its), true)
  })

  it('RC-9 knows a visitor of an earlier visit', () => {
    const kept = new Map<string, string>()
    const clock = createFakeClock(NOON)
    assert.equal(tab({ clock, kept }).judge.visit().isReturning, false)
    clock.advance(VISIT_ENDS_AFTER_MS)
    assert.equal(tab({ clock, kept, isKnown: true }).judge.visit().isReturning, false)
    clock.advance(VISIT_ENDS_AFTER_MS + 1)
    assert.equal(tab({ clock, kept, isKnown: true }).judge.visit().isReturning, true)
  })

  it('RC-9 lets a visit go on with each page, and not with each look', () => {
    const { judge, clock, goTo } = tab()
    assert.equal(judge.visit().isReturning, false)
    clock.advance(VISIT_ENDS_AFTER_MS)
    assert.equal(judge.visit().isReturning, false)
    clock.advance(1)
    goTo('/tours/3')
    assert.equal(judge.visit().isReturning, true)
  })

  it('RC-9 keeps no visit on the device where no component asks for it', () => {
    const { shows, kept } = tab()
    shows(config({ closedFor: 'ever', show: { device: 'desktop', include: ['/'] } }))
    assert.deepEqual([...kept], [])
    shows(config({ closedFor: 'visit' }))
    assert.deepEqual([...kept.keys()], ['foyer:visit:demo'])
  })

  it('RC-13 shows again in the next visit what was closed for one', () => {
    const kept = new Map<string, string>()
    const clock = createFakeClock(NOON)
    const its = config({ closedFor: 'visit' })
    const first = tab({ clock, kept })
    assert.equal(first.shows(its), true)
    first.judge.close(its, ID)
    clock.advance(VISIT_ENDS_AFTER_MS)
    assert.equal(tab({ clock, kept }).shows(its), false)
    clock.advance(VISIT_ENDS_AFTER_MS + 1)
    assert.equal(tab({ clock, kept }).shows(its), true)
  })

  it('CW-30 takes a visitor for new where storage is denied, and still closes for this page', () => {
    const one = tab({ isDenied: true })
    const its = config({ closedFor: 'visit' })
    assert.equal(one.judge.visit().isReturning, false)
    assert.equal(one.shows(its), true)
    one.judge.close(its, ID)
    assert.equal(one.shows(its), false)
  })

  it('RC-13 keeps on the device what was closed, for all tabs, and forgets what is no more', () => {
    const kept = new Map([['foyer:closed:demo', JSON.stringify({ gone: 1 })]])
    const one = tab({ kept })
    const its = config({ closedFor: { days: 1 } })
    assert.equal(one.shows(its), true)
    one.judge.close(its, ID)
    assert.deepEqual([one.changes, one.told], [1, ['component:closed']])
    assert.equal(one.shows(its), false)
    assert.equal(tab({ kept }).shows(its), false)
    assert.deepEqual(JSON.parse(kept.get('foyer:closed:demo') ?? ''), { [ID]: NOON })
  })

  for (const text of ['{', 'null', '7', '"x"']) {
    it(`RC-13 takes ${text} for nothing closed`, () => {
      const one = tab({ kept: new Map([['foyer:closed:demo', text]]) })
      assert.equal(one.shows(config({ closedFor: 'ever' })), true)
    })
  }
})
