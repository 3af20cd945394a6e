/**
 * What was chosen to be sent, and the files of messages that wait for them, for whoever shows a composer. A thin front:
 * what does it is fetched with the first file, when an earlier page has left some, or when a message waits for some.
 */
import type { FileId, FileRules, Language, MessageId, StartContext, VisitorCredentials } from '@foyer/sdk/protocol'
import type { Attachments, WaitingRoom } from '@foyer/sdk/thread'
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
  /** The outbox. */
  readonly room: WaitingRoom
  /** What a message goes with that nothing was given for. */
  readonly startContext?: (() => StartContext | undefined) | undefined
  language(): Language
  /** The window's: those of the tray are of the same owner (CW-18). Default: as they are built in. */
  words?(): object | undefined
  rules(): FileRules | undefined
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
    this.look(options.group && options.device.get('files'))
  }

  /** A message may wait for files that have to be found, here or on another page, or found missing. */
  look(hasMore?: string): void {
    if (!this.#tray && (hasMore || this.options.room.state.pending.some(({ waits }) => waits))) this.#open().catch(() => undefined)
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

  /** Sends what is chosen with a text. Nothing if nothing is chosen; rejects if it is not taken. */
  send(text: string, start?: StartContext): Promise<MessageId> | undefined {
    return this.hasChosen ? this.#tray?.send(text, start) : undefined
  }

  /** Sends a voice message by itself. */
  speak = async (blob: Blob, durationMs: number): Promise<void> => (await this.#open()).tray.speak(blob, durationMs)

  forgive = (): void => {
    this.#hasFailed = false
    this.#tray?.forgive()
  }

  /** A file of this device, for the views of messages. */
  localFile = (id: FileId): LocalFile | undefined => this.#tray?.localFile(id)

  destroy(): void {
    this.#isOver = true
    this.store?.destroy()
  }
}
