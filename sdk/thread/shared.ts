/**
 * What all tabs of a visitor know together, and how it changes. Pure.
 *
 * The leader turns everything that it hears into inputs, applies them and tells them; the other tabs apply the same
 * inputs in the same order, and so see the same.
 */
import type { Appended, ConversationId, LogEvent, MessageId, OlderPage, QueuePlace, ThreadDelta, ThreadStanding, VisitorSelf } from '@foyer/sdk/protocol'
import { applyAppended, applyDelta, applyOlder, emptyLog } from './log.ts'
import type { ConnectionState, LoadedConversation, ThreadLog } from './types.ts'

export interface Shared {
  readonly connection: ConnectionState
  readonly isLoaded: boolean
  readonly log: ThreadLog
  readonly typing?: { readonly name: string }
  readonly isAgentPresent: boolean
  readonly standing?: ThreadStanding
  /** Up to where conversations were shown, also before the server has heard of it. */
  readonly shown: Readonly<Record<ConversationId, number>>
}

export type SharedInput =
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  | { readonly type: 'delta'; readonly delta: ThreadDelta }
  | { readonly type: 'appended'; readonly appended: Appended }
  | { readonly type: 'older'; readonly page: OlderPage }
  | { readonly type: 'typing'; readonly name?: string | undefined }
  | { readonly type: 'presence'; readonly isAgentPresent: boolean }
  | { readonly type: 'queue'; readonly place?: QueuePlace | undefined }
  | { readonly type: 'me'; readonly me: VisitorSelf }
  | { readonly type: 'shown'; readonly shown: Shared['shown'] }

export const NOTHING_SHARED: Shared = {
  connection: { status: 'idle' },
  isLoaded: false,
  log: emptyLog,
  isAgentPresent: false,
  shown: {},
}

const NOBODY_KNOWN: ThreadStanding = { isStaffed: false, me: { number: 0 } }

export function reduceShared(shared: Shared, input: SharedInput): Shared {
  switch (input.type) {
    case 'connection': {
      const { typing: _nothingIsHeard, ...rest } = shared
      return { ...(input.connection.status === 'connected' ? shared : rest), connection: input.connection }
    }
    case 'delta': {
      const { delta } = input
      const { standing = shared.standing } = delta
      return { ...shared, log: applyDelta(shared.log, delta), isLoaded: shared.isLoaded || !delta.more, isAgentPresent: delta.agentPresent, ...(standing && { standing }) }
    }
    case 'appended': {
      const { log } = applyAppended(shared.log, input.appended)
      if (!shared.typing || !input.appended.events.some(isForeign)) return { ...shared, log }
      const { typing: _said, ...rest } = shared
      return { ...rest, log }
    }
    case 'older':
      return { ...shared, log: applyOlder(shared.log, input.page) }
    case 'typing': {
      const { typing: _before, ...rest } = shared
      return input.name === undefined ? rest : { ...rest, typing: { name: input.name } }
    }
    case 'presence':
      return { ...shared, isAgentPresent: input.isAgentPresent }
    case 'queue': {
      const { queue: _before, ...rest } = shared.standing ?? NOBODY_KNOWN
      return { ...shared, standing: input.place ? { ...rest, queue: input.place } : rest }
    }
    case 'me':
      return { ...shared, standing: { ...(shared.standing ?? NOBODY_KNOWN), me: input.me } }
    case 'shown':
      return { ...shared, shown: raised(shared.shown, input.shown) }
  }
}

/** The events that an input brings. */
export function eventsIn(input: SharedInput): readonly LogEvent[] {
  switch (input.type) {
    case 'delta':
      return [...input.delta.next, ...input.delta.whole].flatMap(({ events }) => events)
    case 'appended':
      return input.appended.events
    case 'older':
      return input.page.slices.flatMap(({ events }) => events)
    default:
      return []
  }
}

/**
 * What a tab knows when another begins to lead: the leader's, and behind it what this tab has seen already, so that
 * nothing that was shown disappears.
 */
export function follow(mine: Shared, theirs: Shared): Shared {
  const [base, more] = mine.isLoaded && !theirs.isLoaded ? [mine, theirs] : [theirs, mine]
  const log = more.log.conversations.reduce((grown, { head, events }) => applyAppended(grown, { conversationId: head.id, events }).log, base.log)
  return { ...theirs, log, isLoaded: base.isLoaded, shown: raised(mine.shown, theirs.shown) }
}

const raised = (one: Shared['shown'], other: Shared['shown']): Shared['shown'] =>
  Object.entries(other).reduce<Shared['shown']>((all, [id, seq]) => (seq > (one[id as ConversationId] ?? 0) ? { ...all, [id]: seq } : all), one)

/** A message that the visitor did not write. */
export const isForeign = (event: LogEvent): boolean => event.type === 'message' && event.from.kind !== 'visitor'

/**
 * The sequence number of the last foreign message, looking back no further than `after`. What is not loaded but known to
 * be unread lies before the first loaded event.
 */
export function lastForeign({ head, events }: LoadedConversation, after: number): number {
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at]
    if (!event || event.seq <= after) return 0
    if (isForeign(event)) return event.seq
  }
  return head.marks.visitor.unread > 0 ? head.seq - events.length : 0
}

/** Messages of agents and machine that were not shown here or anywhere. */
export function countUnread({ log, shown }: Shared): number {
  return log.conversations.reduce((sum, { head, events }) => sum + unreadIn(head, events, shown[head.id] ?? 0), 0)
}

function unreadIn({ marks, seq }: LoadedConversation['head'], events: readonly LogEvent[], shownTo: number): number {
  if (marks.visitor.unread === 0 || shownTo <= marks.visitor.read) return marks.visitor.unread
  if (shownTo < seq - events.length) return marks.visitor.unread
  return events.filter((event) => event.seq > shownTo && isForeign(event)).length
}

/** Whether a message stands in the log. */
export const isInLog = ({ conversations }: ThreadLog, id: MessageId): boolean =>
  conversations.some(({ events }) => events.some((event) => event.type === 'message' && event.id === id))
