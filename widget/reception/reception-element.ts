/**
 * What all reception elements have in common: one property, one way to act, one way to be closed.
 *
 * All that an element shows is its `view`, set from above as a whole and drawn at once. There are no attributes.
 *
 * Requests go up, as events that bubble out of every shadow root; none has a detail, the target says whose it is:
 *
 * | event | the visitor wants |
 * | --- | --- |
 * | `foyer-open-request` | the chat window |
 * | `foyer-close-request` | the chat window gone |
 * | `foyer-follow-request` | what the component leads to: a link goes there by itself, a card is shown by whoever listens |
 * | `foyer-dismiss-request` | the component gone (RC-13) |
 */
import type { ComponentKind, Language } from '@foyer/sdk/protocol'
import type { ShownComponent } from '@foyer/sdk/api'
import { close, speech } from '../icons/first.ts'
import type { OwnTable } from '../shell/opening.ts'
import { addSheet } from '../shell/sheet.ts'
import { directionOf } from '../shell/words/choose-language.ts'
import type { ReceptionWords } from '../shell/words/reception/en.ts'
import { draw, type Drawing, type Inside } from './draw.ts'
import { anatomyStyles } from './reception-element.styles.ts'

/** What an element shows. */
export interface ReceptionElementView {
  readonly component: ShownComponent
  /** Where paths of pictures and pages lead. */
  readonly server: string
  /** What the words are in. */
  readonly language?: Language
  /** May be missing where `partsOf` the component does not name them. */
  readonly words?: ReceptionWords | undefined
  /** For further tables. */
  readonly own?: OwnTable
  readonly icons?: Readonly<Partial<Record<ComponentKind | 'away' | 'off', string | undefined>>>
  /** Messages that the visitor has not read. */
  readonly unread: number
  /** The window is open. */
  readonly isOpen: boolean
  /** The window is wanted and on its way. */
  readonly isBusy: boolean
}

/** A count that has no end is no count any more. */
const MOST_SHOWN = 99

/** On a server there are no elements; an import throws nothing there, and defines nothing. */
export const PageElement = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement)

export abstract class ReceptionElement extends PageElement {
  readonly #root = this.attachShadow({ mode: 'open', delegatesFocus: true })
  #view!: ReceptionElementView

  constructor(styles: string) {
    super()
    addSheet(this.#root, anatomyStyles + styles)
    this.onkeydown = (event) => {
      if (event.key !== 'Escape' || event.isComposing || !this.#view.component.closedFor) return
      // It was meant for this, and not for a dialog of the page as well.
      event.preventDefault()
      this.request('dismiss')
    }
  }

  get view(): ReceptionElementView {
    return this.#view
  }

  /** Set as a whole with each change, and drawn at once. */
  set view(view: ReceptionElementView) {
    this.#view = view
    const { accent, offset, language } = view.component
    const { style } = this
    style.setProperty('--own', accent ?? '')
    for (const side of ['inline', 'block'] as const) style.setProperty(`--${side}`, `var(--foyer-offset-${side},${offset[side]}px)`)
    if (language) {
      this.lang = language
      this.dir = directionOf(language)
    }
    draw(this.#root, this.draw(view))
  }

  protected abstract draw(view: ReceptionElementView): readonly Inside[]

  protected request(wish: 'open' | 'close' | 'follow' | 'dismiss'): void {
    this.dispatchEvent(new CustomEvent(`foyer-${wish}-request`, { bubbles: true, composed: true }))
  }

  /** What the component leads to now: one that is away leads to the window, whatever its kind. */
  protected get kind(): ComponentKind {
    const { isAway, kind } = this.#view.component
    return isAway ? 'web-chat' : kind
  }

  /** The component's name, or that one can leave a message, or not even that. */
  protected get said(): string {
    const { component, words } = this.#view
    return (component.isAway && (component.says ?? words?.leaveMessage)) || component.shownName
  }

  /**
   * What a component is there for: a button that asks for the window or a card, or a link that leads elsewhere.
   *
   * @param name what is said of it: it holds the words that are seen
   */
  protected action(inside: readonly Inside[], name = this.said, kind = this.kind): Drawing {
    const { component, server, words, unread, isOpen, isBusy } = this.#view
    const { slug, phone, says } = component
    const isChat = kind === 'web-chat'
    // What is said holds what is seen (WCAG 2.5.3).
    const count = isChat && (unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread)
    const link =
      kind === 'phone'
        ? { href: `tel:${phone?.replace(/[^\d+*,;]/g, '')}` }
        : kind === 'messenger' && { 'href': `${server}/go/${slug}`, 'target': '_blank', 'rel': 'noopener', 'aria-label': words?.newWindow(name) ?? name }
    return [
      link ? 'a' : 'button',
      {
        'part': 'button',
        'class': 'act',
        'disabled': says,
        'title': name,
        'aria-label': (count && words?.unread(name, count)) || name,
        // The second click of a double one would undo the first.
        'onclick': (event) => (event as MouseEvent).detail > 1 || this.request(!isChat ? 'follow' : isOpen ? 'close' : 'open'),
        ...(link || { 'aria-haspopup': 'dialog' }),
        ...(isChat && { 'aria-expanded': isOpen, 'aria-busy': isBusy }),
      },
      ...inside,
      // The blank keeps it apart from the name for those who hold what is said against what is seen.
      count && ' ',
      count && ['b', { 'part': 'badge', 'aria-hidden': true }, `${count}`],
    ]
  }

  /** The icon of a kind. */
  protected icon(kind = this.kind): Drawing {
    const { component, icons } = this.#view
    return kind === 'web-chat' && !component.isAway ? picture(speech, 'mirrored') : picture(icons?.[kind !== 'web-chat' ? kind : component.says ? 'off' : 'away'], kind)
  }

  /** The avatar; without one, the icon in a disc. */
  protected get face(): Drawing {
    const { component, server } = this.#view
    const attributes = { part: 'avatar', class: 'face' }
    return component.avatar ? ['img', { ...attributes, src: server + component.avatar, alt: '' }] : ['span', attributes, this.icon()]
  }

  /** The way to be rid of a component that can be closed. */
  protected get closing(): Inside {
    const { component, words } = this.#view
    return component.closedFor && ['button', { 'part': 'close', 'class': 'close', 'title': words?.close, 'aria-label': words?.close, 'onclick': () => this.request('dismiss') }, picture(close)]
  }
}

/** @param look `mirrored`: it points along the line of reading */
export const picture = (path: string | undefined, look?: string): Drawing => ['svg', { 'part': 'icon', 'viewBox': '0 0 24 24', 'class': look, 'aria-hidden': true }, ['path', { d: path }]]

/** A second copy of Foyer on the page, or a reloaded module, finds the name taken: the first one serves. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (globalThis.customElements && !customElements.get(tag)) customElements.define(tag, element)
}
