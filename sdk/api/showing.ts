/** Which components are to be seen here and now: the rules of showing (RC-9) and what the visitor has closed (RC-13). Pure. */
import { fits, isWithinHours } from '@foyer/sdk/protocol'
import type { ClosedFor, ComponentId, ReceptionComponent, ShowRules, SiteConfig } from '@foyer/sdk/protocol'
import type { ShownComponent } from './ports.ts'
import type { Visit } from './visit.ts'

/** The part of the page's `location` that rules look at. */
type Address = Parameters<typeof fits>[1]

/** All that rules look at besides the settings. */
export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly address: Address
  /** See `MOBILE` in `judge.ts`. */
  readonly isMobile: boolean
  /** Of the browser, as `navigator.languages`. */
  readonly languages: readonly string[]
  readonly visit: Visit
  readonly closedAt: ClosedAt
}

/** When the visitor closed what. The time and not the end is kept, so that an owner who changes the one changes the other. */
export type ClosedAt = Readonly<Partial<Record<ComponentId, number>>>

const DAY_MS = 24 * 60 * 60_000

/** In the order of the settings. */
export function componentsToShow({ components, hours }: Pick<SiteConfig, 'components' | 'hours'>, here: Circumstances): readonly ShownComponent[] {
  // Without hours somebody always works.
  const isAway = hours !== undefined && components.some(asksForHours) && !isWithinHours(hours, here.now)
  return components
    .filter((one) => !isClosed(one, here) && allows(one.show ?? {}, here, isAway))
    .map((one) => (isAway && one.show?.outsideHours ? { ...one, isAway } : one))
}

/** The rules change with the time of day. */
export const asksForHours = ({ show }: ReceptionComponent): boolean => show?.outsideHours !== undefined

function allows({ include, exclude, device, languages, outsideHours, visitors }: ShowRules, here: Circumstances, isAway: boolean): boolean {
  const isHere = (pattern: string) => fits(pattern, here.address)
  if (include?.length && !include.some(isHere)) return false
  if (exclude?.some(isHere)) return false
  if (device && (device === 'mobile') !== here.isMobile) return false
  if (languages?.length && !here.languages.some((tag) => languages.includes(primary(tag)))) return false
  if (visitors && (visitors === 'returning') !== here.visit.isReturning) return false
  return !(isAway && outsideHours === 'hide')
}

function isClosed({ id, closedFor }: ReceptionComponent, { now, visit, closedAt }: Circumstances): boolean {
  const at = closedAt[id]
  return at !== undefined && closedFor !== undefined && now < closedUntil(at, closedFor, visit)
}

function closedUntil(at: number, closedFor: ClosedFor, visit: Visit): number {
  if (closedFor === 'ever') return Infinity
  if (closedFor === 'visit') return at >= visit.beganAt ? Infinity : at
  return at + closedFor.days * DAY_MS
}

/** The language of a tag, without region and script: `zh` of `zh-Hans-CN`. */
const primary = (tag: string) => tag.toLowerCase().split('-')[0] ?? ''
