/** Blocks as the console sets them (IV-4): after the commit whoever is blocked is let go, and desks hear of it. */
import { ok } from '@foyer/sdk/protocol'
import type { BlockRecord, NewBlock, Result, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { Store } from '../store/store.ts'
import { checkBlock } from './rules.ts'
import { blockOver, endBlock, placeBlock, readBlocks } from './store.ts'
import type { BlocksMoved, Ender } from './store.ts'

export interface BlockPorts {
  readonly store: Store
  now(): number
  /** A UUID of version 7. */
  newId(): string
  /** The lines of their windows and pages go, at every server; whoever comes back is refused. */
  letGo(visitorId: VisitorId): void
  /** The desks of whoever sees the visitor's card. */
  visitorChanged(workspaceId: WorkspaceId, visitorId: VisitorId): void
  /** Waits until whoever was seen is in the database with their address: visits are written about once a second. */
  seen(): Promise<void>
}

export interface BlockService {
  list(by: Ender): Promise<readonly BlockRecord[]>
  place(by: Ender, block: NewBlock): Promise<Result<BlockRecord>>
  end(by: Ender, id: string): Promise<Result<null>>
  /** The end of a block has come. */
  overDue(deadline: ClaimedDeadline): Promise<void>
}

export function createBlockService({ store, now, newId, letGo, visitorChanged, seen }: BlockPorts): BlockService {
  const tell = ({ workspaceId, visitorIds }: BlocksMoved) => {
    for (const id of visitorIds) visitorChanged(workspaceId, id)
  }
  return {
    list: (by) => store.run(readBlocks, { ...by, now: now() }),
    async place(by, block) {
      const wrong = checkBlock(block, now())
      if (wrong) return wrong
      if (block.kind === 'address') await seen()
      const placed = await store.run(placeBlock, { ...by, id: newId(), block, now: now() })
      if (!placed.ok) return placed
      placed.value.visitorIds.forEach(letGo)
      tell(placed.value)
      return ok(placed.value.block)
    },
    async end(by, id) {
      const ended = await store.run(endBlock, { ...by, id, now: now() })
      if (!ended.ok) return ended
      tell(ended.value)
      return ok(null)
    },
    async overDue(deadline) {
      const over = await store.run(blockOver, { deadline, now: now() })
      if (over) tell(over)
    },
  }
}
