import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS, emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { ThreadDelta } from '@foyer/sdk/protocol'
import { conversationId, eventsOf, said, sliceOf, started } from '../testing/examples.ts'
import { applyAppended, applyDelta, applyOlder, emptyLog, firstSeq, olderRequest, syncRequest } from './log.ts'
import type { ThreadLog } from './types.ts'

const c1 = sliceOf('c1', [started(), said('a'), said('b'), { type: 'ended', by: 'agent' }])
const c2 = sliceOf('c2', [started(2), said('c'), said('d')])
const delta = (more: Partial<ThreadDelta>): ThreadDelta => ({ version: 1, whole: [], next: [], more: false, agentPresent: true, ...more })
const fresh = applyDelta(emptyLog, delta({ version: 7, whole: [c1, c2], older: false }))
const appended = (name: string, from: number, ...ids: readonly string[]) => ({
  conversationId: conversationId(name),
  events: eventsOf(ids.map((id) => said(id)), { from }),
})
const texts = (log: ThreadLog): readonly string[] => log.conversations.flatMap(({ events }) => events.flatMap((event) => (event.type === 'message' ? [event.id] : [])))

describe('applyAppended', () => {
  it('adds what follows and folds it into the head', () => {
    const { log, hasGap } = applyAppended(fresh, appended('c2', 4, 'e', 'f'))
    assert.equal(hasGap, false)
    assert.deepEqual(texts(log), ['a', 'b', 'c', 'd', 'e', 'f'])
    assert.equal(log.conversations[1]?.head.seq, 5)
    assert.equal(log.conversations[0], fresh.conversations[0])
  })

  it('passes over what is known, and takes what is new behind it', () => {
    assert.equal(applyAppended(fresh, appended('c2', 3, 'd')).log, fresh)
    assert.deepEqual(texts(applyAppended(fresh, appended('c2', 3, 'd', 'e')).log), ['a', 'b', 'c', 'd', 'e'])
  })

  it('takes nothing in after a gap, or with one inside, and says so', () => {
    assert.deepEqual(applyAppended(fresh, appended('c2', 5, 'f')), { log: fresh, hasGap: true })
    const [first, , third] = appended('c2', 4, 'e', 'f', 'g').events
    const holed = { conversationId: conversationId('c2'), events: [first, third].flatMap((event) => event ?? []) }
    assert.deepEqual(applyAppended(fresh, holed), { log: fresh, hasGap: true })
  })

  it('takes a new conversation from its start if it is the next one', () => {
    const next = { conversationId: conversationId('c3'), events: sliceOf('c3', [started(3), said('e')]).events }
    assert.deepEqual(applyAppended(fresh, next).log.conversations.map(({ head }) => head.id), ['c1', 'c2', 'c3'])
    const later = { conversationId: conversationId('c4'), events: sliceOf('c4', [started(4), said('e')]).events }
    assert.equal(applyAppended(fresh, later).hasGap, true)
    assert.equal(applyAppended(fresh, appended('c3', 2, 'e')).hasGap, true)
  })

  it('does not take a late conversation for the beginning of a thread that is not loaded yet', () => {
    assert.equal(applyAppended(emptyLog, { conversationId: conversationId('c2'), events: c2.events }).hasGap, true)
    assert.equal(applyAppended(emptyLog, { conversationId: conversationId('c1'), events: c1.events }).hasGap, false)
  })
})

