/** What a component is, from its row: what the console edits, what a page is told of it, and what a draft must keep to. */
import { KINDS_AT, LIMITS, POSITIONS_OF, PUBLIC_PATHS, STYLES_AT, displayUnits, fail, failForm, isPattern } from '@foyer/sdk/protocol'
import type {
  AvatarChoice,
  ComponentDraft,
  ComponentId,
  ComponentImage,
  ContactCard,
  Failure,
  ImageChoice,
  Receiver,
  ReceptionComponent,
  ShowRules,
  SiteId,
  Target,
} from '@foyer/sdk/protocol'
import { atMost, eachOf, fewEnough, firstWrong, isColour, isPhoneNumber, isWebAddress, needed } from '../forms/rules.ts'
import { isMessengerAddress } from '../messengers/rules.ts'

/** A row of the table, as far as it is needed to know a component. */
export interface KeptComponent {
  readonly id: ComponentId
  readonly site_id: SiteId
  readonly slug: string
  readonly name: string
  readonly receiver: string
  readonly draft: string
}

export function draftOf({ site_id: siteId, name, receiver, draft }: Omit<KeptComponent, 'id' | 'slug'>): ComponentDraft {
  return { ...(JSON.parse(draft) as Omit<ComponentDraft, 'siteId' | 'name' | 'receiver'>), siteId, name, receiver: JSON.parse(receiver) as Receiver }
}

/** The columns that hold a draft. */
export function columnsOf({ siteId, name, receiver, ...draft }: ComponentDraft) {
  return { site_id: siteId, name, receiver: JSON.stringify(receiver), draft: JSON.stringify(draft) }
}

/** The pictures of a workspace, as far as its components show them. */
export interface Pictures {
  /** By the images' ids; in CSS pixels. */
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>
  /** Id of the company's; empty: none. */
  readonly logo: string
}

/** The ids of all pictures that a draft names. */
export const imagesOf = ({ avatar, image, target }: ComponentDraft): readonly string[] => [
  ...(avatar?.kind === 'image' ? [avatar.id] : []),
  ...(image ? [image.src, image.hover, image.mobile].filter((id) => id !== undefined) : []),
  ...(target?.kind === 'card' && target.code !== undefined ? [target.code] : []),
]

/**
 * What a page is told. What a draft holds for another kind or style, chosen before, is not. `undefined` for what is on
 * no page, and for a picture that is gone.
 */
export function shownOf({ id, slug }: Pick<KeptComponent, 'id' | 'slug'>, draft: ComponentDraft, pictures: Pictures): ReceptionComponent | undefined {
  const { kind, style, position, offset, shownName, greeting, avatar, accent, language, image, selectors, target, closedFor } = draft
  if (style === 'article-picture') return undefined
  const picture = style === 'image' && image ? imageOf(image, pictures) : undefined
  if (style === 'image' && !picture) return undefined
  const face = avatar && avatarPath(avatar, pictures)
  const show = showOf(draft)
  return {
    id,
    kind,
    style,
    position,
    offset,
    shownName,
    ...(greeting && { greeting }),
    ...(face !== undefined && { avatar: face }),
    ...(accent !== undefined && isColour(accent) && { accent }),
    ...(language !== 'auto' && { language }),
    ...(picture && { image: picture }),
    ...(style === 'custom-dom' && selectors && { selectors }),
    ...(target?.kind === 'phone' && needsPhone(draft) && { phone: target.number }),
    ...(target?.kind === 'card' && needsCard(draft) && { card: cardOf(target, slug) }),
    slug,
    ...(closedFor !== undefined && { closedFor }),
    ...(show && { show }),
  }
}

function imageOf({ src, hover, mobile, alt }: ImageChoice, { sizes }: Pictures): ComponentImage | undefined {
  const size = sizes.get(src)
  if (!size) return undefined
  return {
    src: PUBLIC_PATHS.image(src),
    ...(hover !== undefined && { hover: PUBLIC_PATHS.image(hover) }),
    ...(mobile !== undefined && { mobile: PUBLIC_PATHS.image(mobile) }),
    alt,
    ...size,
  }
}

export function avatarPath(avatar: AvatarChoice, { logo }: Pick<Pictures, 'logo'>): string | undefined {
  if (avatar.kind === 'built-in') return PUBLIC_PATHS.avatar(avatar.name)
  const id = avatar.kind === 'logo' ? logo : avatar.id
  return id ? PUBLIC_PATHS.image(id) : undefined
}

