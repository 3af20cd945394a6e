/** What the conversation list shows, from what the desk knows. Pure. */
import { ENDED_SHOWN } from '@foyer/sdk/protocol'
import type { AgentState, ConversationHead, ConversationId, InboxEntry, MemberId, Role } from '@foyer/sdk/protocol'
import { isMessageLeft, waitingSince, waitsForSomebody } from './waiting.ts'

export const TABS = ['mine', 'waiting', 'all', 'ended'] as const
export type Tab = (typeof TABS)[number]

export type Entries = ReadonlyMap<ConversationId, InboxEntry>

/** Only owner and administrators see all of the workspace. */
export const tabsFor = (role: Role | undefined): readonly Tab[] =>
  role === 'owner' || role === 'administrator' ? TABS : TABS.filter((tab) => tab !== 'all')

export const isHeldBy = ({ state }: ConversationHead, member: MemberId | undefined): boolean =>
  state.status === 'held' && state.agent.id === member

/** This member is asked whether they take it over, and has not said (AL-14). */
export const isAskedOf = ({ head, asked }: InboxEntry, member: MemberId | undefined): boolean =>
  head.transfer?.asks === 'agent' && member !== undefined && asked?.includes(member) === true

/**
 * Given to this member, who has not looked at it yet, also where the visitor has only accepted an invitation (IV-10) or chosen from the menu (MN-4);
 * or moved here because nobody answered (AL-10), and nothing said since.
 */
export const isNewFor = (head: ConversationHead, member: MemberId | undefined): boolean =>
  isHeldBy(head, member) && (head.marks.agent.read === 0 || isMovedAndUnanswered(head))

/** What the one before has read counts as read. */
const isMovedAndUnanswered = ({ movedFrom = [], awaitingAgentSince, state, lastMessage }: ConversationHead): boolean =>
  movedFrom.length > 0 && awaitingAgentSince !== undefined && state.status === 'held' && state.since > (lastMessage?.at ?? 0)

const lastActivity = ({ head }: InboxEntry): number => head.lastMessage?.at ?? head.startedAt

const endedAt = ({ head }: InboxEntry): number => (head.state.status === 'ended' ? head.state.at : 0)

/** Equal times are told apart by the id, so that rows never swap places by chance. */
const by = (figure: (entry: InboxEntry) => number) => (a: InboxEntry, b: InboxEntry) =>
  figure(b) - figure(a) || (a.head.id < b.head.id ? -1 : 1)

const newestActivityFirst = by(lastActivity)
const lastEndedFirst = by(endedAt)
const longestWaitingFirst = by((entry) => -(waitingSince(entry.head) ?? 0))
/** Who sits there comes before who has left a message. */
const thereFirst = (a: InboxEntry, b: InboxEntry) => Number(isMessageLeft(a.head)) - Number(isMessageLeft(b.head)) || longestWaitingFirst(a, b)

export type Lists = Readonly<Record<Tab, readonly InboxEntry[]>>

/** The rows of every tab, in the order in which they stand (DK-2). */
export function listsOf(entries: Entries, me: MemberId | undefined): Lists {
  const open: InboxEntry[] = []
  const ended: InboxEntry[] = []
  for (const entry of entries.values()) (entry.head.state.status === 'ended' ? ended : open).push(entry)
  const all = open.sort(newestActivityFirst)
  return {
    // What one is asked to take over wants an answer first.
    mine: [...all.filter((entry) => isAskedOf(entry, me)), ...all.filter((entry) => isHeldBy(entry.head, me) && !isAskedOf(entry, me))],
    waiting: all.filter(({ head }) => waitsForSomebody(head)).sort(thereFirst),
    all,
    // As many as a fresh load brings, so that an evening's desk shows what a fresh one shows.
    ended: ended.sort(lastEndedFirst).slice(0, ENDED_SHOWN),
  }
}

/** The conversation in which the talk with a visitor goes on, if this member sees it. */
export const nextOf = (entries: Entries, { head, visitor }: InboxEntry): InboxEntry | undefined =>
  [...entries.values()].filter((other) => other.visitor.id === visitor.id && other.head.position > head.position).sort((a, b) => b.head.position - a.head.position)[0]

/** Messages that this member has not read, in the conversations that they hold; one that is new without a message counts as one. */
export const unreadOf = (lists: Lists, me: MemberId | undefined): number => lists.mine.reduce((sum, { head }) => sum + (isHeldBy(head, me) ? head.marks.agent.unread || Number(head.marks.agent.read === 0) : 0), 0)

/** Whether new visitors can be given to an agent (AL-5). */
export type Readiness = 'receiving' | 'not-accepting' | 'offline'

export const readinessOf = ({ isOnline, isAccepting }: AgentState): Readiness =>
  !isOnline ? 'offline' : isAccepting ? 'receiving' : 'not-accepting'

/** Colleagues who could take a conversation over now (AL-14), those with the most room first. */
export const couldTakeOver = (agents: Iterable<AgentState>, me: MemberId | undefined): readonly AgentState[] =>
  [...agents]
    .filter((agent) => agent.id !== me && agent.isPresent && readinessOf(agent) === 'receiving')
    .sort((a, b) => a.current / a.cap - b.current / b.cap || (a.name < b.name ? -1 : 1))

/** True if nobody else receives now: then visitors wait when this member stops. */
export const isLastReceiving = (agents: Iterable<AgentState>, me: MemberId): boolean =>
  [...agents].every((agent) => agent.id === me || readinessOf(agent) !== 'receiving' || !agent.isPresent)
