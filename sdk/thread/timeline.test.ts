import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fail } from '@foyer/sdk/protocol'
import type { Author, Happening } from '@foyer/sdk/protocol'
import { ANN } from '../testing/log-server.ts'
import { BEN, messageId, pendingOf, said, sliceOf, started } from '../testing/examples.ts'
import { createRandom } from '../testing/random.ts'
import { createTimeline, timeline } from './timeline.ts'
import type { LoadedConversation, PendingMessage, TimelineItem } from './types.ts'

const agent: Author = { kind: 'agent', ...ANN }
const input = (conversations: readonly LoadedConversation[], pending: readonly PendingMessage[] = []) => ({ log: { conversations }, pending })
const show = (happenings: readonly Happening[], pending: readonly PendingMessage[] = [], side: 'visitor' | 'agent' = 'visitor') =>
  timeline(input([sliceOf('c1', happenings)], pending), { side })
const messages = (items: readonly TimelineItem[]) => items.flatMap((item) => (item.kind === 'message' ? [item] : []))
const notes = (items: readonly TimelineItem[]) => items.flatMap((item) => (item.kind === 'note' ? [item.note] : []))
const marked = (by: 'visitor' | 'agent', delivered: number, read: number): Happening => ({ type: 'marked', by, delivered, read, unread: 0 })

describe('timeline: messages', () => {
  it('CW-7 says of own messages how far they have come', () => {
    const items = show([started(), said('a'), said('b'), said('c'), said('answer', agent), marked('agent', 3, 2)], [pendingOf('d', 9_000)])
    assert.deepEqual(messages(items).map(({ id, status }) => [id, status]), [
      ['a', 'read'],
      ['b', 'delivered'],
      ['c', 'sent'],
      ['answer', undefined],
      ['d', 'sending'],
    ])
  })

  it('CW-7 shows a refused message with the reason', () => {
    const failure = fail('message_too_long')
    const [item] = messages(show([], [{ ...pendingOf('a'), status: 'failed', failure }]))
    assert.deepEqual([item?.status, item?.failure], ['failed', failure])
  })

  it('does not show a message twice that waits and stands in the log', () => {
    assert.deepEqual(messages(show([started(), said('a')], [pendingOf('a'), pendingOf('b')])).map(({ id }) => id), ['a', 'b'])
  })

  it('sees from the side of the agent too', () => {
    const items = messages(show([started(), said('a'), said('answer', agent), marked('visitor', 3, 3)], [pendingOf('b')], 'agent'))
    assert.deepEqual(items.map(({ id, isOwn, status }) => [id, isOwn, status]), [
      ['a', false, undefined],
      ['answer', true, 'read'],
      ['b', true, 'sending'],
    ])
    assert.deepEqual(items[2]?.from, agent)
  })

  it('puts messages of one author together unless time, another author or a note comes between', () => {
    const happenings = [started(), said('a'), said('b'), said('x', agent), said('y', { kind: 'agent', ...BEN }), said('c')]
    const flags = (items: readonly TimelineItem[]) => messages(items).map((item) => `${item.id}${item.isFirstOfGroup ? '<' : ''}${item.isLastOfGroup ? '>' : ''}`)
    assert.deepEqual(flags(show(happenings, [pendingOf('d'), pendingOf('e')])), ['a<', 'b>', 'x<>', 'y<>', 'c<', 'd', 'e>'])
    const slow = timeline(input([sliceOf('c1', happenings, { everyMs: 200_000 })]), { side: 'visitor' })
    assert.deepEqual(flags(slow), ['a<>', 'b<>', 'x<>', 'y<>', 'c<>'])
    const noted = show([started(), said('a'), { type: 'assigned', agent: ANN }, said('b')])
    assert.deepEqual(flags(noted), ['a<>', 'b<>'])
  })
})

