/**
 * Whether an invitation is for this visitor, here and now (IV-5). Pure: what is known comes in, and out comes whether its
 * conditions are met, and if not, whether waiting helps. What is not known meets no condition.
 */
import { fits } from '@foyer/sdk/protocol'
import type { InvitationConditions, VisitFacts } from '@foyer/sdk/protocol'

/** What the conditions look at. Times are of a clock that nobody can set: neither its zone nor its hands matter. */
export interface Facts {
  /** Milliseconds since the page was shown. */
  readonly onPageMs: number
  /** As the server tells of the visit, with how long it goes on by now. Absent: not told yet. */
  readonly visit?: VisitFacts | undefined
  readonly address: Parameters<typeof fits>[1]
  /** As reception judges it. */
  readonly isMobile: boolean
  /** Of the browser, as `navigator.languages`. */
  readonly languages: readonly string[]
  /** Percent of the page's height that has been seen, 0 to 100. */
  readonly scrolled: number
  /** The pointer leaves towards the top just now, or the page is back after it was hidden. */
  readonly isLeaving: boolean
  /** Names that the page has told of since it was loaded. */
  readonly tracked: ReadonlySet<string>
}

export type Verdict =
  | { readonly kind: 'met' }
  /** `inMs`: by time alone they are met then. Absent: something has to happen first, and is looked at when it does. */
  | { readonly kind: 'not-yet'; readonly inMs?: number }
  /** Not on this page. */
  | { readonly kind: 'never' }

const MET: Verdict = { kind: 'met' }
const WAITS: Verdict = { kind: 'not-yet' }
const NEVER: Verdict = { kind: 'never' }

export function judge(asked: InvitationConditions, { visit, ...facts }: Facts): Verdict {
  if (!isForPage(asked, facts)) return NEVER
  if (asksForVisit(asked) && !visit) return WAITS
  if (visit && !isForVisit(asked, visit)) return NEVER
  if (!hasHappened(asked, facts)) return WAITS

  const { secondsOnSite = 0, secondsOnPage = 0 } = asked
  const inMs = Math.max(secondsOnPage * 1_000 - facts.onPageMs, secondsOnSite * 1_000 - (visit?.forMs ?? Infinity))
  return inMs > 0 ? { kind: 'not-yet', inMs } : MET
}

/** What stays as it is while the page does. */
function isForPage({ include, exclude, device, languages }: InvitationConditions, facts: Omit<Facts, 'visit'>): boolean {
  const isHere = (pattern: string) => fits(pattern, facts.address)
  return (
    (!include?.length || include.some(isHere)) &&
    !exclude?.some(isHere) &&
    (!device || (device === 'mobile') === facts.isMobile) &&
    (!languages?.length || facts.languages.some((tag) => languages.includes(primary(tag))))
  )
}

const asksForVisit = ({ secondsOnSite, pages, visits, sources, regions }: InvitationConditions): boolean =>
  Boolean(secondsOnSite || pages || visits || sources?.length || regions?.length)

/** What another page or another visit may change, and waiting does not. */
const isForVisit = ({ pages = 0, visits = 0, sources, regions }: InvitationConditions, visit: VisitFacts): boolean =>
  visit.pages >= pages &&
  visit.visits >= visits &&
  (!sources?.length || sources.some((one) => visit.source.includes(one))) &&
  (!regions?.length || regions.some((one) => visit.regions.includes(one)))

const hasHappened = ({ scrolled = 0, isLeaving, event }: InvitationConditions, facts: Omit<Facts, 'visit'>): boolean =>
  facts.scrolled >= scrolled && (!isLeaving || facts.isLeaving) && (event === undefined || facts.tracked.has(event))

/** The language of a tag, without region and script: `zh` of `zh-Hans-CN`. */
const primary = (tag: string) => tag.toLowerCase().split('-')[0] ?? ''
