/**
 * What was chosen to be sent, and messages that wait for their files, for whoever shows a composer. A thin front: what
 * does it is fetched with the first file, or when an earlier page has left some.
 */
import type { Author, FileId, FileRules, Language, Part, VisitorCredentials } from '@foyer/sdk/protocol'
import type { Attachments, TimelineItem } from '@foyer/sdk/thread'
import type { Tray } from '../../extras/attachments/tray.ts'
import { createExtra } from './later.tsx'
import type { LocalFile } from './part-port.ts'

export const attachmentsExtra = createExtra(() => import('../../extras/attachments/index.tsx'))

export interface FileTrayOptions {
  readonly server: string
  /** Of a visitor; absent at the desk, whose cookie says who it is. */
  readonly visitor?: VisitorCredentials
  /** Names what is kept on the device until it is sent. Absent: nothing is kept (CW-26). */
  readonly group?: string | undefined
  /** Facts on the device; see `Keep`. */
  readonly device: { get(name: string): string | undefined; set(name: string, value?: string): void }
  /** Who writes. */
  readonly author: Author
  language(): Language
  /** The window's: those of the tray are of the same owner (CW-18). Default: as they are built in. */
  words?(): object | undefined
  rules(): FileRules | undefined
  /** Hands a message on. Rejects if it is not taken. */
  send(parts: readonly Part[]): Promise<unknown>
  /** Whether one of the files stands in a message already, once that can be known. */
  isSent(ids: readonly FileId[]): Promise<boolean>
  /** The text of a message that cannot go out as it is. */
  onPutBack(text: string): void
  /** Something chosen, waiting or refused has come or gone. */
  onChange(): void
  /** Said where the piece that takes files did not come. */
  loadFailed(): string
}

export class FileTray {
  readonly options: FileTrayOptions
  /** Once somebody has chosen something. */
  #tray: Tray | undefined
  /** Chosen while what takes files is on its way, or has not come: none of them is lost, and no text goes without them. */
  readonly #untaken: File[] = []
  #isOver = false
  #hasFailed = false

  constructor(options: FileTrayOptions) {
    this.options = options
    if (options.group !== undefined && options.device.get('files')) this.#open().catch(() => undefined)
  }

  get store(): Attachments | undefined {
    return this.#tray?.store
  }

  /** Why some of what was chosen last was not taken. */
  get refused(): readonly string[] {
    return this.#hasFailed ? [this.options.loadFailed()] : (this.#tray?.refused ?? [])
  }

  get hasChosen(): boolean {
    return (this.store?.chosen.length ?? 0) > 0
  }

  /** Every file that is chosen can go out: it was taken, and not refused. */
  get isReady(): boolean {
    return this.#untaken.length === 0 && (this.store?.chosen.every(({ upload }) => upload.progress.status !== 'failed') ?? true)
  }

  async #open() {
    const { module, words } = await attachmentsExtra.load(this.options.language())
    if (this.#isOver) throw new Error('The window is gone.')
    const tray = (this.#tray ??= module.openTray(this.options))
    return { tray, words }
  }

  /** Fetches what takes files, as soon as one is likely to come. */
  prepare = (): void => void attachmentsExtra.load(this.options.language()).catch(() => undefined)

  /** Takes what may be sent, and says why the rest may not. */
  add = async (files: readonly File[]): Promise<void> => {
    this.#untaken.push(...files)
    await this.take()
  }

  /** Tries again what did not go well. */
  take = async (): Promise<void> => {
    if (this.#untaken.length === 0) return
    this.#hasFailed = false
    try {
      const { tray, words } = await this.#open()
      tray.add(this.#untaken.splice(0), words)
    } catch {
      this.#hasFailed = true
      this.options.onChange()
    }
  }

  /** Sends what is chosen with a text, if anything is. Returns whether it did. */
  send(text: string): boolean {
    return this.#tray?.send(text) ?? false
  }

  /** Sends a voice message by itself. */
  speak = async (blob: Blob, durationMs: number): Promise<void> => (await this.#open()).tray.speak(blob, durationMs)

  forgive = (): void => {
    this.#hasFailed = false
    this.#tray?.forgive()
  }

  /** A thread with the messages that wait for their files at its end. */
  withParcels(items: readonly TimelineItem[]): readonly TimelineItem[] {
    return this.#tray?.withParcels(items) ?? items
  }

  /** A file of this device, for the views of messages. */
  localFile = (id: FileId): LocalFile | undefined => this.#tray?.localFile(id)

  destroy(): void {
    this.#isOver = true
    this.store?.destroy()
  }
}
