import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GONE_AFTER_MS, POLL_MS, STILL_MS, fail, ok } from '@foyer/sdk/protocol'
import type { PresenceFromPage, PresenceToPage, Result, SiteKey } from '@foyer/sdk/protocol'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createFakeBrowser } from '../testing/fake-tabs.ts'
import { createPresence, type PresenceNews, type Socket } from './presence.ts'

const SERVER = 'https://desk.example'
const credentials = { protocol: 1, site: 'demo' as SiteKey, token: 't'.repeat(43) }
const pageAt = (path: string) => ({ url: `https://shop.example${path}`, title: path })

/** One line as the server sees it. */
interface Line {
  readonly url: string
  readonly frames: PresenceFromPage[]
  isClosed: boolean
  /** The line is dead, and neither end was told. */
  isDead: boolean
  open(): void
  say(frame: PresenceToPage | string): void
  drop(): void
}

/** A browser with a server at the other end: tabs, lines, polls and good-byes, and a clock that goes when told. */
function makeBrowser({ answersPolls = true } = {}) {
  const clock = createFakeClock()
  const browser = createFakeBrowser()
  const lines: Line[] = []
  const polls: PresenceFromPage[][] = []
  const beacons: string[] = []
  let opens: boolean | undefined = true
  let throws = false

  function openSocket(url: string): Socket {
    if (throws) throw new Error('blocked by the policy')
    const line: Line = {
      url,
      frames: [],
      isClosed: false,
      isDead: false,
      open: () => socket.onopen?.(),
      say: (frame) => socket.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) }),
      drop() {
        line.isClosed = true
        socket.onclose?.()
      },
    }
    lines.push(line)
    if (opens !== undefined) queueMicrotask(opens ? line.open : line.drop)
    const socket: Socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send(text: string) {
        const frame = JSON.parse(text) as PresenceFromPage
        line.frames.push(frame)
        if (frame.type === 'still' && !line.isDead) queueMicrotask(() => line.say(frame))
      },
      close() {
        line.isClosed = true
        socket.onclose?.()
      },
    }
    return socket
  }

  return {
    clock,
    lines,
    polls,
    beacons,
    settle: () => clock.pass(0),
    refuseSockets: () => (opens = false),
    hangSockets: () => (opens = undefined),
    forbidSockets: () => (throws = true),
    openTab(path: string, { isVisible = true, tabs = browser.openTab(), sharesTabs = true, random = Math.random } = {}) {
      const news: PresenceNews[] = []
      const presence = createPresence({
        server: SERVER,
        credentials,
        language: () => 'en',
        page: pageAt(path),
        ports: {
          clock,
          random,
          isVisible: () => isVisible,
          openSocket,
          post: async (_url, body): Promise<Result<unknown>> => {
            polls.push(body as PresenceFromPage[])
            return answersPolls ? ok([{ type: 'welcome', number: 17, unread: 1, configVersion: 4 }]) : fail('not_reachable')
          },
          beacon: (url) => beacons.push(url),
          locks: sharesTabs ? tabs.locks : undefined,
          openChannel(name) {
            if (!sharesTabs) throw new Error('denied')
            return tabs.channel(name)
          },
        },
        onNews: (told) => void news.push(told),
      })
      return { presence, news, tabs }
    },
  }
}

const types = (line: Line | undefined) => line?.frames.map((frame) => frame.type)
const open = (lines: readonly Line[]) => lines.filter((line) => !line.isClosed)

