/**
 * Handing a conversation over (AL-14): the visitor agrees first, or a colleague does, or nobody is asked. Until then it
 * stays where it is. Whatever comes first decides (an answer, the end of the time, a withdrawal, an end), and whatever comes
 * after finds nothing to do. Owner and administrators take over and give away without asking.
 */
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { AgentFace, AssignReason, ConversationId, Finding, GroupFace, GroupId, LogEvent, MemberId, MessageId, Receiver, Result, TraceCandidate, TransferAnswer, WorkspaceId } from '@foyer/sdk/protocol'
import { allocate } from '../allocation/rules.ts'
import type { AgentFigures } from '../allocation/rules.ts'
import { allocationSettings, assign, faceOfAgent, findAgent, keepTrace, takeSnapshot } from '../allocation/store.ts'
import { armDeadline, cancelDeadline, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { findGroup } from '../groups/store.ts'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { askMembers, declineAsked, isAsked } from './asked.ts'
import { changeOf } from './change.ts'
import type { Change } from './change.ts'
import { append, takeConversation } from './log.ts'
import type { Conversation, Entry } from './log.ts'
import { TRANSFER_EXPIRES_AFTER_MS, notHeldBy, queuedSince } from './rules.ts'

type Transfer = NonNullable<Conversation['head']['transfer']>

/** The answer to the question that is open. What agents ask each other stays among them, the answer too. */
const answered = ({ head: { transfer } }: Pick<Conversation, 'head'>, answer: TransferAnswer): Entry => ({
  happening: { type: 'transfer-answered', answer, ...(transfer?.asks && { asks: transfer.asks }) },
})

/** What is said of a transfer that nobody has answered, before something else happens. */
export const overtaken = (conversation: Pick<Conversation, 'head'>): readonly Entry[] => (conversation.head.transfer ? [answered(conversation, 'withdrawn')] : [])

/** Able to receive (AL-5); a transfer may go over the cap (AL-15). */
const canReceive = ({ isOnline, isAccepting }: Pick<AgentFigures, 'isOnline' | 'isAccepting'>): boolean => isOnline && isAccepting

const placeOf = ({ id, workspace_id, site_id, group_id, head }: Conversation) => ({
  conversationId: id,
  workspaceId: workspace_id,
  siteId: site_id,
  groupId: group_id,
  componentId: head.start?.componentId,
  seq: head.seq,
})

const moveToGroup = prepare((p: { id: ConversationId; groupId: GroupId }) => db.updateTable('conversations').set({ group_id: p.groupId }).where('id', '=', p.id))

/** Whom a wish to hand over comes to. */
interface Takers {
  readonly face: AgentFace | GroupFace
  /** Everybody who was looked at, as the trace keeps them. */
  readonly candidates: readonly TraceCandidate[]
  /** Who of them could be asked. */
  readonly able: readonly MemberId[]
  /** Who would receive it now. */
  readonly best?: MemberId
  /** The group that it counts to from then on; absent: it stays in its own. */
  readonly groupId?: GroupId
}

/** Who could take it over from who holds it; of a group, the best by step 5 of the rule. The caller holds the workspace. */
function* takersOf(conversation: Conversation, to: Receiver, now: number): Work<Takers | undefined> {
  const { workspace_id: workspaceId, site_id: siteId, thread_id: threadId, id: conversationId, agent_id: holder, head } = conversation
  if (to.kind === 'agent') {
    const agent = yield* findAgent(to.agentId, workspaceId)
    if (!agent || !canReceive(agent) || isHolder(conversation, to.agentId)) return undefined
    return { face: yield* faceOfAgent(to.agentId, placeOf(conversation)), candidates: [yield* candidateOf(agent, workspaceId)], able: [to.agentId], best: to.agentId }
  }
  const group = yield* findGroup(to.groupId, workspaceId)
  if (!group) return undefined
  const snapshot = yield* takeSnapshot({ workspaceId, siteId, conversationId, threadId, receiver: to, seq: head.seq, now, seed: 0 }, true)
  const { ownerId: _owner, ...rest } = snapshot
  const agents = snapshot.agents.filter(({ id }) => head.state.status !== 'held' || id !== holder)
  const ask = (asked: typeof agents) => allocate({ ...rest, agents: asked, receptions: [] }, { receiver: to, at: now, seed: 0 })
  const decision = ask(agents)
  const candidates = decision.reasons.find(({ step }) => step === 'AL-9.5')?.candidates ?? []
  const able = candidates.filter(canReceive).map(({ id }) => id)
  // Where all are at the cap, each counts as having one place more: a transfer may go over it (AL-15).
  const found = decision.step === 'AL-9.5' ? decision : ask(agents.map((agent) => ({ ...agent, cap: Math.max(agent.cap ?? snapshot.settings.cap, agent.current + 1) })))
  return { face: { groupId: group.id, name: group.name }, candidates, able, groupId: group.id, ...(found.kind === 'assign' && found.step === 'AL-9.5' && { best: found.agentId }) }
}

function* candidateOf({ id, isOnline, isAccepting, current, cap }: AgentFigures, workspaceId: WorkspaceId): Work<TraceCandidate> {
  return { id, isOnline, isAccepting, current, cap: cap ?? (yield* allocationSettings(workspaceId)).cap }
}

const isHolder = ({ head: { state } }: Conversation, memberId: MemberId): boolean => state.status === 'held' && state.agent.id === memberId

const impossible = () => failTalk('transfer_impossible', { field: 'to' })

interface Giving {
  readonly reason: Extract<AssignReason, 'handed-over' | 'taken-over'>
  readonly finding: Finding
  readonly candidates: readonly TraceCandidate[]
  /** Who has brought it about. */
  readonly by: MemberId
  readonly groupId?: GroupId | undefined
  /** What stands before it in the log. */
  readonly before: readonly Entry[]
  readonly now: number
}

/** Gives a conversation to somebody, and writes down why. The caller holds the workspace. */
function* give(conversation: Conversation, agentId: MemberId, { reason, finding, candidates, by, before, now, ...to }: Giving): Work<Change> {
  const { workspace_id: workspaceId, id: conversationId, agent_id: previous, head } = conversation
  const groupId = to.groupId ?? conversation.group_id
  if (groupId !== conversation.group_id) yield* run(moveToGroup, { id: conversationId, groupId })
  const place = { ...placeOf(conversation), groupId, now, queuedSince: queuedSince(head) }
  yield* keepTrace(place, { at: now, groupId, decision: 'assign', agentId, step: 'AL-14', reasons: [{ step: 'AL-14', finding, candidates }] })
  const assigned = yield* assign(agentId, place)
  yield* fact({ id: `${conversationId}:transferred:${head.seq}`, workspaceId, kind: 'conversation-transferred', at: now, conversationId, memberId: by, groupId })
  yield* cancelDeadline('transfer-expired', conversationId)
  const moved: Entry = { happening: { ...assigned, ...(previous !== null && { previous }), reason } }
  return changeOf(conversation, yield* append({ ...conversation, group_id: groupId }, [...before, moved], now))
}

/** A word among agents, before what it is about. */
const whisperOf = (by: AgentFace, id: MessageId, text: string | undefined): readonly Entry[] => (text ? [{ happening: { type: 'whispered', id, by, text }, author: by.id }] : [])

const lastWhispered = prepare((p: { id: ConversationId }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('type', '=', 'whispered').orderBy('seq', 'desc').limit(1),
)
function* lastWhisper(id: ConversationId): Work<string | undefined> {
  const row = yield* first(lastWhispered, { id })
  return row && (JSON.parse(row.body) as Extract<LogEvent, { type: 'whispered' }>).text
}

/** Where the visitor was not asked, the note to them goes out as a message of who hands over. It answers nothing. */
const noteOf = ({ state }: Conversation['head'], id: MessageId, note: string | undefined): readonly Entry[] => {
  if (!note || state.status !== 'held') return []
  const { agent } = state
  return [{ happening: { type: 'message', id, from: { kind: 'agent', ...agent }, parts: [{ type: 'text', text: note }], automatic: 'handover' }, author: agent.id }]
}

export interface AskTransfer {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  /** Who asks: its holder. */
  readonly member: AgentFace
  readonly to: Receiver
  /** For the visitor. */
  readonly note?: string
  /** For who takes over. */
  readonly brief?: string
  readonly now: number
  /** For a message that carries the note, and a whisper that carries the brief. */
  readonly newIds: { readonly note: MessageId; readonly brief: MessageId }
}

/** Hands over, or asks whether one may, as the workspace says. A further question takes the place of the one before. */
export const askTransfer = procedure('conversations.ask-transfer', function* (input: AskTransfer): Work<Result<Change | null>> {
  const { workspaceId, conversationId, member, to, now, newIds } = input
  const [note, brief] = [input.note, input.brief].map((text) => text?.trim() || undefined)
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  const { head } = conversation
  const wrong = notHeldBy(head, member.id)
  if (wrong) return wrong
  const { handover } = yield* allocationSettings(workspaceId)
  const asks = handover === 'colleague' ? ('agent' as const) : undefined
  const whispered = whisperOf(member, newIds.brief, brief)
  if (handover !== 'at-once' && head.transfer && isSame(head.transfer, to, asks, note) && head.transfer.expiresAt > now) {
    // The same question: what is new is at most what the colleague is told.
    if (brief === undefined || brief === (yield* lastWhisper(conversationId))) return ok(null)
    return ok(changeOf(conversation, yield* append(conversation, whispered, now)))
  }

  yield* lock(`workspace:${workspaceId}`)
  const takers = yield* takersOf(conversation, to, now)
  if (!takers || (asks ? takers.able.length === 0 : takers.best === undefined)) return impossible()
  const { face, candidates, best, groupId } = takers
  if (handover === 'at-once') {
    const before = [...overtaken(conversation), ...whispered, ...noteOf(head, newIds.note, note)]
    return ok(yield* give(conversation, best!, { reason: 'handed-over', finding: { kind: 'handed-over' }, candidates, by: member.id, groupId, before, now }))
  }

  const expiresAt = now + TRANSFER_EXPIRES_AFTER_MS
  yield* armDeadline({ kind: 'transfer-expired', subject: conversationId, workspaceId, dueAt: expiresAt })
  const asked: Entry = { happening: { type: 'transfer-asked', to: face, ...(asks && { asks }), ...(note !== undefined && { note }), expiresAt } }
  const added = yield* append(conversation, [...overtaken(conversation), ...whispered, asked], now)
  if (asks) yield* askMembers(conversationId, takers.able)
  return ok(changeOf(conversation, added))
})

const isSame = (open: Transfer, to: Receiver, asks: 'agent' | undefined, note: string | undefined): boolean =>
  (to.kind === 'agent' ? open.to.id === to.agentId : 'groupId' in open.to && open.to.groupId === to.groupId) && open.asks === asks && open.note === note

const receiverOf = ({ to }: Transfer): Receiver => (to.id === undefined ? { kind: 'group', groupId: to.groupId } : { kind: 'agent', agentId: to.id })

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
  if (!transfer || transfer.asks || transfer.expiresAt <= now) return failTalk('transfer_over')
  yield* cancelDeadline('transfer-expired', conversationId)
  if (!isAccepted) return ok(changeOf(conversation, yield* append(conversation, [answered(conversation, 'declined')], now)))

  yield* lock(`workspace:${workspaceId}`)
  const takers = yield* takersOf(conversation, receiverOf(transfer), now)
  if (takers?.best === undefined) return ok(changeOf(conversation, yield* append(conversation, overtaken(conversation), now)))
  const { best, candidates, groupId } = takers
  const before = [answered(conversation, 'accepted')]
  const finding: Finding = { kind: 'handed-over', agreed: 'visitor' }
  return ok(yield* give(conversation, best, { reason: 'handed-over', finding, candidates, by: conversation.agent_id!, groupId, before, now }))
})

