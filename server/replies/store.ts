/** Automatic replies in the database, as the console sees them (AR-1 to AR-3). */
import { ok } from '@foyer/sdk/protocol'
import type { RepliesChange, RepliesRecord, ReplyRules, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { changeArea, readArea } from '../store/areas.ts'
import { db, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { checkReceivers } from './check.ts'
import { repliesOf } from './rules.ts'

const groupsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('groups').select('id').where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null))
const membersOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').select('id').where('workspace_id', '=', p.workspaceId).where('is_disabled', '=', 0))
const botsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('bots').select('id').where('workspace_id', '=', p.workspaceId))

export const readReplies = procedure('replies.read', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<RepliesRecord> {
  const { revision, value } = yield* readArea<ReplyRules>(workspaceId, 'replies')
  return { ...repliesOf(value), revision }
})

/** Keeps them all. Checked before, except that those to whom they lead are there. */
export const changeReplies = procedure('replies.change', function* ({ workspaceId, change }: { workspaceId: WorkspaceId; change: RepliesChange }): Work<Result<RepliesRecord>> {
  const { revision, ...rules } = change
  const ids = (found: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(found.map(({ id }) => id))
  const known = { groups: ids(yield* rows(groupsOf, { workspaceId })), members: ids(yield* rows(membersOf, { workspaceId })), bots: ids(yield* rows(botsOf, { workspaceId })) }
  const wrong = checkReceivers(rules, known)
  if (wrong) return wrong
  const changed = yield* changeArea<ReplyRules>(workspaceId, 'replies', revision, () => rules)
  return changed.ok ? ok({ ...repliesOf(changed.value.value), revision: changed.value.revision }) : changed
})
