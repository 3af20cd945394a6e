import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import { columnsOf, detailsOf, fillUp, isSameDetails, joinDetails } from './rules.ts'
import type { Details } from './rules.ts'

const nobody: Details = { name: null, email: null, phone: null, attributes: {}, tags: [] }
const many = (count: number, prefix = 'a') => Object.fromEntries(Array.from({ length: count }, (_, n) => [`${prefix}${n}`, 'x']))

function joined(known: Details, said: Parameters<typeof joinDetails>[1]): Details {
  const result = joinDetails(known, said)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

describe('CW-22 what is said of a visitor', () => {
  const known: Details = { name: 'Vera', email: 'vera@mail.example', phone: null, attributes: { plan: 'free', town: 'Porto' }, tags: ['trial'] }

  it('CW-22 leaves what is absent as it is', () => assert.deepEqual(joined(known, {}), known))
  it('CW-22 takes away what is empty', () => {
    assert.deepEqual(joined(known, { name: ' ', attributes: { town: '' } }), { ...known, name: null, attributes: { plan: 'free' } })
  })
  it('CW-22 joins attributes and tags with those that are there', () => {
    assert.deepEqual(joined(known, { attributes: { plan: 'pro', age: '40' }, tags: ['trial', ' vip '] }), {
      ...known,
      attributes: { plan: 'pro', town: 'Porto', age: '40' },
      tags: ['trial', 'vip'],
    })
  })
  it('CW-22 keeps the limits with what is there', () => {
    const full = joined(nobody, { attributes: many(LIMITS.attributes) })
    assert.partialDeepStrictEqual(joinDetails(full, { attributes: { one: 'more' } }), { ok: false, code: 'invalid_input', field: 'identity.attributes' })
    assert.deepEqual(joined(full, { attributes: { a0: '', one: 'more' } }).attributes['one'], 'more')
    const tagged = joined(nobody, { tags: Object.keys(many(LIMITS.tags)) })
    assert.partialDeepStrictEqual(joinDetails(tagged, { tags: ['one more'] }), { ok: false, code: 'invalid_input', field: 'identity.tags' })
  })
  it('CW-22 is kept and read back as it was', () => {
    assert.deepEqual(detailsOf(columnsOf(known)), known)
    assert.deepEqual(columnsOf(nobody), { name: null, email: null, phone: null, attributes: null, tags: null })
    assert.equal(isSameDetails(known, joined(known, { name: 'Vera', tags: ['trial'] })), true)
    assert.equal(isSameDetails(known, joined(known, { phone: '+351' })), false)
  })
  it('CW-27 stands behind what is proven, as far as there is room', () => {
    const sure = joined(nobody, { name: 'Vera Lind', attributes: many(LIMITS.attributes - 1) })
    const filled = fillUp(sure, { ...known, attributes: { a0: 'said', plan: 'free', town: 'Porto' } })
    assert.partialDeepStrictEqual(filled, { name: 'Vera Lind', email: 'vera@mail.example', tags: ['trial'] })
    assert.deepEqual([filled.attributes['a0'], filled.attributes['plan'], filled.attributes['town']], ['x', 'free', undefined])
  })
})
