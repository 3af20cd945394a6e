/**
 * Who is on the pages of this server, or has just left them: visits begun and taken up again as the presence hub tells who
 * comes, moves and leaves, with what is known of each of them. Says of whom something is another now.
 */
import { LEFT_SHOWN_MS, TRACK_PAGES } from '@foyer/sdk/protocol'
import type { Device, LiveVisitor, PageRef, Place, ThreadId, VisitFacts, VisitSource, VisitorId, VisitState, WorkspaceId } from '@foyer/sdk/protocol'
import type { Client, PresenceEvent } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import { isBot } from '../visitors/bots.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { deviceOf } from './device.ts'
import { namesOfPlace } from './place.ts'
import type { PlaceFinder } from './place.ts'
import { namesOfSource, sourceOf } from './source.ts'
import { VISIT_ENDS_AFTER_MS, readStanding } from './store.ts'
import type { Invite, SeenPage, Standing, Talk } from './store.ts'

export interface StaysPorts {
  readonly store: Store
  readonly places: PlaceFinder
  now(): number
  newId(): string
  /** Who may be in a conversation came, moved or left. */
  moved(visitor: VisitorIdentity): void
  /** What is shown of somebody is another now. */
  touched(visitor: VisitorIdentity): void
  /** Something was seen that is to be kept. */
  seen(stay: Stay): void
  report(error: unknown): void
}

export interface Stays {
  hear(event: PresenceEvent): void
  all(): Iterable<Stay>
  /** Whether they are still there, or shown as left. */
  has(stay: Stay): boolean
  /** Who is shown, of a workspace. */
  ids(workspaceId: WorkspaceId): Iterable<VisitorId>
  get(workspaceId: WorkspaceId, id: VisitorId): LiveVisitor | undefined
  /** What a page is told of its visit, where invitations ask for it (IV-5). Nothing for robots, who are never invited. */
  factsFor(visitorId: VisitorId): Promise<VisitFacts | undefined>
  setInvite(visitorId: VisitorId, invite: Invite | undefined): void
  talkMoved(threadId: ThreadId, talk: TalkMoved): void
  /** What is known of them is to be read again. */
  cardChanged(visitorId: VisitorId): void
  /** There is no such visitor any more (CW-15, CW-27): nothing of them is shown or kept from now on. */
  forget(visitorId: VisitorId): void
  /** About once a second. */
  sweep(now: number): void
  /** What was asked of them was answered. */
  answered(): Promise<unknown>
}

export type TalkMoved = Talk & { readonly hasEnded?: true }

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

