/** What happened in a conversation, in the words of this side. */
import { unreachable } from '@foyer/sdk/protocol'
import type { Author, LogEvent, MemberId } from '@foyer/sdk/protocol'
import type { TimelineNote } from '@foyer/sdk/thread'
import type { Format } from '@foyer/widget/words'
import type { Words } from './words/index.ts'

/** What agents are told of an event besides what its visitor is. */
export function noteForAgents(event: LogEvent): TimelineNote | undefined {
  switch (event.type) {
    case 'assigned':
      return { type: 'assigned', name: event.agent.name, isMove: event.previous !== undefined, ...(event.reason && { reason: event.reason }) }
    // Else who held it before would seem to do so still.
    case 'queued':
      return { type: 'queued', reason: event.reason }
    case 'whispered':
      return { type: 'whispered', by: event.by, text: event.text }
    case 'rated':
      return { type: 'rated', score: event.score, ...(event.reasons && { reasons: event.reasons }), ...(event.comment !== undefined && { comment: event.comment }) }
    case 'transfer-asked':
      return { type: 'transfer-asked', name: event.to.name, ...(event.note !== undefined && { note: event.note }), ...(event.asks && { asks: event.asks }) }
    case 'transfer-answered':
      return { type: 'transfer-answered', answer: event.answer, ...(event.asks && { asks: event.asks }) }
    default:
      return undefined
  }
}

export function noteWords(note: TimelineNote, ownName: string | undefined, format: Format, words: Words): string {
  switch (note.type) {
    case 'assigned': {
      const isOwn = note.name === ownName
      const sentence = note.isMove || note.reason === 'taken-over' ? (isOwn ? words.noteMovedYou : words.noteMoved(note.name)) : isOwn ? words.noteAssignedYou : words.noteAssigned(note.name)
      // That somebody took it over is said already.
      return !note.reason || note.reason === 'taken-over' ? sentence : words.noteBecause(sentence, words.noteReasons[note.reason])
    }
    case 'queued':
      return note.reason === 'take-message' ? words.messageLeftLong : words.noteQueued
    case 'silence-warning':
      return words.noteSilence(format.time(note.endsAt))
    case 'moving-on':
      return note.text && words.noteTold(note.text)
    case 'whispered':
      return `${whispererName(note, ownName, words)}: ${note.text}`
    case 'chose':
      return words.noteChose(note.text)
    case 'rated':
      return note.comment || note.reasons ? words.noteRatedWith(note.score, note.reasons ?? [], note.comment) : words.noteRated(note.score)
    case 'transfer-asked':
      if (note.asks) return words.noteColleagueAsked(note.name)
      return note.note ? words.noteTransferAskedWith(note.name, note.note) : words.noteTransferAsked(note.name)
    case 'transfer-answered':
      return transferWords(note, words)
    case 'ended':
      return note.by === 'silence' ? words.endedBySilence : note.by === 'visitor' ? words.endedByVisitor : words.endedHere
    default:
      return unreachable(note)
  }
}

/** Whose whisper it is, and that it is one. */
export const whispererName = ({ by }: Extract<TimelineNote, { type: 'whispered' }>, ownName: string | undefined, words: Words): string =>
  by.name === ownName ? words.whisperedByYou : words.whisperedBy(by.name)

function transferWords({ answer, asks }: Extract<TimelineNote, { type: 'transfer-answered' }>, words: Words): string {
  switch (answer) {
    case 'accepted':
      // Who has taken over is said by the note that follows.
      return ''
    case 'declined':
      return asks ? words.noteColleagueDeclined : words.noteTransferDeclined
    case 'expired':
      return asks ? words.noteColleagueExpired : words.noteTransferExpired
    case 'withdrawn':
      return words.noteTransferWithdrawn
    default:
      return unreachable(answer)
  }
}

/** One's own name goes without saying. */
export function authorName(from: Author, me: MemberId | undefined, visitor: string, words: Words): string {
  if (from.kind === 'visitor') return visitor
  if (from.kind === 'machine') return words.parts.machine
  return from.id === me ? '' : from.name
}
