import type { AgentState, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Change } from '../conversations/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { readAgents } from '../members/store.ts'
import type { Store } from '../store/store.ts'
import { heldByGone, lookAgainForGone, moveFromGone, moveOverdue } from './move.ts'
import { judgeOffer } from './offers.ts'
import { allocateWaiting, workspacesWithWaiting } from './waiting.ts'

export interface AllocationPorts {
  readonly store: Store
  /** Milliseconds since 1970. */
  now(): number
  /** A whole number of 32 bits. */
  randomSeed(): number
  /** Tells everybody whom a change concerns, after its commit. */
  tell(change: Change): void
  /** Tells colleagues that a switch of an agent was set for them, and the agent why (AL-18). */
  agentPaused(workspaceId: WorkspaceId, agent: AgentState, missed: number): void
}

export interface AllocationService {
  /**
   * Gives waiting conversations of a workspace to those who can receive again, until there is nobody for any of them.
   * Call it when a place became free or somebody became able to receive; asked again while at it, it looks once more.
   */
  serve(workspaceId: WorkspaceId): Promise<void>
  /** Serves every workspace in which somebody waits; once, when the server has started. */
  serveAll(): Promise<void>
  /** A visitor has waited for an answer as long as the group allows (AL-10). */
  overdueDue(deadline: ClaimedDeadline): Promise<void>
  /** The time to look at an offer is over (AL-18). */
  offerDue(deadline: ClaimedDeadline): Promise<void>
  /**
   * An agent has gone away: offline beyond the grace time, or the account was disabled. What they hold is allocated anew,
   * or kept, as the workspace says (AL-12). Begun again after a crash it goes on where it was.
   */
  agentGone(workspaceId: WorkspaceId, memberId: MemberId): Promise<void>
}

export function createAllocationService({ store, now, randomSeed, tell, agentPaused }: AllocationPorts): AllocationService {
  /** Workspaces at work; `true` if somebody asked again meanwhile. */
  const atWork = new Map<WorkspaceId, { again: boolean; done: Promise<void> }>()

  const serveUntilNobody = async (workspaceId: WorkspaceId): Promise<void> => {
    for (;;) {
      const served = await store.run(allocateWaiting, { workspaceId, now: now(), seed: randomSeed() })
      if (served.kind === 'served') tell(served.change)
      if (served.kind === 'nobody') return
    }
  }

  const work = async (workspaceId: WorkspaceId, state: { again: boolean }): Promise<void> => {
    try {
      do {
        state.again = false
        await serveUntilNobody(workspaceId)
      } while (state.again)
    } finally {
      atWork.delete(workspaceId)
    }
  }

  const serve = (workspaceId: WorkspaceId): Promise<void> => {
    const running = atWork.get(workspaceId)
    if (running) {
      running.again = true
      return running.done
    }
    const state = { again: false, done: Promise.resolve() }
    atWork.set(workspaceId, state)
    state.done = work(workspaceId, state)
    return state.done
  }

  return {
    serve,
    async serveAll() {
      for (const workspaceId of await store.run(workspacesWithWaiting, null)) await serve(workspaceId)
    },
    async overdueDue(deadline) {
      const change = await store.run(moveOverdue, { deadline, now: now(), seed: randomSeed() })
      if (change) tell(change)
    },
    async offerDue(deadline) {
      const { workspaceId } = deadline
      const paused = await store.run(judgeOffer, { deadline, now: now() })
      if (!paused) return
      const agent = (await store.run(readAgents, { workspaceId })).find(({ id }) => id === paused.memberId)
      if (agent) agentPaused(workspaceId, agent, paused.missed)
    },
    async agentGone(workspaceId, memberId) {
      let stays = false
      for (const conversationId of await store.run(heldByGone, { workspaceId, memberId })) {
        const moved = await store.run(moveFromGone, { workspaceId, conversationId, memberId, now: now(), seed: randomSeed() })
        if (moved.kind === 'moved') tell(moved.change)
        if (moved.kind === 'stays') stays = true
      }
      if (stays) await store.run(lookAgainForGone, { workspaceId, memberId, now: now() })
    },
  }
}
