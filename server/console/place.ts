/**
 * Where in the console one is, in the address: `#conversation=…`, `#visitors`, `#visitors=…`, `#reception`, `#reception=…`, `#ratings`,
 * `#settings=website`, `#settings=groups&open=…`. So going back works by button and by gesture, a reload comes back to the same place, and an
 * address can be handed to a colleague. Whoever holds something that is not saved is asked before one leaves.
 */
import type { ConversationId, VisitorId } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'

/** One page a concern, in this order, under headings. */
export const SETTINGS_SECTIONS = {
  site: ['website', 'window', 'texts', 'company', 'hours'],
  receiving: ['groups', 'agents', 'sharing', 'routing', 'what-if', 'blocks'],
  inviting: ['invitations', 'menus'],
  answering: ['greetings', 'replies', 'bots'],
  rating: ['survey', 'survey-results'],
} as const
export type SettingsSection = keyof typeof SETTINGS_SECTIONS
export type SettingsPage = (typeof SETTINGS_SECTIONS)[SettingsSection][number]
export const SETTINGS_PAGES: readonly SettingsPage[] = Object.values(SETTINGS_SECTIONS).flat()

export type Spot =
  | { readonly area: 'conversations'; readonly open?: ConversationId }
  /** `open`: whose card stands beside the list. */
  | { readonly area: 'visitors'; readonly open?: VisitorId }
  /** `open`: the id of a component, or what the area itself calls a step. */
  | { readonly area: 'reception'; readonly open?: string }
  /** An agent's own; those of all are a page of the settings. */
  | { readonly area: 'ratings'; readonly open?: never }
  /** `open`: the id of one thing of the page, or what the page itself calls a new one. */
  | { readonly area: 'settings'; readonly page: SettingsPage; readonly open?: string }
export type Area = Spot['area']

export interface Place {
  spot(): Spot
  /** The conversation that is open. */
  open(): ConversationId | undefined
  goTo(id: ConversationId): void
  go(spot: Spot): void
  /** From one thing back to the list of its area. */
  leave(): void
  /** To where a new member begins. Nobody is asked. */
  forget(): void
  /**
   * Asked before another spot is shown, and before a sign-out; the browser itself asks before the page goes. One at a time.
   *
   * @param mayLeave resolves to false if one wants to stay
   */
  guard(mayLeave: () => Promise<boolean>): Stop
  mayLeave(): Promise<boolean>
  onChange(listener: () => void): Stop
}

/** @param page usually `window` */
export function createPlace(page: Window): Place {
  const { history, location } = page
  const listeners = new Set<() => void>()
  let guard: (() => Promise<boolean>) | undefined
  let isAsking = false
  /** The next move was agreed to. */
  let isAgreed = false
  /** What is shown; while the guard asks, the address may be ahead of it. */
  let shown = location.hash
  let shownState: unknown = history.state

  const settle = () => {
    if (shown === location.hash) return
    shown = location.hash
    shownState = history.state
    listeners.forEach((listener) => listener())
  }

  /** The browser has moved: by its buttons, or because somebody wrote an address. */
  const onMove = () => {
    if (isAsking || shown === location.hash) return
    if (!guard || isAgreed) {
      isAgreed = false
      return settle()
    }
    void ask(settle, () => {
      if (shown !== location.hash) history.pushState(shownState, '', shown || location.pathname + location.search)
    })
  }

  async function ask(onLeave: () => void, onStay?: () => void): Promise<void> {
    if (isAsking) return
    isAsking = true
    const mayLeave = await (guard?.() ?? true)
    isAsking = false
    if (mayLeave) onLeave()
    else onStay?.()
  }

  /** At once where nobody has to be asked. */
  const pass = (move: () => void) => (guard ? void ask(move) : move())

  const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()

  function enter(spot: Spot) {
    const [from, to] = [parseSpot(location.hash), addressOf(spot)]
    if (addressOf(from) === to) return
    const isSameList = from.area === spot.area && spot.area !== 'settings'
    // From one conversation or visitor to the next replaces: one step back is always the list.
    if (isSameList && isItem(from) && isItem(spot) && spot.area !== 'reception') history.replaceState(history.state, '', to)
    else history.pushState(isSameList && isItem(spot) ? { cameFromList: true } : null, '', to || location.pathname + location.search)
    settle()
  }

  const spot = () => parseSpot(listeners.size > 0 ? shown : location.hash)

  return {
    spot,
    open() {
      const now = spot()
      return now.area === 'conversations' ? now.open : undefined
    },
    goTo: (id) => pass(() => enter({ area: 'conversations', open: id })),
    go: (next) => {
      if (addressOf(next) !== addressOf(spot())) pass(() => enter(next))
    },
    leave() {
      if (!isItem(spot())) return
      pass(() => {
        const { area } = parseSpot(location.hash)
        if (cameFromList(history.state)) {
          isAgreed = true
          return history.back()
        }
        history.replaceState(null, '', (area !== 'settings' && addressOf({ area })) || location.pathname + location.search)
        settle()
      })
    },
    forget() {
      history.replaceState(null, '', location.pathname + location.search)
      settle()
    },
    guard(mayLeave) {
      guard = mayLeave
      page.addEventListener('beforeunload', onUnload)
      return () => {
        if (guard !== mayLeave) return
        guard = undefined
        page.removeEventListener('beforeunload', onUnload)
      }
    },
    mayLeave: () => new Promise((resolve) => (guard ? void ask(() => resolve(true), () => resolve(false)) : resolve(true))),
    onChange(listener) {
      if (listeners.size === 0) {
        shown = location.hash
        shownState = history.state
        page.addEventListener('popstate', onMove)
        page.addEventListener('hashchange', onMove)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        page.removeEventListener('popstate', onMove)
        page.removeEventListener('hashchange', onMove)
      }
    },
  }
}

/** What an address says; whatever else stands there means the conversations. */
export function parseSpot(hash: string): Spot {
  const said = new URLSearchParams(hash.slice(1))
  const [conversation, visitor, component, settings, open] = [said.get('conversation'), said.get('visitors'), said.get('reception'), said.get('settings'), said.get('open')]
  if (visitor !== null) return { area: 'visitors', ...(visitor && { open: visitor as VisitorId }) }
  if (component !== null) return { area: 'reception', ...(component && { open: component }) }
  if (said.has('ratings')) return { area: 'ratings' }
  if (settings !== null) return { area: 'settings', page: SETTINGS_PAGES.find((page) => page === settings) ?? 'website', ...(open && { open }) }
  return { area: 'conversations', ...(conversation && { open: conversation as ConversationId }) }
}

/** Empty for the list of conversations. */
export function addressOf(spot: Spot): string {
  if (spot.area === 'settings') return `#${new URLSearchParams({ settings: spot.page, ...(spot.open !== undefined && { open: spot.open }) })}`
  if (spot.area !== 'conversations') return spot.open === undefined ? `#${spot.area}` : `#${new URLSearchParams({ [spot.area]: spot.open })}`
  return spot.open === undefined ? '' : `#${new URLSearchParams({ conversation: spot.open })}`
}

const isItem = (spot: Spot): boolean => spot.area !== 'settings' && spot.open !== undefined

const cameFromList = (state: unknown): boolean => typeof state === 'object' && state !== null && 'cameFromList' in state
