import type { FormErrorCode } from './form-errors.ts'
import { PAGE_ERRORS } from './page-errors.ts'
import type { TalkErrorCode } from './talk-errors.ts'

/**
 * Every refusal is a code, a sentence and a remedy. Codes are stable; sentences may be reworded or translated,
 * so nobody branches on them. An expected failure is returned as a {@link Result}; a bug is thrown.
 */
export const ERRORS = {
  ...PAGE_ERRORS,
  invalid_input: ['The request is not of the expected form.', 'Compare it with the documented shape; unknown fields are refused too.'],
  too_large: ['The request is larger than the server takes.', 'Send less at once.'],
  rate_limited: ['Too many requests in a short time.', 'Wait a moment; what was written is kept and goes out by itself.'],
  unknown_site: ['There is no site with this key.', 'Copy the tag again at the desk, under Settings, Website.'],
  origin_refused: ['This page is not on the list of allowed origins of the site.', 'Add its origin at the desk, under Settings, Website.'],
  not_signed_in: ['This needs a sign-in.', 'Sign in and try again.'],
  not_allowed: ['You may not do this.', 'Ask an administrator of the workspace for the right.'],
  not_found: ['There is nothing here, or it is not yours to see.', 'Check the address or the id.'],
  conversation_ended: ['This conversation has ended.', 'Write a message to start a new one.'],
  conversation_held_elsewhere: ['Another agent holds this conversation now.', 'Ask them to hand it over.'],
  visitor_blocked: ['This visitor has been blocked.', 'Contact the company another way.'],
  client_outdated: ['This page is older than the server understands.', 'Reload the page; what was written is kept.'],
  server_outdated: ['The server is older than this page.', 'Nothing to do: it is tried again by itself.'],
  not_initialised: ['Foyer has not been started on this page.', 'Call Foyer.init({ site }) first, or paste the script tag.'],
  invalid_option: ['An option has a value that it cannot have.', 'See the option’s documentation for what it takes.'],
} as const satisfies Record<string, readonly [sentence: string, remedy: string]>

/** Codes of {@link ERRORS}, and those of rare cases and of forms in the console, whose sentences no visitor's page carries. */
export type ErrorCode = keyof typeof ERRORS | TalkErrorCode | FormErrorCode

/** A refusal as it stands on the wire. `field` names the part of the input that was refused, where there is one. */
export interface Failure {
  readonly ok: false
  readonly code: ErrorCode
  readonly message: string
  readonly remedy: string
  readonly field?: string
}

/** What every request is answered with. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure

/**
 * Makes a refusal from the table. `message` replaces the table's sentence where a more exact one is known. A code of
 * another table (`failForm`, `failTalk`) says here what any refused input does.
 */
export function fail(code: ErrorCode, detail: { field?: string; message?: string } = {}): Failure {
  const [sentence, remedy] = ERRORS[code as keyof typeof ERRORS] ?? ERRORS.invalid_input
  const failure = { ok: false, code, message: detail.message ?? sentence, remedy } as const
  return detail.field === undefined ? failure : { ...failure, field: detail.field }
}
