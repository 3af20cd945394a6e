/** Pictures and other files of an answer (AR-1): chosen, dropped or pasted; sent at once, and part of the answer when they have arrived. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { FILE_KINDS } from '@foyer/sdk/protocol'
import type { FileRef } from '@foyer/sdk/protocol'
import { linksOf } from '@foyer/widget/extras/parts/links.ts'
import { percentOf, sizeOf } from '@foyer/widget/extras/parts/size-of.ts'
import { FieldGroup, Grip, refusalWords, useDrop, useFieldIds, useOrder } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { useAnswerFiles } from './answer-files.ts'
import type { GoingFile } from './answer-files.ts'
import { REPLY_BOUNDS } from './reply-draft.ts'
import { useRepliesWords } from './use-words.ts'

const ENDINGS = Object.values(FILE_KINDS).flat().map((ending) => `.${ending}`).join(',')

/** @param answer names the answer, for what is on its way */
export function FilesField({ field: { path, value, problem, onChange }, answer }: { readonly field: Field<readonly FileRef[]>; readonly answer: string }) {
  const { words: desk, locale } = useSurroundings()
  const words = useRepliesWords().replies
  const files = useAnswerFiles()
  const ids = useFieldIds()
  const input = useRef<HTMLInputElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [tooMany, setTooMany] = useState(false)
  const [said, say] = useState('')
  const hasLost = useRef(false)
  // The button that had the focus went with its file.
  useLayoutEffect(() => {
    if (!hasLost.current) return
    hasLost.current = false
    box.current?.querySelector<HTMLElement>('.answer-file .icon-button:not(.grip), .file-add')?.focus()
  })

  const order = useOrder(value, ({ name }) => name, onChange)
  const going = files.going.filter((one) => one.answer === answer)
  const room = REPLY_BOUNDS.files - value.length - going.length
  const add = (list: FileList | null | undefined): boolean => {
    const chosen = [...(list ?? [])]
    if (chosen.length === 0) return false
    setTooMany(chosen.length > room)
    files.add(answer, chosen.slice(0, Math.max(0, room)))
    return true
  }
  const { isOver, handlers } = useDrop(add)
  const removed = (name: string) => {
    hasLost.current = true
    setTooMany(false)
    say(words.fileRemoved(name))
  }

  return (
    <FieldGroup path={path} ids={ids} problem={tooMany ? { at: '', sentence: words.filesMost(REPLY_BOUNDS.files) } : problem} label={words.files} hint={words.filesSay} isOptional class="files-field">
      <div class={isOver ? 'answer-files is-over' : 'answer-files'} ref={box} {...handlers}>
        {value.length > 0 && (
          <div class="answer-file-list" role="list" ref={order.box}>
            {value.map((file, at) => (
              <div role="listitem" key={at} data-at={at} class={order.dragged === at ? 'answer-file is-dragged' : 'answer-file'}>
                {value.length > 1 && <Grip order={order} at={at} name={file.name} />}
                <Thumb file={file} />
                <span class="answer-file-about"><bdi>{file.name}</bdi> <span class="quiet">{sizeOf(file.size, locale)}</span></span>
                <button type="button" class="icon-button" aria-label={desk.removeNamed(file.name)} title={desk.removeNamed(file.name)}
                  onClick={() => { removed(file.name); onChange(value.toSpliced(at, 1)) }}><Icon name="remove" size={18} /></button>
              </div>
            ))}
          </div>
        )}
        {going.length > 0 && (
          <div class="answer-file-list" role="list">
            {going.map((one) => <OnItsWay key={one.key} file={one} onRemove={() => { removed(one.name); files.remove(one.key) }} />)}
          </div>
        )}
        {room > 0 && <button type="button" class="button file-add" aria-describedby={ids.hint} onClick={() => input.current?.click()}><Icon name="add" size={16} /> {words.addFile}</button>}
        <input type="file" ref={input} accept={ENDINGS} multiple hidden
          onChange={(event) => {
            add(event.currentTarget.files)
            // So that the same file can be chosen again after a refusal.
            event.currentTarget.value = ''
          }} />
        <p class="unseen" role="status">{order.said || said}</p>
      </div>
    </FieldGroup>
  )
}

function OnItsWay({ file: { name, size, progress }, onRemove }: { readonly file: GoingFile; onRemove(): void }) {
  const { words: desk, language, locale } = useSurroundings()
  const words = useRepliesWords().replies
  const share = progress.status === 'sending' ? progress.offset / Math.max(1, size) : 1
  return (
    <div role="listitem" class="answer-file">
      <span class="answer-file-thumb"><Icon name={progress.status === 'failed' ? 'problem' : 'picture'} size={20} /></span>
      <span class="answer-file-about">
        <bdi>{name}</bdi>
        {progress.status === 'failed' ? (
          <span class="problem" role="alert">{refusalWords(progress.failure, desk, language)}</span>
        ) : (
          <>
            <progress aria-label={`${desk.forms.uploading} ${name}`} value={share} />
            <span class="quiet">{progress.status === 'sending' && progress.isPaused ? words.filePaused : percentOf(share, locale)}</span>
          </>
        )}
      </span>
      <button type="button" class="icon-button" aria-label={desk.removeNamed(name)} title={desk.removeNamed(name)} onClick={onRemove}><Icon name="remove" size={18} /></button>
    </div>
  )
}

/** In a row: that an answer has files, and what the first picture of them is. */
export function FilesMark({ files }: { readonly files: readonly FileRef[] }) {
  const words = useRepliesWords().replies
  const shown = files.find(({ width }) => width !== undefined) ?? files[0]
  return shown ? <span class="rule-files" title={words.withFiles(files.length)}><Thumb file={shown} /><span class="unseen">{words.withFiles(files.length)}</span></span> : null
}

/** What a file looks like, small; its name stands beside it. */
function Thumb({ file: { id, width } }: { readonly file: FileRef }) {
  const { links } = useAnswerFiles()
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (width === undefined) return undefined
    let isOver = false
    linksOf(links, id).then(
      (found) => isOver || setAddress(found?.thumbnail ?? found?.href),
      // Not now: it is drawn without.
      () => undefined,
    )
    return () => void (isOver = true)
  }, [links, id, width])
  return <span class="answer-file-thumb">{address === undefined ? <Icon name={width === undefined ? 'file' : 'picture'} size={20} /> : <img src={address} alt="" width={40} height={40} onError={() => setAddress(undefined)} />}</span>
}
