/**
 * The menu at the end of the thread (MN-1 to MN-4): a list at the side, cards on top, or a bar of up to three buttons.
 *
 * It is a navigation of disclosures (WAI-ARIA APG, "Disclosure Navigation"), not a `menubar`: items that lead to a page
 * or a number stay links, which screen readers list, and which open in another tab as any link does; lists say how many
 * items they have; and nobody is put into a mode in which only arrow keys move. Arrow keys, Home and End move all the same.
 */
import { Component, createRef } from 'preact'
import type { ErrorCode, Result, ShownMenu, ShownMenuItem } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { chevronDown } from '../../icons/index.ts'
import { MENU_ICON_PATHS } from '../../icons/items.ts'
import { addSheet } from '../../shell/sheet.ts'
import { themeTokens } from '../../shell/tokens.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { Trouble } from '../trouble.tsx'
import { dressItems } from './menu-items-css.ts'

interface MenuItemsProps {
  readonly menu: ShownMenu
  readonly words: ExtrasWords
  /** The visitor's own message is on its way. */
  readonly isWriting: boolean
  errorOf(code: ErrorCode, message: string): string
  /** The same `id` again is the same choice. Nothing: something else has to be done first, and says so. */
  onChoose(item: ShownMenuItem, id: string): Promise<Result<null>> | undefined
}

interface MenuItemsState {
  readonly isUnfolded: boolean
  /** The item whose own are to be seen. */
  readonly open?: string | undefined
  readonly isBusy: boolean
  readonly trouble?: string | undefined
}

let made = 0

export class MenuItems extends Component<MenuItemsProps, MenuItemsState> {
  override state: MenuItemsState = { isUnfolded: this.props.menu.isUnfolded, isBusy: false }
  #nav = createRef<HTMLElement>()
  /** Names what the buttons unfold; two windows on a page do not share it. */
  #name = `items-${++made}`
  /** A choice of which nobody knows whether it has arrived keeps its name. */
  #pending: { readonly itemId: string; readonly id: string } | undefined
  /** At once; what is drawn follows. */
  #isBusy = false
  #life = new AbortController()

