/** A menu as it stands in the fields (MN-1, MN-2): its two levels and what moves in them, what is wrong, what is saved, and what differs from what visitors see. Pure. */
import { MENU_BOUNDS, displayUnits, failForm } from '@foyer/sdk/protocol'
import type { Failure, Menu, MenuAction, MenuIcon, MenuItem, MenuRecord, MenuStyle, Receiver } from '@foyer/sdk/protocol'
import { isPhoneNumber, isWebAddress } from '../../forms/rules.ts'
import { isColour } from '../forms/contrast.ts'
import { isSame } from '../forms/form-state.ts'
import { EMPTY_ANSWER, answerDraft, answerFlaw, failureOf, shownParts, withArrived } from '../replies/reply-draft.ts'
import type { AnswerDraft, Arrived } from '../replies/reply-draft.ts'

export const ACTIONS = ['reply', 'page', 'human', 'phone', 'items'] as const satisfies readonly MenuAction['kind'][]
export type ActionKind = (typeof ACTIONS)[number]

/** With the fields of every action: what was written for another one stays while one looks around. */
export interface ItemDraft {
  readonly id: string
  readonly title: string
  readonly icon: MenuIcon
  readonly kind: ActionKind
  readonly answer: AnswerDraft
  readonly address: string
  readonly opens: 'new-tab' | 'here'
  readonly receiver: Receiver
  readonly number: string
  readonly items: readonly ItemDraft[]
}

export interface MenuDraft {
  readonly isOn: boolean
  readonly style: MenuStyle
  readonly icon: MenuIcon
  /** Empty: the site's. */
  readonly accent: string
  readonly heading: string
  readonly isUnfolded: boolean
  readonly items: readonly ItemDraft[]
}

export const newItem = (id: string, receiver: Receiver): ItemDraft => ({ id, title: '', icon: 'none', kind: 'reply', answer: EMPTY_ANSWER, address: '', opens: 'new-tab', receiver, number: '', items: [] })

/** @param receiver what an item begins with that leads to nobody yet */
export const draftOf = ({ isOn, draft: { accent = '', ...menu } }: Pick<MenuRecord, 'isOn' | 'draft'>, receiver: Receiver): MenuDraft => ({ ...menu, isOn, accent, items: menu.items.map((item) => itemDraft(item, receiver)) })

function itemDraft({ action, ...item }: MenuItem, receiver: Receiver): ItemDraft {
  const draft = { ...newItem(item.id, receiver), ...item, kind: action.kind }
  switch (action.kind) {
    case 'reply':
      return { ...draft, answer: answerDraft({ parts: action.parts }) }
    case 'page':
      return { ...draft, address: action.address, opens: action.opens }
    case 'human':
      return { ...draft, receiver: action.receiver }
    case 'phone':
      return { ...draft, number: action.number }
    case 'items':
      return { ...draft, items: action.items.map((inner) => itemDraft(inner, receiver)) }
  }
}

export const menuOf = ({ isOn: _, accent, items, ...menu }: MenuDraft): Menu => ({ ...menu, heading: menu.heading.trim(), ...(accent !== '' && { accent }), items: items.map(itemOf) })

const itemOf = (draft: ItemDraft): MenuItem => ({ id: draft.id, title: draft.title.trim(), icon: draft.icon, action: actionOf(draft) })

function actionOf({ kind, answer, address, opens, receiver, number, items }: ItemDraft): MenuAction {
  switch (kind) {
    case 'reply':
      return { kind, parts: shownParts(answer) }
    case 'page':
      return { kind, address: address.trim(), opens }
    case 'human':
      return { kind, receiver }
    case 'phone':
      return { kind, number: number.trim() }
    case 'items':
      return { kind, items: items.map(itemOf) }
  }
}

/** Where an item stands: `[2]`, or below it `[2, 0]`. */
export type Spot = readonly [number] | readonly [number, number]

/** The items among which this one stands. */
export const siblingsOf = (items: readonly ItemDraft[], [at, below]: Spot): readonly ItemDraft[] => (below === undefined ? items : (items[at]?.items ?? []))

