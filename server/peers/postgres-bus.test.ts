import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { VisitorId } from '@foyer/sdk/protocol'
import { startPostgres } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import type { Bus, PeerMessage } from './messages.ts'
import { openPostgresBus } from './postgres-bus.ts'

const clock = {
  now: Date.now,
  after(_ms: number, run: () => void) {
    const timer = setTimeout(run, 1)
    return () => clearTimeout(timer)
  },
}

describe('a bus on PostgreSQL', () => {
  let database: TestDatabase
  const buses: Bus[] = []
  before(async () => {
    database = await startPostgres()
  })
  after(async () => {
    await Promise.all(buses.map((bus) => bus.close()))
    await database.stop()
  })

  /** A server on it: `next` is the next message that it hears, `gap` the next time that it may have missed one. */
  async function join(serverId: string) {
    const bus = await openPostgresBus({ url: database.url, serverId, clock, report: (error) => assert.fail(String(error)) })
    buses.push(bus)
    const heard: PeerMessage[] = []
    let waiting: (() => void) | undefined
    let missed: () => void = () => undefined
    const gap = new Promise<void>((resolve) => (missed = resolve))
    bus.listen((message) => {
      heard.push(message)
      waiting?.()
    }, () => missed())
    const next = async (): Promise<PeerMessage> => {
      while (heard.length === 0) await new Promise<void>((resolve) => (waiting = resolve))
      return heard.shift()!
    }
    return { bus, next, gap }
  }
  const unread = (n: number): PeerMessage => ({ kind: 'unread', visitorId: 'v' as VisitorId, unread: n })

  it('carries what one says to the others, whole and in order, however long, and not back', async () => {
    const [a, b] = await Promise.all([join('a'), join('b')])
    const long: PeerMessage = { kind: 'push', namespace: '/desk', packet: { type: 2, data: ['x', '你好 👋🏽: '.repeat(10_000)] }, rooms: ['r'], except: [], isVolatile: false }
    a.bus.publish(unread(1))
    a.bus.publish(long)
    a.bus.publish(unread(2))
    assert.deepEqual([await b.next(), await b.next(), await b.next()], [unread(1), long, unread(2)])
    b.bus.publish(unread(3))
    assert.deepEqual(await a.next(), unread(3))
  })

  it('comes back when its connection breaks, says that something may be missed, and keeps what waited', async () => {
    const [c, d] = await Promise.all([join('c'), join('d')])
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()")
    await client.end()
    c.bus.publish(unread(4))
    await Promise.all([c.gap, d.gap])
    c.bus.publish(unread(5))
    let last = await d.next()
    while (last.kind === 'unread' && last.unread !== 5) last = await d.next()
    assert.deepEqual(last, unread(5))
  })
})
