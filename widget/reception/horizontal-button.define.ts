import { define } from './reception-element.ts'
import { FoyerHorizontalButton } from './horizontal-button.ts'

define('foyer-horizontal-button', FoyerHorizontalButton)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-horizontal-button': FoyerHorizontalButton
  }
}
