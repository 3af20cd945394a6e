/**
 * Files in the database: whose they are, and in which message they stand. The bytes are in the folder (`folder.ts`); a
 * file that the workspace keeps for its answers has them once, however many messages show a copy of it. A
 * row comes before its bytes and goes before them, and whoever lets go of a row leaves a deadline behind that takes the
 * bytes away: so a crash between the two leaves nothing that is not found again.
 */
import type { ExpressionBuilder } from 'kysely'
import { LIMITS, fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { ConversationId, FileDescription, FileId, FileRef, MemberId, MessageId, Part, Result, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { armDeadline, cancelDeadline } from '../deadlines/store.ts'
import { db, first, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { FileRow, Schema } from '../store/schema.ts'
import { windowOf } from '../window/rules.ts'
import type { WindowArea } from '../window/rules.ts'
import { MOST_UNSENT, UNUSED_AFTER_MS, cleanName, refusedFile } from './rules.ts'

/** Whose file it is. Only they may go on with it, and only they can send it. */
export type Person = { readonly kind: 'visitor'; readonly id: VisitorId } | { readonly kind: 'member'; readonly id: MemberId }
/** `machine`: this server, which has fetched it for a bot (AR-5). */
export type Uploader = Person | { readonly kind: 'machine' }

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
  'is_kept',
  'bytes_of',
  'created_at',
])
const settingsOfWorkspace = prepare((p: { id: WorkspaceId }) => db.selectFrom('workspaces').select('settings').where('id', '=', p.id))
const copyOf = prepare((p: { id: FileId }) => db.selectFrom('files').select('id').where('bytes_of', '=', p.id).limit(1))
const fileById = prepare((p: { id: FileId }) => db.selectFrom('files').selectAll().where('id', '=', p.id))

/** What is this uploader's, and not kept by the workspace. */
const isBy = (by: Uploader) => (row: ExpressionBuilder<Schema, 'files'>) => {
  const columns = { visitor: by.kind === 'visitor' ? by.id : null, member: by.kind === 'member' ? by.id : null }
  const eachIs = [row('visitor_id', columns.visitor === null ? 'is' : '=', columns.visitor), row('member_id', columns.member === null ? 'is' : '=', columns.member)]
  return row.and([...eachIs, row('is_kept', '=', 0)])
}

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
  const refused = refusedFile(file, rules, by.kind === 'visitor' ? 'visitor' : 'member')
  if (refused) return refused
  if (by.kind !== 'machine' && (yield* hasTooMuchUnsent(by, file.size))) return fail('rate_limited')

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
    is_kept: 0,
    bytes_of: null,
    created_at: now,
  })
  yield* armDeadline({ kind: 'file-unused', subject: id, workspaceId, dueAt: now + UNUSED_AFTER_MS })
  return ok(null)
})

function* hasTooMuchUnsent(by: Person, more: number): Work<boolean> {
  const unsent = yield* first(
    db
      .selectFrom('files')
      .select((row) => [row.fn.countAll<number>().as('files'), row.fn.sum<number | null>('size').as('bytes')])
      .where(by.kind === 'visitor' ? 'visitor_id' : 'member_id', '=', by.id)
      .where('message_id', 'is', null),
  )
  const most = MOST_UNSENT[by.kind]
  // One engine gives sums as text.
  return Number(unsent?.files ?? 0) >= most.files || Number(unsent?.bytes ?? 0) + more > most.bytes
}

/** An upload for whoever began it; nothing for anybody else. */
export const readUpload = procedure('files.read-upload', function* (input: { id: FileId; by: Uploader }): Work<FileRow | undefined> {
  const row = yield* first(fileById, { id: input.id })
  return row && isOf(row, input.by) ? row : undefined
})

function isOf({ visitor_id, member_id, is_kept }: FileRow, by: Uploader): boolean {
  if (by.kind === 'visitor') return visitor_id === by.id
  return by.kind === 'member' ? member_id === by.id : visitor_id === null && member_id === null && is_kept === 0
}

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
  return (yield* run(db.deleteFrom('files').where('id', '=', id).where(isBy(by)).where('message_id', 'is', null))) === 1
})

