/** A visitor's whole thread as text (CW-15), in their language and time zone, as they have seen it. */
import type { Language, LogEvent } from '@foyer/sdk/protocol'
import { appendedForVisitor } from '../conversations/faces.ts'
import type { Store } from '../store/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { conversationLines, nameOnLine } from './rules.ts'
import type { Times } from './rules.ts'
import { readTranscriptPiece } from './store.ts'
import { talkWords } from './words.ts'

export interface TranscriptQuestion {
  readonly visitor: Pick<VisitorIdentity, 'threadId'>
  readonly company: string
  readonly language: Language
  /** IANA name. */
  readonly timeZone: string
  readonly now: number
}

/** Absent if there is nothing yet. */
export async function transcriptOf(store: Store, { visitor: { threadId }, company, language, timeZone, now }: TranscriptQuestion): Promise<string | undefined> {
  const words = talkWords(language)
  const times = timesOf(language, timeZone)
  const lines: string[] = []
  let position = 0
  for (let place = { position: 1, seq: 0 }; ; ) {
    const piece = await store.run(readTranscriptPiece, { threadId, place })
    if (!piece) break
    const events = seen(piece.events)
    if (piece.position !== position && piece.events[0]) lines.push('', words.conversation(piece.position, times.day(piece.events[0].at)), '')
    position = piece.position
    lines.push(...conversationLines(events, words, times))
    place = piece.next
  }
  if (lines.length === 0) return undefined
  const title = words.transcript(nameOnLine(company))
  return [title, words.asOf(`${times.day(now)}, ${times.time(now)} (${timeZone})`), ...lines, ''].join('\n')
}

/** As the visitor's window has them: faces as components want them. */
const seen = (events: readonly LogEvent[]): readonly LogEvent[] => appendedForVisitor({ conversationId: '' as never, events }).events

/** In Latin digits, which every region of our languages reads, and with 24 hours, so that times stand in line. */
function timesOf(language: Language, timeZone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone, numberingSystem: 'latn', calendar: 'gregory', ...options })
  const day = format({ dateStyle: 'full' })
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return { day: (at) => day.format(at), time: (at) => time.format(at) }
}

/** Whether a name is one of a time zone. An offset (`+01:00`) is taken by engines too, but knows no summer. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
