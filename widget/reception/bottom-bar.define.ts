import { define } from './reception-element.ts'
import { FoyerBottomBar } from './bottom-bar.ts'

define('foyer-bottom-bar', FoyerBottomBar)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-bottom-bar': FoyerBottomBar
  }
}
