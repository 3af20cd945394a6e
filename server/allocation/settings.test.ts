import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_ALLOCATION_SETTINGS, parseAllocationSettings, parseGroupAllocationSettings } from './settings.ts'

const AS_EVER = { sharing: 'idle-rate', cap: 10, whenNoneCanReceive: 'anyone', memoryHours: 24 } as const
const SINCE_THEN = {
  overdueHolds: 'first', whenAgentGoes: 'allocate', graceSeconds: 60, missedOffers: 3, offerSeconds: 60, silenceMinutes: 30, warningMinutes: 2, handover: 'visitor', greetsArrivals: true,
} as const

describe('parseAllocationSettings', () => {
  it('AL-2 gives defaults for what is absent', () => {
    assert.deepEqual(parseAllocationSettings({}), { ok: true, value: { ...AS_EVER, ...SINCE_THEN } })
    assert.deepEqual(parseAllocationSettings({ cap: 3 }), { ok: true, value: { ...DEFAULT_ALLOCATION_SETTINGS, cap: 3 } })
  })

  it('AL-2 reads what was stored when there was less to set', () => assert.deepEqual(parseAllocationSettings(AS_EVER), { ok: true, value: { ...AS_EVER, ...SINCE_THEN } }))

  for (const [sentence, input] of [
    ['AL-2 takes a cap of 1', { cap: 1 }],
    ['AL-2 takes a cap of 500', { cap: 500 }],
    ['AL-18 takes no limit of missed offers', { missedOffers: 0 }],
    ['AL-13 takes no warning', { warningMinutes: 0 }],
    ['AL-13 takes a warning a minute after the last message', { silenceMinutes: 2, warningMinutes: 1 }],
    ['AL-14 takes a handover at once', { handover: 'at-once' }],
  ] as const) {
    it(sentence, () => assert.ok(parseAllocationSettings(input).ok))
  }

  for (const [sentence, input, field, code] of [
    ['AL-2 a cap of 0', { cap: 0 }, 'cap', 'out_of_range'],
    ['AL-2 a cap of 501', { cap: 501 }, 'cap', 'out_of_range'],
    ['AL-2 a broken cap', { cap: 1.5 }, 'cap', 'out_of_range'],
    ['AL-2 a cap in words', { cap: '10' }, 'cap', 'invalid_input'],
    ['AL-2 no number', { cap: Number.NaN }, 'cap', 'invalid_input'],
    ['AL-1 another way of sharing out', { sharing: 'by-mood' }, 'sharing', 'invalid_input'],
    ['AL-4 another way out', { whenNoneCanReceive: 'nobody' }, 'whenNoneCanReceive', 'invalid_input'],
    ['AL-9 a memory of the future', { memoryHours: -1 }, 'memoryHours', 'out_of_range'],
    ['AL-5 no time of grace', { graceSeconds: 9 }, 'graceSeconds', 'out_of_range'],
    ['AL-13 a silence of a minute', { silenceMinutes: 1 }, 'silenceMinutes', 'out_of_range'],
    ['AL-13 a warning before the silence has begun', { silenceMinutes: 10, warningMinutes: 10 }, 'warningMinutes', 'out_of_range'],
    ['AL-18 more missed offers than count', { missedOffers: 21 }, 'missedOffers', 'out_of_range'],
    ['AL-2 a field that it does not know', { caps: 3 }, 'caps', 'invalid_input'],
    ['AL-2 a prototype key', JSON.parse('{ "__proto__": { "cap": 3 } }'), '__proto__', 'invalid_input'],
    ['AL-2 a list', [], undefined, 'invalid_input'],
    ['AL-2 nothing', null, undefined, 'invalid_input'],
    ['AL-2 a text', '{}', undefined, 'invalid_input'],
  ] as const) {
    it(`${sentence} is refused, and the field is named`, () => {
      const parsed = parseAllocationSettings(input)
      assert.ok(!parsed.ok)
      assert.deepEqual([parsed.field, parsed.code], [field, code])
    })
  }
})

describe('parseGroupAllocationSettings', () => {
  const hours = { timeZone: 'Europe/Lisbon', week: [[[540, 1_020]], [], [], [], [], [], []], holidays: [], days: { '2026-12-24': [[540, 720]] } }

  it('AL-6 inherits the way of sharing out and does not put the owner first, if nothing is said', () => {
    assert.deepEqual(parseGroupAllocationSettings({}), { ok: true, value: { ownerFirst: false, skills: [] } })
  })

  it('AL-6 takes all that a group can set', () => {
    const rules = { sharing: 'number', ownerFirst: true, overdue: { minutes: 60, notice: '稍候'.repeat(50) }, hours, skills: ['Deutsch', 'visas'] }
    assert.deepEqual(parseGroupAllocationSettings(rules), { ok: true, value: rules })
  })

  it('AL-6 gives five minutes and the window’s own words, if nothing is said of them', () => {
    assert.partialDeepStrictEqual(parseGroupAllocationSettings({ overdue: {} }), { value: { overdue: { minutes: 5, notice: '' } } })
  })

  for (const [sentence, input, field, code] of [
    ['AL-6 what it does not know', { sharing: 'both' }, 'sharing', 'invalid_input'],
    ['AL-6 overdue at once', { overdue: { minutes: 0 } }, 'overdue.minutes', 'out_of_range'],
    ['AL-6 overdue after more than an hour', { overdue: { minutes: 61 } }, 'overdue.minutes', 'out_of_range'],
    ['AL-6 a notice of 201 units', { overdue: { notice: 'x'.repeat(201) } }, 'overdue.notice', 'too_long'],
    ['AL-6 a skill of 21 units', { skills: ['Deutsch', 'x'.repeat(21)] }, 'skills.1', 'too_long'],
    ['AL-6 a skill twice', { skills: ['Deutsch', 'deutsch'] }, 'skills', 'name_taken'],
    ['AL-6 a skill without a name', { skills: [' '] }, 'skills.0', 'required'],
    ['AL-6 eleven skills', { skills: Array.from({ length: 11 }, (_, index) => `s${index}`) }, 'skills', 'too_long'],
    ['AL-13a hours that overlap', { hours: { ...hours, week: hours.week.with(2, [[540, 720], [700, 800]]) } }, 'hours.week.2.1', 'bad_hours'],
    ['AL-13a a zone that does not exist', { hours: { ...hours, timeZone: 'Europe/Atlantis' } }, 'hours.timeZone', 'bad_hours'],
    ['AL-13a a single day that does not exist', { hours: { ...hours, days: { '2026-02-29': [] } } }, 'hours.days.2026-02-29', 'bad_hours'],
    ['AL-13a a single day whose hours run backwards', { hours: { ...hours, days: { '2026-12-24': [[720, 540]] } } }, 'hours.days.2026-12-24.0', 'bad_hours'],
  ] as const) {
    it(`${sentence} is refused, and the field is named`, () => {
      const parsed = parseGroupAllocationSettings(input)
      assert.ok(!parsed.ok)
      assert.deepEqual([parsed.field, parsed.code], [field, code])
    })
  }
})
