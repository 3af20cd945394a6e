/** Files that go with the next message: a preview, the name, how far they have come, and the ways out (CW-5). */
import { useEffect, useState } from 'preact/hooks'
import type { FileId } from '@foyer/sdk/protocol'
import type { Attachments, ChosenFile } from '@foyer/sdk/thread'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { file as fileIcon } from '../../icons/extras.ts'
import { circleAlert, close, rotate } from '../../icons/index.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { dress } from '../dress.ts'
import { LocalPicture } from '../parts/local-picture.tsx'
import { percentOf, sizeOf } from '../parts/size-of.ts'
import { Ring } from '../ring.tsx'

interface ChipsProps {
  readonly store: Attachments
  readonly words: ExtrasWords
  readonly language: string
  /** The last of the buttons is gone, and the focus with it. */
  onRemoved(): void
}

export function Chips({ store, words, language, onRemoved }: ChipsProps) {
  const [, setCount] = useState(0)
  useEffect(() => store.subscribe(() => setCount((count) => count + 1)), [store])
  const remove = (key: FileId) => {
    store.remove(key)
    onRemoved()
  }
  return (
    <ul class="chips" role="list" aria-label={words.attach.chosen} ref={dressChips}>
      {store.chosen.map((file) => (
        <Chip key={file.key} file={file} words={words} language={language} onRemove={() => remove(file.key)} onRetry={() => store.retry(file.key)} />
      ))}
    </ul>
  )
}

interface ChipProps {
  readonly file: ChosenFile
  readonly words: ExtrasWords
  readonly language: string
  onRemove(): void
  onRetry(): void
}

function Chip({ file: { blob, description, width, upload: { progress } }, words, language, onRemove, onRetry }: ChipProps) {
  const { name, size } = description
  const failure = progress.status === 'failed' ? ((words.attach.errors as Readonly<Record<string, string>>)[progress.failure.code] ?? words.attach.errors.other) : undefined
  // What the device has lost, or the server found wrong, is no better the next time.
  const mayRetry = progress.status === 'failed' && !(progress.failure.code in words.attach.errors)
  return (
    <li class={failure ? 'chip chip-refused' : 'chip'}>
      <span class="chip-picture">
        {width ? <LocalPicture blob={blob} label={name} /> : <Icon path={failure ? circleAlert : fileIcon} />}
        {progress.status === 'sending' && <Ring share={size ? progress.offset / size : 0} label={progress.isPaused ? words.file.paused : words.file.sending(percentOf(size ? progress.offset / size : 0, language))} />}
      </span>
      <span class="chip-about">
        <bdi class="chip-name" title={name}>
          {name}
        </bdi>
        <span class="chip-size" role={failure ? 'alert' : undefined}>
          {failure ?? sizeOf(size, language)}
        </span>
      </span>
      {mayRetry && (
        <button type="button" aria-label={words.askAgain} title={words.askAgain} onClick={onRetry}>
          <Icon path={rotate} size={16} />
        </button>
      )}
      <button type="button" aria-label={words.attach.remove(name)} title={words.attach.remove(name)} onClick={onRemove}>
        <Icon path={close} size={16} />
      </button>
    </li>
  )
}

const dressChips = dress(`
.chips{display:flex;flex-wrap:wrap;gap:8px;max-block-size:168px;margin:0 0 8px;padding:0;overflow:auto;list-style:none;overscroll-behavior:contain}
.chip{display:flex;align-items:center;gap:8px;max-inline-size:100%;padding:4px;border-radius:var(--radius-2);background:var(--surface-2);font-size:13px;line-height:1.3;animation:appear var(--quick)}
.chip-refused{flex-basis:100%;box-shadow:inset 0 0 0 1px var(--negative)}
.chip-picture{position:relative;flex:none;inline-size:44px;block-size:44px;display:grid;place-items:center;overflow:hidden;border-radius:var(--radius-1);background:var(--surface);color:var(--text-2)}
.chip-picture>*{grid-area:1/1}
.chip-picture canvas{inline-size:44px;block-size:44px;object-fit:cover}
.chip-picture .ring{inline-size:32px;block-size:32px;padding:2px;border-radius:50%;background:var(--surface);color:var(--accent-text)}
.ring{display:block;box-sizing:border-box;fill:none;stroke:currentColor;stroke-width:4;rotate:-90deg}
.ring circle{stroke-opacity:.2}
.ring .ring-done{stroke-opacity:1;stroke-linecap:round;transition:stroke-dasharray var(--arrive)}
.chip-refused .chip-picture{color:var(--negative)}
.chip-about{flex:1;min-inline-size:0;display:flex;flex-direction:column}
.chip-name{max-inline-size:160px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-weight:600}
.chip-refused .chip-name{max-inline-size:none}
.chip-size{color:var(--text-2)}
.chip-refused .chip-size{color:var(--negative)}
.chip button{flex:none;inline-size:32px;block-size:44px;display:grid;place-items:center;border-radius:var(--radius-1);color:var(--text-2)}
.chip button:hover{background:var(--line)}
@media(forced-colors:active){.chip{border:1px solid}.chip-refused{border-width:2px}}
@media(prefers-reduced-motion:reduce){.ring .ring-done{transition:none}}
`)
