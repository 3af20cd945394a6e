import { define } from './reception-element.ts'
import { FoyerCard } from './card.ts'

define('foyer-card', FoyerCard)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-card': FoyerCard
  }
}