describe('timeline: days', () => {
  const day = 86_400_000
  const at = Date.UTC(2025, 5, 1, 23)

  it('divides days where the viewer’s clock says', () => {
    const conversation = sliceOf('c1', [started(), said('a'), said('b'), said('c')], { at, everyMs: 3_600_000 })
    const kinds = (offset: number) => timeline(input([conversation]), { side: 'visitor', offsetAt: () => offset }).map((item) => (item.kind === 'day' ? '|' : item.key))
    assert.deepEqual(kinds(0), ['|', 'a', 'b', 'c'])
    assert.deepEqual(kinds(-120), ['|', 'a', 'b', '|', 'c'])
  })

  it('gives each day once, although clocks go back a little around midnight', () => {
    const first = sliceOf('c1', [started(), said('a'), said('b'), said('c')], { at: at + 3_600_000, everyMs: -1_000 })
    const second = sliceOf('c2', [started(2), said('d')], { at: at + day })
    const items = timeline(input([first, second], [pendingOf('e', 0)]), { side: 'visitor' })
    assert.equal(new Set(items.map(({ key }) => key)).size, items.length)
    assert.deepEqual(items.map((item) => (item.kind === 'day' ? '|' : item.key)), ['|', 'a', 'b', 'c', '|', 'd', 'e'])
  })
})

describe('timeline: notes', () => {
  it('MN-4 says to both sides what was chosen from the menu', () => {
    for (const side of ['visitor', 'agent'] as const) {
      assert.deepEqual(notes(show([{ type: 'started', by: 'visitor', position: 1 }, { type: 'chose', itemId: 'hours', title: 'Opening hours' }], [], side)), [{ type: 'chose', text: 'Opening hours' }])
    }
  })

  const happenings: readonly Happening[] = [
    started(),
    said('a'),
    { type: 'queued', reason: 'queue' },
    { type: 'assigned', agent: ANN },
    { type: 'assigned', agent: BEN, previous: ANN.id },
    { type: 'noted', note: 'silence-warning', endsAt: 99 },
  ]

  it('tells the visitor who answers, the wait, the warning and the end', () => {
    assert.deepEqual(notes(show(happenings)), [
      { type: 'queued', reason: 'queue' },
      { type: 'assigned', name: 'Ann', isMove: false },
      { type: 'assigned', name: 'Ben', isMove: true },
      { type: 'silence-warning', endsAt: 99 },
    ])
    assert.deepEqual(notes(show([...happenings, { type: 'ended', by: 'silence' }])).at(-1), { type: 'ended', by: 'silence' })
  })

  it('takes a warning back when somebody writes or it has ended', () => {
    for (const next of [said('b'), { type: 'ended', by: 'visitor' }] as const) {
      assert.ok(!notes(show([...happenings, next])).some(({ type }) => type === 'silence-warning'))
    }
  })

  it('does not tell the agent of the queue', () => {
    assert.deepEqual(notes(show(happenings, [], 'agent')).map(({ type }) => type), ['assigned', 'assigned', 'silence-warning'])
  })

  it('shows nothing for a kind that it does not know', () => {
    const unknown = { type: 'sung' } as unknown as Happening
    assert.deepEqual(show([started(), unknown]), [])
  })
})

