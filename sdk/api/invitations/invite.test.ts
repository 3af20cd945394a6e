import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { CALM_MS, INVITE_HOLDS_MS, failTalk, ok } from '@foyer/sdk/protocol'
import type { InvitationConditions, InvitationLook, InvitationOffer, SiteInvitation, Result, ShownInvitation, VisitFacts } from '@foyer/sdk/protocol'
import { createFakeClock, settled } from '../../testing/fake-clock.ts'
import { createKeep } from '../keep.ts'
import type { InvitationRequests, InvitationView, ReceptionView } from '../ports.ts'
import { createInvitations, type InvitationGround } from './invite.ts'

const LOOK: InvitationLook = { title: 'Hello', text: 'Shall we talk?', position: 'bottom-end', buttons: ['chat'] }
const shown = (id: string, over: Partial<ShownInvitation> = {}): ShownInvitation => ({ id, desktop: LOOK, mobile: LOOK, ...over })
const invitation = (id: string, conditions: InvitationConditions = {}, over: Partial<SiteInvitation> = {}): SiteInvitation => ({ id, conditions, afterRefusal: { kind: 'visit' }, ...over })

const real = { fetch: globalThis.fetch, navigator: Object.getOwnPropertyDescriptor(globalThis, 'navigator') }

/** What the tabs of a device have in common. */
function makeDevice() {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
}

const lives: AbortController[] = []
const clock = createFakeClock()

/** A page with invitations, whose every circumstance is told. */
function openPage(invitations: readonly SiteInvitation[], { device = makeDevice(), session = makeDevice(), offer = (id: string): InvitationOffer => ({ isShown: true, invitation: shown(`of-${id}`, { invitationId: id }) }) } = {}) {
  const life = new AbortController()
  lives.push(life)
  const world = { isVisible: true, isTyping: false, scrolled: 0, isMobile: false, address: 'https://shop.example/', status: 'ended' as string, opens: true, begins: ok({}) as Result<unknown> }
  const begun = clock.now()
  const [offers, answers, events, asks, told]: [string[], unknown[], string[], unknown[], unknown[]] = [[], [], [], [], []]
  let on: Parameters<Parameters<typeof createInvitations>[1]['watch']>[1] = () => undefined
  let requests!: InvitationRequests
  let seen: InvitationView | undefined
  let view = { config: { invitations }, isOpen: false, isHidden: false } as unknown as ReceptionView
  let tell: (view: ReceptionView) => void = () => undefined

  Object.assign(globalThis, {
    fetch: async (url: string, init: RequestInit) => {
      const body = JSON.parse(String(init.body)) as { invitationId: string }
      if (String(url).endsWith('/offer')) offers.push(body.invitationId)
      return Response.json(ok(offer(body.invitationId)))
    },
  })
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { sendBeacon: (_url: string, body: string) => answers.push(JSON.parse(body)) } })

  const thread = { state: { connection: { status: 'connecting' }, pending: [] as unknown[] }, listeners: new Set<(state: unknown) => void>(), subscribe: (listener: (state: unknown) => void) => (thread.listeners.add(listener), () => thread.listeners.delete(listener)), ask: async (name: string, request: object) => (asks.push([name, request]), world.begins) }
  const ground = {
    server: 'https://desk.example',
    credentials: { protocol: 1, site: 's', token: 't' },
    terms: {},
    device: createKeep(() => device, (name) => name),
    tab: createKeep(() => session, (name) => name),
    clock,
    signal: life.signal,
    visit: () => ({ beganAt: begun - 60_000, seenAt: begun, isReturning: false }),
    page: () => ({ url: world.address }),
    talk: async () => ({ state: { conversation: { state: { status: world.status } } }, thread: async () => thread, tell: (refused?: { code: string }) => told.push(refused?.code) }),
    open: async () => {
      if (!world.opens) throw new Error('no way')
      page.show({ isOpen: true })
    },
    follow: (listener: (view: ReceptionView) => void) => {
      tell = listener
      listener(view)
      return () => undefined
    },
    emit: (name: string, { invitationId }: { invitationId: string }) => events.push(`${name} ${invitationId}`),
    report: (error: unknown) => events.push(String(error)),
  } as unknown as InvitationGround & { news?: unknown; tracked?: Set<string> }

  const page = {
    world,
    ground,
    offers,
    answers,
    events,
    asks,
    told,
    thread,
    device,
    session,
    get seen() {
      return seen?.invitation.id
    },
    get requests() {
      return requests
    },
    /** Something happened that the page tells of. */
    happen: (over: Partial<typeof world> = {}, what: 'leaving' | 'shown' | 'changed' = 'changed') => {
      Object.assign(world, over)
      on(what)
      return settled()
    },
    show: (over: Partial<ReceptionView>) => tell((view = { ...view, ...over })),
    hear: (news: object) => {
      Object.assign(ground, { news })
      tell(view)
      return settled()
    },
    end: () => life.abort(),
  }
  createInvitations(
    ground,
    {
      now: () => clock.now() - begun,
      get address() {
        return world.address
      },
      facts: () => ({ address: new URL(world.address), isMobile: world.isMobile, languages: ['en'], scrolled: world.scrolled }),
      isVisible: () => world.isVisible,
      isTyping: () => world.isTyping,
      watch: (_signal, listener) => (on = listener),
    },
    (given) => {
      requests = given
      return { show: (now) => (seen = now), hide: () => (seen = undefined), destroy: () => (seen = undefined) }
    },
  )
  return page
}

