import type { MenuIcon, MenuPlace, MenuStyle } from '@foyer/sdk/protocol'
import type { ActionKind, MenuFlaw, Move } from '../../menus/menu-draft.ts'

const count = new Intl.PluralRules('en')
const plural = (n: number, one: string, other: string): string => (count.select(n) === 'one' ? one : other)
const list = (names: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)

/** Everything that the page of menus says, in English. */
export const en = {
  title: 'Menu',
  lead: 'What visitors often want, ready to be chosen: answers, pages, a human, a number.',
  whichPlace: 'Menu',
  places: { chat: 'In the chat window', hosted: 'On the hosted page' } satisfies Record<MenuPlace, string>,
  placesSay: { chat: 'For who opens the chat on your pages.', hosted: 'For who comes to the page of your main group, which this server shows.' } satisfies Record<MenuPlace, string>,
  isOn: 'Show a menu here',
  isOnSays: 'Holds as soon as it is saved. What is shown is what was published last.',
  save: 'Save the draft',

  look: 'How it looks',
  style: 'Style',
  styles: { 'side-list': 'List at the side', 'top-cards': 'Cards on top', 'bottom-bar': 'Bar at the bottom' } satisfies Record<MenuStyle, string>,
  stylesSay: { 'side-list': 'Up to 10 items', 'top-cards': 'Up to 10 items', 'bottom-bar': 'Up to 3 items' } satisfies Record<MenuStyle, string>,
  icon: 'Icon of the menu',
  accent: 'Colour',
  siteAccent: 'The site’s',
  heading: 'Heading',
  headingSays: 'Above the items. Can be left empty.',
  isUnfolded: 'Unfolded at the start',
  isUnfoldedSays: 'Else visitors see its button alone, and unfold it themselves.',

  items: 'Items',
  itemsSay: 'Drag the grip, or press the arrow keys on it: up and down; right puts an item below the one above it, left takes it out.',
  none: 'There is nothing in this menu yet.',
  add: 'Add an item',
  addBelow: (title: string) => `Add an item below ${title}`,
  untitled: 'New item',
  edit: (title: string) => `Edit ${title}`,
  remove: (title: string) => `Delete ${title}`,
  removed: (title: string) => `${title} is deleted.`,
  moves: { up: 'Move up', down: 'Move down', in: 'Put below the one above', out: 'Take out' } satisfies Record<Move, string>,
  grip: (title: string) => `Move ${title} with the arrow keys`,
  moved: (title: string, at: number, of: number, below: string) => (below === '' ? `${title} is number ${at} of ${of}.` : `${title} is number ${at} of ${of} below ${below}.`),
  cannotMove: (title: string) => `${title} cannot go there.`,
  chosen: (n: string, isOne: boolean) => (isOne ? 'Chosen once in 30 days' : `Chosen ${n} times in 30 days`),
  fold: 'Done',
  itemTitle: 'Title',
  itemIcon: 'Icon',
  action: 'When it is chosen',
  actions: { reply: 'Answer', page: 'Open a page', human: 'Get a human', phone: 'Call a number', items: 'More items' } satisfies Record<ActionKind, string>,
  address: 'Address of the page',
  opens: 'Opens',
  opensIn: { 'new-tab': 'In a new tab', here: 'In the same tab' },
  receiver: 'Who receives',
  number: 'Phone number',
  itemsBelow: (n: number) => `${n} ${plural(n, 'item', 'items')} below it`,
  itemsBelowSay: 'Visitors unfold it. The items stand below it in the list.',
  icons: {
    none: 'None', bag: 'Bag', bell: 'Bell', book: 'Book', calendar: 'Calendar', card: 'Card', chat: 'Chat', clock: 'Clock', gift: 'Gift', globe: 'Globe', heart: 'Heart', help: 'Question mark', home: 'House', key: 'Key',
    map: 'Map', phone: 'Phone', star: 'Star', tag: 'Tag', tool: 'Tool', truck: 'Truck', user: 'Person',
  } satisfies Record<MenuIcon, string>,

  state: 'What visitors see',
  live: (when: string) => `The version of ${when}.`,
  never: 'Nothing yet: it was never published.',
  off: 'No menu: it is switched off here.',
  same: 'It is what stands here.',
  differs: 'Not published yet:',
  differences: {
    look: 'The look',
    order: 'The order',
    added: (names: readonly string[]) => `New: ${list(names)}`,
    removed: (names: readonly string[]) => `Deleted: ${list(names)}`,
    changed: (names: readonly string[]) => `Changed: ${list(names)}`,
  },
  publish: 'Publish',
  saveAndPublish: 'Save and publish',
  published: 'Published. Visitors see it at once.',
  preview: 'Preview',
  previewOf: 'The menu in the chat window',
  previewFailed: 'The preview could not be loaded.',
  previewEmpty: 'The preview shows the menu as soon as there is an item.',

  atItem: (title: string, sentence: string) => `${title}: ${sentence}`,
  flaws: {
    menuEmpty: 'There is nothing in it yet. Add an item, or switch the menu off.',
    tooManyItems: 'A menu has at most 10 items. Put some below others.',
    tooManyForBar: 'A bar has at most 3 items. Put some below others, or choose another style.',
    nothingBelow: 'There is nothing below it yet. Add an item below it, or choose another action.',
  } satisfies Record<MenuFlaw, string>,
}

export type MenusWords = typeof en
