/** What a page may send besides the talk: presence frames, by socket or by POST, and who the visitor says to be. */
import * as v from 'valibot'
import type { IdentifyRequest, PresenceFromPage, VisitorCredentials } from '@foyer/sdk/protocol'
import { credentials, identity, language, pageRef } from './fields.ts'
import { parser, strict } from './parse.ts'

/** A poll brings what has gathered since the last one, and that is little. */
const FRAMES_PER_POLL = 50

const frame = v.variant('type', [
  v.strictObject({ type: v.literal('hello'), ...credentials, page: pageRef, language }),
  v.strictObject({ type: v.literal('page'), page: pageRef }),
  v.strictObject({ type: v.literal('still') }),
  v.strictObject({ type: v.literal('leave') }),
])

export const parseFrame = parser<PresenceFromPage>()(frame)
export const parseFrames = parser<PresenceFromPage[]>()(v.pipe(v.array(frame), v.minLength(1), v.maxLength(FRAMES_PER_POLL)))

export const parseCredentials = parser<VisitorCredentials>()(strict(credentials))
export const parseIdentify = parser<IdentifyRequest>()(strict({ ...credentials, identity }))
