/**
 * Asks bots (AR-5). A due deadline is one try: it is written down before the question goes out, so that a server that dies
 * at it leaves the next try to another. The asking itself holds up no other deadline.
 */
import { failForm } from '@foyer/sdk/protocol'
import type { AgentPart, Failure } from '@foyer/sdk/protocol'
import type { Change } from '../conversations/change.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { parseBotAnswer } from '../edge/reply-requests.ts'
import type { FileService } from '../files/service.ts'
import { createGate } from '../images/gate.ts'
import type { Log } from '../logging/events.ts'
import type { Store } from '../store/store.ts'
import { fetchFile } from './files.ts'
import { THE_INTERNET, post, signatureOf } from './post.ts'
import type { Outside } from './post.ts'
import { FETCHES_AT_ONCE, FETCH_WITHIN_MS, checkBotAddress } from './rules.ts'
import type { BotAnswer, BotFilePart, ReadyAnswer } from './rules.ts'
import { askBot, botAnswered, botFailed, botHasFiles } from './store.ts'
import type { AskBot, BotTicket } from './store.ts'

export interface BotPorts {
  readonly store: Store
  /** Takes what bots answer with. */
  readonly files: Pick<FileService, 'take' | 'drop'>
  readonly log: Log
  /** Milliseconds since 1970. */
  now(): number
  /** A whole number of 32 bits. */
  randomSeed(): number
  /** Tells everybody whom a change concerns, after its commit. */
  tell(change: Change): void
  /** Doubles for what lies outside. Default: the real one. */
  readonly outside?: Outside
}

/** Questions that are out at once. Who waits longer for a turn than the bot has time is received by a human. */
const AT_ONCE = 64
/** Looking a name up while somebody waits for a form. */
const LOOK_UP_WITHIN_MS = 5_000

export function createBotService({ store, files, log, now, randomSeed, tell, outside = THE_INTERNET }: BotPorts) {
  const inTurn = createGate(AT_ONCE)
  const fetchInTurn = createGate(FETCHES_AT_ONCE)
  const atWork = new Set<Promise<void>>()
  const stopping = new AbortController()

  async function ask({ bot, secret, question, delivery, ticket }: AskBot): Promise<void> {
    const signal = AbortSignal.any([AbortSignal.timeout(bot.timeoutSeconds * 1_000), stopping.signal])
    const body = JSON.stringify(question)
    const headers = { 'foyer-signature': signatureOf(secret, body, Math.floor(now() / 1_000)), 'foyer-delivery': delivery }
    const { conversationId } = ticket
    let answer: ReadyAnswer | undefined
    try {
      const answered = parseBotAnswer(await inTurn(() => post({ address: bot.address, body, headers, signal }, outside)))
      if (!answered.ok) log('bot-failed', { conversationId, code: answered.code, count: ticket.tries })
      else if (!(answer = await withFiles(answered.value, ticket))) return
    } catch (error) {
      // Taken up by whoever comes after: its deadline stands.
      if (stopping.signal.aborted) return
      log('bot-failed', { conversationId, reason: signal.aborted && !isPrivate(error) ? 'timeout' : reasonOf(error), count: ticket.tries })
    }
    if (stopping.signal.aborted) return
    const chance = { now: now(), seed: randomSeed() }
    const change = answer ? await store.run(botAnswered, { ticket, answer, ...chance }) : await store.run(botFailed, { ticket, ...chance })
    if (change) tell(change)
    // Nobody waits for it any more: nor for its files.
    else for (const part of answer?.messages.flatMap(({ parts }) => parts) ?? []) if (part.type === 'file') await files.drop(part.file.id, { kind: 'machine' })
  }

  /** An answer with its files here; where one cannot be had, or is none that is taken, its address stands. `undefined`: nobody waits for it any more. */
  async function withFiles({ messages, ...rest }: BotAnswer, ticket: BotTicket): Promise<ReadyAnswer | undefined> {
    if (!messages.some(({ parts }) => parts.some(({ type }) => type === 'file'))) return { ...rest, messages: messages as ReadyAnswer['messages'] }
    if (!(await store.run(botHasFiles, { ticket, now: now() }))) return undefined
    const signal = AbortSignal.any([AbortSignal.timeout(FETCH_WITHIN_MS), stopping.signal])
    const partOf = async (part: BotAnswer['messages'][number]['parts'][number]): Promise<AgentPart> => (part.type === 'file' ? fileOf(part, ticket, signal) : part)
    return { ...rest, messages: await Promise.all(messages.map(async ({ parts }) => ({ parts: await Promise.all(parts.map(partOf)) }))) }
  }

  async function fileOf(part: BotFilePart, { workspaceId, conversationId }: BotTicket, signal: AbortSignal): Promise<AgentPart> {
    try {
      const taken = await fetchInTurn(async () => {
        const { name, bytes } = await fetchFile(part, signal, outside)
        return files.take(workspaceId, name, bytes)
      })
      if (taken.ok) return { type: 'file', file: taken.value }
      log('bot-file-refused', { conversationId, code: taken.code })
    } catch (error) {
      // Whoever has no way there has none for the visitor either.
      if (isPrivate(error)) throw error
      log('bot-file-refused', { conversationId, reason: signal.aborted ? 'timeout' : reasonOf(error) })
    }
    return { type: 'text', text: part.name ? `${part.name}: ${part.url}` : part.url }
  }

  return {
    /** A bot is to be asked, or has not answered in time. Resolves when the question is on its way. */
    async due(deadline: ClaimedDeadline): Promise<void> {
      const due = await store.run(askBot, { deadline, now: now(), seed: randomSeed() })
      if (!due) return
      if ('change' in due) return tell(due.change)
      const asking = ask(due.ask)
        .catch((error: unknown) => log('effect-failed', { route: 'bots', error }))
        .finally(() => atWork.delete(asking))
      atWork.add(asking)
    },

    /** What is wrong with the address of a bot, where it leads included. */
    async checkAddress(address: string): Promise<Failure | undefined> {
      const wrong = checkBotAddress(address)
      if (wrong) return wrong
      const url = new URL(address)
      try {
        const late = new Promise<never>((_, reject) => void setTimeout(reject, LOOK_UP_WITHIN_MS, new Error('late')).unref())
        return (await Promise.race([outside.placeOf(url), late])) === undefined ? failForm('address_private', { field: 'address' }) : undefined
      } catch {
        return failForm('bad_address', { field: 'address', message: `There is no ${url.hostname} that could be found.` })
      }
    },

    /** Resolves when what is out has come to its end. */
    settled: async (): Promise<void> => void (await Promise.all(atWork)),

    /** Asks no more, and lets go of what is out. */
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all(atWork)
    },
  }
}

export type BotService = ReturnType<typeof createBotService>

const isPrivate = (error: unknown): boolean => error instanceof Error && error.message === 'private'

/** A code of the system or our own word: never what came from outside. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (typeof code === 'string') return code
  return error instanceof SyntaxError || error instanceof TypeError ? 'unreadable' : /^(private|upgrade|too large|status \d{3})$/.test(message) ? message : 'failed'
}