const cardOf = ({ title, text, address, code }: Extract<Target, { kind: 'card' }>, slug: string): ContactCard => ({
  title,
  ...(text && { text }),
  address,
  code: code === undefined ? PUBLIC_PATHS.cardCode(slug) : PUBLIC_PATHS.image(code),
})

/** The rules of showing, if any sets a limit. What stands on mobile pages shows on mobile devices alone. */
function showOf({ placement, show: { include, exclude, languages, ...rest } }: ComponentDraft): ShowRules | undefined {
  const show: ShowRules = {
    ...(include?.length && { include }),
    ...(exclude?.length && { exclude }),
    ...(languages?.length && { languages }),
    ...rest,
    ...(placement === 'mobile-page' && { device: 'mobile' }),
  }
  return Object.keys(show).length > 0 ? show : undefined
}

const needsPhone = ({ kind, style }: Pick<ComponentDraft, 'kind' | 'style'>): boolean => kind === 'phone' || style === 'action-bar'
const needsCard = ({ kind }: Pick<ComponentDraft, 'kind'>): boolean => kind === 'follow' || kind === 'group' || kind === 'member'

/** What of a workspace a draft is held against. */
export interface DraftSurroundings {
  /** Of the site's other components. */
  readonly names: readonly string[]
  /** The receiver is a group of the workspace, or an agent of it who is not disabled. */
  readonly hasReceiver: boolean
  /** Those of the draft's pictures that the workspace has. */
  readonly images: ReadonlySet<string>
}

/** CSS pixels from the edge: further out, it is not at the edge any more. */
const MOST_OFFSET = 400
const MOST_DAYS = 365
/** Characters of a selector. */
const SELECTOR_LENGTH = 300

/** What is wrong with a draft, by its first field that is, in the order of the maker's steps (RC-1, RC-3, RC-4, RC-9). */
export function checkDraft(draft: ComponentDraft, around: DraftSurroundings): Failure | undefined {
  const { placement, kind, style, name, shownName, greeting, position, offset, accent, closedFor, show } = draft
  return firstWrong([
    () => (KINDS_AT[placement].includes(kind) ? undefined : failForm('not_supported', { field: 'kind' })),
    () => (STYLES_AT[placement].includes(style) && isStyleOf(draft) ? undefined : failForm('not_supported', { field: 'style' })),
    () => needed('name', name, LIMITS.componentName),
    () => (around.names.map(sameName).includes(sameName(name)) ? failForm('name_taken', { field: 'name' }) : undefined),
    () => needed('shownName', shownName, LIMITS.shownName),
    () => atMost('greeting', greeting, LIMITS.greeting),
    () => checkImages(draft, around),
    () => ((POSITIONS_OF[style] ?? [position]).includes(position) ? undefined : failForm('not_supported', { field: 'position', message: 'This style cannot stand there.' })),
    () => outOfRange('offset.inline', offset.inline, 0, MOST_OFFSET, 'pixels'),
    () => outOfRange('offset.block', offset.block, 0, MOST_OFFSET, 'pixels'),
    () => (accent === undefined || isColour(accent) ? undefined : failForm('bad_colour', { field: 'accent' })),
    () => (around.hasReceiver ? undefined : failForm('receiver_gone', { field: 'receiver' })),
    () => checkSelectors(draft),
    () => checkTarget(draft),
    () => (typeof closedFor === 'object' ? outOfRange('closedFor.days', closedFor.days, 1, MOST_DAYS, 'days') : undefined),
    () => checkShow(show),
    () => (placement === 'mobile-page' && show.device === 'desktop' ? failForm('not_supported', { field: 'show.device', message: 'What stands on mobile pages cannot be for desktops.' }) : undefined),
  ])
}

/** The two actions of an action bar are the chat and the call: nothing else has both. */
const isStyleOf = ({ kind, style }: ComponentDraft): boolean => style !== 'action-bar' || kind === 'web-chat' || kind === 'phone'

const sameName = (name: string): string => name.trim().normalize('NFKC').toLowerCase()

const outOfRange = (field: string, value: number, least: number, most: number, unit: string): Failure | undefined =>
  value < least || value > most ? fail('invalid_input', { field, message: `This is from ${least} to ${most} ${unit}.` }) : undefined

