import type { ErrorCode, Failure } from './errors.ts'

/**
 * What a page refuses by itself, without a server's word. As {@link import('./errors.ts').ERRORS}, and part of it; in a
 * file of its own, so that windows do not carry the sentences that only a server says.
 */
export const PAGE_ERRORS = {
  invalid_message: ['The message is empty or is not valid text.', 'Write something that is not only blank, without control characters.'],
  message_too_long: ['The message is longer than 4,000 characters.', 'Shorten it, or send it in parts.'],
  unavailable: ['The server cannot take this right now.', 'Nothing to do: it is tried again by itself.'],
  not_reachable: ['The server cannot be reached.', 'Check the connection; what was written is kept and goes out by itself.'],
} as const satisfies Record<string, readonly [sentence: string, remedy: string]>

/** Refuses something on the page. */
export function failHere(code: keyof typeof PAGE_ERRORS, more: { readonly field?: string } = {}): Failure {
  const [message, remedy] = PAGE_ERRORS[code]
  return { ok: false, code, message, remedy, ...more }
}

/**
 * Codes that say nothing about the message itself: the same message may pass later, so a client keeps it and tries again.
 * Every other code ends the attempt, and the message is shown as failed (CW-7).
 */
export const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['rate_limited', 'client_outdated', 'server_outdated', 'unavailable', 'not_reachable'])
