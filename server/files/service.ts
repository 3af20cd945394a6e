/** Files that come piece by piece, are looked at, and are given out (CW-5). */
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { FileDescription, FileId, FileLinks, FileRef, MemberId, Result, UploadState, WorkspaceId } from '@foyer/sdk/protocol'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { Log } from '../logging/events.ts'
import type { FileRow } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { VARIANTS } from './folder.ts'
import type { FileFolder, KeptBytes, Variant } from './folder.ts'
import { createFileLinks } from './links.ts'
import { look as lookInProcess } from './looking.ts'
import type { Look } from './looking.ts'
import { endingOf, withEnding } from './rules.ts'
import { beginUpload, dropUnused, dropUpload, filesInMessages, finishUpload, readFile, readFilesOfAnswers, readUpload, refOf } from './store.ts'
import type { FilesPlace, Uploader } from './store.ts'

export interface FilesPorts {
  readonly store: Store
  readonly folder: FileFolder
  /** Signs the addresses. */
  readonly secret: string
  readonly log: Log
  now(): number
  /** A UUID of version 7. */
  newId(): string
  /** Default: in a process of its own. */
  readonly look?: Look
}

/** A file as it is served, and until when its address holds. */
export interface ServedFile {
  readonly row: FileRow
  readonly variant: Variant
  readonly bytes: KeptBytes
  readonly until: number
}

export interface FileService {
  begin(workspaceId: WorkspaceId, by: Uploader, file: FileDescription): Promise<Result<UploadState>>
  /** `whose`: by which turns are shared where pictures wait to be looked at, an address or a member. */
  state(id: FileId, by: Uploader, whose: string): Promise<Result<UploadState>>
  /** Adds the piece that begins at `offset`. With the last one the file is looked at. */
  write(id: FileId, by: Uploader, whose: string, offset: number, bytes: Uint8Array): Promise<Result<UploadState>>
  drop(id: FileId, by: Uploader): Promise<Result<null>>
  /** Addresses of those of these files that stand in messages of exactly this thread or conversation. */
  links(place: FilesPlace, ids: readonly FileId[]): Promise<readonly FileLinks[]>
  /** Addresses of those of these files that a member may see in answers of the workspace (AR-1). */
  linksInAnswers(workspaceId: WorkspaceId, memberId: MemberId, ids: readonly FileId[]): Promise<readonly FileLinks[]>
  /** Takes a file that is all here, for a message of a bot (AR-5). By the same rules as one that an agent uploads. */
  take(workspaceId: WorkspaceId, name: string, bytes: Uint8Array): Promise<Result<FileRef>>
  /** The file behind an address that we gave out. */
  find(address: { readonly id: string; readonly variant: string; readonly until: string; readonly sign: string }): Promise<ServedFile | undefined>
  /** Takes away what nothing holds any more. */
  unusedDue(due: ClaimedDeadline): Promise<void>
}

/** What stays free on the disk, which may be the database's too. */
export const RESERVE_BYTES = 256_000_000

