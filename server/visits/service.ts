/**
 * The visits of everybody who is on the pages of this server (IV-1 to IV-3): begun and taken up again as the presence hub
 * tells who comes, moves and leaves, kept about once a second for all, and told to the desks that watch. Where nobody
 * watches, nothing is told and nothing is prepared for it.
 *
 * Each server owns its own visitors. While a desk watches anywhere, every server tells that one's server who is on its
 * pages, and what changes; where two know the same visitor, the one on whose pages they are is believed.
 */
import { GONE_AFTER_MS, LEFT_SHOWN_MS, LIVE_EVERY_MS, STILL_MS, TRACK_PAGES } from '@foyer/sdk/protocol'
import type { Device, LiveDelta, LivePage, LiveVisitor, PageRef, Place, ThreadId, VisitFacts, VisitSource, VisitorId, VisitState, WorkspaceId } from '@foyer/sdk/protocol'
import type { Bus, PeerMessage } from '../peers/messages.ts'
import type { Client, PresenceEvent, PresenceHub } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import { isBot } from '../visitors/bots.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { deviceOf } from './device.ts'
import { createLiveList } from './live.ts'
import type { LiveList } from './live.ts'
import { namesOfPlace } from './place.ts'
import type { PlaceFinder } from './place.ts'
import { namesOfSource, sourceOf } from './source.ts'
import { VISIT_ENDS_AFTER_MS, keepVisits, readStanding } from './store.ts'
import type { Invite, SeenPage, SeenVisit, Standing, Talk } from './store.ts'

/** Visits kept in one go: a transaction that holds nobody up. */
const KEPT_AT_ONCE = 500
/** A visit that goes on is kept again this often, so that a server which dies leaves it as one that may be taken up again. */
const KEPT_AGAIN_MS = VISIT_ENDS_AFTER_MS / 3
/** Visitors in one message to another server. */
const TOLD_AT_ONCE = 200
/** A server whose desks watch says so again and again, and is told for a while longer. */
const WATCH_AGAIN_MS = 10_000
const WATCHED_FOR_MS = 25_000

export interface VisitsPorts {
  readonly store: Store
  readonly hub: Pick<PresenceHub, 'on'>
  readonly places: PlaceFinder
  /** The way to other servers; without one there are none. */
  readonly bus?: Pick<Bus, 'publish'> | undefined
  now(): number
  after(ms: number, run: () => void): void
  newId(): string
  /** Whether a desk at this server watches. */
  isWatched(workspaceId: WorkspaceId): boolean
  /** To those desks. */
  tell(workspaceId: WorkspaceId, delta: LiveDelta): void
  /** Who may be in a conversation came, moved or left. */
  moved(visitor: VisitorIdentity): void
  report(error: unknown): void
}

export interface Visits {
  /** A desk begins to watch, and is in the room already. */
  watch(workspaceId: WorkspaceId): LivePage
  more(workspaceId: WorkspaceId, after: VisitorId): LivePage
  /** What a page is told of its visit, where invitations ask for it (IV-5). Nothing for robots, who are never invited. */
  factsFor(visitorId: VisitorId): Promise<VisitFacts | undefined>
  /** An invitation is on a visitor's pages, wherever they are, or was answered. `undefined`: nothing more is to be said of it. */
  setInvite(visitorId: VisitorId, invite: Invite | undefined): void
  /** The open conversation of a thread has moved, or ended. */
  talkMoved(workspaceId: WorkspaceId, threadId: ThreadId, talk: TalkMoved): void
  /** What is known of a visitor by name is another now, or whether they are blocked. */
  cardChanged(visitorId: VisitorId): void
  /** There is no such visitor any more (CW-15, CW-27): nothing of them is shown or kept from now on. */
  forget(visitorId: VisitorId): void
  /** About once a second. */
  sweep(now: number): void
  hear(message: PeerMessage, from: string): void
  /** Only these servers are left. */
  keepOnly(servers: readonly string[]): void
  /** Others may have said something that was not heard. */
  missedSomething(): void
  /** What was seen on these pages until now is in the database. */
  kept(): Promise<void>
  /** Keeps what is not kept yet. */
  close(): Promise<void>
}

export type TalkMoved = Talk & { readonly hasEnded?: true }

