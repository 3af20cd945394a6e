import { close } from '../icons/first.ts'
import { picture, ReceptionElement, type ReceptionElementView } from './reception-element.ts'
import { roundButtonStyles } from './round-button.styles.ts'

/**
 * The round button: 56 px, an icon that says what it starts, and a count of what is unread.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the button gone
 * @csspart button - the button or link
 * @csspart icon - the icon
 * @csspart badge - the count of unread messages
 * @csspart close - what closes it
 * @cssproperty --foyer-accent - fill
 */
export class FoyerRoundButton extends ReceptionElement {
  constructor() {
    super(roundButtonStyles)
  }

  protected override draw({ isOpen }: ReceptionElementView) {
    return [this.action([isOpen && this.kind === 'web-chat' ? picture(close) : this.icon()]), this.closing]
  }
}
