/** Who is on the sites, on a whole server: pages by their sockets, desks by theirs. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { WebSocket } from 'ws'
import { LEFT_SHOWN_MS, PATHS, PROTOCOL, TALK_PATHS } from '@foyer/sdk/protocol'
import type { LiveDelta, LivePage, LiveVisitor, MemberId, PresenceToPage, VisitorId } from '@foyer/sdk/protocol'
import { PAGE_CHANGE_MS } from '../presence/hub.ts'
import { db } from '../store/procedure.ts'
import { createTestClock } from '../testing/clock.ts'
import type { TestClock } from '../testing/clock.ts'
import { ask, connected, newToken, shopKey, startRunning, SHOP } from '../testing/running.ts'
import type { DeskSocket, Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { query } from '../testing/world.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const page = (path: string, title = path, referrer?: string) => ({ url: `${SHOP}${path}`, title, ...(referrer !== undefined && { referrer }) })

/** A desk that watches, and holds the list as it should be held. */
class Watcher {
  readonly list = new Map<VisitorId, LiveVisitor>()
  readonly deltas: LiveDelta[] = []
  readonly desk: DeskSocket
  seq = 0
  #waiting: (() => void)[] = []

  constructor(desk: DeskSocket) {
    this.desk = desk
    desk.on('visitors:changed', (delta) => {
      assert.equal(delta.seq, this.seq + 1, 'no gap')
      this.seq = delta.seq
      this.deltas.push(delta)
      for (const visitor of delta.changed) this.list.set(visitor.id, visitor)
      for (const id of delta.gone) this.list.delete(id)
      for (const look of this.#waiting.splice(0)) look()
    })
  }
  async watch(): Promise<this> {
    const first: LivePage = value(await ask(this.desk, 'visitors:watch', {}))
    this.seq = first.seq
    for (const visitor of first.visitors) this.list.set(visitor.id, visitor)
    return this
  }
  /** The visitor with this number, once they are as wanted. */
  async until(number: number, fits: (visitor: LiveVisitor | undefined) => boolean = Boolean): Promise<LiveVisitor | undefined> {
    for (;;) {
      const found = [...this.list.values()].find((visitor) => visitor.number === number)
      if (fits(found)) return found
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }
}

describe('IV-1 the list of who is on the sites', () => {
  let running: Running
  let clock: TestClock
  before(async () => {
    // Time stands still unless a test moves it; it ticks in milliseconds for what is told half a second later.
    clock = createTestClock(Date.now())
    running = await startRunning({ clock, places: { find: async () => ({ country: 'CN', city: 'Shanghai' }) }, rateRules: { 'sign-ins': { points: 1_000, seconds: 60 }, 'greetings': { points: 1_000, seconds: 60 } } })
  })
  after(() => running.stop())

  /** Passes the time in which differences are told, until what is waited for has come; between its steps browsers answer. */
  async function told<T>(what: Promise<T>): Promise<T> {
    let isThere = false
    void what.finally(() => (isThere = true))
    while (!isThere) {
      clock.advance(500)
      await running.http('/healthz')
    }
    return what
  }
  async function watching(email = 'ann@shop.example'): Promise<Watcher> {
    const desk = running.desk({ cookie: await running.signIn(email) })
    assert.equal(await connected(desk), 'connected')
    return new Watcher(desk).watch()
  }
  async function come(path = '/', { token = newToken(), userAgent = FIREFOX, referrer, languages = '*' }: { token?: string; userAgent?: string; referrer?: string; languages?: string } = {}) {
    const socket = new WebSocket(`${running.origin.replace('http', 'ws')}${PATHS.presence}`, { headers: { 'origin': SHOP, 'user-agent': userAgent, 'accept-language': languages } })
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.once('open', resolve))
    const welcomed = new Promise<Extract<PresenceToPage, { type: 'welcome' }>>((resolve) => socket.once('message', (text) => resolve(JSON.parse(String(text)) as never)))
    socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: shopKey, token, page: page(path, path, referrer), language: 'de' }))
    const { number } = await welcomed
    return { socket, token, number, go: (next: string, title?: string) => socket.send(JSON.stringify({ type: 'page', page: page(next, title) })) }
  }
  const closed = (socket: WebSocket) => new Promise((resolve) => socket.once('close', resolve))

  it('IV-1 has who comes, with everything that is known of them', async () => {
    const ann = await watching()
    const { number } = await come('/tours', { referrer: 'https://www.google.com/' })
    const visitor = await told(ann.until(number))
    assert.partialDeepStrictEqual(visitor, {
      isReturning: false,
      isCustomer: false,
      source: { kind: 'search', name: 'Google' },
      page: { url: `${SHOP}/tours`, title: '/tours' },
      pages: 1,
      place: { country: 'CN', city: 'Shanghai' },
      device: { kind: 'desktop', browser: 'Firefox 140', system: 'Linux' },
      language: 'de',
      state: { kind: 'browsing' },
      isBlocked: false,
    })
    assert.equal(visitor?.leftAt, undefined)
    const later = await watching('ben@shop.example')
    assert.deepEqual(later.list.get(visitor!.id), visitor, 'who begins to watch later sees the same')
    const other = await watching('zoe@shop.example')
    assert.equal(other.list.size, 0, 'and another workspace nothing of it')
  })

  it('IV-1 has the language of the browser, whatever the page speaks', async () => {
    const ann = await watching()
    const { number } = await come('/', { languages: 'pt-BR,pt;q=0.9,en;q=0.5' })
    assert.equal((await told(ann.until(number)))?.language, 'pt')
  })

  it('IV-3 follows through pages without a flicker, and counts five tabs as one visitor', async () => {
    const ann = await watching()
    const first = await come('/one')
    const { id } = (await told(ann.until(first.number)))!
    first.go('/two')
    await told(ann.until(first.number, (visitor) => visitor?.pages === 2))
    const before = ann.deltas.length
    first.socket.terminate()
    const tabs = await Promise.all(['/three', '/three', '/three', '/three', '/three'].map((path) => come(path, { token: first.token })))
    const visitor = await told(ann.until(first.number, (seen) => seen?.page?.url === `${SHOP}/three`))
    assert.deepEqual([visitor?.pages, visitor?.id], [3, id])
    for (const { changed, gone } of ann.deltas.slice(before)) {
      assert.ok(!gone.includes(id))
      assert.ok(changed.every((seen) => seen.id !== id || seen.leftAt === undefined))
    }
    assert.equal([...ann.list.values()].filter(({ number }) => number === first.number).length, 1)
    for (const { socket } of tabs) socket.terminate()
  })

  it('IV-3 shows who closes the last page as left within 15 seconds, and then no more', async () => {
    const ann = await watching()
    const { socket, number } = await come()
    await told(ann.until(number))
    const at = clock.now()
    const gone = closed(socket)
    socket.terminate()
    await gone
    const left = await told(ann.until(number, (visitor) => visitor?.leftAt !== undefined))
    assert.ok(left!.leftAt! - at <= 15_000, `${left!.leftAt! - at}`)
    assert.ok(left!.leftAt! - at >= PAGE_CHANGE_MS, 'and not before a page could have been changed')
    await told(ann.until(number, (visitor) => visitor === undefined))
    assert.ok(clock.now() - left!.leftAt! >= LEFT_SHOWN_MS)
  })

  it('IV-3 shows whose line is cut, or whose browser hangs, as left within 15 seconds', async () => {
    const ann = await watching()
    const { socket, number } = await come()
    await told(ann.until(number))
    const at = clock.now()
    // Nothing is read any more, and so nothing is answered.
    socket.pause()
    const left = await told(ann.until(number, (visitor) => visitor?.leftAt !== undefined))
    assert.ok(left!.leftAt! - at <= 15_000, `${left!.leftAt! - at}`)
    socket.terminate()
  })

  it('IV-1 says with whom somebody talks, from the queue to the end', async () => {
    const ann = await watching()
    const { number, token } = await come()
    const window = running.visitor({ token })
    assert.equal(await connected(window), 'connected')
    value(await ask(window, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Hello' }] }] }))
    const talking = await told(ann.until(number, (visitor) => visitor?.state.kind === 'talking' || visitor?.state.kind === 'queued'))
    const state = talking!.state as Extract<LiveVisitor['state'], { kind: 'talking' }>
    const [row] = await query(running.store, db.selectFrom('conversations').select(['id', 'agent_id']).where('visitor_id', '=', talking!.id))
    assert.deepEqual([state.conversationId, state.agentId], [row!.id, row!.agent_id as MemberId])
    value(await ask(window, 'conversation:end', { conversationId: state.conversationId }))
    assert.ok(await told(ann.until(number, (visitor) => visitor?.state.kind === 'browsing')))
  })

  it('CW-27 shows nothing more of whoever wants to be forgotten', async () => {
    const ann = await watching()
    const { number, token } = await come()
    await told(ann.until(number))
    const answer = await running.http(TALK_PATHS.forget, { method: 'POST', origin: SHOP, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token }) })
    assert.equal(answer.status, 200)
    await told(ann.until(number, (visitor) => visitor === undefined))
  })

  it('IV-1 has no robots', async () => {
    const ann = await watching()
    const robot = await come('/', { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' })
    const { number } = await come()
    await told(ann.until(number))
    assert.ok([...ann.list.values()].every((visitor) => visitor.number !== robot.number))
  })

  it('IV-2 keeps one visit with its pages, takes it up again within half an hour, and begins another later', async () => {
    const ann = await watching()
    const first = await come('/a', { referrer: 'https://blog.example/' })
    const { id } = (await told(ann.until(first.number)))!
    first.go('/b')
    first.go('/b', 'The title came later')
    first.go('/c')
    await told(ann.until(first.number, (visitor) => visitor?.pages === 3))
    first.socket.terminate()
    await told(ann.until(first.number, (visitor) => visitor === undefined))

    const again = await come('/d', { token: first.token })
    const resumed = await told(ann.until(first.number))
    assert.partialDeepStrictEqual(resumed, { id, pages: 4, isReturning: false, source: { kind: 'site', name: 'blog.example' } })
    again.socket.terminate()
    await told(ann.until(first.number, (visitor) => visitor === undefined))
    clock.advance(31 * 60_000)
    await come('/e', { token: first.token })
    assert.partialDeepStrictEqual(await told(ann.until(first.number)), { id, pages: 1, isReturning: true, source: { kind: 'direct' } })

    const kept = async () => query(running.store, db.selectFrom('visits').innerJoin('visit_pages', 'visit_id', 'visits.id').select(['page_count', 'n', 'url', 'title', 'address']).where('visits.visitor_id', '=', id).orderBy('began_at').orderBy('n'))
    let rows = await kept()
    while (rows.length < 5) {
      clock.advance(1_000)
      rows = await kept()
    }
    assert.deepEqual(
      rows.map(({ page_count, n, url, title }) => [page_count, n, url.replace(SHOP, ''), title]),
      [
        [4, 1, '/a', '/a'],
        [4, 2, '/b', 'The title came later'],
        [4, 3, '/c', '/c'],
        [4, 4, '/d', '/d'],
        [1, 1, '/e', '/e'],
      ],
    )
    assert.ok(rows.every(({ address }) => address !== null && !JSON.stringify(ann.deltas).includes(`"${address}"`)), 'the address is told to nobody')
    const [visitor] = await query(running.store, db.selectFrom('visitors').select(['visit_count', 'page']).where('id', '=', id))
    assert.deepEqual([visitor?.visit_count, JSON.parse(visitor?.page ?? '').url], [2, `${SHOP}/e`])
  })

  it('IV-1 tells nothing to a desk that has stopped watching', async () => {
    const [ann, ben] = [await watching(), await watching('ben@shop.example')]
    value(await ask(ben.desk, 'visitors:unwatch', {}))
    const { number } = await come()
    await told(ann.until(number))
    assert.equal(ben.deltas.filter(({ changed }) => changed.some((visitor) => visitor.number === number)).length, 0)
  })
})
