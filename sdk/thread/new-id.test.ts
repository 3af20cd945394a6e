import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createIds } from './new-id.ts'

const zeros = (count: number): Uint8Array => new Uint8Array(count)
const ones = (count: number): Uint8Array => new Uint8Array(count).fill(0xff)

describe('createIds', () => {
  it('makes a UUID of version 7 with the time in front', () => {
    const id = createIds(() => 0x0123456789ab, ones)()
    assert.equal(id, '01234567-89ab-77ff-bfff-ffffffffffff')
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('makes each greater than the one before, also within a millisecond and when the clock is set back', () => {
    let now = 1_700_000_000_000
    const newId = createIds(() => now, zeros)
    const ids = Array.from({ length: 10_000 }, () => newId())
    now -= 60_000
    ids.push(newId(), newId())
    assert.deepEqual(ids, ids.toSorted())
    assert.equal(new Set(ids).size, ids.length)
  })
})
