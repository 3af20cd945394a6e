/**
 * The menu in the window's head (CW-15), after the menu button of the ARIA Authoring Practices Guide: arrows, Home, End
 * and first letters move, Escape and Tab leave, and the focus goes back to where it came from.
 */
import { Component, createRef } from 'preact'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { check } from '../../icons/index.ts'
import { dressMenu } from './menu-css.ts'

export interface MenuEntry {
  readonly label: string
  readonly icon: string
  /** A switch and how it stands. It stays to be seen when it was chosen. */
  readonly isOn?: boolean
  /** A line before it: another kind of things begins. */
  readonly begins?: boolean
  choose(): void
}

interface MenuProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** @param takesFocus whether the focus goes back to the button */
  onClose(takesFocus: boolean): void
}

export class Menu extends Component<MenuProps> {
  #list = createRef<HTMLDivElement>()

  override componentDidMount() {
    dressMenu(this.#list.current)
    this.#items()[0]?.focus()
  }

  #items = (): HTMLElement[] => [...(this.#list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]

  #press = (event: KeyboardEvent) => {
    const items = this.#items()
    const at = items.findIndex((item) => item.matches(':focus'))
    const next = this.#next(event, items, at)
    if (next) next.focus()
    else if (event.key === 'Escape') this.props.onClose(true)
    // Where Tab leads to next is the browser's to say, seen from the button.
    else if (event.key === 'Tab') return this.props.onClose(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #next({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
    switch (key) {
      case 'ArrowDown':
        return items[(at + 1) % items.length]
      case 'ArrowUp':
        return items.at(at <= 0 ? -1 : at - 1)
      case 'Home':
        return items[0]
      case 'End':
        return items.at(-1)
      default: {
        if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return undefined
        const from = [...items.slice(at + 1), ...items.slice(0, at + 1)]
        return from.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase()))
      }
    }
  }

  #choose(entry: MenuEntry) {
    if (entry.isOn === undefined) this.props.onClose(true)
    entry.choose()
  }

  override render({ label, entries }: MenuProps) {
    return (
      <div
        class="menu-list"
        role="menu"
        aria-label={label}
        ref={this.#list}
        onKeyDown={this.#press}
        // A pointer moves no focus: where it leaves the menu, the menu closes, and a click would be lost.
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
      >
        {entries.map((entry) => [
          entry.begins && <div key={`${entry.label}-line`} role="separator" />,
          <button
            key={entry.label}
            type="button"
            role={entry.isOn === undefined ? 'menuitem' : 'menuitemcheckbox'}
            aria-checked={entry.isOn}
            tabIndex={-1}
            onClick={() => this.#choose(entry)}
          >
            <Icon path={entry.icon} size={18} /> <span>{entry.label}</span>
            {entry.isOn !== undefined && <span class="menu-mark">{entry.isOn && <Icon path={check} size={18} />}</span>}
          </button>,
        ])}
      </div>
    )
  }
}
