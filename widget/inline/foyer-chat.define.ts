/**
 * `<foyer-chat>`: the tag alone, with the entry chunk, because a framework may make one at any time. What it does is in
 * `foyer-chat.ts`, and comes when the first one is in the page. On a server there is nothing to define.
 */
import type { Core } from '@foyer/sdk/api'

export function defineChat({ door, report }: Pick<Core, 'door' | 'report'>): void {
  // A second copy of Foyer on the page finds the name taken: the first one serves.
  if (typeof customElements === 'undefined' || customElements.get('foyer-chat')) return
  const settle = function (this: HTMLElement) {
    Promise.all([import('./foyer-chat.ts'), door()]).then(([{ settleChat }, foyer]) => settleChat(this, foyer)).catch(report)
  }
  class FoyerChat extends HTMLElement {}
  Object.assign(FoyerChat.prototype, { connectedCallback: settle, disconnectedCallback: settle })
  customElements.define('foyer-chat', FoyerChat)
}
