/**
 * Judges what is to be seen, and says when to judge again: the rules are in `showing.ts`, the circumstances here.
 */
import type { ComponentId, ReceptionComponent, SiteConfig } from '@foyer/sdk/protocol'
import type { Ground } from './ground.ts'
import { isToShow, type Circumstances, type ClosedAt } from './showing.ts'
import { continueVisit, type Visit } from './visit.ts'

/** The browser, as far as these rules look at it. */
export interface JudgePage {
  readonly location: Circumstances['address'] & { readonly href: string }
  matchMedia(query: string): EventTarget & { readonly matches: boolean }
}

export type JudgeGround = Pick<Ground, 'clock' | 'device' | 'isKnown' | 'signal' | 'emit'>

export interface Judge {
  /** What is to be seen now, as far as most rules go. Called anew at each change of the page's address. */
  judge(config: SiteConfig): readonly ReceptionComponent[]
  /** The visit that this page belongs to. From the first call on it is kept on the device. */
  visit(): Visit
  /** The visitor does not want to see it, for as long as its owner says. */
  close(config: SiteConfig, id: ComponentId): void
}

/**
 * A phone, upright or on its side: worked with a finger, and narrow or low. A tablet has room for a page as on a desktop,
 * and so has a laptop with a screen that can be touched.
 */
export const MOBILE = '(pointer: coarse) and ((max-width: 767px) or (max-height: 480px))'

/** @param onChange another answer may be due */
export function createJudge(page: JudgePage, ground: JudgeGround, onChange: () => void): Judge {
  const { clock, device, signal, emit } = ground
  const { location } = page
  const mobile = page.matchMedia(MOBILE)
  mobile.addEventListener('change', onChange, { signal })

  /** What was kept under a name; nothing of it may be there. */
  const kept = (name: string): object => {
    try {
      return Object(JSON.parse(device.get(name) ?? '')) as object
    } catch {
      return {}
    }
  }

  let seen: string | undefined
  let now: Visit
  /** Only a page moves a visit on: a window that is made narrower is no page. */
  function visit(): Visit {
    const { href } = location
    if (href !== seen) {
      seen = href
      now = continueVisit(kept('visit'), clock.now(), ground.isKnown)
      device.set('visit', JSON.stringify(now))
    }
    return now
  }

  return {
    visit,
    judge({ components }) {
      const here: Circumstances = { now: clock.now(), address: location, isMobile: mobile.matches, visit, closedAt: kept('closed') as ClosedAt }
      return components.filter((one) => isToShow(one, here))
    },
    close({ components }, id) {
      // By the names that are listed: what is no more is forgotten.
      device.set('closed', JSON.stringify({ ...kept('closed'), [id]: clock.now() }, components.map((one) => one.id)))
      onChange()
      emit('component:closed', { componentId: id })
    },
  }
}
