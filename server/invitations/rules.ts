/** Invitations (IV-5 to IV-9): what one may be and says, which variant a visitor sees, and whether it may show once more. */
import { INVITATION_BOUNDS, LIMITS, PUBLIC_PATHS, failForm, isPattern } from '@foyer/sdk/protocol'
import type { AfterRefusal, Failure, InvitationConditions, InvitationDraft, InvitationLook, InvitationVariant, ManualInvitations, SiteInvitation } from '@foyer/sdk/protocol'
import { atMost, eachOf, fewEnough, firstWrong, isColour, isPhoneNumber, needed } from '../forms/rules.ts'
import { fillIn } from '../greetings/rules.ts'

export const NAME_UNITS = 20
/** Seconds, pages, visits; a day is more than anybody looks around. */
const MOST_SECONDS = 86_400
const MOST_COUNTED = 1_000
/** Characters of the name of a source or a region. */
const NAME_LENGTH = 100
const REFUSAL_BOUNDS = { minutes: 30 * 24 * 60, times: 100 }
/** So long a visit goes on without a page. */
const VISIT_MS = 30 * 60_000
const MINUTE_MS = 60_000

/** What of a workspace a draft is held against. */
export interface InvitationSurroundings {
  readonly hasSite: boolean
  /** A group of the workspace, or an agent who is not disabled. */
  readonly hasReceiver: boolean
  /** Of the component that `messengerId` names, if the site has it. */
  readonly messengerKind?: string
  /** Of the pictures that its looks name, those that there are. */
  readonly pictures: ReadonlySet<string>
}

/** What is wrong with an invitation, by the first field that is. */
export function checkInvitation(draft: InvitationDraft, around: InvitationSurroundings): Failure | undefined {
  const { name, conditions, afterRefusal, variants, messengerId, phone } = draft
  const buttons = variants.flatMap(({ desktop, mobile }) => [...desktop.buttons, ...mobile.buttons])
  return firstWrong([
    () => (around.hasSite ? undefined : failForm('not_supported', { field: 'siteId', message: 'There is no such site.' })),
    () => needed('name', name, NAME_UNITS),
    () => inside('conditions', checkConditions(conditions)),
    () => (around.hasReceiver ? undefined : failForm('receiver_gone', { field: 'receiver' })),
    () => checkRefusal(afterRefusal),
    () => checkVariants(variants, around.pictures),
    () => (buttons.includes('messenger') ? checkMessenger(messengerId, around) : undefined),
    () => (buttons.includes('phone') ? needed('phone', phone ?? '', LIMITS.formField) : undefined),
    () => (phone === undefined || isPhoneNumber(phone) ? undefined : failForm('bad_phone', { field: 'phone' })),
  ])
}

const inside = (path: string, failure: Failure | undefined): Failure | undefined => failure && { ...failure, field: `${path}.${failure.field}` }

const whole = (field: string, value: number | undefined, most: number, least = 1): Failure | undefined =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most) ? undefined : failForm('out_of_range', { field, message: `This is from ${least} to ${most}.` })

function checkConditions({ secondsOnSite, secondsOnPage, pages, visits, include = [], exclude = [], sources = [], languages = [], regions = [], scrolled, event }: InvitationConditions): Failure | undefined {
  const badPattern = (field: string) => failForm('bad_pattern', { field })
  const named = (field: string, list: readonly string[]) => () => fewEnough(field, list, LIMITS.listLength) ?? eachOf(field, list, (one) => one !== '', (at) => failForm('required', { field: at })) ?? eachOf(field, list, (one) => one.length <= NAME_LENGTH, (at) => failForm('too_long', { field: at }))
  return firstWrong([
    () => whole('secondsOnSite', secondsOnSite, MOST_SECONDS),
    () => whole('secondsOnPage', secondsOnPage, MOST_SECONDS),
    () => whole('pages', pages, MOST_COUNTED),
    () => whole('visits', visits, MOST_COUNTED),
    () => fewEnough('include', include, LIMITS.listLength) ?? eachOf('include', include, isPattern, badPattern),
    () => fewEnough('exclude', exclude, LIMITS.listLength) ?? eachOf('exclude', exclude, isPattern, badPattern),
    named('sources', sources),
    () => fewEnough('languages', languages, LIMITS.listLength) ?? eachOf('languages', languages, (tag) => /^[a-z]{2,3}$/.test(tag), (field) => failForm('not_supported', { field, message: 'This is the tag of a language, as en.' })),
    named('regions', regions),
    () => whole('scrolled', scrolled, 100),
    () => (event === undefined ? undefined : event.trim() === '' ? failForm('required', { field: 'event' }) : event.length > LIMITS.eventName ? failForm('too_long', { field: 'event' }) : undefined),
  ])
}

function checkRefusal(after: AfterRefusal): Failure | undefined {
  if (after.kind !== 'again') return undefined
  return whole('afterRefusal.minutes', after.minutes, REFUSAL_BOUNDS.minutes) ?? whole('afterRefusal.times', after.times, REFUSAL_BOUNDS.times)
}