/** Lets go of a file that nothing holds, when its time is over. `true`: no row shows its bytes, and there should be none. */
export const dropUnused = procedure('files.drop-unused', function* ({ id }: { id: FileId }): Work<boolean> {
  yield* run(db.deleteFrom('files').where('id', '=', id).where('message_id', 'is', null).where('is_kept', '=', 0))
  return (yield* first(fileById, { id })) === undefined && (yield* first(copyOf, { id })) === undefined
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
      .where(isBy(by))
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

/** Which of these files a member may put into an answer, or look at there: what the workspace keeps, and their own uploads that are ready. */
function* usableFiles({ workspaceId, memberId, ids }: OfAnswers): Work<readonly FileRow[]> {
  if (ids.length === 0) return []
  const ready = db.selectFrom('files').selectAll().where('id', 'in', ids).where('workspace_id', '=', workspaceId).where('is_ready', '=', 1).where('message_id', 'is', null)
  return yield* rows(ready.where((row) => row.or([row('is_kept', '=', 1), row('member_id', '=', memberId)])))
}

interface OfAnswers {
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly ids: readonly FileId[]
}

export const readFilesOfAnswers = procedure('files.of-answers', usableFiles)

export interface KeepFiles extends OfAnswers {
  /** What answers referred to before. What they refer to no more is let go. */
  readonly before: readonly FileId[]
  readonly now: number
}

/**
 * The workspace keeps the files that its answers refer to from now on (AR-1), and lets go of those that they did before:
 * their bytes stay as long as a message shows them. `missing`: a file that is none the member could give; then nothing
 * has changed. The caller holds the workspace.
 */
export function* keepFiles({ before, now, ...wanted }: KeepFiles): Work<{ readonly refs: ReadonlyMap<FileId, FileRef> } | { readonly missing: FileId }> {
  const { workspaceId, ids } = wanted
  const found = new Map((yield* usableFiles(wanted)).map((row) => [row.id, row]))
  const missing = ids.find((id) => !found.has(id))
  if (missing !== undefined) return { missing }
  const fresh = [...found.values()].filter(({ is_kept }) => is_kept === 0).map(({ id }) => id)
  // Whoever uploaded it has no more to say about it than others.
  if (fresh.length > 0) yield* run(db.updateTable('files').set({ is_kept: 1, member_id: null }).where('id', 'in', fresh))
  for (const id of fresh) yield* cancelDeadline('file-unused', id)
  for (const id of before.filter((one) => !found.has(one))) {
    if ((yield* run(db.deleteFrom('files').where('id', '=', id).where('workspace_id', '=', workspaceId).where('is_kept', '=', 1))) === 0) continue
    // An answer that is on its way may still copy it.
    yield* armDeadline({ kind: 'file-unused', subject: id, workspaceId, dueAt: now + UNUSED_AFTER_MS })
  }
  return { refs: new Map([...found].map(([id, row]) => [id, refOf(row)])) }
}

export interface CopyFiles<P extends Part> {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  readonly parts: readonly P[]
  readonly now: number
  /** A name for the copy in this place of the message, the same each time. */
  nameOf(index: number): FileId
}

/** Parts of an answer, with copies of the files that the workspace keeps: they are the message's own, and share the bytes. One that is gone is left out. */
export function* copyFiles<P extends Part>({ conversationId, messageId, parts, now, nameOf }: CopyFiles<P>): Work<readonly P[]> {
  const copied: P[] = []
  for (const [index, part] of parts.entries()) {
    const kept = part.type === 'file' ? yield* first(fileById, { id: part.file.id }) : undefined
    if (part.type === 'file' && kept?.is_kept !== 1) continue
    if (part.type !== 'file' || !kept) {
      copied.push(part)
      continue
    }
    const row = { ...kept, id: nameOf(index), conversation_id: conversationId, message_id: messageId, is_kept: 0 as const, bytes_of: kept.id, created_at: now }
    yield* run(insertFile, row)
    copied.push({ ...part, file: refOf(row) })
  }
  return copied
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
export function* eraseFiles(files: readonly Pick<FileRow, 'id' | 'workspace_id' | 'bytes_of'>[], now: number): Work<void> {
  for (const { id, workspace_id: workspaceId, bytes_of: bytesOf } of files) {
    yield* run(db.deleteFrom('files').where('id', '=', id))
    // Of a copy only the last takes the bytes along, and only if no answer refers to them any more.
    yield* armDeadline({ kind: 'file-unused', subject: bytesOf ?? id, workspaceId, dueAt: now })
  }
}
