/**
 * Tells those who stand in a queue that their place has moved (CW-14). The first to move is told at once; what moves in
 * the moment after it is told in one go, however much it was: a rush does not tell a long queue again for each one of it.
 */
import type { ConversationId, GroupId, QueuePlace, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Store } from '../store/store.ts'
import { readPlaces } from './queue.ts'
import type { QueueOrder } from './queue.ts'

export interface PlacePorts {
  readonly store: Store
  now(): number
  /** Runs something so many milliseconds later. */
  after(ms: number, run: () => void): unknown
  queueMoved(threadId: ThreadId, moved: { readonly conversationId: ConversationId; readonly place?: QueuePlace }): void
  report(error: unknown): void
}

/** Somebody has entered a queue, or left it: by being served, by ending, by leaving a message; or for another one, which tells them their place. */
export interface QueueMove extends QueueOrder {
  readonly workspaceId: WorkspaceId
  readonly groupId: GroupId
  readonly threadId: ThreadId
  readonly conversationId: ConversationId
  readonly kind: 'entered' | 'left' | 'left-for-another'
}

/** What has moved and was not told yet: everybody from there on, and those who have left. */
interface Moved {
  from: QueueOrder | undefined
  readonly left: Set<ConversationId>
}

/** Nobody reads faster. */
const LEAST_MOMENT_MS = 100
/** The longer a queue, the longer the moment: telling it never fills more than a small share of the time. */
const MOMENT_EACH_MS = 1

const foremost = (a: QueueOrder, b: QueueOrder): QueueOrder => (a.priority > b.priority || (a.priority === b.priority && a.startedAt <= b.startedAt) ? a : b)

export function createPlaces({ store, now, after, queueMoved, report }: PlacePorts): (move: QueueMove) => void {
  /** Groups whose places were told within the last moment, with what has moved meanwhile. */
  const atWork = new Map<GroupId, Moved>()

  /** Says how many were told. */
  async function tell(workspaceId: WorkspaceId, groupId: GroupId, from: QueueOrder, { left }: Moved): Promise<number> {
    const places = await store.run(readPlaces, { workspaceId, groupId, from, now: now() })
    for (const { threadId, place } of places) {
      // Whoever left while this was read has been told so, and must not hear of a place any more.
      if (!left.has(place.conversationId)) queueMoved(threadId, { conversationId: place.conversationId, place })
    }
    return places.length
  }

  function tellOn(workspaceId: WorkspaceId, groupId: GroupId, moved: Moved): void {
    const { from } = moved
    if (!from) return void atWork.delete(groupId)
    moved.from = undefined
    moved.left.clear()
    tell(workspaceId, groupId, from, moved)
      .catch((error: unknown) => {
        report(error)
        return 0
      })
      .then((told) => after(Math.max(LEAST_MOMENT_MS, told * MOMENT_EACH_MS), () => tellOn(workspaceId, groupId, moved)))
      .catch(report)
  }

  return ({ workspaceId, groupId, threadId, conversationId, priority, startedAt, kind }) => {
    if (kind === 'left') queueMoved(threadId, { conversationId })
    const running = atWork.get(groupId)
    if (running) {
      running.from = running.from ? foremost(running.from, { priority, startedAt }) : { priority, startedAt }
      if (kind !== 'entered') running.left.add(conversationId)
      return
    }
    const moved: Moved = { from: { priority, startedAt }, left: new Set() }
    atWork.set(groupId, moved)
    tellOn(workspaceId, groupId, moved)
  }
}
