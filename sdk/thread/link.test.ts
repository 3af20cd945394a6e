import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fail, ok } from '@foyer/sdk/protocol'
import type { ErrorCode, ServerToVisitor, VisitorToServer } from '@foyer/sdk/protocol'
import { createFakeClock, settled } from '../testing/fake-clock.ts'
import { REQUEST_LIMIT_MS, createLink } from './link.ts'
import type { ConnectionState, LineEvents } from './types.ts'

interface Line {
  readonly events: LineEvents
  readonly polling: boolean
  readonly said: { name: string; payload: unknown; answer?: ((result: unknown) => void) | undefined }[]
  isClosed: boolean
}

function setUp({ isOnline = true } = {}) {
  const clock = createFakeClock()
  const lines: Line[] = []
  const page = { isOnline, awake: new Set<() => void>() }
  const link = createLink<VisitorToServer, ServerToVisitor>(
    (events, { polling }) => {
      const line: Line = { events, polling, said: [], isClosed: false }
      lines.push(line)
      return { emit: (name, payload, answer) => void line.said.push({ name, payload, answer }), close: () => void (line.isClosed = true) }
    },
    {
      clock,
      random: () => 1,
      signals: {
        isOnline: () => page.isOnline,
        onAwake(run) {
          page.awake.add(run)
          return () => void page.awake.delete(run)
        },
      },
    },
  )
  const states: ConnectionState[] = []
  link.onState((state) => states.push(state))
  const last = (): Line => lines.at(-1) ?? assert.fail('no line was opened')
  return { clock, lines, link, states, page, last }
}
const connected = () => {
  const parts = setUp()
  parts.link.open()
  parts.last().events.opened()
  return parts
}
const SYNC = { version: 0, conversations: [] }

describe('link: requests', () => {
  it('answers with what the server answers', async () => {
    const { link, last } = connected()
    const asked = link.request('thread:sync', SYNC)
    assert.deepEqual([last().said[0]?.name, last().said[0]?.payload], ['thread:sync', SYNC])
    last().said[0]?.answer?.(ok('delta'))
    assert.deepEqual(await asked, ok('delta'))
  })

  it('answers with not_reachable where there is no line, when it breaks, and when nothing comes in time', async () => {
    const { link, last, clock } = connected()
    const late = link.request('thread:sync', SYNC)
    clock.advance(REQUEST_LIMIT_MS)
    assert.deepEqual(await late, fail('not_reachable'))
    const cut = link.request('thread:sync', SYNC)
    last().events.closed()
    assert.deepEqual(await cut, fail('not_reachable'))
    assert.deepEqual(await link.request('thread:sync', SYNC), fail('not_reachable'))
  })

  it('takes an answer of another form for a server in trouble', async () => {
    const { link, last } = connected()
    const asked = link.request('thread:sync', SYNC)
    last().said[0]?.answer?.('what?')
    assert.deepEqual(await asked, fail('unavailable'))
  })

  it('tells what needs no answer, if there is a line', () => {
    const { link, last } = connected()
    link.tell('typing:set', { isTyping: true })
    assert.equal(last().said[0]?.answer, undefined)
    last().events.closed()
    link.tell('typing:set', { isTyping: true })
    assert.equal(last().said.length, 1)
  })

  it('hands pushes to those who listen for them', () => {
    const { link, last } = connected()
    const heard: unknown[] = []
    const stop = link.on('typing', (payload) => heard.push(payload))
    last().events.pushed('typing', 1)
    last().events.pushed('unheard-of', 2)
    stop()
    last().events.pushed('typing', 3)
    assert.deepEqual(heard, [1])
  })
})

