import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { failForm } from '@foyer/sdk/protocol'
import { fieldOf, isDirty, isSame, placeBelow, rebase, statusOf } from './form-state.ts'
import type { FormState } from './form-state.ts'

const saved = { revision: 3, value: { name: 'Ann', lines: ['a'] } }
const state = (more: Partial<FormState<{ name: string; lines: readonly string[] }>> = {}) => ({ saved, value: saved.value, isSaving: false, ...more })

describe('what a form says of itself', () => {
  for (const [status, more] of [
    ['saved', {}],
    ['saved', { value: { lines: ['a'], name: 'Ann' } }],
    ['changed', { value: { name: 'Ann', lines: ['a', 'b'] } }],
    ['saving', { isSaving: true, value: { name: 'Bea', lines: ['a'] } }],
    ['refused', { failure: failForm('required', { field: 'name' }) }],
    ['conflict', { failure: failForm('changed_meanwhile') }],
    ['theirs', { mine: { name: 'Bea', lines: [] } }],
  ] as const) {
    it(`is ${status} with ${JSON.stringify(more)}`, () => assert.equal(statusOf(state(more)), status))
  }

  it('would lose what was typed, also while another version is shown', () => {
    assert.equal(isDirty(state()), false)
    assert.equal(isDirty(state({ value: { name: 'Bea', lines: ['a'] } })), true)
    assert.equal(isDirty(state({ mine: { name: 'Bea', lines: ['a'] } })), true)
  })
})

describe('a change over somebody else’s', () => {
  it('keeps what one typed, and takes what one did not touch', () => {
    const base = { name: 'Ann', city: 'Lisbon', lines: ['a'] }
    assert.deepEqual(rebase(base, { ...base, name: 'Bea' }, { ...base, name: 'Cleo', city: 'Porto' }), { name: 'Bea', city: 'Porto', lines: ['a'] })
  })

  it('leaves out what they took away, and keeps what one took away', () => {
    type Value = { name: string; accent?: string; code?: string }
    const base: Value = { name: 'Ann', accent: '#000000', code: '1' }
    assert.deepEqual(rebase<Value>(base, { name: 'Ann', code: '1' }, { name: 'Ann', accent: '#000000' }), { name: 'Ann' })
  })
})

describe('equal values', () => {
  for (const [one, other, expected] of [
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: undefined }, {}, true],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    ['1', 1, false],
    [{ a: [1] }, { a: [1, 2] }, false],
  ] as const) {
    it(`${JSON.stringify(one)} and ${JSON.stringify(other)} are ${expected ? 'equal' : 'not equal'}`, () => {
      assert.equal(isSame(one, other), expected)
      assert.equal(isSame(other, one), expected)
    })
  }
})

describe('the field of a refusal', () => {
  it('is named as the form calls it', () => {
    assert.equal(fieldOf(failForm('required', { field: 'profile.name' }), 'profile'), 'name')
    assert.equal(fieldOf(failForm('required', { field: 'name' })), 'name')
    assert.equal(fieldOf(failForm('required', { field: 'revision' }), 'profile'), undefined)
    assert.equal(fieldOf(failForm('required'), 'profile'), undefined)
  })

  it('is the field itself, or below it', () => {
    assert.equal(placeBelow('origins', 'origins'), '')
    assert.equal(placeBelow('origins', 'origins.2'), '2')
    assert.equal(placeBelow('week', 'week.0.1'), '0.1')
    assert.equal(placeBelow('name', 'names'), undefined)
    assert.equal(placeBelow('name', undefined), undefined)
  })
})
