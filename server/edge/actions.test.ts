import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ok } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import type { EventFacts } from '../logging/events.ts'
import { answerSocket } from './actions.ts'
import { createRateLimits } from './rate-limits.ts'

const EVENT = 'message:send'

/** A socket with one action, and a client that may ask it twice. */
function openSocket() {
  const logged: EventFacts[] = []
  let hear: (event: string, ...args: readonly unknown[]) => void = assert.fail
  answerSocket(
    { id: 'line', onAny: (listener) => void (hear = listener) },
    'Vera',
    { own: 'vera' },
    { [EVENT]: async (_actor, _input, _connection, charge) => (await charge('requests', 1)) ?? ok('done') },
    { limits: createRateLimits({ requests: { points: 2, seconds: 60 } }), log: (_name, facts = {}) => void logged.push(facts), answered: () => undefined },
  )
  const ask = async (event: string, ...inputs: readonly unknown[]): Promise<string> => {
    const result = await new Promise<Result<unknown>>((resolve) => hear(event, ...inputs, resolve))
    return result.ok ? 'ok' : result.code
  }
  return { ask, logged }
}

describe('a request by socket', () => {
  for (const [sentence, event, inputs, code] of [
    ['for an event that does not exist', 'no:such', [{}], 'not_found'],
    ['without an argument', EVENT, [], 'invalid_input'],
    ['with too many arguments', EVENT, [{}, {}], 'invalid_input'],
  ] as const) {
    it(`${sentence} is refused, and counts`, async () => {
      const { ask } = openSocket()
      assert.deepEqual([await ask(event, ...inputs), await ask(event, ...inputs), await ask(event, ...inputs)], [code, code, 'rate_limited'])
      assert.equal(await ask(EVENT, {}), 'rate_limited')
    })
  }

  it('counts once where it is in order', async () => {
    const { ask } = openSocket()
    assert.deepEqual([await ask(EVENT, {}), await ask(EVENT, {}), await ask(EVENT, {})], ['ok', 'ok', 'rate_limited'])
  })

  it('is in the log by the names of the protocol alone', async () => {
    const { ask, logged } = openSocket()
    for (const event of ['a private sentence', EVENT, 'a private sentence', EVENT]) await ask(event)
    assert.deepEqual(logged.map(({ route }) => route).filter((route) => route !== 'unknown' && route !== EVENT), [])
    assert.ok(logged.some(({ route }) => route === 'unknown') && logged.some(({ route }) => route === EVENT))
  })
})
