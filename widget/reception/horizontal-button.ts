import { horizontalButtonStyles } from './horizontal-button.styles.ts'
import { ReceptionElement, type ReceptionElementView } from './reception-element.ts'

/**
 * The horizontal button: the name in words, behind an avatar or an icon.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the button gone
 * @csspart button - the button or link
 * @csspart icon - the icon
 * @csspart avatar - the picture, in place of the icon
 * @csspart name - the words
 * @csspart badge - the count of unread messages
 * @csspart close - what closes it
 * @cssproperty --foyer-accent - fill
 */
export class FoyerHorizontalButton extends ReceptionElement {
  constructor() {
    super(horizontalButtonStyles)
  }

  protected override draw({ component }: ReceptionElementView) {
    return [this.action([component.avatar ? this.face : this.icon(), ['span', { part: 'name' }, this.said]]), this.closing]
  }
}
