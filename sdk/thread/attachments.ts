/**
 * Files that were chosen and are not sent yet, and messages that wait for their files (CW-5, CW-7).
 *
 * A file begins to go up as soon as it is chosen. With Send it goes into a parcel: a message that is handed on when all
 * of its files are there. Until then everything is kept on the device, where that keeps things, so that a reload or a
 * crash goes on where it stopped; one tab at a time holds a file, and another takes it over when that tab is gone. What
 * the server refuses comes back to the composer with its reason, and the text with it.
 */
import { LIMITS } from '@foyer/sdk/protocol'
import type { FileDescription, FileId, FilePart, Part } from '@foyer/sdk/protocol'
import { createUpload } from './uploads.ts'
import type { Upload, UploadOptions } from './uploads.ts'
import type { Stop, TabLocks } from './types.ts'

/** Where files are kept until their message is. Each call may reject: then they are in memory alone (CW-30). */
export interface FileShelf {
  list(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]>
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): Promise<unknown>
  remove(keys: readonly string[]): Promise<unknown>
}

export interface AttachmentsOptions extends Pick<UploadOptions, 'requests' | 'clock' | 'random' | 'signals'> {
  /** Names what is kept; only what bears the same name is taken up again. Absent: nothing is kept. */
  readonly group?: string | undefined
  readonly shelf?: FileShelf | undefined
  /** Without them nothing is kept: two tabs would send the same. */
  readonly locks?: TabLocks | undefined
  newId(): string
  /** How large a picture is, in pixels; nothing if it is none that can be drawn here. */
  measure(blob: Blob): Promise<{ readonly width: number; readonly height: number } | undefined>
  /** Hands a message on. Resolves when it is kept, and rejects if it is not taken. */
  send(parts: readonly Part[]): Promise<unknown>
  /** Whether files stand in a message already: a page that crashed just after handing it on could not say so. */
  isSent(ids: readonly FileId[]): Promise<boolean>
  /** The text of a message that cannot go out as it is. */
  onPutBack(text: string): void
}

export interface ChosenFile {
  /** Names it on this device. No file of the server's bears such a name. */
  readonly key: FileId
  readonly blob: Blob
  readonly description: FileDescription
  /** Of a picture. */
  readonly width?: number
  readonly height?: number
  readonly upload: Upload
}

/** A message that waits for its files. */
export interface Parcel {
  readonly id: string
  readonly text: string
  /** Milliseconds since 1970, by this device. */
  readonly writtenAt: number
  readonly parts: readonly Part[]
}

export interface NewFile {
  readonly blob: Blob
  readonly name: string
  readonly durationMs?: number
}

export interface Attachments {
  /** What stands in the composer, in the order chosen. */
  readonly chosen: readonly ChosenFile[]
  readonly parcels: readonly Parcel[]
  /** Calls with every change, also of an upload's progress. */
  subscribe(listener: () => void): Stop
  add(files: readonly NewFile[]): void
  /** Takes a file out: of the composer, or of its message. */
  remove(key: FileId): void
  retry(key: FileId): void
  /** Sends what is chosen, and the text with it. */
  send(text: string): void
  /** Sends one file by itself, past what is chosen: a voice message. */
  sendAlone(file: NewFile): void
  /** A file of this device: by its own name, or by the one that the server has given it since. */
  find(id: FileId): ChosenFile | undefined
  /** Stops; what is kept stays, for the next page. */
  destroy(): void
}

/** What is kept of a file beside its bytes. */
interface Kept {
  readonly description: FileDescription
  readonly nr: number
  readonly id?: FileId
  readonly width?: number
  readonly height?: number
  readonly parcel?: { readonly id: string; readonly text: string; readonly writtenAt: number }
}

interface Entry extends Omit<ChosenFile, 'upload' | 'width' | 'height'> {
  upload: Upload
  width?: number
  height?: number
  readonly nr: number
  parcel?: Parcel
  /** As last kept. */
  keptAs?: string
  /** Was taken up from an earlier page. */
  readonly isOld: boolean
  letGo: Stop
}

/** So many files that have gone out are still known, for showing them without fetching them again. */
const REMEMBERED = 20

export const LOCAL = 'local:'
/** The bytes are kept beside what is known of them, so that they are written once. */
const BYTES = ':bytes'
export const shelfKey = (group: string): string => `foyer:upload:${group}:`

