/** A picture of the owner's: chosen, dropped or pasted; sent at once, and part of the form when it has arrived. */
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { BUILT_IN_AVATARS, PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { AvatarChoice, ImageRecord } from '@foyer/sdk/protocol'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { FieldGroup, useFieldIds } from './field.tsx'
import type { FieldLook } from './field.tsx'
import { refusalWords } from './refusal-words.ts'
import { useDrop } from './use-drop.ts'
import { PICTURE_TYPES, useUpload } from './use-upload.ts'
import type { Field, Problem } from './use-form.ts'

export interface PictureFieldProps extends Field<string>, FieldLook {
  /** The picture has arrived; its id becomes the value. */
  onUploaded?(image: ImageRecord): void
}

/** The value is the id of an image; empty: none. */
export function PictureField({ path, value, problem, onChange, label, hint, isOptional = false, onUploaded }: PictureFieldProps) {
  const { words } = useSurroundings()
  const ids = useFieldIds()
  const drop = usePictureDrop((image) => {
    onChange(image.id)
    onUploaded?.(image)
  })
  return (
    <FieldGroup path={path} ids={ids} problem={drop.problem ?? problem} label={label} hint={hint} isOptional={isOptional} class="picture-field">
      <DropZone drop={drop} label={label} preview={value === '' ? undefined : <img class="picture-preview" src={PUBLIC_PATHS.image(value)} alt="" />}>
        {value !== '' && (
          <button type="button" class="button" aria-label={words.forms.removeItem(label)} onClick={() => { drop.forget(); onChange('') }}>
            <Icon name="remove" size={16} /> {words.forms.remove}
          </button>
        )}
      </DropZone>
    </FieldGroup>
  )
}

interface PictureDrop {
  readonly share: number | undefined
  readonly problem: Problem | undefined
  /** Said politely. */
  readonly news: string
  take(files: FileList | null | undefined): boolean
  forget(): void
}

function usePictureDrop(onUploaded: (image: ImageRecord) => void): PictureDrop {
  const { words, language } = useSurroundings()
  const [hasArrived, setArrived] = useState(false)
  const upload = useUpload((image) => {
    setArrived(true)
    onUploaded(image)
  })
  return {
    share: upload.share,
    problem: upload.failure && { at: '', sentence: refusalWords(upload.failure, words, language) },
    news: upload.share !== undefined ? words.forms.uploading : hasArrived && !upload.failure ? words.forms.uploaded : '',
    take(files) {
      const file = files?.[0]
      if (!file) return false
      setArrived(false)
      void upload.start(file)
      return true
    },
    forget: () => upload.forget(),
  }
}

interface DropZoneProps {
  readonly drop: PictureDrop
  readonly label: string
  readonly preview: ComponentChildren
  readonly children?: ComponentChildren
}

function DropZone({ drop, label, preview, children }: DropZoneProps) {
  const { words } = useSurroundings()
  const said = words.forms
  const input = useRef<HTMLInputElement>(null)
  const { isOver, handlers } = useDrop((files) => drop.take(files))
  const hint = useId()
  return (
    <div class={isOver ? 'drop-zone is-over' : 'drop-zone'} {...handlers}>
      {preview ?? <span class="picture-none"><Icon name="picture" size={24} /></span>}
      <div class="drop-words">
        <div class="drop-actions">
          <button type="button" class="button" aria-label={`${preview ? said.changePicture : said.choosePicture}: ${label}`} aria-describedby={hint} onClick={() => input.current?.click()}>
            {preview ? said.changePicture : said.choosePicture}
          </button>
          {children}
        </div>
        <p class="quiet" id={hint}>{said.dropPicture}</p>
        {drop.share !== undefined && <progress class="drop-progress" aria-label={said.uploading} value={drop.share} />}
      </div>
      <input type="file" ref={input} accept={PICTURE_TYPES} hidden
        onChange={(event) => {
          drop.take(event.currentTarget.files)
          // So that the same file can be chosen again after a refusal.
          event.currentTarget.value = ''
        }} />
      <span class="unseen" role="status">{drop.news}</span>
    </div>
  )
}

export interface AvatarFieldProps extends Field<AvatarChoice | undefined>, FieldLook {
  /** Path of the company's logo, if it has one. */
  readonly logo?: string
}

/** One of the built-in pictures, the company's logo, or one's own. */
export function AvatarField({ path, value, problem, onChange, label, hint, isOptional = false, logo }: AvatarFieldProps) {
  const { words } = useSurroundings()
  const said = words.forms
  const ids = useFieldIds()
  const name = useId()
  const drop = usePictureDrop(({ id }) => onChange({ kind: 'image', id }))
  const own = value?.kind === 'image' ? value.id : undefined
  const choice = (key: string, called: string, isChosen: boolean, choose: AvatarChoice | undefined, picture: string | undefined) => (
    <label key={key} class="avatar-choice" title={called}>
      <input type="radio" name={name} checked={isChosen} onChange={() => { drop.forget(); onChange(choose) }} />
      {picture === undefined ? <span class="picture-none"><Icon name="close" size={18} /></span> : <img src={picture} alt="" width={48} height={48} />}
      <span class="unseen">{called}</span>
    </label>
  )
  return (
    <FieldGroup path={path} ids={ids} problem={drop.problem ?? problem} label={label} hint={hint} isOptional={isOptional} class="picture-field">
      <div class="avatar-choices">
        {choice('none', said.noAvatar, value === undefined, undefined, undefined)}
        {logo !== undefined && choice('logo', said.companyLogo, value?.kind === 'logo', { kind: 'logo' }, logo)}
        {BUILT_IN_AVATARS.map((each) =>
          choice(each, said.avatars[each], value?.kind === 'built-in' && value.name === each, { kind: 'built-in', name: each }, PUBLIC_PATHS.avatar(each)),
        )}
        {own !== undefined && choice('own', said.ownPicture, true, value, PUBLIC_PATHS.image(own))}
      </div>
      <DropZone drop={drop} label={said.ownPicture} preview={own === undefined ? undefined : <img class="picture-preview" src={PUBLIC_PATHS.image(own)} alt="" />} />
    </FieldGroup>
  )
}