export interface AnswerAtDesk {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  /** Who was asked. */
  readonly memberId: MemberId
  readonly isAccepted: boolean
  readonly now: number
  /** For a message that carries the note to the visitor. */
  readonly newNoteId: MessageId
}

/**
 * A colleague says yes or no. Who says yes has it, whatever the own switches say by then; of a group that is the first. The
 * question closes with the last of those who were asked saying no.
 */
export const answerAtDesk = procedure('conversations.answer-transfer-at-desk', function* (input: AnswerAtDesk): Work<Result<Change>> {
  const { workspaceId, conversationId, memberId, isAccepted, now, newNoteId } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  const { transfer } = conversation.head
  if (!transfer || transfer.expiresAt <= now || !(yield* isAsked(conversationId, memberId))) return failTalk('transfer_over')
  if (isAccepted) {
    yield* lock(`workspace:${workspaceId}`)
    const agent = yield* findAgent(memberId, workspaceId)
    if (!agent) return fail('not_allowed')
    const before = [answered(conversation, 'accepted'), ...noteOf(conversation.head, newNoteId, transfer.note)]
    const groupId = 'groupId' in transfer.to ? transfer.to.groupId : undefined
    const finding: Finding = { kind: 'handed-over', agreed: 'colleague' }
    return ok(yield* give(conversation, memberId, { reason: 'handed-over', finding, candidates: [yield* candidateOf(agent, workspaceId)], by: conversation.agent_id!, groupId, before, now }))
  }
  if (yield* declineAsked(conversationId, memberId)) {
    return ok(changeOf(conversation, { conversation, appended: { conversationId, events: [] }, unasked: [memberId] }))
  }
  yield* cancelDeadline('transfer-expired', conversationId)
  const added = yield* append(conversation, [answered(conversation, 'declined')], now)
  return ok(changeOf(conversation, { ...added, unasked: [memberId] }))
})

