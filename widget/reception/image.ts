import type { Inside } from './draw.ts'
import { imageStyles } from './image.styles.ts'
import { ReceptionElement, type ReceptionElementView } from './reception-element.ts'

/**
 * The owner's own picture (RC-5), with another while a pointer is over it or the focus on it, and another on phones.
 * Its box is there before the picture is.
 *
 * @event foyer-open-request - the visitor wants the window
 * @event foyer-close-request - the visitor wants it gone
 * @event foyer-follow-request - the visitor wants what it leads to
 * @event foyer-dismiss-request - the visitor wants the picture gone
 * @csspart button - the button or link around the picture
 * @csspart picture - each of the pictures
 * @csspart badge - the count of unread messages
 * @csspart close - what closes it
 */
export class FoyerImage extends ReceptionElement {
  constructor() {
    super(imageStyles)
  }

  protected override draw({ component, server }: ReceptionElementView): readonly Inside[] {
    const { image, isAway } = component
    if (!image) return []
    const { src, hover, mobile, alt, width, height } = image
    // The button's name holds the alternative text, so the picture itself stays silent.
    return [
      this.action(
        [
          hover ? ['img', { part: 'picture', class: 'hover', src: server + hover, alt: '' }] : false,
          ['picture', {}, mobile ? ['source', { media: '(max-width:480px)', srcset: server + mobile }] : false, ['img', { part: 'picture', width, height, src: server + src, alt: '' }]],
        ],
        isAway ? this.said : alt || this.said,
      ),
      this.closing,
    ]
  }
}