function checkVariants(variants: readonly InvitationVariant[], pictures: ReadonlySet<string>): Failure | undefined {
  if (variants.length === 0) return failForm('required', { field: 'variants' })
  const ids = variants.map(({ id }) => id)
  const sum = variants.reduce((all, { share }) => all + share, 0)
  return firstWrong([
    () => fewEnough('variants', variants, INVITATION_BOUNDS.variants),
    () => eachOf('variants', ids, (id, at) => ids.indexOf(id) === at, (field) => failForm('name_taken', { field: `${field}.id`, message: 'Two variants have the same id.' })),
    ...variants.flatMap(({ name, share, desktop, mobile }, at) => [
      () => needed(`variants.${at}.name`, name, NAME_UNITS),
      () => whole(`variants.${at}.share`, share, 100, 0),
      () => inside(`variants.${at}.desktop`, checkLook(desktop, pictures)),
      () => inside(`variants.${at}.mobile`, checkLook(mobile, pictures)),
    ]),
    () => (sum === 100 ? undefined : failForm('out_of_range', { field: 'variants', message: `The shares are ${sum} percent together; they must be 100.` })),
  ])
}

function checkMessenger(messengerId: string | undefined, { messengerKind }: InvitationSurroundings): Failure | undefined {
  if (messengerId === undefined) return failForm('required', { field: 'messengerId' })
  return messengerKind === 'messenger' ? undefined : failForm('not_supported', { field: 'messengerId', message: 'This is no messenger component of the site.' })
}

/** What is wrong with how it looks. `needsText`: of a manual one every agent writes their own. */
function checkLook(look: InvitationLook, pictures: ReadonlySet<string>, needsText = true): Failure | undefined {
  const { title, text, picture, accent, buttons, closesAfterSeconds: seconds } = look
  const { titleUnits, textUnits, closesAfterSeconds: bounds } = INVITATION_BOUNDS
  return firstWrong([
    () => needed('title', title, titleUnits),
    () => (needsText ? needed('text', text, textUnits) : atMost('text', text, textUnits)),
    ...(['title', 'text'] as const).map((field) => () => checkPlaceholders(field, look[field])),
    () => (picture === undefined || pictures.has(picture) ? undefined : failForm('image_unreadable', { field: 'picture', message: 'This picture does not exist any more.' })),
    () => (accent === undefined || isColour(accent) ? undefined : failForm('bad_colour', { field: 'accent' })),
    () => (buttons.includes('chat') ? undefined : failForm('required', { field: 'buttons', message: 'One of the buttons must open the chat.' })),
    () => eachOf('buttons', buttons, (button, at) => buttons.indexOf(button) === at, (field) => failForm('not_supported', { field, message: 'This button is there twice.' })),
    () => whole('closesAfterSeconds', seconds, bounds.most, bounds.least),
  ])
}

function checkPlaceholders(field: string, text: string): Failure | undefined {
  const unknown = unknownPlaceholder(text)
  return unknown === undefined ? undefined : failForm('not_supported', { field, message: `There is no placeholder ${unknown.slice(0, 40)}.` })
}

/** What an agent writes to whom they invite (IV-7). */
export const checkInviteText = (text: string): Failure | undefined => needed('text', text, INVITATION_BOUNDS.textUnits) ?? checkPlaceholders('text', text)

type Looks = Pick<ManualInvitations, 'desktop' | 'mobile'>
export const picturesIn = (looks: readonly Looks[]): readonly string[] => [...new Set(looks.flatMap(({ desktop, mobile }) => [desktop.picture ?? [], mobile.picture ?? []].flat()))]

const IMAGE = PUBLIC_PATHS.image('')
/** The id of an uploaded picture, of its path. */
export const imageIdOf = (path: string): string | undefined => (path.startsWith(IMAGE) ? path.slice(IMAGE.length) : undefined)

/** What is wrong with the looks of manual invitations. A messenger and a number are for automatic ones. */
export const checkManual = ({ desktop, mobile }: Looks, pictures: ReadonlySet<string>): Failure | undefined =>
  firstWrong(
    [['desktop', desktop] as const, ['mobile', mobile] as const].flatMap(([field, look]) => [
      () => inside(field, checkLook(look, pictures, false)),
      () => eachOf(`${field}.buttons`, look.buttons, (button) => button === 'chat' || button === 'later', (at) => failForm('not_supported', { field: at })),
    ]),
  )

const PLAIN_LOOK: InvitationLook = { title: '{agent}', text: '', position: 'centre', buttons: ['chat', 'later'] }
/** Until somebody has set it: the agent's own name and words, which are in every language. */
export const DEFAULT_LOOKS: Looks = { desktop: PLAIN_LOOK, mobile: { ...PLAIN_LOOK, position: 'bottom-sheet' } }

/** What a page is told of those that are on. Who receives stays here. */
export const siteInvitation = (id: string, { conditions, afterRefusal }: InvitationDraft): SiteInvitation => ({ id, conditions, afterRefusal })

