/**
 * What the maker knows of drafts (RC-2 to RC-6): which choices there are, with which values a draft begins, what is asked
 * for, and what goes to the server. Pure; the steps draw it.
 */
import { KINDS_AT, LIMITS, POSITIONS, POSITIONS_OF, STYLES_AT, displayUnits, failForm, isPattern, unreachable } from '@foyer/sdk/protocol'
import type { CompanyProfile, ComponentDraft, ComponentKind, ComponentStyle, Failure, GroupId, Language, Messenger, Placement, Position, SiteId, Target } from '@foyer/sdk/protocol'
import { isSame } from '../forms/form-state.ts'

/** What the first step decides. */
export interface Choice {
  readonly kind: ComponentKind
  readonly placement: Placement
  readonly style: ComponentStyle
}

/** What is known of the workspace when a draft begins. */
export interface Known {
  readonly siteId: SiteId
  /** Of the default words. */
  readonly language: Language
  readonly mainGroup: GroupId
  readonly company: Pick<CompanyProfile, 'name' | 'phone' | 'email' | 'homePage'>
}

/** Where an article appears. Only an own page runs the tag; the others show text and pictures (RC-4). */
export const PLATFORMS = ['own', 'wechat', 'weibo', 'medium', 'linkedin', 'other'] as const
export type Platform = (typeof PLATFORMS)[number]

/** The styles that can be had there, the usual one first. `platform` counts for articles alone. */
export function stylesFor({ kind, placement }: Pick<Choice, 'kind' | 'placement'>, platform: Platform): readonly ComponentStyle[] {
  const isTakenBy = (style: ComponentStyle) => (KINDS_OF[style]?.includes(kind) ?? true) && (placement !== 'article' || (style === 'article-picture') === (platform !== 'own'))
  return STYLES_AT[placement].filter(isTakenBy)
}

/** Styles that do not take every kind. The two actions of a bar are a chat and a call. */
const KINDS_OF: Readonly<Partial<Record<ComponentStyle, readonly ComponentKind[]>>> = { 'action-bar': ['web-chat', 'phone'] }

/** The choice after one of its parts was changed: the others stay where they can. */
export function chosen(choice: Choice, change: Partial<Choice>, platform: Platform): Choice {
  const wished = { ...choice, ...change }
  const kind = keep(KINDS_AT[wished.placement], wished.kind)
  return { ...wished, kind, style: keep(stylesFor({ kind, placement: wished.placement }, platform), wished.style) }
}

const keep = <Value>(offered: readonly Value[], wished: Value): Value => (offered.includes(wished) ? wished : (offered[0] ?? wished))

/** Where such articles appear, as far as a draft says it. */
export const platformOf = ({ placement, style }: Choice): Platform => (placement === 'article' && style === 'article-picture' ? 'other' : 'own')

/** What is asked for in the second step besides the name. */
export interface Asked {
  readonly shownName: boolean
  readonly greeting: boolean
  readonly avatar: boolean
  /** The positions to choose from; one or none: nothing is asked. */
  readonly positions: readonly Position[]
  readonly offset: boolean
  readonly accent: boolean
  /** Who receives, and whom the visitor sees. */
  readonly receiver: boolean
  readonly image: boolean
  readonly selectors: boolean
  readonly target?: Target['kind']
  readonly closing: boolean
  readonly show: boolean
  /** On which devices; what stands on mobile pages shows on phones alone. */
  readonly device: boolean
}

const WITH_GREETING: readonly ComponentStyle[] = ['card', 'bottom-bar', 'article-picture', 'link']
const WITH_AVATAR: readonly ComponentStyle[] = ['horizontal-button', 'card', 'bottom-bar', 'article-bar', 'article-picture']
/** Those that a picture becomes from the start; a button begins with its icon. */
const WITH_FACE: readonly ComponentStyle[] = WITH_AVATAR.filter((style) => style !== 'horizontal-button')
/** On no page of a site. */
const APART: readonly ComponentStyle[] = ['article-picture', 'link']
const UNDRAWN: readonly ComponentStyle[] = ['custom-dom', ...APART]
/** These begin at the edge itself. */
const AT_EDGE: readonly ComponentStyle[] = ['side-tab', 'bottom-bar', 'action-bar']

/** What decides that. */
type Decisive = Choice & Pick<ComponentDraft, 'show'> & { readonly target?: Target | undefined }

export function askedFor(draft: Decisive): Asked {
  const { style, placement } = draft
  const target = targetKindOf(draft)
  const isDrawn = !UNDRAWN.includes(style)
  return {
    shownName: style !== 'custom-dom',
    greeting: WITH_GREETING.includes(style),
    avatar: WITH_AVATAR.includes(style),
    positions: isDrawn ? (POSITIONS_OF[style] ?? POSITIONS) : [],
    offset: isDrawn,
    accent: style !== 'custom-dom' && style !== 'image',
    receiver: startsChat(draft),
    image: style === 'image',
    selectors: style === 'custom-dom',
    ...(target && { target }),
    closing: isDrawn,
    show: !APART.includes(style),
    device: !APART.includes(style) && placement !== 'mobile-page',
  }
}

