/** The menu's button in the head (CW-15). The menu itself is fetched when one is about to open it. */
import { Component, createRef } from 'preact'
import type { Language } from '@foyer/sdk/protocol'
import type { MenuContext } from '../extras/menu/entries.ts'
import { more as moreIcon } from '../icons/index.ts'
import type { WindowWords } from '../shell/words/index.ts'
import { Icon } from './parts/icon.tsx'
import { createExtra, Later } from './parts/later.tsx'

/** The menu and what it leads to. */
export const menuExtra = createExtra(() => import('../extras/menu/index.tsx'))

interface MoreProps {
  readonly words: WindowWords
  readonly language: Language
  /** What the menu is about. */
  readonly context: Omit<MenuContext, 'words' | 'onChange'>
  /** A switch of the menu was turned. */
  onChange(): void
}

export class More extends Component<MoreProps, { readonly isOpen: boolean }> {
  override state = { isOpen: false }
  #button = createRef<HTMLButtonElement>()

  /** What fails now is said when the menu is opened. */
  #prepare = () => void menuExtra.load(this.props.language).catch(() => undefined)

  #toggle = () => this.setState(({ isOpen }) => ({ isOpen: !isOpen }))

  #close = (takesFocus: boolean) => {
    if (takesFocus) this.#button.current?.focus()
    this.setState({ isOpen: false })
  }

  #press = (event: KeyboardEvent) => {
    const { isOpen } = this.state
    if (event.key === 'Escape' && isOpen) this.#close(true)
    else if (event.key === 'ArrowDown' && !isOpen) this.#toggle()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #wander = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!(currentTarget as Element).contains(relatedTarget as Node | null)) this.#close(false)
  }

  override render({ words, language, context, onChange }: MoreProps, { isOpen }: { readonly isOpen: boolean }) {
    const turned = () => {
      onChange()
      this.forceUpdate()
    }
    return (
      <div class="more" onKeyDown={this.#press} onFocusOut={this.#wander}>
        <button
          type="button"
          class="tool"
          aria-label={words.more}
          title={words.more}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          ref={this.#button}
          onPointerEnter={this.#prepare}
          onFocus={this.#prepare}
          onClick={this.#toggle}
        >
          <Icon path={moreIcon} />
        </button>
        {isOpen && (
          <div class="menu">
            <Later extra={menuExtra} language={language} words={words}>
              {({ Menu, menuEntries }, extras) => (
                <Menu label={words.more} entries={menuEntries({ ...context, words: extras, onChange: turned })} onClose={this.#close} />
              )}
            </Later>
          </div>
        )}
      </div>
    )
  }
}
