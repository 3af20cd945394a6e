/**
 * Tells those who stand in a queue that their place has moved (CW-14). What moves while places are read is told in one
 * go afterwards, however much it was: a rush at the front does not tell a long queue again for each one of it.
 */
import type { ConversationId, GroupId, QueuePlace, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Store } from '../store/store.ts'
import { readPlaces } from './queue.ts'
import type { QueueOrder } from './queue.ts'

export interface PlacePorts {
  readonly store: Store
  now(): number
  queueMoved(threadId: ThreadId, moved: { readonly conversationId: ConversationId; readonly place?: QueuePlace }): void
  report(error: unknown): void
}

/** Somebody has entered a queue, or left it: by being served, by ending, by leaving a message. */
export interface QueueMove extends QueueOrder {
  readonly workspaceId: WorkspaceId
  readonly groupId: GroupId
  readonly threadId: ThreadId
  readonly conversationId: ConversationId
  readonly kind: 'entered' | 'left'
}

/** What has moved and was not told yet: everybody from there on, and those who have left. */
interface Moved {
  from: QueueOrder | undefined
  readonly left: Set<ConversationId>
}

const foremost = (a: QueueOrder, b: QueueOrder): QueueOrder => (a.priority > b.priority || (a.priority === b.priority && a.startedAt <= b.startedAt) ? a : b)

export function createPlaces({ store, now, queueMoved, report }: PlacePorts): (move: QueueMove) => void {
  /** Groups whose places are being read, with what has moved meanwhile. */
  const atWork = new Map<GroupId, Moved>()

  async function tell(workspaceId: WorkspaceId, groupId: GroupId, moved: Moved): Promise<void> {
    try {
      while (moved.from) {
        const { from } = moved
        moved.from = undefined
        moved.left.clear()
        for (const { threadId, place } of await store.run(readPlaces, { workspaceId, groupId, from, now: now() })) {
          // Whoever left while this was read has been told so, and must not hear of a place any more.
          if (!moved.left.has(place.conversationId)) queueMoved(threadId, { conversationId: place.conversationId, place })
        }
      }
    } finally {
      atWork.delete(groupId)
    }
  }

  return ({ workspaceId, groupId, threadId, conversationId, priority, startedAt, kind }) => {
    if (kind === 'left') queueMoved(threadId, { conversationId })
    const running = atWork.get(groupId)
    if (running) {
      running.from = running.from ? foremost(running.from, { priority, startedAt }) : { priority, startedAt }
      if (kind === 'left') running.left.add(conversationId)
      return
    }
    const moved: Moved = { from: { priority, startedAt }, left: new Set() }
    atWork.set(groupId, moved)
    tell(workspaceId, groupId, moved).catch(report)
  }
}
