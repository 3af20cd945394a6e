import type { AnswersPart, ChoicePart, FileId, FileLinks, Language, MessageId } from '@foyer/sdk/protocol'
import type { Format } from '../../shell/words/index.ts'

/** What the views of parts need from whoever shows the thread: the visitor's window, or the desk. Another object where the language is another. */
export interface PartPort {
  readonly language: Language
  readonly format: Format
  /** Where paths of pictures lead. */
  readonly server: string
  /** Addresses of files; what is not there is left out. Always the same function: what it has brought is kept by it, for a day. */
  readonly links: (ids: readonly FileId[]) => Promise<readonly FileLinks[]>
  /** What this device knows of a file that was chosen on it: while it is on its way, and then as long as the page lives. */
  localFile?(id: FileId): LocalFile | undefined
  /** Sends the visitor's answer to buttons, cards and forms (CW-6). Absent where one only looks on. */
  answer?(part: ChoicePart | AnswersPart): void
  /** The answer to a message that asks something, once there is one. `'overtaken'`: a later message has quick replies too, and these are asked no more. */
  answerTo?(id: MessageId): ChoicePart | AnswersPart | 'overtaken' | undefined
}

/** A file as it lies on this device, and how far it has come. */
export interface LocalFile {
  readonly blob: Blob
  readonly progress: FileProgress
  /** Calls with every change of the progress. Returns its own undo. */
  subscribe(listener: () => void): () => void
  /** Takes it out of its message; a message without anything else goes with it. */
  cancel(): void
}

export type FileProgress =
  /** `share` is out, 0 to 1. `isPaused`: no line; it goes on by itself. */
  | { readonly status: 'sending'; readonly share: number; readonly isPaused: boolean }
  | { readonly status: 'there' }
