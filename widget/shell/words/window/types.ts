import type { Words } from '../words.ts'
import type { en } from './en.ts'

/** Every word of the chat window. */
export type WindowWords = Words<typeof en>

/** The words that the shared parts (message list, composer) use: what the desk has to bring along. */
export type PartWords = Pick<
  WindowWords,
  | 'message'
  | 'placeholder'
  | 'send'
  | 'charactersLeft'
  | 'charactersOver'
  | 'messages'
  | 'you'
  | 'machine'
  | 'typing'
  | 'loadingOlder'
  | 'newMessages'
  | 'toLatest'
  | 'cannotShow'
  | 'loadFailed'
  | 'attach'
  | 'emoji'
  | 'speak'
  | 'enterSends'
  | 'enterBreaks'
  | 'status'
  | 'retry'
  | 'edit'
> & {
  /** Why a message was refused, by code. What has no sentence here is shown with the refusal's own. */
  readonly errors: Readonly<Partial<Record<string, string>>>
}
