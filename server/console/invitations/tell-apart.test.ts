import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tellApart } from './tell-apart.ts'

const of = (id: string, shown: number, accepted: number) => ({ id, shown, accepted })

describe('IV-9 telling variants of an invitation apart', () => {
  it('IV-9 has nothing to compare where there is one', () => {
    assert.deepEqual(tellApart([of('a', 1000, 100)]), { kind: 'single' })
  })

  it('IV-9 tells nothing of nobody, and of equals', () => {
    assert.deepEqual(tellApart([of('a', 0, 0), of('b', 0, 0)]), { kind: 'too-few' })
    assert.deepEqual(tellApart([of('a', 400, 40), of('b', 400, 40)]), { kind: 'too-few' })
  })

  it('IV-9 says too few of a large difference among a handful', () => {
    // 4 of 10 against none of 10 would pass a test that did not look at what is to be expected: z = 2.24.
    assert.equal(tellApart([of('a', 10, 4), of('b', 10, 0)]).kind, 'too-few')
  })

  it('IV-9 knows the border of 95 %', () => {
    // z = 1.92 and 2.01 by hand, with the pooled share.
    assert.equal(tellApart([of('a', 1000, 126), of('b', 1000, 99)]).kind, 'too-few')
    assert.deepEqual(tellApart([of('a', 1000, 99), of('b', 1000, 128)]), { kind: 'better', id: 'b' })
  })

  it('IV-9 asks more of each pair where there are more', () => {
    const [a, b] = [of('a', 1000, 128), of('b', 1000, 99)]
    assert.equal(tellApart([a, b, of('c', 1000, 98)]).kind, 'too-few')
    assert.deepEqual(tellApart([of('a', 1000, 140), b, of('c', 1000, 98)]), { kind: 'better', id: 'a' })
    assert.equal(tellApart([of('a', 1000, 137), b, of('c', 1000, 98), of('d', 1000, 97)]).kind, 'too-few')
  })

  it('IV-9 names none as better that is not better than all', () => {
    assert.equal(tellApart([of('a', 1000, 140), of('b', 1000, 135), of('c', 1000, 60)]).kind, 'too-few')
  })

  it('IV-9 estimates how many would do', () => {
    // (1.96 + 0.842)² · (0.2 · 0.8 + 0.1 · 0.9) / 0.1² = 196
    assert.deepEqual(tellApart([of('a', 50, 10), of('b', 50, 5)]), { kind: 'too-few', each: 200 })
  })
})
