import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWithinHours } from './hours.ts'
import type { Span, WorkingHours } from './hours.ts'
import { nextOpening } from './opening.ts'

const MINUTE = 60_000
const nine: Span = [540, 1_020]
const weekdays: WorkingHours = { timeZone: 'UTC', week: [[nine], [nine], [nine], [nine], [nine], [], []], holidays: [] }
const daily = (timeZone: string, ...spans: readonly Span[]): WorkingHours => ({ timeZone, week: Array.from({ length: 7 }, () => spans), holidays: [] })

/** Days since 1970 of the dates below: this folder knows no calendar but that of `Intl`. */
const DAYS: Readonly<Record<string, number>> = {
  '2026-03-28': 20_540, '2026-03-29': 20_541, '2026-10-03': 20_729, '2026-10-24': 20_750, '2026-10-25': 20_751,
  '2026-11-22': 20_779, '2026-11-23': 20_780, '2026-11-24': 20_781, '2026-11-27': 20_784, '2026-11-28': 20_785, '2026-11-30': 20_787, '2028-02-28': 21_242, '2028-02-29': 21_243,
}
function at(time: string): number {
  const [day = '', hours, minutes, seconds = 0] = time.split(/[T:Z]/)
  return (((DAYS[day]! * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
}

describe('CW-13 the next opening', () => {
  for (const [sentence, hours, now, expected] of [
    ['is later on the same day', weekdays, '2026-11-23T06:30:10Z', '2026-11-23T09:00:00Z'],
    ['is on the next day after work', weekdays, '2026-11-23T17:00:00Z', '2026-11-24T09:00:00Z'],
    ['is after the weekend', weekdays, '2026-11-27T20:00:00Z', '2026-11-30T09:00:00Z'],
    ['passes over a holiday', { ...weekdays, holidays: ['2026-11-23'] }, '2026-11-22T12:00:00Z', '2026-11-24T09:00:00Z'],
    ['is on a single day that differs', { ...weekdays, days: { '2026-11-24': [[720, 780]] } }, '2026-11-23T18:00:00Z', '2026-11-24T12:00:00Z'],
    ['passes over a single day without work', { ...weekdays, days: { '2026-11-23': [] } }, '2026-11-22T12:00:00Z', '2026-11-24T09:00:00Z'],
    ['is on a day off that has work for once', { ...weekdays, days: { '2026-11-28': [[540, 720]] } }, '2026-11-27T20:00:00Z', '2026-11-28T09:00:00Z'],
    ['is after the break', daily('UTC', [540, 720], [780, 1_020]), '2026-11-23T12:10:00Z', '2026-11-23T13:00:00Z'],
    ['is the next one while it is open', weekdays, '2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z'],
    ['is to the minute', daily('UTC', [547, 1_020]), '2026-11-23T09:06:59Z', '2026-11-23T09:07:00Z'],
    ['is local: nine in Auckland on Monday is Sunday in London', { ...weekdays, timeZone: 'Pacific/Auckland' }, '2026-11-22T12:00:00Z', '2026-11-22T20:00:00Z'],
    ['knows quarters of hours', { ...weekdays, timeZone: 'Asia/Kathmandu' }, '2026-11-23T00:00:00Z', '2026-11-23T03:15:00Z'],
    ['knows leap days', { ...daily('UTC', nine), holidays: ['2028-02-29'] }, '2028-02-28T18:00:00Z', undefined],
    ['follows a clock that is put forward in the night', daily('Europe/Berlin', nine), '2026-03-28T20:00:00Z', '2026-03-29T07:00:00Z'],
    ['begins with the change where its own hour is left out', daily('Europe/Berlin', [150, 600]), '2026-03-28T20:00:00Z', '2026-03-29T01:00:00Z'],
    ['follows a clock that is put back in the night', daily('Europe/Berlin', nine), '2026-10-24T20:00:00Z', '2026-10-25T08:00:00Z'],
    ['is the first time where its hour comes twice', daily('Europe/Berlin', [150, 600]), '2026-10-24T20:00:00Z', '2026-10-25T00:30:00Z'],
    ['is the second time where the first is over', daily('Europe/Berlin', [150, 600]), '2026-10-25T01:10:00Z', '2026-10-25T01:30:00Z'],
    ['knows changes of half an hour', daily('Australia/Lord_Howe', [135, 600]), '2026-10-03T10:00:00Z', '2026-10-03T15:30:00Z'],
  ] as const) {
    it(sentence, () => assert.equal(nextOpening(hours, at(now)), expected ? at(expected) : (DAYS['2028-02-29']! + 1) * 86_400_000 + 540 * MINUTE))
  }

  it('is nowhere where nobody works', () => assert.equal(nextOpening({ ...weekdays, week: [[], [], [], [], [], [], []] }, 0), undefined))
  it('is nowhere where only an hour that is left out has work', () => {
    const [, , , , , , sunday] = [[], [], [], [], [], [], [[130, 170]]] as const
    const hours: WorkingHours = { timeZone: 'Europe/Berlin', week: [[], [], [], [], [], [], sunday], holidays: [] }
    // That Sunday has no such hour; the next one has.
    assert.equal(nextOpening(hours, at('2026-03-28T20:00:00Z')), (DAYS['2026-03-29']! + 7) * 86_400_000 + 10 * MINUTE)
  })

  for (const timeZone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe']) {
    it(`is where the hours begin to hold, minute by minute: ${timeZone}`, () => {
      const hours = daily(timeZone, [15, 140], [200, 460])
      for (const day of ['2026-03-28', '2026-10-24', '2026-10-03']) {
        const now = at(`${day}T12:00:00Z`)
        assert.equal(isWithinHours(hours, now), false)
        let soonest = now + MINUTE
        while (!isWithinHours(hours, soonest)) soonest += MINUTE
        assert.equal(nextOpening(hours, now), soonest, day)
      }
    })
  }
})