/** Takes the question back. */
export const withdrawTransfer = procedure('conversations.withdraw-transfer', function* (input: Omit<AnswerAtDesk, 'isAccepted' | 'newNoteId'>): Work<Result<Change>> {
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
  return changeOf(conversation, yield* append(conversation, [answered(conversation, 'expired')], now))
})

export interface Reassign {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  /** Owner or administrator; the caller has seen to that. */
  readonly by: AgentFace
  readonly to: Receiver
  /** For who gets it. */
  readonly brief?: string
  readonly now: number
  /** For a whisper that carries the brief. */
  readonly newBriefId: MessageId
}

/** Takes a conversation over, whoever holds it or nobody, or gives it to somebody, without asking. Where it is already it stays. */
export const reassign = procedure('conversations.reassign', function* (input: Reassign): Work<Result<Change | null>> {
  const { workspaceId, conversationId, by, to, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (!conversation) return fail('not_found')
  if (conversation.head.state.status === 'ended') return fail('conversation_ended')
  if (to.kind === 'agent' && isHolder(conversation, to.agentId)) return ok(null)

  yield* lock(`workspace:${workspaceId}`)
  const before = [...overtaken(conversation), ...whisperOf(by, input.newBriefId, input.brief?.trim())]
  if (to.kind === 'agent' && to.agentId === by.id) {
    const self = yield* findAgent(by.id, workspaceId)
    if (!self) return impossible()
    const finding: Finding = { kind: 'taken-over' }
    return ok(yield* give(conversation, by.id, { reason: 'taken-over', finding, candidates: [yield* candidateOf(self, workspaceId)], by: by.id, before, now }))
  }
  const takers = yield* takersOf(conversation, to, now)
  if (takers?.best === undefined) return impossible()
  const finding: Finding = { kind: 'given' }
  return ok(yield* give(conversation, takers.best, { reason: 'handed-over', finding, candidates: takers.candidates, by: by.id, groupId: takers.groupId, before, now }))
})
