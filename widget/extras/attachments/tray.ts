/** What a tray does once there is something in it (CW-5, CW-7). */
import type { FileId, MessageId, StartContext } from '@foyer/sdk/protocol'
import type { Attachments } from '@foyer/sdk/thread'
import type { FileTrayOptions } from '../../chat-window/parts/file-tray.ts'
import type { FileProgress, LocalFile } from '../../chat-window/parts/part-port.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { extrasLike } from '../../shell/words/own-now.ts'
import { openAttachments, voiceFile } from './open.ts'
import { sift } from './sift.ts'

export interface Tray {
  readonly store: Attachments
  /** Why some of what was chosen last was not taken. */
  readonly refused: readonly string[]
  add(files: readonly File[], words: ExtrasWords): void
  /** Sends what is chosen, and the text with it. Rejects if that is not taken. */
  send(text: string, start?: StartContext): Promise<MessageId>
  speak(blob: Blob, durationMs: number): void
  forgive(): void
  localFile(id: FileId): LocalFile | undefined
}

export function openTray(options: FileTrayOptions): Tray {
  const store = openAttachments(options)
  let refused: readonly string[] = []

  store.subscribe(() => {
    const { device, onChange } = options
    // So that the next page knows that something was chosen.
    const isBusy = store.chosen.length > 0
    if (isBusy !== (device.get('files') !== undefined)) device.set('files', isBusy ? '1' : undefined)
    onChange()
  })
  const refuse = (now: readonly string[]) => {
    refused = now
    options.onChange()
  }

  return {
    store,
    get refused() {
      return refused
    },
    add(files, words) {
      const own = options.words?.()
      const sifted = sift(files, { rules: options.rules(), words: own ? extrasLike(words, own) : words, language: options.language(), chosen: store.chosen.length })
      refuse(sifted.refused)
      store.add(sifted.taken)
    },
    send(text, start) {
      refused = []
      return store.send(text, start)
    },
    // What is not taken stands in the composer.
    speak: (blob, durationMs) => void store.sendAlone(voiceFile(blob, durationMs), options.startContext?.()).catch(() => undefined),
    forgive() {
      if (refused.length > 0) refuse([])
    },
    localFile(id) {
      const file = store.find(id)
      return (
        file && {
          blob: file.blob,
          get progress(): FileProgress {
            const { progress } = file.upload
            return progress.status === 'sending' ? { status: 'sending', share: file.blob.size ? progress.offset / file.blob.size : 0, isPaused: progress.isPaused } : { status: 'there' }
          },
          subscribe: store.subscribe,
          cancel: () => store.remove(file.key),
        }
      )
    },
  }
}
