/**
 * What is shown of a thread, in order: messages with how far they have come, day dividers, and notes. Pure.
 *
 * A timeline remembers what it gave last. A new event costs the events after the last change and no more, and an item
 * that stays the same stays the same object, so that a list can pass over it.
 */
import type { Author, ConversationHead, LogEvent, Mark, MessageId, Side } from '@foyer/sdk/protocol'
import { firstSeq } from './log.ts'
import { GROUP_MS } from './types.ts'
import type { LoadedConversation, MessageStatus, PendingMessage, TimelineItem, TimelineNote } from './types.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

export interface TimelineOptions {
  /** The side that looks: its messages are own ones and carry a status. */
  readonly side: Side
  /** Minutes that the viewer's clock is ahead of UTC at a time: where days begin. Default UTC. */
  readonly offsetAt?: (at: number) => number
  /** Who the viewer is, for messages that wait. Default: the visitor, or the agent who wrote last. */
  readonly self?: Author
  /** What this viewer is told of an event besides; `undefined`: what everybody is. */
  readonly noteFor?: (event: LogEvent) => TimelineNote | undefined
}

export interface TimelineInput {
  readonly log: { readonly conversations: readonly LoadedConversation[] }
  readonly pending: readonly PendingMessage[]
}

type MessageItem = Extract<TimelineItem, { kind: 'message' }>

/** An item, with the sequence number it came from and the latest day divided off until then. */
interface Line {
  readonly item: TimelineItem
  readonly seq: number
  readonly day: number
}

/** What one conversation came to. `ids`: the own messages in it. */
interface Chapter {
  readonly conversation: LoadedConversation
  readonly dayBefore: number
  readonly lines: readonly Line[]
  readonly ids: Set<MessageId>
}

/** A timeline for one viewer: call it with every state. */
export function createTimeline({ side, self, noteFor, offsetAt = () => 0 }: TimelineOptions): (input: TimelineInput) => readonly TimelineItem[] {
  const other: Side = side === 'visitor' ? 'agent' : 'visitor'
  let chapters: readonly Chapter[] = []
  let waiting: readonly PendingMessage[] = []
  let shown: readonly TimelineItem[] = []

  return ({ log, pending }) => {
    const known = new Map(chapters.map((chapter) => [chapter.conversation.head.id, chapter]))
    let day = -Infinity
    const next = log.conversations.map((conversation) => {
      const chapter = write(conversation, day, known.get(conversation.head.id))
      day = chapter.lines.at(-1)?.day ?? day
      return chapter
    })
    if (waiting === pending && next.length === chapters.length && next.every((chapter, at) => chapter === chapters[at])) return shown
    chapters = next
    waiting = pending
    const lines = next.flatMap((chapter) => chapter.lines)
    addPending(lines, day, pending.filter(({ draft }) => !next.some(({ ids }) => ids.has(draft.id))))
    shown = lines.map(({ item }) => item)
    return shown
  }

  /** Goes on from what is known of a conversation, or starts it anew. */
  function write(conversation: LoadedConversation, dayBefore: number, known: Chapter | undefined): Chapter {
    const isHere = known?.dayBefore === dayBefore
    if (isHere && known.conversation === conversation) return known
    const { head, events } = conversation
    const isGrown = isHere && startsLike(events, known.conversation.events)
    const from = isGrown ? firstChange(known.conversation.head, head, other) : 0
    const kept = isGrown ? known.lines.findLastIndex(({ seq }) => seq < from) + 1 : 0
    const lines = isGrown ? known.lines.slice(0, kept) : []
    const ids = isGrown ? known.ids : new Set<MessageId>()
    for (let at = Math.max(0, from - firstSeq(conversation)); at < events.length; at++) {
      const event = events[at]
      if (event?.type === 'message' && event.from.kind === side) ids.add(event.id)
      if (event) addEvent(lines, event, head, dayBefore)
    }
    // Older events come in above: what is known then lies as far from the end as before.
    const moved = isGrown || !known ? 0 : lines.length - known.lines.length
    for (let at = kept; at < lines.length; at++) {
      const [line, old] = [lines[at], known?.lines[at - moved]]
      if (line && old && isSame(line.item, old.item)) lines[at] = { ...line, item: old.item }
    }
    return { conversation, dayBefore, ids, lines }
  }

  function addEvent(lines: Line[], event: LogEvent, head: ConversationHead, dayBefore: number): void {
    const { at, seq } = event
    if (event.type === 'message') {
      dropWarning(lines)
      const isOwn = event.from.kind === side
      const item = messageItem(event, isOwn)
      return addMessage(lines, isOwn ? { ...item, status: statusOf(seq, head.marks[other]) } : item, seq, dayBefore)
    }
    const note = noteFor?.(event) ?? noteOf(event, side)
    if (!note) return
    if (note.type === 'silence-warning' || note.type === 'ended') dropWarning(lines)
    addDay(lines, at, seq, dayBefore)
    lines.push({ item: { kind: 'note', key: `${head.id}:${seq}`, at, note }, seq, day: lines.at(-1)?.day ?? dayBefore })
  }

  /** Messages without a receipt stand at the end, in the order typed. */
  function addPending(lines: Line[], day: number, pending: readonly PendingMessage[]): void {
    const own = lines.findLast(({ item }) => item.kind === 'message' && item.isOwn)?.item
    const from = self ?? (side === 'visitor' ? { kind: side } : own?.kind === 'message' ? own.from : { kind: 'machine' })
    for (const message of pending) {
      // A device whose clock is behind must not date a message before the one that it answers.
      const at = Math.max(message.writtenAt, lines.at(-1)?.item.at ?? 0)
      const item = { ...messageItem({ ...message.draft, from, at }, true), status: message.status }
      addMessage(lines, message.status === 'failed' ? { ...item, failure: message.failure } : item, 0, day)
    }
  }

  function addMessage(lines: Line[], item: MessageItem, seq: number, dayBefore: number): void {
    addDay(lines, item.at, seq, dayBefore)
    const last = lines.at(-1)
    const isFirstOfGroup = !(last?.item.kind === 'message' && belongTogether(last.item, item))
    if (!isFirstOfGroup && last.item.kind === 'message' && last.item.isLastOfGroup) {
      lines[lines.length - 1] = { ...last, item: { ...last.item, isLastOfGroup: false } }
    }
    lines.push({ item: { ...item, isFirstOfGroup }, seq, day: lines.at(-1)?.day ?? dayBefore })
  }

  /** Days only go forward, so that each divider stands once although the clocks of two servers differ a little. */
  function addDay(lines: Line[], at: number, seq: number, dayBefore: number): void {
    const day = Math.floor((at + offsetAt(at) * MINUTE_MS) / DAY_MS)
    if (day > (lines.at(-1)?.day ?? dayBefore)) lines.push({ item: { kind: 'day', key: `day:${day}`, at }, seq, day })
  }
}

