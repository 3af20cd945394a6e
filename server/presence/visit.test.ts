/** What a page is told of its visit, where invitations of its site ask for it (IV-5), and that robots are nobody. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { API, PATHS, PROTOCOL, STILL_MS, TALK_PATHS, VISITORS_API } from '@foyer/sdk/protocol'
import type { InvitationRecord, PresenceToPage, Receivers, Result, SiteRecord, VisitFacts } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { createTestClock } from '../testing/clock.ts'
import { ROBOT, SHOP, ask, connected, newToken, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { query } from '../testing/world.ts'
import type { Greeted } from '../visitors/greeting.ts'
import { createWelcome } from './welcome.ts'

const page = (path: string) => ({ url: `${SHOP}${path}`, title: path })
const hello = (token: string, path = '/') => ({ type: 'hello', protocol: PROTOCOL, site: shopKey, token, page: page(path), language: 'en' })

/** A page by socket, and what it is told, in order. */
async function open(running: Running, said: object, userAgent?: string) {
  const socket = running.presence(SHOP, userAgent)
  const frames: PresenceToPage[] = []
  let heard = () => {}
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as PresenceToPage)
    heard()
  })
  const say = (frame: object) => socket.send(JSON.stringify(frame))
  const next = async (): Promise<PresenceToPage> => {
    while (frames.length === 0) await new Promise<void>((resolve) => (heard = resolve))
    return frames.shift()!
  }
  await new Promise((resolve) => socket.once('open', resolve))
  say(said)
  return { say, next, socket }
}
const visitOf = (frame: PresenceToPage): VisitFacts | undefined => ('visit' in frame ? frame.visit : undefined)

describe('a page of a site that invites', () => {
  let running: Running
  const clock = createTestClock(Date.now())
  before(async () => void (running = await startRunning({ clock, places: { find: async () => ({ country: 'DE', city: 'Ulm' }) } })))
  after(() => running.stop())

  let api: <T>(method: string, path: string, body?: object) => Promise<T>
  before(async () => {
    const cookie = await running.signIn('olga@shop.example')
    api = async <T>(method: string, path: string, body?: object) =>
      value((await (await running.http(path, { method, origin: running.origin, headers: { cookie }, ...(body && { body: JSON.stringify(body) }) })).json()) as Result<T>)
  })
  const look = { title: 'Hello', text: 'May I help?', position: 'centre', buttons: ['chat'] }
  const invite = async (): Promise<InvitationRecord> => {
    const [[site], { groups }] = [await api<readonly SiteRecord[]>('GET', API.sites), await api<Receivers>('GET', API.receivers)]
    const variants = [{ id: 'a', name: 'A', share: 100, desktop: look, mobile: look }]
    return api('POST', VISITORS_API.invitations, { siteId: site!.id, name: 'Help', isOn: true, conditions: { pages: 2 }, receiver: { kind: 'group', groupId: groups[0]!.id }, afterRefusal: { kind: 'visit' }, onlyStaffed: false, variants })
  }
  let made: InvitationRecord
  beforeEach(async () => void (made = await invite()))
  afterEach(() => api('DELETE', VISITORS_API.invitation(made.id)))

  it('IV-5 is told of its visit with the welcome, and with each page that it turns to', async () => {
    const line = await open(running, hello(newToken()))
    assert.partialDeepStrictEqual(visitOf(await line.next()), { pages: 1, visits: 1, source: ['direct'], regions: ['de', 'ulm'] })
    line.say({ type: 'page', page: page('/tours') })
    const told = await line.next()
    assert.equal(told.type, 'visit')
    assert.equal(visitOf(told)?.pages, 2)
    line.say({ type: 'still' })
    assert.deepEqual(await line.next(), { type: 'still' }, 'once a page, and with nothing else')
  })

  it('IV-5 is welcomed with the visit as it is at the end of it, for the page may turn meanwhile', async () => {
    const asked: string[] = []
    const welcome = createWelcome({ run: async () => void asked.push('unread') } as unknown as Store, async () => void asked.push('visit'))
    await welcome({ visitor: {}, site: { config: {} } } as Greeted, shopKey)
    assert.deepEqual(asked, ['unread', 'visit'])
  })

  it('IV-5 is told the same by plain requests, of the page where it ended up', async () => {
    const token = newToken()
    const poll = async (...frames: object[]) => value((await (await running.http(PATHS.presence, { method: 'POST', origin: SHOP, body: JSON.stringify(frames) })).json()) as Result<readonly PresenceToPage[]>)
    assert.equal(visitOf((await poll(hello(token)))[0]!)?.pages, 1)
    assert.equal(visitOf((await poll(hello(token), { type: 'page', page: page('/tours') }))[0]!)?.pages, 2)
    assert.equal(visitOf((await poll(hello(token, '/tours')))[0]!)?.pages, 2)
  })

  it('IV-5 is told of its visit as soon as its site begins to invite, and no more when it ends', async () => {
    await api('DELETE', VISITORS_API.invitation(made.id))
    const line = await open(running, hello(newToken()))
    assert.equal(visitOf(await line.next()), undefined)
    made = await invite()
    assert.equal((await line.next()).type, 'config')
    assert.equal(visitOf(await line.next())?.pages, 1)
    await api('DELETE', VISITORS_API.invitation(made.id))
    assert.equal((await line.next()).type, 'config')
    line.say({ type: 'page', page: page('/tours') })
    line.say({ type: 'still' })
    assert.deepEqual(await line.next(), { type: 'still' })
    made = await invite()
  })
})

