/**
 * Handing a conversation over, the visitor agreeing first (AL-14). Until then it stays where it is. Whatever comes first
 * decides (an answer, the end of the time, a withdrawal, an end), and whatever comes after finds nothing to do.
 */
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { ConversationId, MemberId, Result, TransferAnswer, WorkspaceId } from '@foyer/sdk/protocol'
import type { AgentFigures } from '../allocation/rules.ts'
import { allocationSettings, assign, faceOfAgent, findAgent, keepTrace } from '../allocation/store.ts'
import { armDeadline, cancelDeadline, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { lock, procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { changeOf } from './change.ts'
import type { Change } from './change.ts'
import { append, takeConversation } from './log.ts'
import type { Conversation, Entry } from './log.ts'
import { TRANSFER_EXPIRES_AFTER_MS, notHeldBy } from './rules.ts'

const answered = (answer: TransferAnswer): Entry => ({ happening: { type: 'transfer-answered', answer } })

/** What is said of a transfer that nobody has answered, before something else happens. */
export const overtaken = ({ head }: Pick<Conversation, 'head'>): readonly Entry[] => (head.transfer ? [answered('withdrawn')] : [])

/** Able to receive (AL-5); a transfer may go over the cap (AL-15). */
const canReceive = (agent: AgentFigures | undefined): agent is AgentFigures => agent?.isOnline === true && agent.isAccepting

const placeOf = ({ id, workspace_id, site_id, group_id, head }: Conversation) => ({
  conversationId: id,
  workspaceId: workspace_id,
  siteId: site_id,
  groupId: group_id,
  componentId: head.start?.componentId,
  seq: head.seq,
})

export interface AskTransfer {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  /** Who asks: its holder. */
  readonly memberId: MemberId
  readonly to: MemberId
  /** For the visitor. */
  readonly note?: string
  readonly now: number
}

/** Asks the visitor whether a colleague may take over. A further question takes the place of the one before. */
export const askTransfer = procedure('conversations.ask-transfer', function* (input: AskTransfer): Work<Result<Change | null>> {
  const { workspaceId, conversationId, memberId, to, now } = input
  const note = input.note?.trim() || undefined
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  const { head } = conversation
  const wrong = notHeldBy(head, memberId)
  if (wrong) return wrong
  if (head.transfer?.to.id === to && head.transfer.note === note && head.transfer.expiresAt > now) return ok(null)

  yield* lock(`workspace:${workspaceId}`)
  if (to === memberId || !canReceive(yield* findAgent(to, workspaceId))) return failTalk('transfer_impossible', { field: 'to' })
  const face = yield* faceOfAgent(to, placeOf(conversation))
  const expiresAt = now + TRANSFER_EXPIRES_AFTER_MS
  yield* armDeadline({ kind: 'transfer-expired', subject: conversationId, workspaceId, dueAt: expiresAt })
  const asked: Entry = { happening: { type: 'transfer-asked', to: face, ...(note !== undefined && { note }), expiresAt } }
  return ok(changeOf(conversation, yield* append(conversation, [...overtaken(conversation), asked], now)))
})

export interface AnswerTransfer {
  readonly visitor: VisitorIdentity
  readonly conversationId: ConversationId
  readonly isAccepted: boolean
  readonly now: number
}

/** The visitor says yes or no. A colleague who has gone meanwhile gets nothing: it stays with who holds it. */
export const answerTransfer = procedure('conversations.answer-transfer', function* (input: AnswerTransfer): Work<Result<Change>> {
  const { visitor: { workspaceId, threadId }, conversationId, isAccepted, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (conversation?.thread_id !== threadId) return fail('not_found')
  const { transfer } = conversation.head
  if (!transfer || transfer.expiresAt <= now) return failTalk('transfer_over')
  yield* cancelDeadline('transfer-expired', conversationId)
  const entries = isAccepted && transfer.to.id !== undefined ? yield* handOver(conversation, transfer.to.id, now) : [answered('declined')]
  return ok(changeOf(conversation, yield* append(conversation, entries, now)))
})

function* handOver(conversation: Conversation, to: MemberId, now: number): Work<readonly Entry[]> {
  const { workspace_id: workspaceId, group_id: groupId, agent_id: previous } = conversation
  yield* lock(`workspace:${workspaceId}`)
  const agent = yield* findAgent(to, workspaceId)
  if (!canReceive(agent)) return overtaken(conversation)
  const { cap } = yield* allocationSettings(workspaceId)
  const { id, isOnline, isAccepting, current } = agent
  const candidates = [{ id, isOnline, isAccepting, current, cap: agent.cap ?? cap }]
  const because = 'Who held it has handed it over, and the visitor agreed.'
  const place = { ...placeOf(conversation), now }
  yield* keepTrace(place, { at: now, groupId, decision: 'assign', agentId: to, step: 'AL-14', reasons: [{ step: 'AL-14', because, candidates }] })
  return [answered('accepted'), { happening: { ...(yield* assign(to, place)), ...(previous && { previous }) } }]
}

/** Takes the question back. */
export const withdrawTransfer = procedure('conversations.withdraw-transfer', function* (input: Omit<AskTransfer, 'to' | 'note'>): Work<Result<Change>> {
  const { workspaceId, conversationId, memberId, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  const wrong = notHeldBy(conversation.head, memberId)
  if (wrong) return wrong
  if (!conversation.head.transfer) return failTalk('transfer_over')
  yield* cancelDeadline('transfer-expired', conversationId)
  return ok(changeOf(conversation, yield* append(conversation, overtaken(conversation), now)))
})

/** Nobody has answered in time: it stays with who holds it. */
export const expireTransfer = procedure('conversations.expire-transfer', function* (input: { deadline: ClaimedDeadline; now: number }): Work<Change | null> {
  const { deadline, now } = input
  const conversation = yield* takeConversation(deadline.subject as ConversationId, deadline.workspaceId)
  // Asked anew meanwhile, it is another deadline.
  if (!conversation?.head.transfer || !(yield* takeDeadline(deadline))) return null
  return changeOf(conversation, yield* append(conversation, [answered('expired')], now))
})
