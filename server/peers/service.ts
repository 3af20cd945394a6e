/**
 * This server among others on the same database. What they tell each other goes over a bus; which of them are alive, and
 * whose desks are where, stands in rows, so that it holds when one is killed. With the embedded database there are no
 * others: nothing is told, and nothing beats.
 */
import type { MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { allDesksGone } from '../members/store.ts'
import type { Store } from '../store/store.ts'
import { ALIVE_FOR_MS, beat, hasDesk, leave, setDesk } from './store.ts'
import type { Pulse } from './store.ts'

/** How often a server says that it is alive: a beat may fail twice before the others take it for dead. */
export const BEAT_EVERY_MS = 5_000

/** A member's desk, for whoever counts desks. */
export interface Desk {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
}

export interface PeersPorts {
  readonly store: Store
  /** Names this process. */
  readonly serverId: string
  now(): number
  /** Others took this server for dead while it could not say otherwise; this desk was connected all the time. */
  deskKept(desk: Desk): Promise<unknown>
  /** Who is alive now. `fallen`: a server died, perhaps half way through serving those who wait. */
  counted(alive: readonly string[], fallen: boolean): void
}

export interface Peers {
  /** Before anything is served: nobody is connected to a server that starts. */
  begin(): Promise<void>
  beat(): Promise<void>
  /** The first desk of a member here has come, or the last one has gone. Resolves when it is known everywhere. */
  deskConnected(desk: Desk): Promise<void>
  deskGone(desk: Desk): Promise<void>
  /** Whether any desk of this member is connected, to whichever server. */
  hasDesk(memberId: MemberId): Promise<boolean>
  end(): Promise<void>
}

export function createPeers({ store, serverId, now, deskKept, counted }: PeersPorts): Peers {
  const isOnly = store.engine === 'sqlite'
  const desks = new Map<MemberId, Desk>()
  /** One after the other for each member: a desk that goes and comes at once must not be written down the wrong way round. */
  const writing = new Map<MemberId, Promise<void>>()

  const say = (): Promise<Pulse> => store.run(beat, { serverId, now: now(), aliveUntil: isOnly ? Number.MAX_SAFE_INTEGER : now() + ALIVE_FOR_MS, isOnly })

  const write = ({ workspaceId, memberId }: Desk): Promise<void> => {
    const before = writing.get(memberId)?.catch(() => undefined) ?? Promise.resolve()
    const written = before
      .then(() => store.run(setDesk, { serverId, workspaceId, memberId, isConnected: desks.has(memberId) }))
      .finally(() => writing.get(memberId) === written && writing.delete(memberId))
    writing.set(memberId, written)
    return written
  }

  return {
    async begin() {
      const { alive } = await say()
      // Whoever was connected to a server before this one counts as there for the grace time (AL-5).
      if (alive.length === 1) await store.run(allDesksGone, { now: now() })
    },
    async beat() {
      if (isOnly) return
      const { alive, fallen, wasUnknown } = await say()
      counted(alive, fallen > 0)
      if (!wasUnknown) return
      for (const desk of desks.values()) {
        await write(desk)
        await deskKept(desk)
      }
    },
    deskConnected(desk) {
      desks.set(desk.memberId, desk)
      return write(desk)
    },
    deskGone(desk) {
      desks.delete(desk.memberId)
      return write(desk)
    },
    hasDesk: async (memberId) => desks.has(memberId) || (await store.run(hasDesk, { memberId, now: now() })),
    end: () => store.run(leave, { serverId, now: now() }),
  }
}
