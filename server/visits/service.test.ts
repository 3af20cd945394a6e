/** What becomes of visits when something goes wrong: a database that fails, a clock that is set, much at once. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LEFT_SHOWN_MS, LIVE_EVERY_MS } from '@foyer/sdk/protocol'
import type { ConversationId, LiveDelta, LiveVisitor, MemberId, PageRef, SiteId, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Bus } from '../peers/messages.ts'
import type { PresenceEvent } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import { createTestClock } from '../testing/clock.ts'
import { BROWSER } from '../testing/running.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import type { PlaceFinder } from './place.ts'
import { createVisits } from './service.ts'
import type { SeenVisit, Standing } from './store.ts'

const workspaceId = 'w' as WorkspaceId
const START = 1_000_000_000
const SHOP = 'https://shop.example'
const pageOf = (path: string): PageRef => ({ url: `${SHOP}${path}`, title: path })

/** Visits with a hub that a test speaks for, and a database that holds what it was given. */
function setUp(bus?: Pick<Bus, 'publish'>, placesBy?: PlaceFinder['placesBy']) {
  const clock = createTestClock(START)
  /** How far the clock was set. */
  let set = 0
  const now = () => clock.now() + set
  const world = {
    isDown: false,
    kept: [] as (readonly SeenVisit[])[],
    reported: 0,
    deltas: [] as LiveDelta[],
    standing: async (): Promise<Partial<Standing>> => ({}),
  }
  const run = async ({ name }: { name: string }, input: { visits: readonly SeenVisit[] }) => {
    if (world.isDown) throw new Error('The disk is full')
    if (name === 'visits.keep') return void world.kept.push(input.visits)
    return { threadId: 't' as ThreadId, isCustomer: false, isBlocked: false, visits: 0, firstSeenAt: START, ...(await world.standing()) } satisfies Standing
  }
  let tell = (_event: PresenceEvent) => {}
  const visits = createVisits({
    store: { run } as unknown as Store,
    hub: { on: (listener) => ((tell = listener), () => {}) },
    places: { find: async () => undefined, ...(placesBy && { placesBy }) },
    now,
    after: (ms, then) => void clock.after(ms, then),
    newId: () => 'visit',
    ...(bus && { bus }),
    isWatched: () => true,
    tell: (_workspaceId, delta) => void world.deltas.push(delta),
    moved: () => {},
    report: () => void (world.reported += 1),
  })
  const visitor = (id: string): VisitorIdentity => ({ id: id as VisitorId, workspaceId, siteId: 's' as SiteId, threadId: 't' as ThreadId, number: 1, isBlocked: false })
  /** Lets what was begun come to its end. */
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return {
    world,
    visits,
    clock,
    settled,
    now,
    setClock: (ms: number) => void (set += ms),
    come: async (id: string, page = pageOf('/')) => {
      tell({ type: 'visitor-arrived', visitor: visitor(id), page, client: { address: '192.0.2.1', userAgent: BROWSER, language: 'en', isOwn: () => false } })
      await settled()
    },
    turn: (id: string, page: PageRef) => tell({ type: 'page-changed', visitor: visitor(id), page }),
    leave: (id: string) => tell({ type: 'visitor-left', visitor: visitor(id) }),
    /** A second later. */
    async sweep(ms = 1_000) {
      clock.advance(ms)
      visits.sweep(now())
      await settled()
    },
    list: (): readonly LiveVisitor[] => visits.watch(workspaceId).visitors,
  }
}

