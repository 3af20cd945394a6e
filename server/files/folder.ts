/**
 * The folder that holds the bytes of files, each in a folder of its own: `part` while it comes, then `whole` and maybe
 * `thumbnail`. Several servers may share it, for nothing of it is kept in memory: how far an upload is, its length on the
 * disk says. What has been answered is on the disk.
 */
import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { FileId } from '@foyer/sdk/protocol'
import type { ByteRange } from './rules.ts'

export const VARIANTS = ['whole', 'thumbnail'] as const
export type Variant = (typeof VARIANTS)[number]

/** What was made of an upload, by paths beside it. */
export type Made = Partial<Readonly<Record<Variant, string>>>

export interface KeptBytes {
  readonly size: number
  /** Opens nothing until it is read. */
  read(range?: ByteRange): ReadableStream<Uint8Array>
}

export interface FileFolder {
  /** Makes room for a file that is going to come. */
  begin(id: FileId): Promise<void>
  /** How much of an upload is there; `undefined`: there is none. */
  length(id: FileId): Promise<number | undefined>
  /**
   * Writes the piece that begins where the upload ends. What was begun and could not be written to its end is taken
   * back. The same piece twice, even at once, leaves it once.
   */
  write(id: FileId, offset: number, bytes: Uint8Array): Promise<void>
  /** Where the upload lies, and where what is made of it is put until it is kept. */
  places(id: FileId, attempt: string): { readonly part: string } & Readonly<Record<Variant, string>>
  /** Keeps what was made of an upload. The upload stays until it is known of: a server that ends in between looks again. */
  keep(id: FileId, made: Made): Promise<void>
  /** Lets go of the upload of a file that is kept, and of what servers that ended have left of it. */
  tidy(id: FileId): Promise<void>
  find(id: FileId, variant: Variant): Promise<KeptBytes | undefined>
  /** Takes everything of a file away. Without one it does nothing. */
  remove(id: FileId): Promise<void>
  /** What is free on its disk, in bytes. */
  free(): Promise<number>
}

/** The part of the file system that a test lets fail. */
export interface Disk {
  write(file: FileHandle, bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>
  free(folder: string): Promise<number>
}
const realDisk: Disk = {
  write: (file, bytes, offset) => file.write(bytes, 0, bytes.length, offset),
  free: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}

export function createFileFolder(root: string, disk: Disk = realDisk): FileFolder {
  // The last two of an id are chance, and 256 folders are few enough to look at and many enough to stay small.
  const shardOf = (id: FileId) => path.join(root, id.slice(-2))
  const folderOf = (id: FileId) => path.join(shardOf(id), id)
  const partOf = (id: FileId) => path.join(folderOf(id), 'part')

  return {
    async begin(id) {
      await mkdir(folderOf(id), { recursive: true })
      await (await open(partOf(id), 'a')).close()
      for (const folder of [folderOf(id), shardOf(id), root]) await syncFolder(folder)
    },

    length: (id) => stat(partOf(id)).then(({ size }) => size, absent),

    async write(id, offset, bytes) {
      const file = await open(partOf(id), constants.O_RDWR)
      try {
        for (let written = 0; written < bytes.length; ) {
          written += (await disk.write(file, bytes.subarray(written), offset + written)).bytesWritten
        }
        // What it is answered with must be true after a power cut too.
        await file.datasync()
      } catch (error) {
        await file.truncate(offset)
        throw error
      } finally {
        await file.close()
      }
    },

    places(id, attempt) {
      const at = (variant: Variant) => path.join(folderOf(id), `${variant}.${attempt}`)
      return { part: partOf(id), whole: at('whole'), thumbnail: at('thumbnail') }
    },

    async keep(id, made) {
      for (const variant of VARIANTS) {
        const from = made[variant]
        if (from === undefined) continue
        await syncFile(from)
        await rename(from, path.join(folderOf(id), variant))
      }
      await syncFolder(folderOf(id))
    },

    async tidy(id) {
      const left = (await readdir(folderOf(id))).filter((name) => !VARIANTS.some((variant) => variant === name))
      for (const name of left) await rm(path.join(folderOf(id), name), { force: true })
    },

    async find(id, variant) {
      const place = path.join(folderOf(id), variant)
      const found = await stat(place).catch(absent)
      return found && { size: found.size, read: (range) => bytesOf(place, range) }
    },

    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    free: () => disk.free(root),
  }
}

/** Read at once: few reads, and little that waits for a slow line. */
const READ_BYTES = 256 * 1024

/** It opens the file when somebody begins to read, and lets go of it at the end, and when nobody reads on. */
function bytesOf(place: string, range: ByteRange | undefined): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined
  let at = range?.from ?? 0
  const to = range?.to ?? Infinity
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    file ??= await open(place)
    const chunk = Buffer.allocUnsafe(Math.min(READ_BYTES, to - at + 1))
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
    at += bytesRead
    if (bytesRead > 0) controller.enqueue(chunk.subarray(0, bytesRead))
    if (bytesRead > 0 && at <= to) return
    await file.close()
    controller.close()
  }
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        pull(controller).catch(async (error: unknown) => {
          await file?.close()
          throw error
        }),
      cancel: async () => file?.close(),
    },
    { highWaterMark: 0 },
  )
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}

async function syncFile(place: string): Promise<void> {
  const file = await open(place, 'r+')
  await file.sync().finally(() => file.close())
}

/** So that the name is on the disk too. Not every system opens folders; those that do not, look after it themselves. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder).catch(() => undefined)
  await opened?.sync().catch(() => undefined)
  await opened?.close()
}
