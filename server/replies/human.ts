/** A conversation that waits is given to a human: from a bot, or because an automatic reply leads there (AR-2, AR-3, AR-5). */
import type { ConversationId, GroupId, Receiver } from '@foyer/sdk/protocol'
import type { AllocationSnapshot } from '../allocation/rules.ts'
import { UNASKED_PRIORITY, USUAL_PRIORITY, allocateConversation } from '../allocation/store.ts'
import { questionOf } from '../allocation/waiting.ts'
import type { Conversation, Entry } from '../conversations/log.ts'
import { greeted } from '../greetings/greet.ts'
import { mainGroupId } from '../groups/store.ts'
import { db, prepare, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const keepQueue = prepare((p: { id: ConversationId; groupId: GroupId; priority: number }) => db.updateTable('conversations').set({ group_id: p.groupId, priority: p.priority }).where('id', '=', p.id))
const leaveBot = prepare((p: { id: ConversationId }) => db.updateTable('conversations').set({ bot_id: null, bot_tries: 0 }).where('id', '=', p.id))

/**
 * Asks the rule for a conversation that waits, and says what to add to its log: nothing if it goes on waiting as it does.
 * `receiver`: to whom; absent: as it would have gone. The caller holds the thread.
 */
export function* giveToHuman(
  conversation: Conversation,
  { now, seed, receiver }: { readonly now: number; readonly seed: number; readonly receiver?: Receiver },
): Work<{ readonly conversation: Conversation; readonly entries: readonly Entry[]; readonly snapshot: AllocationSnapshot }> {
  const { id, head: { state } } = conversation
  yield* run(leaveBot, { id })
  const moved: Conversation = { ...conversation, bot_id: null, ...(receiver && (yield* queueOf(receiver, conversation))) }
  if (receiver) yield* run(keepQueue, { id, groupId: moved.group_id, priority: moved.priority })
  const question = yield* questionOf(moved, { now, seed })
  const { happening, snapshot, greeting } = yield* greeted(moved, allocateConversation({ ...question, ...(receiver && { receiver, comesByItself: false }) }), now)
  const waitsOn = happening.type === 'queued' && state.status === 'waiting' && state.reason === happening.reason
  return { conversation: moved, entries: waitsOn ? [] : [{ happening }, ...greeting], snapshot }
}

/** Where it waits if nobody can receive it: what is for one agent counts to the main group, and what leads to somebody is asked for (GR-3). */
function* queueOf(receiver: Receiver, { workspace_id: workspaceId, priority }: Conversation): Work<Pick<Conversation, 'group_id' | 'priority'>> {
  const groupId = receiver.kind === 'group' ? receiver.groupId : yield* mainGroupId(workspaceId)
  return { group_id: groupId, priority: priority === UNASKED_PRIORITY ? USUAL_PRIORITY : priority }
}