describe('visits', () => {
  it('IV-1 of whom nothing could be asked when they came is asked again', async () => {
    const { world, come, sweep, turn, list } = setUp()
    world.isDown = true
    await come('ann')
    turn('ann', pageOf('/tours'))
    await sweep()
    assert.deepEqual([list(), world.reported > 0, world.kept], [[], true, []])
    world.isDown = false
    await sweep()
    assert.deepEqual(list().map(({ id, pages, page }) => [id, pages, page?.url]), [['ann', 2, `${SHOP}/tours`]])
    await sweep()
    assert.deepEqual(world.kept[0]?.[0]?.seen.map(({ n, url }) => [n, url]), [[1, `${SHOP}/`], [2, `${SHOP}/tours`]])
  })

  for (const placesBy of [undefined, 'db-ip'] as const) {
    it(`IV-1 say in every page of the list that places come from ${placesBy ?? 'nobody who is to be named'}`, () => {
      const { visits } = setUp(undefined, placesBy)
      for (const page of [visits.watch(workspaceId), visits.more(workspaceId, 'ann' as VisitorId)]) assert.equal(page.placesBy, placesBy)
    })
  }

  it('IV-2 loses nothing of what a full disk does not take, for as long as they are shown, and asks it once a second', async () => {
    const { world, come, turn, sweep, leave, list } = setUp()
    for (let n = 0; n < 1_200; n += 1) void come(`v${n}`)
    await come('ann')
    world.isDown = true
    await sweep()
    assert.equal(world.reported, 1)
    turn('ann', pageOf('/tours'))
    leave('ann')
    await sweep()
    world.isDown = false
    await sweep()
    assert.deepEqual(world.kept.map((some) => some.length), [500, 500, 201])
    const ann = world.kept.flat().find(({ visitorId }) => visitorId === 'ann')
    assert.deepEqual(ann?.seen.map(({ url }) => url), [`${SHOP}/`, `${SHOP}/tours`])
    world.isDown = true
    turn('ann', pageOf('/contact'))
    await sweep(LEFT_SHOWN_MS + 1)
    assert.ok(list().every(({ id }) => id !== 'ann'), 'nobody stays for ever because nothing can be kept')
  })

  it('IV-2 are kept again while they go on, so that a server which dies leaves them as going on', async () => {
    const { world, come, sweep, now } = setUp()
    await come('ann')
    await sweep()
    await sweep()
    assert.equal(world.kept.length, 1)
    await sweep(11 * 60_000)
    assert.partialDeepStrictEqual(world.kept[1]?.[0], { seenAt: now(), seen: [], pages: 1 })
    assert.equal(world.kept[1]?.[0]?.page, undefined)
  })

  it('IV-7 show an invitation also of a visit that was not kept before its server was killed, and none of a visit long over', async () => {
    const { world, come, list, now } = setUp()
    const half = 30 * 60_000
    const invitedAt = (at: number, visit?: { beganAt: number; seenAt: number }) => {
      const kept = visit && { ...visit, id: 'before', pages: 1, source: { kind: 'direct' }, device: { kind: 'desktop' } } as const
      world.standing = async () => ({ invite: { at, is: { kind: 'invited', by: 'a' as MemberId } }, ...(kept && { visit: kept }) })
    }
    const states: [what: string, state: string][] = []
    const comes = async (what: string) => {
      await come(what)
      states.push([what, list().find(({ id }) => id === what)!.state.kind])
    }
    invitedAt(now() - 1_000)
    await comes('nothing kept of the visit')
    invitedAt(now() - half)
    await comes('nothing kept, and long ago')
    invitedAt(now() - 2 * half, { beganAt: now() - 3 * half, seenAt: now() - 1_000 })
    await comes('in a long visit that goes on')
    invitedAt(now() - 2 * half, { beganAt: now() - 3 * half, seenAt: now() - half })
    await comes('in a visit that is over')
    assert.deepEqual(states, [
      ['nothing kept of the visit', 'invited'],
      ['nothing kept, and long ago', 'browsing'],
      ['in a long visit that goes on', 'invited'],
      ['in a visit that is over', 'browsing'],
    ])
  })

  it('IV-2 are all kept when the server ends', async () => {
    const { world, come, turn, leave, visits } = setUp()
    for (const id of ['ann', 'ben']) await come(id)
    leave('ben')
    turn('ann', pageOf('/tours'))
    await visits.close()
    assert.deepEqual(world.kept.flat().map(({ visitorId, pages }) => [visitorId, pages]).toSorted(), [['ann', 2], ['ben', 1]])
  })

  it('IV-2 count a page once that tidies its address, or gives its title later', async () => {
    const { come, turn, list } = setUp()
    await come('ann', { url: `${SHOP}/?utm_source=mail` })
    turn('ann', pageOf('/'))
    turn('ann', { url: `${SHOP}/#/tours` })
    assert.deepEqual(list().map(({ pages, page, source }) => [pages, page?.url, source.name]), [[2, `${SHOP}/#/tours`, 'mail']])
  })

  it('IV-1 know of a conversation that began while they were asked for', async () => {
    const { world, come, settled, visits, list } = setUp()
    let answer = () => {}
    world.standing = () => new Promise((resolve) => (answer = () => resolve({})))
    await come('ann')
    visits.talkMoved(workspaceId, 't' as ThreadId, { conversationId: 'c' as ConversationId, seq: 3, agentId: 'm' as MemberId })
    answer()
    await settled()
    assert.deepEqual(list().map(({ state }) => state.kind), ['talking'])
    visits.talkMoved(workspaceId, 't' as ThreadId, { conversationId: 'c' as ConversationId, seq: 4, hasEnded: true })
    assert.deepEqual(list().map(({ state }) => state.kind), ['browsing'])
  })

  for (const [how, ms] of [['forward', 3_600_000], ['back', -3_600_000]] as const) {
    it(`IV-1 go on being told when the clock is set ${how}, and nobody stays as left`, async () => {
      const { world, come, turn, leave, sweep, clock, list, setClock } = setUp()
      await come('ann')
      await come('ben')
      list()
      clock.advance(LIVE_EVERY_MS)
      leave('ben')
      clock.advance(LIVE_EVERY_MS)
      setClock(ms)
      const before = world.deltas.length
      turn('ann', pageOf('/tours'))
      clock.advance(LIVE_EVERY_MS)
      assert.deepEqual(world.deltas.slice(before).flatMap(({ changed }) => changed.map(({ id }) => id)), ['ann'])
      await sweep()
      assert.deepEqual(list().map(({ id }) => id), ['ann'])
    })
  }

  it('IV-4 keeps whom another server lets go for a block, and shows them as left; CW-15 of whom it erases nothing', async () => {
    const other = setUp()
    const here = setUp({ publish: (message) => other.visits.hear(message, 'here') })
    await other.come('ann')
    // As the hub does by itself when it hears this.
    other.leave('ann')
    other.visits.hear({ kind: 'forget', visitorId: 'ann' as VisitorId }, 'here')
    assert.deepEqual(other.list().map(({ id, leftAt }) => [id, leftAt]), [['ann', other.now()]])
    await other.sweep()
    assert.equal(other.world.kept.flat().length, 1)
    here.visits.forget('ann' as VisitorId)
    assert.deepEqual(other.list(), [])
  })

  it('IV-3 shows whoever is on the pages of a server that is killed as left within 15 seconds, and as there if it was only silent', async () => {
    let isCut = false
    const other = setUp({ publish: (message) => void (isCut || here.visits.hear(message, 'other')) })
    const here = setUp({ publish: (message) => other.visits.hear(message, 'here') })
    const pass = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 1_000) await Promise.all([other.sweep(), here.sweep()])
    }
    await other.come('ann')
    here.list()
    await pass(20_000)
    assert.deepEqual(here.list().map(({ id, leftAt }) => [id, leftAt]), [['ann', undefined]], 'with nothing to tell of, it says that it lives')
    isCut = true
    const at = here.now()
    await pass(15_000)
    const [ann] = here.list()
    assert.ok(ann?.leftAt !== undefined && ann.leftAt - at <= 15_000)
    isCut = false
    await pass(7_000)
    assert.deepEqual(here.list().map(({ leftAt }) => leftAt), [undefined])
    isCut = true
    await pass(15_000)
    here.visits.keepOnly(['here'])
    assert.deepEqual(here.list(), [])
  })

  it('IV-3 ten thousand who leave at once are told in one difference, and kept in pieces', async () => {
    const { world, come, leave, sweep, clock, list, settled } = setUp()
    const ids = Array.from({ length: 10_000 }, (_, n) => `v${n}`)
    for (const id of ids) void come(id)
    await settled()
    await sweep()
    list()
    clock.advance(LIVE_EVERY_MS)
    const [told, kept] = [world.deltas.length, world.kept.length]
    for (const id of ids) leave(id)
    clock.advance(LIVE_EVERY_MS)
    assert.deepEqual(world.deltas.slice(told).map(({ changed }) => changed.length), [10_000])
    assert.ok(world.deltas.at(-1)?.changed.every(({ leftAt }) => leftAt !== undefined))
    await sweep()
    await settled()
    assert.ok(world.kept.slice(kept).every((some) => some.length <= 500))
    await sweep(LEFT_SHOWN_MS)
    assert.deepEqual(list(), [])
  })
})
