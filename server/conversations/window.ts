import type { WindowRules, WorkspaceId } from '@foyer/sdk/protocol'
import { companyOf } from '../company/store.ts'
import { procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { windowOf } from '../window/rules.ts'

/** What the workspace has set for its chat window. */
export function* windowRules(workspaceId: WorkspaceId): Work<WindowRules> {
  return windowOf((yield* companyOf(workspaceId)).settings)
}

/** Whether agents see what is being written (CW-8). */
export const showsTyping = procedure('conversations.shows-typing', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<boolean> {
  return (yield* windowRules(workspaceId)).showsTyping
})
