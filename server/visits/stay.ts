/** One visit, from coming to leaving: what is counted in it, and how it is shown. */
import { TRACK_PAGES } from '@foyer/sdk/protocol'
import type { Device, LiveVisitor, PageRef, Place, VisitSource, VisitState } from '@foyer/sdk/protocol'
import type { Client } from '../presence/hub.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { deviceOf } from './device.ts'
import { sourceOf } from './source.ts'
import { VISIT_ENDS_AFTER_MS } from './store.ts'
import type { Invite, SeenPage, Standing, Talk } from './store.ts'

/** One visit of somebody on these pages, or who has just left them. */
export interface Stay {
  visitor: VisitorIdentity
  /** Of the visit; empty until it is known whether it goes on from before. Until then nothing of it is shown or kept. */
  id: string
  beganAt: number
  pages: number
  visits: number
  page: PageRef
  source: VisitSource
  readonly device: Device
  place: Place | undefined
  address: string
  readonly language: string
  name: string | undefined
  isReturning: boolean
  isCustomer: boolean
  isBlocked: boolean
  talk: Talk | undefined
  invite: Invite | undefined
  leftAt: number | undefined
  /** Pages seen and not kept yet. */
  seen: SeenPage[]
  keptAt: number
  /** While it is asked whether it goes on from before. */
  begun: Promise<void> | undefined
}

/** Of somebody who has just come. */
export const stayOf = (visitor: VisitorIdentity, page: PageRef, client: Client, now: number): Stay => ({
  visitor,
  id: '',
  beganAt: now,
  pages: 0,
  visits: 0,
  page,
  source: sourceOf(page, client.isOwn),
  device: deviceOf(client.userAgent),
  place: undefined,
  address: client.address,
  language: client.language,
  name: undefined,
  isReturning: false,
  isCustomer: false,
  isBlocked: visitor.isBlocked,
  talk: undefined,
  invite: undefined,
  leftAt: undefined,
  seen: [{ n: 1, at: now, url: page.url, title: page.title ?? null }],
  keptAt: 0,
  begun: undefined,
})

/** Goes on with the visit before, if it is not long ago; else it is another one. */
export function takeUp(stay: Stay, { visit, visits, firstSeenAt, invite }: Standing, newId: () => string): void {
  const endsBefore = stay.beganAt - VISIT_ENDS_AFTER_MS
  const goesOn = visit !== undefined && visit.seenAt > endsBefore
  stay.isReturning = goesOn ? visits > 1 || firstSeenAt < visit.beganAt - VISIT_ENDS_AFTER_MS : visits > 0 || firstSeenAt < endsBefore
  stay.visits = goesOn ? Math.max(1, visits) : visits + 1
  stay.id = goesOn ? visit.id : newId()
  if (goesOn) {
    stay.beganAt = visit.beganAt
    stay.source = visit.source
    stay.place = visit.place ?? stay.place
    // Of the same page again nothing is counted: the line was away, and not the visitor.
    if (visit.lastPage && stay.seen[0] && isSamePage(stay.seen[0].url, visit.lastPage.url)) stay.seen.shift()
  }
  const before = goesOn ? visit.pages : 0
  stay.seen = stay.seen.map((page, index) => ({ ...page, n: before + index + 1 }))
  stay.pages = before + stay.seen.length
  // Invitations are kept at once, visits a second later: of a server that was killed between the two only the invitation is left.
  if (invite && invite.at > Math.min(stay.beganAt, endsBefore)) stay.invite = invite.is
}

/** They are on another page, or it has another title. */
export function turnTo(stay: Stay, page: PageRef, now: number): void {
  const isSame = isSamePage(page.url, stay.page.url)
  const title = page.title ?? null
  // A title that comes later is that of the page that is there.
  const last = { n: stay.pages, at: now, url: page.url, title }
  if (!isSame) {
    if (stay.id) stay.pages += 1
    stay.seen.push({ ...last, n: stay.pages })
    if (stay.seen.length > TRACK_PAGES) stay.seen.shift()
  } else if (stay.page.title !== page.title) stay.seen = [...stay.seen.slice(0, -1), { ...(stay.seen.at(-1) ?? last), title }]
  stay.page = page
}

/** As desks are told of them. */
export const shown = (stay: Stay): LiveVisitor => ({
  id: stay.visitor.id,
  siteId: stay.visitor.siteId,
  number: stay.visitor.number,
  ...(stay.name !== undefined && { name: stay.name }),
  isReturning: stay.isReturning,
  isCustomer: stay.isCustomer,
  arrivedAt: stay.beganAt,
  source: stay.source,
  page: stay.page,
  pages: stay.pages,
  ...(stay.place && { place: stay.place }),
  device: stay.device,
  language: stay.language,
  state: stateOf(stay),
  isBlocked: stay.isBlocked,
  ...(stay.leftAt !== undefined && { leftAt: stay.leftAt }),
})

function stateOf({ talk, invite }: Stay): VisitState {
  if (!talk) return invite ?? { kind: 'browsing' }
  const { conversationId, agentId, isAutomatic } = talk
  if (agentId !== undefined) return { kind: 'talking', conversationId, agentId }
  return { kind: isAutomatic ? 'automatic' : 'queued', conversationId }
}

/** Of the query a page tells nothing but where somebody came from, and many pages tidy it away once they have read it. */
const isSamePage = (url: string, other: string): boolean => withoutQuery(url) === withoutQuery(other)
const withoutQuery = (url: string): string => url.replace(/\?[^#]*/, '')