function checkImages(draft: ComponentDraft, { images }: DraftSurroundings): Failure | undefined {
  const { style, avatar, target } = draft
  const image = style === 'image' ? draft.image : undefined
  if (style === 'image' && !image) return failForm('required', { field: 'image' })
  const gone = (field: string, id: string | undefined) => () =>
    id === undefined || images.has(id) ? undefined : failForm('image_unreadable', { field, message: 'This picture does not exist any more.' })
  return firstWrong([
    gone('avatar', avatar?.kind === 'image' ? avatar.id : undefined),
    gone('image.src', image?.src),
    gone('image.hover', image?.hover),
    gone('image.mobile', image?.mobile),
    gone('target.code', target?.kind === 'card' && needsCard(draft) ? target.code : undefined),
    () => (image ? needed('image.alt', image.alt, LIMITS.formText) : undefined),
  ])
}

/** Whether it is one only the browser's engine can say; the console asks it. This keeps out what could be no selector at all. */
const mayBeSelector = (selector: string): boolean => selector.trim() !== '' && selector.length <= SELECTOR_LENGTH && !/[{}]/.test(selector)

function checkSelectors({ style, selectors = [] }: ComponentDraft): Failure | undefined {
  if (style !== 'custom-dom') return undefined
  if (selectors.length === 0) return failForm('required', { field: 'selectors' })
  return fewEnough('selectors', selectors, LIMITS.listLength) ?? eachOf('selectors', selectors, mayBeSelector, (field) => failForm('bad_selector', { field }))
}

/** Each kind leads somewhere of its own; a chat does not, except that an action bar can also call. */
function checkTarget(draft: ComponentDraft): Failure | undefined {
  const { kind, target } = draft
  const wanted: Target['kind'] | undefined = kind === 'messenger' ? 'messenger' : needsPhone(draft) ? 'phone' : needsCard(draft) ? 'card' : undefined
  if (!wanted) return undefined
  if (!target) return failForm('required', { field: 'target' })
  if (target.kind !== wanted) return failForm('not_supported', { field: 'target', message: 'This kind leads elsewhere.' })
  switch (target.kind) {
    case 'messenger':
      return target.address.trim() === '' ? failForm('required', { field: 'target.address' }) : checkMessenger(target)
    case 'phone':
      return needed('target.number', target.number, LIMITS.formField) ?? (isPhoneNumber(target.number) ? undefined : failForm('bad_phone', { field: 'target.number' }))
    case 'card':
      return firstWrong([
        () => needed('target.title', target.title, LIMITS.formText),
        () => atMost('target.text', target.text, LIMITS.formText),
        () => (target.address.trim() === '' ? failForm('required', { field: 'target.address' }) : undefined),
        () => (isWebAddress(target.address) ? undefined : failForm('bad_address', { field: 'target.address' })),
      ])
  }
}

function checkMessenger({ messenger, address }: Extract<Target, { kind: 'messenger' }>): Failure | undefined {
  if (isMessengerAddress(messenger, address)) return undefined
  const code = messenger === 'mail' ? 'bad_email' : messenger === 'whatsapp' ? 'bad_phone' : messenger === 'other' ? 'bad_address' : 'bad_account'
  return failForm(code, { field: 'target.address' })
}

function checkShow({ include = [], exclude = [], languages = [] }: ShowRules): Failure | undefined {
  const badPattern = (field: string) => failForm('bad_pattern', { field })
  return firstWrong([
    () => fewEnough('show.include', include, LIMITS.listLength),
    () => eachOf('show.include', include, isPattern, badPattern),
    () => fewEnough('show.exclude', exclude, LIMITS.listLength),
    () => eachOf('show.exclude', exclude, isPattern, badPattern),
    () => fewEnough('show.languages', languages, LIMITS.listLength),
    () => eachOf('show.languages', languages, (tag) => /^[a-z]{2,3}$/.test(tag), (field) => fail('invalid_input', { field, message: 'This is the tag of a language, as en.' })),
  ])
}

/** "Chat" is copied as "Chat 2", "Chat 2" as "Chat 3"; what is too long for its number loses its end. */
export function nameOfCopy(name: string, taken: readonly string[]): string {
  const stem = name.replace(/ \d+$/, '')
  const isTaken = new Set(taken.map(sameName))
  for (let number = 2; ; number += 1) {
    const copy = withNumber(stem, ` ${number}`)
    if (!isTaken.has(sameName(copy))) return copy
  }
}

function withNumber(stem: string, number: string): string {
  const characters = Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(stem), ({ segment }) => segment)
  while (displayUnits(characters.join('') + number) > LIMITS.componentName) characters.pop()
  return characters.join('').trimEnd() + number
}
