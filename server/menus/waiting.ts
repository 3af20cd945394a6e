/** Conversations that only the menu has answered (MN-4): as those with a bot they stand in no queue, and nobody is sought for them. */
import type { ConversationId } from '@foyer/sdk/protocol'
import { db, prepare, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

/** In the place of a bot's id, which is never so short. */
export const WITH_MENU = 'menu'

const waitWithMenu = prepare((p: { id: ConversationId; menu: string }) => db.updateTable('conversations').set({ bot_id: p.menu, bot_tries: 0 }).where('id', '=', p.id))

/** It waits with the menu until its visitor writes, or asks for a human. The caller holds the thread. */
export function* leaveWithMenu(id: ConversationId): Work<void> {
  yield* run(waitWithMenu, { id, menu: WITH_MENU })
}
