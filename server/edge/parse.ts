/**
 * From `unknown` to our types. The wire's interfaces are hand-written, for they are the documents; a schema must yield
 * exactly what they say, in both directions, or this does not compile.
 *
 * A schema's issue carries an error code as its message where the code is not `invalid_input`. What the client sent is
 * never repeated to it, except the name of the field.
 */
import * as v from 'valibot'
import { ERRORS, FORM_ERRORS, TALK_ERRORS, fail, failForm, failTalk, ok } from '@foyer/sdk/protocol'
import type { Failure, FormErrorCode, Result, TalkErrorCode } from '@foyer/sdk/protocol'

export type Parse<T> = (input: unknown) => Result<T>

/** Deeper than any request of ours; a body of brackets alone must not cost a stack. */
const DEEPEST = 14
/** Characters of a field's name in an answer. */
const FIELD_LENGTH = 100

type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Plain<T[Key]> }
      : T
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** `parser<SyncRequest>()(schema)`: the second call is there so that the compiler can compare the two types. */
export const parser =
  <Expected>() =>
  <Schema extends v.GenericSchema<unknown, Expected>>(
    schema: Schema,
    ..._check: Same<Plain<v.InferOutput<Schema>>, Plain<Expected>> extends true ? [] : ['the schema and the protocol differ']
  ): Parse<Expected> =>
  (input) => {
    const foreign = foreignField(input, '', 0)
    if (foreign !== undefined) return invalid(foreign)
    const parsed = v.safeParse(schema, input, { abortEarly: true })
    return parsed.success ? ok(parsed.output) : failureOf(parsed.issues[0])
  }

/** An object of exactly these fields: others are refused, and an array is not an object. */
export const strict = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    v.unknown(),
    v.check((input) => !Array.isArray(input)),
    v.strictObject(entries),
  )

/**
 * A place in the input that JSON from a client of ours never has: what every object inherits (`__proto__`, which
 * `JSON.parse` makes an own property, `constructor`, `toString` …), an instance of a class (a binary packet), or a
 * depth without reason. Schemas look up known fields with `in` and would pass over the inherited names.
 */
function foreignField(input: unknown, path: string, depth: number): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  if (depth > DEEPEST) return path
  if (!Array.isArray(input)) {
    const prototype: unknown = Object.getPrototypeOf(input)
    if (prototype !== Object.prototype && prototype !== null) return path
  }
  for (const key of Object.keys(input)) {
    const at = path === '' ? key : `${path}.${key}`
    if (!Array.isArray(input) && (key in Object.prototype || key === 'prototype')) return at
    const found = foreignField(input[key as keyof typeof input], at, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

const invalid = (field: string): Failure => (field === '' ? fail('invalid_input') : fail('invalid_input', { field: field.slice(0, FIELD_LENGTH) }))

function failureOf(issue: v.BaseIssue<unknown>): Failure {
  const field = (v.getDotPath(issue) ?? '').slice(0, FIELD_LENGTH)
  const detail = field === '' ? {} : { field }
  if (Object.hasOwn(FORM_ERRORS, issue.message)) return failForm(issue.message as FormErrorCode, detail)
  if (Object.hasOwn(TALK_ERRORS, issue.message)) return failTalk(issue.message as TalkErrorCode, detail)
  return fail(Object.hasOwn(ERRORS, issue.message) ? (issue.message as keyof typeof ERRORS) : 'invalid_input', detail)
}

/** `field` as seen from further out: `id` of the third draft is `drafts.2.id`. */
export const within = (failure: Failure, path: string): Failure => ({ ...failure, field: failure.field === undefined ? path : `${path}.${failure.field}` })
