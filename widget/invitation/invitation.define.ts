import { define } from '../reception/index.ts'
import { FoyerInvitation } from './invitation.ts'

define('foyer-invitation', FoyerInvitation)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-invitation': FoyerInvitation
  }
}
