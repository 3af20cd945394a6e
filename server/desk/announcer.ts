/**
 * Tells windows and desks what has happened, by Socket.IO's rooms. All of it is hints: the log is the truth, and whoever
 * misses something asks for what they lack.
 */
import type { AgentState, ConversationId, GroupId, InboxEntry, MemberId, SurveyRules, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { threadRoom } from '../conversations/socket.ts'
import type { Announcer } from '../conversations/service.ts'
import type { Change } from '../conversations/store.ts'
import type { DeskNamespace, VisitorNamespace } from '../edge/socket-server.ts'
import type { Log } from '../logging/events.ts'
import { heldThreads, readAgents } from '../members/store.ts'
import type { PresenceHub } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import { asksForRating } from '../surveys/rules.ts'
import type { Visits } from '../visits/service.ts'
import type { TalkMoved } from '../visits/stays.ts'
import { talkOf } from '../visits/store.ts'
import { readAudience } from './audience.ts'
import type { Audience } from './audience.ts'
import { openConversationsOfVisitor } from './store.ts'

export const memberRoom = (id: MemberId) => `member:${id}`
export const groupRoom = (id: GroupId) => `group:${id}`
export const workspaceRoom = (id: WorkspaceId) => `workspace:${id}`
/** Owner and administrators, who see every conversation. */
export const supervisorRoom = (id: WorkspaceId) => `workspace:${id}:supervisors`
export const sessionRoom = (id: string) => `session:${id}`

export interface AnnouncerPorts {
  readonly store: Store
  readonly hub: PresenceHub
  readonly log: Log
  /** Asked for late, because the namespaces' own handlers announce. */
  visitors(): VisitorNamespace
  desks(): DeskNamespace
  /** The live list shows who is in a conversation, and by which name (IV-1). */
  readonly visits: Pick<Visits, 'talkMoved' | 'cardChanged'>
}

export interface DeskAnnouncer extends Announcer {
  /** An agent came, went or set a switch: colleagues hear of it, and the windows of whom the agent is talking with. */
  agentMoved(workspaceId: WorkspaceId, agent: AgentState): void
  /** An agent is not accepting any more, because of so many offers missed in a row (AL-18): colleagues see it, and the agent is told. */
  agentPaused(workspaceId: WorkspaceId, agent: AgentState, missed: number): void
  /** A visitor came, moved or left: those who see their conversations hear of it. */
  visitorMoved(workspaceId: WorkspaceId, visitorId: VisitorId): void
  /** What a list shows of a conversation is another now, though nothing was added to its log. */
  entryChanged(workspaceId: WorkspaceId, conversationId: ConversationId): void
  /** Desks offer to ask for a rating where agents may (SV-1). */
  surveyChanged(workspaceId: WorkspaceId, survey: SurveyRules): void
  /** Conversations are there no more (CW-15); with them comes who saw them. */
  erased(workspaceId: WorkspaceId, conversations: readonly ({ readonly conversationId: ConversationId } & Pick<Audience, 'status' | 'agentId' | 'groupId'>)[]): void
  /** Goes on when everything begun so far has been told. */
  settled(): Promise<void>
}

export const withPresence = (entry: InboxEntry, hub: PresenceHub): InboxEntry => {
  const page = hub.pageOf(entry.visitor.id)
  return { ...entry, visitor: { ...entry.visitor, isPresent: hub.isPresent(entry.visitor.id), ...(page && { page }) } }
}

const talkMoveOf = ({ entry: { head }, status }: Audience): TalkMoved => ({ ...talkOf(head), ...(status === 'ended' && { hasEnded: true }) })

export function createAnnouncer({ store, hub, log, visitors, desks, visits }: AnnouncerPorts): DeskAnnouncer {
  const atWork = new Set<Promise<void>>()
  /** Nobody waits for what is told; a failure costs a hint. */
  const begin = (route: string, work: () => Promise<void>): void => {
    const done = work()
      .catch((error: unknown) => log('effect-failed', { route, error }))
      .finally(() => atWork.delete(done))
    atWork.add(done)
  }

  /** Of the agents, who sees it: its holder, or the whole group while it waits, and who is asked to take it over. */
  const agentRooms = ({ status, agentId, groupId, entry }: Pick<Audience, 'status' | 'agentId' | 'groupId'> & { readonly entry?: InboxEntry }): readonly string[] => [
    ...(status === 'waiting' ? [groupRoom(groupId)] : agentId ? [memberRoom(agentId)] : []),
    ...(entry?.asked ?? []).map(memberRoom),
  ]

  async function tellOfMove(change: Change, exceptConnection: string | undefined): Promise<void> {
    const { workspaceId, conversationId, appended } = change
    const audience = await store.run(readAudience, { workspaceId, conversationId })
    if (!audience) return
    const see = [supervisorRoom(workspaceId), ...agentRooms(audience)]
    desks().to(see).emit('inbox:changed', withPresence(audience.entry, hub))
    visits.talkMoved(workspaceId, audience.threadId, talkMoveOf(audience))
    if (appended.events.length > 0) exceptOf(desks().to(see), exceptConnection).emit('log:appended', appended)
    // Whoever has just been given a visitor is shown to that visitor as there or not.
    visitors().to(threadRoom(audience.threadId)).emit('agent:presence', { conversationId, agentPresent: audience.isAgentPresent })

    const hasWaited = change.previousAgentId === null && !appended.events.some(({ type }) => type === 'started')
    const { state } = audience.entry.head
    const to = state.status === 'held' ? { to: state.agent.name } : {}
    const lost = change.previousAgentId && change.previousAgentId !== audience.agentId ? [memberRoom(change.previousAgentId)] : []
    if (lost.length > 0) desks().to(lost).except(see).emit('inbox:removed', { conversationId, ...to })
    const saw = [
      ...(hasWaited && (audience.status !== 'waiting' || change.ledTo !== undefined) ? [groupRoom(change.groupId)] : []),
      ...(change.unasked ?? []).map(memberRoom),
    ]
    if (saw.length > 0) desks().to(saw).except([...see, ...lost]).emit('inbox:removed', { conversationId })
  }

  /** Agents whose figures have moved. What moves while they are read is told in one go afterwards, however much it was. */
  const countsToTell = new Map<WorkspaceId, Set<MemberId>>()
  async function tellCounts(workspaceId: WorkspaceId): Promise<void> {
    try {
      for (let moved = countsToTell.get(workspaceId); moved?.size; moved = countsToTell.get(workspaceId)) {
        countsToTell.set(workspaceId, new Set())
        for (const agent of await store.run(readAgents, { workspaceId })) {
          if (moved.has(agent.id)) desks().to(workspaceRoom(workspaceId)).emit('agent:changed', agent)
        }
      }
    } finally {
      countsToTell.delete(workspaceId)
    }
  }

  async function tellWindows(workspaceId: WorkspaceId, agent: AgentState): Promise<void> {
    const agentPresent = agent.isPresent && agent.isOnline
    for (const { conversationId, threadId } of await store.run(heldThreads, { workspaceId, memberId: agent.id })) {
      visitors().to(threadRoom(threadId)).emit('agent:presence', { conversationId, agentPresent })
    }
  }

  const tellVisitor = (workspaceId: WorkspaceId, visitorId: VisitorId): void =>
    begin('visitorChanged', async () => {
      for (const { id } of await store.run(openConversationsOfVisitor, { workspaceId, visitorId })) {
        const audience = await store.run(readAudience, { workspaceId, conversationId: id })
        if (!audience) continue
        const { visitor } = withPresence(audience.entry, hub)
        desks().to([supervisorRoom(workspaceId), ...agentRooms(audience)]).emit('visitor:changed', visitor)
      }
    })

  return {
    toThread(threadId, appended, exceptConnection) {
      exceptOf(visitors().to(threadRoom(threadId)), exceptConnection).emit('log:appended', appended)
    },
    toDesks(change, exceptConnection) {
      logChange(change, log)
      const isMove = change.appended.events.some(({ type }) => type === 'started' || type === 'assigned' || type === 'queued' || type === 'ended')
      if (isMove || change.asksAgents || change.unasked || !change.agentId) return begin('toDesks', () => tellOfMove(change, exceptConnection))
      const see = [supervisorRoom(change.workspaceId), memberRoom(change.agentId)]
      exceptOf(desks().to(see), exceptConnection).emit('log:appended', change.appended)
    },
    typingToThread(threadId, typing) {
      visitors().to(threadRoom(threadId)).volatile.emit('typing', typing)
    },
    typingToDesks({ text, ...typing }, { workspaceId, agentId, exceptConnection }) {
      const holder = memberRoom(agentId)
      exceptOf(desks().to(supervisorRoom(workspaceId)).except(holder), exceptConnection).volatile.emit('typing', typing)
      exceptOf(desks().to(holder), exceptConnection).volatile.emit('typing', { ...typing, ...(text !== undefined && { text }) })
    },
    queueMoved(threadId, moved) {
      visitors().to(threadRoom(threadId)).emit('queue:moved', moved)
    },
    unread: (visitorId, unread) => hub.notifyUnread(visitorId, unread),
    agentsChanged(workspaceId, memberIds) {
      const waiting = countsToTell.get(workspaceId)
      if (waiting) for (const id of memberIds) waiting.add(id)
      else {
        countsToTell.set(workspaceId, new Set(memberIds))
        begin('agentsChanged', () => tellCounts(workspaceId))
      }
    },
    agentMoved(workspaceId, agent) {
      desks().to(workspaceRoom(workspaceId)).emit('agent:changed', agent)
      begin('agentMoved', () => tellWindows(workspaceId, agent))
    },
    agentPaused(workspaceId, agent, missed) {
      desks().to(workspaceRoom(workspaceId)).emit('agent:changed', agent)
      desks().to(memberRoom(agent.id)).emit('agent:paused', { missed })
    },
    surveyChanged: (workspaceId, survey) => void desks().to(workspaceRoom(workspaceId)).emit('survey:changed', asksForRating(survey)),
    ratedLow: (workspaceId, low) => void desks().to(supervisorRoom(workspaceId)).emit('survey:low', low),
    visitorChanged(workspaceId, visitorId) {
      visits.cardChanged(visitorId)
      tellVisitor(workspaceId, visitorId)
    },
    visitorMoved: tellVisitor,
    entryChanged(workspaceId, conversationId) {
      begin('entryChanged', async () => {
        const audience = await store.run(readAudience, { workspaceId, conversationId })
        if (audience) desks().to([supervisorRoom(workspaceId), ...agentRooms(audience)]).emit('inbox:changed', withPresence(audience.entry, hub))
      })
    },
    erased(workspaceId, conversations) {
      for (const { conversationId, ...audience } of conversations) {
        desks().to([supervisorRoom(workspaceId), ...agentRooms(audience)]).emit('inbox:removed', { conversationId })
      }
    },
    async settled() {
      while (atWork.size > 0) await Promise.all(atWork)
    },
  }
}

/** The connection whose own request it was has it in the answer. A socket is a room of its own. */
function exceptOf<Target extends { except(room: string): Target }>(target: Target, connection: string | undefined): Target {
  return connection === undefined ? target : target.except(connection)
}

function logChange({ workspaceId, conversationId, appended }: Change, log: Log): void {
  for (const event of appended.events) {
    if (event.type === 'started') log('conversation-started', { workspaceId, conversationId })
    if (event.type === 'assigned') log('conversation-assigned', { workspaceId, conversationId, memberId: event.agent.id })
    if (event.type === 'queued') log('conversation-queued', { workspaceId, conversationId, reason: event.reason })
    if (event.type === 'ended') log('conversation-ended', { workspaceId, conversationId, by: event.by })
  }
}