export function createStays({ store, places, now, newId, moved, touched, seen, report }: StaysPorts): Stays {
  const stays = new Map<VisitorId, Stay>()
  const byThread = new Map<ThreadId, readonly Stay[]>()

  const has = (stay: Stay): boolean => stays.get(stay.visitor.id) === stay

  function arrive(visitor: VisitorIdentity, page: PageRef, client: Client): void {
    // One that has opened the chat is somebody, and yet on no list.
    if (isBot(client.userAgent ?? null)) return
    const known = stays.get(visitor.id)
    if (known) {
      known.leftAt = undefined
      known.address = client.address
      return turn(known, page)
    }
    const stay: Stay = {
      visitor,
      id: '',
      beganAt: now(),
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
      seen: [{ n: 1, at: now(), url: page.url, title: page.title ?? null }],
      keptAt: 0,
      begun: undefined,
    }
    stays.set(visitor.id, stay)
    joinThread(stay, visitor.threadId)
    begin(stay)
  }

  /** What cannot be asked now is asked again with the next sweep. */
  function begin(stay: Stay): void {
    stay.begun = ask(stay).then(
      () => void (stay.begun = undefined),
      (error: unknown) => {
        stay.begun = undefined
        report(error)
      },
    )
  }

  async function ask(stay: Stay): Promise<void> {
    const [standing, place] = await Promise.all([store.run(readStanding, { visitorId: stay.visitor.id }), places.find(stay.address).catch((error: unknown) => void report(error))])
    // Forgotten meanwhile.
    if (!has(stay)) return
    if (!standing) return drop(stay)
    stay.place = place ?? undefined
    takeUp(stay, standing)
    know(stay, standing)
    stay.invite = standing.invite
    seen(stay)
    touched(stay.visitor)
    if (stay.talk) moved(stay.visitor)
  }

  /** Goes on with the visit before, if it is not long ago; else it is another one. */
  function takeUp(stay: Stay, { visit, visits, firstSeenAt }: Standing): void {
    const goesOn = visit !== undefined && visit.seenAt > stay.beganAt - VISIT_ENDS_AFTER_MS
    stay.isReturning = goesOn ? visits > 1 || firstSeenAt < visit.beganAt - VISIT_ENDS_AFTER_MS : visits > 0 || firstSeenAt < stay.beganAt - VISIT_ENDS_AFTER_MS
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
  }

  function know(stay: Stay, { threadId, name, isCustomer, isBlocked, talk }: Standing): void {
    const heard = threadId === stay.visitor.threadId ? stay.talk : undefined
    leaveThread(stay)
    joinThread(stay, threadId)
    stay.visitor = { ...stay.visitor, threadId, isBlocked }
    // It may have moved since it was read.
    const isNewer = heard && (!talk || (heard.conversationId === talk.conversationId && heard.seq > talk.seq))
    Object.assign(stay, { name, isCustomer, isBlocked, talk: isNewer ? heard : talk })
  }
  const joinThread = (stay: Stay, threadId: ThreadId) => void byThread.set(threadId, [...(byThread.get(threadId) ?? []), stay])
  function leaveThread(stay: Stay): void {
    const { threadId } = stay.visitor
    const others = byThread.get(threadId)?.filter((other) => other !== stay) ?? []
    if (others.length > 0) byThread.set(threadId, others)
    else byThread.delete(threadId)
  }

  function turn(stay: Stay, page: PageRef): void {
    const isSame = isSamePage(page.url, stay.page.url)
    const title = page.title ?? null
    // A title that comes later is that of the page that is there.
    const last = { n: stay.pages, at: now(), url: page.url, title }
    if (!isSame) {
      if (stay.id) stay.pages += 1
      stay.seen.push({ ...last, n: stay.pages })
      if (stay.seen.length > TRACK_PAGES) stay.seen.shift()
    } else if (stay.page.title !== page.title) stay.seen = [...stay.seen.slice(0, -1), { ...(stay.seen.at(-1) ?? last), title }]
    stay.page = page
    change(stay)
  }

  function leave(stay: Stay): void {
    stay.leftAt = now()
    change(stay)
  }

  function change(stay: Stay): void {
    if (!stay.id) return
    seen(stay)
    touched(stay.visitor)
  }

  function drop(stay: Stay): void {
    stays.delete(stay.visitor.id)
    leaveThread(stay)
    touched(stay.visitor)
  }

  async function readAgain(visitorId: VisitorId): Promise<void> {
    await stays.get(visitorId)?.begun
    const stay = stays.get(visitorId)
    const standing = stay && (await store.run(readStanding, { visitorId }))
    if (!standing || !has(stay)) return
    know(stay, standing)
    touched(stay.visitor)
  }

  return {
    hear(event) {
      const { visitor } = event
      if (event.type === 'visitor-arrived' && event.page) arrive(visitor, event.page, event.client)
      const stay = stays.get(visitor.id)
      if (event.type === 'page-changed' && stay) turn(stay, event.page)
      if (event.type === 'visitor-left' && stay) leave(stay)
      // Of whoever is known to be in no conversation no desk need be told.
      if (!stay || stay.talk) moved(visitor)
    },
    all: () => stays.values(),
    has,
    *ids(workspaceId) {
      for (const stay of stays.values()) if (stay.id && stay.visitor.workspaceId === workspaceId) yield stay.visitor.id
    },
    get(workspaceId, id) {
      const stay = stays.get(id)
      return stay?.id && stay.visitor.workspaceId === workspaceId ? shown(stay) : undefined
    },
    async factsFor(id) {
      await stays.get(id)?.begun
      const stay = stays.get(id)
      return stay && { forMs: now() - stay.beganAt, pages: stay.pages, visits: stay.visits, source: namesOfSource(stay.source), regions: namesOfPlace(stay.place) }
    },
    setInvite(visitorId, invite) {
      const stay = stays.get(visitorId)
      if (!stay) return
      stay.invite = invite
      touched(stay.visitor)
    },
    talkMoved(threadId, { hasEnded, ...talk }) {
      for (const stay of byThread.get(threadId) ?? []) {
        const known = stay.talk
        const isKnown = known?.conversationId === talk.conversationId
        if (isKnown ? talk.seq < known.seq : hasEnded) continue
        stay.talk = hasEnded ? undefined : talk
        stay.invite = undefined
        touched(stay.visitor)
      }
    },
    cardChanged: (visitorId) => void readAgain(visitorId).catch(report),
    forget(visitorId) {
      const stay = stays.get(visitorId)
      if (stay) drop(stay)
    },
    sweep(at) {
      for (const stay of stays.values()) {
        // A clock may have been set, either way.
        if (stay.leftAt !== undefined && Math.abs(at - stay.leftAt) > LEFT_SHOWN_MS) drop(stay)
        else if (!stay.id && !stay.begun) begin(stay)
      }
    },
    answered: () => Promise.all([...stays.values()].map(({ begun }) => begun)),
  }
}

const shown = (stay: Stay): LiveVisitor => ({
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
