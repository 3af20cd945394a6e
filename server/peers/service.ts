/**
 * This server among others on the same database. What they tell each other goes over a bus; which of them are alive, and
 * whose desks are where, stands in rows, so that it holds when one is killed. With the embedded database there are no
 * others: nothing is told, and nothing beats.
 */
import type { MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { allDesksGone } from '../members/store.ts'
import type { Clock } from '../deadlines/service.ts'
import type { Store } from '../store/store.ts'
import { beat, hasDesk, leave, setDesk } from './store.ts'
import type { Pulse } from './store.ts'

/** Longer than a pause of the machine that nobody would notice, and well below the usual grace time of a desk. */
export const ALIVE_FOR_MS = 20_000
/** How often a server says that it is alive, within the time in which it counts as alive: several may fail. */
const BEATS = 4

/** A member's desk, for whoever counts desks. */
export interface Desk {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
}

export interface PeersPorts {
  readonly store: Store
  /** Names this process. */
  readonly serverId: string
  readonly clock: Clock
  /** How long a server counts as alive without a word. Default {@link ALIVE_FOR_MS}. */
  readonly aliveForMs?: number | undefined
  /** Others took this server for dead while it could not say otherwise. */
  takenForDead(): void
  /** The same; this desk was connected all the time. */
  deskKept(desk: Desk): Promise<unknown>
  /** This server is about to say that it is alive. */
  beating(): void
  /** Who is alive now. `fallen`: a server died, perhaps half way through serving those who wait. */
  counted(alive: readonly string[], fallen: boolean): void
  report(error: unknown): void
}

export interface Peers {
  /** Before anything is served: nobody is connected to a server that starts. */
  begin(): Promise<void>
  /** The first desk of a member here has come, or the last one has gone. Resolves when it is known everywhere. */
  deskConnected(desk: Desk): Promise<void>
  deskGone(desk: Desk): Promise<void>
  /** Whether any desk of this member is connected, to whichever server. */
  hasDesk(memberId: MemberId): Promise<boolean>
  end(): Promise<void>
}

export function createPeers({ store, serverId, clock, aliveForMs = ALIVE_FOR_MS, ...ports }: PeersPorts): Peers {
  const now = () => clock.now()
  const isOnly = store.engine === 'sqlite'
  const desks = new Map<MemberId, Desk>()
  /** One after the other for each member: a desk that goes and comes at once must not be written down the wrong way round. */
  const writing = new Map<MemberId, Promise<void>>()

  const say = (): Promise<Pulse> => store.run(beat, { serverId, now: now(), aliveUntil: isOnly ? Number.MAX_SAFE_INTEGER : now() + aliveForMs, aliveForMs, isOnly })

  const write = ({ workspaceId, memberId }: Desk): Promise<void> => {
    const before = writing.get(memberId)?.catch(() => undefined) ?? Promise.resolve()
    const written = before
      .then(() => store.run(setDesk, { serverId, workspaceId, memberId, isConnected: desks.has(memberId) }))
      .finally(() => writing.get(memberId) === written && writing.delete(memberId))
    writing.set(memberId, written)
    return written
  }

  let cancel: () => void = () => undefined
  let beating: Promise<void> = Promise.resolve()
  let hasEnded = false
  const sayAgain = async (): Promise<void> => {
    ports.beating()
    const { alive, fallen, wasUnknown } = await say()
    ports.counted(alive, fallen > 0)
    if (!wasUnknown) return
    ports.takenForDead()
    for (const desk of desks.values()) {
      await write(desk)
      await ports.deskKept(desk)
    }
  }
  const goOn = (): void => {
    if (hasEnded) return
    cancel = clock.after(aliveForMs / BEATS, () => {
      beating = sayAgain().catch(ports.report).then(goOn)
    })
  }

  return {
    async begin() {
      const { alive } = await say()
      if (!isOnly) goOn()
      // Whoever was connected to a server before this one counts as there for the grace time (AL-5).
      if (alive.length === 1) await store.run(allDesksGone, { now: now() })
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
    async end() {
      hasEnded = true
      cancel()
      await beating
      await store.run(leave, { serverId, now: now() })
    },
  }
}
