/**
 * Links to the hosted page of a survey (SV-1). What a link says, the conversation and until when it holds, is signed; who
 * has it may answer for the visitor it was given to, and nothing in it is about anybody.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ConversationId } from '@foyer/sdk/protocol'

export interface SurveyLink {
  readonly conversationId: ConversationId
  /** Milliseconds since 1970. */
  readonly until: number
}

export interface SurveyLinks {
  /** Path of the page. */
  pathOf(link: SurveyLink): string
  /** What a token says; `undefined` if it is not ours. Whether it still holds, is asked of the conversation. */
  read(token: string): SurveyLink | undefined
}

export const SURVEY_ROUTE = '/s/:token'
const TOKEN = /^(([\w-]{1,64})\.([\da-z]{1,11}))\.([\w-]{43})$/

/** Whether an address looks like one of the hosted page. */
export const isSurveyLink = (address: string): boolean => TOKEN.test(address.split('/s/').at(-1)!)

export function createSurveyLinks(secret: string): SurveyLinks {
  // A key of its own: what is signed for files must never pass for this.
  const key = createHmac('sha256', secret).update('survey links').digest()
  const signOf = (said: string) => createHmac('sha256', key).update(said).digest('base64url')
  return {
    pathOf({ conversationId, until }) {
      const said = `${conversationId}.${until.toString(36)}`
      return `/s/${said}.${signOf(said)}`
    },
    read(token) {
      const [, said = '', id = '', until = '', sign = ''] = TOKEN.exec(token) ?? []
      const isOurs = sign !== '' && timingSafeEqual(Buffer.from(signOf(said)), Buffer.from(sign))
      return isOurs ? { conversationId: id as ConversationId, until: Number.parseInt(until, 36) } : undefined
    },
  }
}
