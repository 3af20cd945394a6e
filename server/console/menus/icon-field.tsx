/** The icon of an item or of a menu, chosen by what it looks like (MN-1, MN-2). Radio buttons: arrow keys move, Tab goes on. */
import { useId } from 'preact/hooks'
import { MENU_ICONS } from '@foyer/sdk/protocol'
import type { MenuIcon } from '@foyer/sdk/protocol'
import { MENU_ICON_PATHS } from '@foyer/widget/icons/items.ts'
import { FieldGroup, useFieldIds } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { useMenusWords } from './use-words.ts'

/** A slash through a circle. */
const NO_ICON = 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M4.93 4.93l14.14 14.14'

export const MenuIconPicture = ({ icon, size = 20 }: { readonly icon: MenuIcon; readonly size?: number }) => (
  <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={icon === 'none' ? NO_ICON : MENU_ICON_PATHS[icon]} />
  </svg>
)

export function IconField({ path, value, problem, onChange, label }: Field<MenuIcon> & { readonly label: string }) {
  const words = useMenusWords()
  const ids = useFieldIds()
  const name = useId()
  return (
    <FieldGroup path={path} ids={ids} problem={problem} label={label}>
      <div class="icon-choices">
        {MENU_ICONS.map((icon) => (
          <label key={icon} class={icon === 'none' ? 'icon-choice is-none' : 'icon-choice'} title={words.icons[icon]}>
            <input type="radio" name={name} value={icon} checked={icon === value} aria-label={words.icons[icon]} onChange={() => onChange(icon)} />
            <MenuIconPicture icon={icon} />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
