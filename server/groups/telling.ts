/** Tells desks and windows what a change of groups means for them: who sees which queue, and who stands where in it. */
import type { ConversationId, GroupId, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import type { QueueMove } from '../allocation/places.ts'
import { readAudience } from '../desk/audience.ts'
import { groupRoom, memberRoom, supervisorRoom, withPresence } from '../desk/announcer.ts'
import type { DeskNamespace } from '../edge/socket-server.ts'
import type { PresenceHub } from '../presence/hub.ts'
import { db, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import type { DeletedGroup } from './deletion.ts'
import type { ChangedGroup } from './store.ts'

const waitingIn = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId }) =>
  db.selectFrom('conversations').select('id').where('workspace_id', '=', p.workspaceId).where('group_id', '=', p.groupId).where('status', '=', 'waiting').orderBy('started_at').orderBy('id'),
)

/** The conversations that wait in a group, which all of its agents see. */
export const readWaitingIn = procedure('groups.waiting', function* (input: { workspaceId: WorkspaceId; groupId: GroupId }): Work<readonly ConversationId[]> {
  return (yield* rows(waitingIn, input)).map(({ id }) => id)
})

export interface GroupTellingPorts {
  readonly store: Store
  readonly hub: PresenceHub
  /** Asked for late, because the namespace's own handlers need what needs this. */
  desks(): DeskNamespace
  /** What a list shows of a conversation is another now. */
  entryChanged(workspaceId: WorkspaceId, conversationId: ConversationId): void
  /** Somebody has entered a queue. */
  placesMoved(move: QueueMove): void
}

export function createGroupTelling({ store, hub, desks, entryChanged, placesMoved }: GroupTellingPorts) {
  const move = (groupId: GroupId, { joined, left }: Pick<ChangedGroup, 'joined' | 'left'>): void => {
    if (joined.length > 0) desks().in(joined.map(memberRoom)).socketsJoin(groupRoom(groupId))
    if (left.length > 0) desks().in(left.map(memberRoom)).socketsLeave(groupRoom(groupId))
  }
  /** Supervisors see everything anyway. */
  const removeFrom = (workspaceId: WorkspaceId, agents: readonly MemberId[], conversationId: ConversationId): void => {
    if (agents.length > 0) desks().to(agents.map(memberRoom)).except(supervisorRoom(workspaceId)).emit('inbox:removed', { conversationId })
  }

  return {
    /** Whoever came in sees what waits in the group, and whoever left does not any more. */
    async changed(workspaceId: WorkspaceId, { group, joined, left }: ChangedGroup): Promise<void> {
      move(group.id, { joined, left })
      if (joined.length + left.length === 0) return
      for (const conversationId of await store.run(readWaitingIn, { workspaceId, groupId: group.id })) {
        removeFrom(workspaceId, left, conversationId)
        if (joined.length === 0) continue
        const audience = await store.run(readAudience, { workspaceId, conversationId })
        if (audience?.status === 'waiting') desks().to(joined.map(memberRoom)).emit('inbox:changed', withPresence(audience.entry, hub))
      }
    },

    /** Its open conversations are in another group now, with its name and in its queue. */
    deleted(workspaceId: WorkspaceId, { group, conversations, agentIds }: DeletedGroup, to: GroupId | undefined): void {
      move(group.id, { joined: [], left: group.agentIds })
      const left = group.agentIds.filter((id) => !agentIds.includes(id))
      for (const { conversationId, status } of conversations) {
        if (status === 'waiting') removeFrom(workspaceId, left, conversationId)
        entryChanged(workspaceId, conversationId)
      }
      // Whoever stands in the queue from there on has another place; the first one says where that begins.
      const front = conversations.find(({ isQueued }) => isQueued)
      if (front && to !== undefined) placesMoved({ ...front, workspaceId, groupId: to, kind: 'entered' })
    },
  }
}

export type GroupTelling = ReturnType<typeof createGroupTelling>