describe('presence', () => {
  it('says hello with the page, on a line without anything secret in its address', async () => {
    const browser = makeBrowser()
    browser.openTab('/')
    await browser.settle()
    assert.equal(browser.lines[0]?.url, 'wss://desk.example/v1/presence')
    assert.deepEqual(browser.lines[0]?.frames, [{ type: 'hello', ...credentials, page: pageAt('/'), language: 'en' }])
  })

  it('CW-9 passes on what the server says, and passes over what it does not know', async () => {
    const browser = makeBrowser()
    const { news } = browser.openTab('/')
    await browser.settle()
    const [line] = browser.lines
    line?.say({ type: 'welcome', number: 17, unread: 2, configVersion: 4 })
    line?.say('<html>not the server</html>')
    line?.say('{"type":"dance","steps":3}')
    line?.say({ type: 'unread', unread: 3 })
    line?.say({ type: 'config', version: 5 })
    assert.partialDeepStrictEqual(news.at(-1), { unread: 3, version: 5 })
    assert.equal(line?.isClosed, false)
  })

  it('IV-7 passes on an invitation and the visit as they are, and tells them to tabs that come later', async () => {
    const browser = makeBrowser()
    const { news } = browser.openTab('/')
    await browser.settle()
    const visit = { forMs: 0, pages: 1, visits: 1, source: ['direct'], regions: [] }
    const look = { title: 'Hello', text: 'Shall we talk?', position: 'centre', buttons: ['chat'] } as const
    const invitation = { id: 'i1', desktop: look, mobile: look }
    browser.lines[0]?.say({ type: 'welcome', number: 17, unread: 0, configVersion: 4, visit })
    browser.lines[0]?.say({ type: 'invited', invitation })
    browser.lines[0]?.say({ type: 'visit', visit: { ...visit, pages: 2 } })
    const told = { version: 4, visit: { ...visit, pages: 2 }, invitation }
    assert.partialDeepStrictEqual(news.at(-1), told)
    const later = browser.openTab('/tours')
    await browser.settle()
    assert.partialDeepStrictEqual(later.news.at(-1), told)
  })

  it('IV-3 says that the line lives, often enough', async () => {
    const browser = makeBrowser()
    browser.openTab('/')
    await browser.settle()
    await browser.clock.pass(GONE_AFTER_MS)
    assert.deepEqual(types(browser.lines[0]), ['hello', 'still', 'still'])
    assert.ok(2 * STILL_MS < GONE_AFTER_MS)
  })

  it('IV-3 finds out that the line is dead though nobody said so, and takes another', async () => {
    const { clock, lines, openTab } = makeBrowser()
    openTab('/', { random: () => 0 })
    await clock.pass(3 * STILL_MS)
    assert.equal(lines.length, 1)
    lines[0]!.isDead = true
    await clock.pass(GONE_AFTER_MS)
    assert.equal(lines[0]!.isClosed, true)
    assert.equal(lines.length, 2)
    assert.equal(lines[1]!.frames[0]?.type, 'hello')
  })

  it('CW-25 tells of another page, and not of the same one', async () => {
    const browser = makeBrowser()
    const { presence } = browser.openTab('/')
    await browser.settle()
    presence.show(pageAt('/'))
    presence.show(pageAt('/tours'))
    presence.show(pageAt('/tours'))
    assert.deepEqual(browser.lines[0]?.frames.slice(1), [{ type: 'page', page: pageAt('/tours') }])
  })

  it('comes again when the line is lost, later each time, and says hello anew', async () => {
    const browser = makeBrowser()
    browser.openTab('/', { random: () => 0.999 })
    await browser.settle()
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = browser.lines.length
      browser.lines.at(-1)?.drop()
      await browser.clock.pass(waitMs * 0.99)
      assert.equal(browser.lines.length, before)
      await browser.clock.pass(waitMs * 0.01)
      assert.equal(browser.lines.length, before + 1)
      assert.equal(types(browser.lines.at(-1))?.[0], 'hello')
    }
  })

  it('waits a random part of that time, so that a crowd does not come at once', async () => {
    const browser = makeBrowser()
    browser.openTab('/', { random: () => 0.1 })
    await browser.settle()
    browser.lines[0]?.drop()
    await browser.clock.pass(100)
    assert.equal(browser.lines.length, 2)
  })

  it('is quick again after the server has spoken', async () => {
    const browser = makeBrowser()
    browser.openTab('/', { random: () => 0.999 })
    await browser.settle()
    for (let i = 0; i < 3; i++) {
      browser.lines.at(-1)?.drop()
      await browser.clock.pass(30_000)
    }
    browser.lines.at(-1)?.say({ type: 'welcome', number: 1, unread: 0, configVersion: 1 })
    const before = browser.lines.length
    browser.lines.at(-1)?.drop()
    await browser.clock.pass(1_000)
    assert.equal(browser.lines.length, before + 1)
  })

  it('gives up a line that does not open, and hears nothing more of it', async () => {
    const browser = makeBrowser()
    browser.hangSockets()
    const { news } = browser.openTab('/', { random: () => 0 })
    await browser.clock.pass(10_000)
    assert.deepEqual(browser.lines.map(({ isClosed }) => isClosed), [true, false])
    browser.lines[0]?.open()
    browser.lines[0]?.say({ type: 'unread', unread: 9 })
    assert.deepEqual(browser.lines[0]?.frames, [])
    assert.deepEqual(news, [])
  })

  for (const code of ['origin_refused', 'unknown_site', 'client_outdated', 'visitor_blocked'] as const) {
    it(`does not come again after ${code}`, async () => {
      const browser = makeBrowser()
      const { news } = browser.openTab('/')
      await browser.settle()
      browser.lines[0]?.say({ type: 'refused', code })
      browser.lines[0]?.drop()
      await browser.clock.pass(600_000)
      assert.equal(browser.lines.length, 1)
      assert.partialDeepStrictEqual(news, [{ code }])
      assert.equal(news.length, 1)
    })
  }

  for (const code of ['rate_limited', 'server_outdated', 'unavailable'] as const) {
    it(`comes again after ${code}`, async () => {
      const browser = makeBrowser()
      const { news } = browser.openTab('/')
      await browser.settle()
      browser.lines[0]?.say({ type: 'refused', code })
      await browser.clock.pass(30_000)
      assert.equal(open(browser.lines).length, 1)
      assert.deepEqual(news, [])
    })
  }
})