/** Which variant this visitor sees: always the same one, as long as the shares are (IV-9). */
export function variantFor(variants: readonly InvitationVariant[], invitationId: string, visitorId: string): InvitationVariant {
  const at = hash(`${invitationId}/${visitorId}`) % 100
  let upTo = 0
  return variants.find(({ share }) => at < (upTo += share)) ?? variants[0]!
}

/** FNV-1a with the last mixing of MurmurHash, so that ids which differ at their end alone are spread evenly. */
function hash(text: string): number {
  let mixed = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** One earlier showing of the same invitation to the same visitor. */
export interface EarlierShowing {
  readonly state: 'shown' | 'accepted' | 'declined' | 'unanswered'
  readonly at: number
  readonly answeredAt?: number
}

/**
 * Whether it may show once more; `false`: not on this page any more. The page judges refusals by the same rule; here it
 * holds in every tab, and without storage (IV-5). One that closed by itself is no refusal, and comes again no sooner than
 * after one: on every page of a visit, it would be the page's worst part.
 */
export function mayShowAgain(after: AfterRefusal, earlier: readonly EarlierShowing[], { now, visitBegan }: { readonly now: number; readonly visitBegan?: number | undefined }): true | { readonly againAfterMs: number } | false {
  const inThisVisit = ({ at, answeredAt = at }: EarlierShowing): boolean => answeredAt >= (visitBegan ?? now - VISIT_MS)
  if (earlier.some((showing) => showing.state === 'accepted' && inThisVisit(showing))) return false
  const declined = earlier.filter(({ state }) => state === 'declined')
  const closed = earlier.filter(({ state }) => state === 'unanswered')
  switch (after.kind) {
    case 'ever':
      return declined.length === 0 && !closed.some(inThisVisit)
    case 'visit':
      return ![...declined, ...closed].some(inThisVisit)
    case 'again': {
      if (declined.length > after.times) return false
      const last = Math.max(-Infinity, ...[...declined, ...closed].map(({ at, answeredAt = at }) => answeredAt))
      const againAfterMs = last + after.minutes * MINUTE_MS - now
      return againAfterMs > 0 ? { againAfterMs } : true
    }
  }
}

/*
 * What an invitation says, with names in it (IV-9). Whatever is not known leaves no hole: the sentence that needs it goes
 * if another is left, else the word goes with what leads to it (“from {place}”, “来自{place}的”).
 */

export const PLACEHOLDERS = ['visitor', 'page', 'agent', 'place', 'company'] as const
export type Names = Readonly<Record<(typeof PLACEHOLDERS)[number], string>>

/** Code points of a name: a page's title may be a paragraph, and the invitation is a hundred units. */
const FILLED_LENGTH = 60

const PLACEHOLDER = /\{([^{}]*)\}/g
/** Up to the end of a sentence, with the space behind it. */
const SENTENCE = /[^.!?。！？؟]*[.!?。！？؟]+\s*|[^.!?。！？؟]+$/g
const LEADING = 'from|in|near|of|at|about|on|to|for|by|aus|von|vom|bei|über|auf|zu|en|desde|de|sobre|por|depuis|à|du|sur|من|في|عن'
const LEADING_HAN = '来自|位于|关于|有关|在'
const TRAILING = '的|の|から|より|で|について'

/** The first placeholder in a text that there is not. */
export const unknownPlaceholder = (text: string): string | undefined => [...text.matchAll(PLACEHOLDER)].find(([, name]) => !PLACEHOLDERS.some((known) => known === name))?.[0]

/** One line, without what would turn the direction of the text around it. */
const tidy = (name: string): string => Array.from(name.replaceAll(/[\u202A-\u202E\u2066-\u2069\p{Cc}]/gu, ' ').replaceAll(/\s+/g, ' ').trim()).slice(0, FILLED_LENGTH).join('').trimEnd()

/** A title or a text as its visitor reads it. What names say is put in last, and never read as part of it. */
export function fillInvitation(text: string, names: Names): string {
  const tidied = Object.fromEntries(Object.entries(names).map(([name, said]) => [name, tidy(said)])) as unknown as Names
  // By whom one is greeted can be left out of a sentence, as in a greeting; what it is about cannot.
  const missing = (['page', 'place', 'agent', 'company'] as const).filter((name) => tidied[name] === '')
  if (missing.length === 0) return fillIn(text, tidied)
  const sentences = text.match(SENTENCE) ?? []
  const whole = sentences.filter((sentence) => !missing.some((name) => sentence.includes(`{${name}}`)))
  if (whole.some((sentence) => fillIn(sentence, tidied) !== '')) return fillIn(whole.join(''), tidied)
  const needless = new RegExp(`(?:(?<!\\p{L})(?:${LEADING})\\s+|${LEADING_HAN})?\\{(?:${missing.join('|')})\\}(?:${TRAILING})?`, 'giu')
  return fillIn(text.replaceAll(needless, '{}'), tidied)
}
