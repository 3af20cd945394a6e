/**
 * Judges what is to be seen, and says when to judge again: the rules are in `showing.ts`, the circumstances here. Fetched
 * only where a component has rules or can be closed.
 */
import type { ComponentId, SiteConfig } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'
import type { Ground } from './ground.ts'
import type { ShownComponent } from './ports.ts'
import { asksForHours, componentsToShow, type ClosedAt } from './showing.ts'
import { continueVisit, visitText, type Visit } from './visit.ts'

/** The browser, as far as rules look at it. */
export interface JudgePage {
  readonly location: Parameters<typeof componentsToShow>[1]['address'] & { readonly href: string }
  readonly navigator: { readonly languages: readonly string[] }
  matchMedia(query: string): EventTarget & { readonly matches: boolean }
  addEventListener(type: string, listener: (event: Event) => void, options: AddEventListenerOptions): void
}

export type JudgeGround = Pick<Ground, 'clock' | 'device' | 'keyOf' | 'isKnown' | 'signal' | 'emit'>

export interface Judge {
  /** What is to be seen now. Called anew at each change of the page's address. */
  judge(config: SiteConfig): readonly ShownComponent[]
  /** The visitor does not want to see it, for as long as its owner says. */
  close(config: SiteConfig, id: ComponentId): void
}

/**
 * A phone, upright or on its side: worked with a finger, and narrow or low. A tablet has room for a page as on a desktop,
 * and so has a laptop with a screen that can be touched.
 */
const MOBILE = '(pointer: coarse) and (max-width: 767px), (pointer: coarse) and (max-height: 480px)'
/** Working hours begin and end with a minute. */
const MINUTE_MS = 60_000

/** @param onChange another answer may be due */
export function createJudge(page: JudgePage, { clock, device, keyOf, isKnown, signal, emit }: JudgeGround, onChange: () => void): Judge {
  const mobile = page.matchMedia(MOBILE)
  mobile.addEventListener('change', onChange, { signal })
  page.addEventListener('languagechange', onChange, { signal })
  // A page that slept has missed its minutes.
  page.addEventListener('pageshow', onChange, { signal })
  // Closed in one tab is closed in all.
  page.addEventListener('storage', (event) => (event as StorageEvent).key === keyOf('closed') && onChange(), { signal })

  let stopWaiting: Stop | undefined
  signal.addEventListener('abort', () => stopWaiting?.())

  let seen: string | undefined
  let visit: Visit | undefined
  /** Only a page moves a visit on: a window that is made narrower is no page. */
  function visitNow(): Visit {
    const { href } = page.location
    if (visit && href === seen) return visit
    seen = href
    visit = continueVisit(device.get('visit'), clock.now(), isKnown)
    device.set('visit', visitText(visit))
    return visit
  }

  const closedAt = (): ClosedAt => {
    try {
      return Object(JSON.parse(device.get('closed') ?? '{}')) as ClosedAt
    } catch {
      return {}
    }
  }

  return {
    judge(config) {
      const now = clock.now()
      stopWaiting?.()
      if (config.hours && config.components.some(asksForHours)) stopWaiting = clock.after(MINUTE_MS - (now % MINUTE_MS), onChange)
      return componentsToShow(config, {
        now,
        address: page.location,
        isMobile: mobile.matches,
        languages: page.navigator.languages,
        visit: visitNow(),
        closedAt: closedAt(),
      })
    },
    close({ components }, id) {
      // What is no more is forgotten.
      const kept = Object.entries(closedAt()).filter(([closed]) => components.some((one) => one.id === closed))
      device.set('closed', JSON.stringify({ ...Object.fromEntries(kept), [id]: clock.now() }))
      onChange()
      emit('component:closed', { componentId: id })
    },
  }
}
