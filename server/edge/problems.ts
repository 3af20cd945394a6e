/**
 * The one place that turns what went wrong into an answer. An expected refusal goes out as it is. What the database
 * could not take, and a bug, are both "unavailable, tried again by itself" to the client; the log says which it was.
 */
import { fail } from '@foyer/sdk/protocol'
import type { ErrorCode, Failure, Result } from '@foyer/sdk/protocol'
import type { Log } from '../logging/events.ts'
import { StoreError } from '../store/store.ts'

/** The HTTP status of each code. Clients read the code; the status is for proxies and for people with a console. */
export const STATUS = {
  invalid_input: 400,
  invalid_message: 400,
  message_too_long: 400,
  too_large: 413,
  rate_limited: 429,
  unknown_site: 404,
  origin_refused: 403,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  conversation_ended: 409,
  conversation_held_elsewhere: 409,
  visitor_blocked: 403,
  client_outdated: 409,
  server_outdated: 409,
  unavailable: 503,
  not_reachable: 503,
  not_initialised: 400,
  invalid_option: 400,
  required: 400,
  too_long: 400,
  name_taken: 409,
  receiver_gone: 409,
  bad_pattern: 400,
  bad_selector: 400,
  bad_address: 400,
  bad_email: 400,
  bad_phone: 400,
  bad_account: 400,
  bad_colour: 400,
  bad_key: 400,
  bad_mask: 400,
  placeholder_missing: 400,
  out_of_range: 400,
  bad_hours: 400,
  not_supported: 400,
  too_soon: 409,
  changed_meanwhile: 409,
  image_too_large: 413,
  image_unreadable: 415,
  image_unsafe: 415,
  address_unknown: 409,
  address_private: 400,
  file_empty: 400,
  file_too_large: 413,
  file_type_refused: 415,
  file_disguised: 415,
  file_unreadable: 415,
  file_gone: 404,
  files_off: 403,
  upload_elsewhere: 409,
  form_gone: 409,
  survey_closed: 409,
  reason_gone: 409,
  transfer_over: 409,
  transfer_impossible: 409,
  visitor_left: 409,
  conversation_open: 409,
  already_invited: 409,
  invitations_off: 403,
  invitation_over: 409,
  out_of_reach: 409,
  mail_unavailable: 503,
  proof_invalid: 401,
  proof_expired: 401,
  proof_foreign: 401,
  proof_replayed: 401,
  proof_needed: 403,
  message_stopped: 400,
  no_consent: 403,
} as const satisfies Record<ErrorCode, number>

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** A `Result` as an HTTP answer. */
export const answer = (result: Result<unknown>, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(result), { status: result.ok ? 200 : STATUS[result.code], headers: { ...HEADERS, ...headers } })

/** What a client hears of something that was thrown. */
export function failureOf(error: unknown, route: string, log: Log): Failure {
  if (error instanceof StoreError) log('store-refused', { route, code: error.code, error })
  else log('request-failed', { route, error })
  return fail('unavailable')
}
