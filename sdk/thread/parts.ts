import { LIMITS, failHere, ok } from '@foyer/sdk/protocol'
import type { FilePart, Part, Result } from '@foyer/sdk/protocol'
import type { PendingMessage } from './types.ts'

/** How the names of files begin that are on this device alone. No file of the server's bears such a name. */
export const LOCAL = 'local:'

export const isLocal = (part: Part): part is FilePart => part.type === 'file' && part.file.id.startsWith(LOCAL)

/** What a new message of such parts has besides them; see `PendingMessage`. */
export const waitsFor = (parts: readonly Part[]): Pick<PendingMessage, 'waits'> | false => (parts.some(isLocal) && { waits: 1 })

/** White space and characters that leave no mark of their own (joiners, direction marks, controls). */
const BLANK = /^[\s\p{Cc}\p{Cf}]*$/u

/**
 * Refuses what the server would refuse of texts (CW-5): blank messages, half characters, NUL, too many parts, text that is too
 * long. Window and desk ask it before they send, so that what was typed stays in the composer.
 */
export function checkParts(parts: readonly Part[]): Result<readonly Part[]> {
  if (parts.length > LIMITS.parts) return failHere('invalid_message', { field: 'parts' })
  const texts = parts.flatMap((part) => (part.type === 'text' ? part.text : []))
  if (texts.length === parts.length && texts.every((text) => BLANK.test(text))) return failHere('invalid_message')
  if (texts.some((text) => text.includes('\0') || !text.isWellFormed())) return failHere('invalid_message')
  if (texts.some((text) => text.length > LIMITS.textLength)) return failHere('message_too_long')
  return ok(parts)
}