export const itemAt = (items: readonly ItemDraft[], spot: Spot): ItemDraft | undefined => siblingsOf(items, spot)[spot.at(-1)!]

const withSiblings = (items: readonly ItemDraft[], [at, below]: Spot, siblings: readonly ItemDraft[]): readonly ItemDraft[] => (below === undefined ? siblings : items.with(at, { ...items[at]!, items: siblings }))

export const removeAt = (items: readonly ItemDraft[], spot: Spot): readonly ItemDraft[] => withSiblings(items, spot, siblingsOf(items, spot).toSpliced(spot.at(-1)!, 1))

export type Move = 'up' | 'down' | 'in' | 'out'
export interface Moved {
  readonly items: readonly ItemDraft[]
  readonly spot: Spot
}

/** To another place among its siblings. */
export function moveTo(items: readonly ItemDraft[], spot: Spot, to: number): Moved | undefined {
  const siblings = siblingsOf(items, spot)
  const from = spot.at(-1)!
  const item = siblings[from]
  if (!item || to === from || to < 0 || to >= siblings.length) return undefined
  return { items: withSiblings(items, spot, siblings.toSpliced(from, 1).toSpliced(to, 0, item)), spot: spot.length === 1 ? [to] : [spot[0], to] }
}

/**
 * One step: up or down among its siblings, in below the item above it, or out behind the one that it is below.
 *
 * @returns undefined where it cannot go: only items that have others below them take one in, none of these can be taken in, and no level has more than its bound
 */
export function move(items: readonly ItemDraft[], spot: Spot, by: Move): Moved | undefined {
  const [at, below] = spot
  const item = itemAt(items, spot)
  if (!item) return undefined
  if (by === 'up' || by === 'down') return moveTo(items, spot, spot.at(-1)! + (by === 'up' ? -1 : 1))
  if (by === 'in') {
    const above = items[at - 1]
    if (below !== undefined || item.kind === 'items' || above?.kind !== 'items' || above.items.length >= MENU_BOUNDS.items) return undefined
    return { items: items.with(at - 1, { ...above, items: [...above.items, item] }).toSpliced(at, 1), spot: [at - 1, above.items.length] }
  }
  if (below === undefined || items.length >= MENU_BOUNDS.items) return undefined
  return { items: removeAt(items, spot).toSpliced(at + 1, 0, item), spot: [at + 1] }
}

/** A flaw that the table of refusals words too broadly; it is the failure's message, which the page puts into words. */
export const MENU_FLAWS = ['menuEmpty', 'tooManyItems', 'tooManyForBar', 'nothingBelow'] as const
export type MenuFlaw = (typeof MENU_FLAWS)[number]

/** The first thing that is wrong, if anything, named as the form names it (MN-3). */
export function checkMenu({ style, accent, heading, items, isOn }: MenuDraft, isThere: (receiver: Receiver) => boolean): Failure | undefined {
  if (displayUnits(heading.trim()) > MENU_BOUNDS.titleUnits) return failForm('too_long', { field: 'heading' })
  if (accent !== '' && !isColour(accent)) return failForm('bad_colour', { field: 'accent' })
  if (isOn && items.length === 0) return failForm('required', { field: 'items', message: 'menuEmpty' })
  if (items.length > MENU_BOUNDS.items) return failForm('out_of_range', { field: 'items', message: 'tooManyItems' })
  if (style === 'bottom-bar' && items.length > MENU_BOUNDS.ofBar) return failForm('out_of_range', { field: 'items', message: 'tooManyForBar' })
  return firstOf(items, 'items', isThere)
}

function firstOf(items: readonly ItemDraft[], path: string, isThere: (receiver: Receiver) => boolean): Failure | undefined {
  for (const [at, item] of items.entries()) {
    const found = checkItem(item, `${path}.${at}`, isThere)
    if (found) return found
  }
  return undefined
}

