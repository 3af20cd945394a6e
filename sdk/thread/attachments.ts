/**
 * Files that were chosen and are not sent yet, and files of messages that wait for them (CW-5, CW-7).
 *
 * A file begins to go up as soon as it is chosen. With Send its message goes into the outbox, which keeps its place, and
 * calls the file by its name on this device; when all of its files are there, the message is filled in and goes. Until
 * then files are kept on the device, where that keeps things, so that a reload or a crash goes on where it stopped; one
 * tab at a time holds a file, and another takes it over when that tab is gone. A message whose files nobody has any more
 * has failed, so that it does not stand in the way. What the server refuses comes back to the composer with its reason,
 * and the text with it.
 */
import { LIMITS } from '@foyer/sdk/protocol'
import type { Failure, FileDescription, FileId, FilePart, MessageId, Part, StartContext } from '@foyer/sdk/protocol'
import { LOCAL, isLocal } from './parts.ts'
import { createUpload } from './uploads.ts'
import type { Upload, UploadOptions } from './uploads.ts'
import type { Clock, PendingMessage, Stop, TabChannel, TabLocks, ThreadClient, ThreadState } from './types.ts'

/** Where files are kept until their message is. Each call may reject: then they are in memory alone (CW-30). */
export interface FileShelf {
  list(prefix: string): Promise<readonly (readonly [key: string, value: unknown])[]>
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): Promise<unknown>
  remove(keys: readonly string[]): Promise<unknown>
}

/** The outbox, as far as messages wait in it for their files. See `ThreadClient`. */
export interface WaitingRoom extends Pick<ThreadClient, 'send' | 'fill' | 'takeBack'> {
  readonly state: Pick<ThreadState, 'pending' | 'isLoaded' | 'connection'>
  subscribe(listener: () => void): Stop
}

