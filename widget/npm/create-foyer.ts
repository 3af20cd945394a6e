import { createFoyer as create } from '@foyer/sdk/api'
import type { Foyer, FoyerOptions } from '@foyer/sdk'
import { defineChat } from '../inline/foyer-chat.define.ts'
import { PARTS_OF_FOYER } from '../parts.ts'

/**
 * Makes a Foyer without a script tag and without a global (CW-21). One is enough for an application: make it in a module of
 * its own and import it wherever it is needed.
 *
 * On a server it can be made and called like anywhere else: `init` does nothing there, and `<foyer-chat>` stays an unknown
 * element (CW-25).
 *
 * @param options as of `init`, which is then called at once; `server` must be among them. Default: nothing begins before `init`.
 * @example
 * export const foyer = createFoyer({ site: 'YOUR-SITE-KEY', server: 'https://desk.example.com' })
 */
export function createFoyer(options?: FoyerOptions): Foyer {
  const foyer = create(PARTS_OF_FOYER)
  if (typeof customElements !== 'undefined') defineChat({ door: async () => foyer, report: (error) => console.error(`[foyer] ${error}`) })
  // A refusal is told by itself: in the console, and as an `error` event.
  if (options) void foyer.init(options)
  return foyer
}
