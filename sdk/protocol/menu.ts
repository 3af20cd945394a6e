/** The navigation menu (MN-1 to MN-4): as it is set, and as windows are told of it. */
import type { Part } from './parts.ts'
import type { Receiver } from './receiver.ts'

/** One for the chat on pages, and one for the hosted page, which is the main group's (MN-1). */
export const MENU_PLACES = ['chat', 'hosted'] as const
export type MenuPlace = (typeof MENU_PLACES)[number]

export const MENU_STYLES = ['side-list', 'top-cards', 'bottom-bar'] as const
export type MenuStyle = (typeof MENU_STYLES)[number]

export const MENU_ICONS = ['none', 'bag', 'bell', 'book', 'calendar', 'card', 'chat', 'clock', 'gift', 'globe', 'heart', 'help', 'home', 'key', 'map', 'phone', 'star', 'tag', 'tool', 'truck', 'user'] as const
export type MenuIcon = (typeof MENU_ICONS)[number]

/** What happens when an item is chosen (MN-2). Phone groups come with phone reception (area PH); until then a number. */
export type MenuAction =
  | { readonly kind: 'reply'; readonly parts: readonly Part[] }
  | { readonly kind: 'page'; readonly address: string; readonly opens: 'new-tab' | 'here' }
  | { readonly kind: 'human'; readonly receiver: Receiver }
  | { readonly kind: 'phone'; readonly number: string }
  /** Of the second level: none of them has items of its own. */
  | { readonly kind: 'items'; readonly items: readonly MenuItem[] }

export interface MenuItem {
  /** Stays with the item over all changes, so that choices can be counted. */
  readonly id: string
  /** At most 20 units. */
  readonly title: string
  readonly icon: MenuIcon
  readonly action: MenuAction
}

export interface Menu {
  readonly style: MenuStyle
  /** Of the button that unfolds it. */
  readonly icon: MenuIcon
  /** `#rrggbb`. Absent: the site's. */
  readonly accent?: string
  /** Above the items; may be empty. At most 20 units. */
  readonly heading: string
  /** Unfolded when the window opens. */
  readonly isUnfolded: boolean
  /** In the order in which they stand: at most 10, of a `bottom-bar` at most 3. */
  readonly items: readonly MenuItem[]
}
export const MENU_BOUNDS = { items: 10, ofBar: 3, titleUnits: 20 } as const

/** As a window is told: what answers and who receives is the server's business. */
export type ShownMenuAction =
  | { readonly kind: 'ask' }
  | Extract<MenuAction, { readonly kind: 'page' | 'phone' }>
  | { readonly kind: 'items'; readonly items: readonly ShownMenuItem[] }
export interface ShownMenuItem extends Omit<MenuItem, 'action'> {
  readonly action: ShownMenuAction
}
export interface ShownMenu extends Omit<Menu, 'items'> {
  readonly place: MenuPlace
  readonly items: readonly ShownMenuItem[]
}
