/** What the console may send of the chat window and of the workspace's own words, parsed; see `settings-requests.ts`. */
import * as v from 'valibot'
import { FIELD_KINDS, LANGUAGES, LIMITS } from '@foyer/sdk/protocol'
import type { Language, TextsChange, TranscriptRequest, WindowChange } from '@foyer/sdk/protocol'
import { count, credentials, isText, language, said } from './fields.ts'
import { parser, strict } from './parse.ts'

/** Longer than every limit; a form says more exactly what is too long. */
const LONGEST = 2_000
const MOST_ENTRIES = 500

const text = v.pipe(v.string(), v.maxLength(LONGEST, 'too_long'), v.check(isText), v.trim())
const line = v.pipe(
  text,
  v.transform((written) => written.replaceAll(/\s+/g, ' ')),
)
const list = <Item extends v.GenericSchema<unknown, unknown>>(item: Item) => v.pipe(v.array(item), v.maxLength(MOST_ENTRIES, 'too_long'))
const whole = v.pipe(v.number(), v.safeInteger())

export const parseWindowChange = parser<WindowChange>()(
  strict({
    revision: count,
    rules: strict({
      files: strict({ isOn: v.boolean(), most: whole, endings: list(line) }),
      offersVoice: v.boolean(),
      offersLocation: v.boolean(),
      showsTyping: v.boolean(),
      form: strict({
        isOn: v.boolean(),
        title: line,
        fields: list(strict({ kind: v.picklist(FIELD_KINDS), label: line, isRequired: v.boolean(), options: v.exactOptional(list(line)) })),
        consent: strict({ isOn: v.boolean(), text, address: line }),
      }),
      masks: strict({ cards: v.boolean(), patterns: list(line) }),
      hasSound: v.boolean(),
      reachDays: whole,
      mailAfterMinutes: whole,
    }),
  }),
)

/** Names as the tables of words have them: `status.sent`, `reception.act.web-chat`. */
const textName = v.pipe(v.string(), v.regex(/^[a-z][\w-]*(\.[a-z][\w-]*){0,4}$/i), v.maxLength(LIMITS.label))
const own = v.pipe(
  v.unknown(),
  v.check((input) => !Array.isArray(input)),
  v.record(textName, text),
)
const texts = strict(Object.fromEntries(LANGUAGES.map((one) => [one, v.exactOptional(own)])) as Record<Language, v.ExactOptionalSchema<typeof own, undefined>>)
export const parseTextsChange = parser<TextsChange>()(strict({ revision: count, texts }))

export const parseTranscript = parser<TranscriptRequest>()(
  strict({ ...credentials, language, timeZone: v.pipe(v.string(), v.maxLength(LIMITS.label)), email: v.exactOptional(said) }),
)
