import type { WorkspaceId } from '@foyer/sdk/protocol'
import type { Change } from '../conversations/store.ts'
import type { Store } from '../store/store.ts'
import { allocateWaiting, workspacesWithWaiting } from './waiting.ts'

export interface AllocationPorts {
  readonly store: Store
  /** Milliseconds since 1970. */
  now(): number
  /** A whole number of 32 bits. */
  randomSeed(): number
  /** Tells everybody whom a change concerns, after its commit. */
  tell(change: Change): void
}

export interface AllocationService {
  /**
   * Gives waiting conversations of a workspace to those who can receive again, until there is nobody for any of them.
   * Call it when a place became free or somebody became able to receive; asked again while at it, it looks once more.
   */
  serve(workspaceId: WorkspaceId): Promise<void>
  /** Serves every workspace in which somebody waits; once, when the server has started. */
  serveAll(): Promise<void>
}

export function createAllocationService({ store, now, randomSeed, tell }: AllocationPorts): AllocationService {
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
  }
}
