/** What bots are asked and may answer (AR-5), and what is right about how they are set up. */
import { failForm } from '@foyer/sdk/protocol'
import type { AgentPart, BotDraft, ConversationId, Failure, FilePart, GroupId, Language, LogEvent, Part } from '@foyer/sdk/protocol'
import { eachOf, firstWrong, needed } from '../forms/rules.ts'

export const MOST_BOTS = 20
/** Display units of a bot's name. */
export const BOT_NAME_UNITS = 40
export const TIMEOUT_SECONDS = { least: 1, most: 30 } as const
/** A question is asked so often before a human gets the conversation. */
export const MOST_TRIES = 3
/** The pause after the first try; after the second it is four times as long. */
export const BACKOFF_MS = 1_000
/** Messages that a bot is told, the last ones. */
export const MESSAGES_TOLD = 20
/** Bytes of an answer. */
export const ANSWER_BYTES = 256 * 1024
/** Messages of one answer. */
export const MOST_ANSWERS = 10

/** What is posted to a bot, as JSON. */
export interface BotQuestion {
  readonly conversationId: ConversationId
  /** Of the visitor's browser. */
  readonly language?: Language
  /** Oldest first; the last one is what is to be answered. */
  readonly messages: readonly { readonly from: 'visitor' | 'agent' | 'machine'; readonly at: number; readonly parts: readonly Part[] }[]
}

/** A picture or another file, fetched from where it is: `https:`, public, at most `LIMITS.fileBytes`. */
export interface BotFilePart {
  readonly type: 'file'
  readonly url: string
  /** With its ending. Default: the end of the address. */
  readonly name?: string
}

/** What a bot answers. `handOver`: a human gets the conversation, after what is said here. */
export interface BotAnswer {
  readonly messages: readonly { readonly parts: readonly (Exclude<AgentPart, FilePart> | BotFilePart)[] }[]
  readonly handOver?: boolean
}

/** What a bot answers, with its files here. */
export interface ReadyAnswer {
  readonly messages: readonly { readonly parts: readonly AgentPart[] }[]
  readonly handOver?: boolean
}

/** Bots whose files are fetched at once: each is in memory until it is looked at. */
export const FETCHES_AT_ONCE = 4
/** For all files of an answer together, and then for looking at them. */
export const FETCH_WITHIN_MS = 20_000
/** So long after an answer with files the question is asked again, should the server that fetches them have died. */
export const FILES_WITHIN_MS = 90_000

export const toldMessage = ({ from, at, parts }: Extract<LogEvent, { type: 'message' }>): BotQuestion['messages'] => [{ from: from.kind, at, parts }]

/** An address that may be one: by TLS, without a name and password in it. Where it leads, the network says. */
export function checkBotAddress(address: string): Failure | undefined {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:') return failForm('bad_address', { field: 'address', message: 'A bot has an address that begins with https://.' })
  return url.username || url.password ? failForm('bad_address', { field: 'address', message: 'There is a name or a password in this address. The signature says who asks.' }) : undefined
}

/** What is wrong with a bot, by the first field that is. */
export function checkBot({ name, address, timeoutSeconds, groupIds }: BotDraft, known: { readonly names: readonly string[]; readonly groupIds: readonly GroupId[] }): Failure | undefined {
  const { least, most } = TIMEOUT_SECONDS
  return firstWrong([
    () => needed('name', name, BOT_NAME_UNITS),
    () => (known.names.includes(name) ? failForm('name_taken', { field: 'name' }) : undefined),
    () => checkBotAddress(address),
    () => (Number.isInteger(timeoutSeconds) && timeoutSeconds >= least && timeoutSeconds <= most ? undefined : failForm('out_of_range', { field: 'timeoutSeconds' })),
    () => eachOf('groupIds', groupIds, (id) => known.groupIds.includes(id), (field) => failForm('receiver_gone', { field })),
  ])
}
