/**
 * What is looked at later, once a conversation was given to somebody or its visitor has begun to wait for an answer: is
 * it overdue (AL-10), and was the offer taken (AL-18). Both are armed with the entries of the log that begin them, and
 * look at the log when they are due; so an answer costs no write of its own.
 */
import type { AllocationRules, ConversationHead, ConversationId, GroupId, GroupRules, LogEvent, WorkspaceId } from '@foyer/sdk/protocol'
import { armDeadline } from '../deadlines/store.ts'
import { db, first, prepare, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { DEFAULT_GROUP_ALLOCATION_SETTINGS, parseGroupAllocationSettings } from './settings.ts'
import { allocationSettings } from './store.ts'

const MINUTE_MS = 60_000

const settingsOfGroup = prepare((p: { id: GroupId }) => db.selectFrom('groups').select('settings').where('id', '=', p.id))

/**
 * When a conversation moves on if nobody has answered until then; absent if it does not (AL-10). Whoever was given it
 * has the whole time, however long its visitor had waited before.
 */
export function overdueAt(
  { state, awaitingAgentSince, isAnswered }: Pick<ConversationHead, 'state' | 'awaitingAgentSince' | 'isAnswered'>,
  { overdue }: Pick<GroupRules, 'overdue'>,
  { overdueHolds }: Pick<AllocationRules, 'overdueHolds'>,
): number | undefined {
  if (!overdue || awaitingAgentSince === undefined || state.status !== 'held') return undefined
  if (overdueHolds === 'first' && isAnswered) return undefined
  return Math.max(awaitingAgentSince, state.since) + overdue.minutes * MINUTE_MS
}

/** What a group sets apart; of one that is gone, nothing. */
export function* groupRules(id: GroupId): Work<GroupRules> {
  const row = yield* first(settingsOfGroup, { id })
  if (!row) return DEFAULT_GROUP_ALLOCATION_SETTINGS
  const parsed = parseGroupAllocationSettings(JSON.parse(row.settings))
  if (!parsed.ok) throw new Error(`Group ${id} has settings that cannot be read: ${parsed.message}`)
  return parsed.value
}

/** A conversation with what was just added to it. */
export interface Moved {
  readonly id: ConversationId
  readonly workspaceId: WorkspaceId
  readonly groupId: GroupId
  readonly before: ConversationHead
  readonly head: ConversationHead
  readonly events: readonly LogEvent[]
}

/** What decides when a conversation is looked at: what its workspace sets, and its group. */
export interface WaitRules {
  readonly settings: AllocationRules
  readonly group: GroupRules
}

function* waitRules(workspaceId: WorkspaceId, groupId: GroupId): Work<WaitRules> {
  const [settings, group] = yield* together(allocationSettings(workspaceId), groupRules(groupId))
  return { settings, group }
}

/** `rules`: if they are known already. */
export function* armWaits({ id, workspaceId, groupId, before, head, events }: Moved, rules?: WaitRules): Work<void> {
  if (head.state.status !== 'held') return
  const assigned = events.find(({ type }) => type === 'assigned') as Extract<LogEvent, { type: 'assigned' }> | undefined
  const beginsToWait = head.awaitingAgentSince !== undefined && (assigned !== undefined || before.awaitingAgentSince === undefined)
  const isOffer = assigned !== undefined && assigned.reason !== 'taken-over' && !isTakenWith(assigned, events)
  if (!beginsToWait && !isOffer) return

  const { settings, group } = rules ?? (yield* waitRules(workspaceId, groupId))
  const dueAt = beginsToWait ? overdueAt(head, group, settings) : undefined
  if (dueAt !== undefined) yield* armDeadline({ kind: 'overdue', subject: id, workspaceId, dueAt })
  if (isOffer && settings.missedOffers > 0) {
    yield* armDeadline({ kind: 'offer-missed', subject: id, workspaceId, dueAt: assigned.at + settings.offerSeconds * 1_000 })
  }
}

/** Whoever takes one by writing in it was not offered it. */
const isTakenWith = ({ seq }: LogEvent, events: readonly LogEvent[]): boolean =>
  events.some((event) => event.type === 'message' && event.seq > seq && event.from.kind === 'agent' && !event.automatic)