/** One visit of somebody on these pages, or who has just left them. */
interface Stay {
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

/** Who is on the pages of another server, as it has told. */
interface Elsewhere {
  readonly visitors: Map<VisitorId, LiveVisitor>
  heardAt: number
  /** It has said nothing for as long as a page may say nothing (IV-3). */
  isSilent: boolean
}

export function createVisits(ports: VisitsPorts): Visits {
  const { store, places, bus, now } = ports
  const stays = new Map<VisitorId, Stay>()
  const byThread = new Map<ThreadId, readonly Stay[]>()
  /** What is to be kept. */
  let unkept = new Set<Stay>()
  let keeping: Promise<void> = Promise.resolve()
  let isKeeping = false

  /** Workspaces that desks here watch. */
  const watched = new Map<WorkspaceId, LiveList>()
  const elsewhere = new Map<WorkspaceId, Map<string, Elsewhere>>()
  /** Servers that are told, with when they last asked for it, of whom they have yet to be told, and when they were told last. */
  const asked = new Map<WorkspaceId, { readonly by: Map<string, number>; untold: Set<VisitorId>; toldAt: number }>()
  /** When the last difference went out, and whether the next one is on its way. */
  const pace = new Map<WorkspaceId, { toldAt: number; isDue: boolean }>()
  let watchSaidAt = 0

  // Who is there.

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

  const own = (workspaceId: WorkspaceId, id: VisitorId): LiveVisitor | undefined => {
    const stay = stays.get(id)
    return stay?.id && stay.visitor.workspaceId === workspaceId ? shown(stay) : undefined
  }
  function* idsOf(workspaceId: WorkspaceId): Iterable<VisitorId> {
    for (const stay of stays.values()) if (stay.id && stay.visitor.workspaceId === workspaceId) yield stay.visitor.id
  }

  const listOf = (workspaceId: WorkspaceId): LiveList => {
    const others = () => [...(elsewhere.get(workspaceId)?.values() ?? [])].map(({ visitors }) => visitors)
    return createLiveList({
      ids: () => new Set([...idsOf(workspaceId), ...others().flatMap((visitors) => [...visitors.keys()])]),
      get(id) {
        const known = [own(workspaceId, id), ...others().map((visitors) => visitors.get(id))].filter((visitor) => visitor !== undefined)
        return known.find(({ leftAt }) => leftAt === undefined) ?? known.toSorted((a, b) => b.leftAt! - a.leftAt!)[0]
      },
    })
  }

  function touch({ visitor: { id, workspaceId } }: Stay): void {
    asked.get(workspaceId)?.untold.add(id)
    touchList(workspaceId, id)
  }
  function touchList(workspaceId: WorkspaceId, id: VisitorId): void {
    const list = watched.get(workspaceId)
    list?.touch(id)
    if (list || asked.has(workspaceId)) tellSoon(workspaceId)
  }

  function tellSoon(workspaceId: WorkspaceId): void {
    const mine = pace.get(workspaceId) ?? { toldAt: 0, isDue: false }
    pace.set(workspaceId, mine)
    if (mine.isDue) return
    mine.isDue = true
    // A clock that is set back puts nothing off for longer.
    ports.after(Math.min(LIVE_EVERY_MS, Math.max(0, mine.toldAt + LIVE_EVERY_MS - now())), () => {
      mine.isDue = false
      mine.toldAt = now()
      tellDesks(workspaceId)
      tellServers(workspaceId)
    })
  }

  function tellDesks(workspaceId: WorkspaceId): void {
    const list = watched.get(workspaceId)
    if (!list || !stillWatched(workspaceId)) return
    const delta = list.delta()
    if (delta) ports.tell(workspaceId, delta)
  }

  function stillWatched(workspaceId: WorkspaceId): boolean {
    if (ports.isWatched(workspaceId)) return true
    watched.delete(workspaceId)
    elsewhere.delete(workspaceId)
    bus?.publish({ kind: 'visitors-watched', workspaceId, how: 'ended' })
    return false
  }

  function tellServers(workspaceId: WorkspaceId): void {
    const wish = asked.get(workspaceId)
    if (!wish) return
    const ids = [...wish.untold]
    wish.untold = new Set()
    wish.toldAt = now()
    // Also of nobody: it says that this server lives.
    for (let at = 0; at === 0 || at < ids.length; at += TOLD_AT_ONCE) {
      const some = ids.slice(at, at + TOLD_AT_ONCE)
      const visitors = some.flatMap((id) => own(workspaceId, id) ?? [])
      const there = new Set(visitors.map(({ id }) => id))
      bus?.publish({ kind: 'visitors', workspaceId, visitors, gone: some.filter((id) => !there.has(id)) })
    }
  }

  // Coming, moving, leaving.

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
        ports.report(error)
      },
    )
  }

  async function ask(stay: Stay): Promise<void> {
    const { id } = stay.visitor
    const [standing, place] = await Promise.all([store.run(readStanding, { visitorId: id }), places.find(stay.address).catch((error: unknown) => void ports.report(error))])
    // Forgotten meanwhile.
    if (stays.get(id) !== stay) return
    if (!standing) return drop(stay)
    stay.place = place ?? undefined
    takeUp(stay, standing)
    know(stay, standing)
    stay.invite = standing.invite
    unkept.add(stay)
    touch(stay)
    if (stay.talk) ports.moved(stay.visitor)
  }

  /** Goes on with the visit before, if it is not long ago; else it is another one. */
  function takeUp(stay: Stay, { visit, visits, firstSeenAt }: Standing): void {
    const goesOn = visit !== undefined && visit.seenAt > stay.beganAt - VISIT_ENDS_AFTER_MS
    stay.isReturning = goesOn ? visits > 1 || firstSeenAt < visit.beganAt - VISIT_ENDS_AFTER_MS : visits > 0 || firstSeenAt < stay.beganAt - VISIT_ENDS_AFTER_MS
    stay.visits = goesOn ? Math.max(1, visits) : visits + 1
    stay.id = goesOn ? visit.id : ports.newId()
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
    unkept.add(stay)
    touch(stay)
  }

  function drop(stay: Stay): void {
    stays.delete(stay.visitor.id)
    leaveThread(stay)
    unkept.delete(stay)
    touch(stay)
  }

  ports.hub.on((event: PresenceEvent) => {
    const { visitor } = event
    if (event.type === 'visitor-arrived' && event.page) arrive(visitor, event.page, event.client)
    const stay = stays.get(visitor.id)
    if (event.type === 'page-changed' && stay) turn(stay, event.page)
    if (event.type === 'visitor-left' && stay) leave(stay)
    // Of whoever is known to be in no conversation no desk need be told.
    if (!stay || stay.talk) ports.moved(visitor)
  })

  // Keeping.

  function keep(): void {
    if (isKeeping || unkept.size === 0) return
    isKeeping = true
    keeping = keepAll().finally(() => (isKeeping = false))
  }

  async function keepNow(): Promise<void> {
    await keeping
    keep()
    await keeping
  }

  async function keepAll(): Promise<void> {
    const all = [...unkept]
    unkept = new Set()
    const isThere = (stay: Stay) => stays.get(stay.visitor.id) === stay
    for (let at = 0; at < all.length; at += KEPT_AT_ONCE) {
      const some = all.slice(at, at + KEPT_AT_ONCE).filter(isThere)
      const taken = some.map(({ seen }) => seen)
      for (const stay of some) Object.assign(stay, { seen: [], keptAt: now() })
      try {
        await store.run(keepVisits, { visits: some.map((stay, index) => seenOf(stay, taken[index]!)) })
      } catch (error) {
        ports.report(error)
        for (const [index, stay] of some.entries()) stay.seen = [...taken[index]!, ...stay.seen].slice(-TRACK_PAGES)
        // With what is seen next, about a second later; who has left is waited for as long as they are shown.
        for (const stay of all.slice(at)) if (isThere(stay)) unkept.add(stay)
        return
      }
    }
  }

  const seenOf = ({ visitor, leftAt, ...stay }: Stay, seen: readonly SeenPage[]): SeenVisit => ({
    id: stay.id,
    visitorId: visitor.id,
    workspaceId: visitor.workspaceId,
    siteId: visitor.siteId,
    beganAt: stay.beganAt,
    seenAt: leftAt ?? now(),
    visits: stay.visits,
    pages: stay.pages,
    source: stay.source,
    device: stay.device,
    place: stay.place,
    address: stay.address,
    page: seen.length > 0 ? stay.page : undefined,
    seen,
  })

  // What others know of them.

  function applyTalk(threadId: ThreadId, { hasEnded, ...talk }: TalkMoved): void {
    for (const stay of byThread.get(threadId) ?? []) {
      const known = stay.talk
      const isKnown = known?.conversationId === talk.conversationId
      if (isKnown ? talk.seq < known.seq : hasEnded) continue
      stay.talk = hasEnded ? undefined : talk
      stay.invite = undefined
      touch(stay)
    }
  }

  function applyInvite(visitorId: VisitorId, invite: Invite | undefined): void {
    const stay = stays.get(visitorId)
    if (!stay) return
    stay.invite = invite
    touch(stay)
  }

  async function readAgain(visitorId: VisitorId): Promise<void> {
    await stays.get(visitorId)?.begun
    const stay = stays.get(visitorId)
    const standing = stay && (await store.run(readStanding, { visitorId }))
    if (!standing || stays.get(visitorId) !== stay) return
    know(stay, standing)
    touch(stay)
  }
  const applyCard = (visitorId: VisitorId) => void readAgain(visitorId).catch(ports.report)

  function forgetHere(visitorId: VisitorId): void {
    const stay = stays.get(visitorId)
    if (stay) drop(stay)
  }

  function tellAll(workspaceId: WorkspaceId, server: string): void {
    const wish = asked.get(workspaceId) ?? { by: new Map<string, number>(), untold: new Set(), toldAt: now() }
    asked.set(workspaceId, wish)
    wish.by.set(server, now())
    for (const id of idsOf(workspaceId)) wish.untold.add(id)
    if (wish.untold.size > 0) tellSoon(workspaceId)
  }
  function stopTelling(workspaceId: WorkspaceId, servers: (server: string) => boolean): void {
    const by = asked.get(workspaceId)?.by
    for (const server of by?.keys() ?? []) if (servers(server)) by?.delete(server)
    if (by?.size === 0) asked.delete(workspaceId)
  }

  function hearVisitors(workspaceId: WorkspaceId, from: string, visitors: readonly LiveVisitor[], gone: readonly VisitorId[]): void {
    if (!watched.has(workspaceId)) return
    const servers = elsewhere.get(workspaceId) ?? new Map<string, Elsewhere>()
    elsewhere.set(workspaceId, servers)
    const theirs = servers.get(from) ?? { visitors: new Map<VisitorId, LiveVisitor>(), heardAt: 0, isSilent: false }
    servers.set(from, theirs)
    // Whom it has was taken for gone; it tells of all of them again.
    if (theirs.isSilent) beginWatching(workspaceId)
    Object.assign(theirs, { heardAt: now(), isSilent: false })
    for (const visitor of visitors) theirs.visitors.set(visitor.id, visitor)
    for (const id of gone) theirs.visitors.delete(id)
    for (const id of [...visitors.map((visitor) => visitor.id), ...gone]) touchList(workspaceId, id)
  }

  /** Of a server that says nothing any more, whoever is on its pages has left, until it does, or another one tells of them. */
  function fallSilent(workspaceId: WorkspaceId, theirs: Elsewhere, at: number): void {
    theirs.isSilent = true
    for (const [id, visitor] of theirs.visitors) {
      theirs.visitors.set(id, { ...visitor, leftAt: visitor.leftAt ?? at })
      touchList(workspaceId, id)
    }
  }

  const beginWatching = (workspaceId: WorkspaceId) => bus?.publish({ kind: 'visitors-watched', workspaceId, how: 'began' })

  return {
    watch(workspaceId) {
      let list = watched.get(workspaceId)
      if (!list) {
        list = listOf(workspaceId)
        watched.set(workspaceId, list)
        beginWatching(workspaceId)
      }
      return list.page()
    },
    more: (workspaceId, after) => (watched.get(workspaceId) ?? listOf(workspaceId)).page(after),
    async factsFor(id) {
      await stays.get(id)?.begun
      const stay = stays.get(id)
      return stay && { forMs: now() - stay.beganAt, pages: stay.pages, visits: stay.visits, source: namesOfSource(stay.source), regions: namesOfPlace(stay.place) }
    },
    setInvite(visitorId, invite) {
      applyInvite(visitorId, invite)
      bus?.publish({ kind: 'visitor-invite', visitorId, ...(invite && { invite }) })
    },
    talkMoved(workspaceId, threadId, talk) {
      applyTalk(threadId, talk)
      bus?.publish({ kind: 'visitor-talk', workspaceId, threadId, talk })
    },
    cardChanged(visitorId) {
      applyCard(visitorId)
      bus?.publish({ kind: 'visitor-card', visitorId })
    },
    forget: forgetHere,
    sweep(at) {
      for (const stay of stays.values()) {
        // A clock may have been set, either way.
        if (stay.leftAt !== undefined && Math.abs(at - stay.leftAt) > LEFT_SHOWN_MS) drop(stay)
        else if (!stay.id && !stay.begun) begin(stay)
        else if (stay.id && Math.abs(at - stay.keptAt) > KEPT_AGAIN_MS) unkept.add(stay)
      }
      keep()
      for (const workspaceId of watched.keys()) stillWatched(workspaceId)
      if (Math.abs(at - watchSaidAt) >= WATCH_AGAIN_MS) {
        watchSaidAt = at
        for (const workspaceId of watched.keys()) bus?.publish({ kind: 'visitors-watched', workspaceId, how: 'goes-on' })
      }
      for (const [workspaceId, others] of elsewhere) {
        for (const theirs of others.values()) if (!theirs.isSilent && Math.abs(at - theirs.heardAt) > GONE_AFTER_MS) fallSilent(workspaceId, theirs, at)
      }
      for (const [workspaceId, { toldAt }] of asked) if (Math.abs(at - toldAt) >= STILL_MS) tellServers(workspaceId)
      for (const [workspaceId, { by }] of asked) stopTelling(workspaceId, (server) => at - by.get(server)! > WATCHED_FOR_MS)
    },
    hear(message, from) {
      if (message.kind === 'visitor-talk') applyTalk(message.threadId, message.talk)
      if (message.kind === 'visitor-invite') applyInvite(message.visitorId, message.invite)
      if (message.kind === 'visitor-card') applyCard(message.visitorId)
      if (message.kind === 'forget') forgetHere(message.visitorId)
      if (message.kind === 'visitors') hearVisitors(message.workspaceId, from, message.visitors, message.gone)
      if (message.kind === 'visitors-watched') {
        const isTold = asked.get(message.workspaceId)?.by.has(from) === true
        if (message.how === 'ended') stopTelling(message.workspaceId, (server) => server === from)
        else if (message.how === 'goes-on' && isTold) asked.get(message.workspaceId)?.by.set(from, now())
        else tellAll(message.workspaceId, from)
      }
    },
    keepOnly(servers) {
      for (const workspaceId of asked.keys()) stopTelling(workspaceId, (server) => !servers.includes(server))
      for (const [workspaceId, others] of elsewhere) {
        for (const [server, { visitors }] of others) {
          if (servers.includes(server)) continue
          others.delete(server)
          for (const id of visitors.keys()) touchList(workspaceId, id)
        }
      }
    },
    missedSomething() {
      for (const [workspaceId, others] of elsewhere) {
        elsewhere.delete(workspaceId)
        for (const { visitors } of others.values()) for (const id of visitors.keys()) touchList(workspaceId, id)
      }
      for (const workspaceId of watched.keys()) beginWatching(workspaceId)
    },
    kept: keepNow,
    async close() {
      await Promise.all([...stays.values()].map(({ begun }) => begun))
      await keeping
      // Whoever is there has been until now: their visits may go on at another server, or at this one's next start.
      for (const stay of stays.values()) if (stay.leftAt === undefined && stay.id) unkept.add(stay)
      keep()
      await keeping
    },
  }
}

/** Of the query a page tells nothing but where somebody came from, and many pages tidy it away once they have read it. */
const isSamePage = (url: string, other: string): boolean => withoutQuery(url) === withoutQuery(other)
const withoutQuery = (url: string): string => url.replace(/\?[^#]*/, '')

function stateOf({ talk, invite }: Pick<Stay, 'talk' | 'invite'>): VisitState {
  if (!talk) return invite ?? { kind: 'browsing' }
  const { conversationId, agentId, isAutomatic } = talk
  if (agentId !== undefined) return { kind: 'talking', conversationId, agentId }
  return { kind: isAutomatic ? 'automatic' : 'queued', conversationId }
}
