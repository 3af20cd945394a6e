/** What a tray does once there is something in it (CW-5, CW-7). */
import type { FileId, MessageId } from '@foyer/sdk/protocol'
import type { Attachments, ThreadClient, ThreadState, TimelineItem } from '@foyer/sdk/thread'
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
  send(text: string): boolean
  speak(blob: Blob, durationMs: number): void
  forgive(): void
  withParcels(items: readonly TimelineItem[]): readonly TimelineItem[]
  localFile(id: FileId): LocalFile | undefined
}

export function openTray(options: FileTrayOptions): Tray {
  const store = openAttachments(options)
  let refused: readonly string[] = []
  let shown: { readonly items: readonly TimelineItem[]; readonly parcels: Attachments['parcels']; readonly all: readonly TimelineItem[] } | undefined

  store.subscribe(() => {
    const { device, onChange } = options
    // So that the next page knows that something waits.
    const isBusy = store.chosen.length > 0 || store.parcels.length > 0
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
    send(text) {
      if (store.chosen.length === 0) return false
      refused = []
      store.send(text)
      return true
    },
    speak: (blob, durationMs) => store.sendAlone(voiceFile(blob, durationMs)),
    forgive() {
      if (refused.length > 0) refuse([])
    },
    withParcels(items) {
      const { parcels } = store
      if (parcels.length === 0) return items
      if (shown?.items !== items || shown.parcels !== parcels) {
        const waiting = parcels.map(({ id, parts, writtenAt }): TimelineItem => ({ kind: 'message', key: id, id: id as MessageId, from: options.author, isOwn: true, parts, at: writtenAt, status: 'sending', isFirstOfGroup: true, isLastOfGroup: true }))
        shown = { items, parcels, all: [...items, ...waiting] }
      }
      return shown.all
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

/** Whether a message with one of the files is in the log or waits to go there, once the log is known. */
export function isInThread(thread: Pick<ThreadClient, 'state' | 'subscribe'>, ids: readonly FileId[]): Promise<boolean> {
  return new Promise((resolve) => {
    const look = ({ isLoaded, log, pending }: ThreadState) => {
      if (!isLoaded) return
      stop()
      const sent = [...pending.map(({ draft }) => draft.parts), ...log.conversations.flatMap(({ events }) => events.map((event) => (event.type === 'message' ? event.parts : [])))]
      resolve(sent.flat().some((part) => part.type === 'file' && ids.includes(part.file.id)))
    }
    const stop = thread.subscribe(look)
    look(thread.state)
  })
}
