/**
 * Automatic replies where they happen (AR-1 to AR-5): inside the transaction that stores what a visitor wrote, so that a
 * message that comes twice is answered once. `RULES.md` says in words what is decided here.
 */
import type { ConversationId, FileId, GroupId, MessageDraft, Receiver, ReplyAnswer, StartContext, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Allocated } from '../allocation/store.ts'
import type { AllocationSnapshot } from '../allocation/rules.ts'
import { questionOf } from '../allocation/waiting.ts'
import { botWith, botsByGroup, findBot, giveToBot } from '../bots/store.ts'
import type { Conversation, Entry } from '../conversations/log.ts'
import { messageIdOf } from '../conversations/message-id.ts'
import { cancelDeadline } from '../deadlines/store.ts'
import { copyFiles } from '../files/store.ts'
import { greeted } from '../greetings/greet.ts'
import { hasGroup } from '../groups/store.ts'
import { WITH_MENU } from '../menus/waiting.ts'
import { prepared } from '../store/areas.ts'
import { fact } from '../store/facts.ts'
import { db, first, prepare, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { giveToHuman } from './human.ts'
import { QUIET_MS, asksForReply, askedText, compileReplies, decideReply, repliesOf } from './rules.ts'
import type { ReplyDecision } from './rules.ts'

const countOfThread = prepare((p: { threadId: ThreadId }) => db.selectFrom('threads').select('conversation_count as count').where('id', '=', p.threadId))
const markOf = prepare((p: { threadId: ThreadId; ruleId: string }) => db.selectFrom('reply_marks').select('at').where('thread_id', '=', p.threadId).where('rule_id', '=', p.ruleId))
const upsertMark = prepare((p: { threadId: ThreadId; ruleId: string; now: number }) =>
  db
    .insertInto('reply_marks')
    .values({ thread_id: p.threadId, rule_id: p.ruleId, at: p.now })
    .onConflict((conflict) => conflict.columns(['thread_id', 'rule_id']).doUpdateSet((row) => ({ at: row.ref('excluded.at') }))),
)

/** The rules of a workspace, made ready. */
export const compiledReplies = prepared('replies', (value: Parameters<typeof repliesOf>[0]) => compileReplies(repliesOf(value)))

/** Where a reply leads: to a human (`receiver` absent: as it would have gone), or to a bot. */
type Lead = { readonly kind: 'human'; readonly receiver?: Receiver } | { readonly kind: 'bot'; readonly botId: string }

interface Reply {
  readonly by: ReplyDecision['by']
  /** Names the message that it answers. */
  readonly messageId: string
  readonly parts: ReplyAnswer['parts']
  readonly lead: Lead | undefined
}

/** What the rules say to messages that are about to be stored. */
export interface Replies {
  readonly replies: readonly Reply[]
  readonly lead: Lead | undefined
  /** Something is left that nobody has answered: what a bot would be asked. */
  readonly isOpen: boolean
}

export interface FindReplies {
  readonly workspaceId: WorkspaceId
  readonly threadId: ThreadId
  /** The conversation that they will stand in, if it is open. */
  readonly open: Conversation | undefined
  readonly drafts: readonly MessageDraft[]
  /** From {@link compiledReplies}. */
  readonly compiled: ReturnType<typeof compileReplies>
  readonly now: number
}

/** Decides, and notes which rules have spoken. The caller holds the thread. */
export function* findReplies({ workspaceId, threadId, open, drafts, compiled, now }: FindReplies): Work<Replies> {
  const isHeld = open?.head.state.status === 'held'
  // Where only the menu has spoken so far, nobody has been written to before either.
  const isNew = !open || open.bot_id === WITH_MENU
  const isFirstTalk = isNew && compiled.replies.first.isOn && (yield* first(countOfThread, { threadId }))?.count === (open ? 1 : 0)
  const replies: Reply[] = []
  let isOpen = false
  for (const [index, { id, parts }] of drafts.entries()) {
    if (!asksForReply(parts)) continue
    const decision = decideReply(compiled, { text: askedText(parts), isFirst: isFirstTalk && index === 0, isHeld })
    isOpen ||= decision.by === 'first' || decision.by === 'no-match' || decision.by === 'nobody'
    const { by, rule, answer } = decision
    if (!answer || (by !== 'human-word' && !(yield* mayAnswer(rule?.id ?? by, threadId, now)))) continue
    replies.push({ by, messageId: id, parts: answer.parts, lead: isHeld ? undefined : yield* leadOf(answer, workspaceId) })
  }
  // Whoever asks for a human gets one, whatever else was said.
  const asked = replies.find(({ by }) => by === 'human-word') ?? replies.find(({ lead }) => lead !== undefined)
  return { replies, lead: asked?.lead, isOpen }
}

/** The same rule does not answer the same visitor twice within half a minute (AR-3). A clock that was put back holds up nobody. */
function* mayAnswer(ruleId: string, threadId: ThreadId, now: number): Work<boolean> {
  const mark = yield* first(markOf, { threadId, ruleId })
  if (mark && Math.abs(now - mark.at) < QUIET_MS) return false
  yield* run(upsertMark, { threadId, ruleId, now })
  return true
}

/** A group or a bot that is gone leads to a human as it would have gone. */
function* leadOf({ leadsTo }: ReplyAnswer, workspaceId: WorkspaceId): Work<Lead | undefined> {
  if (leadsTo === undefined) return undefined
  if (leadsTo === 'group') return { kind: 'human' }
  if (leadsTo.kind === 'bot') return (yield* findBot(leadsTo.botId, workspaceId)) ? leadsTo : { kind: 'human' }
  if (leadsTo.kind === 'group' && !(yield* hasGroup(leadsTo.groupId, workspaceId))) return { kind: 'human' }
  return { kind: 'human', receiver: leadsTo }
}

/** A new conversation's start, with the receiver to whom a reply leads. What the log says of the start stays as it was. */
export const leadStart = (start: StartContext | undefined, { lead }: Replies): StartContext | undefined =>
  lead?.kind === 'human' && lead.receiver ? { ...start, receiver: lead.receiver } : start

/** What to add to a log behind the visitor's messages, and with which bot the conversation waits from then on. */
export interface Received {
  /** In the group that it goes to. */
  readonly conversation: Conversation
  readonly entries: readonly Entry[]
  readonly botId?: string
  readonly isAsked?: boolean
  /** What was known when it was given to somebody, if it was. */
  readonly snapshot?: AllocationSnapshot
}

/** A new conversation: replies first, and then a bot, or a human by the rule, who greets (GR-1). */
export function* receiveNew(
  conversation: Conversation,
  found: Replies,
  { start, receiver, botOf, now, allocate }: {
    readonly start: StartContext | undefined
    readonly receiver: Receiver | undefined
    botOf(groupId: GroupId): { readonly id: string } | undefined
    readonly now: number
    allocate(): Work<Allocated>
  },
): Work<Received> {
  const { lead, isOpen } = found
  // Who wants one agent is not met by the bot of the group to which that counts.
  const isForHuman = lead?.kind === 'human' || receiver?.kind === 'agent'
  const botId = lead?.kind === 'bot' ? lead.botId : isForHuman ? undefined : botOf(conversation.group_id)?.id
  const said = yield* say(conversation, found, botId !== undefined, now)
  if (botId !== undefined) return { conversation, entries: said, botId, isAsked: isOpen || lead !== undefined }
  const { happening, snapshot, greeting } = yield* greeted(conversation, allocate(), now, start)
  return { conversation, entries: [...said, { happening }, ...greeting], snapshot }
}

/** An open conversation: who waits with a bot, or leads elsewhere by a reply, is received anew. */
export function* receiveMore(conversation: Conversation, found: Replies, { now, seed }: { readonly now: number; readonly seed: number }): Work<Received> {
  if (conversation.head.state.status !== 'waiting') return { conversation, entries: yield* say(conversation, found, false, now) }
  const { id } = conversation
  const { lead, isOpen } = found
  const before = conversation.bot_id ?? undefined
  // Whom only the menu has answered is received as if it began now (MN-4).
  const isNew = before === WITH_MENU
  const botId = lead?.kind === 'bot' ? lead.botId : lead ? undefined : isNew ? yield* firstBot(conversation, { now, seed }) : before
  const said = yield* say(conversation, found, botId !== undefined, now)
  if (botId !== undefined) return { conversation: { ...conversation, bot_id: botId }, entries: said, botId, isAsked: isOpen || lead !== undefined }
  // Who stands in the queue already keeps the place, unless it leads to somebody else.
  const receiver = lead?.kind === 'human' ? lead.receiver : undefined
  if ((!lead && !isNew) || (before === undefined && receiver === undefined)) return { conversation, entries: said }
  yield* cancelDeadline('bot-asked', id)
  const { entries, ...human } = yield* giveToHuman(conversation, { now, seed, ...(receiver && { receiver }) })
  return { ...human, entries: [...said, ...entries] }
}

/** The bot that answers first where a conversation waits. Who wants one agent is not met by it. */
function* firstBot(conversation: Conversation, chance: { readonly now: number; readonly seed: number }): Work<string | undefined> {
  const { receiver } = yield* questionOf(conversation, chance)
  return receiver.kind === 'agent' ? undefined : (yield* botsByGroup(conversation.workspace_id))(conversation.group_id)?.id
}

/** After the entries are in the log: the bot has the conversation, and is asked if something is left to answer. */
export function* settleBot({ conversation, botId, isAsked = false }: Received, now: number): Work<void> {
  if (botId !== undefined && (isAsked || (yield* botWith(conversation.id)) !== botId)) yield* giveToBot(conversation, botId, isAsked, now)
}

/** Where a bot answers, it answers what no rule does. */
function* say(conversation: Conversation, { replies }: Replies, hasBot: boolean, now: number): Work<readonly Entry[]> {
  const { id, workspace_id: workspaceId, site_id: siteId, visitor_id: visitorId, group_id: groupId } = conversation
  const entries: Entry[] = []
  for (const { by, messageId, parts, lead } of replies) {
    if (by === 'no-match' && hasBot) continue
    const name = replyName(id, messageId)
    const said = messageIdOf(name, now)
    const own = yield* copyFiles({ conversationId: id, messageId: said, parts, now, nameOf: (index) => messageIdOf(`${name}:file:${index}`, now) as string as FileId })
    if (own.length > 0) entries.push({ happening: { type: 'message', id: said, from: { kind: 'machine' }, parts: own } })
    if (by === 'human-word' && parts.length === 0) continue
    yield* fact({ id: `${id}:reply:${messageId}`, workspaceId, kind: 'reply-sent', at: now, siteId, visitorId, conversationId: id, groupId, value: lead?.kind === 'human' ? 1 : 0 })
  }
  return entries
}

const replyName = (id: ConversationId, messageId: string): string => `${id}:reply:${messageId}`
