import type { Clock } from '@foyer/sdk/thread'
import type { Keep } from './keep.ts'

/** A page opened within this time shows the window as the other pages did; next morning nobody wants it to jump up. */
export const REMEMBERED_MS = 30 * 60_000

/** Whether the window was open, over pages and tabs (CW-9). */
export interface OpenMemory {
  /** `isSmall`: the window fills the screen, so a new tab is left to its page; a reload in the same tab is not a new one. */
  wasOpen(isSmall: boolean): boolean
  remember(isOpen: boolean): void
}

/** `tab` forgets with the tab, `device` does not, unless consent makes them the same: so the names differ. */
export function createOpenMemory(tab: Keep, device: Keep, clock: Clock): OpenMemory {
  return {
    wasOpen(isSmall) {
      const here = tab.get('here')
      if (here !== undefined) return here === 'yes'
      const openAt = Number(device.get('open') ?? 0)
      return !isSmall && clock.now() - openAt < REMEMBERED_MS
    },
    remember(isOpen) {
      // Empty says no without making the next page load what would find that out.
      tab.set('here', isOpen ? 'yes' : '')
      device.set('open', isOpen ? String(clock.now()) : undefined)
    },
  }
}
