/** The settings of a travel agency, always the same, with what the server would refuse. */
import { API, LIMITS, displayUnits, failForm, ok } from '@foyer/sdk/protocol'
import type {
  CompanyChange, CompanyRecord, HoursChange, HoursRecord, IdentityKeyId, IdentityKeyRecord, ImageRecord, MadeIdentityKey, NewIdentityKey, Result, SiteChange, SiteCheck, SiteId, SiteKey, SiteRecord, TagAddress, TextsChange, TextsRecord, WindowChange,
  WindowRecord,
} from '@foyer/sdk/protocol'
import { DEFAULT_WINDOW } from '../../window/rules.ts'
import type { FakeRoutes } from './fake-api.ts'
import { HOUR, NOW } from './samples.ts'

export const SITE = 's1' as SiteId

export const sampleSite = (): SiteRecord => ({
  id: SITE,
  key: 'meridian-main' as SiteKey,
  revision: 4,
  name: 'meridian.example',
  origins: ['https://meridian.example', 'https://*.meridian.example'],
  theme: { accent: '#1b6b80', scheme: 'system' },
  language: 'auto',
  consent: 'full',
})

export const sampleKeys = (): readonly IdentityKeyRecord[] => [
  { id: '0199c0de-key1' as IdentityKeyId, name: 'Shop server', algorithm: 'HS256', createdAt: NOW - 90 * 24 * HOUR, lastUsedAt: NOW - 2 * HOUR },
  { id: '0199c0de-key2' as IdentityKeyId, name: 'Shop server, from October', algorithm: 'ES256', createdAt: NOW - 3 * HOUR },
]

export const TAGS: readonly TagAddress[] = [
  { version: '0.1.0', address: 'https://desk.meridian.example/foyer.js' },
  { version: '0.1.0', address: 'https://desk.meridian.example/foyer-0.1.0.js', integrity: 'sha384-3b0ASsP2UUg8a3xB0p5UyL5jB9Xc9rjZbS9oGZyTQ2rYwWmUqZ0xS9D6zv1cF7hN' },
]

export const sampleCompany = (): CompanyRecord => ({
  revision: 2,
  name: 'Meridian Travel Ltd',
  shortName: 'Meridian Travel',
  logo: 'logo-1',
  logoPath: '/v1/images/logo-1',
  industry: 'Travel',
  country: 'Portugal',
  region: '',
  city: 'Lisbon',
  street: 'Rua do Norte 14',
  postcode: '1200-286',
  introduction: 'Small journeys on foot and by sail, planned by people who have been there.',
  phone: '+351 21 555 0134',
  email: 'hello@meridian.example',
  homePage: 'https://meridian.example',
  contactPerson: 'Olga Petrova',
})

export const sampleHours = (): HoursRecord => ({
  revision: 1,
  timeZone: 'Europe/Lisbon',
  week: [[[540, 780], [840, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 960]], [], []],
  holidays: ['2026-12-25', '2027-01-01'],
})

export const sampleWindow = (): WindowRecord => ({
  ...DEFAULT_WINDOW,
  revision: 3,
  canMail: true,
  form: {
    isOn: true,
    title: '',
    fields: [
      { kind: 'name', label: '', isRequired: true },
      { kind: 'email', label: '', isRequired: false },
      { kind: 'choice', label: 'What is it about?', isRequired: true, options: ['A tour', 'A bill', 'Something else'] },
    ],
    consent: { isOn: true, text: 'I agree that my answers are kept.', address: 'https://meridian.example/privacy' },
  },
  masks: { cards: true, patterns: ['@@## #### ####'] },
})

export const sampleTexts = (): TextsRecord => ({ revision: 1, texts: { en: { greetingText: 'Ask us anything about walking and sailing.' }, zh: { greetingText: '关于徒步与航海，尽管问我们。' } } })

export const CHECK_WITH_FINDINGS: SiteCheck = {
  address: 'https://meridian.example/tours',
  findings: [
    { code: 'origin_not_allowed', detail: 'https://meridian.example', line: 'https://meridian.example' },
    { code: 'policy_blocks_script', detail: 'script-src', line: "script-src 'self' https://desk.meridian.example" },
  ],
  mayBeFramed: false,
}
export const CHECK_ALL_WELL: SiteCheck = { address: 'https://meridian.example/', findings: [], mayBeFramed: true, lastVisitorAt: NOW - 3 * HOUR }

