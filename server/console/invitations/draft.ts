/** An automatic invitation as it stands in the fields (IV-5, IV-9): what is wrong with it, and what is saved. Pure. */
import { INVITATION_BOUNDS, LIMITS, displayUnits, failForm, isPattern } from '@foyer/sdk/protocol'
import type { Failure, InvitationConditions, InvitationDraft, InvitationLook, InvitationVariant, Receiver, SiteId } from '@foyer/sdk/protocol'
import { isColour } from '../forms/contrast.ts'

/** In the order in which they are offered and said. */
export const CONDITIONS = ['secondsOnSite', 'secondsOnPage', 'pages', 'visits', 'include', 'exclude', 'sources', 'device', 'languages', 'regions', 'scrolled', 'isLeaving', 'event'] as const satisfies readonly (keyof InvitationConditions)[]
export type ConditionKind = (typeof CONDITIONS)[number]

/** As the server has them. Of numbers the least and the most, and of lists the most of them. */
export const CONDITION_BOUNDS = {
  secondsOnSite: { least: 1, most: 86_400 },
  secondsOnPage: { least: 1, most: 86_400 },
  pages: { least: 1, most: 1_000 },
  visits: { least: 1, most: 1_000 },
  scrolled: { least: 1, most: 100 },
  list: LIMITS.listLength,
  /** Characters of the name of a source or a region. */
  nameLength: 100,
} as const
export const AGAIN_BOUNDS = { minutes: { least: 1, most: 30 * 24 * 60 }, times: { least: 1, most: 100 } } as const
export const SHARE_BOUNDS = { least: 0, most: 100 } as const

/** What a condition begins with when it is added: what many want, ready to be changed. */
export const FIRST_CONDITIONS: { readonly [Kind in ConditionKind]: NonNullable<InvitationConditions[Kind]> } = {
  secondsOnSite: 30,
  secondsOnPage: 20,
  pages: 3,
  visits: 2,
  include: [''],
  exclude: [''],
  sources: [],
  device: 'desktop',
  languages: [],
  regions: [],
  scrolled: 50,
  isLeaving: true,
  event: '',
}

export function without<Value extends object, Key extends keyof Value>(value: Value, key: Key): Omit<Value, Key> {
  const { [key]: _, ...rest } = value
  return rest
}

export const newLook = (title: string, text: string, mobile: boolean): InvitationLook => ({ title, text, position: mobile ? 'bottom-sheet' : 'bottom-end', buttons: ['chat', 'later'] })

export interface NewDraft {
  readonly siteId: SiteId
  readonly receiver: Receiver
  readonly variantId: string
  readonly variantName: string
  readonly title: string
  readonly text: string
}

export const newInvitation = ({ siteId, receiver, variantId, variantName, title, text }: NewDraft): InvitationDraft => ({
  siteId,
  name: '',
  isOn: false,
  conditions: { secondsOnSite: FIRST_CONDITIONS.secondsOnSite },
  receiver,
  afterRefusal: { kind: 'visit' },
  onlyStaffed: true,
  variants: [{ id: variantId, name: variantName, share: 100, desktop: newLook(title, text, false), mobile: newLook(title, text, true) }],
})

/** Shares as even as whole numbers allow; the first ones have what is left over. */
export const evened = (variants: readonly InvitationVariant[]): readonly InvitationVariant[] => {
  const [each, over] = [Math.floor(100 / variants.length), 100 % variants.length]
  return variants.map((variant, at) => ({ ...variant, share: each + (at < over ? 1 : 0) }))
}

export const sharesOf = (variants: readonly InvitationVariant[]): number => variants.reduce((sum, { share }) => sum + share, 0)

/** Blanks away, lists without what is empty, and of buttons that are not shown nothing else. */
export function tidied(draft: InvitationDraft): InvitationDraft {
  const { messengerId, phone, ...rest } = draft
  const buttons = draft.variants.flatMap(({ desktop, mobile }) => [...desktop.buttons, ...mobile.buttons])
  return {
    ...rest,
    name: draft.name.trim(),
    conditions: tidiedConditions(draft.conditions),
    variants: draft.variants.map((variant) => ({ ...variant, name: variant.name.trim(), desktop: tidiedLook(variant.desktop), mobile: tidiedLook(variant.mobile) })),
    ...(messengerId && buttons.includes('messenger') && { messengerId }),
    ...(phone?.trim() && buttons.includes('phone') && { phone: phone.trim() }),
  }
}

export const tidiedLook = (look: InvitationLook): InvitationLook => ({ ...look, title: look.title.trim(), text: look.text.trim() })

function tidiedConditions(conditions: InvitationConditions): InvitationConditions {
  const list = (items: readonly string[], fold = false) => [...new Set(items.map((item) => (fold ? item.trim().toLowerCase() : item.trim())).filter((item) => item !== ''))]
  const { include, exclude, sources, languages, regions, event } = conditions
  return {
    ...conditions,
    ...(include && { include: list(include) }),
    ...(exclude && { exclude: list(exclude) }),
    ...(sources && { sources: list(sources, true) }),
    ...(languages && { languages: list(languages, true) }),
    ...(regions && { regions: list(regions, true) }),
    ...(event !== undefined && { event: event.trim() }),
  }
}

