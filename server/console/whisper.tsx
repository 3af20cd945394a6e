/** What only colleagues see (AL-14): how a whisper stands in the thread, and the switch beside the composer. */
import type { TimelineNote } from '@foyer/sdk/thread'
import { Icon } from './icons.tsx'
import { useSurroundings } from './surroundings.ts'
import { whispererName } from './talk-notes.ts'
import type { Words } from './words/index.ts'

/** A whisper, told apart from what the visitor sees by a frame, an icon and its words. Nothing for other notes. */
export function whisperView(note: TimelineNote, ownName: string | undefined, words: Words) {
  if (note.type !== 'whispered') return undefined
  return (
    <span class="whisper">
      <span class="whisper-by"><Icon name="hide" size={14} /> <bdi>{whispererName(note, ownName, words)}</bdi></span>
      <span class="whisper-text" dir="auto">{note.text}</span>
    </span>
  )
}

/** @param isForced somebody else holds it: what is written here is a whisper in any case */
export function WhisperSwitch({ isOn, isForced, onChange }: { readonly isOn: boolean; readonly isForced: boolean; onChange(isOn: boolean): void }) {
  const { words } = useSurroundings()
  if (isForced) return <p class="whisper-switch is-on"><Icon name="hide" size={16} /> {words.whisperOnly}</p>
  return (
    <label class={isOn ? 'whisper-switch is-on' : 'whisper-switch'}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      <Icon name="hide" size={16} /> {words.whisperSwitch}
    </label>
  )
}
