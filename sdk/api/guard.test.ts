import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, MaskRules, MessageId, Part, StartContext } from '@foyer/sdk/protocol'
import type { ThreadClient, ThreadState } from '@foyer/sdk/thread'
import { createFakeClock } from '../testing/index.ts'
import { createGuard } from './guard.ts'
import { createHooks } from './hooks.ts'

const text = (words: string): readonly Part[] => [{ type: 'text', text: words }]
const wordsOf = (parts: readonly Part[]) => parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join()
const VISA = '4111111111111111'
const HIDDEN = '••••••••••••1111'

/** A thread that writes down what reaches it. */
function fakeClient(unread = 0) {
  const calls: string[] = []
  const listeners = new Set<(state: ThreadState) => void>()
  const state: ThreadState = { connection: { status: 'connected' }, isLoaded: true, log: { version: 1, conversations: [], hasOlder: false }, pending: [], isAgentPresent: true, unread }
  const client = {
    state,
    subscribe(listener: (state: ThreadState) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: async (parts: readonly Part[], start?: StartContext) => (calls.push([`send ${wordsOf(parts)}`, ...(start?.answers ?? []).map(({ value }) => value)].join(' ')), `m${calls.length}` as MessageId),
    ask: async (name: string, request: object) => void calls.push(`ask ${name} ${JSON.stringify(request)}`),
    setTyping: (isTyping: boolean, written?: string) => void calls.push(`type ${isTyping} ${written}`),
  } as unknown as ThreadClient
  return { client, calls, listeners, tell: () => listeners.forEach((listener) => listener(state)) }
}

function guarded({ masks = { cards: true, patterns: [] }, isBegun = true }: { masks?: MaskRules | undefined; isBegun?: boolean } = {}) {
  const clock = createFakeClock(0)
  const reports: unknown[] = []
  const hooks = createHooks(clock, (error) => reports.push(error), () => undefined)
  const thread = fakeClient()
  const world = { masks, begun: 0, bring: (_rules: MaskRules) => {} }
  const loaded = new Promise<MaskRules>((resolve) => (world.bring = resolve))
  const guard = createGuard({
    begin() {
      world.begun++
      guard.takeOver(thread.client)
    },
    hooks: () => hooks,
    masks: () => world.masks,
    loadMasks: () => loaded,
  })
  if (isBegun) guard.takeOver(thread.client)
  return { guard, thread: guard.thread, hooks, calls: thread.calls, client: thread, clock, reports, world }
}

describe('the thread as windows and pages have it', () => {
  it('CW-29 masks what is sent; what cannot be a card is shown at once', async () => {
    const { thread, calls } = guarded()
    void thread.send(text('Room 12, from 3 to 5'))
    assert.deepEqual(calls, ['send Room 12, from 3 to 5'])
    await Promise.all([thread.send(text(VISA)), thread.send(text('Thanks'))])
    assert.deepEqual(calls.slice(1), [`send ${HIDDEN}`, 'send Thanks'])
  })

  it('CW-29 sends nothing before it is known what is masked', async () => {
    const { thread, calls, world } = guarded()
    world.masks = undefined as never
    const sent = thread.send(text('PIN 1234'))
    assert.deepEqual(calls, [])
    world.bring({ cards: false, patterns: ['####'] })
    await sent
    assert.deepEqual(calls, ['send PIN ••••'])
  })

  it('CW-29 masks what stands in the form before the talk, and in the words that go with a rating', async () => {
    const { thread, calls, hooks } = guarded()
    const start: StartContext = { answers: [{ kind: 'text', label: 'Your booking', value: `Paid with ${VISA}` }] }
    await thread.send(text('Hello'), start)
    hooks.add('beforeSend', () => undefined)
    await thread.send(text('Again'), start)
    const conversationId = 'c' as ConversationId
    await thread.ask('survey:answer', { conversationId, score: 5, comment: `My card: ${VISA}` })
    await thread.ask('transfer:answer', { conversationId, isAccepted: true })
    assert.deepEqual(calls, [
      `send Hello Paid with ${HIDDEN}`,
      `send Again Paid with ${HIDDEN}`,
      `ask survey:answer {"conversationId":"c","score":5,"comment":"My card: ${HIDDEN}"}`,
      'ask transfer:answer {"conversationId":"c","isAccepted":true}',
    ])
  })

  it('CW-7 keeps the order, though hooks take their time', async () => {
    const { thread, calls, hooks } = guarded()
    const waits: (() => void)[] = []
    hooks.add('beforeSend', () => new Promise<void>((resolve) => waits.push(resolve)))
    const [first, second] = [thread.send(text('1')), thread.send(text('2'))]
    const answers = Promise.all([first, second])
    while (waits.length < 1) await Promise.resolve()
    waits[0]?.()
    await first
    while (waits.length < 2) await Promise.resolve()
    waits[1]?.()
    await answers
    assert.deepEqual(calls, ['send 1', 'send 2'])
  })

  it('CW-28 lets hooks change a message, one after the other, and masks what they made of it', async () => {
    const { thread, calls, hooks } = guarded()
    hooks.add('beforeSend', ({ parts }) => ({ parts: text(`${wordsOf(parts)} ${VISA}`) }))
    hooks.add('beforeSend', async ({ parts }) => ({ parts: text(`<${wordsOf(parts)}>`) }))
    hooks.add('beforeSend', () => undefined)
    await thread.send(text('Pay'))
    assert.deepEqual(calls, [`send <Pay ${HIDDEN}>`])
  })

  for (const [sentence, hook, isReported] of [
    ['says no', () => false as const, false],
    ['throws', () => { throw new Error('A bug.') }, true],
    ['rejects', () => Promise.reject(new Error('A bug.')), true],
    ['answers with something else', () => ({ text: 'Hello' }) as never, true],
  ] as const) {
    it(`CW-28 stops a message whose hook ${sentence}`, async () => {
      const { thread, calls, hooks, reports } = guarded()
      const stop = hooks.add('beforeSend', hook)
      await assert.rejects(async () => thread.send(text('Hello')), { code: 'message_stopped' })
      assert.deepEqual(calls, [])
      assert.equal(reports.length > 0, isReported)
      stop()
      await thread.send(text('Hello'))
      assert.deepEqual(calls, ['send Hello'])
    })
  }

  it('CW-28 stops a message whose hook does not answer within 5 seconds', async () => {
    const { thread, calls, hooks, clock } = guarded()
    hooks.add('beforeSend', () => new Promise<void>(() => undefined))
    const stopped = assert.rejects(async () => thread.send(text('Hello')), { code: 'message_stopped' })
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    await clock.advance(5_000)
    await stopped
    assert.deepEqual(calls, [])
  })

  it('CW-8 CW-29 masks what is shown while it is written, and shows nothing that a hook might hold back', async () => {
    const { thread, calls, hooks, world } = guarded()
    thread.setTyping(true, VISA)
    await thread.send(text(VISA))
    thread.setTyping(true, VISA)
    const stop = hooks.add('beforeSend', () => undefined)
    thread.setTyping(true, 'Hello')
    stop()
    world.masks = undefined as never
    thread.setTyping(true, 'Hello')
    assert.deepEqual(calls, ['type true undefined', `send ${HIDDEN}`, `type true ${HIDDEN}`, 'type true undefined', 'type true undefined'])
  })

  it('CW-26 asks nothing of the server before the first message, which begins', async () => {
    const { thread, calls, world } = guarded({ isBegun: false })
    thread.setTyping(true, 'H')
    thread.markRead()
    assert.deepEqual(await thread.end(), { ok: true, value: null })
    assert.equal(await thread.loadOlder(), false)
    assert.equal(thread.state.isLoaded, true)
    assert.equal(world.begun, 0)
    await thread.send(text('Hello'))
    assert.equal(world.begun, 1)
    assert.deepEqual(calls, ['send Hello'])
  })

  it('CW-27 gives windows the state of another client once that takes over, and that of the first no more', () => {
    const { guard, thread, client } = guarded()
    const unread: number[] = []
    const stop = thread.subscribe((state) => unread.push(state.unread))
    const next = fakeClient(2)
    guard.takeOver(next.client)
    client.tell()
    next.tell()
    stop()
    next.tell()
    assert.deepEqual(unread, [2, 2])
    assert.equal(thread.state.unread, 2)
    assert.equal(client.listeners.size, 0)
  })
})

describe('CW-28 hooks before a message is shown', () => {
  const message = { id: 'm1' as MessageId, from: { kind: 'machine' } as const, parts: text('Hello'), at: 1 }
  const made = () => {
    const reports: unknown[] = []
    let changes = 0
    return { hooks: createHooks(createFakeClock(0), (error) => reports.push(error), () => changes++), reports, changes: () => changes }
  }

  it('change it or take it away, and are undone', () => {
    const { hooks, changes } = made()
    const stop = hooks.add('beforeShow', ({ parts }) => ({ ...message, parts: text(wordsOf(parts).toUpperCase()) }))
    assert.deepEqual(hooks.beforeShow(message)?.parts, text('HELLO'))
    const stopAll = hooks.add('beforeShow', () => false)
    assert.equal(hooks.beforeShow(message), undefined)
    stopAll()
    stop()
    stop()
    assert.equal(hooks.beforeShow(message), message)
    assert.equal(changes(), 4)
  })

  it('cannot take the message another’s name, and one that throws leaves it', () => {
    const { hooks, reports } = made()
    hooks.add('beforeShow', () => ({ ...message, id: 'm2' as MessageId, from: { kind: 'visitor' } }))
    hooks.add('beforeShow', () => {
      throw new Error('A bug.')
    })
    assert.deepEqual(hooks.beforeShow(message), message)
    assert.equal(reports.length, 1)
  })

  for (const [sentence, wrong] of [
    ['a name that there is not', (hooks: ReturnType<typeof createHooks>) => hooks.add('afterSend' as never, (() => undefined) as never)],
    ['what is no function', (hooks: ReturnType<typeof createHooks>) => hooks.add('beforeSend', 'upper' as never)],
  ] as const) {
    it(`CW-22 refuse ${sentence}`, () => assert.throws(() => wrong(made().hooks), { code: 'invalid_option' }))
  }
})
