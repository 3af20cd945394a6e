import { FoyerLauncher } from './launcher.ts'

// A second copy of Foyer on the page, or a reloaded module, finds the name taken: the first one serves.
if (!customElements.get('foyer-launcher')) customElements.define('foyer-launcher', FoyerLauncher)

declare global {
  interface HTMLElementTagNameMap {
    'foyer-launcher': FoyerLauncher
  }
}