export function createFiles({ store, folder, secret, log, now, newId, look = lookInProcess }: FilesPorts): FileService {
  const { linksOf, check } = createFileLinks(secret)
  const inTurn = createTurns()

  /** What the folder could not take or give passes by itself: the client keeps the file and comes back. */
  const guarded = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> =>
    work().catch((error: unknown) => {
      if (!isOfFolder(error)) throw error
      log('files-refused', { code: error.code ?? 'unknown', error })
      return fail('unavailable')
    })

  const hasRoom = async (bytes: number): Promise<boolean> => {
    const isThere = (await folder.free()) >= RESERVE_BYTES + bytes
    if (!isThere) log('files-refused', { code: 'reserve' })
    return isThere
  }

  /** The upload, how much of it is there, and the file if it is ready. */
  const standing = async (id: FileId, by: Uploader): Promise<{ row: FileRow; offset: number } | undefined> => {
    const row = await store.run(readUpload, { id, by })
    if (!row) return undefined
    const offset = row.is_ready === 1 ? row.size : await folder.length(id)
    return offset === undefined ? undefined : { row, offset }
  }
  const stateOf = (row: FileRow, offset: number): Result<UploadState> => ok({ id: row.id, offset, ...(row.is_ready === 1 && { file: refOf(row) }) })

  /** Takes an upload away for good. Should this server end between the two, the deadline takes the bytes. */
  const dropNow = async (id: FileId, by: Uploader): Promise<boolean> => {
    const isDropped = await store.run(dropUpload, { id, by })
    if (isDropped) await folder.remove(id)
    return isDropped
  }

  /** Looks at what is all there, unless somebody has. A server that ended before this goes on here when it is asked next. */
  const finish = async (row: FileRow, by: Uploader, whose: string): Promise<Result<UploadState>> => {
    const places = folder.places(row.id, newId())
    const finding = await look(places, endingOf(row.name), whose)
    if (!finding.ok) {
      await dropNow(row.id, by)
      return failTalk(finding.code)
    }
    const { ok: _ok, ending, ...found } = finding
    await folder.keep(row.id, { whole: places.whole, ...(found.hasThumbnail && { thumbnail: places.thumbnail }) })
    const ready = await store.run(finishUpload, { id: row.id, found: { ...found, name: ending === undefined ? row.name : withEnding(row.name, ending) } })
    if (!ready) return failTalk('file_gone')
    await folder.tidy(row.id)
    return stateOf(ready, ready.size)
  }

  const service: FileService = {
    begin: (workspaceId, by, file) =>
      guarded(async () => {
        if (!(await hasRoom(file.size))) return fail('unavailable')
        const id = newId() as FileId
        const begun = await store.run(beginUpload, { id, workspaceId, by, file, now: now() })
        if (!begun.ok) return begun
        await folder.begin(id)
        return ok({ id, offset: 0 })
      }),

    state: (id, by, whose) =>
      guarded(() =>
        inTurn(id, async () => {
          const upload = await standing(id, by)
          if (!upload) return failTalk('file_gone')
          const { row, offset } = upload
          return row.is_ready === 0 && offset === row.size ? finish(row, by, whose) : stateOf(row, offset)
        }),
      ),

    write: (id, by, whose, from, bytes) =>
      guarded(() =>
        inTurn(id, async () => {
          const upload = await standing(id, by)
          if (!upload) return failTalk('file_gone')
          const { row, offset } = upload
          // The answer to the last piece was lost.
          if (row.is_ready === 1) return stateOf(row, offset)
          if (from !== offset) return failTalk('upload_elsewhere')
          if (offset + bytes.length > row.size) return fail('too_large')
          // Asked again with each piece: many that were begun while there was room would fill it together.
          if (!(await hasRoom(bytes.length))) return fail('unavailable')
          await folder.write(id, offset, bytes)
          return offset + bytes.length === row.size ? finish(row, by, whose) : stateOf(row, offset + bytes.length)
        }),
      ),

    drop: (id, by) => guarded(() => inTurn(id, async () => ((await dropNow(id, by)) ? ok(null) : failTalk('file_gone')))),

    async links(place, ids) {
      const found = new Map((await store.run(filesInMessages, { place, ids })).map((row) => [row.id, row]))
      return ids.flatMap((id) => found.get(id) ?? []).map((row) => linksOf(row, now()))
    },

    linksInAnswers: async (workspaceId, memberId, ids) => (await store.run(readFilesOfAnswers, { workspaceId, memberId, ids })).map((row) => linksOf(row, now())),

    async take(workspaceId, name, bytes) {
      const by = { kind: 'machine' } as const
      const begun = await service.begin(workspaceId, by, { name, type: '', size: bytes.length })
      if (!begun.ok) return begun
      const written = await service.write(begun.value.id, by, workspaceId, 0, bytes)
      if (!written.ok) return written
      return written.value.file ? ok(written.value.file) : failTalk('file_gone')
    },

    async find(address) {
      const until = check(address, now())
      const variant = VARIANTS.find((name) => name === address.variant)
      if (until === undefined || variant === undefined) return undefined
      const id = address.id as FileId
      const row = await store.run(readFile, { id })
      const bytes = row && (await folder.find(row.bytes_of ?? id, variant))
      return bytes && { row, variant, bytes, until }
    },

    async unusedDue({ subject }) {
      const id = subject as FileId
      if (await store.run(dropUnused, { id })) await folder.remove(id)
    },
  }
  return service
}

/** One thing after another for each upload: a client that lost its line asks again while the first piece is still written. */
function createTurns(): <T>(id: FileId, work: () => Promise<T>) => Promise<T> {
  const last = new Map<FileId, Promise<unknown>>()
  return (id, work) => {
    const turn = (last.get(id) ?? Promise.resolve()).then(work, work)
    last.set(id, turn)
    const clear = () => void (last.get(id) === turn && last.delete(id))
    turn.then(clear, clear)
    return turn
  }
}

/** Full, not there, not ours, broken: whatever the system says of a disk has a code. */
const isOfFolder = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error
