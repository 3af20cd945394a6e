/**
 * What was chosen to be sent, and messages that wait for their files, for whoever shows a composer. A thin front: what
 * does it is fetched with the first file, or when an earlier page has left some.
 */
import type { Author, FileId, FileRules, Language, MessageId, Part, VisitorCredentials } from '@foyer/sdk/protocol'
import type { Attachments, TimelineItem } from '@foyer/sdk/thread'
import { extrasLike } from '../../shell/words/own-now.ts'
import { createExtra } from './later.tsx'
import type { FileProgress, LocalFile } from './part-port.ts'

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
  /** Once somebody has chosen something. */
  store: Attachments | undefined
  /** Why some of what was chosen last was not taken. */
  refused: readonly string[] = []
  readonly options: FileTrayOptions
  #isOver = false
  #shown: { readonly items: readonly TimelineItem[]; readonly parcels: Attachments['parcels']; readonly all: readonly TimelineItem[] } | undefined

  constructor(options: FileTrayOptions) {
    this.options = options
    if (options.group !== undefined && options.device.get('files')) this.#open().catch(() => undefined)
  }

  get hasChosen(): boolean {
    return (this.store?.chosen.length ?? 0) > 0
  }

  /** Every file that is chosen can still go out: none was refused. */
  get isReady(): boolean {
    return this.store?.chosen.every(({ upload }) => upload.progress.status !== 'failed') ?? true
  }

  async #open() {
    const { module, words } = await attachmentsExtra.load(this.options.language())
    if (this.#isOver) throw new Error('The window is gone.')
    if (!this.store) {
      this.store = module.openAttachments(this.options)
      this.store.subscribe(this.#changed)
    }
    const own = this.options.words?.()
    return { module, words: own ? extrasLike(words, own) : words, store: this.store }
  }

  #changed = () => {
    const { device, onChange } = this.options
    // So that the next page knows that something waits.
    const isBusy = this.hasChosen || (this.store?.parcels.length ?? 0) > 0
    if (isBusy !== (device.get('files') !== undefined)) device.set('files', isBusy ? '1' : undefined)
    onChange()
  }

  #refuse = (refused: readonly string[]) => {
    this.refused = refused
    this.options.onChange()
  }

  /** Fetches what takes files, as soon as one is likely to come. */
  prepare = (): void => void attachmentsExtra.load(this.options.language()).catch(() => undefined)

  /** Takes what may be sent, and says why the rest may not. */
  add = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return
    try {
      const { module, words, store } = await this.#open()
      const { taken, refused } = module.sift(files, { rules: this.options.rules(), words, language: this.options.language(), chosen: store.chosen.length })
      this.#refuse(refused)
      store.add(taken)
    } catch {
      this.#refuse([this.options.loadFailed()])
    }
  }

  /** Sends what is chosen with a text, if anything is. Returns whether it did. */
  send(text: string): boolean {
    if (!this.hasChosen) return false
    this.refused = []
    this.store?.send(text)
    return true
  }

  /** Sends a voice message by itself. */
  speak = async (blob: Blob, durationMs: number): Promise<void> => {
    const { module, store } = await this.#open()
    store.sendAlone(module.voiceFile(blob, durationMs))
  }

  forgive = (): void => {
    if (this.refused.length > 0) this.#refuse([])
  }

  /** A thread with the messages that wait for their files at its end. */
  withParcels(items: readonly TimelineItem[]): readonly TimelineItem[] {
    const parcels = this.store?.parcels ?? []
    if (parcels.length === 0) return items
    if (this.#shown?.items !== items || this.#shown.parcels !== parcels) {
      const waiting = parcels.map(({ id, parts, writtenAt }): TimelineItem => ({ kind: 'message', key: id, id: id as MessageId, from: this.options.author, isOwn: true, parts, at: writtenAt, status: 'sending', isFirstOfGroup: true, isLastOfGroup: true }))
      this.#shown = { items, parcels, all: [...items, ...waiting] }
    }
    return this.#shown.all
  }

  /** A file of this device, for the views of messages. */
  localFile = (id: FileId): LocalFile | undefined => {
    const { store } = this
    const file = store?.find(id)
    if (!store || !file) return undefined
    return {
      blob: file.blob,
      get progress(): FileProgress {
        const { progress } = file.upload
        return progress.status === 'sending' ? { status: 'sending', share: file.blob.size ? progress.offset / file.blob.size : 0, isPaused: progress.isPaused } : { status: 'there' }
      },
      subscribe: store.subscribe,
      cancel: () => store.remove(file.key),
    }
  }

  destroy(): void {
    this.#isOver = true
    this.store?.destroy()
  }
}
