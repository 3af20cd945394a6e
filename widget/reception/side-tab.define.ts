import { define } from './reception-element.ts'
import { FoyerSideTab } from './side-tab.ts'

define('foyer-side-tab', FoyerSideTab)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-side-tab': FoyerSideTab
  }
}
