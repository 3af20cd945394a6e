import { define } from './reception-element.ts'
import { FoyerRoundButton } from './round-button.ts'

define('foyer-round-button', FoyerRoundButton)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-round-button': FoyerRoundButton
  }
}
