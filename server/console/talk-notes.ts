/** What happened in a conversation, in the words of this side. */
import { unreachable } from '@foyer/sdk/protocol'
import type { Author, MemberId } from '@foyer/sdk/protocol'
import type { TimelineNote } from '@foyer/sdk/thread'
import type { Format } from '@foyer/widget/words'
import type { Words } from './words/index.ts'

export function noteWords(note: TimelineNote, ownName: string | undefined, format: Format, words: Words): string {
  switch (note.type) {
    case 'assigned':
      if (note.name === ownName) return note.isMove ? words.noteMovedYou : words.noteAssignedYou
      return note.isMove ? words.noteMoved(note.name) : words.noteAssigned(note.name)
    case 'queued':
      return note.reason === 'take-message' ? words.messageLeftLong : words.noteQueued
    case 'silence-warning':
      return words.noteSilence(format.time(note.endsAt))
    case 'rated':
      return note.comment ? words.noteRatedWith(note.score, note.comment) : words.noteRated(note.score)
    case 'transfer-asked':
      return note.note ? words.noteTransferAskedWith(note.name, note.note) : words.noteTransferAsked(note.name)
    case 'transfer-answered':
      return transferWords(note.answer, words)
    case 'ended':
      return note.by === 'silence' ? words.endedBySilence : note.by === 'visitor' ? words.endedByVisitor : words.endedHere
    default:
      return unreachable(note)
  }
}

function transferWords(answer: Extract<TimelineNote, { type: 'transfer-answered' }>['answer'], words: Words): string {
  switch (answer) {
    case 'accepted':
      // Who has taken over is said by the note that follows.
      return ''
    case 'declined':
      return words.noteTransferDeclined
    case 'expired':
      return words.noteTransferExpired
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
