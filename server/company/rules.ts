/** What a company may say of itself (OR-4), when it works, and what visitors see of both. */
import { LIMITS, PUBLIC_PATHS, failForm } from '@foyer/sdk/protocol'
import type { CompanyPanel, CompanyProfile, Failure, Span, WorkingHours } from '@foyer/sdk/protocol'
import type { WindowArea } from '../window/rules.ts'
import { atMost, eachOf, fewEnough, firstWrong, isMailAddress, isPhoneNumber, isWebAddress, needed } from '../forms/rules.ts'

/** What a workspace keeps of these in its settings. `revision` is 0 until somebody changes something. */
export interface CompanySettings extends WindowArea {
  readonly company?: { readonly revision: number; readonly profile: CompanyProfile }
  readonly hours?: { readonly revision: number; readonly hours: WorkingHours }
}

const NOTHING_SAID: Omit<CompanyProfile, 'name'> = {
  shortName: '',
  logo: '',
  industry: '',
  country: '',
  region: '',
  city: '',
  street: '',
  postcode: '',
  introduction: '',
  phone: '',
  email: '',
  homePage: '',
  contactPerson: '',
}

export const profileOf = (name: string, { company }: CompanySettings): CompanyProfile => ({ ...NOTHING_SAID, ...company?.profile, name })

/** The name that visitors see. */
export const shownCompanyName = ({ name, shortName }: CompanyProfile): string => shortName || name

const NINE_TO_FIVE: Span = [9 * 60, 17 * 60]

/** Weekdays from nine to five, until somebody says otherwise. */
export const DEFAULT_HOURS: WorkingHours = {
  timeZone: 'UTC',
  week: [[NINE_TO_FIVE], [NINE_TO_FIVE], [NINE_TO_FIVE], [NINE_TO_FIVE], [NINE_TO_FIVE], [], []],
  holidays: [],
}

export const hoursOf = ({ hours }: CompanySettings): WorkingHours => hours?.hours ?? DEFAULT_HOURS

/** The hours that somebody has set in the console. Only these keep agents from receiving (AL-13a): nobody chose the ones before. */
export const setHoursOf = ({ hours }: CompanySettings): WorkingHours | undefined => (hours && hours.revision > 0 ? hours.hours : undefined)

const UNITS: Readonly<Record<Exclude<keyof CompanyProfile, 'name' | 'logo'>, number>> = {
  shortName: LIMITS.shortName,
  industry: LIMITS.formField,
  country: LIMITS.formField,
  region: LIMITS.formField,
  city: LIMITS.formField,
  street: LIMITS.street,
  postcode: LIMITS.formField,
  introduction: LIMITS.introduction,
  phone: LIMITS.formField,
  email: LIMITS.formField,
  homePage: LIMITS.formText,
  contactPerson: LIMITS.formField,
}

export interface ProfileSurroundings {
  /** Whether the workspace has the picture that is to be the logo. */
  readonly hasLogo: boolean
}

/** What is wrong with a profile, by its first field that is. */
export function checkProfile(profile: CompanyProfile, { hasLogo }: ProfileSurroundings): Failure | undefined {
  const { name, logo, phone, email, homePage } = profile
  const lengths = Object.entries(UNITS).map(([field, most]) => () => atMost(field, profile[field as keyof typeof UNITS], most))
  return firstWrong([
    () => needed('name', name, LIMITS.companyName),
    ...lengths,
    () => (logo && !hasLogo ? failForm('image_unreadable', { field: 'logo', message: 'This picture does not exist any more.' }) : undefined),
    () => (phone && !isPhoneNumber(phone) ? failForm('bad_phone', { field: 'phone' }) : undefined),
    () => (email && !isMailAddress(email) ? failForm('bad_email', { field: 'email' }) : undefined),
    () => (homePage && !isWebAddress(homePage) ? failForm('bad_address', { field: 'homePage' }) : undefined),
  ])
}

/** What the window's company panel shows (CW-2). */
export function panelOf(profile: CompanyProfile): CompanyPanel {
  const { logo, introduction, phone, email, homePage } = profile
  const address = addressInOneLine(profile)
  return {
    name: shownCompanyName(profile),
    ...(logo && { logo: PUBLIC_PATHS.image(logo) }),
    ...(introduction && { introduction }),
    ...(address && { address }),
    ...(phone && { phone }),
    ...(email && { email }),
    ...(homePage && { homePage }),
  }
}

/** As on a letter: from the street to the country; where addresses are written in Chinese characters, the other way round. */
function addressInOneLine({ street, postcode, city, region, country }: CompanyProfile): string {
  const isFromLargeToSmall = /\p{Script=Han}/u.test(street + city + region)
  if (isFromLargeToSmall) return [[country, region, city, street].join(''), postcode].filter(Boolean).join(' ')
  // A city may be its own country.
  return [...new Set([street, [postcode, city].filter(Boolean).join(' '), region, country])].filter(Boolean).join(', ')
}

const DAY_MINUTES = 24 * 60

/** What is wrong with working hours, by the first place that is. */
export function checkHours({ timeZone, week, holidays, days = {} }: WorkingHours): Failure | undefined {
  const dates = Object.keys(days)
  return firstWrong([
    () => (isTimeZone(timeZone) ? undefined : failForm('bad_hours', { field: 'timeZone', message: 'There is no such time zone.' })),
    () => (week.length === 7 ? undefined : failForm('bad_hours', { field: 'week', message: 'A week has seven days, Monday first.' })),
    ...week.map((day, index) => () => checkDay(`week.${index}`, day)),
    () => fewEnough('holidays', holidays, LIMITS.listLength),
    () => eachOf('holidays', holidays, isDay, (field) => failForm('bad_hours', { field, message: 'There is no such day.' })),
    () => eachOf('holidays', holidays, (day, at) => holidays.indexOf(day) === at, (field) => failForm('bad_hours', { field, message: 'This day is in the list twice.' })),
    () => fewEnough('days', dates, LIMITS.listLength),
    ...dates.map((date) => () => (isDay(date) ? checkDay(`days.${date}`, days[date] ?? []) : failForm('bad_hours', { field: `days.${date}`, message: 'There is no such day.' }))),
    ...dates.map((date) => () => (holidays.includes(date) ? failForm('bad_hours', { field: `days.${date}`, message: 'This day is a holiday as well.' }) : undefined)),
  ])
}

const checkDay = (field: string, spans: readonly Span[]): Failure | undefined =>
  fewEnough(field, spans, LIMITS.listLength) ?? eachOf(field, spans, (span, at) => isInOrder(span, spans[at - 1]), (at) => failForm('bad_hours', { field: at }))

/** A span within the day, which begins when the one before has ended, or later. */
const isInOrder = ([from, to]: Span, before: Span | undefined): boolean => from >= (before?.[1] ?? 0) && to > from && to <= DAY_MINUTES

function isTimeZone(name: string): boolean {
  // An offset (`+01:00`) is taken by engines too, but knows no summer.
  if (!/^[a-z]/i.test(name)) return false
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Whether a date in the form `2026-12-25` is one of the Gregorian calendar. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split('-').map(Number) : []
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (lengths[month - 1] ?? 0)
}