describe('applyDelta', () => {
  it('CW-11 fills an empty log', () => {
    assert.deepEqual(fresh, { version: 7, conversations: [c1, c2], hasOlder: false })
    assert.equal(applyDelta(emptyLog, delta({ whole: [c2], older: true })).hasOlder, true)
  })

  it('goes on exactly where the log stands, also if a push was quicker', () => {
    const pushed = applyAppended(fresh, appended('c2', 4, 'e')).log
    assert.deepEqual(texts(applyDelta(pushed, delta({ next: [appended('c2', 4, 'e', 'f')] }))), ['a', 'b', 'c', 'd', 'e', 'f'])
  })

  it('drops everything before a conversation that comes without its beginning', () => {
    const late = sliceOf('c3', [started(3), ...Array.from({ length: 80 }, (_, at) => said(`m${at}`))], { last: 50 })
    const log = applyDelta(fresh, delta({ whole: [late] }))
    assert.deepEqual(log.conversations, [late])
    assert.equal(log.hasOlder, true)
  })

  it('keeps what it has of a conversation that comes whole again, if the two touch', () => {
    const all = [started(2), ...Array.from({ length: 9 }, (_, at) => said(`m${at}`))]
    const known = applyDelta(emptyLog, delta({ whole: [c1, sliceOf('c2', all.slice(0, 5))], older: false }))
    assert.deepEqual(applyDelta(known, delta({ whole: [sliceOf('c2', all, { last: 5 })] })).conversations, [c1, sliceOf('c2', all)])
    const apart = applyDelta(known, delta({ whole: [sliceOf('c2', all, { last: 4 })] }))
    assert.deepEqual(apart.conversations, [sliceOf('c2', all, { last: 4 })])
    assert.equal(apart.hasOlder, true)
  })

  it('does not fall back behind a push because of an answer that comes late', () => {
    const pushed = applyAppended(fresh, appended('c2', 4, 'e')).log
    assert.deepEqual(applyDelta(pushed, delta({ version: 7, whole: [c1, c2], older: false })), pushed)
  })

  it('takes what there is for what it had, when the database was put back', () => {
    const known = applyDelta(emptyLog, delta({ version: 7, whole: [c1, c2], older: false }))
    const [first, second] = c1.events
    const earlier = { head: foldEvents(emptyHead(c1.head.id), [first!, second!]), events: [first!, second!] }
    const after = applyDelta(known, delta({ version: 2, whole: [earlier], putBack: [c1.head.id, c2.head.id] }))
    assert.deepEqual(after.conversations, [earlier])
    assert.equal(after.version, 2)
    const halfWay = applyDelta(known, delta({ version: 2, putBack: [c1.head.id, c2.head.id], more: true }))
    assert.equal(applyDelta(halfWay, delta({ version: 2, whole: [earlier] })).version, 2)
  })

  it('moves the version with the last page only, and never back', () => {
    assert.equal(applyDelta(fresh, delta({ version: 9, more: true })).version, 7)
    assert.equal(applyDelta(fresh, delta({ version: 9 })).version, 9)
    assert.equal(applyDelta(fresh, delta({ version: 3 })).version, 7)
  })
})

describe('applyOlder', () => {
  const all = [started(2), ...Array.from({ length: 9 }, (_, at) => said(`m${at}`))]
  const end = applyDelta(emptyLog, delta({ whole: [sliceOf('c2', all, { last: 4 })], older: true }))
  const cut = (count: number) => ({ head: sliceOf('c2', all).head, events: sliceOf('c2', all.slice(0, 6)).events.slice(-count) })

  it('CW-11 puts earlier events and conversations in front', () => {
    const log = applyOlder(end, { slices: [c1, cut(6)], older: false })
    assert.deepEqual(log.conversations, [c1, sliceOf('c2', all)])
    assert.equal(log.hasOlder, false)
  })

  it('goes back piece by piece', () => {
    const half = applyOlder(end, { slices: [cut(3)], older: true })
    assert.equal(half.conversations[0] && firstSeq(half.conversations[0]), 4)
    assert.deepEqual(olderRequest(half), { before: { conversationId: 'c2', seq: 4 } })
    const whole = applyOlder(half, { slices: [{ head: cut(3).head, events: cut(6).events.slice(0, 3) }], older: true })
    assert.deepEqual(applyOlder(whole, { slices: [c1], older: false }).conversations, [c1, sliceOf('c2', all)])
  })

  it('leaves out a page that does not end where the log begins', () => {
    const page = { slices: [c1, cut(6)], older: false }
    const loaded = applyOlder(end, page)
    assert.equal(applyOlder(loaded, page), loaded)
    assert.equal(applyOlder(end, { slices: [c1], older: false }), end)
    assert.equal(applyOlder(emptyLog, page), emptyLog)
  })

  it('learns from an empty page that there is nothing more', () => {
    assert.equal(applyOlder(end, { slices: [], older: false }).hasOlder, false)
  })
})

describe('the requests', () => {
  it('name what is loaded, and of a very long history its end', () => {
    assert.deepEqual(syncRequest(fresh), { version: 7, conversations: [{ id: 'c1', seq: 4 }, { id: 'c2', seq: 3 }] })
    const long = { ...fresh, conversations: Array.from({ length: 150 }, (_, at) => sliceOf(`c${at}`, [started(at + 1)])) }
    assert.equal(syncRequest(long).conversations.length, LIMITS.syncConversations)
    assert.equal(syncRequest(long).conversations.at(-1)?.id, 'c149')
    assert.equal(olderRequest(emptyLog), undefined)
  })
})

describe('a long log', () => {
  it('takes ten thousand messages one by one, and stands as a fresh fetch would', () => {
    const happenings = [started(), ...Array.from({ length: 10_000 }, (_, at) => said(`m${at}`))]
    const whole = sliceOf('c1', happenings)
    const log = whole.events.reduce((grown, event) => applyAppended(grown, { conversationId: conversationId('c1'), events: [event] }).log, emptyLog)
    assert.deepEqual(log.conversations, [whole])
  })
})
