/** Small values for tests of the thread. */
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { AgentFace, Author, ConversationId, ConversationSlice, Happening, LogEvent, MemberId, MessageDraft, MessageId } from '@foyer/sdk/protocol'
import type { PendingMessage } from '../thread/types.ts'

export const BEN: AgentFace = { id: 'ben' as MemberId, name: 'Ben' }
export const VISITOR: Author = { kind: 'visitor' }

export const conversationId = (name: string): ConversationId => name as ConversationId
export const messageId = (name: string): MessageId => name as MessageId

/** A message that happened; its text is its name. */
export const said = (id: string, from: Author = VISITOR): Happening => ({ type: 'message', id: messageId(id), from, parts: [{ type: 'text', text: id }] })
export const started = (position = 1): Happening => ({ type: 'started', by: 'visitor', position })

/** Gives happenings their numbers, one second apart. */
export const eventsOf = (happenings: readonly Happening[], { from = 1, at = 0, everyMs = 1_000 } = {}): readonly LogEvent[] =>
  happenings.map((happening, index) => ({ ...happening, seq: from + index, at: at + index * everyMs }))

/** A conversation from its beginning; `last` keeps only so many events of it. */
export function sliceOf(name: string, happenings: readonly Happening[], { last = Infinity, at = 0, everyMs = 1_000 } = {}): ConversationSlice {
  const events = eventsOf(happenings, { at, everyMs })
  return { head: foldEvents(emptyHead(conversationId(name)), events), events: events.slice(Math.max(0, events.length - last)) }
}

export const draftOf = (id: string): MessageDraft => ({ id: messageId(id), parts: [{ type: 'text', text: id }] })
export const pendingOf = (id: string, writtenAt = 0): PendingMessage => ({ draft: draftOf(id), writtenAt, status: 'sending' })
