import { Component, createRef } from 'preact'
import { more } from '../icons/index.ts'
import { Icon } from './parts/icon.tsx'

interface MenuProps {
  /** What the button is for. */
  readonly label: string
  readonly items: readonly { readonly icon: string; readonly label: string; choose(): void }[]
}

/** A button with a menu of actions: arrows go through it, Escape closes it and nothing else, leaving it closes it. */
export class Menu extends Component<MenuProps, { isOpen: boolean }> {
  override state = { isOpen: false }
  #button = createRef<HTMLButtonElement>()
  #list = createRef<HTMLDivElement>()

  #toggle = () => this.setState({ isOpen: !this.state.isOpen }, () => this.#step(0))

  #step(by: number) {
    const items = [...(this.#list.current?.children ?? [])] as HTMLElement[]
    const at = items.findIndex((item) => item.matches(':focus'))
    items[(Math.max(at, 0) + by + items.length) % items.length]?.focus()
  }

  #press = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.setState({ isOpen: false })
      this.#button.current?.focus()
    } else if (by) {
      event.preventDefault()
      this.#step(by)
    }
  }

  #leave = (event: FocusEvent & { currentTarget: HTMLElement }) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) this.setState({ isOpen: false })
  }

  override render({ label, items }: MenuProps, { isOpen }: { isOpen: boolean }) {
    return (
      <div class="menu-place" onFocusOut={this.#leave}>
        <button type="button" class="tool" ref={this.#button} aria-label={label} title={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={this.#toggle}>
          <Icon path={more} />
        </button>
        {isOpen && (
          <div class="menu" role="menu" aria-label={label} ref={this.#list} onKeyDown={this.#press}>
            {items.map((item) => (
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                onClick={() => {
                  this.setState({ isOpen: false })
                  item.choose()
                }}
              >
                <Icon path={item.icon} size={18} /> {item.label}
              </button>
            ))}
          </div>
        )}
      </div>
    )
  }
}
