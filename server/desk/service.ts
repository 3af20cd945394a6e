/** The desk as its sockets use it: what it reads, the switches of its agent, and its coming and going (AL-5). */
import { fail, ok } from '@foyer/sdk/protocol'
import type { AgentState, AllocationTrace, ConversationId, DeskSnapshot, HandoverChoices, InboxEntry, MemberId, Result, WhyNot, WorkspaceId } from '@foyer/sdk/protocol'
import { readWhyNot } from '../allocation/why-not.ts'
import type { DeskMember } from '../conversations/service.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { agentGone, deskConnected, deskGone, readAgents, readWorkspaceName, setSwitches } from '../members/store.ts'
import type { Peers } from '../peers/service.ts'
import type { PresenceHub } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import { asksForRating } from '../surveys/rules.ts'
import { readSurvey } from '../surveys/store.ts'
import { withPresence } from './announcer.ts'
import { readEntry, readHandoverChoices, readInbox, readTraces } from './store.ts'

export interface DeskPorts {
  readonly store: Store
  readonly hub: PresenceHub
  now(): number
  agentMoved(workspaceId: WorkspaceId, agent: AgentState): void
  /** What an agent held who has gone away is looked at (AL-12). */
  agentGone(workspaceId: WorkspaceId, memberId: MemberId): Promise<void>
  /** Somebody may be able to receive again. */
  serveWaiting(workspaceId: WorkspaceId): void
  /** Knows whose desks are connected to which server. */
  readonly peers: Pick<Peers, 'deskConnected' | 'deskGone' | 'hasDesk'>
}

export type DeskService = ReturnType<typeof createDeskService>

export function createDeskService(ports: DeskPorts) {
  const { store, hub } = ports

  const moved = (workspaceId: WorkspaceId, agent: AgentState): void => {
    ports.agentMoved(workspaceId, agent)
    if (agent.isOnline && agent.isAccepting && agent.isPresent) ports.serveWaiting(workspaceId)
  }
  const entry = async (member: DeskMember, conversationId: ConversationId): Promise<Result<InboxEntry>> => {
    const found = await store.run(readEntry, { ...viewerOf(member), conversationId })
    return found.ok ? ok(withPresence(found.value, hub)) : found
  }

  return {
    entry,

    async snapshot(member: DeskMember): Promise<DeskSnapshot> {
      const { workspaceId, memberId } = member
      const [name, survey, agents, entries] = await Promise.all([
        store.run(readWorkspaceName, { workspaceId }),
        store.run(readSurvey, { workspaceId }),
        store.run(readAgents, { workspaceId }),
        store.run(readInbox, viewerOf(member)),
      ])
      return { workspace: { id: workspaceId, name, ...asksForRating(survey) }, me: memberId, agents, entries: entries.map((row) => withPresence(row, hub)) }
    },

    async traces(member: DeskMember, conversationId: ConversationId): Promise<Result<readonly AllocationTrace[]>> {
      const found = await entry(member, conversationId)
      return found.ok ? ok(await store.run(readTraces, { workspaceId: member.workspaceId, conversationId })) : fail('not_found')
    },

    choices: ({ workspaceId }: DeskMember): Promise<HandoverChoices> => store.run(readHandoverChoices, { workspaceId }),

    async whyNot(member: DeskMember, conversationId: ConversationId): Promise<Result<WhyNot>> {
      const found = await entry(member, conversationId)
      return found.ok ? store.run(readWhyNot, { workspaceId: member.workspaceId, conversationId, now: ports.now() }) : fail('not_found')
    },

    async setSwitches({ workspaceId, memberId }: DeskMember, switches: { isOnline?: boolean; isAccepting?: boolean }): Promise<Result<AgentState>> {
      const agent = await store.run(setSwitches, { workspaceId, memberId, ...switches, now: ports.now() })
      if (agent.ok) moved(workspaceId, agent.value)
      return agent
    },

    /** A desk of this member has connected. */
    async arrived({ workspaceId, memberId }: Pick<DeskMember, 'workspaceId' | 'memberId'>): Promise<void> {
      await ports.peers.deskConnected({ workspaceId, memberId })
      const agent = await store.run(deskConnected, { workspaceId, memberId })
      if (agent) moved(workspaceId, agent)
    },

    /** The last desk of this member on this server has gone: the grace time starts. */
    async gone({ workspaceId, memberId }: DeskMember): Promise<void> {
      await ports.peers.deskGone({ workspaceId, memberId })
      if (await ports.peers.hasDesk(memberId)) return
      await store.run(deskGone, { workspaceId, memberId, now: ports.now() })
    },

    /** The grace time is over (AL-5). A desk that is connected to another server keeps its agent there. */
    async graceOver(deadline: ClaimedDeadline): Promise<void> {
      const memberId = deadline.subject as MemberId
      const hasDesk = await ports.peers.hasDesk(memberId)
      const gone = await store.run(agentGone, { workspaceId: deadline.workspaceId, memberId, deadline, hasDesk, now: ports.now() })
      if (!gone) return
      if (gone.agent) ports.agentMoved(deadline.workspaceId, gone.agent)
      await ports.agentGone(deadline.workspaceId, memberId)
    },
  }
}

/** Only what a procedure needs crosses to the store's thread. */
const viewerOf = ({ workspaceId, memberId, seesAll }: DeskMember) => ({ workspaceId, memberId, seesAll })
