import type { Failure } from './errors.ts'

/** What a form of the console can be refused for; the failure's `field` names where. As {@link import('./errors.ts').ERRORS}. */
export const FORM_ERRORS = {
  required: ['This is needed.', 'Fill it in.'],
  too_long: ['This is longer than it may be.', 'Shorten it. A Chinese, Japanese or Korean character counts as two.'],
  name_taken: ['There is one of this name already.', 'Choose another name.'],
  receiver_gone: ['This receiver does not exist any more.', 'Choose another agent or group.'],
  bad_pattern: ['This is no pattern of addresses.', 'Begin with a slash, as /tours/*, or with the whole address, as https://shop.example/*.'],
  bad_selector: ['This is no selector.', 'Write the id of an element, as #chat, or another CSS selector.'],
  bad_address: ['This is no address.', 'Write it whole, as https://shop.example/contact.'],
  bad_email: ['This is no mail address.', 'Write it whole, as reception@shop.example.'],
  bad_phone: ['This is no phone number.', 'Write digits, with the country’s number first, as +351 210 000 000.'],
  bad_account: ['This messenger has no such account names.', 'Write the number or the name as the messenger shows it in one’s own profile.'],
  bad_colour: ['This is no colour.', 'Choose one, or write it as #1b6b80.'],
  bad_key: ['This is no public key of the kind that was chosen.', 'Paste it as PEM or as a JWK: P-256 for ES256, at least 2,048 bits for RS256.'],
  bad_mask: ['This pattern would mask too much, or nothing.', 'Write # for each digit and @ for each letter, at least four together, as @@## #### ####.'],
  placeholder_missing: ['The place of a name, a time or a number is missing, or is there too often.', 'Write {} where the built-in text has it.'],
  out_of_range: ['This number is out of range.', 'Choose one within the bounds that are given.'],
  bad_hours: ['These hours are not in order.', 'Let each span end after it begins, and no two overlap.'],
  not_supported: ['This kind cannot stand there, or not in this style.', 'Choose one of those that are offered.'],
  too_soon: ['This was switched a short while ago.', 'Wait until it can be switched again.'],
  changed_meanwhile: ['Somebody else has changed this meanwhile.', 'Look at their change, then make yours again.'],
  image_too_large: ['The picture is larger than 2 MB.', 'Make it smaller, or save it as WebP or JPEG.'],
  image_unreadable: ['This is no picture that can be read.', 'Take a PNG, JPEG, GIF, WebP or SVG file.'],
  image_unsafe: ['This SVG holds more than a picture.', 'Save it without scripts and links, or take a PNG.'],
  address_unknown: ['No network address is known of this visitor.', 'Block the visitor instead.'],
  address_private: ['This address is not on the open internet.', 'Give the address as visitors reach it.'],
} as const satisfies Record<string, readonly [sentence: string, remedy: string]>

export type FormErrorCode = keyof typeof FORM_ERRORS

/** Refuses a field of a form. `message` replaces the table's sentence where a more exact one is known. */
export function failForm(code: FormErrorCode, { field, message }: { field?: string; message?: string } = {}): Failure {
  const [sentence, remedy] = FORM_ERRORS[code]
  return { ok: false, code, message: message ?? sentence, remedy, ...(field !== undefined && { field }) }
}
