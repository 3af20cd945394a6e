import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MemberId, MessageId, Part } from '@foyer/sdk/protocol'
import type { TimelineItem } from '@foyer/sdk/thread'
import { areKeptBack, createCensor } from './censor.ts'

type Message = Extract<TimelineItem, { kind: 'message' }>
const message = (id: string, parts: readonly Part[], more: Partial<Message> = {}): Message => ({
  kind: 'message', key: id, id: id as MessageId, from: { kind: 'agent', id: 'ann' as MemberId, name: 'Ann' }, isOwn: false, parts, at: 0, isFirstOfGroup: true, isLastOfGroup: true, ...more,
})
const text = (said: string): readonly Part[] => [{ type: 'text', text: said }]
const own = { isOwn: true, from: { kind: 'visitor' } } as const

describe('CW-28 createCensor', () => {
  const group = (...said: readonly string[]) => said.map((one, i) => message(`${one}${i}`, text(one), { isFirstOfGroup: i === 0, isLastOfGroup: i === said.length - 1 }))
  const censor = createCensor((shown) => {
    const [part] = shown.parts
    if (part?.type !== 'text') throw new Error('A bug of the page.')
    return part.text === 'x' ? undefined : { ...shown, parts: text(part.text.toUpperCase()) }
  })
  const looked = (items: readonly TimelineItem[]) =>
    censor(items).map((item) => (item.kind === 'message' && item.parts[0]?.type === 'text' ? `${item.isFirstOfGroup ? '[' : ''}${item.parts[0].text}${item.isLastOfGroup ? ']' : ''}` : item.kind))

  for (const [said, expected] of [
    [['a', 'b'], ['[A', 'B]']],
    [['x', 'b', 'c'], ['[B', 'C]']],
    [['a', 'x', 'c'], ['[A', 'C]']],
    [['a', 'b', 'x'], ['[A', 'B]']],
    [['a', 'x', 'x'], ['[A]']],
    [['x', 'x', 'c'], ['[C]']],
    [['x', 'b', 'x'], ['[B]']],
    [['x', 'x'], []],
  ] as const) {
    it(`keeps groups whole: ${said.join('')}`, () => assert.deepEqual(looked(group(...said)), expected))
  }

  it('leaves what the visitor wrote, days and notes', () => {
    assert.deepEqual(looked([{ kind: 'day', key: 'd', at: 0 }, message('o', text('x'), own)]), ['day', '[x]'])
  })

  it('shows as it is what the hook breaks on', (t) => {
    t.mock.method(console, 'error', () => undefined)
    const [item] = censor([message('f', [{ type: 'location', latitude: 1, longitude: 2 }])])
    assert.equal(item?.kind === 'message' && item.parts[0]?.type, 'location')
  })

  it('asks once about a message', () => {
    let asks = 0
    const counting = createCensor((shown) => (asks++, shown))
    const items = group('a', 'b')
    assert.deepEqual([counting(items), counting(items)], [items, items])
    assert.equal(asks, 2)
  })
})

describe('CW-28 areKeptBack', () => {
  const [a, b] = [message('a', text('a')), message('b', text('b'))]
  for (const [sentence, seen, unread, expected] of [
    ['knows when none of what is unread may be seen', [a], 1, true],
    ['waits for one that may', [a], 2, false],
    ['does not guess of what is not loaded', [], 3, false],
  ] as const) {
    it(sentence, () => assert.equal(areKeptBack([a, b, message('o', text('x'), own)], seen, unread), expected))
  }
})