describe('link: coming back', () => {
  it('says how the line is', () => {
    const { link, states, last } = setUp()
    assert.deepEqual(link.state, { status: 'idle' })
    link.open()
    last().events.opened()
    last().events.closed()
    link.close()
    assert.deepEqual(states.map(({ status }) => status), ['connecting', 'connected', 'offline', 'idle'])
  })

  it('waits longer each time, up to ten seconds, and little again after a line that held', () => {
    const { clock, lines, link, last } = setUp()
    link.open()
    const waits: number[] = []
    for (let attempt = 0; attempt < 6; attempt++) {
      const [count, since] = [lines.length, clock.now()]
      last().events.closed()
      while (lines.length === count) clock.step()
      waits.push(clock.now() - since)
    }
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
    last().events.opened()
    clock.advance(60_000)
    last().events.closed()
    const count = lines.length
    clock.advance(500)
    assert.equal(lines.length, count + 1)
  })

  it('gives a line up that does not open, and hears nothing of it after', () => {
    const { clock, lines, link } = setUp()
    link.open()
    clock.advance(11_000)
    assert.deepEqual(lines.map(({ isClosed }) => isClosed), [true, false])
    lines[0]?.events.opened()
    assert.equal(link.state.status, 'offline')
  })

  it('tries at once when the network is back or the page is looked at, and only if it has no line', () => {
    const { lines, link, page, last } = setUp()
    link.open()
    last().events.closed()
    for (const run of page.awake) run()
    assert.equal(lines.length, 2)
    for (const run of page.awake) run()
    assert.equal(lines.length, 2)
  })

  it('lets a line go that does not answer', () => {
    const { link, lines, clock } = connected()
    link.reset()
    assert.deepEqual([lines[0]?.isClosed, link.state.status], [true, 'offline'])
    clock.advance(1_000)
    assert.equal(lines.length, 2)
  })

  it('leaves nothing behind when it is closed, and opens again', () => {
    const { link, lines, page, clock } = connected()
    link.close()
    assert.deepEqual([lines[0]?.isClosed, page.awake.size, clock.nextAt], [true, 0, undefined])
    link.open()
    assert.equal(lines.length, 2)
  })
})

describe('link: refusals', () => {
  for (const code of ['client_outdated', 'origin_refused', 'unknown_site', 'visitor_blocked', 'not_signed_in'] satisfies ErrorCode[]) {
    it(`stops at ${code} until it is opened again`, () => {
      const { link, last, clock, lines, page } = setUp()
      link.open()
      last().events.closed(fail(code))
      assert.deepEqual(link.state, { status: 'refused', code })
      assert.deepEqual([clock.nextAt, page.awake.size], [undefined, 0])
      link.open()
      assert.equal(lines.length, 2)
    })
  }

  for (const code of ['server_outdated', 'unavailable', 'rate_limited'] satisfies ErrorCode[]) {
    it(`tries again after ${code}`, () => {
      const { link, last, clock, lines } = setUp()
      link.open()
      last().events.closed(fail(code))
      assert.equal(link.state.status, 'offline')
      clock.advance(10_000)
      assert.equal(lines.length, 2)
    })
  }

  it('understands a refusal that comes on an open line', () => {
    const { link, last } = connected()
    last().events.pushed('refused', { code: 'visitor_blocked' })
    assert.deepEqual(link.state, { status: 'refused', code: 'visitor_blocked' })
    assert.equal(last().isClosed, true)
  })
})

describe('link: where WebSockets do not get through', () => {
  const fallFor = (parts: ReturnType<typeof setUp>, times: number): readonly boolean[] => {
    parts.link.open()
    for (let time = 0; time < times; time++) {
      parts.last().events.closed()
      parts.clock.advance(10_000)
    }
    return parts.lines.map(({ polling }) => polling)
  }

  it('tries polling after two that never opened, and takes turns from there', () => {
    assert.deepEqual(fallFor(setUp(), 5), [false, false, true, false, true, false])
  })

  it('does not while the page is offline', () => {
    assert.deepEqual(fallFor(setUp({ isOnline: false }), 4), [false, false, false, false, false])
  })

  it('does not take a refusal for it', () => {
    const { link, last, clock, lines } = setUp()
    link.open()
    for (let time = 0; time < 4; time++) {
      last().events.closed(fail('unavailable'))
      clock.advance(10_000)
    }
    assert.ok(lines.every(({ polling }) => !polling))
  })

  it('stays with polling once that has worked', () => {
    const parts = setUp()
    fallFor(parts, 2)
    parts.last().events.opened()
    parts.clock.advance(20_000)
    parts.last().events.closed()
    parts.clock.advance(10_000)
    assert.equal(parts.last().polling, true)
  })

  it('does not count a WebSocket that opened and broke', async () => {
    const { link, last, clock, lines } = setUp()
    link.open()
    for (let time = 0; time < 4; time++) {
      last().events.opened()
      last().events.closed()
      clock.advance(10_000)
    }
    await settled()
    assert.ok(lines.every(({ polling }) => !polling))
  })
})