/** Whether a visitor can come to talk by it: "leave a message" leads to the chat too. */
const startsChat = ({ kind, target, show }: Decisive): boolean =>
  kind === 'web-chat' || show.outsideHours === 'leave-message' || (target?.kind === 'messenger' && target.offersChat)

function targetKindOf({ kind, style }: Choice): Target['kind'] | undefined {
  if (kind === 'messenger') return 'messenger'
  if (kind === 'phone' || style === 'action-bar') return 'phone'
  return kind === 'web-chat' ? undefined : 'card'
}

/** A draft that is complete but for its name, where the company has said its number and addresses. */
export function newDraft({ kind, placement, style }: Choice, known: Known): ComponentDraft {
  const choice = { kind, placement, style }
  const words = WORDS[known.language]
  return {
    ...choice,
    siteId: known.siteId,
    name: '',
    shownName: words.shownName[choice.kind],
    greeting: words.greeting,
    position: positionOf(choice.style, 'bottom-end'),
    offset: offsetOf(choice.style),
    receiver: { kind: 'group', groupId: known.mainGroup },
    face: 'agent',
    language: 'auto',
    selectors: ['#foyer-chat'],
    ...targetOf(choice, undefined, known),
    ...(WITH_FACE.includes(choice.style) && { avatar: { kind: 'built-in' as const, name: 'bell' } }),
    ...(choice.style === 'card' && { closedFor: 'visit' as const }),
    show: {},
  }
}

/** A draft after another choice: everything stays that still fits, also what the new style does not ask for. */
export function rechosen(draft: ComponentDraft, choice: Choice, known: Known): ComponentDraft {
  const [old, fresh] = [newDraft(draft, known), newDraft(choice, known)]
  // What stands as it began, begins anew.
  const begun = FOLLOWING.map((field) => [field, isSame(draft[field], old[field]) ? fresh[field] : draft[field]] as const)
  return {
    ...draft,
    ...choice,
    ...Object.fromEntries(begun),
    position: positionOf(choice.style, draft.position),
    ...targetOf(choice, draft.target, known),
  }
}

/** Without blanks around, and without empty lines. */
export function tidied(draft: ComponentDraft): ComponentDraft {
  const rules = Object.entries(draft.show).map(([rule, value]) => [rule, Array.isArray(value) ? filled(value) : value] as const)
  return {
    ...draft,
    name: draft.name.trim(),
    shownName: draft.shownName.trim(),
    greeting: draft.greeting.trim(),
    ...(draft.selectors && { selectors: filled(draft.selectors) }),
    show: Object.fromEntries(rules.filter(([, value]) => value !== undefined && value.length > 0)),
  }
}

const filled = (lines: readonly string[] = []): readonly string[] => lines.map((line) => line.trim()).filter(Boolean)

/** What goes to the server: a draft without what its style does not ask for. */
export function sent(draft: ComponentDraft): ComponentDraft {
  const asked = askedFor(draft)
  const { avatar, accent, image, selectors, target, closedFor, show, ...rest } = tidied(draft)
  return {
    ...rest,
    greeting: asked.greeting ? rest.greeting : '',
    ...(asked.avatar && avatar && { avatar }),
    ...(asked.accent && accent !== undefined && { accent }),
    ...(asked.image && image?.src && { image }),
    ...(asked.selectors && { selectors: selectors ?? [] }),
    ...(asked.target && target && { target }),
    ...(asked.closing && closedFor !== undefined && { closedFor }),
    show: asked.show ? (asked.device ? show : without(show, 'device')) : {},
  }
}

/**
 * What can be refused before the server is asked. `field` is named as in the draft.
 *
 * @param isSelector whether this browser reads it as one
 */
export function checkDraft(draft: ComponentDraft, isSelector: (text: string) => boolean): Failure | undefined {
  const { name, shownName, greeting, selectors = [], image, target, show } = sent(draft)
  const asked = askedFor(draft)
  const needed: readonly (readonly [field: string, isMissing: boolean])[] = [
    ['name', !name],
    ['shownName', !shownName],
    ['image', asked.image && !image],
    ['image.alt', asked.image && !image?.alt.trim()],
    ['selectors', asked.selectors && selectors.length === 0],
    ['target.number', target?.kind === 'phone' && !target.number.trim()],
    ['target.address', (target?.kind === 'messenger' || target?.kind === 'card') && !target.address.trim()],
    ['target.title', target?.kind === 'card' && !target.title.trim()],
  ]
  const limits: readonly (readonly [field: string, text: string, units: number])[] = [
    ['name', name, LIMITS.componentName],
    ['shownName', shownName, LIMITS.shownName],
    ['greeting', greeting, LIMITS.greeting],
  ]
  const missing = needed.find(([, isMissing]) => isMissing)
  if (missing) return failForm('required', { field: missing[0] })
  const long = limits.find(([, text, units]) => displayUnits(text) > units)
  if (long) return failForm('too_long', { field: long[0] })
  const selector = selectors.findIndex((one) => !isSelector(one))
  if (selector >= 0) return failForm('bad_selector', { field: `selectors.${selector}` })
  for (const list of ['include', 'exclude'] as const) {
    const pattern = show[list]?.findIndex((one) => !isPattern(one)) ?? -1
    if (pattern >= 0) return failForm('bad_pattern', { field: `show.${list}.${pattern}` })
  }
  return undefined
}

