import type { Ref } from 'preact'

/**
 * Fills a `ref` with a component. Preact hands `ref` to a component as a property like any other, so one that can be
 * asked for something (to take the focus, to scroll) says so itself: on mounting, and with `null` on leaving.
 */
export function offer<T>(ref: Ref<T> | undefined, component: T | null): void {
  if (typeof ref === 'function') ref(component)
  else if (ref) ref.current = component
}
