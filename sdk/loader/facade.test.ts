import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { IDLE, type Foyer } from '../api/types.ts'
import { createFacade, type ApiChunk, type Problem } from './facade.ts'

/** An api that writes down what is called, and a loader in the middle of loading it. */
function loading() {
  const calls: string[] = []
  const said: string[] = []
  let fetched = 0
  let arrive!: () => void
  let fail!: (problem: Error) => void
  const write =
    (method: string, answer?: unknown) =>
    (...args: unknown[]) => {
      calls.push(`${method}(${args.map((arg) => (typeof arg === 'function' ? 'listener' : JSON.stringify(arg))).join(', ')})`)
      return answer
    }
  const api = {
    open: write('open', Promise.resolve()),
    close: write('close', Promise.resolve()),
    send: write('send', Promise.resolve('m1')),
    on: write('on', () => calls.push('undone')),
    bind: write('bind', () => calls.push('undone')),
    mount: write('mount', () => calls.push('undone')),
    off: write('off'),
  } as unknown as Foyer
  const chunk = new Promise<ApiChunk>((resolve, reject) => {
    arrive = () => resolve({ core: { start: async () => undefined, state: { ...IDLE, status: 'ready', unread: 3 }, door: async () => (fetched++, api) } })
    fail = reject
  })
  return { facade: createFacade(chunk, (line) => said.push(line)), api, calls, said, arrive, fail, chunk, fetched: () => fetched }
}

describe('the facade of the loader', () => {
  it('CW-21 runs the calls that were made before the bundle came, in their order', async () => {
    const { facade, calls, arrive } = loading()
    facade.push(['open'], ['send', 'Hello'])
    const closed = facade.close()
    assert.deepEqual(calls, [])
    arrive()
    await closed
    assert.deepEqual(calls, ['open()', 'send("Hello")', 'close()'])
  })

  it('CW-21 gives the answer of a call that has waited', async () => {
    const { facade, arrive } = loading()
    const sent = facade.send('Hello')
    arrive()
    assert.equal(await sent, 'm1')
  })

  it('CW-21 answers plain questions at once', async () => {
    const { facade, arrive, chunk, fetched } = loading()
    assert.equal(facade.getState().status, 'idle')
    assert.equal(facade.unreadCount(), 0)
    arrive()
    await chunk
    assert.equal(facade.getState().status, 'ready')
    assert.equal(facade.unreadCount(), 3)
    assert.equal(fetched(), 0, 'the methods are fetched with the first call of one')
    await facade.open()
    assert.equal(fetched(), 1)
  })

  it('undoes a listener that was added before the bundle came', async () => {
    const { facade, calls, arrive } = loading()
    const stop = facade.on('open', () => undefined)
    stop()
    arrive()
    await facade.open()
    assert.deepEqual(calls, ['open()'])
  })

  for (const method of ['on', 'bind', 'mount'] as const) {
    it(`undoes ${method}, whether it was called before the bundle came or after`, async () => {
      const { facade, calls, arrive } = loading()
      const call = facade[method] as (...args: unknown[]) => () => void
      const [early, waiting] = [call('early'), call('waiting')]
      early()
      arrive()
      await facade.open()
      waiting()
      call('late')()
      const named = (name: string) => `${method}(${JSON.stringify(name)})`
      assert.deepEqual(calls, [named('waiting'), 'open()', 'undone', named('late'), 'undone'])
    })
  }

  it('goes on taking pushed calls afterwards', async () => {
    const { facade, calls, arrive } = loading()
    arrive()
    await facade.open()
    facade.push(['close'])
    await facade.open()
    assert.deepEqual(calls, ['open()', 'close()', 'open()'])
  })

  it('throws wrong use where it stands, and tells the console of it when it has waited', async () => {
    const { facade, api, said, arrive } = loading()
    api.on = () => {
      throw new Error('There is no event opened.')
    }
    facade.on('open', () => undefined)
    arrive()
    await facade.open()
    assert.deepEqual(said, ['There is no event opened.'])
    assert.throws(() => facade.on('open', () => undefined), /no event/)
  })

  for (const [sentence, call] of [
    ['a method that does not exist', ['opne']],
    ['what is no call at all', 'open it'],
    ['what every object inherits', ['toString']],
  ] as const) {
    it(`says one line about ${sentence}, and goes on`, async () => {
      const { facade, calls, said, arrive } = loading()
      facade.push(call as never, ['open'])
      arrive()
      await facade.close()
      assert.equal(said.length, 1)
      assert.deepEqual(calls, ['open()', 'close()'])
    })
  }

  it('CW-25 rejects for whoever waits, and is no unhandled rejection for whoever does not', async () => {
    const { facade, fail } = loading()
    const unhandled: unknown[] = []
    const note = (error: unknown) => void unhandled.push(error)
    process.on('unhandledRejection', note)
    void facade.open()
    facade.push(['send', 'Hello'])
    facade.on('open', () => undefined)
    const awaited = facade.open()
    fail(Object.assign(new Error('Away.'), { code: 'not_reachable', remedy: 'Wait.' }) satisfies Problem)
    await assert.rejects(awaited, { code: 'not_reachable' })
    // Unhandled rejections are told at the end of a turn of the loop.
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', note)
    assert.deepEqual(unhandled, [])
  })
})
