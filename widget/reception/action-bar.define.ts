import { define } from './reception-element.ts'
import { FoyerActionBar } from './action-bar.ts'

define('foyer-action-bar', FoyerActionBar)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-action-bar': FoyerActionBar
  }
}
