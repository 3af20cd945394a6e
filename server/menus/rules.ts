/** What is right about a menu as somebody puts it together, and what windows are told of it (MN-1 to MN-4). */
import { MENU_BOUNDS, failForm } from '@foyer/sdk/protocol'
import type { Failure, FileId, FileRef, Menu, MenuAction, MenuItem, MenuPlace, Part, Receiver, ShownMenu, ShownMenuAction, ShownMenuItem } from '@foyer/sdk/protocol'
import { atMost, fewEnough, firstWrong, isColour, isPhoneNumber, isWebAddress, needed } from '../forms/rules.ts'

/** As nobody has put anything in it yet. */
export const EMPTY_MENU: Menu = { style: 'side-list', icon: 'help', heading: '', isUnfolded: true, items: [] }

/** An item of either level, and where it stands: `items.2`, `items.2.action.items.0`. */
export interface PlacedItem {
  readonly item: MenuItem
  readonly at: string
}

/** All items in the order in which they are read: each before its own. */
export const allItems = ({ items }: Pick<Menu, 'items'>, at = ''): readonly PlacedItem[] =>
  items.flatMap((item, index): readonly PlacedItem[] => {
    const place = `${at}items.${index}`
    return [{ item, at: place }, ...(item.action.kind === 'items' ? allItems(item.action, `${place}.action.`) : [])]
  })

/** What is wrong with a menu, by the first place that is. Whether its receivers and files are there, the store says. */
export function checkMenu(menu: Menu): Failure | undefined {
  const { style, accent, heading, items } = menu
  const all = allItems(menu)
  return firstWrong([
    () => atMost('heading', heading, MENU_BOUNDS.titleUnits),
    () => (accent === undefined || isColour(accent) ? undefined : failForm('bad_colour', { field: 'accent' })),
    () => fewEnough('items', items, style === 'bottom-bar' ? MENU_BOUNDS.ofBar : MENU_BOUNDS.items),
    ...all.map(({ item, at }, index) => () => {
      const isTaken = all.slice(0, index).some((other) => other.item.id === item.id)
      return isTaken ? failForm('name_taken', { field: `${at}.id`, message: 'Two items have this id.' }) : checkItem(item, at)
    }),
  ])
}

function checkItem({ title, action }: MenuItem, at: string): Failure | undefined {
  return needed(`${at}.title`, title, MENU_BOUNDS.titleUnits) ?? checkAction(action, `${at}.action`)
}

function checkAction(action: MenuAction, at: string): Failure | undefined {
  switch (action.kind) {
    case 'reply':
      return action.parts.length === 0 ? failForm('required', { field: `${at}.parts`, message: 'This reply says nothing.' }) : undefined
    case 'page':
      return isWebAddress(action.address) ? undefined : failForm(action.address.trim() === '' ? 'required' : 'bad_address', { field: `${at}.address` })
    case 'phone':
      return isPhoneNumber(action.number) ? undefined : failForm(action.number.trim() === '' ? 'required' : 'bad_phone', { field: `${at}.number` })
    case 'items':
      return action.items.length === 0
        ? failForm('required', { field: `${at}.items`, message: 'There is nothing below this item yet.' })
        : fewEnough(`${at}.items`, action.items, MENU_BOUNDS.items)
    case 'human':
      return undefined
  }
}

/** The first item that leads to somebody who is not there. */
export function checkReceivers(menu: Menu, isThere: (receiver: Receiver) => boolean): Failure | undefined {
  const gone = allItems(menu).find(({ item: { action } }) => action.kind === 'human' && !isThere(action.receiver))
  return gone && failForm('receiver_gone', { field: `${gone.at}.action.receiver` })
}

/** The item of this id that does something itself. One that only has others below it does nothing. */
export function findItem(menu: Menu, id: string): (MenuItem & { readonly action: Exclude<MenuAction, { readonly kind: 'items' }> }) | undefined {
  const found = allItems(menu).find(({ item }) => item.id === id)?.item
  return found && found.action.kind !== 'items' ? { ...found, action: found.action } : undefined
}

/** Files in the replies of a menu, each with its field. */
export const filePlaces = (menu: Menu): readonly { readonly id: FileId; readonly field: string }[] =>
  allItems(menu).flatMap(({ item: { action }, at }) =>
    action.kind === 'reply' ? action.parts.flatMap((part, index) => (part.type === 'file' ? [{ id: part.file.id, field: `${at}.action.parts.${index}` }] : [])) : [],
  )

/** A menu with what is known of its files; what is said of them by others is not asked. */
export const withRefs = <Kind extends Pick<Menu, 'items'>>(menu: Kind, refs: ReadonlyMap<FileId, FileRef>): Kind => ({
  ...menu,
  items: menu.items.map(({ action, ...item }): MenuItem => {
    const known = (part: Part): Part => (part.type === 'file' ? { ...part, file: refs.get(part.file.id) ?? part.file } : part)
    if (action.kind === 'reply') return { ...item, action: { ...action, parts: action.parts.map(known) } }
    return { ...item, action: action.kind === 'items' ? withRefs(action, refs) : action }
  }),
})

/** What a window is told. Who answers, and with what, is said nowhere. */
export const shownMenu = (menu: Menu, place: MenuPlace): ShownMenu => ({ ...menu, place, items: menu.items.map(shownItem) })

const shownItem = ({ action, ...item }: MenuItem): ShownMenuItem => ({ ...item, action: shownAction(action) })

function shownAction(action: MenuAction): ShownMenuAction {
  if (action.kind === 'items') return { kind: 'items', items: action.items.map(shownItem) }
  return action.kind === 'page' || action.kind === 'phone' ? action : { kind: 'ask' }
}