export interface AttachmentsOptions extends Pick<UploadOptions, 'requests' | 'random' | 'signals'> {
  readonly clock: Clock
  /** Names what is kept; only what bears the same name is taken up again. Absent: nothing is kept. */
  readonly group?: string | undefined
  readonly shelf?: FileShelf | undefined
  /** Without them nothing is kept: two tabs would send the same. */
  readonly locks?: TabLocks | undefined
  /** By it tabs ask one another whether they live. */
  readonly channel?: ((name: string) => TabChannel) | undefined
  readonly room: WaitingRoom
  newId(): string
  /** How large a picture is, in pixels; nothing if it is none that can be drawn here. */
  measure(blob: Blob): Promise<{ readonly width: number; readonly height: number } | undefined>
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

export interface NewFile {
  readonly blob: Blob
  readonly name: string
  readonly durationMs?: number
}

export interface Attachments {
  /** What stands in the composer, in the order chosen. */
  readonly chosen: readonly ChosenFile[]
  /** Calls with every change, also of an upload's progress. */
  subscribe(listener: () => void): Stop
  add(files: readonly NewFile[]): void
  /** Takes a file out: of the composer, or of its message. */
  remove(key: FileId): void
  retry(key: FileId): void
  /** Sends what is chosen, and the text with it. Rejects if that is not taken: the files are in the composer again then. */
  send(text: string, start?: StartContext): Promise<MessageId>
  /** Sends one file by itself, past what is chosen: a voice message. */
  sendAlone(file: NewFile, start?: StartContext): Promise<MessageId>
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
  /** The message that it goes with, once that is in the outbox. */
  readonly message?: MessageId
}

interface Entry extends Omit<ChosenFile, 'upload' | 'width' | 'height'> {
  upload: Upload
  width?: number
  height?: number
  readonly nr: number
  /** It is not in the composer, but goes with this message. */
  message?: MessageId | typeof LEAVING
  /** As last kept. */
  keptAs?: string
  readonly letGo: Stop
}

/** So many files that have gone out are still known, for showing them without fetching them again. */
const REMEMBERED = 20
/** Its message is not in the outbox yet: hooks of the page may keep that waiting. */
const LEAVING = ''
/** The bytes are kept beside what is known of them, so that they are written once. */
const BYTES = ':bytes'
export const shelfKey = (group: string): string => `foyer:upload:${group}:`

/** So often a tab that holds a file is asked whether it lives, and so often in vain before it is taken from it. */
const ASK_EVERY_MS = 5_000
const MOST_ASKS = 3

/** What is held in this page: where there are no locks, that is all one can know. */
const ofThisPage = new Set<FileId>()

export function createAttachments(options: AttachmentsOptions): Attachments {
  const { group, shelf: anyShelf, locks, requests, clock, random, signals, room } = options
  const shelf = group !== undefined && locks ? anyShelf : undefined
  const prefix = shelfKey(group ?? '')
  const listeners = new Set<() => void>()
  const entries = new Map<FileId, Entry>()
  const gone = new Map<FileId, Entry>()
  /** Messages that are being filled in or taken back. */
  const busy = new Set<MessageId>()
  /** Messages that were seen to wait. */
  const seen = new Set<MessageId>()
  let chosen: readonly ChosenFile[] = []
  let count = 0
  let isOver = false
  const life = new AbortController()

  function changed(): void {
    if (isOver) return
    chosen = inOrder([...entries.values()].filter(({ message }) => message === undefined))
    for (const listener of [...listeners]) listener()
  }

  // --- one file

  function take(key: FileId, blob: Blob, { description, nr, id, width, height, message }: Kept, letGo: Stop): Entry {
    const entry: Entry = { key, blob, description, nr, letGo, ...(width && height && { width, height }), ...(message && { message }), upload: undefined as never }
    entries.set(key, entry)
    ofThisPage.add(key)
    entry.upload = createUpload({ source: blob, file: description, id, requests, clock, random, signals, onChange: () => moved(entry) })
    return entry
  }

  function moved(entry: Entry): void {
    if (!entries.has(entry.key) || isOver) return
    keep(entry)
    look()
    changed()
  }

  /** Takes in what the user has given just now. */
  function addOne({ blob, name, durationMs }: NewFile): Entry {
    const key = `${LOCAL}${options.newId()}` as FileId
    const description: FileDescription = { name, type: blob.type, size: blob.size, ...(durationMs !== undefined && { durationMs }) }
    const nr = clock.now() * 100 + (count++ % 100)
    const entry = take(key, blob, { description, nr }, hold(key))
    shelf?.put(prefix + key + BYTES, blob).catch(() => undefined)
    keep(entry)
    if (blob.type.startsWith('image/')) {
      void options.measure(blob).then((size) => {
        if (!size) return
        Object.assign(entry, size)
        keep(entry)
        changed()
      })
    }
    return entry
  }

  function keep(entry: Entry): void {
    const { key, description, nr, width, height, message, upload } = entry
    if (entries.get(key) !== entry) return
    const kept: Kept = { description, nr, ...(upload.id !== undefined && { id: upload.id }), ...(width && height && { width, height }), ...(message && { message }) }
    const keptAs = JSON.stringify(kept)
    if (keptAs === entry.keptAs) return
    entry.keptAs = keptAs
    shelf?.put(prefix + key, kept).catch(() => undefined)
  }

  function drop(entry: Entry): void {
    entries.delete(entry.key)
    entry.upload.stop()
    entry.letGo()
    shelf?.remove([prefix + entry.key, prefix + entry.key + BYTES]).catch(() => undefined)
  }

  /** Into the composer. */
  function bringBack(files: readonly Entry[]): void {
    for (const entry of files) {
      delete entry.message
      keep(entry)
    }
    changed()
  }

  // --- messages

  const waiting = () => room.state.pending.filter(({ waits, status }) => waits && status === 'sending')
  const filesOf = (id: MessageId) => [...entries.values()].filter(({ message }) => message === id)

  /** Files go as the outbox says: with a message that waits for them, or, where it waits no more, without it. */
  function look(): void {
    if (isOver) return
    const messages = waiting().filter(({ draft: { id } }) => !busy.has(id))
    let isOther = false
    for (const message of messages) {
      const { id, parts } = message.draft
      seen.add(id)
      for (const { file } of parts.filter(isLocal)) {
        const entry = entries.get(file.id)
        if (!entry) want(file.id)
        else if (entry.message !== id) {
          entry.message = id
          keep(entry)
          isOther = true
        }
      }
      settle(message)
    }
    const { isLoaded, connection } = room.state
    // What this page has not seen has left the outbox before it came, or is yet to be read from the device.
    const isAllKnown = isLoaded && connection.status === 'connected'
    for (const entry of entries.values()) {
      const { message } = entry
      if (!message || busy.has(message) || !(seen.has(message) || isAllKnown)) continue
      const now = room.state.pending.find(({ draft }) => draft.id === message)
      if (now?.waits && now.status === 'failed') delete entry.message
      else if (now?.waits && now.draft.parts.some((part) => part.type === 'file' && part.file.id === entry.key)) continue
      else drop(entry)
      keep(entry)
      isOther = true
    }
    if (isOther) changed()
  }

  /** Fills a message in whose files are all there, and takes one back of which a file was refused. */
  function settle({ waits: _none, ...message }: PendingMessage): void {
    const { id, parts } = message.draft
    const files = parts.filter(isLocal).map(({ file }) => entries.get(file.id))
    if (files.some((entry) => entry?.upload.progress.status === 'failed')) return void takeBack(id)
    const ready = new Map(files.flatMap((entry) => (entry?.upload.progress.status === 'ready' ? [[entry.key, entry.upload.progress.file] as const] : [])))
    if (ready.size === files.length) void fill({ ...message, draft: { ...message.draft, parts: parts.map((part) => (isLocal(part) ? { type: 'file', file: ready.get(part.file.id) ?? part.file } : part)) } })
  }

  async function fill(message: PendingMessage): Promise<void> {
    const { id } = message.draft
    busy.add(id)
    // Until it is kept with them, its files are.
    await room.fill(message)
    busy.delete(id)
    if (isOver) return
    for (const entry of filesOf(id)) {
      drop(entry)
      gone.set(entry.key, entry)
    }
    for (const key of [...gone.keys()].slice(0, -REMEMBERED)) gone.delete(key)
    changed()
  }

  /** Back into the composer: what it has of files, and its text. */
  async function takeBack(id: MessageId): Promise<void> {
    busy.add(id)
    bringBack(filesOf(id))
    const text = (await room.takeBack(id))?.parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n')
    busy.delete(id)
    if (text && !isOver) options.onPutBack(text)
  }

  /** A file is nowhere any more: what waits for it would wait for ever. */
  function lose(key: FileId): void {
    for (const message of waiting()) {
      const { waits = 1, draft } = message
      if (draft.parts.some((part) => isLocal(part) && part.file.id === key)) void room.fill({ ...message, waits: waits + 1, status: 'failed', failure: LOST })
    }
  }

  async function send(files: readonly Entry[], text: string, start?: StartContext): Promise<MessageId> {
    for (const entry of files) entry.message = LEAVING
    changed()
    const parts: readonly Part[] = [
      ...files.map(({ key, description, width, height }): FilePart => ({ type: 'file', file: { ...description, id: key, ...(width && height && { width, height }) } })),
      ...(text ? [{ type: 'text', text } as const] : []),
    ]
    try {
      const id = await room.send(parts, start)
      // What it was sent without, by the page's wish, goes nowhere.
      seen.add(id)
      for (const entry of files) if (entry.message === LEAVING) entry.message = id
      look()
      return id
    } catch (error) {
      bringBack(files.filter(({ message }) => message === LEAVING))
      throw error
    }
  }

  // --- other pages

  /** Files that this tab holds, or waits for; of the latter, how often was asked in vain whether who holds them lives. */
  const places = new Map<FileId, { isHeld: boolean; asked: number; steal(): void }>()

  /** Holds a file for this tab until it is let go, or the tab ends. */
  function hold(key: FileId, granted: () => Promise<void> = async () => undefined): Stop {
    let letGo: Stop = () => undefined
    const until = new Promise<void>((resolve) => (letGo = resolve))
    const request = (how: { readonly signal?: AbortSignal; readonly steal?: boolean }): void => {
      locks?.request(lockOf(key), how, async () => {
        if (places.get(key) !== place || place.isHeld || isOver) return
        place.isHeld = true
        await granted()
        await until
      }).catch(() => {
        if (!place.isHeld || places.get(key) !== place) return
        // This tab was stopped and did not answer, so that another has taken the file.
        places.delete(key)
        entries.get(key)?.upload.stop()
        entries.delete(key)
        look()
        changed()
      })
    }
    const place = { isHeld: false, asked: 0, steal: () => request({ steal: true }) }
    places.set(key, place)
    request({ signal: life.signal })
    if (!locks && !ofThisPage.has(key)) void granted()
    return () => {
      if (places.get(key) === place) places.delete(key)
      ofThisPage.delete(key)
      letGo()
    }
  }

  /** Takes a file up as soon as no other tab holds it. */
  function want(key: FileId): void {
    if (places.has(key) || isOver) return
    const letGo = hold(key, async () => {
      // Whoever held it may have sent it.
      const [kept, blob] = await Promise.all([shelf?.get(prefix + key), shelf?.get(prefix + key + BYTES)]).catch(() => [])
      if (isOver) return letGo()
      if (isKept(kept) && blob instanceof Blob) {
        const entry = take(key, blob, kept, letGo)
        entry.keptAs = JSON.stringify(kept)
        look()
        changed()
        return
      }
      letGo()
      // Its bytes did not fit onto the device.
      if (kept) shelf?.remove([prefix + key]).catch(() => undefined)
      lose(key)
    })
  }

  /** Takes up what pages before this one have left, and waits for what other tabs hold. */
  async function takeUp(): Promise<void> {
    const found = (await shelf?.list(prefix).catch(() => [])) ?? []
    for (const [place] of found) if (!place.endsWith(BYTES)) want(place.slice(prefix.length) as FileId)
  }

  // Of tabs that do not answer, phones have stopped most. What waits for their files would wait as long.
  const line = locks && group !== undefined ? options.channel?.(lockOf(group as FileId)) : undefined
  line?.addEventListener('message', ({ data }) => {
    const { asks, lives } = Object(data) as { readonly asks?: FileId; readonly lives?: FileId }
    const place = places.get((asks ?? lives) as FileId)
    if (asks && place?.isHeld) line.postMessage({ lives: asks })
    if (lives && place) place.asked = 0
  })
  function askAround(): void {
    stopAsking = clock.after(ASK_EVERY_MS, askAround)
    for (const { draft } of waiting()) {
      for (const { file: { id: asks } } of draft.parts.filter(isLocal)) {
        const place = places.get(asks)
        if (!place || place.isHeld) continue
        if (++place.asked > MOST_ASKS) place.steal()
        else line?.postMessage({ asks })
      }
    }
  }
  let stopAsking = line ? clock.after(ASK_EVERY_MS, askAround) : () => undefined

  void takeUp()
  const stops = [signals.onAwake(() => void takeUp()), room.subscribe(look)]
  look()

  return {
    get chosen() {
      return chosen
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
      const { message: id } = entry ?? {}
      if (!entry || id === LEAVING || (id && busy.has(id))) return
      entry.upload.cancel()
      drop(entry)
      const message = waiting().find(({ draft }) => draft.id === id)
      if (message && id) {
        const parts = message.draft.parts.filter((part) => part.type !== 'file' || part.file.id !== key)
        // Words alone were not what was meant to be sent: they wait in the composer.
        if (parts.some(isLocal)) void room.fill({ ...message, waits: (message.waits ?? 0) + 1, draft: { ...message.draft, parts } })
        else void takeBack(id)
      }
      changed()
    },
    retry: (key) => entries.get(key)?.upload.retry(),
    send: (text, start) => send(inOrder([...entries.values()].filter(({ message }) => message === undefined)), text, start),
    sendAlone: (file, start) => send([addOne(file)], '', start),
    find(id) {
      const held = entries.get(id) ?? gone.get(id)
      return held ?? [...entries.values(), ...gone.values()].find(({ upload: { progress } }) => progress.status === 'ready' && progress.file.id === id)
    },
    destroy() {
      isOver = true
      life.abort()
      for (const stop of stops) stop()
      stopAsking()
      line?.close()
      listeners.clear()
      for (const { upload, letGo } of entries.values()) {
        upload.stop()
        letGo()
      }
    },
  }
}

const LOST: Failure = { ok: false, code: 'file_gone', message: 'A file of this message is not on this device any more.', remedy: 'Edit the message and choose the file again.' }

const lockOf = (name: string): string => `foyer:upload:${name}`
const inOrder = (files: readonly Entry[]): readonly Entry[] => files.toSorted((one, other) => one.nr - other.nr)
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'description' in value && 'nr' in value

/** The most files of a message: a text has a place beside them. */
export const MOST_FILES = LIMITS.parts - 1
