/**
 * What the console's settings may send (`sdk/protocol/console-api.ts`), parsed. Here is only what every request must be
 * to be read at all; what a form refuses, with its own code and sentence, the capabilities' rules say.
 */
import * as v from 'valibot'
import { BUILT_IN_AVATARS, CONSENTS, KINDS, LIMITS, MESSENGERS, PLACEMENTS, POSITIONS, STYLES } from '@foyer/sdk/protocol'
import type {
  CompanyChange,
  ComponentChange,
  ComponentDraft,
  CountsRequest,
  HoursChange,
  NewIdentityKey,
  SiteChange,
  SiteId,
  SwitchRequest,
} from '@foyer/sdk/protocol'
import { componentId, count, id, isText, language, receiver, siteKey } from './fields.ts'
import { parser, strict } from './parse.ts'

/** Longer than every limit in display units; a form says more exactly what is too long. */
const LONGEST = 2_000
/** Entries of a list that are read at all; a form refuses fewer. */
const MOST_ENTRIES = 500
/** A certificate with a key of 4,096 bits is as long. */
const MOST_KEY_CHARACTERS = 8_000

const text = v.pipe(v.string(), v.maxLength(LONGEST, 'too_long'), v.check(isText), v.trim())
/** What was pasted with line ends and tabs in it stands in one line. */
const line = v.pipe(
  text,
  v.transform((said) => said.replaceAll(/\s+/g, ' ')),
)
const list = <Item extends v.GenericSchema<unknown, unknown>>(item: Item) => v.pipe(v.array(item), v.maxLength(MOST_ENTRIES, 'too_long'))
const whole = v.pipe(v.number(), v.safeInteger())
const imageId = id<string>()

const builtInAvatar = v.pipe(
  v.string(),
  v.check((name) => BUILT_IN_AVATARS.some((known) => known === name)),
)
const avatar = v.variant('kind', [
  v.strictObject({ kind: v.literal('built-in'), name: builtInAvatar }),
  v.strictObject({ kind: v.literal('image'), id: imageId }),
  v.strictObject({ kind: v.literal('logo') }),
])
const target = v.variant('kind', [
  v.strictObject({ kind: v.literal('messenger'), messenger: v.picklist(MESSENGERS), address: line, offersChat: v.boolean() }),
  v.strictObject({ kind: v.literal('phone'), number: line }),
  v.strictObject({ kind: v.literal('card'), title: line, text, address: line, code: v.exactOptional(imageId) }),
])
const componentDraft = strict({
  siteId: id<SiteId>(),
  kind: v.picklist(KINDS),
  placement: v.picklist(PLACEMENTS),
  style: v.picklist(STYLES),
  name: line,
  shownName: line,
  greeting: line,
  avatar: v.exactOptional(avatar),
  position: v.picklist(POSITIONS),
  offset: strict({ inline: whole, block: whole }),
  accent: v.exactOptional(line),
  receiver,
  face: v.picklist(['agent', 'company']),
  language: v.picklist(['auto', ...language.options]),
  image: v.exactOptional(strict({ src: imageId, hover: v.exactOptional(imageId), mobile: v.exactOptional(imageId), alt: line })),
  selectors: v.exactOptional(list(text)),
  target: v.exactOptional(target),
  closedFor: v.exactOptional(v.union([v.picklist(['visit', 'ever']), strict({ days: whole })])),
  show: strict({
    include: v.exactOptional(list(line)),
    exclude: v.exactOptional(list(line)),
    device: v.exactOptional(v.picklist(['desktop', 'mobile'])),
    languages: v.exactOptional(list(line)),
    outsideHours: v.exactOptional(v.picklist(['hide', 'leave-message'])),
    visitors: v.exactOptional(v.picklist(['first-time', 'returning'])),
  }),
})

export const parseComponentDraft = parser<ComponentDraft>()(componentDraft)
export const parseComponentChange = parser<ComponentChange>()(strict({ revision: count, component: componentDraft }))
export const parseSwitchRequest = parser<SwitchRequest>()(strict({ isOn: v.boolean() }))

export const parseSiteChange = parser<SiteChange>()(
  strict({
    revision: count,
    name: line,
    origins: list(line),
    theme: strict({ accent: line, scheme: v.picklist(['system', 'light', 'dark']) }),
    language: v.picklist(['auto', ...language.options]),
    consent: v.picklist(CONSENTS),
  }),
)

const pastedKey = v.pipe(v.string(), v.maxLength(MOST_KEY_CHARACTERS, 'too_long'), v.check(isText))
export const parseNewIdentityKey = parser<NewIdentityKey>()(
  v.variant('algorithm', [
    v.strictObject({ algorithm: v.literal('HS256'), name: line }),
    v.strictObject({ algorithm: v.picklist(['ES256', 'RS256']), name: line, publicKey: pastedKey }),
  ]),
)

export const parseCompanyChange = parser<CompanyChange>()(
  strict({
    revision: count,
    profile: strict({
      name: line,
      shortName: line,
      logo: v.union([v.literal(''), imageId]),
      industry: line,
      country: line,
      region: line,
      city: line,
      street: line,
      postcode: line,
      introduction: text,
      phone: line,
      email: line,
      homePage: line,
      contactPerson: line,
    }),
  }),
)

const span = v.strictTuple([whole, whole])
export const parseHoursChange = parser<HoursChange>()(
  strict({ revision: count, hours: strict({ timeZone: line, week: list(list(span)), holidays: list(line), days: v.exactOptional(v.record(line, list(span))) }) }),
)

/** What a page has drawn: pages of earlier versions say a UUID. */
const drawn = v.pipe(v.string(), v.regex(/^[\w-]{36,43}$/))
/** Showings and clicks, from any page (RC-16). */
export const parseCounts = parser<CountsRequest>()(
  strict({
    protocol: count,
    site: siteKey,
    load: drawn,
    events: v.pipe(v.array(strict({ kind: v.picklist(['shown', 'clicked']), componentId, nr: count })), v.minLength(1), v.maxLength(LIMITS.countsPerRequest)),
  }),
)
