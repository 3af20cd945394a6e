import { ReceptionElement } from './reception-element.ts'
import { sideTabStyles } from './side-tab.styles.ts'

/**
 * The side tab: stands at an edge, half way up, and its name runs along it.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the tab gone
 * @csspart button - the button or link
 * @csspart icon - the icon
 * @csspart name - the words
 * @csspart badge - the count of unread messages
 * @csspart close - what closes it
 * @cssproperty --foyer-accent - fill
 * @cssproperty --foyer-radius - of its corners
 */
export class FoyerSideTab extends ReceptionElement {
  constructor() {
    super(sideTabStyles)
  }

  protected override draw() {
    return [this.action([this.icon(), ['span', { part: 'name' }, this.said]]), this.closing]
  }
}
