/**
 * Files in the database: whose they are, and in which message they stand. The bytes are in the folder (`folder.ts`). A
 * row comes before its bytes and goes before them, and whoever lets go of a row leaves a deadline behind that takes the
 * bytes away: so a crash between the two leaves nothing that is not found again.
 */
import { LIMITS, fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { ConversationId, FileDescription, FileId, FileRef, MemberId, MessageId, Part, Result, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { armDeadline, cancelDeadline } from '../deadlines/store.ts'
import { db, first, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { FileRow } from '../store/schema.ts'
import { windowOf } from '../window/rules.ts'
import type { WindowArea } from '../window/rules.ts'
import { MOST_UNSENT, UNUSED_AFTER_MS, cleanName, refusedFile } from './rules.ts'

/** Whose file it is. Only they may go on with it, and only they can send it. */
export type Uploader = { readonly kind: 'visitor'; readonly id: VisitorId } | { readonly kind: 'member'; readonly id: MemberId }

const UNKNOWN_TYPE = 'application/octet-stream'

const insertFile = prepareInsert('files', [
  'id',
  'workspace_id',
  'visitor_id',
  'member_id',
  'conversation_id',
  'message_id',
  'name',
  'type',
  'size',
  'width',
  'height',
  'duration_ms',
  'has_thumbnail',
  'is_ready',
  'created_at',
])
const settingsOfWorkspace = prepare((p: { id: WorkspaceId }) => db.selectFrom('workspaces').select('settings').where('id', '=', p.id))
const fileById = prepare((p: { id: FileId }) => db.selectFrom('files').selectAll().where('id', '=', p.id))

const columnOf = (by: Uploader) => (by.kind === 'visitor' ? 'visitor_id' : 'member_id')

export interface BeginUpload {
  readonly id: FileId
  readonly workspaceId: WorkspaceId
  readonly by: Uploader
  readonly file: FileDescription
  readonly now: number
}

/** Takes a file down that is going to come, if the workspace takes such files. */
export const beginUpload = procedure('files.begin', function* (input: BeginUpload): Work<Result<null>> {
  const { id, workspaceId, by, file, now } = input
  const workspace = yield* first(settingsOfWorkspace, { id: workspaceId })
  if (!workspace) return fail('not_found')
  const { files: rules } = windowOf(JSON.parse(workspace.settings) as WindowArea)
  const refused = refusedFile(file, rules, by.kind)
  if (refused) return refused

  const unsent = yield* first(
    db
      .selectFrom('files')
      .select((row) => [row.fn.countAll<number>().as('files'), row.fn.sum<number | null>('size').as('bytes')])
      .where(columnOf(by), '=', by.id)
      .where('message_id', 'is', null),
  )
  const most = MOST_UNSENT[by.kind]
  // One engine gives sums as text.
  if (Number(unsent?.files ?? 0) >= most.files || Number(unsent?.bytes ?? 0) + file.size > most.bytes) return fail('rate_limited')

  yield* run(insertFile, {
    id,
    workspace_id: workspaceId,
    visitor_id: by.kind === 'visitor' ? by.id : null,
    member_id: by.kind === 'member' ? by.id : null,
    conversation_id: null,
    message_id: null,
    name: cleanName(file.name),
    // What it is, nobody has looked at yet; what its sender says of it is not asked.
    type: UNKNOWN_TYPE,
    size: file.size,
    width: null,
    height: null,
    duration_ms: file.durationMs === undefined ? null : Math.round(file.durationMs),
    has_thumbnail: 0,
    is_ready: 0,
    created_at: now,
  })
  yield* armDeadline({ kind: 'file-unused', subject: id, workspaceId, dueAt: now + UNUSED_AFTER_MS })
  return ok(null)
})

/** An upload for whoever began it; nothing for anybody else. */
export const readUpload = procedure('files.read-upload', function* (input: { id: FileId; by: Uploader }): Work<FileRow | undefined> {
  const row = yield* first(fileById, { id: input.id })
  return row && isOf(row, input.by) ? row : undefined
})

const isOf = (row: FileRow, { kind, id }: Uploader): boolean => (kind === 'visitor' ? row.visitor_id === id : row.member_id === id)

/** What was found when all was there. */
export interface Found {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly width?: number
  readonly height?: number
  readonly hasThumbnail: boolean
}

/** All is there, and has been looked at. `undefined`: somebody has taken it away meanwhile. */
export const finishUpload = procedure('files.finish', function* ({ id, found }: { id: FileId; found: Found }): Work<FileRow | undefined> {
  const { name, type, size, width = null, height = null, hasThumbnail } = found
  const row = yield* first(fileById, { id })
  if (!row || row.is_ready === 1) return row
  const isSound = type.startsWith('audio/')
  const changed = { name, type, size, width, height, duration_ms: isSound ? row.duration_ms : null, has_thumbnail: hasThumbnail ? (1 as const) : (0 as const), is_ready: 1 as const }
  yield* run(db.updateTable('files').set(changed).where('id', '=', id))
  return { ...row, ...changed }
})

/** Gives up an upload that no message holds. Its deadline stays, and takes the bytes if nobody does before. */
export const dropUpload = procedure('files.drop', function* (input: { id: FileId; by: Uploader }): Work<boolean> {
  const { id, by } = input
  return (yield* run(db.deleteFrom('files').where('id', '=', id).where(columnOf(by), '=', by.id).where('message_id', 'is', null))) === 1
})

/** Lets go of a file that no message holds, when its time is over. `true`: there is no row, and no bytes should be. */
export const dropUnused = procedure('files.drop-unused', function* ({ id }: { id: FileId }): Work<boolean> {
  yield* run(db.deleteFrom('files').where('id', '=', id).where('message_id', 'is', null))
  return (yield* first(fileById, { id })) === undefined
})

export const refOf = (row: FileRow): FileRef => ({
  id: row.id,
  name: row.name,
  type: row.type,
  size: row.size,
  ...(row.width !== null && { width: row.width }),
  ...(row.height !== null && { height: row.height }),
  ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
})

export interface AttachFiles<P extends Part> {
  readonly workspaceId: WorkspaceId
  /** Who writes the message. */
  readonly by: Uploader
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  readonly parts: readonly P[]
}

/**
 * Puts files into the message that is being stored, inside its transaction: the parts come back with what the server
 * knows of each file. A file is its uploader's, was looked at, and stands in one message and there once; else nothing
 * is put anywhere, and the message is refused with `file_gone`.
 */
export function* attachFiles<P extends Part>({ workspaceId, by, conversationId, messageId, parts }: AttachFiles<P>): Work<Result<readonly P[]>> {
  const wanted = parts.flatMap((part) => (part.type === 'file' ? [part.file.id] : []))
  if (wanted.length === 0) return ok(parts)
  const attached = yield* rows(
    db
      .updateTable('files')
      .set({ conversation_id: conversationId, message_id: messageId })
      .where('id', 'in', wanted)
      .where('workspace_id', '=', workspaceId)
      .where(columnOf(by), '=', by.id)
      .where('is_ready', '=', 1)
      .where('message_id', 'is', null)
      .returningAll(),
  )
  if (attached.length < wanted.length) {
    const ids = attached.map(({ id }) => id)
    // The transaction goes on with other messages.
    if (ids.length > 0) yield* run(db.updateTable('files').set({ conversation_id: null, message_id: null }).where('id', 'in', ids))
    return failTalk('file_gone')
  }
  for (const id of wanted) yield* cancelDeadline('file-unused', id)
  const refs = new Map(attached.map((row) => [row.id, refOf(row)]))
  return ok(parts.map((part) => (part.type === 'file' ? { ...part, file: refs.get(part.file.id)! } : part)))
}

/** Whose messages are looked at: those of a thread, or those of one conversation. */
export type FilesPlace = { readonly threadId: ThreadId } | { readonly conversationId: ConversationId }

/** Those of these files that stand in messages of exactly this thread or conversation. */
export const filesInMessages = procedure('files.in-messages', function* (input: { place: FilesPlace; ids: readonly FileId[] }): Work<readonly FileRow[]> {
  const { place, ids } = input
  if (ids.length === 0) return []
  const found = db.selectFrom('files').selectAll('files').where('files.id', 'in', ids.slice(0, LIMITS.pageEvents)).where('files.is_ready', '=', 1)
  if ('conversationId' in place) return yield* rows(found.where('files.conversation_id', '=', place.conversationId))
  return yield* rows(found.innerJoin('conversations', 'conversations.id', 'files.conversation_id').where('conversations.thread_id', '=', place.threadId))
})

/** A file for whoever has a signed address of it. */
export const readFile = procedure('files.read', function* ({ id }: { id: FileId }): Work<FileRow | undefined> {
  const row = yield* first(fileById, { id })
  return row?.is_ready === 1 ? row : undefined
})

export interface FilesOf {
  /** What these have uploaded, sent or not. */
  readonly visitorIds: readonly VisitorId[]
  /** What stands in these, of either side. */
  readonly conversationIds: readonly ConversationId[]
}

/** Everything that is kept of somebody in files (CW-15). */
export function* filesOf({ visitorIds, conversationIds }: FilesOf): Work<readonly FileRow[]> {
  const byVisitors = visitorIds.length === 0 ? [] : yield* rows(db.selectFrom('files').selectAll().where('visitor_id', 'in', visitorIds))
  const inConversations = conversationIds.length === 0 ? [] : yield* rows(db.selectFrom('files').selectAll().where('conversation_id', 'in', conversationIds))
  return [...new Map([...byVisitors, ...inConversations].map((row) => [row.id, row])).values()]
}

/**
 * Erases files, in the transaction of what they belonged to. Their bytes go within a second or so after the commit, by
 * the deadline `file-unused`, also if the server ends right here: there is nothing else to call.
 */
export function* eraseFiles(files: readonly Pick<FileRow, 'id' | 'workspace_id'>[], now: number): Work<void> {
  for (const { id, workspace_id: workspaceId } of files) {
    yield* run(db.deleteFrom('files').where('id', '=', id))
    yield* armDeadline({ kind: 'file-unused', subject: id, workspaceId, dueAt: now })
  }
}
