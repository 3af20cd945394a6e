/**
 * Serving those who wait (AL-11): first come first served in each group, as soon as somebody can receive again. Messages
 * that were left come after them (CW-14).
 */
import type { Receiver, WorkspaceId } from '@foyer/sdk/protocol'
import { append, loadConversation, takeConversation } from '../conversations/log.ts'
import type { Conversation } from '../conversations/log.ts'
import { queuedSince } from '../conversations/rules.ts'
import { changeOf } from '../conversations/change.ts'
import type { Change } from '../conversations/change.ts'
import { greetingAfter } from '../greetings/greet.ts'
import { hasGroup } from '../groups/store.ts'
import { db, lock, prepare, procedure, rows, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { nextBegin, serveAt } from './openings.ts'
import { WAITING } from './turns-migration.ts'
import { UNASKED_PRIORITY, assign, decide, receiverOf, writeTrace } from './store.ts'
import type { AllocateConversation } from './store.ts'

/** Those who wait, in the order of their turn: messages that were left come after those whose visitor waits (CW-14), higher priority comes first (AL-11). */
const inTurn = (workspaceId: WorkspaceId) =>
  db
    .selectFrom('conversations')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('status', '=', WAITING)
    .where('bot_id', 'is', null)
    .orderBy('has_left_message')
    .orderBy('priority', 'desc')
    .orderBy('started_at')
    .orderBy('id')
const firstInTurn = prepare((p: { workspaceId: WorkspaceId }) => inTurn(p.workspaceId).limit(1))
/** The first of each who ask for the same. */
const firstOfEach = prepare((p: { workspaceId: WorkspaceId }) =>
  db
    .selectFrom(
      inTurn(p.workspaceId)
        .select(['has_left_message', 'priority', 'started_at'])
        .select((row) =>
          row.fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy(['group_id', 'skills', 'asks', 'priority']).orderBy('has_left_message').orderBy('started_at').orderBy('id'))
            .as('nth'),
        )
        .clearOrderBy()
        .as('waiting'),
    )
    .select('id')
    .where('nth', '=', 1)
    .orderBy('has_left_message')
    .orderBy('priority', 'desc')
    .orderBy('started_at')
    .orderBy('id'),
)

/** `nobody`: no waiting conversation can be given to anybody. `moved`: somebody else was faster; look again. */
export type Served = { readonly kind: 'served'; readonly change: Change } | { readonly kind: 'nobody' } | { readonly kind: 'moved' }

export interface ServeWaiting {
  readonly workspaceId: WorkspaceId
  readonly now: number
  /** Of the choice by chance (AL-4). */
  readonly seed: number
}

/**
 * Gives the conversation that has waited longest, of those for whom there is somebody, to that agent. One at a time:
 * the caller repeats it until `nobody` is left whom it could serve.
 */
export const allocateWaiting = procedure('allocation.serve-waiting', function* (input: ServeWaiting): Work<Served> {
  const { workspaceId, now } = input
  const { head, begin } = yield* nextToServe(input)
  if (!head) {
    yield* serveAt(workspaceId, begin)
    return { kind: 'nobody' }
  }

  // Found without holding anything, for a thread must be held before its workspace. So what was seen is seen again.
  const conversation = yield* takeConversation(head.id, workspaceId)
  if (conversation?.head.state.status !== 'waiting') return { kind: 'moved' }
  const question = yield* questionOf(conversation, input)
  const [, { decision, snapshot, request }] = yield* together(lock(`workspace:${workspaceId}`), decide(question, true))
  if (decision.kind !== 'assign') return { kind: 'moved' }

  yield* writeTrace(question, decision, snapshot, request)
  const assigned = yield* assign(decision.agentId, { ...question, groupId: conversation.group_id, queuedSince: queuedSince(conversation.head) })
  return { kind: 'served', change: changeOf(conversation, yield* append(conversation, [{ happening: assigned }, ...(yield* greetingAfter(conversation, assigned, now))], now, snapshot)) }
})

/** Workspaces in which somebody waits: a server that starts serves what one that died left undone. */
export const workspacesWithWaiting = procedure('allocation.workspaces-with-waiting', function* (_: null): Work<readonly WorkspaceId[]> {
  const found = yield* rows(db.selectFrom('conversations').select('workspace_id').distinct().where('status', '=', WAITING))
  return found.map(({ workspace_id }) => workspace_id)
})

/**
 * The first in line for whom the rule would find somebody. Who waits for a busy agent does not hold up the others.
 * `begin`: when the next hours begin of those who were asked in vain.
 */
function* nextToServe(input: ServeWaiting): Work<{ readonly head?: Conversation; readonly begin: number }> {
  const { workspaceId, now } = input
  const inVain = new Set<string>()
  let begin = Infinity
  // Mostly there is somebody for the very first; only if not, the others are looked over.
  for (const next of [firstInTurn, firstOfEach]) {
    for (const { id } of yield* rows(next, { workspaceId })) {
      const conversation = yield* loadConversation(id, workspaceId)
      if (conversation?.head.state.status !== 'waiting') continue
      const question = yield* questionOf(conversation, input)
      // Nobody for one is nobody for the next who asks for the same: who received them before is of the same group.
      const key = JSON.stringify([question.receiver, question.skills, question.comesByItself])
      if (inVain.has(key)) continue
      const { decision, snapshot } = yield* decide(question, true)
      if (decision.kind === 'assign') return { head: conversation, begin }
      inVain.add(key)
      begin = Math.min(begin, nextBegin(snapshot, now))
    }
  }
  return { begin }
}

/** What the rule is asked about a conversation that was started before. */
export function* questionOf(conversation: Conversation, { now, seed }: Pick<ServeWaiting, 'now' | 'seed'>): Work<AllocateConversation> {
  const { id, workspace_id, site_id, thread_id, group_id, priority, skills, head } = conversation
  const wanted = yield* receiverOf(workspace_id, site_id, head.start)
  // It waits in the group that it came to, also if its component leads elsewhere by now; if that is gone, it goes where it would now.
  const isElsewhere = wanted.groupId !== group_id && (yield* hasGroup(group_id, workspace_id))
  const receiver: Receiver = isElsewhere ? { kind: 'group', groupId: group_id } : wanted.receiver
  const componentId = head.start?.componentId
  return {
    workspaceId: workspace_id,
    siteId: site_id,
    conversationId: id,
    threadId: thread_id,
    receiver,
    ...(componentId && { componentId }),
    priority,
    skills: JSON.parse(skills) as string[],
    comesByItself: priority === UNASKED_PRIORITY,
    seq: head.seq,
    now,
    seed,
  }
}
