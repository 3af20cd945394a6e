import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dateText, requestOf } from './what-if.ts'
import type { WhatIfFields } from './what-if.ts'

const NOW = new Date(2026, 2, 10, 14, 20).getTime()
const day = (month: number, date: number) => new Date(2026, month - 1, date).getTime()
const fields: WhatIfFields = { period: 'day', from: '', to: '', sharing: 'number', whenNone: 'as-now', agents: 0 }

describe('AL-17 what if', () => {
  for (const [name, more, expected] of [
    ['yesterday, from midnight to midnight', {}, { from: day(3, 9), to: day(3, 10) }],
    ['the last seven whole days', { period: 'week' }, { from: day(3, 3), to: day(3, 10) }],
    ['own days, both of them included', { period: 'own', from: '2026-02-01', to: '2026-02-28' }, { from: day(2, 1), to: day(3, 1) }],
    ['no further than now', { period: 'own', from: '2026-03-10', to: '2026-03-20' }, { from: day(3, 10), to: NOW }],
  ] as const) {
    it(`AL-17 plays ${name}`, () => assert.deepEqual(requestOf({ ...fields, ...more }, NOW), { ...expected, change: { sharing: 'number' } }))
  }

  it('AL-17 asks for what is changed alone, of one group', () => {
    const asked = requestOf({ ...fields, sharing: 'as-now', cap: 4, agents: -2, whenNone: 'queue', groupId: 'g1' as never }, NOW)
    assert.deepEqual(asked, { from: day(3, 9), to: day(3, 10), groupId: 'g1', change: { cap: 4, agents: -2, whenNoneCanReceive: 'queue' } })
  })

  for (const [name, more, expected] of [
    ['nothing that is changed', { sharing: 'as-now' }, 'noChange'],
    ['a period that ends before it begins', { period: 'own', from: '2026-03-05', to: '2026-03-04' }, 'badPeriod'],
    ['one that has not begun', { period: 'own', from: '2026-03-11', to: '2026-03-12' }, 'badPeriod'],
    ['32 days', { period: 'own', from: '2026-01-01', to: '2026-02-01' }, 'badPeriod'],
    ['no date', { period: 'own', from: '', to: '' }, 'badPeriod'],
  ] as const) {
    it(`AL-17 refuses ${name}`, () => assert.equal(requestOf({ ...fields, ...more }, NOW), expected))
  }

  it('writes a day as a date field has it', () => assert.deepEqual([dateText(NOW), dateText(NOW, -10)], ['2026-03-10', '2026-02-28']))
})
