import type { ComponentChildren } from 'preact'
import type { FileRef } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import type { LocalFile, PartPort } from '../../chat-window/parts/part-port.ts'
import { close } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { Ring } from '../ring.tsx'
import { percentOf } from './size-of.ts'

interface ProgressProps {
  readonly local: LocalFile | undefined
  readonly file: FileRef
  readonly port: PartPort
  readonly words: ExtrasWords
  /** Stands there once the file is. */
  readonly children?: ComponentChildren
}

/** How far a file has come, round the button that takes it back. */
export function Progress({ local, file, port, words, children }: ProgressProps) {
  if (!local || local.progress.status === 'there') return children
  const { share, isPaused } = local.progress
  return (
    <button type="button" class="part-cancel" aria-label={words.file.cancel(file.name)} title={isPaused ? words.file.paused : words.file.sending(percentOf(share, port.language))} onClick={() => local.cancel()}>
      <Ring share={share} label={isPaused ? words.file.paused : words.file.sending(percentOf(share, port.language))} />
      <Icon path={close} size={16} />
    </button>
  )
}
