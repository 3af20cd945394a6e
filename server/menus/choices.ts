/**
 * What visitors have chosen, as rows (MN-4): by them a choice that comes twice is known, and one that began no
 * conversation is told in the next.
 */
import type { ConversationId, ThreadId, VisitorId } from '@foyer/sdk/protocol'
import type { Entry } from '../conversations/log.ts'
import { db, first, prepare, prepareInsert, rows, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { MenuChoiceRow } from '../store/schema.ts'

/** Without a visit that is known, so long ago still counts as the same one. */
const SAME_VISIT_MS = 30 * 60_000
/** More are not told: the last ones say what was asked for. */
const MOST_TOLD = 10

const insertChoice = prepareInsert('menu_choices', ['id', 'workspace_id', 'visitor_id', 'thread_id', 'place', 'item_id', 'title', 'at', 'conversation_id'])
const choiceById = prepare((p: { id: string }) => db.selectFrom('menu_choices').select('id').where('id', '=', p.id))
const lastVisit = prepare((p: { visitorId: VisitorId }) => db.selectFrom('visits').select('began_at').where('visitor_id', '=', p.visitorId).orderBy('began_at', 'desc').limit(1))
const untold = prepare((p: { threadId: ThreadId; visitorId: VisitorId }) =>
  db
    .selectFrom('menu_choices')
    .select(['id', 'item_id', 'title', 'at'])
    .where('thread_id', '=', p.threadId)
    .where('visitor_id', '=', p.visitorId)
    .where('conversation_id', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_TOLD),
)
const tell = prepare((p: { id: string; conversationId: ConversationId }) => db.updateTable('menu_choices').set({ conversation_id: p.conversationId }).where('id', '=', p.id))

export const keepChoice = (row: MenuChoiceRow): Work<void> => write(insertChoice, { ...row })

export function* isKnown(id: string): Work<boolean> {
  return (yield* first(choiceById, { id })) !== undefined
}

export interface ChosenBefore {
  readonly threadId: ThreadId
  readonly visitorId: VisitorId
  readonly now: number
}

/** A choice of this visit that stands in no conversation. */
export type UntoldChoice = Pick<MenuChoiceRow, 'id' | 'item_id' | 'title'>

/** What was chosen in this visit and stands in no conversation yet, in order. The caller holds the thread. */
export function* untoldChoices({ threadId, visitorId, now }: ChosenBefore): Work<readonly UntoldChoice[]> {
  const found = yield* rows(untold, { threadId, visitorId })
  if (found.length === 0) return found
  const since = (yield* first(lastVisit, { visitorId }))?.began_at ?? now - SAME_VISIT_MS
  return found.filter(({ at }) => at >= since).toReversed()
}

/** What stands behind the `started` of a conversation: the choices that led to it. They are told once. */
export function* tellChoices(choices: readonly UntoldChoice[], conversationId: ConversationId): Work<readonly Entry[]> {
  for (const { id } of choices) yield* write(tell, { id, conversationId })
  return choices.map(({ item_id: itemId, title }): Entry => ({ happening: { type: 'chose', itemId, title } }))
}
