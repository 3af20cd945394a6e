/**
 * Who is told of the visitors (IV-1): the desks here that watch, of everybody; and the servers whose desks do, of who is
 * on the pages of this one. Where nobody watches, nothing is told and nothing is prepared for it.
 */
import { LIVE_EVERY_MS, STILL_MS } from '@foyer/sdk/protocol'
import type { LiveDelta, LivePage, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Bus, PeerMessage } from '../peers/messages.ts'
import { createElsewhere } from './elsewhere.ts'
import { createLiveList } from './live.ts'
import type { LiveList } from './live.ts'
import type { Stays } from './stays.ts'

/** Visitors in one message to another server. */
const TOLD_AT_ONCE = 200
/** A server whose desks watch says so again and again, and is told for a while longer. */
const WATCH_AGAIN_MS = 10_000
const WATCHED_FOR_MS = 25_000

export interface TellingPorts {
  readonly stays: Pick<Stays, 'ids' | 'get'>
  /** The way to other servers; without one there are none. */
  readonly bus?: Pick<Bus, 'publish'> | undefined
  now(): number
  after(ms: number, run: () => void): void
  /** Whether a desk at this server watches. */
  isWatched(workspaceId: WorkspaceId): boolean
  /** To those desks. */
  tell(workspaceId: WorkspaceId, delta: LiveDelta): void
}

export interface Telling {
  /** A desk begins to watch, and is in the room already. */
  watch(workspaceId: WorkspaceId): LivePage
  more(workspaceId: WorkspaceId, after: VisitorId): LivePage
  /** What is shown of somebody on these pages is another now. */
  touch(workspaceId: WorkspaceId, id: VisitorId): void
  /** About once a second. */
  sweep(now: number): void
  hear(message: PeerMessage, from: string): void
  /** Only these servers are left. */
  keepOnly(servers: readonly string[]): void
  /** Others may have said something that was not heard. */
  missedSomething(): void
}

/** Servers that are told, with when they last asked for it, of whom they have yet to be told, and when they were told last. */
interface Asked {
  readonly by: Map<string, number>
  untold: Set<VisitorId>
  toldAt: number
}

export function createTelling({ stays, bus, now, after, isWatched, tell }: TellingPorts): Telling {
  /** Workspaces that desks here watch. */
  const watched = new Map<WorkspaceId, LiveList>()
  const asked = new Map<WorkspaceId, Asked>()
  /** When the last difference went out, and whether the next one is on its way. */
  const pace = new Map<WorkspaceId, { toldAt: number; isDue: boolean }>()
  let watchSaidAt = 0

  const sayWatched = (workspaceId: WorkspaceId, how: 'began' | 'goes-on' | 'ended') => bus?.publish({ kind: 'visitors-watched', workspaceId, how })
  const elsewhere = createElsewhere({ now, touched: touchList, askAnew: (workspaceId) => sayWatched(workspaceId, 'began') })

  const listOf = (workspaceId: WorkspaceId): LiveList =>
    createLiveList({
      ids: () => new Set([...stays.ids(workspaceId), ...elsewhere.of(workspaceId).flatMap((visitors) => [...visitors.keys()])]),
      get(id) {
        const known = [stays.get(workspaceId, id), ...elsewhere.of(workspaceId).map((visitors) => visitors.get(id))].filter((visitor) => visitor !== undefined)
        return known.find(({ leftAt }) => leftAt === undefined) ?? known.toSorted((a, b) => b.leftAt! - a.leftAt!)[0]
      },
    })

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
    after(Math.min(LIVE_EVERY_MS, Math.max(0, mine.toldAt + LIVE_EVERY_MS - now())), () => {
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
    if (delta) tell(workspaceId, delta)
  }

  function stillWatched(workspaceId: WorkspaceId): boolean {
    if (isWatched(workspaceId)) return true
    watched.delete(workspaceId)
    elsewhere.forget(workspaceId)
    sayWatched(workspaceId, 'ended')
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
      const visitors = some.flatMap((id) => stays.get(workspaceId, id) ?? [])
      const there = new Set(visitors.map(({ id }) => id))
      bus?.publish({ kind: 'visitors', workspaceId, visitors, gone: some.filter((id) => !there.has(id)) })
    }
  }

  function tellAll(workspaceId: WorkspaceId, server: string): void {
    const wish = asked.get(workspaceId) ?? { by: new Map<string, number>(), untold: new Set(), toldAt: now() }
    asked.set(workspaceId, wish)
    wish.by.set(server, now())
    for (const id of stays.ids(workspaceId)) wish.untold.add(id)
    if (wish.untold.size > 0) tellSoon(workspaceId)
  }
  function stopTelling(workspaceId: WorkspaceId, servers: (server: string) => boolean): void {
    const by = asked.get(workspaceId)?.by
    for (const server of by?.keys() ?? []) if (servers(server)) by?.delete(server)
    if (by?.size === 0) asked.delete(workspaceId)
  }

  return {
    watch(workspaceId) {
      let list = watched.get(workspaceId)
      if (!list) {
        list = listOf(workspaceId)
        watched.set(workspaceId, list)
        sayWatched(workspaceId, 'began')
      }
      return list.page()
    },
    more: (workspaceId, behind) => (watched.get(workspaceId) ?? listOf(workspaceId)).page(behind),
    touch(workspaceId, id) {
      asked.get(workspaceId)?.untold.add(id)
      touchList(workspaceId, id)
    },
    sweep(at) {
      for (const workspaceId of watched.keys()) stillWatched(workspaceId)
      if (Math.abs(at - watchSaidAt) >= WATCH_AGAIN_MS) {
        watchSaidAt = at
        for (const workspaceId of watched.keys()) sayWatched(workspaceId, 'goes-on')
      }
      elsewhere.sweep(at)
      for (const [workspaceId, { toldAt }] of asked) if (Math.abs(at - toldAt) >= STILL_MS) tellServers(workspaceId)
      for (const [workspaceId, { by }] of asked) stopTelling(workspaceId, (server) => at - by.get(server)! > WATCHED_FOR_MS)
    },
    hear(message, from) {
      if (message.kind === 'visitors' && watched.has(message.workspaceId)) elsewhere.hear(message, from)
      if (message.kind !== 'visitors-watched') return
      const wish = asked.get(message.workspaceId)
      if (message.how === 'ended') stopTelling(message.workspaceId, (server) => server === from)
      else if (message.how === 'goes-on' && wish?.by.has(from)) wish.by.set(from, now())
      else tellAll(message.workspaceId, from)
    },
    keepOnly(servers) {
      for (const workspaceId of asked.keys()) stopTelling(workspaceId, (server) => !servers.includes(server))
      elsewhere.keepOnly(servers)
    },
    missedSomething() {
      elsewhere.clear()
      for (const workspaceId of watched.keys()) sayWatched(workspaceId, 'began')
    },
  }
}
