import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS, fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { DraftResult, ErrorCode, FileId, MessageDraft, MessageId, Result } from '@foyer/sdk/protocol'
import { conversationId, messageId, pendingOf } from '../testing/examples.ts'
import { createFakeClock, settled } from '../testing/fake-clock.ts'
import { createFakeStorage } from '../testing/fake-storage.ts'
import { STORAGE_LIMIT_MS, createOutbox, parseOutbox } from './outbox.ts'
import type { PendingMessage } from './types.ts'

const KEY = 'foyer:outbox:test'
type Answer = Result<{ readonly results: readonly DraftResult[] }>

const receipt = (id: MessageId): DraftResult => ({ ok: true, id, conversationId: conversationId('c1'), seq: 2 })
const takeAll = (drafts: readonly MessageDraft[]): Answer => ok({ results: drafts.map(({ id }) => receipt(id)) })

/** An outbox on a device, with a server that answers as it is told. */
function setUp({ storage = createFakeStorage() as ReturnType<typeof createFakeStorage> | undefined, answers = [] as ((drafts: readonly MessageDraft[]) => Answer | Promise<Answer>)[] } = {}) {
  const clock = createFakeClock()
  const requests: string[][] = []
  const outbox = createOutbox({
    storage,
    key: KEY,
    clock,
    random: () => 1,
    async send(drafts) {
      requests.push(drafts.map(({ id }) => id))
      return (answers.shift() ?? takeAll)(drafts)
    },
    onChange: () => undefined,
  })
  return { clock, requests, outbox, storage, answers }
}
const ids = (messages: readonly PendingMessage[]): readonly string[] => messages.map(({ draft }) => draft.id)
const refuse = (code: ErrorCode) => (): Answer => fail(code)
const stored = (storage: { read(key: string): unknown } | undefined) => parseOutbox(storage?.read(KEY))