describe('a robot that loads pages', () => {
  let running: Running
  const clock = createTestClock(Date.now())
  before(async () => void (running = await startRunning({ clock })))
  after(() => running.stop())

  const kept = async () => ({
    visitors: (await query(running.store, db.selectFrom('visitors').select('id'))).length,
    came: (await query(running.store, db.selectFrom('facts').select('id').where('kind', '=', 'visitor-came'))).length,
    visits: (await query(running.store, db.selectFrom('visits').select('id'))).length,
  })
  const NOTHING = { visitors: 0, came: 0, visits: 0 }
  const post = (path: string, body: unknown, userAgent = ROBOT) => running.http(path, { method: 'POST', origin: SHOP, headers: { 'user-agent': userAgent }, body: JSON.stringify(body) })
  const metric = async (name: string) => Number(/ (\d+)$/m.exec((await (await running.http('/metrics')).text()).split('\n').find((line) => line.startsWith(`${name} `)) ?? '')?.[1])

  it('IV-1 is welcomed as any page, and is no visitor, by no door that a page goes through by itself', async () => {
    const token = newToken()
    const credentials = { protocol: PROTOCOL, site: shopKey, token }
    const line = await open(running, hello(token), ROBOT)
    assert.partialDeepStrictEqual(await line.next(), { type: 'welcome', number: 0, unread: 0 })
    line.say({ type: 'page', page: page('/tours') })
    line.say({ type: 'still' })
    assert.deepEqual(await line.next(), { type: 'still' })
    assert.partialDeepStrictEqual(await (await post(PATHS.presence, [hello(newToken())])).json(), { ok: true, value: [{ type: 'welcome', number: 0 }] })
    assert.deepEqual(await (await post(TALK_PATHS.track, { ...credentials, event: { id: v7(), name: 'cart-filled' } })).json(), { ok: true, value: null })
    assert.deepEqual(await (await post(TALK_PATHS.identify, { ...credentials, identity: { name: 'Guest' } })).json(), { ok: true, value: { isJoined: false } })
    assert.equal((await post(PATHS.leave, credentials)).status, 204)
    assert.deepEqual(await kept(), NOTHING)
    assert.deepEqual([await metric('foyer_presence_visitors'), await metric('foyer_presence_lines')], [0, 0])
  })

  it('is looked for once with each of its beats, however much it says', async () => {
    let looks = 0
    let looked = () => {}
    const { store } = running
    const counting = await startRunning({
      clock,
      store: {
        ...store,
        run: async (procedure, input) => {
          if (procedure.name === 'visitors.resolve') looks += 1
          if (looks === 2) looked()
          return store.run(procedure, input)
        },
      },
    })
    const line = await open(counting, hello(newToken()), ROBOT)
    await line.next()
    const chatter = async () => {
      for (const path of ['/a', '/b', '/c']) {
        line.say({ type: 'page', page: page(path) })
        line.say({ type: 'still' })
        assert.deepEqual(await line.next(), { type: 'still' })
      }
    }
    await chatter()
    const again = new Promise<void>((resolve) => (looked = resolve))
    clock.advance(STILL_MS)
    await chatter()
    await again
    await chatter()
    assert.equal(looks, 2)
    await counting.stop()
  })

  it('that falls silent is let go', async () => {
    const line = await open(running, hello(newToken()), ROBOT)
    await line.next()
    const gone = new Promise((resolve) => line.socket.once('close', resolve))
    clock.advance(15_000)
    await gone
  })

  it('that opens the chat is a visitor from then on, and there', async () => {
    const token = newToken()
    const line = await open(running, hello(token), ROBOT)
    await line.next()
    const window = running.visitor({ token })
    assert.equal(await connected(window), 'connected')
    value(await ask(window, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Beep' }] }] }))
    clock.advance(STILL_MS)
    line.say({ type: 'still' })
    assert.deepEqual(await line.next(), { type: 'still' })
    assert.partialDeepStrictEqual(await line.next(), { type: 'welcome', number: 1 })
    assert.equal(await metric('foyer_presence_visitors'), 1)
    assert.partialDeepStrictEqual(await kept(), { visitors: 1, visits: 0 })
    assert.deepEqual(await (await post(TALK_PATHS.track, { protocol: PROTOCOL, site: shopKey, token, event: { id: v7(), name: 'beeped' } })).json(), { ok: true, value: null })
    assert.equal((await query(running.store, db.selectFrom('tracked_events').select('id'))).length, 1)
  })

  it('CW-27 says good-bye without becoming anybody, as does a browser that was forgotten', async () => {
    const before = await kept()
    assert.equal((await post(PATHS.leave, { protocol: PROTOCOL, site: shopKey, token: newToken() }, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).status, 204)
    assert.deepEqual(await kept(), before)
  })
})
