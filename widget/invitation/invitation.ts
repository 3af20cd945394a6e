import type { InvitationButton, InvitationLook } from '@foyer/sdk/protocol'
import { picture, ReceptionElement } from '../reception/index.ts'
import type { ReceptionElementView } from '../reception/reception-element.ts'
import type { Drawing, Inside } from '../reception/draw.ts'
import { close } from '../icons/first.ts'
import { invitationStyles } from './invitation.styles.ts'
import { INVITATION_WORDS } from './invitation.words.ts'

/** What an invitation shows. Its `component` has the name, the colour and the distance from the edges. */
export interface InvitationElementView extends ReceptionElementView {
  readonly look: InvitationLook
  /** Where its buttons lead. */
  readonly messenger?: string | undefined
  readonly phone?: string | undefined
}

/** What follows from a button. Closing it is `decline`, as Escape is while the focus is in it. */
export type InvitationWish = 'accept' | 'decline' | 'later'

/**
 * An invitation to talk (IV-9): a picture, a title, a text, buttons. It is a part of the page and no dialog: it never
 * takes the focus, and whoever stands in for it says it politely.
 *
 * It closes by itself if its owner says after how long: the time stands still, and begins anew, while a pointer is over
 * it, the focus is in it, or nobody looks at the page (WCAG 2.2.1).
 *
 * @event foyer-accept-request - the visitor takes it up
 * @event foyer-decline-request - the visitor does not want it
 * @event foyer-later-request - the visitor puts it off, or goes another way, or its time is over
 * @csspart box - the card itself
 * @csspart picture - the picture
 * @csspart title - the title
 * @csspart text - the text
 * @csspart button - each of the buttons
 * @csspart icon - an icon
 * @csspart close - what closes it
 * @cssproperty --foyer-accent - fill of the first button
 * @cssproperty --foyer-radius - of its corners
 */
export class FoyerInvitation extends ReceptionElement {
  #life: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super(invitationStyles)
  }

  connectedCallback(): void {
    this.#life = new AbortController()
    const { signal } = this.#life
    for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) this.addEventListener(type, this.#time, { signal })
    document.addEventListener('visibilitychange', this.#time, { signal })
    // What is asked of all elements is here asked by another name.
    this.addEventListener('foyer-dismiss-request', () => this.#wish('decline'), { signal })
    this.#time()
  }

  disconnectedCallback(): void {
    this.#life?.abort()
    clearTimeout(this.#timer)
  }

  #wish(wish: InvitationWish): void {
    this.dispatchEvent(new CustomEvent(`foyer-${wish}-request`, { bubbles: true, composed: true }))
  }

  /** After an event of the focus, it is where it will be. */
  #time = (): void => {
    clearTimeout(this.#timer)
    const { closesAfterSeconds } = (this.view as InvitationElementView).look
    if (closesAfterSeconds) this.#timer = setTimeout(this.#end, closesAfterSeconds * 1_000)
  }
  #end = (): void => {
    if (document.hidden || this.matches(':hover,:focus-within') || this.shadowRoot?.activeElement) this.#time()
    else this.#wish('later')
  }

  protected override draw(view: InvitationElementView): readonly Inside[] {
    const { look, server, language = 'en', own } = view
    const { title, text, picture: src, position } = look
    const its = own?.(language, INVITATION_WORDS[language]) ?? INVITATION_WORDS[language]
    this.dataset['at'] = position
    return [
      [
        'div',
        { 'part': 'box', 'class': 'box', 'role': 'group', 'aria-labelledby': 'title', 'aria-describedby': 'text' },
        // First in what is drawn, last in the order of the keyboard would be odd: it is closed where one comes in.
        src ? ['img', { part: 'picture', src: server + src, alt: '', onerror: ({ target }) => ((target as HTMLElement).hidden = true) }] : false,
        ['div', { class: 'words' }, ['strong', { part: 'title', id: 'title' }, title], text && ['span', { part: 'text', id: 'text' }, text]],
        ['div', { class: 'acts' }, ...look.buttons.map((button) => this.#button(button, view, its.later))],
        ['button', { 'part': 'close', 'class': 'close', 'title': its.decline, 'aria-label': its.decline, 'onclick': () => this.#wish('decline') }, picture(close)],
      ],
    ]
  }

  #button(button: InvitationButton, { server, words, messenger, phone }: InvitationElementView, later: string): Drawing | false {
    const act = (attributes: Drawing[1], name: string, wish: InvitationWish): Drawing => [
      'href' in attributes ? 'a' : 'button',
      // The second click of a double one would meet what is there then.
      { 'part': 'button', 'class': 'act', ...attributes, 'onclick': (event) => (event as MouseEvent).detail > 1 || this.#wish(wish) },
      name,
    ]
    switch (button) {
      case 'chat':
        return act({ 'aria-haspopup': 'dialog' }, words?.act['web-chat'] ?? '', 'accept')
      case 'messenger': {
        const name = words?.act.messenger ?? ''
        return messenger !== undefined && act({ 'href': server + messenger, 'target': '_blank', 'rel': 'noopener', 'aria-label': words?.newWindow(name) }, name, 'later')
      }
      case 'phone':
        return phone !== undefined && act({ href: `tel:${phone.replace(/[^\d+*,;]/g, '')}` }, words?.act.phone ?? '', 'later')
      case 'later':
        return act({}, later, 'later')
    }
  }
}
