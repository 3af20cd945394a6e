/** What a page may send besides the talk: presence frames, by socket or by POST, who the visitor is, and what it tells of them. */
import * as v from 'valibot'
import { LIMITS } from '@foyer/sdk/protocol'
import type { IdentifyRequest, PresenceFromPage, TrackRequest, VisitorCredentials } from '@foyer/sdk/protocol'
import { credentials, id, identity, isText, language, pageRef } from './fields.ts'
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

/** Only strings can hold what is no text; everything else that JSON has is harmless. */
const isPlain = (value: unknown): boolean =>
  typeof value === 'string' ? isText(value) : typeof value !== 'object' || value === null || Object.entries(value).every(([name, inner]) => isText(name) && isPlain(inner))

const eventData = v.pipe(
  v.unknown(),
  v.check((input) => !Array.isArray(input)),
  v.record(v.string(), v.unknown()),
  v.check((data) => JSON.stringify(data).length <= LIMITS.eventData && isPlain(data)),
)
const eventName = v.pipe(v.string(), v.maxLength(LIMITS.eventName), v.check((name) => isText(name) && name.trim() !== ''))

export const parseTrack = parser<TrackRequest>()(strict({ ...credentials, event: strict({ id: id<string>(), name: eventName, data: v.exactOptional(eventData) }) }))
