/**
 * The rules of showing that few components have (RC-9): languages, visitors, working hours; and what is shown to visitors
 * whom the server refuses (IV-4). Fetched where there is one of these, and asked after the judge.
 */
import { isWithinHours } from '@foyer/sdk/protocol'
import type { ReceptionComponent, SiteConfig, TextOverrides } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'
import type { Ground } from './ground.ts'
import type { LaterParts, ShownComponent } from './ports.ts'
import type { Visit } from './visit.ts'

/** All that these rules look at. */
export interface FinerCircumstances {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Of the browser, as `navigator.languages`. */
  readonly languages: readonly string[]
  readonly visit: Visit
}

/** The browser, as far as these rules look at it. */
export interface FinerPage {
  readonly navigator: { readonly languages: readonly string[] }
  addEventListener(type: string, listener: () => void, options: AddEventListenerOptions): void
}

/** Which of `components` are to be seen, and how. */
export type FinerRules = (config: SiteConfig, components: readonly ReceptionComponent[], visit: Visit) => readonly ShownComponent[]

/** What is used of the session. */
export type FinerGround = Pick<Ground, 'clock' | 'signal' | 'device' | 'parts' | 'language' | 'bePresent' | 'renew' | 'report'>

/** Working hours begin and end with a minute, and so long is waited until somebody who is blocked is asked for anew. */
const MINUTE_MS = 60_000

/** @param onChange another answer may be due */
export function createFinerRules(page: FinerPage, ground: FinerGround, onChange: () => void): FinerRules {
  const { clock, signal, device, parts, language, bePresent, renew, report } = ground
  page.addEventListener('languagechange', onChange, { signal })
  let stopWaiting: Stop | undefined
  let stopAsking: Stop | undefined
  let look: LaterParts['unavailable'] | undefined
  let wasBlocked = false
  signal.addEventListener('abort', () => {
    stopWaiting?.()
    stopAsking?.()
  })

  /** As blocked visitors see them. Nothing, until it is known how that looks. */
  function unavailable(components: readonly ShownComponent[], texts: TextOverrides | undefined): readonly ShownComponent[] {
    // The line was refused and is not tried again by itself.
    stopAsking ??= clock.after(MINUTE_MS, () => {
      stopAsking = undefined
      bePresent()
    })
    if (look) return components.map((one) => look?.unavailable(one, language(), texts) ?? one)
    parts.later?.('unavailable').then((part) => {
      look = part
      onChange()
    }, report)
    return []
  }

  return ({ hours, components: all, texts }, components, visit) => {
    const now = clock.now()
    stopWaiting?.()
    if (hours && all.some(asksForHours)) stopWaiting = clock.after(MINUTE_MS - (now % MINUTE_MS), onChange)
    const shown = componentsToShow({ components, hours }, { now, languages: page.navigator.languages, visit })

    const isBlocked = device.get('refused') === 'visitor_blocked'
    // The thread was refused with them.
    if (wasBlocked && !isBlocked) renew()
    wasBlocked = isBlocked
    return isBlocked ? unavailable(shown, texts) : shown
  }
}

/** In the same order. Pure. */
export function componentsToShow({ components, hours }: Pick<SiteConfig, 'components'> & { hours?: SiteConfig['hours'] | undefined }, here: FinerCircumstances): readonly ShownComponent[] {
  // Without hours somebody always works.
  const isAway = hours !== undefined && components.some(asksForHours) && !isWithinHours(hours, here.now)
  return components.filter((one) => allows(one, here, isAway)).map((one) => (isAway && asksForHours(one) ? { ...one, isAway } : one))
}

/** The rules change with the time of day. */
const asksForHours = ({ show }: ReceptionComponent): boolean => show?.outsideHours !== undefined

function allows({ show: { languages, outsideHours, visitors } = {} }: ReceptionComponent, here: FinerCircumstances, isAway: boolean): boolean {
  if (languages?.length && !here.languages.some((tag) => languages.includes(primary(tag)))) return false
  if (visitors && (visitors === 'returning') !== here.visit.isReturning) return false
  return !(isAway && outsideHours === 'hide')
}

/** The language of a tag, without region and script: `zh` of `zh-Hans-CN`. */
const primary = (tag: string) => tag.toLowerCase().split('-')[0] ?? ''
