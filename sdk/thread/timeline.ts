/**
 * What is shown of a thread, in order: messages with how far they have come, day dividers, and notes. Pure.
 *
 * A timeline remembers what it gave last. A new event costs the events after the last change and no more, and an item
 * that stays the same stays the same object, so that a list can pass over it.
 */
import type { Author, LogEvent, Mark, MessageId, Side } from '@foyer/sdk/protocol'
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
}

export interface TimelineInput {
  readonly log: { readonly conversations: readonly LoadedConversation[] }
  readonly pending: readonly PendingMessage[]
}

type MessageItem = Extract<TimelineItem, { kind: 'message' }>

/** Items with, for each, the sequence number it came from and the latest day divided off until then. */
interface Lines {
  readonly items: TimelineItem[]
  readonly seqs: number[]
  readonly days: number[]
}

/** What one conversation came to. `ids`: the own messages in it. */
interface Chapter extends Lines {
  readonly conversation: LoadedConversation
  readonly dayBefore: number
  readonly ids: Set<MessageId>
}

/** A timeline for one viewer: call it with every state. */
export function createTimeline({ side, self, offsetAt = () => 0 }: TimelineOptions): (input: TimelineInput) => readonly TimelineItem[] {
  const other: Side = side === 'visitor' ? 'agent' : 'visitor'
  let chapters: readonly Chapter[] = []
  let waiting: readonly PendingMessage[] = []
  let shown: readonly TimelineItem[] = []

  return ({ log, pending }) => {
    const before = new Map(chapters.map((chapter) => [chapter.conversation.head.id, chapter]))
    let day = -Infinity
    const next = log.conversations.map((conversation) => {
      const chapter = write(conversation, day, before.get(conversation.head.id))
      day = chapter.days.at(-1) ?? day
      return chapter
    })
    if (waiting === pending && next.length === chapters.length && next.every((chapter, at) => chapter === chapters[at])) return shown
    chapters = next
    waiting = pending
    shown = withPending(next.flatMap(({ items }) => items), day, pending.filter(({ draft }) => !next.some(({ ids }) => ids.has(draft.id))))
    return shown
  }

  /** Goes on from what is known of a conversation, or starts it anew. */
  function write(conversation: LoadedConversation, dayBefore: number, known: Chapter | undefined): Chapter {
    if (known?.conversation === conversation && known.dayBefore === dayBefore) return known
    const { head, events } = conversation
    const isGrown = known !== undefined && known.dayBefore === dayBefore && startsLike(events, known.conversation.events)
    const from = isGrown ? firstChange(known.conversation.head, head, other) : -Infinity
    const kept = isGrown ? countBefore(known.seqs, from) : 0
    const chapter: Chapter = {
      conversation,
      dayBefore,
      ids: isGrown ? known.ids : new Set(),
      items: isGrown ? known.items.slice(0, kept) : [],
      seqs: isGrown ? known.seqs.slice(0, kept) : [],
      days: isGrown ? known.days.slice(0, kept) : [],
    }
    const firstSeq = events[0]?.seq ?? 0
    for (let at = Math.max(0, from - firstSeq); at < events.length; at++) {
      const event = events[at]
      if (event) addEvent(chapter, event, head.marks[other])
    }
    for (let at = kept; known && at < chapter.items.length; at++) {
      const [item, old] = [chapter.items[at], known.items[at]]
      if (item && old && isSame(item, old)) chapter.items[at] = old
    }
    return chapter
  }

  function addEvent(chapter: Chapter, event: LogEvent, mark: Mark): void {
    const { head } = chapter.conversation
    const { at, seq } = event
    const key = `${head.id}:${seq}`
    switch (event.type) {
      case 'message': {
        dropWarning(chapter)
        const isOwn = event.from.kind === side
        if (isOwn) chapter.ids.add(event.id)
        const status = isOwn && { status: statusOf(seq, mark) }
        return addMessage(chapter, { ...messageItem(event), isOwn, ...status }, seq, chapter.dayBefore)
      }
      case 'assigned':
        return addNote({ type: 'assigned', name: event.agent.name, isMove: event.previous !== undefined })
      case 'queued':
        return side === 'visitor' ? addNote({ type: 'queued', reason: event.reason }) : undefined
      case 'noted':
        dropWarning(chapter)
        return event.note === 'silence-warning' ? addNote({ type: 'silence-warning', endsAt: event.endsAt }) : undefined
      case 'ended':
        dropWarning(chapter)
        return addNote({ type: 'ended', by: event.by })
      case 'started':
      case 'marked':
        return undefined
      default:
        // A kind that a newer server knows shows nothing here.
        return void (event satisfies never)
    }
    function addNote(note: TimelineNote): void {
      addLine(chapter, { kind: 'note', key, at, note }, seq, chapter.dayBefore)
    }
  }

  /** Messages without a receipt stand at the end, in the order typed. */
  function withPending(items: TimelineItem[], day: number, pending: readonly PendingMessage[]): readonly TimelineItem[] {
    if (pending.length === 0) return items
    const lines: Lines = { items, seqs: [], days: [] }
    const from = self ?? (side === 'visitor' ? { kind: side } : lastOwnAuthor(items))
    for (const message of pending) {
      // A device whose clock is behind must not date a message before the one that it answers.
      const at = Math.max(message.writtenAt, items.at(-1)?.at ?? 0)
      const { id, parts } = message.draft
      const failure = message.status === 'failed' && { failure: message.failure }
      addMessage(lines, { ...messageItem({ id, parts, from, at }), isOwn: true, status: message.status, ...failure }, 0, day)
    }
    return items
  }

  function addMessage(lines: Lines, item: MessageItem, seq: number, dayBefore: number): void {
    addDay(lines, item.at, seq, dayBefore)
    const last = lines.items.at(-1)
    const isFirstOfGroup = !(last?.kind === 'message' && belongTogether(last, item))
    if (!isFirstOfGroup && last.isLastOfGroup) lines.items[lines.items.length - 1] = { ...last, isLastOfGroup: false }
    push(lines, isFirstOfGroup ? item : { ...item, isFirstOfGroup }, seq, dayBefore)
  }

  function addLine(lines: Lines, item: TimelineItem, seq: number, dayBefore: number): void {
    addDay(lines, item.at, seq, dayBefore)
    push(lines, item, seq, dayBefore)
  }

  /** Days only go forward, so that each divider stands once although the clocks of two servers differ a little. */
  function addDay(lines: Lines, at: number, seq: number, dayBefore: number): void {
    const day = Math.floor((at + offsetAt(at) * MINUTE_MS) / DAY_MS)
    if (day <= (lines.days.at(-1) ?? dayBefore)) return
    push(lines, { kind: 'day', key: `day:${day}`, at }, seq, day)
  }
}

