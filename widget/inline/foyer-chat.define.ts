/**
 * `<foyer-chat>`: the tag alone, with the entry chunk, because a framework may make one at any time. What it does is in
 * `foyer-chat.ts`, and comes when the first one is in the page. On a server there is nothing to define.
 */
import type { Core } from '@foyer/sdk/api'
import { PageElement, define } from '../reception/reception-element.ts'

export function defineChat(core: Pick<Core, 'door' | 'report'>): void {
  const settle = function (this: HTMLElement) {
    import('./foyer-chat.ts').then(({ settleWith }) => settleWith(this, core)).catch(core.report)
  }
  class FoyerChat extends PageElement {}
  Object.assign(FoyerChat.prototype, { connectedCallback: settle, disconnectedCallback: settle })
  define('foyer-chat', FoyerChat)
}
