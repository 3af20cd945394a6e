import { articleBarStyles } from './article-bar.styles.ts'
import type { Inside } from './draw.ts'
import { ReceptionElement, type ReceptionElementView } from './reception-element.ts'

/**
 * The article bar: floats low in the middle of an article, no wider than its words, and leaves the text in sight.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the bar gone
 * @csspart box - the bar itself
 * @csspart avatar - the picture; an icon in a disc without one
 * @csspart icon - an icon
 * @csspart name - the name
 * @csspart button - the button or link
 * @csspart badge - the count of unread messages
 * @csspart close - what closes it
 * @cssproperty --foyer-accent - fill of the button
 */
export class FoyerArticleBar extends ReceptionElement {
  constructor() {
    super(articleBarStyles)
  }

  protected override draw({ component, words }: ReceptionElementView): readonly Inside[] {
    const { shownName, isAway } = component
    const act = isAway ? this.said : (words?.act[this.kind] ?? shownName)
    return [
      ['div', { 'part': 'box', 'class': 'box', 'role': 'group', 'aria-label': shownName }, this.face, ['strong', { part: 'name' }, shownName], this.action([act], act)],
      this.closing,
    ]
  }
}