describe('outbox: keeping', () => {
  it('CW-7 has a message on the device when add resolves, and until it has its receipt', async () => {
    const { outbox, storage } = setUp()
    await outbox.add(pendingOf('a'))
    assert.deepEqual(ids(stored(storage)), ['a'])
    outbox.start()
    await settled()
    assert.deepEqual([ids(outbox.pending), ids(stored(storage))], [[], []])
  })

  it('CW-7 sends after a reload what was kept before it, and first', async () => {
    const { storage, outbox: before } = setUp()
    await before.add(pendingOf('a'))
    await before.add(pendingOf('b'))
    before.destroy()
    const { outbox, requests } = setUp({ storage })
    const added = outbox.add(pendingOf('c'))
    outbox.start()
    await added
    await settled()
    assert.deepEqual(requests.flat(), ['a', 'b', 'c'])
  })

  it('CW-30 works from memory where the storage throws, and tries it again', async () => {
    const { outbox, storage, clock, answers } = setUp({ answers: [refuse('not_reachable'), refuse('not_reachable')] })
    assert.ok(storage)
    storage.mood = 'throws'
    await outbox.add(pendingOf('a'))
    outbox.start()
    await settled()
    assert.deepEqual(ids(outbox.pending), ['a'])
    answers.push(...Array.from({ length: 20 }, () => refuse('not_reachable')))
    storage.mood = 'ok'
    await clock.pass(40_000)
    assert.deepEqual(ids(stored(storage)), ['a'])
  })

  it('CW-30 does not wait for a storage that never answers, neither the first time nor after', async () => {
    const { outbox, storage, clock, requests } = setUp()
    assert.ok(storage)
    storage.mood = 'hangs'
    let kept = 0
    void outbox.add(pendingOf('a')).then(() => kept++)
    await clock.pass(STORAGE_LIMIT_MS - 1)
    assert.equal(kept, 0)
    await clock.pass(1)
    assert.equal(kept, 1)
    await outbox.add(pendingOf('b'))
    outbox.start()
    await clock.pass(STORAGE_LIMIT_MS)
    assert.deepEqual(requests.flat(), ['a', 'b'])
  })

  it('CW-30 works without any storage', async () => {
    const { outbox, requests } = setUp({ storage: undefined })
    await outbox.add(pendingOf('a'))
    outbox.start()
    await settled()
    assert.deepEqual(requests, [['a']])
  })

  it('puts back what was evicted', async () => {
    const { outbox, storage, clock } = setUp({ answers: Array.from({ length: 50 }, () => refuse('not_reachable')) })
    assert.ok(storage)
    await outbox.add(pendingOf('a'))
    outbox.start()
    await settled()
    storage.evict()
    await clock.pass(40_000)
    assert.deepEqual(ids(stored(storage)), ['a'])
  })

  it('shares the device with other tabs without losing theirs', async () => {
    const storage = createFakeStorage()
    const [one, other] = [setUp({ storage }).outbox, setUp({ storage }).outbox]
    await Promise.all([one.add(pendingOf('a')), other.add(pendingOf('b')), one.add(pendingOf('c'))])
    assert.deepEqual(ids(stored(storage)).toSorted(), ['a', 'b', 'c'])
    assert.ok(ids(stored(storage)).indexOf('a') < ids(stored(storage)).indexOf('c'))
  })

  it('passes over what it cannot read', () => {
    const good = pendingOf('a')
    const failed: PendingMessage = { ...good, status: 'failed', failure: fail('message_too_long') }
    const bad = [null, 1, 'a', [], {}, { draft: {} }, { ...good, draft: { id: 1, parts: [] } }, { ...good, draft: { id: 'b', parts: [{ type: 'text' }] } }, { ...good, writtenAt: 'now' }]
    assert.deepEqual(parseOutbox([...bad, good, failed]), [good, failed])
    for (const value of [undefined, null, 7, 'text', { length: 1 }]) assert.deepEqual(parseOutbox(value), [])
    assert.equal(parseOutbox([{ ...failed, failure: { code: 'toString' } }])[0]?.status, 'failed')
  })

  for (const part of [
    { type: 'file', file: { id: 'f1', name: 'plan.pdf', type: 'application/pdf', size: 7 } },
    { type: 'location', latitude: 38.7, longitude: -9.1 },
    { type: 'choice', to: 'm1', label: 'Yes', value: 'yes' },
    { type: 'answers', to: 'm1', answers: [{ kind: 'name', label: '', value: 'Vera' }] },
  ]) {
    it(`CW-7 keeps a ${part.type} over a reload, and passes over half of one`, () => {
      const kept = JSON.parse(JSON.stringify({ ...pendingOf('a'), draft: { id: 'a', parts: [part] } })) as PendingMessage
      assert.deepEqual(parseOutbox([kept]), [kept])
      if (part.type === 'file' || part.type === 'answers') assert.deepEqual(parseOutbox([{ ...kept, draft: { id: 'a', parts: [{ type: part.type }] } }]), [])
    })
  }

  it('CW-7 remembers why a message was refused, whatever it was', () => {
    const failed: PendingMessage = { ...pendingOf('a'), status: 'failed', failure: failTalk('file_gone') }
    const [again] = parseOutbox([failed])
    assert.equal(again?.status === 'failed' && again.failure.code, 'file_gone')
  })
})

