/** What comes with an upload (`sdk/protocol/talk-paths.ts`), parsed: what the file is said to be, whose it is, and where a piece belongs. */
import * as v from 'valibot'
import { CREDENTIALS_HEADER, OFFSET_HEADER, PROTOCOL, fail, ok } from '@foyer/sdk/protocol'
import type { FileDescription, FileId, MemberUploadRequest, Result, UploadRequest, VisitorCredentials } from '@foyer/sdk/protocol'
import { count, credentials, id } from './fields.ts'
import { parser, strict } from './parse.ts'

/** Of a path that some browsers say; it is shortened to the name before it is kept. */
const LONGEST_NAME = 4_096
const LONGEST_TYPE = 200
/** A voice message of a day is none. */
const LONGEST_MS = 24 * 60 * 60 * 1000

const file = strict({
  name: v.pipe(v.string(), v.maxLength(LONGEST_NAME)),
  type: v.pipe(v.string(), v.maxLength(LONGEST_TYPE)),
  size: count,
  durationMs: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(LONGEST_MS))),
}) satisfies v.GenericSchema<unknown, FileDescription>

export const parseUpload = parser<UploadRequest>()(strict({ ...credentials, file }))
export const parseMemberUpload = parser<MemberUploadRequest>()(strict({ file }))

const parseCredentials = parser<VisitorCredentials>()(strict(credentials))

export const isFileId = (said: string): boolean => v.is(id<FileId>(), said)

/** `<site key>:<token>` */
export function parseCredentialsHeader(headers: Headers): Result<VisitorCredentials> {
  const [site, token] = headers.get(CREDENTIALS_HEADER)?.split(':') ?? []
  const parsed = parseCredentials({ protocol: PROTOCOL, site, token })
  return parsed.ok ? parsed : fail('invalid_input', { field: CREDENTIALS_HEADER })
}

export function parseOffset(headers: Headers): Result<number> {
  const said = headers.get(OFFSET_HEADER) ?? ''
  return /^\d{1,12}$/.test(said) ? ok(Number(said)) : fail('invalid_input', { field: OFFSET_HEADER })
}
