import { define } from './reception-element.ts'
import { FoyerImage } from './image.ts'

define('foyer-image', FoyerImage)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-image': FoyerImage
  }
}