function checkItem({ title, kind, answer, address, receiver, number, items }: ItemDraft, path: string, isThere: (receiver: Receiver) => boolean): Failure | undefined {
  if (title.trim() === '') return failForm('required', { field: `${path}.title` })
  if (displayUnits(title.trim()) > MENU_BOUNDS.titleUnits) return failForm('too_long', { field: `${path}.title` })
  switch (kind) {
    case 'reply': {
      const flaw = answerFlaw(answer, true)
      return flaw && failureOf({ ...flaw, at: `${path}.${flaw.at}` })
    }
    case 'page':
      if (address.trim() === '') return failForm('required', { field: `${path}.address` })
      return isWebAddress(address.trim()) ? undefined : failForm('bad_address', { field: `${path}.address` })
    case 'human':
      return isThere(receiver) ? undefined : failForm('receiver_gone', { field: `${path}.receiver` })
    case 'phone':
      if (number.trim() === '') return failForm('required', { field: `${path}.number` })
      return isPhoneNumber(number.trim()) ? undefined : failForm('bad_phone', { field: `${path}.number` })
    case 'items':
      return items.length === 0 ? failForm('required', { field: `${path}.items`, message: 'nothingBelow' }) : firstOf(items, `${path}.items`, isThere)
  }
}

/** The item that a field belongs to, for saying its name: `items.2.items.0.address` → the first one below the third. */
export function spotOf(field: string | undefined): Spot | undefined {
  const [, at, below] = /^items\.(\d+)(?:\.items\.(\d+))?/.exec(field ?? '') ?? []
  if (at === undefined) return undefined
  return below === undefined ? [Number(at)] : [Number(at), Number(below)]
}

/** A field as the server names it, as the form does: `draft.items.2.action.parts.0` → `items.2.answer.text`. */
export const formField = (field: string, isOfFile: boolean): string =>
  field.replace(/^draft\./, '').replaceAll('.action.', '.').replace(/\.action$/, '').replace(/\.parts\b.*$/, isOfFile ? '.answer.files' : '.answer.text')

/** Files that have arrived, in the items that they are for, at either level. */
export const withFiles = (items: readonly ItemDraft[], arrived: readonly Arrived[]): readonly ItemDraft[] =>
  items.map((item) => ({ ...item, answer: withArrived(item.id, item.answer, arrived), items: withFiles(item.items, arrived) }))

/** What visitors do not see yet. */
export interface Differences {
  readonly look: boolean
  readonly order: boolean
  /** Titles. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly string[]
}

interface Flat {
  readonly id: string
  readonly title: string
  readonly parent: string
  readonly what: object
}

export function differencesOf(published: Menu, draft: Menu): Differences {
  const [before, after] = [flat(published.items), flat(draft.items)]
  const [old, now] = [new Map(before.map((one) => [one.id, one])), new Map(after.map((one) => [one.id, one]))]
  const places = (all: readonly Flat[], others: ReadonlyMap<string, Flat>) => all.filter(({ id }) => others.has(id)).map(({ id, parent }) => `${parent}/${id}`)
  const { items: _, ...look } = published
  const { items: __, ...looks } = draft
  return {
    look: !isSame(look, looks),
    order: !isSame(places(before, now), places(after, old)),
    added: after.filter(({ id }) => !old.has(id)).map(({ title }) => title),
    removed: before.filter(({ id }) => !now.has(id)).map(({ title }) => title),
    changed: after.filter(({ id, what }) => old.has(id) && !isSame(old.get(id)?.what, what)).map(({ title }) => title),
  }
}

const flat = (items: readonly MenuItem[], parent = ''): readonly Flat[] =>
  items.flatMap(({ id, title, icon, action }) => [
    { id, title, parent, what: { title, icon, action: action.kind === 'items' ? action.kind : action } },
    ...(action.kind === 'items' ? flat(action.items, id) : []),
  ])

export const isDifferent = ({ look, order, added, removed, changed }: Differences): boolean => look || order || added.length + removed.length + changed.length > 0