export function createAttachments(options: AttachmentsOptions): Attachments {
  const { group, shelf: anyShelf, locks, requests, clock, random, signals } = options
  const shelf = group !== undefined && locks ? anyShelf : undefined
  const prefix = shelfKey(group ?? '')
  const listeners = new Set<() => void>()
  const entries = new Map<FileId, Entry>()
  const gone = new Map<FileId, Entry>()
  let parcels: readonly Parcel[] = []
  let chosen: readonly ChosenFile[] = []
  let count = 0
  let isOver = false
  /** Files that are waited for, or were. */
  const known = new Set<string>()
  const life = new AbortController()

  function changed(): void {
    if (isOver) return
    chosen = [...entries.values()].filter((entry) => !entry.parcel).toSorted((one, other) => one.nr - other.nr)
    for (const listener of listeners) listener()
  }

  // --- one file

  function take(key: FileId, blob: Blob, kept: Kept, isOld: boolean, letGo: Stop): Entry {
    const entry: Entry = { key, blob, description: kept.description, nr: kept.nr, isOld, letGo, ...(kept.width && kept.height && { width: kept.width, height: kept.height }), upload: undefined as never }
    entries.set(key, entry)
    entry.upload = createUpload({ source: blob, file: kept.description, id: kept.id, requests, clock, random, signals, onChange: () => moved(entry) })
    return entry
  }

  function moved(entry: Entry): void {
    if (!entries.has(entry.key) || isOver) return
    const { progress } = entry.upload
    if (progress.status === 'failed' && entry.parcel) return unpack(entry.parcel)
    keep(entry)
    changed()
    if (entry.parcel) handOn(entry.parcel)
  }

  /** Takes in what the user has given just now. */
  function addOne({ blob, name, durationMs }: NewFile, parcel?: Parcel): Entry {
    const key = `${LOCAL}${options.newId()}` as FileId
    const description: FileDescription = { name, type: blob.type, size: blob.size, ...(durationMs !== undefined && { durationMs }) }
    const nr = clock.now() * 100 + (count++ % 100)
    known.add(key)
    const entry = take(key, blob, { description, nr }, false, hold(key))
    if (parcel) entry.parcel = parcel
    shelf?.put(prefix + key + BYTES, blob).catch(() => undefined)
    keep(entry)
    if (blob.type.startsWith('image/')) {
      void options.measure(blob).then((size) => {
        if (!size) return
        Object.assign(entry, size)
        repack(entry)
        keep(entry)
        changed()
      })
    }
    return entry
  }

  function keep(entry: Entry): void {
    const { description, nr, width, height, parcel, upload } = entry
    const kept: Kept = {
      description,
      nr,
      ...(upload.id !== undefined && { id: upload.id }),
      ...(width && height && { width, height }),
      ...(parcel && { parcel: { id: parcel.id, text: parcel.text, writtenAt: parcel.writtenAt } }),
    }
    const keptAs = JSON.stringify(kept)
    if (keptAs === entry.keptAs) return
    entry.keptAs = keptAs
    shelf?.put(prefix + entry.key, kept).catch(() => undefined)
  }

  function drop(entry: Entry): void {
    entries.delete(entry.key)
    entry.letGo()
    shelf?.remove([prefix + entry.key, prefix + entry.key + BYTES]).catch(() => undefined)
  }

  // --- messages

  const filesOf = (parcel: Parcel) => [...entries.values()].filter((entry) => entry.parcel?.id === parcel.id).toSorted((one, other) => one.nr - other.nr)

  /** As it looks on this device while it waits. */
  const partsOf = (text: string, files: readonly Entry[]): readonly Part[] => [
    ...files.map(({ key, description, width, height }): FilePart => ({ type: 'file', file: { ...description, id: key, ...(width && height && { width, height }) } })),
    ...(text ? [{ type: 'text', text } as const] : []),
  ]

  function pack(parcel: Omit<Parcel, 'parts'>, files: readonly Entry[]): void {
    const packed: Parcel = { ...parcel, parts: partsOf(parcel.text, files) }
    for (const entry of files) entry.parcel = packed
    parcels = [...parcels.filter(({ id }) => id !== packed.id), packed].toSorted((one, other) => one.writtenAt - other.writtenAt)
    for (const entry of files) keep(entry)
    changed()
    handOn(packed)
  }

  /** What is shown of its message follows a file. */
  function repack({ parcel }: Entry): void {
    if (!parcel) return
    const files = filesOf(parcel)
    const packed = { ...parcel, parts: partsOf(parcel.text, files) }
    for (const entry of files) entry.parcel = packed
    parcels = parcels.map((each) => (each.id === packed.id ? packed : each))
  }

  const handing = new Set<string>()

  async function handOn({ id, text }: Parcel): Promise<void> {
    const files = filesOf({ id } as Parcel)
    const ready = files.flatMap(({ upload: { progress } }) => (progress.status === 'ready' ? progress.file : []))
    if (files.length === 0 || ready.length < files.length || handing.has(id)) return
    handing.add(id)
    try {
      const wasSent = files.some(({ isOld }) => isOld) && (await options.isSent(ready.map((file) => file.id)))
      if (isOver) return
      if (!wasSent) await options.send([...ready.map((file): FilePart => ({ type: 'file', file })), ...(text ? [{ type: 'text', text } as const] : [])])
      for (const entry of files) {
        drop(entry)
        gone.set(entry.key, entry)
      }
      for (const key of [...gone.keys()].slice(0, -REMEMBERED)) gone.delete(key)
      parcels = parcels.filter((parcel) => parcel.id !== id)
      changed()
    } catch {
      const parcel = parcels.find((each) => each.id === id)
      if (parcel) unpack(parcel)
    } finally {
      handing.delete(id)
    }
  }

  /** Back into the composer: files, text and all. */
  function unpack({ id, text }: Parcel): void {
    const files = filesOf({ id } as Parcel)
    parcels = parcels.filter((parcel) => parcel.id !== id)
    for (const entry of files) {
      delete entry.parcel
      keep(entry)
    }
    changed()
    if (text && !isOver) options.onPutBack(text)
  }

  // --- other pages

  /** Holds a file for this tab until it is let go, or the tab ends. */
  function hold(key: FileId, granted: () => Promise<void> = async () => undefined): Stop {
    let letGo: Stop = () => undefined
    const until = new Promise<void>((resolve) => (letGo = resolve))
    if (shelf) {
      locks?.request(`foyer:upload:${key}`, { signal: life.signal }, async () => {
        await granted()
        await until
      }).catch(() => undefined)
    }
    return letGo
  }

  /** Takes up what pages before this one have left, and waits for what other tabs hold. */
  async function takeUp(): Promise<void> {
    if (!shelf || isOver) return
    const found = new Map(await shelf.list(prefix).catch(() => []))
    for (const [place, value] of found) {
      const key = place.slice(prefix.length) as FileId
      if (place.endsWith(BYTES) || known.has(key) || isOver) continue
      known.add(key)
      const letGo = hold(key, async () => {
        // Whoever held it may have sent it.
        const [kept, blob] = await Promise.all([shelf.get(place), shelf.get(place + BYTES)]).catch(() => [])
        if (isOver) return
        if (isKept(kept) && blob instanceof Blob) adopt(take(key, blob, kept, true, letGo), kept)
        else {
          letGo()
          // Its bytes did not fit onto the device.
          if (kept) shelf.remove([place]).catch(() => undefined)
        }
      })
      // Its message is whole when all of its files are here: they were kept before it went.
      if (isKept(value) && value.parcel && found.has(place + BYTES)) awaited.set(value.parcel.id, (awaited.get(value.parcel.id) ?? 0) + 1)
    }
  }

  /** How many files of messages of earlier pages are to come. */
  const awaited = new Map<string, number>()

  function adopt(entry: Entry, kept: Kept): void {
    entry.keptAs = JSON.stringify(kept)
    if (!kept.parcel) return changed()
    entry.parcel = { ...kept.parcel, parts: [] }
    const files = filesOf(entry.parcel)
    if (files.length >= (awaited.get(kept.parcel.id) ?? 0)) pack(kept.parcel, files)
  }

  void takeUp()
  const stopWatching = signals.onAwake(() => void takeUp())

  return {
    get chosen() {
      return chosen
    },
    get parcels() {
      return parcels
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    add(files) {
      for (const file of files) addOne(file)
      changed()
    },
    remove(key) {
      const entry = entries.get(key)
      if (!entry) return
      const { parcel } = entry
      entry.upload.cancel()
      drop(entry)
      if (parcel) {
        const files = filesOf(parcel)
        if (files.length > 0) pack(parcel, files)
        else {
          parcels = parcels.filter(({ id }) => id !== parcel.id)
          // The words were meant to be sent: they wait in the composer.
          if (parcel.text) options.onPutBack(parcel.text)
        }
      }
      changed()
    },
    retry: (key) => entries.get(key)?.upload.retry(),
    send(text) {
      const files = [...entries.values()].filter(({ parcel }) => !parcel).toSorted((one, other) => one.nr - other.nr)
      if (files.length > 0) pack({ id: `${LOCAL}${options.newId()}`, text, writtenAt: clock.now() }, files)
    },
    sendAlone(file) {
      const parcel = { id: `${LOCAL}${options.newId()}`, text: '', writtenAt: clock.now() }
      pack(parcel, [addOne(file, { ...parcel, parts: [] })])
    },
    find(id) {
      const held = entries.get(id) ?? gone.get(id)
      return held ?? [...entries.values(), ...gone.values()].find(({ upload: { progress } }) => progress.status === 'ready' && progress.file.id === id)
    },
    destroy() {
      isOver = true
      life.abort()
      stopWatching()
      listeners.clear()
      for (const entry of entries.values()) {
        entry.upload.stop()
        entry.letGo()
      }
    },
  }
}

const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'description' in value && 'nr' in value

/** The most files of a message: a text has a place beside them. */
export const MOST_FILES = LIMITS.parts - 1