/** A flaw that the table of refusals words too broadly; it is the failure's message, which the page puts into words. */
export const DRAFT_FLAWS = ['conditionEmpty', 'sharesNot100', 'messengerMissing', 'noLanguage', 'unknownPlaceholder'] as const
export type DraftFlaw = (typeof DRAFT_FLAWS)[number]

/** The first thing that is wrong, if anything, named as the form names it. */
export function checkInvitation({ name, conditions, variants, messengerId, phone, receiver }: InvitationDraft): Failure | undefined {
  if (name === '') return failForm('required', { field: 'name' })
  if (displayUnits(name) > INVITATION_BOUNDS.titleUnits) return failForm('too_long', { field: 'name' })
  const condition = checkConditions(conditions)
  if (condition) return condition
  if (receiver.kind === 'agent' ? !receiver.agentId : !receiver.groupId) return failForm('required', { field: 'receiver' })
  for (const [at, variant] of variants.entries()) {
    const found = checkVariant(variant, `variants.${at}`)
    if (found) return found
  }
  if (sharesOf(variants) !== 100) return failForm('out_of_range', { field: 'variants.0.share', message: 'sharesNot100' })
  const buttons = variants.flatMap(({ desktop, mobile }) => [...desktop.buttons, ...mobile.buttons])
  if (buttons.includes('messenger') && !messengerId) return failForm('required', { field: 'messengerId', message: 'messengerMissing' })
  if (buttons.includes('phone') && !/\d/.test(phone ?? '')) return failForm(phone ? 'bad_phone' : 'required', { field: 'phone' })
  return undefined
}

function checkConditions(conditions: InvitationConditions): Failure | undefined {
  for (const key of ['include', 'exclude'] as const) {
    const bad = conditions[key]?.findIndex((pattern) => !isPattern(pattern)) ?? -1
    if (bad >= 0) return failForm('bad_pattern', { field: `conditions.${key}.${bad}` })
  }
  for (const key of ['include', 'exclude', 'sources', 'languages', 'regions'] as const) {
    const list = conditions[key]
    if (list?.length === 0) return failForm('required', { field: `conditions.${key}`, message: 'conditionEmpty' })
  }
  for (const key of ['sources', 'regions'] as const) {
    const long = conditions[key]?.findIndex((item) => item.length > CONDITION_BOUNDS.nameLength) ?? -1
    if (long >= 0) return failForm('too_long', { field: `conditions.${key}.${long}` })
  }
  const odd = conditions.languages?.findIndex((tag) => !/^[a-z]{2,3}$/.test(tag)) ?? -1
  if (odd >= 0) return failForm('not_supported', { field: `conditions.languages.${odd}`, message: 'noLanguage' })
  if ((conditions.event?.length ?? 0) > LIMITS.eventName) return failForm('too_long', { field: 'conditions.event' })
  return conditions.event === '' ? failForm('required', { field: 'conditions.event', message: 'conditionEmpty' }) : undefined
}

function checkVariant({ name, desktop, mobile }: InvitationVariant, path: string): Failure | undefined {
  if (name === '') return failForm('required', { field: `${path}.name` })
  if (displayUnits(name) > INVITATION_BOUNDS.titleUnits) return failForm('too_long', { field: `${path}.name` })
  return checkLook(desktop, `${path}.desktop`) ?? checkLook(mobile, `${path}.mobile`)
}

/** @param needsText of a manual one every agent writes their own */
export function checkLook({ title, text, accent }: InvitationLook, path: string, needsText = true): Failure | undefined {
  if (title === '') return failForm('required', { field: `${path}.title` })
  if (displayUnits(title) > INVITATION_BOUNDS.titleUnits) return failForm('too_long', { field: `${path}.title` })
  if (needsText && text === '') return failForm('required', { field: `${path}.text` })
  if (displayUnits(text) > INVITATION_BOUNDS.textUnits) return failForm('too_long', { field: `${path}.text` })
  const odd = hasUnknown(title) ? 'title' : hasUnknown(text) ? 'text' : undefined
  if (odd) return failForm('not_supported', { field: `${path}.${odd}`, message: 'unknownPlaceholder' })
  return accent !== undefined && !isColour(accent) ? failForm('bad_colour', { field: `${path}.accent` }) : undefined
}

export const PLACEHOLDERS = ['visitor', 'page', 'agent', 'place', 'company'] as const
const hasUnknown = (text: string): boolean => [...text.matchAll(/\{([^{}]*)\}/g)].some(([, name]) => !PLACEHOLDERS.some((known) => known === name))

/** Names in the place of placeholders (IV-9), for looking at it. */
export const filled = (text: string, names: Readonly<Record<(typeof PLACEHOLDERS)[number], string>>): string =>
  PLACEHOLDERS.reduce((all, name) => all.replaceAll(`{${name}}`, () => names[name]), text)
