import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CompanyProfile, WorkingHours } from '@foyer/sdk/protocol'
import { DEFAULT_HOURS, checkHours, checkProfile, hoursOf, panelOf, profileOf, setHoursOf, shownCompanyName } from './rules.ts'

const plain = profileOf('Saltway Travel', {})

describe('OR-4 what a company says of itself', () => {
  it('is at first its name', () => assert.deepEqual(panelOf(plain), { name: 'Saltway Travel' }))

  it('is shown under its short name, if it has one', () => {
    assert.deepEqual([shownCompanyName(plain), shownCompanyName({ ...plain, shortName: 'Saltway' })], ['Saltway Travel', 'Saltway'])
  })

  it('keeps to itself what visitors do not need', () => {
    const panel = panelOf({ ...plain, industry: 'Travel', contactPerson: 'Olivia', logo: 'l1', introduction: 'Small journeys', phone: '123', email: 'a@b.example', homePage: 'https://saltway.example/' })
    assert.deepEqual(panel, { name: 'Saltway Travel', logo: '/v1/images/l1', introduction: 'Small journeys', phone: '123', email: 'a@b.example', homePage: 'https://saltway.example/' })
  })

  for (const [sentence, said, line] of [
    ['from the street to the country', { street: '4 Quay', postcode: 'TR11', city: 'Falmouth', region: 'Cornwall', country: 'United Kingdom' }, '4 Quay, TR11 Falmouth, Cornwall, United Kingdom'],
    ['with what there is', { city: 'Falmouth' }, 'Falmouth'],
    ['with nothing twice', { street: '1 Orchard Road', city: 'Singapore', region: '', country: 'Singapore' }, '1 Orchard Road, Singapore'],
    ['in Chinese from the country to the street', { street: '南京东路1号', postcode: '200001', city: '上海市', region: '', country: '中国' }, '中国上海市南京东路1号 200001'],
  ] as const) {
    it(`has an address in one line, ${sentence}`, () => assert.equal(panelOf({ ...plain, ...said }).address, line))
  }

  const longest = { name: 'x'.repeat(48), shortName: '旅'.repeat(12), street: 'x'.repeat(48), introduction: '旅'.repeat(80) }
  it('may be as long as its limits', () => assert.equal(checkProfile({ ...plain, ...longest }, { hasLogo: false }), undefined))

  for (const [field, code, changed] of [
    ['name', 'required', { name: ' ' }],
    ['name', 'too_long', { name: `${longest.name}x` }],
    ['shortName', 'too_long', { shortName: `${longest.shortName}x` }],
    ['street', 'too_long', { street: `${longest.street}x` }],
    ['introduction', 'too_long', { introduction: `${longest.introduction}x` }],
    ['city', 'too_long', { city: 'x'.repeat(101) }],
    ['logo', 'image_unreadable', { logo: 'gone' }],
    ['phone', 'bad_phone', { phone: 'ring us' }],
    ['email', 'bad_email', { email: 'hello' }],
    ['homePage', 'bad_address', { homePage: 'saltway.example' }],
    ['homePage', 'bad_address', { homePage: 'javascript:alert(1)' }],
  ] as const satisfies readonly (readonly [string, string, Partial<CompanyProfile>])[]) {
    it(`is refused by its field ${field} with ${code}`, () => {
      const wrong = checkProfile({ ...plain, ...changed }, { hasLogo: false })
      assert.deepEqual([wrong?.field, wrong?.code], [field, code])
    })
  }
})