describe('outbox: sending', () => {
  it('sends in the order typed, one request at a time', async () => {
    const waiting: ((answer: Answer) => void)[] = []
    const hold = () => new Promise<Answer>((resolve) => waiting.push(resolve))
    const { outbox, requests } = setUp({ answers: [hold] })
    outbox.start()
    await settled()
    await outbox.add(pendingOf('a'))
    await outbox.add(pendingOf('b'))
    await outbox.add(pendingOf('c'))
    assert.deepEqual(requests, [['a']])
    waiting[0]?.(ok({ results: [receipt(messageId('a'))] }))
    await settled()
    assert.deepEqual(requests, [['a'], ['b', 'c']])
    assert.deepEqual(outbox.pending, [])
  })

  it('sends slices that the server takes: not too many drafts, not too many bytes', async () => {
    const { outbox, requests } = setUp()
    for (let at = 0; at < LIMITS.draftsPerRequest + 5; at++) void outbox.add(pendingOf(`m${at}`))
    const long = '漢'.repeat(LIMITS.textLength)
    for (let at = 0; at < 20; at++) void outbox.add({ ...pendingOf(`l${at}`), draft: { id: messageId(`l${at}`), parts: [{ type: 'text', text: long }] } })
    outbox.start()
    await settled()
    assert.equal(requests[0]?.length, LIMITS.draftsPerRequest)
    const bytes = requests.map((each) => each.filter((id) => id.startsWith('l')).length * 3 * LIMITS.textLength)
    assert.ok(bytes.every((count) => count < LIMITS.requestBytes))
    assert.equal(requests.flat().length, LIMITS.draftsPerRequest + 25)
    assert.deepEqual(requests.flat(), [...new Set(requests.flat())])
  })

  it('tries again what may pass, after a wait that grows, and at once when asked', async () => {
    const { outbox, requests, clock } = setUp({ answers: [refuse('not_reachable'), refuse('rate_limited'), refuse('unavailable')] })
    outbox.start()
    await settled()
    await outbox.add(pendingOf('a'))
    assert.equal(requests.length, 1)
    await clock.pass(499)
    assert.equal(requests.length, 1)
    await clock.pass(1)
    assert.equal(requests.length, 2)
    outbox.drain()
    await settled()
    assert.equal(requests.length, 3)
    await clock.pass(2_000)
    assert.deepEqual([requests.length, outbox.pending], [4, []])
  })

  it('CW-7 says that a message was refused, and sends the others', async () => {
    const answers = [(drafts: readonly MessageDraft[]) => ok({ results: drafts.map(({ id }) => (id === 'b' ? { id, ...fail('invalid_message') } : receipt(id))) })]
    const { outbox, storage } = setUp({ answers })
    for (const id of ['a', 'b', 'c']) void outbox.add(pendingOf(id))
    outbox.start()
    await settled()
    assert.deepEqual(outbox.pending.map(({ draft, status }) => [draft.id, status]), [['b', 'failed']])
    assert.deepEqual(stored(storage), outbox.pending)
  })

  it('finds the one that a refusal of the whole request means', async () => {
    const refuseB = (drafts: readonly MessageDraft[]): Answer => (drafts.some(({ id }) => id === 'b') ? fail('too_large') : takeAll(drafts))
    const { outbox, requests } = setUp({ answers: [refuseB, refuseB, refuseB, refuseB] })
    for (const id of ['a', 'b', 'c']) void outbox.add(pendingOf(id))
    outbox.start()
    await settled()
    assert.deepEqual(requests, [['a', 'b', 'c'], ['a'], ['b'], ['c']])
    assert.deepEqual(outbox.pending.map(({ draft, status }) => [draft.id, status]), [['b', 'failed']])
  })

  it('keeps what an answer does not name', async () => {
    const { outbox, requests, clock } = setUp({ answers: [() => ok({ results: [receipt(messageId('a'))] })] })
    for (const id of ['a', 'b']) void outbox.add(pendingOf(id))
    outbox.start()
    await settled()
    assert.deepEqual(ids(outbox.pending), ['b'])
    await clock.pass(1_000)
    assert.deepEqual(requests, [['a', 'b'], ['b']])
  })

  it('sends drafts of one conversation together, and keeps the order in each', async () => {
    const { outbox, requests } = setUp()
    const to = (name: string, id: string) => outbox.add({ ...pendingOf(id), conversationId: conversationId(name) })
    for (const [name, id] of [['x', 'x1'], ['y', 'y1'], ['x', 'x2'], ['y', 'y2']] as const) void to(name, id)
    outbox.start()
    await settled()
    assert.deepEqual(requests, [['x1', 'x2'], ['y1', 'y2']])
  })
})