const visit = (over: Partial<VisitFacts> = {}): VisitFacts => ({ forMs: 0, pages: 1, visits: 1, source: ['direct'], regions: [], ...over })

describe('invitations on a page', () => {
  beforeEach(() => clock.pass(24 * 60 * 60_000))
  afterEach(() => {
    for (const life of lives.splice(0)) life.abort()
    globalThis.fetch = real.fetch
    if (real.navigator) Object.defineProperty(globalThis, 'navigator', real.navigator)
  })

  it('IV-6 shows none within ten seconds of a page change, and then the first of those that are met', async () => {
    const page = openPage([invitation('a', { secondsOnPage: 600 }), invitation('b'), invitation('c')])
    await clock.pass(CALM_MS - 1)
    assert.deepEqual([page.offers, page.seen], [[], undefined])
    await clock.pass(1)
    assert.deepEqual([page.offers, page.seen], [['b'], 'of-b'])
    assert.deepEqual(page.events, ['invitation:shown b'])
    await clock.pass(3_600_000)
    assert.deepEqual(page.offers, ['b'], 'at most one at a time')
  })

  it('IV-5 counts seconds by one timer, whatever clocks say', async () => {
    const page = openPage([invitation('a', { secondsOnPage: 40 })])
    assert.equal(clock.nextAt, clock.now() + 40_000)
    await clock.pass(39_999)
    assert.equal(page.seen, undefined)
    await clock.pass(1)
    assert.equal(page.seen, 'of-a')
  })

  it('IV-5 counts the time on the site from what the server tells, and takes the same told again for old', async () => {
    const page = openPage([invitation('a', { secondsOnSite: 100 })])
    await page.hear({ visit: visit({ forMs: 60_000 }) })
    await clock.pass(30_000)
    // A tab that leads tells others again what it was told once.
    await page.hear({ visit: visit({ forMs: 60_000 }), unread: 1 })
    await clock.pass(9_999)
    assert.equal(page.seen, undefined)
    await clock.pass(1)
    assert.equal(page.seen, 'of-a')
  })

  for (const [hindrance, begin, end] of [
    ['the window is open', (page: Opened) => page.show({ isOpen: true }), (page: Opened) => page.show({ isOpen: false })],
    ['Foyer is hidden', (page: Opened) => page.show({ isHidden: true }), (page: Opened) => page.show({ isHidden: false })],
    ['the visitor types', (page: Opened) => page.happen({ isTyping: true }), (page: Opened) => page.happen({ isTyping: false })],
    ['nobody looks at the page', (page: Opened) => page.happen({ isVisible: false }), (page: Opened) => page.happen({ isVisible: true })],
  ] as const) {
    it(`IV-6 shows none while ${hindrance}, and one as soon as that is over`, async () => {
      const page = openPage([invitation('a')])
      await begin(page)
      await clock.pass(60_000)
      assert.deepEqual([page.offers, page.seen], [[], undefined])
      await end(page)
      await settled()
      assert.equal(page.seen, 'of-a')
    })
  }

  it('IV-6 shows none while a conversation is open, also one that began after it was shown', async () => {
    const page = openPage([invitation('a'), invitation('b')])
    await clock.pass(CALM_MS)
    page.world.status = 'held'
    page.show({ isOpen: true })
    assert.equal(page.seen, undefined, 'hidden behind the window')
    await settled()
    page.show({ isOpen: false })
    await clock.pass(60_000)
    assert.deepEqual([page.offers, page.seen], [['a'], undefined])
    assert.partialDeepStrictEqual(page.answers, [{ id: 'of-a', answer: 'closed' }])
  })

  it('comes back from behind a window in which nothing was said', async () => {
    const page = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    page.show({ isOpen: true })
    await settled()
    page.show({ isOpen: false })
    assert.equal(page.seen, 'of-a')
    assert.deepEqual(page.events, ['invitation:shown a'])
  })

  it('IV-5 remembers that the visitor was about to leave, until it is calm or another page', async () => {
    const page = openPage([invitation('a', { isLeaving: true })])
    await page.happen({}, 'leaving')
    await page.happen({ address: 'https://shop.example/tours' })
    await clock.pass(60_000)
    assert.equal(page.seen, undefined)
    await page.happen({ isTyping: true }, 'leaving')
    await page.happen({ isTyping: false })
    assert.equal(page.seen, 'of-a')
  })

  it('IV-5 waits for what the page tells of, and for what is scrolled', async () => {
    const page = openPage([invitation('a', { event: 'cart-filled', scrolled: 80 })])
    await clock.pass(CALM_MS)
    page.ground.tracked = new Set(['cart-filled'])
    await page.happen({ scrolled: 79 })
    assert.equal(page.seen, undefined)
    await page.happen({ scrolled: 80 })
    assert.equal(page.seen, 'of-a')
  })

  it('asks the server again when it says so, and else not before another page', async () => {
    let answer: InvitationOffer = { isShown: false, againAfterMs: 120_000 }
    const page = openPage([invitation('a')], { offer: () => answer })
    await clock.pass(CALM_MS)
    await clock.pass(119_999)
    assert.equal(page.offers.length, 1)
    answer = { isShown: false }
    await clock.pass(1)
    await clock.pass(3_600_000)
    assert.equal(page.offers.length, 2)
    await page.happen({ address: 'https://shop.example/tours' })
    await clock.pass(CALM_MS)
    assert.equal(page.offers.length, 3)
  })

  it('IV-10 tells the server of a refusal, and shows it no more in this visit', async () => {
    const page = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    page.requests.onDecline()
    assert.partialDeepStrictEqual(page.answers, [{ site: 's', id: 'of-a', answer: 'declined' }])
    assert.deepEqual(page.events, ['invitation:shown a', 'invitation:declined a'])
    await page.happen({ address: 'https://shop.example/tours' })
    await clock.pass(3_600_000)
    assert.deepEqual([page.offers, page.seen], [['a'], undefined])
  })

  it('IV-5 shows it again after so many minutes, so many times', async () => {
    const page = openPage([invitation('a', {}, { afterRefusal: { kind: 'again', minutes: 5, times: 1 } })])
    await clock.pass(CALM_MS)
    page.requests.onDecline()
    await clock.pass(5 * 60_000 - 1)
    assert.equal(page.seen, undefined)
    await clock.pass(1)
    assert.equal(page.seen, 'of-a')
    page.requests.onDecline()
    await clock.pass(3_600_000)
    assert.equal(page.offers.length, 2)
  })

  it('IV-5 puts it off for this visit without a refusal', async () => {
    const page = openPage([invitation('a', {}, { afterRefusal: { kind: 'again', minutes: 1, times: 9 } })])
    await clock.pass(CALM_MS)
    page.requests.onClose()
    assert.partialDeepStrictEqual(page.answers, [{ answer: 'closed' }])
    await clock.pass(3_600_000)
    assert.equal(page.offers.length, 1)
    assert.deepEqual(page.events, ['invitation:shown a'])
  })

  it('IV-10 takes it away in all tabs when it is declined in one', async () => {
    const one = openPage([invitation('a')])
    const other = openPage([invitation('b')], { device: one.device })
    const told = shown('by-ann')
    await one.hear({ invitation: told })
    await other.hear({ invitation: told })
    assert.deepEqual([one.seen, other.seen], ['by-ann', 'by-ann'])
    one.requests.onDecline()
    await other.happen()
    assert.deepEqual([one.seen, other.seen], [undefined, undefined])
    assert.equal(one.answers.length + other.answers.length, 1, 'it is told once')
  })

  it('stands there again on the next page of the tab, and is the same one', async () => {
    const before = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    before.end()
    const after = openPage([invitation('a')], { device: before.device, session: before.session })
    assert.equal(after.seen, undefined)
    await clock.pass(CALM_MS)
    assert.equal(after.seen, 'of-a')
    assert.deepEqual([after.offers, after.events], [[], []])
  })

  it('IV-7 shows an agent’s at once, before an automatic one, and not once it has been answered', async () => {
    const page = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    await page.hear({ invitation: shown('by-ann') })
    assert.equal(page.seen, 'by-ann')
    assert.partialDeepStrictEqual(page.answers, [{ id: 'of-a', answer: 'closed' }])
    page.requests.onDecline()
    const next = openPage([], { device: page.device })
    await next.hear({ invitation: shown('by-ann') })
    assert.equal(next.seen, undefined)
  })

  it('IV-7 keeps an agent’s behind an open window no longer than it holds', async () => {
    for (const [ms, expected] of [[INVITE_HOLDS_MS - 1, 'by-ann'], [INVITE_HOLDS_MS + 1, undefined]] as const) {
      const page = openPage([])
      page.show({ isOpen: true })
      await page.hear({ invitation: shown('by-ann') })
      assert.equal(page.seen, undefined)
      await clock.pass(ms)
      page.show({ isOpen: false })
      assert.equal(page.seen, expected)
      page.end()
    }
  })

  it('IV-4 takes it away from who is blocked, and shows it again when the block is over', async () => {
    const page = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    assert.equal(page.seen, 'of-a')
    await page.hear({ code: 'visitor_blocked' })
    assert.equal(page.seen, undefined)
    await page.hear({ code: undefined })
    assert.equal(page.seen, 'of-a')
  })

  it('CW-26 shows nothing while nothing may be told', async () => {
    const page = openPage([invitation('a')])
    Object.assign(page.ground.terms, { speak: () => undefined })
    await page.happen()
    await page.hear({ invitation: shown('by-ann') })
    await clock.pass(3_600_000)
    assert.deepEqual([page.offers, page.seen], [[], undefined])
  })

  it('IV-10 opens the window, and begins the conversation once there is a line', async () => {
    const page = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    page.requests.onAccept()
    await settled()
    assert.deepEqual([page.seen, page.asks], [undefined, []])
    page.thread.state.connection.status = 'connected'
    for (const listener of [...page.thread.listeners]) listener(page.thread.state)
    await settled()
    assert.deepEqual(page.asks, [['conversation:begin', { invitation: 'of-a', page: { url: 'https://shop.example/' } }]])
    assert.deepEqual(page.events, ['invitation:shown a', 'invitation:accepted a'])
  })

  it('IV-10 lets the window say why nothing was begun, until the visitor writes', async () => {
    const page = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    page.world.begins = failTalk('invitation_over')
    page.thread.state.connection.status = 'connected'
    page.requests.onAccept()
    await settled()
    assert.deepEqual(page.told, ['invitation_over'])
    assert.match(page.events.at(-1) ?? '', /object/)
    const happens = () => [...page.thread.listeners].forEach((listener) => listener(page.thread.state))
    happens()
    assert.deepEqual(page.told, ['invitation_over'])
    page.thread.state.pending.push({})
    happens()
    happens()
    assert.deepEqual(page.told, ['invitation_over', undefined])
  })

  it('stands there again if the window does not come', async () => {
    const page = openPage([invitation('a')])
    await clock.pass(CALM_MS)
    page.world.opens = false
    page.requests.onAccept()
    await settled()
    assert.equal(page.seen, 'of-a')
    assert.equal(page.events.at(-1), 'Error: no way')
  })
})

type Opened = ReturnType<typeof openPage>
