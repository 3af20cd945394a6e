/** Sound in a message: play and pause, where one is, and the time. One sound at a time. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { download, pause, play } from '../../icons/extras.ts'
import type { ExtrasWords } from '../../shell/words/index.ts'
import { createPlayer } from '../player.ts'
import type { Player } from '../player.ts'
import { dressParts } from './parts-css.ts'
import type { FileProps } from './file-card.tsx'
import { toSave } from './links.ts'
import { Progress } from './progress.tsx'
import { clockOf } from './size-of.ts'
import { useLinks } from './use-links.ts'

/** Bytes. Two minutes as most files are made, and some 50 MB of memory when they are played. */
const MOST_AS_SAMPLES = 2_000_000

export function SoundView({ part: { file }, item, port, words }: FileProps) {
  const { links, local, isGone, onBroken } = useLinks(port, file.id, item)
  const isVoice = file.durationMs !== undefined
  const name = isVoice ? words.file.voice : file.name
  return (
    <div class="part part-card part-sound-card" ref={dressParts}>
      {!isVoice && (
        <b class="part-name" title={file.name}>
          <bdi>{file.name}</bdi>
        </b>
      )}
      <div class="part-file">
        <Progress local={local} file={file} port={port} words={words}>
          <SoundPlayer name={name} source={local?.blob ?? links?.href} durationMs={file.durationMs} isShort={isVoice || file.size <= MOST_AS_SAMPLES} words={words} onBroken={onBroken} />
        </Progress>
        {!isVoice && links && (
          <a class="part-tool" href={toSave(links.href)} download={file.name} target="_blank" rel="noopener noreferrer" aria-label={words.file.download(file.name)} title={words.file.download(file.name)}>
            <Icon path={download} />
          </a>
        )}
      </div>
      {isGone && !local && <span class="part-trouble">{words.file.gone}</span>}
    </div>
  )
}

interface SoundPlayerProps {
  readonly name: string
  /** Where it is, or what it is. Absent while that is not known. */
  readonly source: string | Blob | undefined
  /** Where the file itself does not say how long it is: recordings do not. */
  readonly durationMs: number | undefined
  /** It can be held as samples. Default `true`, which what lies on this device always is. */
  readonly isShort?: boolean
  readonly words: ExtrasWords
  onBroken?(): void
}

/** The controls alone; the recorder shows them too. */
export function SoundPlayer({ name, source, durationMs, isShort = true, words, onBroken }: SoundPlayerProps) {
  const [, draw] = useState(0)
  const [cannotPlay, setCannotPlay] = useState(false)
  const player = useRef<Player>(undefined)
  useLayoutEffect(() => {
    setCannotPlay(false)
    return () => {
      player.current?.destroy()
      player.current = undefined
    }
  }, [source])

  const made = () => (player.current ??= source === undefined ? undefined : createPlayer(source, isShort, () => draw((count) => count + 1)))
  const toggle = () => {
    const sound = made()
    if (!sound) return
    if (sound.isPlaying) return sound.pause()
    setCannotPlay(false)
    sound.play().catch(() => {
      setCannotPlay(true)
      if (typeof source === 'string') onBroken?.()
    })
  }
  const { time = 0, isPlaying = false } = player.current ?? {}
  const duration = durationMs !== undefined ? durationMs / 1_000 : (player.current?.duration ?? 0)
  const [now, all] = [clockOf(time), duration ? clockOf(duration) : '–:––']
  return (
    <div class="sound" role="group" aria-label={name}>
      <button type="button" class="sound-play" disabled={source === undefined} aria-label={isPlaying ? words.file.pause : words.file.play} onClick={toggle}>
        <Icon path={isPlaying ? pause : play} />
      </button>
      <input
        type="range"
        min={0}
        max={duration || 1}
        step={0.1}
        value={time}
        disabled={!duration || source === undefined}
        aria-label={words.file.position}
        aria-valuetext={`${now} / ${all}`}
        style={{ '--share': `${duration ? Math.min(100, (time / duration) * 100) : 0}%` }}
        onInput={(event) => made()?.seek(event.currentTarget.valueAsNumber)}
      />
      <span class="sound-time">{time > 0 || isPlaying ? now : all}</span>
      {cannotPlay && (
        <span class="part-trouble" role="alert">
          {words.file.cannotPlay}
        </span>
      )}
    </div>
  )
}