describe('outbox: messages that wait for their files', () => {
  const withFile = (id: string, file = 'local:1'): PendingMessage => ({ ...pendingOf(id), draft: { id: messageId(id), parts: [{ type: 'file', file: { id: file as FileId, name: 'plan.pdf', type: 'application/pdf', size: 7 } }] } })
  const held = (id: string, waits = 1): PendingMessage => ({ ...withFile(id), waits })

  it('CW-7 have their place: nothing of their conversation goes past them, and what is before them goes', async () => {
    const { outbox, requests } = setUp()
    const to = (name: string, message: PendingMessage) => void outbox.add({ ...message, conversationId: conversationId(name) })
    to('x', pendingOf('x1'))
    to('x', held('x2'))
    to('x', pendingOf('x3'))
    to('y', pendingOf('y1'))
    void outbox.add(held('z1'))
    void outbox.add(pendingOf('z2'))
    outbox.start()
    await settled()
    assert.deepEqual(requests, [['x1'], ['y1']])
    await outbox.add({ ...withFile('x2', 'f1'), conversationId: conversationId('x') })
    await outbox.add(withFile('z1', 'f2'))
    await settled()
    assert.deepEqual(requests.slice(2), [['x2', 'x3'], ['z1', 'z2']])
  })

  it('CW-7 wait over a reload too', async () => {
    const { storage, outbox: before } = setUp()
    await before.add(held('a'))
    await before.add(pendingOf('b'))
    before.destroy()
    const { outbox, requests } = setUp({ storage })
    outbox.start()
    await settled()
    assert.deepEqual([requests, outbox.pending], [[], [held('a'), pendingOf('b')]])
    await outbox.add(withFile('a', 'f1'))
    await settled()
    assert.deepEqual(requests, [['a', 'b']])
  })

  it('CW-10 are as far as they are in the tab that knows most', async () => {
    const { outbox, requests, storage } = setUp()
    await outbox.add(held('a'))
    outbox.mirror([held('a', 2)], [])
    assert.deepEqual(outbox.pending, [held('a', 2)])
    outbox.mirror([held('a')], [])
    assert.deepEqual(outbox.pending, [held('a', 2)])
    outbox.start()
    await settled()
    outbox.adopt([withFile('a', 'f1')])
    await settled()
    assert.deepEqual([requests, outbox.pending, stored(storage)], [[['a']], [], []])
  })

  it('CW-7 are filled in for a tab that leads after the one that was told', async () => {
    const storage = createFakeStorage()
    const [one, other] = [setUp({ storage }), setUp({ storage })]
    await one.outbox.add(held('a'))
    other.outbox.adopt([held('a')])
    await one.outbox.add(withFile('a', 'f1'))
    one.outbox.destroy()
    other.outbox.start()
    await settled()
    assert.deepEqual(other.requests, [['a']])
  })

  it('can be taken out, and let go what stands behind them', async () => {
    const { outbox, requests } = setUp()
    await outbox.add(held('a'))
    await outbox.add(pendingOf('b'))
    outbox.start()
    await settled()
    assert.equal(outbox.drop(messageId('a')), true)
    await settled()
    assert.deepEqual([requests, outbox.pending], [[['b']], []])
  })
})

describe('outbox: failed messages', () => {
  const failing = async () => {
    const parts = setUp({ answers: [refuse('invalid_message')] })
    parts.outbox.start()
    await settled()
    await parts.outbox.add(pendingOf('a'))
    await settled()
    return parts
  }

  it('are sent again with the same name', async () => {
    const { outbox, requests } = await failing()
    outbox.retry(messageId('a'))
    await settled()
    assert.deepEqual([requests, outbox.pending], [[['a'], ['a']], []])
  })

  it('can be taken out, and do not come back', async () => {
    const { outbox, storage, clock } = await failing()
    assert.equal(outbox.drop(messageId('a')), true)
    await clock.pass(60_000)
    assert.deepEqual([outbox.pending, stored(storage)], [[], []])
    outbox.adopt([pendingOf('a')])
    assert.deepEqual(outbox.pending, [])
  })

  it('cannot be taken out while they are on their way', async () => {
    const { outbox } = setUp()
    await outbox.add(pendingOf('a'))
    assert.equal(outbox.drop(messageId('a')), false)
    assert.deepEqual(ids(outbox.pending), ['a'])
  })
})

describe('outbox: tabs', () => {
  it('shows what the sending tab has, and behind it what that does not know yet', async () => {
    const { outbox } = setUp()
    await outbox.add(pendingOf('mine'))
    outbox.mirror([pendingOf('theirs')], [])
    assert.deepEqual(ids(outbox.pending), ['theirs', 'mine'])
    outbox.mirror([], [messageId('mine'), messageId('theirs')])
    assert.deepEqual(outbox.pending, [])
  })

  it('takes what it wrote off the device when another tab has sent it', async () => {
    const { outbox, storage } = setUp()
    await outbox.add(pendingOf('a'))
    outbox.mirror([], [messageId('a')])
    await settled()
    assert.deepEqual(stored(storage), [])
  })

  it('leaves the device alone once it is destroyed', async () => {
    const { outbox, storage } = setUp()
    await outbox.add(pendingOf('a'))
    outbox.destroy()
    void outbox.add(pendingOf('b'))
    outbox.start()
    await settled()
    assert.deepEqual(ids(stored(storage)), ['a'])
  })
})
