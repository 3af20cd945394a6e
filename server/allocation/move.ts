/**
 * Conversations that move on from one agent to another by themselves: because their visitor has waited too long for an
 * answer (AL-10), or because their agent went away (AL-12). Decision, notice, reasons and the move itself are one
 * transaction, so that a conversation is never between two agents.
 */
import type { ConversationId, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { append, takeConversation } from '../conversations/log.ts'
import type { Conversation, Entry } from '../conversations/log.ts'
import { changeOf } from '../conversations/store.ts'
import type { Change } from '../conversations/store.ts'
import { overtaken } from '../conversations/transfer.ts'
import { armDeadline, cancelDeadline, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { overdueMove, whenAgentGoes } from './rules.ts'
import type { Decision } from './rules.ts'
import { UNASKED_PRIORITY, USUAL_PRIORITY, allocationSettings, assign, noteStay, question, writeTrace } from './store.ts'
import type { AllocateConversation, Asked } from './store.ts'
import { questionOf } from './waiting.ts'
import { groupRules, overdueAt } from './waits.ts'

/** Where nobody can take over now, it is looked again: somebody may have come meanwhile. */
export const LOOK_AGAIN_MS = 60_000

const memberById = prepare((p: { id: MemberId; workspaceId: WorkspaceId }) =>
  db.selectFrom('members').select(['is_online', 'is_present', 'is_disabled', 'offline_since']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)
const heldBy = prepare((p: { memberId: MemberId; workspaceId: WorkspaceId }) =>
  db.selectFrom('conversations').select('id').where('agent_id', '=', p.memberId).where('status', '=', 'held').where('workspace_id', '=', p.workspaceId).orderBy('started_at').orderBy('id'),
)
const keepPriority = prepare((p: { id: ConversationId; priority: number }) => db.updateTable('conversations').set({ priority: p.priority }).where('id', '=', p.id))

type Because = 'overdue' | 'agent-gone'

interface MoveInput {
  readonly now: number
  /** Of the choice by chance (AL-4). */
  readonly seed: number
}

/** An overdue conversation moves on, if there is somebody (AL-10). Whoever has answered meanwhile keeps it. */
export const moveOverdue = procedure('allocation.move-overdue', function* (input: MoveInput & { deadline: ClaimedDeadline }): Work<Change | null> {
  const { deadline, now } = input
  const conversation = yield* takeConversation(deadline.subject as ConversationId, deadline.workspaceId)
  if (!conversation) return null
  const { id, workspace_id: workspaceId, group_id: groupId, head } = conversation
  const rules = yield* groupRules(groupId)
  const dueAt = overdueAt(head, rules, yield* allocationSettings(workspaceId))
  const lookAt = (at: number) => armDeadline({ kind: 'overdue', subject: id, workspaceId, dueAt: at })
  if (dueAt === undefined || head.state.status !== 'held' || now < dueAt) {
    if ((yield* takeDeadline(deadline)) && dueAt !== undefined) yield* lookAt(dueAt)
    return null
  }

  // The workspace first: who saves its settings moves deadlines, and holds it meanwhile.
  yield* lock(`workspace:${workspaceId}`)
  if (!(yield* takeDeadline(deadline))) return null
  const holder = head.state.agent.id
  const about: AllocateConversation = { ...(yield* questionOf(conversation, input)), receiver: { kind: 'group', groupId } }
  const asked = yield* question(about, true)
  const move = overdueMove(asked.snapshot, asked.request, { holderId: holder, isAnswered: head.isAnswered === true, movedFrom: head.movedFrom ?? [] })
  if (move.kind === 'move') return yield* moveTo(conversation, move.agentId, { ...asked, about, decision: move.decision, holder, because: 'overdue', notice: rules.overdue?.notice })
  if (move.kind === 'stay') {
    yield* noteStay(id, now, move.reasons)
    yield* lookAt(now + LOOK_AGAIN_MS)
  }
  return null
})

export interface MoveFromGone extends MoveInput {
  readonly workspaceId: WorkspaceId
  readonly conversationId: ConversationId
  /** Who has gone away. */
  readonly memberId: MemberId
}

/** `stays`: there is nobody who could answer sooner; look again. `kept`: it is not to move. */
export type MovedFromGone = { readonly kind: 'moved'; readonly change: Change } | { readonly kind: 'stays' | 'kept' }

/**
 * A conversation of an agent who went away is allocated anew, without that agent (AL-12). One that was given to an agent
 * who was offline already waits until that agent has been online (AL-4). From one empty chair to another it does not move.
 */
export const moveFromGone = procedure('allocation.move-from-gone', function* (input: MoveFromGone): Work<MovedFromGone> {
  const { workspaceId, conversationId, memberId, now } = input
  const conversation = yield* takeConversation(conversationId, workspaceId)
  if (conversation?.head.state.status !== 'held' || conversation.agent_id !== memberId) return { kind: 'kept' }
  yield* lock(`workspace:${workspaceId}`)
  const member = yield* first(memberById, { id: memberId, workspaceId })
  const isDisabled = member?.is_disabled === 1
  const isBack = member?.is_online === 1 && member.is_present === 1
  if (!isDisabled && isBack) return { kind: 'kept' }
  const awaitsHolder = conversation.head.state.since > (member?.offline_since ?? 0)

  // Its turn has come before: who waits now comes after it.
  const { comesByItself: _taken, ...about } = yield* questionOf(conversation, input)
  const asked = yield* question(about, true)
  const gone = whenAgentGoes(asked.snapshot, asked.request, { holderId: memberId, isDisabled, awaitsHolder })
  if (gone.kind === 'keep') return { kind: 'kept' }
  const { decision } = gone
  if (decision.kind === 'assign') {
    if (decision.sendOfflineGreeting && !isDisabled) return { kind: 'stays' }
    return { kind: 'moved', change: yield* moveTo(conversation, decision.agentId, { ...asked, about, decision, holder: memberId, because: 'agent-gone' }) }
  }
  yield* writeTrace(about, decision, asked.snapshot, asked.request)
  yield* countMove(conversation, memberId, now)
  // Somebody has taken it once: it waits like all others.
  if (conversation.priority === UNASKED_PRIORITY) yield* run(keepPriority, { id: conversationId, priority: USUAL_PRIORITY })
  const queued: Entry = { happening: { type: 'queued', reason: decision.kind } }
  return { kind: 'moved', change: changeOf(conversation, yield* append(conversation, [...(yield* leave(conversation, 'agent-gone')), queued], now)) }
})

/** What an agent who went away holds, the oldest first; nothing, if the workspace keeps it with them (AL-12). */
export const heldByGone = procedure('allocation.held-by-gone', function* (input: { workspaceId: WorkspaceId; memberId: MemberId }): Work<readonly ConversationId[]> {
  const member = yield* first(memberById, { id: input.memberId, workspaceId: input.workspaceId })
  const { whenAgentGoes } = yield* allocationSettings(input.workspaceId)
  // Who cannot come back keeps nothing.
  if (whenAgentGoes === 'keep' && member?.is_disabled !== 1) return []
  return (yield* rows(heldBy, input)).map(({ id }) => id)
})

/** Looks again later whether somebody can take over from an agent who is still away. */
export const lookAgainForGone = procedure('allocation.look-again', function* (input: { workspaceId: WorkspaceId; memberId: MemberId; now: number }): Work<void> {
  const { workspaceId, memberId, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const member = yield* first(memberById, { id: memberId, workspaceId })
  if (!member || (member.is_online === 1 && member.is_present === 1)) return
  yield* armDeadline({ kind: 'agent-gone', subject: memberId, workspaceId, dueAt: now + LOOK_AGAIN_MS })
})

interface Move extends Asked {
  readonly about: AllocateConversation
  readonly decision: Decision
  readonly holder: MemberId
  readonly because: Because
  /** The workspace's own words for the visitor. */
  readonly notice?: string | undefined
}

function* moveTo(conversation: Conversation, agentId: MemberId, { about, decision, snapshot, request, holder, because, notice }: Move): Work<Change> {
  yield* writeTrace(about, decision, snapshot, request)
  yield* countMove(conversation, holder, about.now)
  const assigned = yield* assign(agentId, { ...about, groupId: conversation.group_id })
  const entries = [...(yield* leave(conversation, because, notice)), { happening: { ...assigned, previous: holder, reason: because } }]
  return changeOf(conversation, yield* append(conversation, entries, about.now))
}

/** Each move is counted, with the agent from whom it went. */
const countMove = ({ id, workspace_id: workspaceId, group_id: groupId, head: { seq } }: Conversation, memberId: MemberId, at: number): Work<void> =>
  fact({ id: `${id}:moved:${seq}`, workspaceId, kind: 'conversation-moved', at, conversationId: id, memberId, groupId })

/** What is said before it moves. A question whether somebody else may take over is taken back with it. */
function* leave(conversation: Conversation, because: Because, notice?: string): Work<readonly Entry[]> {
  if (conversation.head.transfer) yield* cancelDeadline('transfer-expired', conversation.id)
  return [...overtaken(conversation), { happening: { type: 'noted', note: 'moving-on', because, ...(notice && { text: notice }) } }]
}
