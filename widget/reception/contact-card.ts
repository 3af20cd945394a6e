import { close } from '../icons/first.ts'
import { contactCardStyles } from './contact-card.styles.ts'
import { CODE_WORDS } from './contact-card.words.ts'
import type { Inside } from './draw.ts'
import { picture, ReceptionElement, type ReceptionElementView } from './reception-element.ts'

/** Any address but those that would run something in the page. */
const isSafe = (address: string) => /^(?!javascript:|data:|vbscript:)[a-z][a-z\d+.-]*:/i.test(address)

/**
 * What following an account, joining a group and contacting a member show (RC-1): a title, a QR code for the phone, and
 * a button for this device. A modal dialog: the browser keeps the focus in it, closes it with Escape and gives the focus
 * back to where it came from. It begins at the dialog itself, so that its title is read and nothing scrolls.
 *
 * It opens when it comes into the page, with its view; once it has been closed, whoever listens takes it away.
 *
 * @event foyer-dismiss-request - it has been closed
 * @csspart box - the dialog
 * @csspart title - the title
 * @csspart text - the text below
 * @csspart code - the picture of the code
 * @csspart hint - what the code is for
 * @csspart button - the link
 * @csspart close - what closes it
 * @csspart icon - an icon
 * @cssproperty --foyer-accent - fill of the link
 * @cssproperty --foyer-radius - of its corners
 */
export class FoyerContactCard extends ReceptionElement {
  constructor() {
    super(contactCardStyles)
    this.addEventListener('foyer-dismiss-request', () => this.remove())
  }

  connectedCallback(): void {
    const dialog = this.shadowRoot?.querySelector('dialog')
    dialog?.showModal()
    dialog?.focus()
  }

  protected override draw({ component, server, words, own, language = 'en' }: ReceptionElementView): readonly Inside[] {
    const { card, kind } = component
    if (!card) return []
    const { title, text, address, code } = card
    const its = own?.(language, CODE_WORDS[language]) ?? CODE_WORDS[language]
    const shut = (event: Event) => (event.currentTarget as Element).closest('dialog')?.close()
    // What is in the dialog covers all of it, so a click that meets itself is one on the page behind.
    const shutOutside = (event: Event) => event.target === event.currentTarget && shut(event)
    return [
      [
        'dialog',
        { 'part': 'box', 'aria-labelledby': 'title', 'tabindex': -1, 'onclick': shutOutside, 'onclose': () => this.request('dismiss') },
        [
          'div',
          { class: 'box' },
          ['h2', { part: 'title', id: 'title' }, title],
          text ? ['p', { part: 'text' }, text] : false,
          ['img', { part: 'code', class: 'code', src: server + code, alt: its.code, width: 200, height: 200 }],
          ['small', { part: 'hint' }, its.scan],
          isSafe(address) ? ['a', { part: 'button', class: 'act', href: address, target: '_blank', rel: 'noopener noreferrer' }, words?.act[kind]] : false,
          ['button', { 'part': 'close', 'class': 'close', 'title': words?.close, 'aria-label': words?.close, 'onclick': shut }, picture(close)],
        ],
      ],
    ]
  }
}