/** The timeline of one state, without memory. */
export const timeline = (input: TimelineInput, options: TimelineOptions): readonly TimelineItem[] => createTimeline(options)(input)

const messageItem = ({ id, from, parts, at }: Pick<MessageItem, 'id' | 'from' | 'parts' | 'at'>, isOwn: boolean): MessageItem => ({
  kind: 'message',
  key: id,
  id,
  from,
  isOwn,
  parts,
  at,
  isFirstOfGroup: true,
  isLastOfGroup: true,
})

/** What an event says to a side, if it is a note. Of a kind that only a newer server knows nothing is shown. */
function noteOf(event: LogEvent, side: Side): TimelineNote | undefined {
  switch (event.type) {
    case 'assigned':
      return { type: 'assigned', name: event.agent.name, isMove: event.previous !== undefined }
    case 'queued':
      return side === 'visitor' ? { type: 'queued', reason: event.reason } : undefined
    case 'noted':
      return event.note === 'silence-warning' ? { type: event.note, endsAt: event.endsAt } : { type: event.note, text: event.text ?? '' }
    case 'chose':
      return { type: 'chose', text: event.title }
    case 'ended':
      return { type: 'ended', by: event.by }
    case 'rated':
      return { type: 'rated', score: event.score, ...(event.comment !== undefined && { comment: event.comment }) }
    case 'transfer-asked':
      return { type: 'transfer-asked', name: event.to.name, ...(event.note !== undefined && { note: event.note }) }
    case 'transfer-answered':
      return { type: 'transfer-answered', answer: event.answer }
    default:
      return undefined
  }
}

/** A warning that somebody's writing, the end, or the next warning has overtaken says nothing any more. */
function dropWarning(lines: Line[]): void {
  const last = lines.at(-1)?.item
  if (last?.kind === 'note' && last.note.type === 'silence-warning') lines.pop()
}

function statusOf(seq: number, { delivered, read }: Mark): MessageStatus {
  if (seq <= read) return 'read'
  return seq <= delivered ? 'delivered' : 'sent'
}

function belongTogether(one: MessageItem, next: MessageItem): boolean {
  return next.at - one.at < GROUP_MS && isSameAuthor(one.from, next.from)
}

const isSameAuthor = (one: Author, other: Author): boolean =>
  one.kind === other.kind && (one.kind !== 'agent' || other.kind !== 'agent' || one.id === other.id)

/** True if `events` goes on where `known` ends: the same events, and perhaps more. */
function startsLike(events: readonly LogEvent[], known: readonly LogEvent[]): boolean {
  return events[0] === known[0] && known.length > 0 && events[known.length - 1] === known.at(-1)
}

/** The first event that may look different: the first new one, or the first whose status the marks have moved. */
function firstChange(known: ConversationHead, now: ConversationHead, reader: Side): number {
  const [then, mark] = [known.marks[reader], now.marks[reader]]
  return Math.min(
    known.seq + 1,
    then.read === mark.read ? Infinity : Math.min(then.read, mark.read) + 1,
    then.delivered === mark.delivered ? Infinity : Math.min(then.delivered, mark.delivered) + 1,
  )
}

/** Of items at the same place: whether they show the same. */
function isSame(one: TimelineItem, other: TimelineItem): boolean {
  if (one.key !== other.key || one.at !== other.at) return false
  if (one.kind !== 'message' || other.kind !== 'message') return true
  return one.status === other.status && one.isFirstOfGroup === other.isFirstOfGroup && one.isLastOfGroup === other.isLastOfGroup
}