describe('presence where sockets are blocked', () => {
  for (const [sentence, block] of [
    ['never open', 'refuseSockets'],
    ['are forbidden by a policy', 'forbidSockets'],
  ] as const) {
    it(`polls if they ${sentence}`, async () => {
      const browser = makeBrowser()
      browser[block]()
      const { news, presence } = browser.openTab('/')
      await browser.clock.pass(10_000)
      assert.deepEqual(browser.polls[0]?.map(({ type }) => type), ['hello'])
      assert.partialDeepStrictEqual(news.at(-1), { unread: 1, version: 4 })

      const before = browser.polls.length
      presence.show(pageAt('/tours'))
      await browser.clock.pass(POLL_MS)
      assert.equal(browser.polls.length, before + 1)
      assert.partialDeepStrictEqual(browser.polls.at(-1)?.[0], { type: 'hello', page: pageAt('/tours') })
    })
  }

  it('waits longer and longer while polls are not answered either', async () => {
    const browser = makeBrowser({ answersPolls: false })
    browser.refuseSockets()
    browser.openTab('/', { random: () => 0.999 })
    await browser.clock.pass(63_000)
    const early = browser.polls.length
    await browser.clock.pass(60_000)
    assert.ok(browser.polls.length - early <= 2, `${browser.polls.length - early} polls in a minute`)
  })
})

