/**
 * True presence (AL-18): whoever leaves offers lying is not there, whatever the switch says. Each offer is judged once,
 * when the time to look at it is over, in the order in which they were made; so that of those missed *in a row* is
 * counted what was missed, and not what came in between.
 */
import type { ConversationId, LogEvent, MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { takeConversation } from '../conversations/log.ts'
import type { Conversation } from '../conversations/log.ts'
import { takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { allocationSettings } from './store.ts'

const lastAssigned = prepare((p: { id: ConversationId }) =>
  db.selectFrom('events').select(['seq', 'body']).where('conversation_id', '=', p.id).where('type', '=', 'assigned').orderBy('seq', 'desc').limit(1),
)
/** The last thing that its visitor had said when it was offered. */
const saidBefore = prepare((p: { id: ConversationId; seq: number }) =>
  db
    .selectFrom('events')
    .innerJoin('visitors', 'visitors.id', 'events.author')
    .select((row) => row.fn.max('events.seq').as('seq'))
    .where('events.conversation_id', '=', p.id)
    .where('events.seq', '<', p.seq)
    .where('events.type', '=', 'message'),
)
const doneAfter = prepare((p: { id: ConversationId; seq: number }) =>
  db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '>', p.seq).where('type', 'in', ['marked', 'message']).orderBy('seq'),
)
const memberById = prepare((p: { id: MemberId; workspaceId: WorkspaceId }) =>
  db.selectFrom('members').select(['is_online', 'is_present', 'is_accepting', 'is_disabled', 'missed_offers']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)
const keepMissed = prepare((p: { id: MemberId; missed: number }) => db.updateTable('members').set({ missed_offers: p.missed }).where('id', '=', p.id))
const pause = prepare((p: { id: MemberId; missed: number }) => db.updateTable('members').set({ missed_offers: p.missed, is_accepting: 0 }).where('id', '=', p.id))

/** An agent who is not accepting any more, because of so many offers missed in a row. */
export interface Paused {
  readonly memberId: MemberId
  readonly missed: number
}

/** The time to look at an offer is over. What was missed stays where it is; that it moves on is AL-10's. */
export const judgeOffer = procedure('allocation.judge-offer', function* (input: { deadline: ClaimedDeadline; now: number }): Work<Paused | null> {
  const { deadline, now } = input
  const { workspaceId } = deadline
  const conversation = yield* takeConversation(deadline.subject as ConversationId, workspaceId)
  if (!conversation || !(yield* takeDeadline(deadline))) return null
  const assigned = yield* first(lastAssigned, { id: conversation.id })
  if (!assigned) return null
  const { agent, seq } = JSON.parse(assigned.body) as Extract<LogEvent, { type: 'assigned' }>

  yield* lock(`workspace:${workspaceId}`)
  const member = yield* first(memberById, { id: agent.id, workspaceId })
  if (!member) return null
  switch (yield* verdictOf(conversation, agent.id, seq)) {
    case 'taken':
      if (member.missed_offers > 0) yield* run(keepMissed, { id: agent.id, missed: 0 })
      return null
    case 'open':
      return null
    case 'missed': {
      // Who is known to be away misses nothing: that is AL-12's.
      if (member.is_disabled === 1 || member.is_online === 0 || member.is_present === 0) return null
      const { missedOffers } = yield* allocationSettings(workspaceId)
      const missed = member.missed_offers + 1
      const isPaused = missedOffers > 0 && missed >= missedOffers && member.is_accepting === 1
      yield* run(isPaused ? pause : keepMissed, { id: agent.id, missed })
      yield* fact({ id: `${conversation.id}:missed:${seq}`, workspaceId, kind: 'offer-missed', at: now, conversationId: conversation.id, memberId: agent.id, groupId: conversation.group_id })
      return isPaused ? { memberId: agent.id, missed } : null
    }
  }
})

/** `open`: nobody can say. It is over, or with somebody else, or was read before it was offered. */
function* verdictOf({ id, head, agent_id: holder }: Conversation, agentId: MemberId, seq: number): Work<'taken' | 'missed' | 'open'> {
  const said = (yield* first(saidBefore, { id, seq }))?.seq ?? 0
  for (const { body } of yield* rows(doneAfter, { id, seq })) {
    const event = JSON.parse(body) as LogEvent
    if (event.type === 'message' && event.from.kind === 'agent' && event.from.id === agentId && !event.automatic) return 'taken'
    if (event.type === 'marked' && event.by === 'agent' && event.read >= said) return 'taken'
  }
  return head.state.status === 'held' && holder === agentId && head.marks.agent.read < said ? 'missed' : 'open'
}
