import { define } from './reception-element.ts'
import { FoyerContactCard } from './contact-card.ts'

define('foyer-contact-card', FoyerContactCard)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-contact-card': FoyerContactCard
  }
}