describe('timeline: memory', () => {
  const long = [started(), ...Array.from({ length: 500 }, (_, at) => said(`m${at}`, at % 3 === 0 ? agent : undefined))]

  it('gives the same list for the same state, and the same items for what has not changed', () => {
    const show = createTimeline({ side: 'visitor' })
    const state = input([sliceOf('c1', long)])
    const before = show(state)
    assert.equal(show({ ...state }), before)
    const events = state.log.conversations[0]?.events ?? []
    const grown = sliceOf('c1', [...long, said('new'), marked('agent', 400, 300)])
    const after = show(input([{ head: grown.head, events: [...events, ...grown.events.slice(events.length)] }]))
    const fresh = before.filter((item, at) => item !== after[at]).length
    // The marks move 300 events, of which 200 are own messages; the last one is no longer the last of its group.
    assert.ok(fresh <= 400 * (2 / 3) + 2, `${fresh} items are new`)
    const next = sliceOf('c1', [...long, said('new'), marked('agent', 400, 300), said('newer')])
    const later = show(input([{ head: next.head, events: [...events, ...grown.events.slice(events.length), ...next.events.slice(grown.events.length)] }]))
    assert.deepEqual(after.filter((item, at) => item !== later[at]).map(({ key }) => key), ['new'])
  })

  it('shows after any sequence of changes what it would show afresh', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed)
      const side = seed % 2 === 0 ? 'visitor' : 'agent'
      const remembering = createTimeline({ side, offsetAt: () => 60 })
      const happenings: Happening[] = [started()]
      const all = { delivered: 0, read: 0 }
      let known: LoadedConversation = { head: sliceOf('c1', happenings).head, events: [] }
      for (let step = 0; step < 25; step++) {
        for (let count = random.below(4); count > 0; count--) {
          all.delivered = Math.max(all.delivered, random.below(happenings.length))
          all.read = Math.max(all.read, random.below(all.delivered + 1))
          const warning: Happening = { type: 'noted', note: 'silence-warning', endsAt: 5 }
          happenings.push(random.pick([said(`s${step}.${count}`), said(`s${step}.${count}`, agent), warning, marked(side === 'visitor' ? 'agent' : 'visitor', all.delivered, all.read)]))
        }
        const slice = sliceOf('c1', happenings, { everyMs: 7_000_000 })
        known = { head: slice.head, events: [...known.events, ...slice.events.slice(known.events.length)] }
        const from = random.chance(0.2) ? random.below(known.events.length) : 0
        const loaded = { head: known.head, events: from > 0 ? known.events.slice(from) : known.events }
        const pending = random.chance(0.5) ? [pendingOf('s3.1', 50_000_000), pendingOf(`p${step}`, 90_000_000)] : []
        assert.deepEqual(remembering(input([loaded], pending)), timeline(input([loaded], pending), { side, offsetAt: () => 60 }))
        // Older pages come in above.
        for (let start = from; start > 0; ) {
          start = Math.max(0, start - 1 - random.below(10))
          const older = { head: known.head, events: known.events.slice(start) }
          assert.deepEqual(remembering(input([older], pending)), timeline(input([older], pending), { side, offsetAt: () => 60 }))
        }
      }
    }
  })

  it('does not do the whole work again for each of ten thousand messages', () => {
    let asked = 0
    const show = createTimeline({ side: 'visitor', offsetAt: () => (asked++, 0) })
    const whole = sliceOf('c1', [started(), ...Array.from({ length: 10_000 }, (_, at) => said(`m${at}`))])
    const head = (seq: number) => ({ ...whole.head, seq })
    for (let count = 100; count <= whole.events.length; count += 100) show(input([{ head: head(count), events: whole.events.slice(0, count) }]))
    // Each message asks once for its day.
    assert.equal(asked, 9_999)
  })

  it('gives the same items when older ones come in above', () => {
    const show = createTimeline({ side: 'visitor' })
    const { head, events } = sliceOf('c1', [started(), ...Array.from({ length: 1_000 }, (_, at) => said(`m${at}`))])
    let shown = show(input([{ head, events: events.slice(-50) }]))
    for (let from = events.length - 100; from > 0; from -= 50) {
      const before = new Set(shown)
      shown = show(input([{ head, events: events.slice(from) }]))
      // The divider of the day, and the message that it stood on, are others now.
      assert.ok(shown.filter((item) => !before.has(item)).length <= 52)
    }
  })
})

describe('timeline: keys', () => {
  it('keeps the key of a message when it gets its receipt', () => {
    const waiting = messages(show([], [pendingOf('a')]))[0]
    const sent = messages(show([started(), said('a')]))[0]
    assert.equal(waiting?.key, sent?.key)
    assert.equal(waiting?.id, messageId('a'))
  })
})