/** Fields that begin otherwise with another choice. */
const FOLLOWING = ['shownName', 'avatar', 'offset', 'closedFor'] as const

const offsetOf = (style: ComponentStyle): ComponentDraft['offset'] => (AT_EDGE.includes(style) ? { inline: 0, block: 0 } : { inline: 20, block: 20 })

const positionOf = (style: ComponentStyle, wished: Position): Position => keep(POSITIONS_OF[style] ?? POSITIONS, wished)

function targetOf(choice: Choice, target: Target | undefined, { company, language }: Known): { target?: Target } {
  const kind = targetKindOf(choice)
  if (kind === undefined) return {}
  if (target?.kind === kind) return { target }
  switch (kind) {
    case 'phone':
      return { target: { kind, number: company.phone } }
    case 'messenger':
      return { target: { kind, ...messengerOf(company.email ? 'mail' : 'whatsapp', company), offersChat: true } }
    case 'card':
      return { target: { kind, title: WORDS[language].shownName[choice.kind], text: '', address: company.homePage } }
    default:
      return unreachable(kind)
  }
}

/** A messenger with the company's own address in it, as far as that is known. */
const messengerOf = (messenger: Messenger, { email, phone }: Reachable) => ({ messenger, address: messenger === 'mail' ? email : messenger === 'whatsapp' ? phone : '' })

/** A target after another messenger was chosen. What stands as it began, begins anew; what was typed stays. */
export function withMessenger(target: MessengerTarget, messenger: Messenger, company: Reachable): MessengerTarget {
  const isTyped = target.address !== '' && target.address !== messengerOf(target.messenger, company).address
  return { ...target, ...(isTyped ? { messenger } : messengerOf(messenger, company)) }
}

export type MessengerTarget = Extract<Target, { kind: 'messenger' }>
type Reachable = Pick<CompanyProfile, 'email' | 'phone'>

/** A value without one of its fields. */
export function without<Value extends object, Key extends keyof Value>(value: Value, key: Key): Omit<Value, Key> {
  const { [key]: _, ...rest } = value
  return rest
}

interface DefaultWords {
  readonly shownName: Readonly<Record<ComponentKind, string>>
  readonly greeting: string
}

/** Words that visitors see, within the limits of RC-3: at most 16 and 20 units. */
const WORDS: Readonly<Record<Language, DefaultWords>> = {
  en: {
    shownName: { 'web-chat': 'Chat with us', 'messenger': 'Message us', 'phone': 'Call us', 'follow': 'Follow us', 'group': 'Join our group', 'member': 'Meet our team' },
    greeting: 'How can we help?',
  },
  zh: {
    shownName: { 'web-chat': '在线咨询', 'messenger': '发消息', 'phone': '电话咨询', 'follow': '关注我们', 'group': '加入群聊', 'member': '联系顾问' },
    greeting: '需要帮助吗？',
  },
  de: {
    shownName: { 'web-chat': 'Chat mit uns', 'messenger': 'Uns schreiben', 'phone': 'Uns anrufen', 'follow': 'Uns folgen', 'group': 'Gruppe beitreten', 'member': 'Unser Team' },
    greeting: 'Können wir helfen?',
  },
  es: {
    shownName: { 'web-chat': 'Hablemos', 'messenger': 'Escríbanos', 'phone': 'Llámenos', 'follow': 'Síganos', 'group': 'Únase al grupo', 'member': 'Nuestro equipo' },
    greeting: '¿Podemos ayudarle?',
  },
  fr: {
    shownName: { 'web-chat': 'Discutons', 'messenger': 'Écrivez-nous', 'phone': 'Appelez-nous', 'follow': 'Suivez-nous', 'group': 'Rejoignez-nous', 'member': 'Notre équipe' },
    greeting: 'Besoin d’aide ?',
  },
  ja: {
    shownName: { 'web-chat': 'チャットで相談', 'messenger': 'メッセージ', 'phone': '電話で相談', 'follow': 'フォローする', 'group': 'グループに参加', 'member': '担当者に相談' },
    greeting: '何かお困りですか？',
  },
  ar: {
    shownName: { 'web-chat': 'تحدث معنا', 'messenger': 'راسلنا', 'phone': 'اتصل بنا', 'follow': 'تابعنا', 'group': 'انضم للمجموعة', 'member': 'تواصل معنا' },
    greeting: 'كيف يمكننا مساعدتك؟',
  },
}
