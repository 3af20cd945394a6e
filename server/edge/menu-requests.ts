/** What the console may send of menus (`sdk/protocol/menu.ts`), parsed; see `settings-requests.ts`. */
import * as v from 'valibot'
import { LIMITS, MENU_BOUNDS, MENU_ICONS, MENU_STYLES } from '@foyer/sdk/protocol'
import type { MenuChange, MenuPublication, Part } from '@foyer/sdk/protocol'
import { count, id, isText, receiver } from './fields.ts'
import { parser, strict } from './parse.ts'
import { agentPart } from './parts.ts'

/** Entries of a list that are read at all; a form refuses fewer. */
const MOST_ENTRIES = 10 * MENU_BOUNDS.items

const line = v.pipe(
  v.string(),
  v.maxLength(LIMITS.address, 'too_long'),
  v.check(isText),
  v.trim(),
  v.transform((said) => said.replaceAll(/\s+/g, ' ')),
)
const list = <Item extends v.GenericSchema<unknown, unknown>>(item: Item) => v.pipe(v.array(item), v.maxLength(MOST_ENTRIES, 'too_long'))

const own = [
  v.strictObject({ kind: v.literal('reply'), parts: v.pipe(v.array(agentPart as v.GenericSchema<unknown, Part>), v.maxLength(LIMITS.parts, 'too_long')) }),
  v.strictObject({ kind: v.literal('page'), address: line, opens: v.picklist(['new-tab', 'here']) }),
  v.strictObject({ kind: v.literal('human'), receiver }),
  v.strictObject({ kind: v.literal('phone'), number: line }),
] as const
const item = { id: id<string>(), title: line, icon: v.picklist(MENU_ICONS) }
const below = strict({ ...item, action: v.variant('kind', [...own]) })
const onTop = strict({ ...item, action: v.variant('kind', [...own, v.strictObject({ kind: v.literal('items'), items: list(below) })]) })
const menu = strict({
  style: v.picklist(MENU_STYLES),
  icon: v.picklist(MENU_ICONS),
  accent: v.exactOptional(line),
  heading: line,
  isUnfolded: v.boolean(),
  items: list(onTop),
})

/** The schema knows two levels, the type any number. */
export const parseMenuChange = parser<MenuChange>()(strict({ revision: count, isOn: v.boolean(), draft: menu }) as unknown as v.GenericSchema<unknown, MenuChange>)
export const parseMenuPublication = parser<MenuPublication>()(strict({ revision: count }))
