import type { Failure } from './errors.ts'

/**
 * What a talk can be refused for that is rare, or that only the server or the page's developer meets. As
 * {@link import('./errors.ts').ERRORS}; in a file of its own, so that windows do not carry sentences that they translate.
 */
export const TALK_ERRORS = {
  file_empty: ['The file is empty.', 'Choose another one.'],
  file_too_large: ['The file is larger than is taken here.', 'Make it smaller, or send a link to it.'],
  file_type_refused: ['Files of this kind are not taken here.', 'Send it as one of the kinds that are.'],
  file_disguised: ['What is in the file is not what its ending says.', 'Give it its right ending, or save it anew.'],
  file_unreadable: ['The picture cannot be read.', 'Save it as JPEG or PNG and try again.'],
  file_gone: ['This file is not there any more.', 'Send it again.'],
  files_off: ['No files are taken here.', 'Write instead.'],
  upload_elsewhere: ['The upload stands at another place.', 'Ask where, and go on from there.'],
  form_gone: ['This form, or this button, cannot be answered any more.', 'Write your answer as a message.'],
  survey_closed: ['This conversation cannot be rated any more.', 'Write to us instead.'],
  reason_gone: ['This reason is not one of those that are offered for this rating.', 'Choose another one, or none.'],
  transfer_over: ['This question is not open any more.', 'Nothing to do.'],
  transfer_impossible: ['This colleague cannot take the conversation.', 'Choose another one.'],
  visitor_left: ['The visitor has left.', 'Write to them another way.'],
  conversation_open: ['Somebody else has a conversation with this visitor.', 'Ask them to hand it over.'],
  already_invited: ['A colleague is inviting this visitor.', 'Wait for what comes of it.'],
  invitations_off: ['Nobody may be invited by hand at the moment.', 'Ask an administrator to switch it on.'],
  invitation_over: ['This invitation is not open any more.', 'Write a message instead.'],
  out_of_reach: ['The visitor left too long ago to be answered here.', 'Write to them another way.'],
  mail_unavailable: ['No mail can be sent from here.', 'Download it instead.'],
  proof_invalid: ['The proof of identity is not signed with a key of this site, or is malformed.', 'Sign it on your server with the key from the desk, under Settings, Website.'],
  proof_expired: ['The proof of identity is too old, or has no expiry.', 'Sign a new one with `exp` at most 24 hours ahead.'],
  proof_foreign: ['The proof of identity is for another user or another site.', 'Let `sub` be the id that is given to identify, and `aud`, if there is one, the site key.'],
  proof_replayed: ['The proof of identity was used by another browser.', 'Sign one for each sign-in.'],
  proof_needed: ['This visitor is proven; without a proof nothing of that is changed.', 'Give a proof, or call forget() first.'],
  message_stopped: ['The page has stopped this message.', 'Change it and send it again.'],
  no_consent: ['The visitor has not agreed to this.', 'Call Foyer.consent("full") when they have.'],
} as const satisfies Record<string, readonly [sentence: string, remedy: string]>

export type TalkErrorCode = keyof typeof TALK_ERRORS

/** Refuses something of a talk. `message` replaces the table's sentence where a more exact one is known. */
export function failTalk(code: TalkErrorCode, { field, message }: { field?: string; message?: string } = {}): Failure {
  const [sentence, remedy] = TALK_ERRORS[code]
  return { ok: false, code, message: message ?? sentence, remedy, ...(field !== undefined && { field }) }
}
