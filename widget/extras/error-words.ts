import { PASSING } from '@foyer/sdk/protocol'
import type { ErrorCode } from '@foyer/sdk/protocol'
import type { ExtrasWords, WindowWords } from '../shell/words/index.ts'

/** Why something was refused, in the reader's language. What is asked by extras is not kept: one tries again, whatever it was that passes. */
export const errorWords =
  (words: WindowWords, extras: ExtrasWords) =>
  (code: string, message: string): string => {
    const known: Readonly<Record<string, string>> = { ...words.errors, ...extras.errors }
    return PASSING.has(code as ErrorCode) ? extras.errors.not_reachable : (known[code] ?? message)
  }
