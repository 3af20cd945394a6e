import { cardStyles } from './card.styles.ts'
import type { Inside } from './draw.ts'
import { ReceptionElement, type ReceptionElementView } from './reception-element.ts'

/**
 * The card: avatar, name, greeting line and a button.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the card gone
 * @csspart box - the card itself
 * @csspart avatar - the picture; an icon in a disc without one
 * @csspart icon - an icon
 * @csspart name - the name
 * @csspart greeting - the greeting line
 * @csspart button - the button or link
 * @csspart badge - the count of unread messages
 * @csspart close - what closes it
 * @cssproperty --foyer-accent - fill of the button
 * @cssproperty --foyer-radius - of its corners
 */
export class FoyerCard extends ReceptionElement {
  constructor() {
    super(cardStyles)
  }

  protected override draw({ component, words }: ReceptionElementView): readonly Inside[] {
    const { shownName, greeting, isAway } = component
    const act = isAway ? this.said : (words?.act[this.kind] ?? shownName)
    return [
      [
        'div',
        { 'part': 'box', 'class': 'box', 'role': 'group', 'aria-label': shownName },
        this.face,
        // What the greeting says of people who answer is not so while nobody does.
        ['div', { class: 'words' }, ['strong', { part: 'name' }, shownName], !isAway && greeting && ['span', { part: 'greeting' }, greeting]],
        this.action([act], act),
        this.closing,
      ],
    ]
  }
}