describe('RC-9 when a company works', () => {
  it('is at first from nine to five on weekdays', () => {
    assert.equal(hoursOf({}), DEFAULT_HOURS)
    assert.equal(checkHours(DEFAULT_HOURS), undefined)
  })

  it('AL-13a keeps nobody from receiving before somebody has said when', () => {
    assert.deepEqual([setHoursOf({}), setHoursOf({ hours: { revision: 0, hours: DEFAULT_HOURS } }), setHoursOf({ hours: { revision: 1, hours: DEFAULT_HOURS } })], [undefined, undefined, DEFAULT_HOURS])
  })

  for (const [sentence, changed] of [
    ['a break', { week: DEFAULT_HOURS.week.with(0, [[540, 720], [780, 1_020]]) }],
    ['two spans that touch', { week: DEFAULT_HOURS.week.with(0, [[0, 720], [720, 1_440]]) }],
    ['no day at all', { week: DEFAULT_HOURS.week.map(() => []) }],
    ['a zone with a summer', { timeZone: 'Europe/Lisbon' }],
    ['a leap day', { holidays: ['2028-02-29', '2000-02-29'] }],
    ['single days that differ', { days: { '2026-12-24': [[540, 720]], '2026-12-27': [[600, 660], [720, 780]] } }],
  ] as const satisfies readonly (readonly [string, Partial<WorkingHours>])[]) {
    it(`may have ${sentence}`, () => assert.equal(checkHours({ ...DEFAULT_HOURS, ...changed }), undefined))
  }

  for (const [field, sentence, changed] of [
    ['timeZone', 'a zone that does not exist', { timeZone: 'Europe/Atlantis' }],
    ['timeZone', 'an offset, which knows no summer', { timeZone: '+01:00' }],
    ['timeZone', 'no zone', { timeZone: '' }],
    ['week', 'six days', { week: DEFAULT_HOURS.week.slice(1) }],
    ['week.1.0', 'a span that ends before it begins', { week: DEFAULT_HOURS.week.with(1, [[600, 540]]) }],
    ['week.1.0', 'a span of no length', { week: DEFAULT_HOURS.week.with(1, [[600, 600]]) }],
    ['week.1.0', 'a span past midnight', { week: DEFAULT_HOURS.week.with(1, [[600, 1_441]]) }],
    ['week.1.0', 'a span before midnight', { week: DEFAULT_HOURS.week.with(1, [[-1, 60]]) }],
    ['week.1.1', 'spans that overlap', { week: DEFAULT_HOURS.week.with(1, [[540, 720], [700, 800]]) }],
    ['week.1.1', 'spans in the wrong order', { week: DEFAULT_HOURS.week.with(1, [[780, 800], [540, 720]]) }],
    ['week.1', 'too many spans', { week: DEFAULT_HOURS.week.with(1, Array.from({ length: 51 }, (_, index) => [index * 2, index * 2 + 1] as const)) }],
    ['holidays.1', 'a day that does not exist', { holidays: ['2026-12-25', '2026-02-29'] }],
    ['holidays.0', 'a century without its leap day', { holidays: ['2100-02-29'] }],
    ['holidays.0', 'a thirteenth month', { holidays: ['2026-13-01'] }],
    ['holidays.0', 'a day in another form', { holidays: ['25.12.2026'] }],
    ['holidays.1', 'a day twice', { holidays: ['2026-12-25', '2026-12-25'] }],
    ['days.2026-02-29', 'a single day that does not exist', { days: { '2026-02-29': [] } }],
    ['days.2026-12-24.1', 'spans of a single day that overlap', { days: { '2026-12-24': [[540, 720], [700, 800]] } }],
    ['days.2026-12-24', 'a single day that is a holiday too', { holidays: ['2026-12-24'], days: { '2026-12-24': [[540, 720]] } }],
    ['holidays', 'too many holidays', { holidays: Array.from({ length: 51 }, () => '2026-12-25') }],
  ] as const satisfies readonly (readonly [string, string, Partial<WorkingHours>])[]) {
    it(`is refused at ${field} for ${sentence}`, () => {
      const wrong = checkHours({ ...DEFAULT_HOURS, ...changed })
      assert.equal(wrong?.field, field)
      assert.equal(wrong.code, field === 'holidays' || field === 'week.1' ? 'too_long' : 'bad_hours')
    })
  }
})
