/** Bots in the database, and the conversations that wait with one (AR-5). */
import { fail, failForm, ok } from '@foyer/sdk/protocol'
import type { BotChange, BotDraft, BotRecord, ConversationId, GroupId, Language, LogEvent, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { changeOf } from '../conversations/change.ts'
import type { Change } from '../conversations/change.ts'
import { append, takeConversation } from '../conversations/log.ts'
import type { Conversation, Entry } from '../conversations/log.ts'
import { messageIdOf } from '../conversations/message-id.ts'
import { armDeadline, cancelDeadline, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { attachFiles } from '../files/store.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { BotRow } from '../store/schema.ts'
import { giveToHuman } from '../replies/human.ts'
import { BACKOFF_MS, FILES_WITHIN_MS, MESSAGES_TOLD, MOST_BOTS, MOST_TRIES, checkBot, toldMessage } from './rules.ts'
import type { BotQuestion, ReadyAnswer } from './rules.ts'

const botsOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('bots').selectAll().where('workspace_id', '=', p.workspaceId).orderBy('created_at').orderBy('id'))
const botById = prepare((p: { id: string; workspaceId: WorkspaceId }) => db.selectFrom('bots').selectAll().where('id', '=', p.id).where('workspace_id', '=', p.workspaceId))
const insertBot = prepareInsert('bots', ['id', 'workspace_id', 'draft', 'secret', 'revision', 'created_at'])
const keepBot = prepare((p: { id: string; draft: string; revision: number }) => db.updateTable('bots').set({ draft: p.draft, revision: p.revision }).where('id', '=', p.id))
const botOfConversation = prepare((p: { id: ConversationId }) => db.selectFrom('conversations').select(['bot_id', 'bot_tries']).where('id', '=', p.id))
const setBot = prepare((p: { id: ConversationId; botId: string; tries: number }) => db.updateTable('conversations').set({ bot_id: p.botId, bot_tries: p.tries }).where('id', '=', p.id))
const conversationsWith = prepare((p: { botId: string; workspaceId: WorkspaceId }) =>
  db.selectFrom('conversations').select('id').where('workspace_id', '=', p.workspaceId).where('status', '=', 'waiting').where('bot_id', '=', p.botId),
)
const lastMessages = prepare((p: { id: ConversationId; limit: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('type', '=', 'message').orderBy('seq', 'desc').limit(p.limit),
)
const languageOf = prepare((p: { id: Conversation['visitor_id'] }) => db.selectFrom('visitors').select('language').where('id', '=', p.id))

const recordOf = ({ id, draft, revision }: BotRow): BotRecord => ({ ...(JSON.parse(draft) as BotDraft), id, revision })

interface OfWorkspace {
  readonly workspaceId: WorkspaceId
}

export const readBots = procedure('bots.read', function* ({ workspaceId }: OfWorkspace): Work<readonly BotRecord[]> {
  return (yield* rows(botsOfWorkspace, { workspaceId })).map(recordOf)
})

function* wrongDraft(draft: BotDraft, others: readonly BotRow[], workspaceId: WorkspaceId) {
  const names = others.map((row) => recordOf(row).name)
  const groups = yield* rows(db.selectFrom('groups').select('id').where('workspace_id', '=', workspaceId).where('deleted_at', 'is', null))
  return checkBot(draft, { names, groupIds: groups.map(({ id }) => id) })
}

/** `secret` signs what is sent to it; it is told to nobody again. Its address has been looked at. */
export const makeBot = procedure('bots.make', function* (input: OfWorkspace & { id: string; draft: BotDraft; secret: string; now: number }): Work<Result<BotRecord>> {
  const { workspaceId, id, draft, secret, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const others = yield* rows(botsOfWorkspace, { workspaceId })
  if (others.length >= MOST_BOTS) return failForm('too_long', { message: `A workspace has at most ${MOST_BOTS} bots.` })
  const wrong = yield* wrongDraft(draft, others, workspaceId)
  if (wrong) return wrong
  const row = { id, workspace_id: workspaceId, draft: JSON.stringify(draft), secret, revision: 1, created_at: now }
  yield* run(insertBot, row)
  return ok(recordOf(row))
})

export const changeBot = procedure('bots.change', function* (input: OfWorkspace & { id: string; change: BotChange; now: number }): Work<Result<BotRecord>> {
  const { workspaceId, id, change: { revision, draft }, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const all = yield* rows(botsOfWorkspace, { workspaceId })
  const row = all.find((one) => one.id === id)
  if (!row) return fail('not_found')
  if (row.revision !== revision) return failForm('changed_meanwhile')
  const wrong = yield* wrongDraft(draft, all.filter((one) => one !== row), workspaceId)
  if (wrong) return wrong
  const changed = { ...row, draft: JSON.stringify(draft), revision: revision + 1 }
  yield* run(keepBot, changed)
  if (!draft.isOn) yield* letGo(id, workspaceId, now)
  return ok(recordOf(changed))
})

/** Takes a bot away. What waits with it comes to humans. */
export const deleteBot = procedure('bots.delete', function* (input: OfWorkspace & { id: string; now: number }): Work<Result<null>> {
  const { workspaceId, id, now } = input
  yield* lock(`workspace:${workspaceId}`)
  if ((yield* run(db.deleteFrom('bots').where('id', '=', id).where('workspace_id', '=', workspaceId))) === 0) return fail('not_found')
  yield* letGo(id, workspaceId, now)
  return ok(null)
})

/** Each is looked at by itself, and then given to a human: here no thread is held. */
function* letGo(botId: string, workspaceId: WorkspaceId, now: number): Work<void> {
  for (const { id } of yield* rows(conversationsWith, { botId, workspaceId })) yield* armDeadline({ kind: 'bot-asked', subject: id, workspaceId, dueAt: now })
}

/** The bot of this id, if it answers. */
export function* findBot(id: string, workspaceId: WorkspaceId): Work<BotRecord | undefined> {
  const row = yield* first(botById, { id, workspaceId })
  const bot = row && recordOf(row)
  return bot?.isOn ? bot : undefined
}

/** The bot that answers first in a group, of all of a workspace. */
export function* botsByGroup(workspaceId: WorkspaceId): Work<(groupId: GroupId) => BotRecord | undefined> {
  const bots = (yield* rows(botsOfWorkspace, { workspaceId })).map(recordOf)
  return (groupId) => bots.find(({ isOn, groupIds }) => isOn && groupIds.includes(groupId))
}

/** With which bot a conversation waits. */
export function* botWith(id: ConversationId): Work<string | undefined> {
  return (yield* first(botOfConversation, { id }))?.bot_id ?? undefined
}

/** Gives a conversation that waits to a bot. `isAsked`: it has something to answer. The caller holds the thread. */
export function* giveToBot({ id, workspace_id: workspaceId }: Conversation, botId: string, isAsked: boolean, now: number): Work<void> {
  yield* run(setBot, { id, botId, tries: 0 })
  if (!isAsked) yield* lock(`workspace:${workspaceId}`)
  // Who has nothing to ask it would not notice that it has just been taken away: then a human gets the conversation.
  if (isAsked || !(yield* findBot(botId, workspaceId))) yield* armDeadline({ kind: 'bot-asked', subject: id, workspaceId, dueAt: now })
}

export interface AskBot {
  readonly bot: BotRecord
  readonly secret: string
  readonly question: BotQuestion
  /** Names this question, the same at each try. */
  readonly delivery: string
  /** Of this try; an answer counts only while nothing has changed since. */
  readonly ticket: BotTicket
}
export interface BotTicket {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  readonly botId: string
  readonly tries: number
  /** The last message that the bot was told. */
  readonly upTo: number
}

interface Chance {
  readonly now: number
  /** Of the choice by chance (AL-4). */
  readonly seed: number
}

/**
 * A bot is to be asked, or has not answered in time. The deadline is set anew for when this try must be over, so that a
 * server that dies while it waits for an answer leaves the next try behind. After the last one a human gets the conversation.
 */
export const askBot = procedure('bots.ask', function* ({ deadline, now, seed }: Chance & { deadline: ClaimedDeadline }): Work<{ readonly ask: AskBot } | { readonly change: Change } | null> {
  const { workspaceId } = deadline
  const conversation = yield* takeConversation(deadline.subject as ConversationId, workspaceId)
  if (!conversation || !(yield* takeDeadline(deadline))) return null
  const { id: conversationId, head } = conversation
  const kept = yield* first(botOfConversation, { id: conversationId })
  if (head.state.status !== 'waiting' || !kept?.bot_id) return null
  const row = yield* first(botById, { id: kept.bot_id, workspaceId })
  const bot = row && recordOf(row)
  if (!row || !bot?.isOn || kept.bot_tries >= MOST_TRIES) return { change: yield* handOver(conversation, [], { now, seed }) }

  const tries = kept.bot_tries + 1
  yield* run(setBot, { id: conversationId, botId: row.id, tries })
  yield* armDeadline({ kind: 'bot-asked', subject: conversationId, workspaceId, dueAt: now + bot.timeoutSeconds * 1_000 + BACKOFF_MS })
  const events = (yield* rows(lastMessages, { id: conversationId, limit: MESSAGES_TOLD })).map(({ body }) => JSON.parse(body) as Extract<LogEvent, { type: 'message' }>)
  const language = ((yield* first(languageOf, { id: conversation.visitor_id }))?.language ?? undefined) as Language | undefined
  const upTo = events[0]?.seq ?? 0
  const question: BotQuestion = { conversationId, ...(language && { language }), messages: events.toReversed().flatMap(toldMessage) }
  return { ask: { bot, secret: row.secret, question, delivery: `${conversationId}:${upTo}`, ticket: { workspaceId, conversationId, botId: row.id, tries, upTo } } }
})

/** The conversation of a ticket, held, if it still waits for this very answer. */
function* takeAsked({ workspaceId, conversationId, botId, tries, upTo }: BotTicket): Work<Conversation | undefined> {
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (conversation?.head.state.status !== 'waiting') return undefined
  const kept = yield* first(botOfConversation, { id: conversationId })
  // Who wrote more meanwhile is answered to all of it: the bot is being asked anew.
  const isLast = (conversation.head.lastMessage?.seq ?? 0) === upTo
  return isLast && kept?.bot_id === botId && kept.bot_tries === tries ? conversation : undefined
}

/** A bot has answered with files, which are about to be fetched: the next try waits. `false`: nobody waits for this answer any more. */
export const botHasFiles = procedure('bots.has-files', function* ({ ticket, now }: { ticket: BotTicket; now: number }): Work<boolean> {
  if (!(yield* takeAsked(ticket))) return false
  yield* armDeadline({ kind: 'bot-asked', subject: ticket.conversationId, workspaceId: ticket.workspaceId, dueAt: now + FILES_WITHIN_MS })
  return true
})

/** What a bot has answered. It says it, and may hand over. */
export const botAnswered = procedure('bots.answered', function* ({ ticket, answer, now, seed }: Chance & { ticket: BotTicket; answer: ReadyAnswer }): Work<Change | null> {
  const conversation = yield* takeAsked(ticket)
  if (!conversation) return null
  const { id } = conversation
  yield* cancelDeadline('bot-asked', id)
  yield* run(setBot, { id, botId: ticket.botId, tries: 0 })
  const said: Entry[] = []
  for (const [index, message] of answer.messages.entries()) {
    const messageId = messageIdOf(`${id}:${ticket.upTo}:bot:${index}`, now)
    const parts = yield* attachFiles({ workspaceId: ticket.workspaceId, by: { kind: 'machine' }, conversationId: id, messageId, parts: message.parts })
    // Fetched so long ago that they have been taken away: what is left is said.
    const left = parts.ok ? parts.value : message.parts.filter(({ type }) => type !== 'file')
    if (left.length > 0) said.push({ happening: { type: 'message', id: messageId, from: { kind: 'machine' }, parts: left } })
  }
  if (answer.handOver) return yield* handOver(conversation, said, { now, seed })
  return said.length > 0 ? changeOf(conversation, yield* append(conversation, said, now)) : null
})

/** A try has failed: the next one comes after a pause that grows, or a human gets the conversation. */
export const botFailed = procedure('bots.failed', function* ({ ticket, now, seed }: Chance & { ticket: BotTicket }): Work<Change | null> {
  const conversation = yield* takeAsked(ticket)
  if (!conversation) return null
  if (ticket.tries >= MOST_TRIES) return yield* handOver(conversation, [], { now, seed })
  yield* armDeadline({ kind: 'bot-asked', subject: conversation.id, workspaceId: ticket.workspaceId, dueAt: now + BACKOFF_MS * 4 ** (ticket.tries - 1) })
  return null
})

function* handOver(conversation: Conversation, said: readonly Entry[], chance: Chance): Work<Change> {
  yield* cancelDeadline('bot-asked', conversation.id)
  const human = yield* giveToHuman(conversation, chance)
  const entries = [...said, ...human.entries]
  // It stands in the queue already: then nothing is added, and whoever serves it sees it again.
  if (entries.length === 0) return changeOf(conversation, { conversation: human.conversation, appended: { conversationId: conversation.id, events: [] } })
  return changeOf(conversation, yield* append(human.conversation, entries, chance.now))
}
