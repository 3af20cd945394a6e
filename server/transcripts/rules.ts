/** A talk as text: what a transcript and a mail say of each part and event. Pure; words and times come with the question. */
import type { FileId, LogEvent, Part } from '@foyer/sdk/protocol'

/** The words that are used here; see `words.ts`. */
export interface LineWords {
  readonly you: string
  readonly machine: string
  file(name: string): string
  voice(name: string): string
  location(place: string): string
  readonly unknown: string
  assigned(name: string): string
  readonly queued: string
  readonly messageTaken: string
  transferAsked(name: string): string
  readonly transferAnswers: Readonly<Record<'accepted' | 'declined' | 'expired' | 'withdrawn', string>>
  readonly ended: string
  chose(title: string): string
  rated(score: number): string
}

/** A line of a message; `href` where it leads somewhere. */
export interface Line {
  readonly text: string
  readonly href?: string
}

/** What ends a line for some program or another. */
const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g
/** They turn everything after them on the line. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/g

/** Text as lines, without control characters: what a terminal or a mail program would obey. */
export const linesOfText = (text: string): readonly string[] =>
  text
    .toWellFormed()
    .replaceAll(LINE_ENDS, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replaceAll(/\p{Cc}/gu, ''))

/** A name in one line, that turns nothing around it. */
export const nameOnLine = (name: string): string => linesOfText(name).join(' ').replaceAll(BIDI, '').trim()

/** What a part says, in lines. */
export function linesOf(part: Part, words: LineWords, linkOf: (id: FileId) => string | undefined = () => undefined): readonly Line[] {
  switch (part.type) {
    case 'text':
      return plain(part.text)
    case 'file': {
      const { id, name, durationMs } = part.file
      const href = linkOf(id)
      const said = durationMs === undefined ? words.file : words.voice
      return [{ text: said(nameOnLine(name)), ...(href !== undefined && { href }) }]
    }
    case 'location': {
      const place = `${part.latitude.toFixed(5)}, ${part.longitude.toFixed(5)}`
      return [{ text: words.location(place), href: `https://www.openstreetmap.org/?mlat=${part.latitude}&mlon=${part.longitude}#map=17/${part.latitude}/${part.longitude}` }]
    }
    case 'choice':
      return plain(part.label)
    case 'choices':
      return part.choices.map(({ label }) => ({ text: `• ${nameOnLine(label)}` }))
    case 'cards':
      return part.cards.flatMap(({ title, text = '', buttons = [] }) => [
        { text: nameOnLine(title) },
        ...(text ? plain(text) : []),
        ...buttons.map((button) => ({ text: `• ${nameOnLine(button.label)}`, ...('url' in button && { href: button.url }) })),
      ])
    case 'contact':
      return [part.name, part.line, part.phone, part.email, part.address].flatMap((said) => (said ? plain(said) : []))
    case 'form':
      return [...(part.title ? [{ text: nameOnLine(part.title) }] : []), ...part.fields.filter(({ label }) => label !== '').map(({ label }) => ({ text: `• ${nameOnLine(label)}` }))]
    case 'answers':
      return part.answers.flatMap(({ label, value }) => plain(label ? `${nameOnLine(label)}: ${value}` : value))
    default:
      return [{ text: words.unknown }]
  }
}

const plain = (text: string): readonly Line[] => linesOfText(text).map((line) => ({ text: line }))

/** Who wrote a message, by name. */
export const authorOf = ({ from }: Extract<LogEvent, { type: 'message' }>, words: LineWords): string =>
  from.kind === 'agent' ? nameOnLine(from.name) : from.kind === 'visitor' ? words.you : words.machine

/** An event in a line of a transcript; `undefined` for what a visitor's window shows no note of. */
export function noteOf(event: LogEvent, words: LineWords): string | undefined {
  switch (event.type) {
    case 'assigned':
      return words.assigned(nameOnLine(event.agent.name))
    case 'queued':
      return event.reason === 'queue' ? words.queued : words.messageTaken
    case 'transfer-asked':
      return words.transferAsked(nameOnLine(event.to.name))
    case 'transfer-answered':
      return words.transferAnswers[event.answer]
    case 'ended':
      return words.ended
    case 'chose':
      return words.chose(nameOnLine(event.title))
    case 'rated':
      return [words.rated(event.score), ...(event.reasons ?? []).map(nameOnLine), ...linesOfText(event.comment ?? '')].filter((line) => line.trim() !== '').join(' · ')
    default:
      return undefined
  }
}

/** How times are written in a transcript. */
export interface Times {
  day(at: number): string
  time(at: number): string
}

/**
 * The lines of a conversation. Everything after the first line of a message is indented, so that nobody can write a line
 * that reads as somebody else's.
 */
export function conversationLines(events: readonly LogEvent[], words: LineWords, { time }: Times): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'message') {
      const note = noteOf(event, words)
      return note === undefined ? [] : [`${time(event.at)}  — ${note} —`]
    }
    const [first = '', ...rest] = event.parts.flatMap((part) => linesOf(part, words)).map(({ text, href }) => (href === undefined ? text : `${text} <${href}>`))
    return [`${time(event.at)}  ${authorOf(event, words)}: ${first}`, ...rest.map((line) => `       ${line}`)]
  })
}
