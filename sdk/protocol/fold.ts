/**
 * What a log means: the one pure reducer that server rows, window, desk and tests share, so that *folded* equals
 * *fetched* can be checked at any time.
 */
import type { ConversationHead, ConversationState, LogEvent, Mark, Part, Side } from './conversation.ts'
import type { ConversationId } from './ids.ts'

const NOTHING_MARKED: Mark = { delivered: 0, read: 0, unread: 0 }

/** A conversation of which nothing is known yet. Fold its log from `seq` 1 on. */
export function emptyHead(id: ConversationId): ConversationHead {
  return {
    id,
    position: 0,
    seq: 0,
    state: { status: 'waiting', since: 0 },
    startedAt: 0,
    marks: { visitor: NOTHING_MARKED, agent: NOTHING_MARKED },
  }
}

/** True if `event` is the one that comes after everything in `head`. */
export const follows = (head: ConversationHead, event: LogEvent): boolean => event.seq === head.seq + 1

/**
 * Adds one event to what is known. The event must {@link follows | follow}; callers drop what they have already and
 * ask for what is missing. A kind that this version does not know moves the sequence number and nothing else.
 */
export function foldEvent(head: ConversationHead, event: LogEvent): ConversationHead {
  if (!follows(head, event)) throw new Error(`Event ${event.seq} does not follow ${head.seq} in conversation ${head.id}`)
  const next = { ...head, seq: event.seq }
  switch (event.type) {
    case 'started':
      return {
        ...next,
        position: event.position,
        startedAt: event.at,
        state: { status: 'waiting', since: event.at },
        ...(event.start && { start: event.start }),
      }
    case 'message':
      return foldMessage(next, event)
    case 'queued':
      return { ...next, state: { status: 'waiting', since: event.at, reason: event.reason } }
    case 'assigned':
      return { ...withoutTransfer(next), ...movedFrom(head, event), state: { status: 'held', agent: event.agent, since: event.at } }
    case 'marked':
      return { ...next, marks: { ...head.marks, [event.by]: { delivered: event.delivered, read: event.read, unread: event.unread } } }
    case 'ended': {
      const { awaitingAgentSince: _nobodyWaits, transfer: _overtaken, ...rest } = next
      return { ...rest, state: endedState(head.state, event.at, event.by) }
    }
    case 'survey-asked':
      return { ...next, survey: { ...head.survey, validUntil: event.validUntil } }
    case 'rated': {
      const { type: _type, seq: _seq, at: _at, ...answer } = event
      return { ...next, survey: { validUntil: head.survey?.validUntil ?? 0, ...answer } }
    }
    case 'transfer-asked': {
      const { type: _type, seq: _seq, at: _at, ...transfer } = event
      return { ...next, transfer }
    }
    case 'transfer-answered':
      return withoutTransfer(next)
    default:
      return next
  }
}

/** Folds events in order, passing over those that are in `head` already. */
export const foldEvents = (head: ConversationHead, events: readonly LogEvent[]): ConversationHead =>
  events.reduce((folded, event) => (event.seq <= folded.seq ? folded : foldEvent(folded, event)), head)

function withoutTransfer({ transfer: _over, ...rest }: ConversationHead): ConversationHead {
  return rest
}

const movedFrom = ({ movedFrom: before = [] }: ConversationHead, { previous, reason }: Extract<LogEvent, { type: 'assigned' }>): Pick<ConversationHead, 'movedFrom'> | false =>
  reason === 'overdue' && previous !== undefined && { movedFrom: [...before, previous] }

/** A human's, and not one that was sent by itself. */
const isByHuman = ({ from, automatic }: Extract<LogEvent, { type: 'message' }>): boolean => from.kind === 'agent' && !automatic

function foldMessage(head: ConversationHead, event: Extract<LogEvent, { type: 'message' }>): ConversationHead {
  const { awaitingAgentSince, ...rest } = head
  const waiting = awaitingSince(awaitingAgentSince, event)
  return {
    ...rest,
    lastMessage: { seq: event.seq, at: event.at, from: event.from, parts: event.parts },
    marks: countUnread(head.marks, event),
    ...(waiting !== undefined && { awaitingAgentSince: waiting }),
    // Who has written to nobody's question has not answered: a conversation that the agent began (CW-12).
    ...(isByHuman(event) && awaitingAgentSince !== undefined && { isAnswered: true as const }),
  }
}

/** A visitor waits from the first message that nobody has answered; only a human answer ends it. */
function awaitingSince(before: number | undefined, event: Extract<LogEvent, { type: 'message' }>): number | undefined {
  if (event.from.kind === 'visitor') return before ?? event.at
  return isByHuman(event) ? undefined : before
}

/** Machine-written messages are unread to the visitor and to nobody else. */
function countUnread(marks: Readonly<Record<Side, Mark>>, { from }: Extract<LogEvent, { type: 'message' }>): Readonly<Record<Side, Mark>> {
  const reader: Side = from.kind === 'visitor' ? 'agent' : 'visitor'
  return { ...marks, [reader]: { ...marks[reader], unread: marks[reader].unread + 1 } }
}

function endedState(before: ConversationState, at: number, by: Side | 'silence'): ConversationState {
  return before.status === 'held' ? { status: 'ended', at, by, agent: before.agent } : { status: 'ended', at, by }
}

/** The text of a message in one line, for lists and notifications. Of a file its name; of what has no words nothing. */
export const plainText = (parts: readonly Part[]): string =>
  parts.map(wordsOf).filter(Boolean).join(' ').trim()

function wordsOf(part: Part): string {
  switch (part.type) {
    case 'text':
      return part.text
    case 'file':
      return part.file.name
    case 'choice':
      return part.label
    case 'choices':
      return part.choices.map(({ label }) => label).join(' · ')
    case 'cards':
      return part.cards.map(({ title }) => title).join(' · ')
    case 'contact':
      return part.name
    case 'form':
      return part.title ?? ''
    case 'answers':
      return part.answers.map(({ value }) => value).join(' · ')
    default:
      return ''
  }
}
