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

export interface TranscriptText {
  readonly text: string
  /** The company's side has written in it. */
  readonly hasAnswer: boolean
}

/** In pieces, of which one is in memory, for a visitor can write for as long as they like. None if there is nothing yet. */
export async function* transcriptOf(store: Store, { visitor: { threadId }, company, language, timeZone, now }: TranscriptQuestion): AsyncGenerator<TranscriptText> {
  const words = talkWords(language)
  const times = timesOf(language, timeZone)
  let head = [words.transcript(nameOnLine(company)), words.asOf(`${times.day(now)}, ${times.time(now)} (${timeZone})`)]
  let position = 0
  for (let place = { position: 1, seq: 0 }; ; ) {
    const piece = await store.run(readTranscriptPiece, { threadId, place })
    if (!piece) return
    const events = seen(piece.events)
    const begins = piece.position !== position && piece.events[0] ? ['', words.conversation(piece.position, times.day(piece.events[0].at)), ''] : []
    position = piece.position
    place = piece.next
    const lines = [...begins, ...conversationLines(events, words, times)]
    if (lines.length === 0) continue
    yield { text: `${[...head, ...lines].join('\n')}\n`, hasAnswer: events.some((event) => event.type === 'message' && event.from.kind === 'agent') }
    head = []
  }
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