/** A server that keeps what is saved, and refuses a change that was made from an older one. */
export function settingsRoutes(): FakeRoutes {
  let site = sampleSite()
  let company = sampleCompany()
  let hours = sampleHours()
  let window = sampleWindow()
  let texts = sampleTexts()
  let images = 0
  let keys = sampleKeys()
  return {
    [`GET ${API.identityKeys(SITE)}`]: () => ok(keys),
    [`POST ${API.identityKeys(SITE)}`]: (body): Result<MadeIdentityKey> => {
      const wanted = body as NewIdentityKey
      if (wanted.name.trim() === '') return failForm('required', { field: 'name' })
      if ('publicKey' in wanted && !wanted.publicKey.includes('PUBLIC KEY')) return failForm('bad_key', { field: 'publicKey' })
      const key = { id: `key-${keys.length + 1}` as IdentityKeyId, name: wanted.name, algorithm: wanted.algorithm, createdAt: NOW }
      keys = [...keys, key]
      return ok({ key, ...(wanted.algorithm === 'HS256' && { secret: 'N0tAR3alS3cretN0tAR3alS3cretN0tAR3alS3cretX' }) })
    },
    [`DELETE ${API.identityKeys(SITE)}/*`]: (_, path) => {
      keys = keys.filter(({ id }) => !path.endsWith(`/${id}`))
      return ok(null)
    },
    [`GET ${API.sites}`]: () => ok([site]),
    [`GET ${API.tags}`]: () => ok(TAGS),
    [`PUT ${API.site(SITE)}`]: (body) => {
      const change = body as SiteChange
      if (change.revision !== site.revision) return failForm('changed_meanwhile')
      const bad = change.origins.findIndex((origin) => !/^https?:\/\/[^/\s]+$/.test(origin))
      if (bad >= 0) return failForm('bad_address', { field: `origins.${bad}` })
      site = { ...site, ...change, revision: site.revision + 1 }
      return ok(site)
    },
    [`POST ${API.siteCheck(SITE)}`]: (body): Result<SiteCheck> => {
      const { address } = body as { address: string }
      if (!URL.canParse(address)) return failForm('bad_address', { field: 'address' })
      return ok(address.endsWith('/tours') ? CHECK_WITH_FINDINGS : { ...CHECK_ALL_WELL, address })
    },
    [`GET ${API.company}`]: () => ok(company),
    [`PUT ${API.company}`]: (body) => {
      const { revision, profile } = body as CompanyChange
      if (revision !== company.revision) return failForm('changed_meanwhile')
      if (profile.name === '') return failForm('required', { field: 'profile.name' })
      if (displayUnits(profile.shortName) > LIMITS.shortName) return failForm('too_long', { field: 'profile.shortName', message: `The short name may be ${LIMITS.shortName} units long.` })
      if (profile.homePage !== '' && !URL.canParse(profile.homePage)) return failForm('bad_address', { field: 'profile.homePage' })
      const { logoPath: _, ...kept } = company
      company = { ...kept, ...profile, revision: revision + 1, ...(profile.logo !== '' && { logoPath: `/v1/images/${profile.logo}` }) }
      return ok(company)
    },
    [`GET ${API.hours}`]: () => ok(hours),
    [`PUT ${API.hours}`]: (body) => {
      const { revision, hours: next } = body as HoursChange
      if (revision !== hours.revision) return failForm('changed_meanwhile')
      hours = { ...next, revision: revision + 1 }
      return ok(hours)
    },
    [`GET ${API.window}`]: () => ok(window),
    [`PUT ${API.window}`]: (body) => {
      const { revision, rules } = body as WindowChange
      if (revision !== window.revision) return failForm('changed_meanwhile')
      window = { ...rules, canMail: window.canMail, revision: revision + 1 }
      return ok(window)
    },
    [`GET ${API.texts}`]: () => ok(texts),
    [`PUT ${API.texts}`]: (body) => {
      const { revision, texts: own } = body as TextsChange
      if (revision !== texts.revision) return failForm('changed_meanwhile')
      texts = { revision: revision + 1, texts: own }
      return ok(texts)
    },
    [`POST ${API.images}`]: (body): Result<ImageRecord> => {
      const file = body as File
      if (!file.type.startsWith('image/')) return failForm('image_unreadable')
      const id = `img-${++images}`
      return ok({ id, path: `/v1/images/${id}`, type: file.type, width: 200, height: 200 })
    },
  }
}