  override componentDidMount() {
    dressItems(this.#nav.current)
    const root = this.#nav.current?.getRootNode()
    if (!this.props.menu.accent || !(root instanceof ShadowRoot)) return
    const sheet = addSheet(root)
    // Only the window knows whether it follows the system; what it came to says enough.
    const dye = () => sheet.replaceSync(themeTokens({ accent: this.props.menu.accent ?? '', scheme: this.#isDark ? 'dark' : 'light' }, `#${this.#name}`))
    dye()
    matchMedia('(prefers-color-scheme:dark)').addEventListener('change', () => requestAnimationFrame(dye), { signal: this.#life.signal })
    this.#life.signal.addEventListener('abort', () => (root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet)))
  }

  /** Who writes has no more use for it than who has chosen: what comes in the thread gets the room. */
  override componentDidUpdate({ isWriting }: MenuItemsProps) {
    if (this.props.isWriting && !isWriting) this.setState({ open: undefined, isUnfolded: false })
  }

  override componentWillUnmount() {
    this.#life.abort()
  }

  get #isDark(): boolean {
    const around = this.#nav.current?.parentElement
    return around !== null && around !== undefined && getComputedStyle(around).colorScheme === 'dark'
  }

  get #isBar(): boolean {
    return this.props.menu.style === 'bottom-bar'
  }

  /** Folds the innermost list that is unfolded, and gives its button the focus. */
  #fold(): boolean {
    const { open, isUnfolded } = this.state
    if (open === undefined && (this.#isBar || !isUnfolded)) return false
    const button = this.#nav.current?.querySelector<HTMLElement>(open === undefined ? '.items-head' : `[data-item="${CSS.escape(open)}"]`)
    this.setState(open === undefined ? { isUnfolded: false } : { open: undefined })
    button?.focus()
    return true
  }

  /** What had the focus goes with it; its place is the button that brings it back. */
  #foldAll(): void {
    const { open } = this.state
    const button = this.#isBar ? open !== undefined && `[data-item="${CSS.escape(open)}"]` : '.items-head'
    if (button) this.#nav.current?.querySelector<HTMLElement>(button)?.focus()
    this.setState({ open: undefined, isUnfolded: false })
  }

  #press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (this.#fold()) event.stopPropagation()
      return
    }
    const all = [...(this.#nav.current?.querySelectorAll<HTMLElement>('a,button') ?? [])].filter((one) => one.getClientRects().length > 0)
    const at = all.indexOf(event.target as HTMLElement)
    const next = at < 0 || event.altKey || event.ctrlKey || event.metaKey ? undefined : all[this.#place(event, at, all.length)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  /** Where a key leads; out of the list if it is none that moves. */
  #place({ key, currentTarget }: KeyboardEvent, at: number, count: number): number {
    const isRightToLeft = (currentTarget as Element).matches(':dir(rtl)')
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1 }
    if (key === 'Home') return 0
    if (key === 'End') return count - 1
    return Object.hasOwn(steps, key) ? (at + steps[key]! + count) % count : -1
  }

  /** What covers the thread folds as soon as one turns to something else. */
  #wander = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (this.#isBar && relatedTarget && !(currentTarget as Element).contains(relatedTarget as Node)) this.setState({ open: undefined })
  }

  #choose = async (item: ShownMenuItem) => {
    const isAsked = item.action.kind === 'ask'
    if (this.#isBusy && isAsked) return
    const id = this.#pending?.itemId === item.id ? this.#pending.id : newId()
    const chosen = this.props.onChoose(item, id)
    if (!chosen) return
    this.#pending = { itemId: item.id, id }
    this.#isBusy = true
    this.setState({ trouble: undefined, isBusy: true })
    const result = await chosen.catch(() => undefined)
    this.#isBusy = false
    if (result?.ok) this.#pending = undefined
    if (this.#life.signal.aborted) return
    // A link has led where it leads, counted or not.
    if (!result?.ok && isAsked) return this.setState({ isBusy: false, trouble: this.props.errorOf(result?.code ?? 'not_reachable', result?.message ?? '') })
    this.setState({ isBusy: false })
    // What was asked for comes in the thread: it gets the room.
    if (isAsked) this.#foldAll()
  }

  #action(item: ShownMenuItem) {
    const { words } = this.props
    const { action, icon, title } = item
    const says = (
      <>
        {icon !== 'none' && <Icon path={MENU_ICON_PATHS[icon]} size={18} />}
        <span dir="auto">{title}</span>
      </>
    )
    switch (action.kind) {
      case 'ask':
        return (
          <button type="button" aria-disabled={this.state.isBusy} onClick={() => this.#choose(item)}>
            {says}
          </button>
        )
      case 'page': {
        const isNew = action.opens === 'new-tab'
        return (
          <a href={action.address} {...(isNew && { target: '_blank' })} rel="noopener noreferrer" onClick={() => this.#choose(item)}>
            {says}
            {isNew && <span class="unseen"> {words.items.newTab}</span>}
          </a>
        )
      }
      case 'phone':
        return (
          <a href={`tel:${action.number.replaceAll(/[^\d+]/g, '')}`} onClick={() => this.#choose(item)}>
            {says}
          </a>
        )
      case 'items': {
        const isOpen = this.state.open === item.id
        const list = `${this.#name}-${item.id}`
        return (
          <>
            <button type="button" data-item={item.id} aria-expanded={isOpen} aria-controls={list} onClick={() => this.setState({ open: isOpen ? undefined : item.id })}>
              {says}
              <Icon path={chevronDown} size={16} />
            </button>
            <ul id={list} hidden={!isOpen} aria-label={title}>
              {action.items.map((one) => (
                <li key={one.id}>{this.#action(one)}</li>
              ))}
            </ul>
          </>
        )
      }
    }
  }

  override render({ menu, words }: MenuItemsProps, { isUnfolded, trouble }: MenuItemsState) {
    const { style, icon, items, heading } = menu
    const label = heading || words.items.label
    const list = `${this.#name}-list`
    return (
      <nav class={`items items-${style}`} id={this.#name} aria-label={label} ref={this.#nav} onKeyDown={this.#press} onFocusOut={this.#wander}>
        {this.#isBar
          ? heading && <p class="items-heading" dir="auto">{heading}</p>
          : (
            <button type="button" class="items-head" aria-expanded={isUnfolded} aria-controls={list} onClick={() => this.setState({ isUnfolded: !isUnfolded })}>
              {icon !== 'none' && <Icon path={MENU_ICON_PATHS[icon]} size={18} />}
              <span dir="auto">{label}</span>
              <Icon path={chevronDown} size={16} />
            </button>
          )}
        <ul class="items-list" id={list} hidden={!this.#isBar && !isUnfolded}>
          {items.map((item) => (
            <li key={item.id}>{this.#action(item)}</li>
          ))}
        </ul>
        <Trouble>{trouble}</Trouble>
      </nav>
    )
  }
}

/** On pages without TLS too, where browsers make no UUIDs. */
const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
