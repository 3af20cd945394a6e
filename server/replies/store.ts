/** Automatic replies in the database, as the console sees them (AR-1 to AR-3). */
import { failForm, failTalk, ok } from '@foyer/sdk/protocol'
import type { MemberId, RepliesChange, RepliesRecord, ReplyRules, ReplyTest, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { keepFiles } from '../files/store.ts'
import { changeArea, readArea } from '../store/areas.ts'
import { db, lock, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { checkReceivers } from './check.ts'
import { allWithRefs, filePlaces, filesIn } from './files.ts'
import { compiledReplies } from './reception.ts'
import { explainReply, repliesOf } from './rules.ts'
import type { ReplyQuestion } from './rules.ts'

const groupsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('groups').select('id').where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null))
const membersOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').select('id').where('workspace_id', '=', p.workspaceId).where('is_disabled', '=', 0))
const botsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('bots').select('id').where('workspace_id', '=', p.workspaceId))

export const readReplies = procedure('replies.read', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<RepliesRecord> {
  const { revision, value } = yield* readArea<ReplyRules>(workspaceId, 'replies')
  return { ...repliesOf(value), revision }
})

/** Which of the rules that are kept would answer, and why (AR-4): asked where they are ready for messages anyway. */
export const tryReplies = procedure('replies.try', function* ({ workspaceId, question }: { workspaceId: WorkspaceId; question: ReplyQuestion }): Work<ReplyTest> {
  return explainReply(yield* compiledReplies(workspaceId), question)
})

export interface ChangeReplies {
  readonly workspaceId: WorkspaceId
  /** Who changes them. Files that are new in them are this member's uploads. */
  readonly memberId: MemberId
  readonly change: RepliesChange
  readonly now: number
}

/** Keeps them all, and the files that they refer to. Checked before, except that these, and those to whom they lead, are there. */
export const changeReplies = procedure('replies.change', function* ({ workspaceId, memberId, change, now }: ChangeReplies): Work<Result<RepliesRecord>> {
  const { revision, ...rules } = change
  const ids = (found: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(found.map(({ id }) => id))
  const known = { groups: ids(yield* rows(groupsOf, { workspaceId })), members: ids(yield* rows(membersOf, { workspaceId })), bots: ids(yield* rows(botsOf, { workspaceId })) }
  const wrong = checkReceivers(rules, known)
  if (wrong) return wrong
  // Held from here on: what is refused must have kept nothing.
  yield* lock(`workspace:${workspaceId}`)
  const before = yield* readArea<ReplyRules>(workspaceId, 'replies')
  if (before.revision !== revision) return failForm('changed_meanwhile')
  const kept = yield* keepFiles({ workspaceId, memberId, ids: filesIn(rules), before: filesIn(repliesOf(before.value)), now })
  if ('missing' in kept) return failTalk('file_gone', { field: [...filePlaces(rules)].find(({ id }) => id === kept.missing)?.field ?? 'rules' })
  const changed = yield* changeArea<ReplyRules>(workspaceId, 'replies', revision, () => allWithRefs(rules, kept.refs))
  return changed.ok ? ok({ ...repliesOf(changed.value.value), revision: changed.value.revision }) : changed
})
