import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFairGate } from './gate.ts'

/** Works that end when they are told to, by the names under which they were begun. */
function begun() {
  const order: string[] = []
  const ends: (() => void)[] = []
  const gate = createFairGate(2)
  const works: Promise<void>[] = []
  return {
    order,
    add: (whose: string, name: string, fails = false) =>
      void works.push(
        gate(whose, async () => {
          order.push(name)
          await new Promise<void>((resolve, reject) => void ends.push(fails ? () => reject(new Error('It broke.')) : resolve))
        }).catch(() => undefined),
      ),
    async finish() {
      for (;;) {
        await new Promise(setImmediate)
        const end = ends.shift()
        if (!end) break
        end()
      }
      await Promise.all(works)
    },
  }
}

describe('CW-5 the gate before the decoders', () => {
  it('gives everybody a turn, however much somebody has brought', async () => {
    const { add, order, finish } = begun()
    for (let n = 1; n <= 6; n++) add('flood', `flood ${n}`)
    add('vera', 'vera 1')
    add('vera', 'vera 2')
    add('wim', 'wim 1')
    await finish()
    assert.deepEqual(order, ['flood 1', 'flood 2', 'flood 3', 'vera 1', 'wim 1', 'flood 4', 'vera 2', 'flood 5', 'flood 6'])
  })

  it('lets two in at once, and is free again after what broke', async () => {
    const { add, order, finish } = begun()
    add('a', 'one', true)
    add('a', 'two', true)
    add('a', 'three')
    assert.deepEqual(order, ['one', 'two'])
    await finish()
    add('b', 'four')
    assert.deepEqual(order, ['one', 'two', 'three', 'four'])
    await finish()
  })
})
