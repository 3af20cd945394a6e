import { bottomBarStyles } from './bottom-bar.styles.ts'
import type { Inside } from './draw.ts'
import { ReceptionElement, type ReceptionElementView } from './reception-element.ts'

/**
 * The bottom bar: name, greeting line and a button along the lower edge. It lifts what stands in the lower corners.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the bar gone
 * @csspart box - the bar itself
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
export class FoyerBottomBar extends ReceptionElement {
  constructor() {
    super(bottomBarStyles)
  }

  /** As the card does, word for word: a file that both shared would be one request more for either. */
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
