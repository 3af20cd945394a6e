/** The schemas that several requests share. */
import * as v from 'valibot'
import { LANGUAGES, LIMITS } from '@foyer/sdk/protocol'
import type { ComponentId, ConversationId, GroupId, Identity, MemberId, MessageId, PageRef, SiteKey, VisitorCredentials } from '@foyer/sdk/protocol'
import { parser, strict } from './parse.ts'
import { TOKEN_PATTERN } from './tokens.ts'

/** Typing and pasting make tabs and line ends; no other control character, and no half of a surrogate pair, is text. */
const CONTROL = /[\p{Cc}--[\t\n\v\f\r]]/v
export const isText = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text)

/** Large enough for every id that we make; what it says is looked up and not read. */
export const id = <T extends string>() =>
  v.pipe(
    v.string(),
    v.regex(/^[\w-]{1,64}$/),
    v.transform((text) => text as T),
  )
export const conversationId = id<ConversationId>()
export const componentId = id<ComponentId>()
export const siteKey = id<SiteKey>()

export const receiver = v.variant('kind', [
  v.strictObject({ kind: v.literal('agent'), agentId: id<MemberId>() }),
  v.strictObject({ kind: v.literal('group'), groupId: id<GroupId>() }),
])

/** Lower case only: the same id in two spellings would be two messages. */
export const messageId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  v.transform((text) => text as MessageId),
)

/** A sequence number or a version. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** The desk makes links of addresses, so nothing that could run when clicked may pass for one. */
const isWebAddress = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? '')
/** An app says `android-app://name` where a page says its address. */
const isSource = (text: string): boolean => isWebAddress(text) || text.startsWith('android-app://')

const address = v.pipe(v.string(), v.maxLength(LIMITS.address), v.check(isText))

/** A page cuts its title to length, maybe in the middle of a character; that is no reason to refuse its visitor. */
const title = v.pipe(
  v.string(),
  v.maxLength(LIMITS.title),
  v.transform((text) => text.toWellFormed().replaceAll(/\p{Cc}+/gu, ' ')),
)

const page = v.pipe(
  strict({ url: v.pipe(address, v.check(isWebAddress)), title: v.exactOptional(title), referrer: v.exactOptional(address) }),
  v.transform(({ referrer, ...rest }) => (referrer !== undefined && isSource(referrer) ? { ...rest, referrer } : rest)),
)
export const pageRef: v.GenericSchema<unknown, PageRef> = page

export const draftsEnvelope = v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(LIMITS.draftsPerRequest))
export const parseMessageId = parser<MessageId>()(messageId)

export const credentials = {
  protocol: count,
  site: siteKey,
  token: v.pipe(v.string(), v.regex(TOKEN_PATTERN)),
} satisfies { [Field in keyof VisitorCredentials]: v.GenericSchema<unknown, VisitorCredentials[Field]> }

export const language = v.picklist(LANGUAGES)

export const said = v.pipe(v.string(), v.maxLength(LIMITS.identityField), v.check(isText))
const attributeName = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.identityField), v.check(isText))
const attributeValue = v.pipe(v.string(), v.maxLength(LIMITS.attributeValue), v.check(isText))
export const tags = v.pipe(v.array(v.pipe(v.string(), v.maxLength(LIMITS.tag), v.check((text) => isText(text) && text.trim() !== ''))), v.maxLength(LIMITS.tags))
export const identity = strict({
  id: v.exactOptional(v.pipe(said, v.minLength(1))),
  tags: v.exactOptional(tags),
  proof: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.proof), v.regex(/^[\w-]+(\.[\w-]+){2}$/, 'proof_invalid'))),
  name: v.exactOptional(said),
  email: v.exactOptional(said),
  phone: v.exactOptional(said),
  attributes: v.exactOptional(
    v.pipe(
      v.unknown(),
      v.check((input) => !Array.isArray(input)),
      v.record(attributeName, attributeValue),
      v.check((attributes) => Object.keys(attributes).length <= LIMITS.attributes),
    ),
  ),
}) satisfies v.GenericSchema<unknown, Identity>
