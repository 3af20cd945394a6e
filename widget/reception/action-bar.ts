import { actionBarStyles } from './action-bar.styles.ts'
import type { Drawing, Inside } from './draw.ts'
import { ReceptionElement, type ReceptionElementView } from './reception-element.ts'

/**
 * The action bar of a phone: chat and call, side by side along the lower edge. Without a number to call there is the
 * first of the two alone.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor calls, or wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the bar gone
 * @csspart box - the bar itself
 * @csspart button - each of the two actions
 * @csspart icon - an icon
 * @csspart name - the words of an action
 * @csspart badge - the count of unread messages
 * @csspart close - what closes it
 * @cssproperty --foyer-accent - fill of the first action
 * @cssproperty --foyer-radius - of its corners
 */
export class FoyerActionBar extends ReceptionElement {
  constructor() {
    super(actionBarStyles)
  }

  protected override draw({ component, words }: ReceptionElementView): readonly Inside[] {
    const { shownName, phone } = component
    const call = words?.act.phone ?? ''
    const label = (text: string): Drawing => ['span', { part: 'name' }, text]
    const first = this.action([this.icon(), label(this.said)])
    // Of kind phone, the first action is the call.
    const second = phone && this.kind !== 'phone' && this.action([this.icon('phone'), label(call)], call, 'phone')
    return [['div', { 'part': 'box', 'class': 'box', 'role': 'group', 'aria-label': shownName }, first, second], this.closing]
  }
}
