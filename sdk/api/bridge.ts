/** Tells a tag manager, or the page as DOM events, what the SDK's events tell (CW-28). */
import type { Stop } from '@foyer/sdk/thread'
import { EVENT_NAMES } from './events.ts'
import { invalidOption } from './options.ts'
import type { BridgeOptions, Foyer } from './types.ts'

/** What people write, and who they are, is nothing for a tag manager. */
const KEPT_OUT: ReadonlySet<string> = new Set(['parts', 'comment', 'from', 'agent'])

/** @throws `invalid_option` */
export function bridge({ on }: Pick<Foyer, 'on'>, page: Window, options: BridgeOptions | string): Stop {
  const { dataLayer, dom } = (typeof options === 'string' ? named(options) : (options ?? {})) as Partial<Record<keyof BridgeOptions, unknown>>
  const name = dataLayer === true ? 'dataLayer' : dataLayer
  if (name !== undefined && (typeof name !== 'string' || !name)) throw invalidOption('dataLayer is true, or the name of the array.')
  if (!name && dom !== true) throw invalidOption('bridge takes { dataLayer: true }, { dom: true }, or both.')

  const world = page as unknown as Record<string, unknown>
  const stops = EVENT_NAMES.map((event) =>
    on(event, (payload: object) => {
      const type = `foyer:${event}`
      // Found anew each time: a tag manager puts its own in the place of the plain array.
      if (name) {
        const layer = (world[name] ??= []) as unknown[]
        layer.push({ event: type, ...Object.fromEntries(Object.entries(payload).filter(([field]) => !KEPT_OUT.has(field))) })
      }
      if (dom) page.document.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: payload }))
    }),
  )
  return () => {
    for (const stop of stops) stop()
  }
}

/** `dataLayer dom`, as the script tag says it. */
const named = (names: string): BridgeOptions => Object.fromEntries(names.split(/[\s,]+/).filter(Boolean).map((name) => [name, true]))
