import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWithinHours } from '@foyer/sdk/protocol'
import type { Span, WorkingHours } from '@foyer/sdk/protocol'
import { en } from '../words/settings/en.ts'
import { dayNames, momentWords } from './time-words.ts'
import { DAY_MINUTES, clockOf, copyToWeekdays, hoursAWeek, isTimeZone, minutesOf, nowOf, withOneMore, wrongSpan } from './week.ts'

const DAY: readonly Span[] = [[540, 1080]]
const hours = (more: Partial<WorkingHours> = {}): WorkingHours => ({ timeZone: 'UTC', week: [DAY, DAY, DAY, DAY, DAY, [], []], holidays: [], ...more })
/** 9 March 2026 is a Monday. */
const at = (day: number, time: string) => Date.parse(`2026-03-${String(day).padStart(2, '0')}T${time}Z`)

describe('RC-9 open now, or closed until when', () => {
  for (const [sentence, given, when, expected] of [
    ['is open until the end of the span', hours(), at(9, '10:00'), 'open 0 18:00'],
    ['is closed from the minute of the end on', hours(), at(9, '18:00'), 'closed 1 09:00'],
    ['opens at the minute of the beginning', hours(), at(9, '09:00'), 'open 0 18:00'],
    ['opens later today', hours(), at(9, '08:59'), 'closed 0 09:00'],
    ['opens after a break', hours({ week: [[[540, 720], [780, 1080]], [], [], [], [], [], []] }), at(9, '12:30'), 'closed 0 13:00'],
    ['opens after a weekend', hours(), at(13, '19:00'), 'closed 3 09:00'],
    ['passes over holidays', hours({ holidays: ['2026-03-16', '2026-03-17'] }), at(13, '19:00'), 'closed 5 09:00'],
    ['is closed on a holiday', hours({ holidays: ['2026-03-09'] }), at(9, '10:00'), 'closed 1 09:00'],
    ['goes on over midnight where the next day begins at it', hours({ week: [[[1320, DAY_MINUTES]], [[0, 120]], [], [], [], [], []] }), at(9, '23:00'), 'open 1 02:00'],
    ['ends at midnight where it does not', hours({ week: [[[1320, DAY_MINUTES]], DAY, [], [], [], [], []] }), at(9, '23:00'), 'open 1 00:00'],
    ['takes spans that touch for one', hours({ week: [[[540, 720], [720, 1080]], [], [], [], [], [], []] }), at(9, '10:00'), 'open 0 18:00'],
    ['is local time', hours({ timeZone: 'Asia/Shanghai' }), at(9, '01:30'), 'open 0 18:00'],
    ['knows the day elsewhere', hours({ timeZone: 'Pacific/Auckland' }), at(13, '19:00'), 'closed 2 09:00'],
    ['AL-13a takes the hours of a single day instead of the week’s', hours({ days: { '2026-03-09': [[600, 780]] } }), at(9, '10:30'), 'open 0 13:00'],
    ['AL-13a opens on a single day that the week has off', hours({ days: { '2026-03-14': [[600, 780]] } }), at(13, '19:00'), 'closed 1 10:00'],
    ['AL-13a passes over a single day without hours', hours({ days: { '2026-03-10': [] } }), at(9, '18:00'), 'closed 2 09:00'],
    ['never opens', hours({ week: [[], [], [], [], [], [], []] }), at(9, '10:00'), 'closed'],
    ['never closes', hours({ week: Array.from({ length: 7 }, () => [[0, DAY_MINUTES] as const]) }), at(9, '10:00'), 'open'],
  ] as const) {
    it(sentence, () => {
      const { isOpen, until } = nowOf(given, when)
      assert.equal([isOpen ? 'open' : 'closed', ...(until ? [until.inDays, clockOf(until.minutes)] : [])].join(' '), expected)
    })
  }

  it('changes exactly when visitors’ browsers think so, minute by minute of a week', () => {
    const given = hours({ week: [[[0, 60], [540, 720], [780, 1080]], [[1320, DAY_MINUTES]], [[0, 30]], [], DAY, [], [[600, 601]]], holidays: ['2026-03-13'] })
    for (let now = at(9, '00:00'); now < at(16, '00:00'); now += 60_000 * 7) {
      const { isOpen, until } = nowOf(given, now)
      assert.ok(until)
      const change = Date.parse(`${until.date}T${clockOf(until.minutes)}:00Z`)
      assert.equal(isWithinHours(given, change), !isOpen, new Date(now).toISOString())
      assert.equal(isWithinHours(given, change - 60_000), isOpen, new Date(now).toISOString())
    }
  })
})

describe('RC-9 the week as one edits it', () => {
  it('writes midnight at the end of a day as a field of time does', () => {
    assert.deepEqual([0, 545, DAY_MINUTES].map(clockOf), ['00:00', '09:05', '00:00'])
    assert.deepEqual(['09:05', '00:00', '', '9'].map(minutesOf), [545, 0, undefined, undefined])
  })

  it('adds a span after the last, as long as there is room', () => {
    assert.deepEqual(withOneMore([]), [[540, 1020]])
    assert.deepEqual(withOneMore([[540, 720]]), [[540, 720], [780, 900]])
    assert.deepEqual(withOneMore([[540, 1380]]), [[540, 1380], [1380, 1440]])
    assert.equal(withOneMore([[540, 1400]]), undefined)
    assert.equal(withOneMore([[540, DAY_MINUTES]]), undefined)
  })

  it('copies a day to Monday till Friday, and leaves the weekend', () => {
    const { week } = hours({ week: [[[600, 660]], DAY, DAY, DAY, DAY, [], [[1, 2]]] })
    assert.deepEqual(copyToWeekdays(week, 0), [[[600, 660]], [[600, 660]], [[600, 660]], [[600, 660]], [[600, 660]], [], [[1, 2]]])
    assert.equal(hoursAWeek(copyToWeekdays(week, 5)), 1 / 60)
  })

  for (const [sentence, spans, expected] of [
    ['nothing wrong with a day off', [], undefined],
    ['nothing wrong with spans that touch', [[540, 720], [720, 800]], undefined],
    ['an end before its beginning', [[540, 720], [800, 780]], 1],
    ['an end that is its beginning', [[540, 540]], 0],
    ['two that overlap', [[540, 720], [700, 800]], 1],
    ['two in the wrong order', [[800, 900], [540, 600]], 1],
  ] as const) {
    it(`finds ${sentence}`, () => assert.equal(wrongSpan(spans), expected))
  }

  it('tells a time zone from what is none', () => {
    assert.deepEqual(['Europe/Lisbon', 'UTC', 'Lisbon', '', '+01:00'].map(isTimeZone), [true, true, false, false, false])
  })
})

describe('moments in words', () => {
  it('says the less the nearer it is', () => {
    const words = [
      { date: '2026-03-09', minutes: 540, inDays: 0 },
      { date: '2026-03-10', minutes: 540, inDays: 1 },
      { date: '2026-03-12', minutes: 540, inDays: 3 },
      { date: '2026-03-30', minutes: 540, inDays: 21 },
    ].map((moment) => momentWords(moment, 'en-GB', en))
    assert.deepEqual(words, ['09:00', 'tomorrow 09:00', 'Thursday 09:00', 'Monday 30 March 09:00'])
  })

  it('begins the week on Monday', () => assert.deepEqual([dayNames('en')[0], dayNames('zh')[6]], ['Monday', '星期日']))
})
