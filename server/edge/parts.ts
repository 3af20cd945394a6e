/** What messages may be made of, parsed. Who may send what is said here; whether a file or a form is there, the store says. */
import * as v from 'valibot'
import { FIELD_KINDS, LIMITS, SURVEY_BOUNDS } from '@foyer/sdk/protocol'
import type { AgentPart, CardButton, FileId, FilePart, FileRef, FormAnswer, FormField, VisitorPart } from '@foyer/sdk/protocol'
import { isMailAddress, isPhoneNumber } from '../forms/rules.ts'
import { count, id, isText, messageId } from './fields.ts'
import { strict } from './parse.ts'

/** Whether no two are called the same. */
const areDistinct = (named: readonly { readonly kind: string; readonly label: string }[]): boolean => new Set(named.map(({ kind, label }) => `${kind} ${label}`)).size === named.length
const list = <Item extends v.GenericSchema<unknown, unknown>>(item: Item) => v.pipe(v.array(item), v.minLength(1), v.maxLength(LIMITS.choices))
const label = v.pipe(v.string(), v.maxLength(LIMITS.label), v.check((text) => isText(text) && text.trim() !== ''))
const short = v.pipe(v.string(), v.maxLength(LIMITS.comment), v.check(isText))
const value = v.pipe(v.string(), v.maxLength(LIMITS.textLength), v.check(isText))
const webAddress = v.pipe(v.string(), v.maxLength(LIMITS.address), v.check((text) => isText(text) && /^https?:$/.test(URL.parse(text)?.protocol ?? '')))
/** Of the server's own, or anywhere on the web by TLS. */
const picture = v.pipe(v.string(), v.maxLength(LIMITS.address), v.check((text) => /^\/(?!\/)[\w/.-]*$/.test(text) || (isText(text) && URL.parse(text)?.protocol === 'https:')))

/** What somebody has written, as it was written. */
export const writtenText = v.pipe(
  v.string('invalid_message'),
  v.maxLength(LIMITS.textLength, 'message_too_long'),
  v.check((written) => isText(written) && written.trim() !== '', 'invalid_message'),
)

const text = strict({ type: v.literal('text', 'invalid_message'), text: writtenText })

/** Only the id counts: the store puts in what it knows of the file. */
const fileRef = v.pipe(
  v.looseObject({ id: id<FileId>() }),
  v.transform(({ id: fileId }): FileRef => ({ id: fileId, name: '', type: '', size: 0 })),
)
const file = v.pipe(strict({ type: v.literal('file'), file: fileRef }), v.transform((part): FilePart => part))

const location = strict({
  type: v.literal('location'),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  accuracy: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
})

const choice = { label, value }
const answer = strict({ kind: v.picklist(FIELD_KINDS), label: v.pipe(v.string(), v.maxLength(LIMITS.label), v.check(isText)), value }) satisfies v.GenericSchema<unknown, FormAnswer>
export const answers = v.pipe(list(answer), v.check((given) => areDistinct(given)))

const field = strict({
  kind: v.picklist(FIELD_KINDS),
  label: v.pipe(v.string(), v.maxLength(LIMITS.label), v.check(isText)),
  isRequired: v.boolean(),
  options: v.exactOptional(list(label)),
}) satisfies v.GenericSchema<unknown, FormField>
/** What people are known by has the window's own words; everything else says what it asks, and a choice what to choose from. */
const isAskable = ({ kind, label: words, options }: FormField): boolean => {
  if (kind === 'name' || kind === 'email' || kind === 'phone') return options === undefined
  return words.trim() !== '' && (kind === 'choice') === (options !== undefined)
}
const formFields = v.pipe(v.array(field), v.maxLength(LIMITS.choices))

const button = v.union([strict({ label, url: webAddress }), strict(choice)]) satisfies v.GenericSchema<unknown, CardButton>
const card = strict({ title: label, text: v.exactOptional(short), picture: v.exactOptional(picture), buttons: v.exactOptional(list(button)) })

/** As a `v.variant` would choose among them; `strict` hides the discriminator from it. */
const byType = <Part extends { readonly type: string }>(schemas: Readonly<Record<string, v.GenericSchema<unknown, Part>>>): v.GenericSchema<unknown, Part> =>
  v.lazy((input) => {
    const type = typeOf(input)
    return Object.hasOwn(schemas, type) ? schemas[type]! : (text as unknown as v.GenericSchema<unknown, Part>)
  })
const typeOf = (input: unknown): string =>
  typeof input === 'object' && input !== null && 'type' in input && typeof input.type === 'string' && Object.hasOwn(input, 'type') ? input.type : 'text'

const both = { text, file, location }

export const visitorPart: v.GenericSchema<unknown, VisitorPart> = byType<VisitorPart>({
  ...both,
  choice: strict({ type: v.literal('choice'), to: messageId, ...choice }),
  answers: strict({ type: v.literal('answers'), to: messageId, answers }),
})

export const agentPart: v.GenericSchema<unknown, AgentPart> = byType<AgentPart>({
  ...both,
  choices: strict({ type: v.literal('choices'), choices: list(strict(choice)) }),
  cards: strict({ type: v.literal('cards'), cards: list(card) }),
  contact: strict({
    type: v.literal('contact'),
    of: v.picklist(['member', 'group', 'account']),
    name: label,
    line: v.exactOptional(short),
    picture: v.exactOptional(picture),
    phone: v.exactOptional(v.pipe(label, v.check(isPhoneNumber, 'bad_phone'))),
    email: v.exactOptional(v.pipe(label, v.check(isMailAddress, 'bad_email'))),
    address: v.exactOptional(webAddress),
  }),
  form: strict({ type: v.literal('form'), title: v.exactOptional(label), fields: v.pipe(formFields, v.minLength(1), v.check((fields) => fields.every(isAskable) && areDistinct(fields))) }),
})

/** A rating (SV-2) and what goes with it. */
export const rating = {
  score: v.pipe(count, v.minValue(1), v.maxValue(5)),
  reasons: v.exactOptional(v.pipe(v.array(short), v.maxLength(SURVEY_BOUNDS.reasons))),
  comment: v.exactOptional(short),
}
export const note = short
