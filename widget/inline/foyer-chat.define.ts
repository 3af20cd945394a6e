/**
 * `<foyer-chat>`: the tag alone, with the entry chunk, because a framework may make one at any time. What it does is in
 * `foyer-chat.ts`, and comes when the first one is in the page. On a server there is nothing to define.
 */
import type { Core } from '@foyer/sdk/api'
import { PageElement, define } from '../reception/reception-element.ts'

export function defineChat(core: Pick<Core, 'door' | 'report'>): void {
  class FoyerChat extends PageElement {
    connectedCallback() {
      import('./foyer-chat.ts').then(({ settleWith }) => settleWith(this, core)).catch(core.report)
    }
    disconnectedCallback() {
      this.connectedCallback()
    }
  }
  define('foyer-chat', FoyerChat)
}