describe('presence over the tabs of a browser', () => {
  it('CW-10 holds one line for all of them', async () => {
    const browser = makeBrowser()
    for (const path of ['/', '/tours', '/contact']) browser.openTab(path)
    await browser.settle()
    assert.equal(browser.lines.length, 1)
  })

  it('IV-4 tells all tabs that the visitor is refused, also those that come later', async () => {
    const browser = makeBrowser()
    const first = browser.openTab('/')
    const second = browser.openTab('/tours')
    await browser.settle()
    browser.lines[0]?.say({ type: 'refused', code: 'visitor_blocked' })
    const third = browser.openTab('/prices')
    await browser.settle()
    assert.deepEqual([first, second, third].map(({ news }) => news.at(-1)?.code), ['visitor_blocked', 'visitor_blocked', 'visitor_blocked'])
  })

  it('IV-4 tells all tabs that the visitor is welcome, and nothing of it before the server has spoken', async () => {
    const browser = makeBrowser()
    const first = browser.openTab('/')
    const second = browser.openTab('/tours')
    await browser.settle()
    for (const { news } of [first, second]) assert.ok(news.every((told) => !('code' in told)))
    browser.lines[0]?.say({ type: 'welcome', number: 17, unread: 0, configVersion: 4 })
    await browser.settle()
    for (const { news } of [first, second]) assert.ok('code' in (news.at(-1) ?? {}) && news.at(-1)?.code === undefined)
  })

  it('CW-9 tells all tabs what is unread, also those that come later', async () => {
    const browser = makeBrowser()
    const first = browser.openTab('/')
    await browser.settle()
    browser.lines[0]?.say({ type: 'welcome', number: 17, unread: 2, configVersion: 4 })
    const second = browser.openTab('/tours')
    await browser.settle()
    assert.partialDeepStrictEqual(second.news.at(-1), { unread: 2, version: 4 })
    browser.lines[0]?.say({ type: 'unread', unread: 0 })
    await browser.settle()
    assert.equal(first.news.at(-1)?.unread, 0)
    assert.equal(second.news.at(-1)?.unread, 0)
  })

  it('tells the server of the page that was looked at last', async () => {
    const browser = makeBrowser()
    const first = browser.openTab('/')
    await browser.settle()
    const second = browser.openTab('/tours')
    await browser.settle()
    first.presence.show(pageAt('/'))
    second.presence.show(pageAt('/contact'))
    await browser.settle()
    const pages = browser.lines[0]?.frames.flatMap((frame) => (frame.type === 'page' ? [frame.page.title] : []))
    assert.deepEqual(pages, ['/tours', '/', '/contact'])
  })

  it('IV-3 hands the line over when the leading tab goes, and nobody is said to have left', async () => {
    const browser = makeBrowser()
    const first = browser.openTab('/')
    await browser.settle()
    const second = browser.openTab('/tours')
    await browser.settle()
    first.presence.sleep()
    await browser.settle()
    assert.equal(open(browser.lines).length, 1)
    assert.partialDeepStrictEqual(browser.lines.at(-1)?.frames[0], { type: 'hello', page: pageAt('/tours') })
    assert.deepEqual(browser.beacons, [])
    second.presence.sleep()
    assert.deepEqual(browser.beacons, ['https://desk.example/v1/presence/leave'])
  })

  it('IV-3 hands it over when that tab crashes', async () => {
    const browser = makeBrowser()
    const first = browser.openTab('/')
    await browser.settle()
    browser.openTab('/tours')
    await browser.settle()
    first.tabs.kill()
    await browser.settle()
    assert.deepEqual(types(browser.lines.at(-1)), ['hello'])
    assert.equal(browser.lines.length, 2)
  })

  it('knows of all tabs also when another has begun to lead', async () => {
    const browser = makeBrowser()
    const [first, second] = [browser.openTab('/'), browser.openTab('/tours')]
    browser.openTab('/contact')
    await browser.settle()
    first.presence.sleep()
    await browser.settle()
    second.presence.sleep()
    assert.deepEqual(browser.beacons, [])
  })

  it('lets a visible tab say that the line lives while the leader’s timers sleep', async () => {
    const browser = makeBrowser()
    browser.openTab('/', { isVisible: false })
    await browser.settle()
    browser.openTab('/tours')
    await browser.settle()
    await browser.clock.pass(STILL_MS)
    assert.deepEqual(types(browser.lines[0])?.slice(0, 3), ['hello', 'page', 'still'])
  })

  it('CW-30 gives each tab a line of its own where locks and channels are denied', async () => {
    const browser = makeBrowser()
    for (const path of ['/', '/tours']) browser.openTab(path, { sharesTabs: false })
    await browser.settle()
    assert.equal(browser.lines.length, 2)
  })
})

describe('presence and the back/forward cache', () => {
  it('lets go of line, lock and channel, and says good-bye', async () => {
    const browser = makeBrowser()
    const { presence } = browser.openTab('/')
    await browser.settle()
    presence.sleep()
    assert.equal(open(browser.lines).length, 0)
    assert.equal(browser.clock.nextAt, undefined)
    assert.deepEqual(browser.beacons, ['https://desk.example/v1/presence/leave'])
    browser.openTab('/tours')
    await browser.settle()
    assert.equal(open(browser.lines).length, 1, 'the lock was free')
  })

  it('comes back with a new line', async () => {
    const browser = makeBrowser()
    const { presence } = browser.openTab('/')
    await browser.settle()
    presence.sleep()
    presence.wake()
    await browser.settle()
    assert.equal(open(browser.lines).length, 1)
    assert.deepEqual(types(browser.lines.at(-1)), ['hello'])
  })

  it('says nothing while it is asleep', async () => {
    const browser = makeBrowser()
    const { presence } = browser.openTab('/')
    await browser.settle()
    presence.sleep()
    presence.show(pageAt('/tours'))
    await browser.settle()
    assert.equal(open(browser.lines).length, 0)
    presence.wake()
    await browser.settle()
    assert.partialDeepStrictEqual(browser.lines.at(-1)?.frames[0], { type: 'hello', page: pageAt('/tours') })
  })

  it('goes to sleep once, and tries at once when woken while it waits', async () => {
    const browser = makeBrowser()
    const { presence } = browser.openTab('/', { random: () => 0.999 })
    await browser.settle()
    browser.lines[0]?.drop()
    presence.wake()
    await browser.settle()
    assert.equal(browser.lines.length, 2)
    presence.sleep()
    presence.sleep()
    assert.equal(browser.beacons.length, 1)
  })
})
