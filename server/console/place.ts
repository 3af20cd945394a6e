/**
 * Where in the desk one is, in the address (`/console#conversation=…`): so that going back works by button and by
 * gesture, a reload comes back to the same conversation, and an address can be handed to a colleague.
 */
import type { ConversationId } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'

export interface Place {
  open(): ConversationId | undefined
  goTo(id: ConversationId): void
  /** Back to the list. */
  leave(): void
  onChange(listener: () => void): Stop
}

const NAME = 'conversation'

/** @param page usually `window` */
export function createPlace(page: Window): Place {
  const { history, location } = page
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => listener())
  const read = () => (new URLSearchParams(location.hash.slice(1)).get(NAME) ?? undefined) as ConversationId | undefined
  const address = (id: ConversationId) => `#${new URLSearchParams({ [NAME]: id })}`

  return {
    open: read,
    goTo(id) {
      if (read() === id) return
      // From one to the next replaces: one step back is always the list.
      if (read() === undefined) history.pushState({ cameFromList: true }, '', address(id))
      else history.replaceState(history.state, '', address(id))
      tell()
    },
    leave() {
      if (read() === undefined) return
      if (cameFromList(history.state)) return history.back()
      history.replaceState(null, '', location.pathname + location.search)
      tell()
    },
    onChange(listener) {
      listeners.add(listener)
      page.addEventListener('popstate', listener)
      page.addEventListener('hashchange', listener)
      return () => {
        listeners.delete(listener)
        page.removeEventListener('popstate', listener)
        page.removeEventListener('hashchange', listener)
      }
    },
  }
}

const cameFromList = (state: unknown): boolean => typeof state === 'object' && state !== null && 'cameFromList' in state