/** The timeline of one state, without memory. */
export const timeline = (input: TimelineInput, options: TimelineOptions): readonly TimelineItem[] => createTimeline(options)(input)

const messageItem = ({ id, from, parts, at }: { id: MessageId; from: Author; parts: MessageItem['parts']; at: number }): MessageItem => ({
  kind: 'message',
  key: id,
  id,
  from,
  isOwn: false,
  parts,
  at,
  isFirstOfGroup: true,
  isLastOfGroup: true,
})

function push({ items, seqs, days }: Lines, item: TimelineItem, seq: number, day: number): void {
  items.push(item)
  seqs.push(seq)
  days.push(Math.max(day, days.at(-1) ?? -Infinity))
}

/** A warning that somebody's writing, the end, or the next warning has overtaken says nothing any more. */
function dropWarning({ items, seqs, days }: Lines): void {
  const last = items.at(-1)
  if (last?.kind !== 'note' || last.note.type !== 'silence-warning') return
  for (const list of [items, seqs, days]) list.pop()
}

function statusOf(seq: number, { delivered, read }: Mark): MessageStatus {
  if (seq <= read) return 'read'
  return seq <= delivered ? 'delivered' : 'sent'
}

function belongTogether(one: MessageItem, next: MessageItem): boolean {
  return next.at - one.at < GROUP_MS && one.isOwn === next.isOwn && isSameAuthor(one.from, next.from)
}

const isSameAuthor = (one: Author, other: Author): boolean =>
  one.kind === other.kind && (one.kind !== 'agent' || other.kind !== 'agent' || one.id === other.id)

function lastOwnAuthor(items: readonly TimelineItem[]): Author {
  const last = items.findLast((item) => item.kind === 'message' && item.isOwn)
  return last?.kind === 'message' ? last.from : { kind: 'machine' }
}

/** True if `events` goes on where `known` ends: the same events, and perhaps more. */
function startsLike(events: readonly LogEvent[], known: readonly LogEvent[]): boolean {
  return events[0] === known[0] && events.length >= known.length && events[known.length - 1] === known.at(-1)
}

/** The first event that may look different: the first new one, or the first whose status the marks have moved. */
function firstChange(known: LoadedConversation['head'], now: LoadedConversation['head'], reader: Side): number {
  const [then, mark] = [known.marks[reader], now.marks[reader]]
  return Math.min(
    known.seq + 1,
    then.read === mark.read ? Infinity : Math.min(then.read, mark.read) + 1,
    then.delivered === mark.delivered ? Infinity : Math.min(then.delivered, mark.delivered) + 1,
  )
}

/** How many of the ascending numbers are less. */
function countBefore(seqs: readonly number[], seq: number): number {
  let [low, high] = [0, seqs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((seqs[middle] ?? 0) < seq) low = middle + 1
    else high = middle
  }
  return low
}

/** Of items at the same place: whether they show the same. */
function isSame(one: TimelineItem, other: TimelineItem): boolean {
  if (one.key !== other.key || one.at !== other.at) return false
  if (one.kind !== 'message' || other.kind !== 'message') return true
  return one.status === other.status && one.isFirstOfGroup === other.isFirstOfGroup && one.isLastOfGroup === other.isLastOfGroup
}
