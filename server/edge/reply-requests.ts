/** What the console may send of greetings, automatic replies and bots, and what a bot may answer, parsed; see `settings-requests.ts`. */
import * as v from 'valibot'
import { LANGUAGES, LIMITS } from '@foyer/sdk/protocol'
import type { AgentGreetingChange, BotChange, BotDraft, GreetingsChange, GroupId, Language, Part, RepliesChange, ReplyFilesRequest, ReplyTestRequest } from '@foyer/sdk/protocol'
import type { BotAnswer } from '../bots/rules.ts'
import { MOST_ANSWERS, checkBotAddress } from '../bots/rules.ts'
import { count, id, isText, receiver } from './fields.ts'
import { parser, strict } from './parse.ts'
import { agentPart } from './parts.ts'
import { fileIds } from './visitor-requests.ts'

/** Longer than every limit in display units; a form says more exactly what is too long. */
const LONGEST = 2_000
/** Entries of a list that are read at all; a form refuses fewer. */
const MOST_ENTRIES = 500
const MOST_RULES = 20_000

const text = v.pipe(v.string(), v.maxLength(LONGEST, 'too_long'), v.check(isText), v.trim())
const line = v.pipe(
  text,
  v.transform((said) => said.replaceAll(/\s+/g, ' ')),
)
const list = <Item extends v.GenericSchema<unknown, unknown>>(item: Item, most = MOST_ENTRIES) => v.pipe(v.array(item), v.maxLength(most, 'too_long'))

const greeting = strict({ online: text, offline: text })
/** By id. */
const greetings = v.pipe(
  v.unknown(),
  v.check((input) => !Array.isArray(input)),
  v.record(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)), greeting),
  v.check((given) => Object.keys(given).length <= MOST_RULES, 'too_long'),
)
export const parseGreetingsChange = parser<GreetingsChange>()(
  strict({ revision: count, isOn: v.boolean(), workspace: greeting, groups: greetings, components: greetings }) as unknown as v.GenericSchema<unknown, GreetingsChange>,
)
export const parseAgentGreetingChange = parser<AgentGreetingChange>()(strict({ revision: count, greeting }))

const answer = strict({
  parts: v.pipe(v.array(agentPart as v.GenericSchema<unknown, Part>), v.maxLength(LIMITS.parts, 'too_long')),
  leadsTo: v.exactOptional(v.union([v.literal('group'), receiver, v.strictObject({ kind: v.literal('bot'), botId: id<string>() })])),
})
const fallback = strict({ isOn: v.boolean(), answer })
const words = v.exactOptional(list(line))
const replies = {
  rules: list(
    strict({
      id: id<string>(),
      name: line,
      keywords: list(line),
      matching: v.picklist(['contains', 'equals', 'starts-with']),
      isOn: v.boolean(),
      speaksWhenHeld: v.boolean(),
      answer,
    }),
    MOST_RULES,
  ),
  first: fallback,
  noMatch: fallback,
  humanWords: strict(Object.fromEntries(LANGUAGES.map((one) => [one, words])) as Record<Language, typeof words>),
}
export const parseRepliesChange = parser<RepliesChange>()(strict({ revision: count, ...replies }))
export const parseReplyTest = parser<ReplyTestRequest>()(
  strict({ text: v.pipe(v.string(), v.maxLength(LIMITS.textLength, 'too_long'), v.check(isText)), isFirst: v.boolean(), isHeld: v.boolean(), rules: v.exactOptional(strict(replies)) }),
)

export const parseReplyFiles = parser<ReplyFilesRequest>()(strict({ ids: fileIds }))

const bot = strict({ name: line, address: line, timeoutSeconds: v.number(), groupIds: list(id<GroupId>()), isOn: v.boolean() })
export const parseBotDraft = parser<BotDraft>()(bot)
export const parseBotChange = parser<BotChange>()(strict({ revision: count, draft: bot }))

const fileOfBot = strict({
  type: v.literal('file'),
  url: v.pipe(v.string(), v.maxLength(LIMITS.address), v.check((address) => isText(address) && checkBotAddress(address) === undefined, 'bad_address')),
  name: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.fileName), v.check(isText))),
}) as unknown as v.GenericSchema<unknown, SaidByBot>
const isFile = (input: unknown): boolean => typeof input === 'object' && input !== null && 'type' in input && input.type === 'file'
const saidByBot = v.lazy((input) => (isFile(input) ? fileOfBot : (agentPart as unknown as v.GenericSchema<unknown, SaidByBot>)))
type SaidByBot = BotAnswer['messages'][number]['parts'][number]
export const parseBotAnswer = parser<BotAnswer>()(
  strict({
    messages: v.pipe(v.array(strict({ parts: v.pipe(v.array(saidByBot), v.minLength(1), v.maxLength(LIMITS.parts)) })), v.maxLength(MOST_ANSWERS)),
    handOver: v.exactOptional(v.boolean()),
  }),
)
