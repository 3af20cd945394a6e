/**
 * What a message holds besides text, looked up before it is stored: the file must be its writer's, and the button or the
 * form that is answered must be there. One draft that is refused refuses no other.
 */
import { failTalk } from '@foyer/sdk/protocol'
import type { AnswersPart, ChoicePart, ConversationId, Failure, LogEvent, MessageDraft, MessageId, Part, Result, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import { attachFiles } from '../files/store.ts'
import type { Uploader } from '../files/store.ts'
import { db, prepare, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { checkAnswers, offersChoice } from './rules.ts'

const messagesNamed = prepare((p: { threadId: ThreadId; messageId: MessageId }) =>
  db
    .selectFrom('events')
    .innerJoin('conversations', 'conversations.id', 'events.conversation_id')
    .select('events.body')
    .where('events.message_id', '=', p.messageId)
    .where('events.type', '=', 'message')
    .where('conversations.thread_id', '=', p.threadId),
)
/** `mention`: how a part names what it answers. Quotation marks in what people write are escaped, and never look like it. */
const messagesMentioning = prepare((p: { threadId: ThreadId; mention: string }) =>
  db
    .selectFrom('events')
    .innerJoin('conversations', 'conversations.id', 'events.conversation_id')
    .select('events.body')
    .where('conversations.thread_id', '=', p.threadId)
    .where('events.type', '=', 'message')
    .where('events.body', 'like', p.mention),
)

type Message = Extract<LogEvent, { type: 'message' }>
type Reply = ChoicePart | AnswersPart

export interface SettleDrafts {
  readonly workspaceId: WorkspaceId
  readonly threadId: ThreadId
  readonly by: Uploader
  /** The one that the messages will stand in. */
  readonly conversationId: ConversationId
  readonly drafts: readonly MessageDraft[]
}

export type RefusedDraft = { readonly id: MessageId } & Failure

/** Drafts as they are to be stored, and those that cannot be. The caller holds the thread, and stores what it gets. */
export function* settleDrafts(input: SettleDrafts): Work<{ readonly settled: readonly MessageDraft[]; readonly refused: readonly RefusedDraft[] }> {
  const settled: MessageDraft[] = []
  const refused: RefusedDraft[] = []
  for (const draft of input.drafts) {
    const parts = yield* settleParts(draft, input, settled)
    if (parts.ok) settled.push({ ...draft, parts: parts.value })
    else refused.push({ id: draft.id, ...parts })
  }
  return { settled, refused }
}

function* settleParts({ id, parts }: MessageDraft, { threadId, ...place }: SettleDrafts, before: readonly MessageDraft[]): Work<Result<readonly Part[]>> {
  for (const [index, part] of parts.entries()) {
    if (part.type !== 'choice' && part.type !== 'answers') continue
    const earlier = [...before.flatMap((draft) => draft.parts), ...parts.slice(0, index)]
    const wrong = yield* checkReply(part, threadId, earlier)
    if (wrong) return wrong
  }
  return yield* attachFiles({ ...place, messageId: id, parts })
}

/** What is wrong with an answer to a message. `earlier`: parts that are about to be stored with it, before it. */
function* checkReply(reply: Reply, threadId: ThreadId, earlier: readonly Part[]): Work<Failure | undefined> {
  const asked = yield* partsOf(reply.to, threadId)
  if (reply.type === 'choice') {
    if (!offersChoice(asked, reply)) return failTalk('form_gone')
    // Quick replies are one question with one answer; the buttons of a card stay.
    const isQuestion = offersChoice(asked.filter(({ type }) => type === 'choices'), reply)
    return isQuestion && (yield* isAnswered(reply, threadId, earlier)) ? failTalk('form_gone') : undefined
  }
  const form = asked.find((part) => part.type === 'form')
  if (!form || (yield* isAnswered(reply, threadId, earlier))) return failTalk('form_gone')
  return checkAnswers(form.fields, reply.answers)
}

/** What a message of the other side holds; nothing if there is none of this name in the thread. */
function* partsOf(messageId: MessageId, threadId: ThreadId): Work<readonly Part[]> {
  const found = yield* rows(messagesNamed, { threadId, messageId })
  return found.map(({ body }) => JSON.parse(body) as Message).find(({ from }) => from.kind !== 'visitor')?.parts ?? []
}

function* isAnswered({ to, type }: Reply, threadId: ThreadId, earlier: readonly Part[]): Work<boolean> {
  const answersIt = (part: Part): boolean => part.type === type && (part as Reply).to === to
  if (earlier.some(answersIt)) return true
  const found = yield* rows(messagesMentioning, { threadId, mention: `%"to":"${to}"%` })
  return found.some(({ body }) => (JSON.parse(body) as Message).parts.some(answersIt))
}
