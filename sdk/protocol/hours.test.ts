import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWithinHours } from './hours.ts'
import type { Span, WorkingHours } from './hours.ts'

const nine: Span = [540, 1_020]
const weekdays: WorkingHours = { timeZone: 'UTC', week: [[nine], [nine], [nine], [nine], [nine], [], []], holidays: [] }
const all = (spans: readonly Span[]): WorkingHours['week'] => Array.from({ length: 7 }, () => spans)
const berlin: WorkingHours = { timeZone: 'Europe/Berlin', week: [], holidays: [] }

/** Days since 1970 of the dates below: this folder knows no calendar but that of `Intl`. */
const DAYS: Readonly<Record<string, number>> = { '2026-01-12': 20_465, '2026-03-29': 20_541, '2026-07-13': 20_647, '2026-10-25': 20_751, '2026-11-22': 20_779, '2026-11-23': 20_780, '2026-11-24': 20_781, '2026-11-28': 20_785 }
function at(time: string): number {
  const [day = '', hours, minutes, seconds] = time.split(/[T:Z]/)
  return (((DAYS[day]! * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
}

describe('RC-9 working hours', () => {
  for (const [sentence, hours, time, expected] of [
    ['hold from the first minute', weekdays, '2026-11-23T09:00:00Z', true],
    ['do not hold in the minute before', weekdays, '2026-11-23T08:59:59Z', false],
    ['hold in the last minute', weekdays, '2026-11-23T16:59:59Z', true],
    ['do not hold when the span has ended', weekdays, '2026-11-23T17:00:00Z', false],
    ['do not hold on a day off', weekdays, '2026-11-28T12:00:00Z', false],
    ['do not hold on a holiday', { ...weekdays, holidays: ['2026-11-23'] }, '2026-11-23T12:00:00Z', false],
    ['hold on the day after a holiday', { ...weekdays, holidays: ['2026-11-23'] }, '2026-11-24T12:00:00Z', true],
    ['have a break between two spans', { ...weekdays, week: weekdays.week.map(() => [[540, 720], [780, 1_020]] as const) }, '2026-11-23T12:30:00Z', false],
    ['go on after the break', { ...weekdays, week: weekdays.week.map(() => [[540, 720], [780, 1_020]] as const) }, '2026-11-23T13:00:00Z', true],
    ['reach to midnight', { ...weekdays, week: weekdays.week.map(() => [[0, 1_440]] as const) }, '2026-11-22T23:59:59Z', true],
    ['are local: it is nine in Shanghai at one in the night of London', { ...weekdays, timeZone: 'Asia/Shanghai' }, '2026-11-23T01:00:00Z', true],
    ['are of the local day: Monday morning in Auckland is Sunday in London', { ...weekdays, timeZone: 'Pacific/Auckland' }, '2026-11-22T20:30:00Z', true],
    ['are of the local date, holidays too', { ...weekdays, timeZone: 'Pacific/Auckland', holidays: ['2026-11-23'] }, '2026-11-22T20:30:00Z', false],
    ['follow winter time', { ...weekdays, timeZone: 'Europe/Lisbon' }, '2026-01-12T09:00:00Z', true],
    ['follow summer time', { ...weekdays, timeZone: 'Europe/Lisbon' }, '2026-07-13T08:00:00Z', true],
    ['follow summer time at their end too', { ...weekdays, timeZone: 'Europe/Lisbon' }, '2026-07-13T16:00:00Z', false],
    ['of a single day that differs hold instead of the week’s', { ...weekdays, days: { '2026-11-23': [[600, 720]] } }, '2026-11-23T09:30:00Z', false],
    ['of a single day hold on a day off', { ...weekdays, days: { '2026-11-28': [[600, 720]] } }, '2026-11-28T10:00:00Z', true],
    ['of a single day end with it', { ...weekdays, days: { '2026-11-23': [] } }, '2026-11-24T10:00:00Z', true],
    ['of a single day are of the local date', { ...weekdays, timeZone: 'Pacific/Auckland', days: { '2026-11-23': [[0, 600]] } }, '2026-11-22T20:30:00Z', true],
    ['do not hold on a holiday, whatever is said of the day besides', { ...weekdays, holidays: ['2026-11-23'], days: { '2026-11-23': [[600, 720]] } }, '2026-11-23T11:00:00Z', false],
    ['hold through the hour that is left out: what follows it comes at once', { ...berlin, week: all([[60, 240]]) }, '2026-03-29T01:00:00Z', true],
    ['end at their time of the wall where the clock is put forward', { ...berlin, week: all([[60, 240]]) }, '2026-03-29T02:00:00Z', false],
    ['do not hold before an hour that is left out', { ...berlin, week: all([[150, 240]]) }, '2026-03-29T00:59:59Z', false],
    ['hold in an hour that comes twice, the first time', { ...berlin, week: all([[120, 180]]) }, '2026-10-25T00:30:00Z', true],
    ['hold in an hour that comes twice, the second time', { ...berlin, week: all([[120, 180]]) }, '2026-10-25T01:30:00Z', true],
    ['end after the second time', { ...berlin, week: all([[120, 180]]) }, '2026-10-25T02:00:00Z', false],
    ['know quarters of hours', { ...weekdays, timeZone: 'Asia/Kathmandu' }, '2026-11-23T03:15:00Z', true],
  ] as const) {
    it(sentence, () => assert.equal(isWithinHours(hours, at(time)), expected))
  }
})
