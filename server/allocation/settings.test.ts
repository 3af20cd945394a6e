import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_ALLOCATION_SETTINGS, parseAllocationSettings, parseGroupAllocationSettings } from './settings.ts'

describe('parseAllocationSettings', () => {
  it('AL-2 gives defaults for what is absent', () => {
    assert.deepEqual(parseAllocationSettings({}), { ok: true, value: { sharing: 'idle-rate', cap: 10, whenNoneCanReceive: 'anyone', memoryHours: 24 } })
    assert.deepEqual(parseAllocationSettings({ cap: 3 }), { ok: true, value: { ...DEFAULT_ALLOCATION_SETTINGS, cap: 3 } })
  })

  for (const cap of [1, 500]) {
    it(`AL-2 takes a cap of ${cap}`, () => assert.ok(parseAllocationSettings({ cap }).ok))
  }

  for (const [sentence, input, field] of [
    ['a cap of 0', { cap: 0 }, 'cap'],
    ['a cap of 501', { cap: 501 }, 'cap'],
    ['a broken cap', { cap: 1.5 }, 'cap'],
    ['a cap in words', { cap: '10' }, 'cap'],
    ['no number', { cap: Number.NaN }, 'cap'],
    ['another way of sharing out', { sharing: 'by-mood' }, 'sharing'],
    ['another way out', { whenNoneCanReceive: 'nobody' }, 'whenNoneCanReceive'],
    ['a memory of the future', { memoryHours: -1 }, 'memoryHours'],
    ['a field that it does not know', { caps: 3 }, 'caps'],
    ['a prototype key', JSON.parse('{ "__proto__": { "cap": 3 } }'), '__proto__'],
    ['a list', [], undefined],
    ['nothing', null, undefined],
    ['a text', '{}', undefined],
  ] as const) {
    it(`AL-2 refuses ${sentence}, and names the field`, () => {
      const parsed = parseAllocationSettings(input)
      assert.ok(!parsed.ok)
      assert.equal(parsed.code, 'invalid_input')
      assert.equal(parsed.field, field)
    })
  }
})

describe('parseGroupAllocationSettings', () => {
  it('AL-6 inherits the way of sharing out and does not put the owner first, if nothing is said', () => {
    assert.deepEqual(parseGroupAllocationSettings({}), { ok: true, value: { ownerFirst: false } })
  })

  it('AL-6 takes an own way of sharing out', () => {
    assert.deepEqual(parseGroupAllocationSettings({ sharing: 'number', ownerFirst: true }), { ok: true, value: { sharing: 'number', ownerFirst: true } })
  })

  it('AL-6 refuses what it does not know', () => assert.ok(!parseGroupAllocationSettings({ sharing: 'both' }).ok))
})
