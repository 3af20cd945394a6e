import type { WindowRules, WorkspaceId } from '@foyer/sdk/protocol'
import { companyOf } from '../company/store.ts'
import type { Work } from '../store/procedure.ts'
import { windowOf } from '../window/rules.ts'

/** What the workspace has set for its chat window. */
export function* windowRules(workspaceId: WorkspaceId): Work<WindowRules> {
  return windowOf((yield* companyOf(workspaceId)).settings)
}
